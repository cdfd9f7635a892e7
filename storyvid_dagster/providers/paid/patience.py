"""The one place that asks a vendor again: when, how often, and how many at a time."""

import asyncio
import datetime
import email.utils
import random
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TypeVar

from filelock import FileLock, Timeout

from storyvid_dagster.errors import ProviderExhausted, ProviderUnavailable

T = TypeVar("T")

_AFTER_SUCCESSES = 8
"""A gate that was narrowed opens by one after so many answers in a row."""
_POLL_S = 0.02


@dataclass(frozen=True)
class Patience:
    """How long a vendor is asked again.

    Pauses are drawn from all lengths up to a limit that doubles ("full jitter"), so that many runs that
    were turned away together do not come back together. What the vendor says of when to come back is kept.
    """

    longest_s: float = 120.0
    """From the first failure to the start of the last try."""
    first_pause_s: float = 1.0
    longest_pause_s: float = 20.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random

    async def ask(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Try until it succeeds, is refused, or patience ends.

        Raises:
            ProviderExhausted: Every try failed in a way that might have passed.
        """
        failed_s: float | None = None
        for tries in count(1):
            try:
                return await attempt()
            except ProviderUnavailable as error:
                now_s, pause_s = self.clock(), self._pause_s(error, tries)
                failed_s = now_s if failed_s is None else failed_s
                if now_s + pause_s > failed_s + self.longest_s:
                    tried = "once" if tries == 1 else f"{tries} times"
                    raise ProviderExhausted(f"{error} (tried {tried}: make the story again later)") from error
                await self.sleep(pause_s)
        raise AssertionError("unreachable")

    def _pause_s(self, error: ProviderUnavailable, tries: int) -> float:
        if error.retry_after_s is not None:
            return error.retry_after_s + self.chance() * self.first_pause_s
        return self.chance() * min(self.longest_pause_s, self.first_pause_s * 2 ** (tries - 1))


@dataclass(frozen=True)
class Places:
    """So many places for requests to a vendor, shared by every process of the machine.

    Each is a lock file. The system opens it when its holder ends, so a process that is killed keeps none.
    """

    folder: Path
    most: int

    def take(self) -> FileLock | None:
        """Take a free place; `None` when there is none."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for number in range(self.most):
            # Not bound to a thread: whoever gives a place back may give back any that is held.
            place = FileLock(self.folder / f"{number}.lock", thread_local=False)
            with suppress(Timeout):
                place.acquire(blocking=False)
                return place
        return None


@dataclass
class Gate:
    """Lets so many in at a time, and fewer once the vendor says they are too many.

    Works for tasks of several event loops in several threads, so it polls instead of waiting on one loop.
    """

    most: int
    places: Places | None = None
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
        """How many are let in at the moment."""
        return self._open

    async def __aenter__(self) -> None:
        """Wait for a place."""
        while not self._enter():
            await asyncio.sleep(_POLL_S)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the place back, and learn from how it went."""
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
            if self.places is not None:
                if (place := self.places.take()) is None:
                    return False
                self._held.append(place)
            self._inside += 1
            return True


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Read when a vendor wants to be asked again: `retry-after-ms`, or seconds or a date in `retry-after`."""
    if (milliseconds := headers.get("retry-after-ms", "")).isdecimal():
        return int(milliseconds) / 1000
    said = headers.get("retry-after", "")
    if re.fullmatch(r"\d+(\.\d+)?", said):
        return float(said)
    try:
        when = email.utils.parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
    return max(0.0, (when - datetime.datetime.now(datetime.UTC)).total_seconds())
