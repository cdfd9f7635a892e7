"""What every store keeps, whether its files lie in a folder or in a bucket of a real S3-compatible server."""

import hashlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from storyvid_dagster.core import names
from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media.cache import IN_USE_S, prune
from storyvid_dagster.media.checked_cache import caching, is_cached
from storyvid_dagster.media.forget import forget_files
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import Store

OpenStore = Callable[..., MediaStore]

KEY = "images/lion_scene_1.png"


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.slow)])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> OpenStore:
    """Open one and the same store as often as wanted: for a run, on a machine of its own."""
    if request.param == "folder":
        return lambda run_id=None, machine="a": MediaStore(tmp_path / "data", run_id)
    server, prefix = request.getfixturevalue("s3"), f"contract/{uuid4().hex}"
    return lambda run_id=None, machine="a": server.store(tmp_path / machine, prefix, run_id)


@pytest.fixture
def kept(opened: OpenStore) -> MediaStore:
    return opened()


def test_it_fills_the_port(kept: MediaStore) -> None:
    port: Store = kept
    assert port.run_id is None


def test_what_is_put_is_given_back_on_every_machine(opened: OpenStore) -> None:
    file = opened(machine="a").put(KEY, b"picture")
    there = opened(machine="b")
    assert there.get(KEY) == there.open_checked(file) == there.path(KEY).read_bytes() == b"picture"
    assert there.path_checked(file).suffix == ".png"
    assert there.describe(KEY) == file
    assert (there.exists(KEY), there.size_bytes(KEY)) == (True, 7)


def test_what_is_not_there_is_named(kept: MediaStore) -> None:
    ghost = MediaFile(key=KEY, sha256="0" * 64, size_bytes=1)
    assert (kept.exists(KEY), kept.size_bytes(KEY), kept.version(KEY)) == (False, None, None)
    assert not kept.path(KEY).exists()
    for ask in (
        lambda: kept.get(KEY), lambda: kept.describe(KEY), lambda: kept.open_checked(ghost),
        lambda: kept.path_checked(ghost),
    ):  # fmt: skip
        with pytest.raises(MediaError, match=rf"{KEY}.*materialize"):
            ask()


def test_a_put_replaces_and_every_reader_has_the_new_bytes(opened: OpenStore) -> None:
    here, there = opened(machine="a"), opened(machine="b")
    first = here.put(KEY, b"one")
    assert there.path(KEY).read_bytes() == b"one"
    before = there.version(KEY)
    second = here.put(KEY, b"two")
    assert there.version(KEY) != before
    assert there.path(KEY).read_bytes() == there.open_checked(second) == b"two"
    for check in (there.open_checked, there.path_checked):
        with pytest.raises(MediaError, match=r"scene_1.png is not the file.*materialize"):
            check(first)


def test_what_is_written_as_a_file_becomes_the_key_at_the_end(opened: OpenStore) -> None:
    here = opened(machine="a")
    with here.writing("videos/lion_final.mp4") as path:
        path.write_bytes(b"film")
        assert path.suffix == ".mp4"
        assert not here.exists("videos/lion_final.mp4")
    assert opened(machine="b").get("videos/lion_final.mp4") == b"film"
    assert here.path("videos/lion_final.mp4").read_bytes() == b"film"


def test_a_write_that_fails_changes_nothing_and_leaves_nothing(opened: OpenStore, tmp_path: Path) -> None:
    kept = opened()
    kept.put(KEY, b"old")
    with pytest.raises(RuntimeError), kept.writing(KEY) as path:  # noqa: PT012
        path.write_bytes(b"half of the n")
        raise RuntimeError
    assert kept.get(KEY) == b"old"
    assert list(kept.keys("images")) == [KEY]
    assert not list(tmp_path.rglob(".part-*"))


def test_of_many_who_create_a_file_one_wins(opened: OpenStore) -> None:
    for number in range(3):
        key = f"cache/paid/ab/{number:04x}.answer"
        stores = [opened(machine=str(n)) for n in range(6)]
        bodies = [f"answer of {n}".encode() * 1000 for n in range(6)]
        with ThreadPoolExecutor(6) as threads:
            won = list(threads.map(lambda store, body, key=key: store.create(key, body), stores, bodies))
        assert won.count(True) == 1
        assert opened().get(key) == bodies[won.index(True)]
        assert opened().create(key, b"later") is False


def test_writers_at_once_never_mix_their_bytes(opened: OpenStore) -> None:
    bodies = {hashlib.sha256(body).hexdigest(): body for n in range(6) if (body := bytes([n]) * 300_000)}
    seen: set[str] = set()

    def write(body: bytes) -> None:
        with opened(machine=str(body[0])).writing(KEY) as path:
            path.write_bytes(body)

    with ThreadPoolExecutor(8) as threads:
        writes = [threads.submit(write, body) for body in bodies.values() for _ in range(3)]
        while not all(done.done() for done in writes):
            if opened().exists(KEY):
                seen.add(hashlib.sha256(opened().get(KEY)).hexdigest())
        for done in writes:
            done.result()
    assert seen <= set(bodies)
    assert hashlib.sha256(opened().get(KEY)).hexdigest() in bodies


