"""What the clients of both vendors share: a connection for each event loop, and safe words for errors."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Client = TypeVar("Client")

_SHOWN_CHARS = 200


class PerLoop(Generic[Client]):
    """Opens a client at the first use in an event loop, and closes it when that loop ends.

    Connections belong to the loop they were opened in, and each stage runs a loop of its own.

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


def plain(text: str, key: str = "") -> str:
    r"""Give what a vendor says as one short line without control characters and without keys.

    Args:
        text: What it says.
        key: Of the account, whatever it looks like.

    >>> plain("Incorrect API key provided: sk-abc***xyz.\nSee the docs.")
    'Incorrect API key provided: [key]. See the docs.'
    >>> plain("0123abcd is no key of ours", "0123abcd")
    '[key] is no key of ours'
    """
    text = text.replace(key, "[key]") if key else text
    scrubbed = re.sub(r"\b(sk|sess|xi|key)[-_][\w*-]{3,}", "[key]", text)
    return " ".join("".join(c if c.isprintable() else " " for c in scrubbed).split())[:_SHOWN_CHARS]
