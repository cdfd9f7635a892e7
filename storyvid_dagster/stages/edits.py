"""A story as a person changed it: kept beside its documents, so that it stays so however often it is made."""

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.edits import StoryEdits, edited, told_of
from storyvid_dagster.core.results import ImageResult
from storyvid_dagster.core.story import StoryScript, grave_faults
from storyvid_dagster.errors import MediaError, RequestError
from storyvid_dagster.media.documents import load_document, read_document, write_document
from storyvid_dagster.ports import Store

AFTER_EDIT = ("story_script", "scene_images", "narration", "story_video")
"""The assets that an edit is made of; of what did not change, all is in the cache."""
EXTRAS = ("picture_book", "read_along", "teaser", "poster", "contact_sheet")
"""What may have been made beside the film; it is made again with it."""


def find_edits(run_id: str, store: Store) -> StoryEdits | None:
    """Give what was changed in a story; `None`: nothing ever was.

    Raises:
        MediaError: It cannot be read by this version.
    """
    key = names.document(run_id, "edits")
    return load_document(StoryEdits, key, store) if store.exists(key) else None


def edits_of(drawing: DrawingAnalysis, store: Store) -> StoryEdits | None:
    """Give what was changed in the story that is told of a drawing; `None`: nothing, or in another story.

    Raises:
        MediaError: It cannot be read by this version.
    """
    edits = find_edits(drawing.run_id, store)
    return edits if edits and edits.told_of == told_of(drawing) else None


def begin_edits(run_id: str, store: Store) -> StoryEdits:
    """Give what was changed in a story so far.

    Raises:
        MediaError: There is no script yet.
    """
    drawing = read_document(DrawingAnalysis, run_id, store)
    if known := edits_of(drawing, store):
        return known
    script = read_document(StoryScript, run_id, store)
    order = tuple(scene.number for scene in script.scenes)
    return StoryEdits(run_id=run_id, written=script, told_of=told_of(drawing), order=order)


def told_script(run_id: str, store: Store) -> StoryScript:
    """Give the script of a story with all that was changed in it, made already or not.

    Raises:
        MediaError: There is none yet.
    """
    drawing = read_document(DrawingAnalysis, run_id, store)
    edits = edits_of(drawing, store)
    return edited(edits, drawing.request.child_name) if edits else read_document(StoryScript, run_id, store)


def is_edited_since(run_id: str, store: Store) -> bool:
    """Tell whether something was changed in a story after its script was made last.

    Raises:
        MediaError: There is no script yet.
    """
    return told_script(run_id, store).data_version != read_document(StoryScript, run_id, store).data_version


def unmade_edit(run_id: str, store: Store) -> tuple[str, ...]:
    """Give the assets that a person's changes are still to be made of; none: all is made."""
    try:
        if find_edits(run_id, store) is None or not is_edited_since(run_id, store):
            return ()
    except MediaError:
        return ()
    bound = (asset for asset in EXTRAS if store.exists(names.document(run_id, asset)))
    return (*AFTER_EDIT, *bound)


def keep_edits(edits: StoryEdits, store: Store) -> StoryScript:
    """Keep what was changed in a story, with the pictures it was accepted with to compare; give the story.

    Raises:
        RequestError: No child may be told such a story; nothing is kept.
    """
    drawing = read_document(DrawingAnalysis, edits.run_id, store)
    script = edited(edits, drawing.request.child_name)
    if wrong := grave_faults(script):
        raise RequestError(f"run {edits.run_id}: that cannot be told: {'; '.join(wrong)}")
    _keep_pictures(edits, store)
    write_document(edits, names.document(edits.run_id, "edits"), store)
    return script


def _keep_pictures(edits: StoryEdits, store: Store) -> None:
    """Keep the pictures of the scenes that are compared, and no others."""
    compared = {one.scene for one in edits.before}
    try:
        painted = {image.scene: image for image in read_document(ImageResult, edits.run_id, store).images}
    except MediaError:
        painted = {}
    for at, scene in enumerate(edits.order, start=1):
        kept = names.scene_part(edits.run_id, at, "before")
        if scene not in compared:
            store.delete(kept)
        elif at in painted and not store.exists(kept):
            store.put(kept, store.get(painted[at].file.key))
