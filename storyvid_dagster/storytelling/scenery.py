"""In which scenes the child's own houses, trees and suns are seen."""

from storyvid_dagster.core.drawing import Figure
from storyvid_dagster.core.kinds import Kind, Role
from storyvid_dagster.core.story import Setting, TimeOfDay

_OUTDOORS = frozenset(Setting) - {Setting.HOME, Setting.UNDERWATER, Setting.SPACE}
_SETTINGS: dict[Role, frozenset[Setting]] = {
    Role.BUILDING: _OUTDOORS - {Setting.SEA},
    Role.PLANT: _OUTDOORS - {Setting.SEA, Setting.SNOW},
    Role.FURNITURE: frozenset({Setting.HOME}),
    Role.SKY: _OUTDOORS,
    Role.WEATHER: _OUTDOORS,
}
_BY_DAY = frozenset({Kind.SUN, Kind.RAINBOW, Kind.KITE})
_BY_NIGHT = frozenset({Kind.MOON, Kind.STAR})
_DARK = (TimeOfDay.EVENING, TimeOfDay.NIGHT)


def is_seen(figure: Figure, setting: Setting, time_of_day: TimeOfDay) -> bool:
    """Tell whether what stays where it is can be seen in a place at an hour."""
    kind = max(figure.chances, key=figure.chances.__getitem__, default=Kind.UNKNOWN)
    if kind in _BY_NIGHT:
        return setting is Setting.SPACE or (setting in _OUTDOORS and time_of_day in _DARK)
    is_night = setting is Setting.NIGHT or time_of_day is TimeOfDay.NIGHT
    return setting in _SETTINGS.get(figure.likely_role, frozenset()) and not (kind in _BY_DAY and is_night)
