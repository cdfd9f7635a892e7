"""What falls, drifts or floats through the air, one by one; flakes are with winter, bubbles with the reef."""

import numpy as np

from storyvid_dagster.illustration.light import Light, mix
from storyvid_dagster.illustration.shapes import (
    Kind,
    Patch,
    Polygon,
    Rgb,
    Rng,
    ellipse,
    poly,
    ribbon,
    star,
)

AUTUMN = ("#e0712f", "#f2b134", "#c4472f", "#d99a3a")
RAIN_SLANT = -0.26
"""How far rain is driven aside while it falls by 1."""

Places = list[tuple[float, float, float]]
"""(x, y, radius) each."""

_WHITE: Rgb = (255, 255, 255)
GOLD: Rgb = (255, 240, 178)


def rain(places: Places, light: Light, opacity: float) -> Patch:
    """Drops that begin at (x, y), each a stroke that is as long as its radius says."""
    strokes = tuple(
        ribbon(
            [(x + part * RAIN_SLANT * long, y + part * long) for part in (0, 0.8, 1)],
            [0.02 * long, 0.075 * long, 0.03 * long],
        )
        for x, y, long in places
    )
    color = mix(light.horizon, _WHITE, 0.55)
    return Patch(strokes, color, None, 0, 0, 0, opacity=opacity, kind=Kind.WATER)


def leaves(rng: Rng, places: Places, color: Rgb, flat: float = 1.0) -> list[Patch]:
    """Pointed leaves with a rib, turned anyhow."""
    blades: list[Polygon] = []
    ribs: list[Polygon] = []
    for x, y, r in places:
        a = rng.random() * 6.3
        c, s = r * np.cos(a), r * np.sin(a) * flat
        bend = 0.3 * r * rng.uniform(-1, 1)
        blades.append(
            ribbon([(x - c, y - s), (x + bend, y + bend), (x + c, y + s)], [0.0, 1.05 * r * flat, 0.0])
        )
        ribs.append(
            ribbon(
                [(x - 1.35 * c, y - 1.35 * s), (x + bend, y + bend), (x + 0.7 * c, y + 0.7 * s)],
                [0.1 * r] * 3,
            )
        )
    if not blades:
        return []
    return [
        Patch(tuple(blades), color, None, 0.3, 5, 0.6, kind=Kind.LEAF),
        Patch(tuple(ribs), mix(color, (110, 50, 30), 0.45), None, 0, 0, 0),
    ]


def balloon(rng: Rng, x: float, y: float, r: float, color: Rgb) -> list[Patch]:
    """A balloon about (x, y) on a string that hangs down to 3.6 radii below."""
    sway = r * rng.uniform(-0.5, 0.5)
    string = ribbon([(x, y + 1.3 * r), (x + sway, y + 2.4 * r), (x - sway, y + 3.6 * r)], [0.06 * r] * 3)
    knot = poly((x, y + 1.1 * r), (x + 0.18 * r, y + 1.38 * r), (x - 0.18 * r, y + 1.38 * r))
    gleam = ellipse(x - 0.38 * r, y - 0.48 * r, 0.17 * r, 0.3 * r, 0.5)
    return [
        Patch((string,), mix(color, (90, 80, 90), 0.5), None, 0, 2, 0),
        Patch((knot, ellipse(x, y, r, 1.2 * r)), color, None, 0.45, 8, 0.8),
        Patch((gleam,), mix(color, _WHITE, 0.65), None, 0, 0, 0),
    ]


def falling_star(rng: Rng, x: float, y: float, r: float, light: Light) -> list[Patch]:
    """A star at (x, y) with the light it leaves behind it, up to the right."""
    trail = ribbon([(x, y), (x + 4 * r, y - 2.2 * r), (x + 9 * r, y - 4 * r)], [1.0 * r, 0.6 * r, 0.0])
    return [
        Patch((trail,), mix(GOLD, light.zenith, 0.25), None, 0, 0, 0, opacity=0.6, kind=Kind.LAMP),
        Patch((star(x, y, r, 5, 0.5, rng.random()),), GOLD, None, 0, 4, 0.4, kind=Kind.LAMP),
    ]
