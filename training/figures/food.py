"""What is eaten."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Way, burst


def ice_cream(s: Sketch) -> None:
    s.shape((0.3, 0.45), (0.7, 0.45), (0.5, 1), colour="brown")
    for i in range(s.rng.randint(1, 3)):
        s.oval(0.5, 0.35 - 0.2 * i, 0.2 - 0.02 * i, colour=s.rng.choice(("pink", "white", "brown", "green")))
    if s.chance(0.5):
        for i in range(3):
            s.line((0.36 + 0.08 * i, 0.46), (0.5 + 0.03 * i, 0.75))
            s.line((0.64 - 0.08 * i, 0.46), (0.5 - 0.03 * i, 0.75))


def apple(s: Sketch) -> None:
    s.curve(
        (0.5, 0.26),
        (0.28, 0.2),
        (0.15, 0.45),
        (0.28, 0.85),
        (0.5, 0.88),
        (0.72, 0.85),
        (0.85, 0.45),
        (0.72, 0.2),
        closed=True,
        colour=s.rng.choice(("red", "green", "yellow")),
    )
    s.curve((0.5, 0.26), (0.52, 0.12), (0.56, 0.05), colour="brown")
    if s.chance(0.6):
        s.oval(0.64, 0.12, 0.1, 0.05, turn=-0.4, colour="green")


def cake(s: Sketch) -> None:
    s.box(0.1, 0.5, 0.9, 1, s.rng.choice(("pink", "brown", "yellow")))
    s.curve(*[(0.1 + 0.1 * i, 0.58 + 0.07 * (i % 2)) for i in range(9)])
    for i in range(n := s.rng.randint(1, 5)):
        x = 0.5 + (i - (n - 1) / 2) * 0.14
        s.box(x - 0.02, 0.3, x + 0.02, 0.5, s.rng.choice(CLOTHES))
        s.oval(x, 0.24, 0.025, 0.05, colour="orange")


def fruit(s: Sketch) -> None:
    way = s.rng.choice(("pear", "banana", "carrot", "cherries", "melon", "strawberry", "grapes"))
    if way == "pear":
        s.curve(
            (0.5, 0.15),
            (0.4, 0.3),
            (0.26, 0.65),
            (0.4, 0.92),
            (0.6, 0.92),
            (0.74, 0.65),
            (0.6, 0.3),
            closed=True,
            colour="green",
        )
        s.line((0.5, 0.16), (0.54, 0.02), colour="brown")
    elif way == "banana":
        s.curve(
            (0.05, 0.3),
            (0.2, 0.62),
            (0.55, 0.72),
            (0.92, 0.5),
            (0.95, 0.58),
            (0.6, 0.92),
            (0.15, 0.75),
            (0.0, 0.32),
            closed=True,
            colour="yellow",
        )
    elif way == "carrot":
        s.shape((0.35, 0.3), (0.65, 0.3), (0.5, 1), colour="orange")
        for x in (-0.12, 0.0, 0.12):
            s.oval(0.5 + x, 0.18, 0.04, 0.13, turn=x * 2, colour="green")
        for y in (0.45, 0.6):
            s.line((0.45, y), (0.52, y + 0.02))
    elif way == "cherries":
        for x in (0.3, 0.7):
            s.oval(x, 0.8, 0.16, colour="red")
            s.curve((x, 0.64), (x + (0.5 - x) * 0.5, 0.35), (0.52, 0.1), colour="green")
        s.oval(0.64, 0.12, 0.13, 0.06, turn=0.2, colour="green")
    elif way == "melon":
        s.shape(
            *[
                (0.5 - 0.48 * math.cos(a), 0.4 + 0.42 * math.sin(a))
                for a in (math.pi * i / 12 for i in range(13))
            ],
            colour="red",
        )
        s.arc(0.5, 0.4, 0.4, 0.34, 0, math.pi, "green")
        for _ in range(5):
            s.dot(s.between(0.25, 0.75), s.between(0.45, 0.6), 0.02)
    elif way == "strawberry":
        s.curve(
            (0.5, 1),
            (0.18, 0.6),
            (0.22, 0.28),
            (0.5, 0.28),
            (0.78, 0.28),
            (0.82, 0.6),
            closed=True,
            colour="red",
        )
        s.shape(*burst(0.5, 0.24, 0.08, 0.22, 5, s), colour="green")
        for _ in range(8):
            s.dot(s.between(0.32, 0.68), s.between(0.4, 0.75), 0.015)
    else:
        for row in range(4):
            for i in range(4 - row):
                s.oval(0.2 + 0.2 * i + 0.1 * row, 0.3 + 0.18 * row, 0.1, colour="purple")
        s.line((0.5, 0.2), (0.5, 0.02), colour="brown")


def sweets(s: Sketch) -> None:
    way = s.rng.choice(("pizza", "lolly", "cupcake", "donut", "layers", "burger"))
    if way == "pizza":
        s.shape((0.05, 0.15), (0.95, 0.15), (0.5, 1), colour="yellow")
        s.curve((0.02, 0.15), (0.5, 0.02), (0.98, 0.15), colour="brown")
        for x, y in ((0.35, 0.32), (0.6, 0.35), (0.5, 0.6)):
            s.oval(x, y, 0.07, colour="red")
    elif way == "lolly":
        s.oval(0.5, 0.3, 0.28, colour=s.rng.choice(CLOTHES))
        s.curve(
            *[(0.5 + 0.013 * t * math.cos(0.7 * t), 0.3 + 0.013 * t * math.sin(0.7 * t)) for t in range(19)]
        )
        s.line((0.5, 0.58), (0.5, 1), colour="brown")
    elif way == "cupcake":
        s.shape((0.25, 0.55), (0.75, 0.55), (0.66, 1), (0.34, 1), colour="brown")
        s.curve(
            (0.2, 0.55),
            (0.22, 0.4),
            (0.35, 0.36),
            (0.4, 0.2),
            (0.5, 0.14),
            (0.6, 0.2),
            (0.65, 0.36),
            (0.78, 0.4),
            (0.8, 0.55),
            closed=True,
            colour="pink",
        )
        s.oval(0.5, 0.1, 0.05, colour="red")
    elif way == "donut":
        s.oval(0.5, 0.5, 0.44, colour=s.rng.choice(("pink", "brown")))
        s.oval(0.5, 0.5, 0.14, colour="white")
        for _ in range(9):
            a = s.between(0, 6.3)
            x, y = 0.5 + 0.29 * math.cos(a), 0.5 + 0.29 * math.sin(a)
            s.line((x, y), (x + 0.05, y + s.between(-0.04, 0.04)), colour=s.rng.choice(CLOTHES))
    elif way == "layers":
        for i, half in enumerate((0.45, 0.32, 0.2)[: s.rng.choice((2, 3))]):
            s.box(0.5 - half, 0.75 - 0.25 * i, 0.5 + half, 1 - 0.25 * i, s.rng.choice(CLOTHES))
        s.line((0.5, 0.25), (0.5, 0.1))
    else:
        s.curve(
            (0.05, 0.4), (0.15, 0.12), (0.5, 0.04), (0.85, 0.12), (0.95, 0.4), closed=True, colour="brown"
        )
        s.curve(*[(0.05 + 0.1 * i, 0.46 + 0.05 * (i % 2)) for i in range(10)], colour="green")
        s.box(0.08, 0.54, 0.92, 0.66, "brown")
        s.curve((0.06, 0.7), (0.94, 0.7), (0.85, 0.9), (0.15, 0.9), closed=True, colour="brown")


FOOD: dict[str, tuple[Way, ...]] = {
    "food": (ice_cream, apple, cake, fruit, fruit, sweets, sweets),
}
