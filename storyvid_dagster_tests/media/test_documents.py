import pytest

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.store import MediaStore


def test_a_document_is_read_as_it_was_left(analysis: DrawingAnalysis, store: MediaStore) -> None:
    store.put(names.document("pip", "drawing_analysis"), analysis.model_dump_json().encode())
    assert read_document(DrawingAnalysis, "pip", store) == analysis


def test_a_missing_one_and_one_of_other_code_are_told_by_name(store: MediaStore) -> None:
    with pytest.raises(MediaError, match=r"pip_story_script\.json is missing"):
        read_document(StoryScript, "pip", store)
    store.put(names.document("pip", "story_script"), b'{"run_id": "pip", "chapters": []}')
    with pytest.raises(
        MediaError, match=r"pip_story_script\.json is of other code: make the story pip again"
    ):
        read_document(StoryScript, "pip", store)
