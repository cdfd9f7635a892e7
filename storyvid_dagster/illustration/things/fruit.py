"""Fruit, vegetables, nuts and seeds."""

import math

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
    LEAF,
    WHITE,
    Drawing,
    Look,
    both,
    darker,
    ellipse,
    flat,
    lighter,
    line,
    piece,
    turned,
)


def fruit(color: str, *, wide: float = 0.42, top: float = 0.0, blush: str = "", leaf: bool = True) -> Drawing:
    """Draw a round fruit; `top` narrows it towards its stalk."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        found = [piece(look("#7d5a3c"), ribbon([(0, -0.76), (0.06, -0.96)], [0.05, 0.06]), lift=4)]
        if leaf:
            found.append(piece(look(LEAF), ellipse(0.2, -0.9, 0.16, 0.075, -0.4), lift=5))
        if top:
            found.append(
                piece(
                    main,
                    turned(
                        (top * 0.6, -0.82), (top, -0.66), (wide, -0.32), (wide * 0.86, -0.08), (wide * 0.4, 0)
                    ),
                    lift=7,
                )
            )
        else:
            found.append(piece(main, ellipse(0, -0.4, wide, 0.4), lift=7))
        if blush:
            found.append(flat(look(blush), ellipse(0.15, -0.36, 0.2, 0.26)))
        found.append(flat(lighter(main, 0.6), ellipse(-0.17, -0.52, 0.06, 0.09, 0.4)))
        return found

    return drawn


def cherries(look: Look) -> list[Patch]:
    """Draw two cherries on their stalks."""
    red = look.main("#d8304a")
    return [
        piece(
            look("#5d8a3c"),
            *both(lambda d: ribbon([(0.02, -0.95), (d * 0.16, -0.66), (d * 0.24, -0.4)], [0.045] * 3)),
            lift=4,
        ),
        piece(look(LEAF), ellipse(0.2, -0.92, 0.2, 0.085, 0.3), lift=5),
        piece(red, *both(lambda d: ellipse(d * 0.25, -0.22, 0.23, 0.22)), lift=7),
        flat(lighter(red, 0.6), *both(lambda d: ellipse(d * 0.25 - 0.08, -0.29, 0.05))),
    ]


def strawberry(look: Look) -> list[Patch]:
    """Draw a strawberry."""
    red = look.main("#e2414a")
    seeds = [
        (x, y)
        for y, xs in ((-0.6, (-0.2, 0, 0.2)), (-0.42, (-0.26, -0.09, 0.09, 0.26)), (-0.25, (-0.12, 0.08)))
        for x in xs
    ]
    return [
        piece(red, turned((0.2, -0.82), (0.42, -0.68), (0.38, -0.4), (0.16, -0.08), (0.04, 0)), lift=7),
        flat(look("#fbe08a"), *(ellipse(x, y, 0.022, 0.034) for x, y in seeds)),
        piece(look(LEAF), star(0, -0.8, 0.32, 6, 0.4), lift=5),
        piece(look(LEAF), line([(0, -0.82), (0.05, -1.0)], 0.06), lift=5),
    ]


def pineapple(look: Look) -> list[Patch]:
    """Draw a pineapple."""
    gold = look.main("#eeb13c")
    leaves = tuple(
        ribbon([(0, -0.6), (x, -0.86), (1.5 * x, -1.0 + abs(x))], [0.14, 0.1, 0.02])
        for x in (-0.24, -0.1, 0.0, 0.1, 0.24)
    )
    lattice = [
        line([(-s * a, -0.56 + b), (s * b, -0.16 + a)], 0.022)
        for s in (-1, 1)
        for a, b in ((0.2, 0.04), (0.16, 0.16), (0.04, 0.22))
    ]
    return [
        piece(look("#4f9a4a"), *leaves, lift=5),
        piece(gold, ellipse(0, -0.32, 0.31, 0.34), lift=7),
        flat(darker(gold, 0.3), *lattice),
    ]


def coconut(look: Look) -> list[Patch]:
    """Draw a coconut, with its three dark spots."""
    main = look.main("#8a5f3f")
    hairs = [
        line([(x, y), (x + 0.08, y + 0.04)], 0.018)
        for x, y in ((-0.3, -0.3), (-0.1, -0.14), (0.2, -0.2), (-0.26, -0.6), (0.22, -0.66))
    ]
    return [
        piece(main, ellipse(0, -0.42, 0.43, 0.42), lift=7),
        flat(
            darker(main, 0.4),
            *(ellipse(x, y, 0.05, 0.06) for x, y in ((-0.1, -0.5), (0.1, -0.5), (0, -0.36))),
        ),
        flat(lighter(main, 0.3), *hairs),
    ]


def banana(look: Look) -> list[Patch]:
    """Draw a banana."""
    main = look.main("#f9d648")
    curve = [(-0.56, -0.56), (-0.4, -0.26), (-0.04, -0.14), (0.36, -0.26), (0.56, -0.54)]
    return [
        piece(main, ribbon(curve, [0.08, 0.24, 0.3, 0.24, 0.08]), lift=7),
        flat(darker(main, 0.18), ribbon(curve[1:4], [0.02, 0.035, 0.02])),
        piece(look("#7d5a3c"), ellipse(-0.57, -0.6, 0.05, 0.07), ellipse(0.57, -0.57, 0.04, 0.05), lift=6),
    ]


def lemon_slice(look: Look) -> list[Patch]:
    """Draw a slice of lemon."""
    main = look.main("#f9dc4a")
    wedges = tuple(
        poly(
            (0.06 * math.cos(a), -0.45 + 0.06 * math.sin(a)),
            (0.31 * math.cos(a - 0.31), -0.45 + 0.31 * math.sin(a - 0.31)),
            (0.33 * math.cos(a), -0.45 + 0.33 * math.sin(a)),
            (0.31 * math.cos(a + 0.31), -0.45 + 0.31 * math.sin(a + 0.31)),
        )
        for a in (2 * math.pi * k / 8 for k in range(8))
    )
    return [
        piece(main, ellipse(0, -0.45, 0.45), lift=7),
        flat(look("#fffbe4"), ellipse(0, -0.45, 0.37)),
        flat(lighter(main, 0.25), *wedges),
    ]


def cabbage(look: Look) -> list[Patch]:
    """Draw a cabbage."""
    main = look.main("#8cc26a")
    veins = (
        line([(0, -0.66), (0, -0.12)], 0.03),
        *both(lambda d: ribbon([(0, -0.2), (d * 0.16, -0.34), (d * 0.2, -0.5)], [0.03] * 3)),
    )
    return [
        piece(darker(main, 0.15), *both(lambda d: ellipse(d * 0.3, -0.34, 0.24, 0.34, d * 0.3)), lift=4),
        piece(main, ellipse(0, -0.42, 0.38, 0.4), lift=6),
        piece(lighter(main, 0.25), ellipse(0, -0.36, 0.24, 0.34), lift=7),
        flat(lighter(main, 0.6), *veins),
    ]


def walnut(look: Look) -> list[Patch]:
    """Draw half a walnut shell."""
    main = look.main("#b98a54")
    return [
        piece(main, turned((0.52, -0.5), (0.46, -0.22), (0.24, -0.02), (0.1, 0)), lift=7),
        flat(
            darker(main, 0.25),
            *(ribbon([(1.4 * x, -0.42), (x, -0.12)], [0.02, 0.02]) for x in (-0.26, -0.1, 0.08, 0.24)),
        ),
        piece(lighter(main, 0.45), ellipse(0, -0.5, 0.53, 0.1), lift=4),
        flat(darker(main, 0.3), ellipse(0, -0.5, 0.4, 0.055)),
    ]


def pinecone(look: Look) -> list[Patch]:
    """Draw a pine cone."""
    main = look.main("#8f6240")
    rows = [
        (w * k / 3, y)
        for w, y, n in (
            (0.16, -0.78, 1),
            (0.26, -0.6, 2),
            (0.32, -0.42, 3),
            (0.26, -0.24, 2),
            (0.14, -0.1, 1),
        )
        for k in range(-n, n + 1)
    ]
    return [
        piece(
            darker(main, 0.2),
            turned((0.08, -0.94), (0.3, -0.62), (0.36, -0.38), (0.22, -0.06), (0.06, 0)),
            lift=6,
        ),
        piece(main, *(ellipse(x, y, 0.1, 0.09) for x, y in rows), lift=5, ink=0.5),
    ]


def seed(look: Look) -> list[Patch]:
    """Draw a striped seed."""
    main = look.main("#3d3844")
    return [
        piece(main, turned((0.02, -0.95), (0.22, -0.6), (0.3, -0.3), (0.2, -0.05), (0.06, 0)), lift=7),
        flat(
            look(WHITE),
            *(
                ribbon([(0.1 * x, -0.86), (x, -0.35), (0.6 * x, -0.06)], [0.015, 0.05, 0.03])
                for x in (-0.18, 0.0, 0.18)
            ),
        ),
    ]


FRUIT: dict[str, Drawing] = {
    "apple": fruit("#e2483f"),
    "apricot": fruit("#f5a23e", blush="#f28a4a"),
    "peach": fruit("#f7b27a", blush="#f08a6a"),
    "plum": fruit("#7d4a9a", wide=0.36),
    "pear": fruit("#b9cf4e", top=0.18, blush="#d9c24a"),
    "cherry": cherries,
    "strawberry": strawberry,
    "pineapple": pineapple,
    "coconut": coconut,
    "banana": banana,
    "lemon": lemon_slice,
    "slice of lemon": lemon_slice,
    "cabbage": cabbage,
    "walnut shell": walnut,
    "pine cone": pinecone,
    "seed": seed,
}
