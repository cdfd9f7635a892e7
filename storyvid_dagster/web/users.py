"""Who asks, as a proxy in front says: each user has a library of their own, and admins see all."""

from collections.abc import Collection
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from storyvid_dagster.web.front import Front
from storyvid_dagster.web.login import needs_no_login
from storyvid_dagster.web.owners import Owners, User

_LONGEST_NAME = 200
_GONE = "there is nothing here for you"


@dataclass(frozen=True)
class Users:
    """How a request says whose it is."""

    header: str
    """Set by the proxy in front, which takes away what a browser sent under that name."""
    admins: Collection[str]
    """Who sees every story, Dagster's own UI and this machine."""
    owners: Owners

    def of(self, asked: HTTPConnection) -> User | None:
        """Give who asks; `None`: nobody is named, or more than one is."""
        said = asked.headers.getlist(self.header)
        if len(said) != 1 or not said[0].strip() or len(said[0]) > _LONGEST_NAME or not said[0].isprintable():
            return None
        name = said[0].strip()
        return User(name, name in self.admins, self.owners)

    @property
    def missing(self) -> str:
        """What is said to a request that names nobody."""
        return (
            f"nobody is named: the proxy in front has to say who asks in the header {self.header}, once"
            " (STORYVID_USER_HEADER; docs/security.md tells how)"
        )


def front_of(request: Request) -> Front:
    """Give the doors as whoever asks sees them.

    Raises:
        HTTPException: Nobody is named, where somebody has to be.
    """
    front: Front = request.app.state.front
    users: Users | None = request.app.state.users
    if users is None:
        return front
    user = users.of(request)
    if user is None:
        raise HTTPException(HTTPStatus.UNAUTHORIZED, users.missing)
    return front.seen_by(user)


def managed(front: Annotated[Front, Depends(front_of)]) -> Front:
    """Give the doors to whoever looks after this machine; to others there is nothing here.

    Raises:
        HTTPException: Somebody else asks.
    """
    if not front.manages:
        raise HTTPException(HTTPStatus.NOT_FOUND, _GONE)
    return front


Own = Annotated[Front, Depends(front_of)]
"""A route's `front`: it has the stories of whoever asks, and no others."""
Managed = Annotated[Front, Depends(managed)]


@dataclass(frozen=True)
class Named:
    """Lets pass what says whose it is, and what needs no login."""

    app: ASGIApp
    users: Users

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"} or self._may_pass(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await _close(receive, send)
        else:
            problem = {
                "type": "about:blank",
                "title": "Unauthorized",
                "status": HTTPStatus.UNAUTHORIZED,
                "detail": self.users.missing,
            }
            refusal = JSONResponse(problem, HTTPStatus.UNAUTHORIZED, media_type="application/problem+json")
            await refusal(scope, receive, send)

    def _may_pass(self, scope: Scope) -> bool:
        return needs_no_login(scope["path"]) or self.users.of(HTTPConnection(scope)) is not None


@dataclass(frozen=True)
class AdminsOnly:
    """Dagster's own UI, which shows and starts everything: to others there is none."""

    app: ASGIApp
    users: Users

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        user = self.users.of(HTTPConnection(scope))
        if user is not None and user.is_admin:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await _close(receive, send)
        else:
            await PlainTextResponse("Not Found", HTTPStatus.NOT_FOUND)(scope, receive, send)


@dataclass(frozen=True)
class OwnMedia:
    """Films, pictures and sounds below `/media`: those of others are not there."""

    app: ASGIApp
    users: Users

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        user = self.users.of(HTTPConnection(scope))
        # The path as it is asked for has to be a key letter by letter, so that no `..` leads elsewhere.
        key = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix("/")
        if user is not None and user.sees_file(key):
            await self.app(scope, receive, send)
        else:
            await PlainTextResponse("Not Found", HTTPStatus.NOT_FOUND)(scope, receive, send)


async def _close(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})
