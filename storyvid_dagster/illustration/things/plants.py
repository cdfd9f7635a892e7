"""Trees, bushes, flowers and leaves."""

import math

from storyvid_dagster.core.things import BARE
from storyvid_dagster.illustration.shapes import Patch, box, poly, ribbon, star
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
    INK,
    LEAF,
    WHITE,
    Drawing,
    Look,
    both,
    darker,
    ellipse,
    flat,
    lighter,
    line,
    piece,
    rounded,
)


def tree(
    crown: str,
    trunk: str = "#8a5f3f",
    fruit: str = "",
    *,
    pine: bool = False,
    bent: bool = False,
    small: bool = False,
) -> Drawing:
    """Draw a tree."""

    def drawn(look: Look) -> list[Patch]:
        leaves, bark = look.main(crown), look(trunk)
        if look.pattern == BARE and not pine:
            return [*_bare_tree(look, trunk, 0.14 if bent else 0.0), *_birch(look, trunk)]
        if pine:
            tiers = [
                poly(
                    (0, -1.0 + 0.2 * k),
                    (0.18 + 0.09 * k, -0.66 + 0.2 * k),
                    (-0.18 - 0.09 * k, -0.66 + 0.2 * k),
                )
                for k in range(3)
            ]
            return [
                piece(bark, box(-0.06, -0.3, 0.06, 0.0), lift=4),
                *(piece(leaves, t, lift=5 + k) for k, t in enumerate(reversed(tiers))),
            ]
        lean = 0.14 if bent else 0.0
        top = -0.3 if small else -0.4
        crowns = [
            (-0.24 + lean, -0.6, 0.22),
            (0.24 + lean, -0.6, 0.22),
            (lean, -0.76, 0.24),
            (lean, -0.56, 0.26),
        ]
        dots = ((-0.22, -0.6), (0.2, -0.66), (0.02, -0.8), (0.06, -0.52), (-0.08, -0.66), (0.3, -0.52))
        return [
            piece(bark, ribbon([(0, 0), (-0.5 * lean, -0.24), (lean, top - 0.1)], [0.17, 0.1, 0.08]), lift=5),
            *_birch(look, trunk),
            piece(leaves, *(ellipse(x, y, r, 0.86 * r) for x, y, r in crowns), lift=7),
            flat(
                lighter(leaves, 0.25),
                ellipse(-0.12 + lean, -0.78, 0.1, 0.05, -0.4),
                ellipse(0.2 + lean, -0.68, 0.09, 0.045, -0.4),
            ),
            *([flat(look(fruit), *(ellipse(x + lean, y, 0.035) for x, y in dots))] if fruit else []),
        ]

    return drawn


def _birch(look: Look, trunk: str) -> list[Patch]:
    """Draw the dark marks on white bark."""
    if trunk != "#f1eee6":
        return []
    return [flat(look(INK), *(line([(-0.04, y), (0.02, y)], 0.02) for y in (-0.1, -0.2, -0.3)))]


def _bare_tree(look: Look, trunk: str, lean: float) -> list[Patch]:
    """Draw a tree that has lost its leaves."""
    bark = look(trunk)
    branches = (
        ((lean, -0.5), (lean - 0.14, -0.68), (lean - 0.34, -0.8)),
        ((lean, -0.46), (lean + 0.16, -0.62), (lean + 0.38, -0.7)),
        ((lean, -0.6), (lean + 0.04, -0.8), (lean - 0.02, -1.0)),
        ((lean, -0.62), (lean + 0.13, -0.82), (lean + 0.24, -0.96)),
        ((lean - 0.1, -0.62), (lean - 0.16, -0.82), (lean - 0.2, -0.96)),
        ((0.4 * lean, -0.36), (lean - 0.16, -0.46), (lean - 0.34, -0.54)),
    )
    stem = ribbon([(0, 0), (-0.5 * lean, -0.24), (lean, -0.66)], [0.17, 0.11, 0.06])
    twigs = (ribbon(list(points), [0.06, 0.045, 0.02]) for points in branches)
    return [piece(bark, stem, *twigs, lift=5)]


