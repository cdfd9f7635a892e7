"""Whatever program is ended from outside, and whoever started it: worth another try, and nobody's fault."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster import children
from storyvid_dagster.cli.supervisor import Program
from storyvid_dagster.core.results import AudioResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.defs import anthology_job, assets, checks, extras
from storyvid_dagster.defs.failures import POLITE_RETRIES, permanent_failures
from storyvid_dagster.errors import Interrupted, RenderError, all_told, may_pass
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.intake import vector
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.intake.picture_files import SVG_QUARTERS, svg

LATER_S = 1e11


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_an_end_by_any_signal_may_not_happen_again(number: int) -> None:
    with pytest.raises(Interrupted, match=rf"the work was ended by signal {number:d}: ") as caught:
        children.run(["sh", "-c", f"kill -{number:d} $$"], what="the work", timeout_s=60)
    assert may_pass(caught.value)


def test_an_end_of_its_own_is_told_by_its_status_with_what_it_printed() -> None:
    assert children.run(["sh", "-c", "echo no >&2; exit 3"], what="it", timeout_s=60) == (3, b"no\n")


def test_a_program_that_hangs_is_ended() -> None:
    with pytest.raises(TimeoutError):
        children.run(python("import time; time.sleep(60)"), what="it", timeout_s=0.2)


@pytest.fixture(params=[errno.ENOMEM, errno.EAGAIN, errno.EMFILE])
def no_room(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(request.param, os.strerror(request.param))

    monkeypatch.setattr(subprocess, "Popen", full)


@pytest.mark.usefixtures("no_room")
def test_a_machine_without_room_for_a_program_may_have_it_later(ffmpeg: Ffmpeg) -> None:
    with pytest.raises(Interrupted, match="could not be started"):
        ffmpeg.version()


@pytest.mark.usefixtures("no_room")
def test_a_program_that_finds_no_room_is_started_later(tmp_path: Path) -> None:
    said: list[str] = []
    program = Program("daemon", [], tmp_path)
    for _ in range(2):
        program.scan(said.append, ())
    assert len(said) == 1, "the second time comes after a wait"
    assert "the daemon could not be started" in said[0]


def test_dagster_tries_again_what_was_interrupted() -> None:
    with pytest.raises(Interrupted), permanent_failures():
        raise all_told([Interrupted("scene 1"), Interrupted("scene 2")])
    with pytest.raises(dg.Failure), permanent_failures():
        raise all_told([Interrupted("scene 1"), RenderError("scene 2")])


def test_every_step_is_tried_again() -> None:
    made = (*assets.ALL, *extras.ALL, *checks.ALL)
    policies = {str(each.node_def.name): each.node_def.retry_policy for each in made}
    policies["anthology"] = anthology_job.anthology.retry_policy
    assert set(policies.values()) == {POLITE_RETRIES}


def test_a_check_whose_ffmpeg_is_ended_is_no_verdict(
    failing_ffmpeg: Callable[[str], Ffmpeg], finished: MediaStore, story: StoryScript
) -> None:
    (clip,) = read_document(AudioResult, "pip", finished).clips
    with pytest.raises(Interrupted):
        checks.clip_faults(clip, story.scenes[0], finished, failing_ffmpeg("kill -9 $$"))


def end_myself(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_drawing_whose_reader_was_ended_stays_and_is_taken_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Inbox(tmp_path / "uploads", MediaStore(tmp_path / "data"))
    inbox.root.mkdir()
    (inbox.root / "cat.svg").write_bytes(svg(SVG_QUARTERS))
    with monkeypatch.context() as patched:
        patched.setattr(vector, "_svg", end_myself)
        looks = [inbox.scan(now_s=LATER_S, limit=9) for _ in range(2)]
    assert [(len(scan.notes), scan.waiting, scan.rejected) for scan in looks] == [(1, 1, ()), (0, 1, ())]
    assert [upload.source_name for upload in inbox.scan(now_s=LATER_S, limit=9).claimed] == ["cat.svg"]
