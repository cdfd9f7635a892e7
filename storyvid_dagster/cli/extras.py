"""`storyvid extras`: books, teaser and the like of a finished story, by a real Dagster run."""

import logging
from collections.abc import Sequence

from rich.console import Console

from storyvid_dagster.cli.stories import require_story
from storyvid_dagster.core import names
from storyvid_dagster.definitions import build
from storyvid_dagster.defs.extras import ALL
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.launch import run_extras
from storyvid_dagster.defs.resources import inbox_resource
from storyvid_dagster.errors import RequestError, StoryvidError
from storyvid_dagster.settings import Settings


def make_extras(settings: Settings, run_id: str, only: Sequence[str]) -> None:
    """Make the extras of a story, or those named in `only`, and print where they are.

    Raises:
        RequestError: There is no such story, or no such extra.
        StoryvidError: One was not made; the text says why.
    """
    require_story(settings, run_id)
    known = [asset.key.path[-1] for asset in ALL]
    if unknown := sorted(set(only) - set(known)):
        raise RequestError(f"there is no extra {', '.join(unknown)}: choose of {', '.join(known)}")
    store = inbox_resource(settings).open().store
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    with open_instance(settings.dagster_home) as instance:
        outcome = run_extras(build(settings), instance, run_id, only)
    if not outcome.succeeded:
        raise StoryvidError(f"run {run_id}: " + "; ".join(outcome.problems or ("it did not finish",)))
    console = Console()
    for key in store.keys("extras"):
        if names.owner(key) == run_id:
            console.print(store.place(key), highlight=False, markup=False, soft_wrap=True)
