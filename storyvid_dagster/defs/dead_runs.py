"""Ends the runs whose process is gone, so that they hold nothing and can be started again."""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from storyvid_dagster.defs.interrupts import end_run
from storyvid_dagster.defs.launcher import GONE, ProcessRunLauncher
from storyvid_dagster.defs.run_locks import Life, RunLocks
from storyvid_dagster.media import unfinished

_AT_WORK = [
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]
_STARTING_S = 30
"""A process that was started just now may not hold its lock yet; the run monitoring looks again later. What
happened in the future, since the clock was set back, is old: else nobody would look at it until then."""

# Tags that Dagster documents or shows, and one of ours.
WILL_RETRY, _RETRIED_AS = "dagster/will_retry", "dagster/auto_retry_run_id"
_REASON, _MAX_RETRIES, _STRATEGY = "dagster/failure_reason", "dagster/max_retries", "dagster/retry_strategy"
_CODE_SERVER, _SOURCE = ".dagster/grpc_info", "storyvid/source"
RETRY_ASKED = "storyvid/retry_asked"

_RETRY_FAILED = "Failed to retry run"
_RETRY_S = 60
"""A retry that did not start for so long never will: Dagster tries it once, with a code server or without."""
_MOST_ASKED = 2
"""Dagster's own retry may hang in a daemon that else works on: then the sensor starts another run."""
_RECENT = timedelta(days=2)
"""Older failures are the nightly schedule's."""


def end_dead_runs(instance: dg.DagsterInstance, *, alone: bool = False) -> list[dg.DagsterRun]:
    """Write every run down as ended whose process is gone, and give these runs; what it left unfinished goes.

    Those that the daemon started are started again by Dagster's run retries, as often as `dagster.yaml` says.
    One that a command made is not: whoever gave the command sees that it ended.

    Args:
        instance: Where the runs are written down.
        alone: No daemon and no code server works on the instance, so runs of versions before the run locks,
            which name either, are dead too.
    """
    locks = RunLocks.of_home(Path(instance.root_directory))
    # Else workers on other machines make runs, of which no lock here knows.
    alone = alone and isinstance(instance.run_launcher, ProcessRunLauncher)
    ended: list[dg.DagsterRun] = []
    for record in instance.get_run_records(dg.RunsFilter(statuses=_AT_WORK)):
        run = record.dagster_run
        life = locks.life(run.run_id)
        is_old = alone and life is Life.UNKNOWN and bool(run.tags.keys() & {_CODE_SERVER, _SOURCE})
        is_new = abs(time.time() - record.update_timestamp.replace(tzinfo=UTC).timestamp()) < _STARTING_S
        if run.status is dg.DagsterRunStatus.STARTING and is_new and not locks.was_held(run.run_id):
            continue
        if life is Life.DEAD or (is_old and run.status is not dg.DagsterRunStatus.NOT_STARTED):
            end_run(instance, run.run_id, GONE)
            ended.append(run)
    for run in _retries_lost(instance):
        if _n_asked(run) < _MOST_ASKED:
            _ask_again(instance, run)
    left = list(locks.left_behind())
    if left:
        unfinished.sweep(Path(instance.root_directory).parent, deep=True)
        unfinished.sweep(Path(tempfile.gettempdir()), deep=False)
    for dagster_run_id in left:
        run = instance.get_run_by_id(dagster_run_id)
        if run is None or run.is_finished:
            locks.remove(dagster_run_id)
    return ended


def take_over_retries(instance: dg.DagsterInstance) -> list[dg.DagsterRun]:
    """Give the runs whose retry never began though it was asked for again; Dagster is not to begin it now."""
    lost = [run for run in _retries_lost(instance) if _n_asked(run) == _MOST_ASKED]
    for run in lost:
        instance.add_run_tags(run.run_id, {WILL_RETRY: "false", RETRY_ASKED: str(_MOST_ASKED + 1)})
    return lost


def does_retry(run: dg.DagsterRun) -> bool:
    """Tell whether Dagster can start a run again by itself: it came from a code location."""
    return run.remote_job_origin is not None


def allow_one_more_retry(instance: dg.DagsterInstance, dagster_run_id: str) -> None:
    """Have an interruption that was ordered not count among the retries of a run."""
    run = instance.get_run_by_id(dagster_run_id)
    if run is not None:
        allowed = int(run.tags.get(_MAX_RETRIES, instance.run_retries_max_retries))
        instance.add_run_tags(dagster_run_id, {_MAX_RETRIES: str(allowed + 1)})


def _retries_lost(instance: dg.DagsterInstance) -> Iterator[dg.DagsterRun]:
    now = datetime.now(UTC)
    wanted = dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE], updated_after=now - _RECENT)
    for record in instance.get_run_records(wanted):
        run = record.dagster_run
        if not does_retry(run) or _RETRIED_AS in run.tags or run.tags.get(_REASON) == "STEP_FAILURE":
            continue
        waits_s = (now - record.update_timestamp.replace(tzinfo=UTC)).total_seconds()
        if _n_asked(run) > _MOST_ASKED or abs(waits_s) < _RETRY_S:
            continue
        if run.tags.get(WILL_RETRY) == "true" or _last_told(instance, run.run_id) == _RETRY_FAILED:
            yield run


def _n_asked(run: dg.DagsterRun) -> int:
    return int(run.tags.get(RETRY_ASKED, "0"))


def _ask_again(instance: dg.DagsterInstance, run: dg.DagsterRun) -> None:
    n_asked = _n_asked(run) + 1
    tags = {WILL_RETRY: "true", RETRY_ASKED: str(n_asked)}
    if n_asked > 1:  # Dagster refuses to go on from a failure when all steps had ended well
        tags[_STRATEGY] = "ALL_STEPS"
    instance.add_run_tags(run.run_id, tags)
    instance.report_run_failed(run, "The retry of this run did not start, and is asked for again.")


def _last_told(instance: dg.DagsterInstance, dagster_run_id: str) -> str | None:
    told = [entry.dagster_event.message for entry in instance.all_logs(dagster_run_id) if entry.dagster_event]
    return told[-1] if told else None
