"""The project's own Dagster instance: made ready once."""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
from sqlalchemy.exc import OperationalError

from storyvid_dagster.defs import instance_config
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.defs.sqlite_files import held_open
from storyvid_dagster.media import disk
from storyvid_dagster.media.locks import locked

_DISK_ERRORS = {
    "SQLITE_FULL": errno.ENOSPC, "SQLITE_IOERR": errno.EIO, "SQLITE_READONLY": errno.EROFS,
    "SQLITE_CANTOPEN": errno.EACCES,
}  # fmt: skip
"""How the name of an error of SQLite begins -> the number of the system's."""


@contextmanager
def open_instance(home: Path, *, timeout_s: float = 120) -> Generator[dg.DagsterInstance]:
    """Open the instance in `home`, made ready if it is new.

    Two processes that open a brand-new SQLite instance at once both try to make its tables, and
    one of them fails; so the first opening happens alone.

    Raises:
        MediaError: Another process was opening it for `timeout_s`, or the disk does not take its records.
    """
    try:
        with held_open(home):
            with locked(home / ".first-start.lock", "the Dagster instance", timeout_s=timeout_s):
                instance_config.refresh(home)
                instance = dg.DagsterInstance.from_config(str(home))
                instance.get_run_records(limit=1)
                instance.get_dynamic_partitions(RUN_ID)
            with instance:
                yield instance
    except OperationalError as error:
        if (number := _number_of(error)) is None:
            raise
        said = OSError(number, os.strerror(number))
        raise disk.in_words(said, "what Dagster records", home) from error


def _number_of(error: OperationalError) -> int | None:
    """Give the system's number of what a disk did to SQLite; `None`: it was something else."""
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    return next((number for begin, number in _DISK_ERRORS.items() if name.startswith(begin)), None)
