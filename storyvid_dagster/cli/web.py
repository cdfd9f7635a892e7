"""One address: the pages and the API at `/`, media at `/media`, Dagster's own UI at `/dagster`.

`python -m storyvid_dagster.cli.web` takes the options of `dagster-webserver`. That has no public way to serve
more than itself: one name of it is replaced here, which `storyvid_dagster_tests/e2e/test_links.py` tests.
"""

import sys
from collections.abc import Callable
from typing import Any

from dagster_webserver import cli
from starlette.applications import Starlette
from starlette.routing import Mount

from storyvid_dagster import settings
from storyvid_dagster.cli.money import price_now
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.orchestrator import DagsterOrchestrator
from storyvid_dagster.defs.resources import inbox_resource
from storyvid_dagster.media.server import KnownHosts, media_mount
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front

DAGSTER_URL = "/dagster"
_MAKES_THE_APP = "create_app_from_workspace_process_context"


def main() -> None:
    """Serve until the process is told to end."""
    chosen = settings.load()
    inbox = inbox_resource(chosen).open()
    make_dagster_app: Callable[..., Starlette] = getattr(cli, _MAKES_THE_APP)
    with open_instance(chosen.dagster_home) as instance:
        front = Front(inbox, DagsterOrchestrator(instance, inbox), lambda asked: price_now(chosen, asked))
        most_bytes = int(chosen.upload_max_mb * 1e6) * chosen.uploads_per_tick
        pages = make_app(front, most_upload_bytes=most_bytes, dagster_url=DAGSTER_URL)

        def make_whole_app(*arguments: Any, **options: Any) -> Starlette:
            app = make_dagster_app(*arguments, **options)
            dagster = [route for route in app.routes if isinstance(route, Mount)]  # not its own way to "/"
            app.routes[:] = [media_mount(chosen.data_dir), *dagster, Mount("/", pages)]
            app.add_middleware(KnownHosts, names=chosen.allowed_hosts.split())
            return app

        setattr(cli, _MAKES_THE_APP, make_whole_app)
        sys.argv += ["--path-prefix", DAGSTER_URL]
        cli.main()


if __name__ == "__main__":
    main()
