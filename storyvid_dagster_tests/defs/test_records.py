import shutil
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.remote_origin import (
    RegisteredCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)

from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID
from storyvid_dagster.defs.records import LastRun, ask_dagster, newest_first, read_sqlite, stories_of

pytestmark = pytest.mark.slow

STATUSES = [status for status in dg.DagsterRunStatus if status is not dg.DagsterRunStatus.MANAGED]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with a story for each status a run may have, one that ran twice and one that never ran."""
    home = tmp_path_factory.mktemp("home")
    with open_instance(home) as instance:
        for status in STATUSES:
            add_run(instance, status.value.lower(), f"run-{status.value}", status)
        add_run(instance, "twice", "run-old", dg.DagsterRunStatus.FAILURE)
        add_run(instance, "twice", "run-new", dg.DagsterRunStatus.SUCCESS)
        add_run(instance, "forgotten", "run-lost", dg.DagsterRunStatus.SUCCESS)
        instance.delete_dynamic_partition(RUN_ID, "forgotten")
        instance.add_dynamic_partitions(RUN_ID, ["never"])
        instance.add_dynamic_partitions("other", ["no-story"])
        instance.add_run(dg.DagsterRun(job_name="make_anthology", run_id="run-of-none"))
    return home


def add_run(
    instance: dg.DagsterInstance, run_id: str, dagster_run_id: str, status: dg.DagsterRunStatus
) -> None:
    instance.add_dynamic_partitions(RUN_ID, [run_id])
    location = RemoteRepositoryOrigin(RegisteredCodeLocationOrigin("storyvid_dagster"), "__repository__")
    run = dg.DagsterRun(
        job_name="make_story",
        run_id=dagster_run_id,
        status=status,
        tags={PARTITION_TAG: run_id},
        remote_job_origin=RemoteJobOrigin(location, "make_story"),
    )
    instance.add_run(run)


def test_the_files_say_what_dagster_says(home: Path) -> None:
    told = read_sqlite(home)
    assert told == ask_dagster(home)
    assert told["never"] is None
    assert told["twice"] == LastRun("run-new", "SUCCESS")
    assert told.keys() == {*(status.value.lower() for status in STATUSES), "twice", "never"}


@pytest.mark.parametrize("asked", [[], ["twice"], ["never", "twice", "forgotten", "nobody"]])
def test_some_stories_are_looked_for_as_all_are(home: Path, asked: list[str]) -> None:
    everything = ask_dagster(home)
    some = {run_id: run for run_id, run in everything.items() if run_id in asked}
    assert read_sqlite(home, asked) == ask_dagster(home, asked) == some


def test_what_is_known_last_is_first(home: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    (moved / "dagster.yaml").write_text(f"storage:\n  sqlite:\n    base_dir: {home}\n")
    assert newest_first(home) == newest_first(moved) == [*reversed(ask_dagster(home))]
    assert newest_first(home)[0] == "never"


def test_every_status_is_told_apart(home: Path) -> None:
    told = stories_of(home)
    assert {run_id for run_id, run in told.items() if run and run.waits} == {
        "queued",
        "not_started",
        "starting",
    }
    assert {run_id for run_id, run in told.items() if run and run.works} == {"started", "canceling"}
    assert {run_id for run_id, run in told.items() if run and run.failed} == {"failure"}


def test_dagster_is_not_imported_for_it(home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from storyvid_dagster.defs.records import stories_of\n"
        "print(len(stories_of(Path(sys.argv[1]))), 'dagster' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(home)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert told == [str(len(STATUSES) + 2), "False"]


def test_an_instance_kept_elsewhere_is_asked(home: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(home, kept)
    moved = tmp_path / "moved"
    moved.mkdir()
    (moved / "dagster.yaml").write_text(f"storage:\n  sqlite:\n    base_dir: {kept}\n")
    assert read_sqlite(moved) == {}
    assert stories_of(moved) == stories_of(home)


def test_a_folder_that_dagster_never_saw_has_no_stories_and_stays_empty(tmp_path: Path) -> None:
    assert stories_of(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


def test_files_of_another_make_are_left_to_dagster(home: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    (fresh / "history").mkdir(parents=True)
    (fresh / "history" / "runs.db").touch()
    shutil.copyfile(home / "dagster.yaml", fresh / "dagster.yaml")
    assert stories_of(fresh) == {}
