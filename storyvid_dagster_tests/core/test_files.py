from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import StoryRequest, Style
from storyvid_dagster.core.story import StoryScript


def test_how_something_was_made_is_no_part_of_its_version(story: StoryScript) -> None:
    later = story.made_by.model_copy(update={"seconds": 9.0, "cost_usd": 2.0, "notes": ("busy",)})
    again = story.model_copy(update={"made_by": later, "checked_by": "somebody else"})
    assert again.data_version == story.data_version


def test_whatever_else_differs_is_another_version(story: StoryScript, analysis: DrawingAnalysis) -> None:
    scene = story.scenes[0].model_copy(update={"text": "Something else happened."})
    assert story.model_copy(update={"scenes": (scene, *story.scenes[1:])}).data_version != story.data_version
    other_maker = story.made_by.model_copy(update={"model": "other"})
    assert story.model_copy(update={"made_by": other_maker}).data_version != story.data_version
    repainted = analysis.page.model_copy(update={"sha256": "0" * 64})
    assert analysis.model_copy(update={"page": repainted}).data_version != analysis.data_version


def test_asking_for_what_it_is_anyway_is_the_same_unless_it_says_more() -> None:
    asked = StoryRequest(style=Style.STORYBOOK, music="auto")
    assert asked.data_version == StoryRequest().data_version
    assert StoryRequest(child_age=5).data_version != StoryRequest().data_version, "the age is shown when said"
