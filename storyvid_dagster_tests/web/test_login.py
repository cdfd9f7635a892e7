"""Who may come in once there is a password, and what guessing costs."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from storyvid_dagster.errors import RequestError, SetupError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.server import media_mount
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.access import Access, Door, new_token, read_access, require_login, set_password
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front
from storyvid_dagster.web.login import COOKIE, LoggedIn
from storyvid_dagster_tests.web.conftest import MOST_BYTES, FakeOrchestrator, machine, price

PASSWORD = "a red kite & a ball"
FILM = "/media/videos/pip_final.mp4"
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def hashed(tmp_path_factory: pytest.TempPathFactory) -> Access:
    folder = tmp_path_factory.mktemp("access")
    set_password(folder, PASSWORD)
    access = read_access(folder)
    assert access is not None
    return access


@pytest.fixture
def guarded(
    hashed: Access, inbox: Inbox, dagster: FakeOrchestrator, finished_story: str, store: MediaStore
) -> Iterator[TestClient]:
    """All that `storyvid up` serves at one address, behind the login."""

    async def dagster_ui(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("any run")

    pages = make_app(Front(inbox, dagster, price, machine), most_upload_bytes=MOST_BYTES, access=hashed)
    ui = Starlette(routes=[WebSocketRoute("/graphql", dagster_ui)])
    app = Starlette(routes=[media_mount(store), Mount("/dagster", ui), Mount("/", pages)])
    app.add_middleware(LoggedIn, access=hashed)
    with TestClient(app, base_url="http://localhost:3000", follow_redirects=False) as client:
        yield client


def log_in(client: TestClient, password: str = PASSWORD, where: str = "/") -> int:
    return client.post("/login", data={"password": password, "next": where}).status_code


@pytest.mark.parametrize(
    "place",
    ["/", "/stories/pip", "/api/v1/stories", "/metrics", FILM, "/dagster/graphql", "/nowhere", "//media/x"],
)
def test_nobody_sees_anything_before_the_login(guarded: TestClient, place: str) -> None:
    assert guarded.get(place).status_code == 401
    page = guarded.get(place, headers=HTML)
    assert page.status_code == 303
    assert page.headers["location"].startswith("/login?next=/")


@pytest.mark.parametrize("place", ["/stories", "/stories/pip/delete", "/api/v1/stories/pip/cancel"])
def test_nobody_changes_anything_before_the_login(
    guarded: TestClient, dagster: FakeOrchestrator, place: str
) -> None:
    assert guarded.post(place, headers=HTML).status_code == 401
    assert guarded.delete("/api/v1/stories/pip").status_code == 401
    assert dagster.asked == []


def test_dagsters_ui_streams_to_nobody_before_the_login(guarded: TestClient, hashed: Access) -> None:
    with pytest.raises(WebSocketDisconnect), guarded.websocket_connect("/dagster/graphql"):
        pass
    cookie = {"cookie": f"{COOKIE}={hashed.session(time.time())}"}
    with guarded.websocket_connect("/dagster/graphql", headers=cookie) as socket:
        assert socket.receive_text() == "any run"


def test_with_the_password_all_is_there_until_one_logs_out(guarded: TestClient) -> None:
    answer = guarded.post("/login", data={"password": PASSWORD, "next": "/stories/pip"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories/pip")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    for place in ("/", "/stories/pip", "/api/v1/stories", FILM):
        assert guarded.get(place).status_code == 200
    assert "Log out" in guarded.get("/").text
    assert guarded.post("/logout").headers["location"] == "/login"
    assert guarded.get("/").status_code == 401


def test_behind_tls_the_cookie_goes_over_tls_only(guarded: TestClient) -> None:
    answer = guarded.post("https://localhost:3000/login", data={"password": PASSWORD})
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize("cookie", ["", "x", ".", "99999999999.", "99999999999.0000", "٣.x", "1" * 5000])
def test_a_cookie_made_up_is_none(guarded: TestClient, cookie: str) -> None:
    headers = {"cookie": f"{COOKIE}={cookie}".encode()}
    assert guarded.get("/", headers=headers).status_code == 401  # pyright: ignore[reportArgumentType]


def test_a_cookie_ends_and_a_new_password_ends_all(hashed: Access, tmp_path: Path) -> None:
    cookie = hashed.session(1000.0)
    assert hashed.knows_session(cookie, 1000.0 + 29 * 86_400)
    assert not hashed.knows_session(cookie, 1000.0 + 31 * 86_400)
    later = cookie.replace(cookie.split(".")[0], "99999999999")
    assert not hashed.knows_session(later, 1000.0)
    set_password(tmp_path, PASSWORD)
    again = read_access(tmp_path)
    assert again is not None
    assert not again.knows_session(cookie, 1000.0)


def test_what_is_open_is_the_look_the_login_and_shared_films(guarded: TestClient) -> None:
    assert log_in(guarded) == 303
    link = guarded.post("/api/v1/stories/pip/share").json()["share"]["link"]
    guarded.cookies.clear()
    for place in (link, f"{link}/film.mp4", "/login", "/healthz", "/static/style.css", "/static/icon.svg"):
        assert guarded.get(place).status_code == 200, place
    for place in (
        "/static/../stories/pip",
        "/static/..%2fstories/pip",
        "/watch/../media/videos/x",
        "/watchx",
    ):
        assert guarded.get(place).status_code in {401, 404}, place


def test_a_program_comes_in_with_its_token(
    inbox: Inbox, dagster: FakeOrchestrator, finished_story: str, tmp_path: Path
) -> None:
    with pytest.raises(SetupError, match="storyvid password"):
        new_token(tmp_path)
    set_password(tmp_path, PASSWORD)
    first, second = new_token(tmp_path), new_token(tmp_path)
    access = read_access(tmp_path)
    assert access is not None
    assert second not in (tmp_path / "access.json").read_text()
    app = LoggedIn(
        make_app(Front(inbox, dagster, price, machine), most_upload_bytes=MOST_BYTES, access=access), access
    )
    client = TestClient(app, base_url="http://localhost:3000")

    def status(value: str) -> int:
        return client.get("/api/v1/stories", headers={"authorization": value}).status_code

    assert status(f"Bearer {second}") == 200
    for wrong in (f"Bearer {first}", "Bearer ", "Bearer", f"Basic {second}", second):
        assert status(wrong) == 401


def test_guessing_is_slowed_down(hashed: Access) -> None:
    now_s = 1000.0
    door = Door(hashed, lambda: now_s)
    for n in range(5):
        assert not door.opens(f"guess {n}", "10.0.0.1")
    assert not door.opens(PASSWORD, "10.0.0.1"), "even the password waits now"
    assert door.opens(PASSWORD, "10.0.0.2"), "others do not"
    now_s += 61
    assert door.opens(PASSWORD, "10.0.0.1")


def test_guessing_from_many_addresses_is_slowed_down(hashed: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 1000.0
    door = Door(hashed.model_copy(update={"password_hash": QUICK_HASH}), lambda: now_s)
    for n in range(30):
        door.opens("guess", f"10.0.{n}.1")
    assert door.is_shut("10.9.9.9")
    now_s += 61
    assert not door.is_shut("10.9.9.9")
    assert door._wrong == {}, "nothing is kept of those who tried long ago"  # pyright: ignore[reportPrivateUsage]


QUICK_HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$" + "A" * 43
"""Of no password that is known, and checked at once."""


def test_the_page_says_when_it_was_tried_too_often(guarded: TestClient) -> None:
    for _ in range(4):
        assert log_in(guarded, "wrong") == 403
    assert log_in(guarded, "wrong") == 429
    answer = guarded.post("/login", data={"password": PASSWORD})
    assert answer.status_code == 429
    assert "Wait a minute" in answer.text


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example", "/\\evil.example", "x", "/a\nb"])
def test_a_login_leads_to_no_other_site(guarded: TestClient, where: str) -> None:
    answer = guarded.post("/login", data={"password": PASSWORD, "next": where})
    assert answer.headers["location"] == "/"
    assert where not in guarded.get("/login", params={"next": where}).text or where == "x"


def test_another_sites_form_logs_nobody_in(guarded: TestClient) -> None:
    headers = {"origin": "https://evil.example"}
    assert guarded.post("/login", data={"password": PASSWORD}, headers=headers).status_code == 403


def test_without_a_password_nobody_listens_to_others(tmp_path: Path) -> None:
    for host in ("127.0.0.1", "localhost", "::1"):
        require_login(tmp_path, host)
    for host in ("0.0.0.0", "192.168.1.4", "::", "my-computer"):
        with pytest.raises(SetupError, match="storyvid password"):
            require_login(tmp_path, host)
    with pytest.raises(RequestError, match="at least 10"):
        set_password(tmp_path, "short")
    set_password(tmp_path, PASSWORD)
    require_login(tmp_path, "0.0.0.0")
    file = tmp_path / "access.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert PASSWORD not in file.read_text()
    file.write_text("{}")
    with pytest.raises(SetupError, match="damaged"):
        read_access(tmp_path)
