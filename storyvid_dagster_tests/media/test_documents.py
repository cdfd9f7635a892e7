from concurrent.futures import ThreadPoolExecutor

import pytest

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import MediaError
from storyvid_dagster.media.documents import load_document, read_document, write_document
from storyvid_dagster.media.store import MediaStore


def test_a_document_is_read_as_it_was_left(analysis: DrawingAnalysis, store: MediaStore) -> None:
    write_document(analysis, names.document("pip", "drawing_analysis"), store)
    assert read_document(DrawingAnalysis, "pip", store) == analysis


def test_a_missing_one_and_one_of_other_code_are_told_by_name(store: MediaStore) -> None:
    with pytest.raises(MediaError, match=r"pip_story_script\.json is missing"):
        read_document(StoryScript, "pip", store)
    store.put(names.document("pip", "story_script"), b'{"run_id": "pip", "chapters": []}')
    with pytest.raises(MediaError, match=r"pip_story_script\.json is damaged or of other code: materialize"):
        read_document(StoryScript, "pip", store)


@pytest.mark.slow
def test_many_may_write_one_document_while_others_read_it(story: StoryScript, store: MediaStore) -> None:
    key = names.document("pip", "story_script")
    stories = [story, story.model_copy(update={"title": "T" * 80})]
    write_document(story, key, store)

    def write(mine: StoryScript) -> None:
        for _ in range(300):
            write_document(mine, key, store)

    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write, mine) for mine in stories]
        while not all(writer.done() for writer in writers):
            assert load_document(StoryScript, key, store) in stories
        for writer in writers:
            writer.result()
    assert list(store.path("documents").iterdir()) == [store.path(key)]
