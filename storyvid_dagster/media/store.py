"""The only door to files: keys in, bytes and places out. Every write is whole or absent."""

import errno
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from storyvid_dagster.core import names
from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.errors import MediaError, NoRoom
from storyvid_dagster.media import disk, unfinished

_CHUNK_BYTES = 1 << 20
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""What disks say that have no second names for files, such as exFAT."""
_USED_AGAIN_S = 600
"""The time of a cache entry is not set anew when it is younger: most reads write nothing."""


@dataclass(frozen=True)
class StoredFile:
    """A file as it was found."""

    key: str
    size_bytes: int
    changed_s: float
    """When it was written, of a cache entry when it was used, in seconds since the epoch."""


@dataclass(frozen=True)
class MediaStore:
    """A folder of files named by keys such as `images/5f6c63ab_scene_1.png`.

    Entries of the cache belong to no run, so a store that works for one notes which of them it read or
    wrote: that is how a run can be forgotten whole.
    """

    root: Path
    run_id: str | None = None
    disk_free_bytes: Callable[[Path], int] = field(default=disk.disk_free_bytes, compare=False, repr=False)
    """Measures the free room of the disk on which a folder lies."""
    _noted: set[str] = field(default_factory=set[str], compare=False, repr=False)

    def path(self, key: str) -> Path:
        """Give the place of a key, for programs that want a path. It need not exist.

        Raises:
            MediaError: The key would lead out of the store.
        """
        return self.root / checked_key(key)

    def place(self, key: str) -> str:
        """Say where a file lies, for people."""
        return str(self.root / checked_key(key))

    def exists(self, key: str) -> bool:
        """Tell whether the key holds a file."""
        return self.path(key).is_file()

    def version(self, key: str) -> str | None:
        """Tell one writing of a file from another; `None` where there is none."""
        try:
            return str(self.path(key).stat().st_mtime_ns)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def size_bytes(self, key: str) -> int | None:
        """Measure a file without opening it; `None` where there is none."""
        try:
            found = os.stat(os.path.join(self.root, checked_key(key)))  # noqa: PTH116, PTH118 - asked a lot
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def sizes(self, keys: Sequence[str]) -> dict[str, int | None]:
        """Measure files; `None` where there is none."""
        return {key: self.size_bytes(key) for key in keys}

    def get(self, key: str) -> bytes:
        """Read a file.

        Raises:
            MediaError: There is none.
        """
        self._mark_used(key)
        try:
            data = self.path(key).read_bytes()
        except FileNotFoundError as error:
            raise MediaError(
                f"{key} is missing from {self.root}: materialize the asset that makes it"
            ) from error
        except OSError as error:
            raise _unreadable(key, error) from error
        self._note_use(key)
        return data

    def open_checked(self, file: MediaFile) -> bytes:
        """Read a file that a document names.

        Raises:
            MediaError: It is missing, or its bytes are not those the document was written for.
        """
        data = self.get(file.key)
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise other_bytes(file.key)
        return data

    def path_checked(self, file: MediaFile) -> Path:
        """Give the place of a file that a document names, without reading it into memory.

        Raises:
            MediaError: It is missing, or its bytes are not those the document was written for.
        """
        if self.describe(file.key) != file:
            raise other_bytes(file.key)
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
        self._note_use(checked_key(key))
        with self._temporary(key) as (temporary, target):
            yield temporary
            _finish(temporary)
            temporary.replace(target)

    def create(self, key: str, data: bytes) -> bool:
        """Write a file whole unless there is one; tell whether it was written: of several, one wins."""
        self._note_use(checked_key(key))
        with self._temporary(key) as (temporary, target):
            temporary.write_bytes(data)
            _finish(temporary)
            try:
                target.hardlink_to(temporary)
            except FileExistsError:
                return False
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                # Such a disk lets the last of several win who create at once, which `storyvid doctor` tells.
                if target.exists():
                    return False
                temporary.replace(target)
        return True

    @contextmanager
    def _temporary(self, key: str) -> Generator[tuple[Path, Path]]:
        """Give a temporary place and the one that it is for; what happened there is flushed to disk."""
        target = self.path(key)
        with self._telling(key):
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(
                prefix=unfinished.file_prefix(), suffix=target.suffix, dir=target.parent
            )
            os.close(handle)
            temporary = Path(name)
            try:
                yield temporary, target
                _flush(target.parent)
            finally:
                with suppress(OSError):  # else it is swept later
                    temporary.unlink(missing_ok=True)

    def append(self, key: str, line: str) -> None:
        """Add a line to a file, flushed to disk before this returns."""
        with self._telling(key):
            _append(self.path(key), line, flush=True)

    def describe(self, key: str) -> MediaFile:
        """Hash and measure a stored file.

        Raises:
            MediaError: There is none.
        """
        if not self.exists(key):
            raise missing(key)
        self._mark_used(key)
        digest, size = hashlib.sha256(), 0
        try:
            with self.path(key).open("rb") as stream:
                while chunk := stream.read(_CHUNK_BYTES):
                    digest.update(chunk)
                    size += len(chunk)
        except FileNotFoundError as error:
            raise missing(key) from error
        except OSError as error:
            raise _unreadable(key, error) from error
        self._note_use(key)
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

    def files(self, folder: str) -> Iterator[StoredFile]:
        """List the files below a folder with size and time, sorted; those that go meanwhile are left out."""
        for key in self.keys(folder):
            with suppress(FileNotFoundError):
                found = self.path(key).stat()
                yield StoredFile(key, found.st_size, found.st_mtime)

    def times_s(self, folder: str, endings: tuple[str, ...] = ("",)) -> dict[str, float]:
        """Give the keys right in a folder that end so, with the time each was written, since the epoch."""
        base = self.path(folder)
        if not base.is_dir():
            return {}
        with os.scandir(base) as entries:
            return {
                f"{folder}/{entry.name}": entry.stat().st_mtime
                for entry in entries
                if entry.name.endswith(endings) and entry.is_file()
            }

    def written_s(self, keys: Sequence[str]) -> dict[str, float]:
        """Give when each of some files was written, in seconds since the epoch; those that are there."""
        found: dict[str, float] = {}
        for key in keys:
            with suppress(FileNotFoundError):
                found[key] = self.path(key).stat().st_mtime
        return found

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
            uses = names.cache_uses(self.run_id)
            with self._telling(uses):
                _append(self.root / uses, key)
            self._noted.add(key)

    def _mark_used(self, key: str) -> None:
        """Let the time of a cache entry tell of its last use, some minutes more or less."""
        if key.startswith("cache/"):
            path = self.path(key)
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _USED_AGAIN_S:
                    os.utime(path)

    def delete_unused(self, file: StoredFile) -> bool:
        """Remove a file unless it was written or used since it was listed; tell whether it was removed."""
        path = self.path(file.key)
        try:
            if path.stat().st_mtime != file.changed_s:
                return False
            path.unlink()
        except OSError:
            return False
        return True

    def delete(self, key: str) -> None:
        """Remove a file; a missing one is no error."""
        with self._telling(key):
            self.path(key).unlink(missing_ok=True)

    def _telling(self, key: str) -> AbstractContextManager[None]:
        """Say in words that a file could not be written."""
        what = key if self.run_id in {None, names.owner(key)} else f"{key} of run {self.run_id}"
        return disk.telling(what, self.root, free_bytes=self.disk_free_bytes)

    def free_bytes(self) -> int:
        """Measure what is free on the disk of the store."""
        return self.disk_free_bytes(disk.existing(self.root))

    def require_room(self, needed_bytes: float, what: str) -> None:
        """Refuse to begin what the disk has no room for.

        Args:
            needed_bytes: An estimate.
            what: What is to be made, such as `run pip: the film`.

        Raises:
            NoRoom: Less is free.
        """
        free_bytes = self.free_bytes()
        if free_bytes < needed_bytes:
            raise NoRoom(
                f"{what} needs about {needed_bytes / 1e6:.0f} MB, and {free_bytes / 1e6:.0f} MB are free in"
                f" {self.root}: it was not begun. {disk.MAKE_ROOM}; then make it again"
            )


def checked_key(key: str) -> str:
    """Return a key that leads to a place in the store.

    Raises:
        MediaError: It would lead out of it.
    """
    parts = key.split("/")
    if not all(parts) or {".", ".."} & set(parts):
        raise MediaError(f"{key!r} is not a key of the media store")
    return key


def _append(path: Path, line: str, *, flush: bool = False) -> None:
    """Add a line whole or not at all, in one write: processes that write at once tear no lines.

    A disk that is nearly full takes a part of it; that part is taken back when the rest finds no room.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        line_bytes = f"{line}\n".encode()
        written = 0
        try:
            while written < len(line_bytes):
                written += os.write(handle, line_bytes[written:])
        except OSError:
            end = os.lseek(handle, 0, os.SEEK_CUR)
            if written and os.fstat(handle).st_size == end:
                os.ftruncate(handle, end - written)
            raise
        if flush:
            os.fsync(handle)
    finally:
        os.close(handle)


def missing(key: str) -> MediaError:
    """Say that a file is not there."""
    return MediaError(f"{key} is missing: materialize the asset that makes it")


def _unreadable(key: str, error: OSError) -> MediaError:
    return MediaError(
        f"{key} cannot be read: {error.strerror or error}. Look after that disk, or delete the file and"
        " materialize its asset again"
    )


def other_bytes(key: str) -> MediaError:
    """Say that a file is not the one a document names."""
    return MediaError(f"{key} is not the file its document was written for: materialize its asset again")


def _finish(path: Path) -> None:
    path.chmod(0o644)
    _flush(path)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
