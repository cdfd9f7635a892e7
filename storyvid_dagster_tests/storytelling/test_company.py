"""Who comes along in a story: figures of a kind are called by it, and what cannot walk stays where it is."""

import itertools
import re

import pytest

from storyvid_dagster.core.acting import EVERYONE
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.kinds import Kind, role_of
from storyvid_dagster.core.story import Setting, TimeOfDay
from storyvid_dagster.core.things import FIRST_CO_STAR
from storyvid_dagster.storytelling.company import company_of
from storyvid_dagster.storytelling.scenery import is_seen
from storyvid_dagster_tests.storytelling.telling import SEEDS, assert_reads_well, drawing, told, write


def of_kinds(*kinds: Kind, name: str | None = None, **asked: object) -> DrawingAnalysis:
    page = drawing(figures=len(kinds), sun=False, **asked)
    figures = tuple(
        figure.model_copy(
            update={
                "kind": kind,
                "role": role_of(kind),
                "confidence": 0.99,
                "name": name if figure.number == 2 else None,
            }
        )
        for figure, kind in zip(page.figures, kinds, strict=True)
    )
    return page.model_copy(update={"figures": figures})


def test_friends_are_called_by_their_kind() -> None:
    assert "Mimi the cat" in told(write(of_kinds(Kind.DOG, Kind.CAT, name="Mimi")))
    assert "the person" not in told(write(of_kinds(Kind.DOG, Kind.PERSON)))


@pytest.mark.parametrize("kind", [Kind.HOUSE, Kind.TREE, Kind.CLOUD, Kind.RAINBOW, Kind.FLOWER, Kind.SUN])
def test_what_cannot_walk_is_no_friend_and_does_nothing(kind: Kind) -> None:
    story = write(of_kinds(Kind.CAT, kind))
    assert not re.search(rf"[A-Z]\w+ the {kind}", told(story))
    assert all(act.figure in (1, FIRST_CO_STAR) for scene in story.scenes for act in scene.acts)


def test_friends_walk_where_a_house_stays() -> None:
    story = write(of_kinds(Kind.CAT, Kind.HOUSE, Kind.DOG))
    acts = [act.figure for scene in story.scenes for act in scene.acts]
    assert {1, 3} <= set(acts)
    assert not {EVERYONE, 2} & set(acts)


def test_friends_who_are_named_together_act_together() -> None:
    seen: list[set[int]] = []
    for seed in SEEDS:
        page = of_kinds(Kind.CAT, Kind.DOG, Kind.PIG, Kind.FROG, theme="bravery", child_age=3)
        acts = [act for act in write(page, seed).scenes[-1].acts if act.figure in (2, 3, 4)]
        seen.extend({a.figure for a in acts if a.word == word} for word in {act.word for act in acts})
    assert len(seen) > len(SEEDS) / 2
    assert all(figures == {2, 3, 4} for figures in seen)


def test_who_is_not_on_stage_does_nothing_there() -> None:
    for seed, hero in itertools.product(SEEDS[:8], (Kind.HOUSE, Kind.CAT)):
        story = write(of_kinds(hero, Kind.DOG, Kind.HOUSE, child_age=5), seed)
        for scene in (scene for scene in story.scenes if scene.figures):
            doers = {act.figure for act in scene.acts if act.figure < FIRST_CO_STAR}
            assert doers <= set(scene.figures) - {3}


def test_the_sun_is_told_of_once() -> None:
    for seed in SEEDS[:8]:
        story = write(drawing("a sun", theme="adventure", child_age=3), seed)
        assert len(re.findall(r"\bsun\b", story.scenes[0].text)) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_stories_with_kinds_read_well(seed: int) -> None:
    for age in (3, 5, 8):
        page = of_kinds(Kind.DINOSAUR, Kind.ELEPHANT, Kind.HOUSE, Kind.GROWN_UP, child_age=age)
        assert_reads_well(write(page, seed), page.request)


