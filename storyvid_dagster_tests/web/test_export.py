"""All films in one file."""

import io
import zipfile

import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.story_states import State, Story
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.export import file_title
from storyvid_dagster_tests.web.conftest import FakeOrchestrator


def test_all_films_come_in_one_file_with_their_captions(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str, finished: MediaStore
) -> None:
    big = bytes(range(256)) * 12_000
    finished.put(names.film("pip"), big)
    dagster.runs["hen"] = LastRun("b", "STARTED")  # has no film yet
    answer = client.get("/api/v1/films.zip")
    assert answer.headers["content-type"] == "application/zip"
    assert "attachment" in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["Pip pip.mp4", "Pip pip.srt"]
        assert archive.read("Pip pip.mp4") == big
        assert archive.read("Pip pip.srt") == finished.get(names.subtitles("pip", "srt"))
    assert 'href="/api/v1/films.zip"' in client.get("/").text


def test_without_a_film_the_file_is_empty_and_whole(client: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get("/api/v1/films.zip").content)) as archive:
        assert archive.namelist() == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc passwd pip"),
        ("C:\\evil|?*.exe", "C evil exe pip"),
        ("Léo's Day", "Léo's Day pip"),
        ("..", "Story pip"),
        ("x" * 300, f"{'x' * 60} pip"),
    ],
)
def test_no_title_leads_out_of_the_folder(title: str, name: str) -> None:
    story = Story("pip", title, None, State.FINISHED, (), None, 1.0, 0.0, 0.0, True)
    assert file_title(story) == name


def test_metrics_tell_the_queue_and_the_seconds_by_stage(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    dagster.not_begun.add("pip")
    text = client.get("/metrics").text
    assert "storyvid_queue 1" in text
    assert 'storyvid_stories{state="asked for"} 1' in text
    for stage in ("drawing_analysis", "story_script", "scene_images", "narration", "story_video"):
        assert f'storyvid_stage_seconds_count{{stage="{stage}"}} 1' in text
        assert f'storyvid_stage_seconds_sum{{stage="{stage}"}} 0.000' in text
