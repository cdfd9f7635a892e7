import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import dagster as dg
import numpy as np
import pytest
from dagster import Shape

from storyvid_dagster.core import names
from storyvid_dagster.core.options import OPTIONS
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.results import AudioResult, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.defs import assets, checks, metadata
from storyvid_dagster.defs.drawing_config import DrawingConfig
from storyvid_dagster.defs.io_manager import DocumentIOManager
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.defs.resources import FilmResource
from storyvid_dagster.errors import ProviderExhausted, ProviderRefused, ProviderUnavailable
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.images import encode_png
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.cached import CachedPainter
from storyvid_dagster.providers.fakes import (
    FakeModerator,
    FakeNarrator,
    FakePainter,
    FakeProviders,
    FakeReader,
    FakeWriter,
)
from storyvid_dagster.stages.approval import AFTER_APPROVAL, approve

pytestmark = pytest.mark.slow

ALL_ASSETS = {"drawing", "drawing_analysis", "story_script", "scene_images", "narration", "story_video"}


@dataclass
class Studio:
    """Every asset over fakes, in an instance of its own."""

    store: MediaStore
    inbox: Inbox
    instance: dg.DagsterInstance
    reader: FakeReader = field(default_factory=FakeReader)
    writer: FakeWriter = field(default_factory=FakeWriter)
    painter: FakePainter = field(default_factory=FakePainter)
    narrator: FakeNarrator = field(default_factory=FakeNarrator)
    moderator: FakeModerator = field(default_factory=FakeModerator)
    spare_painter: FakePainter | None = None

    def make(
        self, run_id: str, *wanted: str, config: dict[str, Any] | None = None
    ) -> dg.ExecuteInProcessResult:
        self.instance.add_dynamic_partitions(RUN_ID, [run_id])
        definitions = dg.Definitions(
            assets=assets.ALL,
            asset_checks=checks.ALL,
            resources={
                "io_manager": DocumentIOManager(base=str(self.store.root)),
                "media": self.store,
                "inbox": self.inbox,
                "providers": FakeProviders(
                    self.reader,
                    self.writer,
                    CachedPainter(self.painter, self.store),
                    self.narrator,
                    self.moderator,
                    self.spare_painter,
                ),
                "ffmpeg": Ffmpeg.find(),
                "film": FilmResource(height_px=240, fps=12, media_url="/media"),
            },
        )
        return definitions.get_implicit_global_asset_job_def().execute_in_process(
            instance=self.instance,
            partition_key=run_id,
            asset_selection=[dg.AssetKey(name) for name in wanted] or None,
            run_config={
                "ops": {"drawing": {"config": config}} if config else {},
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
            raise_on_error=False,
        )


@pytest.fixture
def studio(store: MediaStore, tmp_path: Path, doodle: bytes) -> Iterator[Studio]:
    picture = tmp_path / "cat.png"
    picture.write_bytes(doodle)
    inbox = Inbox(tmp_path / "uploads", store)
    inbox.adopt("pip", picture, StoryRequest(child_age=3, music="none"), name="cat.png")
    with dg.DagsterInstance.ephemeral() as instance:
        yield Studio(store, inbox, instance)


def made(result: dg.ExecuteInProcessResult) -> set[str]:
    return {
        event.asset_key.path[-1] for event in result.get_asset_materialization_events() if event.asset_key
    }


def metadata_of(result: dg.ExecuteInProcessResult, asset: str) -> dict[str, Any]:
    (event,) = (
        event for event in result.get_asset_materialization_events()
        if event.asset_key and event.asset_key.path[-1] == asset
    )  # fmt: skip
    return {name: value.value for name, value in event.materialization.metadata.items()}


def failure_text(result: dg.ExecuteInProcessResult) -> str:
    return " ".join(
        event.step_failure_data.user_failure_data.description or ""
        for event in result.all_events
        if event.is_step_failure and event.step_failure_data.user_failure_data
    )


def attempts(result: dg.ExecuteInProcessResult, step: str) -> int:
    return sum(
        event.event_type in {dg.DagsterEventType.STEP_START, dg.DagsterEventType.STEP_RESTARTED}
        for event in result.all_events
        if event.step_key == step
    )


def test_a_drawing_becomes_a_film_with_every_file_under_its_run_id(studio: Studio) -> None:
    result = studio.make("pip")
    assert result.success
    assert made(result) == ALL_ASSETS
    keys = {key for folder in ("images", "audio", "videos") for key in studio.store.keys(folder)}
    scenes = (1, 2, 3)
    assert keys == {
        *(names.scene_image("pip", scene) for scene in scenes),
        # The painter gives no parts: its disc is lifted off.
        *(names.scene_part("pip", scene, "backdrop", "jpg") for scene in scenes),
        *(names.scene_part("pip", scene, "figure_1") for scene in scenes),
        *(names.scene_audio("pip", scene) for scene in scenes),
        names.film("pip"), names.subtitles("pip", "srt"), names.subtitles("pip", "vtt"),
        names.thumbnail("pip"),
    }  # fmt: skip
    film = VideoResult.model_validate_json(studio.store.get(names.document("pip", "story_video")))
    assert (film.width_px, film.height_px, film.fps) == (426, 240, 12)
    passed = {check.check_name: check.passed for check in result.get_asset_check_evaluations()}
    assert passed == {
        "script_fits": True, "pictures_show_something": True,
        "narration_is_heard": True, "film_is_right": True,
    }  # fmt: skip

    again = studio.make("pip", "story_video")
    assert made(again) == {"story_video"}
    assert metadata_of(again, "story_video")["pieces_made"].startswith("0 of")


def test_one_asset_can_be_made_again_alone(studio: Studio) -> None:
    studio.make("pip", "drawing", "drawing_analysis", "story_script", "scene_images", "narration")
    assert made(studio.make("pip", "scene_images")) == {"scene_images"}
    assert made(studio.make("pip", "narration")) == {"narration"}
    assert len(studio.painter.painted) == 3, "pictures that were painted are not painted again"


def test_the_launchpad_gives_a_path_and_options_to_a_run_id_typed_by_hand(
    studio: Studio, tmp_path: Path
) -> None:
    config = {"path": str(tmp_path / "cat.png"), "theme": "bedtime", "child_name": "Mia"}
    result = studio.make("my-story", "drawing", config=config)
    assert result.success
    upload = studio.inbox.find("my-story")
    assert upload is not None
    assert (upload.request.theme, upload.request.child_name) == ("bedtime", "Mia")


def test_an_option_given_later_replaces_just_that_one(studio: Studio) -> None:
    studio.make("pip", "drawing", config={"child_name": "Mia"})
    studio.make("pip", "drawing", config={"theme": "nature"})
    upload = studio.inbox.find("pip")
    assert upload is not None
    assert upload.request == StoryRequest(child_age=3, music="none", child_name="Mia", theme="nature")  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("run_id", "config", "said"),
    [
        ("lost", None, "no drawing"), ("lost", {"path": "/no/such.png"}, "/no/such.png"),
        ("pip", {"child_age": 12}, "child_age"), ("Not Allowed", {"path": "x"}, "run_id"),
    ],
)  # fmt: skip
def test_what_can_never_work_fails_once_and_says_why(
    studio: Studio, run_id: str, config: dict[str, Any] | None, said: str
) -> None:
    result = studio.make(run_id, "drawing", config=config)
    assert not result.success
    assert said in failure_text(result)
    assert attempts(result, "drawing") == 1


