"""The store of many machines: what stories are made of and into lies in a bucket."""

import hashlib
import time
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from storyvid_dagster.core import names
from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media import unfinished
from storyvid_dagster.media.bucket import Bucket, Stored
from storyvid_dagster.media.scratch import Scratch
from storyvid_dagster.media.store import MediaStore, StoredFile, checked_key, missing, other_bytes

_DOWNLOADS = 3
"""A file that is replaced while it is read is read again, so often at most."""


@dataclass(frozen=True)
class BucketStore(MediaStore):
    """A store whose `names.SHARED_FOLDERS` lie in a bucket. Programs get a local copy of a file.

    The others, such as locks, stay in the data folder of the machine; `root` is that folder.
    """

    bucket: Bucket = field(kw_only=True, repr=False)
    scratch: Scratch = field(kw_only=True, compare=False, repr=False)

    def place(self, key: str) -> str:
        """Say where a file lies, for people."""
        return f"{self.bucket.place.url.rstrip('/')}/{key}" if _is_shared(key) else super().place(key)

    def path(self, key: str) -> Path:
        """Give a local copy of a file; of one that does not exist, a path where nothing is."""
        if not _is_shared(key):
            return super().path(key)
        for _ in range(_DOWNLOADS):
            found = self.bucket.find(key)
            if found is None:
                return self.scratch.place(key, "")
            place = self.scratch.place(key, found.e_tag)
            if self.scratch.has(place):
                return place
            with self.scratch.part(key) as part:
                if self.bucket.download(found, part):
                    self.scratch.keep(part, place, found.changed_s)
                    return place
        raise MediaError(f"{key} is written over and over while it is read: try again")

    def exists(self, key: str) -> bool:
        """Tell whether the key holds a file."""
        return self.bucket.find(key) is not None if _is_shared(key) else super().exists(key)

    def size_bytes(self, key: str) -> int | None:
        """Measure a file; `None` where there is none."""
        if not _is_shared(key):
            return super().size_bytes(key)
        found = self.bucket.find(key)
        return found and found.size_bytes

    def sizes(self, keys: Sequence[str]) -> dict[str, int | None]:
        """Measure files; those of one run in one folder are listed, which asks the bucket once for all."""
        groups: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        for key in keys:
            groups[key.partition("/")[0], names.owner(key)].append(key)
        sizes: dict[str, int | None] = {}
        for (folder, run_id), group in groups.items():
            if run_id is None or len(group) == 1 or not _is_shared(folder):
                sizes |= {key: self.size_bytes(key) for key in group}
                continue
            listed = {found.key: found.size_bytes for found in self._of_run_in(folder, run_id)}
            sizes |= {key: listed.get(key) for key in group}
        return sizes

    def written_s(self, keys: Sequence[str]) -> dict[str, float]:
        """Give when each of some files was written; those of one run in one folder are listed at once."""
        found: dict[str, float] = {}
        for folder, run_id in {(key.partition("/")[0], names.owner(key)) for key in keys}:
            if run_id is not None and _is_shared(folder):
                found |= {each.key: each.changed_s for each in self._of_run_in(folder, run_id)}
        local = super().written_s([key for key in keys if not _is_shared(key)])
        return local | {key: found[key] for key in keys if key in found}

    def version(self, key: str) -> str | None:
        """Tell one writing of a file from another; `None` where there is none."""
        if not _is_shared(key):
            return super().version(key)
        found = self.bucket.find(key)
        return found and f"{found.e_tag} {found.changed_s}"

    def get(self, key: str) -> bytes:
        """Read a file. Raises `MediaError` when there is none."""
        if not _is_shared(key):
            return super().get(key)
        data = self.bucket.get(key)
        if data is None:
            raise missing(key)
        self._note_use(key)
        return data

    def path_checked(self, file: MediaFile) -> Path:
        """Give a local copy of a file that a document names, its bytes checked."""
        if not _is_shared(file.key):
            return super().path_checked(file)
        place = self.path(file.key)
        if not place.is_file():
            raise missing(file.key)
        with place.open("rb") as copy:
            digest = hashlib.file_digest(copy, "sha256").hexdigest()
        if digest != file.sha256:
            place.unlink(missing_ok=True)
            raise other_bytes(file.key)
        self._note_use(file.key)
        return place

    def put(self, key: str, data: bytes) -> MediaFile:
        """Write a file whole, replacing what was there."""
        if not _is_shared(key):
            return super().put(key, data)
        self._note_use(key)
        self.bucket.put(key, data)
        return MediaFile(key=key, sha256=hashlib.sha256(data).hexdigest(), size_bytes=len(data))

    @contextmanager
    def writing(self, key: str) -> Generator[Path]:
        """Give a local place with the key's suffix; what lies there at the end becomes the key, whole."""
        if not _is_shared(key):
            with super().writing(key) as path:
                yield path
            return
        self._note_use(key)
        with self.scratch.part(key) as part:
            yield part
            e_tag = self.bucket.put(key, part)
            self.scratch.keep(part, self.scratch.place(key, e_tag), time.time())

    def create(self, key: str, data: bytes) -> bool:
        """Write a file unless there is one; tell whether it was written."""
        if not _is_shared(key):
            return super().create(key, data)
        self._note_use(key)
        return self.bucket.create(key, data)

    def append(self, key: str, line: str) -> None:
        """Add a line to a file of this machine's own."""
        if _is_shared(key):
            raise MediaError(f"{key} lies in a bucket, where no file can be lengthened")
        super().append(key, line)

    def describe(self, key: str) -> MediaFile:
        """Hash and measure a file as the bucket has it. Raises `MediaError` when there is none."""
        if not _is_shared(key):
            return super().describe(key)
        digest, size_bytes = hashlib.sha256(), 0
        try:
            for chunk in self.bucket.chunks(key):
                digest.update(chunk)
                size_bytes += len(chunk)
        except FileNotFoundError as error:
            raise missing(key) from error
        self._note_use(key)
        return MediaFile(key=key, sha256=digest.hexdigest(), size_bytes=size_bytes)

    def keys(self, folder: str) -> Iterator[str]:
        """List the keys below a folder, sorted."""
        if not _is_shared(folder):
            yield from super().keys(folder)
            return
        yield from sorted(found.key for found in self._below(folder))

    def files(self, folder: str) -> Iterator[StoredFile]:
        """List the files below a folder with size and time, sorted; of a cache entry that of its last use."""
        if not _is_shared(folder):
            yield from super().files(folder)
            return
        used_s: dict[str, float] = {}
        if folder.partition("/")[0] == "cache":
            for use in self._below("uses"):
                if (key := names.parse_cache_use(use.key)) is not None:
                    used_s[key] = max(use.changed_s, used_s.get(key, 0))
        for found in sorted(self._below(folder), key=lambda each: each.key):
            changed_s = max(found.changed_s, used_s.get(found.key, 0))
            yield StoredFile(found.key, found.size_bytes, changed_s)

    def times_s(self, folder: str, endings: tuple[str, ...] = ("",)) -> dict[str, float]:
        """Give the keys right in a folder that end so, with the time each was written, since the epoch."""
        if not _is_shared(folder):
            return super().times_s(folder, endings)
        depth = folder.count("/") + 1
        return {
            found.key: found.changed_s
            for found in self._below(folder)
            if found.key.count("/") == depth and found.key.endswith(endings)
        }

    def of_run(self, run_id: str) -> Iterator[str]:
        """List the keys of everything that belongs to a run alone."""
        for folder in names.RUN_FOLDERS:
            if not _is_shared(folder):
                yield from (key for key in super().keys(folder) if names.owner(key) == run_id)
                continue
            yield from (found.key for found in self._of_run_in(folder, run_id))

    def _of_run_in(self, folder: str, run_id: str) -> Iterator[Stored]:
        """List the files of a run: keys come sorted, so it is found among a million without listing them."""
        for found in self.bucket.list(folder, after=f"{folder}/{run_id}_"):
            if names.owner(found.key) != run_id:
                return
            yield found

    def used_cache(self, run_id: str) -> frozenset[str]:
        """Give the cache entries that a run read or wrote."""
        uses = self.bucket.list(f"uses/{run_id}_cache")
        return frozenset(key for use in uses if (key := names.parse_cache_use(use.key)) is not None)

    def delete_unused(self, file: StoredFile) -> bool:
        """Remove a file unless it was written since it was listed; tell whether it was removed."""
        if not _is_shared(file.key):
            return super().delete_unused(file)
        found = self.bucket.find(file.key)
        if found is None or found.changed_s > file.changed_s:
            return False
        self.bucket.delete(file.key)
        return True

    def delete(self, key: str) -> None:
        """Remove a file; a missing one is no error."""
        if not _is_shared(key):
            super().delete(key)
            return
        found = self.bucket.find(key)
        if found is not None:
            self.bucket.delete(key)
            self.scratch.place(key, found.e_tag).unlink(missing_ok=True)

    def _below(self, folder: str) -> Iterator[Stored]:
        found = self.bucket.list(checked_key(folder))
        return (each for each in found if not unfinished.is_unfinished(each.key.rpartition("/")[2]))

    def _note_use(self, key: str) -> None:
        if self.run_id is not None and key.startswith("cache/") and key not in self._noted:
            self.bucket.put(names.cache_use(self.run_id, key), b"")
            self._noted.add(key)


def _is_shared(key: str) -> bool:
    return checked_key(key).partition("/")[0] in names.SHARED_FOLDERS
