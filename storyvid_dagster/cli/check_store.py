"""`storyvid doctor` without a story: whether the store keeps what everything relies on."""

from rich.console import Console
from rich.markup import escape

from storyvid_dagster.billing.books import open_books
from storyvid_dagster.cli.columns import print_rows
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.media.store import MediaStore
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
    rows += _ledger(settings, store)
    print_rows(Console(), rows)
    return kept


def _ledger(settings: Settings, store: MediaStore) -> list[tuple[str, str, str]]:
    """Look whether the ledger answers, and whom it is for.

    Raises:
        StoryvidError: It does not.
    """
    if settings.ledger:
        n_days = len(open_books(settings.ledger, store).days())
        return [("[green]✓[/]", "ledger of all machines", f"it answers, and has {n_days} days")]
    if settings.store_url:
        said = (
            "this machine's own, so the budget of a day holds for each machine, and two that want the same"
            " answer at the same moment both pay: set STORYVID_LEDGER_URL where several have keys of vendors"
        )
        return [("[yellow]–[/]", "ledger", said)]
    return []
