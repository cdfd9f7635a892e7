"""The store and the books, for resources: where they are and keys to them come from the environment.

What is configuration of a resource is shown in the UI, so of the store only the data folder is.
"""

from pathlib import Path

from storyvid_dagster import settings
from storyvid_dagster.billing.books import Books, open_books
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.media.store import MediaStore


def store_of(data_dir: str, run_id: str | None = None) -> MediaStore:
    """Open the bucket that is set, else the data folder; `run_id`: the story it works for."""
    return open_store(settings.load(), run_id, data_dir=Path(data_dir))


def books_of(store: MediaStore) -> Books:
    """Open the ledger that is set, else the one in the store's own folder."""
    return open_books(settings.load().ledger, store)
