"""`storyvid forget`: a story deleted whole."""

from rich.console import Console

from storyvid_dagster.cli.stories import no_such_story, stories
from storyvid_dagster.core import names
from storyvid_dagster.defs.instance import forget_partition, open_instance
from storyvid_dagster.defs.resources import inbox_resource
from storyvid_dagster.media.forget import forget_files
from storyvid_dagster.settings import Settings


def forget_story(settings: Settings, run_id: str) -> None:
    """Delete a story's files, cache entries, Dagster runs and partition, and print what was removed.

    Raises:
        RequestError: There is nothing of that run_id, or it is none.
    """
    names.check_run_id(run_id)
    inbox = inbox_resource(settings).open()
    with open_instance(settings.dagster_home) as instance, inbox.lock():
        removed = forget_partition(instance, run_id)
    with inbox.lock():
        removed += forget_files(run_id, inbox)
    if not removed:
        raise no_such_story(run_id, stories(settings))
    console = Console()
    for line in removed:
        console.print(f"removed {line}", highlight=False, markup=False)
