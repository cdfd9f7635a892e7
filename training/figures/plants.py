"""Trees and flowers."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Point, Way, burst, face, ring


def tree_round(s: Sketch) -> None:
    w = s.between(0.04, 0.1)
    s.shape((0.5 - w, 1), (0.5 - w * 0.8, 0.5), (0.5 + w * 0.8, 0.5), (0.5 + w, 1), colour="brown")
    way = s.rng.choice(("oval", "cloud", "lobes"))
    if way == "oval":
        s.oval(0.5, 0.32, s.between(0.22, 0.36), s.between(0.24, 0.34), colour="green")
    elif way == "cloud":
        n = s.rng.randint(6, 10)
        s.curve(
            *[
                (0.5 + 0.3 * f * math.cos(a), 0.32 + 0.28 * f * math.sin(a))
                for a, f in ((2 * math.pi * i / (2 * n), 1.12 if i % 2 else 0.9) for i in range(2 * n))
            ],
            closed=True,
            colour="green",
        )
    else:
        for x, y in ((0.35, 0.4), (0.65, 0.4), (0.5, 0.2)):
            s.oval(x, y, s.between(0.16, 0.22), colour="green")
    for _ in range(s.rng.choice((0, 0, 4, 7))):
        s.oval(0.5 + s.between(-0.2, 0.2), 0.3 + s.between(-0.16, 0.16), 0.035, colour="red")


def tree_fir(s: Sketch) -> None:
    n, wide = s.rng.randint(1, 4), s.between(0.2, 0.34)
    s.box(0.45, 0.84, 0.55, 1, "brown")
    for i in range(n):
        half = wide * (i + 1.5) / (n + 0.5)
        s.shape(
            (0.5 - half, 0.84 * (i + 1) / n),
            (0.5, max(0.0, 0.84 * i / n - 0.1)),
            (0.5 + half, 0.84 * (i + 1) / n),
            colour="green",
        )


def tree_bare(s: Sketch) -> None:
    s.line((0.5, 1), (0.5, 0.3), colour="brown")
    for _ in range(s.rng.randint(4, 9)):
        y, side = s.between(0.3, 0.65), s.rng.choice((-1, 1))
        x1, y1 = 0.5 + side * s.between(0.12, 0.32), y - s.between(0.08, 0.25)
        s.line((0.5, y), (x1, y1), colour="brown")
        if s.chance(0.6):
            s.oval(x1, y1, s.between(0.03, 0.08), colour="green")


def flower_round(s: Sketch) -> None:
    n, r, y = s.rng.randint(4, 9), s.between(0.06, 0.12), s.between(0.24, 0.34)
    colour = s.rng.choice(("red", "pink", "purple", "yellow", "blue", "orange"))
    for i in range(n):
        a, far = 2 * math.pi * i / n, r * s.between(1.5, 1.9)
        s.oval(
            0.5 + far * math.cos(a),
            y + far * math.sin(a),
            r * s.between(0.9, 1.3),
            r * 0.8,
            turn=a,
            colour=colour,
        )
    s.oval(0.5, y, r, colour="yellow")
    if s.chance(0.92):
        s.curve((0.5, y + 2 * r), (0.5 + s.between(-0.05, 0.05), 0.7), (0.5, 1), colour="green")
        for side in s.rng.choice(((-1, 1), (1,), (-1, 1), ())):
            s.oval(0.5 + side * 0.11, s.between(0.7, 0.85), 0.1, 0.04, turn=-side * 0.5, colour="green")


def flower_tulip(s: Sketch) -> None:
    colour, w = s.rng.choice(("red", "pink", "purple", "yellow")), s.between(0.13, 0.2)
    s.shape(
        (0.5 - w, 0.1),
        (0.5 - w * 0.5, 0.2),
        (0.5, 0.06),
        (0.5 + w * 0.5, 0.2),
        (0.5 + w, 0.1),
        (0.5 + w * 0.9, 0.34),
        (0.5, 0.44),
        (0.5 - w * 0.9, 0.34),
        colour=colour,
    )
    s.line((0.5, 0.44), (0.5, 1), colour="green")
    for side in (-1, 1):
        s.curve(
            (0.5, 0.95),
            (0.5 + side * 0.16, 0.75),
            (0.5 + side * s.between(0.1, 0.2), 0.55),
            closed=s.chance(0.6),
            colour="green",
        )


def tree_palm(s: Sketch) -> None:
    lean = s.between(-0.12, 0.12)
    x, y = 0.5 + lean, 0.34
    for side in (-0.04, 0.04):
        s.curve((0.5 + side * 1.4, 1), (0.5 + side + lean * 0.3, 0.65), (x + side * 0.7, y), colour="brown")
    for a in (s.between(-0.3, 0.0) + 0.8 * i - math.pi for i in range(s.rng.randint(5, 6))):
        c, q = math.cos(a), math.sin(a)
        s.curve(
            (x, y),
            (x + 0.2 * c, y + 0.2 * q - 0.08),
            (x + 0.36 * c, y + 0.3 * q + 0.08),
            closed=s.chance(0.6),
            colour="green",
        )
    for i in range(s.rng.choice((0, 2, 3))):
        s.oval(x - 0.05 + 0.05 * i, y + 0.04, 0.035, colour="brown")


def tree_fir_outline(s: Sketch) -> None:
    """A fir as one zigzag, with balls on it now and then."""
    n, wide = s.rng.randint(2, 5), s.between(0.24, 0.38)
    side: list[Point] = []
    for i in range(n):
        low, half = 0.05 + 0.8 * (i + 1) / n, wide * (i + 1) / n
        side += [(0.5 + half, low), (0.5 + half * 0.55, low)]
    side = side[:-1]
    s.shape((0.5, 0.0), *side, *[(1 - x, y) for x, y in reversed(side)], colour="green")
    s.box(0.45, 0.85, 0.55, 1, "brown")
    for _ in range(s.rng.choice((0, 0, 5))):
        s.oval(0.5 + s.between(-0.15, 0.15), s.between(0.35, 0.8), 0.03, colour=s.rng.choice(CLOTHES))


def tree_with_branches(s: Sketch) -> None:
    """A trunk that widens to its foot, boughs, and a crown of loops or scrawl around them."""
    w, base = s.between(0.05, 0.1), s.between(0.08, 0.16)
    s.curve((0.5 - base, 1), (0.5 - w, 0.85), (0.5 - w, 0.55), (0.5 - w * 2.2, 0.4), colour="brown")
    s.curve((0.5 + base, 1), (0.5 + w, 0.85), (0.5 + w, 0.55), (0.5 + w * 2.2, 0.4), colour="brown")
    n, r = s.rng.randint(6, 11), s.between(0.26, 0.38)
    if s.chance(0.6):
        s.curve(*burst(0.5, 0.3, r * 0.9, r * 1.12, n, s), closed=True, colour="green")
    else:
        for x, y in ring(0.5, 0.3, r * 0.6, r * 0.5, s.rng.randint(4, 7)):
            s.oval(x, y, s.between(0.1, 0.17), colour="green")
    for _ in range(s.rng.choice((0, 0, 5))):
        s.oval(0.5 + s.between(-0.2, 0.2), 0.3 + s.between(-0.15, 0.15), 0.035, colour="red")


def flower_any(s: Sketch) -> None:
    """Petals long or round, in one outline or each for itself; a face or grass now and then, or no stem."""
    n, y = s.rng.randint(4, 12), s.between(0.26, 0.32)
    colour, r = (
        s.rng.choice(("red", "pink", "purple", "yellow", "blue", "orange", "white")),
        s.between(0.06, 0.12),
    )
    way = s.rng.choice(("outline", "long", "spikes", "loops", "spiral"))
    if way == "outline":
        s.curve(*burst(0.5, y, r * 1.3, r * 2.4, n, s), closed=True, colour=colour)
    elif way == "spikes":
        s.shape(*burst(0.5, y, r * 1.2, r * 2.5, n, s), colour=colour)
    elif way == "spiral":
        s.curve(
            *[(0.5 + 0.012 * t * math.cos(0.7 * t), y + 0.012 * t * math.sin(0.7 * t)) for t in range(18)],
            colour=colour,
        )
    else:
        for i in range(n):
            a = 2 * math.pi * i / n
            c, q = math.cos(a), math.sin(a)
            if way == "long":
                s.oval(
                    0.5 + 1.9 * r * c,
                    y + 1.9 * r * q,
                    r * s.between(0.8, 1.0),
                    r * 0.35,
                    turn=a,
                    colour=colour,
                )
            else:
                c0, q0, c1, q1 = math.cos(a - 0.4), math.sin(a - 0.4), math.cos(a + 0.4), math.sin(a + 0.4)
                s.curve((0.5 + r * c, y + r * q), (0.5 + 2 * r * c0, y + 2 * r * q0), (0.5 + 2.6 * r * c, y + 2.6 * r * q),
                        (0.5 + 2 * r * c1, y + 2 * r * q1), closed=True, colour=colour)  # fmt: skip
    if way != "spiral":
        s.oval(0.5, y, r, colour="yellow")
        if s.chance(0.15):
            face(s, 0.5, y, r, nose=0)
    if s.chance(0.25):
        s.line((0.5, y + 2.2 * r), (0.5, y + s.between(2.3, 3.2) * r), colour="green")
        return
    end = s.between(0.8, 1.0)
    if s.chance(0.25):
        for x in (-0.02, 0.02):
            s.line((0.5 + x, y + 2 * r), (0.5 + x, end), colour="green")
    else:
        s.curve((0.5, y + 2 * r), (0.5 + s.between(-0.08, 0.08), 0.7), (0.5, end), colour="green")
    for side in s.rng.choice(((-1, 1), (1,), (-1, 1), (-1,), ())):
        ly = s.between(0.7, 0.86)
        s.curve(
            (0.5, ly),
            (0.5 + side * 0.12, ly - 0.14),
            (0.5 + side * 0.22, ly - 0.1),
            (0.5 + side * 0.12, ly),
            closed=True,
            colour="green",
        )
    if s.chance(0.2):
        for i in range(6):
            s.line((0.3 + 0.08 * i, end), (0.28 + 0.08 * i, end - s.between(0.05, 0.12)), colour="green")


PLANTS: dict[str, tuple[Way, ...]] = {
    "tree": (tree_round, tree_round, tree_fir, tree_bare, tree_palm, tree_fir_outline, tree_with_branches),
    "flower": (flower_round, flower_tulip, flower_any, flower_any, flower_any),
}
