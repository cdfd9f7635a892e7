"""What stands about or is ridden: furniture, toys, vehicles and buildings."""

import math

from storyvid_dagster.illustration.shapes import Patch, box, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
    INK,
    PINK,
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
    eye,
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


def seesaw(look: Look) -> list[Patch]:
    """Draw a seesaw."""
    main = look.main("#e8504a")
    handles = both(lambda d: arc(d * 0.72, -0.42, 0.1, 0.18, 0.5, 1.0, 0.05))
    return [
        piece(look("#8b97a8"), *handles, lift=4),
        piece(look(WOOD), poly((-0.22, 0), (0.22, 0), (0.08, -0.34), (-0.08, -0.34)), lift=5),
        piece(main, rounded(-1.0, -0.42, 1.0, -0.3, 0.05), lift=7),
        *(
            [flat(look(WHITE), *(box(x, -0.42, x + 0.1, -0.3) for x in (-0.8, -0.4, 0.3, 0.7)))]
            if look.pattern
            else []
        ),
    ]


def sled(look: Look) -> list[Patch]:
    """Draw a sled."""
    main = look.main("#c98a4e")
    return [
        piece(
            look("#e8504a"),
            ribbon([(-0.74, -0.04), (0.5, -0.04), (0.8, -0.16), (0.84, -0.36)], [0.06] * 4),
            lift=4,
        ),
        piece(
            darker(main, 0.25), *(line([(x, -0.06), (x, -0.34)], 0.06) for x in (-0.5, -0.05, 0.4)), lift=4
        ),
        piece(main, rounded(-0.76, -0.44, 0.66, -0.28, 0.05), lift=7),
        flat(darker(main, 0.2), line([(-0.7, -0.36), (0.6, -0.36)], 0.02)),
    ]


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


def piano(look: Look) -> list[Patch]:
    """Draw an upright piano."""
    main = look.main("#8a5a3a")
    return [
        piece(main, rounded(-0.62, -0.98, 0.62, -0.02, 0.05), lift=6),
        flat(lighter(main, 0.2), rounded(-0.5, -0.88, 0.5, -0.62, 0.04)),
        piece(darker(main, 0.2), rounded(-0.7, -0.56, 0.7, -0.4, 0.03), lift=8),
        flat(look(WHITE), box(-0.58, -0.55, 0.58, -0.45)),
        flat(
            look(INK),
            *(box(x, -0.55, x + 0.05, -0.49) for x in (-0.5, -0.36, -0.16, -0.02, 0.12, 0.32, 0.46)),
        ),
        piece(darker(main, 0.2), *both(lambda d: box(d * 0.6 - 0.05, -0.4, d * 0.6 + 0.05, 0.0)), lift=7),
        flat(look(GOLD), ellipse(-0.06, -0.06, 0.05, 0.03), ellipse(0.08, -0.06, 0.05, 0.03)),
    ]


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


