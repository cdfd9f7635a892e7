"""Nothing of a forgotten story is left in any byte below the data folder."""

import base64
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import cv2
import dagster as dg
import numpy as np
import pytest

from storyvid_dagster.core import names
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.defs import forgetting
from storyvid_dagster.defs.backfills import launch_backfill
from storyvid_dagster.defs.forgetting import anthologies_with, forget, forget_schedule, older_than
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.defs.run_locks import Holder, RunLocks
from storyvid_dagster.errors import ProviderRefused, RequestError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.defs.test_assets import Studio

pytestmark = pytest.mark.slow

STAGES = ("drawing", "drawing_analysis", "story_script", "scene_images", "narration")


@pytest.fixture
def studio(store: MediaStore, doodle: bytes, tmp_path: Path) -> Iterator[Studio]:
    """Two stories of one data folder, whose records are in its SQLite files."""
    inbox = Inbox(store.root / "uploads", store)
    for seed, (run_id, child) in enumerate((("pip", "Zebedee"), ("other", "Quentin"))):
        picture = tmp_path / f"{run_id}.png"
        pixels = cv2.imdecode(np.frombuffer(doodle, np.uint8), cv2.IMREAD_COLOR)
        pixels[90:150, 110:190] = np.random.default_rng(seed).integers(0, 255, (60, 80, 3))
        picture.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
        request = StoryRequest(
            child_age=3, child_name=child, title=f"{child} Grumpkin", personal_context=f"{child} Fiddlewick"
        )
        inbox.adopt(run_id, picture, request, name=f"{child}.png")
    with open_instance(store.root / "dagster") as instance:
        # As in a run of Dagster: the store notes which entries of the cache the story touches.
        yield Studio(MediaStore(store.root, "pip"), inbox, instance)


