"""The light of a time of day, and the colours a child's palette lends to small things."""

import colorsys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from storyvid_dagster.core.story import Setting, TimeOfDay
from storyvid_dagster.illustration.shapes import Rgb

Tone = Callable[[str], Rgb]
"""Turns a colour as it is in daylight (`#rrggbb`) into the one seen here and now."""

_ACCENTS = {
    "red": "#e8504a",
    "orange": "#f5923e",
    "yellow": "#fbcf45",
    "green": "#63b556",
    "teal": "#3fb5ad",
    "blue": "#4c8fe0",
    "purple": "#8e62c9",
    "pink": "#f283ab",
    "brown": "#a5693f",
}
_DEFAULT_ACCENTS = ("red", "yellow", "blue", "pink", "orange")


@dataclass(frozen=True)
class Light:
    """Everything the hour decides."""

    time: TimeOfDay
    zenith: Rgb
    horizon: Rgb
    orb: Rgb
    """Sun or moon."""
    cloud: Rgb
    haze: Rgb
    tint: tuple[float, float, float]
    """What is left of daylight's red, green and blue."""
    accents: tuple[Rgb, ...]

    @property
    def dark(self) -> bool:
        """Whether stars are out."""
        return self.time is TimeOfDay.NIGHT

    @property
    def lamps(self) -> bool:
        """Whether lamps and windows are lit."""
        return self.time in (TimeOfDay.NIGHT, TimeOfDay.EVENING)

    def indoors(self) -> "Light":
        """The same hour in a room: by day what comes in, later the lamp's, warm and never as dark."""
        lamp = {TimeOfDay.EVENING: (0.99, 0.87, 0.76), TimeOfDay.NIGHT: (0.87, 0.71, 0.59)}
        return replace(self, tint=lamp.get(self.time, self.tint))

    def at(self, depth: float) -> Tone:
        """See things `depth` away: 0 before our feet, 1 at the horizon, where all is haze."""

        def tone(color: str) -> Rgb:
            return mix(self.lit(rgb(color)), self.haze, 0.66 * depth)

        return tone

    def lit(self, color: Rgb) -> Rgb:
        """A daylight colour under this light."""
        r, g, b = (min(255, round(v * t)) for v, t in zip(color, self.tint, strict=True))
        return r, g, b

    def accent(self, index: int) -> Rgb:
        """One of the child's colours under this light; a little brighter than the rest of the world."""
        color = self.accents[index % len(self.accents)]
        return mix(self.lit(color), color, 0.35)


_HOURS: dict[TimeOfDay, tuple[str, str, str, str, str, tuple[float, float, float]]] = {
    TimeOfDay.MORNING: ("#86c5ea", "#ffe6c4", "#ffe08a", "#fff6ea", "#f6dcc6", (1.03, 0.98, 0.95)),
    TimeOfDay.DAY: ("#55b2ea", "#d9f2fb", "#ffd64f", "#ffffff", "#cdeaf6", (1.0, 1.0, 1.0)),
    TimeOfDay.EVENING: ("#6b5bae", "#ffb27a", "#ff8a5c", "#ffc9b0", "#e79a8d", (0.97, 0.78, 0.76)),
    TimeOfDay.NIGHT: ("#141c4c", "#4a5aa3", "#fff3c9", "#5c6cb0", "#4a5fa8", (0.50, 0.60, 0.86)),
}


def light_for(setting: Setting, time: TimeOfDay, palette: Sequence[str]) -> Light:
    """The light of a scene. By night and in space there is no other: only dusk and dark."""
    if setting is Setting.NIGHT and time is not TimeOfDay.EVENING:
        time = TimeOfDay.NIGHT
    zenith, horizon, orb, cloud, haze, tint = _HOURS[time]
    named = [name for name in palette if name in _ACCENTS]
    names = dict.fromkeys([*named, *_DEFAULT_ACCENTS])
    accents = tuple(rgb(_ACCENTS[name]) for name in list(names)[: max(4, min(5, len(named)))])
    return Light(time, rgb(zenith), rgb(horizon), rgb(orb), rgb(cloud), rgb(haze), tint, accents)


def rgb(color: str) -> Rgb:
    """Read `#rrggbb`.

    >>> rgb("#ff8000")
    (255, 128, 0)
    """
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mix(a: Rgb, b: Rgb, part: float) -> Rgb:
    """Go `part` of the way from a to b.

    >>> mix((0, 0, 0), (100, 200, 50), 0.5)
    (50, 100, 25)
    """
    r, g, b_ = (round(u + (v - u) * part) for u, v in zip(a, b, strict=True))
    return r, g, b_


def grade(color: Rgb, saturation: float, lightness: float) -> Rgb:
    """Make a colour stronger or paler, and lighter or darker; 1 and 0 leave it as it is."""
    h, li, s = colorsys.rgb_to_hls(*(v / 255 for v in color))
    li = li + (1 - li) * lightness if lightness > 0 else li * (1 + lightness)
    back = colorsys.hls_to_rgb(h, li, min(1.0, s * saturation))
    r, g, b = (min(255, max(0, round(v * 255))) for v in back)
    return r, g, b
