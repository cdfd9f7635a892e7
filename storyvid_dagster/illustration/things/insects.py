"""Insects, spiders, worms and snails."""

import math

from storyvid_dagster.illustration.shapes import Patch, ribbon, star
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


def snail(look: Look) -> list[Patch]:
    """Draw a snail, looking to the right."""
    shell, body = look.main("#c98a4e"), look("#e9d0a0")
    spiral = [
        (-0.1 + r * math.cos(a), -0.42 + r * math.sin(a))
        for k in range(22)
        for a, r in ((0.6 * k, 0.27 - 0.0118 * k),)
    ]
    return [
        piece(
            body,
            ribbon([(-0.56, -0.04), (0.0, -0.09), (0.42, -0.12), (0.5, -0.4)], [0.05, 0.18, 0.22, 0.18]),
            lift=5,
        ),
        piece(body, ellipse(0.5, -0.5, 0.15, 0.15), lift=6),
        piece(
            body, *(line([(0.5 + d, -0.58), (0.52 + 1.8 * d, -0.86)], 0.04) for d in (-0.06, 0.07)), lift=4
        ),
        *[p for d in (-0.06, 0.07) for p in eye(look, 0.52 + 1.8 * d, -0.88, 0.032)],
        piece(shell, ellipse(-0.1, -0.42, 0.37, 0.35), lift=8),
        flat(darker(shell, 0.3), line(spiral, 0.035)),
        flat(look(PINK), ellipse(0.52, -0.46, 0.04, 0.03)),
        smile(look, 0.57, -0.49, 0.055),
    ]


def bug(color: str, *, spots: bool = False, glow: bool = False, legs: float = 0.2) -> Drawing:
    """Draw a beetle, ladybird, ant or the like, facing us."""

    def drawn(look: Look) -> list[Patch]:
        shell, dark = look.main(color), look("#3d3844")
        feet = [
            line([(d * 0.2, y), (d * (0.3 + legs), y + 0.1)], 0.045)
            for d in (-1, 1)
            for y in (-0.44, -0.3, -0.16)
        ]
        dots = ((-0.16, -0.42), (0.16, -0.42), (-0.2, -0.22), (0.2, -0.22), (-0.1, -0.1), (0.1, -0.1))
        return [
            piece(dark, *feet, lift=3, ink=0.3),
            piece(
                dark,
                *both(
                    lambda d: ribbon([(d * 0.08, -0.8), (d * 0.16, -0.95), (d * 0.26, -0.97)], [0.035] * 3)
                ),
                lift=3,
            ),
            piece(dark, *both(lambda d: ellipse(d * 0.27, -0.97, 0.04)), lift=3),
            *([piece(look("#ffe97a"), ellipse(0, -0.12, 0.26, 0.17), lift=4)] if glow else []),
            piece(shell, ellipse(0, -0.3, 0.33, 0.31), lift=7),
            flat(darker(shell, 0.45), line([(0, -0.58), (0, -0.01)], 0.025)),
            *([flat(dark, *(ellipse(x, y, 0.05) for x, y in dots))] if spots else []),
            piece(lighter(shell, 0.2) if not spots else dark, ellipse(0, -0.69, 0.25, 0.2), lift=8),
            piece(look(WHITE), *both(lambda d: ellipse(d * 0.1, -0.71, 0.085, 0.095)), lift=3, ink=0.3),
            *eyes(look, 0, -0.7, 0.095, 0.047),
            smile(look, 0, -0.6, 0.07)
            if not spots
            else flat(look(WHITE), line([(-0.05, -0.575), (0.0, -0.56), (0.05, -0.575)], 0.018)),
        ]

    return drawn


def hopper(look: Look) -> list[Patch]:
    """Draw a cricket or grasshopper, looking to the right."""
    green = look.main("#7cb04a")
    return [
        piece(
            darker(green, 0.2), *(line([(x, -0.26), (x + 0.04, -0.02)], 0.04) for x in (0.06, 0.24)), lift=3
        ),
        piece(green, ribbon([(-0.6, -0.2), (0.0, -0.36), (0.3, -0.42)], [0.06, 0.24, 0.24]), lift=6),
        piece(darker(green, 0.15), ribbon([(0.0, -0.3), (-0.34, -0.72)], [0.14, 0.07]), lift=7),
        piece(
            darker(green, 0.15),
            ribbon([(-0.34, -0.72), (-0.52, -0.02), (-0.4, -0.02)], [0.06, 0.04, 0.04]),
            lift=5,
        ),
        piece(
            darker(green, 0.3),
            *(
                ribbon([(0.4, -0.6), (0.5 + d, -0.82), (0.7 + d, -0.9)], [0.03, 0.025, 0.015])
                for d in (0.0, 0.08)
            ),
            lift=3,
        ),
        piece(green, ellipse(0.38, -0.5, 0.18, 0.17), lift=8),
        *eye(look, 0.42, -0.54, 0.05),
        smile(look, 0.46, -0.46, 0.06),
    ]


