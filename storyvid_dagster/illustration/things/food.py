"""What else is eaten: out of a pot, on bread, in a shell."""

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    WHITE,
    Drawing,
    Look,
    darker,
    ellipse,
    flat,
    lighter,
    line,
    piece,
    turned,
)
from storyvid_dagster.illustration.things.pots import pot


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
    "jelly": jelly,
    "sandwich": sandwich,
    "toast": sandwich,
    "egg": egg("#f6e9d2"),
    "pot of honey": honey,
    "pot of soup": noodle_soup,
    "soup": noodle_soup,
    "cheese": cheese,
}
