"""Local copies of files that lie in a bucket, for programs that want a path. All of it can go at any time."""

import hashlib
import os
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from storyvid_dagster.media import disk, unfinished

FOLDER = "scratch"
_IN_USE_S = 2 * 3600.0
"""A program may still be working on what was asked for so lately."""
_LOOKS_AFTER = 1 / 8
"""The folder is measured when so much of its bound was added since."""


@dataclass
class Scratch:
    """A folder of copies, each named by the hash of its key and of its version."""

    folder: Path
    most_bytes: float
    _added_bytes: float = field(default=float("inf"), init=False)

    def place(self, key: str, version: str) -> Path:
        """Say where the copy of one version of a file lies or would lie."""
        digest = hashlib.sha256(f"{key}\n{version}".encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest}{PurePosixPath(key).suffix}"

    def has(self, place: Path) -> bool:
        """Tell whether a copy is there, and keep it for a while."""
        try:
            # Browsers know a file again by its time of change: only that of its use is set anew.
            os.utime(place, ns=(time.time_ns(), place.stat().st_mtime_ns))
        except OSError:
            return False
        return True

    @contextmanager
    def part(self, key: str) -> Generator[Path]:
        """Give a temporary file with the key's suffix; it goes at the end of the block."""
        with disk.telling(f"the local copy of {key}", self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(
                prefix=unfinished.file_prefix(), suffix=PurePosixPath(key).suffix, dir=self.folder
            )
            os.close(handle)
            try:
                yield Path(name)
            finally:
                with suppress(OSError):  # else it is swept later
                    Path(name).unlink(missing_ok=True)

    def keep(self, part: Path, place: Path, changed_s: float) -> None:
        """Make a temporary file the copy of what was changed at that time."""
        place.parent.mkdir(parents=True, exist_ok=True)
        self._added_bytes += part.stat().st_size
        os.utime(part, (time.time(), changed_s))
        part.replace(place)
        if self._added_bytes > self.most_bytes * _LOOKS_AFTER:
            self.prune(time.time())

    def prune(self, now_s: float) -> int:
        """Remove what was not asked for longest until the rest is within the bound; give how many went."""
        self._added_bytes = 0
        found: list[tuple[float, int, Path]] = []
        for path in self.folder.glob("??/*"):
            with suppress(OSError):
                stat = path.stat()
                found.append((stat.st_atime, stat.st_size, path))
        left_bytes, n_gone = sum(size for _, size, _ in found), 0
        for used_s, size, path in sorted(found):
            if left_bytes <= self.most_bytes or now_s - used_s <= _IN_USE_S:
                break
            with suppress(OSError):
                path.unlink()
                left_bytes, n_gone = left_bytes - size, n_gone + 1
        return n_gone