def bush(color: str, berry: str) -> Drawing:
    """Draw a bush with berries or blossoms."""

    def drawn(look: Look) -> list[Patch]:
        leaves = look.main(color)
        lobes = (
            (-0.36, -0.26, 0.26),
            (0.36, -0.26, 0.26),
            (-0.14, -0.46, 0.27),
            (0.18, -0.44, 0.26),
            (0, -0.24, 0.3),
        )
        berries = ((-0.36, -0.34), (-0.12, -0.56), (0.16, -0.5), (0.36, -0.28), (-0.08, -0.22), (0.12, -0.14))
        return [
            piece(leaves, *(ellipse(x, y, r, 0.9 * r) for x, y, r in lobes), lift=7),
            flat(look(berry), *(ellipse(x, y, 0.045) for x, y in berries)),
        ]

    return drawn


def flower(color: str, *, petals: int = 9, heart: str = "#fbcf45", tall: float = 0.6) -> Drawing:
    """Draw a flower on its stem."""

    def drawn(look: Look) -> list[Patch]:
        main, y, r = look.main(color), -0.4 - tall, 0.2
        ring = tuple(
            ellipse(r * math.cos(a), y + r * math.sin(a), 0.13, 0.07, a)
            for a in (2 * math.pi * k / petals for k in range(petals))
        )
        return [
            piece(look("#5a9a4a"), ribbon([(0, 0), (0.03, 0.5 * y), (0, y)], [0.06, 0.05, 0.05]), lift=4),
            piece(look(LEAF), *both(lambda d: ellipse(d * 0.16, 0.36 * y, 0.17, 0.07, -d * 0.5)), lift=5),
            piece(main, *ring, lift=6, ink=0.6),
            piece(look(heart), ellipse(0, y, 0.12), lift=7),
        ]

    return drawn


def spike(color: str) -> Drawing:
    """Draw a tall plant with blossoms all along its stem."""

    def drawn(look: Look) -> list[Patch]:
        main = look.main(color)
        blossoms = [
            ellipse(d * (0.05 + 0.11 * k / 6), -0.98 + 0.1 * k, 0.06 + 0.007 * k, 0.05)
            for k in range(6)
            for d in (-1, 1)
        ]
        return [
            piece(look("#5a9a4a"), line([(0, 0), (0, -0.95)], 0.05), lift=4),
            piece(look(LEAF), *both(lambda d: ellipse(d * 0.2, -0.16, 0.2, 0.075, -d * 0.5)), lift=5),
            piece(main, *blossoms, lift=6, ink=0.5),
        ]

    return drawn


def herb(leaf: str, bloom: str) -> Drawing:
    """Draw a herb in its pot."""

    def drawn(look: Look) -> list[Patch]:
        stems = [(x, -0.84 + abs(x)) for x in (-0.24, -0.12, 0.0, 0.12, 0.24)]
        return [
            piece(look(leaf), *(ribbon([(0.4 * x, -0.4), (x, y)], [0.05, 0.03]) for x, y in stems), lift=4),
            piece(
                look(leaf),
                *(
                    ellipse(0.7 * x + d * 0.06, 0.55 * y - 0.18 * (k % 2), 0.07, 0.04, -d * 0.5)
                    for k, (x, y) in enumerate(stems)
                    for d in (-1, 1)
                ),
                lift=5,
                ink=0.5,
            ),
            piece(look.main(bloom), *(ellipse(x, y - 0.02, 0.06, 0.09) for x, y in stems), lift=6, ink=0.5),
            piece(look("#cf7446"), poly((-0.3, -0.42), (0.3, -0.42), (0.22, 0), (-0.22, 0)), lift=7),
            piece(look("#e08a5a"), rounded(-0.34, -0.48, 0.34, -0.36, 0.03), lift=6),
        ]

    return drawn


def sprout(look: Look) -> list[Patch]:
    """Draw a sprout that has just come up."""
    return [
        piece(look("#7d5a3c"), ellipse(0, -0.06, 0.4, 0.1), lift=3),
        piece(look.main("#7cc25a"), ribbon([(0, -0.06), (0.02, -0.6)], [0.08, 0.06]), lift=4),
        piece(look.main("#7cc25a"), *both(lambda d: ellipse(d * 0.24, -0.72, 0.24, 0.13, -d * 0.4)), lift=6),
    ]


