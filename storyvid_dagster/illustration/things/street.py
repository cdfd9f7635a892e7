"""What stands in a street or a park."""

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
    INK,
    WHITE,
    WOOD,
    Drawing,
    Look,
    both,
    darker,
    ellipse,
    eye,
    eyes,
    flat,
    lighter,
    line,
    piece,
    rounded,
    smile,
    turned,
)


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


STREET: dict[str, Drawing] = {
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
}
