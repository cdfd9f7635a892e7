"""What hands hold: tools, spoons, instruments, papers, strings and small finds."""

import math

from storyvid_dagster.illustration.shapes import Patch, Polygon, box, poly, ribbon, star
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
    darker,
    ellipse,
    flat,
    lighter,
    line,
    piece,
    rounded,
    turned,
)


def on_stick(head: str, color: str, *, stick: str = WOOD, thick: float = 0.055) -> Drawing:
    """Draw a long tool, standing, its head up.

    Args:
        head: `fork`, `spoon`, `ladle`, `rake`, `broom`, `brush`, `net`, `spade`, `hand`, `horn` or `pan`.
        color: Of the head.
        stick: Of the handle.
        thick: Of the handle.
    """

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        handle = piece(look(stick), line([(0, -0.62), (0, 0)], thick), lift=4)
        return [handle, *_HEADS[head](look, main)]

    return drawn


def _fork(_: Look, main: tuple[int, int, int]) -> list[Patch]:
    tines = [line([(x, -0.98), (x, -0.74)], 0.045) for x in (-0.11, 0.0, 0.11)]
    return [
        piece(
            main,
            *tines,
            rounded(-0.14, -0.78, 0.14, -0.64, 0.05),
            line([(0, -0.66), (0, -0.55)], 0.06),
            lift=6,
        )
    ]


def _spoon(_: Look, main: tuple[int, int, int]) -> list[Patch]:
    return [
        piece(main, ellipse(0, -0.8, 0.14, 0.19), lift=6),
        flat(lighter(main, 0.5), ellipse(-0.03, -0.82, 0.07, 0.11)),
    ]


def _ladle(_: Look, main: tuple[int, int, int]) -> list[Patch]:
    bowl = [(0.24 * math.cos(a), -0.86 + 0.24 * math.sin(a)) for a in (math.pi * k / 10 for k in range(11))]
    return [piece(main, poly(*bowl), lift=6), piece(darker(main, 0.2), ellipse(0, -0.86, 0.24, 0.06), lift=5)]


def _rake(_: Look, main: tuple[int, int, int]) -> list[Patch]:
    tines = [line([(x, -0.78), (x * 1.05, -0.98)], 0.035) for x in (-0.24, -0.12, 0.0, 0.12, 0.24)]
    return [
        piece(
            main,
            *tines,
            line([(-0.27, -0.76), (0.27, -0.76)], 0.06),
            line([(0, -0.77), (0, -0.6)], 0.06),
            lift=6,
        )
    ]


def _broom(look: Look, main: tuple[int, int, int]) -> list[Patch]:
    return [
        piece(main, poly((-0.07, -0.64), (0.07, -0.64), (0.22, -1.0), (-0.22, -1.0)), lift=6),
        flat(
            darker(main, 0.25),
            *(line([(0.3 * x, -0.7), (x, -0.98)], 0.018) for x in (-0.14, -0.05, 0.05, 0.14)),
        ),
        piece(look("#e8504a"), line([(-0.09, -0.7), (0.09, -0.7)], 0.05), lift=7),
    ]


def _brush(look: Look, main: tuple[int, int, int]) -> list[Patch]:
    return [
        piece(main, ribbon([(0, -0.7), (0.0, -0.88), (0.04, -1.02)], [0.16, 0.18, 0.03]), lift=6),
        piece(look(STEEL), rounded(-0.07, -0.74, 0.07, -0.6, 0.02), lift=7),
    ]


def _net(look: Look, main: tuple[int, int, int]) -> list[Patch]:
    bag = poly((-0.26, -0.84), (0.26, -0.84), (0.2, -0.62), (0.02, -0.5), (-0.18, -0.6))
    mesh = [line([(x, -0.84), (0.6 * x, -0.56)], 0.014) for x in (-0.16, 0.0, 0.16)]
    return [
        piece(look(WHITE), bag, lift=3, ink=0.4),
        flat(darker(look(WHITE), 0.3), *mesh),
        piece(main, arc(0, -0.84, 0.27, 0.15, 0.0, 1.0, 0.045), lift=6),
    ]


