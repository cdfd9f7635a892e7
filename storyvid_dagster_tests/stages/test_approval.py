"""A script is approved as it stands, and no other one with it."""

import pytest

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import RequestError
from storyvid_dagster.media.documents import write_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.approval import AFTER_APPROVAL, approve, waits_for_approval

ANALYSIS, SCRIPT = "documents/pip_drawing_analysis.json", "documents/pip_story_script.json"


@pytest.fixture
def asked(analysis: DrawingAnalysis, store: MediaStore) -> MediaStore:
    """A store with the analysis of a drawing whose parent wants to read the script."""
    request = StoryRequest(child_age=3, approve=True)
    write_document(analysis.model_copy(update={"request": request}), ANALYSIS, store)
    return store


def test_a_story_waits_once_its_script_is_written_until_somebody_says_yes(
    asked: MediaStore, story: StoryScript
) -> None:
    assert not waits_for_approval("pip", asked)
    write_document(story, SCRIPT, asked)
    assert waits_for_approval("pip", asked)
    assert approve("pip", asked) == AFTER_APPROVAL
    assert not waits_for_approval("pip", asked)
    assert approve("pip", asked) == AFTER_APPROVAL, "said again while nothing came of it, it counts"
    asked.put(names.document("pip", "narration"), b"{}")
    with pytest.raises(RequestError, match="run pip does not wait"):
        approve("pip", asked)


def test_a_yes_is_to_these_words_and_to_no_others(asked: MediaStore, story: StoryScript) -> None:
    write_document(story, SCRIPT, asked)
    approve("pip", asked)
    said_again = story.model_copy(update={"checked_by": "somebody else"})
    write_document(said_again, SCRIPT, asked)
    assert not waits_for_approval("pip", asked), "the words are the same"
    first = story.scenes[0].model_copy(update={"text": "Something else happened."})
    other = story.model_copy(update={"scenes": (first, *story.scenes[1:])})
    write_document(other, SCRIPT, asked)
    assert waits_for_approval("pip", asked)


def test_who_did_not_ask_to_read_it_is_not_waited_for(
    analysis: DrawingAnalysis, story: StoryScript, store: MediaStore
) -> None:
    write_document(analysis, ANALYSIS, store)
    write_document(story, SCRIPT, store)
    assert not waits_for_approval("pip", store)
