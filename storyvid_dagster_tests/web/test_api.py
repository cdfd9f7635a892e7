"""The API: what a program sends, gets and is refused."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.core.request import StoryRequest, Theme
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.intake.uploads import find_upload
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front
from storyvid_dagster_tests.web.conftest import MOST_BYTES, FakeOrchestrator, machine, price

STORIES = "/api/v1/stories"


def send(client: TestClient, data: bytes, options: str = "{}", name: str = "cat.png", key: str = "") -> Any:
    return client.post(
        STORIES,
        files={"drawing": (name, data, "image/png")},
        data={"options": options},
        headers={"idempotency-key": key} if key else {},
    )


def is_problem(answer: Any, status: int, said: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert said in problem["detail"]


def test_a_drawing_sent_is_claimed_with_its_options_and_waits_for_the_sensor(
    client: TestClient, inbox: Inbox, doodle: bytes
) -> None:
    answer = send(client, doodle, '{"theme": "bedtime", "age": 4, "name": "Mia"}')
    assert answer.status_code == 202
    run_id = answer.json()["run_id"]
    assert answer.headers["location"] == f"{STORIES}/{run_id}"
    assert answer.json()["state"] == "waiting"
    (upload,) = inbox.pending()
    assert upload.run_id == run_id
    assert upload.request == StoryRequest(theme=Theme.BEDTIME, child_age=4, child_name="Mia")
    assert inbox.store.open_checked(upload.original) == doodle
    assert upload.source_name == "cat.png"
    assert [path for path in inbox.root.iterdir() if path.name != "rejected"] == []


def test_the_same_request_sent_twice_is_one_story(client: TestClient, inbox: Inbox, doodle: bytes) -> None:
    first = send(client, doodle, key="lost-answer").json()
    second = send(client, doodle, key="lost-answer").json()
    assert first["run_id"] == second["run_id"]
    (upload,) = inbox.pending()
    assert upload.attempt == 1
    third = send(client, doodle, key="asked-anew").json()
    assert third["run_id"] == first["run_id"]
    assert [upload.attempt for upload in inbox.pending()] == [2]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ('{"theme": "war"}', "theme"),
        ('{"colour": "red"}', "no option 'colour'"),
        ("[1]", "JSON object"),
        ("{", "JSON object"),
        ('{"music": "/etc/passwd"}', "music"),
    ],
)
def test_an_option_that_is_not_right_is_named_and_nothing_is_taken(
    client: TestClient, inbox: Inbox, doodle: bytes, options: str, said: str
) -> None:
    is_problem(send(client, doodle, options), 400, said)
    assert list(inbox.pending()) == []
    assert list(inbox.root.glob("*")) == []


def test_what_is_no_drawing_is_refused_and_not_kept(client: TestClient, inbox: Inbox) -> None:
    is_problem(send(client, b"this is a note and no picture", name="note.png"), 400, "note.png")
    assert list(inbox.root.glob("*")) == []
    is_problem(client.post(STORIES, data={"options": "{}"}), 422, "drawing")


@pytest.mark.parametrize(
    "name", ["../../evil.png", "/etc/cron.d/x", "a\nb.png", "story.json", "..", "x" * 300]
)
def test_a_name_from_outside_names_nothing_here(
    client: TestClient, inbox: Inbox, doodle: bytes, name: str, tmp_path: Path
) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    run_id = send(client, doodle, name=name).json()["run_id"]
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(inbox.store.root) for path in made)
    upload = find_upload(run_id, inbox.store)
    assert upload is not None
    assert "/" not in upload.source_name
    assert upload.source_name.isprintable()


@pytest.mark.parametrize("says_its_size", [True, False])
def test_more_than_an_upload_may_be_is_not_read_to_its_end(client: TestClient, says_its_size: bool) -> None:
    boundary = {"content-type": "multipart/form-data; boundary=cut"}
    head = b'--cut\r\ncontent-disposition: form-data; name="drawing"; filename="a.png"\r\n\r\n'

    def body() -> Iterator[bytes]:
        yield head
        for _ in range(20 * MOST_BYTES // 65_536):
            yield b"x" * 65_536

    if says_its_size:
        answer = client.post(STORIES, content=b"x" * (MOST_BYTES + 2_000_000), headers=boundary)
    else:
        answer = client.post(STORIES, content=body(), headers=boundary)
    assert answer.status_code == 413
    assert "MB" in answer.text


def test_the_list_has_pages(client: TestClient, dagster: FakeOrchestrator) -> None:
    dagster.runs |= {f"s{n:02d}": LastRun("x", "SUCCESS") for n in range(5)}
    first = client.get(STORIES, params={"limit": 2}).json()
    assert [story["run_id"] for story in first["stories"]] == ["s00", "s01"]
    assert first["total"] == 5
    second = client.get(first["next"]).json()
    assert [story["run_id"] for story in second["stories"]] == ["s02", "s03"]
    assert client.get(client.get(second["next"]).json()["next"] or STORIES).status_code == 200
    is_problem(client.get(STORIES, params={"limit": 0}), 422, "limit")


def test_a_finished_story_links_all_that_was_made(
    client: TestClient, finished_story: str, finished: MediaStore
) -> None:
    story = client.get(f"{STORIES}/{finished_story}").json()
    assert story["state"] == "finished"
    assert not story["is_at_work"]
    assert story["film"].startswith(f"/media/{names.film('pip')}?v=")
    assert story["captions"].startswith("/media/videos/pip_final.vtt")
    assert [scene["number"] for scene in story["scenes"]] == [1, 2, 3]
    assert story["scenes"][0]["picture"].startswith("/media/images/pip_scene_1.png")
    assert story["figures"][0]["picture"].startswith("/media/drawings/")
    assert {file["what"] for file in story["files"]} == {"film", "captions"}


@pytest.mark.parametrize("run_id", ["nobody", "No Run Id", "..%2f..", "a" * 80])
@pytest.mark.parametrize(
    ("method", "what"), [("GET", ""), ("POST", "/redo"), ("POST", "/cancel"), ("DELETE", "")]
)
def test_there_is_no_story_of_another_name(client: TestClient, run_id: str, method: str, what: str) -> None:
    answer = client.request(method, f"{STORIES}/{run_id}{what}")
    assert answer.status_code == 404


def test_a_failed_story_says_why_and_is_made_from_what_is_missing(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str, finished: MediaStore
) -> None:
    for document in ("narration", "story_video"):
        finished.delete(names.document("pip", document))
    dagster.runs["pip"], dagster.problem = LastRun("b", "FAILURE"), "run pip: the voice did not answer"
    story = client.get(f"{STORIES}/pip").json()
    assert (story["state"], story["problem"]) == ("failed", dagster.problem)
    assert client.post(f"{STORIES}/pip/redo").status_code == 202
    assert client.post(f"{STORIES}/pip/redo", json={"assets": ["narration"]}).status_code == 202
    assert dagster.asked == [("make", "pip", "narration", "story_video"), ("make", "pip", "narration")]
    is_problem(client.post(f"{STORIES}/pip/redo", json={"assets": ["cake"]}), 400, "no asset cake")
    dagster.runs["pip"] = LastRun("c", "STARTED")
    is_problem(client.post(f"{STORIES}/pip/redo"), 400, "being made already")


def test_other_options_make_a_story_again_under_its_run_id(
    client: TestClient, inbox: Inbox, doodle: bytes, dagster: FakeOrchestrator
) -> None:
    run_id = send(client, doodle, '{"age": 4, "style": "comic"}').json()["run_id"]
    is_problem(client.patch(f"{STORIES}/{run_id}", json={"age": 6}), 400, "is being made")
    inbox.started(run_id)
    dagster.runs[run_id] = LastRun("a", "SUCCESS")
    told = {"voice": "silly", "style": None, "figures": [{"kind": "cat", "name": "Mimi"}]}
    assert client.patch(f"{STORIES}/{run_id}", json=told).status_code == 202
    (upload,) = inbox.pending()
    assert (upload.run_id, upload.attempt) == (run_id, 2)
    assert upload.request.model_dump(mode="json") == {
        "child_age": 4, "voice_type": "silly", "figures": [{"number": 1, "kind": "cat", "name": "Mimi"}],
    }  # fmt: skip
    is_problem(client.patch(f"{STORIES}/{run_id}", json={"age": 40}), 400, "child_age")


def test_a_story_is_cancelled_and_forgotten(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    assert client.post(f"{STORIES}/pip/cancel").status_code == 202
    gone = client.delete(f"{STORIES}/pip").json()
    assert gone == {"removed": ["partition pip"], "still_in": ["class-3b"]}
    assert dagster.asked == [("cancel", "pip"), ("forget", "pip")]


def test_events_tell_of_a_story_until_nothing_changes(client: TestClient, finished_story: str) -> None:
    answer = client.get(f"{STORIES}/pip/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    event, _, data = answer.text.strip().partition("\n")
    assert event == "event: story"
    assert json.loads(data.removeprefix("data: "))["state"] == "finished"


def test_the_price_is_told_before_anything_is_spent(client: TestClient) -> None:
    told = client.get("/api/v1/estimate", params={"scenes": 4}).json()
    assert told == {
        "lines": [{"what": "the pictures", "model": "a model", "calls": 4, "usd": 0.2}],
        "usd": 0.2,
    }
    is_problem(client.get("/api/v1/estimate", params={"scenes": 40}), 400, "scenes")


def test_the_service_can_be_watched(client: TestClient, finished_story: str) -> None:
    assert client.get("/healthz").text == "ok\n"
    metrics = client.get("/metrics").text
    assert 'storyvid_stories{state="finished"} 1' in metrics
    assert "storyvid_cost_usd 0.0000" in metrics


def test_the_description_of_the_api_is_served_and_names_every_route(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert {f"{STORIES}/{{run_id}}", STORIES, "/api/v1/estimate", "/healthz"} <= set(described["paths"])
    assert "StoryView" in described["components"]["schemas"]


HOOK = "https://hooks.example/films?token=abc"


@pytest.fixture
def closed(inbox: Inbox, dagster: FakeOrchestrator) -> Iterator[TestClient]:
    """A client of a server that lets nobody be told but by its settings."""
    front = Front(inbox, dagster, price, machine)
    with TestClient(
        make_app(front, most_upload_bytes=MOST_BYTES), base_url="http://localhost:3000"
    ) as client:
        yield client


def send_hook(client: TestClient, doodle: bytes, url: str) -> Any:
    files = {"drawing": ("cat.png", doodle, "image/png")}
    return client.post(STORIES, files=files, data={"webhook_url": url})


def test_who_is_to_be_told_stays_with_the_story(
    client: TestClient, inbox: Inbox, dagster: FakeOrchestrator, doodle: bytes
) -> None:
    answer = send_hook(client, doodle, HOOK)
    assert "token=abc" not in answer.text
    run_id = answer.json()["run_id"]
    (upload,) = inbox.pending()
    assert (upload.run_id, upload.webhook_url) == (run_id, HOOK)
    inbox.started(run_id)
    dagster.runs[run_id] = LastRun("a", "SUCCESS")
    client.patch(f"{STORIES}/{run_id}", json={"style": "comic"})
    (upload,) = inbox.pending()
    assert upload.webhook_url == HOOK, "with other options, too"


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/",
        "https://hooks.example:8443/",
        "https://hooks.example.evil.example/",
        "https://evil.example/hooks.example",
        "https://hooks.example@evil.example/",
        "https://evil.example\\\\@hooks.example/",
        "https://hooks.example%2eevil.example/",
        "https://hooks.example\n.evil.example/",
        "https://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:3000/api/v1/stories",
        "file:///etc/passwd",
        "//hooks.example/",
        "hooks.example",
        "https://hooks.example/" + "x" * 500,
    ],
)
def test_nobody_is_told_but_whom_the_server_names(
    client: TestClient, closed: TestClient, inbox: Inbox, doodle: bytes, url: str
) -> None:
    is_problem(send_hook(client, doodle, url), 400, "STORYVID_WEBHOOK_HOSTS")
    is_problem(send_hook(closed, doodle, HOOK), 400, "STORYVID_WEBHOOK_HOSTS")
    assert list(inbox.pending()) == []
