"""How many requests to a vendor are made at a time, by every process of the machine together."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from types import TracebackType

from filelock import FileLock, Timeout

from storyvid_dagster.errors import ProviderUnavailable
from storyvid_dagster.media import disk

_AFTER_SUCCESSES = 8
"""After so many answers in a row, a lowered limit rises by one."""
_POLL_S = 0.02


@dataclass(frozen=True)
class MachineSlots:
    """A number of slots for requests to a vendor, shared by every process of the machine.

    Each is a lock file. The system opens it when its holder ends, so a process that is killed keeps none.
    """

    folder: Path
    most: int

    def take(self) -> FileLock | None:
        """Take a free slot; `None` when there is none."""
        with disk.telling("a place at the vendor", self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            for number in range(self.most):
                # Not bound to a thread: whoever gives a place back may give back any that is held.
                slot = FileLock(self.folder / f"{number}.lock", thread_local=False)
                with suppress(Timeout):
                    slot.acquire(blocking=False)
                    return slot
        return None


@dataclass
class AdaptiveLimiter:
    """Limits how many requests are made at a time, and lowers the limit when the vendor says too many.

    Works for tasks of several event loops in several threads, so it polls instead of waiting on one loop.
    """

    most: int
    slots: MachineSlots | None = None
    """Also needed to be let in; `None`: the limit holds for this process alone."""
    _held: list[FileLock] = field(default_factory=list[FileLock], init=False)
    _open: int = field(init=False)
    _inside: int = field(default=0, init=False)
    _in_a_row: int = field(default=0, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def __post_init__(self) -> None:
        """Begin with the whole width."""
        self._open = self.most

    @property
    def width(self) -> int:
        """How many requests the limit allows now."""
        return self._open

    async def __aenter__(self) -> None:
        """Wait for a slot."""
        while not self._enter():
            await asyncio.sleep(_POLL_S)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the slot back, and adapt the limit to how the request went."""
        with self._lock:
            self._inside -= 1
            if self._held:
                self._held.pop().release()
            if isinstance(error, ProviderUnavailable) and error.too_many_at_once:
                self._open = max(1, min(self._open, self._inside))
                self._in_a_row = 0
            elif error is None:
                self._in_a_row += 1
                if self._in_a_row >= _AFTER_SUCCESSES and self._open < self.most:
                    self._open += 1
                    self._in_a_row = 0

    def _enter(self) -> bool:
        with self._lock:
            if self._inside >= self._open:
                return False
            if self.slots is not None:
                if (slot := self.slots.take()) is None:
                    return False
                self._held.append(slot)
            self._inside += 1
            return True
