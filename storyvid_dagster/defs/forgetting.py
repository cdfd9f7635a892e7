"""Makes the project forget a story: its runs are ended first, then its records and its files go."""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import dagster as dg

from storyvid_dagster.core import names
from storyvid_dagster.defs.jobs import make_anthology, make_story
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID
from storyvid_dagster.defs.purging import purge
from storyvid_dagster.defs.purging_postgres import purge_postgres
from storyvid_dagster.defs.run_locks import Life, RunLocks
from storyvid_dagster.errors import RequestError
from storyvid_dagster.intake.anthologies import begun, orders
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.forget import forget_files

_ENDING_S = 60
_A_NIGHT = 20
"""Dagster gives a tick a minute."""
_NOT_BEGUN = {dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED}


def forget(instance: dg.DagsterInstance, inbox: Inbox, run_id: str) -> list[str]:
    """Delete a story whole: files, cache entries of its own, runs, records and partition.

    Returns:
        One line for each thing removed; none: there was no such story.

    Raises:
        RequestError: A run of it is at work and does not end.
        SetupError: Another program kept Dagster's records busy.
    """
    home = Path(instance.root_directory)
    locks = RunLocks.of_home(home)
    with inbox.lock():
        runs = instance.get_runs(dg.RunsFilter(tags={PARTITION_TAG: run_id}))
        is_known = bool(runs) or instance.has_dynamic_partition(RUN_ID, run_id)
        removed = _delete_runs(instance, runs, locks, run_id)
        instance.delete_dynamic_partition(RUN_ID, run_id)
        if is_known:
            removed.append(f"partition {run_id}")
        for order in orders(inbox.store):
            if run_id in order.run_ids:
                begun(order, inbox.store)
                removed.append(f"the anthology {order.name}, which was asked for with it")
        removed += inbox.forget(run_id)
        removed += forget_files(run_id, inbox.store)
        purge(home, run_id, [run.run_id for run in runs])
        purge_postgres(instance, run_id, [run.run_id for run in runs])
        removed += _delete_logs_with(run_id, home / "storage")
    return removed


def forget_anthology(instance: dg.DagsterInstance, inbox: Inbox, name: str) -> list[str]:
    """Delete an anthology whole: its film and book, what was asked of it, runs and records; its stories stay.

    Returns:
        One line for each thing removed; none: there was no such anthology.

    Raises:
        RequestError: A run of it is at work and does not end.
    """
    home, store = Path(instance.root_directory), inbox.store
    with inbox.lock():
        asked = [order for order in orders(store) if order.name == name]
        for order in asked:
            begun(order, store)
        made = [
            run for run in instance.get_runs(dg.RunsFilter(job_name=make_anthology.name)) if name == _of(run)
        ]
        removed = _delete_runs(instance, made, RunLocks.of_home(home), name)
        instance.wipe_assets([dg.AssetKey(["anthology", name])])
        for key in (names.anthology(name, kind) for kind in names.ANTHOLOGY_KINDS):
            if store.exists(key):
                store.delete(key)
                removed.append(key)
    return [f"the wish for {order.title}" for order in asked] + removed


def _of(run: dg.DagsterRun) -> str:
    """Give the name of the anthology that a run makes."""
    config: Any = run.run_config
    return config["ops"]["anthology"]["config"]["name"]


def _delete_runs(
    instance: dg.DagsterInstance, runs: Sequence[dg.DagsterRun], locks: RunLocks, of: str
) -> list[str]:
    """End runs and delete them with their logs; give one line for each."""
    _end(instance, runs, locks, of)
    for run in runs:
        instance.compute_log_manager.delete_logs(prefix=[run.run_id])
        instance.delete_run(run.run_id)
        locks.remove(run.run_id)
    return [f"Dagster run {run.run_id}" for run in runs]


def anthologies_with(instance: dg.DagsterInstance, run_id: str) -> list[str]:
    """Give the names of the anthologies that were made with a story, sorted."""
    return sorted(
        key.path[-1]
        for key in instance.get_asset_keys(prefix=["anthology"])
        if (event := instance.get_latest_materialization_event(key)) is not None
        and event.asset_materialization is not None
        and (run_ids := event.asset_materialization.metadata.get("run_ids")) is not None
        and run_id in str(run_ids.value).split(", ")
    )


def older_than(inbox: Inbox, days: float, now_s: float) -> list[str]:
    """Give the stories whose drawing was taken in more than so many days ago, oldest first."""
    claims = inbox.store.times_s("documents", ("_upload.json",)).items()
    taken_in = sorted(
        (when_s, run_id)
        for key, when_s in claims
        if key.endswith("_upload.json") and (run_id := names.owner(key)) is not None
    )
    return [run_id for when_s, run_id in taken_in if now_s - when_s > days * 86_400]


def end_runs(instance: dg.DagsterInstance, runs: Sequence[dg.DagsterRun]) -> None:
    """Take back the runs that have not begun, and tell the others to end; they may take a moment."""
    for run in runs:
        if run.status in _NOT_BEGUN:
            instance.report_run_canceled(run)
        elif not run.is_finished:
            instance.run_launcher.terminate(run.run_id)


def _end(instance: dg.DagsterInstance, runs: Sequence[dg.DagsterRun], locks: RunLocks, run_id: str) -> None:
    """End the runs of a story that have not ended, and wait until their processes are gone."""
    end_runs(instance, runs)
    deadline_s = time.monotonic() + _ENDING_S
    while at_work := [run.run_id for run in runs if not _has_ended(instance, locks, run.run_id)]:
        if time.monotonic() > deadline_s:
            raise RequestError(
                f"run {run_id}: Dagster run {at_work[0]} does not end: end it with Ctrl-C where it was begun,"
                " or with `storyvid down`, then forget the story again"
            )
        time.sleep(0.2)


def _has_ended(instance: dg.DagsterInstance, locks: RunLocks, dagster_run_id: str) -> bool:
    run = instance.get_run_by_id(dagster_run_id)
    return (run is None or run.is_finished) and locks.life(dagster_run_id) is not Life.ALIVE


def _delete_logs_with(run_id: str, folder: Path) -> Iterable[str]:
    """Delete what ticks printed when they spoke of a story."""
    for path in folder.rglob("*") if folder.is_dir() else ():
        if path.is_file() and run_id.encode() in path.read_bytes():
            path.unlink()
            yield f"log {path.name}"


def forget_schedule(*, days: float, cron: str, timezone: str) -> dg.ScheduleDefinition:
    """Make the schedule that forgets each night what is older than so many days."""

    @dg.schedule(
        job=make_story,
        cron_schedule=cron,
        execution_timezone=timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=f"Each night: delete the stories whose drawing was taken in more than {days:g} days ago.",
    )
    def forget_old_stories(
        context: dg.ScheduleEvaluationContext, inbox: dg.ResourceParam[Inbox]
    ) -> dg.SkipReason:
        old = older_than(inbox, days, time.time())[:_A_NIGHT]
        for run_id in old:
            forget(context.instance, inbox, run_id)
        return dg.SkipReason(f"forgot {len(old)} stories older than {days:g} days")

    return forget_old_stories
