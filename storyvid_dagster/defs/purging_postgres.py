"""Removes a story from a Dagster instance in PostgreSQL: what `purging` does to SQLite files.

Dagster deletes runs with their events, but not what was made without a run that is still there, the row of an
asset that repeats its newest event, and what ticks and backfills say. Deleted rows leave the files of the
database when it vacuums, which it does by itself.
"""

import json
from collections.abc import Collection
from typing import Any

import dagster as dg
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from storyvid_dagster.defs.purging import cleaned_backfill


def purge_postgres(instance: dg.DagsterInstance, run_id: str, dagster_run_ids: Collection[str]) -> None:
    """Remove every row about a story and its runs. Where the records are in SQLite, nothing is done.

    Args:
        instance: Keeps the records.
        run_id: The story.
        dagster_run_ids: Its runs.
    """
    url: str | None = getattr(instance.run_storage, "postgres_url", None)
    if url is None:
        return
    engine = create_engine(url, poolclass=NullPool)
    values = {"run_id": run_id, "ids": sorted(dagster_run_ids)}
    with engine.begin() as on:
        _clean_events(on, values)
        _clean_runs(on, values)
        on.execute(
            text(
                "delete from job_ticks where strpos(tick_body, :run_id) > 0"
                " or exists (select 1 from unnest(cast(:ids as text[])) as id"
                " where strpos(tick_body, id) > 0)"
            ),
            values,
        )


def _clean_events(on: Connection, values: dict[str, Any]) -> None:
    touched = on.execute(
        text(
            "select asset_key from asset_keys where strpos(coalesce(last_materialization, ''), :run_id) > 0"
            " or strpos(coalesce(cached_status_data, ''), :run_id) > 0 or last_run_id = any(:ids)"
        ),
        values,
    ).fetchall()
    for table in ("event_logs", "asset_check_executions"):
        on.execute(text(f"delete from {table} where partition = :run_id or run_id = any(:ids)"), values)
    for table in ("concurrency_slots", "pending_steps"):
        on.execute(text(f"delete from {table} where run_id = any(:ids)"), values)
    on.execute(text("delete from asset_event_tags where event_id not in (select id from event_logs)"))
    on.execute(text("delete from dynamic_partitions where partition = :run_id"), values)
    for (asset_key,) in touched:
        newest = on.execute(
            text(
                "select event, run_id from event_logs where asset_key = :asset_key"
                " and dagster_event_type = 'ASSET_MATERIALIZATION' order by id desc limit 1"
            ),
            {"asset_key": asset_key},
        ).first()
        event, of_run = newest or (None, None)
        on.execute(
            text(
                "update asset_keys set last_materialization = :event, last_run_id = :of_run,"
                " cached_status_data = null where asset_key = :asset_key"
            ),
            {"event": event, "of_run": of_run, "asset_key": asset_key},
        )


def _clean_runs(on: Connection, values: dict[str, Any]) -> None:
    for table in ("runs", "run_tags"):
        on.execute(text(f"delete from {table} where run_id = any(:ids)"), values)
    for row, key, body in on.execute(text("select id, key, body from bulk_actions")).fetchall():
        rest = cleaned_backfill(json.loads(body), values["run_id"])
        if rest is None:
            on.execute(text("delete from bulk_actions where id = :row"), {"row": row})
            on.execute(text("delete from backfill_tags where backfill_id = :key"), {"key": key})
        elif rest != json.loads(body):
            on.execute(
                text("update bulk_actions set body = :body where id = :row"),
                {"body": json.dumps(rest), "row": row},
            )