def post(top: str) -> Drawing:
    """Draw what stands on a post: `lamp`, `sign`, `arrow`, `cock`, `flag`, `bare` or `harbor`."""

    def drawn(look: Look) -> list[Patch]:
        wood, iron = look(WOOD), look("#4d5566")
        if top == "lamp":
            return [
                piece(iron, line([(0, 0), (0, -0.74)], 0.055), ellipse(0, -0.03, 0.13, 0.045), lift=5),
                piece(
                    look("#ffe58a"), poly((-0.1, -0.74), (0.1, -0.74), (0.14, -0.92), (-0.14, -0.92)), lift=6
                ),
                piece(iron, poly((-0.18, -0.92), (0.18, -0.92), (0.0, -1.04)), lift=7),
            ]
        if top == "cock":
            rooster = [
                ellipse(0, -0.8, 0.15, 0.1),
                ribbon([(0.1, -0.82), (0.18, -0.98)], [0.1, 0.09]),
                ribbon([(-0.1, -0.82), (-0.28, -1.0)], [0.1, 0.12]),
            ]
            return [
                piece(
                    iron,
                    line([(0, 0), (0, -0.72)], 0.045),
                    line([(-0.26, -0.54), (0.26, -0.54)], 0.03),
                    poly((0.26, -0.6), (0.4, -0.54), (0.26, -0.48)),
                    lift=4,
                ),
                piece(look.main(GOLD), *rooster, lift=7),
                piece(look("#e8504a"), star(0.19, -1.03, 0.06), lift=5),
                *eye(look, 0.2, -0.96, 0.018),
            ]
        if top == "flag":
            return [
                piece(wood, line([(0, 0), (0, -1.0)], 0.045), lift=4),
                piece(
                    look.main("#4c8fe0"),
                    ribbon([(0.02, -0.88), (0.18, -0.9), (0.38, -0.86)], [0.2, 0.2, 0.18]),
                    lift=6,
                ),
                piece(look(GOLD), ellipse(0, -1.02, 0.04), lift=5),
            ]
        if top == "mast":
            return [
                piece(
                    wood, line([(0, 0), (0, -1.0)], 0.06), line([(-0.24, -0.76), (0.24, -0.76)], 0.04), lift=5
                ),
                piece(look(WHITE), ribbon([(0, -0.72), (0.06, -0.5), (0, -0.3)], [0.42, 0.5, 0.36]), lift=4),
                piece(look("#e8504a"), poly((0, -1.02), (0.2, -0.97), (0, -0.92)), lift=6),
            ]
        if top == "arrow":
            return [
                piece(wood, line([(0, 0), (0, -0.98)], 0.075), lift=4),
                piece(
                    look("#e3bd84"),
                    poly((-0.3, -0.92), (0.22, -0.92), (0.38, -0.81), (0.22, -0.7), (-0.3, -0.7)),
                    lift=6,
                ),
                piece(
                    look("#d3a56a"),
                    poly((0.3, -0.62), (-0.2, -0.62), (-0.36, -0.52), (-0.2, -0.42), (0.3, -0.42)),
                    lift=6,
                ),
                flat(
                    darker(wood, 0.3),
                    line([(-0.2, -0.81), (0.18, -0.81)], 0.03),
                    line([(-0.14, -0.52), (0.2, -0.52)], 0.03),
                ),
            ]
        return [
            piece(wood, line([(0, 0), (0, -0.6)], 0.075), lift=4),
            piece(look.main("#63b556"), rounded(-0.36, -0.98, 0.36, -0.56, 0.06), lift=6),
            piece(look(WHITE), rounded(-0.28, -0.9, 0.28, -0.64, 0.04), lift=3, ink=0.4),
            flat(look("#c98a4e"), ellipse(0, -0.77, 0.12, 0.08)),
        ]

    return drawn


def letter_box(look: Look) -> list[Patch]:
    """Draw a letter box."""
    main = look.main("#e2483f")
    return [
        piece(darker(main, 0.3), rounded(-0.3, -0.14, 0.3, 0.0, 0.03), lift=4),
        piece(main, rounded(-0.26, -0.86, 0.26, -0.06, 0.05), lift=6),
        piece(darker(main, 0.12), turned((0.12, -1.0), (0.28, -0.9), (0.31, -0.8)), lift=7),
        flat(look(INK), rounded(-0.17, -0.7, 0.17, -0.62, 0.03)),
        piece(look(WHITE), rounded(-0.12, -0.48, 0.12, -0.26, 0.02), lift=4, ink=0.4),
    ]


