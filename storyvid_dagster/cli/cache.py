"""`storyvid cache`: how large the cache is, and the pruning of it."""

import time
from collections import defaultdict

from rich.console import Console
from rich.table import Table

from storyvid_dagster.media.cache import Entry, entries_of, in_words, prune
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.settings import Settings


def show(settings: Settings) -> None:
    """Print what is in the cache, kind by kind, and its bound."""
    entries = entries_of(open_store(settings))
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    console = Console()
    table = Table("kind", "entries", "size", "longest unused, days", box=None, header_style="dim")
    for kind, those in sorted(by_kind.items(), key=lambda item: -_size_bytes(item[1])):
        table.add_row(kind, str(len(those)), in_words(_size_bytes(those)), f"{_unused_days(those):.0f}")
    if entries:
        console.print(table, highlight=False)
    bound = settings.cache_bytes
    limit = "without a bound" if bound is None else f"of at most {in_words(bound)}"
    console.print(
        f"{len(entries)} entries, {in_words(_size_bytes(entries))} {limit} (STORYVID_CACHE_GB)",
        highlight=False,
    )


def prune_now(settings: Settings, to_gb: float | None) -> None:
    """Prune the cache to `to_gb` gigabytes, or to its bound, and print what was removed."""
    bytes_left = settings.cache_bytes if to_gb is None else to_gb * 1e9
    pruned = prune(open_store(settings), bytes_left, time.time())
    Console().print(str(pruned), highlight=False, soft_wrap=True)


def prune_after_story(settings: Settings, console: Console) -> None:
    """Keep the cache within its bound, and say so when something was removed."""
    pruned = prune(open_store(settings), settings.cache_bytes, time.time())
    if pruned.entries:
        console.print(f"cache: {pruned}", highlight=False, soft_wrap=True)


def _size_bytes(entries: list[Entry]) -> int:
    return sum(entry.size_bytes for entry in entries)


def _unused_days(entries: list[Entry]) -> float:
    return max(0.0, time.time() - min(entry.used_s for entry in entries)) / 86_400
