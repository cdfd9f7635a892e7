"""`storyvid stats`: films, failures by cause, cost, seconds by stage and what the cache saved."""

import json
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any

from rich.console import Console
from rich.markup import escape

from storyvid_dagster.billing.books import open_books
from storyvid_dagster.billing.ledger import total
from storyvid_dagster.cli.columns import print_rows
from storyvid_dagster.cli.progress import STAGES
from storyvid_dagster.cli.status import length
from storyvid_dagster.cli.stories import stories
from storyvid_dagster.core.results import VideoResult
from storyvid_dagster.defs.failures import causes_of, in_words
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.story_states import Story, read_stories
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings
from storyvid_dagster.web.views import seconds_by_stage

_NEWEST = 500
"""Stories whose seconds are told, and runs whose failures are."""


def show(settings: Settings, *, as_json: bool) -> None:
    """Print the figures of a data folder."""
    figures = gather(settings)
    if as_json:
        print(json.dumps(figures))  # noqa: T201 - one line for programs
    else:
        print_rows(Console(), _rows(figures))


def gather(settings: Settings) -> dict[str, Any]:
    """Give the figures as plain values."""
    store = open_store(settings)
    found = sorted(
        read_stories(settings.dagster_home, store, stories(settings)), key=lambda story: -story.changed_s
    )
    with open_instance(settings.dagster_home) as instance:
        causes = causes_of(instance, _NEWEST)
    ledger = open_books(settings.ledger, store)
    lines = list(chain.from_iterable(map(ledger.of_day, ledger.days())))
    spent, kept = total(lines), sum(line.kind == "kept" for line in lines)
    n_pieces, n_made = _pieces(found[:_NEWEST], store)
    return {
        "films": sum(story.film_s is not None for story in found),
        "film_s": round(sum(story.film_s or 0 for story in found), 1),
        "stories": dict(Counter(str(story.state) for story in found)),
        "failures": dict(causes.most_common()),
        "cost_usd": {
            "paid": round(spent.paid_usd, 4),
            "lost": round(spent.lost_usd, 4),
            "saved": round(spent.saved_usd, 4),
        },
        "calls": {"made": spent.calls, "kept": kept},
        "seconds": {
            stage: {"stories": len(each), "median": round(statistics.median(each), 2)}
            for stage, each in seconds_by_stage(found[:_NEWEST], store).items()
        },
        "cache_hits": {
            "paid_answers": _part(kept, kept + spent.calls),
            "pieces_of_films": _part(n_pieces - n_made, n_pieces),
        },
    }


def _pieces(found: Sequence[Story], store: MediaStore) -> tuple[int, int]:
    """Count the pieces of films, and those of them that were not in the cache."""
    n_pieces = n_made = 0
    for story in found:
        if story.film_s is None:
            continue
        try:
            film = read_document(VideoResult, story.run_id, store)
        except MediaError:
            continue  # of another version
        n_pieces, n_made = n_pieces + film.segments_total, n_made + film.segments_made
    return n_pieces, n_made


def _part(some: int, of: int) -> float | None:
    return round(some / of, 3) if of else None


def _rows(figures: dict[str, Any]) -> list[tuple[str, str]]:
    states = ", ".join(f"{n} {state}" for state, n in figures["stories"].items())
    rows = [
        ("films", f"{figures['films']}, {length(figures['film_s'])} long in all"),
        ("stories", states or "none yet"),
    ]
    for cause, n in figures["failures"].items():
        rows.append(("failed runs", f"{n}  {cause}: {escape(in_words(cause))}"))
    cost, calls = figures["cost_usd"], figures["calls"]
    rows.append(
        (
            "cost",
            f"${cost['paid']:.2f} paid and ${cost['lost']:.2f} lost in {calls['made']} calls,"
            f" ${cost['saved']:.2f} saved by the cache",
        )
    )
    for stage, took in figures["seconds"].items():
        rows.append((f"{STAGES[stage]}", f"{took['median']:.1f} s of work, the median of {took['stories']}"))
    for what, part in figures["cache_hits"].items():
        if part is not None:
            rows.append(("from the cache", f"{part:.0%} of {what.replace('_', ' ')}"))
    return rows
