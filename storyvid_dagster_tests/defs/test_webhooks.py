"""Telling another program of stories, over loopback."""

import base64
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dagster as dg
import pytest
from pydantic import SecretStr, ValidationError

from storyvid_dagster.core import names
from storyvid_dagster.core.webhooks import allowed_origins
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID
from storyvid_dagster.defs.webhooks import WAITS_S, Progress, webhook_sensor
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import write_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings

pytestmark = pytest.mark.slow
KEY = b"a key of twenty-four byt"
SECRET = SecretStr("whsec_" + base64.b64encode(KEY).decode())


@dg.op
def work(context: dg.OpExecutionContext) -> None:
    if context.run.tags.get("fails"):
        raise dg.Failure("no room on the disk", allow_retries=False)


@dg.job
def story_job() -> None:
    work()


@dataclass
class Listener:
    """Another program that is told, and answers as it is set to."""

    url: str
    status: int = 204
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list[tuple[dict[str, str], bytes]])


@pytest.fixture
def listener() -> Iterator[Listener]:
    yield from listening()


def listening() -> Iterator[Listener]:
    """Listen until the test has ended."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            told.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(told.status)
            if told.status == 302:
                self.send_header("Location", f"{told.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told = Listener(f"http://127.0.0.1:{server.server_port}")
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield told
    server.shutdown()
    serving.join()
    server.server_close()


@dataclass
class Teller:
    """The sensor with its cursor, looked through when the test says so."""

    instance: dg.DagsterInstance
    inbox: Inbox
    url: str
    cursor: str | None = None
    origins: frozenset[str] = frozenset()

    def run(self, *, fails: bool = False) -> str:
        tags = {PARTITION_TAG: "pip"} | ({"fails": "yes"} if fails else {})
        return story_job.execute_in_process(instance=self.instance, tags=tags, raise_on_error=False).run_id

    def look(self) -> tuple[int, ...]:
        """Look once, with all waiting over, and give how often was tried what is still to be told."""
        cursor = self.cursor
        if cursor is not None:
            before = Progress.model_validate_json(cursor)
            due = tuple(message.model_copy(update={"due_s": 0}) for message in before.waiting)
            cursor = before.model_copy(update={"waiting": due}).model_dump_json()
        with dg.build_sensor_context(
            instance=self.instance, cursor=cursor, resources={"inbox": self.inbox}
        ) as context:
            webhook_sensor(self.url, SECRET, self.origins)(context)
            self.cursor = context.cursor
        assert self.cursor is not None
        return tuple(message.tries for message in Progress.model_validate_json(self.cursor).waiting)


@pytest.fixture
def teller(listener: Listener, finished: MediaStore, tmp_path: Path) -> Iterator[Teller]:
    with open_instance(tmp_path / "home") as instance:
        instance.add_dynamic_partitions(RUN_ID, ["pip"])
        teller = Teller(instance, Inbox(tmp_path / "uploads", finished), listener.url)
        teller.run()
        assert teller.look() == ()
        assert listener.heard == [], "what was before it was set up is no news"
        yield teller


def test_a_finished_story_is_told_once_and_signed(teller: Teller, listener: Listener) -> None:
    dagster_run_id = teller.run()
    assert teller.look() == teller.look() == ()
    ((headers, body),) = listener.heard
    assert json.loads(body) == {"type": "story.finished", "data": {"run_id": "pip"}}
    assert headers["webhook-id"] == dagster_run_id
    signed = f"{dagster_run_id}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(KEY, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


def test_a_failed_story_is_told_and_one_that_is_tried_again_is_not(
    teller: Teller, listener: Listener
) -> None:
    teller.inbox.store.delete(names.document("pip", "story_video"))
    again = teller.run(fails=True)
    teller.instance.add_run_tags(again, {"dagster/will_retry": "true"})
    teller.look()
    assert listener.heard == []
    teller.run(fails=True)
    teller.look()
    ((_, body),) = listener.heard
    assert json.loads(body)["type"] == "story.failed"


@pytest.mark.parametrize("status", [302, 404, 503])
def test_who_does_not_take_it_is_asked_again_for_two_days_and_then_no_more(
    teller: Teller, listener: Listener, status: int
) -> None:
    teller.run()
    listener.status = status
    for n_tries in range(1, len(WAITS_S) + 1):
        assert teller.look() == (n_tries,)
    assert teller.look() == ()
    assert len(listener.heard) == len(WAITS_S) + 1, "a redirect is not followed"
    assert len({headers["webhook-id"] for headers, _ in listener.heard}) == 1


def test_nobody_at_the_address_stops_nothing(teller: Teller, listener: Listener) -> None:
    teller.run()
    teller.url = "http://127.0.0.1:1"
    assert teller.look() == (1,)
    teller.url = listener.url
    assert teller.look() == ()
    assert len(listener.heard) == 1


def test_a_story_that_was_forgotten_is_told_no_more(teller: Teller, listener: Listener) -> None:
    dagster_run_id = teller.run()
    listener.status = 503
    assert teller.look() == (1,)
    assert '"pip"' not in str(teller.cursor)
    teller.instance.delete_run(dagster_run_id)
    assert teller.look() == ()
    assert len(listener.heard) == 1


@pytest.fixture
def other() -> Iterator[Listener]:
    yield from listening()


def names_its_own(teller: Teller, url: str) -> None:
    upload = teller.inbox.find("pip")
    assert upload
    claim = upload.model_copy(update={"webhook_url": url})
    write_document(claim, names.document("pip", "upload"), teller.inbox.store)


def test_a_story_that_names_an_address_is_told_there_too(
    teller: Teller, listener: Listener, other: Listener
) -> None:
    names_its_own(teller, f"{other.url}/hook?secret=abc")
    teller.origins = allowed_origins(other.url)
    teller.run()
    assert teller.look() == ()
    ((_, at_all),) = listener.heard
    ((headers, body),) = other.heard
    assert body == at_all
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    assert hmac.digest(KEY, signed, hashlib.sha256) == base64.b64decode(headers["webhook-signature"][3:])
    teller.run()
    other.status = 503
    assert teller.look() == (1,), "each is told again by itself"
    assert len(listener.heard) == 2
    assert "secret=abc" not in str(teller.cursor)
    teller.url, other.status = "", 204
    assert teller.look() == ()
    assert len(other.heard) == 3
    assert len(listener.heard) == 2


def test_nobody_is_told_whose_host_is_not_named(teller: Teller, listener: Listener, other: Listener) -> None:
    names_its_own(teller, other.url)
    teller.run()
    assert teller.look() == ()
    teller.origins = allowed_origins("hooks.example")
    teller.run()
    assert teller.look() == ()
    assert (len(listener.heard), other.heard) == (2, [])


def test_the_address_of_all_is_not_told_twice(teller: Teller, listener: Listener) -> None:
    names_its_own(teller, listener.url)
    teller.origins = allowed_origins(listener.url)
    teller.run()
    assert teller.look() == ()
    assert len(listener.heard) == 1


def test_who_answers_a_byte_at_a_time_holds_nobody_up(
    teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storyvid_dagster.defs.webhooks._TIMEOUT_S", 0.3)
    ended = threading.Event()

    def dribble(listener: socket.socket) -> None:
        asked, _ = listener.accept()
        with asked, suppress(OSError):
            while not ended.wait(0.05):
                asked.sendall(b"H")

    with socket.create_server(("127.0.0.1", 0)) as slow:
        dribbling = threading.Thread(target=dribble, args=(slow,))
        dribbling.start()
        teller.run()
        teller.url = f"http://127.0.0.1:{slow.getsockname()[1]}"
        assert teller.look() == (1,)
        ended.set()
        dribbling.join()


@pytest.mark.parametrize(
    "told",
    [
        {"webhook_url": "https://there.example"},
        {"webhook_url": "https://there.example", "webhook_secret": "whsec_short"},
        {"webhook_url": "file:///etc/passwd", "webhook_secret": SECRET},
        {"webhook_hosts": "hooks.example"},
        {"webhook_hosts": "hooks.example/path", "webhook_secret": SECRET},
        {"webhook_hosts": "file://hooks.example", "webhook_secret": SECRET},
    ],
)
def test_an_address_needs_a_secret_and_a_web_address(told: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="webhook"):
        Settings.model_validate(told)
