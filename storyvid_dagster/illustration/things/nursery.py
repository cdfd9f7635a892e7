"""What belongs to the great days of a small child: a cradle, a table laid for a party."""

from storyvid_dagster.illustration.shapes import Patch
from storyvid_dagster.illustration.things.pieces import (
    INK,
    WHITE,
    WOOD,
    Drawing,
    Look,
    arc,
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


def cradle(look: Look) -> list[Patch]:
    """Draw a cradle on rockers with a baby looking out of it."""
    main, cover = look.main(WOOD), look("#8cc8f0")
    return [
        piece(darker(main, 0.25), arc(0, -0.5, 0.72, 0.46, 0.06, 0.44, 0.08), lift=3),
        piece(
            darker(main, 0.15),
            rounded(-0.76, -1.0, -0.62, -0.3, 0.06),
            rounded(0.62, -0.78, 0.76, -0.3, 0.06),
            lift=4,
        ),
        piece(look(WHITE), rounded(-0.58, -0.86, -0.02, -0.48, 0.14), lift=4),
        piece(look("#f6c9a4"), ellipse(-0.28, -0.72, 0.21, 0.2), lift=6),
        *eyes(look, -0.27, -0.73, 0.08, 0.026),
        cheeks(look, -0.27, -0.67, 0.13, 0.035),
        smile(look, -0.27, -0.68, 0.05, 0.016),
        flat(look(INK), line([(-0.3, -0.91), (-0.27, -0.97), (-0.23, -0.93)], 0.02)),
        piece(cover, rounded(-0.1, -0.74, 0.64, -0.4, 0.16), lift=7),
        *patterned(look, cover, 0.0, -0.7, 0.56, -0.5),
        piece(main, turned((0.7, -0.56), (0.56, -0.12)), lift=8),
        flat(lighter(main, 0.3), rounded(-0.64, -0.52, 0.64, -0.47, 0.02)),
    ]


def party_table(look: Look) -> list[Patch]:
    """Draw a table whose cloth hangs to the ground, with three cups on it."""
    main = look.main("#8cc8f0")
    scallops = [ellipse(x, -0.72, 0.15, 0.12) for x in (-0.78, -0.47, -0.16, 0.16, 0.47, 0.78)]
    return [
        piece(
            look("#e8504a"),
            *(rounded(x - 0.07, -1.0, x + 0.07, -0.8, 0.03) for x in (-0.6, 0.0, 0.6)),
            lift=4,
        ),
        piece(main, turned((0.9, -0.8), (1.0, -0.04), (0.96, 0.0)), lift=6),
        *patterned(look, main, -0.8, -0.56, 0.8, -0.06),
        flat(
            darker(main, 0.18), *(line([(x, -0.6), (1.12 * x, -0.04)], 0.03) for x in (-0.6, -0.2, 0.2, 0.6))
        ),
        piece(lighter(main, 0.5), *scallops, rounded(-0.94, -0.86, 0.94, -0.7, 0.05), lift=7),
    ]


NURSERY: dict[str, Drawing] = {"cradle": cradle, "party table": party_table}
