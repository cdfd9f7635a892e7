"""What becomes of a story that is not finished is said in words, and what all stories took in figures."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import dagster as dg
import pytest

from storyvid_dagster.billing.ledger import Ledger, LedgerLine
from storyvid_dagster.cli.doctor import explain
from storyvid_dagster.cli.stats import show
from storyvid_dagster.core import names
from storyvid_dagster.defs.failures import permanent_failures
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID
from storyvid_dagster.defs.prospects import Circumstances, prospects
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.schedules import HEAL_TAG
from storyvid_dagster.defs.story_states import State, Story
from storyvid_dagster.errors import BudgetExceeded, RequestError
from storyvid_dagster.media.faults import Fault
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings

UNMADE = Fault("story_video", names.document("pip", "story_video"), "is missing")


def story(state: State, *faults: Fault) -> Story:
    run = LastRun("r", "FAILURE")
    return Story("pip", "Pip", 4, state, faults, run, None, 0.0, 0.0, in_order=True)


@pytest.mark.parametrize(
    ("state", "about", "said"),
    [
        (State.FINISHED, {}, ["it is finished", "nothing"]),
        (State.WAITING, {"ahead": 3}, ["waits in the queue", "after 3 other runs"]),
        (State.ASKED, {}, ["no run has begun", "within half a minute"]),
        (State.ASKED, {"is_up": False}, ["until `storyvid up` runs", "within half a minute"]),
        (State.MAKING, {"failures": ("the painter is busy",)}, ["tried again: the painter is busy"]),
        (State.STOPPED, {"run_retries": (1, 2)}, ["process of its run has ended", "1 of 2 times used"]),
        (State.STOPPED, {"run_retries": (2, 2)}, ["nightly schedule (0 3 * * *, UTC)", "try 1 of 3"]),
        (State.TO_APPROVE, {}, ["waits for a person's yes", "storyvid approve pip"]),
        (State.FAILED, {"failures": ("no room",)}, ["no room", "try 1 of 3", "Materialize"]),
        (State.FAILED, {"failures": ("no room",), "nights": (3, 3)}, ["gave it up after 3 tries"]),
        (State.FAILED, {"failures": ("died",), "will_retry": True}, ["its run is started again"]),
        (State.DAMAGED, {}, ["is missing", "storyvid verify pip --mend"]),
        (State.UNFINISHED, {}, ["not made yet: story_video", "nightly schedule"]),
    ],
)
def test_every_state_has_its_future(state: State, about: dict[str, object], said: list[str]) -> None:
    around = {"is_up": True, "nights": (0, 3), "night": "0 3 * * *, UTC"} | about
    told = str(prospects(story(state, UNMADE), Circumstances(**around)))  # pyright: ignore[reportArgumentType]
    assert [words for words in said if words not in told] == []


def test_what_was_stopped_or_changed_is_told_apart() -> None:
    around = Circumstances(is_up=True, nights=(0, 3), night="0 3 * * *, UTC")
    stopped = prospects(replace(story(State.UNFINISHED, UNMADE), is_left=True), around)
    assert stopped.next.startswith("nothing more: it was stopped")
    changed = prospects(story(State.STALE), around)
    assert (changed.why, "nightly schedule" in changed.next) == ("it was changed since it was filmed", True)


@pytest.fixture
def failed(finished: MediaStore) -> Settings:
    """A story whose film the budget did not allow, which one night tried in vain, and a run that waits."""

    @dg.op
    def film() -> None:
        with permanent_failures():
            raise BudgetExceeded("run pip: the picture would cost $9: raise STORYVID_BUDGET_USD")

    @dg.job(executor_def=dg.in_process_executor)
    def make_story() -> None:
        film()

    chosen = Settings(data_dir=finished.root)
    finished.delete(names.document("pip", "story_video"))
    with open_instance(chosen.dagster_home) as instance:
        instance.add_dynamic_partitions(RUN_ID, ["pip", "owl", "hen"])
        make_story.execute_in_process(
            instance=instance,
            tags={PARTITION_TAG: "pip", HEAL_TAG: "1"},
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            raise_on_error=False,
        )
        for run_id in ("owl", "hen"):
            tags = {PARTITION_TAG: run_id}
            waits = dg.DagsterRun(job_name="make_story", status=dg.DagsterRunStatus.NOT_STARTED, tags=tags)
            instance.add_run(waits)
    return chosen


@pytest.mark.slow
def test_the_doctor_knows_why_a_run_failed_and_what_the_nights_did(
    failed: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    explain(failed, "pip")
    said = capsys.readouterr().out
    for words in ("raise STORYVID_BUDGET_USD", "until `storyvid up` runs", "try 2 of 3", "story_video"):
        assert words in said
    explain(failed, "hen")
    assert "after 1 other run" in capsys.readouterr().out
    with pytest.raises(RequestError, match="there is no story"):
        explain(failed, "nobody")


@pytest.mark.slow
def test_the_figures_of_all_stories_are_told_to_people_and_to_programs(
    failed: Settings, store: MediaStore, capsys: pytest.CaptureFixture[str]
) -> None:
    line = LedgerLine(
        when=datetime(2026, 11, 24, tzinfo=UTC), run_id="pip", what="words", kind="paid", vendor="openai",
        model="m", units={}, usd=0.25, digest="0" * 64,
    )  # fmt: skip
    for kind in ("paid", "kept", "kept", "kept"):
        Ledger(store).write(line.model_copy(update={"kind": kind}))
    show(failed, as_json=True)
    figures = json.loads(capsys.readouterr().out)
    assert figures["failures"] == {"BudgetExceeded": 1}
    assert figures["stories"] == {"failed": 1, "waiting": 2}
    assert figures["cost_usd"] == {"paid": 0.25, "lost": 0.0, "saved": 0.75}
    assert figures["cache_hits"]["paid_answers"] == 0.75
    assert figures["seconds"]["narration"]["stories"] == 1
    show(failed, as_json=False)
    said = capsys.readouterr().out
    assert "it would cost more than is allowed" in said
    assert "75% of paid answers" in said
