"""What else holds something: trunks, boxes, baskets, bags and tubs."""

from storyvid_dagster.illustration.shapes import Patch, Polygon, box, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
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
    patterned,
    piece,
    rounded,
    turned,
)
from storyvid_dagster.illustration.things.pots import BOWL, TUB, pot


def chest(
    color: str, *, band: str = "", handle: bool = True, weave: bool = False, deep: float = 0.66
) -> Drawing:
    """Draw a suitcase, trunk, hamper or the like."""

    def drawn(look: Look) -> list[Patch]:
        main, strap = look.main(color), look(band or "#6d4a32")
        lid = -deep
        cross: list[Polygon] = []
        if weave:
            cross = [
                line([(x, lid + 0.05), (x, -0.05)], 0.022)
                for x in (-0.42, -0.28, -0.14, 0.0, 0.14, 0.28, 0.42)
            ]
            cross += [line([(-0.52, y), (0.52, y)], 0.022) for y in (0.7 * lid, 0.45 * lid, 0.2 * lid)]
        return [
            *([piece(strap, arc(0, lid, 0.16, 0.14, 0.5, 1.0, 0.06), lift=4)] if handle else []),
            piece(main, rounded(-0.55, lid, 0.55, 0.0, 0.08), lift=7),
            *([flat(darker(main, 0.25), *cross)] if cross else []),
            *patterned(look, main, -0.45, lid + 0.06, 0.45, -0.06),
            piece(strap, *both(lambda d: box(d * 0.33 - 0.045, lid, d * 0.33 + 0.045, 0.0)), lift=3, ink=0.5),
            flat(darker(main, 0.35), line([(-0.55, 0.66 * lid), (0.55, 0.66 * lid)], 0.025)),
            piece(look(GOLD), rounded(-0.06, 0.72 * lid, 0.06, 0.54 * lid, 0.02), lift=4),
        ]

    return drawn


def hatbox(look: Look) -> list[Patch]:
    """Draw a round box with a lid and a bow."""
    main = look.main("#f283ab")
    return [
        piece(main, rounded(-0.42, -0.6, 0.42, 0.0, 0.06), lift=6),
        flat(look(WHITE), *(box(x, -0.46, x + 0.08, 0.0) for x in (-0.34, -0.12, 0.1, 0.3))),
        piece(lighter(main, 0.3), rounded(-0.46, -0.66, 0.46, -0.46, 0.05), lift=7),
        piece(look("#8e62c9"), *both(lambda d: ellipse(d * 0.13, -0.73, 0.14, 0.07, -d * 0.4)), lift=5),
        piece(look("#8e62c9"), ellipse(0, -0.71, 0.055), lift=6),
    ]


def parcel(look: Look) -> list[Patch]:
    """Draw a parcel tied with string."""
    main, string = look.main("#cfa06a"), look("#e2483f")
    return [
        piece(main, rounded(-0.46, -0.66, 0.46, 0.0, 0.03), lift=7),
        *patterned(look, main, -0.44, -0.62, 0.44, -0.03),
        flat(lighter(main, 0.3), poly((-0.46, -0.66), (0.46, -0.66), (0.36, -0.56), (-0.36, -0.56))),
        piece(string, box(-0.035, -0.66, 0.035, 0.0), box(-0.46, -0.36, 0.46, -0.29), lift=3, ink=0.3),
        piece(string, *both(lambda d: arc(d * 0.12, -0.74, 0.12, 0.08, 0.0, 1.0, 0.045)), lift=5),
        piece(look(WHITE), rounded(0.12, -0.22, 0.36, -0.08, 0.02), lift=3, ink=0.4),
    ]


def matchbox(look: Look) -> list[Patch]:
    """Draw a matchbox, half open."""
    return [
        piece(look("#f5e7c8"), rounded(0.1, -0.36, 0.72, -0.02, 0.03), lift=4),
        flat(look("#e2483f"), *(ellipse(0.62, y, 0.04) for y in (-0.28, -0.19, -0.1))),
        flat(look(WOOD), *(line([(0.3, y), (0.58, y)], 0.03) for y in (-0.28, -0.19, -0.1))),
        piece(look.main("#4c8fe0"), rounded(-0.5, -0.4, 0.36, 0.02, 0.03), lift=7),
        piece(look(GOLD), ellipse(-0.07, -0.19, 0.14), lift=3, ink=0.4),
    ]


def basket(look: Look) -> list[Patch]:
    """Draw a basket with a handle."""
    main = look.main("#c9924e")
    rows = [
        line([(-0.44 + 0.06 * k, -0.42 + 0.13 * k), (0.44 - 0.06 * k, -0.42 + 0.13 * k)], 0.03)
        for k in range(3)
    ]
    return [
        piece(darker(main, 0.12), arc(0, -0.46, 0.38, 0.5, 0.5, 1.0, 0.065), lift=4),
        piece(main, turned((0.48, -0.5), (0.34, 0.0)), lift=6),
        flat(
            darker(main, 0.25),
            *rows,
            *(line([(1.2 * x, -0.48), (0.85 * x, -0.02)], 0.022) for x in (-0.28, -0.14, 0, 0.14, 0.28)),
        ),
        piece(lighter(main, 0.2), rounded(-0.52, -0.56, 0.52, -0.45, 0.05), lift=7),
    ]


