"""`storyvid anthology`: many finished stories in one film and one book, by a real Dagster run."""

import logging
from collections.abc import Sequence

from rich.console import Console

from storyvid_dagster.cli.stories import require_story
from storyvid_dagster.core import names
from storyvid_dagster.definitions import build
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.launch import run_anthology
from storyvid_dagster.defs.resources import inbox_resource
from storyvid_dagster.errors import StoryvidError
from storyvid_dagster.settings import Settings


def make_anthology(settings: Settings, name: str, title: str, run_ids: Sequence[str]) -> None:
    """Make film and book and print where they are.

    Raises:
        RequestError: It cannot be called so.
        StoryvidError: It was not made; the text says why.
    """
    names.check_anthology(name)
    for run_id in run_ids:
        require_story(settings, run_id)
    store = inbox_resource(settings).open().store
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    with open_instance(settings.dagster_home) as instance:
        config = {"name": name, "title": title, "run_ids": list(run_ids)}
        outcome = run_anthology(build(settings), instance, config)
    if not outcome.succeeded:
        raise StoryvidError("; ".join(outcome.problems or (f"anthology {name} did not finish",)))
    console = Console()
    for kind in names.ANTHOLOGY_KINDS:
        place = store.place(names.anthology(name, kind))
        console.print(place, highlight=False, markup=False, soft_wrap=True)
