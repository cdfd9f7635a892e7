"""Brings a data folder of an older version to the names of this one."""

import os
from contextlib import suppress

from storyvid_dagster.media.store import MediaStore

RENAMED = {"asked": "reservations", "told": "used_plots"}
"""Folder of an older version -> its name now."""


def migrate(store: MediaStore) -> list[str]:
    """Move files of folders that have another name now; safe to repeat and to do in two processes at once.

    Returns:
        The keys of the files moved, as they are now.
    """
    moved: list[str] = []
    for before, now in RENAMED.items():
        folder = store.path(before)
        if not folder.is_dir():
            continue
        store.path(now).mkdir(exist_ok=True)
        for path in sorted(folder.iterdir()):
            target = store.path(f"{now}/{path.name}")
            try:
                # A file that is there already was written by this version and is the newer one.
                path.unlink() if target.exists() else os.replace(path, target)  # noqa: PTH105
            except FileNotFoundError:
                continue  # another process was faster
            moved.append(f"{now}/{path.name}")
        with suppress(OSError):  # an older version still writes into it
            folder.rmdir()
    return moved
