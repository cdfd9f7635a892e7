"""`storyvid make`: what it says when a story is not made."""

from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster.cli import make
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.defs.launch import Outcome
from storyvid_dagster.errors import StoryvidError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.store import MediaStore


def test_a_failure_names_its_run_once(
    store: MediaStore, tmp_path: Path, doodle: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "cat.png"
    picture.write_bytes(doodle)
    inbox = Inbox(tmp_path / "uploads", store)
    inbox.adopt("pip", picture, StoryRequest(), name="cat.png")
    upload = inbox.find("pip")
    assert upload is not None
    failed = Outcome("1", succeeded=False, problems=("run pip: no room", "a check: black"), spans_s={})
    monkeypatch.setattr(make, "run_story", lambda *_: failed)
    with dg.instance_for_test() as instance, pytest.raises(StoryvidError) as told:
        make.make_story(dg.Definitions(), instance, inbox, upload, 0.0)
    assert str(told.value) == "run pip: no room; a check: black"
