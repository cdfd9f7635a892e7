"""What is eaten and drunk, and what grows."""

import math

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
    INK,
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
    rounded,
    turned,
)
from storyvid_dagster.illustration.things.vessels import pot


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


def jelly(look: Look) -> list[Patch]:
    """Draw a jelly on a plate."""
    red = look.main("#ef5f7f")
    return [
        piece(look(WHITE), ellipse(0, -0.06, 0.62, 0.09), lift=4),
        piece(red, turned((0.22, -0.74), (0.3, -0.6), (0.36, -0.34), (0.46, -0.1)), lift=7),
        flat(
            lighter(red, 0.35),
            *(ribbon([(0.6 * x, -0.68), (x, -0.14)], [0.04, 0.07]) for x in (-0.3, 0.0, 0.3)),
        ),
        piece(look("#d8304a"), ellipse(0, -0.8, 0.09), lift=6),
    ]


def bun(color: str = "#d9974e", *, swirl: bool = False, seeds: bool = False, filling: str = "") -> Drawing:
    """Draw a bun or roll."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        spiral = [
            (r * math.cos(a), -0.34 + 0.72 * r * math.sin(a))
            for k in range(16)
            for a, r in ((0.75 * k, 0.34 - 0.02 * k),)
        ]
        found = [piece(main, ellipse(0, -0.33, 0.52, 0.33), lift=7)]
        if filling:
            found.append(
                piece(
                    look(filling),
                    poly(
                        (-0.54, -0.3),
                        (0.54, -0.3),
                        (0.4, -0.16),
                        (0.2, -0.24),
                        (0.0, -0.14),
                        (-0.25, -0.24),
                        (-0.4, -0.15),
                    ),
                    lift=4,
                )
            )
            found.append(piece(darker(main, 0.08), turned((0.5, -0.2), (0.4, 0.0)), lift=5))
        if swirl:
            found.append(flat(darker(main, 0.4), line(spiral, 0.04)))
        if seeds:
            found.append(
                flat(
                    look(INK),
                    *(
                        ellipse(x, y, 0.018)
                        for x, y in (
                            (-0.2, -0.5),
                            (0, -0.56),
                            (0.2, -0.5),
                            (-0.1, -0.42),
                            (0.1, -0.43),
                            (0.3, -0.38),
                            (-0.3, -0.38),
                        )
                    ),
                )
            )
        if not swirl and not filling:
            found.append(
                flat(
                    lighter(main, 0.35),
                    *(line([(x, -0.5), (x + 0.1, -0.38)], 0.04) for x in (-0.26, -0.04, 0.18)),
                )
            )
        return found

    return drawn


def pretzel(look: Look) -> list[Patch]:
    """Draw a pretzel."""
    main = look.main("#b5713c")
    left = [(0.12, -0.1), (-0.3, -0.34), (-0.42, -0.62), (-0.2, -0.82), (0.0, -0.56)]
    arms = both(lambda d: ribbon([(-d * x, y) for x, y in left], [0.12, 0.13, 0.14, 0.13, 0.12]))
    bow = ribbon([(-0.4, -0.42), (-0.2, -0.1), (0.2, -0.1), (0.4, -0.42)], [0.13] * 4)
    return [
        piece(main, bow, *arms, lift=6),
        flat(
            look(WHITE),
            *(
                ellipse(x, y, 0.025)
                for x, y in (
                    (-0.36, -0.6),
                    (0.36, -0.6),
                    (-0.12, -0.12),
                    (0.14, -0.12),
                    (-0.2, -0.76),
                    (0.22, -0.76),
                )
            ),
        ),
    ]


def ring_cake(look: Look) -> list[Patch]:
    """Draw a doughnut with icing."""
    icing = look.main("#f283ab")
    sprinkles = (
        (-0.3, -0.52, "#fbcf45"),
        (0.05, -0.72, "#4c8fe0"),
        (0.3, -0.5, "#fffaf0"),
        (-0.16, -0.7, "#63b556"),
        (0.24, -0.66, "#fbcf45"),
    )
    return [
        piece(look("#d9a05a"), ellipse(0, -0.42, 0.48, 0.42), lift=6),
        piece(icing, ellipse(0, -0.47, 0.43, 0.34), lift=7),
        *(flat(look(c), ellipse(x, y, 0.035, 0.02, 0.7)) for x, y, c in sprinkles),
        piece(look("#8a5f3f"), ellipse(0, -0.46, 0.13, 0.1), lift=3),
    ]


def cake(look: Look) -> list[Patch]:
    """Draw a birthday cake with candles."""
    icing = look.main("#f283ab")
    drips = poly(
        (-0.46, -0.52),
        (0.46, -0.52),
        (0.46, -0.34),
        (0.34, -0.28),
        (0.22, -0.36),
        (0.08, -0.26),
        (-0.08, -0.36),
        (-0.22, -0.27),
        (-0.34, -0.36),
        (-0.46, -0.3),
    )
    return [
        piece(look(WHITE), ellipse(0, -0.05, 0.62, 0.08), lift=3),
        piece(look("#f3d9a4"), rounded(-0.46, -0.5, 0.46, -0.03, 0.05), lift=6),
        piece(icing, drips, lift=7),
        piece(look("#4c8fe0"), *(line([(x, -0.52), (x, -0.78)], 0.06) for x in (-0.24, 0.0, 0.24)), lift=5),
        piece(look("#ffd64f"), *(ellipse(x, -0.85, 0.045, 0.075) for x in (-0.24, 0.0, 0.24)), lift=4),
        flat(look("#e8504a"), *(ellipse(x, -0.14, 0.05) for x in (-0.3, -0.1, 0.1, 0.3))),
    ]


def flat_cake(color: str, top: str, *, lattice: bool = False) -> Drawing:
    """Draw a pie or tart."""

    def drawn(look: Look) -> list[Patch]:
        crust = look.main(color)
        found = [
            piece(darker(crust, 0.15), turned((0.54, -0.3), (0.42, 0.0)), lift=5),
            piece(crust, ellipse(0, -0.32, 0.58, 0.16), lift=6),
            piece(look(top), ellipse(0, -0.34, 0.46, 0.11), lift=4, ink=0.4),
        ]
        if lattice:
            found.append(
                piece(
                    crust,
                    *(line([(x, -0.44 + 0.02), (x + 0.06, -0.25)], 0.05) for x in (-0.26, -0.05, 0.16)),
                    line([(-0.42, -0.34), (0.42, -0.34)], 0.045),
                    lift=5,
                )
            )
        else:
            found.append(
                flat(lighter(look(top), 0.5), *(ellipse(x, -0.36, 0.045, 0.025) for x in (-0.24, 0.02, 0.24)))
            )
        return found

    return drawn


def stack(color: str, n: int = 5) -> Drawing:
    """Draw pancakes on a plate with syrup."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        cakes = [
            piece(
                main if k % 2 else lighter(main, 0.2),
                rounded(
                    -0.46 + 0.02 * (k % 2), -0.2 - 0.12 * k, 0.46 - 0.02 * (k % 3), -0.06 - 0.12 * k, 0.06
                ),
                lift=4,
            )
            for k in range(n)
        ]
        top = -0.2 - 0.12 * (n - 1)
        return [
            piece(look(WHITE), ellipse(0, -0.05, 0.66, 0.08), lift=3),
            *cakes,
            piece(lighter(main, 0.25), ellipse(0, top + 0.02, 0.46, 0.09), lift=5),
            piece(
                look("#a5602c"),
                poly(
                    (-0.2, top),
                    (0.22, top - 0.02),
                    (0.26, top + 0.24),
                    (0.16, top + 0.12),
                    (0.0, top + 0.16),
                    (-0.12, top + 0.1),
                ),
                lift=4,
                ink=0.3,
            ),
            piece(look("#fbe58a"), rounded(-0.1, top - 0.09, 0.1, top + 0.02, 0.02), lift=6),
        ]

    return drawn