def fountain(look: Look) -> list[Patch]:
    """Draw a fountain."""
    stone = look.main("#b4bac4")
    jets = both(
        lambda d: ribbon(
            [(0, -0.6), (d * 0.1, -0.96), (d * 0.34, -0.84), (d * 0.42, -0.42)], [0.05, 0.06, 0.06, 0.04]
        )
    )
    return [
        piece(look("#bfe3f5"), *jets, ribbon([(0, -0.5), (0, -1.02)], [0.07, 0.05]), lift=4, ink=0.4),
        piece(stone, turned((0.1, -0.6), (0.08, -0.2)), lift=5),
        piece(look("#8fcbe8"), ellipse(0, -0.34, 0.7, 0.11), lift=4),
        piece(stone, turned((0.74, -0.34), (0.66, -0.06), (0.6, 0.0)), lift=7),
        flat(lighter(stone, 0.3), line([(-0.68, -0.28), (0.68, -0.28)], 0.04)),
    ]


def statue(look: Look) -> list[Patch]:
    """Draw a statue of someone friendly."""
    stone = look.main("#c3c6cc")
    return [
        piece(darker(stone, 0.15), rounded(-0.36, -0.24, 0.36, 0.0, 0.03), lift=5),
        piece(stone, turned((0.12, -0.68), (0.24, -0.56), (0.2, -0.4), (0.28, -0.22)), lift=6),
        piece(
            stone,
            *both(lambda d: ribbon([(d * 0.18, -0.6), (d * 0.32, -0.46), (d * 0.14, -0.36)], [0.09] * 3)),
            lift=7,
        ),
        piece(stone, ellipse(0, -0.82, 0.17, 0.18), lift=8),
        *eyes(look, 0, -0.84, 0.065, 0.028),
        smile(look, 0, -0.78, 0.06),
    ]


def lion_statue(look: Look) -> list[Patch]:
    """Draw a lion of stone."""
    stone = look.main("#c3c0b8")
    return [
        piece(darker(stone, 0.15), rounded(-0.46, -0.18, 0.46, 0.0, 0.03), lift=4),
        piece(stone, ellipse(0, -0.34, 0.3, 0.22), lift=5),
        piece(darker(stone, 0.12), star(0, -0.68, 0.38, 13, 0.86), lift=6),
        piece(stone, ellipse(0, -0.66, 0.24, 0.22), lift=8),
        piece(stone, *both(lambda d: ellipse(d * 0.16, -0.2, 0.11, 0.06)), lift=7),
        *eyes(look, 0, -0.7, 0.1, 0.035),
        flat(look(INK), ellipse(0, -0.62, 0.045, 0.032)),
        smile(look, 0, -0.58, 0.07),
    ]


def gnome(look: Look) -> list[Patch]:
    """Draw a garden gnome."""
    return [
        piece(look("#4c8fe0"), turned((0.2, -0.5), (0.32, -0.1), (0.3, 0.0)), lift=5),
        piece(look("#f3c9a5"), ellipse(0, -0.56, 0.19, 0.17), lift=6),
        piece(
            look(WHITE),
            poly((-0.21, -0.56), (0.21, -0.56), (0.2, -0.36), (0.0, -0.16), (-0.2, -0.36)),
            lift=7,
        ),
        piece(look.main("#e2483f"), poly((-0.26, -0.62), (0.26, -0.62), (0.04, -1.04)), lift=8),
        flat(look("#e8a088"), ellipse(0, -0.54, 0.06, 0.05)),
        *eyes(look, 0, -0.59, 0.09, 0.028),
        flat(look(INK), box(-0.3, -0.2, 0.3, -0.15)),
    ]


def gate(look: Look) -> list[Patch]:
    """Draw a garden gate."""
    main = look.main("#f3efe6")
    pickets = [
        poly((x - 0.06, 0), (x - 0.06, -0.72), (x, -0.82), (x + 0.06, -0.72), (x + 0.06, 0))
        for x in (-0.42, -0.21, 0.0, 0.21, 0.42)
    ]
    return [
        piece(
            darker(main, 0.1),
            line([(-0.5, -0.22), (0.5, -0.22)], 0.07),
            line([(-0.5, -0.54), (0.5, -0.54)], 0.07),
            line([(-0.46, -0.22), (0.46, -0.54)], 0.05),
            lift=4,
        ),
        piece(main, *pickets, lift=6),
        piece(look(WOOD), *both(lambda d: box(d * 0.62 - 0.07, -0.92, d * 0.62 + 0.07, 0.0)), lift=7),
    ]


