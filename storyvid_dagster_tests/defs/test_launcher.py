"""Runs with and without a living process; also what of Dagster's internals the launcher rests on."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.launcher import WorkerStatus
from dagster._core.remote_origin import (
    RegisteredCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.test_utils import create_run_for_test

from storyvid_dagster.cli import running
from storyvid_dagster.defs import instance_config
from storyvid_dagster.defs.dead_runs import allow_one_more_retry, end_dead_runs
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.launcher import ProcessRunLauncher
from storyvid_dagster.defs.run_locks import Holder, Life, RunLocks
from storyvid_dagster.defs.sensors import dead_runs

pytestmark = pytest.mark.slow

STARTED = dg.DagsterRunStatus.STARTED
HOLDER = """
import os, signal, sys
from pathlib import Path
from storyvid_dagster.defs.run_locks import Holder, RunLocks
signal.signal(signal.SIGTERM, signal.SIG_DFL)  # ignored where the tests run in the background
with RunLocks(Path(sys.argv[1])).holding(sys.argv[2], Holder(pid=os.getpid(), is_worker=True)):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with open_instance(tmp_path / "dagster") as opened:
        yield opened


@pytest.fixture
def locks(instance: dg.DagsterInstance) -> RunLocks:
    return RunLocks.of_home(Path(instance.root_directory))


