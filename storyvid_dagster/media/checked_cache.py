"""Files of the cache that are made once and checked before they are used again.

Beside each lies a note of its size and hash, written last: a file without its note, or unlike it,
is made again.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.errors import MediaError
from storyvid_dagster.ports import Store


def is_cached(store: Store, key: str) -> bool:
    """Tell whether the store has the file, whole."""
    note = _note(key)
    if not (store.exists(key) and store.exists(note)):
        return False
    try:
        noted = MediaFile.model_validate_json(store.get(note))
        store.path_checked(noted)
    except (MediaError, ValidationError):  # it went just now, or is not what its note says
        return False
    return noted.key == key


@contextmanager
def caching(store: Store, key: str) -> Generator[Path]:
    """Give a place to write the file to; it and its note appear when the block ends well."""
    with store.writing(key) as path:
        yield path
    store.put(_note(key), _describe(store, key))


def _note(key: str) -> str:
    return str(PurePosixPath(key).with_suffix(".json"))


def _describe(store: Store, key: str) -> bytes:
    return store.describe(key).model_dump_json().encode()
