"""A person's yes to a script, before pictures and narration are made of it."""

from storyvid_dagster.core import names
from storyvid_dagster.core.approval import Approval
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.edits import StoryEdits
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import MediaError, RequestError
from storyvid_dagster.media.documents import load_document, read_document, write_document
from storyvid_dagster.ports import Store
from storyvid_dagster.stages.edits import AFTER_EDIT, find_edits, keep_edits, told_script

AFTER_APPROVAL = ("scene_images", "narration", "story_video")
"""The assets that wait for it."""


def waits_for_approval(run_id: str, store: Store) -> bool:
    """Tell whether a story goes on only when somebody says yes to its script."""
    try:
        analysis = read_document(DrawingAnalysis, run_id, store)
        script = told_script(run_id, store)
    except MediaError:
        return False  # it is not there yet
    return analysis.request.approve and not is_approved(script, store)


def is_approved(script: StoryScript, store: Store) -> bool:
    """Tell whether somebody said yes to these very words."""
    try:
        approval = load_document(Approval, names.document(script.run_id, "approval"), store)
    except MediaError:
        return False
    return approval.script == script.data_version


def approve(run_id: str, store: Store) -> tuple[str, ...]:
    """Say yes to the script of a story as it stands, and give the assets to be made now.

    Said again while nothing came of it, it counts: who said it first may have died before asking for more.

    Raises:
        RequestError: It does not wait for that.
    """
    if waits_for_approval(run_id, store):
        _say_yes(told_script(run_id, store), store)
    elif not _is_unheard(run_id, store):
        raise RequestError(f"run {run_id} does not wait for anybody's yes")
    return AFTER_EDIT if find_edits(run_id, store) else AFTER_APPROVAL


def _is_unheard(run_id: str, store: Store) -> bool:
    """Tell whether somebody said yes to a story, and nothing of it was made since."""
    made = (names.document(run_id, asset) for asset in AFTER_APPROVAL)
    has_yes = store.exists(names.document(run_id, "approval"))
    return has_yes and is_approved(told_script(run_id, store), store) and not any(map(store.exists, made))


def change(edits: StoryEdits, store: Store) -> None:
    """Keep what a person changed in a story; who said yes to it says yes to the change.

    Raises:
        RequestError: No child may be told such a story.
        MediaError: There is no script yet.
    """
    was_approved = is_approved(told_script(edits.run_id, store), store)
    script = keep_edits(edits, store)
    if was_approved:
        _say_yes(script, store)


def _say_yes(script: StoryScript, store: Store) -> None:
    write_document(
        Approval(run_id=script.run_id, script=script.data_version),
        names.document(script.run_id, "approval"),
        store,
    )