def _spade(_: Look, main: tuple[int, int, int]) -> list[Patch]:
    return [
        piece(main, poly((-0.15, -0.62), (0.15, -0.62), (0.16, -0.84), (0.0, -1.02), (-0.16, -0.84)), lift=6),
        flat(lighter(main, 0.4), line([(-0.04, -0.68), (-0.04, -0.86)], 0.03)),
    ]


def _hand(_: Look, main: tuple[int, int, int]) -> list[Patch]:
    fingers = [
        ribbon([(x, -0.8), (1.2 * x, -0.94), (1.2 * x + 0.05, -0.99)], [0.045, 0.045, 0.03])
        for x in (-0.12, -0.04, 0.04, 0.12)
    ]
    return [piece(main, *fingers, rounded(-0.15, -0.84, 0.15, -0.66, 0.06), lift=6)]


def _horn(_: Look, main: tuple[int, int, int]) -> list[Patch]:
    return [
        piece(main, ribbon([(0, -0.5), (0, -0.78), (0.05, -1.0)], [0.1, 0.22, 0.16]), lift=6),
        flat(lighter(main, 0.4), line([(-0.03, -0.6), (-0.03, -0.85)], 0.04)),
    ]


def _pan(look: Look, main: tuple[int, int, int]) -> list[Patch]:
    return [
        piece(main, poly((-0.3, -0.6), (0.3, -0.6), (0.34, -1.0), (-0.34, -1.0)), lift=6),
        flat(lighter(main, 0.35), poly((-0.22, -0.7), (0.22, -0.7), (0.25, -0.96), (-0.25, -0.96))),
        flat(look("#b8b0a8"), *(ellipse(x, y, 0.025) for x, y in ((-0.1, -0.86), (0.04, -0.9), (0.1, -0.8)))),
    ]


_HEADS = {
    "fork": _fork,
    "spoon": _spoon,
    "ladle": _ladle,
    "rake": _rake,
    "broom": _broom,
    "brush": _brush,
    "net": _net,
    "spade": _spade,
    "hand": _hand,
    "horn": _horn,
    "pan": _pan,
}


def comb(look: Look) -> list[Patch]:
    """Draw a comb."""
    main = look.main("#b5713f")
    teeth = [
        line([(x, -0.42), (x, -0.04)], 0.05)
        for x in (-0.48, -0.36, -0.24, -0.12, 0.0, 0.12, 0.24, 0.36, 0.48)
    ]
    return [piece(main, *teeth, lift=5), piece(main, rounded(-0.56, -0.64, 0.56, -0.36, 0.1), lift=7)]


def drum(look: Look) -> list[Patch]:
    """Draw a drum with its sticks."""
    main = look.main("#e8504a")
    zigzag = [(-0.42 + 0.14 * k, -0.52 if k % 2 else -0.14) for k in range(7)]
    return [
        piece(
            look(WOOD),
            line([(-0.46, -0.98), (-0.06, -0.68)], 0.05),
            line([(0.46, -0.98), (0.06, -0.68)], 0.05),
            lift=7,
        ),
        piece(look(WOOD), ellipse(-0.07, -0.68, 0.06), ellipse(0.07, -0.68, 0.06), lift=8),
        piece(main, rounded(-0.46, -0.62, 0.46, 0.0, 0.08), lift=5),
        flat(look(GOLD), line(zigzag, 0.035)),
        piece(look(GOLD), *(line([(-0.47, y), (0.47, y)], 0.08) for y in (-0.6, -0.05)), lift=6),
        piece(look(WHITE), ellipse(0, -0.64, 0.46, 0.1), lift=4),
    ]


def ukulele(look: Look) -> list[Patch]:
    """Draw a ukulele."""
    main = look.main("#d9974e")
    return [
        piece(
            look("#7d5a3c"),
            line([(0, -0.92), (0, -0.5)], 0.1),
            rounded(-0.08, -1.06, 0.08, -0.88, 0.03),
            lift=5,
        ),
        piece(main, ellipse(0, -0.24, 0.29, 0.24), ellipse(0, -0.5, 0.21, 0.17), lift=7),
        piece(look("#4d3a2e"), ellipse(0, -0.42, 0.085), lift=3, ink=0),
        flat(look(WHITE), *(line([(x, -0.98), (x, -0.16)], 0.012) for x in (-0.025, 0.0, 0.025))),
        piece(look("#7d5a3c"), box(-0.1, -0.17, 0.1, -0.12), lift=3),
    ]


