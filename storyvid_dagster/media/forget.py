"""Deletes everything of a story from the store."""

from storyvid_dagster.core import names
from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media.inbox import Inbox
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.media.upload_folder import REJECTED, put_aside_of, shown


def forget_files(run_id: str, inbox: Inbox) -> list[str]:
    """Delete a story's files and documents, cache entries that no other story uses, and what was put aside.

    Returns:
        The keys removed, and the names below `rejected/`.
    """
    store = inbox.store
    cached = [key for key in sorted(_only_used_by(run_id, store)) if store.exists(key)]
    # The list of cache entries goes last: a forgetting that is cut short can be done again.
    removed = cached + sorted(store.of_run(run_id), key=lambda key: key == names.cache_uses(run_id))
    aside = dict.fromkeys(put_aside_of(inbox.root, run_id, _original(run_id, inbox)))
    for key in removed:
        store.delete(key)
    for path in aside:
        path.unlink(missing_ok=True)
    inbox.memory.forget(run_id)
    return [*removed, *(f"{REJECTED}/{shown(path.name)}" for path in aside)]


def _original(run_id: str, inbox: Inbox) -> MediaFile | None:
    """Give the drawing as it came; `None` when nothing readable says which it was."""
    try:
        upload = inbox.find(run_id)
    except MediaError:
        return None
    return upload and upload.original


def _only_used_by(run_id: str, store: MediaStore) -> frozenset[str]:
    mine = store.used_cache(run_id)
    for key in store.keys("uses"):
        other = names.owner(key)
        if other is not None and other != run_id:
            mine -= store.used_cache(other)
    return mine
