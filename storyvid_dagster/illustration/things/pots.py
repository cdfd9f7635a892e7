"""What is turned on a wheel or blown: pots, cups, tins, jars and bottles."""

from storyvid_dagster.illustration.shapes import Patch, poly, ribbon
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
BOWL = ((0.55, -0.5), (0.48, -0.22), (0.3, -0.04), (0.22, 0.0))
TUB = ((0.78, -0.62), (0.74, -0.25), (0.6, -0.06), (0.5, -0.03))
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


POTS: dict[str, Drawing] = {
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
    "bowl": pot("#4c8fe0", *BOWL, inside="#f3cf8a"),
    "sugar bowl": pot("#f6efe2", *_ROUND, lid=True, ears=True),
    "bucket": pot("#f5923e", *_BUCKET, bail=True),
    "pail": pot(STEEL, *_BUCKET, bail=True),
    "coal scuttle": pot("#4d5260", (0.46, -0.72), (0.32, 0.0), bail=True, inside="#26242c"),
    "vase": pot("#7fc6d6", (0.24, -0.95), (0.13, -0.78), (0.32, -0.4), (0.28, -0.1), (0.2, 0.0)),
    "tin": pot("#e8504a", *_TIN, lid=True),
    "cake pan": pot(STEEL, (0.5, -0.34), (0.46, 0.0), ears=True),
    "washtub": pot("#b98a58", *TUB, ears=True, inside="#cfeaf3"),
    "jam pot": jar("#e8504a", "#c2304a"),
    "jar": jar("#4c8fe0", "#f0b03c"),
    "honey jar": jar("#fbcf45", "#f0a030"),
    "mustard pot": jar("#8a6a42", "#f0c330"),
    "jar of dew": jar("#63b556", "#bfe6f2"),
    "jar of pink lemonade": jar("#f283ab", "#f9a8bf"),
    "cookie jar": jar("#f5923e", "#d9a05a"),
    "bottle": bottle("#6fb07a", "#9fd0a4"),
    "lemonade bottle": bottle("#e8f2d0", "#f7e26b"),
}
