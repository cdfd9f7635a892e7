"""Sheets of what is in the air, one particle each: a film moves them over any picture, ours or a vendor's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from storyvid_dagster.core.request import Style
from storyvid_dagster.core.scenery import WeatherSheets
from storyvid_dagster.core.story import Setting, TimeOfDay, Weather
from storyvid_dagster.illustration.compose import MATERIALS, grid_of
from storyvid_dagster.illustration.image_files import as_png
from storyvid_dagster.illustration.light import Light, light_for, mix
from storyvid_dagster.illustration.pixels import Image, gray3, resized
from storyvid_dagster.illustration.props import airborne, reef, winter
from storyvid_dagster.illustration.relief import draw
from storyvid_dagster.illustration.shapes import Layer, Patch, Rgb, Rng, shift
from storyvid_dagster.illustration.weather import snow_white, soft_flakes

_WHITE: Rgb = (255, 255, 255)
_FAR, _MID, _NEAR = 0, 1, 2
_SMALLEST_PX = 24
"""A sheet smaller than this has no room for the grain of a style."""


@dataclass(frozen=True)
class _Particle:
    """One particle about (0, 0), in painted pixels."""

    depth: int
    patches: Sequence[Patch]
    ground: Rgb
    """What is under it while it is painted, so that its edge takes no other colour."""
    reach: float
    """How far it goes from its middle."""


def draw_weather(
    weather: Weather,
    style: Style,
    setting: Setting,
    time_of_day: TimeOfDay,
    palette: tuple[str, ...],
    size: tuple[int, int],
) -> WeatherSheets:
    """Draw what is in the air of a scene.

    Args:
        weather: What it is.
        style: How it is drawn.
        setting: Its light.
        time_of_day: Its light.
        palette: Named colours of the drawing, for balloons and bubbles.
        size: (width, height) of the picture in pixels.
    """
    grid = grid_of(style, size)
    unit = min(size) / grid
    rng = np.random.default_rng(77)
    light = light_for(setting, time_of_day, palette)
    sheets: tuple[list[bytes], ...] = ([], [], [])
    for particle in _PARTICLES[weather](rng, unit, light):
        sheets[particle.depth].append(as_png(_painted(particle, style, unit / 1080, grid, rng)))
    far, mid, near = map(tuple, sheets)
    return WeatherSheets(weather, far, mid, near, size[0], grid)


def _painted(particle: _Particle, style: Style, scale: float, grid: int, rng: Rng) -> Image:
    """Paint a particle about the middle of a sheet (H, W, 4), premultiplied."""
    material = MATERIALS[style]
    middle = max(_SMALLEST_PX // 2, int(1.15 * particle.reach) + 4)
    patches = [
        replace(p, polygons=tuple(shift(q, middle, middle) for q in p.polygons)) for p in particle.patches
    ]
    relief = draw([Layer("air", 0.0, patches)], (2 * middle, 2 * middle), material.hand, rng, scale)
    cover = np.maximum(relief.color[..., 3], relief.ink)
    under = (255 - relief.color[..., 3:]).astype(np.float32) / 255 * np.array([*particle.ground[::-1], 255])
    painted = material.render(replace(relief, color=(relief.color + under).astype(np.uint8)), rng)
    share = gray3(cover).astype(np.float32) / 255
    sheet = np.dstack([np.rint(painted * share).astype(np.uint8), cover])
    return resized(sheet, (2 * middle * grid, 2 * middle * grid), sharp=True)


def _rain(_: Rng, unit: float, light: Light) -> Iterator[_Particle]:
    for depth, long, opacity in ((_FAR, 0.034, 0.55), (_MID, 0.058, 0.75), (_NEAR, 0.085, 0.6)):
        for stretch in (0.75, 1.0, 1.2):
            length = stretch * long * unit
            patch = airborne.rain([(-airborne.RAIN_SLANT * length / 2, -length / 2, length)], light, opacity)
            yield _Particle(depth, [patch], patch.color, 0.55 * length)


def _snow(_: Rng, unit: float, light: Light) -> Iterator[_Particle]:
    white = snow_white(light)
    dots = ((_FAR, 0.0035), (_FAR, 0.005), (_FAR, 0.0065), (_MID, 0.0065), (_MID, 0.008), (_MID, 0.01))
    for depth, size in dots:
        yield _Particle(depth, [soft_flakes([(0, 0, size * unit)], white, 2)], white, size * unit)
    for depth, size in ((_MID, 0.015), (_MID, 0.019), (_NEAR, 0.022), (_NEAR, 0.028)):
        yield _Particle(depth, [winter.flakes([(0, 0, size * unit)], white)], white, 1.2 * size * unit)


def _leaves(rng: Rng, unit: float, light: Light) -> Iterator[_Particle]:
    for depth, size, away in ((_FAR, 0.015, 0.3), (_MID, 0.026, 0.12), (_NEAR, 0.034, 0.0)):
        for color in airborne.AUTUMN:
            tone, r = light.at(away)(color), size * unit * rng.uniform(0.85, 1.15)
            yield _Particle(depth, airborne.leaves(rng, [(0, 0, r)], tone), tone, 1.5 * r)


def _bubbles(_: Rng, unit: float, light: Light) -> Iterator[_Particle]:
    for depth, size in ((_FAR, 0.012), (_MID, 0.024), (_NEAR, 0.036)):
        for index, swell in ((2, 0.7), (3, 1.0), (2, 1.25), (3, 0.5)):
            r, color = swell * size * unit, light.accent(index)
            yield _Particle(depth, reef.bubbles([(0, 0, r)], color), mix(color, _WHITE, 0.4), r)


def _balloons(rng: Rng, unit: float, light: Light) -> Iterator[_Particle]:
    for depth, size in ((_FAR, 0.03), (_MID, 0.05)):
        for index in range(len(light.accents)):
            r, tone = size * unit * rng.uniform(0.85, 1.15), light.accent(index)
            yield _Particle(depth, airborne.balloon(rng, 0, -1.2 * r, r, tone), tone, 2.5 * r)


def _stars(rng: Rng, unit: float, light: Light) -> Iterator[_Particle]:
    for size in (0.012, 0.016, 0.02):
        r = size * unit
        yield _Particle(_FAR, airborne.falling_star(rng, -4 * r, 1.5 * r, r, light), airborne.GOLD, 5.2 * r)


_PARTICLES: dict[Weather, Callable[[Rng, float, Light], Iterator[_Particle]]] = {
    Weather.RAIN: _rain,
    Weather.SNOW: _snow,
    Weather.LEAVES: _leaves,
    Weather.BUBBLES: _bubbles,
    Weather.BALLOONS: _balloons,
    Weather.STARS: _stars,
}
