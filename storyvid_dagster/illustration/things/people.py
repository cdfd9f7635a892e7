"""Who looks like a person."""

from storyvid_dagster.illustration.shapes import Patch, box, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    INK,
    WHITE,
    Drawing,
    Look,
    both,
    cheeks,
    ellipse,
    eyes,
    flat,
    piece,
    smile,
    turned,
)


def queen(look: Look) -> list[Patch]:
    """Draw a queen."""
    gown = look.main("#8e62c9")
    crown = poly(
        (-0.17, -0.86), (-0.2, -1.04), (-0.09, -0.95), (0, -1.08), (0.09, -0.95), (0.2, -1.04), (0.17, -0.86)
    )
    return [
        piece(look("#8a5a3a"), ellipse(0, -0.7, 0.23, 0.24), lift=4),
        piece(
            gown, poly((-0.1, -0.58), (0.1, -0.58), (0.2, -0.4), (0.36, 0), (-0.36, 0), (-0.2, -0.4)), lift=6
        ),
        piece(gown, *both(lambda d: ribbon([(d * 0.1, -0.52), (d * 0.28, -0.34)], [0.12, 0.09])), lift=5),
        piece(look("#f3c9a5"), *both(lambda d: ellipse(d * 0.3, -0.31, 0.05)), lift=4),
        flat(look(WHITE), box(-0.36, -0.06, 0.36, 0.0), box(-0.04, -0.52, 0.04, 0.0)),
        piece(look("#f3c9a5"), ellipse(0, -0.72, 0.175, 0.18), lift=8),
        piece(look("#f4c04a"), crown, lift=5),
        *eyes(look, 0, -0.74, 0.07, 0.034),
        cheeks(look, 0, -0.67, 0.11, 0.03),
        smile(look, 0, -0.67, 0.06),
    ]


def gnome(look: Look) -> list[Patch]:
    """Draw a garden gnome."""
    return [
        piece(look("#4c8fe0"), turned((0.2, -0.5), (0.32, -0.1), (0.3, 0.0)), lift=5),
        piece(look("#f3c9a5"), ellipse(0, -0.56, 0.19, 0.17), lift=6),
        piece(
            look(WHITE),
            poly((-0.21, -0.56), (0.21, -0.56), (0.2, -0.36), (0.0, -0.16), (-0.2, -0.36)),
            lift=7,
        ),
        piece(look.main("#e2483f"), poly((-0.26, -0.62), (0.26, -0.62), (0.04, -1.04)), lift=8),
        flat(look("#e8a088"), ellipse(0, -0.54, 0.06, 0.05)),
        *eyes(look, 0, -0.59, 0.09, 0.028),
        flat(look(INK), box(-0.3, -0.2, 0.3, -0.15)),
    ]


PEOPLE: dict[str, Drawing] = {
    "queen": queen,
    "gnome": gnome,
}
