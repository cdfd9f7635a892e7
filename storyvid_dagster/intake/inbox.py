"""The upload folder: which files are drawings, what was asked of them, and who took them.

A drawing is claimed in this order, each step safe to repeat: the bytes are copied into the store,
the run is marked pending, the claim is published as a document, the upload is removed. A look that
dies between two steps is finished by the next one; what decides is always the published claim.

Whatever is wrong with one file ends in words about that file, said once, and the others go on. Nothing
needs to be written in the upload folder for that: what the inbox has to remember lies in the store.
"""

import json
import re
import shutil
from collections.abc import Container, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core import names
from storyvid_dagster.core.options import parse_request
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.errors import DrawingRejected, Interrupted, MediaError, RequestError
from storyvid_dagster.intake.decoding import decode_apart
from storyvid_dagster.intake.inbox_memory import LATE_S, InboxMemory
from storyvid_dagster.intake.music import named_music
from storyvid_dagster.intake.option_files import read_options
from storyvid_dagster.intake.upload_folder import (
    REJECTED,
    Folder,
    identity,
    list_folder,
    put_aside,
    put_aside_of,
    put_beside,
    shown,
    walk,
)
from storyvid_dagster.intake.uploads import DROPPED, Drop, Sending, Upload, find_upload, write_upload
from storyvid_dagster.media import disk, unfinished
from storyvid_dagster.media.locks import locked
from storyvid_dagster.media.store import MediaStore

_DROPPED = re.compile(r"[0-9a-f]{32}\.json")
"""Options as `Inbox.drop` writes them. Alone, they are of one that died before its drawing came."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What is still a drawing, and when a file counts as copied to its end."""

    max_bytes: int = 50_000_000
    max_pixels: int = 100_000_000
    settle_s: float = 2.0
    patience_s: float = 10.0
    look_s: float = 20.0
    """A look that took so long leaves the rest to the next one: Dagster ends a sensor that takes a minute."""
    music_anywhere: bool = False
    """Whether a file of options may name music outside the data folder's `music/`."""


@dataclass(frozen=True)
class ScanResult:
    """What one look into the folder found."""

    claimed: tuple[Upload, ...]
    rejected: tuple[str, ...]
    """One line a file: its name and why."""
    waiting: int
    """Files that may still be being copied, or have to wait for the next look."""
    notes: tuple[str, ...] = ()
    """One line for each file that was left where it is, said once."""


