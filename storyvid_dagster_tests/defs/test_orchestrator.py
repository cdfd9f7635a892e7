"""What pages and API ask of Dagster."""

from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster.defs.orchestrator import DagsterOrchestrator
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.story_states import State, read_stories
from storyvid_dagster.errors import RequestError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.store import MediaStore


def test_what_is_asked_for_twice_is_launched_once(store: MediaStore, tmp_path: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        orchestrator = DagsterOrchestrator(instance, Inbox(tmp_path / "uploads", store))
        orchestrator.make("pip", ["narration", "story_video"])
        with pytest.raises(RequestError, match="run pip: that was asked for already"):
            orchestrator.make("pip", ["narration"])
        orchestrator.make("hen", ["narration"])
        assert len(instance.get_backfills()) == 2
        assert set(instance.get_dynamic_partitions(RUN_ID)) == {"pip", "hen"}


def test_what_is_asked_for_is_said_at_once_and_can_be_taken_back(store: MediaStore, tmp_path: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        inbox = Inbox(tmp_path / "uploads", store)
        orchestrator = DagsterOrchestrator(instance, inbox)
        orchestrator.make("pip", ["narration"])
        (asked,) = read_stories(tmp_path, store, {"pip": None}, asked=orchestrator.asked())
        assert asked.state is State.ASKED
        orchestrator.cancel("pip")
        assert orchestrator.asked() == set()
        assert [backfill.status.value for backfill in instance.get_backfills()] == ["CANCELED"]
        orchestrator.make("pip", ["narration"])
        assert orchestrator.asked() == {"pip"}
        instance.add_run(
            dg.DagsterRun(
                job_name="make_story",
                run_id="8d2d4a38-6b0c-4b6e-9a0e-0f8f3f1c7a11",
                status=dg.DagsterRunStatus.SUCCESS,
                tags={"dagster/backfill": instance.get_backfills(limit=1)[0].backfill_id},
            )
        )
        assert orchestrator.asked() == set(), "its run has ended, though its backfill may be open still"
        orchestrator.make("pip", ["narration"])


def test_changed_options_are_asked_for_until_the_sensor_has_seen_them(
    store: MediaStore, tmp_path: Path
) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        inbox = Inbox(tmp_path / "uploads", store)
        inbox.memory.mark_pending("pip")
        orchestrator = DagsterOrchestrator(instance, inbox)
        assert orchestrator.asked() == {"pip"}
        orchestrator.cancel("pip")
        assert orchestrator.asked() == set()


@pytest.mark.parametrize(
    ("run", "state"),
    [
        (LastRun("a", "STARTED"), State.MAKING),
        (LastRun("a", "QUEUED"), State.WAITING),
        (LastRun("a", "SUCCESS"), State.ASKED),
        (LastRun("a", "FAILURE"), State.ASKED),
    ],
)
def test_a_story_that_is_asked_for_is_so_until_a_run_works_on_it(
    finished: MediaStore, tmp_path: Path, run: LastRun, state: State
) -> None:
    (story,) = read_stories(tmp_path, finished, {"pip": run}, asked={"pip"})
    assert story.state is state
