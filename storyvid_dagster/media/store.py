"""The only door to files: keys in, bytes and places out. Every write is whole or absent."""

import errno
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from storyvid_dagster.core import names
from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media import unfinished

_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class MediaStore:
    """A folder of files named by keys such as `images/5f6c63ab_scene_1.png`.

    Entries of the cache belong to no run, so a store that works for one notes which of them it read or
    wrote: that is how a run can be forgotten whole.
    """

    root: Path
    run_id: str | None = None
    _noted: set[str] = field(default_factory=set[str], compare=False, repr=False)

    def path(self, key: str) -> Path:
        """Give the place of a key, for programs that want a path. It need not exist.

        Raises:
            MediaError: The key would lead out of the store.
        """
        return self.root / _checked(key)

    def exists(self, key: str) -> bool:
        """Tell whether the key holds a file."""
        return self.path(key).is_file()

    def size_bytes(self, key: str) -> int | None:
        """Measure a file without opening it; `None` where there is none."""
        try:
            found = os.stat(os.path.join(self.root, _checked(key)))  # noqa: PTH116, PTH118 - asked a lot
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def get(self, key: str) -> bytes:
        """Read a file.

        Raises:
            MediaError: There is none.
        """
        try:
            data = self.path(key).read_bytes()
        except FileNotFoundError as error:
            raise MediaError(
                f"{key} is missing from {self.root}: materialize the asset that makes it"
            ) from error
        self._note_use(key)
        return data

    def open_checked(self, file: MediaFile) -> bytes:
        """Read a file that a document names.

        Raises:
            MediaError: It is missing, or its bytes are not those the document was written for.
        """
        data = self.get(file.key)
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise _other(file.key)
        return data

    def path_checked(self, file: MediaFile) -> Path:
        """Give the place of a file that a document names, without reading it into memory.

        Raises:
            MediaError: It is missing, or its bytes are not those the document was written for.
        """
        if self.describe(file.key) != file:
            raise _other(file.key)
        return self.path(file.key)

    def put(self, key: str, data: bytes) -> MediaFile:
        """Write a file whole, replacing what was there."""
        with self.writing(key) as path:
            path.write_bytes(data)
        return MediaFile(key=key, sha256=hashlib.sha256(data).hexdigest(), size_bytes=len(data))

    @contextmanager
    def writing(self, key: str) -> Generator[Path]:
        """Give a temporary place with the key's suffix; what lies there at the end becomes the key.

        The file is flushed to disk before it takes its name. When the block raises, nothing changes.
        """
        target = self.path(key)
        self._note_use(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=unfinished.file_prefix(), suffix=target.suffix, dir=target.parent
        )
        os.close(handle)
        temporary = Path(name)
        try:
            with _room_for(key, self.root):
                yield temporary
                temporary.chmod(0o644)
                _flush(temporary)
                temporary.replace(target)
                _flush(target.parent)
        finally:
            temporary.unlink(missing_ok=True)

    def append(self, key: str, line: str) -> None:
        """Add a line to a file, flushed to disk before this returns."""
        _append(self.path(key), line, flush=True)

    def describe(self, key: str) -> MediaFile:
        """Hash and measure a stored file.

        Raises:
            MediaError: There is none.
        """
        if not self.exists(key):
            raise _missing(key)
        self._note_use(key)
        digest, size = hashlib.sha256(), 0
        with self.path(key).open("rb") as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
        return MediaFile(key=key, sha256=digest.hexdigest(), size_bytes=size)

    def keys(self, folder: str) -> Iterator[str]:
        """List the keys below a folder, sorted; unfinished writes are not among them."""
        base = str(self.path(folder))
        yield from sorted(
            f"{folder}{parent[len(base) :].replace(os.sep, '/')}/{name}"
            for parent, _, files in os.walk(base)
            for name in files
            if not unfinished.is_unfinished(name)
        )

    def times_s(self, folder: str) -> dict[str, float]:
        """Give the keys right in a folder, with when each was written in seconds since the epoch."""
        base = self.path(folder)
        if not base.is_dir():
            return {}
        with os.scandir(base) as entries:
            return {f"{folder}/{entry.name}": entry.stat().st_mtime for entry in entries if entry.is_file()}

    def of_run(self, run_id: str) -> Iterator[str]:
        """List the keys of everything that belongs to a run alone."""
        for folder in names.RUN_FOLDERS:
            yield from (key for key in self.keys(folder) if names.owner(key) == run_id)

    def used_cache(self, run_id: str) -> frozenset[str]:
        """Give the cache entries that a run read or wrote."""
        key = names.cache_uses(run_id)
        return frozenset(self.get(key).decode().split()) if self.exists(key) else frozenset()

    def _note_use(self, key: str) -> None:
        if self.run_id is not None and key.startswith("cache/") and key not in self._noted:
            self._noted.add(key)
            _append(self.root / names.cache_uses(self.run_id), key)

    def delete(self, key: str) -> None:
        """Remove a file; a missing one is no error."""
        self.path(key).unlink(missing_ok=True)


def _checked(key: str) -> str:
    parts = key.split("/")
    if not all(parts) or {".", ".."} & set(parts):
        raise MediaError(f"{key!r} is not a key of the media store")
    return key


@contextmanager
def _room_for(key: str, root: Path) -> Generator[None]:
    """Say in words that a disk is full.

    Raises:
        MediaError: It is; the text says where, how much is free and what helps.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        free_mb = shutil.disk_usage(root).free / 1e6
        raise MediaError(
            f"there is no room for {key}: {free_mb:.0f} MB are free in {root}. Make room, delete stories with"
            f" `storyvid forget`, empty {root / 'cache'} while nothing runs, or move everything with"
            " STORYVID_DATA_DIR; what is made so far is kept"
        ) from error


def _append(path: Path, line: str, *, flush: bool = False) -> None:
    """Add a line in one write: processes that write at once cannot tear each other's lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(handle, f"{line}\n".encode())
        if flush:
            os.fsync(handle)
    finally:
        os.close(handle)


def _missing(key: str) -> MediaError:
    return MediaError(f"{key} is missing: materialize the asset that makes it")


def _other(key: str) -> MediaError:
    return MediaError(f"{key} is not the file its document was written for: materialize its asset again")


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
