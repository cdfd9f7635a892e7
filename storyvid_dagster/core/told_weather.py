"""From the words of a scene to what falls, drifts or floats in it."""

import re
from itertools import chain

from storyvid_dagster.core.story import Setting, TimeOfDay, Weather, can_be, words
from storyvid_dagster.core.things import word_set

_WORDS: dict[Weather, frozenset[str]] = {
    Weather.RAIN: word_set("rain rains rained raining raindrop raindrops drizzle drizzled"),
    Weather.SNOW: word_set("snow snows snowed snowing snowflake snowflakes"),
    Weather.BUBBLES: word_set("bubble bubbles"),
    Weather.BALLOONS: word_set("balloon balloons"),
}
_PAIRS: dict[Weather, tuple[frozenset[str], frozenset[str]]] = {
    Weather.LEAVES: (
        word_set("leaf leaves"),
        word_set("autumn falling fell fall drifted drifting floated fluttered flying whirled raining rained"),
    ),
    Weather.STARS: (
        word_set("star stars"),
        word_set("falling fell fall shooting shower rained countless"),
    ),
}
"""A word alone may mean much else; with one of the second kind close by it means this."""
_REACH = 5
_ONLY_SAID = word_set("no not never without like as than if nor before until smell waiting")
"""Before a word that is compared with, or not there."""
_OVER = word_set("had stopped missing or leaves")
"""After a word for what is past, or something else."""
_SPEECH = re.compile(r'["“][^"”]*["”]')


def weather_in(text: str, setting: Setting, time_of_day: TimeOfDay) -> Weather | None:
    """Find the weather that is told of first; what is spoken between quotation marks does not count.

    >>> weather_in("It rained and rained.", Setting.MEADOW, TimeOfDay.DAY)
    <Weather.RAIN: 'rain'>
    >>> weather_in("It was as light as a bubble.", Setting.MEADOW, TimeOfDay.DAY)
    """
    told = [word.lower() for word in words(_SPEECH.sub(" . ", text))]
    found = (_at(told, at) for at in range(len(told)))
    return next((w for w in found if w and can_be(w, setting, time_of_day)), None)


def _at(told: list[str], at: int) -> Weather | None:
    before = told[max(0, at - _REACH) : at]
    if _ONLY_SAID & frozenset(before) or _OVER & frozenset(told[at + 1 : at + 3]):
        return None
    around = frozenset((*before, *told[at + 1 : at + 1 + _REACH]))
    pairs = (weather for weather, (what, how) in _PAIRS.items() if told[at] in what and how & around)
    alone = (weather for weather, names in _WORDS.items() if told[at] in names)
    return next(chain(pairs, alone), None)