def tower(kind: str) -> Drawing:
    """Draw a building: `castle`, `light`, `church`, `fort` or `house`."""

    def drawn(look: Look) -> list[Patch]:
        stone = look.main(
            {"castle": "#c9b8d8", "light": "#fbf6ec", "church": "#e6dccb", "fort": "#c2a27a"}.get(
                kind, "#f3dfb8"
            )
        )
        red, dark = look("#d9503f"), look("#5d4a52")
        if kind == "light":
            bands = [turned((0.19, -0.66), (0.22, -0.5)), turned((0.245, -0.34), (0.275, -0.17))]
            return [
                piece(stone, turned((0.17, -0.78), (0.3, 0.0)), lift=6),
                flat(red, *bands),
                piece(look("#ffe58a"), box(-0.13, -0.92, 0.13, -0.78), lift=5),
                piece(dark, line([(-0.22, -0.77), (0.22, -0.77)], 0.05), lift=7),
                piece(red, poly((-0.19, -0.92), (0.19, -0.92), (0.0, -1.06)), lift=8),
                piece(dark, rounded(-0.08, -0.16, 0.08, 0.0, 0.05), lift=3),
            ]
        if kind == "church":
            return [
                piece(stone, box(-0.22, -0.6, 0.22, 0.0), lift=6),
                piece(red, poly((-0.28, -0.58), (0.28, -0.58), (0.0, -1.06)), lift=8),
                piece(look(WHITE), ellipse(0, -0.44, 0.1), lift=4),
                flat(look(INK), line([(0, -0.44), (0, -0.5)], 0.02), line([(0, -0.44), (0.05, -0.42)], 0.02)),
                piece(dark, rounded(-0.09, -0.22, 0.09, 0.0, 0.08), lift=3),
            ]
        if kind == "house":
            return [
                piece(stone, box(-0.42, -0.54, 0.42, 0.0), lift=6),
                piece(red, poly((-0.56, -0.5), (0.56, -0.5), (0.0, -1.0)), lift=8),
                piece(look("#8a5a3a"), rounded(-0.1, -0.32, 0.12, 0.0, 0.05), lift=4),
                piece(
                    look("#ffe58a"),
                    rounded(0.2, -0.4, 0.36, -0.24, 0.02),
                    rounded(-0.36, -0.4, -0.2, -0.24, 0.02),
                    lift=4,
                ),
            ]
        battlements = [box(x, -0.72, x + 0.11, -0.6) for x in (-0.3, -0.1, 0.1)]
        roofs = both(lambda d: poly((d * 0.5 - 0.2, -0.78), (d * 0.5 + 0.2, -0.78), (d * 0.5, -1.1)))
        merlons = [
            box(d * 0.5 + e - 0.05, -0.86, d * 0.5 + e + 0.05, -0.76)
            for d in (-1, 1)
            for e in (-0.12, 0.02, 0.14)
        ]
        return [
            piece(stone, box(-0.4, -0.62, 0.4, 0.0), *battlements, lift=5),
            piece(
                lighter(stone, 0.15), *both(lambda d: box(d * 0.5 - 0.16, -0.8, d * 0.5 + 0.16, 0.0)), lift=6
            ),
            piece(
                look("#4c8fe0") if kind == "castle" else stone,
                *(roofs if kind == "castle" else merlons),
                lift=7,
            ),
            piece(look("#8a5a3a"), rounded(-0.14, -0.36, 0.14, 0.0, 0.12), lift=4),
            piece(
                look("#ffe58a"),
                *(rounded(x - 0.05, -0.58, x + 0.05, -0.44, 0.04) for x in (-0.5, 0.5, -0.24, 0.24)),
                lift=3,
                ink=0.5,
            ),
        ]

    return drawn


