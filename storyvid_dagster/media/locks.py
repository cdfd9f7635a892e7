"""Locks that hold over all processes of the machine; they open by themselves when their holder dies."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from storyvid_dagster.errors import MediaError
from storyvid_dagster.media import disk

_POLL_S = 0.01


@contextmanager
def locked(path: Path, what: str, *, timeout_s: float = 60) -> Generator[None]:
    """Hold a lock file for the length of the block.

    Args:
        path: The lock file; its folder is made.
        what: What it guards, for people, such as `the ledger`.
        timeout_s: Longest wait.

    Raises:
        MediaError: Another process held it all that time.
    """
    lock = FileLock(path, poll_interval=_POLL_S)
    try:
        with disk.telling(f"the lock of {what}", path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=timeout_s)
    except Timeout as error:
        raise MediaError(
            f"another storyvid process has been working on {what} for {timeout_s:.0f} s: try again when it is"
            f" done, or end it (it holds {path})"
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def locked_if_free(path: Path) -> Generator[bool]:
    """Hold a lock file for the length of the block if nobody holds it; tell whether it is held."""
    lock = FileLock(path)
    try:
        with disk.telling(f"the lock {path.name}", path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
