"""A disk that fails at the Nth call, as SQLite's own tests have it: whatever N is, nothing may be lost."""

import errno
import io
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import pytest

Failure = Literal["full", "broken", "killed", "read-only"]
FAILURES: tuple[Failure, ...] = ("full", "broken", "killed")
_GROWING = {"open", "write", "fsync", "os.mkdir", "os.link"}
"""Calls that a full disk refuses."""
_ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO, "read-only": errno.EROFS}
_CALLS = {*_GROWING, "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.chmod"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Killed(BaseException):
    """The process has ended here: no code catches it, and what is done afterwards is not done."""


@dataclass
class Disk:
    """A folder whose Nth call that changes something fails.

    `full`: there is no room from that call on. `broken`: that call alone fails with EIO. `killed`: the
    process ends at that call, half of what it was writing is written, and nothing of the rest is done.
    `read-only`: nothing may be changed from that call on.
    """

    folder: Path
    failure: Failure
    at: int
    calls: list[str] = field(default_factory=list[str])
    """Those that may fail, in order."""
    _lock: Lock = field(default_factory=Lock)

    @property
    def failed(self) -> bool:
        """Whether the run came as far as the fault."""
        return len(self.calls) >= self.at

    def call(self, what: str, path: object, half: Callable[[], object] | None = None) -> None:
        """Count a call that is about to be made, or let it fail when half of it is done."""
        place = str(path) if isinstance(path, str | Path) else ""
        if not place.startswith(f"{self.folder}{os.sep}"):
            return
        if self.failure == "full" and what not in _GROWING:
            return
        is_there, is_lock = os.path.lexists(place), place.endswith(".lock") or "/locks/" in place
        if is_there == (what == "os.mkdir") and what in {"os.mkdir", "os.remove"}:
            return  # it would change nothing
        if is_lock and (is_there or what != "open"):
            return  # a lock opens by itself when its holder ends
        with self._lock:
            if self.failed and self.failure == "killed":
                raise Killed
            if self.failed and self.failure == "broken":
                return
            self.calls.append(f"{what} {place.removeprefix(str(self.folder))}")
            if not self.failed:
                return
        if half is not None:
            half()
        if self.failure == "killed":
            raise Killed
        number = _ERRORS[self.failure]
        raise OSError(number, os.strerror(number), place)


_failing: list[Disk] = []
"""The disk that is tried; at most one."""


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if _failing and event in _CALLS:
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _WRITING):
            return
        _failing[0].call(event, arguments[0])


@contextmanager
def failing(disk: Disk) -> Generator[Disk]:
    """Let a disk fail for the length of the block, in every thread of this process."""
    if not _hooked:
        sys.addaudithook(_heard)  # it cannot be taken away again
        _hooked.append(True)
    open_file, write, fsync = io.open, os.write, os.fsync

    def opened(path: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        file = open_file(path, mode, *arguments, **options)
        if mode[0] in "wax" and not isinstance(path, int):
            write_file = file.write

            def written(data: Any) -> int:
                def half() -> None:
                    write_file(data[: len(data) // 2])
                    file.flush()

                disk.call("write", path, half)
                return write_file(data)

            file.write = written
        return file

    def written(handle: int, data: Any) -> int:
        disk.call("write", _place(handle), lambda: write(handle, data[: len(data) // 2]))
        return write(handle, data)

    def flushed(handle: int) -> None:
        disk.call("fsync", _place(handle))
        fsync(handle)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(io, "open", opened)
        patched.setattr(os, "write", written)
        patched.setattr(os, "fsync", flushed)
        _failing.append(disk)
        try:
            yield disk
        finally:
            _failing.clear()


_hooked: list[bool] = []


def _place(handle: int) -> str:
    return str(Path(f"/proc/self/fd/{handle}").readlink())
