"""Buildings, and what is built."""

from storyvid_dagster.illustration.shapes import Patch, box, poly
from storyvid_dagster.illustration.things.pieces import (
    INK,
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


BUILDINGS: dict[str, Drawing] = {
    "gate": gate,
    "castle": tower("castle"),
    "palace": tower("castle"),
    "lighthouse": tower("light"),
    "church tower": tower("church"),
    "fort": tower("fort"),
    "little house": tower("house"),
    "crane": crane,
    "tent": tent,
    "ice cream stand": stall,
}
