"""Figures drawn by program, each in several ways that children have; what the net learns beside doodles."""

import math
from collections.abc import Callable
from itertools import pairwise

from sketch import Sketch

Way = Callable[[Sketch], None]
_FUR = ("orange", "brown", "gray", "black", "white", None)
_CLOTHES = ("red", "blue", "green", "pink", "purple", "yellow", "orange", "turquoise")


# faces and people


def _face(s: Sketch, x: float, y: float, r: float, *, nose: float = 0.3) -> None:
    """Two eyes and a mouth, as they come."""
    gap, up, size = r * s.between(0.28, 0.5), r * s.between(0.0, 0.3), r * s.between(0.05, 0.2)
    if s.chance(0.92):
        for side in (-1, 1):
            s.dot(x + side * gap, y - up, size)
            if s.chance(0.15):
                s.oval(x + side * gap, y - up, size * 2)
    mouth = s.rng.choice(("smile", "smile", "line", "open", "sad", "none"))
    low = y + r * s.between(0.25, 0.5)
    if mouth == "smile":
        s.arc(x, low - r * 0.15, r * s.between(0.3, 0.6), r * s.between(0.15, 0.4), 0.3, 2.84, "red")
    elif mouth == "line":
        s.line((x - r * 0.35, low), (x + r * 0.35, low), colour="red")
    elif mouth == "open":
        s.oval(x, low, r * s.between(0.15, 0.4), r * s.between(0.1, 0.25), colour="red")
    elif mouth == "sad":
        s.arc(x, low + r * 0.2, r * 0.4, r * 0.25, 3.5, 5.9)
    if s.chance(nose):
        s.line((x, y), (x + r * 0.1, y + r * 0.2), (x - r * 0.05, y + r * 0.2))


def _hair(s: Sketch, x: float, y: float, r: float) -> None:
    way = s.rng.choice(("none", "spikes", "long", "long", "tails", "cap", "curls", "bun", "mop", "fringe"))
    colour = s.rng.choice(("brown", "black", "yellow", "orange"))
    if way == "spikes":
        for i in range(n := s.rng.randint(4, 10)):
            a, far = 3.5 + 2.4 * i / (n - 1), s.between(1.2, 1.6)
            c, q = math.cos(a), math.sin(a)
            s.line((x + r * c, y + r * q), (x + r * far * c, y + r * far * q), colour=colour)
    elif way == "long":
        down = s.between(0.6, 2.6) * r
        if s.chance(0.5):
            s.curve(
                (x - r * 1.05, y + down), (x - r * 1.15, y - r * 0.3), (x, y - r * 1.2), (x + r * 1.15, y - r * 0.3),
                (x + r * 1.05, y + down), (x + r * 0.8, y + down), (x + r * 0.7, y - r * 0.4), (x - r * 0.7, y - r * 0.4),
                (x - r * 0.8, y + down), closed=True, colour=colour,
            )  # fmt: skip
        else:
            for side in (-1, 1):
                for q in range(s.rng.randint(1, 5)):
                    wide = 1 + 0.13 * q
                    s.curve(
                        (x + side * r * 0.3, y - r),
                        (x + side * r * wide, y - r * 0.2),
                        (x + side * r * wide * 1.05, y + down),
                        colour=colour,
                    )
    elif way == "tails":
        for side in (-1, 1):
            for _ in range(s.rng.randint(1, 4)):
                s.line(
                    (x + side * r * 0.9, y - r * 0.5),
                    (x + side * r * s.between(1.3, 1.9), y + r * s.between(-0.9, 1.2)),
                    colour=colour,
                )
    elif way == "cap":
        s.shape(
            (x - r * 1.2, y - r * 0.45),
            (x - r * 0.8, y - r * 1.3),
            (x + r * 0.8, y - r * 1.3),
            (x + r * 1.2, y - r * 0.45),
            colour=s.rng.choice(_CLOTHES),
        )
    elif way == "curls":
        for i in range(n := s.rng.randint(5, 10)):
            a = 3.2 + 3.0 * i / (n - 1)
            s.oval(x + r * 1.05 * math.cos(a), y + r * 1.05 * math.sin(a), r * 0.24, colour=colour)
    elif way == "bun":
        s.oval(x, y - r * 1.25, r * 0.4, colour=colour)
    elif way == "mop":
        s.curve(
            (x - r, y),
            (x - r * 0.9, y - r * 1.1),
            (x, y - r * 1.4),
            (x + r * 0.9, y - r * 1.1),
            (x + r, y),
            (x, y - r * 0.6),
            closed=True,
            colour=colour,
        )
    elif way == "fringe":
        for i in range(6):
            s.line(
                (x - r * 0.7 + 0.28 * r * i, y - r * 0.95),
                (x - r * 0.7 + 0.28 * r * i, y - r * 0.45),
                colour=colour,
            )


def _hand(s: Sketch, x: float, y: float, angle: float) -> None:
    way = s.rng.choice(("none", "none", "ball", "fingers", "fingers"))
    if way == "ball":
        s.oval(x, y, s.between(0.025, 0.06), colour="skin")
    elif way == "fingers":
        for _ in range(s.rng.randint(3, 6)):
            a = angle + s.between(-1, 1)
            s.line((x, y), (x + 0.08 * math.cos(a), y + 0.08 * math.sin(a)), colour="skin")


def _limb(
    s: Sketch, x: float, y: float, angle: float, length: float, wide: float, colour: str | None
) -> tuple[float, float]:
    """A line, or a tube as wide as said; gives its end."""
    ex, ey = x + length * math.cos(angle), y + length * math.sin(angle)
    if wide:
        nx, ny = -math.sin(angle) * wide / 2, math.cos(angle) * wide / 2
        s.shape((x + nx, y + ny), (ex + nx, ey + ny), (ex - nx, ey - ny), (x - nx, y - ny), colour=colour)
    else:
        bend = s.between(-0.05, 0.05)
        s.line((x, y), ((x + ex) / 2 + bend, (y + ey) / 2 + bend), (ex, ey), colour=colour)
    return ex, ey


def _legs_and_arms(s: Sketch, top: float, low: float, half: float, hip: float) -> None:
    thick = s.between(0.05, 0.13) if s.chance(0.5) else 0.0
    colour = s.rng.choice((*_CLOTHES, "skin"))
    arms = s.rng.choice(("out", "out", "up", "down", "free"))
    for side in (-1, 1):
        a = {
            "out": s.between(-0.25, 0.25),
            "up": s.between(-1.2, -0.4),
            "down": s.between(0.5, 1.25),
            "free": s.between(-1.2, 1.2),
        }[arms]
        a = a if side > 0 else math.pi - a
        ex, ey = _limb(
            s,
            0.5 + side * half,
            top + s.between(0.02, 0.08),
            a,
            s.between(0.16, 0.36),
            thick,
            "skin" if s.chance(0.5) else colour,
        )
        _hand(s, ex, ey, a)
        x = 0.5 + side * hip
        a = math.pi / 2 - side * s.between(-0.08, 0.35)
        fx, fy = _limb(s, x, low, a, s.between(0.14, 0.45), thick, colour)
        foot = s.rng.choice(("none", "ball", "line", "ball"))
        if foot == "ball":
            s.oval(fx + side * 0.03, fy, s.between(0.04, 0.09), 0.035, colour="brown")
        elif foot == "line":
            s.line((fx, fy), (fx + side * 0.09, fy), colour="brown")


def _head(s: Sketch, r: float) -> float:
    """A head with its top at 0; gives its centre."""
    s.oval(0.5, r, r * s.between(0.85, 1.12), r, colour="skin")
    _face(s, 0.5, r, r)
    _hair(s, 0.5, r, r)
    return r


def person_stick(s: Sketch) -> None:
    r = s.between(0.1, 0.22)
    _head(s, r)
    low = 2 * r + s.between(0.2, 0.4)
    s.line((0.5, 2 * r), (0.5 + s.between(-0.02, 0.02), low))
    _legs_and_arms(s, 2 * r + s.between(0.0, 0.08), low, 0.0, 0.0)