def horn(*, slide: bool = False, big: bool = False, curl: bool = False) -> Drawing:
    """Draw an instrument of brass, its bell to the right or up."""

    def drawn(look: Look) -> list[Patch]:
        brass = look.main("#f0bd45")
        dark = darker(brass, 0.25)
        if big:
            return [
                piece(brass, arc(0.0, -0.34, 0.26, 0.26, 0.0, 1.0, 0.14), lift=5),
                piece(
                    brass,
                    ribbon([(0.26, -0.3), (0.28, -0.6), (0.24, -0.84), (0.2, -1.0)], [0.14, 0.2, 0.36, 0.6]),
                    lift=7,
                ),
                piece(dark, ellipse(0.2, -1.0, 0.31, 0.07), lift=4),
                piece(look(STEEL), *(line([(x, -0.5), (x, -0.3)], 0.05) for x in (-0.1, 0.0, 0.1)), lift=6),
                piece(
                    brass, ribbon([(-0.24, -0.44), (-0.34, -0.62), (-0.44, -0.6)], [0.06, 0.05, 0.07]), lift=4
                ),
            ]
        if curl:
            return [
                piece(
                    brass,
                    ribbon(
                        [
                            (-0.3, -0.96),
                            (-0.12, -0.98),
                            (-0.06, -0.5),
                            (0.04, -0.12),
                            (0.26, -0.12),
                            (0.36, -0.4),
                            (0.44, -0.6),
                        ],
                        [0.05, 0.07, 0.11, 0.15, 0.18, 0.24, 0.38],
                    ),
                    lift=7,
                ),
                piece(dark, ellipse(0.46, -0.62, 0.2, 0.07, 0.4), lift=4),
                piece(
                    look(STEEL),
                    *(ellipse(-0.07 + 0.03 * k, -0.72 + 0.17 * k, 0.05) for k in range(3)),
                    lift=6,
                ),
            ]
        low = -0.28
        return [
            piece(brass, arc(-0.12, -0.38, 0.32, 0.14, 0.0, 1.0, 0.075), lift=5),
            *([piece(look(STEEL), arc(-0.44, -0.38, 0.22, 0.1, 0.25, 0.75, 0.06), lift=4)] if slide else []),
            piece(
                brass,
                ribbon([(-0.7, -0.5), (0.0, -0.5), (0.4, -0.5), (0.66, -0.5)], [0.06, 0.08, 0.18, 0.56]),
                lift=7,
            ),
            piece(dark, ellipse(0.66, -0.5, 0.08, 0.28), lift=4),
            *(
                []
                if slide
                else [
                    piece(
                        look(STEEL),
                        *(line([(x, -0.76), (x, low)], 0.07) for x in (-0.26, -0.12, 0.02)),
                        lift=6,
                    )
                ]
            ),
        ]

    return drawn


def bell(look: Look) -> list[Patch]:
    """Draw a bell."""
    main = look.main("#cdd5de")
    return [
        piece(darker(main, 0.3), ellipse(0, -0.06, 0.09), lift=3),
        piece(main, turned((0.07, -0.9), (0.24, -0.72), (0.3, -0.4), (0.46, -0.14), (0.44, -0.08)), lift=7),
        flat(lighter(main, 0.6), line([(-0.14, -0.68), (-0.2, -0.34)], 0.05)),
        piece(look("#e8504a"), *both(lambda d: ellipse(d * 0.14, -0.94, 0.14, 0.07, -d * 0.4)), lift=5),
    ]