def family(*heights: float, context: str) -> str:
    """Say what the company of a child is called."""
    page = of_kinds(Kind.CHILD, *(Kind.PERSON for _ in heights), personal_context=context)
    others = tuple(
        figure.model_copy(update={"box": figure.box.model_copy(update={"y": 1 - height, "height": height})})
        for figure, height in zip(page.figures[1:], heights, strict=True)
    )
    names = iter(("Bo", "Tam", "Kit"))
    page = page.model_copy(update={"figures": (page.figures[0], *others)})
    return company_of(page, lambda: next(names)).said


def test_a_family_is_called_what_the_parent_calls_it() -> None:
    assert family(0.4, 0.9, context="my mum and my brother") == "Mum and brother Bo"
    assert family(0.2, 0.9, 0.8, context="Daddy, Mummy and the baby") == "Daddy, Mummy and baby Bo"


def test_a_family_nobody_names_is_told_by_height() -> None:
    assert family(0.9, 0.3, context="my family") == "tall Bo and little Tam"


def test_a_family_begins_with_its_tallest_and_ends_with_its_pets() -> None:
    page = of_kinds(Kind.CHILD, Kind.DOG, Kind.BABY, Kind.GROWN_UP)
    heights = (0.5, 0.3, 0.2, 0.9)
    figures = tuple(
        figure.model_copy(update={"box": figure.box.model_copy(update={"y": 1 - height, "height": height})})
        for figure, height in zip(page.figures, heights, strict=True)
    )
    names = iter(("Bo", "Tam", "Kit"))
    company = company_of(page.model_copy(update={"figures": figures}), lambda: next(names))
    assert company.said == "tall Bo, baby Tam and Kit the dog"
    assert company.named == {"Bo": 4, "Tam": 3, "Kit": 2}


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_a_family_is_told_of_together(seed: int) -> None:
    page = of_kinds(Kind.CHILD, Kind.GROWN_UP, Kind.GROWN_UP, Kind.DOG, theme="counting", child_age=6)
    story = write(page, seed)
    assert all(scene.figures == () for scene in story.scenes)
    assert not any(thing.name == "dog" for scene in story.scenes for thing in scene.things)


def test_a_plot_may_count_the_family() -> None:
    page = of_kinds(Kind.CHILD, Kind.GROWN_UP, Kind.CHILD, theme="counting", child_age=5)
    stories = (told(write(page, seed)) for seed in SEEDS)
    beach = next(text for text in stories if "put your nose in the sand" in text)
    assert "There were three!" in beach
    assert '"I see two,"' in beach


@pytest.mark.parametrize(
    ("kind", "setting", "time_of_day", "seen"),
    [
        (Kind.HOUSE, "meadow", "day", True),
        (Kind.HOUSE, "home", "day", False),
        (Kind.HOUSE, "underwater", "day", False),
        (Kind.SUN, "meadow", "day", True),
        (Kind.SUN, "meadow", "night", False),
        (Kind.MOON, "meadow", "day", False),
        (Kind.MOON, "space", "day", True),
        (Kind.TREE, "snow", "day", False),
        (Kind.FURNITURE, "home", "day", True),
    ],
)
def test_scenery_is_seen_where_it_can_be(kind: Kind, setting: str, time_of_day: str, *, seen: bool) -> None:
    figure = of_kinds(Kind.CAT, kind).figures[1]
    assert is_seen(figure, Setting(setting), TimeOfDay(time_of_day)) is seen


@pytest.mark.parametrize("seed", SEEDS)
def test_a_house_is_in_no_room_and_the_sun_not_out_at_night(seed: int) -> None:
    story = write(of_kinds(Kind.CAT, Kind.HOUSE, Kind.SUN), seed)
    for scene in story.scenes:
        shown = scene.figures or (1, 2, 3)
        assert 1 in shown
        assert not (2 in shown and scene.setting is Setting.HOME)
        assert not (3 in shown and scene.time_of_day is TimeOfDay.NIGHT)
