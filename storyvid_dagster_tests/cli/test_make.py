"""`storyvid make`: what it says when a story is not made."""

from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster.cli import make
from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.defs.launch import Outcome
from storyvid_dagster.errors import ApprovalAwaited, StoryvidError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import write_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.approval import approve


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


def test_a_script_to_be_read_is_told_with_the_command_that_goes_on(
    finished: MediaStore, analysis: DrawingAnalysis
) -> None:
    asked = analysis.model_copy(update={"request": StoryRequest(child_age=3, approve=True)})
    write_document(asked, names.document("pip", "drawing_analysis"), finished)
    done = Outcome("1", succeeded=True, problems=(), spans_s={})
    with pytest.raises(ApprovalAwaited, match="`storyvid approve pip`"):
        make.finished_or_told(done, finished, "pip", 0.0)
    approve("pip", finished)
    assert make.finished_or_told(done, finished, "pip", 0.0).video.run_id == "pip"
