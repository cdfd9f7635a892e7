"""Pruning: which entries go, and what other processes see of it."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.billing.reservations import kept_answer
from storyvid_dagster.core import names
from storyvid_dagster.media.cache import IN_USE_S, Entry, Pruned, entries_of, plan_pruning, prune
from storyvid_dagster.media.checked_cache import caching, is_cached
from storyvid_dagster.media.store import MediaStore, StoredFile
from storyvid_dagster.speech.engine import Utterance
from storyvid_dagster.speech.sentence_cache import SpeechMemory

NOW_S = 1e9
LONG_AGO_S = 30 * 86_400.0


def entry(name: str, *, unused_s: float, size_bytes: int = 10, kind: str = "speech") -> Entry:
    return Entry(kind, (StoredFile(name, size_bytes, NOW_S - unused_s),))


def going(entries: list[Entry], bytes_left: float) -> list[str]:
    return [chosen.files[0].key for chosen in plan_pruning(entries, bytes_left, NOW_S)]


def test_what_was_not_used_for_longest_goes_until_the_rest_fits() -> None:
    entries = [entry(name, unused_s=IN_USE_S * age) for name, age in (("b", 3), ("a", 4), ("c", 2))]
    assert going(entries, 30) == []
    assert going(entries, 29) == ["a"]
    assert going(entries, 10) == ["a", "b"]
    assert going(entries, 0) == ["a", "b", "c"]


def test_what_was_used_lately_stays_even_if_it_is_too_much() -> None:
    entries = [entry("now", unused_s=60), entry("ahead", unused_s=-500), entry("old", unused_s=LONG_AGO_S)]
    assert going(entries, 0) == ["old"]


def test_paid_answers_go_when_nothing_else_is_left() -> None:
    paid = [entry(name, unused_s=LONG_AGO_S * age, kind="paid") for name, age in (("p", 2), ("q", 3))]
    made = entry("made", unused_s=LONG_AGO_S)
    assert going([*paid, made], 20) == ["made"]
    assert going([*paid, made], 19) == ["made", "q"]
    assert going([*paid, made, entry("at work", unused_s=60)], 0) == ["made"]


@given(
    st.lists(st.tuples(st.integers(0, 99), st.floats(0, 1e6), st.sampled_from(["speech", "paid"]))),
    st.integers(0, 999),
)
def test_no_more_goes_than_must(those: list[tuple[int, float, str]], bytes_left: int) -> None:
    entries = [
        entry(str(number), unused_s=unused_s, size_bytes=size, kind=kind)
        for number, (size, unused_s, kind) in enumerate(those)
    ]
    chosen = plan_pruning(entries, bytes_left, NOW_S)
    before, gone = (sum(each.size_bytes for each in some) for some in (entries, chosen))
    assert not chosen or before - gone + chosen[-1].size_bytes > bytes_left
    assert all(NOW_S - each.used_s > IN_USE_S for each in chosen)


def keep(store: MediaStore, kind: str, digest: str, *ends: str, unused_s: float = LONG_AGO_S) -> list[str]:
    """Put an entry of 1 MB a file into the cache that was last used so long ago."""
    keys = [names.cached(kind, digest, end) for end in ends]
    for key in keys:
        store.put(key, bytes(1_000_000))
        os.utime(store.path(key), (time.time() - unused_s,) * 2)
    return keys


def test_an_entry_goes_whole_and_the_figures_are_told(store: MediaStore) -> None:
    picture = keep(store, "pictures", "aa", "png", "backdrop.jpg", "json", unused_s=2 * LONG_AGO_S)
    speech = keep(store, "speech", "bb", "pcm")
    film = store.put("videos/lion_final.mp4", bytes(9))
    pruned = prune(store, 2_000_000, time.time())
    assert pruned == Pruned(1, 0, 3_000_000, 1_000_000, 0, 0)
    assert [store.exists(key) for key in (*picture, *speech, film.key)] == [False] * 3 + [True] * 2
    assert "removed 1 entries (3 MB)" in str(pruned)


def test_losing_paid_answers_is_said(store: MediaStore) -> None:
    keep(store, "paid", "aa", "answer")
    pruned = prune(store, 0, time.time())
    assert "1 of them were paid answers" in str(pruned)
    assert entries_of(store) == []


def test_what_is_read_counts_as_used(store: MediaStore) -> None:
    read, hashed = keep(store, "speech", "aa", "pcm"), keep(store, "sound", "bb", "m4a")
    store.get(read[0])
    store.describe(hashed[0])
    pruned = prune(store, 0, time.time())
    assert (pruned.entries, pruned.left_bytes, pruned.over_bytes) == (0, 2_000_000, 2_000_000)
    assert "more than its bound" in str(pruned)


def test_most_reads_of_an_entry_write_nothing(store: MediaStore) -> None:
    (key,) = keep(store, "speech", "aa", "pcm", unused_s=300)
    before = store.path(key).stat().st_mtime
    store.get(key)
    assert store.path(key).stat().st_mtime == before


def test_an_entry_that_is_used_after_it_was_chosen_stays(store: MediaStore) -> None:
    (key,) = keep(store, "speech", "aa", "pcm")
    (found,) = store.files("cache")
    store.get(key)
    assert not store.delete_unused(found)
    assert store.exists(key)


def test_an_entry_that_goes_while_it_is_read_is_made_again(
    store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = names.cached("segments", "aa", "mp4")
    with caching(store, key) as path:
        path.write_bytes(b"film")
    assert is_cached(store, key)
    store.delete(key)
    monkeypatch.setattr(MediaStore, "exists", lambda *_: True)
    assert not is_cached(store, key)
    assert kept_answer(store, "aa") is None


@pytest.mark.slow
def test_whoever_reads_while_all_is_pruned_again_and_again_only_makes_again(store: MediaStore) -> None:
    memory = SpeechMemory(store)
    spoken = Utterance(np.zeros(800, np.float32), 8000, ())
    done = Event()

    def prune_on() -> int:
        removed = 0
        while not done.is_set():
            removed += prune(store, 0, time.time() + 10 * IN_USE_S).entries
        return removed

    with ThreadPoolExecutor(1) as beside:
        pruning = beside.submit(prune_on)
        try:
            for number in range(300):
                assert len(memory.recall(number % 3, lambda: spoken).samples) == 800
                piece = store.put(names.cached("segments", "ab", "mp4"), b"film")
                store.put(names.cached("segments", "ab", "json"), piece.model_dump_json().encode())
                is_cached(store, piece.key)
        finally:
            done.set()
        assert pruning.result() > 0


def test_lock_files_go_when_they_are_old_and_nobody_holds_them(store: MediaStore) -> None:
    held, free, new = (names.order_lock(digit * 64) for digit in "abc")
    place = "locks/openai/0.lock"
    for key in (held, free, new, place):
        store.put(key, b"")
        if key != new:
            os.utime(store.path(key), (0, 0))
    with FileLock(store.path(held)):
        assert prune(store, None, time.time()).locks == 1
    assert [store.exists(key) for key in (held, free, new, place)] == [True, False, True, True]


def test_an_empty_data_folder_has_nothing_to_prune(tmp_path: Path) -> None:
    assert prune(MediaStore(tmp_path / "none"), 0, time.time()) == Pruned(0, 0, 0, 0, 0, 0)