def paper(kind: str, color: str = "#f6f1e4") -> Drawing:
    """Draw a sheet: `print`, `map`, `list`, `music`, `flowers` or `note`."""

    def drawn(look: Look) -> list[Patch]:
        sheet = look.main(color)
        ink = look("#7d7a80")
        found = [piece(sheet, poly((-0.4, -0.92), (0.36, -0.98), (0.42, -0.04), (-0.36, 0.0)), lift=6)]
        rows = (-0.66, -0.52, -0.38, -0.24)
        if kind == "print":
            found.append(flat(look(INK), line([(-0.28, -0.8), (0.28, -0.84)], 0.07)))
            found.append(
                flat(ink, *(line([(x, y), (x + 0.24, y - 0.02)], 0.025) for y in rows for x in (-0.29, 0.03)))
            )
        elif kind == "map":
            found.append(flat(look("#8cc0d8"), ellipse(0.2, -0.7, 0.14, 0.12)))
            found.append(
                flat(look("#8cbf5a"), ellipse(-0.16, -0.6, 0.14, 0.1), ellipse(0.12, -0.3, 0.14, 0.08))
            )
            dots = ((-0.26, -0.16), (-0.16, -0.24), (-0.06, -0.34), (0.02, -0.46), (-0.04, -0.58))
            found.append(flat(look("#e8504a"), *(ellipse(x, y, 0.028) for x, y in dots)))
            found.append(
                flat(
                    look("#e8504a"),
                    line([(-0.1, -0.8), (0.02, -0.68)], 0.045),
                    line([(0.02, -0.8), (-0.1, -0.68)], 0.045),
                )
            )
        elif kind == "music":
            found.append(
                flat(
                    ink,
                    *(
                        line([(-0.3, y), (0.32, y - 0.03)], 0.014)
                        for y in (-0.78, -0.72, -0.66, -0.4, -0.34, -0.28)
                    ),
                )
            )
            notes = ((-0.18, -0.68), (0.04, -0.72), (0.22, -0.66), (-0.1, -0.32), (0.14, -0.38))
            found.append(
                flat(
                    look(INK),
                    *(ellipse(x, y, 0.05, 0.036, -0.3) for x, y in notes),
                    *(line([(x + 0.04, y), (x + 0.04, y - 0.17)], 0.02) for x, y in notes),
                )
            )
        elif kind == "flowers":
            found.append(
                flat(
                    look("#f283ab"),
                    *(
                        star(x, y, 0.09, 5, 0.6)
                        for x, y in (
                            (-0.2, -0.76),
                            (0.16, -0.7),
                            (-0.04, -0.46),
                            (-0.22, -0.22),
                            (0.22, -0.2),
                        )
                    ),
                )
            )
        else:
            found.append(
                flat(
                    ink,
                    *(
                        line([(-0.22, y), (0.18 + 0.1 * math.sin(9 * y), y - 0.02)], 0.03)
                        for y in (-0.78, *rows)
                    ),
                )
            )
        return found

    return drawn


def book(look: Look) -> list[Patch]:
    """Draw an open book."""
    return [
        piece(
            look.main("#c0485a"),
            poly((-0.66, -0.5), (0, -0.38), (0.66, -0.5), (0.66, -0.04), (0, 0.04), (-0.66, -0.04)),
            lift=5,
        ),
        piece(
            look(WHITE),
            *both(
                lambda d: poly(
                    (0, -0.46),
                    (d * 0.3, -0.58),
                    (d * 0.6, -0.56),
                    (d * 0.6, -0.12),
                    (d * 0.3, -0.14),
                    (0, -0.02),
                )
            ),
            lift=6,
        ),
        flat(
            look("#b9b6b0"),
            *(
                line([(d * 0.12, y - 0.02), (d * 0.48, y - 0.06)], 0.02)
                for d in (-1, 1)
                for y in (-0.4, -0.3, -0.2)
            ),
        ),
    ]


