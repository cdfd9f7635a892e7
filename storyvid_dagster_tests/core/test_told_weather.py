"""The weather a scene's words tell of."""

import pytest

from storyvid_dagster.core.story import Setting, TimeOfDay, Weather
from storyvid_dagster.core.told_weather import weather_in


@pytest.mark.parametrize(
    ("text", "weather"),
    [
        ("It rained on the roofs, it rained on the trees.", Weather.RAIN),
        ("Raindrops ran down the leaves.", Weather.RAIN),
        ("Stamp, stamp, squeak, went the snow.", Weather.SNOW),
        ("It snowed all night, and then it rained.", Weather.SNOW),
        ("All through the woods it was raining leaves, red ones and yellow ones.", Weather.LEAVES),
        ("Autumn leaves danced around Pip.", Weather.LEAVES),
        ("Bubbles rose everywhere.", Weather.BUBBLES),
        ("Pip held a red balloon.", Weather.BALLOONS),
        ("There was a shower of stars.", Weather.STARS),
        ("Pip leaves the house.", None),
        ("It was as light as a bubble.", None),
        ("They tied it on, as you do with a balloon.", None),
        ("There was no snow yet.", None),
        ("The rain had stopped.", None),
        ('"I wish it would snow," said Pip.', None),
        ("Pip looked at the stars.", None),
        ("", None),
    ],
)
def test_what_is_told_is_found(text: str, weather: Weather | None) -> None:
    assert weather_in(text, Setting.MEADOW, TimeOfDay.EVENING) is weather


@pytest.mark.parametrize(
    ("setting", "text", "weather"),
    [
        (Setting.HOME, "It rained outside.", None),
        (Setting.HOME, "It rained outside, and a balloon hung under the ceiling.", Weather.BALLOONS),
        (Setting.UNDERWATER, "It rained bubbles.", Weather.BUBBLES),
        (Setting.SPACE, "It snowed.", None),
        (Setting.GARDEN, "It snowed.", Weather.SNOW),
    ],
)
def test_a_place_has_only_the_weather_that_can_be_there(
    setting: Setting, text: str, weather: Weather | None
) -> None:
    assert weather_in(text, setting, TimeOfDay.DAY) is weather


def test_no_stars_fall_by_day() -> None:
    assert weather_in("Falling stars!", Setting.MEADOW, TimeOfDay.DAY) is None
    assert weather_in("Falling stars!", Setting.MEADOW, TimeOfDay.NIGHT) is Weather.STARS
