"""What a painter is told of a scene."""

import pytest

from storyvid_dagster.core import prompts
from storyvid_dagster.core.request import Likeness, Style
from storyvid_dagster.core.story import Scene, Setting, TimeOfDay, Weather


def told(setting: Setting, weather: Weather | None = None) -> str:
    scene = Scene(
        number=1,
        text="Here we are.",
        setting=setting,
        time_of_day=TimeOfDay.DAY,
        weather=weather,
        figures=(),
        picture_prompt="A friend.",
    )
    return prompts.scene(scene, "a cat", Style.CRAYON, Likeness.LIGHT)


def test_every_setting_is_a_place_of_its_own() -> None:
    assert len({told(setting) for setting in Setting}) == len(Setting)


@pytest.mark.parametrize("weather", Weather)
def test_the_weather_is_told(weather: Weather) -> None:
    assert f"{weather}" in told(Setting.MEADOW, weather)
    assert ", with" not in told(Setting.MEADOW).partition("The place is")[2].partition(".")[0]
