"""Opens the store that the settings choose."""

from functools import cache
from pathlib import Path
from typing import Protocol

from storyvid_dagster.media.bucket import Bucket, BucketPlace
from storyvid_dagster.media.bucket_store import BucketStore
from storyvid_dagster.media.scratch import FOLDER, Scratch
from storyvid_dagster.media.store import MediaStore


class _Secret(Protocol):
    def get_secret_value(self) -> str: ...


class StoreSettings(Protocol):
    """What of the settings says where files lie."""

    @property
    def data_dir(self) -> Path:
        """Where what is not shared lies."""
        ...

    @property
    def store_url(self) -> str:
        """`s3://bucket/prefix`, or empty."""
        ...

    @property
    def store_endpoint(self) -> str:
        """Of its server, or empty."""
        ...

    @property
    def store_region(self) -> str:
        """Of the bucket."""
        ...

    @property
    def store_key_id(self) -> _Secret | None:
        """Of the key to it."""
        ...

    @property
    def store_secret(self) -> _Secret | None:
        """Of the key to it."""
        ...

    @property
    def scratch_gb(self) -> float:
        """Bound of the local copies."""
        ...


def open_store(
    chosen: StoreSettings, run_id: str | None = None, *, data_dir: Path | None = None
) -> MediaStore:
    """Open the bucket that is set, else the data folder.

    Args:
        chosen: The settings.
        run_id: The story it is opened for; `None`: for no certain one.
        data_dir: Another data folder than that of the settings.
    """
    root = data_dir or chosen.data_dir
    if not chosen.store_url:
        return MediaStore(root, run_id)
    place = BucketPlace(
        url=chosen.store_url,
        endpoint=chosen.store_endpoint,
        region=chosen.store_region,
        key_id=_told(chosen.store_key_id),
        secret=_told(chosen.store_secret),
    )
    return BucketStore(root, run_id, bucket=_bucket(place), scratch=_scratch(root, chosen.scratch_gb))


def _told(secret: _Secret | None) -> str | None:
    return None if secret is None else secret.get_secret_value()


@cache
def _bucket(place: BucketPlace) -> Bucket:
    """One for the whole process: it keeps its connections."""
    return Bucket(place)


@cache
def _scratch(root: Path, most_gb: float) -> Scratch:
    return Scratch(root / FOLDER, most_gb * 1e9)
