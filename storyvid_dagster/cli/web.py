"""The Dagster UI, and the media of the data folder under the same address.

`python -m storyvid_dagster.cli.web` takes the options of `dagster-webserver`. That has no public way to serve
more than itself: one name of it is replaced here, which `storyvid_dagster_tests/e2e/test_links.py` tests.
"""

from collections.abc import Callable
from typing import Any

from dagster_webserver import cli
from starlette.applications import Starlette

from storyvid_dagster import settings
from storyvid_dagster.media.server import KnownHosts, media_mount

_MAKES_THE_APP = "create_app_from_workspace_process_context"


def main() -> None:
    """Serve until the process is told to end."""
    chosen = settings.load()
    make_app: Callable[..., Starlette] = getattr(cli, _MAKES_THE_APP)

    def make_app_with_media(*arguments: Any, **options: Any) -> Starlette:
        app = make_app(*arguments, **options)
        app.routes.insert(0, media_mount(chosen.data_dir))
        app.add_middleware(KnownHosts, names=chosen.allowed_hosts.split())
        return app

    setattr(cli, _MAKES_THE_APP, make_app_with_media)
    cli.main()


if __name__ == "__main__":
    main()
