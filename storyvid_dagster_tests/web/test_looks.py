"""The figures of a drawing are shown as soon as it is chosen."""

import io
import re
import threading

import cv2
import numpy as np
import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.intake.inbox import Inbox, Limits
from storyvid_dagster.web import looks as looks_module
from storyvid_dagster.web.looks import Looks, TooMany

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def two_doodles() -> bytes:
    """Two things on a page, far from each other."""
    page = np.full((400, 800, 3), 250, np.uint8)
    cv2.ellipse(page, (200, 200), (90, 70), 0, 0, 360, (40, 120, 240), -1, cv2.LINE_AA)
    cv2.rectangle(page, (560, 140), (700, 280), (160, 60, 40), -1)
    return cv2.imencode(".png", page)[1].tobytes()


def look(client: TestClient, *drawings: bytes, **said: str) -> str:
    files = [("drawing", (f"cat {n}.png", data, "image/png")) for n, data in enumerate(drawings)]
    answer = client.post("/looks", files=files, data=said)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_each_figure_is_shown_with_what_it_may_be_and_told_with_the_drawing(
    client: TestClient, inbox: Inbox, two_doodles: bytes
) -> None:
    seen = look(client, two_doodles)
    pictures = re.findall(r'src="(/looks/[^"]+)"', seen)
    assert len(pictures) == 2
    for place in pictures:
        answer = client.get(place)
        assert (answer.headers["content-type"], answer.content[:8]) == ("image/png", PNG)
    assert list(inbox.store.root.rglob("*")) == [], "nothing is kept of it"
    form = {
        "number": ["1", "2"],
        "kind-1": "dog", "other-1": "cat", "name-1": "Mimi",
        "kind-2": "", "other-2": "", "name-2": "", "drop-2": "yes",
    }  # fmt: skip
    files = {"drawing": ("cat.png", two_doodles, "image/png")}
    assert client.post("/stories", files=files, data=form, follow_redirects=False).status_code == 303
    (upload,) = inbox.pending()
    assert upload.request.model_dump(mode="json")["figures"] == [
        {"number": 1, "kind": "cat", "name": "Mimi"},
        {"number": 2, "kind": None, "name": None, "dropped": True},
    ]


def test_what_is_left_open_stays_as_it_is_recognised(
    client: TestClient, inbox: Inbox, two_doodles: bytes
) -> None:
    seen = look(client, two_doodles)
    numbers = re.findall(r'name="number" value="(\d)"', seen)
    form = {"number": numbers} | {f"other-{n}": "" for n in numbers} | {f"name-{n}": "" for n in numbers}
    files = {"drawing": ("cat.png", two_doodles, "image/png")}
    client.post("/stories", files=files, data=form, follow_redirects=False)
    (upload,) = inbox.pending()
    assert upload.request == StoryRequest()


def test_figures_are_told_of_one_drawing_only(client: TestClient, inbox: Inbox, two_doodles: bytes) -> None:
    assert look(client, two_doodles, two_doodles + b"\0") == ""
    assert look(client) == ""
    files = [("drawing", (f"{n}.png", two_doodles + n, "image/png")) for n in (b"a", b"b")]
    client.post("/stories", files=files, data={"number": "1", "kind-1": "cat"}, follow_redirects=False)
    assert [upload.request.figures for upload in inbox.pending()] == [(), ()]


@pytest.mark.parametrize(
    "place", ["/looks/nobody/1.png", "/looks/..%2f..%2fetc/1.png", "/looks/x/passwd.png"]
)
def test_nobody_guesses_a_look(client: TestClient, place: str) -> None:
    assert client.get(place).status_code in {404, 422}


def test_what_is_no_drawing_or_too_large_is_not_looked_at(client: TestClient) -> None:
    files = {"drawing": ("note.png", b"this is a note", "image/png")}
    assert client.post("/looks", files=files).status_code == 400
    other_site = {"origin": "https://evil.example"}
    assert client.post("/looks", files=files, headers=other_site).status_code == 403


def test_one_drawing_is_looked_at_at_a_time_and_the_line_is_short(
    monkeypatch: pytest.MonkeyPatch, two_doodles: bytes
) -> None:
    begun, may_end = threading.Event(), threading.Event()
    at_once: list[str] = []

    def slow(data: bytes, name: str, asked: StoryRequest, **limits: int) -> tuple[()]:
        at_once.append(name)
        begun.set()
        may_end.wait(20)
        return ()

    monkeypatch.setattr(looks_module, "first_look", slow)
    looks = Looks(Limits())
    threads = [
        threading.Thread(target=looks.look, args=(io.BytesIO(b""), str(n), StoryRequest())) for n in range(4)
    ]
    for thread in threads:
        thread.start()
    begun.wait(20)
    while looks._line._value:  # pyright: ignore[reportPrivateUsage] - until all stand in line
        may_end.wait(0.01)
    with pytest.raises(TooMany):
        looks.look(io.BytesIO(b""), "one more", StoryRequest())
    assert len(at_once) == 1
    may_end.set()
    for thread in threads:
        thread.join()
    assert len(at_once) == 4
