"""Dagster's records in a real PostgreSQL, files in a bucket: what one machine makes, another sees."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import dagster as dg
import pytest
import yaml

from storyvid_dagster import paths
from storyvid_dagster.defs import instance_config
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.defs.records import stories_of
from storyvid_dagster_tests.defs.test_forgetting import found_in
from storyvid_dagster_tests.servers.postgres import PASSWORD, PostgresServer
from storyvid_dagster_tests.servers.s3 import SECRET, S3Server

pytestmark = pytest.mark.slow

DRAWING = next((Path(__file__).parents[2] / "data" / "samples").glob("01*"))
BROKER = "redis://:never-asked@127.0.0.1:1/0"
"""Commands that make a story themselves need no worker."""
OF_THE_RUNS = {"storage", "run_launcher", "run_coordinator"}
HOW_LONG_AND_MANY = {"concurrency", "run_queue", "run_monitoring"}


def test_it_differs_from_the_laptops_in_records_and_runs_alone() -> None:
    laptop, shared = (
        yaml.safe_load(path.read_text()) for path in (paths.DAGSTER_CONFIG, paths.SHARED_DAGSTER_CONFIG)
    )
    assert set(shared) - set(laptop) == OF_THE_RUNS - {"run_launcher"}
    same = set(laptop) - OF_THE_RUNS - HOW_LONG_AND_MANY
    assert {key: shared[key] for key in same} == {key: laptop[key] for key in same}


def test_two_machines_have_one_instance(
    postgres: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYVID_DATABASE_URL", postgres.make_database(f"dagster_{uuid4().hex}"))
    monkeypatch.setenv("STORYVID_BROKER_URL", BROKER)
    monkeypatch.setenv("STORYVID_RUNS_AT_ONCE", "4")
    first, second = tmp_path / "first", tmp_path / "second"
    for home in (first, second):
        instance_config.choose(home, shared=True)
    with open_instance(first) as instance:
        assert type(instance.run_storage).__name__ == "PostgresRunStorage"
        assert instance_config.is_ours(first)
        instance.add_dynamic_partitions(RUN_ID, ["pip"])
        run = (
            dg.GraphDefinition(name="story")
            .to_job()
            .execute_in_process(instance=instance, tags={"dagster/partition": "pip"})
        )  # pyright: ignore[reportUnknownMemberType]
        assert run.success
    assert set(stories_of(second)) == {"pip"}
    with open_instance(second) as instance:
        assert [each.run_id for each in instance.get_runs()] == [run.run_id]
    assert not list(tmp_path.rglob("*.db"))


def test_a_story_is_made_seen_and_forgotten(s3: S3Server, postgres: PostgresServer, tmp_path: Path) -> None:
    url = postgres.make_database(f"dagster_{uuid4().hex}")
    shared = s3.environment(f"pg/{uuid4().hex}") | {
        "STORYVID_DATABASE_URL": url, "STORYVID_BROKER_URL": BROKER, "STORYVID_SPEECH_ENGINE": "espeak",
    }  # fmt: skip

    def storyvid(machine: str, *arguments: str | Path) -> str:
        command = [sys.executable, "-c", "from storyvid_dagster.cli.app import main; main()"]
        done = subprocess.run(
            [*command, *map(str, arguments)],
            env={**os.environ, **shared, "STORYVID_DATA_DIR": str(tmp_path / machine)},
            capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert not [key for key in (SECRET, PASSWORD) if key in done.stdout + done.stderr]
        return done.stdout

    storyvid(
        "first", "make", DRAWING, "--height", "240", "--fps", "12", "--age", "2", "--scenes", "3",
        "--name", "Zebedee",
    )  # fmt: skip
    seen = storyvid("second", "status")
    assert "1 finished" in seen
    run_id = next(line.split()[0] for line in seen.splitlines() if " finished " in line)
    assert run_id.encode() in postgres.dump(url)
    storyvid("second", "forget", run_id, "--yes")
    assert "no stories yet" in storyvid("first", "status")
    dumped = postgres.dump(url)
    assert [word for word in (run_id, "Zebedee") if word.encode() in dumped] == []
    for machine in ("first", "second"):
        assert found_in(tmp_path / machine, [SECRET.encode(), PASSWORD.encode()]) == set()
