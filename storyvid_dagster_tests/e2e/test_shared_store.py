"""A whole story whose files lie in a bucket of a real server, and a second machine that shares it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from storyvid_dagster.core import names
from storyvid_dagster.media.bucket import Bucket, Stored
from storyvid_dagster.media.documents import STAGES
from storyvid_dagster_tests.defs.test_forgetting import found_in
from storyvid_dagster_tests.servers.s3 import SECRET, S3Server

pytestmark = pytest.mark.slow

DRAWING = next((Path(__file__).parents[2] / "data" / "samples").glob("01*"))
MAKE = (
    "make", DRAWING, "--json", "--height", "240", "--fps", "12", "--age", "2", "--scenes", "3",
    "--name", "Mia",
)  # fmt: skip


def storyvid(data_dir: Path, shared: dict[str, str], *arguments: str | Path) -> str:
    own = {"STORYVID_DATA_DIR": str(data_dir), "STORYVID_SPEECH_ENGINE": "espeak"}
    command = [sys.executable, "-c", "from storyvid_dagster.cli.app import main; main()"]
    done = subprocess.run(
        [*command, *map(str, arguments)],
        env={**os.environ, **shared, **own}, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stdout + done.stderr
    return done.stdout


def shared_files(bucket: Bucket) -> dict[str, Stored]:
    return {found.key: found for folder in names.SHARED_FOLDERS for found in bucket.list(folder)}


def local_files(data_dir: Path) -> set[str]:
    """Give what of a story lies in a data folder: Dagster's own records and passing copies do not count."""
    folders = {path.relative_to(data_dir).parts[0] for path in data_dir.rglob("*") if path.is_file()}
    return folders - {"dagster", "scratch", "inbox", "locks"}


def film(bucket: Bucket, run_id: str) -> dict[str, Any]:
    data = bucket.get(names.document(run_id, "story_video"))
    assert data is not None
    return json.loads(data)


def test_a_second_machine_sees_the_story_and_makes_nothing_again(s3: S3Server, tmp_path: Path) -> None:
    prefix = f"e2e/{uuid4().hex}"
    shared, bucket = s3.environment(prefix), Bucket(s3.place(prefix))
    first, second = tmp_path / "first", tmp_path / "second"

    told = json.loads(storyvid(first, shared, *MAKE).splitlines()[-1])
    run_id = told["run_id"]
    assert told["video"] == f"s3://stories/{prefix}/{names.film(run_id)}"
    made = shared_files(bucket)
    assert {names.document(run_id, stage) for stage in STAGES} <= set(made)
    assert local_files(first) == set()
    assert film(bucket, run_id)["segments_made"] > 0
    assert f"{run_id}  whole" in storyvid(first, shared, "verify")

    assert "1 finished" in storyvid(second, shared, "status")
    assert f"{run_id}  whole" in storyvid(second, shared, "verify", run_id)
    again = json.loads(storyvid(second, shared, *MAKE).splitlines()[-1])
    assert again["run_id"] == run_id
    assert film(bucket, run_id)["segments_made"] == 0
    now = shared_files(bucket)
    of_cache = {key for key in made if key.startswith("cache/")}
    assert {key for key in now if key.startswith("cache/")} == of_cache
    assert {key: now[key].changed_s for key in of_cache} == {key: made[key].changed_s for key in of_cache}
    assert now[names.film(run_id)].e_tag == made[names.film(run_id)].e_tag
    assert local_files(second) == set()

    for machine in (first, second):
        assert found_in(machine, [SECRET.encode()]) == set()
    storyvid(second, shared, "forget", run_id, "--yes")
    assert {key for key in shared_files(bucket) if run_id in key} == set()
