"""The login: what lets a request pass, and the page that asks for the password."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from storyvid_dagster.web.access import SESSION_S, Access, Door
from storyvid_dagster.web.rendering import rendered, see, texts

COOKIE = "storyvid_session"
_OPEN = ("/static/", "/fonts/", "/watch/")
_OPEN_PAGES = frozenset({"/login", "/healthz"})
"""What needs no login: the look of pages, shared links, the login itself and whether we are up."""
_LONGEST_PASSWORD = 1000


@dataclass(frozen=True)
class LoggedIn:
    """Lets pass who has logged in or has the token; everybody else gets the page that asks."""

    app: ASGIApp
    access: Access
    takes_cookies: bool = True
    """False: only a token lets pass, such as that of the proxy that says who asks."""
    now_s: Callable[[], float] = time.time

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"} or self._may_pass(HTTPConnection(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._refusal(Request(scope))(scope, receive, send)

    def _may_pass(self, asked: HTTPConnection) -> bool:
        if needs_no_login(asked.scope["path"]):
            return True
        scheme, _, token = asked.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.access.knows_token(token.strip()):
            return True
        return self.takes_cookies and self.access.knows_session(asked.cookies.get(COOKIE, ""), self.now_s())

    def _refusal(self, request: Request) -> Response:
        path = request.scope["path"]
        if (
            self.takes_cookies
            and request.method in {"GET", "HEAD"}
            and "text/html" in request.headers.get("accept", "")
        ):
            return RedirectResponse(f"/login?next={quote(path, safe='/')}", HTTPStatus.SEE_OTHER)
        problem = {
            "type": "about:blank",
            "title": "Unauthorized",
            "status": 401,
            "detail": "log in, or send `Authorization: Bearer` with the token that `storyvid token` gave",
        }
        headers = {"WWW-Authenticate": "Bearer"}
        return JSONResponse(problem, 401, headers, media_type="application/problem+json")


def needs_no_login(path: str) -> bool:
    """Tell whether anybody may ask for a path."""
    return path in _OPEN_PAGES or path.startswith(_OPEN)


def routes(access: Access) -> APIRouter:
    """Make the routes of the login."""
    pages = APIRouter(include_in_schema=False)
    door = Door(access)

    def ask(where: str, wrong: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
        return HTMLResponse(rendered("login.html", next=_here(where), wrong=wrong), status)

    @pages.get("/login")
    def login(next: str = "/") -> Response:
        return ask(next)

    @pages.post("/login")
    async def come_in(request: Request) -> Response:
        async with request.form() as form:
            password, where = str(form.get("password", "")), str(form.get("next", "/"))
        address = request.client.host if request.client else ""
        if await run_in_threadpool(door.opens, password[:_LONGEST_PASSWORD], address):
            answer = see(_here(where))
            answer.set_cookie(
                COOKIE, access.session(time.time()), max_age=SESSION_S, httponly=True, samesite="lax",
                secure=request.url.scheme == "https",
            )  # fmt: skip
            return answer
        if door.is_shut(address):
            return ask(where, texts()["login"]["too_many"], HTTPStatus.TOO_MANY_REQUESTS)
        return ask(where, texts()["login"]["wrong"], HTTPStatus.FORBIDDEN)

    @pages.post("/logout")
    def go() -> Response:
        answer = see("/login")
        answer.delete_cookie(COOKIE)
        return answer

    return pages


def _here(where: str) -> str:
    r"""Give a path of this server to go on to; anything else is the first page.

    >>> [_here(where) for where in ("/stories/a", "//evil.example", "https://evil.example", "/\\evil", "x")]
    ['/stories/a', '/', '/', '/', '/']
    """
    is_path = where.startswith("/") and not where.startswith(("//", "/\\")) and where.isprintable()
    return where if is_path and not urlsplit(where).netloc else "/"
