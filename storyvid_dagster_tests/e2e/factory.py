"""`storyvid up` and `storyvid make` as processes, to be killed by the tests."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import cv2
import dagster as dg
import numpy as np
import psutil

from storyvid_dagster.cli.running import Running
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.run_locks import RunLocks

PATIENCE_S = 150
FINISHED = {dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Factory:
    """One data folder, small films, and the commands that work on it."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.home = folder / "dagster"
        self.locks = RunLocks.of_home(self.home)
        self.port = free_port()
        self.log = folder.parent / f"{folder.name}.log"
        self.scratch = folder.parent / f"{folder.name}-scratch"
        self.scratch.mkdir(parents=True, exist_ok=True)
        self._started: list[subprocess.Popen[bytes]] = []
        self._environment = {
            **os.environ,
            "STORYVID_DATA_DIR": str(folder),
            "TMPDIR": str(self.scratch),
            "STORYVID_HEIGHT": "240",
            "STORYVID_FPS": "12",
            "STORYVID_UPLOAD_SETTLE_S": "0.2",
            "STORYVID_SENSOR_INTERVAL_S": "1",
            "STORYVID_SPEECH_ENGINE": "espeak",
            **environment,
        }

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", "from storyvid_dagster.cli.app import main; main()", *arguments]
        with self.log.open("ab") as log:
            started = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        self._started.append(started)
        return started

    def up(self) -> "subprocess.Popen[bytes]":
        return self.start("up", "--port", str(self.port))

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", "from storyvid_dagster.cli.app import main; main()", *arguments]
        return subprocess.run(
            command, env=self._environment, capture_output=True, text=True, timeout=120, check=False
        )

    def backfill(self, run_id: str) -> None:
        """Ask Dagster for a story, by the code server of the `up` that runs."""
        command = [
            sys.executable, "-W", "ignore", "-m", "dagster", "job", "backfill", "--job", "make_story",
            "--partitions", run_id, "--noprompt", "--workspace", str(self.home / "up_workspace.yaml"),
        ]  # fmt: skip
        asked = subprocess.run(
            command, env={**self._environment, "DAGSTER_HOME": str(self.home)}, capture_output=True,
            text=True, timeout=120, check=False,
        )  # fmt: skip
        assert asked.returncode == 0, asked.stderr

    def drop(self, number: int) -> Path:
        """Put a drawing into the upload folder, each number another."""
        uploads = self.folder / "uploads"
        uploads.mkdir(parents=True, exist_ok=True)
        (uploads / f"d{number}.json").write_text(json.dumps({"age": 2, "scenes": 3, "music": "none"}))
        page = np.full((240, 320, 3), 250, np.uint8)
        cv2.ellipse(page, (150, 120), (40 + 3 * number, 50), 0, 0, 360, (40, 120, 240), -1, cv2.LINE_AA)
        for x in (135, 165):
            cv2.circle(page, (x, 105), 6, (20, 20, 20), -1)
        part = uploads / f".d{number}.png"
        part.write_bytes(cv2.imencode(".png", page)[1].tobytes())
        return part.replace(uploads / f"d{number}.png")

    def films(self) -> list[Path]:
        return sorted((self.folder / "videos").glob("*_final.mp4"))

    def runs(self) -> list[dg.DagsterRun]:
        with open_instance(self.home) as instance:
            return list(instance.get_runs())

    def unfinished_files(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if ".part" in path.name]

    def processes(self) -> Iterator[psutil.Process]:
        """Give every process that works on this folder."""
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if (
                    process.environ().get("STORYVID_DATA_DIR") == str(self.folder)
                    and process.pid != os.getpid()
                ):
                    yield process

    def cut_power(self) -> None:
        """Kill all of it at once, nobody told."""
        for process in list(self.processes()):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        for process in self._started:
            process.wait(timeout=10)

    def program(self, part_of_command: str) -> psutil.Process:
        """Find one of the programs that `storyvid up` keeps running."""
        return next(
            program
            for program in Running(self.home).programs()
            if part_of_command in " ".join(program.cmdline())
        )

    def wait_until(
        self, what: str, holds: Callable[[], bool], patience_s: float = PATIENCE_S, poll_s: float = 0.2
    ) -> None:
        """Poll, since other processes have no other way to tell."""
        deadline_s = time.monotonic() + patience_s
        while not holds():
            if time.monotonic() > deadline_s:
                told = self.log.read_text(errors="replace")[-4000:] if self.log.exists() else ""
                raise AssertionError(f"not within {patience_s:.0f} s: {what}\n{told}")
            time.sleep(poll_s)

    def is_making(self) -> bool:
        return any(
            run.status is dg.DagsterRunStatus.STARTED and self.locks.holder(run.run_id) for run in self.runs()
        )


@contextmanager
def factory(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Factory]:
    """Give a factory on a new data folder; whatever still runs at the end is killed."""
    built = Factory(folder, environment or {})
    try:
        yield built
    finally:
        built.cut_power()
