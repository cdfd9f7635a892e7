"""Serves films, pictures and sounds of the data folder on this machine, so that the UI can link to them."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

SERVED = ("videos", "images", "audio", "drawings", "previews", "extras", "anthologies")


def media_app(data_dir: Path) -> Starlette:
    """Make a web application that gives away the media folders, and nothing else of the data folder."""
    routes: list[Mount] = []
    for folder in SERVED:
        (data_dir / folder).mkdir(parents=True, exist_ok=True)
        routes.append(Mount(f"/{folder}", StaticFiles(directory=data_dir / folder)))
    return Starlette(routes=routes)
