"""Proves that a store keeps what everything here relies on: some servers do not, and say nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import uuid4

from storyvid_dagster.errors import StoryvidError
from storyvid_dagster.ports import Store

_AT_ONCE = 4


@dataclass(frozen=True)
class Proof:
    """One promise of a store."""

    what: str
    fault: str
    """Why it is broken, in words; empty: it is kept."""


def prove(store: Store) -> Iterator[Proof]:
    """Try each promise on files of its own, which are removed; one that cannot be tried ends the list."""
    key = f"cache/doctor/{uuid4().hex}.txt"
    promises: dict[str, Callable[[Store, str], str]] = {
        "what is written is read": _reads_what_it_wrote,
        "what is replaced is read anew": _reads_what_replaced_it,
        "what is there is not created again": _creates_once,
        "of several who create at once, one wins": _lets_one_win,
        "what is written is listed": _lists,
        "what is deleted is gone": _deletes,
    }
    try:
        for what, tried in promises.items():
            try:
                yield Proof(what, tried(store, key))
            except StoryvidError as error:
                yield Proof(what, str(error))
                return
    finally:
        _tidy(store, key)


def _reads_what_it_wrote(store: Store, key: str) -> str:
    store.put(key, b"first")
    read = store.get(key)
    return "" if read == b"first" else f"other bytes came back: {len(read)} instead of 5"


def _reads_what_replaced_it(store: Store, key: str) -> str:
    store.put(key, b"second")
    return "" if store.get(key) == b"second" else "the bytes before it came back: a cache stands in between"


def _creates_once(store: Store, key: str) -> str:
    if store.create(key, b"third"):
        return (
            "a file that must be made once can be written over (If-None-Match is ignored): of two machines"
            " that paid for the same answer, one would lose it. Take another store"
        )
    return "" if store.get(key) == b"second" else "it said no and wrote all the same. Take another store"


def _lets_one_win(store: Store, key: str) -> str:
    fresh = f"{key}.race"

    def wins(body: bytes) -> bool:
        return store.create(fresh, body)

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        n_won = sum(threads.map(wins, [bytes([n]) for n in range(_AT_ONCE)]))
    store.delete(fresh)
    return "" if n_won == 1 else f"{n_won} of {_AT_ONCE} were told that they had. Take another store"


def _lists(store: Store, key: str) -> str:
    return (
        "" if key in store.keys("cache/doctor") else "a file just written is not in the list: it comes late"
    )


def _deletes(store: Store, key: str) -> str:
    store.delete(key)
    if store.exists(key) or key in store.keys("cache/doctor"):
        return "it is still there: what is forgotten would not be"
    return ""


def _tidy(store: Store, key: str) -> None:
    try:
        store.delete(key)
        store.delete(f"{key}.race")
    except StoryvidError:
        return  # what is wrong was said
