"""What shines lights up what is round it, in the dark."""

import numpy as np
import pytest

from storyvid_dagster.core.request import Style
from storyvid_dagster.core.story import Scene, Setting, TimeOfDay
from storyvid_dagster.core.things import FIRST_CO_STAR, FIRST_PROP, Spot, Thing
from storyvid_dagster.illustration.compose import compose, plan
from storyvid_dagster.ports import PictureOrder
from storyvid_dagster_tests.illustration.test_painter import HERO

SIZE = (320, 180)


def backdrop(thing: Thing, time: TimeOfDay, style: Style = Style.STORYBOOK) -> float:
    """How bright the place is, without anything that stands in it."""
    scene = Scene(
        number=1, text="Here.", setting=Setting.HOME, time_of_day=time, figures=(), picture_prompt="",
        things=(thing,),
    )  # fmt: skip
    painting = compose(plan(PictureOrder(scene, 6, style, SIZE, 7, b"", (HERO,), ())), SIZE)
    return float(np.mean(painting.backdrop))


@pytest.mark.parametrize("style", [Style.STORYBOOK, Style.WATERCOLOR, Style.PIXEL])
@pytest.mark.parametrize(
    "thing",
    [
        Thing(number=FIRST_PROP, name="old lantern", spot=Spot.GROUND),
        Thing(number=FIRST_PROP, name="candle", spot=Spot.GROUND, count=3),
        Thing(number=FIRST_CO_STAR, name="firefly", spot=Spot.BESIDE),
    ],
    ids=lambda thing: thing.name,
)
def test_a_light_is_seen_round_what_shines_at_night_alone(thing: Thing, style: Style) -> None:
    dull = thing.model_copy(update={"name": "button" if thing.number >= FIRST_PROP else "ladybug"})
    night, day = TimeOfDay.NIGHT, TimeOfDay.DAY
    assert backdrop(thing, night, style) > backdrop(dull, night, style) + 0.3
    assert backdrop(thing, day, style) == pytest.approx(backdrop(dull, day, style), abs=0.1)
