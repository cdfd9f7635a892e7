import pytest

from storyvid_dagster.core.story import Setting, TimeOfDay, Weather
from storyvid_dagster.storytelling.lasting_weather import Told, weathers

RAIN = "It rained on the roofs."
WALK = "She walked on under her umbrella."
RAIN_AGAIN = "The rain drummed along."


def told(*texts: str, seen: str = "A cat in a street", setting: Setting = Setting.CITY) -> list[Told]:
    return [Told(text, seen, setting, TimeOfDay.DAY) for text in texts]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((RAIN, WALK, RAIN_AGAIN), (Weather.RAIN, Weather.RAIN, Weather.RAIN)),
        ((RAIN, WALK, WALK), (Weather.RAIN, None, None)),
        ((RAIN, "Then the sun dried every puddle.", RAIN_AGAIN), (Weather.RAIN, None, Weather.RAIN)),
        ((RAIN, "It was a long road.", RAIN_AGAIN), (Weather.RAIN, None, Weather.RAIN)),
        ((RAIN, WALK, "Snow fell."), (Weather.RAIN, None, Weather.SNOW)),
        ((WALK, RAIN), (None, Weather.RAIN)),
    ],
)
def test_rain_lasts_while_there_is_a_sign_of_it(
    texts: tuple[str, ...], expected: tuple[Weather | None, ...]
) -> None:
    assert weathers(told(*texts)) == expected


def test_it_stops_at_the_door() -> None:
    indoors = told(WALK, setting=Setting.HOME)
    assert weathers([*told(RAIN), *indoors, *told(RAIN_AGAIN)]) == (Weather.RAIN, None, Weather.RAIN)


def test_a_picture_that_shows_what_falls_shows_it_and_snow_may_lie() -> None:
    for seen, weather in (
        ("A cat in heavy rain", Weather.RAIN),
        ("A bear in the falling snow", Weather.SNOW),
        ("Wheel tracks in the snow", None),
    ):
        assert weathers(told("They went on.", seen=seen)) == (weather,)
