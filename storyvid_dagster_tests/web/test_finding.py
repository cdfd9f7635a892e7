"""Stories found by child, folder, title and how they stand, on the page and over the API."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import read_document, write_document
from storyvid_dagster_tests.web.conftest import FakeOrchestrator

Found = Callable[..., list[str]]


@pytest.fixture
def school(
    two_stories: tuple[str, str], inbox: Inbox, dagster: FakeOrchestrator, doodle: bytes, tmp_path: Path
) -> None:
    """Two stories of Mia's, finished, and one of Ben's that failed, in folders of two classes."""
    for run_id, child, place in (
        ("pip", "Mia", "owls/cat.png"), ("hen", "Mia", "bears/house.png"), ("rob", "Ben", "bears/ball.png"),
    ):  # fmt: skip
        file = tmp_path / "doodle.png"
        file.write_bytes(doodle)
        inbox.adopt(run_id, file, StoryRequest(child_age=3, child_name=child), name=place)
    dagster.runs["rob"] = LastRun("c", "FAILURE")


@pytest.fixture
def found(client: TestClient, school: None) -> Found:
    def ask(**query: str | int) -> list[str]:
        answer = client.get("/api/v1/stories", params=query)
        assert answer.status_code == 200, answer.text
        listed = sorted(story["run_id"] for story in answer.json()["stories"])
        assert "limit" in query or answer.json()["total"] == len(listed)
        return listed

    return ask


def test_every_word_has_to_be_somewhere_in_small_letters_or_large(found: Found) -> None:
    assert found() == ["hen", "pip", "rob"]
    assert found(find="mia") == ["hen", "pip"]
    assert found(find="BEARS") == ["hen", "rob"]
    assert found(find="bears mia") == ["hen"]
    assert found(find="mia kite.png") == []
    assert found(find="  ") == ["hen", "pip", "rob"]


def test_how_it_stands_is_asked_together_with_words(found: Found) -> None:
    assert found(state="failed") == ["rob"]
    assert found(state="failed", find="mia") == []
    assert "rob" not in found(state="finished")


def test_a_title_is_found_as_soon_as_it_is_written_anew(found: Found, inbox: Inbox) -> None:
    assert found(find="zeppelin") == []
    story = read_document(StoryScript, "pip", inbox.store)
    renamed = story.model_copy(update={"title": "The Zeppelin of Pip"})
    write_document(renamed, names.document("pip", "story_script"), inbox.store)
    assert found(find="zeppelin") == ["pip"]
    inbox.store.delete(names.document("hen", "upload"))
    assert found(find="mia") == ["pip"]


def test_the_next_page_is_one_of_the_same_question(client: TestClient, found: Found) -> None:
    assert len(found(find="bears", limit=1)) == 1
    first = client.get("/api/v1/stories", params={"find": "bears", "limit": 1}).json()
    second = client.get(first["next"]).json()
    told = [page["stories"][0]["run_id"] for page in (first, second)]
    assert sorted(told) == ["hen", "rob"]
    assert (second["next"], second["total"]) == (None, 2)


def test_the_page_keeps_what_was_asked_and_says_when_there_is_nothing(
    client: TestClient, school: None
) -> None:
    shown = client.get("/", params={"find": 'bears "<b>', "state": "failed"}).text
    assert 'value="bears &#34;&lt;b&gt;"' in shown
    assert '<option value="failed" selected>' in shown
    assert "No story like that" in shown
    assert shown.count('class="card"') == 0
    assert client.get("/", params={"find": "bears"}).text.count('class="card"') == 2
    assert client.get("/", params={"state": "no such thing"}).text.count('class="card"') == 3


def test_an_unknown_state_is_refused_by_the_api(client: TestClient, school: None) -> None:
    assert client.get("/api/v1/stories", params={"state": "gone"}).status_code == 422