def crane(look: Look) -> list[Patch]:
    """Draw a harbor crane."""
    main = look.main("#f5b93c")
    cross = [line([(-0.1, y), (0.1, y - 0.13)], 0.025) for y in (-0.06, -0.22, -0.38, -0.54)]
    return [
        piece(
            darker(main, 0.1), *both(lambda d: line([(d * 0.1, 0), (d * 0.1, -0.72)], 0.045)), *cross, lift=5
        ),
        piece(main, line([(-0.3, -0.78), (0.66, -0.92)], 0.075), lift=6),
        piece(look("#e8504a"), rounded(-0.16, -0.86, 0.14, -0.64, 0.04), lift=7),
        piece(
            look(INK),
            line([(0.6, -0.9), (0.6, -0.56)], 0.02),
            arc(0.56, -0.53, 0.05, 0.05, 0.0, 0.6, 0.03),
            lift=4,
        ),
        piece(look("#6d7280"), box(-0.34, -0.78, -0.22, -0.62), lift=7),
    ]


def tent(look: Look) -> list[Patch]:
    """Draw a tent."""
    main = look.main("#f5923e")
    return [
        piece(main, poly((-0.7, 0), (0, -0.9), (0.7, 0)), lift=6),
        *(
            [flat(lighter(main, 0.6), *both(lambda d: poly((0, -0.9), (d * 0.3, 0), (d * 0.46, 0))))]
            if look.pattern
            else []
        ),
        piece(look("#5d4a52"), poly((-0.16, 0), (0, -0.56), (0.16, 0)), lift=3),
        piece(lighter(main, 0.35), *both(lambda d: poly((0, -0.6), (d * 0.16, 0), (d * 0.3, 0))), lift=5),
        piece(look("#4c8fe0"), poly((0, -0.88), (0.2, -0.98), (0, -1.06)), lift=5),
    ]


def ride(
    color: str, mane: str, *, hump: bool = False, horned: bool = False, spots: bool = False, snout: str = ""
) -> Drawing:
    """Draw an animal of a merry-go-round on its golden pole, looking to the right."""

    def drawn(look: Look) -> list[Patch]:
        main, hair = look.main(color), look(mane)
        legs = [
            ribbon(p, [0.12, 0.1, 0.08])
            for p in (
                [(-0.34, -0.34), (-0.46, -0.2), (-0.4, -0.06)],
                [(-0.2, -0.34), (-0.2, -0.18), (-0.3, -0.05)],
                [(0.18, -0.34), (0.26, -0.2), (0.18, -0.06)],
                [(0.3, -0.36), (0.46, -0.28), (0.44, -0.14)],
            )
        ]
        return [
            piece(look(GOLD), line([(0.0, -1.1), (0.0, 0.0)], 0.055), lift=3),
            piece(hair, ribbon([(-0.42, -0.5), (-0.62, -0.44), (-0.62, -0.2)], [0.08, 0.14, 0.03]), lift=4),
            piece(main, *legs, lift=4),
            piece(main, ellipse(-0.02, -0.44, 0.42, 0.2), lift=6),
            *([piece(main, ellipse(-0.08, -0.64, 0.15, 0.13), lift=6)] if hump else []),
            piece(main, ribbon([(0.28, -0.46), (0.42, -0.7)], [0.26, 0.2]), lift=6),
            *(
                [piece(hair, star(0.46, -0.78, 0.28, 11, 0.84), lift=6)]
                if snout == "mane"
                else [
                    piece(
                        hair, ribbon([(0.26, -0.5), (0.32, -0.72), (0.42, -0.92)], [0.1, 0.13, 0.05]), lift=5
                    )
                ]
            ),
            piece(main, poly((0.38, -0.9), (0.46, -1.02), (0.52, -0.88)), lift=5),
            piece(main, ellipse(0.5, -0.78, 0.2, 0.135, 0.35), lift=8),
            *([piece(look(PINK), ellipse(0.66, -0.71, 0.07, 0.08), lift=5)] if snout == "pig" else []),
            *(
                [piece(look(WHITE), ribbon([(0.44, -0.9), (0.5, -1.02)], [0.06, 0.01]), lift=7)]
                if horned
                else []
            ),
            *(
                [
                    flat(
                        look("#7d5a3c"),
                        *(
                            ellipse(x, y, 0.08, 0.06)
                            for x, y in ((-0.26, -0.46), (0.0, -0.54), (0.2, -0.4), (-0.1, -0.36))
                        ),
                    )
                ]
                if spots
                else []
            ),
            piece(
                look("#e8504a"),
                ribbon([(-0.16, -0.62), (0.0, -0.56), (0.16, -0.62)], [0.1, 0.12, 0.1]),
                line([(-0.02, -0.6), (0.02, -0.26)], 0.07),
                lift=7,
            ),
            *eye(look, 0.52, -0.82, 0.034),
            smile(look, 0.6, -0.74, 0.06),
        ]

    return drawn


