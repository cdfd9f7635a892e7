"""Snails, snakes and turtles."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Way, limb, ring


def snail(s: Sketch) -> None:
    s.curve(
        (0.05, 0.8),
        (0.3, 0.72),
        (0.6, 0.74),
        (0.78, 0.6),
        (0.8, 0.4),
        (0.9, 0.42),
        (0.9, 0.65),
        (0.75, 0.83),
        closed=True,
        colour="skin",
    )
    turns = s.between(1.5, 3)
    points = [
        (0.42 + 0.27 * t / 30 * math.cos(t * turns * 0.21), 0.5 + 0.27 * t / 30 * math.sin(t * turns * 0.21))
        for t in range(31)
    ]
    if s.chance(0.7):
        s.oval(0.42, 0.5, 0.27, colour=s.rng.choice(("brown", *CLOTHES)))
    s.curve(*points)
    for x in (0.82, 0.9):
        s.line((x, 0.4), (x + s.between(-0.03, 0.05), 0.25))
        s.dot(x, 0.25, 0.02)


def snake(s: Sketch) -> None:
    n = s.rng.randint(4, 7)
    up = s.between(0.06, 0.16)
    spine = [(0.12 * i, 0.5 + up * (-1) ** i) for i in range(n)]
    if s.chance(0.5):
        s.curve(*spine, colour="green")
    else:
        s.curve(
            *[(x, y - 0.04) for x, y in spine],
            *[(x, y + 0.04) for x, y in reversed(spine)],
            closed=True,
            colour="green",
        )
    x, y = spine[-1]
    s.oval(x + 0.05, y, 0.08, 0.05, colour="green")
    s.dot(x + 0.06, y - 0.02, 0.012)
    s.line((x + 0.13, y), (x + 0.2, y), (x + 0.24, y - 0.03), colour="red")


def snake_coiled(s: Sketch) -> None:
    """A spiral with a head that looks out of it."""
    turns = s.between(1.6, 2.8)
    points = [(0.5 + (0.06 + 0.34 * t / 24) * math.cos(t * turns * 0.262), 0.6 + (0.04 + 0.28 * t / 24) * math.sin(t * turns * 0.262)) for t in range(25)]  # fmt: skip
    x, y = points[-1]
    s.curve(*points, (x + 0.04, y - 0.2), colour="green")
    s.oval(x + 0.06, y - 0.24, 0.08, 0.055, colour="green")
    s.dot(x + 0.08, y - 0.26, 0.012)
    s.line((x + 0.14, y - 0.24), (x + 0.21, y - 0.24), (x + 0.24, y - 0.27), colour="red")


def snake_thick(s: Sketch) -> None:
    """Waves as wide as said, narrowing to the tail, with stripes or none."""
    n, up, wide = s.rng.randint(14, 24), s.between(0.08, 0.2), s.between(0.03, 0.08)
    waves = s.between(1.0, 2.4)
    spine = [(i / n, 0.5 + up * math.sin(2 * math.pi * waves * i / n)) for i in range(n + 1)]
    upper = [(x, y - wide * min(1, 0.2 + 1.2 * x)) for x, y in spine]
    lower = [(x, y + wide * min(1, 0.2 + 1.2 * x)) for x, y in spine]
    x, y = spine[-1]
    head = [(x + 0.06, y - wide * 1.4), (x + 0.15, y), (x + 0.06, y + wide * 1.4)]
    s.curve(*upper, *head, *reversed(lower), closed=True, colour=s.rng.choice(("green", "green", *CLOTHES)))
    s.dot(x + 0.07, y - wide * 0.5, 0.014)
    for (x0, y0), (x1, y1) in zip(upper[3::2], lower[3::2], strict=False):
        if s.chance(0.4):
            s.line((x0, y0), (x1, y1), colour="yellow")
    if s.chance(0.8):
        s.line((x + 0.15, y), (x + 0.22, y), (x + 0.27, y - 0.03), colour="red")
        s.line((x + 0.22, y), (x + 0.27, y + 0.03), colour="red")


def turtle(s: Sketch) -> None:
    s.arc(0.45, 0.6, 0.32, s.between(0.24, 0.34), math.pi, 2 * math.pi, "green")
    s.shape((0.13, 0.6), (0.2, 0.4), (0.45, 0.3), (0.7, 0.4), (0.77, 0.6), colour="green")
    s.oval(0.86, 0.5, 0.09, colour="green")
    s.dot(0.88, 0.47, 0.015)
    for x in (0.25, 0.62):
        s.box(x - 0.05, 0.6, x + 0.05, 0.74, "green")
    s.shape((0.13, 0.6), (0.04, 0.62), (0.13, 0.55), colour="green")
    for x in (0.3, 0.45, 0.6):
        s.line((x, 0.36), (x + s.between(-0.06, 0.06), 0.6))


def turtle_above(s: Sketch) -> None:
    """Seen from above: a shell with a pattern, four flippers, a head and a tail."""
    rx, ry, long = s.between(0.24, 0.32), s.between(0.2, 0.28), s.between(0.1, 0.16)
    for sx in (-1, 1):
        for sy in (-1, 1):
            s.oval(
                0.5 + sx * rx * 0.75,
                0.5 + sy * ry * 1.05,
                long,
                long * 0.55,
                turn=sx * sy * s.between(0.5, 1.2),
                colour="green",
            )
    s.oval(0.5 + rx + 0.08, 0.5, s.between(0.08, 0.12), s.between(0.06, 0.1), colour="green")
    for y in (0.47, 0.53):
        s.dot(0.5 + rx + 0.12, y, 0.012)
    s.shape((0.5 - rx, 0.47), (0.4 - rx, 0.5), (0.5 - rx, 0.53), colour="green")
    s.oval(0.5, 0.5, rx, ry, colour=s.rng.choice(("green", "green", "brown")))
    way = s.rng.choice(("hexagon", "grid", "spots"))
    if way == "hexagon":
        inner = ring(0.5, 0.5, rx * 0.5, ry * 0.5, 6)
        s.shape(*inner, colour="brown")
        for x, y in inner:
            s.line((x, y), (0.5 + (x - 0.5) * 1.95, 0.5 + (y - 0.5) * 1.95))
    elif way == "grid":
        for t in (-0.4, 0.0, 0.4):
            s.line((0.5 + rx * t, 0.5 - ry * 0.9), (0.5 + rx * t, 0.5 + ry * 0.9))
            s.line((0.5 - rx * 0.9, 0.5 + ry * t), (0.5 + rx * 0.9, 0.5 + ry * t))
    else:
        for _ in range(s.rng.randint(3, 7)):
            s.oval(0.5 + rx * s.between(-0.6, 0.6), 0.5 + ry * s.between(-0.6, 0.6), 0.04, colour="brown")


def turtle_dome(s: Sketch) -> None:
    """From the side: half a ball on short legs, the head stretched out."""
    high, half = s.between(0.26, 0.42), s.between(0.3, 0.38)
    dome = [
        (0.45 + half * math.cos(a), 0.66 + high * math.sin(a))
        for a in (math.pi * (1 + i / 12) for i in range(13))
    ]
    s.shape(*dome, colour=s.rng.choice(("green", "brown", "green")))
    for _ in range(s.rng.randint(2, 6)):
        a, far = math.pi * s.between(1.1, 1.9), s.between(0.2, 0.75)
        s.oval(
            0.45 + half * far * math.cos(a),
            0.66 + high * far * math.sin(a),
            s.between(0.03, 0.07),
            colour="brown",
        )
    hx, hy = 0.45 + half + s.between(0.06, 0.16), 0.66 - s.between(-0.02, 0.22)
    s.curve((0.43 + half, 0.64), (hx - 0.05, hy + 0.06), (hx, hy), colour="green")
    s.oval(hx + 0.02, hy, s.between(0.06, 0.1), s.between(0.05, 0.08), colour="green")
    s.dot(hx + 0.05, hy - 0.02, 0.013)
    thick = s.between(0.06, 0.12) if s.chance(0.6) else 0.0
    for x in (-0.7, 0.7) if s.chance(0.5) else (-0.8, -0.5, 0.5, 0.8):
        limb(s, 0.45 + half * x, 0.66, math.pi / 2, s.between(0.08, 0.18), thick, "green")
    s.shape((0.46 - half, 0.66), (0.36 - half, 0.68), (0.46 - half, 0.6), colour="green")


CRAWLERS: dict[str, tuple[Way, ...]] = {
    "snail": (snail,),
    "snake": (snake, snake_coiled, snake_thick),
    "turtle": (turtle, turtle_above, turtle_dome),
}
