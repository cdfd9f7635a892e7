"""Keys are in no byte that is written, and on no command line: not even those that a vendor repeats."""

from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster_tests.defs.test_forgetting import found_in
from storyvid_dagster_tests.e2e.factory import Factory, factory
from storyvid_dagster_tests.torture.reliability import Table
from storyvid_dagster_tests.vendors.http import Reply
from storyvid_dagster_tests.vendors.server import ELEVENLABS_KEY, OPENAI_KEY, Stage, Trouble, Vendors

pytestmark = pytest.mark.slow

CANARIES = [OPENAI_KEY.encode(), ELEVENLABS_KEY.encode()]


def test_no_key_is_left_by_stories_that_fail_and_that_do_not(
    vendors: Vendors, tmp_path: Path, torture: bool, reliability: Table
) -> None:
    if not torture:
        pytest.skip("the tests of paid stories look for keys, too")
    tells = Reply.of({"error": {"message": f"no: {OPENAI_KEY}"}, "detail": f"no: {ELEVENLABS_KEY}"}, 418)
    stages: tuple[Stage, ...] = ("reading", "story", "sheet", "voice")
    settings = vendors.environment() | {"STORYVID_RETRY_FOR_S": "1"}
    with factory(tmp_path / "data", settings) as works:
        works.up()
        for number, stage in enumerate(stages, 1):
            vendors.troubles.append(Trouble(stage, lambda _: tells))
            works.drop(number)
            works.wait_until(f"a story fails at its {stage}", lambda n=number: n_ended(works) == n)
        assert not works.films()
        works.drop(9)
        works.wait_until("a story is under way", works.is_making)
        commands = [" ".join(process.cmdline()) for process in works.processes()]
        assert len(commands) >= 4
        assert not [line for line in commands for key in CANARIES if key.decode() in line]
        works.wait_until("a film is made", lambda: len(works.films()) == 1)
        n_files = sum(path.is_file() for path in works.folder.rglob("*"))
        assert found_in(works.folder, CANARIES) == set()
        assert not any(key in works.log.read_bytes() for key in CANARIES)
    reliability.row("secrets", f"{len(stages)} failed stories and a film", n_files, 0)


def n_ended(works: Factory) -> int:
    return sum(run.status is dg.DagsterRunStatus.FAILURE for run in works.runs())
