"""A story is changed on its page and over the API."""

import re

import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.core.edits import StoryEdits
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.media.documents import load_document, write_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.approval import waits_for_approval
from storyvid_dagster.stages.edits import AFTER_EDIT, find_edits, told_script
from storyvid_dagster_tests.web.conftest import FakeOrchestrator

SCENES = "/api/v1/stories/pip/scenes"
MADE_AGAIN = ("make", "pip", *AFTER_EDIT)


def texts(client: TestClient) -> list[str]:
    return [scene["text"] for scene in client.get("/api/v1/stories/pip").json()["scenes"]]


def test_one_scene_is_changed_over_the_api(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str, story: StoryScript
) -> None:
    before = texts(client)
    answer = client.patch(f"{SCENES}/2", json={"text": " The ball\nrolled. ", "setting": "sea"})
    assert answer.status_code == 202, answer.text
    assert dagster.asked == [MADE_AGAIN]
    assert texts(client) == [before[0], "The ball rolled.", before[2]]
    kept = load_document(StoryEdits, names.document("pip", "edits"), dagster.store)
    assert (kept.edit_of(2).text, kept.edit_of(2).setting) == ("The ball rolled.", "sea")
    assert client.patch(f"{SCENES}/2", json={"text": None}).status_code == 202
    scene = client.get("/api/v1/stories/pip").json()["scenes"][1]
    assert (scene["text"], scene["setting"]) == (story.scenes[1].text, "sea")


def test_another_picture_is_compared_until_it_is_accepted_or_taken_back(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str, finished: MediaStore
) -> None:
    key = names.scene_image("pip", 1)
    first = finished.get(key)
    assert client.patch(f"{SCENES}/1", json={"another_picture": True}).status_code == 202
    scene = client.get("/api/v1/stories/pip").json()["scenes"][0]
    assert (scene["is_changed"], scene["before"]) == (True, None), "nothing is painted yet"
    _repaint(finished, b"another picture")
    scene = client.get("/api/v1/stories/pip").json()["scenes"][0]
    assert finished.get(scene["before"].split("?")[0].removeprefix("/media/")) == first
    page = client.get("/stories/pip").text
    assert scene["before"] in page
    assert "Take it back" in page
    assert client.post(f"{SCENES}/1/undo").status_code == 202
    assert dagster.asked == [MADE_AGAIN, MADE_AGAIN]
    edits = find_edits("pip", finished)
    assert edits is not None
    assert (edits.edit_of(1).picture_seed, edits.before) == (None, ())
    client.patch(f"{SCENES}/1", json={"another_picture": True})
    _repaint(finished, b"a third picture")
    assert client.post(f"{SCENES}/1/accept").status_code == 200
    assert len(dagster.asked) == 3, "accepting makes nothing"
    scene = client.get("/api/v1/stories/pip").json()["scenes"][0]
    assert (scene["is_changed"], scene["before"]) == (False, None)
    assert not finished.exists(names.scene_part("pip", 1, "before"))


def _repaint(store: MediaStore, data: bytes) -> None:
    """Let the first scene have another picture, as a run would leave it."""
    write_document(told_script("pip", store), names.document("pip", "story_script"), store)
    key = names.document("pip", "scene_images")
    before = store.describe(names.scene_image("pip", 1))
    after = store.put(names.scene_image("pip", 1), data)
    text = store.get(key).decode().replace(before.sha256, after.sha256)
    store.put(
        key, text.replace(f'"size_bytes": {before.size_bytes}', f'"size_bytes": {len(data)}', 1).encode()
    )


@pytest.mark.parametrize(
    ("number", "sent", "status", "said"),
    [
        (9, {"text": "The ball rolled."}, 404, "scenes 1 to 3"),
        (0, {"text": "The ball rolled."}, 404, "scenes 1 to 3"),
        (2, {"text": "Pip had a sword."}, 400, "sword"),
        (2, {"text": "<script>alert(1)</script>"}, 400, "characters"),
        (2, {"text": "See www.example.com."}, 400, "web address"),
        (2, {"text": "x" * 2000}, 422, "text"),
        (2, {"setting": "hell"}, 422, "setting"),
        (2, {"color": "red"}, 422, "color"),
        ("../../etc", {"text": "x"}, 404, ""),
    ],
)
def test_what_cannot_be_told_is_refused_and_nothing_is_kept(
    client: TestClient,
    dagster: FakeOrchestrator,
    finished_story: str,
    number: object,
    sent: object,
    status: int,
    said: str,
) -> None:
    answer = client.patch(f"{SCENES}/{number}", json=sent)
    assert answer.status_code == status, answer.text
    assert said in answer.text
    assert dagster.asked == []
    assert find_edits("pip", dagster.store) is None