def cookie(look: Look) -> list[Patch]:
    """Draw a cookie."""
    main = look.main("#d9a05a")
    chips = ((-0.2, -0.6), (0.12, -0.68), (0.24, -0.4), (-0.06, -0.4), (-0.26, -0.32), (0.06, -0.18))
    return [
        piece(main, ellipse(0, -0.43, 0.44, 0.43), lift=7),
        flat(look("#6d4a32"), *(ellipse(x, y, 0.06, 0.05) for x, y in chips)),
    ]


def waffle(look: Look) -> list[Patch]:
    """Draw a waffle."""
    main = look.main("#e0ab5a")
    pits = [
        rounded(x - 0.08, y - 0.07, x + 0.08, y + 0.07, 0.02)
        for x in (-0.27, -0.05, 0.17)
        for y in (-0.7, -0.47, -0.24)
    ]
    return [
        piece(main, rounded(-0.45, -0.88, 0.36, -0.04, 0.12), lift=7),
        flat(darker(main, 0.22), *pits),
        piece(look("#fbe58a"), rounded(-0.12, -0.6, 0.1, -0.44, 0.02), lift=5),
    ]


def sandwich(look: Look) -> list[Patch]:
    """Draw a sandwich."""
    return [
        piece(look("#f0d9a8"), poly((-0.52, -0.02), (0.52, -0.02), (0.46, -0.14), (-0.46, -0.14)), lift=5),
        piece(look("#fbcf45"), poly((-0.56, -0.12), (0.56, -0.12), (0.4, -0.26), (-0.4, -0.26)), lift=4),
        piece(
            look("#7cc25a"),
            poly(
                (-0.54, -0.2),
                (-0.3, -0.3),
                (-0.1, -0.22),
                (0.1, -0.31),
                (0.3, -0.22),
                (0.54, -0.22),
                (0.4, -0.36),
                (-0.4, -0.36),
            ),
            lift=5,
        ),
        piece(look.main("#f0d9a8"), poly((-0.52, -0.3), (0.52, -0.3), (0.1, -0.74), (-0.1, -0.74)), lift=7),
        flat(
            look("#c98a4e"),
            line([(-0.5, -0.3), (-0.1, -0.73)], 0.05),
            line([(0.5, -0.3), (0.1, -0.73)], 0.05),
        ),
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


def egg(color: str) -> Drawing:
    """Draw an egg."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        bands = [
            flat(
                look(WHITE),
                *(line([(-w, y), (w, y)], 0.075) for w, y in ((0.24, -0.74), (0.34, -0.5), (0.3, -0.24))),
            )
        ]
        spots = [
            flat(
                look("#e8504a"),
                *(
                    ellipse(x, y, 0.06)
                    for x, y in (
                        (-0.16, -0.66),
                        (0.12, -0.76),
                        (0.2, -0.46),
                        (-0.2, -0.38),
                        (0.02, -0.22),
                        (0.02, -0.54),
                    )
                ),
            )
        ]
        return [
            piece(
                main,
                turned(
                    (0.1, -0.98),
                    (0.22, -0.88),
                    (0.32, -0.66),
                    (0.37, -0.4),
                    (0.33, -0.16),
                    (0.2, -0.02),
                    (0.06, 0),
                ),
                lift=7,
            ),
            *(bands if look.pattern == "striped" else spots if look.pattern == "dotted" else []),
            flat(lighter(main, 0.7), ellipse(-0.14, -0.66, 0.05, 0.1, 0.3)),
        ]

    return drawn


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


def honey(look: Look) -> list[Patch]:
    """Draw a pot of honey."""
    return pot("#e0a040", (0.32, -0.74), (0.42, -0.56), (0.4, -0.14), (0.3, 0.0), inside="#f7c845")(look)


def noodle_soup(look: Look) -> list[Patch]:
    """Draw a steaming bowl."""
    steam = [
        ribbon(
            [(x, -0.62), (x + 0.05, -0.74), (x - 0.02, -0.86), (x + 0.04, -0.98)], [0.03, 0.05, 0.05, 0.02]
        )
        for x in (-0.2, 0.02, 0.22)
    ]
    return [
        piece(look("#eef4f8"), *steam, lift=2, ink=0.3),
        *pot("#e8504a", (0.55, -0.5), (0.48, -0.22), (0.3, -0.04), (0.22, 0.0), inside="#f3cf8a")(look),
    ]


def cheese(look: Look) -> list[Patch]:
    """Draw a piece of cheese."""
    main = look.main("#fbcf45")
    return [
        piece(darker(main, 0.1), poly((-0.56, -0.32), (0.56, -0.42), (0.56, 0), (-0.56, 0)), lift=6),
        piece(lighter(main, 0.25), poly((-0.56, -0.32), (0.16, -0.66), (0.56, -0.42)), lift=7),
        flat(
            darker(main, 0.3),
            ellipse(-0.26, -0.16, 0.08),
            ellipse(0.1, -0.24, 0.06),
            ellipse(0.32, -0.12, 0.08),
            ellipse(-0.02, -0.08, 0.045),
        ),
    ]


FOOD: dict[str, Drawing] = {
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
    "jelly": jelly,
    "bun": bun(),
    "cinnamon bun": bun("#d9a05a", swirl=True),
    "almond bun": bun("#e0ab62"),
    "roll": bun(seeds=True),
    "cheese roll": bun(filling="#fbcf45"),
    "pretzel": pretzel,
    "doughnut": ring_cake,
    "cake": cake,
    "birthday cake": cake,
    "honey cake": flat_cake("#c98a4e", "#f0b03c"),
    "pie": flat_cake("#dba860", "#d9974e", lattice=True),
    "tart": flat_cake("#dba860", "#c2304a"),
    "jam tart": flat_cake("#dba860", "#c2304a"),
    "blackberry tart": flat_cake("#dba860", "#5a3a7a"),
    "pancake": stack("#dfa75a", 2),
    "pile of pancakes": stack("#dfa75a"),
    "tower of pancakes": stack("#dfa75a", 6),
    "tower of waffles": stack("#d8a052", 6),
    "cookie": cookie,
    "waffle": waffle,
    "sandwich": sandwich,
    "toast": sandwich,
    "walnut shell": walnut,
    "egg": egg("#f6e9d2"),
    "pine cone": pinecone,
    "seed": seed,
    "pot of honey": honey,
    "pot of soup": noodle_soup,
    "soup": noodle_soup,
    "cheese": cheese,
}
