"""What lies and stands about by the sea."""

import math

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    WOOD,
    Drawing,
    Look,
    darker,
    ellipse,
    flat,
    line,
    piece,
)


def shell(look: Look) -> list[Patch]:
    """Draw a sea shell."""
    main = look.main("#f2b5a8")
    fan = [
        (0.52 * math.cos(a), -0.26 - 0.58 * math.sin(a)) for a in (math.pi * k / 12 for k in range(-1, 14))
    ]
    return [
        piece(darker(main, 0.12), poly((-0.26, 0), (0.26, 0), (0.14, -0.22), (-0.14, -0.22)), lift=5),
        piece(main, poly(*fan, (0.0, -0.02)), lift=7),
        flat(
            darker(main, 0.22),
            *(
                line([(0, -0.06), (0.46 * math.cos(a), -0.26 - 0.5 * math.sin(a))], 0.02)
                for a in (math.pi * k / 6 for k in range(1, 6))
            ),
        ),
    ]


def spiral_shell(look: Look) -> list[Patch]:
    """Draw a big round shell with its door."""
    main = look.main("#f2c9a0")
    coil = [
        (-0.08 + r * math.cos(a), -0.46 + r * math.sin(a))
        for k in range(20)
        for a, r in ((0.6 * k, 0.33 - 0.016 * k),)
    ]
    return [
        piece(main, ellipse(-0.06, -0.45, 0.46, 0.44), lift=7),
        flat(darker(main, 0.25), line(coil, 0.035)),
        piece(darker(main, 0.45), ellipse(0.34, -0.2, 0.14, 0.18, 0.3), lift=4),
    ]


def sandcastle(look: Look) -> list[Patch]:
    """Draw a heap of sand with a little flag."""
    sand = look("#f0d08a")
    return [
        piece(look(WOOD), line([(0, -0.6), (0, -1.0)], 0.035), lift=3),
        piece(look("#e8504a"), poly((0, -1.0), (0.26, -0.9), (0, -0.8)), lift=5),
        piece(
            sand,
            poly((-0.66, 0), (-0.4, -0.3), (-0.14, -0.6), (0.14, -0.62), (0.42, -0.3), (0.66, 0)),
            lift=7,
        ),
        flat(
            darker(sand, 0.15),
            *(ellipse(x, y, 0.03) for x, y in ((-0.3, -0.14), (0.2, -0.2), (0.0, -0.38), (0.36, -0.08))),
        ),
    ]


def jetty(look: Look) -> list[Patch]:
    """Draw a wooden jetty or bridge."""
    main = look.main(WOOD)
    return [
        piece(darker(main, 0.25), *(line([(x, -0.4), (x, 0)], 0.09) for x in (-0.6, -0.1, 0.4)), lift=4),
        piece(main, poly((-0.9, -0.36), (0.7, -0.36), (0.86, -0.56), (-0.74, -0.56)), lift=7),
        flat(
            darker(main, 0.2),
            *(line([(x, -0.36), (x + 0.15, -0.56)], 0.02) for x in (-0.66, -0.42, -0.18, 0.06, 0.3, 0.54)),
        ),
    ]


def bank(look: Look) -> list[Patch]:
    """Draw a bank of sand."""
    sand = look.main("#f0d08a")
    return [
        piece(
            sand,
            ribbon([(-0.9, -0.08), (-0.3, -0.24), (0.3, -0.22), (0.9, -0.08)], [0.14, 0.44, 0.42, 0.14]),
            lift=6,
        ),
        flat(
            darker(sand, 0.15),
            *(ellipse(x, y, 0.025) for x, y in ((-0.4, -0.2), (0.0, -0.28), (0.3, -0.14), (-0.1, -0.1))),
        ),
    ]


SEASIDE: dict[str, Drawing] = {
    "shell": spiral_shell,
    "seashell": shell,
    "sandcastle": sandcastle,
    "jetty": jetty,
    "sandy bank": bank,
}
