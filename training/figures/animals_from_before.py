"""Animals that look at us: heads, and sitting."""

import math

from sketch import Sketch

from figures.parts import FUR, Way, limb


def _ears(s: Sketch, x: float, y: float, r: float, way: str, colour: str | None) -> None:
    for side in (-1, 1):
        if way == "point":
            s.shape(
                (x + side * r * 0.2, y - r * 0.92),
                (x + side * r * s.between(0.7, 1.1), y - r * s.between(1.3, 1.9)),
                (x + side * r * 0.95, y - r * 0.35),
                colour=colour,
            )
        elif way == "hang":
            s.oval(
                x + side * r * 1.0,
                y + r * s.between(-0.2, 0.3),
                r * s.between(0.22, 0.4),
                r * s.between(0.5, 0.9),
                turn=-side * s.between(0, 0.5),
                colour=colour,
            )
        elif way == "long":
            s.oval(
                x + side * r * s.between(0.3, 0.6),
                y - r * 1.75,
                r * s.between(0.18, 0.32),
                r * s.between(0.7, 1.1),
                turn=side * s.between(-0.05, 0.35),
                colour=colour,
            )
        elif way == "round":
            s.oval(x + side * r * 0.75, y - r * 0.8, r * s.between(0.25, 0.42), colour=colour)
        elif way == "big":
            s.oval(
                x + side * r * 1.3,
                y - r * 0.1,
                r * s.between(0.6, 0.9),
                r * s.between(0.7, 1.1),
                colour=colour,
            )
        elif way == "flop":
            s.shape(
                (x + side * r * 0.3, y - r * 0.95),
                (x + side * r * 0.8, y - r * 1.35),
                (x + side * r * 0.85, y - r * 0.6),
                colour=colour,
            )


def _whiskers(s: Sketch, x: float, y: float, r: float) -> None:
    for side in (-1, 1):
        for i in range(s.rng.randint(2, 3)):
            s.line(
                (x + side * r * 0.25, y + r * (0.2 + 0.1 * i)),
                (x + side * r * s.between(0.9, 1.6), y + r * (0.0 + 0.25 * i)),
            )


def snout(s: Sketch, x: float, y: float, r: float, kind: str) -> None:
    if kind == "cat":
        s.shape((x - r * 0.12, y + r * 0.1), (x + r * 0.12, y + r * 0.1), (x, y + r * 0.25), colour="pink")
        s.arc(x - r * 0.15, y + r * 0.28, r * 0.15, r * 0.18, 0, 3.1)
        s.arc(x + r * 0.15, y + r * 0.28, r * 0.15, r * 0.18, 0, 3.1)
        if s.chance(0.85):
            _whiskers(s, x, y, r)
    elif kind == "dog":
        s.oval(x, y + r * 0.2, r * s.between(0.15, 0.28), r * 0.16, colour="black", solid=s.chance(0.6))
        s.arc(x, y + r * 0.4, r * 0.4, r * 0.25, 0.2, 2.9)
        if s.chance(0.4):
            s.oval(x, y + r * 0.75, r * 0.16, r * 0.28, colour="red")
    elif kind == "pig":
        s.oval(x, y + r * 0.25, r * s.between(0.3, 0.45), r * s.between(0.22, 0.34), colour="pink")
        for side in (-1, 1):
            s.dot(x + side * r * 0.14, y + r * 0.25, r * 0.06)
    elif kind == "rabbit":
        s.oval(x, y + r * 0.2, r * 0.1, r * 0.08, colour="pink")
        if s.chance(0.6):
            s.box(x - r * 0.12, y + r * 0.45, x + r * 0.12, y + r * 0.75, "white")
        if s.chance(0.5):
            _whiskers(s, x, y, r)


_EARS = {"cat": "point", "dog": "hang", "rabbit": "long", "pig": "flop", "elephant": "big", "animal": "round"}


def animal_head(s: Sketch, x: float, y: float, r: float, kind: str, colour: str | None) -> None:
    """A head seen from before."""
    _ears(s, x, y, r, _EARS[kind], colour)
    s.oval(x, y, r * s.between(0.95, 1.2), r, colour=colour)
    for side in (-1, 1):
        s.dot(x + side * r * s.between(0.3, 0.45), y - r * s.between(0.1, 0.25), r * s.between(0.07, 0.16))
    if kind == "elephant":
        side = s.between(-0.4, 0.4)
        s.curve(
            (x - r * 0.15, y + r * 0.1),
            (x - r * 0.2, y + r * 0.9),
            (x + r * side, y + r * 1.7),
            (x + r * (side + 0.25), y + r * 1.6),
            (x + r * 0.2, y + r * 0.8),
            (x + r * 0.18, y + r * 0.1),
            colour=colour,
        )
    else:
        snout(s, x, y, r, kind if kind != "animal" else "dog")


def coat(s: Sketch, kind: str) -> str | None:
    return {"pig": "pink", "elephant": "gray"}.get(kind) or s.rng.choice(FUR)


def looking(kind: str) -> Way:
    def draw(s: Sketch) -> None:
        animal_head(s, 0.5, 0.5, 0.4, kind, coat(s, kind))

    return draw


def sitting(kind: str) -> Way:
    """Upright, seen from before."""

    def draw(s: Sketch) -> None:
        colour, r = coat(s, kind), s.between(0.17, 0.25)
        tall, wide = s.between(0.18, 0.28), s.between(0.14, 0.26)
        y = 2 * r + tall * 0.85
        if kind in ("cat", "dog"):
            side = s.rng.choice((-1, 1))
            s.curve(
                (0.5 + side * wide * 0.8, y + tall * 0.6),
                (0.5 + side * (wide + 0.15), y + tall * 0.4),
                (0.5 + side * (wide + s.between(0.08, 0.25)), y - s.between(0, 0.3)),
                colour=colour,
            )
        s.oval(0.5, y, wide, tall, colour=colour)
        for side in (-1, 1):
            s.oval(0.5 + side * wide * 0.6, y + tall, wide * 0.45, 0.05, colour=colour)
            if s.chance(0.7):
                limb(
                    s,
                    0.5 + side * wide * 0.4,
                    y - tall * 0.2,
                    math.pi / 2 + side * s.between(-0.2, 0.2),
                    tall,
                    0.05 if s.chance(0.5) else 0,
                    colour,
                )
        animal_head(s, 0.5, r, r, kind, colour)

    return draw


ANIMALS_FROM_BEFORE: dict[str, tuple[Way, ...]] = {
    "cat": (looking("cat"), sitting("cat")),
    "dog": (looking("dog"), sitting("dog")),
    "rabbit": (looking("rabbit"), sitting("rabbit")),
    "pig": (looking("pig"), sitting("pig")),
    "elephant": (looking("elephant"),),
    "animal": (looking("animal"), sitting("animal")),
}
