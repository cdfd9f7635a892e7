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
        ("By the wall stood a teapot. Pip carried a sigh.", "", Spot.GROUND),
        ("Off they went.", "in a paper boat on the waves", Spot.ABOARD),
        ("The bus came.", "deep in the snow", Spot.BEHIND),
        ("Pip wore a straw hat.", "", Spot.HEAD),
        ("Pip found a straw hat.", "", Spot.HEAD),
        ("Pip gave a straw hat away.", "", Spot.HAND),
        ("There lay a straw hat.", "", Spot.GROUND),
        ("Pip carried a spotted scarf.", "", Spot.NECK),
        ("There stood a lamp post.", "", Spot.BEHIND),
    ],
)
def test_a_thing_is_where_the_words_say(text: str, seen: str, spot: Spot) -> None:
    assert list(found(text, seen).values()) == [spot]


def test_the_helper_is_one_of_those_of_its_kind() -> None:
    def foxes(text: str) -> list[tuple[int, int]]:
        things = things_in(text, "", pal="Pell", kind="small fox", thing="teapot")
        return [(t.number, t.count) for t in things]

    assert foxes("Pell and the other foxes came, four foxes in all.") == [(FIRST_CO_STAR, 1), (FIRST_PROP, 3)]
    assert foxes("Two foxes came, and one was Pell.") == [(FIRST_CO_STAR, 1), (FIRST_PROP, 1)]
    assert foxes("Pell was a fox.") == [(FIRST_CO_STAR, 1)]


def test_what_is_told_of_again_by_a_shorter_name_is_there_once() -> None:
    assert found("Out at sea the boat spun.", "in a paper boat") == {"paper boat": Spot.ABOARD}
    assert found("Pip had a red canoe. The boat went rock.") == {"red canoe": Spot.BEHIND}
    assert len(found("Pip sat in a canoe, and far away lay two boats.")) == 2


def test_what_has_no_hands_has_only_what_is_hung_on_it() -> None:
    for text, spot in (("Pell came with a sock.", Spot.GROUND), ("Pell hung a sock on it.", Spot.HAND)):
        things = things_in(text, "", pal="Pell", kind="fox", thing="sock", has_hands=False)
        assert [thing.spot for thing in things] == [Spot.BESIDE, spot]


def test_the_plot_says_what_its_thing_looks_like() -> None:
    assert list(found("Pip found the egg.", thing="striped egg")) == ["striped egg"]
    assert list(found("Under the umbrella it was dry.", thing="yellow")) == ["yellow umbrella"]


@pytest.mark.parametrize(
    ("text", "seen", "thing"),
    [
        ("Mother Duck had five ducklings.", "", ("ducklings", 5, Spot.GROUND)),
        ("Pip counted the ducklings.", "walking before a line of ducklings", ("ducklings", 3, Spot.GROUND)),
        ("There lay four ducklings.", "near the ducklings", ("ducklings", 4, Spot.GROUND)),
        ("There lay the slippers.", "", ("slippers", 2, Spot.GROUND)),
        ("Pip carried two plums.", "", ("plums", 2, Spot.GROUND)),
        ("Pip carried nine plums.", "", ("plums", 9, Spot.GROUND)),
        ("Pip wore three straw hats.", "", ("straw hats", 3, Spot.GROUND)),
        ("There were two umbrellas.", "", ("umbrellas", 2, Spot.GROUND)),
    ],
)
def test_as_many_are_there_as_are_told(text: str, seen: str, thing: tuple[str, int, Spot]) -> None:
    things = things_in(text, seen, pal="Pell", kind="small fox", thing="teapot")
    assert [(t.name, t.count, t.spot) for t in things] == [thing]


def test_a_counting_story_shows_groups_and_one_co_star() -> None:
    drawings = [drawing(theme="counting", child_age=age) for age in (3, 5, 7)]
    stories = [write(drawn, seed) for drawn in drawings for seed in range(6)]
    scenes = [scene for story in stories for scene in story.scenes]
    assert sum(any(t.count > 1 for t in scene.things) for scene in scenes) > 0.2 * len(scenes)
    things = [thing for scene in scenes for thing in scene.things]
    assert all(t.count == 1 for t in things if t.number < FIRST_PROP)
    assert all(t.count == 1 for t in things if t.spot is Spot.HAND)


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
    assert "count" not in scene.model_dump_json()
    many = thing.model_copy(update={"count": 5})
    assert Thing.model_validate_json(many.model_dump_json()) == many
