"""Cloth that is not worn: folded, hung up, stuffed or laid down."""

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
    WHITE,
    WOOD,
    Drawing,
    Look,
    both,
    darker,
    ellipse,
    flat,
    lighter,
    line,
    patterned,
    piece,
    rounded,
)


def folded(color: str, pattern: str = "") -> Drawing:
    """Draw cloth folded to a soft heap."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        shown = Look(look.lit, look.color, look.pattern or pattern)
        return [
            piece(darker(main, 0.18), rounded(-0.56, -0.2, 0.56, 0.0, 0.09), lift=4),
            piece(main, rounded(-0.53, -0.36, 0.53, -0.14, 0.09), lift=5),
            piece(lighter(main, 0.12), rounded(-0.55, -0.54, 0.5, -0.29, 0.1), lift=6),
            *patterned(shown, main, -0.44, -0.5, 0.4, -0.33),
            piece(main, poly((-0.3, -0.36), (0.46, -0.42), (0.4, -0.02), (-0.2, -0.06)), lift=7),
            *patterned(shown, main, -0.2, -0.34, 0.38, -0.08),
        ]

    return drawn


def hung(color: str, *, pole: bool = True, pattern: str = "") -> Drawing:
    """Draw a curtain, sheet or flag on a pole."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        shown = Look(look.lit, look.color, look.pattern or pattern)
        cloth = poly(
            (-0.4, -0.94),
            (0.4, -0.94),
            (0.44, -0.1),
            (0.3, -0.04),
            (0.15, -0.1),
            (0.0, -0.03),
            (-0.15, -0.1),
            (-0.3, -0.04),
            (-0.44, -0.1),
        )
        return [
            piece(main, cloth, lift=6),
            *patterned(shown, main, -0.34, -0.85, 0.34, -0.16),
            flat(
                darker(main, 0.18), *(line([(x, -0.9), (1.1 * x, -0.12)], 0.022) for x in (-0.22, 0.0, 0.22))
            ),
            *([piece(look(WOOD), line([(-0.54, -0.96), (0.54, -0.96)], 0.06), lift=7)] if pole else []),
        ]

    return drawn


def flag(look: Look) -> list[Patch]:
    """Draw a flag on its stick."""
    main = look.main("#e8504a")
    return [
        piece(look(WOOD), line([(-0.34, -1.0), (-0.34, 0.0)], 0.05), lift=4),
        piece(
            main,
            ribbon([(-0.32, -0.74), (0.0, -0.78), (0.28, -0.7), (0.54, -0.76)], [0.42, 0.4, 0.4, 0.38]),
            lift=6,
        ),
        flat(look(WHITE), ellipse(0.08, -0.74, 0.11)),
        piece(look(GOLD), ellipse(-0.34, -1.02, 0.05), lift=5),
    ]


def cushion(color: str, pattern: str = "") -> Drawing:
    """Draw a cushion or pillow."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        shown = Look(look.lit, look.color, look.pattern or pattern)
        shape = ribbon([(-0.56, -0.3), (-0.3, -0.3), (0.3, -0.3), (0.56, -0.3)], [0.5, 0.58, 0.58, 0.5])
        return [
            piece(main, shape, lift=7),
            *patterned(shown, main, -0.46, -0.55, 0.46, -0.06),
            piece(
                lighter(main, 0.5),
                *(ellipse(x, y, 0.06) for x in (-0.56, 0.56) for y in (-0.52, -0.08)),
                lift=4,
            ),
        ]

    return drawn


def rug(color: str) -> Drawing:
    """Draw a mat or carpet lying on the ground."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        return [
            piece(
                look(WHITE),
                *both(lambda d: poly((d * 0.74, -0.3), (d * 0.82, -0.3), (d * 0.98, 0), (d * 0.86, 0))),
                lift=3,
            ),
            piece(main, poly((-0.74, -0.32), (0.74, -0.32), (0.9, 0), (-0.9, 0)), lift=5),
            flat(lighter(main, 0.4), poly((-0.6, -0.27), (0.6, -0.27), (0.7, -0.06), (-0.7, -0.06))),
            flat(main, poly((-0.48, -0.23), (0.48, -0.23), (0.54, -0.1), (-0.54, -0.1))),
        ]

    return drawn


def ribbon_bow(look: Look) -> list[Patch]:
    """Draw a ribbon tied to a bow."""
    main = look.main("#f283ab")
    return [
        piece(
            darker(main, 0.12),
            *both(
                lambda d: ribbon([(d * 0.04, -0.46), (d * 0.2, -0.2), (d * 0.32, -0.02)], [0.1, 0.14, 0.16])
            ),
            lift=4,
        ),
        piece(main, *both(lambda d: ellipse(d * 0.32, -0.6, 0.3, 0.17, -d * 0.35)), lift=6),
        flat(darker(main, 0.2), *both(lambda d: ellipse(d * 0.3, -0.58, 0.16, 0.06, -d * 0.35))),
        piece(main, ellipse(0, -0.54, 0.1, 0.11), lift=8),
    ]


CLOTH: dict[str, Drawing] = {
    "blanket": folded("#e8504a", "checked"),
    "quilt": folded("#8fb4e8", "checked"),
    "tablecloth": folded("#e8504a", "checked"),
    "bedspread": folded("#f283ab", "dotted"),
    "towel": folded("#3fb5ad", "striped"),
    "bedsheet": hung("#eef2f6", pattern="striped"),
    "curtain": hung("#c0485a"),
    "poster": hung("#fbcf45", pattern="dotted"),
    "flag": flag,
    "cushion": cushion("#8e62c9", "striped"),
    "pillow": cushion("#f3f0ea"),
    "bath mat": rug("#3fb5ad"),
    "rug": rug("#c0485a"),
    "ribbon": ribbon_bow,
}
