"""Keeps a few programs running: starts again what ends by itself, and ends them all at last."""

import contextlib
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from storyvid_dagster import children
from storyvid_dagster.cli.running import CHILD
from storyvid_dagster.errors import Interrupted, SetupError

_GRACE_S = 8.0
_POLL_S = 0.5
_WAITS_S = (0.5, 2.0, 5.0, 10.0, 20.0)
"""How long to wait before the first, second ... start of a program that keeps ending."""
_STEADY_S = 60.0
"""A program that ran for this long is trusted again."""


@dataclass
class Program:
    """One program to keep running."""

    name: str
    command: Sequence[str]
    """The Dagster home, a module, and its arguments."""
    folder: Path
    port: int | None = None
    """Where it listens once it is ready, on this machine; `None`: nobody waits for it."""
    _process: children.Child | None = None
    _started_s: float = 0.0
    _n_ends: int = field(default=0)
    _next_s: float = 0.0

    def is_ready(self) -> bool:
        """Tell whether the programs after it may start."""
        if self.port is None:
            return True
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def start(self) -> None:
        """Start it. It ends by itself when this process does, however that ends."""
        guarded = [sys.executable, "-W", "ignore", "-m", CHILD, *self.command]
        # Ctrl-C in the terminal is for us: we end the programs in order.
        self._process = children.start(
            guarded, what=f"the {self.name}", folder=self.folder, stdin=children.PIPE, own_session=True
        )
        self._started_s = time.monotonic()

    def scan(self, say: Callable[[str], None], before: Sequence["Program"]) -> None:
        """Start it once those `before` it are ready, and again when it has ended, after a wait that grows.

        Raises:
            SetupError: It ends again and again.
        """
        now_s = time.monotonic()
        if self._process is None:
            if now_s >= self._next_s and all(program.is_ready() for program in before):
                try:
                    self.start()
                except Interrupted as error:
                    self._start_later(now_s, str(error), say)
            return
        if (status := self._process.poll()) is None:
            return
        if now_s - self._started_s > _STEADY_S:
            self._n_ends = 0
        self._process = None
        self._start_later(now_s, f"the {self.name} ended with status {status}", say)

    def _start_later(self, now_s: float, why: str, say: Callable[[str], None]) -> None:
        if self._n_ends == len(_WAITS_S):
            raise SetupError(f"{why}, for the {self._n_ends + 1}th time; what it said stands above")
        self._next_s = now_s + _WAITS_S[self._n_ends]
        self._n_ends += 1
        say(f"{why} and is started again")

    def end(self) -> None:
        """End it: first by asking, at last by force."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(timeout=_GRACE_S)
        except children.Ending:
            process.kill()
            process.wait()
        if process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()


def keep_running(
    programs: Sequence[Program],
    stopping: threading.Event,
    say: Callable[[str], None],
) -> None:
    """Keep programs running until `stopping`, then end them, the last one first.

    Args:
        programs: Each starts when those before it are ready.
        stopping: Set from elsewhere.
        say: Takes a line for a person.

    Raises:
        SetupError: One of them ends again and again.
    """
    try:
        while not stopping.wait(_POLL_S):
            for number, program in enumerate(programs):
                program.scan(say, programs[:number])
    finally:
        for program in reversed(programs):
            program.end()
