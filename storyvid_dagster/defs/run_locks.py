"""Tells whether the process of a run lives: it holds a lock file for as long as it does.

The system opens the lock when its holder ends, whatever ended it: a signal, a crash, a power cut. So neither
a pid that was given to another process, nor a clock that jumped, nor a laptop that slept looks like a death.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

_TAKING_S = 30
"""Longest wait for the lock of a run of one's own: somebody may be looking at it just now."""


class Life(Enum):
    """What is known of a run's process."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"
    """It holds no lock: it was started by something else than this project."""


class Holder(BaseModel):
    """Who holds a lock."""

    pid: int
    is_worker: bool
    """Started by the daemon, not by a person's command: it ends with the daemon's `storyvid up`."""


@dataclass(frozen=True)
class RunLocks:
    """The lock files of the runs of one Dagster instance."""

    folder: Path

    @classmethod
    def of_home(cls, home: Path) -> "RunLocks":
        """Give those of the instance in the folder `home`."""
        return cls(home / "run_locks")

    @contextmanager
    def holding(self, dagster_run_id: str, holder: Holder) -> Generator[None]:
        """Hold the lock of a run; its file stays behind if this process dies in between."""
        self.announce(dagster_run_id)
        with FileLock(self._lock(dagster_run_id), timeout=_TAKING_S):
            self._holder(dagster_run_id).write_text(holder.model_dump_json(), encoding="utf-8")
            try:
                yield
            except SystemExit:  # how a command of Dagster's ends, well or not
                self.remove(dagster_run_id)
                raise
            self.remove(dagster_run_id)

    def announce(self, dagster_run_id: str) -> None:
        """Make the lock file of a run whose process is about to start."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock(dagster_run_id).touch()

    def life(self, dagster_run_id: str) -> Life:
        """Tell whether the process of a run lives. One that was only announced is dead."""
        if not self._lock(dagster_run_id).exists():
            return Life.UNKNOWN
        try:
            with FileLock(self._lock(dagster_run_id), blocking=False):
                return Life.DEAD
        except Timeout:
            return Life.ALIVE

    def holder(self, dagster_run_id: str) -> Holder | None:
        """Give who holds a run's lock; `None` when nobody does, or it is being taken just now."""
        if self.life(dagster_run_id) is not Life.ALIVE:
            return None
        try:
            return Holder.model_validate_json(self._holder(dagster_run_id).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def was_held(self, dagster_run_id: str) -> bool:
        """Tell whether the process of a run has come as far as to hold its lock."""
        return self._holder(dagster_run_id).exists()

    def holders(self) -> Iterator[tuple[str, Holder]]:
        """Give the runs whose process lives, by their Dagster ids."""
        for path in sorted(self.folder.glob("*.lock")):
            if (holder := self.holder(path.stem)) is not None:
                yield path.stem, holder

    def left_behind(self) -> Iterator[str]:
        """Give the Dagster ids of the runs whose process ended without removing its files."""
        for path in sorted(self.folder.glob("*.lock")):
            if self.life(path.stem) is Life.DEAD:
                yield path.stem

    def remove(self, dagster_run_id: str) -> None:
        """Remove the files of a run that has ended."""
        for path in (self._holder(dagster_run_id), self.log(dagster_run_id), self._lock(dagster_run_id)):
            path.unlink(missing_ok=True)

    def log(self, dagster_run_id: str) -> Path:
        """Give the place of what a run's process prints."""
        return self.folder / f"{dagster_run_id}.log"

    def _lock(self, dagster_run_id: str) -> Path:
        return self.folder / f"{dagster_run_id}.lock"

    def _holder(self, dagster_run_id: str) -> Path:
        return self.folder / f"{dagster_run_id}.json"