def canaries(store: MediaStore, run_id: str, child: str) -> list[bytes]:
    """Give what must not be found: names, words, and bytes of drawing and pictures, raw and as base64."""
    found = [child.encode(), run_id.encode() * 20]
    if store.exists(names.document(run_id, "story_script")):
        script = read_document(StoryScript, run_id, store)
        found += [scene.text.encode() for scene in script.scenes if child in scene.text]
    for folder in ("drawings", "images", "previews"):
        for key in store.keys(folder):
            if names.owner(key) == run_id and key.endswith(("png", "jpg")) and "original" not in key:
                data = store.get(key)
                cut = data[len(data) // 2 :][:48]
                found += [cut, *(base64.b64encode(cut[start:])[:40] for start in range(3))]
    return found


def found_in(root: Path, wanted: list[bytes]) -> set[tuple[str, bytes]]:
    """Search every byte of every file."""
    return {
        (path.relative_to(root).as_posix(), each)
        for path in root.rglob("*")
        if path.is_file()
        for each in wanted
        if each in path.read_bytes()
    }


def test_no_byte_of_a_forgotten_story_is_left_and_the_other_is_whole(studio: Studio) -> None:
    assert studio.make("pip", *STAGES, config={"child_name": "Zebedee"}).success
    studio.store = MediaStore(studio.store.root, "other")
    assert studio.make("other", "drawing").success
    wanted = canaries(studio.store, "pip", "Zebedee")
    others = {key for key in studio.store.of_run("other")}
    assert found_in(studio.store.root, wanted)
    forget(studio.instance, studio.inbox, "pip")
    assert found_in(studio.store.root, wanted) == set()
    assert found_in(studio.store.root / "dagster", [b'"pip"', b"Zebedee"]) == set()
    assert set(studio.store.of_run("other")) == others
    for name in STAGES:
        made = studio.instance.get_materialized_partitions(dg.AssetKey(name))
        assert made == ({"other"} if name == "drawing" else set())
    event = studio.instance.get_latest_materialization_event(dg.AssetKey("drawing"))
    assert event is not None
    assert event.asset_materialization is not None
    assert event.asset_materialization.partition == "other"


def test_a_story_that_failed_half_way_is_forgotten_too(studio: Studio) -> None:
    studio.painter.fails[2] = ProviderRefused("scene 2 of Zebedee's story will not be painted")
    assert not studio.make("pip", *STAGES).success
    wanted = canaries(studio.store, "pip", "Zebedee")
    forget(studio.instance, studio.inbox, "pip")
    assert found_in(studio.store.root, [*wanted, b"Zebedee"]) == set()


def test_a_backfill_forgets_one_story_and_keeps_the_others(studio: Studio) -> None:
    studio.instance.add_dynamic_partitions(RUN_ID, ["pip", "other"])
    assets = [dg.AssetKey("drawing")]
    launch_backfill(studio.instance, assets, ["pip", "other"], title="two", tags={})
    alone = launch_backfill(studio.instance, assets, ["pip"], title="one", tags={"a": "b"})
    forget(studio.instance, studio.inbox, "pip")
    (backfill,) = studio.instance.get_backfills()
    assert backfill.backfill_id != alone
    assert '"other"' in dg.serialize_value(backfill).replace("\\", "")
    assert found_in(studio.store.root / "dagster", [b'"pip"', b'\\"pip']) == set()


def test_an_anthology_that_holds_a_story_is_named(studio: Studio) -> None:
    for name, run_ids in (("class", "other, pip"), ("rest", "other")):
        studio.instance.report_runless_asset_event(
            dg.AssetMaterialization(["anthology", name], metadata={"run_ids": run_ids})
        )
    assert anthologies_with(studio.instance, "pip") == ["class"]


def test_a_run_that_waits_is_ended_and_one_that_starts_later_brings_nothing_back(studio: Studio) -> None:
    studio.make("pip", "drawing")
    forget(studio.instance, studio.inbox, "pip")
    late = studio.make("pip", "drawing", "drawing_analysis")
    assert not late.success
    assert not list(studio.store.of_run("pip"))


def test_a_run_whose_process_does_not_end_is_a_refusal_that_says_how(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "_ENDING_S", 0)
    result = studio.make("pip", "drawing")
    locks = RunLocks.of_home(studio.store.root / "dagster")
    with (
        locks.holding(result.run_id, Holder(pid=os.getpid(), is_worker=True)),
        pytest.raises(RequestError, match="Ctrl-C"),
    ):
        forget(studio.instance, studio.inbox, "pip")
    assert studio.instance.get_run_by_id(result.run_id) is not None
    assert studio.store.exists(names.document("pip", "upload")), "nothing was removed"


def test_a_run_that_has_not_begun_is_ended_and_forgotten(studio: Studio) -> None:
    result = studio.make("pip", "drawing")
    with closing(sqlite3.connect(studio.store.root / "dagster/history/runs.db")) as database:
        (body,) = database.execute("SELECT run_body FROM runs").fetchone()
        body = body.replace('"DagsterRunStatus.SUCCESS"', '"DagsterRunStatus.NOT_STARTED"')
        database.execute("UPDATE runs SET status = 'NOT_STARTED', run_body = ?", (body,))
        database.commit()
    forget(studio.instance, studio.inbox, "pip")
    assert studio.instance.get_run_by_id(result.run_id) is None


def test_the_schedule_forgets_what_is_old_and_nothing_else(studio: Studio) -> None:
    claim = studio.store.path(names.document("pip", "upload"))
    os.utime(claim, (0, 0))
    schedule = forget_schedule(days=30, cron="0 4 * * *", timezone="UTC")
    said = schedule(dg.build_schedule_context(instance=studio.instance, resources={"inbox": studio.inbox}))
    assert "forgot 1 stories" in str(said)
    assert not list(studio.store.of_run("pip"))
    assert studio.inbox.find("other") is not None


def test_stories_are_old_by_the_day_their_drawing_was_taken_in(studio: Studio) -> None:
    assert older_than(studio.inbox, 30, time.time()) == []
    assert set(older_than(studio.inbox, 30, time.time() + 31 * 86_400)) == {"pip", "other"}