def toy_duck(look: Look) -> list[Patch]:
    """Draw a rubber duck."""
    main = look.main("#fbd23c")
    return [
        piece(main, poly((-0.4, -0.34), (-0.66, -0.56), (-0.5, -0.2)), lift=5),
        piece(main, ellipse(-0.04, -0.26, 0.48, 0.26), lift=6),
        piece(look("#f5923e"), ellipse(0.52, -0.62, 0.17, 0.075), lift=7),
        piece(main, ellipse(0.22, -0.66, 0.26, 0.25), lift=8),
        piece(lighter(main, 0.3), ellipse(-0.14, -0.3, 0.2, 0.12, 0.3), lift=4),
        *eye(look, 0.3, -0.7, 0.045),
    ]


def bunny_ear(look: Look) -> list[Patch]:
    """Draw a cuddly bunny, one ear bent."""
    fur = look.main("#e8d3c0")
    return [
        piece(
            fur,
            ellipse(-0.12, -0.9, 0.075, 0.2, -0.15),
            ribbon([(0.1, -0.78), (0.16, -0.98), (0.32, -0.86)], [0.14, 0.14, 0.08]),
            lift=5,
        ),
        flat(look(PINK), ellipse(-0.12, -0.9, 0.035, 0.13, -0.15)),
        piece(fur, ellipse(0, -0.24, 0.26, 0.25), lift=6),
        piece(look("#8fb4e8"), ellipse(0, -0.2, 0.15, 0.15), lift=3),
        piece(
            fur,
            *both(lambda d: ellipse(d * 0.24, -0.32, 0.08, 0.13, d * 0.5)),
            *both(lambda d: ellipse(d * 0.16, -0.05, 0.12, 0.06)),
            lift=5,
        ),
        piece(fur, ellipse(0, -0.62, 0.25, 0.21), lift=8),
        *eyes(look, 0, -0.66, 0.1, 0.04),
        flat(look(PINK), ellipse(0, -0.58, 0.04, 0.03)),
        cheeks(look, 0, -0.58, 0.16, 0.04),
        smile(look, 0, -0.55, 0.06),
    ]


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


def carousel(look: Look) -> list[Patch]:
    """Draw a small merry-go-round."""
    roof = [poly((0, -1.02), (-0.7 + 0.28 * k, -0.66), (-0.42 + 0.28 * k, -0.66)) for k in range(5)]
    return [
        piece(look(GOLD), *(line([(x, -0.66), (x, -0.1)], 0.04) for x in (-0.46, 0.0, 0.46)), lift=3),
        piece(
            look(WHITE),
            *(ellipse(x, -0.34, 0.17, 0.1) for x in (-0.46, 0.0, 0.46)),
            *(ellipse(x + 0.15, -0.46, 0.08, 0.06) for x in (-0.46, 0.0, 0.46)),
            lift=5,
        ),
        piece(look("#8e62c9"), rounded(-0.74, -0.14, 0.74, 0.0, 0.04), lift=6),
        *(piece(look("#e8504a" if k % 2 else "#fbf3df"), p, lift=7) for k, p in enumerate(roof)),
        piece(look(GOLD), line([(-0.7, -0.66), (0.7, -0.66)], 0.06), ellipse(0, -1.04, 0.06), lift=8),
    ]


