"""`storyvid doctor` without a story: whether the store keeps what everything relies on."""

from rich.console import Console
from rich.markup import escape

from storyvid_dagster.cli.columns import print_rows
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.media.store_check import prove
from storyvid_dagster.settings import Settings


def check_store(settings: Settings) -> bool:
    """Print each promise of the store and whether it is kept; tell whether all are.

    Raises:
        SetupError: There is no way to it.
    """
    store = open_store(settings)
    rows = [("", "store", settings.store_url or str(settings.data_dir))]
    kept = True
    for proof in prove(store):
        kept = kept and not proof.fault
        rows.append(("[red]✗[/]" if proof.fault else "[green]✓[/]", proof.what, escape(proof.fault)))
    print_rows(Console(), rows)
    return kept
