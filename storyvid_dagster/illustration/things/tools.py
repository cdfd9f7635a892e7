"""What is worked with: tools on sticks, strings, boards, wheels."""

import math

from storyvid_dagster.illustration.shapes import Patch, Polygon, box, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
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
    "string": coil("#e3c58a", thick=0.035),
    "shoelace": coil("#f2eee4", thick=0.04),
    "rope": coil("#d3a55e"),
    "jump rope": coil("#f283ab", thick=0.045),
    "washing line": coil("#e3c58a", thick=0.035),
    "hose": coil("#4f9a4a", thick=0.075),
    "yarn": coil("#e8504a", ball=True),
    "wool": coil("#e8504a", ball=True),
    "tray": board("#8e62c9"),
    "baking sheet": board(STEEL),
    "breadboard": board(WOOD),
    "chessboard": board("#6d4a32", "chess"),
    "lid": lid,
    "wheel": wheel(),
    "gear wheel": wheel(teeth=True),
}
