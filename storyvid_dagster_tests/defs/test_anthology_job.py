"""The job that makes one film and one book of many stories, in process."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import dagster as dg
import numpy as np
import pytest
from pypdfium2 import PdfDocument

from storyvid_dagster.core import names
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.results import VideoResult
from storyvid_dagster.defs import assets
from storyvid_dagster.defs.assets import GROUP
from storyvid_dagster.defs.forgetting import forget_anthology
from storyvid_dagster.defs.io_manager import DocumentIOManager
from storyvid_dagster.defs.jobs import make_anthology
from storyvid_dagster.defs.launch import Outcome, run_anthology
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.defs.resources import FilmResource
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.fakes import (
    FakeModerator,
    FakeNarrator,
    FakePainter,
    FakeProviders,
    FakeReader,
    FakeWriter,
)
from storyvid_dagster.render.inspect import inspect_film

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class School:
    """Stories told by fakes, and the job over them."""

    store: MediaStore
    instance: dg.DagsterInstance
    inbox: Inbox

    def definitions(self, height_px: int = 240) -> dg.Definitions:
        providers = FakeProviders(
            FakeReader(), FakeWriter(), FakePainter(), FakeNarrator(), FakeModerator(), None
        )
        return dg.Definitions(
            assets=assets.ALL,
            jobs=[make_anthology],
            resources={
                "io_manager": DocumentIOManager(base=str(self.store.root)),
                "media": self.store,
                "inbox": self.inbox,
                "providers": providers,
                "ffmpeg": Ffmpeg.find(),
                "film": FilmResource(height_px=height_px, fps=12, media_url="/media"),
            },
        )

    def tell(self, run_id: str, child_name: str | None, height_px: int = 240) -> None:
        page = np.full((120, 160, 3), 250, np.uint8)
        cv2.circle(page, (80, 60), 30, (40, 120, 240), -1)
        picture = self.store.root.parent / f"{run_id}.png"
        picture.write_bytes(cv2.imencode(".png", page)[1].tobytes())
        request = StoryRequest(child_age=3, music="none", child_name=child_name)
        self.inbox.adopt(run_id, picture, request, name=picture.name)
        self.instance.add_dynamic_partitions(RUN_ID, [run_id])
        job = self.definitions(height_px).get_implicit_global_asset_job_def()
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        assert job.execute_in_process(instance=self.instance, partition_key=run_id, run_config=quiet).success

    def gather(self, run_ids: Sequence[str] = (), **config: str) -> Outcome:
        asked: Mapping[str, Any] = {"name": "class-3b", **config, "run_ids": list(run_ids)}
        return run_anthology(self.definitions(), self.instance, asked)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    folder = tmp_path_factory.mktemp("school")
    store = MediaStore(folder / "data")
    with dg.DagsterInstance.ephemeral() as instance:
        school = School(store, instance, Inbox(folder / "uploads", store))
        school.tell("pip", "Zoë")
        school.tell("rex", "Mia")
        yield school


def film_of(school: School, run_id: str) -> VideoResult:
    return VideoResult.model_validate_json(school.store.get(names.document(run_id, "story_video")))


def test_all_finished_stories_become_one_film_and_one_book(school: School) -> None:
    outcome = school.gather(title="Our class")
    assert outcome.succeeded, outcome.problems
    made = set(school.store.keys("anthologies"))
    assert made == {names.anthology("class-3b", kind) for kind in names.ANTHOLOGY_KINDS}
    facts = inspect_film(school.store.path(names.anthology("class-3b", "mp4")), Ffmpeg.find())
    stories = sum(film_of(school, run_id).n_frames for run_id in ("pip", "rex"))
    assert facts.n_frames == stories + round(4.4 * 12)
    assert facts.video_s == pytest.approx(facts.audio_s, abs=1 / 12)
    assert (facts.is_steady, facts.n_chapters, facts.has_captions) == (True, 3, True)
    with PdfDocument(school.store.path(names.anthology("class-3b", "pdf"))) as book:
        assert len(book) == 2 + 2 * (2 + 2 * 3) + 1
        assert "a story by Mia" in book[2].get_textpage().get_text_range(), "in the order of the names"
    assert not [key for key in school.store.keys("cache") if "anthology" in key]


def test_the_ui_is_told_which_stories_are_in_it_until_it_is_forgotten(school: School) -> None:
    assert school.gather(["pip"], name="solo").succeeded
    event = school.instance.get_latest_materialization_event(dg.AssetKey(["anthology", "solo"]))
    assert event is not None
    assert event.asset_materialization is not None
    told = {name: value.value for name, value in event.asset_materialization.metadata.items()}
    assert (told["run_ids"], told["n_stories"], told["title"]) == ("pip", 1, "Our stories")
    assert "(/media/anthologies/solo.mp4)" in str(told["files"])
    removed = forget_anthology(school.instance, school.inbox, "solo")
    assert names.anthology("solo", "mp4") in removed
    assert not [key for key in school.store.keys("anthologies") if "solo" in key]
    assert not school.instance.has_asset_key(dg.AssetKey(["anthology", "solo"]))
    assert event.run_id not in {run.run_id for run in school.instance.get_runs()}
    assert school.store.exists(film_of(school, "pip").video.key)
    assert forget_anthology(school.instance, school.inbox, "solo") == []


def test_the_nightly_schedule_has_nothing_to_do_with_it(school: School) -> None:
    graph = school.definitions().get_repository_def().asset_graph
    stories = {key.path[-1] for key in graph.materializable_asset_keys if graph.get(key).group_name == GROUP}
    assert "anthology" not in stories
    assert len(stories) == 6


@pytest.mark.parametrize(
    ("run_ids", "config", "said"),
    [
        (["pip", "nobody"], {}, "anthology class-3b: there is no story nobody"),
        (["pip", "begun"], {}, "story begun is not finished: `storyvid status begun`"),
        (["pip", "rex", "pip"], {}, "pip is named twice"),
        (["pip", "No Way"], {}, "'No Way' cannot be a run_id"),
        (["pip"], {"name": "../up"}, "'../up' cannot name an anthology"),
        (["pip"], {"title": " "}, "' ' cannot be a title"),
    ],
)
def test_what_cannot_be_gathered_is_said_in_words(
    school: School, run_ids: list[str], config: dict[str, str], said: str
) -> None:
    school.store.put(names.page("begun"), b"a page and no more")
    outcome = school.gather(run_ids, **config)
    assert not outcome.succeeded
    assert len(outcome.problems) == 1
    assert said in outcome.problems[0]


def test_a_film_of_another_size_is_named_and_the_anthology_stays_as_it_was(school: School) -> None:
    assert school.gather(["pip", "rex"]).succeeded
    before = school.store.describe(names.anthology("class-3b", "mp4"))
    school.tell("big", None, height_px=270)
    outcome = school.gather(["pip", "rex", "big"])
    assert "big is 480 x 270 px at 12 fps" in outcome.problems[0]
    assert "--height 240 --fps 12 --aspect 16:9" in outcome.problems[0]
    assert school.store.describe(names.anthology("class-3b", "mp4")) == before


def test_a_film_that_was_changed_is_refused(school: School) -> None:
    video = film_of(school, "pip").video
    whole = school.store.get(video.key)
    school.store.put(video.key, whole[:-1])
    assert f"{video.key} is not the file" in school.gather(["pip"]).problems[0]
    school.store.put(video.key, whole)


def test_without_any_story_it_says_how_to_make_one(tmp_path: Path, school: School) -> None:
    store = MediaStore(tmp_path / "data")
    empty = replace(school, store=store, inbox=Inbox(tmp_path / "uploads", store))
    assert "there is no finished story yet" in empty.gather().problems[0]
