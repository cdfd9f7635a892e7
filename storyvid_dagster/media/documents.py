"""The documents the stages of a story left, read back."""

from typing import TypeVar

from pydantic import ValidationError

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import Document
from storyvid_dagster.core.results import AudioResult, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media.store import MediaStore

_STAGES: dict[type[Document], str] = {
    DrawingAnalysis: "drawing_analysis",
    StoryScript: "story_script",
    ImageResult: "scene_images",
    AudioResult: "narration",
    VideoResult: "story_video",
}

D = TypeVar("D", bound=Document)


def read_document(kind: type[D], run_id: str, store: MediaStore) -> D:
    """Read what the stage that makes such documents left of a story.

    Raises:
        MediaError: It is missing, or was written by other code.
    """
    key = names.document(run_id, _STAGES[kind])
    try:
        return kind.model_validate_json(store.get(key))
    except ValidationError as error:
        raise MediaError(f"{key} is of other code: make the story {run_id} again") from error