def sack(color: str) -> Drawing:
    """Draw a sack or bag, tied at its neck."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        return [
            piece(
                main, poly((-0.16, -0.78), (-0.26, -0.98), (0.0, -0.92), (0.26, -0.98), (0.16, -0.78)), lift=4
            ),
            piece(
                main, turned((0.12, -0.76), (0.34, -0.56), (0.44, -0.25), (0.38, -0.04), (0.25, 0.0)), lift=7
            ),
            *patterned(look, main, -0.3, -0.56, 0.3, -0.06),
            piece(look("#e2483f"), line([(-0.15, -0.77), (0.15, -0.77)], 0.06), lift=4),
        ]

    return drawn


def barrel(look: Look) -> list[Patch]:
    """Draw a barrel."""
    main = look.main("#b57f4a")
    body = turned((0.32, -0.96), (0.43, -0.7), (0.46, -0.48), (0.43, -0.24), (0.32, 0.0))
    return [
        piece(main, body, lift=7),
        flat(
            darker(main, 0.25),
            *(
                ribbon([(0.7 * x, -0.95), (x, -0.48), (0.7 * x, -0.02)], [0.02] * 3)
                for x in (-0.28, -0.1, 0.1, 0.28)
            ),
        ),
        piece(
            look("#6d7280"),
            *(line([(-w, y), (w, y)], 0.075) for w, y in ((0.41, -0.78), (0.41, -0.18))),
            lift=3,
        ),
    ]


def colander(look: Look) -> list[Patch]:
    """Draw a colander."""
    holes = [
        (x, y)
        for y, xs in (
            (-0.38, (-0.36, -0.18, 0, 0.18, 0.36)),
            (-0.25, (-0.27, -0.09, 0.09, 0.27)),
            (-0.13, (-0.15, 0, 0.15)),
        )
        for x in xs
    ]
    bowl = pot(STEEL, *BOWL, ears=True)(look)
    return [*bowl, flat(look("#5d6674"), *(ellipse(x, y, 0.032) for x, y in holes))]


def bathtub(look: Look) -> list[Patch]:
    """Draw a bathtub with foam."""
    return [
        piece(
            look("#eaf6fb"),
            *(ellipse(x, -0.68, r) for x, r in ((-0.4, 0.16), (-0.14, 0.2), (0.16, 0.17), (0.42, 0.14))),
            lift=4,
        ),
        *pot("#f3f6f8", *TUB, feet=True)(look),
    ]


def thimble(look: Look) -> list[Patch]:
    """Draw a thimble."""
    return [
        *pot(STEEL, (0.2, -0.8), (0.28, -0.7), (0.36, -0.06), (0.38, 0.0))(look),
        flat(
            look("#77818f"),
            *(ellipse(x, y, 0.025) for y in (-0.6, -0.45, -0.3) for x in (-0.18, -0.06, 0.06, 0.18)),
        ),
    ]


def sink(look: Look) -> list[Patch]:
    """Draw an old sink with a tap."""
    return [
        piece(
            look(STEEL),
            ribbon([(0, -0.6), (0, -0.94), (0.18, -0.96), (0.2, -0.82)], [0.08, 0.08, 0.08, 0.07]),
            lift=4,
        ),
        piece(look("#d9dfe4"), box(-0.14, -0.3, 0.14, 0.0), lift=4),
        *pot("#f3f6f8", (0.56, -0.64), (0.5, -0.36), (0.34, -0.2))(look),
    ]


def flowerpots(look: Look) -> list[Patch]:
    """Draw a stack of flowerpots."""
    clay = look.main("#cf7446")
    return [
        part
        for k in range(3)
        for part in (
            piece(clay, turned((0.24, -0.3 - 0.26 * k), (0.34, -0.06 - 0.26 * k)), lift=5),
            piece(lighter(clay, 0.15), rounded(-0.4, -0.13 - 0.26 * k, 0.4, -0.26 * k, 0.03), lift=6),
        )
    ]


CONTAINERS: dict[str, Drawing] = {
    "suitcase": chest("#b5713f"),
    "trunk": chest("#7d5a3c", band="#c9a24e", handle=False, deep=0.74),
    "hamper": chest("#d3a55e", weave=True),
    "carpetbag": chest("#a8474e", band="#5d3a3a"),
    "box": chest("#c99a62", handle=False),
    "hatbox": hatbox,
    "parcel": parcel,
    "matchbox": matchbox,
    "basket": basket,
    "sack": sack("#cdb083"),
    "bag": sack("#e8b34a"),
    "barrel": barrel,
    "colander": colander,
    "bathtub": bathtub,
    "thimble": thimble,
    "sink": sink,
    "stack of flowerpots": flowerpots,
}
