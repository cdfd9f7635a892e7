"""Deletes everything of a story from the store."""

from storyvid_dagster.core import names
from storyvid_dagster.media.store import MediaStore


def forget_files(run_id: str, store: MediaStore) -> list[str]:
    """Delete a story's files and documents, and the cache entries that no other story uses.

    Returns:
        The keys removed.
    """
    cached = [key for key in sorted(_only_used_by(run_id, store)) if store.exists(key)]
    # The list of cache entries goes last: a forgetting that is cut short can be done again.
    removed = cached + sorted(store.of_run(run_id), key=lambda key: key == names.cache_uses(run_id))
    for key in removed:
        store.delete(key)
    return removed


def _only_used_by(run_id: str, store: MediaStore) -> frozenset[str]:
    mine = store.used_cache(run_id)
    for other in {names.owner(key) for key in store.keys("uses")} - {None, run_id}:
        mine -= store.used_cache(str(other))
    return mine