def test_a_value_that_there_is_not_is_refused_before_a_run_starts(studio: Studio) -> None:
    with pytest.raises(dg.DagsterInvalidConfigError, match="war"):
        studio.make("pip", "drawing", config={"theme": "war"})


def test_the_launchpad_knows_every_option_its_values_and_what_it_is_for() -> None:
    shape = DrawingConfig.to_config_schema().as_field().config_type
    assert isinstance(shape, Shape)
    fields = shape.fields
    assert set(fields) == {"path", *StoryRequest.model_fields}
    for option in OPTIONS:
        assert fields[option.name].description == option.help
        inner = fields[option.name].config_type.inner_type
        if option.choices:
            assert [value.config_value for value in inner.enum_values] == list(option.choices)


def test_a_refused_picture_is_not_asked_for_again_and_the_narration_is_kept(studio: Studio) -> None:
    studio.painter.fails[2] = ProviderRefused("scene 2 of pip: the painter will not paint this")
    studio.make("pip", "drawing", "drawing_analysis", "story_script")
    result = studio.make("pip", "scene_images", "narration")
    assert made(result) == {"narration"}
    assert "scene 2 of pip" in failure_text(result)
    assert attempts(result, "pictures_and_narration") == 1
    assert sorted(studio.painter.painted) == [1, 3]


