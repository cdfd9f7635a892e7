"""Frogs, lizards and turtles."""

import math

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    INK,
    PINK,
    WHITE,
    Drawing,
    Look,
    both,
    cheeks,
    darker,
    ellipse,
    eye,
    eyes,
    flat,
    lighter,
    line,
    piece,
    smile,
)


def frog(green: str, *, warts: bool = False) -> Drawing:
    """Draw a frog or a toad."""

    def drawn(look: Look) -> list[Patch]:
        skin = look.main(green)
        spots = ((-0.22, -0.5), (0.26, -0.46), (-0.3, -0.3), (0.1, -0.68), (-0.12, -0.72))
        return [
            piece(skin, *both(lambda d: ellipse(d * 0.4, -0.18, 0.15, 0.2, d * 0.3)), lift=4),
            piece(skin, ellipse(0, -0.3, 0.36, 0.3), lift=6),
            piece(skin, *both(lambda d: ellipse(d * 0.2, -0.86, 0.13)), lift=6),
            piece(skin, ellipse(0, -0.64, 0.37, 0.25), lift=7),
            flat(look("#eef3c2"), ellipse(0, -0.24, 0.24, 0.2)),
            *([flat(darker(skin, 0.25), *(ellipse(x, y, 0.03) for x, y in spots))] if warts else []),
            piece(look(WHITE), *both(lambda d: ellipse(d * 0.2, -0.87, 0.092)), lift=3, ink=0.4),
            *eyes(look, 0, -0.87, 0.195, 0.05),
            cheeks(look, 0, -0.6, 0.25, 0.05),
            smile(look, 0, -0.66, 0.19, 0.02),
            piece(skin, *both(lambda d: ellipse(d * 0.16, -0.16, 0.06, 0.15)), lift=5),
            piece(skin, *both(lambda d: ellipse(d * 0.2, -0.035, 0.14, 0.04)), lift=4),
            piece(skin, *both(lambda d: ellipse(d * 0.42, -0.035, 0.15, 0.04)), lift=4),
        ]

    return drawn


def lizard(skin: str, belly: str = "#f3eec0") -> Drawing:
    """Draw a lizard, gecko, newt or mudskipper, sitting up."""

    def drawn(look: Look) -> list[Patch]:
        color = look.main(skin)
        tail = ribbon([(0.1, -0.08), (0.42, -0.06), (0.6, -0.22), (0.52, -0.4)], [0.2, 0.15, 0.08, 0.02])
        return [
            piece(color, tail, lift=4),
            piece(color, ellipse(0, -0.3, 0.2, 0.3), lift=6),
            flat(look(belly), ellipse(0, -0.27, 0.12, 0.23)),
            piece(
                color, *both(lambda d: ribbon([(d * 0.14, -0.42), (d * 0.32, -0.3)], [0.08, 0.06])), lift=5
            ),
            piece(color, *both(lambda d: ellipse(d * 0.17, -0.04, 0.12, 0.05)), lift=5),
            piece(color, *both(lambda d: ellipse(d * 0.17, -0.86, 0.1)), lift=6),
            piece(color, ellipse(0, -0.73, 0.26, 0.19), lift=7),
            piece(look(WHITE), *both(lambda d: ellipse(d * 0.17, -0.87, 0.07)), lift=3, ink=0.4),
            *eyes(look, 0, -0.87, 0.165, 0.04),
            cheeks(look, 0, -0.68, 0.18, 0.035),
            smile(look, 0, -0.73, 0.13),
            flat(darker(color, 0.25), *(ellipse(x, -0.6, 0.02) for x in (-0.06, 0, 0.06))),
        ]

    return drawn


def turtle(skin: str, shell: str) -> Drawing:
    """Draw a tortoise or a turtle, looking to the right."""

    def drawn(look: Look) -> list[Patch]:
        color, dome = look.main(skin), look(shell)
        half = [
            (0.52 * math.cos(a), -0.22 - 0.52 * math.sin(a)) for a in (math.pi * k / 16 for k in range(17))
        ]
        plates = ((-0.26, -0.4), (0.0, -0.52), (0.25, -0.4), (-0.02, -0.3))
        return [
            piece(color, poly((-0.45, -0.2), (-0.68, -0.1), (-0.45, -0.1)), lift=4),
            piece(color, *(ellipse(x, -0.1, 0.11, 0.11) for x in (-0.32, 0.3)), lift=4),
            piece(color, ribbon([(0.4, -0.24), (0.58, -0.34), (0.64, -0.5)], [0.16, 0.15, 0.16]), lift=5),
            piece(color, ellipse(0.68, -0.6, 0.16, 0.14), lift=7),
            *eye(look, 0.73, -0.64, 0.032),
            flat(look(PINK), ellipse(0.66, -0.55, 0.035, 0.025)),
            flat(look(INK), line([(0.74, -0.545), (0.8, -0.56)], 0.014)),
            piece(dome, poly(*half), lift=8),
            flat(lighter(dome, 0.28), *(ellipse(x, y, 0.105, 0.085) for x, y in plates)),
            piece(darker(dome, 0.25), line([(-0.54, -0.21), (0.54, -0.21)], 0.075), lift=4),
        ]

    return drawn


REPTILES: dict[str, Drawing] = {
    "frog": frog("#6fba4d"),
    "toad": frog("#9c8350", warts=True),
    "lizard": lizard("#63b556"),
    "gecko": lizard("#8cc63f", "#f8edb5"),
    "newt": lizard("#7d6a4c", "#f0913c"),
    "mudskipper": lizard("#8f9a86", "#dfe3d0"),
    "tortoise": turtle("#a9b06a", "#8a6a42"),
    "turtle": turtle("#7fb26a", "#5a8a4c"),
    "sea turtle": turtle("#6fb0a0", "#3f7f72"),
}
