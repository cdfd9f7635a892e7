"""The one place that asks a vendor again: when, and how often."""

import asyncio
import datetime
import email.utils
import random
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TypeVar

from storyvid_dagster.errors import ProviderExhausted, ProviderUnavailable

T = TypeVar("T")


@dataclass(frozen=True)
class VendorRetry:
    """How long a vendor is asked again.

    Pauses are drawn from all lengths up to a limit that doubles ("full jitter"), so that many runs that
    were turned away together do not come back together. What the vendor says of when to come back is kept.
    """

    retry_for_s: float = 120.0
    """From the first failure to the start of the last try."""
    first_pause_s: float = 1.0
    longest_pause_s: float = 20.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random

    async def ask(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Try until it succeeds, is refused, or the time for retries is over.

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
                if now_s + pause_s > failed_s + self.retry_for_s:
                    tried = "once" if tries == 1 else f"{tries} times"
                    raise ProviderExhausted(f"{error} (tried {tried}: make the story again later)") from error
                await self.sleep(pause_s)
        raise AssertionError("unreachable")

    def _pause_s(self, error: ProviderUnavailable, tries: int) -> float:
        if error.retry_after_s is not None:
            return error.retry_after_s + self.chance() * self.first_pause_s
        return self.chance() * min(self.longest_pause_s, self.first_pause_s * 2 ** (tries - 1))


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
