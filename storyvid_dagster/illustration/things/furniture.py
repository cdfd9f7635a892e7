"""What stands in a room."""

import math

from storyvid_dagster.illustration.shapes import Patch, box, poly
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
    INK,
    STEEL,
    WHITE,
    WOOD,
    Drawing,
    Look,
    arc,
    both,
    cheeks,
    darker,
    ellipse,
    eyes,
    flat,
    lighter,
    line,
    patterned,
    piece,
    rounded,
    smile,
    turned,
)


def armchair(look: Look) -> list[Patch]:
    """Draw an armchair."""
    main = look.main("#c0605a")
    return [
        piece(look(WOOD), *both(lambda d: line([(d * 0.4, -0.14), (d * 0.42, 0)], 0.09)), lift=3),
        piece(main, rounded(-0.46, -1.0, 0.46, -0.2, 0.2), lift=5),
        flat(
            darker(main, 0.2), *(ellipse(x, y, 0.03) for x, y in ((-0.18, -0.78), (0.18, -0.78), (0, -0.64)))
        ),
        piece(lighter(main, 0.2), rounded(-0.4, -0.44, 0.4, -0.2, 0.08), lift=7),
        piece(
            main,
            *both(lambda d: rounded(d * 0.5 - 0.14, -0.58, d * 0.5 + 0.14, -0.1, 0.12)),
            rounded(-0.42, -0.26, 0.42, -0.1, 0.04),
            lift=8,
        ),
    ]


def chair(look: Look) -> list[Patch]:
    """Draw a chair."""
    main = look.main(WOOD)
    return [
        piece(main, *both(lambda d: line([(d * 0.3, 0), (d * 0.3, -1.0)], 0.075)), lift=4),
        piece(main, *(line([(-0.3, y), (0.3, y)], 0.08) for y in (-0.92, -0.72)), lift=5),
        piece(lighter(main, 0.15), rounded(-0.38, -0.5, 0.38, -0.38, 0.04), lift=7),
    ]


