"""What every request passes: where it comes from, and what a browser may do with the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
    " img-src 'self' blob:; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class SafeAnswers:
    """Lets a browser show our pages, run our script, and nothing else."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put the headers on an answer."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)


@dataclass(frozen=True)
class SameOrigin:
    """Refuses what another site's page would have a browser do here (CSRF).

    A browser names the page's origin with every request that changes something. A program names none, and a
    page cannot make a browser hide it.
    """

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if (
            scope["type"] == "http"
            and scope["method"] not in _SAFE
            and not is_from_here(Headers(scope=scope))
        ):
            refusal = PlainTextResponse("Only pages of this address may change something here.\n", 403)
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_from_here(headers: Headers) -> bool:
    """Tell whether a request comes from a page of this address, or from no page at all.

    >>> is_from_here(Headers({"host": "localhost:3000", "origin": "http://localhost:3000"}))
    True
    >>> is_from_here(Headers({"host": "localhost:3000", "origin": "https://evil.example"}))
    False
    >>> is_from_here(Headers({"host": "localhost:3000"}))
    True
    """
    if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
