"""The folders that drawings are dropped into: what lies there, and whose a file of options is by its name."""

import hashlib
import os
import re
import shutil
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.intake.option_files import subject_of

REJECTED = "rejected"
_UNFINISHED = {".part", ".tmp", ".crdownload", ".download", ".partial"}
_DEFAULTS = "story"
_MOST_NAME_BYTES = 255
"""Longest name of a file on the file systems in use."""


@dataclass(frozen=True)
class Folder:
    """What lay in one folder at one moment."""

    path: Path
    files: Mapping[str, os.stat_result]
    """Drawings and options, by name, sorted."""
    odd: Mapping[str, str]
    """Name -> why it can be neither: a pipe, a link that leads nowhere, a folder that cannot be read."""
    unfinished: tuple[str, ...] = ()
    """Files that are still being copied, by the names they are going to have."""
    folders: tuple[Path, ...] = ()

    @cached_property
    def drawings(self) -> tuple[str, ...]:
        """Every file that is not one of options."""
        return tuple(name for name in self.files if subject_of(name) is None)

    @cached_property
    def defaults(self) -> tuple[str, ...]:
        """Options for every drawing of the folder, weakest first."""
        return self._about(_DEFAULTS)

    @cached_property
    def sidecars(self) -> tuple[str, ...]:
        """Options for one drawing, or for the drawings of one stem."""
        named = (name for name in self.files if subject_of(name) is not None)
        return tuple(name for name in named if name not in self.defaults)

    def sidecars_of(self, drawing: str) -> tuple[str, ...]:
        """Give the options whose name is about a drawing, weakest first: those of its whole name win."""
        subjects = dict.fromkeys((PurePath(drawing).stem, drawing))
        return tuple(
            name for subject in subjects if subject.lower() != _DEFAULTS for name in self._about(subject)
        )

    def drawings_of(self, sidecar: str) -> tuple[str, ...]:
        """Give the drawings that options are about by their name, those being copied among them."""
        return self._drawings_by_subject.get(composed(subject_of(sidecar) or ""), ())

    def _about(self, subject: str) -> tuple[str, ...]:
        return self._options_by_subject.get(composed(subject), ())

    @cached_property
    def _options_by_subject(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name in self.files:
            subject = subject_of(name)
            if subject is not None:
                key = _DEFAULTS if subject.lower() == _DEFAULTS else composed(subject)
                found[key] = (*found.get(key, ()), name)
        return found

    @cached_property
    def _drawings_by_subject(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name in (*self.drawings, *self.unfinished):
            for subject in {composed(PurePath(name).stem), composed(name)}:
                found[subject] = (*found.get(subject, ()), name)
        return found


def walk(root: Path) -> Iterator[Folder]:
    """List a folder and all below it; what is hidden, put aside or a link to a folder is left out."""
    waiting = [root]
    while waiting:
        try:
            folder = list_folder(waiting.pop(), root)
        except OSError as error:
            why = f"the folder cannot be read: {error.strerror}"
            folder = Folder(Path(error.filename or root), {}, {"": why})
        yield folder
        waiting += reversed(folder.folders)


def list_folder(path: Path, root: Path) -> Folder:
    """List one folder of an upload folder.

    Raises:
        OSError: It cannot be read.
    """
    files: dict[str, os.stat_result] = {}
    odd: dict[str, str] = {}
    unfinished: list[str] = []
    folders: list[Path] = []
    for place in sorted(path.iterdir()):
        name = place.name
        if name.startswith(".") or place == root / REJECTED:
            continue
        try:
            found = place.stat()
        except FileNotFoundError:
            if place.is_symlink():
                odd[name] = "it is a link that leads nowhere"
            continue
        except OSError as error:
            odd[name] = f"it cannot be read: {error.strerror}"
            continue
        if stat.S_ISDIR(found.st_mode):
            if place.is_symlink():
                odd[name] = "it is a link to a folder, which is not followed: move the folder itself here"
            else:
                folders.append(place)
        elif not stat.S_ISREG(found.st_mode):
            odd[name] = "it is not a file but a pipe or a device"
        elif place.suffix.lower() in _UNFINISHED:
            unfinished.append(place.stem)
        else:
            files[name] = found
    return Folder(path, files, odd, tuple(unfinished), tuple(folders))


def identity(found: os.stat_result, path: Path) -> str:
    """Tell a file from any that gets its name later."""
    # ctime, because a copy that keeps mtime can also get the inode of the file removed before it.
    return f"{found.st_ino}:{found.st_ctime_ns}:{shown(path.name)}"


def composed(name: str) -> str:
    """Give a name with its accents in one form: some systems write them apart."""
    return unicodedata.normalize("NFC", name)


def shown(name: str) -> str:
    """Give a name that can be printed, whatever bytes it has."""
    return os.fsencode(name).decode("utf-8", "replace")


def put_aside(root: Path, path: Path, why: str) -> Path | None:
    """Move a file into the root's `rejected/`, with a note that says why.

    Returns:
        Where it is now; `None` when it could not be moved.
    """
    note: Path | None = None
    try:
        (root / REJECTED).mkdir(exist_ok=True)
        target = _free(root / REJECTED / path.name)
        note = target.with_name(_note_name(target.name))
        note.write_text(
            f"{shown(path.name)} could not become a story.\n\nWhy: {why}\n\nPut it right and drop it into"
            " the upload folder again.\n",
            encoding="utf-8",
        )
        path.replace(target)
    except OSError:
        if note is not None:
            with suppress(OSError):
                note.unlink(missing_ok=True)
        return None
    return target


def put_beside(target: Path, drawing: str, sidecar: Path, *, keep: bool) -> None:
    """Bring a drawing's options to where it was put aside, as a copy if another drawing needs them."""
    subject = subject_of(sidecar.name) or ""
    base = target.name if composed(subject) == composed(drawing) else target.stem
    with suppress(OSError):  # they stay, and are told of as options without a drawing
        place = _free(target.with_name(base + sidecar.name[len(subject) :]))
        if keep:
            shutil.copyfile(sidecar, place)
        else:
            sidecar.replace(place)


def put_aside_of(root: Path, run_id: str, drawing: MediaFile | None) -> Iterator[Path]:
    """Give what was put aside of a story: options that came too late, copies of its drawing, their notes."""
    with suppress(FileNotFoundError):
        folder = list_folder(root / REJECTED, root / REJECTED)
        for name, found in folder.files.items():
            path, note = folder.path / name, folder.path / _note_name(name)
            is_named = note.is_file() and bool(re.search(rf"\b{run_id}\b", note.read_text("utf-8", "ignore")))
            if is_named or (drawing is not None and _is_copy(path, found.st_size, drawing)):
                options = [
                    each for each in folder.sidecars_of(name) if not _is_about_others(folder, each, name)
                ]
                yield from (
                    each for each in (path, note, *map(folder.path.joinpath, options)) if each.exists()
                )


def _is_copy(path: Path, size_bytes: int, drawing: MediaFile) -> bool:
    return size_bytes == drawing.size_bytes and (
        hashlib.sha256(path.read_bytes()).hexdigest() == drawing.sha256
    )


def _is_about_others(folder: Folder, sidecar: str, drawing: str) -> bool:
    return bool(set(folder.drawings_of(sidecar)) - {drawing})


def _free(path: Path) -> Path:
    number, place = 1, path
    while place.exists():
        number += 1
        name = f"{path.stem}-{number}{path.suffix}"
        place = path.with_name(name if _fits(name) else _cut(f"{number}-{path.name}", _MOST_NAME_BYTES))
    return place


def _note_name(name: str) -> str:
    if _fits(f"{name}.txt"):
        return f"{name}.txt"
    return f"{_cut(name, 200)}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:8]}.txt"


def _fits(name: str) -> bool:
    return len(os.fsencode(name)) <= _MOST_NAME_BYTES


def _cut(name: str, most_bytes: int) -> str:
    return os.fsencode(name)[:most_bytes].decode("utf-8", "ignore")
