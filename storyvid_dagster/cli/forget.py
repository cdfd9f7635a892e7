"""`storyvid forget`: stories deleted whole."""

import re
import time

import typer
from rich.console import Console

from storyvid_dagster.cli.stories import no_such_story, stories
from storyvid_dagster.core import names
from storyvid_dagster.defs.forgetting import anthologies_with, forget, older_than
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.resources import inbox_resource
from storyvid_dagster.errors import RequestError
from storyvid_dagster.settings import Settings


def forget_story(settings: Settings, run_id: str) -> None:
    """Delete a story's files, cache entries, Dagster runs and records, and print what was removed.

    Raises:
        RequestError: There is nothing of that run_id, or it is none, or a run of it cannot be ended.
    """
    names.check_run_id(run_id)
    console = Console()
    with open_instance(settings.dagster_home) as instance:
        kept_in = anthologies_with(instance, run_id)
        removed = forget(instance, inbox_resource(settings).open(), run_id)
    if not removed:
        raise no_such_story(run_id, stories(settings))
    for line in removed:
        console.print(f"removed {line}", highlight=False, markup=False)
    for name in kept_in:
        console.print(
            f"the anthology {name} still holds this story: `storyvid anthology {name} RUN_ID ...` makes it"
            " again of the stories you name",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )


def forget_old_stories(settings: Settings, age: str, *, is_sure: bool) -> None:
    """Delete every story whose drawing was taken in longer ago than `age`, such as `30d`.

    Raises:
        RequestError: It is no age.
    """
    found = re.fullmatch(r"(\d+)d?", age)
    if found is None:
        raise RequestError(f"--older-than {age}: give days, such as 30d")
    inbox = inbox_resource(settings).open()
    old = older_than(inbox, int(found[1]), time.time())
    console = Console()
    console.print(
        f"{len(old)} stories older than {found[1]} days: {', '.join(old) or 'none'}", soft_wrap=True
    )
    if old and (is_sure or typer.confirm("Delete them?")):
        for run_id in old:
            forget_story(settings, run_id)
