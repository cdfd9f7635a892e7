"""What is worn."""

from storyvid_dagster.illustration.shapes import Patch, box, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
    PINK,
    WHITE,
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
    patterned,
    piece,
    rounded,
    smile,
    turned,
)


def brimmed(
    color: str, band: str, *, tall: float = 0.5, brim: float = 0.7, round_top: bool = True
) -> Drawing:
    """Draw a hat with a brim."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        crown = (
            turned((0.2, -tall - 0.1), (0.34, -tall), (0.42, -0.12))
            if round_top
            else turned((0.4, -tall - 0.08), (0.36, -0.12))
        )
        return [
            piece(main, ellipse(0, -0.1, brim, 0.13), lift=5),
            piece(main, crown, lift=7),
            piece(look(band), turned((0.385, -0.27), (0.42, -0.12)), lift=3, ink=0.5),
            flat(lighter(main, 0.3), line([(-0.2, -tall + 0.06), (-0.24, -0.32)], 0.04)),
        ]

    return drawn


def bobble(color: str, bobble_color: str) -> Drawing:
    """Draw a knitted hat."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        return [
            piece(main, turned((0.1, -0.8), (0.32, -0.64), (0.42, -0.36), (0.42, -0.14)), lift=6),
            *patterned(look, main, -0.3, -0.6, 0.3, -0.25),
            piece(lighter(main, 0.45), rounded(-0.48, -0.24, 0.48, 0.0, 0.1), lift=7),
            flat(
                darker(main, 0.1),
                *(line([(x, -0.2), (x, -0.04)], 0.02) for x in (-0.34, -0.17, 0, 0.17, 0.34)),
            ),
            piece(look(bobble_color), ellipse(0, -0.86, 0.15), lift=8),
        ]

    return drawn


def nightcap(look: Look) -> list[Patch]:
    """Draw a nightcap with its tip hanging down."""
    main = look.main("#8fb4e8")
    return [
        piece(
            main,
            ribbon([(0.0, -0.2), (0.04, -0.56), (0.34, -0.74), (0.6, -0.44)], [0.78, 0.56, 0.28, 0.08]),
            lift=6,
        ),
        flat(
            look(WHITE),
            *(ellipse(x, y, 0.045) for x, y in ((-0.14, -0.34), (0.1, -0.44), (0.18, -0.64), (0.4, -0.6))),
        ),
        piece(look(WHITE), rounded(-0.45, -0.22, 0.42, 0.0, 0.1), lift=7),
        piece(look(GOLD), ellipse(0.62, -0.38, 0.1), lift=8),
    ]


def cap(look: Look) -> list[Patch]:
    """Draw a cap with a peak."""
    main = look.main("#fbcf45")
    return [
        piece(darker(main, 0.2), ellipse(0.46, -0.09, 0.34, 0.09, 0.08), lift=5),
        piece(main, turned((0.14, -0.56), (0.34, -0.46), (0.43, -0.22), (0.44, -0.04)), lift=7),
        flat(darker(main, 0.2), line([(-0.4, -0.06), (0.42, -0.06)], 0.05)),
        piece(look("#e8504a"), ellipse(0, -0.58, 0.06, 0.04), lift=5),
    ]


def paper_hat(look: Look) -> list[Patch]:
    """Draw a folded paper hat."""
    paper = look.main("#f6f1e4")
    return [
        piece(paper, poly((-0.52, -0.18), (0, -0.78), (0.52, -0.18)), lift=6),
        flat(
            look("#b9b6b0"),
            *(line([(-x, y), (x, y)], 0.018) for x, y in ((0.1, -0.56), (0.2, -0.46), (0.3, -0.36))),
        ),
        piece(darker(paper, 0.08), poly((-0.6, 0), (-0.52, -0.22), (0.52, -0.22), (0.6, 0)), lift=7),
    ]


