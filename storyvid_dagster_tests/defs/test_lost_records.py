"""Dagster's records deleted: every story is known again, and only what is missing is made."""

import shutil
from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster.core import names
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.lost_records import KnownAgain, know_again
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.defs.schedules import HealPolicy, look_over
from storyvid_dagster.defs.sensors import not_started
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import STAGES
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings
from storyvid_dagster_tests.cli.over_fakes import over_fakes

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give an instance that knows `pip`, whose records are then deleted."""
    home = tmp_path / "data" / "dagster"
    with open_instance(home) as instance:
        instance.add_dynamic_partitions(RUN_ID, ["pip"])
    shutil.rmtree(home / "history")
    return home


@pytest.fixture
def inbox(finished: MediaStore, tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "uploads", finished)


def test_a_finished_story_is_known_again_and_nothing_of_it_is_made(home: Path, inbox: Inbox) -> None:
    with open_instance(home) as instance:
        assert know_again(instance, inbox) == KnownAgain(made=("pip",))
        assert know_again(instance, inbox) == KnownAgain(), "it is known now"
        assert not_started(inbox, instance, 9) == []
        for asset in STAGES:
            assert instance.get_materialized_partitions(dg.AssetKey(asset)) == {"pip"}
        repository = over_fakes(Settings(data_dir=inbox.store.root)).get_repository_def()
        night = look_over(instance, repository, inbox, HealPolicy(stale=True))
        assert night.groups == {}


def test_an_unfinished_one_goes_on_unless_a_person_stopped_it(home: Path, inbox: Inbox) -> None:
    for asset in ("narration", "story_video"):
        inbox.store.delete(names.document("pip", asset))
    with open_instance(home) as instance:
        assert know_again(instance, inbox) == KnownAgain(goes_on=("pip",))
        assert [upload.run_id for upload in not_started(inbox, instance, 9)] == ["pip"]
        assert know_again(instance, inbox) == KnownAgain(), "it waits for the sensor"
        instance.delete_dynamic_partition(RUN_ID, "pip")
        inbox.started("pip")
        inbox.memory.stop("pip")
        assert know_again(instance, inbox) == KnownAgain(made=("pip",))
        assert inbox.memory.is_stopped("pip")


def test_no_more_is_made_than_was_asked_for(home: Path, inbox: Inbox) -> None:
    inbox.store.delete(names.document("pip", "story_video"))
    key = names.document("pip", "upload")
    inbox.store.put(key, inbox.store.get(key).replace(b'"wanted": null', b'"wanted": ["story_script"]'))
    with open_instance(home) as instance:
        assert know_again(instance, inbox) == KnownAgain(made=("pip",))


def test_a_claim_that_cannot_be_read_is_kept(home: Path, inbox: Inbox) -> None:
    key = names.document("pip", "upload")
    inbox.store.put(key, b"{}")
    with open_instance(home) as instance:
        assert know_again(instance, inbox) == KnownAgain(made=("pip",))
    assert inbox.store.get(key) == b"{}"
