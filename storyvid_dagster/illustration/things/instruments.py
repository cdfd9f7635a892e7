"""What makes music."""

from storyvid_dagster.illustration.shapes import Patch, box, ribbon
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


INSTRUMENTS: dict[str, Drawing] = {
    "drum": drum,
    "ukulele": ukulele,
    "trumpet": horn(),
    "flugelhorn": horn(),
    "trombone": horn(slide=True),
    "tuba": horn(big=True),
    "horn": horn(big=True),
    "saxophone": horn(curl=True),
    "bell": bell,
    "piano": piano,
}
