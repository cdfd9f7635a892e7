"""`storyvid status`: which stories there are, and how far.

Titles, lengths and whether a story is whole are read from its files, runs from Dagster's records. Dagster
itself takes longer to import than a thousand stories to read, so it is asked only why a story failed, and
whether one is stale whose documents were not made in their order.
"""

import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from storyvid_dagster.cli.columns import print_rows
from storyvid_dagster.cli.progress import STAGES
from storyvid_dagster.cli.stories import no_such_story, stories
from storyvid_dagster.core import names
from storyvid_dagster.defs.code_versions import older_than_now
from storyvid_dagster.defs.records import LastRun, made_by, newest_first
from storyvid_dagster.defs.story_states import State, Story, read_stories
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings

_TITLE_CELLS = 36
NEWEST = 100
"""Stories that a list has, unless all are asked for."""
_REASONS = 5
"""Failed stories whose reason the list of all tells; the newest."""
_AGES = (("min", 60), ("h", 3600), ("d", 86_400), ("weeks", 604_800))


_COLORS = {
    State.FINISHED: "green",
    State.MAKING: "yellow",
    State.STOPPED: "red",
    State.WAITING: "yellow",
    State.TO_APPROVE: "yellow",
    State.FAILED: "red",
    State.UNFINISHED: "",
    State.STALE: "yellow",
    State.DAMAGED: "red",
}


def show(settings: Settings, run_id: str | None, *, files: bool = False, most: int | None = NEWEST) -> None:
    """Print a list of the newest stories, or how one story stands; `files`: and every file of it.

    Args:
        settings: Say where they are.
        run_id: The one; `None`: a list.
        files: Whether to print every file of the one.
        most: Most stories in a list; `None`: all.

    Raises:
        RequestError: There is no such story.
    """
    runs = stories(settings)
    store = open_store(settings)
    console = Console()
    if run_id is None:
        newest = dict.fromkeys(
            [*(each for each in newest_first(settings.dagster_home) if each in runs), *runs]
        )
        some = {each: runs[each] for each in islice(newest, most)}
        told = sorted(gather(settings, store, some), key=lambda story: (story.changed_s, story.run_id))
        _show_all(console, told, settings)
        if len(some) < len(runs):
            older = f"{len(runs) - len(some):,} older: `storyvid status --all` tells them, too"
            console.print(older, style="dim", highlight=False)
        return
    if run_id not in runs:
        raise no_such_story(run_id, runs)
    (story,) = gather(settings, store, {run_id: runs[run_id]})
    _show_one(console, story, store, settings)
    if files:
        for key in store.of_run(run_id):
            console.print(store.place(key), highlight=False, markup=False, soft_wrap=True)


def gather(settings: Settings, store: MediaStore, runs: Mapping[str, LastRun | None]) -> list[Story]:
    """Read what there is to tell of stories, given with their newest runs."""
    told = read_stories(settings.dagster_home, store, runs)
    doubtful = [story.run_id for story in told if story.state is State.FINISHED and not story.in_order]
    stale = _stale_stages(settings, doubtful)
    versions = made_by(settings.dagster_home, runs)
    return [
        replace(story, state=State.STALE, stale=stages)
        if (stages := stale.get(story.run_id))
        else replace(story, older=_labels(older_than_now(versions.get(story.run_id, {}))))
        for story in told
    ]


