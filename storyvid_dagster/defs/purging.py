"""Removes a story from the SQLite files of a Dagster instance, so that no byte of it is left in them.

Dagster deletes runs, but no partition of one asset in SQLite (`wipe_asset_partitions` is not there), and what
SQLite deletes stays in free pages and in the write-ahead log. So the files are opened as they are, which
`storyvid_dagster_tests/defs/test_forgetting.py` tests against this Dagster by searching every byte.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, cast

from storyvid_dagster.errors import SetupError

_BUSY_S = 30.0
_EVENTS, _RUNS, _TICKS = "history/runs/index.db", "history/runs.db", "schedules/schedules.db"


def purge(home: Path, run_id: str, dagster_run_ids: Collection[str]) -> None:
    """Remove every row about a story and its runs, and the bytes they took.

    Args:
        home: Folder of the instance. Where its records are not in SQLite, nothing is done.
        run_id: The story.
        dagster_run_ids: Its runs.

    Raises:
        SetupError: Another program kept a file busy; the rows are gone, their bytes may not be.
    """
    ids = json.dumps(sorted(dagster_run_ids))
    for file, clean in ((_EVENTS, _clean_events), (_RUNS, _clean_runs), (_TICKS, _clean_ticks)):
        if (home / file).is_file():
            _in_database(home / file, partial(clean, run_id=run_id, ids=ids))
    for dagster_run_id in dagster_run_ids:
        for suffix in ("", "-wal", "-shm", "-journal"):
            (home / "history" / "runs" / f"{dagster_run_id}.db{suffix}").unlink(missing_ok=True)


def _in_database(file: Path, clean: Callable[[sqlite3.Connection], None]) -> None:
    with closing(sqlite3.connect(file, timeout=_BUSY_S, isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete = ON")
        try:
            database.execute("BEGIN IMMEDIATE")
            clean(database)
            database.execute("COMMIT")
            database.execute("VACUUM")
            (busy, *_) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            raise SetupError(f"{file} could not be cleaned ({error}): forget the story again") from error
    if busy:
        raise SetupError(f"{file} was busy and still holds deleted bytes: forget the story again")


_OF_RUNS = "run_id IN (SELECT value FROM json_each(:ids))"


def _clean_events(database: sqlite3.Connection, run_id: str, ids: str) -> None:
    values = {"run_id": run_id, "ids": ids}
    touched = database.execute(
        "SELECT asset_key FROM asset_keys WHERE instr(last_materialization, :run_id)"
        " OR instr(cached_status_data, :run_id) OR last_run_id IN (SELECT value FROM json_each(:ids))",
        values,
    ).fetchall()
    for table in ("event_logs", "asset_check_executions"):
        database.execute(f"DELETE FROM {table} WHERE partition = :run_id OR {_OF_RUNS}", values)
    for table in ("concurrency_slots", "pending_steps"):
        database.execute(f"DELETE FROM {table} WHERE {_OF_RUNS}", values)
    database.execute("DELETE FROM asset_event_tags WHERE event_id NOT IN (SELECT id FROM event_logs)")
    database.execute("DELETE FROM dynamic_partitions WHERE partition = :run_id", values)
    for (asset_key,) in touched:
        # An asset's row repeats its newest event, and caches which partitions there are.
        newest = database.execute(
            "SELECT event, run_id FROM event_logs WHERE asset_key = ?"
            " AND dagster_event_type = 'ASSET_MATERIALIZATION' ORDER BY id DESC LIMIT 1",
            (asset_key,),
        ).fetchone()
        database.execute(
            "UPDATE asset_keys SET last_materialization = ?, last_run_id = ?, cached_status_data = NULL"
            " WHERE asset_key = ?",
            (*(newest or (None, None)), asset_key),
        )


def _clean_runs(database: sqlite3.Connection, run_id: str, ids: str) -> None:
    for table in ("runs", "run_tags"):
        database.execute(f"DELETE FROM {table} WHERE {_OF_RUNS}", {"ids": ids})
    for row, key, body in database.execute("SELECT id, key, body FROM bulk_actions").fetchall():
        rest = cleaned_backfill(json.loads(body), run_id)
        if rest is None:
            database.execute("DELETE FROM bulk_actions WHERE id = ?", (row,))
            database.execute("DELETE FROM backfill_tags WHERE backfill_id = ?", (key,))
        elif rest != json.loads(body):
            database.execute("UPDATE bulk_actions SET body = ? WHERE id = ?", (json.dumps(rest), row))


def _clean_ticks(database: sqlite3.Connection, run_id: str, ids: str) -> None:
    database.execute(
        "DELETE FROM job_ticks WHERE instr(tick_body, :run_id)"
        " OR EXISTS (SELECT 1 FROM json_each(:ids) WHERE instr(tick_body, value))",
        {"run_id": run_id, "ids": ids},
    )


def cleaned_backfill(body: Any, run_id: str) -> Any:
    """Leave a story out of a backfill's body; `None`: nothing is left of the backfill."""
    if run_id not in _strings(body):
        return body
    rest = _without(body, run_id)
    return rest if any(_sets(rest)) else None


def _strings(value: Any) -> Iterator[str]:
    """Give every string in JSON, those in JSON that is kept as a string too."""
    if isinstance(value, dict):
        for each in cast("dict[str, Any]", value).values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in cast("list[Any]", value):
            yield from _strings(each)
    elif isinstance(value, str):
        yield value
        if value.startswith(("{", "[")):
            yield from _strings(json.loads(value))


def _without(value: Any, item: str) -> Any:
    """Leave an item out of every list in JSON, of those in JSON that is kept as a string too.

    >>> _without({"a": ["x", "y"], "b": '{"c": ["x"]}'}, "x")
    {'a': ['y'], 'b': '{"c": []}'}
    """
    if isinstance(value, dict):
        return {name: _without(each, item) for name, each in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_without(each, item) for each in cast("list[Any]", value) if each != item]
    if isinstance(value, str) and value.startswith(("{", "[")):
        return json.dumps(_without(json.loads(value), item))
    return value


def _sets(value: Any) -> Iterator[list[str]]:
    """Give the sets of partitions in a backfill's body."""
    if isinstance(value, dict):
        for name, each in cast("dict[str, Any]", value).items():
            if name in {"__set__", "partition_names"} and isinstance(each, list):
                yield cast("list[str]", each)
            else:
                yield from _sets(each)
    elif isinstance(value, list):
        for each in cast("list[Any]", value):
            yield from _sets(each)
    elif isinstance(value, str) and value.startswith(("{", "[")):
        yield from _sets(json.loads(value))
