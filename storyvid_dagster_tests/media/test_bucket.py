"""A bucket of a real S3-compatible server: what is only so there, and what goes wrong."""

import json
import logging
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from storyvid_dagster.core import names
from storyvid_dagster.errors import MediaError, SetupError, StoreUnavailable, StoryvidError, may_pass
from storyvid_dagster.media.bucket import Bucket, BucketPlace
from storyvid_dagster.media.bucket_store import BucketStore
from storyvid_dagster.media.cache import IN_USE_S, entries_of
from storyvid_dagster.media.faults import faults_of
from storyvid_dagster.media.scratch import Scratch
from storyvid_dagster.media.server import PREFIX, media_mount
from storyvid_dagster_tests.servers.s3 import KEY_ID, SECRET, S3Server, s3_server

pytestmark = pytest.mark.slow


@pytest.fixture
def bucket_store(s3: S3Server, tmp_path: Path) -> BucketStore:
    return s3.store(tmp_path, f"bucket/{uuid4().hex}")


@pytest.fixture
def own_server() -> Iterator[S3Server]:
    with s3_server() as server:
        yield server


def test_a_server_killed_while_it_is_sent_to_leaves_whole_files_or_none(
    own_server: S3Server, tmp_path: Path
) -> None:
    store = own_server.store(tmp_path, "killed")
    place = replace(own_server.place("killed"), timeout_s=5)
    body = bytes(range(256)) * 40_000  # 10 MB: sent in several parts
    acknowledged: list[str] = []

    def send(number: int) -> None:
        Bucket(place).put(f"videos/s{number}_final.mp4", body)
        acknowledged.append(f"videos/s{number}_final.mp4")

    with ThreadPoolExecutor(4) as threads:
        sent = [threads.submit(send, number) for number in range(40)]
        while len(acknowledged) < 3:
            assert not any(each.done() and each.exception() for each in sent)
            time.sleep(0.01)
        own_server.kill()
        for each in sent:
            each.cancel()
        failures = [each.exception() for each in sent if not each.cancelled()]
    assert any(isinstance(failure, StoreUnavailable) for failure in failures)
    own_server.start()
    for key in store.keys("videos"):
        assert store.get(key) == body
    assert set(acknowledged) <= set(store.keys("videos"))


