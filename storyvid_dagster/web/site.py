"""All that is served at one address, and who is let in to which part of it."""

from collections.abc import Collection

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount

from storyvid_dagster.media.server import KnownHosts, media_mount
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.access import Access
from storyvid_dagster.web.login import LoggedIn
from storyvid_dagster.web.users import AdminsOnly, Named, OwnMedia, Users


def put_together(
    app: Starlette,
    pages: FastAPI,
    *,
    store: MediaStore,
    access: Access | None = None,
    users: Users | None = None,
    hosts: Collection[str] = (),
) -> None:
    """Put pages and media beside Dagster's own UI.

    Args:
        app: Serves Dagster's UI below a prefix.
        pages: At `/`.
        store: Its media are at `/media`.
        access: Who may log in, or send the token.
        users: Whose library is shown to whom; with it a cookie of the login counts for nothing.
        hosts: Names that browsers may call us by.
    """
    # Dagster's own way to "/" is left out.
    dagster = [route for route in app.routes if isinstance(route, Mount)]
    media = media_mount(store)
    if users is not None:
        media.app = OwnMedia(media.app, users)
        for mount in dagster:
            mount.app = AdminsOnly(mount.app, users)
        app.add_middleware(Named, users=users)
    app.routes[:] = [media, *dagster, Mount("/", pages)]
    if access is not None:
        app.add_middleware(LoggedIn, access=access, takes_cookies=users is None)
    app.add_middleware(KnownHosts, names=hosts)
