"""What a disk that does not take what is written to it says, in words."""

import errno
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from storyvid_dagster.errors import MediaError, NoRoom

MAKE_ROOM = (
    "Make room on that disk, with `storyvid cache --prune --to-gb 1` for what can be made again and `storyvid"
    " forget` for stories, or move everything with STORYVID_DATA_DIR"
)
"""What helps when a disk is full."""
_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
_KEPT = "what is made so far is kept"


def disk_free_bytes(folder: Path) -> int:
    """Measure what is free on the disk on which a folder lies."""
    return shutil.disk_usage(folder).free


def existing(folder: Path) -> Path:
    """Give a folder, or where there is none yet the nearest above it."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def in_words(
    error: OSError, what: str, folder: Path, *, free_bytes: Callable[[Path], int] = disk_free_bytes
) -> MediaError:
    """Make an error for a person of one of the system's.

    Args:
        error: What the system said.
        what: Could not be written.
        folder: Where, or below.
        free_bytes: Measures the free room of the disk on which a folder lies.
    """
    if error.errno in _FULL:
        free_mb = free_bytes(existing(folder)) / 1e6
        return NoRoom(
            f"there is no room for {what}: {free_mb:.0f} MB are free in {folder}. {MAKE_ROOM}; {_KEPT}"
        )
    helps = (
        "Let this user write there, or move everything with STORYVID_DATA_DIR"
        if error.errno in _FORBIDDEN
        else "Look after that disk, then try again"
    )
    return MediaError(f"{what} cannot be written in {folder}: {error.strerror or error}. {helps}; {_KEPT}")


@contextmanager
def telling(
    what: str, folder: Path, *, free_bytes: Callable[[Path], int] = disk_free_bytes
) -> Generator[None]:
    """Say in words that what is written in the block could not be; the arguments are those of `in_words`.

    Raises:
        NoRoom: The disk is full; the text says where, how much is free and what helps.
        MediaError: It could not be written for another reason.
    """
    try:
        yield
    except TimeoutError:  # a lock that others hold
        raise
    except OSError as error:
        raise in_words(error, what, folder, free_bytes=free_bytes) from error


def is_of_disk(error: OSError) -> bool:
    """Tell whether an error is one of a disk and names the file, not of a program or the network."""
    return error.errno in {*_FULL, *_FORBIDDEN, errno.EIO} and isinstance(error.filename, str)
