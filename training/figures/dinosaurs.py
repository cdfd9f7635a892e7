"""Dinosaurs."""

import math
from itertools import pairwise

from sketch import Sketch

from figures.parts import Way, limb


def dino_long(s: Sketch) -> None:
    """A long neck and a long tail."""
    colour = s.rng.choice(("green", "green", "purple", "blue", "brown", "orange"))
    neck = s.between(0.28, 0.5)
    top, w = 0.6 - neck, s.between(0.06, 0.1)
    s.curve(
        (0.0, 0.62), (0.2, 0.52), (0.38, 0.42), (0.58, 0.45), (0.68, top + 0.12), (0.72, top), (0.88, top + 0.0),
        (0.88, top + 0.09), (0.72 + w, top + 0.14), (0.7 + w, 0.5), (0.66, 0.7), (0.3, 0.7), (0.16, 0.62),
        closed=True, colour=colour,
    )  # fmt: skip
    for x in (0.3, 0.38, 0.55, 0.63):
        limb(
            s,
            x,
            0.66,
            math.pi / 2,
            s.between(0.15, 0.28),
            s.between(0.05, 0.09) if s.chance(0.7) else 0,
            colour,
        )
    s.dot(0.8, top + 0.03, 0.014)
    s.line((0.82, top + 0.07), (0.88, top + 0.06))
    for i in range(s.rng.choice((0, 0, 4, 6))):
        s.shape(
            (0.2 + 0.06 * i, 0.5 - 0.01 * i),
            (0.23 + 0.06 * i, 0.42 - 0.01 * i),
            (0.26 + 0.06 * i, 0.48 - 0.01 * i),
            colour="orange",
        )


def dino_plates(s: Sketch) -> None:
    """Plates along an arched back."""
    colour, arch = (
        s.rng.choice(("green", "green", "blue", "brown", "orange", "purple")),
        s.between(0.24, 0.36),
    )
    back = [
        (0.5 + 0.34 * math.cos(a), 0.6 + arch * math.sin(a))
        for a in (math.pi * (1 + i / 8) for i in range(9))
    ]
    s.curve(
        (-0.05, 0.66),
        *back,
        (0.98, 0.55),
        (0.98, 0.66),
        (0.84, 0.68),
        (0.16, 0.7),
        closed=True,
        colour=colour,
    )
    for (x0, y0), (x1, y1) in pairwise(back):
        mx, my = (x0 + x1) / 2, (y0 + y1) / 2
        far = s.between(1.3, 1.55)
        s.shape(
            (x0, y0),
            (0.5 + (mx - 0.5) * far, 0.6 + (my - 0.6) * far),
            (x1, y1),
            colour=s.rng.choice(("orange", "red", "yellow", "green")),
        )
    for x in (0.28, 0.38, 0.6, 0.7):
        limb(
            s,
            x,
            0.66,
            math.pi / 2,
            s.between(0.12, 0.22),
            s.between(0.05, 0.09) if s.chance(0.7) else 0,
            colour,
        )
    s.dot(0.92, 0.58, 0.014)


def dino_rex(s: Sketch) -> None:
    """Upright, with a big mouth, small arms and a tail."""
    colour, w = s.rng.choice(("green", "green", "brown", "red", "purple", "gray")), s.between(-0.04, 0.04)
    s.curve(
        (0.0, 0.82), (0.2, 0.7), (0.36, 0.45), (0.42, 0.2), (0.5, 0.06), (0.7, 0.04), (0.9, 0.12), (0.9, 0.2), (0.72, 0.22),
        (0.86, 0.28), (0.7, 0.33), (0.62, 0.4), (0.66 + w, 0.62), (0.58, 0.8), (0.36, 0.8), (0.2, 0.82), closed=True, colour=colour,
    )  # fmt: skip
    for x in (0.42, 0.56):
        fx, fy = limb(
            s,
            x,
            0.76,
            math.pi / 2 + s.between(-0.1, 0.1),
            s.between(0.16, 0.26),
            s.between(0.06, 0.1),
            colour,
        )
        s.oval(fx + 0.04, fy, 0.07, 0.03, colour=colour)
    for y in (0.46, 0.52):
        s.line((0.62, y), (0.74, y + 0.04), (0.78, y + 0.0), colour=colour)
    s.dot(0.64, 0.11, 0.02)
    if s.chance(0.5):
        for i in range(4):
            s.line((0.74 + 0.04 * i, 0.21), (0.76 + 0.04 * i, 0.26))
    for i in range(s.rng.choice((0, 4, 6))):
        s.shape(
            (0.38 - 0.04 * i, 0.36 + 0.075 * i),
            (0.28 - 0.04 * i, 0.34 + 0.075 * i),
            (0.35 - 0.04 * i, 0.44 + 0.075 * i),
            colour="orange",
        )


def dino_stick(s: Sketch) -> None:
    """A body of one oval, with neck, tail and legs as they come; spikes make it a dinosaur."""
    colour, neck = "green", s.between(0.18, 0.35)
    s.oval(0.45, 0.6, s.between(0.2, 0.28), s.between(0.12, 0.18), colour=colour)
    s.line((0.62, 0.52), (0.72, 0.55 - neck), colour=colour)
    s.oval(0.79, 0.52 - neck, s.between(0.08, 0.13), s.between(0.06, 0.09), colour=colour)
    s.dot(0.8, 0.5 - neck, 0.015)
    s.curve((0.22, 0.6), (0.1, 0.62), (-0.05, s.between(0.45, 0.75)), colour=colour)
    for x in (0.3, 0.37, 0.53, 0.6):
        s.line((x, 0.72), (x + s.between(-0.02, 0.02), s.between(0.88, 1)), colour=colour)
    for i in range(s.rng.randint(3, 7)):
        a = math.pi * (1.15 + 0.12 * i)
        x, y = 0.45 + 0.24 * math.cos(a), 0.6 + 0.15 * math.sin(a)
        s.shape((x - 0.035, y), (x, y - s.between(0.07, 0.14)), (x + 0.035, y), colour="orange")


DINOSAURS: dict[str, tuple[Way, ...]] = {
    "dinosaur": (dino_long, dino_plates, dino_rex, dino_stick),
}
