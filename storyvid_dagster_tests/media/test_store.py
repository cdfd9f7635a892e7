from pathlib import Path

import pytest

from storyvid_dagster.errors import MediaError
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


@pytest.mark.parametrize("key", ["../secret", "/etc/passwd", "images/../../x", ""])
def test_no_key_leads_out_of_the_store(store: MediaStore, key: str) -> None:
    with pytest.raises(MediaError):
        store.get(key)


def test_a_missing_file_is_named(store: MediaStore) -> None:
    with pytest.raises(MediaError, match=r"videos/a_final\.mp4"):
        store.get("videos/a_final.mp4")


def test_a_store_of_a_run_notes_which_cache_entries_it_touched(tmp_path: Path) -> None:
    store = MediaStore(tmp_path, run_id="lion")
    store.put("cache/speech/ab/abcd.json", b"{}")
    store.exists("cache/speech/ef/ef01.json")
    store.put("images/lion_scene_1.png", b"")
    assert MediaStore(tmp_path).used_cache("lion") == {
        "cache/speech/ab/abcd.json",
        "cache/speech/ef/ef01.json",
    }
    assert MediaStore(tmp_path).used_cache("fox") == set()