def crown(look: Look) -> list[Patch]:
    """Draw a crown."""
    gold = look.main(GOLD)
    points = poly(
        (-0.42, 0), (-0.5, -0.62), (-0.24, -0.36), (0, -0.74), (0.24, -0.36), (0.5, -0.62), (0.42, 0)
    )
    return [
        piece(gold, points, lift=7),
        piece(look("#e8504a"), *(ellipse(x, -0.14, 0.06) for x in (-0.24, 0, 0.24)), lift=4, ink=0.4),
        piece(gold, *(ellipse(x, y, 0.055) for x, y in ((-0.5, -0.66), (0, -0.78), (0.5, -0.66))), lift=6),
    ]


def boot(color: str, sole: str, *, tall: float = 0.95, ski: bool = False) -> Drawing:
    """Draw a boot, its toe to the right."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        leg = poly(
            (-0.3, -tall),
            (0.12, -tall),
            (0.12, -0.42),
            (0.4, -0.34),
            (0.5, -0.18),
            (0.5, -0.05),
            (-0.3, -0.05),
        )
        found = [
            piece(main, leg, lift=7),
            *patterned(look, main, -0.28, -tall + 0.1, 0.1, -0.1),
            piece(look(sole), rounded(-0.34, -0.1, 0.54, 0.0, 0.04), lift=4),
            piece(lighter(main, 0.35), rounded(-0.33, -tall - 0.02, 0.15, -tall + 0.1, 0.03), lift=5),
            flat(look(WHITE), line([(-0.2, -0.75 * tall), (-0.2, -0.5 * tall)], 0.04)),
        ]
        if ski:
            found.append(
                piece(
                    look("#3d4660"),
                    *(line([(-0.1, y), (0.14, y)], 0.06) for y in (-0.7, -0.52, -0.34)),
                    lift=4,
                )
            )
        return found

    return drawn


def clog(look: Look) -> list[Patch]:
    """Draw a wooden shoe, its toe to the right."""
    main = look.main("#e0a955")
    return [
        piece(
            main,
            ribbon([(-0.42, -0.26), (0.0, -0.2), (0.4, -0.22), (0.6, -0.46)], [0.34, 0.38, 0.34, 0.08]),
            lift=7,
        ),
        piece(darker(main, 0.55), ellipse(-0.24, -0.36, 0.2, 0.09), lift=3),
        flat(look("#e8504a"), *(ellipse(x, y, 0.05) for x, y in ((0.2, -0.24), (0.3, -0.2), (0.26, -0.3)))),
    ]


def slipper(look: Look) -> list[Patch]:
    """Draw a slipper with a bobble, its toe to the right."""
    main = look.main("#b06cc0")
    return [
        piece(look("#f3e4cc"), rounded(-0.56, -0.14, 0.56, 0.0, 0.06), lift=4),
        piece(main, ribbon([(-0.04, -0.2), (0.22, -0.22), (0.5, -0.14)], [0.3, 0.34, 0.16]), lift=6),
        piece(darker(main, 0.1), ellipse(-0.42, -0.16, 0.15, 0.07), lift=5),
        piece(look(WHITE), ellipse(0.22, -0.4, 0.12), lift=7),
    ]


def sock(look: Look) -> list[Patch]:
    """Draw a sock."""
    main = look.main("#e8504a")
    shape = ribbon([(-0.12, -0.92), (-0.12, -0.4), (0.0, -0.16), (0.42, -0.12)], [0.34, 0.34, 0.36, 0.22])
    bands = (line([(-0.3, -0.74), (0.06, -0.74)], 0.07), line([(-0.3, -0.58), (0.06, -0.58)], 0.07))
    return [
        piece(main, shape, lift=7),
        flat(look(WHITE), *bands),
        piece(look(WHITE), rounded(-0.33, -1.0, 0.09, -0.86, 0.04), lift=5),
        flat(lighter(main, 0.45), ellipse(0.42, -0.13, 0.12, 0.1), ellipse(-0.2, -0.14, 0.1, 0.1)),
    ]


def mitten(look: Look) -> list[Patch]:
    """Draw a mitten."""
    main = look.main("#e8504a")
    return [
        piece(main, ellipse(0.34, -0.46, 0.11, 0.2, 0.6), lift=5),
        piece(main, rounded(-0.3, -0.95, 0.26, -0.1, 0.24), lift=7),
        flat(look(WHITE), ellipse(-0.02, -0.55, 0.1, 0.1)),
        piece(look(WHITE), rounded(-0.32, -0.24, 0.28, 0.0, 0.05), lift=6),
    ]


def pants(look: Look) -> list[Patch]:
    """Draw a pair of pants."""
    main = look.main("#4c8fe0")
    return [
        piece(
            main,
            poly((-0.34, -0.95), (0.34, -0.95), (0.46, 0), (0.1, 0), (0.0, -0.52), (-0.1, 0), (-0.46, 0)),
            lift=7,
        ),
        flat(
            look(WHITE),
            *(
                ellipse(x, y, 0.045)
                for x, y in ((-0.2, -0.62), (0.22, -0.66), (-0.3, -0.28), (0.3, -0.3), (0.0, -0.74))
            ),
        ),
        piece(darker(main, 0.25), box(-0.35, -1.0, 0.35, -0.86), lift=4),
    ]


def scarf(look: Look) -> list[Patch]:
    """Draw a scarf with fringes."""
    main = look.main("#e8504a")
    ends = ((-0.34, -0.02), (0.16, -0.1))
    fringe = [line([(x + d, y - 0.1), (x + d, y + 0.03)], 0.03) for x, y in ends for d in (-0.08, 0.0, 0.08)]
    return [
        piece(darker(main, 0.1), line([(0.06, -0.62), (0.16, -0.18)], 0.28), lift=5),
        piece(main, line([(-0.16, -0.66), (-0.34, -0.1)], 0.28), lift=6),
        flat(
            look(WHITE),
            *(
                line([(x - 0.13, y), (x + 0.13, y + 0.03)], 0.05)
                for x, y in ((-0.27, -0.36), (-0.31, -0.2), (0.11, -0.4), (0.14, -0.26))
            ),
        ),
        piece(look(WHITE), *fringe, lift=4, ink=0.3),
        piece(main, ribbon([(-0.46, -0.74), (0.0, -0.64), (0.46, -0.74)], [0.2, 0.26, 0.2]), lift=7),
        *patterned(look, main, -0.4, -0.8, 0.4, -0.6),
    ]


def apron(look: Look) -> list[Patch]:
    """Draw an apron."""
    main = look.main("#e8504a")
    return [
        piece(
            darker(main, 0.2),
            *both(lambda d: ribbon([(d * 0.14, -0.9), (d * 0.06, -1.02)], [0.05, 0.05])),
            lift=4,
        ),
        piece(
            main,
            poly(
                (-0.18, -0.94),
                (0.18, -0.94),
                (0.24, -0.6),
                (0.42, -0.5),
                (0.46, 0),
                (-0.46, 0),
                (-0.42, -0.5),
                (-0.24, -0.6),
            ),
            lift=6,
        ),
        *patterned(Look(look.lit, look.color, look.pattern or "checked"), main, -0.38, -0.46, 0.38, -0.06),
        piece(look(WHITE), rounded(-0.18, -0.36, 0.18, -0.14, 0.04), lift=4),
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


CLOTHES: dict[str, Drawing] = {
    "hat": brimmed("#8a6a42", "#e8504a"),
    "straw hat": brimmed("#f0cf7c", "#e8504a", brim=0.78),
    "rain hat": brimmed("#fbcf45", "#e0b030", brim=0.7),
    "top hat": brimmed("#3d3a4a", "#e8504a", tall=0.8, brim=0.62, round_top=False),
    "wool hat": bobble("#4c8fe0", WHITE),
    "tea cozy": bobble("#f5923e", "#63b556"),
    "nightcap": nightcap,
    "cap": cap,
    "paper hat": paper_hat,
    "crown": crown,
    "boot": boot("#fbcf45", "#c99a2e"),
    "old boot": boot("#8a6a4c", "#4d3a2e", tall=0.8),
    "ski boot": boot("#4c8fe0", "#3d4660", ski=True),
    "riding boot": boot("#6d4a35", "#3a2a22", tall=1.1),
    "clog": clog,
    "wooden shoe": clog,
    "shoe": slipper,
    "slipper": slipper,
    "sock": sock,
    "mitten": mitten,
    "pants": pants,
    "scarf": scarf,
    "apron": apron,
    "bunny ear": bunny_ear,
}
