"""A written story with what a person changed in it."""

import pytest

from storyvid_dagster.core.acting import Act, Action
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.edits import SceneEdit, StoryEdits, edited, told_of
from storyvid_dagster.core.request import StoryRequest, Theme, VoiceType
from storyvid_dagster.core.story import Scene, Setting, StoryScript, TimeOfDay, Weather
from storyvid_dagster.core.things import Spot, Thing


@pytest.fixture
def script(story: StoryScript) -> StoryScript:
    """A story by the embedded writer, whose second scene has acts and a thing."""
    second = story.scenes[1].model_copy(
        update={
            "text": "Pip rolled the ball. Then Pip waved.",
            "acts": (
                Act(figure=0, action=Action.ENTER, word=0),
                Act(figure=1, action=Action.PUSH, word=1),
                Act(figure=1, action=Action.WAVE, word=6),
            ),
            "things": (Thing(number=201, name="ball", spot=Spot.GROUND),),
        }
    )
    made_by = story.made_by.model_copy(update={"provider": "embedded"})
    return story.model_copy(update={"scenes": (story.scenes[0], second, story.scenes[2]), "made_by": made_by})


@pytest.fixture
def edits(script: StoryScript) -> StoryEdits:
    return StoryEdits(run_id="pip", written=script, told_of="x", order=(1, 2, 3))


def second(edits: StoryEdits, **changed: object) -> Scene:
    """Give the second scene with a change; no other scene is touched by it."""
    story = edited(edits.with_edit(SceneEdit.model_validate({"scene": 2, **changed})))
    assert story.scenes[::2] == edits.written.scenes[::2]
    return story.scenes[1]


def test_without_a_change_a_story_is_the_one_that_was_written(edits: StoryEdits, script: StoryScript) -> None:
    assert edited(edits) == script
    assert edited(edits.with_edit(SceneEdit(scene=2, text=script.scenes[1].text))) == script


def test_acts_stay_with_their_words_and_go_with_them(edits: StoryEdits) -> None:
    scene = second(edits, text="Slowly Pip rolled the ball away. Then Pip slept.")
    assert [(act.action, act.word) for act in scene.acts] == [(Action.ENTER, 0), (Action.PUSH, 2)]
    assert [thing.name for thing in scene.things] == ["ball"]
    assert scene.first_text == "Pip rolled the ball. Then Pip waved."


def test_new_words_bring_their_things_and_their_weather(edits: StoryEdits) -> None:
    scene = second(edits, text="Pip the pig had a red kite. It rained and rained.")
    assert [(thing.name, thing.number) for thing in scene.things] == [("red kite", 201)]
    assert scene.weather is Weather.RAIN
    indoors = second(edits, text="Pip had a red kite. It rained and rained.", setting="home")
    assert (indoors.setting, indoors.weather) == (Setting.HOME, None)


def test_the_hero_does_what_it_is_told(edits: StoryEdits) -> None:
    acts = second(edits, action="dance").acts
    assert [(act.figure, act.action) for act in acts] == [
        (0, Action.ENTER), (1, Action.DANCE), (1, Action.DANCE),
    ]  # fmt: skip


def test_place_light_and_another_picture_touch_no_words(edits: StoryEdits) -> None:
    scene = second(edits, time_of_day="night", picture_seed=5)
    assert (scene.time_of_day, scene.picture_seed, scene.first_text) == (TimeOfDay.NIGHT, 5, None)
    assert scene.text == edits.written.scenes[1].text


def test_a_painter_is_not_told_the_childs_name(edits: StoryEdits) -> None:
    asked = edits.with_edit(SceneEdit(scene=2, picture_prompt="Mia's cat and Mia in Miami"))
    assert edited(asked, "Mia").scenes[1].picture_prompt == "the child's cat and the child in Miami"


def test_scenes_are_put_in_order_and_left_out(edits: StoryEdits, script: StoryScript) -> None:
    story = edited(edits.model_copy(update={"order": (3, 1), "title": "Pip"}))
    assert [scene.number for scene in story.scenes] == [1, 2]
    assert [scene.text for scene in story.scenes] == [script.scenes[2].text, script.scenes[0].text]
    assert story.title == "Pip"


def test_a_change_is_taken_back_to_what_was_accepted_last(edits: StoryEdits) -> None:
    first = edits.with_edit(SceneEdit(scene=2, setting=Setting.SEA)).accepted(2)
    twice = first.with_edit(SceneEdit(scene=2, setting=Setting.SNOW)).with_edit(
        SceneEdit(scene=2, setting=Setting.CITY)
    )
    assert twice.before == (SceneEdit(scene=2, setting=Setting.SEA),)
    assert twice.undone(2) == first


def test_only_what_a_story_is_told_of_makes_it_another_one(analysis: DrawingAnalysis) -> None:
    def asked(**options: object) -> str:
        request = StoryRequest.model_validate({"child_age": 3, **options})
        return told_of(analysis.model_copy(update={"request": request}))

    assert asked() == told_of(analysis)
    assert asked(voice_type=VoiceType.SILLY, style="comic", painter="embedded") == asked()
    assert asked(theme=Theme.BEDTIME) != asked()
    assert asked(seed=7) != asked()
