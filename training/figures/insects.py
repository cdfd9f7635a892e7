"""Butterflies, ladybirds, spiders, bees, ants and caterpillars."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Way, face, hand, limb


def butterfly(s: Sketch) -> None:
    colour = s.rng.choice(CLOTHES)
    tall = s.between(0.2, 0.32)
    s.oval(0.5, 0.5, s.between(0.02, 0.06), tall, colour="black", solid=s.chance(0.3))
    wide, up = s.between(0.18, 0.28), s.between(0.14, 0.24)
    for side in (-1, 1):
        s.oval(
            0.5 + side * (wide + 0.03),
            0.5 - tall * 0.5,
            wide,
            up,
            turn=-side * s.between(0, 0.6),
            colour=colour,
        )
        s.oval(
            0.5 + side * (wide * 0.8 + 0.03),
            0.5 + tall * 0.55,
            wide * 0.8,
            up * 0.8,
            turn=side * s.between(0, 0.6),
            colour=colour,
        )
        s.curve((0.5, 0.5 - tall), (0.5 + side * 0.06, 0.4 - tall), (0.5 + side * 0.12, 0.36 - tall))
        for _ in range(s.rng.randint(0, 2)):
            s.oval(
                0.5 + side * wide * s.between(0.7, 1.4),
                0.5 + s.between(-0.2, 0.2),
                0.04,
                colour=s.rng.choice(CLOTHES),
            )
    if s.chance(0.3):
        s.oval(0.5, 0.5 - tall, 0.07, colour="black")


def butterfly_lobes(s: Sketch) -> None:
    """Four wings as loops from the middle, the body a line or a sausage."""
    colour = s.rng.choice(CLOTHES)
    up, low = s.between(0.32, 0.46), s.between(0.24, 0.36)
    for side in (-1, 1):
        s.curve((0.5, 0.46), (0.5 + side * up * 0.4, 0.5 - up), (0.5 + side * up, 0.46 - up * 0.9),
                (0.5 + side * up * 1.05, 0.42), closed=True, colour=colour)  # fmt: skip
        s.curve((0.5, 0.52), (0.5 + side * low, 0.52), (0.5 + side * low, 0.5 + low), (0.5 + side * low * 0.4, 0.5 + low),
                closed=True, colour=colour)  # fmt: skip
        s.curve((0.5, 0.25), (0.5 + side * 0.04, 0.14), (0.5 + side * 0.1, 0.08))
        for _ in range(s.rng.randint(0, 2)):
            s.oval(
                0.5 + side * up * s.between(0.4, 0.8),
                0.4 + s.between(-0.15, 0.2),
                0.04,
                colour=s.rng.choice(CLOTHES),
            )
    if s.chance(0.5):
        s.oval(0.5, 0.5, 0.03, 0.28, colour="black")
    else:
        s.line((0.5, 0.24), (0.5, 0.82))


def bug_ladybird(s: Sketch) -> None:
    colour, r = s.rng.choice(("red", "red", "orange", "black", "green", None)), 0.32
    for y in (-0.18, 0.0, 0.18):
        for side in (-1, 1):
            s.line(
                (0.5 + side * r * 0.85, 0.55 + y),
                (0.5 + side * (r + s.between(0.08, 0.16)), 0.55 + y * 1.4),
                colour="black",
            )
    s.oval(0.5, 0.55, r * s.between(0.85, 1.1), r, colour=colour)
    s.oval(0.5, 0.22, s.between(0.1, 0.15), colour="black", solid=s.chance(0.4))
    s.line((0.5, 0.24), (0.5, 0.87))
    for side in (-1, 1):
        s.line((0.5 + side * 0.05, 0.12), (0.5 + side * 0.12, 0.0))
        for _ in range(s.rng.randint(1, 4)):
            s.dot(0.5 + side * s.between(0.06, 0.24), s.between(0.38, 0.75), s.between(0.02, 0.05))


def bug_spider(s: Sketch) -> None:
    r = s.between(0.13, 0.24)
    s.oval(0.5, 0.5, r, colour="black", solid=s.chance(0.3))
    if s.chance(0.5):
        s.oval(0.5, 0.5 - r * 1.3, r * 0.5, colour="black")
    for side in (-1, 1):
        for i in range(4):
            y, out = 0.5 + (i - 1.5) * r * 0.5, s.between(0.2, 0.35)
            s.line(
                (0.5 + side * r * 0.8, y),
                (0.5 + side * (r + out * 0.6), y - s.between(0.03, 0.16)),
                (0.5 + side * (r + out), y + s.between(0.02, 0.2)),
                colour="black",
            )
    face(s, 0.5, 0.5, r, nose=0)


def bug_bee(s: Sketch) -> None:
    s.oval(0.5, 0.55, 0.3, 0.18, colour=s.rng.choice(("yellow", "yellow", "black", "green")))
    for i in range(s.rng.randint(2, 4)):
        s.line((0.36 + 0.11 * i, 0.39), (0.36 + 0.11 * i, 0.71), colour="black")
    for x in (0.42, 0.58):
        s.oval(x, 0.28, s.between(0.08, 0.12), s.between(0.12, 0.18), turn=s.between(-0.4, 0.4), colour="sky")
    s.oval(0.84, 0.52, s.between(0.08, 0.13), colour="yellow")
    s.dot(0.86, 0.5, 0.02)
    for x in (0.82, 0.9):
        s.line((x, 0.4), (x + 0.05, 0.28))
    if s.chance(0.6):
        s.shape((0.2, 0.52), (0.1, 0.55), (0.2, 0.58), colour="black")


def bug_caterpillar(s: Sketch) -> None:
    n, colour = s.rng.randint(4, 7), s.rng.choice(("green", "green", *CLOTHES))
    for i in range(n):
        y = 0.5 + 0.04 * math.sin(i * 1.5)
        s.oval(0.1 + 0.14 * i, y, 0.085, colour=colour)
        s.line((0.08 + 0.14 * i, y + 0.08), (0.08 + 0.14 * i, y + 0.15))
    x = 0.1 + 0.14 * n
    s.oval(x, 0.42, 0.12, colour=colour)
    face(s, x, 0.42, 0.12, nose=0)
    for side in (-1, 1):
        s.line((x + side * 0.04, 0.31), (x + side * 0.08, 0.2))


def ant(s: Sketch) -> None:
    """Three balls in a row and six legs."""
    sizes = (s.between(0.1, 0.15), s.between(0.08, 0.13), s.between(0.12, 0.2))
    x, colour = 0.95, s.rng.choice(("black", "brown", "red"))
    for i, r in enumerate(sizes):
        x -= r
        s.oval(x, 0.5, r, r * s.between(0.7, 1), colour=colour)
        if i == 0:
            s.dot(x + 0.02, 0.46, 0.02)
            for end in (0.04, 0.14):
                s.line((x, 0.5 - r * 0.8), (x + end, 0.28))
        if i == 1:
            for leg in (-0.2, 0.0, 0.2):
                s.line((x + leg * 0.3, 0.5 + r * 0.7), (x + leg, 0.62), (x + leg * 1.4, 0.78))
        x -= r * 0.9


def bug_with_hands(s: Sketch) -> None:
    """A head with feelers on a long belly, arms or legs to either side, a face."""
    r, rx, ry, n = s.between(0.1, 0.15), s.between(0.12, 0.2), s.between(0.22, 0.32), s.rng.choice((2, 3, 3))
    top = 2 * r + ry * 0.95
    for side in (-1, 1):
        s.curve((0.5 + side * r * 0.5, r * 0.2), (0.5 + side * r * 1.1, -0.1), (0.5 + side * r * 1.5, -0.06))
        s.oval(0.5 + side * r * 1.5, -0.06, 0.03)
        for i in range(n):
            y = top + (i - (n - 1) / 2) * ry * 0.45
            a = s.between(-0.6, 0.3)
            a = a if side > 0 else math.pi - a
            hand(
                s,
                *limb(
                    s,
                    0.5 + side * rx * 0.9,
                    y,
                    a,
                    s.between(0.16, 0.28),
                    0.05 if s.chance(0.4) else 0,
                    "black",
                ),
                a,
            )
        if s.chance(0.5):
            s.oval(0.5 + side * 0.1, top + ry, 0.12, 0.035)
    s.oval(0.5, top, rx, ry, colour=s.rng.choice(("green", "blue", "red", "brown", "yellow")))
    s.oval(0.5, r, r, colour="green")
    face(s, 0.5, r, r, nose=0.1)


INSECTS: dict[str, tuple[Way, ...]] = {
    "butterfly": (butterfly, butterfly_lobes),
    "bug": (bug_ladybird, bug_spider, bug_bee, bug_caterpillar, ant, bug_with_hands),
}
