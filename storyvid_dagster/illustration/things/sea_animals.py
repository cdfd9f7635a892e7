"""Who lives in the sea."""

import math

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
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
    patterned,
    piece,
    smile,
)


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


def starfish(look: Look) -> list[Patch]:
    """Draw a starfish."""
    main = look.main("#f5924a")
    return [
        piece(main, star(0, -0.46, 0.54, 5, 0.5), lift=7),
        flat(
            lighter(main, 0.45),
            *(
                ellipse(0.3 * math.cos(a), -0.46 + 0.3 * math.sin(a), 0.04)
                for a in (2 * math.pi * k / 5 - math.pi / 2 for k in range(5))
            ),
        ),
        *eyes(look, 0, -0.52, 0.09, 0.045),
        cheeks(look, 0, -0.43, 0.15, 0.035),
        smile(look, 0, -0.43, 0.07),
    ]


def urchin(look: Look) -> list[Patch]:
    """Draw a sea urchin."""
    main = look.main("#6d4a8a")
    spines = star(0, -0.44, 0.5, 17, 0.66)
    return [
        piece(darker(main, 0.2), spines, lift=5),
        piece(main, ellipse(0, -0.44, 0.33), lift=7),
        *eyes(look, 0, -0.5, 0.11, 0.05),
        cheeks(look, 0, -0.4, 0.18, 0.04),
        smile(look, 0, -0.4, 0.08),
    ]


SEA_ANIMALS: dict[str, Drawing] = {
    "crab": crab("#ea6a44"),
    "spider crab": crab("#c8705a", claws=0.75, legs=1.18),
    "hermit crab": hermit,
    "lobster": lobster,
    "octopus": octopus,
    "fish": fish,
    "seahorse": seahorse,
    "pufferfish": pufferfish,
    "limpet": shellfish("#c9b48c"),
    "barnacle": shellfish("#d8d3c8"),
    "mussel": shellfish("#566a8e"),
    "oyster": shellfish("#b9b2ad"),
    "sea anemone": anemone,
    "whale": whale,
    "starfish": starfish,
    "sea urchin": urchin,
}
