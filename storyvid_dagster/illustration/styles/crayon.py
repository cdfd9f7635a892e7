"""Wax crayon: hatching in three directions on rough paper, dark paper when it is dark."""

import numpy as np

from storyvid_dagster.illustration.pixels import (
    Gray,
    Image,
    blend,
    both,
    curve,
    filled,
    mapped,
    mixed,
    replaced,
    scaled,
    times,
    where,
)
from storyvid_dagster.illustration.relief import Hand, Relief
from storyvid_dagster.illustration.shapes import Kind, Rng
from storyvid_dagster.illustration.stickers import Finish
from storyvid_dagster.illustration.styles.style import Material, colors, glowing
from storyvid_dagster.illustration.texture import grain, hatch

_WHITE_PAPER = (244, 250, 252)
_PRESSURE = {Kind.SKY: 168, Kind.LAND: 178, Kind.WATER: 172, Kind.WALL: 180, Kind.LEAF: 200, Kind.LAMP: 235}
"""How firmly each kind of thing is coloured in: the part of the paper that gets wax, of 255."""
_FIRM = 190
_ANGLES = (11, -33, 58)
"""Slants of the strokes in degrees: air and water, ground, and the rest by turns."""
_DARK = 124
"""Mean value below which the paper is a dark one: white specks would look like noise."""


def render(relief: Relief, rng: Rng) -> Image:
    """Colour the relief in with crayons."""
    size, s = relief.size, relief.scale
    flat = colors(relief)
    tooth = grain(rng, size, s, 0.3)
    strokes = [
        np.maximum(hatch(rng, size, a, 40 * s, 5.5 * s), hatch(rng, size, a + 8, 55 * s, 6.5 * s))
        for a in _ANGLES
    ]
    second = mixed(strokes[2], 0.35, strokes[1], 0.35, 128 * 0.3)
    wax = times(flat, mapped(second, curve((40, 108), (128, 128), (220, 152))))

    mean = flat[::9, ::9].reshape(-1, 3).mean(0)
    dark = float(mean.mean()) < _DARK
    paper = filled(flat, [*(mean * 0.42)] if dark else _WHITE_PAPER)
    image = blend(paper, wax, _cover(relief, strokes, tooth))

    ink = scaled(flat, 0.8, 84) if dark else scaled(flat, 0.46)
    image = blend(image, ink, scaled(both(relief.ink, scaled(tooth, 3.2, -224)), 0.9))
    return glowing(times(image, scaled(tooth, 0.16, 128 * 0.84)), relief, 0.7)


def _cover(relief: Relief, strokes: list[Gray], tooth: Gray) -> Gray:
    """How much wax lies where: strokes by what is coloured in, pressed harder in the shade."""
    by_turns = relief.ident & np.uint8(1)
    texture = replaced(strokes[0], strokes[1], where(relief.kind, Kind.LAND))
    for low, high in ((Kind.THING, Kind.THING), (Kind.LEAF, Kind.LEAF), (Kind.WALL, Kind.LAMP)):
        rest = where(relief.kind, low, high)
        texture = replaced(texture, strokes[1], both(rest, where(by_turns, 0)))
        texture = replaced(texture, strokes[2], both(rest, where(by_turns, 1)))
    pressure = np.full(256, float(_FIRM))
    pressure[list(_PRESSURE)] = list(_PRESSURE.values())
    pressed = mixed(mapped(relief.kind, pressure), 1.0, relief.light, -0.45, 58)
    # At half contrast, so that a sum of two has room on both sides.
    stray = mixed(texture, 0.50, tooth, 0.40, 128 * 0.1 - 4)
    return np.minimum(mixed(stray, 2.0, pressed, 1.0, -256), np.uint8(250))


CRAYON = Material(
    render,
    Hand(wobble_px=5.5, wave_px=48, line_px=5.5, saturation=1.25),
    Finish(drop=0.30, cast=0.24, shadow=(72, 52, 48)),
)
