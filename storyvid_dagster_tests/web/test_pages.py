"""The pages: as a parent uses them, without JavaScript."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from storyvid_dagster.core.request import StoryRequest, VoiceType
from storyvid_dagster.defs.nights import LastNight
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front
from storyvid_dagster_tests.web.conftest import MOST_BYTES, FakeOrchestrator, machine


def send(client: TestClient, *drawings: bytes, **options: str) -> str:
    """Send the form, and give where the browser is led."""
    files = [("drawing", (f"cat {n}.png", data, "image/png")) for n, data in enumerate(drawings)]
    answer = client.post("/stories", files=files, data=options, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_the_form_sent_as_it_stands_makes_a_story(client: TestClient, inbox: Inbox, doodle: bytes) -> None:
    form = client.get("/").text
    fields = set(re.findall(r'<(?:input|select)[^>]* name="(\w+)"', form))
    where = send(client, doodle, **dict.fromkeys(fields - {"drawing"}, ""))
    (upload,) = inbox.pending()
    assert where == f"/stories/{upload.run_id}"
    assert upload.request == StoryRequest()
    assert "Waiting for its turn" in client.get(where).text


def test_every_choice_of_the_form_is_understood(client: TestClient, inbox: Inbox, doodle: bytes) -> None:
    form = client.get("/").text
    chosen = {
        name: re.findall(r'value="([^"]+)"', options)[-1]
        for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.DOTALL)
        if name != "child_age"
    }
    assert {"theme", "style", "voice_type", "aspect", "sound", "captions", "scenes"} == set(chosen)
    send(client, doodle, child_name="Mia", child_age="4", title="my cat", **chosen)
    (upload,) = inbox.pending()
    assert upload.request.model_dump(mode="json") == {
        "child_name": "Mia", "child_age": 4, "title": "my cat", **chosen, "scenes": 8,
    }  # fmt: skip


def test_a_form_that_is_sent_twice_makes_one_story(client: TestClient, inbox: Inbox, doodle: bytes) -> None:
    def form() -> str:
        found = re.search(r'<input type="hidden" name="form" value="([^"]+)"', client.get("/").text)
        assert found
        return found[1]

    first, later = form(), form()
    assert first != later
    assert send(client, doodle, form=first) == send(client, doodle, form=first), "two clicks"
    assert [upload.attempt for upload in inbox.pending()] == [1]
    inbox.started(next(inbox.pending()).run_id)
    send(client, doodle, form=first)
    assert list(inbox.pending()) == [], "the page was loaded again, and sent again with it"
    send(client, doodle, form=first, style="comic")
    (other,) = inbox.pending()
    assert other.request.style == "comic", "one went back and chose something else"
    inbox.started(other.run_id)
    send(client, doodle, form=later)
    assert [upload.attempt for upload in inbox.pending()] == [2], "somebody wants it made again"


def test_several_drawings_are_several_stories(client: TestClient, inbox: Inbox, doodle: bytes) -> None:
    assert send(client, doodle, doodle + b"\0") == "/"
    assert len(list(inbox.pending())) == 2
    assert client.get("/").text.count('class="card"') == 2


def test_without_a_drawing_the_page_says_what_to_do(client: TestClient) -> None:
    answer = client.post("/stories", data={"child_age": "4"})
    assert answer.status_code == 400
    assert "Choose a drawing first" in answer.text
    assert "text/html" in answer.headers["content-type"]


def test_a_story_that_is_made_shows_how_far_it_is_and_then_its_film(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    dagster.runs["pip"] = LastRun("a", "STARTED")
    working = client.get("/stories/pip").text
    assert 'hx-get="/stories/pip/progress"' in working
    assert '<noscript><meta http-equiv="refresh"' in working
    part = client.get("/stories/pip/progress")
    assert "hx-refresh" not in part.headers
    dagster.runs["pip"] = LastRun("a", "SUCCESS")
    assert client.get("/stories/pip/progress").headers["hx-refresh"] == "true"
    done = client.get("/stories/pip").text
    assert re.search(r'<video[^>]* src="/media/videos/pip_final.mp4\?v=', done)
    assert '<track kind="captions"' in done
    assert done.count("<audio") >= 1


def test_what_is_asked_for_is_shown_at_once_with_a_way_back(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    dagster.not_begun.add("pip")
    page = client.get("/stories/pip").text
    assert "You asked for it" in page
    assert 'hx-get="/stories/pip/progress"' in page
    assert 'action="/stories/pip/cancel"' in page
    assert "asked for" in client.get("/").text
    assert client.post("/api/v1/stories/pip/redo").status_code == 400


def test_a_failed_story_shows_the_reason_and_a_way_on(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str, finished: MediaStore
) -> None:
    finished.delete("documents/pip_story_video.json")
    dagster.runs["pip"], dagster.problem = LastRun("a", "FAILURE"), "run pip: no room on the disk"
    page = client.get("/stories/pip").text
    assert "no room on the disk" in page
    assert client.post("/stories/pip/redo", follow_redirects=False).headers["location"] == "/stories/pip"
    assert dagster.asked == [("make", "pip", "story_video")]


def test_what_figures_are_is_said_and_the_story_told_anew(
    client: TestClient, inbox: Inbox, finished_story: str, doodle: bytes, tmp_path: Path
) -> None:
    picture = tmp_path / "cat.png"
    picture.write_bytes(doodle)
    inbox.adopt("pip", picture, StoryRequest(child_age=3), name="cat.png")
    page = client.get("/stories/pip").text
    assert '<select name="kind-1">' in page
    told = {"number": "1", "kind-1": "dog", "name-1": "Rex"}
    assert client.post("/stories/pip/figures", data=told, follow_redirects=False).status_code == 303
    (upload,) = inbox.pending()
    assert upload.request.model_dump(mode="json")["figures"] == [{"number": 1, "kind": "dog", "name": "Rex"}]
    assert upload.request.child_age == 3


def test_a_script_is_read_and_said_yes_to_before_it_is_filmed(
    client: TestClient, dagster: FakeOrchestrator, story_to_approve: str
) -> None:
    assert "to be read" in client.get("/").text
    page = client.get("/stories/pip").text
    assert "Shall it be this story?" in page
    assert client.post("/stories/pip/approve", follow_redirects=False).status_code == 303
    assert dagster.asked == [("approve", "pip")]
    assert "Shall it be this story?" not in client.get("/stories/pip").text
    again = client.post("/api/v1/stories/pip/approve")
    assert again.status_code == 400
    assert "does not wait" in again.json()["detail"]


def test_another_story_may_be_told_instead(
    client: TestClient, inbox: Inbox, story_to_approve: str, doodle: bytes, tmp_path: Path
) -> None:
    found = re.search(r'name="seed" value="(\d+)"', client.get("/stories/pip").text)
    assert found
    picture = tmp_path / "cat.png"
    picture.write_bytes(doodle)
    inbox.adopt("pip", picture, StoryRequest(child_age=3, approve=True), name="cat.png")
    client.post("/stories/pip/options", data={"seed": found[1]}, follow_redirects=False)
    (upload,) = inbox.pending()
    assert (upload.request.seed, upload.request.approve) == (int(found[1]), True)


def test_deleting_asks_first_and_says_what_stays(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str
) -> None:
    page = client.get("/stories/pip/delete").text
    assert "class-3b" in page
    assert dagster.asked == []
    assert client.post("/stories/pip/delete", follow_redirects=False).headers["location"] == "/"
    assert dagster.asked == [("forget", "pip")]


@pytest.mark.parametrize("place", ["/stories/nobody", "/stories/..%2fsecret", "/nowhere"])
def test_what_is_not_there_is_said_on_a_page(client: TestClient, place: str) -> None:
    answer = client.get(place)
    assert answer.status_code == 404
    assert '<a class="button" href="/">' in answer.text


def test_markup_that_was_typed_is_shown_and_not_run(client: TestClient, inbox: Inbox, doodle: bytes) -> None:
    evil = '"><img src=x onerror=alert(1)>'
    files = {"drawing": (f"{evil}.png", doodle, "image/png")}
    answer = client.post("/stories", files=files, data={"title": evil, "personal_context": evil})
    assert answer.status_code == 200
    for page in ("/", str(answer.url.path)):
        text = client.get(page).text
        assert "<img src=x" not in text
        assert "&lt;img src=x onerror=alert(1)&gt;" in text
    wrong = client.post("/stories", files=files, data={"theme": evil})
    assert wrong.status_code == 400
    assert "<img src=x" not in wrong.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://other.localhost:3000"},
    ],
)
@pytest.mark.parametrize(
    "place", ["/stories/pip/delete", "/stories/pip/cancel", "/api/v1/stories/pip/cancel"]
)
def test_another_sites_page_changes_nothing(
    client: TestClient, dagster: FakeOrchestrator, finished_story: str, place: str, headers: dict[str, str]
) -> None:
    assert client.post(place, headers=headers).status_code == 403
    assert dagster.asked == []
    own = {"origin": "http://localhost:3000", "sec-fetch-site": "same-origin"}
    assert client.post(place, headers=own, follow_redirects=False).status_code in {202, 303}


def test_a_page_may_run_its_own_script_and_nothing_else(client: TestClient) -> None:
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    sources = re.findall(r'(?:src|href)="([^"]+)"', answer.text)
    assert all(source.startswith(("/", "#")) for source in sources)
    assert not re.search(r"\son\w+=|<style|style=|javascript:", answer.text)


def test_the_page_is_light(client: TestClient) -> None:
    page = client.get("/")
    parts = {place for place in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)}
    weight_bytes = len(page.content) + sum(len(client.get(part).content) for part in parts)
    weight_bytes += len(client.get("/fonts/Fredoka-SemiBold.ttf").content)
    assert weight_bytes < 150_000


def test_every_field_has_a_label(client: TestClient, finished_story: str) -> None:
    for place in ("/", "/stories/pip"):
        text = client.get(place).text
        labelled = "".join(re.findall(r"<label.*?</label>", text, re.DOTALL))
        for field in re.findall(r"<(?:input|select)[^>]*>", text):
            by_id = re.search(r' id="(\w+)"', field)
            is_hidden = 'type="hidden"' in field
            assert is_hidden or field in labelled or (by_id and f'for="{by_id[1]}"' in text), field
        assert all('alt="' in picture for picture in re.findall(r"<img[^>]*>", text))


def test_every_voice_can_be_heard(client: TestClient) -> None:
    found = re.search(r'data-voices="([^"]+)"', client.get("/").text)
    assert found
    for voice in VoiceType:
        sample = client.get(f"{found[1]}{voice}.mp3")
        assert sample.status_code == 200
        assert sample.headers["content-type"] == "audio/mpeg"
        assert 3_000 < len(sample.content) < 40_000


def test_a_page_says_what_the_last_night_made(client: TestClient, dagster: FakeOrchestrator) -> None:
    assert "The last night" not in client.get("/machine").text
    dagster.night = LastNight(began_s=1_796_007_600, finished=3, failed=1)
    page = client.get("/machine").text
    assert "2026-11-30 03:00" in page
    assert '<dd>1 – <a href="/?state=failed#library">which</a></dd>' in page
    assert "Still being made" not in page


def test_a_page_says_what_is_on_this_machine_and_no_key(client: TestClient) -> None:
    page = client.get("/machine").text
    told = re.sub(r"<[^>]+>|\s+", " ", page)
    for said in (
        "OpenAI: key",
        "is set",
        "is not set",
        "$0.40",
        "of $5.00",
        "no limit",
        "12 GB",
        "openai, embedded",
    ):
        assert said in told, said
    assert 'href="/dagster/runs"' in page
    assert client.get("/api/v1/machine").json()["free_gb"] == 12.3


def test_the_price_is_told_before_it_is_paid(client: TestClient) -> None:
    page = client.get("/").text
    assert "A film costs about $0.25" in page
    assert re.search("<noscript><p[^>]*>With more scenes", page), (
        "without JavaScript it is that of the defaults"
    )
    asked = re.search(r'hx-get="/price".*?hx-params="([^"]+)"', page, re.DOTALL)
    assert asked
    assert {"scenes", "aspect", "child_age", "style"} <= set(asked[1].split(","))
    assert not {"title", "child_name", "personal_context", "drawing"} & set(asked[1].split(","))
    told = client.get("/price", params={"scenes": "8", "style": "", "aspect": "9:16"}).text
    assert told.strip() == "A film costs about $0.40 with the keys that are set."
    assert client.get("/price", params={"scenes": "80"}).status_code == 400


def test_a_story_made_another_way_has_as_many_scenes_as_before(
    client: TestClient, inbox: Inbox, finished_story: str
) -> None:
    page = client.get("/stories/pip").text
    found = re.search(r'<select name="scenes">(.*?)</select>', page, re.DOTALL)
    assert found
    assert re.search(r'\s*<option value="">', found[1]), "it stays open where nobody said it"
    assert "selected" not in found[1]


def test_what_costs_nothing_has_no_price(inbox: Inbox, dagster: FakeOrchestrator) -> None:
    front = Front(inbox, dagster, lambda _: (), machine)
    with TestClient(make_app(front, most_upload_bytes=MOST_BYTES), base_url="http://localhost") as client:
        assert "/price" not in client.get("/").text
