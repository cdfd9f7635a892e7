"""Animals on four legs, from the side."""

import math

from sketch import Sketch

from figures.animals_from_before import animal_head, coat
from figures.parts import Way, limb


def of_sticks(kind: str) -> Way:
    """A head on a stick body, with four stick legs."""

    def draw(s: Sketch) -> None:
        colour, r = coat(s, kind), s.between(0.13, 0.22)
        long, y = s.between(0.4, 0.65), s.between(0.4, 0.55)
        s.line((0.2, y), (0.2 + long, y + s.between(-0.04, 0.04)), colour=colour)
        for x in (0.22, 0.22 + s.between(0.06, 0.12), 0.2 + long - s.between(0.08, 0.14), 0.2 + long - 0.02):
            s.line((x, y), (x + s.between(-0.05, 0.05), y + s.between(0.22, 0.36)), colour=colour)
        s.curve((0.2, y), (0.08, y - 0.08), (s.between(0.0, 0.1), y - s.between(0.1, 0.35)), colour=colour)
        animal_head(s, 0.2 + long + r * s.between(0.3, 0.9), y - r * s.between(0.6, 1.0), r, kind, colour)

    return draw


def side_on(kind: str) -> Way:
    """A body from the side, the head turned to us."""

    def draw(s: Sketch) -> None:
        colour, r = coat(s, kind), s.between(0.14, 0.22)
        rx, ry, y = s.between(0.24, 0.36), s.between(0.12, 0.22), 0.55
        legs = s.between(0.14, 0.32)
        thick = s.between(0.05, 0.11) if s.chance(0.6) else 0.0
        for x in (-0.8, -0.45, 0.4, 0.75):
            limb(s, 0.45 + rx * x, y + ry * 0.7, math.pi / 2 + s.between(-0.15, 0.15), legs, thick, colour)
        tail = s.rng.choice(("up", "out", "curl"))
        x = 0.45 - rx * 0.95
        if kind == "rabbit":
            s.oval(x, y, 0.06, colour="white")
        elif kind == "pig":
            s.curve(
                (x, y), (x - 0.06, y - 0.06), (x - 0.03, y - 0.1), (x - 0.1, y - 0.07), (x - 0.12, y - 0.12)
            )
        elif tail == "up":
            s.curve(
                (x, y),
                (x - 0.12, y - 0.1),
                (x - s.between(0.02, 0.15), y - s.between(0.25, 0.45)),
                colour=colour,
            )
        else:
            s.curve(
                (x, y),
                (x - 0.12, y - 0.02),
                (x - s.between(0.15, 0.28), y + s.between(-0.15, 0.12)),
                colour=colour,
            )
        s.oval(0.45, y, rx, ry, colour=colour)
        if kind in ("cat", "dog", "animal") and s.chance(0.25):
            for i in range(s.rng.randint(2, 5)):
                s.line((0.3 + 0.08 * i, y - ry * 0.9), (0.3 + 0.08 * i, y - ry * 0.2))
        animal_head(s, 0.45 + rx * s.between(0.85, 1.2), y - ry * s.between(0.6, 1.2), r, kind, colour)

    return draw


