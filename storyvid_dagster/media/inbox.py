"""The upload folder: which files are drawings, what was asked of them, and who took them.

A drawing is claimed in this order, each step safe to repeat: the bytes are copied into the store,
the run is marked pending, the claim is published as a document, the upload is removed. A look that
dies between two steps is finished by the next one; what decides is always the published claim.
"""

import hashlib
import json
import os
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml
from filelock import FileLock
from pydantic import Field

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document, MediaFile
from storyvid_dagster.core.options import parse_request
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.errors import DrawingRejected, MediaError, RequestError
from storyvid_dagster.media.documents import load_document, write_document
from storyvid_dagster.media.pictures import decode_drawing, sniff_extension
from storyvid_dagster.media.store import MediaStore

FOLDER_DEFAULTS = "story.yaml"
_SIDECARS = (".json", ".yaml", ".yml")
_UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".partial")
_REJECTED = "rejected"
_PENDING = ".pending"


class Upload(Document):
    """A claimed drawing."""

    run_id: str
    digest: str = Field(description="sha256 of bytes, options and name: the same drop, the same story")
    source_name: str
    original: MediaFile
    request: StoryRequest
    attempt: int = Field(default=1, ge=1, description="Goes up when the same drawing is dropped again")
    identity: str = Field(description="The file it came from: a repeated look is no second drop")

    @property
    def run_key(self) -> str:
        """Tells Dagster runs of one drop from runs of another."""
        return f"upload:{self.run_id}:{self.attempt}"


@dataclass(frozen=True)
class Limits:
    """What is still a drawing, and when a file counts as copied to its end."""

    max_bytes: int = 50_000_000
    max_pixels: int = 100_000_000
    settle_s: float = 2.0
    patience_s: float = 10.0


@dataclass(frozen=True)
class Look:
    """What one look into the folder found."""

    claimed: tuple[Upload, ...]
    rejected: tuple[str, ...]
    """One line a file: its name and why."""
    waiting: int
    """Files that may still be being copied, or have to wait for the next look."""