def stall(look: Look) -> list[Patch]:
    """Draw a stand with an awning."""
    main = look.main("#e8504a")
    return [
        piece(look(WOOD), *both(lambda d: line([(d * 0.52, 0), (d * 0.52, -0.74)], 0.06)), lift=3),
        piece(look("#f6e3c0"), rounded(-0.6, -0.4, 0.6, 0.0, 0.03), lift=5),
        piece(
            main,
            *(
                poly(
                    (-0.7 + 0.28 * k, -0.66),
                    (-0.42 + 0.28 * k, -0.66),
                    (-0.38 + 0.22 * k, -0.98),
                    (-0.6 + 0.22 * k, -0.98),
                )
                for k in (0, 2, 4)
            ),
            lift=6,
        ),
        piece(
            look(WHITE),
            *(
                poly(
                    (-0.7 + 0.28 * k, -0.66),
                    (-0.42 + 0.28 * k, -0.66),
                    (-0.38 + 0.22 * k, -0.98),
                    (-0.6 + 0.22 * k, -0.98),
                )
                for k in (1, 3)
            ),
            lift=6,
        ),
        piece(look("#c98a4e"), poly((-0.1, -0.34), (0.1, -0.34), (0.0, -0.06)), lift=6),
        piece(look("#f9b0c0"), ellipse(0, -0.37, 0.13, 0.1), lift=7),
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


def flowerpots(look: Look) -> list[Patch]:
    """Draw a stack of flowerpots."""
    clay = look.main("#cf7446")
    return [
        part
        for k in range(3)
        for part in (
            piece(clay, turned((0.24, -0.3 - 0.26 * k), (0.34, -0.06 - 0.26 * k)), lift=5),
            piece(lighter(clay, 0.15), rounded(-0.4, -0.13 - 0.26 * k, 0.4, -0.26 * k, 0.03), lift=6),
        )
    ]


LARGE: dict[str, Drawing] = {
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
    "seesaw": seesaw,
    "sled": sled,
    "wheelbarrow": wheelbarrow,
    "piano": piano,
    "armchair": armchair,
    "chair": chair,
    "clock": clock(),
    "alarm clock": clock("alarm"),
    "cuckoo clock": clock("cuckoo"),
    "lamp post": post("lamp"),
    "shop sign": post("sign"),
    "bus stop": post("sign"),
    "signpost": post("arrow"),
    "weathercock": post("cock"),
    "flagpole": post("flag"),
    "mast": post("mast"),
    "letter box": letter_box,
    "fountain": fountain,
    "statue": statue,
    "stone lion": lion_statue,
    "gnome": gnome,
    "gate": gate,
    "castle": tower("castle"),
    "palace": tower("castle"),
    "lighthouse": tower("light"),
    "church tower": tower("church"),
    "fort": tower("fort"),
    "little house": tower("house"),
    "crane": crane,
    "tent": tent,
    "wooden horse": ride("#c98a4e", "#6d4a32"),
    "painted pig": ride("#f2aeb0", "#f283ab", snout="pig"),
    "spotted cow": ride("#fbf4e8", "#7d5a3c", horned=True, spots=True),
    "wooden camel": ride("#d8ab6b", "#a5713f", hump=True),
    "golden lion": ride("#f0bd45", "#c98a3a", snout="mane"),
    "rubber duck": toy_duck,
    "bunny ear": bunny_ear,
    "throne": throne,
    "merry-go-round": carousel,
    "ice cream stand": stall,
    "jetty": jetty,
    "sandy bank": bank,
    "stack of flowerpots": flowerpots,
}