@pytest.mark.parametrize("key", ["../secret", "/etc/passwd", "images/../../x", "", "images//x", "./x"])
def test_no_key_leads_out_of_the_store(kept: MediaStore, key: str) -> None:
    for ask in (kept.get, kept.exists, kept.path, kept.delete, lambda key: kept.create(key, b"")):
        with pytest.raises(MediaError):
            ask(key)


def test_keys_are_listed_sorted_with_sizes_and_times(kept: MediaStore) -> None:
    before_s = time.time()
    for key in ("documents/b_drawing.json", "documents/a-b_drawing.json", "documents/a_drawing.json"):
        kept.put(key, b"{}")
    kept.put("documents/deep/er.json", b"123")
    listed = list(kept.keys("documents"))
    assert listed == sorted(listed)
    assert [file.size_bytes for file in kept.files("documents")] == [2, 2, 2, 3]
    times_s = kept.times_s("documents")
    assert set(times_s) == {key for key in listed if "deep" not in key}
    assert all(abs(when_s - before_s) < 60 for when_s in times_s.values())
    kept.put("documents/a_upload.json", b"{}")
    assert set(kept.times_s("documents", ("_upload.json", "_x.json"))) == {"documents/a_upload.json"}
    asked = ["documents/a_drawing.json", "documents/nobody.json", "documents/a-b_drawing.json"]
    assert kept.written_s(asked) == {key: times_s[key] for key in (asked[0], asked[2])}
    assert list(kept.keys("nothing")) == list(kept.keys("previews")) == []
    assert kept.times_s("previews") == {}


def test_deleting_is_done_twice_without_harm(kept: MediaStore) -> None:
    kept.put(KEY, b"x")
    kept.delete(KEY)
    kept.delete(KEY)
    assert not kept.exists(KEY)
    assert not kept.path(KEY).exists()


def test_a_run_owns_its_files_and_no_others(opened: OpenStore) -> None:
    mine = [
        "documents/ab_upload.json",
        "images/ab_scene_1.png",
        "images/ab_scene_2.png",
        "used_plots/ab_x.txt",
    ]
    others = ["documents/ab-c_upload.json", "documents/a_upload.json", "images/abc_scene_1.png", "ledger/day"]
    for key in (*mine, *others):
        opened().put(key, b"x")
    assert sorted(opened().of_run("ab")) == mine


def test_the_files_of_a_run_are_measured_at_once(opened: OpenStore) -> None:
    there = [
        "images/ab_scene_1.png",
        "images/ab_scene_2.png",
        "audio/ab_scene_1.mp3",
        "cache/speech/ab/1.flac",
    ]
    for n, key in enumerate(there):
        opened().put(key, b"x" * n)
    opened().put("images/ab-c_scene_1.png", b"not asked")
    gone = ["images/ab_scene_3.png", "audio/ab_scene_2.mp3", "videos/ab_final.mp4"]
    sizes = opened().sizes([*gone, *there])
    assert sizes == dict.fromkeys(gone) | {key: n for n, key in enumerate(there)}
    assert opened().sizes([]) == {}


def test_forgetting_takes_the_cache_entries_that_nobody_else_used(opened: OpenStore) -> None:
    shared, mine, listed = (f"cache/speech/ab/{n:04x}.flac" for n in range(3))
    for key in (shared, mine, listed):
        opened().put(key, b"x")
    for run_id, used in (("ab", (shared, mine)), ("ab-c", (shared,))):
        store = opened(run_id)
        store.put(names.document(run_id, "drawing"), b"{}")
        for key in used:
            store.get(key)
            store.get(key)
    assert opened().used_cache("ab") == {shared, mine}
    removed = forget_files("ab", opened())
    assert {mine, "documents/ab_drawing.json"} <= set(removed)
    assert list(opened().of_run("ab")) == []
    assert list(opened().keys("cache")) == [shared, listed]
    assert opened().used_cache("ab-c") == {shared}


def test_a_piece_of_the_cache_counts_only_with_its_note(opened: OpenStore) -> None:
    key = "cache/pieces/ab/abcd.mp4"
    assert not is_cached(opened(), key)
    with caching(opened(machine="a"), key) as path:
        path.write_bytes(b"frames")
    assert is_cached(opened(machine="b"), key)
    opened().put(key, b"frame?")
    assert not is_cached(opened(machine="b"), key)
    opened().delete(key)
    assert not is_cached(opened(machine="b"), key)


def test_the_cache_is_pruned_by_when_it_was_used(opened: OpenStore) -> None:
    old, used = ("cache/speech/ab/01.flac", "cache/speech/ab/02.flac")
    for key in (old, used):
        opened().put(key, b"x" * 1000)
    assert prune(opened(), 0, time.time()).entries == 0  # both were used just now
    later_s = time.time() + 2 * IN_USE_S
    assert prune(opened(), 1500, later_s).entries == 1
    assert prune(opened(), 0, later_s).left_bytes == 0
    assert list(opened().keys("cache")) == []


def test_what_is_of_one_machine_is_a_real_file_there(opened: OpenStore) -> None:
    kept = opened()
    kept.append("ledger/2026-11-30.jsonl", "{}")
    assert kept.path("ledger/2026-11-30.jsonl") == kept.root / "ledger" / "2026-11-30.jsonl"
    assert kept.get("ledger/2026-11-30.jsonl") == b"{}\n"
    assert kept.place("locks/x") == str(kept.root / "locks" / "x")
