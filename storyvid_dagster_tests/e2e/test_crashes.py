"""What dies alone, and what is ended in order; `torture/test_kills.py` kills at moments drawn by lot."""

import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster.cli.running import Running
from storyvid_dagster_tests.e2e.factory import FINISHED, Factory, factory

pytestmark = pytest.mark.slow


@pytest.fixture
def works(tmp_path: Path) -> Iterator[Factory]:
    with factory(tmp_path / "data") as built:
        yield built


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
    works.wait_until("a story is under way", works.is_making)
    ended = works.run("down")
    assert (ended.returncode, up.wait(timeout=40)) == (0, 0)
    assert "storyvid up at" in ended.stdout
    assert not list(works.processes())
    assert all(run.status in FINISHED for run in works.runs())
    assert works.films() == []
    assert "nothing was running" in works.run("down").stdout

    up = works.up()
    works.wait_until("the interrupted one is a film", lambda: len(works.films()) == 1)
    works.drop(2)
    works.wait_until("the next is under way", works.is_making)
    (second,) = (run for run in works.runs() if run.status not in FINISHED)
    forgotten = works.run("forget", second.tags["dagster/partition"])
    assert forgotten.returncode == 0, forgotten.stderr
    assert not any(second.run_id in " ".join(process.cmdline()) for process in works.processes())
    assert not [path for path in works.folder.rglob(f"{second.tags['dagster/partition']}*")]

    up.kill()  # it alone: its programs notice
    works.wait_until("no program is left", lambda: not list(Running(works.home).programs()), 20)

    works.wait_until("no run is at work either", lambda: not list(works.processes()))
    film = [(path, path.stat().st_mtime_ns) for path in works.films()]
    shutil.rmtree(works.home / "history")
    works.up()
    works.wait_until("it is told", lambda: "had no record of: 1" in works.log.read_text())
    works.wait_until("the daemon runs", lambda: has_program(works, "dagster._daemon"))
    assert [(path, path.stat().st_mtime_ns) for path in works.films()] == film
    assert works.runs() == []


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
