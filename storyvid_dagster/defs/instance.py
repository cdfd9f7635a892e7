"""The project's own Dagster instance: made ready once, asked about runs, made to forget."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
from filelock import FileLock

from storyvid_dagster import places
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID


@contextmanager
def open_instance(home: Path) -> Generator[dg.DagsterInstance]:
    """Open the instance in `home`, made ready if it is new.

    Two processes that open a brand-new SQLite instance at once both try to make its tables, and
    one of them fails; so the first opening happens alone.
    """
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / ".first-start.lock", timeout=120):
        config = home / "dagster.yaml"
        if not config.exists():
            shutil.copyfile(places.DAGSTER_CONFIG, config)
        instance = dg.DagsterInstance.from_config(str(home))
        instance.get_run_records(limit=1)
        instance.get_dynamic_partitions(RUN_ID)
    with instance:
        yield instance


def forget_partition(instance: dg.DagsterInstance, run_id: str) -> list[str]:
    """Delete a story's Dagster runs, with their events, logs and previews, and its partition.

    Returns:
        One line for each thing removed.
    """
    removed: list[str] = []
    for run in instance.get_runs(dg.RunsFilter(tags={PARTITION_TAG: run_id})):
        instance.compute_log_manager.delete_logs(prefix=[run.run_id])
        instance.delete_run(run.run_id)
        removed.append(f"Dagster run {run.run_id}")
    if instance.has_dynamic_partition(RUN_ID, run_id):
        instance.delete_dynamic_partition(RUN_ID, run_id)
        removed.append(f"partition {run_id}")
    return removed
