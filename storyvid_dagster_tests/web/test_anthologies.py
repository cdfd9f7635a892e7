"""Several stories are ticked, and become one film and one book."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.intake.anthologies import begun, orders
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.web.conftest import FakeOrchestrator

ANTHOLOGIES = "/api/v1/anthologies"


def states(client: TestClient) -> dict[str, str]:
    return {one["name"]: one["state"] for one in client.get(ANTHOLOGIES).json()}


def test_stories_are_ticked_on_the_page_and_asked_for_as_one(
    client: TestClient, two_stories: tuple[str, str], finished: MediaStore
) -> None:
    page = client.get("/").text
    for run_id in two_stories:
        assert f'form="many" name="run_id" value="{run_id}"' in page
    form = {"anthology": "Class 3b!", "run_id": ["hen", "pip"]}
    assert client.post("/anthologies", data=form, follow_redirects=False).status_code == 303
    (order,) = orders(finished)
    assert (order.name, order.title, order.run_ids) == ("class-3b", "Class 3b!", ("hen", "pip"))
    assert "asked for" in client.get("/").text


def test_an_anthology_tells_how_it_stands(
    client: TestClient, two_stories: tuple[str, str], finished: MediaStore, dagster: FakeOrchestrator
) -> None:
    asked = client.post(ANTHOLOGIES, json={"title": "Our day", "run_ids": ["pip", "hen"]})
    assert (asked.status_code, asked.json()["state"]) == (202, "asked for")
    dagster.anthologies["our-day"] = LastRun("x", "STARTED")
    (order,) = orders(finished)
    begun(order, finished)
    assert states(client) == {"our-day": "being made"}
    dagster.anthologies["our-day"], dagster.problem = LastRun("x", "FAILURE"), "the films differ in size"
    assert states(client) == {"our-day": "failed"}
    assert "the films differ in size" in client.get("/").text
    dagster.anthologies["our-day"] = LastRun("y", "SUCCESS")
    finished.put(names.anthology("our-day", "mp4"), b"film")
    (made,) = client.get(ANTHOLOGIES).json()
    assert made["state"] == "finished"
    assert made["film"].startswith("/media/anthologies/our-day.mp4")


@pytest.mark.parametrize(
    ("title", "run_ids", "status"),
    [
        ("Ours", ["pip"], 400),
        ("Ours", ["pip", "pip"], 400),
        ("Ours", ["pip", "nobody"], 404),
        ("Ours", ["pip", "../../etc"], 404),
        ("<script>alert(1)</script>", ["pip", "hen"], 400),
        ("", ["pip", "hen"], 422),
        ("x" * 81, ["pip", "hen"], 422),
        ("Ours", ["x"] * 201, 422),
    ],
)
def test_what_cannot_be_one_is_refused(
    client: TestClient,
    two_stories: tuple[str, str],
    finished: MediaStore,
    title: str,
    run_ids: list[str],
    status: int,
) -> None:
    assert client.post(ANTHOLOGIES, json={"title": title, "run_ids": run_ids}).status_code == status
    assert list(orders(finished)) == []


def test_a_title_leads_nowhere(
    client: TestClient, two_stories: tuple[str, str], finished: MediaStore, tmp_path: Path
) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    form = {"anthology": "..-..-etc-passwd", "run_id": list(two_stories)}
    client.post("/anthologies", data=form, follow_redirects=False)
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert made == {finished.path("inbox/anthologies/etc-passwd.json")}


def test_a_story_without_a_film_cannot_be_in_one(
    client: TestClient, two_stories: tuple[str, str], finished: MediaStore
) -> None:
    finished.delete(names.document("hen", "story_video"))
    answer = client.post(ANTHOLOGIES, json={"title": "Ours", "run_ids": list(two_stories)})
    assert answer.status_code == 400
    assert "no film yet" in answer.json()["detail"]


def test_an_anthology_is_deleted_on_the_page_and_its_stories_stay(
    client: TestClient, two_stories: tuple[str, str], finished: MediaStore, dagster: FakeOrchestrator
) -> None:
    finished.put(names.anthology("our-day", "mp4"), b"film")
    assert 'href="/anthologies/our-day/delete"' in client.get("/").text
    assert "its stories" in client.get("/anthologies/our-day/delete").text
    assert dagster.asked == []
    assert client.post("/anthologies/our-day/delete", follow_redirects=False).status_code == 303
    assert dagster.asked == [("forget anthology", "our-day")]
    for place in ("nothing", "../../pip", "our-day%0a"):
        assert client.delete(f"{ANTHOLOGIES}/{place}").status_code == 404
