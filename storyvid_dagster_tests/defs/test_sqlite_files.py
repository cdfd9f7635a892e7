"""The SQLite files of an instance are held open: quick to write, and as safe and readable as before."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import psutil
import pytest
from dagster import DagsterEvent, DagsterEventType
from sqlalchemy import create_engine

from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.defs.purging import purge
from storyvid_dagster.defs.sqlite_files import held_open
from storyvid_dagster_tests.servers.postgres import PostgresServer


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "dagster"


@pytest.fixture
def instance(home: Path) -> Iterator[dg.DagsterInstance]:
    with open_instance(home) as opened:
        yield opened


drawing = dg.GraphDefinition(name="drawing").to_job()  # pyright: ignore[reportUnknownMemberType]


def log_something(instance: dg.DagsterInstance, run: dg.DagsterRun) -> None:
    event = DagsterEvent(DagsterEventType.RUN_STARTING.value, run.job_name, message="it starts")
    instance.report_dagster_event(event, run.run_id)


def logs_in_use(home: Path) -> list[str]:
    return [file.path for file in psutil.Process().open_files() if file.path.startswith(str(home))]


def synchronous(connection: Any) -> int:
    with connection as database:
        return int(database.exec_driver_sql("PRAGMA synchronous").scalar())


def test_a_write_moves_no_log_into_its_file(instance: dg.DagsterInstance, home: Path) -> None:
    run = instance.create_run_for_job(drawing)
    log_something(instance, run)
    file = home / "history" / "runs" / f"{run.run_id}.db"
    size_bytes = file.stat().st_size
    log_something(instance, run)
    assert file.with_name(f"{file.name}-wal").stat().st_size > 0
    assert file.stat().st_size == size_bytes


def test_only_the_log_of_a_run_may_lose_its_last_lines(instance: dg.DagsterInstance) -> None:
    run = instance.create_run_for_job(drawing)
    storage: Any = instance.event_log_storage
    normal, full = 1, 2
    assert synchronous(storage.run_connection(run.run_id)) == normal
    assert synchronous(storage.index_connection()) == full
    runs: Any = instance.run_storage
    assert synchronous(runs.connect()) == full


def test_nothing_stays_open_or_beside_the_files_afterwards(home: Path) -> None:
    with open_instance(home) as opened:
        run = opened.create_run_for_job(drawing)
        log_something(opened, run)
        assert logs_in_use(home)
    assert logs_in_use(home) == []
    assert list(home.rglob("*-wal")) == []


def test_a_process_that_sees_many_runs_holds_few_files(instance: dg.DagsterInstance, home: Path) -> None:
    for _ in range(20):
        log_something(instance, instance.create_run_for_job(drawing))
    assert len({name for name in logs_in_use(home) if name.endswith(".db")}) <= 8


def test_who_watches_a_run_is_told_of_each_line(instance: dg.DagsterInstance, home: Path) -> None:
    run = instance.create_run_for_job(drawing)
    log_something(instance, run)
    told = threading.Event()
    with dg.DagsterInstance.from_config(str(home)) as reader:
        storage: Any = reader.event_log_storage

        def tell(*_: object) -> None:
            told.set()

        storage.watch(run.run_id, storage.get_records_for_run(run.run_id).cursor, tell)
        log_something(instance, run)
        assert told.wait(timeout=20)
        storage.end_watch(run.run_id, tell)


def test_no_byte_of_a_forgotten_story_is_left_in_held_files(instance: dg.DagsterInstance, home: Path) -> None:
    instance.add_dynamic_partitions(RUN_ID, ["5f6c63ab"])
    run = instance.create_run_for_job(drawing, tags={"dagster/partition": "5f6c63ab"})
    log_something(instance, run)
    instance.delete_run(run.run_id)
    purge(home, "5f6c63ab", [run.run_id])
    left = [path for path in home.rglob("*.db*") if b"5f6c63ab" in path.read_bytes()]
    assert left == []


def test_files_of_nobody_s_instance_are_left_alone(tmp_path: Path) -> None:
    with dg.DagsterInstance.local_temp(str(tmp_path)) as other:
        log_something(other, other.create_run_for_job(drawing))
        assert logs_in_use(tmp_path) == []


@pytest.mark.slow
def test_connections_to_other_databases_are_left_alone(postgres: PostgresServer, tmp_path: Path) -> None:
    with held_open(tmp_path):
        engine = create_engine(postgres.url())
        with engine.begin() as on:
            assert on.exec_driver_sql("select 1").scalar() == 1
        engine.dispose()
