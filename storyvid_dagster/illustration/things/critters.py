"""Co-stars without fur or feathers: of pond, sea, soil and air."""

import math

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
    INK,
    PINK,
    WHITE,
    Drawing,
    Look,
    both,
    box,
    cheeks,
    darker,
    ellipse,
    eye,
    eyes,
    flat,
    lighter,
    line,
    patterned,
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


def crab(color: str, *, claws: float = 1.0, legs: float = 1.0) -> Drawing:
    """Draw a crab facing us."""

    def drawn(look: Look) -> list[Patch]:
        shell = look.main(color)
        feet = [
            ribbon(
                [(d * 0.3, -0.3), (d * (0.5 + x) * legs, -0.32 - 0.1 * x), (d * (0.56 + x) * legs, -0.02)],
                [0.08, 0.06, 0.03],
            )
            for d in (-1, 1)
            for x in (0.0, 0.12, 0.24)
        ]
        arms = both(
            lambda d: ribbon([(d * 0.34, -0.42), (d * 0.54, -0.52), (d * 0.52, -0.68)], [0.09, 0.08, 0.08])
        )
        hands = tuple(
            part
            for d in (-1, 1)
            for part in (
                ellipse(d * (0.52 - 0.07), -0.8, 0.08 * claws, 0.14 * claws, -d * 0.35),
                ellipse(d * (0.52 + 0.08), -0.8, 0.07 * claws, 0.14 * claws, d * 0.35),
            )
        )
        return [
            piece(darker(shell, 0.12), *feet, lift=3),
            piece(shell, *arms, lift=4),
            piece(shell, *hands, lift=6),
            piece(shell, *both(lambda d: line([(d * 0.12, -0.5), (d * 0.13, -0.68)], 0.05)), lift=4),
            piece(shell, ellipse(0, -0.34, 0.42, 0.25), lift=8),
            piece(look(WHITE), *both(lambda d: ellipse(d * 0.13, -0.73, 0.085)), lift=4, ink=0.5),
            *eyes(look, 0, -0.73, 0.125, 0.048),
            cheeks(look, 0, -0.32, 0.24, 0.05),
            smile(look, 0, -0.36, 0.11, 0.022),
        ]

    return drawn


def lobster(look: Look) -> list[Patch]:
    """Draw a lobster, standing on its fan of a tail."""
    red = look.main("#d9503f")
    rings = tuple(ellipse(0, y, 0.2 - 0.02 * k, 0.07) for k, y in enumerate((-0.3, -0.22, -0.14)))
    return [
        piece(
            red,
            *(ellipse(x, -0.05, 0.09, 0.06, t) for x, t in ((-0.15, 0.5), (0, 1.57), (0.15, -0.5))),
            lift=3,
        ),
        piece(darker(red, 0.1), *rings, lift=4),
        piece(
            red,
            *both(
                lambda d: ribbon([(d * 0.16, -0.5), (d * 0.36, -0.58), (d * 0.38, -0.72)], [0.08, 0.07, 0.07])
            ),
            lift=4,
        ),
        piece(
            red,
            *(
                ellipse(d * x, -0.83, 0.075, 0.15, t * d)
                for d in (-1, 1)
                for x, t in ((0.33, -0.3), (0.46, 0.35))
            ),
            lift=6,
        ),
        flat(darker(red, 0.2), *both(lambda d: line([(d * 0.08, -0.78), (d * 0.18, -0.98)], 0.018))),
        piece(red, ellipse(0, -0.56, 0.21, 0.27), lift=8),
        *eyes(look, 0, -0.66, 0.09, 0.045),
        cheeks(look, 0, -0.57, 0.13, 0.035),
        smile(look, 0, -0.56, 0.07),
    ]


