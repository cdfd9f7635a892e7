"""What lies and stands about outdoors: stones, wood, a snowman; and what comes from the sky."""

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
    INK,
    PINK,
    WHITE,
    WOOD,
    Drawing,
    Look,
    both,
    cheeks,
    darker,
    ellipse,
    eyes,
    flat,
    lighter,
    line,
    piece,
    rounded,
    smile,
)


def rock(color: str = "#9a9aa4", *, moss: bool = False) -> Drawing:
    """Draw a rock."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        shape = poly(
            (-0.52, 0),
            (-0.6, -0.2),
            (-0.42, -0.5),
            (-0.1, -0.66),
            (0.24, -0.6),
            (0.5, -0.36),
            (0.58, -0.1),
            (0.5, 0),
        )
        cap = poly(
            (-0.46, -0.44),
            (-0.1, -0.67),
            (0.24, -0.61),
            (0.44, -0.42),
            (0.2, -0.46),
            (0.0, -0.38),
            (-0.2, -0.46),
        )
        return [
            piece(main, shape, lift=7),
            flat(lighter(main, 0.25), poly((-0.36, -0.44), (-0.1, -0.58), (0.04, -0.5), (-0.24, -0.34))),
            *([piece(look("#7fae4e"), cap, lift=4)] if moss else []),
        ]

    return drawn


def pebble(look: Look) -> list[Patch]:
    """Draw a round pebble."""
    main = look.main("#f0ede6")
    return [
        piece(main, ellipse(0, -0.38, 0.48, 0.38), lift=7),
        flat(lighter(main, 0.6), ellipse(-0.16, -0.5, 0.12, 0.07, -0.4)),
    ]


def log(look: Look) -> list[Patch]:
    """Draw a mossy log."""
    main = look.main("#8a5f3f")
    return [
        piece(main, rounded(-0.72, -0.46, 0.6, 0.0, 0.1), lift=6),
        flat(darker(main, 0.2), *(line([(-0.6, y), (0.4, y)], 0.02) for y in (-0.32, -0.16))),
        piece(look("#e2c08a"), ellipse(0.6, -0.23, 0.13, 0.23), lift=7),
        flat(darker(look("#e2c08a"), 0.2), ellipse(0.6, -0.23, 0.07, 0.13)),
        flat(look("#e2c08a"), ellipse(0.6, -0.23, 0.04, 0.08)),
        piece(look("#7fae4e"), *(ellipse(x, -0.46, 0.15, 0.07) for x in (-0.5, -0.28, 0.0)), lift=5),
    ]


def woodpile(look: Look) -> list[Patch]:
    """Draw a stack of firewood."""
    rows = [
        (x, y)
        for y, n in ((-0.13, 5), (-0.36, 4), (-0.58, 3), (-0.8, 2))
        for x in (0.26 * (k - (n - 1) / 2) for k in range(n))
    ]
    return [
        part
        for x, y in rows
        for part in (
            piece(look("#9a6b42"), ellipse(x, y, 0.135), lift=5),
            flat(look("#e8cf9a"), ellipse(x, y, 0.1)),
            flat(look("#c9a468"), ellipse(x, y, 0.05)),
        )
    ]


def feather(look: Look) -> list[Patch]:
    """Draw a feather."""
    main = look.main("#6fa8d8")
    return [
        piece(
            main,
            ribbon([(-0.3, -0.22), (-0.1, -0.5), (0.2, -0.8), (0.36, -0.98)], [0.12, 0.36, 0.32, 0.04]),
            lift=6,
        ),
        piece(
            look(WHITE),
            ribbon([(-0.42, -0.02), (-0.1, -0.48), (0.3, -0.92)], [0.05, 0.04, 0.02]),
            lift=4,
            ink=0.3,
        ),
    ]


def snowman(look: Look) -> list[Patch]:
    """Draw a snowman."""
    snow = look("#f6fafd")
    return [
        piece(
            look(WOOD), *both(lambda d: ribbon([(d * 0.18, -0.5), (d * 0.44, -0.62)], [0.04, 0.03])), lift=3
        ),
        piece(snow, ellipse(0, -0.22, 0.3, 0.24), lift=5),
        piece(snow, ellipse(0, -0.54, 0.23, 0.2), lift=6),
        piece(snow, ellipse(0, -0.8, 0.17, 0.16), lift=7),
        flat(look(INK), *(ellipse(0, y, 0.024) for y in (-0.6, -0.5, -0.28))),
        *eyes(look, 0, -0.84, 0.06, 0.028),
        piece(look("#f5923e"), poly((0.0, -0.81), (0.0, -0.75), (0.18, -0.77)), lift=5),
        smile(look, 0, -0.75, 0.06),
        piece(
            look("#e8504a"),
            ribbon([(-0.16, -0.67), (0.0, -0.64), (0.16, -0.67)], [0.08, 0.09, 0.08]),
            line([(0.1, -0.66), (0.14, -0.46)], 0.09),
            lift=7,
        ),
    ]


def cloud(look: Look) -> list[Patch]:
    """Draw a small cloud with a face."""
    main = look.main("#b3bdca")
    puffs = ((-0.44, -0.3, 0.26), (0.44, -0.3, 0.26), (-0.16, -0.5, 0.32), (0.2, -0.48, 0.3), (0, -0.28, 0.3))
    return [
        piece(main, *(ellipse(x, y, r, 0.86 * r) for x, y, r in puffs), lift=7),
        *eyes(look, 0, -0.4, 0.13, 0.05),
        cheeks(look, 0, -0.3, 0.2, 0.045),
        smile(look, 0, -0.31, 0.08, 0.02),
    ]


def little_star(look: Look) -> list[Patch]:
    """Draw a star with a face."""
    gold = look.main("#ffd64f")
    return [
        piece(gold, star(0, -0.48, 0.52, 5, 0.55), lift=7),
        *eyes(look, 0, -0.53, 0.1, 0.045),
        flat(look(PINK), *both(lambda d: ellipse(d * 0.17, -0.44, 0.045, 0.03))),
        smile(look, 0, -0.45, 0.07),
    ]


def bench(look: Look) -> list[Patch]:
    """Draw a bench."""
    main = look.main("#b07a4a")
    return [
        piece(look("#4d5260"), *both(lambda d: line([(d * 0.6, 0), (d * 0.6, -0.72)], 0.06)), lift=3),
        piece(main, *(rounded(-0.76, y, 0.76, y + 0.12, 0.03) for y in (-0.8, -0.62)), lift=5),
        piece(lighter(main, 0.15), rounded(-0.8, -0.38, 0.8, -0.24, 0.04), lift=7),
        piece(look("#4d5260"), *both(lambda d: line([(d * 0.68, 0), (d * 0.68, -0.26)], 0.06)), lift=4),
    ]


OUTDOORS: dict[str, Drawing] = {
    "rock": rock(),
    "mossy rock": rock(moss=True),
    "pebble": pebble,
    "log": log,
    "woodpile": woodpile,
    "feather": feather,
    "snowman": snowman,
    "small cloud": cloud,
    "gray cloud": cloud,
    "little star": little_star,
    "bench": bench,
}