def hold(locks: RunLocks, dagster_run_id: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", HOLDER, str(locks.folder), dagster_run_id]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.communicate()


def test_a_lock_tells_the_living_from_the_dead(locks: RunLocks) -> None:
    assert locks.life("a") is Life.UNKNOWN
    process = hold(locks, "a")
    assert locks.life("a") is Life.ALIVE
    assert dict(locks.holders()) == {"a": Holder(pid=process.pid, is_worker=True)}
    assert list(locks.left_behind()) == []
    kill(process)
    assert locks.life("a") is Life.DEAD
    assert locks.holder("a") is None
    assert list(locks.left_behind()) == ["a"]


def test_a_run_that_ended_leaves_no_lock(locks: RunLocks) -> None:
    with locks.holding("a", Holder(pid=os.getpid(), is_worker=False)):
        assert locks.life("a") is Life.ALIVE
    with pytest.raises(SystemExit), locks.holding("b", Holder(pid=os.getpid(), is_worker=True)):
        sys.exit(1)
    assert list(locks.folder.iterdir()) == []


def test_the_instance_uses_our_launcher_which_knows_who_lives(
    instance: dg.DagsterInstance, locks: RunLocks
) -> None:
    launcher = instance.run_launcher
    assert isinstance(launcher, ProcessRunLauncher)
    assert launcher.supports_check_run_worker_health
    run = create_run_for_test(instance, status=STARTED)
    assert launcher.check_run_worker_health(run).status is WorkerStatus.RUNNING, "it is none of ours"
    process = hold(locks, run.run_id)
    assert launcher.check_run_worker_health(run).status is WorkerStatus.RUNNING
    kill(process)
    assert launcher.check_run_worker_health(run).status is WorkerStatus.FAILED


def test_only_runs_whose_process_is_gone_are_ended(instance: dg.DagsterInstance, locks: RunLocks) -> None:
    dead, alive, other = (create_run_for_test(instance, status=STARTED) for _ in range(3))
    canceled = create_run_for_test(instance, status=dg.DagsterRunStatus.CANCELING)
    works = hold(locks, alive.run_id)
    for run in (dead, canceled):
        kill(hold(locks, run.run_id))
    ended = {run.run_id for run in end_dead_runs(instance)}
    kill(works)
    assert ended == {dead.run_id, canceled.run_id}
    status = {run.run_id: run.status for run in instance.get_runs()}
    assert status[dead.run_id] is dg.DagsterRunStatus.FAILURE
    assert status[canceled.run_id] is dg.DagsterRunStatus.CANCELED
    assert status[alive.run_id] is status[other.run_id] is STARTED
    assert list(locks.left_behind()) == [alive.run_id]


def test_what_a_dead_run_left_unfinished_is_swept_and_what_is_being_written_stays(
    instance: dg.DagsterInstance, locks: RunLocks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    left: list[Path] = []
    dead, alive = (create_run_for_test(instance, status=STARTED) for _ in range(2))
    for run in (dead, alive):
        process = hold(locks, run.run_id)
        left += [
            tmp_path / "images" / f".part-{process.pid}-a.png",
            scratch / f"storyvid-{process.pid}-a" / "b",
        ]
        for path in left[-2:]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        if run is dead:
            kill(process)
    instance.report_run_failed(dead)  # Dagster's run monitoring was faster
    assert end_dead_runs(instance) == []
    assert [path.exists() for path in left] == [False, False, True, True]
    kill(process)


def test_a_run_that_starts_is_given_time_unless_its_process_was_there(
    instance: dg.DagsterInstance, locks: RunLocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    awaited, died = (create_run_for_test(instance, status=dg.DagsterRunStatus.STARTING) for _ in range(2))
    locks.announce(awaited.run_id)
    kill(hold(locks, died.run_id))
    assert [run.run_id for run in end_dead_runs(instance)] == [died.run_id]
    hour_ago_s = time.time() - 3600
    monkeypatch.setattr(time, "time", lambda: hour_ago_s)  # the clock is set back
    assert [run.run_id for run in end_dead_runs(instance)] == [awaited.run_id]


def test_a_run_of_an_older_version_is_ended_when_nothing_else_is_up(instance: dg.DagsterInstance) -> None:
    tags = {".dagster/grpc_info": '{"host": "localhost"}'}
    old = create_run_for_test(instance, status=STARTED, tags=tags)
    assert end_dead_runs(instance) == []
    assert [run.run_id for run in end_dead_runs(instance, alone=True)] == [old.run_id]


def test_a_retry_that_dagster_never_begins_is_asked_for_twice_and_then_taken_over(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storyvid_dagster.defs.dead_runs._RETRY_S", 0)
    location = RemoteRepositoryOrigin(RegisteredCodeLocationOrigin("storyvid_dagster"), "__repository__")
    dead = create_run_for_test(
        instance,
        job_name="make_story",
        status=STARTED,
        tags={"dagster/partition": "pip", "storyvid/source": "upload"},
        asset_selection=frozenset({dg.AssetKey("narration"), dg.AssetKey("story_video")}),
        remote_job_origin=RemoteJobOrigin(location, "make_story"),
    )
    instance.report_run_failed(dead)
    instance.add_run_tags(dead.run_id, {"dagster/will_retry": "true"})

    def look() -> dg.SensorResult | dg.SkipReason:
        found = dead_runs(dg.build_sensor_context(instance=instance))
        assert isinstance(found, dg.SensorResult | dg.SkipReason)
        return found

    assert isinstance(look(), dg.SkipReason)
    asked = [entry for entry in instance.all_logs(dead.run_id) if "asked for again" in entry.message]
    assert len(asked) == 1, "Dagster is to begin it"
    result = look()
    assert isinstance(result, dg.SensorResult)
    (request,) = result.run_requests or []
    assert request.partition_key == "pip"
    assert request.tags == {"storyvid/source": "upload"}
    assert request.asset_selection == [dg.AssetKey("narration"), dg.AssetKey("story_video")]
    run = instance.get_run_by_id(dead.run_id)
    assert run is not None
    assert run.tags["dagster/will_retry"] == "false", "it begins once"
    assert isinstance(look(), dg.SkipReason)


def test_a_failure_that_is_final_is_not_asked_for_again(instance: dg.DagsterInstance) -> None:
    run = create_run_for_test(instance, status=STARTED)
    instance.report_run_failed(run)
    before = len(instance.all_logs(run.run_id))
    for _ in range(3):
        end_dead_runs(instance)
    assert len(instance.all_logs(run.run_id)) == before


def test_an_ordered_interruption_counts_as_no_retry(instance: dg.DagsterInstance) -> None:
    run = create_run_for_test(instance, status=STARTED)
    allow_one_more_retry(instance, run.run_id)
    allow_one_more_retry(instance, run.run_id)
    again = instance.get_run_by_id(run.run_id)
    assert again is not None
    assert again.tags["dagster/max_retries"] == str(instance.run_retries_max_retries + 2)


def test_terminating_ends_the_process_of_a_run(instance: dg.DagsterInstance, locks: RunLocks) -> None:
    run = create_run_for_test(instance, status=STARTED)
    process = hold(locks, run.run_id)
    assert instance.run_launcher.terminate(run.run_id)
    process.communicate(timeout=10)
    assert process.returncode != 0
    assert not instance.run_launcher.terminate(run.run_id), "it is gone"
    again = instance.get_run_by_id(run.run_id)
    assert again is not None
    assert again.status is dg.DagsterRunStatus.CANCELED


def test_a_new_configuration_reaches_old_instances_unless_somebody_changed_theirs(tmp_path: Path) -> None:
    home = tmp_path / "dagster"
    with open_instance(home):
        pass
    config = home / "dagster.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "\n# mine\n", encoding="utf-8")
    assert not instance_config.is_ours(home)
    with open_instance(home):
        pass
    assert "# mine" in config.read_text(encoding="utf-8")
    (home / ".dagster.yaml.shipped").unlink()
    config.unlink()
    with open_instance(home):
        pass
    assert "# mine" not in config.read_text(encoding="utf-8")
    assert instance_config.is_ours(home)


def test_a_worker_that_has_to_be_killed_leaves_no_run_at_work(
    instance: dg.DagsterInstance, locks: RunLocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = create_run_for_test(instance, status=STARTED)
    stuck = hold(locks, run.run_id)
    stuck.send_signal(signal.SIGSTOP)  # it hears nothing but SIGKILL
    monkeypatch.setattr(running, "_end", partial(running._end, grace_s=0.2))
    assert running.Running(Path(instance.root_directory)).end_workers() == [stuck.pid]
    stuck.communicate()
    ended = instance.get_run_by_id(run.run_id)
    assert ended is not None
    assert ended.status is dg.DagsterRunStatus.FAILURE
