"""People whose bodies have an outline of their own."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Way, face, hand, limb
from figures.people import hair


def person_potato(s: Sketch) -> None:
    """Head and body in one, the face at its top."""
    tall, wide = s.between(0.3, 0.42), s.between(0.18, 0.3)
    s.oval(0.5, tall, wide, tall, colour=s.rng.choice((*CLOTHES, "skin")))
    face(s, 0.5, tall * 0.6, wide * 0.7, nose=0.2)
    if s.chance(0.5):
        hair(s, 0.5, tall * 0.55, wide * 0.8)
    for side in (-1, 1):
        a = s.between(-0.8, 0.9)
        a = a if side > 0 else math.pi - a
        hand(s, *limb(s, 0.5 + side * wide * 0.95, tall, a, s.between(0.15, 0.3), 0, "skin"), a)
        fx, fy = limb(s, 0.5 + side * wide * 0.4, 1.95 * tall, math.pi / 2, s.between(0.12, 0.35), 0, "skin")
        if s.chance(0.6):
            s.line((fx, fy), (fx + side * 0.08, fy))


def person_gingerbread(s: Sketch) -> None:
    """The whole body as one outline, with a head on it."""
    r, arm, half = s.between(0.12, 0.2), s.between(0.2, 0.36), s.between(0.09, 0.17)
    top, low, foot = 2 * r, 2 * r + s.between(0.25, 0.35), 2 * r + s.between(0.5, 0.75)
    lift, thick, wide = s.between(-0.12, 0.15), s.between(0.07, 0.12), s.between(0.0, 0.1)
    right = [
        (0.5 + half * 0.5, top),
        (0.5 + half + arm, top + 0.06 + lift),
        (0.5 + half + arm, top + 0.06 + lift + thick),
        (0.5 + half, top + 0.06 + thick),
        (0.5 + half, low),
        (0.5 + half + wide, foot),
        (0.5 + half + wide - 0.12, foot),
    ]
    points = [*right, (0.5, low + 0.05), *[(1 - x, y) for x, y in reversed(right)]]
    colour = s.rng.choice((*CLOTHES, "skin"))
    if s.chance(0.5):
        s.shape(*points, colour=colour)
    else:
        s.curve(*points, closed=True, colour=colour)
    s.oval(0.5, r, r * s.between(0.85, 1.1), r, colour="skin")
    face(s, 0.5, r, r)
    hair(s, 0.5, r, r)


def person_long_dress(s: Sketch) -> None:
    """A wide skirt to the ground, perhaps a crown: a princess or a witch."""
    r, low, wide = s.between(0.1, 0.17), s.between(0.85, 1.05), s.between(0.2, 0.4)
    waist, colour = 2 * r + s.between(0.14, 0.24), s.rng.choice(CLOTHES)
    s.shape((0.42, 2 * r), (0.58, 2 * r), (0.56, waist), (0.44, waist), colour=colour)
    s.curve(
        (0.46, waist), (0.5 - wide * 0.8, low * 0.8), (0.5 - wide, low), (0.5, low + 0.04),
        (0.5 + wide, low), (0.5 + wide * 0.8, low * 0.8), (0.54, waist), closed=True, colour=colour,
    )  # fmt: skip
    for side in (-1, 1):
        a = s.between(-0.6, 1.0)
        a = a if side > 0 else math.pi - a
        hand(s, *limb(s, 0.5 + side * 0.08, 2 * r + 0.04, a, s.between(0.18, 0.3), 0, "skin"), a)
    s.oval(0.5, r, r, colour="skin")
    face(s, 0.5, r, r)
    hair(s, 0.5, r, r)
    if s.chance(0.5):
        points = [(0.5 + r * (i / 2 - 1), -r * (0.05 if i % 2 else 0.55)) for i in range(5)]
        s.shape((0.5 - r, 0.3 * r), *points, (0.5 + r, 0.3 * r), colour="yellow")


def person_walking(s: Sketch) -> None:
    """From the side: a nose in profile, one arm, legs apart."""
    r = s.between(0.1, 0.16)
    s.oval(0.5, r, r, colour="skin")
    s.line((0.5 + r * 0.95, r * 0.9), (0.5 + r * 1.3, r * 1.15), (0.5 + r * 0.95, r * 1.25))
    s.dot(0.5 + r * 0.5, r * 0.8, r * 0.12)
    if s.chance(0.6):
        s.curve(
            (0.5 + r * 0.4, 0),
            (0.5 - r * 0.9, r * 0.1),
            (0.5 - r * 1.1, r * s.between(1, 2.4)),
            colour="brown",
        )
    low = 2 * r + s.between(0.24, 0.36)
    if s.chance(0.5):
        s.oval(0.5, (2 * r + low) / 2, s.between(0.07, 0.13), (low - 2 * r) / 2, colour=s.rng.choice(CLOTHES))
    else:
        s.line((0.5, 2 * r), (0.5, low))
    thick = s.between(0.05, 0.1) if s.chance(0.5) else 0.0
    for spread in (s.between(0.2, 0.6), -s.between(0.1, 0.6)):
        fx, fy = limb(s, 0.5, low, math.pi / 2 - spread, s.between(0.25, 0.4), thick, "blue")
        s.line((fx, fy), (fx + 0.1, fy))
    for _ in range(s.rng.choice((1, 2))):
        a = s.between(-0.4, 1.4)
        hand(s, *limb(s, 0.5, 2 * r + 0.06, a, s.between(0.18, 0.28), thick, "skin"), a)


def person_sitting(s: Sketch) -> None:
    """Seen from before with legs to the front, or busts without any."""
    r, wide = s.between(0.16, 0.24), s.between(0.16, 0.3)
    s.oval(0.5, r, r, colour="skin")
    face(s, 0.5, r, r, nose=0.5)
    hair(s, 0.5, r, r)
    low = 2 * r + s.between(0.2, 0.4)
    s.curve((0.5 - wide, low), (0.5 - wide * 0.9, 2 * r + 0.08), (0.5 - 0.05, 2 * r), (0.5 + 0.05, 2 * r),
            (0.5 + wide * 0.9, 2 * r + 0.08), (0.5 + wide, low), colour=s.rng.choice(CLOTHES))  # fmt: skip
    s.line((0.5 - wide, low), (0.5 + wide, low))
    if s.chance(0.5):
        for side in (-1, 1):
            s.oval(0.5 + side * wide * 0.6, low + 0.06, 0.08, 0.12, colour="blue")


def person_arms_bent(s: Sketch) -> None:
    """Sticks, with elbows and knees: waving, dancing, hands on the hips."""
    r = s.between(0.09, 0.15)
    s.oval(0.5, r, r * s.between(0.8, 1.1), r, colour="skin")
    face(s, 0.5, r, r)
    hair(s, 0.5, r, r)
    low = 2 * r + s.between(0.22, 0.36)
    if s.chance(0.3):
        s.shape(
            (0.46, 2 * r),
            (0.54, 2 * r),
            (0.5 + s.between(0.03, 0.14), low),
            (0.4, low),
            colour=s.rng.choice(CLOTHES),
        )
    else:
        s.line((0.5, 2 * r), (0.5, low))
    top = 2 * r + s.between(0.01, 0.1)
    for side in (-1, 1):
        ex, ey = 0.5 + side * s.between(0.1, 0.2), top + s.between(-0.08, 0.14)
        hx, hy = ex + side * s.between(-0.08, 0.12), ey - s.between(-0.14, 0.26)
        s.line((0.5, top), (ex, ey), (hx, hy))
        hand(s, hx, hy, -math.pi / 2)
        kx, fy = 0.5 + side * s.between(0.02, 0.14), low + s.between(0.26, 0.42)
        s.line((0.5, low), (kx, (low + fy) / 2), (kx + side * s.between(-0.06, 0.1), fy))
        if s.chance(0.5):
            s.line((kx, fy), (kx + side * 0.1, fy))


def person_stout(s: Sketch) -> None:
    """Body, arms and legs as outlines of their own: thick, with hands like mittens and big feet."""
    r, wide, tall = s.between(0.12, 0.18), s.between(0.14, 0.24), s.between(0.16, 0.22)
    colour, y = s.rng.choice((*CLOTHES, "skin")), 2 * r + 0.92 * tall
    for side in (-1, 1):
        a, upper = s.between(-0.5, 1.0), s.between(0.12, 0.2)
        ex, ey = 0.5 + side * (wide * 0.8 + upper * math.cos(a)), 2 * r + 0.08 + upper * math.sin(a)
        b, w = a + s.between(-1.2, 0.6), s.between(0.035, 0.06)
        hx, hy = ex + side * upper * math.cos(b), ey + upper * math.sin(b)
        s.curve((0.5 + side * wide * 0.7, 2 * r + 0.03), (ex, ey - w), (hx, hy - w), (hx + side * 0.06, hy), (hx, hy + w),
                (ex, ey + w), (0.5 + side * wide * 0.8, 2 * r + 0.14), closed=s.chance(0.7), colour=colour)  # fmt: skip
        fx, fy = 0.5 + side * s.between(0.1, 0.24), y + tall + s.between(0.16, 0.3)
        s.curve((0.5 + side * 0.03, y + tall * 0.9), (fx - side * 0.1, (y + tall + fy) / 2), (fx - side * 0.08, fy),
                (fx + side * 0.02, fy), (fx + side * 0.03, (y + tall + fy) / 2), (0.5 + side * wide * 0.8, y + tall * 0.75),
                closed=s.chance(0.7), colour="blue")  # fmt: skip
        s.oval(fx, fy + 0.02, s.between(0.06, 0.1), 0.04, colour="brown")
    s.oval(0.5, y, wide, tall, colour=colour)
    s.oval(0.5, r, r, colour="skin")
    face(s, 0.5, r, r, nose=0.3)
    hair(s, 0.5, r, r)


def person_of_a_thing(s: Sketch) -> None:
    """A fruit, a drop or a lump that has a face, two arms and two legs: somebody, whatever of."""
    wide, tall = s.between(0.18, 0.28), s.between(0.24, 0.34)
    colour = s.rng.choice((*CLOTHES, "brown", "white"))
    way = s.rng.choice(("drop", "triangle", "bulb", "pear"))
    if way == "triangle":
        s.curve((0.5, 0.4 - tall * 1.2), (0.5 + wide, 0.4 + tall * 0.8), (0.5 + wide * 0.7, 0.4 + tall), (0.5 - wide * 0.7, 0.4 + tall),
                (0.5 - wide, 0.4 + tall * 0.8), closed=True, colour=colour)  # fmt: skip
    else:
        neck = {"drop": 0.05, "bulb": 0.25, "pear": 0.6}[way] * wide
        s.curve((0.5 - neck, 0.4 - tall * 1.1), (0.5 - neck, 0.4 - tall * 0.7), (0.5 - wide, 0.4), (0.5 - wide * 0.7, 0.4 + tall * 0.85),
                (0.5, 0.4 + tall), (0.5 + wide * 0.7, 0.4 + tall * 0.85), (0.5 + wide, 0.4), (0.5 + neck, 0.4 - tall * 0.7),
                (0.5 + neck, 0.4 - tall * 1.1), closed=True, colour=colour)  # fmt: skip
    face(s, 0.5, 0.4 + tall * 0.2, wide * 0.7, nose=0.2)
    thick = s.between(0.03, 0.07) if s.chance(0.4) else 0.0
    for side in (-1, 1):
        a = s.between(-1.1, 0.7)
        a = a if side > 0 else math.pi - a
        hand(s, *limb(s, 0.5 + side * wide * 0.85, 0.38, a, s.between(0.16, 0.3), thick, colour), a)
        fx, fy = limb(
            s, 0.5 + side * wide * 0.4, 0.4 + tall * 0.93, math.pi / 2, s.between(0.16, 0.32), thick, colour
        )
        s.line((fx, fy), (fx + side * 0.09, fy))


PEOPLE_OUTLINED: dict[str, tuple[Way, ...]] = {
    "person": (
        person_potato,
        person_gingerbread,
        person_long_dress,
        person_walking,
        person_sitting,
        person_arms_bent,
        person_stout,
        person_of_a_thing,
    ),
}
