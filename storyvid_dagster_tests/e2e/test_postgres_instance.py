"""Dagster's records in a real PostgreSQL, files in a bucket: what one machine makes, another sees."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import dagster as dg
import pytest
import yaml

from storyvid_dagster import paths
from storyvid_dagster.defs.instance import is_config_ours, open_instance
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.defs.records import stories_of
from storyvid_dagster_tests.defs.test_forgetting import found_in
from storyvid_dagster_tests.servers.postgres import PASSWORD, PostgresServer
from storyvid_dagster_tests.servers.s3 import SECRET, S3Server

pytestmark = pytest.mark.slow

TOP = Path(__file__).parents[2]
CONFIG = TOP / "deploy" / "dagster.yaml"
DRAWING = next((TOP / "data" / "samples").glob("01*"))


def with_our_config(data_dir: Path) -> Path:
    home = data_dir / "dagster"
    home.mkdir(parents=True)
    shutil.copyfile(CONFIG, home / "dagster.yaml")
    return home


def test_it_differs_from_the_laptops_in_where_records_are_alone() -> None:
    laptop, shared = (yaml.safe_load(path.read_text()) for path in (paths.DAGSTER_CONFIG, CONFIG))
    assert set(shared) - set(laptop) == {"storage"}
    assert {key: shared[key] for key in laptop} == laptop


def test_two_machines_have_one_instance(
    postgres: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_POSTGRES_URL", postgres.make_database(f"dagster_{uuid4().hex}"))
    first, second = (with_our_config(tmp_path / name) for name in ("first", "second"))
    with open_instance(first) as instance:
        assert type(instance.run_storage).__name__ == "PostgresRunStorage"
        assert not is_config_ours(first)
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
        "DAGSTER_POSTGRES_URL": url, "STORYVID_SPEECH_ENGINE": "espeak",
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

    for machine in ("first", "second"):
        with_our_config(tmp_path / machine)
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
