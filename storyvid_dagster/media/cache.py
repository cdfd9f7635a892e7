"""Keeps the cache within a bound: what was not used for longest goes first, what was paid for goes last."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from storyvid_dagster.core import names
from storyvid_dagster.media.locks import locked_if_free
from storyvid_dagster.media.store import MediaStore, StoredFile

PAID = "paid"
IN_USE_S = 2 * 3600.0
"""What was used so lately may be needed by a story that is being made."""
_OLD_LOCK_S = 24 * 3600.0


@dataclass(frozen=True)
class Entry:
    """What the cache keeps under one hash: one file or several."""

    kind: str
    files: tuple[StoredFile, ...]

    @property
    def size_bytes(self) -> int:
        """Of all its files."""
        return sum(file.size_bytes for file in self.files)

    @property
    def used_s(self) -> float:
        """When it was last used, in seconds since the epoch."""
        return max(file.changed_s for file in self.files)


@dataclass(frozen=True)
class Pruned:
    """What a pruning removed, and what it left."""

    entries: int
    paid: int
    """Of the entries, answers of vendors."""
    freed_bytes: int
    left_bytes: int
    over_bytes: float
    """So much more than the bound is left: it was used lately."""
    locks: int

    def __str__(self) -> str:
        """Say it in words."""
        said = [f"removed {self.entries} entries ({in_words(self.freed_bytes)}) from the cache"]
        if self.paid:
            said.append(f"{self.paid} of them were paid answers, which would be paid for again")
        said.append(f"{in_words(self.left_bytes)} are left")
        if self.over_bytes > 0:
            said.append(f"{in_words(self.over_bytes)} more than its bound, since they were used lately")
        if self.locks:
            said.append(f"removed {self.locks} old lock files")
        return "; ".join(said)


def entries_of(store: MediaStore) -> list[Entry]:
    """List what is in the cache."""
    found: dict[tuple[str, str], list[StoredFile]] = defaultdict(list)
    for file in store.files("cache"):
        if (name := names.parse_cached(file.key)) is not None:
            found[name].append(file)
    return [Entry(kind, tuple(files)) for (kind, _), files in found.items()]


def plan_pruning(entries: Iterable[Entry], bytes_left: float, now_s: float) -> list[Entry]:
    """Choose what goes, so that the rest is at most `bytes_left`, in the order in which it goes.

    Nothing goes that was used within `IN_USE_S`. Paid answers go only when nothing else is left.
    """
    entries = list(entries)
    idle = sorted(
        (entry for entry in entries if now_s - entry.used_s > IN_USE_S), key=lambda entry: entry.used_s
    )
    going = [entry for entry in idle if entry.kind != PAID]
    if len(going) == sum(entry.kind != PAID for entry in entries):
        going += [entry for entry in idle if entry.kind == PAID]
    excess_bytes = sum(entry.size_bytes for entry in entries) - bytes_left
    chosen: list[Entry] = []
    for entry in going:
        if excess_bytes <= 0:
            break
        chosen.append(entry)
        excess_bytes -= entry.size_bytes
    return chosen


def prune(store: MediaStore, bytes_left: float | None, now_s: float) -> Pruned:
    """Remove what is too much in the cache, and the lock files of paid orders that nobody holds.

    Other processes may use the store meanwhile: what they use first stays, what goes first is made again.

    Args:
        store: Whose cache.
        bytes_left: Most that stays; `None`: no limit.
        now_s: The time in seconds since the epoch.
    """
    entries = entries_of(store)
    removed: list[Entry] = []
    freed_bytes = 0
    for entry in plan_pruning(entries, bytes_left, now_s) if bytes_left is not None else ():
        # The note goes first: without it, an entry of several files does not count as kept.
        notes_first = sorted(entry.files, key=lambda file: not file.key.endswith(".json"))
        gone = [file for file in notes_first if store.delete_unused(file)]
        freed_bytes += sum(file.size_bytes for file in gone)
        if gone:
            removed.append(entry)
    left_bytes = sum(entry.size_bytes for entry in entries) - freed_bytes
    return Pruned(
        len(removed),
        sum(entry.kind == PAID for entry in removed),
        freed_bytes,
        left_bytes,
        0 if bytes_left is None else max(0.0, left_bytes - bytes_left),
        _remove_old_locks(store, now_s),
    )


def _remove_old_locks(store: MediaStore, now_s: float) -> int:
    removed = 0
    for file in store.files("locks"):
        if file.size_bytes or not names.is_order_lock(file.key) or now_s - file.changed_s < _OLD_LOCK_S:
            continue
        # Whoever waits for a lock whose file has gone makes it anew.
        with locked_if_free(store.path(file.key)) as is_free:
            if is_free:
                store.delete(file.key)
                removed += 1
    return removed


def in_words(size_bytes: float) -> str:
    """Spell a size.

    >>> in_words(12_345), in_words(1_234_567), in_words(2_500_000_000)
    ('12 kB', '1 MB', '2.5 GB')
    """
    if size_bytes >= 1e9:
        return f"{size_bytes / 1e9:.1f} GB"
    return f"{size_bytes / 1e6:.0f} MB" if size_bytes >= 1e6 else f"{size_bytes / 1e3:.0f} kB"
