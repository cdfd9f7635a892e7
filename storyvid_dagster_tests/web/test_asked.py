"""What is asked for on the page, over Dagster's own records: shown at once, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.orchestrator import DagsterOrchestrator
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import STAGES, read_document, write_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front
from storyvid_dagster_tests.web.conftest import MOST_BYTES, machine, price

pytestmark = pytest.mark.slow
STORY = "/stories/pip"


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with open_instance(tmp_path / "home") as instance:
        instance.add_dynamic_partitions(RUN_ID, ["pip"])
        failed = dg.DagsterRun("make_story", status=dg.DagsterRunStatus.FAILURE, tags={PARTITION_TAG: "pip"})
        instance.add_run(failed)
        yield instance


@pytest.fixture
def page(instance: dg.DagsterInstance, inbox: Inbox, finished: MediaStore) -> Iterator[TestClient]:
    front = Front(inbox, DagsterOrchestrator(instance, inbox), price, machine)
    app = make_app(front, most_upload_bytes=MOST_BYTES)
    with TestClient(app, base_url="http://localhost:3000") as client:
        yield client


def to_approve(store: MediaStore) -> None:
    analysis = read_document(DrawingAnalysis, "pip", store)
    asked = analysis.model_copy(update={"request": StoryRequest(child_age=3, approve=True)})
    write_document(asked, names.document("pip", "drawing_analysis"), store)
    for asset in ("scene_images", "narration", "story_video"):
        store.delete(names.document("pip", asset))


@pytest.mark.parametrize("button", ["redo", "approve"])
def test_what_is_asked_for_shows_at_once_and_is_taken_back(
    page: TestClient, instance: dg.DagsterInstance, finished: MediaStore, button: str
) -> None:
    if button == "approve":
        to_approve(finished)
    else:
        finished.delete(names.document("pip", "story_video"))
    before = page.get(STORY).text
    assert f'action="{STORY}/cancel"' not in before
    after = page.post(f"{STORY}/{button}").text
    assert "You asked for it; it begins within half a minute" in after
    assert f'action="{STORY}/cancel"' in after
    assert "asked for" in page.get("/").text
    taken_back = page.post(f"{STORY}/cancel").text
    assert "You asked for it" not in taken_back
    assert f'action="{STORY}/redo"' in taken_back
    assert [backfill.status.value for backfill in instance.get_backfills()] == ["CANCELED"]
    assert "You asked for it" in page.post(f"{STORY}/redo").text
    assert {asset for asset in STAGES if asset in str(instance.get_backfills(limit=1)[0].title)} >= {
        "story_video"
    }
