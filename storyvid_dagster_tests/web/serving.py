"""Serves the pages of a folder by the real server, in a process of its own, on an address that it prints."""

import socket
import sys
from pathlib import Path

import uvicorn

from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.connections import Impatient, serving_options
from storyvid_dagster.web.front import Front
from storyvid_dagster_tests.web.conftest import FakeOrchestrator, machine, price
from storyvid_dagster_tests.web.killed import Folders

PATIENCE_S = 1.0
"""How long it waits for headers and for bodies."""
MOST_BYTES = 6_000_000


def main() -> None:
    """Serve until the process is ended."""
    folders = Folders(Path(sys.argv[1]))
    Impatient.headers_s = PATIENCE_S
    front = Front(folders.inbox, FakeOrchestrator(folders.home, folders.inbox.store), price, machine)
    app = make_app(front, most_upload_bytes=MOST_BYTES, patience_s=PATIENCE_S)
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        sys.stdout.write(f"{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        config = uvicorn.Config(app, log_level="warning", lifespan="off", **serving_options())
        uvicorn.Server(config).run([listener])


if __name__ == "__main__":
    main()
