"""What the inbox remembers from one look to the next, in the store: an upload folder may be read-only."""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storyvid_dagster.core import names
from storyvid_dagster.intake.option_files import subject_of
from storyvid_dagster.intake.upload_folder import Folder, composed
from storyvid_dagster.media.store import MediaStore

LATE_S = 600
"""Options that come so soon after a drawing of their name was taken were meant for that one."""


@dataclass(frozen=True)
class Marks:
    """An empty file of the store for each thing that is marked."""

    store: MediaStore
    folder: str

    def has(self, marked: str) -> bool:
        """Tell whether something is marked."""
        return self.store.exists(self._key(marked))

    def mark(self, marked: str) -> bool:
        """Mark something; tell whether it was not marked before."""
        if self.has(marked):
            return False
        self.store.put(self._key(marked), b"")
        return True

    def since_s(self, marked: str, now_s: float) -> float:
        """Mark something, and tell since when it is, by a clock that may have been set back meanwhile."""
        key = self._key(marked)
        if self.has(marked) and (since_s := self.store.path(key).stat().st_mtime) <= now_s:
            return since_s
        self.store.put(key, b"")
        os.utime(self.store.path(key), (now_s, now_s))
        return now_s

    def keep_only(self, marked: Iterable[str]) -> None:
        """Take the marks off everything else."""
        kept = set(map(self._key, marked))
        for key in list(self.store.keys(self.folder)):
            if key not in kept:
                self.store.delete(key)

    def _key(self, marked: str) -> str:
        digest = hashlib.sha256(marked.encode("utf-8", "surrogateescape")).hexdigest()
        return f"{self.folder}/{digest[:32]}"


@dataclass(frozen=True)
class InboxMemory:
    """Notes of one inbox."""

    root: Path
    store: MediaStore

    def marks(self, what: str) -> Marks:
        """Give the marks for one purpose, such as what was left where it is."""
        return Marks(self.store, names.inbox(what))

    def mark_pending(self, run_id: str) -> None:
        """Note that the run of an upload has to be started."""
        # Flushed to disk: without it, a claim whose upload is removed would never be started.
        self.store.put(names.inbox(f"pending/{run_id}"), b"")
        self.go_on(run_id)

    def pending_run_ids(self) -> list[str]:
        """Give the uploads whose run is not known to have started, oldest first."""
        folders = (self.store.path(names.inbox("pending")), self._pending_before)
        markers = [
            (path.stat().st_mtime_ns, path.name)
            for folder in folders
            if folder.is_dir()
            for path in folder.iterdir()
            if not path.name.startswith(".")
        ]
        return list(dict.fromkeys(run_id for _, run_id in sorted(markers)))

    def started(self, run_id: str) -> None:
        """Note that the run of an upload exists."""
        self.store.delete(names.inbox(f"pending/{run_id}"))
        with suppress(OSError):
            (self._pending_before / run_id).unlink(missing_ok=True)

    def is_pending(self, run_id: str) -> bool:
        """Tell whether the run of an upload is not known to have started."""
        return run_id in self.pending_run_ids()

    def stop(self, run_id: str) -> None:
        """Remember that a person stopped a story: nothing of it is made until something is asked again."""
        self.store.put(names.inbox(f"stopped/{run_id}"), b"")

    def go_on(self, run_id: str) -> None:
        """Forget that a story was stopped."""
        self.store.delete(names.inbox(f"stopped/{run_id}"))

    def is_stopped(self, run_id: str) -> bool:
        """Tell whether a person stopped a story."""
        return self.store.exists(names.inbox(f"stopped/{run_id}"))

    def note_taken(self, path: Path, run_id: str) -> None:
        """Remember for a while which story a drawing of this name became."""
        for subject in {path.stem, path.name}:
            self.store.put(self._taken_note(path.parent, subject), run_id.encode())

    def taken_by(self, folder: Folder, sidecar: str) -> str | None:
        """Give the story of the drawing that options came too late for; `None` when there is none."""
        note = self.store.path(self._taken_note(folder.path, subject_of(sidecar) or ""))
        try:
            taken_s = note.stat().st_mtime
            came_s = folder.files[sidecar].st_ctime
            return note.read_text(encoding="utf-8") if taken_s <= came_s <= taken_s + LATE_S else None
        except FileNotFoundError:
            return None

    def forget(self, run_id: str) -> None:
        """Remove all that is remembered of a run."""
        self.started(run_id)
        self.go_on(run_id)
        for key in list(self.store.keys(names.inbox("taken"))):
            if self.store.get(key).decode() == run_id:
                self.store.delete(key)

    @property
    def _pending_before(self) -> Path:
        """Where versions before kept the markers."""
        return self.root / ".pending"

    def _taken_note(self, folder: Path, subject: str) -> str:
        named = hashlib.sha256(f"{folder}/{composed(subject)}".encode("utf-8", "surrogateescape")).hexdigest()
        return names.inbox(f"taken/{named[:32]}")
