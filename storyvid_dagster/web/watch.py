"""What a shared link shows: one film with its captions, and nothing else."""

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response

from storyvid_dagster.core.results import VideoResult
from storyvid_dagster.web.rendering import rendered
from storyvid_dagster.web.shares import Shares

PREFIX = "/watch"
_HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
_SHOWN = {"film.mp4": "video/mp4", "captions.vtt": "text/vtt; charset=utf-8", "poster.jpg": "image/jpeg"}


def routes(shares: Shares) -> APIRouter:
    """Make the routes that need no login."""
    watch = APIRouter(prefix=PREFIX, include_in_schema=False)

    @watch.get("/{token}")
    def page(token: str) -> Response:
        film = shares.film(token)
        if film is None:
            return HTMLResponse(rendered("watch.html", film=None), HTTPStatus.NOT_FOUND, _HEADERS)
        return HTMLResponse(rendered("watch.html", film=film, token=token), headers=_HEADERS)

    @watch.get("/{token}/{name}")
    def file(token: str, name: str) -> Response:
        film = shares.film(token)
        if film is None or name not in _SHOWN:
            return Response(status_code=HTTPStatus.NOT_FOUND, headers=_HEADERS)
        place = shares.store.path(_key(film, name))
        if not place.is_file():
            return Response(status_code=HTTPStatus.NOT_FOUND, headers=_HEADERS)
        return FileResponse(place, media_type=_SHOWN[name], headers=_HEADERS)

    return watch


def _key(film: VideoResult, name: str) -> str:
    return {"film.mp4": film.video, "captions.vtt": film.vtt, "poster.jpg": film.thumbnail}[name].key
