"""Libraries of their own: whatever a user asks for of somebody else's is not there."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from storyvid_dagster.core import names
from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.intake.anthologies import ask_for_anthology, belongs_to
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.intake.uploads import find_upload
from storyvid_dagster.media.documents import write_document
from storyvid_dagster.media.server import SERVED
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.access import new_token, read_access, set_password
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front
from storyvid_dagster.web.login import COOKIE, needs_no_login
from storyvid_dagster.web.owners import Owners
from storyvid_dagster.web.site import put_together
from storyvid_dagster.web.users import Users
from storyvid_dagster_tests.web.conftest import MOST_BYTES, FakeOrchestrator, machine, price

HEADER = "X-Forwarded-User"
MIA, BEN, HEAD = ({HEADER: name} for name in ("mia@school.example", "ben@school.example", "head"))
API, UI = "/api/v1", "ws://localhost:3000/dagster/graphql"
BODIES: dict[str, dict[str, Any]] = {
    "POST /stories/{run_id}/figures": {"data": {"number": "1", "kind-1": "dog"}},
    "POST /stories/{run_id}/options": {"data": {"style": "comic"}},
    "POST /stories/{run_id}/scenes/{number}": {"data": {"text": "Up flew the ball."}},
    "POST /stories/{run_id}/script": {"data": {"title": "Mine now", "approve": "yes"}},
    "PATCH /api/v1/stories/{run_id}": {"json": {"style": "comic"}},
    "PATCH /api/v1/stories/{run_id}/script": {"json": {"title": "Mine now"}},
    "PATCH /api/v1/stories/{run_id}/scenes/{number}": {"json": {"text": "Up flew the ball."}},
    "POST /api/v1/stories/{run_id}/redo": {"json": {"assets": ["narration"]}},
}
NAMED_IN_THE_BODY: dict[str, Callable[[str], dict[str, Any]]] = {
    "POST /api/v1/vision/analyze": lambda run_id: {"data": {"run_id": run_id}},
    "POST /api/v1/story/generate": lambda run_id: {"json": {"run_id": run_id}},
    "POST /api/v1/images/generate": lambda run_id: {"json": {"run_id": run_id}},
    "POST /api/v1/voice/generate": lambda run_id: {"json": {"run_id": run_id}},
    "POST /api/v1/video/assemble": lambda run_id: {"json": {"run_id": run_id}},
    "POST /api/v1/anthologies": lambda run_id: {"json": {"title": "Ours", "run_ids": [run_id, "hen"]}},
    "POST /anthologies": lambda run_id: {"data": {"anthology": "Ours", "run_id": [run_id, "hen"]}},
}


@pytest.fixture
def pages(inbox: Inbox, dagster: FakeOrchestrator, store: MediaStore) -> FastAPI:
    users = Users(HEADER, {"head"}, Owners(store))
    return make_app(Front(inbox, dagster, price, machine), most_upload_bytes=MOST_BYTES, users=users)


@pytest.fixture
def school(pages: FastAPI, store: MediaStore) -> Iterator[TestClient]:
    """All that `storyvid up` serves at one address, with a library for each user."""

    async def dagster_ui(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("any run")

    async def dagsters_first_page(request: Request) -> Response:
        return Response("Dagster")

    store.root.mkdir(exist_ok=True)
    ui = Mount("/dagster", routes=[WebSocketRoute("/graphql", dagster_ui)])
    app = Starlette(routes=[ui, Route("/", dagsters_first_page)])
    put_together(app, pages, store=store, users=pages.state.users)
    with TestClient(
        app, base_url="http://localhost:3000", follow_redirects=False, raise_server_exceptions=False
    ) as client:
        yield client


@pytest.fixture
def stories(two_stories: tuple[str, str], finished: MediaStore, dagster: FakeOrchestrator) -> tuple[str, str]:
    """A finished story of Mia, `pip`, and one of Ben, `hen`, with files, an anthology and an order each."""
    for run_id, who in (("pip", MIA), ("hen", BEN)):
        upload = find_upload(run_id, finished)
        assert upload is not None
        mine = upload.model_copy(update={"user": who[HEADER]})
        write_document(mine, names.document(run_id, "upload"), finished)
        for key in list(finished.keys("videos")):
            finished.put(key.replace("pip", run_id), b"film")
        order = ask_for_anthology("Our stories", [run_id], finished, user=who[HEADER])
        for kind in ("mp4", "pdf"):
            finished.put(names.anthology(order.name, kind), b"film")
    return two_stories


def routes_of(app: FastAPI) -> list[tuple[str, str]]:
    """Give method and path of every route, those of the pages too, which no description names."""
    found = list(_routes(app.routes))
    assert app.openapi()["paths"].keys() < {path for _, path in found}
    return found


def _routes(routes: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield from ((method, route.path) for method in sorted(route.methods or ()))
        elif hasattr(route, "original_router"):  # what `include_router` leaves
            yield from _routes(route.original_router.routes)


def asked(client: TestClient, method: str, path: str, run_id: str, name: str, who: dict[str, str]) -> Any:
    """Ask for a route of a story or an anthology, with a body that would do something."""
    route = f"{method} {path}"
    values = {
        "run_id": run_id, "number": "1", "asset": "story_script", "name": name, "token": f"{run_id}.guess",
    }  # fmt: skip
    place = re.sub(r"\{(\w+)\}", lambda found: values[found[1]], path)
    body = NAMED_IN_THE_BODY[route](run_id) if route in NAMED_IN_THE_BODY else BODIES.get(route, {})
    return client.request(method, place, headers=who, **body)


def anthology_of(who: dict[str, str], store: MediaStore) -> str:
    films = (key for key in store.keys("anthologies") if key.endswith(".mp4"))
    names_of = (key.removeprefix("anthologies/").removesuffix(".mp4") for key in films)
    return next(name for name in names_of if belongs_to(name, who[HEADER]))


def test_whatever_route_is_asked_for_anothers_story_is_not_there(
    school: TestClient, pages: FastAPI, stories: object, dagster: FakeOrchestrator, store: MediaStore
) -> None:
    theirs = anthology_of(MIA, store)
    before = {key: store.get(key) for folder in names.RUN_FOLDERS for key in store.keys(folder)}
    tried = 0
    for method, path in routes_of(pages):
        if not re.search(r"\{(run_id|name|token)\}", path) and f"{method} {path}" not in NAMED_IN_THE_BODY:
            continue
        tried += 1
        answer = asked(school, method, path, "pip", theirs, BEN)
        of_nobody = asked(school, method, path, "nobody", "no-such-thing", BEN)
        assert answer.status_code == of_nobody.status_code == 404, (method, path, answer.text)
        said = answer.text.replace("pip", "nobody").replace(theirs[:40], "no-such-thing")
        assert said == of_nobody.text, "it tells nothing but that it is not there"
    assert tried > 40
    assert dagster.asked == []
    assert before == {key: store.get(key) for folder in names.RUN_FOLDERS for key in store.keys(folder)}


def test_the_same_routes_are_there_for_whose_story_it_is(
    school: TestClient, pages: FastAPI, stories: object, store: MediaStore
) -> None:
    mine = anthology_of(MIA, store)
    reads = [path for method, path in routes_of(pages) if method == "GET" and "token" not in path]
    for path in reads:
        if re.search(r"\{(run_id|name)\}", path):
            assert asked(school, "GET", path, "pip", mine, MIA).status_code == 200, path


def test_every_list_has_ones_own_alone(
    school: TestClient, pages: FastAPI, stories: object, store: MediaStore
) -> None:
    theirs, mine = anthology_of(MIA, store), anthology_of(BEN, store)
    lists = [path for method, path in routes_of(pages) if method == "GET" and "{" not in path]
    assert {"/", f"{API}/stories", f"{API}/anthologies", f"{API}/films.zip", "/metrics"} <= set(lists)
    for path in lists:
        answer = school.get(path, headers=BEN)
        assert b"pip" not in answer.content, path
        assert theirs.encode() not in answer.content, path
        assert MIA[HEADER].encode() not in answer.content, path
    found = school.get(f"{API}/stories", headers=BEN).json()
    assert ([story["run_id"] for story in found["stories"]], found["total"]) == (["hen"], 1)
    assert b"hen_final" in school.get("/", headers=BEN).content or "hen" in school.get("/", headers=BEN).text
    assert [one["name"] for one in school.get(f"{API}/anthologies", headers=BEN).json()] == [mine]
    assert b"hen.mp4" in school.get(f"{API}/films.zip", headers=BEN).content
    assert school.get(f"{API}/stories", headers={HEADER: "new"}).json()["total"] == 0


def test_an_admin_sees_all(school: TestClient, pages: FastAPI, stories: object, store: MediaStore) -> None:
    assert school.get(f"{API}/stories", headers=HEAD).json()["total"] == 2
    assert len(school.get(f"{API}/anthologies", headers=HEAD).json()) == 2
    for place in ("/machine", f"{API}/machine", "/metrics"):
        assert school.get(place, headers=HEAD).status_code == 200
        assert school.get(place, headers=BEN).status_code == 404
    for place in ("/", "/stories/hen"):
        assert "/dagster" in school.get(place, headers=HEAD).text
        assert "/dagster" not in school.get(place, headers=BEN).text
        assert "/machine" not in school.get(place, headers=BEN).text
    assert school.get("/stories/pip", headers=HEAD).status_code == 200


@pytest.mark.parametrize(
    "who", [{}, {HEADER: ""}, {HEADER: " "}, {HEADER: "x" * 201}, {"X-Forwarded-Users": "head"}]
)
def test_who_is_named_by_nobody_gets_nothing(
    school: TestClient, pages: FastAPI, stories: object, dagster: FakeOrchestrator, who: dict[str, str]
) -> None:
    for method, path in routes_of(pages):
        if needs_no_login(path):
            continue
        answer = asked(school, method, path, "pip", "class-3b", who)
        assert answer.status_code == 401, (method, path)
        assert "X-Forwarded-User" in answer.json()["detail"]
    for place in (f"/media/{names.film('pip')}", "/dagster", "/dagster/graphql", "/nowhere"):
        assert school.get(place, headers=who).status_code == 401
    assert dagster.asked == []
    with TestClient(pages, base_url="http://localhost:3000") as alone:
        assert alone.get("/stories/pip", headers=who).status_code == 401, "without anything in front, too"


def test_who_is_named_twice_is_nobody(school: TestClient, stories: object) -> None:
    twice = [(HEADER, MIA[HEADER]), (HEADER, BEN[HEADER])]
    assert school.get("/stories/pip", headers=twice).status_code == 401


def test_media_of_others_are_not_there(school: TestClient, stories: object, store: MediaStore) -> None:
    files = {key for folder in SERVED for key in store.keys(folder)}
    theirs = {key for key in files if "pip" in key or anthology_of(MIA, store) in key}
    mine = {key for key in files if "hen" in key or anthology_of(BEN, store) in key}
    assert len(theirs) > 5
    for key in theirs:
        assert school.get(f"/media/{key}", headers=BEN).status_code == 404, key
        assert school.get(f"/media/{key}", headers=MIA).status_code == 200, key
        assert school.get(f"/media/{key}", headers=HEAD).status_code == 200, key
    assert all(school.get(f"/media/{key}", headers=BEN).status_code == 200 for key in mine)


@pytest.mark.parametrize(
    "path",
    [
        "/media/videos/hen_/../pip_final.mp4",
        "/media/videos/hen_%2f..%2fpip_final.mp4",
        "/media/videos/./pip_final.mp4",
        "/media//videos/pip_final.mp4",
        "//media/videos/pip_final.mp4",
        "/media/videos/hen_..%5cpip_final.mp4",
        "/media/./videos/pip_final.mp4",
        "/media/anthologies/../videos/pip_final.mp4",
        "/media/documents/hen_upload.json",
        "/media/documents/pip_upload.json",
        "/dagster/../media/videos/pip_final.mp4",
        "/static/../media/videos/pip_final.mp4",
        "/static/..%2fmedia/videos/pip_final.mp4",
        "/dagster",
        "/dagster/graphql",
        "/media/",
    ],
)
def test_no_way_round_leads_to_the_media_of_others(school: TestClient, stories: object, path: str) -> None:
    raw = school.build_request("GET", "http://localhost:3000/", headers=BEN)
    raw.url = raw.url.copy_with(raw_path=path.encode())
    assert school.send(raw).status_code == 404


def test_dagsters_ui_is_for_admins(school: TestClient) -> None:
    for who in (BEN, {}):
        with pytest.raises(WebSocketDisconnect), school.websocket_connect(UI, headers=who):
            pass
    with school.websocket_connect(UI, headers=HEAD) as socket:
        assert socket.receive_text() == "any run"


def sent(client: TestClient, data: bytes, who: dict[str, str], **headers: str) -> Any:
    files = {"drawing": ("cat.png", data, "image/png")}
    return client.post(f"{API}/stories", files=files, headers=who | headers)


def test_the_same_drawing_of_two_users_is_two_stories(
    school: TestClient, dagster: FakeOrchestrator, inbox: Inbox, doodle: bytes
) -> None:
    run_ids = [sent(school, doodle, who).json()["run_id"] for who in (MIA, BEN, MIA, HEAD)]
    mia, ben, again, head = run_ids
    assert mia == again
    assert len({mia, ben, head}) == 3
    with inbox.lock():
        dropped = inbox.root / "cat.png"
        dropped.write_bytes(doodle)
        nobodys = inbox.claim(dropped)
    assert nobodys.run_id not in run_ids
    for who, run_id in ((MIA, mia), (BEN, ben)):
        found = school.get(f"{API}/stories", headers=who).json()["stories"]
        assert [story["run_id"] for story in found] == [run_id]
    assert school.get(f"{API}/stories", headers=HEAD).json()["total"] == 4
    assert school.get(f"{API}/stories/{nobodys.run_id}", headers=MIA).status_code == 404
    inbox.started(mia)
    dagster.runs[mia] = LastRun("a", "SUCCESS")
    changed = school.patch(f"{API}/stories/{mia}", json={"style": "comic"}, headers=MIA)
    assert changed.status_code == 202, "with other options it stays in the same library"
    assert school.get(f"{API}/stories/{mia}", headers=MIA).status_code == 200
    assert school.get(f"{API}/stories/{mia}", headers=BEN).status_code == 404


def test_an_idempotency_key_is_ones_own(school: TestClient, doodle: bytes) -> None:
    first = sent(school, doodle, MIA, **{"Idempotency-Key": "1"}).json()["run_id"]
    other = sent(school, doodle, BEN, **{"Idempotency-Key": "1"})
    assert other.status_code == 202
    assert other.json()["run_id"] != first
    assert sent(school, doodle, MIA, **{"Idempotency-Key": "1"}).json()["run_id"] == first


def test_what_was_seen_in_a_drawing_is_shown_to_who_sent_it(school: TestClient, doodle: bytes) -> None:
    seen = school.post("/looks", files={"drawing": ("cat.png", doodle, "image/png")}, headers=MIA).text
    found = re.search(r"/looks/[\w-]+/1\.png", seen)
    assert found
    assert school.get(found[0], headers=MIA).status_code == 200
    assert school.get(found[0], headers=BEN).status_code == 404


def test_anthologies_of_one_title_are_kept_apart(
    school: TestClient, stories: object, dagster: FakeOrchestrator, store: MediaStore
) -> None:
    mias, bens = anthology_of(MIA, store), anthology_of(BEN, store)
    assert mias != bens
    assert school.delete(f"{API}/anthologies/{mias}", headers=BEN).status_code == 404
    assert school.get("/", headers=HEAD).status_code == 200
    (one,) = school.get(f"{API}/anthologies", headers=BEN).json()
    assert (one["name"], one["title"]) == (bens, "our-stories")
    assert dagster.asked == []


def test_a_shared_link_is_open_to_all_and_made_by_its_owner(
    school: TestClient, stories: object, store: MediaStore
) -> None:
    assert school.post(f"{API}/stories/pip/share", headers=BEN).status_code == 404
    link = school.post(f"{API}/stories/pip/share", headers=MIA).json()["share"]["link"]
    assert school.get(link).status_code == 200
    assert school.delete(f"{API}/stories/pip/share", headers=BEN).status_code == 404
    assert school.get(link).status_code == 200


def test_a_claim_of_another_version_is_nobodys(
    school: TestClient, stories: object, store: MediaStore
) -> None:
    store.put(names.document("pip", "upload"), b'{"user": "ben@school.example", "from": "tomorrow"}')
    for who in (BEN, MIA):
        assert school.get(f"{API}/stories/pip", headers=who).status_code == 404
        assert school.get(f"/media/{names.film('pip')}", headers=who).status_code == 404
    assert school.get(f"{API}/stories/pip", headers=HEAD).status_code == 200


def test_only_who_has_the_token_may_say_who_asks(
    pages: FastAPI, stories: object, store: MediaStore, tmp_path: Path
) -> None:
    set_password(tmp_path, "a red kite & a ball")
    token = new_token(tmp_path)
    access = read_access(tmp_path)
    assert access is not None
    app = Starlette()
    put_together(app, pages, store=store, access=access, users=pages.state.users)
    proxy = {"authorization": f"Bearer {token}"}
    with TestClient(app, base_url="http://localhost:3000") as client:
        for path in ("/stories/pip", f"/media/{names.film('pip')}", f"{API}/stories"):
            cookie = {"cookie": f"{COOKIE}={access.session(time.time())}"}
            for who in (MIA, MIA | cookie, MIA | {"authorization": "Bearer x"}, proxy):
                assert client.get(path, headers=who | {"accept": "text/html"}).status_code == 401, path
            assert client.get(path, headers=MIA | proxy).status_code == 200
        assert client.get("/healthz").status_code == 200
