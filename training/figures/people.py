"""People: sticks, tadpoles, potatoes, dresses, and how they sit and walk."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Way, face, hand, limb


def hair(s: Sketch, x: float, y: float, r: float) -> None:
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
            colour=s.rng.choice(CLOTHES),
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


def _legs_and_arms(s: Sketch, top: float, low: float, half: float, hip: float) -> None:
    thick = s.between(0.05, 0.13) if s.chance(0.5) else 0.0
    colour = s.rng.choice((*CLOTHES, "skin"))
    arms = s.rng.choice(("out", "out", "up", "down", "free"))
    for side in (-1, 1):
        a = {
            "out": s.between(-0.25, 0.25),
            "up": s.between(-1.2, -0.4),
            "down": s.between(0.5, 1.25),
            "free": s.between(-1.2, 1.2),
        }[arms]
        a = a if side > 0 else math.pi - a
        ex, ey = limb(
            s,
            0.5 + side * half,
            top + s.between(0.02, 0.08),
            a,
            s.between(0.16, 0.36),
            thick,
            "skin" if s.chance(0.5) else colour,
        )
        hand(s, ex, ey, a)
        x = 0.5 + side * hip
        a = math.pi / 2 - side * s.between(-0.08, 0.35)
        fx, fy = limb(s, x, low, a, s.between(0.14, 0.45), thick, colour)
        foot = s.rng.choice(("none", "ball", "line", "ball"))
        if foot == "ball":
            s.oval(fx + side * 0.03, fy, s.between(0.04, 0.09), 0.035, colour="brown")
        elif foot == "line":
            s.line((fx, fy), (fx + side * 0.09, fy), colour="brown")


def _head(s: Sketch, r: float) -> float:
    """A head with its top at 0; gives its centre."""
    s.oval(0.5, r, r * s.between(0.85, 1.12), r, colour="skin")
    face(s, 0.5, r, r)
    hair(s, 0.5, r, r)
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
        colour=s.rng.choice(CLOTHES),
    )
    _legs_and_arms(s, 2 * r + 0.05, low, neck + 0.03, wide * 0.45)


def person_dressed(s: Sketch) -> None:
    r, wide = s.between(0.1, 0.2), s.between(0.09, 0.22)
    _head(s, r)
    waist = 2 * r + s.between(0.18, 0.36)
    s.box(0.5 - wide, 2 * r * 0.97, 0.5 + wide, waist, s.rng.choice(CLOTHES))
    if s.chance(0.5):
        low, leg = waist + s.between(0.2, 0.4), wide * s.between(0.7, 0.95)
        colour = s.rng.choice(CLOTHES)
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
            ex, ey = limb(
                s,
                0.5 + side * wide,
                2 * r + 0.04,
                a if side > 0 else math.pi - a,
                s.between(0.15, 0.32),
                s.between(0.05, 0.1),
                "skin",
            )
            hand(s, ex, ey, a if side > 0 else math.pi - a)
            s.oval(0.5 + side * wide * 0.7, low + 0.02, 0.09, 0.04, colour="black")
    else:
        _legs_and_arms(s, 2 * r + 0.04, waist, wide, wide * 0.6)


def person_round(s: Sketch) -> None:
    r, wide = s.between(0.12, 0.22), s.between(0.1, 0.2)
    _head(s, r)
    tall = s.between(0.12, 0.24)
    s.oval(0.5, 2 * r + tall * 0.9, wide, tall, colour=s.rng.choice(CLOTHES))
    _legs_and_arms(s, 2 * r + tall * 0.5, 2 * r + tall * 1.7, wide * 0.9, wide * 0.5)


def person_tadpole(s: Sketch) -> None:
    """The first people a child draws: legs, perhaps arms, out of the head."""
    r = s.between(0.22, 0.36)
    s.oval(0.5, r, r * s.between(0.85, 1.15), r, colour=s.rng.choice(("skin", None)))
    face(s, 0.5, r, r, nose=0.2)
    if s.chance(0.5):
        hair(s, 0.5, r, r)
    thick = s.between(0.03, 0.08) if s.chance(0.2) else 0.0
    for side in (-1, 1):
        fx, fy = limb(
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
            ex, ey = limb(
                s,
                0.5 + side * r * 0.95,
                r * s.between(0.9, 1.2),
                a if side > 0 else math.pi - a,
                s.between(0.18, 0.4),
                thick,
                "skin",
            )
            hand(s, ex, ey, a if side > 0 else math.pi - a)


def person_face(s: Sketch) -> None:
    r = 0.5
    s.oval(0.5, 0.5, r * s.between(0.8, 1), r, colour="skin")
    face(s, 0.5, 0.5, r, nose=0.7)
    hair(s, 0.5, 0.5, r)
    if s.chance(0.4):
        for side in (-1, 1):
            s.oval(0.5 + side * r * 1.05, 0.5, 0.07, 0.11, colour="skin")


PEOPLE: dict[str, tuple[Way, ...]] = {
    "person": (
        person_stick,
        person_stick,
        person_dress,
        person_dress,
        person_dressed,
        person_dressed,
        person_round,
        person_tadpole,
        person_tadpole,
        person_face,
    ),
}
