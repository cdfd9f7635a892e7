"""Starts runs as tasks of Celery, which workers on any machine take. `deploy/dagster.yaml` names it.

dagster-celery's launcher believes a run alive for as long as no worker says otherwise; one that was killed
says nothing. So workers keep a beacon lit (`beacons.py`), and a run whose beacon is out is given up, which
Dagster's run retries start again.
"""

import time

import dagster as dg
from dagster._core.launcher import CheckRunHealthResult, WorkerStatus
from dagster_celery.launcher import CeleryRunLauncher
from dagster_celery.tags import DAGSTER_CELERY_TASK_ID_TAG

from storyvid_dagster.defs.beacons import LIFE_S, Beacons

GONE = "The worker of this run is gone: it was ended from outside, it crashed, or its machine went down."


class SharedRunLauncher(CeleryRunLauncher):
    """One task a run, made by whichever worker is free."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self._missed_since_s: dict[str, float] = {}
        super().__init__(*args, **kwargs)  # pyright: ignore[reportArgumentType]
        self._beacons = Beacons(self.celery)

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        """Tell whether a run's worker lives: dead is one that was not seen for `LIFE_S`.

        Redis may have forgotten all beacons, so the first look that misses one decides nothing.
        """
        if run.status is not dg.DagsterRunStatus.STARTED or self._beacons.is_lit(run.run_id):
            self._missed_since_s.pop(run.run_id, None)
            return CheckRunHealthResult(WorkerStatus.RUNNING)
        since_s = self._missed_since_s.setdefault(run.run_id, time.monotonic())
        if time.monotonic() - since_s < LIFE_S:
            return CheckRunHealthResult(WorkerStatus.RUNNING)
        del self._missed_since_s[run.run_id]
        return CheckRunHealthResult(WorkerStatus.FAILED, GONE)

    def terminate(self, run_id: str) -> bool:
        """Cancel a run, which its worker sees within seconds; tell whether it was at work."""
        run = self._instance.get_run_by_id(run_id)
        if run is None or run.is_finished:
            return False
        self._instance.report_run_canceling(run)
        if self._beacons.is_lit(run_id):
            return True
        if (task_id := run.tags.get(DAGSTER_CELERY_TASK_ID_TAG)) is not None:
            self.celery.control.revoke(task_id)  # pyright: ignore[reportUnknownMemberType]
        self._instance.report_run_canceled(run)
        return False