def clock(kind: str = "wall") -> Drawing:
    """Draw a clock: `wall`, `alarm` or `cuckoo`."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main("#e8504a" if kind == "alarm" else "#9a6b42")
        y = -0.46
        face = [
            piece(look(WHITE), ellipse(0, y, 0.28), lift=4),
            flat(
                look(INK),
                *(
                    ellipse(0.22 * math.cos(a), y + 0.22 * math.sin(a), 0.02)
                    for a in (2 * math.pi * k / 12 for k in range(12))
                ),
            ),
            flat(look(INK), line([(0, y), (0, y - 0.17)], 0.03), line([(0, y), (0.12, y + 0.04)], 0.03)),
        ]
        if kind == "alarm":
            return [
                piece(
                    look(STEEL),
                    *both(lambda d: ellipse(d * 0.26, -0.86, 0.16, 0.1, d * 0.6)),
                    arc(0, -0.9, 0.08, 0.09, 0.5, 1.0, 0.04),
                    lift=4,
                ),
                piece(look(INK), *both(lambda d: line([(d * 0.24, -0.16), (d * 0.34, 0)], 0.075)), lift=3),
                piece(main, ellipse(0, y, 0.38), lift=7),
                *face,
            ]
        if kind == "cuckoo":
            return [
                piece(
                    look(STEEL), *both(lambda d: line([(d * 0.16, -0.2), (d * 0.16, -0.02)], 0.025)), lift=2
                ),
                piece(look("#6d4a32"), *both(lambda d: ellipse(d * 0.16, -0.03, 0.05, 0.08)), lift=4),
                piece(main, box(-0.38, -0.8, 0.38, -0.14), lift=6),
                piece(
                    darker(main, 0.3),
                    poly(
                        (-0.54, -0.72), (0, -1.12), (0.54, -0.72), (0.44, -0.66), (0, -0.96), (-0.44, -0.66)
                    ),
                    lift=8,
                ),
                *face,
                piece(look("#4c8fe0"), ellipse(0, -0.86, 0.08, 0.07), lift=5),
            ]
        return [
            piece(main, rounded(-0.4, -0.9, 0.4, 0.0, 0.12), lift=6),
            *face,
            piece(darker(main, 0.2), poly((-0.3, -0.9), (0, -1.06), (0.3, -0.9)), lift=5),
        ]

    return drawn


def throne(look: Look) -> list[Patch]:
    """Draw a golden throne."""
    gold = look.main(GOLD)
    return [
        piece(
            gold,
            rounded(-0.4, -0.92, 0.4, -0.02, 0.1),
            poly(
                (-0.4, -0.86),
                (-0.44, -1.08),
                (-0.2, -0.94),
                (0, -1.12),
                (0.2, -0.94),
                (0.44, -1.08),
                (0.4, -0.86),
            ),
            lift=5,
        ),
        piece(look("#b8344a"), rounded(-0.28, -0.8, 0.28, -0.36, 0.08), lift=3),
        piece(look("#d0455a"), rounded(-0.36, -0.44, 0.36, -0.28, 0.06), lift=7),
        piece(
            gold,
            rounded(-0.4, -0.3, 0.4, -0.18, 0.03),
            *both(lambda d: box(d * 0.44 - 0.08, -0.5, d * 0.44 + 0.08, 0.0)),
            lift=8,
        ),
    ]


def cradle(look: Look) -> list[Patch]:
    """Draw a cradle on rockers with a baby looking out of it."""
    main, cover = look.main(WOOD), look("#8cc8f0")
    return [
        piece(darker(main, 0.25), arc(0, -0.5, 0.72, 0.46, 0.06, 0.44, 0.08), lift=3),
        piece(
            darker(main, 0.15),
            rounded(-0.76, -1.0, -0.62, -0.3, 0.06),
            rounded(0.62, -0.78, 0.76, -0.3, 0.06),
            lift=4,
        ),
        piece(look(WHITE), rounded(-0.58, -0.86, -0.02, -0.48, 0.14), lift=4),
        piece(look("#f6c9a4"), ellipse(-0.28, -0.72, 0.21, 0.2), lift=6),
        *eyes(look, -0.27, -0.73, 0.08, 0.026),
        cheeks(look, -0.27, -0.67, 0.13, 0.035),
        smile(look, -0.27, -0.68, 0.05, 0.016),
        flat(look(INK), line([(-0.3, -0.91), (-0.27, -0.97), (-0.23, -0.93)], 0.02)),
        piece(cover, rounded(-0.1, -0.74, 0.64, -0.4, 0.16), lift=7),
        *patterned(look, cover, 0.0, -0.7, 0.56, -0.5),
        piece(main, turned((0.7, -0.56), (0.56, -0.12)), lift=8),
        flat(lighter(main, 0.3), rounded(-0.64, -0.52, 0.64, -0.47, 0.02)),
    ]


def party_table(look: Look) -> list[Patch]:
    """Draw a table whose cloth hangs to the ground, with three cups on it."""
    main = look.main("#8cc8f0")
    scallops = [ellipse(x, -0.72, 0.15, 0.12) for x in (-0.78, -0.47, -0.16, 0.16, 0.47, 0.78)]
    return [
        piece(
            look("#e8504a"),
            *(rounded(x - 0.07, -1.0, x + 0.07, -0.8, 0.03) for x in (-0.6, 0.0, 0.6)),
            lift=4,
        ),
        piece(main, turned((0.9, -0.8), (1.0, -0.04), (0.96, 0.0)), lift=6),
        *patterned(look, main, -0.8, -0.56, 0.8, -0.06),
        flat(
            darker(main, 0.18), *(line([(x, -0.6), (1.12 * x, -0.04)], 0.03) for x in (-0.6, -0.2, 0.2, 0.6))
        ),
        piece(lighter(main, 0.5), *scallops, rounded(-0.94, -0.86, 0.94, -0.7, 0.05), lift=7),
    ]


FURNITURE: dict[str, Drawing] = {
    "armchair": armchair,
    "chair": chair,
    "clock": clock(),
    "alarm clock": clock("alarm"),
    "cuckoo clock": clock("cuckoo"),
    "throne": throne,
    "cradle": cradle,
    "party table": party_table,
}
