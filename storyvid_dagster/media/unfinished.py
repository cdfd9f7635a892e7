"""Names of files and folders that are still being written, and removal of those whose writer is gone."""

import os
import re
import shutil
import time
from pathlib import Path

import psutil

_OF_A_PROCESS = re.compile(r"(?:\.part|storyvid)-(?P<pid>[0-9]+)-(?:(?P<born_s>[0-9]+)-)?")
_OLD = re.compile(r"\.part-[a-z0-9_]{8}(\.\w+)?|\.part-.+\.json|storyvid-[a-z0-9_]{8}|\..+\.part")
"""Names that versions before the pid in the name gave."""
_OLD_S = 24 * 3600
_CLOCK_S = 2
"""Times of files and of processes may differ by so much."""


def file_prefix() -> str:
    """Begin the name of a file that this process is writing: hidden, and found again by `sweep`."""
    return f".part-{_this_process()}-"


def folder_prefix() -> str:
    """Begin the name of a folder for this process alone, among those of other programs."""
    return f"storyvid-{_this_process()}-"


def is_unfinished(name: str) -> bool:
    """Tell whether a file of that name is still being written, or was left so."""
    return name.startswith(".part-")


def sweep(folder: Path, *, deep: bool) -> list[Path]:
    """Remove what ended processes left unfinished, and give the places.

    A process that was born at another time than the name says did not write it: its pid was another's before.
    That time counts from the start of the machine, so a clock that is set makes nobody's files another's.

    Args:
        folder: Where to look.
        deep: Also in the folders below.
    """
    removed: list[Path] = []
    for path in sorted(folder.rglob("*") if deep else folder.glob("storyvid-*")):
        if not _is_left(path):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        removed.append(path)
    return removed


def _is_left(path: Path) -> bool:
    """Tell whether nobody writes a file or folder any more that is unfinished by its name."""
    writer = _OF_A_PROCESS.match(path.name)
    if writer is None and _OLD.fullmatch(path.name) is None:
        return False
    try:
        changed_s = path.stat().st_mtime
        if writer is None:
            return time.time() - changed_s > _OLD_S
        process = psutil.Process(int(writer["pid"]))
        if process.status() == psutil.STATUS_ZOMBIE:  # it has ended, and who started it has not asked yet
            return True
        if writer["born_s"] is not None:
            return abs(_born_s(process) - int(writer["born_s"])) > _CLOCK_S
        return process.create_time() > changed_s + _CLOCK_S
    except psutil.NoSuchProcess:
        return True
    except FileNotFoundError:
        return False


def _this_process() -> str:
    pid = os.getpid()
    return f"{pid}-{_born_s(psutil.Process(pid))}"


def _born_s(process: psutil.Process) -> int:
    """Tell how long after the start of the machine a process was born."""
    return round(process.create_time() - psutil.boot_time())
