"""Whether a run's worker lives, told over a real Redis; also what of Dagster's internals that rests on."""

import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.code_pointer import ModuleCodePointer
from dagster._core.launcher import WorkerStatus
from dagster._core.origin import JobPythonOrigin, RepositoryPythonOrigin
from dagster._core.test_utils import create_run_for_test
from dagster._grpc.types import ExecuteRunArgs
from dagster._serdes import pack_value

from storyvid_dagster.defs import instance_config, shared_launcher
from storyvid_dagster.defs.beacons import BEAT_S, LIFE_S, Beacons
from storyvid_dagster.defs.shared_launcher import SharedRunLauncher
from storyvid_dagster.defs.shared_worker import WatchedRun, worker_app
from storyvid_dagster_tests.servers.redis import RedisServer, redis_server

STARTED, RUNNING, FAILED = dg.DagsterRunStatus.STARTED, WorkerStatus.RUNNING, WorkerStatus.FAILED


@pytest.fixture(scope="module")
def broker() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


@pytest.fixture
def instance(broker: RedisServer, tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    launcher = {
        "module": "storyvid_dagster.defs.shared_launcher",
        "class": "SharedRunLauncher",
        "config": {"broker": broker.url, "backend": broker.url},
    }
    with dg.DagsterInstance.local_temp(str(tmp_path), overrides={"run_launcher": launcher}) as opened:
        yield opened


@pytest.fixture
def launcher(instance: dg.DagsterInstance) -> SharedRunLauncher:
    assert isinstance(instance.run_launcher, SharedRunLauncher)
    return instance.run_launcher


@pytest.fixture
def beacons(broker: RedisServer) -> Beacons:
    return Beacons(worker_app(broker.url))


@pytest.fixture
def now_s(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock of the launcher, to be set."""
    clock = [1000.0]
    monkeypatch.setattr(shared_launcher.time, "monotonic", lambda: clock[0])
    return clock


def test_a_run_has_one_worker(beacons: Beacons) -> None:
    assert beacons.light("one")
    assert not beacons.light("one")
    beacons.put_out("one")
    assert not beacons.is_lit("one")
    assert beacons.light("one")


def test_a_beacon_goes_out_by_itself_and_outlives_a_few_beats(beacons: Beacons, broker: RedisServer) -> None:
    beacons.light("two")
    assert 0 < broker.client.ttl("storyvid/alive/two") <= LIFE_S
    assert LIFE_S >= 3 * BEAT_S


def test_a_run_is_given_up_when_its_beacon_stays_out(
    instance: dg.DagsterInstance, launcher: SharedRunLauncher, beacons: Beacons, now_s: list[float]
) -> None:
    run = create_run_for_test(instance, status=STARTED)
    beacons.light(run.run_id)
    assert launcher.check_run_worker_health(run).status is RUNNING
    beacons.put_out(run.run_id)
    assert launcher.check_run_worker_health(run).status is RUNNING, "Redis may have been started anew"
    now_s[0] += LIFE_S
    assert launcher.check_run_worker_health(run).status is FAILED


def test_a_beacon_that_was_out_for_a_moment_counts_from_anew(
    instance: dg.DagsterInstance, launcher: SharedRunLauncher, beacons: Beacons, now_s: list[float]
) -> None:
    run = create_run_for_test(instance, status=STARTED)
    launcher.check_run_worker_health(run)
    now_s[0] += LIFE_S - 1
    beacons.keep(run.run_id)
    assert launcher.check_run_worker_health(run).status is RUNNING
    beacons.put_out(run.run_id)
    now_s[0] += LIFE_S
    assert launcher.check_run_worker_health(run).status is RUNNING


def test_a_run_that_waits_for_a_worker_is_not_missed(
    instance: dg.DagsterInstance, launcher: SharedRunLauncher, now_s: list[float]
) -> None:
    run = create_run_for_test(instance, status=dg.DagsterRunStatus.STARTING)
    launcher.check_run_worker_health(run)
    now_s[0] += 10 * LIFE_S
    assert launcher.check_run_worker_health(run).status is RUNNING


def test_canceling_ends_at_once_what_no_worker_has(
    instance: dg.DagsterInstance, launcher: SharedRunLauncher, beacons: Beacons
) -> None:
    waiting, made = (create_run_for_test(instance, status=STARTED) for _ in range(2))
    beacons.light(made.run_id)
    assert not launcher.terminate(waiting.run_id)
    assert launcher.terminate(made.run_id)
    assert not launcher.terminate("nothing")
    told = [instance.get_run_by_id(run.run_id) for run in (waiting, made)]
    assert [run and run.status for run in told] == [
        dg.DagsterRunStatus.CANCELED, dg.DagsterRunStatus.CANCELING,
    ]  # fmt: skip


def test_a_run_that_has_a_worker_or_has_ended_is_not_made(
    instance: dg.DagsterInstance, beacons: Beacons, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(instance.root_directory))
    monkeypatch.setattr(dg.DagsterInstance, "get", lambda: instance)
    task = beacons.app.tasks["execute_job"]
    assert isinstance(task, WatchedRun)
    ended = create_run_for_test(instance, status=dg.DagsterRunStatus.FAILURE)
    elsewhere = create_run_for_test(instance, status=STARTED)
    beacons.light(elsewhere.run_id)
    pointer = ModuleCodePointer("storyvid_dagster.definitions", "defs", None)
    origin = JobPythonOrigin("make_story", RepositoryPythonOrigin(sys.executable, pointer))
    for run in (ended, elsewhere):
        arguments = ExecuteRunArgs(job_origin=origin, run_id=run.run_id, instance_ref=None)
        began = len(instance.all_logs(run.run_id))
        assert task(pack_value(arguments)) == 0
        assert len(instance.all_logs(run.run_id)) == began
    assert beacons.is_lit(elsewhere.run_id)


def test_the_configuration_follows_the_settings_and_never_somebody_s_own(tmp_path: Path) -> None:
    home = tmp_path / "dagster"
    instance_config.choose(home, shared=False)
    assert not home.exists(), "it is made when the instance is"
    instance_config.choose(home, shared=True)
    shared = (home / "dagster.yaml").read_text()
    assert "postgres" in shared
    instance_config.refresh(home)
    assert (home / "dagster.yaml").read_text() == shared
    instance_config.choose(home, shared=False)
    alone = (home / "dagster.yaml").read_text()
    assert "ProcessRunLauncher" in alone
    (home / "dagster.yaml").write_text(f"{alone}\n# mine\n")
    instance_config.choose(home, shared=True)
    assert (home / "dagster.yaml").read_text().endswith("# mine\n")
    assert not instance_config.is_ours(home)
