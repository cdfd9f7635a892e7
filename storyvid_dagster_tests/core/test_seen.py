"""What words tell and pictures do not show."""

import pytest

from storyvid_dagster.core.acting import Act, Action
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.seen import mismatches
from storyvid_dagster.core.story import Scene, Setting, StoryScript, TimeOfDay, Weather
from storyvid_dagster.core.things import FIRST_CO_STAR, FIRST_PROP, Spot, Thing


def found(text: str, **more: object) -> tuple[str, ...]:
    scene = Scene(
        number=1,
        text=text,
        setting=Setting.MEADOW,
        time_of_day=TimeOfDay.DAY,
        figures=(1,),
        picture_prompt="a cat",
    ).model_copy(update=more)
    made_by = MadeBy(provider="test", model="test")
    story = StoryScript(
        run_id="a", title="A", theme=Theme.NATURE, child_age=5, seed=1, scenes=(scene,), made_by=made_by
    )
    return mismatches(story)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Pip found a red drum.", "red drum"),
        ("Pip lay on the beach.", "on the beach"),
        ("At midnight Pip woke up.", "at midnight"),
        ("It rained on the roofs.", "rain"),
    ],
)
def test_what_is_told_and_not_shown_is_named(text: str, word: str) -> None:
    (fault,) = found(text)
    assert word in fault


def test_what_is_shown_is_no_fault() -> None:
    assert (
        found("Pip found a drum.", things=(Thing(number=FIRST_PROP, name="red drum", spot=Spot.HAND),)) == ()
    )
    assert found("Pip found a drum.", picture_prompt="a cat with a drum") == ()
    assert found("It rained on the roofs.", weather=Weather.RAIN) == ()
    assert found("Pip lay on the beach.", setting=Setting.SEA) == ()


def test_as_many_are_shown_as_are_told() -> None:
    def shown(count: int) -> dict[str, object]:
        return {"things": (Thing(number=FIRST_PROP, name="drums", spot=Spot.GROUND, count=count),)}

    (fault,) = found("Pip had five drums.", **shown(3))
    assert "tells of 5 drums" in fault
    assert "shows 3" in fault
    assert found("Pip had five drums.", **shown(5)) == ()
    assert found("Pip had some drums. One drum was red.", **shown(3)) == ()
    assert found("Pip had a hundred drums.", **shown(12)) == ()


def test_a_co_star_is_one_of_those_of_its_kind() -> None:
    crabs = (
        Thing(number=FIRST_CO_STAR, name="crab", spot=Spot.BESIDE),
        Thing(number=FIRST_PROP, name="crabs", spot=Spot.GROUND, count=3),
    )
    assert found("Pip saw four crabs.", things=crabs) == ()
    assert found("Pip saw five crabs.", things=crabs) != ()


def test_what_is_spoken_of_or_only_compared_with_is_off_stage() -> None:
    assert found('"A drum!" said Pip. The moon was as round as a drum.') == ()


def test_whoever_acts_is_in_the_picture() -> None:
    (fault,) = found("Pip hopped.", acts=(Act(figure=3, action=Action.HOP, word=1),))
    assert "figure 3" in fault
