"""What a scene's words tell against what its picture shows."""

import re
from collections import Counter
from collections.abc import Iterator

from storyvid_dagster.core.acting import EVERYONE
from storyvid_dagster.core.named import named_in
from storyvid_dagster.core.story import Scene, Setting, StoryScript, TimeOfDay
from storyvid_dagster.core.things import FIRST_CO_STAR, Kind, is_called, kind_of
from storyvid_dagster.core.told_weather import weather_in

_SPEECH = re.compile(r'["“][^"”]*["”]')
_TIMES: dict[str, frozenset[TimeOfDay]] = {
    r"\b(?:one|that|this|early in the|early that) morning\b|\bat sunrise\b": frozenset(
        {TimeOfDay.MORNING, TimeOfDay.DAY}
    ),
    r"\bat (?:noon|midday)\b": frozenset({TimeOfDay.DAY}),
    r"\b(?:one|that) night\b|\bat midnight\b|\bmoonlight\b": frozenset({TimeOfDay.NIGHT, TimeOfDay.EVENING}),
    r"\b(?:one|that) evening\b|\bat (?:dusk|sunset|nightfall)\b": frozenset(
        {TimeOfDay.EVENING, TimeOfDay.NIGHT}
    ),
}
"""What words say of the hour, and the light that goes with it."""
_TIMES_TOO: dict[str, frozenset[TimeOfDay]] = {
    r"\bmorning\b|\bbreakfast\b": frozenset({TimeOfDay.MORNING}),
    r"\bevening\b": frozenset({TimeOfDay.EVENING}),
    r"\bnight\b": frozenset({TimeOfDay.NIGHT}),
}
"""Weaker words: they do not decide the hour, but with them a scene passes through more than one."""
_PLACES: dict[str, frozenset[Setting]] = {
    r"\bon the beach\b|\bon the waves\b": frozenset({Setting.SEA}),
    r"\bat the bottom of the sea\b|\bon the sea floor\b": frozenset({Setting.UNDERWATER}),
    r"\bamong the stars\b": frozenset({Setting.SPACE, Setting.NIGHT}),
    r"\bdown the street\b|\bin the street\b": frozenset({Setting.CITY}),
    r"\bin the (?:forest|woods)\b": frozenset({Setting.FOREST, Setting.SNOW, Setting.NIGHT}),
    r"\bon the playground\b": frozenset({Setting.PLAYGROUND}),
    r"\bin the kitchen\b": frozenset({Setting.HOME}),
}
"""What words say of the place, and the settings that show it."""


def mismatches(script: StoryScript) -> tuple[str, ...]:
    """List what the words of a story tell and its pictures do not show, one plain sentence each."""
    return tuple(fault for scene in script.scenes for fault in _mismatches(scene))


def _mismatches(scene: Scene) -> Iterator[str]:
    where, told = f"scene {scene.number}", _SPEECH.sub(" . ", scene.text).lower()
    for pattern in _PLACES:
        if (found := re.search(pattern, told)) and not _any_other(_PLACES, told, scene.setting):
            yield f"{where} says {found[0]!r}, but its picture shows {scene.setting}"
    for pattern in _TIMES:
        if (found := re.search(pattern, told)) and not _any_other(
            _TIMES | _TIMES_TOO, told, scene.time_of_day
        ):
            yield f"{where} says {found[0]!r}, but its picture shows {scene.time_of_day}"
    weather = weather_in(scene.text, scene.setting, scene.time_of_day)
    if weather not in (None, scene.weather):
        yield f"{where} tells of {weather}, but its picture shows none"
    groups = Counter[Kind | None]()
    for thing in scene.things:
        groups[kind_of(thing.name)] += thing.count
    shown = {*groups}
    shown |= {named.kind for named in named_in(scene.picture_prompt)}
    for named in named_in(scene.text):
        if not any(kind and (kind == named.kind or is_called(kind.name, named.kind.name)) for kind in shown):
            yield f"{where} names {named.name!r}, which is not in its picture"
        elif named.kind in groups and (named.count or 0) > groups[named.kind]:
            yield f"{where} tells of {named.count} {named.name}, its picture shows {groups[named.kind]}"
    cast = {*scene.figures, *(thing.number for thing in scene.things), EVERYONE}
    for number in dict.fromkeys(
        n for act in scene.acts for n in (act.figure, act.to, act.what) if n is not None
    ):
        if (scene.figures or number >= FIRST_CO_STAR) and number not in cast:
            yield f"figure {number} acts or is acted on in {where}, but is not in its picture"


def _any_other(
    table: dict[str, frozenset[Setting]] | dict[str, frozenset[TimeOfDay]],
    told: str,
    shown: Setting | TimeOfDay,
) -> bool:
    """Tell whether some words say just what is shown: a scene may pass through more than one place."""
    return any(shown in meant and re.search(pattern, told) for pattern, meant in table.items())
