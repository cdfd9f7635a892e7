"""One address: the pages and the API at `/`, media at `/media`, Dagster's own UI at `/dagster`.

`python -m storyvid_dagster.cli.web` takes the options of `dagster-webserver`. That has no public way to serve
more than itself: two names of it are replaced here, which `storyvid_dagster_tests/e2e/test_links.py` tests.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any

import uvicorn
from dagster_webserver import cli
from starlette.applications import Starlette

from storyvid_dagster import settings
from storyvid_dagster.cli.machine import machine_now
from storyvid_dagster.cli.money import price_now
from storyvid_dagster.core.webhooks import allowed_origins
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.orchestrator import DagsterOrchestrator
from storyvid_dagster.defs.resources import inbox_resource
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.access import read_access, require_login
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.connections import serving_options
from storyvid_dagster.web.front import Front
from storyvid_dagster.web.owners import Owners
from storyvid_dagster.web.site import put_together
from storyvid_dagster.web.users import Users

DAGSTER_URL = "/dagster"
_MAKES_THE_APP = "create_app_from_workspace_process_context"
_SERVER = "uvicorn"


def main() -> None:
    """Serve until the process is told to end."""
    chosen = settings.load()
    require_login(chosen.data_dir, _host(sys.argv))
    access = read_access(chosen.data_dir)
    inbox = inbox_resource(chosen).open()
    make_dagster_app: Callable[..., Starlette] = getattr(cli, _MAKES_THE_APP)
    with open_instance(chosen.dagster_home) as instance:
        front = Front(
            inbox,
            DagsterOrchestrator(instance, inbox),
            lambda asked: price_now(chosen, asked),
            lambda: machine_now(chosen),
            allowed_origins(chosen.webhook_hosts),
        )
        most_bytes = int(chosen.upload_max_mb * 1e6) * chosen.uploads_per_tick
        users = _users(chosen, inbox.store)
        pages = make_app(
            front,
            most_upload_bytes=most_bytes,
            dagster_url=DAGSTER_URL,
            access=access if users is None else None,
            users=users,
        )

        def make_whole_app(*arguments: Any, **options: Any) -> Starlette:
            app = make_dagster_app(*arguments, **options)
            put_together(
                app,
                pages,
                store=inbox.store,
                access=access,
                users=users,
                hosts=chosen.allowed_hosts.split(),
            )
            return app

        setattr(cli, _MAKES_THE_APP, make_whole_app)
        setattr(cli, _SERVER, SimpleNamespace(run=partial(uvicorn.run, **serving_options())))
        sys.argv += ["--path-prefix", DAGSTER_URL]
        cli.main()


def _users(chosen: settings.Settings, store: MediaStore) -> Users | None:
    """Give how a request says whose it is; `None`: there is one library."""
    if not chosen.user_header:
        return None
    return Users(chosen.user_header, frozenset(chosen.admins.split()), Owners(store))


def _host(arguments: Sequence[str]) -> str:
    """Find the address that the options of `dagster-webserver` name; without, it listens on this one.

    >>> _host(["web", "--host", "0.0.0.0"]), _host(["web", "-h0.0.0.0"]), _host(["web", "--port", "1"])
    ('0.0.0.0', '0.0.0.0', '127.0.0.1')
    """
    parser = ArgumentParser(add_help=False)
    parser.add_argument("-h", "--host", default="127.0.0.1")
    return parser.parse_known_args(list(arguments[1:]))[0].host


if __name__ == "__main__":
    main()
