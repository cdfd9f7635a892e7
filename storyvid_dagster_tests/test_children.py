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
from storyvid_dagster.errors import DrawingRejected, Interrupted, RenderError, all_told, may_pass
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.intake import decoding
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.store import MediaStore

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


@pytest.mark.parametrize(
    "program",
    [
        "import os, sys; sys.stdin.buffer.readline(); os.kill(os.getpid(), 9)",
        "import sys; sys.stdin.buffer.readline(); print('{\"status\": -9}', flush=True); input()",
    ],
    ids=["the program that reads", "the process of the upload"],
)
def test_a_drawing_whose_reader_was_ended_stays_and_is_taken_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, doodle: bytes, program: str
) -> None:
    inbox = Inbox(tmp_path / "uploads", MediaStore(tmp_path / "data"))
    inbox.root.mkdir()
    (inbox.root / "cat.png").write_bytes(doodle)

    def start() -> children.Child:
        return children.start(python(program), what="it", stdin=children.PIPE, stdout=children.PIPE)

    decoding.close_idle()
    with monkeypatch.context() as patched:
        patched.setattr(decoding, "start", start)
        looks = [inbox.scan(now_s=LATER_S, limit=9) for _ in range(2)]
        decoding.close_idle()
    assert [(len(scan.notes), scan.waiting, scan.rejected) for scan in looks] == [(1, 1, ()), (0, 1, ())]
    assert [upload.source_name for upload in inbox.scan(now_s=LATER_S, limit=9).claimed] == ["cat.png"]


def test_a_decoder_that_ends_itself_is_the_doing_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    crashes = "import sys; sys.stdin.buffer.readline(); print('{\"status\": -11}', flush=True)"

    def start() -> children.Child:
        return children.start(python(crashes), what="it", stdin=children.PIPE, stdout=children.PIPE)

    decoding.close_idle()
    monkeypatch.setattr(decoding, "start", start)
    with pytest.raises(DrawingRejected, match="is damaged"):
        decoding.decode_apart(b"x", "cat.png", max_bytes=9, max_pixels=9, max_edge_px=9)
    decoding.close_idle()