def umbrella(look: Look) -> list[Patch]:
    """Draw an open umbrella."""
    main = look.main("#e8504a")
    half = [(0.66 * math.cos(a), -0.52 - 0.46 * math.sin(a)) for a in (math.pi * k / 12 for k in range(13))]
    scallops = [(-0.66 + 0.055 + 0.11 * k, -0.5 - (0.05 if k % 2 else 0.0)) for k in range(12)]
    other = look("#fbcf45") if look.pattern == "checked" else look(WHITE)
    panels = both(lambda d: poly((0, -0.98), (d * 0.24, -0.54), (d * 0.46, -0.54)))
    spots = tuple(
        ellipse(x, y, 0.055)
        for x, y in (
            (-0.4, -0.66),
            (-0.18, -0.82),
            (-0.08, -0.62),
            (0.16, -0.72),
            (0.34, -0.64),
            (0.2, -0.9),
            (0.5, -0.58),
        )
    )
    return [
        piece(
            look(WOOD),
            line([(0, -0.96), (0, -0.1)], 0.045),
            arc(0.09, -0.1, 0.09, 0.09, 0.0, 0.5, 0.045),
            lift=3,
        ),
        piece(main, poly(*half, *scallops), lift=7),
        *([flat(other, *panels)] if look.pattern in ("striped", "checked") else []),
        *([flat(other, *spots)] if look.pattern == "dotted" else []),
        flat(
            darker(main, 0.2),
            *(ribbon([(0, -0.98), (0.5 * x, -0.84), (x, -0.52)], [0.018] * 3) for x in (-0.22, 0.22)),
        ),
        piece(look(WOOD), line([(0, -0.96), (0, -1.05)], 0.05), lift=5),
    ]


def fan(look: Look) -> list[Patch]:
    """Draw a paper fan."""
    main = look.main("#f283ab")
    angles = [math.pi * (0.1 + 0.8 * k / 8) for k in range(9)]
    edge = [(0.62 * math.cos(a), -0.1 - 0.8 * math.sin(a)) for a in angles]
    inner = [(0.26 * math.cos(a), -0.1 - 0.34 * math.sin(a)) for a in reversed(angles)]
    return [
        piece(
            look(WOOD),
            *(line([(0, -0.06), (0.6 * math.cos(a), -0.1 - 0.78 * math.sin(a))], 0.03) for a in angles),
            lift=4,
            ink=0.4,
        ),
        piece(main, poly(*edge, *inner), lift=6),
        flat(
            look(WHITE),
            *(ellipse(0.45 * math.cos(a), -0.1 - 0.58 * math.sin(a), 0.05) for a in angles[1:-1:2]),
        ),
        piece(look(GOLD), ellipse(0, -0.06, 0.05), lift=7),
    ]