def profile(kind: str) -> Way:
    """Body and head from the side."""

    def draw(s: Sketch) -> None:
        colour = coat(s, kind)
        rx, ry = s.between(0.24, 0.34), s.between(0.12, 0.19)
        legs = {
            "horse": s.between(0.28, 0.4),
            "elephant": s.between(0.2, 0.28),
            "pig": s.between(0.1, 0.2),
        }.get(kind, s.between(0.16, 0.32))
        ry *= 1.35 if kind in ("elephant", "pig") else 1.0
        y, thick = 0.5, s.between(0.05, 0.1) if s.chance(0.65) else 0.0
        thick = s.between(0.09, 0.15) if kind == "elephant" and s.chance(0.8) else thick
        if s.chance(0.3):
            s.box(0.45 - rx, y - ry, 0.45 + rx, y + ry, colour)
        else:
            s.oval(0.45, y, rx, ry, colour=colour)
        for x in (-0.8, -0.5, 0.5, 0.8) if s.chance(0.8) else (-0.65, 0.65):
            fx, fy = limb(
                s, 0.45 + rx * x, y + ry * 0.75, math.pi / 2 + s.between(-0.15, 0.15), legs, thick, colour
            )
            if kind in ("horse", "elephant") and s.chance(0.3):
                s.oval(fx, fy, 0.04, 0.025, colour="black")
        front, back = 0.45 + rx * 0.85, 0.45 - rx * 0.95
        r = s.between(0.09, 0.14)
        if kind == "horse":
            hx, hy = front + s.between(0.08, 0.2), y - ry - s.between(0.12, 0.28)
            s.shape(
                (front - 0.1, y - ry * 0.5),
                (hx - 0.09, hy),
                (hx + 0.02, hy + 0.03),
                (front + 0.05, y + ry * 0.2),
                colour=colour,
            )
            s.oval(hx + 0.06, hy + 0.05, r * 1.5, r * 0.75, turn=s.between(0.3, 0.8), colour=colour)
            s.shape((hx - 0.05, hy), (hx - 0.04, hy - 0.11), (hx + 0.02, hy - 0.02), colour=colour)
            s.dot(hx + 0.04, hy + 0.02, 0.015)
            for i in range(s.rng.randint(3, 9)):
                t = i / 8
                mx, my = hx - 0.09 + (front - 0.1 - hx + 0.09) * t, hy + (y - ry * 0.5 - hy) * t
                s.line(
                    (mx, my),
                    (mx - s.between(0.05, 0.1), my + s.between(0, 0.08)),
                    colour=s.rng.choice(("black", "brown", "yellow")),
                )
            for _ in range(s.rng.randint(1, 5)):
                s.curve(
                    (back, y - ry * 0.4),
                    (back - 0.1, y - 0.05),
                    (back - s.between(0.06, 0.18), y + s.between(0.1, 0.3)),
                    colour="black",
                )
        elif kind == "elephant":
            hx, hy, r = front + 0.06, y - ry * 0.6, s.between(0.14, 0.2)
            s.oval(hx, hy, r, colour=colour)
            tip = s.rng.choice(((0.3, 0.4), (0.16, 0.45), (0.35, -0.15)))
            s.curve(
                (hx + r * 0.7, hy - r * 0.3),
                (hx + r + 0.08, hy + 0.12),
                (hx + tip[0], hy + tip[1]),
                (hx + tip[0] - 0.06, hy + tip[1] + 0.02),
                (hx + r * 0.85, hy + 0.2),
                (hx + r * 0.4, hy + r * 0.6),
                closed=True,
                colour=colour,
            )
            s.oval(
                hx - r * 0.5, hy + r * 0.1, r * s.between(0.55, 0.8), r * s.between(0.7, 1.0), colour=colour
            )
            s.dot(hx + r * 0.45, hy - r * 0.2, 0.016)
            if s.chance(0.4):
                s.arc(hx + r, hy + r * 0.5, 0.1, 0.06, 0.2, 2, "white")
            s.line((back, y), (back - 0.07, y + 0.15), colour=colour)
        elif kind == "pig":
            hx, hy = front + 0.05, y - ry * 0.3
            s.oval(hx, hy, r * 1.25, colour=colour)
            s.oval(hx + r * 1.2, hy + 0.02, r * 0.4, r * 0.5, colour="pink")
            s.shape((hx - 0.06, hy - r), (hx - 0.02, hy - r * 1.7), (hx + 0.05, hy - r * 1.1), colour=colour)
            s.dot(hx + 0.03, hy - r * 0.3, 0.015)
            s.curve(
                (back, y),
                (back - 0.06, y - 0.06),
                (back - 0.03, y - 0.1),
                (back - 0.1, y - 0.07),
                (back - 0.12, y - 0.12),
                colour=colour,
            )
        else:
            hx, hy = front + 0.06, y - ry - 0.02
            s.oval(hx, hy, r * 1.1, r, colour=colour)
            if kind == "dog":
                s.oval(hx + r * 1.1, hy + r * 0.3, r * 0.75, r * 0.42, colour=colour)
                s.oval(hx - r * 0.5, hy + r * 0.3, r * 0.32, r * 0.8, turn=0.3, colour=colour)
                s.dot(hx + r * 1.8, hy + r * 0.15, 0.02)
            elif kind == "cat":
                for x in (-0.6, 0.4):
                    s.shape(
                        (hx + r * (x - 0.3), hy - r * 0.7),
                        (hx + r * x, hy - r * 1.8),
                        (hx + r * (x + 0.35), hy - r * 0.8),
                        colour=colour,
                    )
                for i in range(3):
                    s.line((hx + r * 0.7, hy + r * 0.3), (hx + r * 1.9, hy + r * (0.1 + 0.25 * i)))
            elif kind == "rabbit":
                for x in (-0.5, 0.1):
                    s.oval(hx + r * x, hy - r * 1.9, r * 0.3, r * 1.1, turn=-0.25, colour=colour)
                s.oval(back, y, 0.06, colour="white")
            s.dot(hx + r * 0.3, hy - r * 0.2, 0.016)
            if kind in ("cat", "dog"):
                s.curve(
                    (back, y - ry * 0.3),
                    (back - 0.1, y - 0.15),
                    (back - s.between(0.05, 0.18), y - s.between(0.15, 0.4)),
                    colour=colour,
                )

    return draw


ANIMALS_FOUR_LEGGED: dict[str, tuple[Way, ...]] = {
    "cat": (of_sticks("cat"), side_on("cat"), profile("cat")),
    "dog": (of_sticks("dog"), side_on("dog"), profile("dog")),
    "rabbit": (of_sticks("rabbit"), side_on("rabbit"), profile("rabbit")),
    "pig": (of_sticks("pig"), side_on("pig"), profile("pig")),
    "elephant": (profile("elephant"), profile("elephant"), side_on("elephant")),
    "horse": (profile("horse"),),
    "animal": (side_on("animal"),),
}
