"""Serves films, pictures and sounds of the store under `/media` of the UI's own address."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from storyvid_dagster.media.bucket_store import BucketStore
from storyvid_dagster.media.store import MediaStore

PREFIX = "/media"
"""Where links to media begin. Recorded links are paths, so they outlive host, port and data folder."""
SERVED = frozenset({"videos", "images", "audio", "drawings", "previews", "extras", "anthologies"})
_SHOWN = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
}
"""What a browser may show by itself. All else is only given to keep: an SVG or a page can carry a script."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; media-src 'self'; object-src 'self';"
    " style-src 'unsafe-inline'; frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class _MediaFiles(StaticFiles):
    """Gives away files of the media folders, and nothing else of the data folder."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file by its key; what a link inside the folders leads to counts by where it leads."""
        found, stat_result = super().lookup_path(path)
        if stat_result is None or not self.directory:
            return "", None
        parts = PurePath(found).relative_to(Path(self.directory).resolve()).parts
        is_served = bool(parts) and parts[0] in SERVED and not any(part.startswith(".") for part in parts)
        return (found, stat_result) if is_served else ("", None)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Say what the file is by its name alone, and how a browser may treat it."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        shown_as = _SHOWN.get(Path(full_path).suffix.lower())
        response.headers.update(_HEADERS)
        response.headers["Content-Type"] = shown_as or "application/octet-stream"
        if shown_as is None:
            response.headers["Content-Disposition"] = "attachment"
        return response


class _BucketFiles(_MediaFiles):
    """The same of files that lie in a bucket: what is asked for is fetched first."""

    def __init__(self, store: BucketStore) -> None:
        super().__init__(directory=store.root, check_dir=False)
        self._store = store

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file by its key."""
        parts = PurePath(path).parts
        if not parts or parts[0] not in SERVED or any(part.startswith(".") for part in parts):
            return "", None
        place = self._store.path("/".join(parts))
        try:
            return str(place), place.stat()
        except OSError:
            return "", None


def media_mount(store: MediaStore) -> Mount:
    """Make what answers below `PREFIX` from a store."""
    is_bucket = isinstance(store, BucketStore)
    return Mount(PREFIX, _BucketFiles(store) if is_bucket else _MediaFiles(directory=store.root))


@dataclass(frozen=True)
class KnownHosts:
    """Answers only who calls this machine by an address or a name it goes by.

    A stranger's page can point a name of its own at this machine, and its visitors' browsers would then let
    it read what is served here (DNS rebinding). It cannot do so with an address, nor with a name it has not.
    """

    app: ASGIApp
    names: Collection[str] = ()
    """Names besides those of the loopback interface."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] in {"http", "websocket"} and not self.knows(Headers(scope=scope).get("host", "")):
            refusal = PlainTextResponse(
                "This machine is not known by that name: add it to STORYVID_ALLOWED_HOSTS.\n", status_code=400
            )
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def knows(self, host: str) -> bool:
        """Tell whether a Host header is an address or a known name, with or without a port.

        >>> hosts = KnownHosts(media_mount(MediaStore(Path())), ["films.example"])
        >>> [hosts.knows(host) for host in ("localhost:3000", "[::1]:3000", "10.0.0.7", "films.example")]
        [True, True, True, True]
        >>> hosts.knows("rebound.example:3000")
        False
        """
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:  # half a bracket
            return False
        try:
            return bool(ip_address(name))
        except ValueError:
            return name in {"localhost", *self.names}