def octopus(look: Look) -> list[Patch]:
    """Draw an octopus."""
    skin = look.main("#b06cc0")
    arms = tuple(
        ribbon(
            [(0.5 * x, -0.4), (x, -0.2), (1.25 * x + 0.04, -0.03), (1.5 * x, -0.1)], [0.16, 0.13, 0.09, 0.04]
        )
        for x in (-0.42, -0.24, -0.08, 0.08, 0.24, 0.42)
    )
    return [
        piece(skin, *arms, lift=4),
        piece(skin, ellipse(0, -0.62, 0.34, 0.36), lift=8),
        *(
            []
            if look.pattern != "striped"
            else [flat(lighter(skin, 0.5), *(line([(-0.2, y), (0.2, y)], 0.045) for y in (-0.9, -0.82)))]
        ),
        *(
            []
            if look.pattern != "dotted"
            else [
                flat(
                    lighter(skin, 0.5),
                    *(ellipse(x, y, 0.045) for x, y in ((-0.18, -0.82), (0.05, -0.9), (0.2, -0.78))),
                )
            ]
        ),
        piece(look(WHITE), *both(lambda d: ellipse(d * 0.13, -0.58, 0.1)), lift=3, ink=0.5),
        *eyes(look, 0, -0.57, 0.125, 0.055),
        cheeks(look, 0, -0.44, 0.22, 0.05),
        smile(look, 0, -0.45, 0.09, 0.02),
    ]


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


def fish(look: Look) -> list[Patch]:
    """Draw a fish, looking to the right."""
    skin = look.main("#f5923e")
    return [
        piece(
            darker(skin, 0.12), poly((-0.36, -0.42), (-0.72, -0.72), (-0.66, -0.42), (-0.72, -0.12)), lift=4
        ),
        piece(darker(skin, 0.12), ribbon([(-0.15, -0.68), (0.12, -0.86)], [0.3, 0.06]), lift=4),
        piece(skin, ellipse(0, -0.42, 0.48, 0.32), lift=7),
        *patterned(look, skin, -0.3, -0.66, 0.1, -0.2),
        flat(lighter(skin, 0.5), ellipse(0.0, -0.27, 0.34, 0.12)),
        piece(darker(skin, 0.15), poly((0.0, -0.4), (-0.2, -0.26), (0.02, -0.22)), lift=4),
        *eye(look, 0.26, -0.5, 0.05),
        smile(look, 0.38, -0.4, 0.06),
    ]


def seahorse(look: Look) -> list[Patch]:
    """Draw a seahorse, looking to the right."""
    skin = look.main("#f0a93c")
    body = [
        (0.02, -0.72),
        (-0.06, -0.56),
        (0.04, -0.4),
        (0.0, -0.22),
        (-0.1, -0.1),
        (0.04, -0.04),
        (0.1, -0.12),
    ]
    return [
        piece(lighter(skin, 0.35), ellipse(-0.2, -0.48, 0.12, 0.14, 0.4), lift=3),
        piece(skin, ribbon(body, [0.18, 0.24, 0.3, 0.18, 0.11, 0.08, 0.04]), lift=6),
        flat(
            lighter(skin, 0.45),
            *(
                line([(-0.01 + 0.02 * k, -0.6 + 0.08 * k), (0.14 - 0.01 * k, -0.56 + 0.08 * k)], 0.02)
                for k in range(5)
            ),
        ),
        piece(skin, ribbon([(0.06, -0.82), (0.34, -0.76)], [0.15, 0.08]), lift=5),
        piece(skin, ellipse(0.02, -0.84, 0.15, 0.14), lift=7),
        piece(darker(skin, 0.2), star(0.0, -1.0, 0.07, 5), lift=3),
        *eye(look, 0.06, -0.87, 0.04),
    ]


