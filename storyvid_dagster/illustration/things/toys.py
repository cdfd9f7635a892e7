"""What is played with, and the rides of a playground and a fair."""

from storyvid_dagster.illustration.shapes import Patch, box, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
    PINK,
    WHITE,
    WOOD,
    Drawing,
    Look,
    arc,
    both,
    darker,
    ellipse,
    eye,
    flat,
    lighter,
    line,
    piece,
    rounded,
    smile,
)


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


TOYS: dict[str, Drawing] = {
    "ball": ball,
    "marble": marble,
    "kite": kite,
    "seesaw": seesaw,
    "sled": sled,
    "wooden horse": ride("#c98a4e", "#6d4a32"),
    "painted pig": ride("#f2aeb0", "#f283ab", snout="pig"),
    "spotted cow": ride("#fbf4e8", "#7d5a3c", horned=True, spots=True),
    "wooden camel": ride("#d8ab6b", "#a5713f", hump=True),
    "golden lion": ride("#f0bd45", "#c98a3a", snout="mane"),
    "rubber duck": toy_duck,
    "merry-go-round": carousel,
}