def person_dress(s: Sketch) -> None:
    r = s.between(0.11, 0.22)
    _head(s, r)
    low, neck, wide = 2 * r + s.between(0.28, 0.55), s.between(0.02, 0.09), s.between(0.16, 0.34)
    s.shape(
        (0.5 - neck, 1.9 * r),
        (0.5 - wide, low),
        (0.5 + wide, low),
        (0.5 + neck, 1.9 * r),
        colour=s.rng.choice(_CLOTHES),
    )
    _legs_and_arms(s, 2 * r + 0.05, low, neck + 0.03, wide * 0.45)


def person_dressed(s: Sketch) -> None:
    r, wide = s.between(0.1, 0.2), s.between(0.09, 0.22)
    _head(s, r)
    waist = 2 * r + s.between(0.18, 0.36)
    s.box(0.5 - wide, 2 * r * 0.97, 0.5 + wide, waist, s.rng.choice(_CLOTHES))
    if s.chance(0.5):
        low, leg = waist + s.between(0.2, 0.4), wide * s.between(0.7, 0.95)
        colour = s.rng.choice(_CLOTHES)
        s.shape(
            (0.5 - wide, waist),
            (0.5 + wide, waist),
            (0.5 + wide, low),
            (0.5 + wide - leg, low),
            (0.5, waist + 0.08),
            (0.5 - wide + leg, low),
            (0.5 - wide, low),
            colour=colour,
        )
        for side in (-1, 1):
            a = s.between(-1.1, 1.2)
            ex, ey = _limb(
                s,
                0.5 + side * wide,
                2 * r + 0.04,
                a if side > 0 else math.pi - a,
                s.between(0.15, 0.32),
                s.between(0.05, 0.1),
                "skin",
            )
            _hand(s, ex, ey, a if side > 0 else math.pi - a)
            s.oval(0.5 + side * wide * 0.7, low + 0.02, 0.09, 0.04, colour="black")
    else:
        _legs_and_arms(s, 2 * r + 0.04, waist, wide, wide * 0.6)


def person_round(s: Sketch) -> None:
    r, wide = s.between(0.12, 0.22), s.between(0.1, 0.2)
    _head(s, r)
    tall = s.between(0.12, 0.24)
    s.oval(0.5, 2 * r + tall * 0.9, wide, tall, colour=s.rng.choice(_CLOTHES))
    _legs_and_arms(s, 2 * r + tall * 0.5, 2 * r + tall * 1.7, wide * 0.9, wide * 0.5)


def person_tadpole(s: Sketch) -> None:
    """The first people a child draws: legs, perhaps arms, out of the head."""
    r = s.between(0.22, 0.36)
    s.oval(0.5, r, r * s.between(0.85, 1.15), r, colour=s.rng.choice(("skin", None)))
    _face(s, 0.5, r, r, nose=0.2)
    if s.chance(0.5):
        _hair(s, 0.5, r, r)
    thick = s.between(0.03, 0.08) if s.chance(0.2) else 0.0
    for side in (-1, 1):
        fx, fy = _limb(
            s,
            0.5 + side * r * s.between(0.25, 0.6),
            1.92 * r,
            math.pi / 2 - side * s.between(-0.1, 0.25),
            s.between(0.3, 0.7),
            thick,
            "skin",
        )
        if s.chance(0.6):
            s.oval(fx + side * 0.04, fy, s.between(0.04, 0.08), 0.03)
    if s.chance(0.75):
        for side in (-1, 1):
            a = s.between(-0.7, 0.5)
            ex, ey = _limb(
                s,
                0.5 + side * r * 0.95,
                r * s.between(0.9, 1.2),
                a if side > 0 else math.pi - a,
                s.between(0.18, 0.4),
                thick,
                "skin",
            )
            _hand(s, ex, ey, a if side > 0 else math.pi - a)


def person_face(s: Sketch) -> None:
    r = 0.5
    s.oval(0.5, 0.5, r * s.between(0.8, 1), r, colour="skin")
    _face(s, 0.5, 0.5, r, nose=0.7)
    _hair(s, 0.5, 0.5, r)
    if s.chance(0.4):
        for side in (-1, 1):
            s.oval(0.5 + side * r * 1.05, 0.5, 0.07, 0.11, colour="skin")


# animals


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


def _snout(s: Sketch, x: float, y: float, r: float, kind: str) -> None:
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


def _animal_head(s: Sketch, x: float, y: float, r: float, kind: str, colour: str | None) -> None:
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
        _snout(s, x, y, r, kind if kind != "animal" else "dog")


def _coat(s: Sketch, kind: str) -> str | None:
    return {"pig": "pink", "elephant": "gray"}.get(kind) or s.rng.choice(_FUR)


def _animal_face(kind: str) -> Way:
    def draw(s: Sketch) -> None:
        _animal_head(s, 0.5, 0.5, 0.4, kind, _coat(s, kind))

    return draw


def _animal_sitting(kind: str) -> Way:
    """Upright, seen from before."""

    def draw(s: Sketch) -> None:
        colour, r = _coat(s, kind), s.between(0.17, 0.25)
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
                _limb(
                    s,
                    0.5 + side * wide * 0.4,
                    y - tall * 0.2,
                    math.pi / 2 + side * s.between(-0.2, 0.2),
                    tall,
                    0.05 if s.chance(0.5) else 0,
                    colour,
                )
        _animal_head(s, 0.5, r, r, kind, colour)

    return draw


def _animal_stick(kind: str) -> Way:
    """A head on a stick body, with four stick legs."""

    def draw(s: Sketch) -> None:
        colour, r = _coat(s, kind), s.between(0.13, 0.22)
        long, y = s.between(0.4, 0.65), s.between(0.4, 0.55)
        s.line((0.2, y), (0.2 + long, y + s.between(-0.04, 0.04)), colour=colour)
        for x in (0.22, 0.22 + s.between(0.06, 0.12), 0.2 + long - s.between(0.08, 0.14), 0.2 + long - 0.02):
            s.line((x, y), (x + s.between(-0.05, 0.05), y + s.between(0.22, 0.36)), colour=colour)
        s.curve((0.2, y), (0.08, y - 0.08), (s.between(0.0, 0.1), y - s.between(0.1, 0.35)), colour=colour)
        _animal_head(s, 0.2 + long + r * s.between(0.3, 0.9), y - r * s.between(0.6, 1.0), r, kind, colour)

    return draw


def _animal_side(kind: str) -> Way:
    """A body from the side, the head turned to us."""

    def draw(s: Sketch) -> None:
        colour, r = _coat(s, kind), s.between(0.14, 0.22)
        rx, ry, y = s.between(0.24, 0.36), s.between(0.12, 0.22), 0.55
        legs = s.between(0.14, 0.32)
        thick = s.between(0.05, 0.11) if s.chance(0.6) else 0.0
        for x in (-0.8, -0.45, 0.4, 0.75):
            _limb(s, 0.45 + rx * x, y + ry * 0.7, math.pi / 2 + s.between(-0.15, 0.15), legs, thick, colour)
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
        _animal_head(s, 0.45 + rx * s.between(0.85, 1.2), y - ry * s.between(0.6, 1.2), r, kind, colour)

    return draw