def leaf(look: Look) -> list[Patch]:
    """Draw one leaf."""
    main = look.main("#e8963c")
    return [
        piece(main, star(0, -0.55, 0.46, 5, 0.58), lift=6),
        piece(darker(main, 0.3), line([(0, -0.6), (0.04, 0)], 0.045), lift=4),
        flat(darker(main, 0.2), *both(lambda d: line([(0, -0.5), (d * 0.26, -0.62)], 0.025))),
    ]


def leaf_pile(look: Look) -> list[Patch]:
    """Draw a heap of leaves."""
    colors = ("#e8963c", "#d9603a", "#f0c04a", "#b9742f")
    spots = [
        (x, y)
        for y, n in ((-0.12, 7), (-0.28, 5), (-0.42, 3), (-0.54, 1))
        for x in (0.16 * (k - (n - 1) / 2) for k in range(n))
    ]
    return [
        piece(look(colors[k % 4]), star(x, y, 0.16, 5, 0.6, 0.5 * k), lift=4 + k % 3, ink=0.5)
        for k, (x, y) in enumerate(spots)
    ]


def daisy_chain(look: Look) -> list[Patch]:
    """Draw a ring of daisies."""
    around = [
        (0.38 * math.cos(a), -0.45 + 0.36 * math.sin(a)) for a in (2 * math.pi * k / 9 for k in range(9))
    ]
    return [
        piece(look("#5a9a4a"), line([*around, around[0]], 0.045), lift=3),
        piece(look(WHITE), *(star(x, y, 0.14, 7, 0.62) for x, y in around), lift=5, ink=0.5),
        flat(look(GOLD), *(ellipse(x, y, 0.05) for x, y in around)),
    ]


PLANTS: dict[str, Drawing] = {
    "tree": tree("#6fae4f"),
    "maple": tree("#e0763c"),
    "oak": tree("#6f9a45", "#7d5a3c"),
    "beech": tree("#7fb25a", "#9a928c"),
    "linden": tree("#8cc05a"),
    "elm": tree("#6fa653"),
    "willow": tree("#a3c46a", bent=True),
    "hazel": tree("#8cbf5a", small=True),
    "aspen": tree("#b5cf6a", "#d9d6c9", small=True),
    "rowan": tree("#7fb25a", fruit="#e8503a"),
    "alder": tree("#5f9a55", small=True),
    "birch": tree("#a9cf5c", "#f1eee6"),
    "pine": tree("#3f8a5c", pine=True),
    "crooked pine": tree("#3f8a5c", bent=True),
    "cherry tree": tree("#f3a9c0", fruit="#fffaf0"),
    "apple tree": tree("#6fae4f", fruit="#e2483f"),
    "pear tree": tree("#6fae4f", fruit="#e6d44a"),
    "chestnut tree": tree("#c08a3c", fruit="#7d4a2c"),
    "bush": bush("#6fae4f", "#e8504a"),
    "hazel bush": bush("#8cbf5a", "#b98a54"),
    "lilac bush": bush("#6fae4f", "#b48ad8"),
    "rose bush": bush("#5f9a4a", "#f283ab"),
    "daisy": flower("#fffaf0"),
    "flower": flower("#f283ab"),
    "white flower": flower("#fffaf0", petals=6),
    "sunflower": flower("#fbc22e", petals=13, heart="#7d5a3c", tall=0.7),
    "thistle": spike("#a66ac0"),
    "hollyhock": spike("#f283ab"),
    "foxglove": spike("#b06cc0"),
    "lavender": herb("#8aa890", "#9a7cd0"),
    "mint": herb("#4fae6a", "#7cc98a"),
    "clover": herb("#63b556", "#f0a0c0"),
    "thyme": herb("#7d9a6a", "#d0a0d8"),
    "sprout": sprout,
    "last leaf": leaf,
    "pile of leaves": leaf_pile,
    "daisy chain": daisy_chain,
}