def test_a_server_that_is_away_is_no_missing_file(own_server: S3Server, tmp_path: Path) -> None:
    store = own_server.store(tmp_path, "away")
    file = store.put("images/a_scene_1.png", b"x")
    own_server.kill()
    for ask in (lambda: store.get(file.key), lambda: store.path(file.key), lambda: store.put(file.key, b"y")):
        with pytest.raises(StoreUnavailable, match=r"images/a_scene_1.png.*tried again by itself") as caught:
            ask()
        assert may_pass(caught.value)
        assert not isinstance(caught.value, MediaError)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"secret": "canary-of-a-wrong-secret"}, "STORYVID_STORE_SECRET"),
        ({"key_id": "CANARYKEYID"}, "STORYVID_STORE_KEY_ID"),
        ({"endpoint": "http://127.0.0.1:9"}, "nothing answers there"),
    ],
)
def test_what_does_not_work_is_told_without_any_key(
    s3: S3Server, wrong: dict[str, str], told: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    place = replace(s3.place("told"), most_retries=0, **wrong)
    bucket = Bucket(place)
    asked = (
        lambda: bucket.put("a", b"x"), lambda: bucket.get("a"), lambda: bucket.find("a"),
        lambda: bucket.create("a", b"x"), lambda: bucket.delete("a"), lambda: list(bucket.list("a")),
    )  # fmt: skip
    for ask in asked:
        try:
            ask()
        except StoryvidError as error:
            said = "".join(traceback.format_exception(error))
            assert told in said
            assert not [key for key in (KEY_ID, SECRET, *wrong.values()) if key.isalnum() and key in said]
            assert SECRET not in said
            assert "canary" not in said
        else:
            raise AssertionError("it was taken")
    assert "canary" not in caplog.text
    for value in (place, bucket):
        assert "canary" not in repr(value)
        assert KEY_ID not in repr(value)


@pytest.mark.parametrize("url", ["https://x", "s3://", "s3://B", "stories"])
def test_what_is_no_address_of_a_bucket_is_told(url: str) -> None:
    with pytest.raises(SetupError, match="s3://bucket/prefix"):
        Bucket(BucketPlace(url))


def test_local_copies_are_kept_within_a_bound(s3: S3Server, tmp_path: Path) -> None:
    store = s3.store(tmp_path, f"scratch/{uuid4().hex}")
    scratch = Scratch(tmp_path / "scratch", most_bytes=2500)
    keys = [f"images/a_scene_{n}.png" for n in range(1, 5)]
    for key in keys:
        store.put(key, b"x" * 1000)
        store.path(key)
    assert scratch.prune(time.time()) == 0  # all are in use
    assert scratch.prune(time.time() + 2 * IN_USE_S) == 2
    assert len([path for path in scratch.folder.rglob("*") if path.is_file()]) == 2
    assert {store.path(key).read_bytes() for key in keys} == {b"x" * 1000}  # fetched again


def test_a_copy_is_fetched_once(bucket_store: BucketStore) -> None:
    bucket_store.put("videos/a_final.mp4", b"film")
    place = bucket_store.path("videos/a_final.mp4")
    first = place.stat()
    assert bucket_store.path("videos/a_final.mp4") == place
    # A browser goes on with a film it has a part of only if its time of change is the same.
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_a_damaged_copy_is_not_taken_for_the_file(bucket_store: BucketStore) -> None:
    file = bucket_store.put("videos/a_final.mp4", b"film")
    bucket_store.path(file.key).write_bytes(b"fil?")
    with pytest.raises(MediaError):
        bucket_store.path_checked(file)
    assert bucket_store.path_checked(file).read_bytes() == b"film"


def test_an_entry_of_the_cache_counts_as_used_when_a_story_used_it(s3: S3Server, tmp_path: Path) -> None:
    prefix, key = f"used/{uuid4().hex}", "cache/speech/ab/01.flac"
    s3.store(tmp_path, prefix).put(key, b"x")
    (before,) = entries_of(s3.store(tmp_path, prefix))
    clock = Bucket(s3.place(prefix))
    now_s = before.used_s
    while now_s == before.used_s:  # the server's times are whole seconds
        clock.put("clock", b"")
        found = clock.find("clock")
        now_s = found.changed_s if found else now_s
    s3.store(tmp_path, prefix, "lion").get(key)
    (after,) = entries_of(s3.store(tmp_path, prefix))
    assert after.used_s > before.used_s


def test_whether_a_story_is_whole_asks_the_bucket_a_few_times(
    bucket_store: BucketStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = [bucket_store.put(f"images/pip_scene_{n}.png", b"x") for n in range(1, 31)]
    listed = [picture.model_dump(mode="json") for picture in pictures]
    bucket_store.put(names.document("pip", "scene_images"), json.dumps(listed).encode())
    asked: list[str] = []
    for name in ("find", "get", "list"):
        whole = getattr(Bucket, name)

        def counted(self: Bucket, *words: Any, name: str = name, whole: Any = whole, **more: Any) -> Any:
            asked.append(name)
            return whole(self, *words, **more)

        monkeypatch.setattr(Bucket, name, counted)
    assert faults_of("pip", bucket_store, assets=["scene_images"]) == []
    assert asked == ["get", "list"]


def test_films_of_a_bucket_are_served_in_parts_and_nothing_else(bucket_store: BucketStore) -> None:
    bucket_store.put(names.film("pip"), b"0123456789")
    bucket_store.put(names.document("pip", "share"), b"secret")
    client = TestClient(Starlette(routes=[media_mount(bucket_store)]))
    url = f"{PREFIX}/{names.film('pip')}"
    part = client.get(url, headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content, part.headers["Content-Type"]) == (206, b"234", "video/mp4")
    whole = client.get(url)
    assert whole.content == b"0123456789"
    assert client.get(url, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    for hidden in (names.document("pip", "share"), "videos/.x", "videos/none.mp4", "videos", "../etc/passwd"):
        assert client.get(f"{PREFIX}/{hidden}").status_code == 404