@dataclass(frozen=True)
class Inbox:
    """A folder of uploads in front of a store."""

    root: Path
    store: MediaStore
    limits: Limits = Limits()

    @property
    def memory(self) -> InboxMemory:
        """What is remembered from one look to the next."""
        return InboxMemory(self.root, self.store)

    def lock(self, *, timeout_s: float = 60) -> AbstractContextManager[None]:
        """Let one process at a time look; entering raises `MediaError` after `timeout_s` of waiting."""
        with suppress(OSError):  # a look says that the folder cannot be read
            self.root.mkdir(parents=True, exist_ok=True)
        return locked(self.store.path(names.inbox(".lock")), "the upload folder", timeout_s=timeout_s)

    def scan(self, *, now_s: float, limit: int, taken: Container[str] = ()) -> ScanResult:
        """Claim or reject what lies there; the caller holds the lock.

        Args:
            now_s: Wall clock as seconds since the epoch, to compare with the files' times.
            limit: Most files to claim.
            taken: Run ids that exist already, uploads or not.
        """
        claimed: list[Upload] = []
        rejected: list[str] = []
        notes: list[str] = []
        left, interrupted, ahead = map(self.memory.marks, ("left", "interrupted", "ahead"))
        there: set[str] = set()
        until_s = monotonic() + self.limits.look_s
        waiting = 0
        for folder in walk(self.root):
            for name, why in folder.odd.items():
                there.add(mark := str(folder.path / name))
                if left.mark(mark):
                    notes.append(f"{shown((folder.path / name).name)}: {why}")
            too_late = dict(self._too_late(folder))
            for name in folder.sidecars:
                there.add(mark := str(folder.path / name))
                waits_s = now_s - folder.files[name].st_mtime
                alone = name not in too_late and not folder.drawings_of(name)
                if alone and waits_s > LATE_S and _DROPPED.fullmatch(name):
                    (folder.path / name).unlink(missing_ok=True)
                elif alone and waits_s > LATE_S and left.mark(mark):
                    notes.append(f"{shown(name)}: options that wait for a drawing of that name")
            for name in (*folder.drawings, *too_late):
                path, found = folder.path / name, folder.files[name]
                there.add(mark := f"{path}:{identity(found, path)}")
                age_s = now_s - found.st_mtime
                if age_s < 0:  # the clock was set back, or the file brings a time of its own
                    age_s = now_s - ahead.since_s(mark, now_s)
                if left.has(mark):
                    continue
                if age_s < self.limits.settle_s or len(claimed) >= limit or monotonic() > until_s:
                    waiting += 1
                    continue
                try:
                    if name in too_late:
                        raise RequestError(too_late[name])
                    claimed.append(self.claim(path, taken=taken))
                except (DrawingRejected, RequestError) as error:
                    if age_s < self.limits.patience_s:
                        waiting += 1
                        continue
                    why = str(error)
                except FileNotFoundError:
                    continue  # it was taken away meanwhile
                except Interrupted as error:
                    waiting += 1
                    if interrupted.mark(mark):
                        notes.append(f"{shown(name)}: {error}; it is read again at the next look")
                    continue
                except OSError as error:
                    why = f"it cannot be read or moved: {error.strerror}"
                else:
                    if path.exists() and identity(path.stat(), path) == identity(found, path):
                        left.mark(mark)
                        notes.append(f"{shown(name)}: it was taken, but cannot be removed from {folder.path}")
                    continue
                rejected.append(f"{shown(name)}: {why}")
                if not self._reject(folder, name, why):
                    left.mark(mark)
        for marks in (left, interrupted, ahead):
            marks.keep_only(there)
        return ScanResult(tuple(claimed), tuple(rejected), waiting, (*notes, *self._unreadable_claims()))

    def claim(
        self,
        path: Path,
        *,
        taken: Container[str] = (),
        name: str | None = None,
        options: Mapping[str, Any] | None = None,
        sending: Sending = DROPPED,
        music_anywhere: bool | None = None,
    ) -> Upload:
        """Take one upload into the store, whatever its age; the caller holds the lock.

        Args:
            path: A file below the inbox.
            taken: Run ids that exist already, uploads or not.
            name: What the file was called before it came here, when that was something else.
            options: What is asked of it beside what the folder says, as a file of options has them.
            sending: What else is known of it.
            music_anywhere: Whether its options may name any music file; `None`: as the limits say.

        Raises:
            DrawingRejected: It is not a drawing.
            Interrupted: The process that reads it was ended from outside.
            RequestError: Its options cannot be understood.
            OSError: It cannot be read.
        """
        before = path.stat()
        if before.st_size > self.limits.max_bytes:
            has_mb, most_mb = before.st_size / 1e6, self.limits.max_bytes / 1e6
            raise DrawingRejected(
                f"the file has {has_mb:.0f} MB and at most {most_mb:.0f} MB are taken:"
                " save it smaller, or raise STORYVID_UPLOAD_MAX_MB"
            )
        is_drop = name is None
        data, name = path.read_bytes(), name or shown(path.name)
        request = self.options(path, options)
        self._check(data, name, request)
        if request.music not in {"auto", "none"}:
            anywhere = self.limits.music_anywhere if music_anywhere is None else music_anywhere
            named_music(request.music, self.store, anywhere=anywhere)
        origin, there = sending.sender or identity(before, path), identity(before, path)
        drop = Drop(data, name, request, sending)
        run_id, known = drop.run_id(self.store, taken)
        if known is not None and (known.identity == origin or sending.wanted is not None):
            upload = known
        else:
            self.memory.mark_pending(run_id)
            attempt = known.attempt + 1 if known else 1
            upload = write_upload(run_id, drop, self.store, attempt=attempt, identity=origin)
        if is_drop:
            self.memory.note_taken(path, run_id)
        if identity(path.stat(), path) == there:  # else something new was put there meanwhile
            folder = list_folder(path.parent, self.root)
            with suppress(OSError):  # the look says that it cannot be removed
                path.unlink()
                for sidecar in folder.sidecars_of(path.name):
                    if set(folder.drawings_of(sidecar)) <= {path.name}:
                        (path.parent / sidecar).unlink(missing_ok=True)
        return upload

    def drop(
        self,
        drawing: BinaryIO,
        name: str,
        options: Mapping[str, Any],
        *,
        taken: Container[str] = (),
        sending: Sending = DROPPED,
        music_anywhere: bool = False,
    ) -> Upload:
        """Put a drawing into the folder and claim it at once; the caller holds the lock.

        Nothing that a person typed becomes a name in the folder, and no look sees the drawing there. A
        process that dies here leaves a claim, or nothing but an unfinished file that is swept away.

        Args:
            drawing: Its bytes, from where they are read on.
            name: What its file is called.
            options: As a file of options has them.
            taken: Run ids that exist already, uploads or not.
            sending: What else is known of it.
            music_anywhere: Whether its options may name any music file.

        Raises:
            DrawingRejected: It is not a drawing.
            RequestError: Its options cannot be understood.
        """
        part = self.root / f"{unfinished.file_prefix()}{uuid4().hex}.upload"
        try:
            with disk.telling(f"the drawing {name}", self.root), part.open("wb") as copy:
                shutil.copyfileobj(drawing, copy)
            return self.claim(
                part, taken=taken, name=name, options=options, sending=sending, music_anywhere=music_anywhere
            )
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def ask_again(self, run_id: str, request: StoryRequest) -> Upload:
        """Let a story be made again with other options; the caller holds the lock.

        Raises:
            MediaError: It has no drawing.
        """
        known, data = load_upload(self, run_id)
        self.memory.mark_pending(run_id)
        drop = Drop(data, known.source_name, request, known.sending)
        return write_upload(run_id, drop, self.store, attempt=known.attempt + 1, identity=known.identity)

    def adopt(self, run_id: str, path: Path, request: StoryRequest, *, name: str) -> Upload:
        """Take a drawing from anywhere under a run id that a person chose; the file stays where it is.

        Raises:
            DrawingRejected: It is not a drawing.
            RequestError: There is no such file.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise RequestError(f"run {run_id}: cannot read the drawing {path}: {error.strerror}") from error
        self._check(data, name, request)
        known = self.find(run_id)
        attempt = known.attempt if known else 1
        drop = Drop(data, name, request, known.sending if known else DROPPED)
        return write_upload(run_id, drop, self.store, attempt=attempt, identity=f"adopted:{path}")

    def find(self, run_id: str) -> Upload | None:
        """Give the upload of a run; `None` when it has none.

        Raises:
            MediaError: It has one that this version cannot read.
        """
        return find_upload(run_id, self.store)

    def has(self, run_id: str) -> bool:
        """Tell whether a run has an upload, whether or not it can be read."""
        return self.store.exists(names.document(run_id, "upload"))

    def pending(self) -> Iterator[Upload]:
        """Give the claimed uploads whose run is not known to have started, oldest first.

        Those that cannot be read are left out; a look tells of them.
        """
        for run_id in self.memory.pending_run_ids():
            with suppress(MediaError):
                if (upload := self.find(run_id)) is not None:
                    yield upload

    def _unreadable_claims(self) -> Iterator[str]:
        """Say once which pending claims this version cannot read."""
        told = self.memory.marks("unreadable")
        for run_id in self.memory.pending_run_ids():
            try:
                self.find(run_id)
            except MediaError as error:
                if told.mark(run_id):
                    yield f"run {run_id}: {error}"

    def started(self, run_id: str) -> None:
        """Note that the run of an upload exists."""
        self.memory.started(run_id)

    def forget(self, run_id: str) -> list[str]:
        """Remove what `rejected/` holds of a story and what is remembered of it; its files stay.

        Returns:
            The names of the files removed.
        """
        try:
            upload = self.find(run_id)
        except MediaError:
            upload = None
        aside = dict.fromkeys(put_aside_of(self.root, run_id, upload and upload.original))
        for path in aside:
            path.unlink(missing_ok=True)
        self.memory.forget(run_id)
        return [f"{REJECTED}/{shown(path.name)}" for path in aside]

    def options(self, path: Path, more: Mapping[str, Any] | None = None) -> StoryRequest:
        """Read what was asked of a picture: the folder's defaults, its own sidecars over them, then more.

        Raises:
            RequestError: A file is not a list of known options with sound values.
        """
        folder = list_folder(path.parent, self.root)
        asked: dict[str, object] = {}
        for name in (*folder.defaults, *folder.sidecars_of(path.name)):
            try:
                data = (path.parent / name).read_bytes()
            except OSError as error:
                raise RequestError(f"{shown(name)} cannot be read: {error.strerror}") from error
            asked |= read_options(data, name)
        if more:
            asked |= read_options(json.dumps(more).encode(), "options.json")
        return parse_request(asked)

    def _too_late(self, folder: Folder) -> Iterator[tuple[str, str]]:
        """Say of which options here the drawing was taken already, and by which story."""
        for name in folder.sidecars:
            if folder.drawings_of(name):
                continue
            run_id = self.memory.taken_by(folder, name)
            if run_id is not None:
                why = f"its drawing had been taken already, as the story {run_id}"
                yield name, f"{why}: drop the drawing and its options again, together, or the options first"

    def _check(self, data: bytes, name: str, request: StoryRequest) -> None:
        from storyvid_dagster.cutout import blank_page

        def seen(max_edge_px: int) -> NDArray[np.uint8]:
            return decode_apart(
                data,
                name,
                max_bytes=self.limits.max_bytes,
                max_pixels=self.limits.max_pixels,
                max_edge_px=max_edge_px,
            )

        plain = blank_page.is_plainly_drawn_on(seen(blank_page.GLANCED_AT_PX)) or request.as_page
        if not plain and blank_page.is_blank(seen(blank_page.LOOKED_AT_PX)):
            raise DrawingRejected(
                f"{name}: no drawing to be seen. Take the picture in more light and from closer, or draw the"
                " lines over with a darker pen; if the page is meant as it is, ask for as_page"
                " (`as_page: yes`, on the command line --as-page)"
            )

    def _reject(self, folder: Folder, name: str, why: str) -> bool:
        """Put a file aside with its options; tell whether it could be moved."""
        target = put_aside(self.root, folder.path / name, why)
        if target is None:
            return False
        for sidecar in folder.sidecars_of(name) if name in folder.drawings else ():
            needed = bool(set(folder.drawings_of(sidecar)) - {name})
            put_beside(target, name, folder.path / sidecar, keep=needed)
        return True


def load_upload(inbox: Inbox, run_id: str) -> tuple[Upload, bytes]:
    """Give the upload of a run and its bytes.

    Raises:
        MediaError: The run has no drawing yet, or has lost it.
    """
    try:
        upload = inbox.find(run_id)
        data = inbox.store.open_checked(upload.original) if upload else b""
    except MediaError as error:
        raise MediaError(
            f"run {run_id}: the drawing as it was uploaded is lost, and nothing can make it again ({error}):"
            f" drop the drawing again into {inbox.root}; what was made of it is kept, and costs nothing again"
        ) from error
    if upload is None:
        raise MediaError(
            f"run {run_id} has no drawing: drop one into {inbox.root}, or materialize `drawing` with the"
            " `path` of one in its config"
        )
    return upload, data
