"""How long a client may keep us waiting, how much it may send, and how many may do so at once."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_AT_ONCE = 16
"""Uploads that are taken at once; others are told to come back."""
_MOST_CONNECTIONS = 500
_HEADERS_S = 20.0
_MOST_HEADER_BYTES = 65_536
_CLOSE = {"Connection": "close"}


class Impatient(HttpToolsProtocol):
    """Ends a connection on which no request has come to the end of its headers in time.

    Uvicorn waits for ever, and keeps every header it is sent.
    """

    headers_s = _HEADERS_S
    _timer: asyncio.TimerHandle | None = None
    _is_idle = True
    _header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what a client sends."""
        if self._timer is None and self._is_idle:
            self._wait()
        if self._timer is not None:
            self._header_bytes += len(data)
        super().data_received(data)
        if self._timer is not None and self._header_bytes > _MOST_HEADER_BYTES:
            self._end(b"431 Request Header Fields Too Large")

    def on_headers_complete(self) -> None:
        """Stop waiting: from here on the application says how long it waits."""
        self._rest()
        self._is_idle = False
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Begin to wait with the first byte of another request; without one, uvicorn ends it soon."""
        self._is_idle = True
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._rest()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._header_bytes = 0
        self._timer = self.loop.call_later(self.headers_s, self._end, b"408 Request Timeout")

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _end(self, status: bytes) -> None:
        self._rest()
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 %s\r\nconnection: close\r\ncontent-length: 0\r\n\r\n" % status)
            self.transport.close()


def serving_options() -> dict[str, Any]:
    """Give what uvicorn is told beside address and port."""
    return {"http": Impatient, "limit_concurrency": _MOST_CONNECTIONS}


@dataclass(frozen=True)
class SmallBodies:
    """Stops reading a request that is larger than it may be, or comes more slowly than any line does."""

    app: ASGIApp
    most_bytes: int
    grace_s: float
    """Longest wait for the next bytes, and for the first of them at any speed."""
    least_bytes_s: float = 5_000.0
    now_s: Callable[[], float] = time.monotonic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it as soon as it is too large or too slow."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most_mb = self.most_bytes / 1e6
        too_large = PlainTextResponse(
            f"That is more than {most_mb:.0f} MB: save the picture smaller.\n", 413, _CLOSE
        )
        said = Headers(scope=scope).get("content-length", "0")
        if not said.isdigit() or int(said) > self.most_bytes:
            await too_large(scope, receive, send)
            return
        read_bytes, waited_s, is_read = 0, 0.0, False
        refusal: PlainTextResponse | None = None
        is_answered = False

        async def receive_little() -> Message:
            nonlocal read_bytes, waited_s, is_read, refusal
            if is_read:  # from here on it waits for the client to go away
                return await receive()
            since_s = self.now_s()
            left_s = self.grace_s + read_bytes / self.least_bytes_s - waited_s
            try:
                message = await asyncio.wait_for(receive(), min(left_s, self.grace_s))
            except TimeoutError:
                refusal = PlainTextResponse(
                    "That came too slowly to go on waiting for it: send it again.\n", 408, _CLOSE
                )
                raise _CutOff from None
            waited_s += self.now_s() - since_s
            read_bytes += len(message.get("body", b""))
            is_read = not message.get("more_body", False)
            if read_bytes > self.most_bytes:
                refusal = too_large
                raise _CutOff
            return message

        async def send_unless_cut_off(message: Message) -> None:
            nonlocal is_answered
            if refusal is None or is_answered:
                is_answered = True
                await send(message)

        # Whoever parses the body makes an answer of its own of the error.
        with suppress(_CutOff):
            await self.app(scope, receive_little, send_unless_cut_off)
        if refusal is not None and not is_answered:
            await refusal(scope, receive, send)


class _CutOff(Exception):
    """A request's body is not read to its end."""


@dataclass
class FewUploads:
    """Takes so many uploads at once: each needs room on the disk, and then its turn to be looked at."""

    app: ASGIApp
    most: int = MOST_AT_ONCE
    _now: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it while too many others are taken."""
        kind = Headers(scope=scope).get("content-type", "") if scope["type"] == "http" else ""
        if not kind.lower().startswith("multipart/"):
            await self.app(scope, receive, send)
            return
        if self._now >= self.most:
            while (await receive()).get("more_body"):
                pass  # who is cut off while sending may never see why
            refusal = PlainTextResponse(
                f"{self.most} uploads are being taken just now, and this one was not: send it again in a"
                " few seconds.\n",
                503,
                {"Retry-After": "5"},
            )
            await refusal(scope, receive, send)
            return
        self._now += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._now -= 1