@pytest.mark.parametrize("refused", ["painter", "narrator"])
def test_of_two_failures_the_one_that_can_never_succeed_decides_and_both_are_told(
    studio: Studio, refused: str
) -> None:
    studio.make("pip", "drawing", "drawing_analysis", "story_script")
    never, later = ProviderRefused("never: against the rules"), ProviderUnavailable("later: busy")
    studio.painter.fails[2] = never if refused == "painter" else later
    word = read_document(StoryScript, "pip", studio.store).scenes[0].text.split()[0]
    studio.narrator.fails[word] = later if refused == "painter" else never
    result = studio.make("pip", "scene_images", "narration")
    assert "never: against the rules" in failure_text(result)
    assert "later: busy" in failure_text(result)
    assert attempts(result, "pictures_and_narration") == 1


def test_a_refused_scene_is_not_hidden_behind_one_that_may_work_later(studio: Studio) -> None:
    studio.make("pip", "drawing", "drawing_analysis", "story_script")
    studio.painter.fails[1] = ProviderUnavailable("scene 1: busy")
    studio.painter.fails[3] = ProviderRefused("scene 3: against the rules")
    result = studio.make("pip", "scene_images")
    assert failure_text(result) == "scene 3: against the rules; and scene 1: busy"
    assert attempts(result, "pictures_and_narration") == 1


def test_a_missing_or_damaged_file_fails_its_check(studio: Studio, store: MediaStore) -> None:
    studio.make("pip")
    story, images = read_document(StoryScript, "pip", store), read_document(ImageResult, "pip", store)
    audio, film = read_document(AudioResult, "pip", store), read_document(VideoResult, "pip", store)
    ffmpeg = Ffmpeg.find()

    def faults(result: object) -> str:
        assert isinstance(result, dg.AssetCheckResult)
        assert not result.passed
        return str(result.metadata["faults"].value)

    for damage in (None, b"", b"not what it was"):
        for file in (images.images[1].file, audio.clips[1].file, film.video, film.srt):
            store.delete(file.key)
            if damage is not None:
                store.put(file.key, damage)
        assert "scene 2: the picture cannot be read" in faults(checks.pictures_show_something(images, store))
        assert "scene 2: the narration cannot be read" in faults(
            checks.narration_is_heard(audio, story, store, ffmpeg)
        )
        film_faults = faults(checks.film_is_right(film, story, store, ffmpeg))
        assert "the film cannot be read" in film_faults
        assert "captions" in film_faults


