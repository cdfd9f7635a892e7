"""A client for each event loop, closed when its loop ends.

Connections belong to the loop they were opened in, and each stage runs a loop of its own.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Client = TypeVar("Client")


class PerLoop(Generic[Client]):
    """Opens a client at the first use in a loop.

    `asyncio.run` ends every asynchronous generator before it closes its loop: that is when the client
    that one of them holds open is closed.
    """

    def __init__(self, make: Callable[[], AbstractAsyncContextManager[Client]]) -> None:
        self._make = make
        self._lock = Lock()
        self._open: WeakKeyDictionary[asyncio.AbstractEventLoop, tuple[AsyncGenerator[Client], Client]]
        self._open = WeakKeyDictionary()

    async def get(self) -> Client:
        """Give the client of the running loop."""
        loop = asyncio.get_running_loop()
        with self._lock:
            known = self._open.get(loop)
        if known is not None:
            return known[1]
        holder = self._hold()
        client = await anext(holder)
        with self._lock:
            # Of two tasks that came at once, one client is kept; the other closes with its loop as well.
            return self._open.setdefault(loop, (holder, client))[1]

    async def _hold(self) -> AsyncGenerator[Client]:
        async with self._make() as client:
            yield client
