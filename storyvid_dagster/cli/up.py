"""`storyvid up`: the Dagster UI and daemon, and the media links, in one go."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from urllib.parse import urlsplit

import uvicorn
from rich.console import Console

from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.media.server import media_app
from storyvid_dagster.settings import PROJECT_DIR, Settings


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until Ctrl-C or SIGTERM, then stop everything that was started."""
    settings.uploads.mkdir(parents=True, exist_ok=True)
    with open_instance(settings.dagster_home):
        pass  # alone, before two processes open it at once
    console = Console()
    console.print(f"Dagster UI      http://{host}:{port}")
    console.print(f"upload folder   {settings.uploads}")
    console.print("[dim]Ctrl-C stops both[/]")
    media = _media_server(settings)
    thread = threading.Thread(target=media.run, daemon=True)
    thread.start()
    command = [
        sys.executable, "-W", "ignore", "-m", "dagster", "dev",
        "--workspace", str(PROJECT_DIR / "workspace.yaml"), "--host", host, "--port", str(port), "--log-level", "warning",
    ]  # fmt: skip
    # A session of its own: `dagster dev` leaves its servers behind unless the whole group is told.
    child = subprocess.Popen(command, cwd=settings.dagster_home, start_new_session=True)

    def stop(*_: object) -> None:
        _tell(child, signal.SIGINT)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    try:
        child.wait()
    finally:
        media.should_exit = True
        _tell(child, signal.SIGKILL)
        thread.join(timeout=5)


def _tell(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _media_server(settings: Settings) -> uvicorn.Server:
    address = urlsplit(settings.media_url)
    config = uvicorn.Config(
        media_app(settings.data_dir),
        host=address.hostname or "127.0.0.1",
        port=address.port or 3001,
        log_level="warning",
    )
    return uvicorn.Server(config)
