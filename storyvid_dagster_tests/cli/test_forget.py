"""`storyvid forget` as it is typed."""

import os
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner

from storyvid_dagster.cli.app import app
from storyvid_dagster.core import names
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.store import MediaStore

pytestmark = pytest.mark.slow


@pytest.fixture
def inbox(tmp_path: Path, doodle: bytes, monkeypatch: pytest.MonkeyPatch) -> Inbox:
    """Two stories, one of them of 1970."""
    for name in ("STORYVID_DATA_DIR", "DAGSTER_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    store = MediaStore(tmp_path / "data")
    inbox = Inbox(store.root / "uploads", store)
    picture = tmp_path / "cat.png"
    picture.write_bytes(doodle)
    for run_id in ("old", "new"):
        inbox.adopt(run_id, picture, StoryRequest(child_age=3), name="cat.png")
    os.utime(store.path(names.document("old", "upload")), (0, 0))
    return inbox


def test_old_stories_are_listed_asked_about_and_deleted(inbox: Inbox) -> None:
    refused = CliRunner().invoke(app, ["forget", "--older-than", "30d"], input="n\n")
    assert "1 stories older than 30 days: old" in refused.output
    assert inbox.find("old") is not None
    CliRunner().invoke(app, ["forget", "--older-than", "30d", "--yes"], catch_exceptions=False)
    assert inbox.find("old") is None
    assert inbox.find("new") is not None


def test_an_anthology_that_still_holds_the_story_is_told_with_what_to_do(inbox: Inbox) -> None:
    with open_instance(inbox.store.root / "dagster") as instance:
        made = dg.AssetMaterialization(["anthology", "class"], metadata={"run_ids": "old, new"})
        instance.report_runless_asset_event(made)
    done = CliRunner().invoke(app, ["forget", "old"], catch_exceptions=False)
    assert "storyvid anthology class" in done.output


@pytest.mark.parametrize("arguments", [[], ["old", "--older-than", "30d"]])
def test_it_is_one_story_or_all_old_ones(inbox: Inbox, arguments: list[str]) -> None:
    done = CliRunner().invoke(app, ["forget", *arguments])
    assert done.exit_code != 0
    assert inbox.find("old") is not None
