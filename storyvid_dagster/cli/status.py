"""`storyvid status`: which stories there are, and how far."""

import dagster as dg
from rich.console import Console
from rich.table import Table

from storyvid_dagster.cli.progress import STAGES
from storyvid_dagster.cli.stories import no_such_story
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import RUN_ID, runs
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings

_MARKS = {"MATERIALIZED": "[green]✓[/]", "FAILED": "[red]failed[/]", "IN_PROGRESS": "[yellow]…[/]"}


def show(settings: Settings, run_id: str | None) -> None:
    """Print a table of all stories, or one story's stages and files.

    Raises:
        RequestError: There is no such story.
    """
    with open_instance(settings.dagster_home) as instance:
        run_ids = sorted(instance.get_dynamic_partitions(RUN_ID))
        if run_id is not None and run_id not in run_ids:
            raise no_such_story(run_id, run_ids)
        shown = run_ids if run_id is None else [run_id]
        made = {asset: stages_of(instance, asset, shown) for asset in STAGES}
    console = Console()
    if not shown:
        console.print("no stories yet: `storyvid make DRAWING` makes one")
        return
    table = Table("run_id", *STAGES.values())
    for each in shown:
        table.add_row(each, *(_MARKS.get(made[asset].get(each, ""), "–") for asset in STAGES))
    console.print(table)
    if run_id is not None:
        store = MediaStore(settings.data_dir)
        for key in store.of_run(run_id):
            console.print(str(store.path(key)), highlight=False, markup=False, soft_wrap=True)


def stages_of(instance: dg.DagsterInstance, asset: str, run_ids: list[str]) -> dict[str, str]:
    """Give run_id -> MATERIALIZED, FAILED or IN_PROGRESS for one asset; nothing for those never made."""
    found = instance.get_status_by_partition(dg.AssetKey(asset), run_ids, runs) or {}
    return {run_id: status.name for run_id, status in found.items() if status is not None}