def _stale_stages(settings: Settings, run_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Ask Dagster which stages of stories are stale."""
    if not run_ids:
        return {}
    from storyvid_dagster.definitions import build
    from storyvid_dagster.defs.instance import open_instance
    from storyvid_dagster.defs.lineage import stale_assets

    repository = build(settings).get_repository_def()
    with open_instance(settings.dagster_home) as instance:
        stale = {run_id: stale_assets(instance, repository, run_id, STAGES) for run_id in run_ids}
    return {run_id: _labels(assets) for run_id, assets in stale.items()}


def _labels(assets: Collection[str]) -> tuple[str, ...]:
    return tuple(label for stage, label in STAGES.items() if stage in assets)


def _show_all(console: Console, told: Sequence[Story], settings: Settings) -> None:
    if not told:
        console.print("no stories yet: `storyvid make DRAWING` makes one")
        return
    now_s = time.time()
    header = ("run_id", "title", "age", "state", "film", "USD", "changed")
    rows = [header, *(_row(story, now_s) for story in told)]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    console.print("  ".join(map(set_cell_size, header, widths)), style="dim", highlight=False, soft_wrap=True)
    parts: list[tuple[str, str]] = []
    for story, (*row, when) in zip(told, rows[1:], strict=True):
        for at, cell in enumerate(map(set_cell_size, row, widths)):
            parts.append((f"{cell}  ", _COLORS[story.state] if at == 3 else ""))
        parts.append((f"{when}\n", ""))
    console.print(Text.assemble(*parts), soft_wrap=True, end="")
    counts = Counter(story.state_in_words for story in told)
    summed = ", ".join(f"{n} {state}" for state, n in counts.most_common())
    stories_in_words = "1 story" if len(told) == 1 else f"{len(told)} stories"
    console.print(f"{stories_in_words}: {summed}", style="dim", highlight=False)
    failed = [story for story in told if story.failed]
    for story, why in zip(failed[-_REASONS:], reasons(failed[-_REASONS:], settings), strict=True):
        line = f"[red]{story.run_id}[/] {escape(why)}"
        console.print(line, highlight=False, soft_wrap=True)


def _row(story: Story, now_s: float) -> tuple[str, ...]:
    title = story.title
    return (
        story.run_id,
        title if cell_len(title) <= _TITLE_CELLS else set_cell_size(title, _TITLE_CELLS - 1) + "…",
        "–" if story.child_age is None else str(story.child_age),
        story.state_in_words,
        "–" if story.film_s is None else length(story.film_s),
        f"{story.usd:.2f}" if story.usd else "–",
        ago(now_s - story.changed_s) if story.changed_s else "never",
    )


def _show_one(console: Console, story: Story, store: MediaStore, settings: Settings) -> None:
    rows = [("run_id", story.run_id)]
    if story.title:
        age = "" if story.child_age is None else f", for a child of {story.child_age}"
        rows.append(("story", f"“{escape(story.title)}”{age}"))
    color = _COLORS[story.state] or "default"
    when = f", {ago(time.time() - story.changed_s)} ago" if story.changed_s else ""
    rows.append(("state", f"[{color}]{story.state_in_words}[/]{when}"))
    film = names.film(story.run_id)
    if story.film_s is not None and store.exists(film):
        rows.append(("film", f"{escape(store.place(film))} ({length(story.film_s)})"))
    if story.usd:
        rows.append(("cost", f"${story.usd:.2f}; `storyvid cost {story.run_id}` lists the calls"))
    if story.failed:
        rows.append(("failed", escape("; ".join(reasons([story], settings)))))
    if story.unmade:
        rows.append(("not made", ", ".join(STAGES[asset] for asset in story.unmade)))
    rows += [("damaged", f"{STAGES[fault.asset]}: {fault}") for fault in story.faults if not fault.is_unmade]
    if story.stale:
        rows.append(("stale", f"{', '.join(story.stale)}: made from what was changed since"))
    if story.older:
        rows.append(("older code", f"{', '.join(story.older)}: made before the last changes to their code"))
    if remedy := _remedy(story):
        rows.append(("what to do", remedy))
    print_rows(console, rows)


def _remedy(story: Story) -> str:
    """Say how a story comes to its end; empty: it has, or nobody needs to do anything."""
    if story.stale:
        return "*Materialize* what is stale in the UI of `storyvid up`"
    if story.older and story.state is State.FINISHED:
        return "nothing; *Materialize* in the UI of `storyvid up` makes it as the code is now"
    if story.state is State.STOPPED:
        return "its process ended; `storyvid up` takes it up again"
    if story.state is State.TO_APPROVE:
        return f"read its script and say `storyvid approve {story.run_id}`, or change its options"
    if story.state is State.MAKING or not story.faults:
        return ""
    if story.state is State.WAITING:
        return "it begins when its turn comes, while `storyvid up` runs"
    if story.state is State.DAMAGED:
        return (
            f"`storyvid verify {story.run_id} --mend` makes just that again; so does `storyvid up` at night"
        )
    return "the schedule of `storyvid up` makes what is missing at night; *Materialize* in its UI does it now"


def reasons(failed: Sequence[Story], settings: Settings) -> list[str]:
    """Ask Dagster why the newest run of each story failed."""
    if not failed:
        return []
    from storyvid_dagster.defs.failures import why_failed
    from storyvid_dagster.defs.instance import open_instance

    with open_instance(settings.dagster_home) as instance:
        runs = [story.last_run for story in failed]
        return [why_failed(instance, run.dagster_run_id) if run else "" for run in runs]


def ago(seconds: float) -> str:
    """Say how long ago something was, in the largest unit of which there are two.

    >>> ago(30), ago(200), ago(7_200), ago(6 * 86_400), ago(30 * 86_400)
    ('0 min', '3 min', '2 h', '6 d', '4 weeks')
    """
    unit, unit_s = next(
        ((unit, unit_s) for unit, unit_s in reversed(_AGES) if seconds >= 2 * unit_s), _AGES[0]
    )
    return f"{max(0, seconds) // unit_s:.0f} {unit}"


def length(seconds: float) -> str:
    """Write the length of a film in minutes and seconds.

    >>> length(69.4)
    '1:09'
    """
    minutes, rest_s = divmod(round(seconds), 60)
    return f"{minutes}:{rest_s:02d}"
