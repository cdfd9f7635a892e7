"""`storyvid approve`: a yes to a script, and the film made of it."""

import logging
import time

from rich.console import Console

from storyvid_dagster.cli.make import finished_or_told, report
from storyvid_dagster.cli.progress import ProgressDisplay
from storyvid_dagster.cli.stories import require_story
from storyvid_dagster.definitions import build
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.launch import run_again
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.settings import Settings
from storyvid_dagster.stages.approval import approve


def approve_script(settings: Settings, run_id: str) -> None:
    """Say yes to the script of a story, make its film and print where it is.

    Raises:
        RequestError: There is no such story, or it does not wait for a yes.
        StoryvidError: The film was not made; the text says why.
    """
    require_story(settings, run_id)
    console, store = Console(), open_store(settings)
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    assets = approve(run_id, store)
    started_s = time.monotonic()
    with open_instance(settings.dagster_home) as instance, ProgressDisplay(console):
        outcome = run_again(build(settings), instance, run_id, assets)
    report(finished_or_told(outcome, store, run_id, started_s), store, console)
