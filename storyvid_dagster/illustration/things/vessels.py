"""What holds something: pots, jars, cups, tins, boxes and bags."""

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


def _shine(look: Look, x: float, y0: float, y1: float) -> Patch:
    return flat(look(WHITE), line([(x, y0), (x, y1)], 0.035))


def pot(
    color: str,
    *profile: tuple[float, float],
    handle: bool = False,
    spout: str = "",
    lid: bool = False,
    ears: bool = False,
    bail: bool = False,
    long_handle: bool = False,
    inside: str = "",
    feet: bool = False,
) -> Drawing:
    """Draw something round with the (half width, y) of `profile` from its top down, and what is on it."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        top, low = profile[0], profile[-1]
        wide = max(x for x, _ in profile)
        middle = 0.5 * (top[1] + low[1])
        found: list[Patch] = []
        if handle:
            found.append(
                piece(
                    darker(main, 0.12),
                    arc(-wide + 0.02, middle, 0.2, 0.5 * (low[1] - top[1]) * 0.72, 0.25, 0.75, 0.07),
                    lift=4,
                )
            )
        if ears:
            found.append(
                piece(
                    darker(main, 0.2),
                    *both(lambda d: ellipse(d * (wide + 0.04), top[1] + 0.12, 0.1, 0.05)),
                    lift=4,
                )
            )
        if bail:
            found.append(
                piece(look(STEEL), arc(0, top[1] + 0.02, 0.92 * top[0], 0.34, 0.5, 1.0, 0.035), lift=3)
            )
        if long_handle:
            found.append(
                piece(
                    look("#6d5a50"),
                    line([(wide - 0.03, top[1] + 0.06), (wide + 0.55, top[1] - 0.02)], 0.075),
                    lift=4,
                )
            )
        if spout == "tea":
            found.append(
                piece(
                    main,
                    ribbon(
                        [
                            (wide - 0.1, middle + 0.1),
                            (wide + 0.14, middle - 0.02),
                            (wide + 0.24, top[1] - 0.02),
                        ],
                        [0.2, 0.12, 0.09],
                    ),
                    lift=4,
                )
            )
        if spout == "can":
            found.append(
                piece(
                    main,
                    ribbon([(wide - 0.08, low[1] - 0.12), (wide + 0.34, top[1] - 0.02)], [0.12, 0.08]),
                    lift=4,
                )
            )
            found.append(
                piece(darker(main, 0.2), ellipse(wide + 0.37, top[1] - 0.05, 0.12, 0.055, 0.75), lift=5)
            )
        if spout == "lip":
            found.append(
                piece(
                    main,
                    poly(
                        (top[0] - 0.06, top[1]), (top[0] + 0.2, top[1] - 0.08), (top[0] - 0.02, top[1] + 0.2)
                    ),
                    lift=4,
                )
            )
        body = turned(*profile)
        found.append(piece(main, body, lift=7))
        found += patterned(look, main, -0.8 * wide, top[1] + 0.15, 0.8 * wide, low[1] - 0.08)
        if inside:
            found.append(piece(look(inside), ellipse(0, top[1], 0.86 * top[0], 0.07), lift=3))
        else:
            found.append(
                piece(
                    lighter(main, 0.35),
                    rounded(-top[0] - 0.03, top[1] - 0.03, top[0] + 0.03, top[1] + 0.06, 0.04),
                    lift=4,
                    ink=0.6,
                )
            )
        if lid:
            found.append(
                piece(
                    lighter(main, 0.2),
                    turned((0.05, top[1] - 0.19), (0.8 * top[0], top[1] - 0.09), (top[0], top[1])),
                    lift=5,
                )
            )
            found.append(piece(darker(main, 0.2), ellipse(0, top[1] - 0.21, 0.065), lift=6))
        if feet:
            found.append(
                piece(look(GOLD), *both(lambda d: ellipse(d * 0.6 * wide, -0.03, 0.09, 0.07)), lift=6)
            )
        found.append(_shine(look, -0.62 * wide, middle - 0.12, middle + 0.08))
        return found

    return drawn


_ROUND = ((0.24, -0.72), (0.4, -0.55), (0.44, -0.32), (0.38, -0.1), (0.26, 0.0))
_CUP = ((0.38, -0.72), (0.37, -0.35), (0.27, -0.06), (0.2, 0.0))
_POT = ((0.42, -0.72), (0.43, -0.12), (0.36, 0.0))
_BUCKET = ((0.42, -0.78), (0.3, 0.0))
_JAR = ((0.26, -0.86), (0.28, -0.76), (0.37, -0.68), (0.37, -0.06), (0.32, 0.0))
_BOWL = ((0.55, -0.5), (0.48, -0.22), (0.3, -0.04), (0.22, 0.0))
_TUB = ((0.78, -0.62), (0.74, -0.25), (0.6, -0.06), (0.5, -0.03))
_FLOWERPOT = ((0.4, -0.78), (0.41, -0.6), (0.35, -0.6), (0.26, 0.0))
_TIN = ((0.4, -0.6), (0.4, 0.0))
_PAN = ((0.44, -0.46), (0.42, -0.06), (0.36, 0.0))


def jar(color: str, filling: str) -> Drawing:
    """Draw a glass jar with something in it."""

    def drawn(look: Look) -> list[Patch]:
        glass = turned(*_JAR)
        inner = turned((0.29, -0.62), (0.31, -0.08), (0.27, -0.05))
        return [
            piece(look("#dcedf2"), glass, shade=0.1, lift=5),
            piece(look.main(filling), inner, lift=2, ink=0.2),
            piece(look(color), rounded(-0.3, -0.98, 0.3, -0.82, 0.04), lift=6),
            piece(look(WHITE), rounded(-0.2, -0.46, 0.2, -0.2, 0.04), lift=3, ink=0.4),
            flat(look(color), ellipse(0, -0.33, 0.07)),
            _shine(look, -0.27, -0.62, -0.4),
        ]

    return drawn


def bottle(color: str, filling: str) -> Drawing:
    """Draw a bottle."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        return [
            piece(
                main, turned((0.09, -0.95), (0.09, -0.72), (0.22, -0.56), (0.22, -0.05), (0.18, 0.0)), lift=6
            ),
            flat(look(filling), turned((0.16, -0.44), (0.17, -0.06), (0.14, -0.03))),
            piece(look(WHITE), rounded(-0.19, -0.4, 0.19, -0.16, 0.03), lift=3, ink=0.4),
            piece(look(WOOD), rounded(-0.075, -1.04, 0.075, -0.92, 0.02), lift=5),
            _shine(look, -0.15, -0.55, -0.44),
        ]

    return drawn


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
    bowl = pot(STEEL, *_BOWL, ears=True)(look)
    return [*bowl, flat(look("#5d6674"), *(ellipse(x, y, 0.032) for x, y in holes))]


