"""What takes people along on land and water, and what is pushed."""

import math

from storyvid_dagster.illustration.shapes import Patch, box, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
    INK,
    STEEL,
    WHITE,
    WOOD,
    Drawing,
    Look,
    arc,
    darker,
    ellipse,
    flat,
    lighter,
    line,
    patterned,
    piece,
    rounded,
    smile,
)

_GLASS = "#cfeaf5"


def _wheel(look: Look, x: float, r: float) -> list[Patch]:
    return [
        piece(look("#4d4a58"), ellipse(x, -r, r), lift=6),
        piece(look(STEEL), ellipse(x, -r, 0.45 * r), lift=4),
    ]


def bus(look: Look) -> list[Patch]:
    """Draw a small bus with a friendly front."""
    main = look.main("#e8504a")
    return [
        piece(main, rounded(-0.82, -0.92, 0.82, -0.14, 0.16), lift=6),
        *patterned(look, main, -0.7, -0.42, 0.7, -0.16),
        flat(look(WHITE), box(-0.82, -0.46, 0.82, -0.4)),
        piece(
            look(_GLASS),
            *(rounded(x, -0.8, x + 0.27, -0.52, 0.05) for x in (-0.72, -0.38, -0.04)),
            rounded(0.34, -0.8, 0.76, -0.5, 0.07),
            lift=4,
        ),
        flat(look(INK), ellipse(0.5, -0.62, 0.04, 0.055), ellipse(0.66, -0.62, 0.04, 0.055)),
        piece(look("#ffe58a"), ellipse(0.78, -0.3, 0.07), lift=5),
        smile(look, 0.58, -0.34, 0.12, 0.025),
        *_wheel(look, -0.46, 0.17),
        *_wheel(look, 0.46, 0.17),
    ]


def train(look: Look) -> list[Patch]:
    """Draw a small engine."""
    main = look.main("#3fb5ad")
    return [
        piece(look(WHITE), ellipse(0.44, -1.02, 0.15, 0.09), ellipse(0.24, -1.1, 0.12, 0.08), lift=2),
        piece(look("#4d4a58"), poly((0.36, -0.6), (0.52, -0.6), (0.56, -0.94), (0.32, -0.94)), lift=5),
        piece(main, rounded(-0.2, -0.64, 0.7, -0.2, 0.16), lift=6),
        piece(look("#e8504a"), rounded(-0.72, -0.9, -0.12, -0.18, 0.06), lift=7),
        piece(darker(look("#e8504a"), 0.2), rounded(-0.8, -0.98, -0.04, -0.86, 0.05), lift=8),
        piece(look(_GLASS), rounded(-0.58, -0.78, -0.26, -0.5, 0.05), lift=4),
        flat(look(GOLD), *(box(x, -0.64, x + 0.05, -0.2) for x in (0.06, 0.28))),
        piece(look("#ffe58a"), ellipse(0.7, -0.42, 0.09), lift=5),
        *_wheel(look, -0.46, 0.18),
        *_wheel(look, 0.04, 0.15),
        *_wheel(look, 0.46, 0.15),
    ]


