"""What is baked: buns, cakes, pancakes, cookies."""

import math

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    INK,
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


CAKES: dict[str, Drawing] = {
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
}
