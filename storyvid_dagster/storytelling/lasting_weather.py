"""How rain and snow last from scene to scene, until the words say that they are over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from storyvid_dagster.core.story import Setting, TimeOfDay, Weather, can_be, words
from storyvid_dagster.core.things import word_set
from storyvid_dagster.core.told_weather import weather_in

_FALLING = {
    Weather.RAIN: re.compile(r"\brain\b"),
    Weather.SNOW: re.compile(r"\bfalling snow\b|\bsnow falling\b"),
}
"""What the words of a picture call weather that falls; snow alone may lie."""
_OVER = word_set("sun sunny sunshine sunlight stopped rainbow cleared melted hot moon stars")
_SIGNS = {
    Weather.RAIN: word_set("wet puddle puddles umbrella drip dripping drop drops splash soaked pour pouring"),
    Weather.SNOW: word_set("flake flakes snowflake snowflakes white snow"),
}
"""Words of a scene that tell that it goes on."""


@dataclass(frozen=True)
class Told:
    """What is told of a scene, where and when it is."""

    text: str
    seen: str
    """What its picture shows, in the words of the plot."""
    setting: Setting
    time_of_day: TimeOfDay


def weathers(scenes: Sequence[Told]) -> tuple[Weather | None, ...]:
    """Give the weather of each scene: what its words tell of, else what its picture shows, else what lasts.

    Rain and snow last from one scene that has them to the next one that has, in the scenes between that
    have a sign of it, if none of them says that it was over.
    """
    found = [_of_one(scene) for scene in scenes]
    known = [at for at, weather in enumerate(found) if weather]
    for first, after in pairwise(known):
        lasting, between = found[first], scenes[first + 1 : after]
        if lasting is None or lasting not in _SIGNS or found[after] is not lasting:
            continue
        said = [frozenset(words(f"{scene.text} {scene.seen}".lower())) for scene in between]
        if any(_OVER & each for each in said):
            continue
        for at, (scene, each) in enumerate(zip(between, said, strict=True), start=first + 1):
            if _SIGNS[lasting] & each and can_be(lasting, scene.setting, scene.time_of_day):
                found[at] = lasting
    return tuple(found)


def _of_one(scene: Told) -> Weather | None:
    if told := weather_in(scene.text, scene.setting, scene.time_of_day):
        return told
    falling = (weather for weather, said in _FALLING.items() if said.search(scene.seen))
    return next((w for w in falling if can_be(w, scene.setting, scene.time_of_day)), None)
