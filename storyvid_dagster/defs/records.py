"""What Dagster's records say of every story, in as few facts as a list of stories needs.

The instance as shipped keeps its records in SQLite files, and those are read as they are: `storyvid status`
would else spend most of its time on importing Dagster. Any other instance is asked through Dagster.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from storyvid_dagster.defs.code_versions import CODE_VERSIONS

RUN_ID = "run_id"
"""Name of the partitions, as the instance knows them."""

_RUNS, _PARTITIONS = "history/runs.db", "history/runs/index.db"
_CODE_VERSION = '$.dagster_event.event_specific_data.materialization.tags."dagster/code_version"'
"""Where it is in the JSON of an event."""
_PARTITION_TAG = "dagster/partition"
_OTHER_STORAGE = {"storage", "run_storage", "event_log_storage", "instance_class"}
_BUSY_S = 10.0
_PAGE_EVENTS = 500


@dataclass(frozen=True)
class LastRun:
    """The newest run of a story."""

    dagster_run_id: str
    status: str
    """One of `dagster.DagsterRunStatus`, such as `STARTED`."""

    @property
    def waits(self) -> bool:
        """Whether it is yet to begin."""
        return self.status in {"QUEUED", "NOT_STARTED", "STARTING"}

    @property
    def works(self) -> bool:
        """Whether it is at work, or being stopped."""
        return self.status in {"STARTED", "CANCELING"}

    @property
    def failed(self) -> bool:
        """Whether it ended without what it should make."""
        return self.status == "FAILURE"


def stories_of(home: Path, run_ids: Collection[str] | None = None) -> dict[str, LastRun | None]:
    """Give the run_ids that the instance in `home` knows, with their newest runs; `None`: it never had one.

    Args:
        home: The folder of the instance.
        run_ids: Those to look for, which takes no longer however many others there are; `None`: all.
    """
    if _keeps_sqlite(home / "dagster.yaml"):
        try:
            return read_sqlite(home, run_ids)
        except sqlite3.Error:
            pass  # being made just now, or by another version of Dagster: it knows
    return ask_dagster(home, run_ids)


def newest_first(home: Path) -> list[str]:
    """Give every run_id that the instance in `home` knows, the one it knows last first."""
    if _keeps_sqlite(home / "dagster.yaml"):
        try:
            return [*reversed(_known(home))]
        except sqlite3.Error:
            pass
    from storyvid_dagster.defs.instance import open_instance

    with open_instance(home) as instance:
        return [*reversed(instance.get_dynamic_partitions(RUN_ID))]


def _keeps_sqlite(config: Path) -> bool:
    """Tell whether an instance of this configuration has its records where they are by default."""
    said: Mapping[str, Any] = (yaml.safe_load(config.read_bytes()) or {}) if config.is_file() else {}
    return not _OTHER_STORAGE & said.keys()


def read_sqlite(home: Path, run_ids: Collection[str] | None = None) -> dict[str, LastRun | None]:
    """Read the SQLite files of an instance; one that was never opened knows no story."""
    # SQLite gives the other columns of the row that has the maximum.
    if run_ids is None:
        known = _known(home)
        newest = """SELECT partition, run_id, status, MAX(id) FROM runs
        WHERE partition IS NOT NULL GROUP BY partition"""
        runs = _select(home / _RUNS, newest)
    else:
        asked = json.dumps([*run_ids])
        among = "partition IN (SELECT value FROM json_each(?))"
        partitions = f"SELECT partition FROM dynamic_partitions WHERE partitions_def_name = ? AND {among}"
        known = [run_id for (run_id,) in _select(home / _PARTITIONS, partitions, RUN_ID, asked)]
        newest = """SELECT tags.value, runs.run_id, runs.status, MAX(runs.id)
        FROM run_tags AS tags JOIN runs ON runs.run_id = tags.run_id
        WHERE tags.key = ? AND tags.value IN (SELECT value FROM json_each(?)) GROUP BY tags.value"""
        runs = _select(home / _RUNS, newest, _PARTITION_TAG, asked)
    last = {partition: LastRun(dagster_run_id, status) for partition, dagster_run_id, status, _ in runs}
    return {run_id: last.get(run_id) for run_id in known}


def _known(home: Path) -> list[str]:
    query = "SELECT partition FROM dynamic_partitions WHERE partitions_def_name = ? ORDER BY id"
    return [run_id for (run_id,) in _select(home / _PARTITIONS, query, RUN_ID)]


def made_by(home: Path, run_ids: Collection[str]) -> dict[str, dict[str, str]]:
    """Give for each of some stories the code version that last made each of its assets, where recorded."""
    if _keeps_sqlite(home / "dagster.yaml"):
        try:
            return read_who_made(home, run_ids)
        except sqlite3.Error:
            pass  # being made just now, or by another version of Dagster: it knows
    return ask_who_made(home, run_ids)


def read_who_made(home: Path, run_ids: Collection[str]) -> dict[str, dict[str, str]]:
    """Read the SQLite files of an instance: the same answer as `made_by`."""
    versions = _select(
        home / _PARTITIONS,
        f"""SELECT partition, json_extract(asset_key, '$[0]'), json_extract(event, '{_CODE_VERSION}'), MAX(id)
        FROM event_logs WHERE dagster_event_type = 'ASSET_MATERIALIZATION'
        AND asset_key IN (SELECT value FROM json_each(?)) AND partition IN (SELECT value FROM json_each(?))
        GROUP BY partition, asset_key""",
        json.dumps([json.dumps([asset]) for asset in CODE_VERSIONS]),
        json.dumps([*run_ids]),
    )
    return _by_story((run_id, asset, version) for run_id, asset, version, _ in versions)


def ask_who_made(home: Path, run_ids: Collection[str]) -> dict[str, dict[str, str]]:
    """Ask an instance of any storage: the same answer as `made_by`."""
    import dagster as dg

    from storyvid_dagster.defs.instance import open_instance

    with open_instance(home) as instance:
        return _by_story(
            (run_id, asset, version)
            for asset in CODE_VERSIONS
            for run_id, version in _versions_of(instance, dg.AssetKey(asset), run_ids).items()
        )


def _versions_of(instance: Any, asset: Any, run_ids: Collection[str]) -> dict[str, str | None]:
    """Page through the makings of an asset, newest first: run_id -> the version that made it last."""
    import dagster as dg

    makings = dg.AssetRecordsFilter(asset, asset_partitions=[*run_ids])
    versions: dict[str, str | None] = {}
    cursor: str | None = None
    while True:
        page = instance.fetch_materializations(makings, limit=_PAGE_EVENTS, cursor=cursor)
        for record in page.records:
            if record.partition_key is not None:
                tags: Mapping[str, str] = record.asset_materialization.tags or {}
                versions.setdefault(record.partition_key, tags.get("dagster/code_version"))
        if not page.has_more:
            return versions
        cursor = page.cursor


def _by_story(versions: Iterable[tuple[str, str, str | None]]) -> dict[str, dict[str, str]]:
    stories = defaultdict[str, dict[str, str]](dict)
    for run_id, asset, version in versions:
        if version is not None:
            stories[run_id][asset] = version
    return dict(stories)


def _select(file: Path, query: str, *values: str) -> list[Any]:
    if not file.is_file():
        return []
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=_BUSY_S)) as database:
        return database.execute(query, values).fetchall()


def ask_dagster(home: Path, run_ids: Collection[str] | None = None) -> dict[str, LastRun | None]:
    """Ask an instance of any storage: the same answer."""
    import dagster as dg

    from storyvid_dagster.defs.instance import open_instance

    with open_instance(home) as instance:
        known = (
            instance.get_dynamic_partitions(RUN_ID)
            if run_ids is None
            else [run_id for run_id in run_ids if instance.has_dynamic_partition(RUN_ID, run_id)]
        )
        stories: dict[str, LastRun | None] = dict.fromkeys(known)
        their = None if run_ids is None else dg.RunsFilter(tags={_PARTITION_TAG: [*known]})
        for run in instance.get_runs(their) if known else ():  # newest first
            run_id = run.tags.get(_PARTITION_TAG)
            if run_id in stories and stories[run_id] is None:
                stories[run_id] = LastRun(run.run_id, run.status.value)
    return stories
