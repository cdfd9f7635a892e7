"""Starts a process for each run, and knows whether it still lives. `dagster.yaml` names it.

Dagster's default launcher has the code server start runs and cannot tell whether a run's process is there,
so a run whose process died would stay STARTED for ever, and keep its place among the runs at work.

The processes are of this machine only. What is private of Dagster here is held to what we need by
`storyvid_dagster_tests/defs/test_launcher.py`, so that an upgrade that breaks it fails there.
"""

import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._config import UserConfigSchema
from dagster._core.launcher.base import CheckRunHealthResult, LaunchRunContext, RunLauncher, WorkerStatus
from dagster._grpc.types import ExecuteRunArgs
from dagster._serdes import ConfigurableClass, ConfigurableClassData

from storyvid_dagster import children
from storyvid_dagster.defs.run_locks import Life, RunLocks

GONE = "The process of this run is gone: it was ended from outside, it crashed, or the machine went down."

_LAST_CHARACTERS = 2000


class ProcessRunLauncher(RunLauncher[dg.DagsterInstance], ConfigurableClass):
    """One process a run, beside the daemon: it outlives the code server, and even the daemon."""

    def __init__(self, inst_data: ConfigurableClassData | None = None) -> None:
        self._inst_data = inst_data
        self._started: list[children.Child] = []
        super().__init__()

    @property
    def inst_data(self) -> ConfigurableClassData | None:
        """How the instance was configured."""
        return self._inst_data

    @classmethod
    def config_type(cls) -> UserConfigSchema:
        """Take no configuration."""
        return {}

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData, config_value: Mapping[str, Any]
    ) -> "ProcessRunLauncher":
        """Make it as Dagster does."""
        return cls(inst_data)

    def launch_run(self, context: LaunchRunContext) -> None:
        """Start the process of a run and do not wait for it."""
        run = context.dagster_run
        origin = context.job_code_origin
        assert origin is not None, "a launched run comes from a code location"
        arguments = ExecuteRunArgs(origin, run.run_id, self._instance.get_ref()).get_command_args()
        self._locks.announce(run.run_id)
        command = [sys.executable, "-W", "ignore", "-m", "storyvid_dagster.defs.run_worker", run.run_id]
        # A session of its own: Ctrl-C in the terminal is for `storyvid up`, which ends its runs in order.
        with self._locks.log(run.run_id).open("wb") as log:
            started = children.start(
                [*command, arguments[-1]],
                what=f"the process of run {run.run_id}",
                stdin=children.DEVNULL, stdout=log, stderr=log, own_session=True,
            )  # fmt: skip
        self._started = [process for process in (*self._started, started) if process.poll() is None]

    def terminate(self, run_id: str) -> bool:
        """End the process of a run; tell whether it lived."""
        run = self._instance.get_run_by_id(run_id)
        if run is None or run.is_finished:
            return False
        self._instance.report_run_canceling(run)
        if (holder := self._locks.holder(run_id)) is None:
            self._instance.report_run_canceled(run)
            return False
        # The lock tells that it lives; psutil would compare start times, which shift when the clock is set.
        with suppress(ProcessLookupError):
            os.kill(holder.pid, signal.SIGTERM)
        return True

    @property
    def supports_check_run_worker_health(self) -> bool:
        """It does: Dagster's run monitoring asks for each run at work."""
        return True

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        """Tell whether the process of a run lives; one that this launcher did not start is taken to."""
        dead = self._locks.life(run.run_id) is Life.DEAD
        return (
            CheckRunHealthResult(WorkerStatus.FAILED, GONE)
            if dead
            else CheckRunHealthResult(WorkerStatus.RUNNING)
        )

    def get_run_worker_debug_info(
        self, run: dg.DagsterRun, include_container_logs: bool | None = True
    ) -> str | None:
        """Give the last that the process of a run printed."""
        log = self._locks.log(run.run_id)
        return (
            log.read_text(encoding="utf-8", errors="replace")[-_LAST_CHARACTERS:] if log.is_file() else None
        )

    @property
    def _locks(self) -> RunLocks:
        return RunLocks.of_home(Path(self._instance.root_directory))