def pufferfish(look: Look) -> list[Patch]:
    """Draw a pufferfish facing us."""
    skin = look.main("#f2cf63")
    spikes = tuple(
        poly(
            (0.36 * math.cos(a - 0.09), -0.46 + 0.36 * math.sin(a - 0.09)),
            (0.48 * math.cos(a), -0.46 + 0.48 * math.sin(a)),
            (0.36 * math.cos(a + 0.09), -0.46 + 0.36 * math.sin(a + 0.09)),
        )
        for a in (2 * math.pi * k / 16 for k in range(16))
    )
    return [
        piece(darker(skin, 0.15), *spikes, lift=3),
        piece(darker(skin, 0.1), *both(lambda d: ellipse(d * 0.44, -0.42, 0.13, 0.09, d * 0.4)), lift=4),
        piece(skin, ellipse(0, -0.46, 0.38), lift=7),
        flat(look(WHITE), ellipse(0, -0.3, 0.26, 0.19)),
        piece(look(WHITE), *both(lambda d: ellipse(d * 0.16, -0.57, 0.1)), lift=3, ink=0.5),
        *eyes(look, 0, -0.57, 0.155, 0.055),
        cheeks(look, 0, -0.44, 0.25, 0.05),
        flat(look("#d9646a"), ellipse(0, -0.4, 0.06, 0.045)),
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


def bat(look: Look) -> list[Patch]:
    """Draw a bat with its wings open."""
    fur, skin = look.main("#6d6079"), look("#564a63")
    wings = both(
        lambda d: poly(
            (d * 0.1, -0.62),
            (d * 0.34, -0.86),
            (d * 0.72, -0.74),
            (d * 0.66, -0.4),
            (d * 0.54, -0.52),
            (d * 0.42, -0.32),
            (d * 0.3, -0.46),
            (d * 0.12, -0.24),
        )
    )
    return [
        piece(skin, *wings, lift=4),
        piece(fur, *both(lambda d: poly((d * 0.04, -0.86), (d * 0.2, -1.04), (d * 0.22, -0.74))), lift=5),
        piece(fur, ellipse(0, -0.34, 0.19, 0.28), lift=6),
        flat(lighter(fur, 0.35), ellipse(0, -0.3, 0.11, 0.18)),
        piece(fur, *both(lambda d: ellipse(d * 0.09, -0.05, 0.06, 0.05)), lift=4),
        piece(fur, ellipse(0, -0.72, 0.22, 0.2), lift=8),
        *eyes(look, 0, -0.74, 0.09, 0.045),
        cheeks(look, 0, -0.66, 0.14, 0.035),
        smile(look, 0, -0.66, 0.07),
        flat(look(WHITE), *both(lambda d: poly((d * 0.05, -0.625), (d * 0.025, -0.62), (d * 0.038, -0.58)))),
    ]


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


def shellfish(color: str) -> Drawing:
    """Draw someone who lives in a shell on a rock."""

    def drawn(look: Look) -> list[Patch]:
        shell = look.main(color)
        cone = poly((-0.44, -0.1), (-0.34, -0.5), (-0.12, -0.82), (0.12, -0.82), (0.34, -0.5), (0.44, -0.1))
        ribs = tuple(
            ribbon([(0.12 * x, -0.78), (0.85 * x, -0.12)], [0.015, 0.035])
            for x in (-0.4, -0.2, 0.0, 0.2, 0.4)
        )
        return [
            piece(look("#8d8b94"), ellipse(0, -0.06, 0.56, 0.1), lift=3),
            piece(shell, cone, lift=7),
            flat(darker(shell, 0.25), *ribs),
            piece(look(WHITE), *both(lambda d: ellipse(d * 0.13, -0.38, 0.1)), lift=3, ink=0.5),
            *eyes(look, 0, -0.37, 0.125, 0.052),
            cheeks(look, 0, -0.24, 0.22, 0.045),
            smile(look, 0, -0.25, 0.08, 0.02),
        ]

    return drawn


def anemone(look: Look) -> list[Patch]:
    """Draw a sea anemone."""
    skin = look.main("#f07f8f")
    arms = tuple(
        ribbon([(0.5 * x, -0.5), (x, -0.8), (1.15 * x, -0.96)], [0.09, 0.07, 0.05])
        for x in (-0.4, -0.27, -0.13, 0.0, 0.13, 0.27, 0.4)
    )
    return [
        piece(lighter(skin, 0.3), *arms, lift=4),
        piece(
            skin, poly((-0.28, -0.6), (0.28, -0.6), (0.3, -0.3), (0.38, 0), (-0.38, 0), (-0.3, -0.3)), lift=7
        ),
        *eyes(look, 0, -0.36, 0.12, 0.05),
        cheeks(look, 0, -0.26, 0.2, 0.045),
        smile(look, 0, -0.27, 0.08, 0.02),
    ]


def hermit(look: Look) -> list[Patch]:
    """Draw a hermit crab in its shell, looking to the right."""
    shell, red = look.main("#e2b27a"), look("#e0603f")
    spiral = [
        (-0.14 + r * math.cos(a), -0.46 + r * math.sin(a))
        for k in range(20)
        for a, r in ((0.6 * k, 0.28 - 0.0135 * k),)
    ]
    return [
        piece(
            red,
            *(
                ribbon([(0.1, -0.2), (x, -0.2), (x + 0.05, -0.01)], [0.07, 0.06, 0.03])
                for x in (0.16, 0.3, 0.44)
            ),
            lift=3,
        ),
        piece(red, ellipse(0.36, -0.3, 0.2, 0.17), lift=5),
        piece(red, ellipse(0.66, -0.2, 0.14, 0.1, -0.4), ellipse(0.64, -0.32, 0.14, 0.07, 0.3), lift=6),
        piece(red, *(line([(0.36 + d, -0.42), (0.38 + d, -0.58)], 0.035) for d in (-0.05, 0.09)), lift=4),
        *[p for d in (-0.05, 0.09) for p in eye(look, 0.38 + d, -0.62, 0.038)],
        piece(shell, ellipse(-0.14, -0.44, 0.4, 0.4), lift=8),
        flat(darker(shell, 0.3), line(spiral, 0.035)),
        smile(look, 0.42, -0.28, 0.06),
    ]


def whale(look: Look) -> list[Patch]:
    """Draw a small whale, looking to the right."""
    skin = look.main("#5c86c4")
    spout = both(
        lambda d: ribbon(
            [(0.12, -0.72), (0.12 + d * 0.08, -0.92), (0.12 + d * 0.2, -0.86)], [0.03, 0.05, 0.03]
        )
    )
    return [
        piece(look("#bfe3f5"), *spout, lift=3),
        piece(skin, ribbon([(-0.4, -0.3), (-0.68, -0.42), (-0.76, -0.62)], [0.26, 0.12, 0.06]), lift=5),
        piece(
            skin, *(ellipse(-0.78 + d, -0.66, 0.14, 0.07, t) for d, t in ((-0.08, 0.6), (0.1, -0.4))), lift=6
        ),
        piece(skin, ellipse(0.04, -0.36, 0.54, 0.36), lift=7),
        flat(look("#eef4fb"), ellipse(0.12, -0.14, 0.4, 0.12)),
        *eye(look, 0.34, -0.42, 0.045),
        flat(look(PINK), ellipse(0.24, -0.3, 0.05, 0.035)),
        smile(look, 0.46, -0.33, 0.09, 0.02),
    ]


def queen(look: Look) -> list[Patch]:
    """Draw a queen."""
    gown = look.main("#8e62c9")
    crown = poly(
        (-0.17, -0.86), (-0.2, -1.04), (-0.09, -0.95), (0, -1.08), (0.09, -0.95), (0.2, -1.04), (0.17, -0.86)
    )
    return [
        piece(look("#8a5a3a"), ellipse(0, -0.7, 0.23, 0.24), lift=4),
        piece(
            gown, poly((-0.1, -0.58), (0.1, -0.58), (0.2, -0.4), (0.36, 0), (-0.36, 0), (-0.2, -0.4)), lift=6
        ),
        piece(gown, *both(lambda d: ribbon([(d * 0.1, -0.52), (d * 0.28, -0.34)], [0.12, 0.09])), lift=5),
        piece(look("#f3c9a5"), *both(lambda d: ellipse(d * 0.3, -0.31, 0.05)), lift=4),
        flat(look(WHITE), box(-0.36, -0.06, 0.36, 0.0), box(-0.04, -0.52, 0.04, 0.0)),
        piece(look("#f3c9a5"), ellipse(0, -0.72, 0.175, 0.18), lift=8),
        piece(look("#f4c04a"), crown, lift=5),
        *eyes(look, 0, -0.74, 0.07, 0.034),
        cheeks(look, 0, -0.67, 0.11, 0.03),
        smile(look, 0, -0.67, 0.06),
    ]


CRITTERS: dict[str, Drawing] = {
    "frog": frog("#6fba4d"),
    "toad": frog("#9c8350", warts=True),
    "lizard": lizard("#63b556"),
    "gecko": lizard("#8cc63f", "#f8edb5"),
    "newt": lizard("#7d6a4c", "#f0913c"),
    "mudskipper": lizard("#8f9a86", "#dfe3d0"),
    "tortoise": turtle("#a9b06a", "#8a6a42"),
    "turtle": turtle("#7fb26a", "#5a8a4c"),
    "sea turtle": turtle("#6fb0a0", "#3f7f72"),
    "crab": crab("#ea6a44"),
    "spider crab": crab("#c8705a", claws=0.75, legs=1.18),
    "hermit crab": hermit,
    "lobster": lobster,
    "octopus": octopus,
    "snail": snail,
    "fish": fish,
    "seahorse": seahorse,
    "pufferfish": pufferfish,
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
    "bat": bat,
    "spider": spider,
    "limpet": shellfish("#c9b48c"),
    "barnacle": shellfish("#d8d3c8"),
    "mussel": shellfish("#566a8e"),
    "oyster": shellfish("#b9b2ad"),
    "sea anemone": anemone,
    "whale": whale,
    "queen": queen,
}
