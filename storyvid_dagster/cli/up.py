"""`storyvid up`: the Dagster UI, with media, and the daemon in one go."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from types import FrameType

from rich.console import Console

from storyvid_dagster import places
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.errors import SetupError
from storyvid_dagster.settings import Settings

_GRACE_S = 8


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until Ctrl-C or SIGTERM, then stop everything that was started."""
    settings.uploads.mkdir(parents=True, exist_ok=True)
    with open_instance(settings.dagster_home):
        pass  # alone, before two processes open it at once
    _require_free((host, port), "give another with --port")
    console = Console()
    console.print(f"Dagster UI      http://{host}:{port}")
    console.print(f"upload folder   {settings.uploads}")
    console.print("[dim]Ctrl-C stops all[/]")
    workspace = ("--workspace", str(places.WORKSPACE))
    python = (sys.executable, "-W", "ignore", "-m")
    web = (*python, "storyvid_dagster.cli.web", "--host", host, "--port", str(port), *workspace)
    daemon = (*python, "dagster._daemon", "run", "--log-level", "warning", *workspace)
    # One group for both: they leave their servers behind unless the whole group is told.
    child = subprocess.Popen(web, cwd=settings.dagster_home, process_group=0)
    second = subprocess.Popen(daemon, cwd=settings.dagster_home, process_group=child.pid)

    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    try:
        while child.poll() is None and second.poll() is None and not stopping.wait(0.5):
            pass
    finally:
        status = _end(child)
        second.wait()
    if not stopping.is_set():
        raise SetupError(f"Dagster stopped by itself with status {status}; what it said stands above")


def _require_free(address: tuple[str, int], remedy: str) -> None:
    """Refuse an address that another program listens on.

    Raises:
        SetupError: It does, or the address is not of this machine.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise SetupError(
                f"{address[0]}:{address[1]} cannot be used ({error.strerror}): {remedy}"
            ) from error


def _end(child: subprocess.Popen[bytes]) -> int:
    """End a process and all it started: first by asking, at last by force; give its exit status."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=_GRACE_S)
            break
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)  # those it left behind
    return child.wait()
