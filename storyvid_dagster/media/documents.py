"""The documents the stages of a story left: the one way they are written and read."""

from typing import TypeVar

from pydantic import ValidationError

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Drawing, DrawingAnalysis
from storyvid_dagster.core.files import Document
from storyvid_dagster.core.results import AudioResult, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import MediaError
from storyvid_dagster.ports import Store

STAGES: dict[str, type[Document]] = {
    "drawing": Drawing,
    "drawing_analysis": DrawingAnalysis,
    "story_script": StoryScript,
    "scene_images": ImageResult,
    "narration": AudioResult,
    "story_video": VideoResult,
}
"""What makes a story, in order -> the document it leaves. A finished story has all of them."""
_STAGE_OF = {kind: stage for stage, kind in STAGES.items()}

D = TypeVar("D", bound=Document)


def write_document(document: Document, key: str, store: Store) -> None:
    """Write a document whole, as JSON that people can read."""
    store.put(key, document.model_dump_json(indent=2).encode())


def load_document(kind: type[D], key: str, store: Store) -> D:
    """Read a document.

    Raises:
        MediaError: It is missing, or was written by other code.
    """
    try:
        return kind.model_validate_json(store.get(key))
    except ValidationError as error:
        raise MediaError(f"{key} is damaged or of other code: materialize its asset again") from error


def read_document(kind: type[D], run_id: str, store: Store) -> D:
    """Read what the stage that makes such documents left of a story.

    Raises:
        MediaError: It is missing, or was written by other code.
    """
    return load_document(kind, names.document(run_id, _STAGE_OF[kind]), store)
