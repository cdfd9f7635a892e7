"""A link shows one film, to whoever has it, until it ends."""

from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.media.documents import load_document, write_document
from storyvid_dagster.media.forget import forget_files
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.shares import Share

STORY = "/api/v1/stories/pip"
FILES = ("film.mp4", "captions.vtt", "poster.jpg")


def shared(client: TestClient, **order: int) -> str:
    answer = client.post(f"{STORY}/share", json=order)
    assert answer.status_code == 200, answer.text
    return answer.json()["share"]["link"]


def is_gone(client: TestClient, link: str) -> bool:
    return {client.get(place).status_code for place in (link, *(f"{link}/{name}" for name in FILES))} == {404}


def test_no_film_is_shown_before_somebody_makes_a_link(client: TestClient, finished_story: str) -> None:
    assert client.get(STORY).json()["share"] is None
    assert "Make a link" in client.get("/stories/pip").text
    for token in ("pip", "pip.", "pip.x", ".x", "../../documents", "pip%2f..%2fx", "PIP.é", "x" * 5000):
        assert client.get(f"/watch/{token}").status_code == 404
        assert client.get(f"/watch/{token}/film.mp4").status_code == 404


def test_a_link_shows_the_film_with_captions_and_nothing_else(
    client: TestClient, finished_story: str, finished: MediaStore
) -> None:
    link = shared(client)
    page = client.get(link)
    assert page.status_code == 200
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "no-store" in page.headers["cache-control"]
    assert "noindex" in page.headers["x-robots-tag"]
    assert 'href="/"' not in page.text
    assert "/stories" not in page.text
    film = client.get(f"{link}/film.mp4", headers={"range": "bytes=0-4"})
    assert (film.status_code, film.content) == (206, finished.get(names.film("pip"))[:5])
    assert client.get(f"{link}/captions.vtt").headers["content-type"].startswith("text/vtt")
    for other in ("pip_final.mp4", "drawing.png", "..%2f..%2fdocuments%2fpip_share.json", "%2fetc%2fpasswd"):
        assert client.get(f"{link}/{other}").status_code == 404


def test_links_differ_and_a_guess_of_one_is_none(client: TestClient, finished_story: str) -> None:
    first = shared(client)
    second = shared(client)
    assert len(first.rpartition(".")[2]) >= 43
    assert is_gone(client, first), "a story has one link at a time"
    assert not is_gone(client, second)
    assert is_gone(client, second[:-1])
    assert is_gone(client, second + "x")


def test_a_link_ends_by_itself_or_when_it_is_revoked(
    client: TestClient, finished_story: str, finished: MediaStore
) -> None:
    link = shared(client, days=30)
    key = names.document("pip", "share")
    share = load_document(Share, key, finished)
    assert timedelta(days=29) < share.until - datetime.now(UTC) <= timedelta(days=30)
    over = share.model_copy(update={"until": datetime.now(UTC) - timedelta(seconds=1)})
    write_document(over, key, finished)
    assert is_gone(client, link)
    assert client.get(STORY).json()["share"] is None
    link = shared(client)
    assert client.delete(f"{STORY}/share").json()["share"] is None
    assert is_gone(client, link)


def test_a_link_is_forgotten_with_its_story(
    client: TestClient, finished_story: str, finished: MediaStore
) -> None:
    link = shared(client)
    assert names.document("pip", "share") in forget_files("pip", finished)
    assert is_gone(client, link)


def test_a_link_is_made_and_ended_on_the_page(client: TestClient, finished_story: str) -> None:
    assert client.post("/stories/pip/share", data={"days": "7"}, follow_redirects=False).status_code == 303
    link = client.get(STORY).json()["share"]["link"]
    assert f'value="http://localhost:3000{link}"' in client.get("/stories/pip").text
    client.post("/stories/pip/share/revoke")
    assert is_gone(client, link)


@pytest.mark.parametrize("days", [0, -1, 366, 10**9])
def test_no_link_lasts_for_ever(client: TestClient, finished_story: str, days: int) -> None:
    assert client.post(f"{STORY}/share", json={"days": days}).status_code == 422


def test_what_has_no_film_is_not_shown(client: TestClient, finished_story: str, finished: MediaStore) -> None:
    finished.delete(names.document("pip", "story_video"))
    assert client.post(f"{STORY}/share").status_code == 400
    assert client.post("/api/v1/stories/nobody/share").status_code == 404
    evil = client.post(f"{STORY}/share", headers={"origin": "https://evil.example"})
    assert evil.status_code == 403
