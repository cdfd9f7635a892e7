import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

import ffmpeg as graphs
import imageio_ffmpeg
import numpy as np
import psutil
import pytest

from storyvid_dagster.errors import Interrupted, NoRoom, RenderError, SetupError
from storyvid_dagster.ffmpeg import Ffmpeg

MakeFailing = Callable[[str], Ffmpeg]


def a_second_of_black(path: Path | str):
    return graphs.input("color=black:s=16x16:d=1", format="lavfi").output(str(path))


def frames_from_pipe(path: Path):
    return graphs.input("pipe:", format="rawvideo", pix_fmt="gray", s="64x64", framerate=25).output(str(path))


def test_a_named_program_comes_first(failing_ffmpeg: MakeFailing) -> None:
    named = failing_ffmpeg("exit 1").executable
    assert Ffmpeg.find(str(named)).executable == named


def test_without_a_setting_one_is_found_that_works() -> None:
    assert Ffmpeg.find().version().startswith("ffmpeg version")


def test_one_that_is_killed_as_it_is_tried_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[str | None] = [None, "/usr/lib/ours/ffmpeg"]

    def get_ffmpeg_exe() -> str:
        if (answer := answers.pop(0)) is None:
            raise RuntimeError("No ffmpeg exe could be found.")
        return answer

    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", get_ffmpeg_exe)
    assert Ffmpeg.find().executable == Path("/usr/lib/ours/ffmpeg")


def test_a_setting_that_names_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="nowhere"):
        Ffmpeg.find(str(tmp_path / "nowhere"))


def test_a_program_that_is_not_ffmpeg_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be run"):
        Ffmpeg(tmp_path).version()
    with pytest.raises(SetupError, match="cannot be run"):
        Ffmpeg(tmp_path).run(a_second_of_black("-"), what="trying")


def test_failure_says_what_was_done_and_why_it_failed(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    graph = graphs.input(str(tmp_path / "missing.mp4")).output(str(tmp_path / "out.mp4"))
    with pytest.raises(RenderError, match=r"while reading a film(?s:.*)missing\.mp4"):
        ffmpeg.run(graph, what="reading a film")


def test_a_full_disk_is_no_fault_of_the_film(failing_ffmpeg: MakeFailing, tmp_path: Path) -> None:
    full = failing_ffmpeg("echo 'Error writing trailer: No space left on device' >&2; exit 228")
    with pytest.raises(NoRoom, match="while joining"):
        full.run(a_second_of_black(tmp_path / "x.mp4"), what="joining")


def test_a_run_that_hangs_is_stopped(failing_ffmpeg: MakeFailing, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="longer than"):
        failing_ffmpeg("exec sleep 60").run(
            a_second_of_black(tmp_path / "x.mp4"), what="waiting", timeout_s=0.2
        )


def feed_too_much(ffmpeg: Ffmpeg, path: Path, timeout_s: float) -> None:
    frame = np.zeros(1 << 20, np.uint8)
    with ffmpeg.feed(frames_from_pipe(path), what="encoding", timeout_s=timeout_s) as write:
        for _ in range(8):
            write(frame)


def test_a_fed_run_that_hangs_is_stopped(failing_ffmpeg: MakeFailing, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="took longer"):
        feed_too_much(failing_ffmpeg("exec sleep 60"), tmp_path / "x.mp4", timeout_s=0.3)


@pytest.mark.parametrize("end", ["kill -9 $$", "exit 255"])
def test_one_that_is_ended_from_outside_may_work_another_time(
    failing_ffmpeg: MakeFailing, tmp_path: Path, end: str
) -> None:
    ended = failing_ffmpeg(end)
    with pytest.raises(Interrupted, match=r"while encoding was ended by signal"):
        feed_too_much(ended, tmp_path / "x.mp4", timeout_s=60)
    with pytest.raises(Interrupted, match=r"while joining was ended by signal"):
        ended.run(frames_from_pipe(tmp_path / "y.mp4"), what="joining", stdin=b"")


def test_one_that_is_ended_while_it_tells_its_version_is_not_told_as_missing(tmp_path: Path) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\nkill -9 $$\n")
    program.chmod(0o755)
    with pytest.raises(Interrupted, match="signal 9"):
        Ffmpeg(program).version()


def test_a_real_one_that_is_asked_to_end_did_not_fail(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    endless = graphs.input("color=black:s=16x16:d=900", format="lavfi", re=None).output("-", format="null")
    asked = Timer(0.5, lambda: [child.terminate() for child in psutil.Process().children()])
    asked.start()
    with pytest.raises(Interrupted, match="signal 15"):
        ffmpeg.run(endless, what="waiting")


def test_a_fed_run_that_dies_tells_its_own_words(failing_ffmpeg: MakeFailing, tmp_path: Path) -> None:
    dying = failing_ffmpeg("head -c 1000 >/dev/null; echo no room left >&2; exit 3")
    with pytest.raises(RenderError, match=r"status 3(?s:.*)no room left"):
        feed_too_much(dying, tmp_path / "x.mp4", timeout_s=60)


def test_a_fed_run_that_stops_early_is_no_success(failing_ffmpeg: MakeFailing, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="status 0"):
        feed_too_much(failing_ffmpeg("head -c 1000 >/dev/null; exit 0"), tmp_path / "x.mp4", timeout_s=60)


def test_an_error_while_feeding_leaves_no_process(
    ffmpeg: Ffmpeg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    with pytest.raises(ZeroDivisionError), ffmpeg.feed(frames_from_pipe(tmp_path / "x.mp4"), what="encoding"):
        raise ZeroDivisionError
    assert [process.returncode is not None for process in started] == [True]
