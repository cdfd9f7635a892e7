"""Giraffes, cows, sheep and lions."""

import math

from sketch import Sketch

from figures.animals_from_before import snout
from figures.parts import Way, limb


def giraffe(s: Sketch) -> None:
    colour, neck = s.rng.choice(("yellow", "orange", "brown")), s.between(0.4, 0.65)
    y, lean = neck + 0.1, s.between(0.02, 0.15)
    s.oval(0.4, y, 0.22, 0.11, colour=colour)
    for x in (0.24, 0.32, 0.48, 0.56):
        limb(s, x, y + 0.07, math.pi / 2, s.between(0.25, 0.4), 0.05 if s.chance(0.5) else 0, colour)
    s.shape((0.5, y - 0.06), (0.52 + lean, 0.08), (0.6 + lean, 0.08), (0.6, y), colour=colour)
    s.oval(0.6 + lean, 0.07, 0.1, 0.06, turn=0.3, colour=colour)
    for x in (0.55, 0.6):
        s.line((x + lean, 0.03), (x + lean, -0.05))
    for _ in range(s.rng.randint(0, 9)):
        s.oval(s.between(0.25, 0.55), y + s.between(-0.06, 0.06), 0.025, colour="brown")


def cow_or_sheep(s: Sketch) -> None:
    if s.chance(0.5):
        for i in range(10):
            s.oval(0.45 + 0.25 * math.cos(i * 0.63), 0.5 + 0.16 * math.sin(i * 0.63), 0.09, colour="white")
        hx, hy = 0.75, 0.42
        s.oval(hx, hy, 0.1, 0.13, colour=s.rng.choice(("black", "skin")))
        s.oval(hx - 0.11, hy - 0.04, 0.06, 0.025, turn=0.4)
    else:
        s.box(0.2, 0.36, 0.7, 0.62, s.rng.choice(("white", "brown", "black")))
        for _ in range(s.rng.randint(1, 5)):
            s.oval(
                s.between(0.26, 0.62),
                s.between(0.42, 0.56),
                s.between(0.03, 0.07),
                colour="black",
                solid=s.chance(0.5),
            )
        hx, hy = 0.78, 0.36
        s.oval(hx, hy, 0.11, 0.12, colour="white")
        for side in (-1, 1):
            s.line((hx + side * 0.06, hy - 0.1), (hx + side * 0.1, hy - 0.2))
        if s.chance(0.5):
            s.oval(0.33, 0.64, 0.06, 0.05, colour="pink")
    s.dot(hx - 0.03, hy, 0.015)
    s.dot(hx + 0.04, hy, 0.015)
    for x in (0.28, 0.36, 0.55, 0.63):
        limb(
            s,
            x,
            0.6,
            math.pi / 2,
            s.between(0.15, 0.28),
            s.between(0.03, 0.06) if s.chance(0.5) else 0,
            "black",
        )


def lion(s: Sketch) -> None:
    r = s.between(0.15, 0.22)
    if s.chance(0.6):
        s.oval(0.4, 0.6, 0.3, 0.15, colour="orange")
        for x in (0.2, 0.28, 0.5, 0.58):
            limb(s, x, 0.7, math.pi / 2, 0.2, 0.06 if s.chance(0.5) else 0, "orange")
        s.curve((0.1, 0.6), (0.0, 0.5), (0.02, 0.3))
        x, y = 0.68, 0.45
    else:
        x, y = 0.5, 0.5
        r *= 1.5
    for i in range(n := s.rng.randint(10, 18)):
        a = 2 * math.pi * i / n
        if s.chance(0.5):
            s.oval(x + r * 1.35 * math.cos(a), y + r * 1.35 * math.sin(a), r * 0.3, colour="brown")
        else:
            s.line(
                (x + r * math.cos(a), y + r * math.sin(a)),
                (x + r * 1.6 * math.cos(a), y + r * 1.6 * math.sin(a)),
                colour="brown",
            )
    s.oval(x, y, r, colour="orange")
    snout(s, x, y, r, "cat")
    s.dot(x - r * 0.4, y - r * 0.2, r * 0.1)
    s.dot(x + r * 0.4, y - r * 0.2, r * 0.1)


ANIMALS_LARGE: dict[str, tuple[Way, ...]] = {
    "animal": (giraffe, cow_or_sheep, lion),
}
