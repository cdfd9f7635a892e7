"""`storyvid up` and `storyvid down`: the Dagster UI, with media, and the daemon in one go."""

import os
import signal
import socket
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import yaml
from rich.console import Console

from storyvid_dagster.cli.running import Running, Up
from storyvid_dagster.cli.supervisor import Program, keep_running
from storyvid_dagster.defs.dead_runs import does_retry, end_dead_runs
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.lost_records import know_again
from storyvid_dagster.defs.partitions import PARTITION_TAG
from storyvid_dagster.defs.resources import inbox_resource
from storyvid_dagster.errors import SetupError
from storyvid_dagster.media import unfinished
from storyvid_dagster.settings import Settings
from storyvid_dagster.web.access import require_login


def serve(settings: Settings, host: str, port: int, *, replace: bool) -> None:
    """Serve until Ctrl-C or SIGTERM, then stop everything that was started.

    Raises:
        SetupError: Another `storyvid up` or Dagster daemon has the data folder, an address is taken, or
            others could reach it and there is no password.
    """
    require_login(settings.data_dir, host)
    console = Console()
    running = Running(settings.dagster_home)
    if replace:
        stop(settings)
    up = Up(pid=os.getpid(), url=f"http://{host}:{port}")
    with running.being_up(up):
        running.end_programs()
        running.require_no_other_daemon()
        _require_free((host, port), "give another with --port")
        _make_ready(settings, console)
        console.print(f"stories         {up.url}")
        console.print(f"Dagster UI      {up.url}/dagster")
        console.print(f"upload folder   {settings.uploads}")
        console.print("[dim]Ctrl-C stops all[/]")
        stopping = threading.Event()

        def on_signal(number: int, frame: FrameType | None) -> None:
            stopping.set()

        signal.signal(signal.SIGINT, on_signal)
        signal.signal(signal.SIGTERM, on_signal)
        try:
            keep_running(_programs(settings.dagster_home, host, port), stopping, console.print)
        finally:
            running.end_workers()


def stop(settings: Settings) -> list[str]:
    """End what runs on the data folder, and say what that was."""
    running = Running(settings.dagster_home)
    ended: list[str] = []
    if (up := running.end_up()) is not None:
        ended.append(f"storyvid up at {up.url}, process {up.pid}")
    ended += [f"process {pid}, left behind" for pid in running.end_programs()]
    ended += [
        f"process {pid}, which made a story: `storyvid up` starts it again" for pid in running.end_workers()
    ]
    return ended


def _make_ready(settings: Settings, console: Console) -> None:
    """End the runs whose process is gone, know stories again, and remove what was left unfinished."""
    settings.uploads.mkdir(parents=True, exist_ok=True)
    with open_instance(settings.dagster_home) as instance:  # alone, before other processes open it at once
        for run in end_dead_runs(instance, alone=True):
            story = run.tags.get(PARTITION_TAG, run.job_name)
            then = "it is started again" if does_retry(run) else "give its command again to go on"
            console.print(f"the process that made {story} has gone: {then}", highlight=False)
        again = know_again(instance, inbox_resource(settings).open())
        if n_again := len(again.made) + len(again.goes_on):
            console.print(
                f"stories that Dagster had no record of: {n_again}. They are known by their documents,"
                f" and unfinished ones go on: {len(again.goes_on)}",
                highlight=False,
            )
    unfinished.sweep(settings.data_dir, deep=True)
    unfinished.sweep(settings.uploads, deep=True)
    unfinished.sweep(Path(tempfile.gettempdir()), deep=False)


def _programs(home: Path, host: str, port: int) -> Sequence[Program]:
    """Say what is kept running: one code server, which the UI and the daemon share."""
    code_port = _free_port()
    location = {"host": "127.0.0.1", "port": code_port, "location_name": "storyvid_dagster"}
    workspace = home / "up_workspace.yaml"
    workspace.write_text(yaml.safe_dump({"load_from": [{"grpc_server": location}]}), encoding="utf-8")

    def dagster(name: str, module: str, *arguments: str, port: int | None = None) -> Program:
        return Program(name, (str(home), module, *arguments, "--log-level", "warning"), home, port)

    return (
        dagster(
            "code server", "dagster", "api", "grpc", "--module-name", "storyvid_dagster.definitions",
            "--host", "127.0.0.1", "--port", str(code_port), "--location-name", "storyvid_dagster",
            "--use-python-environment-entry-point", port=code_port,
        ),
        dagster(
            "Dagster UI", "storyvid_dagster.cli.web", "--workspace", str(workspace),
            "--host", host, "--port", str(port),
        ),
        dagster("Dagster daemon", "dagster._daemon", "run", "--workspace", str(workspace)),
    )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