def coil(color: str, *, ball: bool = False, thick: float = 0.06) -> Drawing:
    """Draw string, rope or hose in a coil, or wool in a ball."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        if ball:
            threads = [arc(0, -0.42, 0.3, 0.12 + 0.09 * k, 0.5, 1.0, 0.03) for k in range(3)]
            return [
                piece(
                    main, ribbon([(0.2, -0.06), (0.5, -0.02), (0.7, -0.1), (0.84, -0.02)], [0.05] * 4), lift=3
                ),
                piece(main, ellipse(0, -0.42, 0.42), lift=7),
                flat(
                    darker(main, 0.22),
                    *threads,
                    ribbon([(-0.3, -0.3), (0, -0.12), (0.3, -0.3)], [0.03] * 3),
                    ribbon([(-0.36, -0.42), (0, -0.26), (0.36, -0.42)], [0.03] * 3),
                ),
            ]
        rings: list[Polygon] = [
            arc(0, -0.2 - 0.1 * k, 0.5 - 0.03 * k, 0.17, 0.0, 1.0, thick * 1.6) for k in range(3)
        ]
        return [
            piece(
                main,
                ribbon([(0.44, -0.2), (0.66, -0.1), (0.8, -0.16), (0.92, -0.04)], [thick * 1.6] * 4),
                lift=4,
            ),
            *(piece(main if k % 2 else lighter(main, 0.15), ring, lift=5) for k, ring in enumerate(rings)),
        ]

    return drawn


def chain(look: Look) -> list[Patch]:
    """Draw a silver chain."""
    main = look.main("#c3ccd6")
    links = [(-0.66 + 0.22 * k, -0.2 + 0.08 * (k % 2)) for k in range(7)]
    return [
        piece(main if k % 2 else darker(main, 0.15), arc(x, y, 0.15, 0.09, 0.0, 1.0, 0.05), lift=4 + k % 2)
        for k, (x, y) in enumerate(links)
    ]


def key(look: Look) -> list[Patch]:
    """Draw a key."""
    main = look.main("#f0bd45")
    return [
        piece(main, arc(0, -0.78, 0.2, 0.19, 0.0, 1.0, 0.1), lift=6),
        piece(
            main,
            line([(0, -0.6), (0, 0)], 0.09),
            box(0.0, -0.12, 0.2, -0.03),
            box(0.0, -0.28, 0.16, -0.19),
            lift=7,
        ),
    ]


def button(look: Look) -> list[Patch]:
    """Draw a button."""
    main = look.main("#f0bd45")
    return [
        piece(main, ellipse(0, -0.45, 0.45), lift=6),
        piece(lighter(main, 0.25), ellipse(0, -0.45, 0.32), lift=5),
        flat(darker(main, 0.5), *(ellipse(x, -0.45 + y, 0.05) for x in (-0.1, 0.1) for y in (-0.1, 0.1))),
    ]


def ball(look: Look) -> list[Patch]:
    """Draw a ball."""
    main = look.main("#f0bd45")
    return [
        piece(main, ellipse(0, -0.45, 0.45), lift=7),
        flat(lighter(main, 0.55), ribbon([(-0.42, -0.5), (0.0, -0.36), (0.42, -0.5)], [0.08, 0.14, 0.08])),
        flat(lighter(main, 0.8), ellipse(-0.18, -0.64, 0.1, 0.07, -0.5)),
    ]


def marble(look: Look) -> list[Patch]:
    """Draw a glass marble."""
    main = look.main("#4c8fe0")
    return [
        piece(main, ellipse(0, -0.42, 0.42), lift=7),
        flat(lighter(main, 0.55), ribbon([(-0.24, -0.2), (0.0, -0.5), (0.24, -0.6)], [0.05, 0.16, 0.04])),
        flat(look(WHITE), ellipse(-0.15, -0.6, 0.09, 0.07)),
    ]


def paper_star(look: Look) -> list[Patch]:
    """Draw a star cut from paper, on a string."""
    main = look.main("#fbcf45")
    return [
        piece(look(WHITE), line([(0, -0.8), (0, -1.0)], 0.03), lift=3),
        piece(main, star(0, -0.42, 0.46, 5, 0.46), lift=7),
        flat(lighter(main, 0.5), star(0, -0.42, 0.24, 5, 0.46)),
    ]


def board(color: str, pattern: str = "") -> Drawing:
    """Draw a tray, sheet or board, upright."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        found = [piece(main, rounded(-0.52, -0.76, 0.52, 0.0, 0.08), lift=7)]
        if pattern == "chess":
            cells = [(i, j) for i in range(6) for j in range(4) if (i + j) % 2]
            found.append(
                flat(
                    look(WHITE),
                    *(
                        box(-0.42 + 0.14 * i, -0.67 + 0.15 * j, -0.28 + 0.14 * i, -0.52 + 0.15 * j)
                        for i, j in cells
                    ),
                )
            )
        else:
            found.append(flat(lighter(main, 0.3), rounded(-0.42, -0.66, 0.42, -0.1, 0.05)))
        return found

    return drawn


def lid(look: Look) -> list[Patch]:
    """Draw a lid with its knob."""
    main = look.main("#8b95a5")
    return [
        piece(main, turned((0.12, -0.4), (0.4, -0.28), (0.56, -0.06), (0.56, 0.0)), lift=6),
        piece(darker(main, 0.35), ellipse(0, -0.46, 0.11, 0.09), lift=7),
        flat(lighter(main, 0.5), line([(-0.3, -0.2), (-0.14, -0.3)], 0.04)),
    ]


