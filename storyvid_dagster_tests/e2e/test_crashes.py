"""Whatever dies, every story ends as a film or with a reason, untouched by hand."""

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster.cli.running import Running
from storyvid_dagster_tests.e2e.factory import FINISHED, Factory, factory

pytestmark = pytest.mark.slow

RECOVERY_S = 300
"""Two minutes on a quiet machine."""


@pytest.fixture
def works(tmp_path: Path) -> Iterator[Factory]:
    with factory(tmp_path / "data") as built:
        yield built


def test_power_cuts_lose_no_story_and_leave_nothing_behind(
    works: Factory, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(20261129)
    n_cuts = 20 if request.config.getoption("--torture") else 4
    for moment in range(n_cuts):
        hits_a_story = moment % 2 == 1
        if hits_a_story:
            works.drop(moment)
        works.up()
        if hits_a_story:
            works.wait_until("a story is under way", works.is_making)
        else:
            works.wait_until("`up` has begun", lambda: Running(works.home).up() is not None)
        time.sleep(chance.uniform(0.0, 5.0))
        works.cut_power()

    works.up()

    def all_ended() -> bool:
        runs = works.runs()
        stories = {run.tags.get("dagster/partition") for run in runs}
        return len(stories) == n_cuts // 2 and all(
            run.status in FINISHED and not waits_for_another_try(run) for run in runs
        )

    works.wait_until("every run has ended", all_ended, RECOVERY_S)
    films = {film.name.partition("_")[0] for film in works.films()}
    with_reason = {
        run.tags["dagster/partition"] for run in works.runs() if run.status is dg.DagsterRunStatus.FAILURE
    }
    stories = {run.tags["dagster/partition"] for run in works.runs()}
    assert stories == films | with_reason
    assert films, "three tries are enough for one that was hit once"
    assert works.unfinished_files() == []
    assert list(works.locks.left_behind()) == []
    for story in stories:
        succeeded = [
            run for run in works.runs()
            if run.tags["dagster/partition"] == story and run.status is dg.DagsterRunStatus.SUCCESS
        ]  # fmt: skip
        assert len(succeeded) <= 1, "no story is made twice"


def waits_for_another_try(run: dg.DagsterRun) -> bool:
    return run.tags.get("dagster/will_retry") == "true" and "dagster/auto_retry_run_id" not in run.tags


def test_what_dies_alone_is_started_again_and_the_whole_ends_in_order(works: Factory) -> None:
    up = works.up()
    for name in ("dagster api grpc", "storyvid_dagster.cli.web", "dagster._daemon"):
        works.wait_until(f"{name} runs", lambda name=name: has_program(works, name))
    refused = works.run("up", "--port", str(works.port))
    assert refused.returncode == 1
    assert all(
        word in refused.stderr for word in ("already up", str(works.port), str(up.pid), "storyvid down")
    )

    for name in ("dagster._daemon", "dagster api grpc"):
        killed = works.program(name)
        killed.kill()
        works.wait_until(
            f"{name} runs again",
            lambda name=name, killed=killed: has_program(works, name, other_than=killed.pid),
        )
    works.drop(1)
    works.wait_until("a film is made", lambda: len(works.films()) == 1)

    works.drop(2)
    works.wait_until("the next is under way", works.is_making)
    up.send_signal(signal.SIGTERM)
    assert up.wait(timeout=40) == 0
    works.wait_until("nothing runs any more", lambda: not list(works.processes()), 10)
    assert all(run.status in FINISHED for run in works.runs())
    assert len(works.films()) == 1

    up = works.up()
    works.wait_until("the interrupted one is a film, too", lambda: len(works.films()) == 2)
    up.kill()  # it alone: its programs notice
    works.wait_until("no program is left", lambda: not list(Running(works.home).programs()), 20)

    works.up()
    works.wait_until("it is up", lambda: has_program(works, "dagster._daemon"))
    works.drop(3)
    works.wait_until("a third is under way", works.is_making)
    (third,) = (run for run in works.runs() if run.status not in FINISHED)
    forgotten = works.run("forget", third.tags["dagster/partition"])
    assert forgotten.returncode == 0, forgotten.stderr
    assert not any(third.run_id in " ".join(process.cmdline()) for process in works.processes())
    assert not [path for path in works.folder.rglob(f"{third.tags['dagster/partition']}*")]

    ended = works.run("down")
    assert ended.returncode == 0
    assert "storyvid up at" in ended.stdout
    assert not list(works.processes())
    assert "nothing was running" in works.run("down").stdout


def has_program(works: Factory, name: str, other_than: int = 0) -> bool:
    return any(
        name in " ".join(program.cmdline()) and program.pid != other_than
        for program in Running(works.home).programs()
    )


def test_a_killed_make_holds_nothing_and_an_interrupted_one_ends_at_once(works: Factory) -> None:
    drawing = works.drop(1).rename(works.folder / "cat.png")
    (works.folder / "uploads" / "d1.json").unlink()
    small = (str(drawing), "--age", "2", "--scenes", "3", "--music", "none")
    killed = works.start("make", *small)
    works.wait_until("the story is under way", works.is_making)
    killed.kill()
    killed.wait()

    interrupted = works.start("make", *small)
    works.wait_until("it is under way again", works.is_making)
    assert [run.status for run in works.runs()][1:] == [dg.DagsterRunStatus.FAILURE], "the killed one is dead"
    began_s = time.monotonic()
    interrupted.send_signal(signal.SIGTERM)
    assert interrupted.wait(timeout=20) == 130
    assert time.monotonic() - began_s < 10
    assert all(run.status in FINISHED for run in works.runs())

    done = works.run("make", *small)
    assert done.returncode == 0, done.stderr
    assert len(works.films()) == 1
    assert works.unfinished_files() == []