def bathtub(look: Look) -> list[Patch]:
    """Draw a bathtub with foam."""
    return [
        piece(
            look("#eaf6fb"),
            *(ellipse(x, -0.68, r) for x, r in ((-0.4, 0.16), (-0.14, 0.2), (0.16, 0.17), (0.42, 0.14))),
            lift=4,
        ),
        *pot("#f3f6f8", *_TUB, feet=True)(look),
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


VESSELS: dict[str, Drawing] = {
    "teapot": pot("#4c8fe0", *_ROUND, handle=True, spout="tea", lid=True),
    "kettle": pot("#8b95a5", *_ROUND, bail=True, spout="tea", lid=True),
    "cocoa pot": pot(
        "#a5693f", (0.24, -0.8), (0.26, -0.6), (0.36, -0.2), (0.28, 0.0), handle=True, spout="lip", lid=True
    ),
    "watering can": pot("#63b556", *_POT, handle=True, spout="can"),
    "jug": pot("#f2ead8", (0.24, -0.85), (0.2, -0.66), (0.36, -0.3), (0.28, 0.0), handle=True, spout="lip"),
    "milk can": pot(STEEL, (0.22, -0.9), (0.2, -0.72), (0.36, -0.58), (0.36, 0.0), ears=True, lid=True),
    "gravy boat": pot(
        "#f2ead8", (0.5, -0.5), (0.44, -0.24), (0.24, -0.06), (0.28, 0.0), handle=True, spout="lip"
    ),
    "cup": pot("#f283ab", *_CUP, handle=True),
    "mug": pot("#e8504a", (0.34, -0.72), (0.34, -0.04), (0.3, 0.0), handle=True),
    "egg cup": pot("#fbcf45", (0.3, -0.78), (0.28, -0.5), (0.1, -0.36), (0.08, -0.16), (0.26, 0.0)),
    "flowerpot": pot("#cf7446", *_FLOWERPOT, inside="#6d4a32"),
    "soup pot": pot("#e8504a", *_POT, ears=True, lid=True),
    "saucepan": pot("#8b95a5", *_PAN, long_handle=True),
    "bowl": pot("#4c8fe0", *_BOWL, inside="#f3cf8a"),
    "sugar bowl": pot("#f6efe2", *_ROUND, lid=True, ears=True),
    "bucket": pot("#f5923e", *_BUCKET, bail=True),
    "pail": pot(STEEL, *_BUCKET, bail=True),
    "coal scuttle": pot("#4d5260", (0.46, -0.72), (0.32, 0.0), bail=True, inside="#26242c"),
    "vase": pot("#7fc6d6", (0.24, -0.95), (0.13, -0.78), (0.32, -0.4), (0.28, -0.1), (0.2, 0.0)),
    "tin": pot("#e8504a", *_TIN, lid=True),
    "cake pan": pot(STEEL, (0.5, -0.34), (0.46, 0.0), ears=True),
    "washtub": pot("#b98a58", *_TUB, ears=True, inside="#cfeaf3"),
    "jam pot": jar("#e8504a", "#c2304a"),
    "jar": jar("#4c8fe0", "#f0b03c"),
    "honey jar": jar("#fbcf45", "#f0a030"),
    "mustard pot": jar("#8a6a42", "#f0c330"),
    "jar of dew": jar("#63b556", "#bfe6f2"),
    "jar of pink lemonade": jar("#f283ab", "#f9a8bf"),
    "cookie jar": jar("#f5923e", "#d9a05a"),
    "bottle": bottle("#6fb07a", "#9fd0a4"),
    "lemonade bottle": bottle("#e8f2d0", "#f7e26b"),
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
}
