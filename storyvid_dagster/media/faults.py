"""What is wrong with a story on disk: documents and files that are missing, cut short or overwritten."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from storyvid_dagster.core import names
from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media.documents import STAGES, load_document
from storyvid_dagster.ports import Store

_MISSING = "is missing"
_FILE_FIELDS = frozenset(MediaFile.model_fields)


@dataclass(frozen=True)
class Fault:
    """A file that is not as it was made."""

    asset: str
    """What makes the file, or did not make it yet."""
    key: str
    what: str
    """Completes a sentence that begins with the key: `is missing`."""

    @property
    def is_unmade(self) -> bool:
        """Whether the asset left no document: it was never made, or its document was deleted."""
        return self.what == _MISSING and self.key.startswith("documents/")

    def __str__(self) -> str:
        return f"{self.key} {self.what}"


def faults_of(
    run_id: str, store: Store, *, hashes: bool = False, assets: Iterable[str] = STAGES
) -> list[Fault]:
    """Compare a story's documents with the files they name.

    Args:
        run_id: Whose.
        store: Has both.
        hashes: Read every byte, and check the documents' form. Otherwise only names and sizes are looked at,
            which takes less than a millisecond a story.
        assets: Those to look at; each names its document.

    Returns:
        One fault a document or file, in order of the assets; none: the story is finished and whole.
    """
    return [fault for asset in assets for fault in _faults_of_asset(run_id, asset, store, hashes=hashes)]


def is_whole(run_id: str, store: Store) -> bool:
    """Tell whether a story is finished and its files are there in their sizes."""
    return not any(True for asset in STAGES for _ in _faults_of_asset(run_id, asset, store, hashes=False))


def _faults_of_asset(run_id: str, asset: str, store: Store, *, hashes: bool) -> Iterator[Fault]:
    document = names.document(run_id, asset)
    files: list[dict[str, Any]] = []

    def note_file(fields: dict[str, Any]) -> None:
        if fields.keys() == _FILE_FIELDS:
            files.append(fields)

    try:
        # As plain JSON, since a list of stories has thousands.
        json.loads(store.get(document), object_hook=note_file)
        if hashes and asset in STAGES:
            load_document(STAGES[asset], document, store)
    except MediaError:
        absent = store.size_bytes(document) is None
        yield Fault(asset, document, _MISSING if absent else "is of other code")
        return
    except ValueError:
        yield Fault(asset, document, "is damaged")
        return
    sizes = store.sizes([str(file["key"]) for file in files])
    for file in files:
        if what := _difference(file, sizes[str(file["key"])], store, hashes=hashes):
            yield Fault(asset, file["key"], what)


def _difference(file: dict[str, Any], size_bytes: int | None, store: Store, *, hashes: bool) -> str | None:
    if size_bytes is None:
        return _MISSING
    if size_bytes != file["size_bytes"]:
        return f"has {size_bytes:,} bytes, not {file['size_bytes']:,}"
    if hashes and store.describe(str(file["key"])).sha256 != file["sha256"]:
        return "has other bytes than those that were made"
    return None
