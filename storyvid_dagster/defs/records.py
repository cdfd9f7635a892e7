"""What Dagster's records say of every story, in as few facts as a list of stories needs.

The instance as shipped keeps its records in SQLite files, and those are read as they are: `storyvid status`
would else spend most of its time on importing Dagster. Any other instance is asked through Dagster.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
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


def stories_of(home: Path) -> dict[str, LastRun | None]:
    """Give every run_id that the instance in `home` knows, with its newest run; `None`: it never had one."""
    if _keeps_sqlite(home / "dagster.yaml"):
        try:
            return read_sqlite(home)
        except sqlite3.Error:
            pass  # being made just now, or by another version of Dagster: it knows
    return ask_dagster(home)


def _keeps_sqlite(config: Path) -> bool:
    """Tell whether an instance of this configuration has its records where they are by default."""
    said: Mapping[str, Any] = (yaml.safe_load(config.read_bytes()) or {}) if config.is_file() else {}
    return not _OTHER_STORAGE & said.keys()


def read_sqlite(home: Path) -> dict[str, LastRun | None]:
    """Read the SQLite files of an instance; one that was never opened knows no story."""
    known = _select(
        home / _PARTITIONS,
        "SELECT partition FROM dynamic_partitions WHERE partitions_def_name = ? ORDER BY id",
        RUN_ID,
    )
    runs = _select(
        home / _RUNS,
        # SQLite gives the other columns of the row that has the maximum.
        "SELECT partition, run_id, status, MAX(id) FROM runs WHERE partition IS NOT NULL GROUP BY partition",
    )
    newest = {partition: LastRun(dagster_run_id, status) for partition, dagster_run_id, status, _ in runs}
    return {run_id: newest.get(run_id) for (run_id,) in known}


def made_by(home: Path) -> dict[str, dict[str, str]]:
    """Give for each story the code version that last made each of its assets, where recorded."""
    if _keeps_sqlite(home / "dagster.yaml"):
        try:
            return read_who_made(home)
        except sqlite3.Error:
            pass  # being made just now, or by another version of Dagster: it knows
    return ask_who_made(home)


def read_who_made(home: Path) -> dict[str, dict[str, str]]:
    """Read the SQLite files of an instance: the same answer as `made_by`."""
    versions = _select(
        home / _PARTITIONS,
        f"""SELECT partition, json_extract(asset_key, '$[0]'), json_extract(event, '{_CODE_VERSION}'), MAX(id)
        FROM event_logs WHERE dagster_event_type = 'ASSET_MATERIALIZATION' AND partition IS NOT NULL
        GROUP BY partition, asset_key""",
    )
    return _by_story((run_id, asset, version) for run_id, asset, version, _ in versions)


def ask_who_made(home: Path) -> dict[str, dict[str, str]]:
    """Ask an instance of any storage: the same answer as `made_by`."""
    import dagster as dg

    from storyvid_dagster.defs.instance import open_instance

    with open_instance(home) as instance:
        return _by_story(
            (run_id, asset, version)
            for asset in CODE_VERSIONS
            for run_id, version in _versions_of(instance, dg.AssetKey(asset)).items()
        )


def _versions_of(instance: Any, asset: Any) -> dict[str, str | None]:
    """Page through all makings of an asset, newest first: run_id -> the version that made it last."""
    versions: dict[str, str | None] = {}
    cursor: str | None = None
    while True:
        page = instance.fetch_materializations(asset, limit=_PAGE_EVENTS, cursor=cursor)
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


def ask_dagster(home: Path) -> dict[str, LastRun | None]:
    """Ask an instance of any storage: the same answer."""
    from storyvid_dagster.defs.instance import open_instance
    from storyvid_dagster.defs.partitions import PARTITION_TAG

    with open_instance(home) as instance:
        stories: dict[str, LastRun | None] = dict.fromkeys(instance.get_dynamic_partitions(RUN_ID))
        for run in instance.get_runs():  # newest first
            run_id = run.tags.get(PARTITION_TAG)
            if run_id in stories and stories[run_id] is None:
                stories[run_id] = LastRun(run.run_id, run.status.value)
    return stories