def _profile(kind: str) -> Way:
    """Body and head from the side."""

    def draw(s: Sketch) -> None:
        colour = _coat(s, kind)
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
            fx, fy = _limb(
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


def giraffe(s: Sketch) -> None:
    colour, neck = s.rng.choice(("yellow", "orange", "brown")), s.between(0.4, 0.65)
    y, lean = neck + 0.1, s.between(0.02, 0.15)
    s.oval(0.4, y, 0.22, 0.11, colour=colour)
    for x in (0.24, 0.32, 0.48, 0.56):
        _limb(s, x, y + 0.07, math.pi / 2, s.between(0.25, 0.4), 0.05 if s.chance(0.5) else 0, colour)
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
        _limb(
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
            _limb(s, x, 0.7, math.pi / 2, 0.2, 0.06 if s.chance(0.5) else 0, "orange")
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
    _snout(s, x, y, r, "cat")
    s.dot(x - r * 0.4, y - r * 0.2, r * 0.1)
    s.dot(x + r * 0.4, y - r * 0.2, r * 0.1)


def bird_flying(s: Sketch) -> None:
    colour = s.rng.choice((*_CLOTHES, "brown"))
    s.oval(0.5, 0.5, s.between(0.2, 0.3), s.between(0.12, 0.18), turn=s.between(-0.3, 0.1), colour=colour)
    s.oval(0.78, 0.36, s.between(0.1, 0.15), colour=colour)
    s.shape((0.88, 0.33), (1.02, 0.37), (0.88, 0.41), colour="orange")
    s.dot(0.8, 0.34, 0.02)
    s.curve(
        (0.4, 0.45),
        (s.between(0.2, 0.45), s.between(0.0, 0.15)),
        (0.6, 0.42),
        closed=s.chance(0.5),
        colour=colour,
    )
    s.shape((0.25, 0.5), (0.05, 0.42), (0.08, 0.58), colour=colour)
    if s.chance(0.5):
        for x in (0.45, 0.55):
            s.line((x, 0.63), (x, 0.78), (x + 0.06, 0.78), colour="orange")


def bird_standing(s: Sketch) -> None:
    colour, r = s.rng.choice((*_CLOTHES, "brown", "white")), s.between(0.12, 0.2)
    s.oval(0.5, 0.55, s.between(0.18, 0.26), s.between(0.2, 0.28), colour=colour)
    s.oval(0.5 + s.between(-0.05, 0.15), 0.25, r, colour=colour)
    if s.chance(0.5):
        s.shape((0.46, 0.25), (0.54, 0.25), (0.5, 0.33), colour="orange")
        s.dot(0.44, 0.22, 0.02)
        s.dot(0.56, 0.22, 0.02)
    else:
        s.shape((0.5 + r, 0.22), (0.62 + r, 0.26), (0.5 + r, 0.3), colour="orange")
        s.dot(0.56, 0.22, 0.02)
    s.curve((0.4, 0.45), (s.between(0.2, 0.32), 0.6), (0.42, 0.68), closed=True, colour=colour)
    for x in (0.44, 0.56):
        s.line((x, 0.78), (x, 0.95), colour="orange")
        s.line((x - 0.05, 0.97), (x, 0.94), (x + 0.05, 0.97), colour="orange")


def fish(s: Sketch) -> None:
    colour, rx, ry = s.rng.choice((*_CLOTHES, "gray")), s.between(0.26, 0.38), s.between(0.13, 0.26)
    s.oval(0.45, 0.5, rx, ry, colour=colour)
    t, w = 0.45 + rx * 0.9, s.between(0.1, 0.22)
    s.shape((t, 0.5), (t + 0.2, 0.5 - w), (t + s.between(0.1, 0.2), 0.5), (t + 0.2, 0.5 + w), colour=colour)
    s.dot(0.45 - rx * 0.55, 0.5 - ry * 0.3, s.between(0.015, 0.04))
    if s.chance(0.6):
        s.line((0.45 - rx, 0.52), (0.45 - rx * 0.7, 0.5 + ry * 0.3))
    if s.chance(0.5):
        s.shape((0.4, 0.5 - ry * 0.95), (0.5, 0.5 - ry * 1.6), (0.58, 0.5 - ry * 0.85), colour=colour)
    way = s.rng.choice(("none", "scales", "stripes"))
    for i in range(0 if way == "none" else s.rng.randint(2, 4)):
        x = 0.38 + 0.1 * i
        if way == "stripes":
            s.line((x, 0.5 - ry * 0.8), (x, 0.5 + ry * 0.8))
        else:
            s.arc(x, 0.5 + s.between(-0.08, 0.08), 0.04, 0.06, -1.4, 1.4)
    for i in range(s.rng.choice((0, 0, 0, 2, 3))):
        s.oval(0.02, 0.3 - 0.1 * i, 0.02)


def butterfly(s: Sketch) -> None:
    colour = s.rng.choice(_CLOTHES)
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
                colour=s.rng.choice(_CLOTHES),
            )
    if s.chance(0.3):
        s.oval(0.5, 0.5 - tall, 0.07, colour="black")


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
    _face(s, 0.5, 0.5, r, nose=0)


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
    n, colour = s.rng.randint(4, 7), s.rng.choice(("green", "green", *_CLOTHES))
    for i in range(n):
        y = 0.5 + 0.04 * math.sin(i * 1.5)
        s.oval(0.1 + 0.14 * i, y, 0.085, colour=colour)
        s.line((0.08 + 0.14 * i, y + 0.08), (0.08 + 0.14 * i, y + 0.15))
    x = 0.1 + 0.14 * n
    s.oval(x, 0.42, 0.12, colour=colour)
    _face(s, x, 0.42, 0.12, nose=0)
    for side in (-1, 1):
        s.line((x + side * 0.04, 0.31), (x + side * 0.08, 0.2))


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
        s.oval(0.42, 0.5, 0.27, colour=s.rng.choice(("brown", *_CLOTHES)))
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
        _limb(
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
        _limb(
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
        fx, fy = _limb(
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


# made-up beings


def monster_blob(s: Sketch) -> None:
    """A lump with too many or too few eyes, horns, teeth."""
    colour, rx, ry = (
        s.rng.choice(("green", "purple", "blue", "red", "orange", "pink")),
        s.between(0.26, 0.38),
        s.between(0.28, 0.4),
    )
    way = s.rng.choice(("oval", "furry", "ghost", "box"))
    if way == "oval":
        s.oval(0.5, 0.5, rx, ry, colour=colour)
    elif way == "furry":
        n = s.rng.randint(12, 22)
        s.shape(
            *[
                (0.5 + rx * f * math.cos(a), 0.5 + ry * f * math.sin(a))
                for a, f in (
                    (2 * math.pi * i / (2 * n), 1 if i % 2 else s.between(1.12, 1.3)) for i in range(2 * n)
                )
            ],
            colour=colour,
        )
    elif way == "ghost":
        s.curve(
            (0.5 - rx, 0.9),
            (0.5 - rx, 0.4),
            (0.5, 0.5 - ry),
            (0.5 + rx, 0.4),
            (0.5 + rx, 0.9),
            (0.5 + rx / 2, 0.8),
            (0.5, 0.9),
            (0.5 - rx / 2, 0.8),
            closed=True,
            colour=colour,
        )
    else:
        s.box(0.5 - rx, 0.5 - ry, 0.5 + rx, 0.5 + ry, colour)
    eyes = s.rng.choice((1, 1, 2, 3, 3, 4, 5))
    for i in range(eyes):
        x, y, r = (
            0.5 + (i - (eyes - 1) / 2) * rx * s.between(0.4, 0.6),
            0.5 - ry * s.between(0.2, 0.5),
            s.between(0.05, 0.13 if eyes < 3 else 0.08),
        )
        s.oval(x, y, r, colour="white")
        s.dot(x, y, r * s.between(0.3, 0.5))
    horns = s.rng.choice(("none", "horns", "horns", "stalks", "spikes"))
    for side in (-1, 1):
        if horns == "horns":
            s.shape(
                (0.5 + side * rx * 0.3, 0.5 - ry * 0.93),
                (0.5 + side * rx * s.between(0.5, 1), 0.5 - ry * s.between(1.3, 1.7)),
                (0.5 + side * rx * 0.65, 0.5 - ry * 0.75),
                colour="yellow",
            )
        elif horns == "stalks":
            s.line((0.5 + side * rx * 0.4, 0.5 - ry * 0.9), (0.5 + side * rx * 0.6, 0.5 - ry * 1.4))
            s.oval(0.5 + side * rx * 0.6, 0.5 - ry * 1.45, 0.05, colour="yellow")
    if horns == "spikes":
        for i in range(5):
            x = 0.5 + (i - 2) * rx * 0.35
            s.line((x, 0.5 - ry * 0.85), (x, 0.5 - ry * s.between(1.2, 1.5)))
    mouth = s.rng.choice(("teeth", "teeth", "zigzag", "smile"))
    y, w = 0.5 + ry * s.between(0.2, 0.4), rx * s.between(0.5, 0.8)
    if mouth == "zigzag":
        s.line(*[(0.5 - w + 2 * w * i / 8, y + 0.06 * (i % 2)) for i in range(9)])
    elif mouth == "teeth":
        s.oval(0.5, y, w, s.between(0.05, 0.12), colour="red")
        for i in range(s.rng.randint(2, 5)):
            x = 0.5 - w * 0.6 + 0.35 * w * i
            s.shape((x - 0.03, y - 0.06), (x + 0.03, y - 0.06), (x, y + 0.02), colour="white")
    else:
        s.arc(0.5, y - 0.05, w, 0.12, 0.2, 2.9)
    arms = s.rng.choice((0, 2, 2, 4, 6))
    for i in range(arms):
        side = -1 if i % 2 else 1
        ey = 0.5 + (i // 2) * 0.12
        s.line(
            (0.5 + side * rx * 0.95, ey),
            (0.5 + side * (rx + s.between(0.1, 0.25)), ey + s.between(-0.25, 0.2)),
            colour=colour,
        )
    for i in range(s.rng.choice((0, 2, 2, 3, 4))):
        x = 0.5 + (i - 1) * rx * 0.5
        s.line(
            (x, 0.5 + ry * 0.95),
            (x + s.between(-0.05, 0.05), 0.5 + ry + s.between(0.08, 0.22)),
            colour=colour,
        )
    for _ in range(s.rng.choice((0, 0, 3, 6))):
        s.oval(
            0.5 + rx * s.between(-0.6, 0.6),
            0.5 + ry * s.between(-0.6, 0.8),
            0.03,
            colour=s.rng.choice(_CLOTHES),
        )


def alien(s: Sketch) -> None:
    """A big head with large slanted eyes and feelers."""
    r = s.between(0.2, 0.3)
    s.curve(
        (0.5 - r, r * 0.8),
        (0.5, 0),
        (0.5 + r, r * 0.8),
        (0.5 + r * 0.3, 2 * r),
        (0.5 - r * 0.3, 2 * r),
        closed=True,
        colour="green",
    )
    eyes = s.rng.choice((1, 2, 2, 3))
    for i in range(eyes):
        x = 0.5 + (i - (eyes - 1) / 2) * r * 0.75
        s.oval(x, r, r * 0.26, r * 0.38, turn=(i - (eyes - 1) / 2) * 0.7, colour="black", solid=s.chance(0.6))
    for side in (-1, 1):
        s.line((0.5 + side * r * 0.4, 0.15 * r), (0.5 + side * r * 0.7, -r * 0.6))
        s.oval(0.5 + side * r * 0.7, -r * 0.65, 0.035, colour="green")
    s.arc(0.5, 1.5 * r, r * 0.3, r * 0.15, 0.2, 2.9)
    s.oval(0.5, 2 * r + 0.18, s.between(0.09, 0.16), 0.2, colour="green")
    for side in (-1, 1):
        for i in range(s.rng.choice((1, 1, 2))):
            s.line(
                (0.5 + side * 0.1, 2 * r + 0.1 + 0.1 * i),
                (0.5 + side * s.between(0.22, 0.36), 2 * r + s.between(-0.1, 0.3)),
                colour="green",
            )
        s.line((0.5 + side * 0.06, 2 * r + 0.36), (0.5 + side * 0.1, 2 * r + 0.55), colour="green")


def robot_boxes(s: Sketch) -> None:
    colour = s.rng.choice(("gray", "gray", "blue", "red", "green", "orange", "purple"))
    hw, hh, bw, bh = (
        s.between(0.13, 0.27),
        s.between(0.18, 0.34),
        s.between(0.18, 0.34),
        s.between(0.26, 0.48),
    )
    s.box(0.5 - hw, 0, 0.5 + hw, hh, colour)
    round_eyes = s.chance(0.6)
    for side in (-1, 1):
        x = 0.5 + side * hw * 0.5
        if round_eyes:
            s.oval(x, hh * 0.4, hw * s.between(0.1, 0.28), colour="yellow", solid=s.chance(0.3))
        else:
            s.box(x - hw * 0.22, hh * 0.28, x + hw * 0.22, hh * 0.5, "yellow")
    mouth = s.rng.choice(("box", "line", "grid", "smile"))
    if mouth in ("box", "grid"):
        s.box(0.5 - hw * 0.5, hh * 0.65, 0.5 + hw * 0.5, hh * 0.85)
        for i in range(3 if mouth == "grid" else 0):
            s.line((0.5 + (i - 1) * hw * 0.25, hh * 0.65), (0.5 + (i - 1) * hw * 0.25, hh * 0.85))
    elif mouth == "line":
        s.line((0.5 - hw * 0.5, hh * 0.75), (0.5 + hw * 0.5, hh * 0.75))
    else:
        s.arc(0.5, hh * 0.6, hw * 0.5, hh * 0.2, 0.3, 2.84)
    feelers = s.rng.choice(("one", "two", "none", "one"))
    for side in {"one": (0.0,), "two": (-0.6, 0.6), "none": ()}[feelers]:
        s.line((0.5 + side * hw, 0), (0.5 + side * hw * 1.2, -0.1))
        if s.chance(0.7):
            s.oval(0.5 + side * hw * 1.2, -0.12, 0.03, colour="red")
    if s.chance(0.3):
        for side in (-1, 1):
            s.box(0.5 + side * hw, hh * 0.35, 0.5 + side * (hw + 0.05), hh * 0.65)
    y = hh + s.between(0, 0.08)
    if y > hh + 0.02:
        s.box(0.46, hh, 0.54, y, colour)
    s.box(0.5 - bw, y, 0.5 + bw, y + bh, colour)
    for _ in range(s.rng.randint(0, 5)):
        x, q = 0.5 + s.between(-0.7, 0.7) * bw, y + s.between(0.15, 0.85) * bh
        if s.chance(0.6):
            s.oval(x, q, s.between(0.02, 0.05), colour=s.rng.choice(_CLOTHES))
        else:
            s.box(x - 0.04, q - 0.03, x + 0.04, q + 0.03, s.rng.choice(_CLOTHES))
    if s.chance(0.4):
        s.box(0.5 - bw * 0.6, y + bh * 0.2, 0.5 + bw * 0.6, y + bh * 0.7, "white")
    way = s.rng.choice(("tube", "box", "stick", "wavy"))
    feet = s.rng.choice(("legs", "legs", "wheels"))
    for side in (-1, 1):
        x, a = 0.5 + side * bw, s.between(-0.7, 1.1)
        a = a if side > 0 else math.pi - a
        if way == "box":
            s.box(min(x, x + side * 0.1), y + 0.03, max(x, x + side * 0.1), y + s.between(0.2, 0.4), colour)
        elif way == "wavy":
            s.curve(
                (x, y + 0.08),
                (x + side * 0.08, y + 0.02),
                (x + side * 0.13, y + 0.14),
                (x + side * 0.22, y + s.between(0, 0.2)),
            )
        else:
            ex, ey = _limb(s, x, y + 0.08, a, s.between(0.15, 0.28), 0.07 if way == "tube" else 0, colour)
            if s.chance(0.6):
                s.arc(ex, ey, 0.05, 0.05, a + 0.8, a + 5.4)
        lx, ll = 0.5 + side * bw * 0.55, s.between(0.1, 0.32)
        if feet == "wheels":
            s.oval(lx, y + bh + 0.06, 0.07, colour="black")
        else:
            s.box(lx - 0.05, y + bh, lx + 0.05, y + bh + ll, colour)
            if s.chance(0.6):
                s.box(lx - 0.09, y + bh + ll, lx + 0.09, y + bh + ll + 0.06, colour)


def robot_round(s: Sketch) -> None:
    """A dome for a head, a body like a drum, springs for arms."""
    bw, bh = s.between(0.2, 0.3), s.between(0.28, 0.42)
    s.shape(
        *[
            (0.5 + 0.2 * math.cos(a), 0.24 + 0.22 * math.sin(a))
            for a in (math.pi * (1 + i / 10) for i in range(11))
        ],
        colour="gray",
    )
    for side in (-1, 1):
        s.oval(0.5 + side * 0.08, 0.15, 0.04, colour="yellow")
    s.line((0.5, 0.02), (0.5, -0.1))
    s.oval(0.5, -0.12, 0.03, colour="red")
    s.box(0.5 - bw, 0.27, 0.5 + bw, 0.27 + bh, "gray")
    for i in range(s.rng.randint(1, 4)):
        s.oval(0.5 - bw * 0.5 + bw * 0.35 * i, 0.36, 0.03, colour=s.rng.choice(_CLOTHES))
    for side in (-1, 1):
        s.line(*[(0.5 + side * (bw + 0.03 * i), 0.36 + 0.05 * (i % 2)) for i in range(7)])
        s.box(0.5 + side * bw * 0.5 - 0.05, 0.27 + bh, 0.5 + side * bw * 0.5 + 0.05, 0.45 + bh, "gray")


def snowman(s: Sketch) -> None:
    r = [0.26, 0.19, 0.14][-s.rng.choice((2, 3)) :]
    y = 1.0
    for radius in r:
        y -= radius
        s.oval(0.5, y, radius, colour="sky")
        y -= radius * 0.85
    top = y + r[-1] * 0.85
    s.dot(0.45, top - 0.03, 0.018)
    s.dot(0.55, top - 0.03, 0.018)
    s.shape((0.5, top + 0.0), (0.64, top + 0.04), (0.5, top + 0.05), colour="orange")
    for i in range(s.rng.randint(0, 4)):
        s.dot(0.5, top + r[-1] + 0.08 + 0.09 * i, 0.018)
    if s.chance(0.7):
        hat = top - r[-1] * 0.8
        s.box(0.42, hat - 0.15, 0.58, hat, "black")
        s.line((0.36, hat), (0.64, hat))
    for side in (-1, 1) if s.chance(0.75) else ():
        s.line((0.5 + side * 0.18, 0.5), (0.5 + side * 0.38, s.between(0.3, 0.5)), colour="brown")


# things


def _window(s: Sketch, x: float, y: float, r: float) -> None:
    s.box(x - r, y - r, x + r, y + r, "sky")
    if s.chance(0.6):
        s.line((x - r, y), (x + r, y))
        s.line((x, y - r), (x, y + r))


def house(s: Sketch) -> None:
    wide, top = s.between(0.26, 0.42), s.between(0.35, 0.5)
    s.box(0.5 - wide, top, 0.5 + wide, 1, s.rng.choice((*_CLOTHES, "brown", "white")))
    over = s.between(0, 0.08)
    s.shape(
        (0.5 - wide - over, top),
        (0.5 + s.between(-0.05, 0.05), s.between(0, 0.12)),
        (0.5 + wide + over, top),
        colour=s.rng.choice(("red", "brown", "blue", "orange")),
    )
    if s.chance(0.85):
        x = 0.5 + wide * s.rng.choice((0, 0, -0.4, 0.4))
        s.box(x - 0.07, s.between(0.68, 0.78), x + 0.07, 1, "brown")
    for side in s.rng.choice(((-1, 1), (1,), (-1, 1), ())):
        _window(s, 0.5 + side * wide * 0.55, top + 0.14, s.between(0.05, 0.09))
    if s.chance(0.45):
        s.box(0.5 + wide * 0.4, 0.1, 0.5 + wide * 0.7, 0.3, "red")
        if s.chance(0.6):
            s.curve(
                (0.5 + wide * 0.55, 0.08),
                (0.62 + wide * 0.5, 0.0),
                (0.5 + wide * 0.5, -0.08),
                (0.62 + wide * 0.5, -0.16),
                colour="gray",
            )


def castle(s: Sketch) -> None:
    colour, n = s.rng.choice(("gray", "gray", "pink", "purple", "brown")), 5
    s.shape(
        (0.2, 1),
        (0.2, 0.5),
        *[(0.2 + 0.6 * (i + j) / n, 0.5 - 0.07 * (i % 2)) for i in range(n) for j in (0, 1)],
        (0.8, 1),
        colour=colour,
    )
    for x in (0.08, 0.76):
        top = s.between(0.25, 0.38)
        s.box(x, top, x + 0.16, 1, colour)
        if s.chance(0.6):
            s.shape(
                (x - 0.03, top),
                (x + 0.08, top - s.between(0.15, 0.28)),
                (x + 0.19, top),
                colour=s.rng.choice(("red", "blue", "purple")),
            )
            if s.chance(0.5):
                s.line((x + 0.08, top - 0.25), (x + 0.08, top - 0.36))
                s.shape((x + 0.08, top - 0.36), (x + 0.17, top - 0.33), (x + 0.08, top - 0.3), colour="red")
        else:
            s.shape(
                (x, top),
                *[(x + 0.16 * (i + j) / 3, top - 0.06 * (1 - i % 2)) for i in range(3) for j in (0, 1)],
                (x + 0.16, top),
                colour=colour,
            )
        _window(s, x + 0.08, top + 0.16, 0.03)
    s.shape((0.42, 1), (0.42, 0.8), (0.46, 0.74), (0.54, 0.74), (0.58, 0.8), (0.58, 1), colour="brown")


def building(s: Sketch) -> None:
    wide, floors, across = s.between(0.15, 0.3), s.rng.randint(3, 6), s.rng.randint(2, 4)
    s.box(0.5 - wide, 0, 0.5 + wide, 1, s.rng.choice(("gray", *_CLOTHES)))
    for row in range(floors):
        for column in range(across):
            x, y = 0.5 - wide + 2 * wide * (column + 0.5) / across, 0.05 + 0.8 * (row + 0.5) / floors
            s.box(
                x - wide * 0.5 / across,
                y - 0.28 / floors,
                x + wide * 0.5 / across,
                y + 0.28 / floors,
                "yellow",
            )
    if s.chance(0.6):
        s.box(0.46, 0.88, 0.54, 1, "brown")


def _wheels(s: Sketch, xs: tuple[float, ...], y: float, r: float) -> None:
    for x in xs:
        s.oval(x, y, r, colour="black")
        if s.chance(0.5):
            s.oval(x, y, r * 0.45, colour="gray")


def car(s: Sketch) -> None:
    colour = s.rng.choice(_CLOTHES)
    h, left, right = s.between(0.18, 0.28), s.between(0.15, 0.3), s.between(0.65, 0.82)
    if s.chance(0.5):
        s.shape(
            (0, 0.5),
            (left, 0.5),
            (left + 0.12, 0.5 - h),
            (right - 0.12, 0.5 - h),
            (right, 0.5),
            (1, 0.52),
            (1, 0.75),
            (0, 0.75),
            colour=colour,
        )
    else:
        s.box(0, 0.5, 1, 0.75, colour)
        s.arc(0.48, 0.5, 0.28, h, math.pi, 2 * math.pi, colour)
    for x in (0.4, 0.58):
        s.box(x - 0.07, 0.52 - h * 0.8, x + 0.07, 0.5, "sky")
    _wheels(s, (s.between(0.18, 0.26), s.between(0.74, 0.82)), 0.76, s.between(0.08, 0.13))
    if s.chance(0.4):
        s.oval(0.97, 0.6, 0.03, colour="yellow")


def bus(s: Sketch) -> None:
    s.box(0, 0.3, 1, 0.75, s.rng.choice(("red", "yellow", "yellow", *_CLOTHES)))
    for i in range(n := s.rng.randint(3, 6)):
        x = 0.06 + 0.9 * i / n
        s.box(x, 0.37, x + 0.6 / n, 0.52, "sky")
    _wheels(s, (0.2, 0.8), 0.77, s.between(0.07, 0.11))


def truck(s: Sketch) -> None:
    cab = s.between(0.22, 0.32)
    s.box(0, s.between(0.2, 0.4), 1 - cab - 0.02, 0.74, s.rng.choice(_CLOTHES))
    s.shape((1 - cab, 0.74), (1 - cab, 0.4), (0.93, 0.4), (1, 0.56), (1, 0.74), colour=s.rng.choice(_CLOTHES))
    s.box(1 - cab + 0.04, 0.44, 0.92, 0.56, "sky")
    _wheels(s, s.rng.choice(((0.15, 0.35, 0.85), (0.2, 0.82))), 0.77, s.between(0.07, 0.1))


def train(s: Sketch) -> None:
    s.box(0.1, 0.5, 0.6, 0.75, s.rng.choice(_CLOTHES))
    s.box(0.6, 0.25, 0.9, 0.75, s.rng.choice(_CLOTHES))
    _window(s, 0.75, 0.4, 0.08)
    s.box(0.18, 0.3, 0.28, 0.5, "black")
    for i in range(s.rng.randint(0, 4)):
        s.oval(0.24 + 0.09 * i, 0.2 - 0.07 * i, 0.05 + 0.015 * i, colour="gray")
    _wheels(s, (0.2, 0.4, 0.6, 0.8), 0.78, 0.08)
    if s.chance(0.4):
        s.box(0.95, 0.45, 1.35, 0.75, s.rng.choice(_CLOTHES))
        _wheels(s, (1.05, 1.25), 0.78, 0.07)


def boat_sail(s: Sketch) -> None:
    s.shape(
        (0.05, 0.7),
        (0.95, 0.7),
        (s.between(0.72, 0.85), 0.92),
        (s.between(0.15, 0.28), 0.92),
        colour=s.rng.choice(("brown", "red", "blue")),
    )
    s.line((0.5, 0.7), (0.5, 0.05), colour="brown")
    s.shape((0.53, 0.1), (s.between(0.75, 0.9), 0.6), (0.53, 0.6), colour=s.rng.choice(("white", *_CLOTHES)))
    if s.chance(0.5):
        s.shape((0.47, 0.15), (0.2, 0.6), (0.47, 0.6), colour=s.rng.choice(("white", *_CLOTHES)))


def boat_ship(s: Sketch) -> None:
    s.shape((0, 0.6), (1, 0.6), (0.86, 0.88), (0.14, 0.88), colour=s.rng.choice(_CLOTHES))
    s.box(0.25, 0.42, 0.7, 0.6, "white")
    s.box(0.4, 0.22, 0.52, 0.42, "red")
    for i in range(s.rng.randint(2, 5)):
        s.oval(0.22 + 0.14 * i, 0.7, 0.04, colour="sky")
    for i in range(s.rng.randint(0, 3)):
        s.oval(0.5 + 0.07 * i, 0.14 - 0.07 * i, 0.05, colour="gray")


def plane(s: Sketch) -> None:
    colour = s.rng.choice(("gray", "white", *_CLOTHES))
    s.oval(0.5, 0.5, 0.45, s.between(0.08, 0.14), colour=colour)
    s.shape((0.45, 0.52), (0.3, s.between(0.75, 0.9)), (0.42, 0.85), (0.62, 0.52), colour=colour)
    if s.chance(0.6):
        s.shape((0.45, 0.45), (0.34, s.between(0.15, 0.28)), (0.44, 0.2), (0.6, 0.44), colour=colour)
    s.shape((0.1, 0.48), (0.0, 0.25), (0.08, 0.25), (0.24, 0.43), colour=colour)
    for i in range(s.rng.randint(2, 5)):
        s.oval(0.4 + 0.1 * i, 0.48, 0.025, colour="sky")


def helicopter(s: Sketch) -> None:
    colour = s.rng.choice(_CLOTHES)
    s.oval(0.6, 0.55, 0.25, 0.18, colour=colour)
    s.shape((0.38, 0.5), (0.05, 0.46), (0.05, 0.54), (0.4, 0.6), colour=colour)
    s.line((0.6, 0.37), (0.6, 0.25))
    s.line((0.25, 0.25), (0.95, 0.25))
    s.oval(0.05, 0.5, 0.07)
    s.line((0.4, 0.82), (0.85, 0.82))
    s.line((0.5, 0.72), (0.48, 0.82))
    s.line((0.7, 0.72), (0.72, 0.82))


def rocket(s: Sketch) -> None:
    w, h, t = s.between(0.1, 0.2), s.between(0.4, 0.7), s.between(0.15, 0.32)
    colour, second = s.rng.choice(("gray", "white", *_CLOTHES)), s.rng.choice(("red", *_CLOTHES))
    if s.chance(0.5):
        s.shape((0.5 - w, t), (0.5, 0), (0.5 + w, t), colour=second)
        s.box(0.5 - w, t, 0.5 + w, t + h, colour)
    else:
        s.curve(
            (0.5 - w * 0.8, t + h),
            (0.5 - w, t + h * 0.4),
            (0.5, 0),
            (0.5 + w, t + h * 0.4),
            (0.5 + w * 0.8, t + h),
            closed=True,
            colour=colour,
        )
    for i in range(s.rng.randint(0, 3)):
        s.oval(0.5, t + h * (0.15 + 0.27 * i), w * s.between(0.3, 0.6), colour="sky")
    f = s.between(0.09, 0.2)
    for side in (-1, 1):
        s.shape(
            (0.5 + side * w * 0.9, t + h * s.between(0.5, 0.75)),
            (0.5 + side * (w + f), t + h + s.between(0, 0.1)),
            (0.5 + side * w * 0.8, t + h),
            colour=second,
        )
    if s.chance(0.7):
        flame = [(0.5 - w * 0.7, t + h)]
        for q in (-0.5, -0.1, 0.3):
            flame += [(0.5 + w * q, t + h + s.between(0.12, 0.28)), (0.5 + w * (q + 0.2), t + h + 0.07)]
        s.shape(*flame, (0.5 + w * 0.7, t + h), colour=s.rng.choice(("orange", "red", "yellow")))


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


def sun(s: Sketch) -> None:
    r, n = s.between(0.2, 0.32), s.rng.randint(7, 16)
    warm = s.rng.choice(("yellow", "yellow", "orange"))
    s.oval(0.5, 0.5, r, colour=warm)
    way = s.rng.choice(("lines", "lines", "spikes", "gap"))
    for i in range(n):
        a, far = 2 * math.pi * i / n, r + s.between(0.1, 0.22)
        c, q = math.cos(a), math.sin(a)
        near = r * (1.12 if way == "gap" else 1.0)
        if way == "spikes":
            c0, q0, c1, q1 = math.cos(a - 0.2), math.sin(a - 0.2), math.cos(a + 0.2), math.sin(a + 0.2)
            s.shape(
                (0.5 + r * c0, 0.5 + r * q0),
                (0.5 + far * c, 0.5 + far * q),
                (0.5 + r * c1, 0.5 + r * q1),
                colour=warm,
            )
        else:
            s.line((0.5 + near * c, 0.5 + near * q), (0.5 + far * c, 0.5 + far * q), colour=warm)
    if s.chance(0.5):
        _face(s, 0.5, 0.5, r, nose=0.1)


def sun_corner(s: Sketch) -> None:
    """A quarter in a corner of the page."""
    r, n = s.between(0.4, 0.6), s.rng.randint(4, 8)
    s.shape(
        (0, 0),
        *[(r * math.cos(a), r * math.sin(a)) for a in (math.pi / 2 * i / 8 for i in range(9))],
        colour="yellow",
    )
    for i in range(n):
        a = math.pi / 2 * (i + 0.5) / n
        s.line(
            (r * 1.05 * math.cos(a), r * 1.05 * math.sin(a)),
            (math.cos(a) * (r + s.between(0.2, 0.4)), math.sin(a) * (r + 0.3)),
            colour="yellow",
        )


def moon(s: Sketch) -> None:
    thick = s.between(0.35, 0.75)
    outer = [
        (0.5 + 0.4 * math.cos(a), 0.5 + 0.45 * math.sin(a))
        for a in (math.pi * (0.5 + i / 12) for i in range(13))
    ]
    inner = [
        (0.5 + 0.4 * thick * math.cos(a) * 0.7, 0.5 + 0.45 * math.sin(a))
        for a in (math.pi * (1.5 - i / 12) for i in range(13))
    ]
    s.shape(*outer, *inner, colour=s.rng.choice(("yellow", "yellow", "gray", "white")))
    if s.chance(0.4):
        s.dot(0.22, 0.42, 0.02)
        s.arc(0.24, 0.55, 0.06, 0.05, 0.3, 2.6)


def cloud(s: Sketch) -> None:
    n, rx, ry = s.rng.randint(6, 10), s.between(0.36, 0.45), s.between(0.14, 0.24)
    if s.chance(0.6):
        points = [
            (0.5 + rx * math.cos(2 * math.pi * i / n), 0.5 + ry * math.sin(2 * math.pi * i / n))
            for i in range(n)
        ]
        path: list[tuple[float, float]] = []
        for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
            mx, my = (x0 + x1) / 2 - 0.5, (y0 + y1) / 2 - 0.5
            path += [(x0, y0), (0.5 + mx * 1.45, 0.5 + my * 1.7)]
        s.curve(*path, closed=True, colour=s.rng.choice(("sky", "blue", "gray", "white")))
    else:
        for _ in range(s.rng.randint(3, 6)):
            s.oval(
                s.between(0.25, 0.75),
                s.between(0.42, 0.58),
                s.between(0.12, 0.2),
                s.between(0.1, 0.16),
                colour="sky",
            )


def rainbow(s: Sketch) -> None:
    colours = ["red", "orange", "yellow", "green", "blue", "purple", "pink"]
    n, first = s.rng.randint(3, 7), s.between(0.42, 0.5)
    step = s.between(0.03, 0.055)
    for i in range(n):
        r = first - step * i
        s.arc(0.5, 0.5, r, r * s.between(0.9, 1.1), math.pi, 2 * math.pi, colours[i])
    if s.chance(0.25):
        for x in (0.5 - first, 0.5 + first - 0.1):
            for q in range(3):
                s.oval(x + 0.06 * q, 0.52, 0.07, colour="sky")


def rainbow_filled(s: Sketch) -> None:
    """Bands one after the other, each filled."""
    colours = ["red", "orange", "yellow", "green", "blue", "purple"]
    n, r = s.rng.randint(4, 6), 0.5
    for i in range(n):
        s.shape(
            *[
                (0.5 + r * math.cos(a), 0.5 + r * math.sin(a))
                for a in (math.pi * (1 + k / 12) for k in range(13))
            ],
            colour=colours[i],
        )
        r -= 0.055
    s.shape(
        *[
            (0.5 + r * math.cos(a), 0.5 + r * math.sin(a))
            for a in (math.pi * (1 + k / 12) for k in range(13))
        ],
        colour="white",
    )


def star(s: Sketch) -> None:
    n, deep = s.rng.choice((5, 5, 5, 5, 6, 4)), s.between(0.36, 0.5)
    if n == 5 and s.chance(0.35):
        p = [
            (0.5 + 0.45 * math.cos(a), 0.5 + 0.45 * math.sin(a))
            for a in (-math.pi / 2 + 4 * math.pi * i / 5 for i in range(6))
        ]
        s.shape(*p[:5], colour="yellow")
    else:
        s.shape(
            *[
                (
                    0.5 + (0.45 if i % 2 == 0 else 0.45 * deep) * math.cos(math.pi * i / n - math.pi / 2),
                    0.5 + (0.45 if i % 2 == 0 else 0.45 * deep) * math.sin(math.pi * i / n - math.pi / 2),
                )
                for i in range(2 * n)
            ],
            colour=s.rng.choice(("yellow", "yellow", "orange", "blue")),
        )
    if s.chance(0.15):
        _face(s, 0.5, 0.5, 0.2, nose=0)


def kite(s: Sketch) -> None:
    colour, low = s.rng.choice(_CLOTHES), s.between(0.5, 0.65)
    s.shape(
        (0.5, 0),
        (0.5 + s.between(0.2, 0.3), low * 0.4),
        (0.5, low),
        (0.5 - s.between(0.2, 0.3), low * 0.4),
        colour=colour,
    )
    s.line((0.5, 0), (0.5, low))
    s.line((0.26, low * 0.4), (0.74, low * 0.4))
    tail = [(0.5 + 0.07 * (-1) ** i, low + 0.1 * i) for i in range(1, s.rng.randint(4, 6))]
    s.curve((0.5, low), *tail)
    for x, y in tail if s.chance(0.7) else ():
        s.shape(
            (x - 0.05, y - 0.03),
            (x - 0.05, y + 0.03),
            (x + 0.05, y - 0.03),
            (x + 0.05, y + 0.03),
            colour=s.rng.choice(_CLOTHES),
        )


def balloon(s: Sketch) -> None:
    r, colour = s.between(0.24, 0.32), s.rng.choice(_CLOTHES)
    s.oval(0.5, r * 1.1, r * 0.9, r * 1.1, colour=colour)
    s.shape((0.47, 2.25 * r), (0.53, 2.25 * r), (0.5, 2.15 * r), colour=colour)
    s.curve(
        (0.5, 2.25 * r),
        (0.5 + s.between(-0.08, 0.08), 0.8),
        (0.5 + s.between(-0.06, 0.06), s.between(0.95, 1.3)),
    )
    if s.chance(0.3):
        s.arc(0.42, r * 0.8, 0.06, 0.1, 3.3, 4.5)


def balloon_hot_air(s: Sketch) -> None:
    s.oval(0.5, 0.35, 0.32, 0.35, colour=s.rng.choice(_CLOTHES))
    for x in (-0.12, 0.12):
        s.arc(
            0.5,
            0.35,
            abs(x),
            0.35,
            math.pi / 2 if x < 0 else -math.pi / 2,
            math.pi * 1.5 if x < 0 else math.pi / 2,
        )
    s.box(0.41, 0.85, 0.59, 1, "brown")
    for side in (-1, 1):
        s.line((0.5 + side * 0.2, 0.62), (0.5 + side * 0.08, 0.85))


def rain(s: Sketch) -> None:
    cloud(s)
    for _ in range(s.rng.randint(5, 14)):
        x, y = s.between(0.15, 0.85), s.between(0.7, 1.1)
        s.line((x, y), (x - s.between(-0.02, 0.06), y + s.between(0.06, 0.12)), colour="blue")


def snowflake(s: Sketch) -> None:
    n = s.rng.choice((3, 3, 4))
    for i in range(n):
        a = math.pi * i / n
        c, q = math.cos(a), math.sin(a)
        s.line((0.5 - 0.45 * c, 0.5 - 0.45 * q), (0.5 + 0.45 * c, 0.5 + 0.45 * q), colour="sky")
        if s.chance(0.9):
            for side in (-1, 1):
                for turn in (-0.6, 0.6):
                    x, y = 0.5 + side * 0.3 * c, 0.5 + side * 0.3 * q
                    s.line(
                        (x, y),
                        (x + side * 0.13 * math.cos(a + turn), y + side * 0.13 * math.sin(a + turn)),
                        colour="sky",
                    )


def heart(s: Sketch) -> None:
    points = []
    for i in range(40):
        t = 2 * math.pi * i / 40
        points.append(
            (
                math.sin(t) ** 3 * s.between(0.49, 0.5),
                -(13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)) / 34,
            )
        )
    s.shape(*points, colour=s.rng.choice(("red", "red", "pink", "purple")))
    if s.chance(0.15):
        _face(s, 0, -0.05, 0.25, nose=0)
    if s.chance(0.15):
        s.shape(*[(x * 0.6, y * 0.6) for x, y in points], colour="pink")


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
        s.box(x - 0.02, 0.3, x + 0.02, 0.5, s.rng.choice(_CLOTHES))
        s.oval(x, 0.24, 0.025, 0.05, colour="orange")


def ball(s: Sketch) -> None:
    s.oval(0.5, 0.5, 0.45, colour=s.rng.choice(_CLOTHES))
    way = s.rng.choice(("beach", "beach", "stripes", "soccer"))
    if way == "beach":
        for turn in (0.16, -0.16):
            s.curve((0.5, 0.06), (0.5 + turn * 1.3, 0.5), (0.5, 0.94))
        s.curve((0.06, 0.5), (0.5, 0.5 + s.between(-0.2, 0.2)), (0.94, 0.5))
    elif way == "stripes":
        for y in (0.35, 0.65):
            s.line((0.08, y), (0.92, y))
    else:
        s.shape(
            *[
                (0.5 + 0.15 * math.cos(a), 0.5 + 0.15 * math.sin(a))
                for a in (2 * math.pi * i / 5 - 1.57 for i in range(5))
            ],
            colour="black",
            solid=True,
        )
        for i in range(5):
            a = 2 * math.pi * i / 5 - 1.57
            s.line(
                (0.5 + 0.15 * math.cos(a), 0.5 + 0.15 * math.sin(a)),
                (0.5 + 0.43 * math.cos(a), 0.5 + 0.43 * math.sin(a)),
            )


def table(s: Sketch) -> None:
    s.box(0, 0.3, 1, s.between(0.36, 0.42), "brown")
    for x in (0.08, 0.9) if s.chance(0.6) else (0.05, 0.25, 0.7, 0.92):
        _limb(s, x, 0.4, math.pi / 2, s.between(0.35, 0.55), s.rng.choice((0, 0.04)), "brown")


def chair(s: Sketch) -> None:
    s.line((0.2, 0), (0.2, 1), colour="brown")
    s.box(0.2, 0.5, 0.75, 0.58, "brown")
    s.line((0.72, 0.56), (0.72, 1), colour="brown")
    s.line((0.3, 0.0), (0.3, 0.5), colour="brown")
    s.line((0.2, 0.1), (0.3, 0.1), colour="brown")


def bed(s: Sketch) -> None:
    s.box(0.05, 0.45, 0.95, 0.75, s.rng.choice(_CLOTHES))
    s.line((0.05, 0.2), (0.05, 0.95), colour="brown")
    s.line((0.95, 0.4), (0.95, 0.95), colour="brown")
    s.oval(0.18, 0.42, 0.12, 0.07, colour="white")


def umbrella(s: Sketch) -> None:
    s.shape(
        *[
            (0.5 + 0.45 * math.cos(a), 0.48 + 0.42 * math.sin(a))
            for a in (math.pi * (1 + k / 12) for k in range(13))
        ],
        colour=s.rng.choice(_CLOTHES),
    )
    s.line((0.5, 0.48), (0.5, 0.92), (0.56, 0.98), (0.64, 0.92))


# nothing that has a kind


def scribble(s: Sketch) -> None:
    x, y = 0.5, 0.5
    points = []
    for _ in range(s.rng.randint(4, 22)):
        x, y = min(1.2, max(-0.2, x + s.between(-0.4, 0.4))), min(1.2, max(-0.2, y + s.between(-0.4, 0.4)))
        points.append((x, y))
    s.curve(*points, closed=s.chance(0.3))


def shapes(s: Sketch) -> None:
    for _ in range(s.rng.randint(1, 4)):
        x, y, r = s.between(0, 1), s.between(0, 1), s.between(0.1, 0.4)
        way = s.rng.choice(("oval", "box", "poly", "line"))
        if way == "oval":
            s.oval(x, y, r, r * s.between(0.4, 1.4), turn=s.between(0, 3))
        elif way == "box":
            s.box(x - r, y - r * s.between(0.3, 1.2), x + r, y + r)
        elif way == "poly":
            n = s.rng.randint(3, 7)
            s.shape(
                *[
                    (
                        x + r * s.between(0.5, 1.2) * math.cos(6.28 * i / n),
                        y + r * s.between(0.5, 1.2) * math.sin(6.28 * i / n),
                    )
                    for i in range(n)
                ]
            )
        else:
            s.line((x, y), (s.between(0, 1), s.between(0, 1)), (s.between(0, 1), s.between(0, 1)))


def letters(s: Sketch) -> None:
    for i in range(s.rng.randint(1, 6)):
        grid = [
            (0.3 * i + 0.2 * s.rng.randint(0, 1), 0.25 * s.rng.randint(0, 2))
            for _ in range(s.rng.randint(2, 5))
        ]
        s.line(*grid)
        if s.chance(0.3):
            s.arc(0.3 * i + 0.1, 0.25, 0.1, 0.25, -1.6, 1.6)


def grass(s: Sketch) -> None:
    n = s.rng.randint(6, 20)
    for i in range(n):
        s.line((i / n, 0.4), (i / n + s.between(-0.03, 0.03), s.between(0.05, 0.3)), colour="green")
    if s.chance(0.5):
        s.line((0, 0.4), (1, 0.4), colour="green")


def mountain(s: Sketch) -> None:
    s.line(
        (0, 0.6),
        (0.25, s.between(0.05, 0.3)),
        (0.45, 0.45),
        (0.7, s.between(0, 0.2)),
        (1, 0.6),
        colour="gray",
    )


def limbless_blob(s: Sketch) -> None:
    """A face on a lump of any shape: it could be anyone."""
    n = s.rng.randint(5, 9)
    s.curve(
        *[
            (
                0.5 + 0.4 * s.between(0.6, 1.1) * math.cos(6.28 * i / n),
                0.5 + 0.4 * s.between(0.6, 1.1) * math.sin(6.28 * i / n),
            )
            for i in range(n)
        ],
        closed=True,
    )
    if s.chance(0.6):
        _face(s, 0.5, 0.5, 0.3)


_TAME = ("cat", "dog", "rabbit", "pig")
FIRST_WAYS: dict[str, tuple[Way, ...]] = {
    "person": (person_stick, person_stick, person_dress, person_dress, person_dressed, person_dressed, person_round, person_tadpole, person_tadpole, person_face),
    **{kind: (_animal_face(kind), _animal_sitting(kind), _animal_stick(kind), _animal_side(kind), _profile(kind)) for kind in _TAME},
    "elephant": (_animal_face("elephant"), _profile("elephant"), _profile("elephant"), _animal_side("elephant")),
    "horse": (_profile("horse"),),
    "animal": (giraffe, cow_or_sheep, lion, _animal_face("animal"), _animal_sitting("animal"), _animal_side("animal")),
    "bird": (bird_flying, bird_standing), "fish": (fish,), "butterfly": (butterfly,),
    "bug": (bug_ladybird, bug_spider, bug_bee, bug_caterpillar),
    "snail": (snail,), "snake": (snake,), "turtle": (turtle,),
    "dinosaur": (dino_long, dino_plates, dino_rex, dino_stick),
    "monster": (monster_blob, monster_blob, monster_blob, alien), "robot": (robot_boxes, robot_boxes, robot_round), "snowman": (snowman,),
    "house": (house,), "castle": (castle,), "building": (building,),
    "car": (car,), "bus": (bus,), "truck": (truck,), "train": (train,),
    "boat": (boat_sail, boat_ship), "aircraft": (plane, helicopter), "rocket": (rocket,),
    "tree": (tree_round, tree_round, tree_fir, tree_bare), "flower": (flower_round, flower_tulip),
    "sun": (sun, sun, sun_corner), "moon": (moon,), "cloud": (cloud,), "rainbow": (rainbow, rainbow_filled),
    "star": (star,), "kite": (kite,), "balloon": (balloon, balloon_hot_air),
    "rain": (rain,), "snow": (snowflake,), "food": (ice_cream, apple, cake), "heart": (heart,), "ball": (ball,),
    "furniture": (table, chair, bed), "umbrella": (umbrella,),
    "other": (scribble, shapes, letters, grass, mountain, limbless_blob),
}  # fmt: skip
"""Kind -> the ways it is drawn here; `ways.py` adds more."""
