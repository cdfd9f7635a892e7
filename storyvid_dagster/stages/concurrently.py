"""Scenes side by side, without losing the good ones when one fails."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


async def each(work: Callable[[Item], Awaitable[Result]], items: Iterable[Item]) -> tuple[Result, ...]:
    """Do `work` for every item at once; give the results in the items' order.

    Whoever does the work lets in as many as it can bear. Every item is tried even when another fails, so
    that what succeeds is kept by whoever caches it.

    Raises:
        BaseException: The first failure in the items' order.
    """
    results = await asyncio.gather(*map(work, items), return_exceptions=True)
    done: list[Result] = []
    for result in results:
        if isinstance(result, BaseException):
            raise result
        done.append(result)
    return tuple(done)
