import errno
import os
from pathlib import Path

import pytest

from storyvid_dagster.errors import MediaError, NoRoom
from storyvid_dagster.media.store import MediaStore


def test_what_is_put_is_given_back_and_described(store: MediaStore) -> None:
    file = store.put("images/a_scene_1.png", b"picture")
    assert store.get("images/a_scene_1.png") == b"picture" == store.open_checked(file)
    assert store.describe("images/a_scene_1.png") == file
    assert list(store.keys("images")) == ["images/a_scene_1.png"]


def test_a_failed_write_leaves_the_old_file_and_no_trace(store: MediaStore) -> None:
    store.put("videos/a_final.mp4", b"old")
    with pytest.raises(RuntimeError), store.writing("videos/a_final.mp4") as path:  # noqa: PT012
        path.write_bytes(b"half of the n")
        raise RuntimeError
    assert store.get("videos/a_final.mp4") == b"old"
    assert [path.name for path in store.path("videos").iterdir()] == ["a_final.mp4"]


def test_a_changed_file_is_not_taken_for_its_document(store: MediaStore) -> None:
    file = store.put("audio/a_scene_1.mp3", b"one")
    store.put("audio/a_scene_1.mp3", b"two")
    with pytest.raises(MediaError, match=r"a_scene_1.mp3.*materialize"):
        store.open_checked(file)


@pytest.mark.parametrize("key", ["../secret", "/etc/passwd", "images/../../x", "", "images//x", "./x"])
def test_no_key_leads_out_of_the_store(store: MediaStore, key: str) -> None:
    with pytest.raises(MediaError):
        store.get(key)


def test_a_missing_file_is_named(store: MediaStore) -> None:
    with pytest.raises(MediaError, match=r"videos/a_final\.mp4"):
        store.get("videos/a_final.mp4")


def test_a_store_of_a_run_notes_which_cache_entries_it_read_or_wrote(tmp_path: Path) -> None:
    read, written, hashed = (f"cache/speech/ab/{name}.json" for name in ("read", "written", "hashed"))
    other = MediaStore(tmp_path)
    for key in (read, hashed):
        other.put(key, b"{}")
    store = MediaStore(tmp_path, run_id="lion")
    store.get(read)
    store.put(written, b"{}")
    store.describe(hashed)
    store.put("images/lion_scene_1.png", b"")
    assert other.used_cache("lion") == {read, written, hashed}
    assert other.used_cache("fox") == set()


def test_asking_for_a_place_or_whether_it_is_taken_writes_nothing(tmp_path: Path) -> None:
    store = MediaStore(tmp_path / "data", run_id="lion")
    key = "cache/speech/ab/abcd.json"
    assert (store.path(key).name, store.exists(key), store.size_bytes(key)) == ("abcd.json", False, None)
    with pytest.raises(MediaError):
        store.get(key)
    with pytest.raises(MediaError):
        store.describe(key)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_with_what_helps_and_leaves_nothing_half(store: MediaStore, number: int) -> None:
    store.put("images/a.png", b"before")

    def fill_the_disk() -> None:
        with store.writing("images/a.png") as path:
            path.write_bytes(b"half")
            raise OSError(number, "full")

    with pytest.raises(NoRoom, match=r"no room for images/a\.png.*MB are free.*storyvid cache --prune"):
        fill_the_disk()
    assert store.get("images/a.png") == b"before"
    assert [path.name for path in (store.root / "images").iterdir()] == ["a.png"]


def test_what_the_disk_has_no_room_for_is_not_begun(tmp_path: Path) -> None:
    asked: list[Path] = []

    def free(path: Path) -> int:
        asked.append(path)
        return 40_000_000

    store = MediaStore(tmp_path / "not" / "yet", disk_free_bytes=free)
    store.require_room(40e6, "run lion: the film")
    with pytest.raises(NoRoom) as refused:
        store.require_room(120e6, "run lion: the film")
    for told in ("run lion: the film needs about 120 MB", "40 MB are free", str(store.root), "cache --prune"):
        assert told in str(refused.value)
    assert set(asked) == {tmp_path}


def test_free_room_is_measured_on_the_disk_of_the_store(store: MediaStore) -> None:
    assert store.free_bytes() > 0


def write_by_threes(handle: int, data: bytes) -> int:
    return _write(handle, data[:3])


_write = os.write


def test_a_line_that_is_written_in_parts_is_whole(store: MediaStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", write_by_threes)
    store.append("ledger/a.jsonl", "a line of twenty-odd")
    store.append("ledger/a.jsonl", "ä")
    assert store.get("ledger/a.jsonl").decode() == "a line of twenty-odd\nä\n"


def test_a_line_that_finds_no_room_leaves_no_half(store: MediaStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.append("ledger/a.jsonl", "first")
    parts = iter((3, 2))

    def write_until_full(handle: int, data: bytes) -> int:
        size = next(parts, None)
        if size is None:
            raise OSError(errno.ENOSPC, "full")
        return _write(handle, data[:size])

    monkeypatch.setattr(os, "write", write_until_full)
    with pytest.raises(NoRoom, match=r"no room for ledger/a\.jsonl"):
        store.append("ledger/a.jsonl", "second, longer")
    monkeypatch.undo()
    store.append("ledger/a.jsonl", "third")
    assert store.get("ledger/a.jsonl") == b"first\nthird\n"
