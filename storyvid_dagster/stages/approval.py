"""A person's yes to a script, before pictures and narration are made of it."""

from storyvid_dagster.core import names
from storyvid_dagster.core.approval import Approval
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import MediaError, RequestError
from storyvid_dagster.media.documents import load_document, read_document, write_document
from storyvid_dagster.ports import Store

AFTER_APPROVAL = ("scene_images", "narration", "story_video")
"""The assets that wait for it."""


def waits_for_approval(run_id: str, store: Store) -> bool:
    """Tell whether a story goes on only when somebody says yes to its script."""
    try:
        analysis = read_document(DrawingAnalysis, run_id, store)
        script = read_document(StoryScript, run_id, store)
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


def approve(run_id: str, store: Store) -> None:
    """Say yes to the script of a story as it stands.

    Raises:
        RequestError: It does not wait for that.
    """
    if not waits_for_approval(run_id, store):
        raise RequestError(f"run {run_id} does not wait for anybody's yes")
    script = read_document(StoryScript, run_id, store)
    write_document(
        Approval(run_id=run_id, script=script.data_version), names.document(run_id, "approval"), store
    )