def wheel(*, teeth: bool = False) -> Drawing:
    """Draw a wheel with spokes, or one with teeth."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main("#8b95a5")
        spokes = [
            line([(0, -0.48), (0.4 * math.cos(a), -0.48 + 0.4 * math.sin(a))], 0.03 if not teeth else 0.08)
            for a in (2 * math.pi * k / 8 for k in range(8))
        ]
        rim = star(0, -0.48, 0.5, 14, 0.84) if teeth else ellipse(0, -0.48, 0.48)
        return [
            piece(main if teeth else look("#4d5260"), rim, lift=6),
            piece(
                look(WHITE) if not teeth else lighter(main, 0.3),
                ellipse(0, -0.48, 0.36 if teeth else 0.4),
                lift=4,
                ink=0.4,
            ),
            flat(darker(main, 0.1), *spokes),
            piece(darker(main, 0.3), ellipse(0, -0.48, 0.09), lift=6),
        ]

    return drawn


def doily(look: Look) -> list[Patch]:
    """Draw a doily of lace."""
    around = [(2 * math.pi * k / 12) for k in range(12)]
    return [
        piece(look.main("#fffdf6"), star(0, -0.46, 0.47, 12, 0.86), lift=6),
        flat(
            look("#d8c7d8"), *(ellipse(0.35 * math.cos(a), -0.46 + 0.35 * math.sin(a), 0.045) for a in around)
        ),
        flat(
            look("#d8c7d8"),
            *(ellipse(0.18 * math.cos(a), -0.46 + 0.18 * math.sin(a), 0.05, 0.025, a) for a in around[::2]),
        ),
    ]


def lamp(kind: str, color: str = "#e8504a") -> Drawing:
    """Draw a light: `candle`, `lantern`, `paper`, `lamp`, `night` or `torch`."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        glow = look("#ffe58a")
        if kind == "candle":
            return [
                piece(
                    look(GOLD),
                    ellipse(0, -0.06, 0.34, 0.08),
                    arc(0.36, -0.12, 0.1, 0.1, 0.0, 1.0, 0.05),
                    lift=4,
                ),
                piece(main, rounded(-0.12, -0.64, 0.12, -0.06, 0.04), lift=6),
                piece(glow, ribbon([(0, -0.66), (0, -0.8), (0.02, -0.98)], [0.08, 0.17, 0.02]), lift=7),
            ]
        if kind == "paper":
            return [
                piece(look(INK), line([(0, -0.9), (0, -1.0)], 0.03), lift=3),
                piece(main, ellipse(0, -0.48, 0.42, 0.4), lift=7),
                flat(glow, ellipse(0, -0.44, 0.24, 0.24)),
                flat(
                    darker(main, 0.15),
                    *(
                        ribbon([(-w, y), (0, y + 0.04), (w, y)], [0.02] * 3)
                        for w, y in ((0.34, -0.68), (0.41, -0.5), (0.36, -0.28))
                    ),
                ),
                piece(
                    darker(main, 0.3),
                    rounded(-0.14, -0.92, 0.14, -0.84, 0.02),
                    rounded(-0.14, -0.12, 0.14, -0.04, 0.02),
                    lift=6,
                ),
            ]
        if kind == "lamp":
            return [
                piece(look(GOLD), ellipse(0, -0.05, 0.26, 0.07), line([(0, -0.08), (0, -0.5)], 0.07), lift=4),
                piece(main, poly((-0.24, -0.98), (0.24, -0.98), (0.44, -0.46), (-0.44, -0.46)), lift=7),
                flat(glow, ellipse(0, -0.54, 0.26, 0.06)),
            ]
        if kind == "torch":
            return [
                piece(glow, poly((0.2, -0.5), (0.9, -0.8), (0.9, 0.0), (0.2, -0.3)), lift=2, ink=0.2),
                piece(
                    main,
                    rounded(-0.6, -0.5, 0.0, -0.3, 0.05),
                    poly((0.0, -0.5), (0.2, -0.6), (0.2, -0.2), (0.0, -0.3)),
                    lift=6,
                ),
            ]
        if kind == "night":
            return [
                piece(look("#8e62c9"), turned((0.2, -0.2), (0.3, 0.0)), lift=5),
                piece(glow, ellipse(0, -0.54, 0.36, 0.38), lift=7),
                flat(look("#f5b93c"), star(0, -0.54, 0.2, 5)),
            ]
        return [
            piece(main, arc(0, -0.82, 0.18, 0.17, 0.5, 1.0, 0.045), lift=3),
            piece(glow, box(-0.24, -0.68, 0.24, -0.12), lift=4),
            piece(look("#f5923e"), ellipse(0, -0.34, 0.08, 0.14), lift=5, ink=0.3),
            piece(
                main,
                *(line([(x, -0.7), (x, -0.1)], 0.05) for x in (-0.24, 0.24)),
                poly((-0.34, -0.68), (0.34, -0.68), (0.14, -0.86), (-0.14, -0.86)),
                rounded(-0.32, -0.14, 0.32, 0.0, 0.03),
                lift=6,
            ),
        ]

    return drawn


