"""The one door to ffmpeg: where it is, how it is run, and what its failures say."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Protocol

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster import children
from storyvid_dagster.errors import NoRoom, RenderError, SetupError

_LAST_LINES = 8
_PIPE_BYTES = 1 << 18
_ENDED_IN_ORDER = 255
_FULL = errno.ENOSPC, errno.EDQUOT


class Graph(Protocol):
    """A graph built with ffmpeg-python, ending in its outputs."""

    def global_args(self, *args: str) -> "Graph":
        """Add arguments that belong to no file."""
        ...

    def compile(self, *, cmd: str, overwrite_output: bool) -> list[str]:
        """Spell out the command."""
        ...


Sink = Callable[[NDArray[np.uint8]], object]
"""Hands a buffer to a running ffmpeg; waits until it is taken."""


@dataclass(frozen=True)
class FfmpegOutput:
    """What a finished ffmpeg left."""

    stdout: bytes
    log: str


@dataclass(frozen=True)
class Ffmpeg:
    """An ffmpeg program."""

    executable: Path

    @classmethod
    def find(cls, setting: str | None = None) -> "Ffmpeg":
        """Take the program `setting` names, else the one installed with imageio-ffmpeg, else one on PATH.

        Raises:
            SetupError: There is none, or `setting` names no program.
        """
        if setting is not None:
            if named := shutil.which(setting):
                return cls(Path(named))
            raise SetupError(f"{setting!r} is not a program: set the path of ffmpeg, or leave it unset")
        try:
            # It tries the program, and does not tell one that was ended from outside from one that is none.
            with suppress(RuntimeError):
                return cls(Path(imageio_ffmpeg.get_ffmpeg_exe()))
            return cls(Path(imageio_ffmpeg.get_ffmpeg_exe()))
        except RuntimeError as error:
            if on_path := shutil.which("ffmpeg"):
                return cls(Path(on_path))
            raise SetupError(
                "ffmpeg was not found: `pip install imageio-ffmpeg`, or install ffmpeg itself"
            ) from error

    def version(self) -> str:
        """Ask the program what it is: the first line it prints of itself.

        Raises:
            Interrupted: It was ended from outside.
            SetupError: It is not ffmpeg, or cannot be run.
        """
        try:
            status, printed = children.run([self.executable, "-version"], what="ffmpeg", timeout_s=60)
        except OSError as error:
            raise SetupError(f"{self.executable} cannot be run as ffmpeg: {error}") from error
        said = printed.decode(errors="replace")
        if status:
            raise SetupError(f"{self.executable} cannot be run as ffmpeg: status {status}, {said[:200]!r}")
        return said.partition("Copyright")[0].strip()

    def run(
        self,
        graph: Graph,
        *,
        what: str,
        stdin: bytes | None = None,
        loglevel: str = "error",
        timeout_s: float = 300,
    ) -> FfmpegOutput:
        """Run a graph to its end.

        Args:
            graph: What to run; outputs that exist are replaced.
            what: Completes "ffmpeg failed while ..." in errors.
            stdin: Bytes for an input named `pipe:`.
            loglevel: ffmpeg's own; `info` where its report is wanted.
            timeout_s: It is stopped after this long.

        Raises:
            Interrupted: It was ended from outside.
            NoRoom: A disk is full.
            RenderError: It failed or took too long.
        """
        process = self._start(graph, loglevel, what, fed=stdin is not None, stdout=children.PIPE)
        try:
            stdout, stderr = process.communicate(stdin, timeout=timeout_s)
        except children.Ending as error:
            raise RenderError(f"ffmpeg took longer than {timeout_s:.0f} s while {what}") from error
        finally:
            _end(process)
        log = stderr.decode(errors="replace")
        if process.returncode:
            raise _failure(what, process.returncode, log)
        return FfmpegOutput(stdout, log)

    @contextmanager
    def feed(self, graph: Graph, *, what: str, timeout_s: float = 300) -> Generator[Sink]:
        """Run a graph whose input is `pipe:`, giving the function that takes its bytes piece by piece.

        Raises:
            Interrupted: It was ended from outside.
            NoRoom: A disk is full.
            RenderError: It failed or took too long.
        """
        process = self._start(graph, "error", what, fed=True, stdout=None)
        assert process.stdin is not None
        assert process.stderr is not None
        _widen(process.stdin.fileno())
        watchdog = Timer(timeout_s, process.kill)
        watchdog.daemon = True
        watchdog.start()
        took_all = False
        try:
            # A broken pipe is told below with ffmpeg's own words, which say why.
            with suppress(BrokenPipeError):
                yield process.stdin.write
                process.stdin.close()
                took_all = True
            log = process.stderr.read().decode(errors="replace")
            if process.wait() or not took_all:
                if not watchdog.is_alive():
                    raise RenderError(f"ffmpeg took longer than {timeout_s:.0f} s while {what}")
                raise _failure(what, process.returncode, log)
        finally:
            watchdog.cancel()
            _end(process)

    def _start(
        self, graph: Graph, loglevel: str, what: str, *, fed: bool, stdout: int | None
    ) -> children.Child:
        stdin = () if fed else ("-nostdin",)
        command = graph.global_args("-hide_banner", "-nostats", "-loglevel", loglevel, *stdin)
        try:
            return children.start(
                command.compile(cmd=str(self.executable), overwrite_output=True),
                what=f"ffmpeg for {what}",
                stdin=children.PIPE if fed else None,
                stdout=stdout,
                stderr=children.PIPE,
            )
        except OSError as error:
            raise SetupError(f"{self.executable} cannot be run as ffmpeg: {error}") from error


def _end(process: children.Child) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with suppress(BrokenPipeError):
                stream.close()


def _widen(pipe: int) -> None:
    """Let a pipe hold more than the usual 64 KiB: fewer turns between writer and encoder."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # the system's limit may be lower; the usual size works too
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _failure(what: str, status: int, log: str) -> NoRoom | RenderError:
    """Give the error of a status.

    Raises:
        Interrupted: It was ended from outside.
    """
    lines = [line for line in log.splitlines() if line.strip()][-_LAST_LINES:]
    # Asked to end, ffmpeg ends with a status of its own and finds nothing to complain of.
    asked_to_end = status == _ENDED_IN_ORDER and not lines
    children.check_end(-signal.SIGTERM if asked_to_end else status, f"ffmpeg while {what}")
    if any(os.strerror(full) in log for full in _FULL):
        return NoRoom(
            f"there is no room for what ffmpeg made while {what}. Make room on the disk of the data folder"
            " and on that of temporary files; what is made so far is kept"
        )
    return RenderError(f"ffmpeg failed while {what} (status {status}):\n" + "\n".join(lines))
