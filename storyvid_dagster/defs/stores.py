"""The store, for resources: where it is and the keys to it come from the environment of the process.

What is configuration of a resource is shown in the UI, so of the store only the data folder is.
"""

from pathlib import Path

from storyvid_dagster import settings
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.media.store import MediaStore


def store_of(data_dir: str, run_id: str | None = None) -> MediaStore:
    """Open the bucket that is set, else the data folder; `run_id`: the story it works for."""
    return open_store(settings.load(), run_id, data_dir=Path(data_dir))