def caterpillar(color: str, other: str, *, woolly: bool = False) -> Drawing:
    """Draw a caterpillar or worm, its head up to the right."""

    def drawn(look: Look) -> list[Patch]:
        a, b = look.main(color), look(other)
        rings = [
            (-0.58, -0.13, 0.13),
            (-0.36, -0.24, 0.15),
            (-0.12, -0.26, 0.16),
            (0.1, -0.18, 0.16),
            (0.28, -0.34, 0.16),
        ]
        tufts = [star(x, y, 1.25 * r, 11, 0.75) for x, y, r in rings]
        found = [piece(darker(a, 0.15), *tufts, lift=3)] if woolly else []
        found += [piece(a if k % 2 else b, ellipse(x, y, r), lift=5) for k, (x, y, r) in enumerate(rings)]
        return [
            *found,
            piece(
                look(INK),
                *(line([(0.34 + d, -0.72), (0.32 + 2 * d, -0.9)], 0.025) for d in (-0.04, 0.1)),
                lift=3,
            ),
            piece(a, ellipse(0.36, -0.58, 0.21, 0.2), lift=8),
            *eyes(look, 0.38, -0.61, 0.085, 0.042),
            cheeks(look, 0.38, -0.53, 0.13, 0.035),
            smile(look, 0.38, -0.53, 0.07),
        ]

    return drawn


def winged(wing: str, body: str, *, striped: bool = False, thin: bool = False) -> Drawing:
    """Draw a moth, butterfly, bee or dragonfly with its wings open."""

    def drawn(look: Look) -> list[Patch]:
        sail, dark = look.main(wing), look(body)
        if thin:
            wings = tuple(
                ellipse(d * 0.4, y, 0.38, 0.075, d * t)
                for d in (-1, 1)
                for y, t in ((-0.68, -0.25), (-0.52, 0.18))
            )
        else:
            wings = (
                *both(lambda d: ellipse(d * 0.32, -0.62, 0.3, 0.24, -d * 0.5)),
                *both(lambda d: ellipse(d * 0.26, -0.28, 0.2, 0.18, d * 0.5)),
            )
        spots = both(lambda d: ellipse(d * 0.36, -0.64, 0.1, 0.08))
        trunk = ellipse(0, -0.4, 0.06 if thin else 0.11, 0.36)
        bars = tuple(line([(-0.1, y), (0.1, y)], 0.05) for y in (-0.42, -0.3, -0.18))
        return [
            piece(sail, *wings, lift=5),
            *([] if thin or striped else [flat(lighter(sail, 0.55), *spots)]),
            piece(
                look(INK),
                *both(lambda d: ribbon([(d * 0.05, -0.8), (d * 0.13, -0.98)], [0.03, 0.02])),
                lift=3,
            ),
            piece(dark, trunk, lift=7),
            *([flat(look(INK), *bars)] if striped else []),
            piece(dark, ellipse(0, -0.74, 0.155, 0.14), lift=8),
            *eyes(look, 0, -0.75, 0.065, 0.036),
            smile(look, 0, -0.71, 0.05),
        ]

    return drawn


def spider(look: Look) -> list[Patch]:
    """Draw a small round spider."""
    fur = look.main("#6b6078")
    legs = [
        ribbon([(d * 0.2, -0.4), (d * (0.4 + x), -0.62 + x), (d * (0.48 + x), -0.02)], [0.055, 0.045, 0.03])
        for d in (-1, 1)
        for x in (0.0, 0.1, 0.2)
    ]
    return [
        piece(darker(fur, 0.2), *legs, lift=3),
        piece(fur, ellipse(0, -0.44, 0.32, 0.34), lift=7),
        piece(look(WHITE), *both(lambda d: ellipse(d * 0.12, -0.54, 0.1)), lift=3, ink=0.4),
        *eyes(look, 0, -0.53, 0.115, 0.052),
        cheeks(look, 0, -0.4, 0.2, 0.045),
        smile(look, 0, -0.41, 0.09, 0.02),
    ]


INSECTS: dict[str, Drawing] = {
    "snail": snail,
    "beetle": bug("#5b7a8c"),
    "pill bug": bug("#8a8f98", legs=0.08),
    "ladybug": bug("#e2483f", spots=True),
    "ant": bug("#9a4f38", legs=0.3),
    "flea": bug("#8d6146", legs=0.26),
    "firefly": bug("#7c5a48", glow=True),
    "glowworm": caterpillar("#c7d95a", "#f4ec8a"),
    "cricket": hopper,
    "grasshopper": hopper,
    "inchworm": caterpillar("#8cc63f", "#b5dc6b"),
    "caterpillar": caterpillar("#7cb04a", "#c7d95a"),
    "woolly caterpillar": caterpillar("#b97a45", "#8a5a34", woolly=True),
    "earthworm": caterpillar("#e39a92", "#d98880"),
    "worm": caterpillar("#e39a92", "#d98880"),
    "moth": winged("#d9c9a8", "#9a8466"),
    "butterfly": winged("#f5923e", "#5a3f38"),
    "bee": winged("#dcecf5", "#f6c637", striped=True),
    "gnat": winged("#dfe6ea", "#6d6a74", thin=True),
    "dragonfly": winged("#bfe3ef", "#3fa0b5", thin=True),
    "spider": spider,
}