def test_what_may_work_later_is_tried_again_and_only_the_rest_is_made(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.make("pip", "drawing", "drawing_analysis", "story_script")
    studio.painter.fails[2] = ProviderUnavailable("busy")
    tries: list[int] = []

    def no_wait(policy: dg.RetryPolicy, attempt: int) -> float:
        tries.append(attempt)
        studio.painter.fails.clear()
        return 0

    monkeypatch.setattr(dg.RetryPolicy, "calculate_delay", no_wait)
    result = studio.make("pip", "scene_images")
    assert result.success
    assert sorted(studio.painter.painted) == [1, 2, 3]
    assert tries == [1]


def test_the_ui_is_shown_small_pictures_by_links_that_know_no_host(studio: Studio) -> None:
    result = studio.make("pip", "drawing", "drawing_analysis", "story_script", "scene_images", "narration")
    shown = metadata_of(result, "scene_images")
    galleries = [
        str(metadata_of(result, asset)["gallery"])
        for asset in ("drawing", "drawing_analysis", "scene_images")
    ]
    links = [link for gallery in galleries for link in re.findall(r"\]\((.*?)\)", gallery)]
    assert len(links) == 6
    for link in links:
        assert link.startswith("/media/previews/pip_")
        assert len(studio.store.get(link.removeprefix("/media/"))) < 70_000
    assert shown["provider"] == "fake"
    assert metadata_of(result, "story_script")["n_words"] == 35


def test_the_script_is_a_page_to_read_and_no_words_of_it_are_in_the_records(studio: Studio) -> None:
    studio.make(
        "pip", "drawing", config={"child_name": "Zebedee", "title": "Grumpkin", "personal_context": "Oslo"}
    )
    result = studio.make("pip", "drawing", "drawing_analysis", "story_script")
    (link,) = re.findall(r"\]\((.*?)\)", str(metadata_of(result, "story_script")["script"]))
    page = studio.store.get(link.removeprefix("/media/")).decode()
    script = read_document(StoryScript, "pip", studio.store)
    assert script.title in page
    records = str([metadata_of(result, asset) for asset in ("drawing", "drawing_analysis", "story_script")])
    for scene in script.scenes:
        assert scene.text in page
        assert scene.text not in records
    for personal in ("Zebedee", "Grumpkin", "Oslo", script.title):
        assert personal not in records


def test_runs_are_tagged_with_title_and_style_and_the_name_only_if_allowed(studio: Studio) -> None:
    studio.make("pip", "drawing", config={"child_name": "Pip"})
    result = studio.make("pip", "drawing_analysis", "story_script")
    run = studio.instance.get_run_by_id(result.run_id)
    assert run is not None
    script = read_document(StoryScript, "pip", studio.store)
    assert run.tags["storyvid/style"] == "storybook"
    assert run.tags["storyvid/title"] == script.title.replace("Pip", "…")
    assert "storyvid/child" not in run.tags
    allowed = metadata.run_tags(script, StoryRequest(child_name="Pip"), says_name=True)
    assert (allowed["storyvid/child"], allowed["storyvid/title"]) == ("Pip", script.title)


def test_what_a_whole_story_shows_takes_few_bytes_of_the_records(studio: Studio) -> None:
    result = studio.make("pip", "drawing", "drawing_analysis", "story_script", "scene_images", "narration")
    shown = [event.materialization.metadata for event in result.get_asset_materialization_events()]
    assert len(dg.serialize_value(shown)) < 12_000


def test_a_blank_picture_stops_the_film(studio: Studio, store: MediaStore) -> None:
    studio.make("pip", "drawing", "drawing_analysis", "story_script", "scene_images", "narration")
    key = names.scene_image("pip", 2)
    store.put(key, encode_png(np.full((240, 426, 3), 200, np.uint8)))
    images = ImageResult.model_validate_json(store.get(names.document("pip", "scene_images")))
    (fault,) = checks.picture_faults(images.images[1], (426, 240), store)
    assert "scene 2" in fault
    assert "blank" in fault


def test_a_vendor_that_fails_is_replaced_only_where_that_is_allowed_and_it_is_said(studio: Studio) -> None:
    studio.painter.fails[2] = ProviderExhausted("the vendor is down")
    failed = studio.make("pip")
    assert "the vendor is down" in failure_text(failed)
    assert "scene_images" not in made(failed)

    studio.spare_painter = FakePainter(fingerprint="fake/spare")
    again = studio.make("pip")
    assert again.success
    assert sorted(studio.spare_painter.painted) == [1, 2, 3]
    notes = metadata_of(again, "scene_images")["notes"]
    assert "fallback" in notes
    assert "the vendor is down" in notes
    film = VideoResult.model_validate_json(studio.store.get(names.document("pip", "story_video")))
    assert any("fallback" in credit for credit in film.credits)


def test_a_drawing_that_is_not_for_children_goes_no_further(studio: Studio) -> None:
    studio.moderator.minds_pictures.add("the drawing")
    result = studio.make("pip")
    assert made(result) == {"drawing"}
    assert studio.reader.calls == 0
    assert "run pip" in failure_text(result)
    assert attempts(result, "drawing_analysis") == 1


def test_a_story_the_disk_has_no_room_for_is_not_begun(studio: Studio) -> None:
    before = list(studio.store.keys("drawings"))
    studio.store = replace(studio.store, disk_free_bytes=lambda _: 5_000_000)
    result = studio.make("pip")
    assert made(result) == set()
    assert re.search(r"run pip: the story needs about \d+ MB, and 5 MB are free", failure_text(result))
    assert list(studio.store.keys("drawings")) == before


def test_nothing_is_painted_or_spoken_of_a_script_before_somebody_says_yes(
    studio: Studio, doodle: bytes, tmp_path: Path
) -> None:
    picture = tmp_path / "cat.png"
    request = StoryRequest(child_age=3, music="none", approve=True)
    studio.inbox.adopt("pip", picture, request, name="cat.png")
    result = studio.make("pip")
    assert result.success
    assert made(result) == {"drawing", "drawing_analysis", "story_script"}
    assert made(studio.make("pip", "scene_images", "narration", "story_video")) == set()
    assert not any(studio.store.exists(names.scene_image("pip", scene)) for scene in range(1, 9))
    approve("pip", studio.store)
    assert made(studio.make("pip", *AFTER_APPROVAL)) == set(AFTER_APPROVAL)
