"""Makes the SQLite files of a Dagster instance quick to write, and no less safe.

Dagster opens and closes a connection for everything it writes. The last one that closes moves the
write-ahead log into the file and removes it, which waits for the disk several times. So one more connection
to each file is held open, which does nothing: then a write waits once.

The log of a run alone does not even wait once (`synchronous=NORMAL`): when the power is cut, its last lines
may be lost, and no more. What runs and partitions there are is in other files, which wait as before.
See https://sqlite.org/wal.html and https://sqlite.org/pragma.html#pragma_synchronous.
"""

import functools
import os
import sqlite3
from collections import Counter, OrderedDict
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

_MOST_FILES = 8
"""Held open at a time: those of the instance, and the logs of the last few runs."""

_homes: Counter[Path] = Counter()
_held: "OrderedDict[Path, sqlite3.Connection]" = OrderedDict()
_lock = Lock()


@contextmanager
def held_open(home: Path) -> Generator[None]:
    """Hold the SQLite files of the instance in `home` open, from when they are first used."""
    _listen()
    home = home.resolve()
    _homes[home] += 1
    try:
        yield
    finally:
        _homes[home] -= 1
        if not _homes[home]:
            del _homes[home]
            _let_go(home)


def _let_go(home: Path) -> None:
    with _lock:
        for file in [file for file in _held if home in file.parents]:
            _held.pop(file).close()


@functools.cache
def _listen() -> None:
    event.listen(Engine, "connect", _connected)
    event.listen(Engine, "close", _closing)


def _connected(connection: Any, _record: object) -> None:
    if (file := _file_of(connection)) is None:
        return
    # Whatever fails here, such as a file that is busy just now, Dagster does as well in its own, slower way.
    with suppress(sqlite3.OperationalError):
        if file.stat().st_size == 0:
            connection.execute("PRAGMA journal_mode = WAL")  # before its tables: each waits for the disk
        if _is_log_of_a_run(file):
            connection.execute("PRAGMA synchronous = NORMAL")
        _hold(file)


def _hold(file: Path) -> None:
    with _lock:
        if file in _held:
            _held.move_to_end(file)
            return
        held = sqlite3.connect(file, timeout=0, check_same_thread=False)
        try:
            held.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()  # opens the write-ahead log, too
        except sqlite3.OperationalError:
            held.close()
            raise
        _held[file] = held
        while len(_held) > _MOST_FILES:
            _held.popitem(last=False)[1].close()


def _is_log_of_a_run(file: Path) -> bool:
    return file.parent.name == "runs" and file.stem != "index"


def _closing(connection: Any, _record: object) -> None:
    """Touch what was written to: Dagster's UI watches the file, and the write lies in the log beside it."""
    is_sqlite = isinstance(connection, sqlite3.Connection)
    if is_sqlite and connection.total_changes and (file := _file_of(connection)) is not None:
        with suppress(FileNotFoundError):
            os.utime(file)


def _file_of(connection: Any) -> Path | None:
    """Give the file that a connection writes to; `None`: none of an instance that is held open."""
    if not isinstance(connection, sqlite3.Connection):
        return None
    _, _, name = connection.execute("PRAGMA database_list").fetchone()
    file = Path(name)
    return file if name and any(home in file.parents for home in _homes) else None
