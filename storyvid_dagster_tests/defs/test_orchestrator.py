"""What pages and API ask of Dagster."""

from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster.defs.orchestrator import DagsterOrchestrator
from storyvid_dagster.defs.partitions import RUN_ID
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
