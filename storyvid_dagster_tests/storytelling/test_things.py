"""What of a story is to be seen beside the figures of the drawing."""

import pytest

from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.seen import mismatches
from storyvid_dagster.core.story import Scene
from storyvid_dagster.core.things import FIRST_CO_STAR, FIRST_PROP, Spot, Thing
from storyvid_dagster.storytelling.things import things_in
from storyvid_dagster_tests.storytelling.telling import drawing, write


def found(text: str, seen: str = "", *, thing: str = "teapot") -> dict[str, Spot]:
    varied = frozenset({"umbrella"})
    things = things_in(text, seen, pal="Pell", kind="small fox", thing=thing, varied=varied)
    return {t.name: t.spot for t in things}


def test_the_helper_is_there_where_its_name_is_told() -> None:
    assert found("Up came Pell.") == {"small fox": Spot.BESIDE}
    assert found("Nobody came.") == {}
    assert found('"Where is Pell?" said Pip.') == {}


@pytest.mark.parametrize(
    ("text", "seen", "spot"),
    [
        ("Pip carried the teapot home.", "", Spot.HAND),
        ("There lay a teapot.", "", Spot.GROUND),
        ("Off they went.", "in a paper boat on the waves", Spot.ABOARD),
        ("The bus came.", "deep in the snow", Spot.BEHIND),
        ("Pip wore a straw hat.", "", Spot.HEAD),
        ("There stood a lamp post.", "", Spot.BEHIND),
    ],
)
def test_a_thing_is_where_the_words_say(text: str, seen: str, spot: Spot) -> None:
    assert list(found(text, seen).values()) == [spot]


def test_what_has_no_hands_has_only_what_is_hung_on_it() -> None:
    for text, spot in (("Pell came with a sock.", Spot.GROUND), ("Pell hung a sock on it.", Spot.HAND)):
        things = things_in(text, "", pal="Pell", kind="fox", thing="sock", has_hands=False)
        assert [thing.spot for thing in things] == [Spot.BESIDE, spot]


def test_the_plot_says_what_its_thing_looks_like() -> None:
    assert list(found("Pip found the egg.", thing="striped egg")) == ["striped egg"]
    assert list(found("Under the umbrella it was dry.", thing="yellow")) == ["yellow umbrella"]


@pytest.mark.parametrize("theme", Theme)
def test_every_story_has_a_co_star_and_most_have_props(theme: Theme) -> None:
    for seed in range(5):
        story = write(drawing(theme=theme.value, child_age=5), seed)
        things = [thing for scene in story.scenes for thing in scene.things]
        assert any(FIRST_CO_STAR <= t.number < FIRST_PROP for t in things)
        assert all(len({t.number for t in s.things}) == len(s.things) for s in story.scenes)


def test_hardly_a_scene_tells_what_is_not_seen() -> None:
    stories = [
        write(drawing(theme=theme.value, child_age=age), seed)
        for theme in Theme
        for age in (3, 5, 8)
        for seed in range(4)
    ]
    unseen = [fault for story in stories for fault in mismatches(story)]
    assert len(unseen) <= 0.03 * sum(len(story.scenes) for story in stories), unseen


def test_a_co_star_acts_where_the_words_say_so() -> None:
    stories = [write(drawing(theme="friendship", child_age=5), seed) for seed in range(10)]
    acts = {act.figure for story in stories for scene in story.scenes for act in scene.acts}
    assert FIRST_CO_STAR in acts


def test_a_scene_of_an_older_document_has_no_things() -> None:
    kept = {
        "number": 1,
        "text": "Hello.",
        "setting": "sea",
        "time_of_day": "day",
        "figures": [],
        "picture_prompt": "",
    }
    assert Scene.model_validate(kept).things == ()
    thing = Thing(number=FIRST_PROP, name="red drum", spot=Spot.HAND)
    scene = Scene.model_validate(kept).model_copy(update={"things": (thing,)})
    assert Scene.model_validate_json(scene.model_dump_json()) == scene
