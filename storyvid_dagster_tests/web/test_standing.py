"""However many stories there are, a look reads few of them, and in the end all are known."""

from collections.abc import Container
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.story_states import State, Story
from storyvid_dagster.web.standing import Standing

DONE, AT_WORK = LastRun("a", "SUCCESS"), LastRun("b", "STARTED")


def story(run_id: str, run: LastRun | None) -> Story:
    state = State.FINISHED if run == DONE else State.MAKING if run == AT_WORK else State.UNFINISHED
    return Story(run_id, "", None, state, (), run, None, 0.0, 0.0, in_order=True)


@dataclass
class Counting:
    """An orchestrator that counts what is read."""

    runs: dict[str, LastRun | None]
    read: list[str] = field(default_factory=list)

    def last_runs(self) -> dict[str, LastRun | None]:
        return dict(self.runs)

    def stories(
        self, *, offset: int, limit: int, among: Container[str] | None = None
    ) -> tuple[list[Story], int]:
        assert among is not None
        found = [run_id for run_id in self.runs if run_id in among][offset : offset + limit]
        self.read += found
        return [story(run_id, self.runs[run_id]) for run_id in found], len(found)


def look(standing: Standing, orchestrator: Counting, most: int) -> tuple[list[Story], int]:
    return standing.look(orchestrator, most=most)  # pyright: ignore[reportArgumentType]


def test_few_are_read_at_a_time_and_what_is_finished_once() -> None:
    orchestrator, standing = Counting({f"s{n}": DONE for n in range(10)}), Standing()
    assert [look(standing, orchestrator, 4)[1] for _ in range(4)] == [6, 2, 0, 0]
    assert orchestrator.read == list(orchestrator.runs), "newest first, each once"
    orchestrator.runs["s3"] = replace(DONE, dagster_run_id="again")
    found, _ = look(standing, orchestrator, 4)
    assert orchestrator.read[10:] == ["s3"]
    assert [each.run_id for each in found] == list(orchestrator.runs)


def test_what_changes_is_read_in_turn_and_what_is_gone_is_not_told() -> None:
    orchestrator, standing = Counting({name: AT_WORK for name in "abcd"}), Standing()
    for _ in range(4):
        look(standing, orchestrator, 3)
    assert "".join(orchestrator.read) == "abcabdabcabd"
    del orchestrator.runs["b"]
    assert [each.run_id for each in look(standing, orchestrator, 3)[0]] == [*"acd"]


@given(st.lists(st.sampled_from([None, DONE, AT_WORK]), max_size=12), st.integers(1, 5))
def test_in_the_end_all_are_known_as_they_are(runs: list[LastRun | None], most: int) -> None:
    orchestrator, standing = Counting({f"s{n}": run for n, run in enumerate(runs)}), Standing()
    for _ in range(len(runs) // most + 1):
        found, unread = look(standing, orchestrator, most)
        assert len(found) + unread == len(runs)
    assert unread == 0
    assert [each.state for each in found] == [story("", run).state for run in runs]


@pytest.mark.parametrize("most", [1, 100])
def test_no_stories_are_no_trouble(most: int) -> None:
    assert look(Standing(), Counting({}), most) == ([], 0)