@dataclass(frozen=True)
class Inbox:
    """A folder of uploads in front of a store."""

    root: Path
    store: MediaStore
    limits: Limits = Limits()

    def lock(self) -> FileLock:
        """Give the lock that lets one process at a time look; it opens by itself when its holder dies."""
        self.root.mkdir(parents=True, exist_ok=True)
        return FileLock(self.root / ".lock", timeout=60)

    def look(self, *, now_s: float, limit: int, taken: Container[str] = ()) -> Look:
        """Claim or reject what lies there; the caller holds the lock.

        Args:
            now_s: Wall clock as seconds since the epoch, to compare with the files' times.
            limit: Most files to claim.
            taken: Run ids that exist already, uploads or not.
        """
        claimed: list[Upload] = []
        rejected: list[str] = []
        waiting = 0
        for path in self._candidates():
            age_s = now_s - path.stat().st_mtime
            if age_s < self.limits.settle_s or len(claimed) >= limit:
                waiting += 1
                continue
            try:
                claimed.append(self.claim(path, taken=taken))
            except (DrawingRejected, RequestError) as error:
                if age_s < self.limits.patience_s:
                    waiting += 1
                    continue
                rejected.append(f"{path.name}: {error}")
                self._reject(path, str(error))
        return Look(tuple(claimed), tuple(rejected), waiting)

    def claim(self, path: Path, *, taken: Container[str] = (), name: str | None = None) -> Upload:
        """Take one upload into the store, whatever its age; the caller holds the lock.

        Args:
            path: A file below the inbox.
            taken: Run ids that exist already, uploads or not.
            name: What the file was called before it came here, when that was something else.

        Raises:
            DrawingRejected: It is not a drawing.
            RequestError: Its options cannot be understood.
        """
        before = path.stat()
        if before.st_size > self.limits.max_bytes:
            has_mb, most_mb = before.st_size / 1e6, self.limits.max_bytes / 1e6
            raise DrawingRejected(
                f"the file has {has_mb:.0f} MB and at most {most_mb:.0f} MB are taken:"
                " save it smaller, or raise STORYVID_UPLOAD_MAX_MB"
            )
        data, name = path.read_bytes(), name or path.name
        request = self.options(path)
        self._check(data, name, request)
        if request.music not in {"auto", "none"}:
            named_music(request.music, self.store)
        identity = _identity(before, path)
        digest = _digest(data, request, name)
        run_id, known = self._slot(digest, taken)
        if known is not None and known.identity == identity:
            upload = known
        else:
            self._mark_pending(run_id)
            attempt = known.attempt + 1 if known else 1
            upload = self._write(run_id, data, name, request, digest, attempt=attempt, identity=identity)
        if _identity(path.stat(), path) == identity:  # else something new was put there meanwhile
            for file in (path, *_sidecars(path)):
                file.unlink(missing_ok=True)
        return upload

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
        digest = _digest(data, request, name)
        known = self.find(run_id)
        attempt = known.attempt if known else 1
        return self._write(run_id, data, name, request, digest, attempt=attempt, identity=f"adopted:{path}")

    def find(self, run_id: str) -> Upload | None:
        """Give the upload of a run; `None` when it has none."""
        key = names.document(run_id, "upload")
        return load_document(Upload, key, self.store) if self.store.exists(key) else None

    def pending(self) -> Iterator[Upload]:
        """Give the claimed uploads whose run is not known to have started, oldest first."""
        folder = self.root / _PENDING
        markers = (
            [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
        )
        for marker in sorted(markers, key=lambda path: (path.stat().st_mtime_ns, path.name)):
            upload = self.find(marker.name)
            if upload is not None:
                yield upload

    def started(self, run_id: str) -> None:
        """Note that the run of an upload exists."""
        (self.root / _PENDING / run_id).unlink(missing_ok=True)

    def options(self, path: Path) -> StoryRequest:
        """Read what was asked of a picture: the folder's defaults, then its own sidecar over them.

        Raises:
            RequestError: A file is not a mapping of known options to sound values.
        """
        asked: dict[str, object] = {}
        for source in (path.parent / FOLDER_DEFAULTS, *_sidecars(path)):
            if source.is_file():
                asked |= _read_mapping(source)
        return parse_request(asked)

    def _candidates(self) -> Iterator[Path]:
        for path in sorted(self.root.rglob("*")):
            parts = path.relative_to(self.root).parts
            if parts[0] == _REJECTED or any(part.startswith(".") for part in parts) or not path.is_file():
                continue
            if path.suffix.lower() in _SIDECARS or path.suffix.lower() in _UNFINISHED:
                continue
            yield path

    def _check(self, data: bytes, name: str, request: StoryRequest) -> None:
        from storyvid_dagster.cutout.presence import LOOKED_AT_PX, is_blank  # OpenCV: listing needs none

        picture = decode_drawing(
            data,
            name,
            max_bytes=self.limits.max_bytes,
            max_pixels=self.limits.max_pixels,
            max_edge_px=LOOKED_AT_PX,
        )
        if not request.as_page and is_blank(picture):
            raise DrawingRejected(
                f"{name}: no drawing to be seen. Take the picture in more light and from closer, or draw the"
                " lines over with a darker pen; if the page is meant as it is, ask for as_page"
                " (`as_page: yes`, on the command line --as-page)"
            )

    def _slot(self, digest: str, taken: Container[str]) -> tuple[str, Upload | None]:
        """Find the run id of a drop: its own from an earlier time, or the shortest that is free."""
        for length in range(8, 64):
            run_id = digest[:length]
            known = self.find(run_id)
            if known is not None and known.digest == digest:
                return run_id, known
            if known is None and run_id not in taken:
                return run_id, None
        raise AssertionError("two uploads have the same sha256")

    def _mark_pending(self, run_id: str) -> None:
        marker = self.root / _PENDING / run_id
        marker.parent.mkdir(exist_ok=True)
        marker.touch()

    def _write(
        self,
        run_id: str,
        data: bytes,
        name: str,
        request: StoryRequest,
        digest: str,
        *,
        attempt: int,
        identity: str,
    ) -> Upload:
        original = self.store.put(names.original(run_id, sniff_extension(data)), data)
        upload = Upload(
            run_id=run_id,
            digest=digest,
            source_name=name,
            original=original,
            request=request,
            attempt=attempt,
            identity=identity,
        )
        write_document(upload, names.document(run_id, "upload"), self.store)
        return upload

    def _reject(self, path: Path, why: str) -> None:
        target = _free_name(self.root / _REJECTED / path.name)
        target.parent.mkdir(exist_ok=True)
        target.with_name(f"{target.name}.txt").write_text(
            f"{path.name} could not become a story.\n\nWhy: {why}\n\nPut it right and drop it into the upload"
            " folder again.\n",
            encoding="utf-8",
        )
        path.replace(target)
        for sidecar in _sidecars(path):
            if sidecar.is_file():
                sidecar.replace(target.with_name(f"{target.stem}{sidecar.suffix}"))


def _identity(stat: os.stat_result, path: Path) -> str:
    # ctime, because a copy that keeps mtime can also get the inode of the file removed before it.
    return f"{stat.st_ino}:{stat.st_ctime_ns}:{path.name}"


def named_music(name: str, store: MediaStore) -> Path:
    """Find a music file that a request names: an absolute path, or a file in the data folder's `music/`.

    Raises:
        RequestError: There is none.
    """
    path = Path(name) if Path(name).is_absolute() else store.path(f"music/{name}")
    if not path.is_file():
        raise RequestError(
            f"there is no music file {path}: give an absolute path, the name of a file in"
            f" {store.path('music')}, 'auto' or 'none'"
        )
    return path


def _sidecars(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_suffix(suffix) for suffix in _SIDECARS)


def _read_mapping(path: Path) -> dict[str, object]:
    try:
        # JSON is YAML, so one reader serves both; a late byte-order mark is tolerated.
        content: object = yaml.safe_load(path.read_bytes().decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RequestError(f"{path.name} is not valid YAML or JSON: {error}") from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise RequestError(f"{path.name} must hold options such as 'theme: bedtime', one a line")
    return {str(key): value for key, value in cast("dict[object, object]", content).items()}


def _digest(data: bytes, request: StoryRequest, name: str) -> str:
    options = json.dumps(request.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(
        b"\0".join((hashlib.sha256(data).digest(), options.encode(), name.encode()))
    ).hexdigest()


def _free_name(path: Path) -> Path:
    numbered = (path.with_name(f"{path.stem}-{n}{path.suffix}") for n in range(2, 10_000))
    return next(candidate for candidate in (path, *numbered) if not candidate.exists())


def load_upload(inbox: Inbox, run_id: str) -> tuple[Upload, bytes]:
    """Give the upload of a run and its bytes.

    Raises:
        MediaError: The run has no drawing yet.
    """
    upload = inbox.find(run_id)
    if upload is None:
        raise MediaError(
            f"run {run_id} has no drawing: drop one into {inbox.root}, or materialize `drawing` with the"
            " `path` of one in its config"
        )
    return upload, inbox.store.open_checked(upload.original)
