"""Scenes side by side, without losing the good ones when one fails."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from storyvid_dagster.errors import StoryvidError, all_told

Item = TypeVar("Item")
Result = TypeVar("Result")


async def gather_all(work: Callable[[Item], Awaitable[Result]], items: Iterable[Item]) -> tuple[Result, ...]:
    """Do `work` for every item at once; give the results in the items' order.

    Whoever does the work lets in as many as it can bear. Every item is tried even when another fails, so
    that what succeeds is kept by whoever caches it.

    Raises:
        StoryvidError: All failures in one; one that can never succeed decides that trying again is of no use.
        BaseException: Any other, the first in the items' order.
    """
    results = await asyncio.gather(*map(work, items), return_exceptions=True)
    failed: list[StoryvidError] = []
    done: list[Result] = []
    for result in results:
        if isinstance(result, StoryvidError):
            failed.append(result)
        elif isinstance(result, BaseException):
            raise result
        else:
            done.append(result)
    if failed:
        raise all_told(failed) from failed[0]
    return tuple(done)