def kite(look: Look) -> list[Patch]:
    """Draw a kite with its tail."""
    main = look.main("#e8504a")
    return [
        piece(
            look(WOOD), ribbon([(0, -0.36), (0.12, -0.22), (0.02, -0.1), (0.14, 0.0)], [0.025] * 4), lift=3
        ),
        piece(main, poly((0, -1.0), (0.34, -0.7), (0, -0.34), (-0.34, -0.7)), lift=6),
        flat(
            look("#fbcf45"),
            poly((0, -1.0), (0.34, -0.7), (0, -0.7)),
            poly((0, -0.34), (-0.34, -0.7), (0, -0.7)),
        ),
        piece(
            look("#4c8fe0"),
            *(ellipse(x, y, 0.07, 0.04, 0.5) for x, y in ((0.1, -0.24), (0.04, -0.1))),
            lift=5,
        ),
    ]


TOOLS: dict[str, Drawing] = {
    "rake": on_stick("rake", "#63b556"),
    "fork": on_stick("fork", STEEL, stick=STEEL),
    "toasting fork": on_stick("fork", STEEL, thick=0.04),
    "back scratcher": on_stick("hand", "#d9a86a", thick=0.05),
    "shoehorn": on_stick("horn", STEEL, stick="#8e62c9"),
    "ladle": on_stick("ladle", STEEL),
    "spoon": on_stick("spoon", STEEL, stick=STEEL),
    "wooden spoon": on_stick("spoon", WOOD),
    "broom": on_stick("broom", "#e3bd6a"),
    "duster": on_stick("broom", "#f283ab"),
    "paintbrush": on_stick("brush", "#4c8fe0"),
    "net": on_stick("net", "#e8504a"),
    "trowel": on_stick("spade", STEEL, stick="#e8504a"),
    "spade": on_stick("spade", "#e8504a"),
    "dustpan": on_stick("pan", "#4c8fe0"),
    "comb": comb,
    "drum": drum,
    "ukulele": ukulele,
    "trumpet": horn(),
    "flugelhorn": horn(),
    "trombone": horn(slide=True),
    "tuba": horn(big=True),
    "horn": horn(big=True),
    "saxophone": horn(curl=True),
    "bell": bell,
    "newspaper": paper("print"),
    "map": paper("map", "#efdcae"),
    "shopping-list": paper("list"),
    "music-paper": paper("music"),
    "wallpaper": paper("flowers", "#dfeeda"),
    "note": paper("list"),
    "letter": paper("list"),
    "book": book,
    "umbrella": umbrella,
    "fan": fan,
    "string": coil("#e3c58a", thick=0.035),
    "shoelace": coil("#f2eee4", thick=0.04),
    "rope": coil("#d3a55e"),
    "jump rope": coil("#f283ab", thick=0.045),
    "washing line": coil("#e3c58a", thick=0.035),
    "hose": coil("#4f9a4a", thick=0.075),
    "yarn": coil("#e8504a", ball=True),
    "wool": coil("#e8504a", ball=True),
    "chain": chain,
    "key": key,
    "button": button,
    "ball": ball,
    "marble": marble,
    "paper star": paper_star,
    "tray": board("#8e62c9"),
    "baking sheet": board(STEEL),
    "breadboard": board(WOOD),
    "chessboard": board("#6d4a32", "chess"),
    "lid": lid,
    "wheel": wheel(),
    "gear wheel": wheel(teeth=True),
    "doily": doily,
    "candle": lamp("candle", "#fbf3df"),
    "lantern": lamp("lantern", "#4d5260"),
    "paper lantern": lamp("paper"),
    "lamp": lamp("lamp", "#f5923e"),
    "night-light": lamp("night"),
    "flashlight": lamp("torch", "#4c8fe0"),
    "kite": kite,
}