def cycle(*, scooter: bool = False, tall: bool = False) -> Drawing:
    """Draw a bicycle or a scooter, its front to the right."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main("#e8504a")
        if scooter:
            return [
                *_wheel(look, -0.42, 0.12),
                *_wheel(look, 0.4, 0.12),
                piece(
                    main,
                    line([(-0.42, -0.2), (0.28, -0.2)], 0.08),
                    line([(0.4, -0.14), (0.28, -0.92)], 0.065),
                    lift=7,
                ),
                piece(look(INK), line([(0.12, -0.94), (0.44, -0.94)], 0.07), lift=8),
            ]
        r = 0.27
        top = -0.86 if tall else -0.72
        tires = [arc(x, -r, r - 0.03, r - 0.03, 0.0, 1.0, 0.05) for x in (-0.48, 0.48)]
        spokes = [
            line(
                [
                    (x - 0.2 * math.cos(a), -r - 0.2 * math.sin(a)),
                    (x + 0.2 * math.cos(a), -r + 0.2 * math.sin(a)),
                ],
                0.014,
            )
            for x in (-0.48, 0.48)
            for a in (0.3, 1.4, 2.4)
        ]
        frame = [
            line(p, 0.055)
            for p in (
                [(-0.48, -r), (-0.08, -r)],
                [(-0.08, -r), (-0.2, -0.62)],
                [(-0.2, -0.58), (0.34, -0.6)],
                [(-0.08, -r), (0.34, -0.6)],
                [(-0.48, -r), (-0.2, -0.58)],
                [(0.48, -r), (0.3, top)],
            )
        ]
        return [
            piece(look(STEEL), *spokes, lift=2, ink=0),
            piece(look("#4d4a58"), *tires, lift=4),
            piece(main, *frame, lift=6),
            piece(
                look(INK),
                line([(-0.3, -0.66), (-0.1, -0.66)], 0.08),
                line([(0.2, top), (0.42, top - 0.03)], 0.06),
                lift=7,
            ),
        ]

    return drawn


def wheelbarrow(look: Look) -> list[Patch]:
    """Draw a wheelbarrow."""
    return [
        piece(
            look(WOOD),
            line([(-0.86, -0.5), (0.4, -0.2)], 0.06),
            line([(-0.3, -0.3), (-0.36, 0)], 0.06),
            lift=4,
        ),
        piece(look.main("#63b556"), poly((-0.56, -0.72), (0.6, -0.72), (0.36, -0.26), (-0.3, -0.26)), lift=7),
        *_wheel(look, 0.5, 0.18),
    ]


def boat(color: str, *, paper: bool = False, low: bool = False) -> Drawing:
    """Draw the side of a boat, seen as it comes before whoever sits in it."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        if paper:
            return [
                piece(lighter(main, 0.2), poly((-0.3, -0.36), (0.0, -0.62), (0.3, -0.36)), lift=4),
                piece(
                    main,
                    poly((-0.9, -0.5), (-0.5, -0.38), (0.5, -0.38), (0.9, -0.5), (0.56, 0), (-0.56, 0)),
                    lift=7,
                ),
                flat(
                    darker(main, 0.1),
                    poly((-0.9, -0.5), (-0.5, -0.38), (-0.56, 0.0)),
                    poly((0.5, -0.38), (0.9, -0.5), (0.56, 0)),
                ),
                flat(look("#b9b6b0"), *(line([(-0.3, y), (0.3, y)], 0.02) for y in (-0.26, -0.18, -0.1))),
            ]
        hull = ribbon(
            [(-0.92, -0.42), (-0.5, -0.22), (0.0, -0.17), (0.5, -0.22), (0.92, -0.42)],
            [0.06, 0.34, 0.38, 0.34, 0.06],
        )
        plank = ribbon([(-0.86, -0.4), (-0.4, -0.24), (0.4, -0.24), (0.86, -0.4)], [0.03] * 4)
        rim = ribbon([(-0.94, -0.46), (-0.4, -0.38), (0.4, -0.38), (0.94, -0.46)], [0.06, 0.08, 0.08, 0.06])
        oar = line([(0.2, -0.5), (0.62, -0.06)], 0.05)
        return [
            piece(main, hull, lift=6),
            flat(darker(main, 0.2), plank),
            piece(lighter(main, 0.3), rim, lift=7),
            *([] if low else [piece(look(WOOD), oar, ellipse(0.66, -0.04, 0.13, 0.06, 0.8), lift=8)]),
        ]

    return drawn


def ship(look: Look) -> list[Patch]:
    """Draw an old ship with a sail."""
    main = look.main("#9a6b42")
    hull = poly((-0.82, -0.46), (-0.6, -0.36), (0.5, -0.36), (0.86, -0.56), (0.6, 0), (-0.56, 0))
    return [
        piece(look(WOOD), line([(-0.05, -0.3), (-0.05, -1.1)], 0.06), lift=4),
        piece(look(WHITE), ribbon([(-0.05, -1.04), (0.1, -0.74), (-0.05, -0.46)], [0.5, 0.86, 0.7]), lift=5),
        piece(look("#e8504a"), poly((-0.05, -1.12), (0.24, -1.06), (-0.05, -1.0)), lift=5),
        piece(main, hull, lift=7),
        flat(
            darker(main, 0.25),
            line([(-0.68, -0.26), (0.72, -0.3)], 0.025),
            line([(-0.6, -0.12), (0.64, -0.14)], 0.025),
        ),
        piece(look(_GLASS), *(ellipse(x, -0.2, 0.075) for x in (-0.34, -0.02, 0.3)), lift=4),
    ]


VEHICLES: dict[str, Drawing] = {
    "bus": bus,
    "train": train,
    "bicycle": cycle(),
    "tall bicycle": cycle(tall=True),
    "scooter": cycle(scooter=True),
    "boat": boat("#4c8fe0"),
    "paper boat": boat("#f6f1e4", paper=True),
    "rowing boat": boat("#c98a4e"),
    "rowboat": boat("#c98a4e"),
    "canoe": boat("#e8504a"),
    "walnut boat": boat("#b98a54", low=True),
    "ship": ship,
    "wheelbarrow": wheelbarrow,
}
