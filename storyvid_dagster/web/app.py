"""The web application: pages at `/`, the API at `/api/v1`."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Match
from starlette.staticfiles import StaticFiles

from storyvid_dagster.errors import DrawingRejected, RequestError, StoryvidError
from storyvid_dagster.web import api, login, pages, watch
from storyvid_dagster.web.access import Access
from storyvid_dagster.web.answers import PROBLEM
from storyvid_dagster.web.connections import FewUploads, SmallBodies
from storyvid_dagster.web.front import Front, NoSuchStory
from storyvid_dagster.web.security import SafeAnswers, SameOrigin
from storyvid_dagster.web.shares import Shares
from storyvid_dagster.web.stages_api import stage_routes
from storyvid_dagster.web.users import Users
from storyvid_dagster.web.views import Problem

_FORM_BYTES = 1_000_000
"""What a form may have beside its pictures."""


def make_app(
    front: Front,
    *,
    most_upload_bytes: int,
    dagster_url: str = "/dagster",
    access: Access | None = None,
    users: Users | None = None,
    patience_s: float = 30,
) -> FastAPI:
    """Make the application.

    Args:
        front: What it does.
        most_upload_bytes: Most bytes of the drawings of one request.
        dagster_url: Where pages link for Dagster's own UI.
        access: Who may log in; what else is served beside it, the caller puts behind `LoggedIn`, too.
        users: Whose library is shown to whom; the caller puts what else is served behind it, too.
        patience_s: Longest wait for the next bytes of a request.
    """
    app = _App(
        title="storyvid",
        summary="A child's drawing goes in; a narrated story film comes out.",
        version="1",
        openapi_url=f"{api.PREFIX}/openapi.json",
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,  # what a generated client calls it
        middleware=[
            Middleware(SafeAnswers),
            Middleware(SameOrigin),
            Middleware(SmallBodies, most_bytes=most_upload_bytes + _FORM_BYTES, grace_s=patience_s),
            Middleware(FewUploads),
        ],
    )
    app.state.front, app.state.users = front, users
    app.include_router(api.routes())
    app.include_router(stage_routes(api.PREFIX))
    app.include_router(api.probes())
    app.include_router(
        pages.routes(limits=front.inbox.limits, dagster_url=dagster_url, has_login=access is not None)
    )
    if access is not None:
        app.include_router(login.routes(access))
    app.include_router(watch.routes(Shares(front.inbox.store)))
    app.mount("/static", StaticFiles(packages=[("storyvid_dagster.web", "static")]))
    app.mount("/fonts", StaticFiles(packages=[("storyvid_dagster", "fonts")]))
    app.add_exception_handler(StoryvidError, _told)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(HTTPException, _refused)
    return app


class _App(FastAPI):
    """Describes itself as it answers: what went wrong is told in a problem document."""

    def openapi(self) -> dict[str, Any]:
        """Describe the API."""
        if self.openapi_schema is None:
            for methods in super().openapi()["paths"].values():
                for operation in methods.values():
                    for status, response in operation["responses"].items():
                        content = response.get("content", {})
                        if int(status) >= HTTPStatus.BAD_REQUEST and "application/json" in content:
                            content[PROBLEM] = content.pop("application/json")
        return super().openapi()


def _told(request: Request, error: Exception) -> Response:
    """Answer with what a person can put right."""
    if isinstance(error, NoSuchStory):
        status = HTTPStatus.NOT_FOUND
    elif isinstance(error, RequestError | DrawingRejected):
        status = HTTPStatus.BAD_REQUEST
    else:
        status = HTTPStatus.SERVICE_UNAVAILABLE
    return _answer(request, status, str(error))


def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = "; ".join(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors())
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, wrong)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = _answer(request, HTTPStatus(error.status_code), str(error.detail))
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        answer.headers["Allow"] = ", ".join(_methods(request))
    return answer


def _methods(request: Request) -> list[str]:
    """Give the methods that a path may be asked with; starlette tells those of one route."""
    return [
        method
        for method in ("GET", "POST", "PATCH", "DELETE")
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in request.app.routes
        )
    ]


def _answer(request: Request, status: HTTPStatus, detail: str) -> Response:
    if request.url.path.startswith(api.PREFIX):
        problem = Problem(title=status.phrase, status=status, detail=detail)
        return JSONResponse(problem.model_dump(), status, media_type=PROBLEM)
    return pages.show_problem(status, detail)