def test_nothing_is_changed_while_a_story_is_made_or_has_no_script(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    dagster.runs["pip"] = LastRun("a", "STARTED")
    assert "being made" in client.patch(f"{SCENES}/1", json={"setting": "sea"}).json()["detail"]
    dagster.runs["pip"] = LastRun("a", "FAILURE")
    dagster.store.delete(names.document("pip", "story_script"))
    assert client.patch(f"{SCENES}/1", json={"setting": "sea"}).status_code == 404
    assert client.patch("/api/v1/stories/nobody/scenes/1", json={}).status_code == 404


def test_a_book_that_was_bound_is_bound_again(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    key = names.document("pip", "picture_book")
    dagster.store.put(key, b'{"run_id": "pip", "files": [], "made_by": {"provider": "x", "model": "y"}}')
    front = client.patch("/api/v1/stories/pip/script", json={"title": "The Round Ball"})
    assert front.status_code in {202, 503}
    assert dagster.asked == [(*MADE_AGAIN, "picture_book")]


def test_a_scene_is_changed_on_the_page_and_a_form_sent_as_it_stands_changes_nothing(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    page = client.get("/stories/pip").text
    form = page.partition('action="/stories/pip/scenes/2"')[2].partition("</form>")[0]
    told = re.search(r'<textarea name="text"[^>]*>(.*?)</textarea>', form)
    assert told
    shown = {
        name: re.search(rf'<select name="{name}">.*?value="([^"]*)" selected', form, re.DOTALL)
        for name in ("setting", "time_of_day")
    }
    asked = {"text": told[1], "action": "", **{name: found[1] for name, found in shown.items() if found}}
    assert len(asked) == 4
    assert client.post("/stories/pip/scenes/2", data=asked, follow_redirects=False).status_code == 303
    assert dagster.asked == []
    asked["text"] = "Up flew the ball."
    answer = client.post("/stories/pip/scenes/2", data=asked, follow_redirects=False)
    assert answer.headers["location"] == "/stories/pip#scene-2"
    assert dagster.asked == [MADE_AGAIN]
    assert "Up flew the ball." in client.get("/stories/pip").text
    client.post("/stories/pip/scenes/2", data=asked | {"another": "yes"})
    assert len(dagster.asked) == 2
    wrong = client.post("/stories/pip/scenes/2", data={"text": "Pip had a <b>sword</b>."})
    assert wrong.status_code == 400
    assert "sword" in wrong.text
    assert "<b>" not in wrong.text


def test_before_the_yes_a_script_is_put_right_in_one_form(
    client: TestClient, dagster: FakeOrchestrator, story_to_approve: str, story: StoryScript
) -> None:
    page = client.get("/stories/pip").text
    assert page.count("<textarea") == 3
    form = {
        "title": "Ball & Pip",
        "text-1": "Pip sat.", "place-1": "2",
        "text-2": story.scenes[1].text, "place-2": "",
        "text-3": story.scenes[2].text, "place-3": "1",
    }  # fmt: skip
    assert client.post("/stories/pip/script", data=form, follow_redirects=False).status_code == 303
    assert dagster.asked == [], "nothing is made before the yes"
    view = client.get("/api/v1/stories/pip").json()
    assert view["state"] == "to be approved"
    assert view["title"] == "Ball & Pip"
    assert texts(client) == [story.scenes[2].text, "Pip sat."]
    again = {
        "title": "Ball & Pip",
        "text-2": "Pip sat still.",
        "place-1": "1",
        "place-2": "2",
        "approve": "y",
    }
    assert client.post("/stories/pip/script", data=again, follow_redirects=False).status_code == 303
    assert texts(client) == [story.scenes[2].text, "Pip sat still."]
    assert dagster.asked == [("approve", "pip")]
    assert not waits_for_approval("pip", dagster.store)


@pytest.mark.parametrize(
    "form",
    [
        {"place-1": "", "place-2": "", "place-3": ""},
        {"place-9": "1"},
        {"text-99999999": "x", "place-" + "1" * 5000: "1"},
    ],
)
def test_an_order_that_is_none_is_refused(
    client: TestClient, dagster: FakeOrchestrator, story_to_approve: str, form: dict[str, str]
) -> None:
    assert client.post("/stories/pip/script", data=form, follow_redirects=False).status_code in {400, 404}
    assert find_edits("pip", dagster.store) is None


def test_scenes_are_put_in_order_before_the_yes_only(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    answer = client.patch("/api/v1/stories/pip/script", json={"order": [2, 1]})
    assert answer.status_code == 400
    assert "before the story is filmed" in answer.json()["detail"]
    assert dagster.asked == []
