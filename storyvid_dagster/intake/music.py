"""Music that a request names."""

from pathlib import Path

from storyvid_dagster.errors import RequestError
from storyvid_dagster.ports import Store


def named_music(name: str, store: Store, *, anywhere: bool = True) -> Path:
    """Find a music file that a request names: a file in the data folder's `music/`, or an absolute path.

    Args:
        name: As the request has it.
        store: The data folder.
        anywhere: Whether an absolute path is allowed, as it is to a person at this machine.

    Raises:
        RequestError: There is none, or it may not be named.
    """
    folder, path = store.path("music"), Path(name)
    if path.is_absolute() and not anywhere:
        raise RequestError(
            f"a file of options may only name music in {folder}: copy it there and give its name, or set"
            " STORYVID_UPLOAD_MUSIC_ANYWHERE"
        )
    if not path.is_absolute():
        if ".." in path.parts:
            raise RequestError(f"music {name!r} leads out of {folder}: give the name of a file in it")
        path = folder / path
    if not _is_file(path):
        raise RequestError(
            f"there is no music file {path}: give the name of a file in {folder}, 'auto' or 'none', or on"
            " the command line any path"
        )
    return path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long
        return False
