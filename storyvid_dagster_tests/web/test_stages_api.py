"""Each stage asked for by itself."""

from collections.abc import Callable, Sequence
from typing import Any

import dagster as dg
import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.sensors import run_request
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.web.conftest import FakeOrchestrator

API = "/api/v1"
STAGES = {
    "/story/generate": ("story_script", "scenes"),
    "/images/generate": ("scene_images", "images"),
    "/voice/generate": ("narration", "clips"),
    "/video/assemble": ("story_video", "video"),
}


@pytest.fixture
def works(dagster: FakeOrchestrator, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the double of Dagster make what it is asked for: the document it had, or nothing."""

    def begin(how: str) -> None:
        def make(run_id: str, assets: Sequence[str]) -> None:
            dagster.asked.append(("make", run_id, *assets))
            if how == "fails":
                dagster.runs[run_id], dagster.problem = LastRun("new", "FAILURE"), "run pip: no voice"
            else:
                key = names.document(run_id, assets[-1])
                data = dagster.store.get(key)
                dagster.store.delete(key)
                dagster.store.put(key, data)

        monkeypatch.setattr(dagster, "make", make)

    return begin


@pytest.mark.parametrize("place", STAGES)
def test_a_stage_is_begun_and_the_answer_says_where_to_look(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str, place: str
) -> None:
    asset, _ = STAGES[place]
    answer = client.post(API + place, json={"run_id": "pip"})
    assert answer.status_code == 202
    begun = answer.json()
    assert (begun["run_id"], begun["asset"]) == ("pip", asset)
    assert answer.headers["location"] == begun["status"]
    assert client.get(begun["status"]).json()["run_id"] == "pip"
    assert client.get(begun["document"]).status_code == 200
    assert dagster.asked == [("make", "pip", asset)]


@pytest.mark.parametrize("place", STAGES)
def test_who_waits_gets_the_document(
    client: TestClient, finished_story: str, works: Callable[[str], None], place: str
) -> None:
    works("well")
    answer = client.post(API + place, json={"run_id": "pip"}, headers={"prefer": "wait=20"})
    assert answer.status_code == 200
    assert answer.json()["run_id"] == "pip"
    assert answer.json()[STAGES[place][1]]


def test_who_waits_is_told_when_it_fails(
    client: TestClient, finished_story: str, works: Callable[[str], None]
) -> None:
    works("fails")
    answer = client.post(f"{API}/voice/generate", json={"run_id": "pip"}, headers={"prefer": "wait=20"})
    assert answer.status_code == 503
    assert answer.json()["detail"] == "run pip: no voice"


def analyze(client: TestClient, drawing: bytes) -> str:
    files = {"drawing": ("cat.png", drawing, "image/png")}
    begun = client.post(f"{API}/vision/analyze", files=files, data={"options": '{"age": 3}'})
    assert begun.status_code == 202, begun.text
    assert begun.json()["asset"] == "drawing_analysis"
    return begun.json()["run_id"]


def test_of_a_new_drawing_no_more_is_made_than_its_analysis(
    client: TestClient, inbox: Inbox, dagster: FakeOrchestrator, doodle: bytes
) -> None:
    run_id = analyze(client, doodle)
    (upload,) = inbox.pending()
    assert (upload.run_id, upload.request.child_age) == (run_id, 3)
    assert run_request(upload).asset_selection == [dg.AssetKey("drawing"), dg.AssetKey("drawing_analysis")]
    assert dagster.asked == [], "the sensor begins it: two who do so would make it twice"
    assert analyze(client, doodle) == run_id
    assert [upload.attempt for upload in inbox.pending()] == [1]
    early = client.post(f"{API}/story/generate", json={"run_id": run_id})
    assert early.status_code == 400
    assert "drawing_analysis are about to be made" in early.json()["detail"]


def test_of_a_drawing_that_is_known_the_analysis_is_made_again_and_nothing_else(
    client: TestClient, inbox: Inbox, dagster: FakeOrchestrator, doodle: bytes
) -> None:
    files = {"drawing": ("cat.png", doodle, "image/png")}
    run_id = client.post(f"{API}/stories", files=files, data={"options": '{"age": 3}'}).json()["run_id"]
    assert analyze(client, doodle) == run_id
    (upload,) = inbox.pending()
    assert (upload.attempt, run_request(upload).asset_selection) == (1, None), "the whole story is asked for"
    inbox.started(run_id)
    dagster.runs[run_id] = LastRun("a", "SUCCESS")
    assert analyze(client, doodle) == run_id
    assert list(inbox.pending()) == []
    assert dagster.asked == [("make", run_id, "drawing", "drawing_analysis")]


@pytest.mark.parametrize(
    ("place", "sent", "status"),
    [
        ("/story/generate", {"json": {"run_id": "nobody"}}, 404),
        ("/story/generate", {"json": {"run_id": "../x"}}, 404),
        ("/story/generate", {"json": {}}, 422),
        ("/story/generate", {"json": {"run_id": "pip", "colour": "red"}}, 422),
        ("/vision/analyze", {"data": {"options": "{}"}}, 400),
        ("/vision/analyze", {"data": {"run_id": "nobody"}}, 404),
    ],
)
def test_what_cannot_be_made_is_refused(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str, place: str, sent: Any, status: int
) -> None:
    answer = client.post(API + place, **sent)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert dagster.asked == []


def test_one_stage_at_a_time_of_one_story(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    dagster.runs["pip"] = LastRun("a", "STARTED")
    assert client.post(f"{API}/story/generate", json={"run_id": "pip"}).status_code == 400
    assert dagster.asked == []


def test_a_document_that_is_not_there_is_named(
    client: TestClient, finished_story: str, finished: MediaStore
) -> None:
    finished.delete(names.document("pip", "narration"))
    for asset in ("narration", "cake"):
        answer = client.get(f"{API}/stories/pip/documents/{asset}")
        assert answer.status_code == 404
        assert asset in answer.json()["detail"]
