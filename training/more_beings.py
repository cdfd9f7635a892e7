"""More ways to draw who lives: people, animals and made-up beings, beside those of `figures.py`."""

import math

from figures import _CLOTHES, _FUR, Way, _face, _hair, _hand, _limb
from sketch import Sketch

Point = tuple[float, float]


def ring(x: float, y: float, rx: float, ry: float, n: int, start: float = 0.0) -> list[Point]:
    """Give `n` points around an ellipse."""
    return [
        (x + rx * math.cos(a), y + ry * math.sin(a)) for a in (start + 2 * math.pi * i / n for i in range(n))
    ]


def burst(x: float, y: float, near: float, far: float, n: int, s: Sketch) -> list[Point]:
    """Give the corners of a zigzag around a point: near and far in turn."""
    a = [math.pi * i / n + s.between(-0.03, 0.03) for i in range(2 * n)]
    reach = [near if i % 2 else far * s.between(0.9, 1.1) for i in range(2 * n)]
    return [(x + r * math.cos(t), y + r * math.sin(t)) for t, r in zip(a, reach, strict=True)]


# people


def person_potato(s: Sketch) -> None:
    """Head and body in one, the face at its top."""
    tall, wide = s.between(0.3, 0.42), s.between(0.18, 0.3)
    s.oval(0.5, tall, wide, tall, colour=s.rng.choice((*_CLOTHES, "skin")))
    _face(s, 0.5, tall * 0.6, wide * 0.7, nose=0.2)
    if s.chance(0.5):
        _hair(s, 0.5, tall * 0.55, wide * 0.8)
    for side in (-1, 1):
        a = s.between(-0.8, 0.9)
        a = a if side > 0 else math.pi - a
        _hand(s, *_limb(s, 0.5 + side * wide * 0.95, tall, a, s.between(0.15, 0.3), 0, "skin"), a)
        fx, fy = _limb(s, 0.5 + side * wide * 0.4, 1.95 * tall, math.pi / 2, s.between(0.12, 0.35), 0, "skin")
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
    colour = s.rng.choice((*_CLOTHES, "skin"))
    if s.chance(0.5):
        s.shape(*points, colour=colour)
    else:
        s.curve(*points, closed=True, colour=colour)
    s.oval(0.5, r, r * s.between(0.85, 1.1), r, colour="skin")
    _face(s, 0.5, r, r)
    _hair(s, 0.5, r, r)


def person_long_dress(s: Sketch) -> None:
    """A wide skirt to the ground, perhaps a crown: a princess or a witch."""
    r, low, wide = s.between(0.1, 0.17), s.between(0.85, 1.05), s.between(0.2, 0.4)
    waist, colour = 2 * r + s.between(0.14, 0.24), s.rng.choice(_CLOTHES)
    s.shape((0.42, 2 * r), (0.58, 2 * r), (0.56, waist), (0.44, waist), colour=colour)
    s.curve(
        (0.46, waist), (0.5 - wide * 0.8, low * 0.8), (0.5 - wide, low), (0.5, low + 0.04),
        (0.5 + wide, low), (0.5 + wide * 0.8, low * 0.8), (0.54, waist), closed=True, colour=colour,
    )  # fmt: skip
    for side in (-1, 1):
        a = s.between(-0.6, 1.0)
        a = a if side > 0 else math.pi - a
        _hand(s, *_limb(s, 0.5 + side * 0.08, 2 * r + 0.04, a, s.between(0.18, 0.3), 0, "skin"), a)
    s.oval(0.5, r, r, colour="skin")
    _face(s, 0.5, r, r)
    _hair(s, 0.5, r, r)
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
        s.oval(
            0.5, (2 * r + low) / 2, s.between(0.07, 0.13), (low - 2 * r) / 2, colour=s.rng.choice(_CLOTHES)
        )
    else:
        s.line((0.5, 2 * r), (0.5, low))
    thick = s.between(0.05, 0.1) if s.chance(0.5) else 0.0
    for spread in (s.between(0.2, 0.6), -s.between(0.1, 0.6)):
        fx, fy = _limb(s, 0.5, low, math.pi / 2 - spread, s.between(0.25, 0.4), thick, "blue")
        s.line((fx, fy), (fx + 0.1, fy))
    for _ in range(s.rng.choice((1, 2))):
        a = s.between(-0.4, 1.4)
        _hand(s, *_limb(s, 0.5, 2 * r + 0.06, a, s.between(0.18, 0.28), thick, "skin"), a)


def person_sitting(s: Sketch) -> None:
    """Seen from before with legs to the front, or busts without any."""
    r, wide = s.between(0.16, 0.24), s.between(0.16, 0.3)
    s.oval(0.5, r, r, colour="skin")
    _face(s, 0.5, r, r, nose=0.5)
    _hair(s, 0.5, r, r)
    low = 2 * r + s.between(0.2, 0.4)
    s.curve((0.5 - wide, low), (0.5 - wide * 0.9, 2 * r + 0.08), (0.5 - 0.05, 2 * r), (0.5 + 0.05, 2 * r),
            (0.5 + wide * 0.9, 2 * r + 0.08), (0.5 + wide, low), colour=s.rng.choice(_CLOTHES))  # fmt: skip
    s.line((0.5 - wide, low), (0.5 + wide, low))
    if s.chance(0.5):
        for side in (-1, 1):
            s.oval(0.5 + side * wide * 0.6, low + 0.06, 0.08, 0.12, colour="blue")


def person_arms_bent(s: Sketch) -> None:
    """Sticks, with elbows and knees: waving, dancing, hands on the hips."""
    r = s.between(0.09, 0.15)
    s.oval(0.5, r, r * s.between(0.8, 1.1), r, colour="skin")
    _face(s, 0.5, r, r)
    _hair(s, 0.5, r, r)
    low = 2 * r + s.between(0.22, 0.36)
    if s.chance(0.3):
        s.shape(
            (0.46, 2 * r),
            (0.54, 2 * r),
            (0.5 + s.between(0.03, 0.14), low),
            (0.4, low),
            colour=s.rng.choice(_CLOTHES),
        )
    else:
        s.line((0.5, 2 * r), (0.5, low))
    top = 2 * r + s.between(0.01, 0.1)
    for side in (-1, 1):
        ex, ey = 0.5 + side * s.between(0.1, 0.2), top + s.between(-0.08, 0.14)
        hx, hy = ex + side * s.between(-0.08, 0.12), ey - s.between(-0.14, 0.26)
        s.line((0.5, top), (ex, ey), (hx, hy))
        _hand(s, hx, hy, -math.pi / 2)
        kx, fy = 0.5 + side * s.between(0.02, 0.14), low + s.between(0.26, 0.42)
        s.line((0.5, low), (kx, (low + fy) / 2), (kx + side * s.between(-0.06, 0.1), fy))
        if s.chance(0.5):
            s.line((kx, fy), (kx + side * 0.1, fy))


def person_stout(s: Sketch) -> None:
    """Body, arms and legs as outlines of their own: thick, with hands like mittens and big feet."""
    r, wide, tall = s.between(0.12, 0.18), s.between(0.14, 0.24), s.between(0.16, 0.22)
    colour, y = s.rng.choice((*_CLOTHES, "skin")), 2 * r + 0.92 * tall
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
    _face(s, 0.5, r, r, nose=0.3)
    _hair(s, 0.5, r, r)


def person_of_a_thing(s: Sketch) -> None:
    """A fruit, a drop or a lump that has a face, two arms and two legs: somebody, whatever of."""
    wide, tall = s.between(0.18, 0.28), s.between(0.24, 0.34)
    colour = s.rng.choice((*_CLOTHES, "brown", "white"))
    way = s.rng.choice(("drop", "triangle", "bulb", "pear"))
    if way == "triangle":
        s.curve((0.5, 0.4 - tall * 1.2), (0.5 + wide, 0.4 + tall * 0.8), (0.5 + wide * 0.7, 0.4 + tall), (0.5 - wide * 0.7, 0.4 + tall),
                (0.5 - wide, 0.4 + tall * 0.8), closed=True, colour=colour)  # fmt: skip
    else:
        neck = {"drop": 0.05, "bulb": 0.25, "pear": 0.6}[way] * wide
        s.curve((0.5 - neck, 0.4 - tall * 1.1), (0.5 - neck, 0.4 - tall * 0.7), (0.5 - wide, 0.4), (0.5 - wide * 0.7, 0.4 + tall * 0.85),
                (0.5, 0.4 + tall), (0.5 + wide * 0.7, 0.4 + tall * 0.85), (0.5 + wide, 0.4), (0.5 + neck, 0.4 - tall * 0.7),
                (0.5 + neck, 0.4 - tall * 1.1), closed=True, colour=colour)  # fmt: skip
    _face(s, 0.5, 0.4 + tall * 0.2, wide * 0.7, nose=0.2)
    thick = s.between(0.03, 0.07) if s.chance(0.4) else 0.0
    for side in (-1, 1):
        a = s.between(-1.1, 0.7)
        a = a if side > 0 else math.pi - a
        _hand(s, *_limb(s, 0.5 + side * wide * 0.85, 0.38, a, s.between(0.16, 0.3), thick, colour), a)
        fx, fy = _limb(
            s, 0.5 + side * wide * 0.4, 0.4 + tall * 0.93, math.pi / 2, s.between(0.16, 0.32), thick, colour
        )
        s.line((fx, fy), (fx + side * 0.09, fy))


# animals


def beast(kind: str) -> Way:
    """An animal from the side as one outline, legs and all, with what tells its kind."""
    # legs, neck, slope of the neck, length of the head, its height, the tail
    build = {
        "cat": (0.18, 0.10, 1.0, 0.16, 0.15, "up"), "dog": (0.22, 0.12, 0.9, 0.24, 0.13, "up"),
        "horse": (0.36, 0.30, 0.9, 0.26, 0.12, "mane"), "pig": (0.12, 0.03, 0.3, 0.22, 0.17, "curl"),
        "rabbit": (0.12, 0.08, 1.0, 0.15, 0.13, "puff"), "elephant": (0.24, 0.05, 0.4, 0.22, 0.2, "thin"),
        "animal": (0.25, 0.14, 0.8, 0.2, 0.14, "thin"), "dinosaur": (0.16, 0.34, 1.1, 0.18, 0.09, "long"),
    }  # fmt: skip

    def draw(s: Sketch) -> None:
        leg, neck, slope, head, high, tail = build[kind]
        leg, neck = leg * s.between(0.75, 1.3), neck * s.between(0.75, 1.25)
        head, high = head * s.between(0.85, 1.2), high * s.between(0.85, 1.2)
        slope *= s.between(0.8, 1.15)
        colour = {"pig": "pink", "elephant": "gray", "dinosaur": "green"}.get(kind) or s.rng.choice(_FUR)
        back, deep, w = (
            0.4,
            s.between(0.2, 0.3) * (1.3 if kind in ("pig", "elephant") else 1),
            s.between(0.06, 0.11),
        )
        belly, foot = back + deep, back + deep + leg
        nx, ny = 0.72 + neck * math.cos(slope), back - neck * math.sin(slope)
        points: list[Point] = []
        if tail == "long":
            points += [(-0.22, belly - s.between(0, 0.15)), (-0.02, back + 0.1)]
        points += [(0.1, back + 0.03), (0.4, back + s.between(-0.04, 0.03)), (0.62, back), (nx - 0.03, ny)]
        points += [(nx + head * 0.4, ny - 0.03), (nx + head, ny + high * 0.35), (nx + head, ny + high * 0.75)]
        points += [(nx + head * 0.5, ny + high), (nx + 0.08, ny + high * 1.15), (0.78, back + deep * 0.55)]
        points += [(0.74, belly), (0.75, foot), (0.75 - w, foot), (0.74 - w, belly)]
        if s.chance(0.6):
            points += [(0.6, belly), (0.6, foot), (0.6 - w, foot), (0.6 - w, belly)]
            points += [(0.3, belly), (0.3, foot), (0.3 - w, foot), (0.3 - w, belly)]
        points += [(0.1 + w, belly), (0.1 + w, foot), (0.1, foot), (0.08, belly - deep * 0.4)]
        if s.chance(0.5):
            s.shape(*points, colour=colour)
        else:
            s.curve(*points, closed=True, colour=colour)
        s.dot(nx + head * 0.45, ny + high * 0.25, 0.016)
        if s.chance(0.6):
            s.line((nx + head * 0.6, ny + high * 0.75), (nx + head * 0.95, ny + high * 0.6))
        _tail(s, tail, 0.09, back + 0.06, colour)
        _tell(s, kind, nx, ny, head, high, colour)

    return draw


def _tail(s: Sketch, tail: str, x: float, y: float, colour: str | None) -> None:
    if tail == "up":
        s.curve(
            (x, y), (x - 0.12, y - 0.06), (x - s.between(0, 0.16), y - s.between(0.15, 0.35)), colour=colour
        )
    elif tail == "curl":
        s.curve((x, y), (x - 0.07, y - 0.05), (x - 0.02, y - 0.1), (x - 0.1, y - 0.08), (x - 0.12, y - 0.14))
    elif tail == "thin":
        s.curve((x, y), (x - 0.07, y + 0.06), (x - 0.09, y + s.between(0.12, 0.25)), colour=colour)
    elif tail == "puff":
        s.oval(x - 0.03, y + 0.04, 0.06, colour="white")
    elif tail == "mane":
        for _ in range(s.rng.randint(1, 4)):
            s.curve(
                (x, y),
                (x - 0.1, y + 0.03),
                (x - s.between(0.05, 0.18), y + s.between(0.2, 0.36)),
                colour="brown",
            )


def _tell(s: Sketch, kind: str, x: float, y: float, head: float, high: float, colour: str | None) -> None:
    """Add ears, trunk, mane or plates."""
    if kind in ("cat", "pig"):
        for i in (0.1, 0.45):
            s.shape(
                (x + head * i, y),
                (x + head * (i + 0.05), y - high * 0.7),
                (x + head * (i + 0.28), y),
                colour=colour,
            )
        for i in range(3 if kind == "cat" else 0):
            s.line((x + head * 0.85, y + high * 0.5), (x + head * 1.5, y + high * (0.25 + 0.25 * i)))
        if kind == "pig":
            s.oval(x + head * 1.05, y + high * 0.5, high * 0.2, high * 0.3, colour="pink")
    elif kind == "dog":
        s.oval(x + head * 0.12, y + high * 0.5, head * 0.16, high * 0.5, turn=0.2, colour="brown")
        s.dot(x + head, y + high * 0.35, 0.025)
    elif kind == "rabbit":
        for i in (0.05, 0.3):
            s.oval(
                x + head * i,
                y - high * 0.9,
                head * 0.14,
                high * s.between(0.8, 1.2),
                turn=-0.2,
                colour=colour,
            )
    elif kind == "elephant":
        s.oval(x + 0.0, y + high * 0.6, head * 0.4, high * 0.65, colour=colour)
        tip = s.rng.choice((0.45, 0.35, -0.2))
        s.curve((x + head, y + high * 0.3), (x + head + 0.1, y + high * 0.9), (x + head + 0.08, y + high + tip),
                (x + head + 0.02, y + high + tip), (x + head - 0.02, y + high), closed=s.chance(0.5), colour=colour)  # fmt: skip
    elif kind == "horse":
        s.shape((x + 0.0, y), (x + 0.02, y - 0.09), (x + 0.06, y), colour=colour)
        for i in range(s.rng.randint(4, 9)):
            t = i / 9
            mx, my = x - (x - 0.68) * t, y + (0.4 - y) * t
            s.line((mx, my), (mx - s.between(0.05, 0.11), my + s.between(-0.02, 0.08)), colour="brown")
    elif kind == "animal":
        for i in (0.05, 0.25):
            s.oval(x + head * i, y - 0.03, 0.035, 0.05, colour=colour)
        for _ in range(s.rng.choice((0, 3, 5))):
            s.oval(s.between(0.2, 0.65), s.between(0.46, 0.56), s.between(0.02, 0.05), colour="brown")
    elif kind == "dinosaur":
        n = s.rng.choice((0, 4, 6))
        for i in range(n):
            px = 0.12 + 0.55 * i / 5
            s.shape((px, 0.41), (px + 0.05, 0.41 - s.between(0.06, 0.13)), (px + 0.1, 0.41), colour="orange")


def duck(s: Sketch) -> None:
    colour = s.rng.choice(("yellow", "white", "brown", "green"))
    s.curve((0.05, 0.5), (0.2, 0.62), (0.55, 0.6), (0.62, 0.35), (0.6, 0.16), (0.75, 0.06), (0.88, 0.16),
            (0.86, 0.32), (0.84, 0.62), (0.62, 0.84), (0.3, 0.84), (0.1, 0.7), closed=True, colour=colour)  # fmt: skip
    s.shape((0.87, 0.17), (1.04, 0.2), (1.03, 0.27), (0.87, 0.27), colour="orange")
    s.dot(0.77, 0.17, 0.02)
    if s.chance(0.7):
        s.curve((0.3, 0.66), (0.5, 0.78), (0.64, 0.62), colour=colour)
    for x in (0.4, 0.55) if s.chance(0.5) else ():
        s.line((x, 0.84), (x, 0.96), (x + 0.08, 0.96), colour="orange")


def owl_or_penguin(s: Sketch) -> None:
    """Upright and round, seen from before."""
    wide, tall = s.between(0.2, 0.32), s.between(0.36, 0.46)
    s.oval(0.5, 0.5, wide, tall, colour=s.rng.choice(("brown", "black", "gray", "blue")))
    if s.chance(0.6):
        s.oval(0.5, 0.6, wide * 0.65, tall * 0.6, colour="white")
    eye = s.between(0.03, 0.1)
    for side in (-1, 1):
        s.oval(0.5 + side * wide * 0.4, 0.3, eye, colour="white")
        s.dot(0.5 + side * wide * 0.4, 0.3, eye * 0.4)
        s.curve((0.5 + side * wide * 0.8, 0.35), (0.5 + side * wide * 1.35, 0.6), (0.5 + side * wide * 0.9, 0.7),
                closed=s.chance(0.6), colour="brown")  # fmt: skip
        s.oval(0.5 + side * 0.08, 0.5 + tall, 0.06, 0.03, colour="orange")
    s.shape((0.46, 0.36), (0.54, 0.36), (0.5, 0.44), colour="orange")


def long_legged_bird(s: Sketch) -> None:
    """A flamingo, a stork, an ostrich: long legs, a curved neck."""
    colour, top = s.rng.choice(("pink", "white", "gray")), s.between(0.0, 0.12)
    s.oval(0.4, 0.5, s.between(0.18, 0.26), s.between(0.1, 0.16), colour=colour)
    s.curve((0.58, 0.46), (0.7, 0.36), (0.58, 0.22), (0.66, top + 0.06), colour=colour)
    s.oval(0.7, top + 0.05, 0.06, 0.05, colour=colour)
    s.shape((0.75, top + 0.03), (0.88, top + 0.1), (0.75, top + 0.08), colour="orange")
    for x in (0.36, 0.46):
        s.line((x, 0.62), (x + s.between(-0.02, 0.04), 0.98), (x + 0.1, 0.98), colour="orange")


def fish_outline(s: Sketch) -> None:
    """Body and tail in one stroke."""
    h, w = s.between(0.12, 0.26), s.between(0.12, 0.22)
    s.curve((0.02, 0.5), (0.22, 0.5 - h * 0.85), (0.45, 0.5 - h), (0.72, 0.48), (0.95, 0.5 - w), (0.9, 0.5),
            (0.95, 0.5 + w), (0.72, 0.52), (0.45, 0.5 + h), (0.22, 0.5 + h * 0.85), closed=True,
            colour=s.rng.choice((*_CLOTHES, "gray")))  # fmt: skip
    s.dot(0.16, 0.5 - h * 0.25, s.between(0.015, 0.03))
    for i in range(s.rng.choice((0, 2, 3))):
        s.curve((0.34 + 0.1 * i, 0.5 - h * 0.7), (0.4 + 0.1 * i, 0.5), (0.34 + 0.1 * i, 0.5 + h * 0.7))
    for side in (-1, 1) if s.chance(0.5) else ():
        s.shape((0.38, 0.5 + side * h), (0.46, 0.5 + side * (h + 0.12)), (0.54, 0.5 + side * h * 0.9))


def whale_or_shark(s: Sketch) -> None:
    h = s.between(0.18, 0.3)
    s.curve((0.02, 0.55), (0.1, 0.5 - h * 0.6), (0.4, 0.5 - h), (0.7, 0.45), (0.88, 0.36), (0.9, 0.22), (1.0, 0.3),
            (1.08, 0.26), (1.02, 0.42), (0.86, 0.56), (0.5, 0.72), (0.15, 0.7), closed=True,
            colour=s.rng.choice(("blue", "gray", "sky")))  # fmt: skip
    s.dot(0.16, 0.48, 0.018)
    if s.chance(0.5):
        s.shape((0.38, 0.5 - h), (0.5, 0.3 - h), (0.54, 0.52 - h), colour="gray")
    else:
        for side in (-1, 1):
            s.curve(
                (0.36, 0.48 - h),
                (0.36 + side * 0.04, 0.34 - h),
                (0.36 + side * 0.14, 0.38 - h),
                colour="blue",
            )
    s.curve((0.05, 0.6), (0.15, 0.63), (0.25, 0.58))


def butterfly_lobes(s: Sketch) -> None:
    """Four wings as loops from the middle, the body a line or a sausage."""
    colour = s.rng.choice(_CLOTHES)
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
                colour=s.rng.choice(_CLOTHES),
            )
    if s.chance(0.5):
        s.oval(0.5, 0.5, 0.03, 0.28, colour="black")
    else:
        s.line((0.5, 0.24), (0.5, 0.82))


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
            _hand(
                s,
                *_limb(
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
    _face(s, 0.5, r, r, nose=0.1)


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
    s.curve(*upper, *head, *reversed(lower), closed=True, colour=s.rng.choice(("green", "green", *_CLOTHES)))
    s.dot(x + 0.07, y - wide * 0.5, 0.014)
    for (x0, y0), (x1, y1) in zip(upper[3::2], lower[3::2], strict=False):
        if s.chance(0.4):
            s.line((x0, y0), (x1, y1), colour="yellow")
    if s.chance(0.8):
        s.line((x + 0.15, y), (x + 0.22, y), (x + 0.27, y - 0.03), colour="red")
        s.line((x + 0.22, y), (x + 0.27, y + 0.03), colour="red")


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
        _limb(s, 0.45 + half * x, 0.66, math.pi / 2, s.between(0.08, 0.18), thick, "green")
    s.shape((0.46 - half, 0.66), (0.36 - half, 0.68), (0.46 - half, 0.6), colour="green")


# made-up beings


def monster_hairy(s: Sketch) -> None:
    """A zigzag all round with any number of eyes and a wide mouth with teeth."""
    points = burst(0.5, 0.5, s.between(0.26, 0.34), s.between(0.38, 0.5), s.rng.randint(8, 20), s)
    s.shape(*points, colour=s.rng.choice(_CLOTHES))
    n = s.rng.choice((1, 1, 2, 3, 3, 4))
    for i in range(n):
        x, r = 0.5 + (i - (n - 1) / 2) * 0.15, s.between(0.04, 0.12 if n == 1 else 0.07)
        s.oval(x, 0.42 + s.between(-0.05, 0.03), r, colour="white")
        s.dot(x, 0.42, r * 0.45)
    half = s.between(0.1, 0.2)
    teeth = [(0.5 - half + 2 * half * i / 6, 0.6 + 0.07 * (i % 2)) for i in range(7)]
    s.shape((0.5 - half, 0.56), (0.5 + half, 0.56), *reversed(teeth), colour="white")
    for x in (0.4, 0.6) if s.chance(0.6) else ():
        s.line((x, 0.84), (x, 1.0), (x + 0.08, 1.0))


def monster_walking(s: Sketch) -> None:
    """A body with a wide mouth, claws and too many or too few eyes, on legs."""
    half, tall, colour = s.between(0.2, 0.3), s.between(0.5, 0.62), s.rng.choice(_CLOTHES)
    s.shape((0.5 - half * s.between(0.6, 1), 0.15), (0.5 + half * s.between(0.6, 1), 0.15), (0.5 + half, 0.15 + tall),
            (0.5 - half, 0.15 + tall), colour=colour)  # fmt: skip
    n = s.rng.choice((1, 3, 3, 4, 5))
    for i in range(n):
        x = 0.5 + (i - (n - 1) / 2) * 2 * half / (n + 0.5)
        high = 0.15 - s.between(0.05, 0.16) if s.chance(0.4) else 0.28
        if high < 0.15:
            s.line((x, 0.15), (x, high))
        s.oval(x, high, s.between(0.03, 0.08), colour="white")
        s.dot(x, high, 0.02)
    s.box(0.5 - half * 0.7, 0.42, 0.5 + half * 0.7, 0.54, "red")
    for i in range(4):
        s.line((0.5 + half * (i - 1.5) * 0.35, 0.42), (0.5 + half * (i - 1.5) * 0.35, 0.54))
    for side in (-1, 1):
        ex, ey = 0.5 + side * (half + s.between(0.12, 0.25)), s.between(0.15, 0.6)
        s.line((0.5 + side * half, 0.4), (ex, ey), colour=colour)
        for a in (-0.6, 0.0, 0.6):
            s.line((ex, ey), (ex + side * 0.09 * math.cos(a), ey + 0.09 * math.sin(a)))
        _limb(
            s,
            0.5 + side * half * 0.5,
            0.15 + tall,
            math.pi / 2,
            s.between(0.1, 0.22),
            s.rng.choice((0.0, 0.08)),
            colour,
        )


def snowman_round(s: Sketch) -> None:
    """Balls of any size one upon the other, with whatever a snowman has."""
    n = s.rng.choice((2, 2, 3, 3))
    r, y, balls = s.between(0.24, 0.32), 1.0, []
    for _ in range(n):
        y -= r * 0.95
        balls.append((y, r))
        y -= r * 0.9
        r *= s.between(0.62, 0.85)
    wide = s.between(0.95, 1.12)
    for by, br in balls:
        s.oval(
            0.5 + s.between(-0.015, 0.015),
            by,
            br * wide,
            br,
            colour=s.rng.choice(("white", "sky", "white", "gray")),
        )
    hy, hr = balls[-1]
    _face(s, 0.5, hy, hr * 0.95, nose=0)
    nose = s.rng.choice(("side", "before", "ball"))
    if nose == "side":
        s.shape(
            (0.5, hy - 0.01), (0.5 + hr * s.between(0.6, 1.3), hy + 0.03), (0.5, hy + 0.05), colour="orange"
        )
    elif nose == "before":
        s.shape((0.48, hy), (0.52, hy), (0.5, hy + hr * 0.4), colour="orange")
    else:
        s.dot(0.5, hy + 0.02, 0.02)
    by, br = balls[-2]
    for i in range(s.rng.randint(0, 4)):
        s.dot(0.5, by - br * 0.6 + br * 0.42 * i, s.between(0.014, 0.028))
    if s.chance(0.65):
        top = hy - hr * 0.82
        w, h = hr * s.between(0.5, 0.9), hr * s.between(0.5, 1.1)
        s.box(0.5 - w, top - h, 0.5 + w, top, s.rng.choice(("black", "red", "blue", "brown")))
        s.line((0.5 - w * 1.6, top), (0.5 + w * 1.6, top))
    if s.chance(0.35):
        sy = hy + hr * 0.9
        s.box(0.5 - hr * 0.8, sy - 0.03, 0.5 + hr * 0.8, sy + 0.04, s.rng.choice(_CLOTHES))
        s.box(0.5 + hr * 0.3, sy + 0.04, 0.5 + hr * 0.6, sy + 0.2, s.rng.choice(_CLOTHES))
    for side in (-1, 1) if s.chance(0.75) else ():
        ex, ey = 0.5 + side * (br + s.between(0.1, 0.3)), by - s.between(-0.1, 0.28)
        s.line((0.5 + side * br * 0.95, by - br * 0.2), (ex, ey), colour="brown")
        for a in (-0.7, 0.0, 0.7) if s.chance(0.5) else ():
            s.line((ex, ey), (ex + side * 0.07 * math.cos(a), ey - 0.07 * math.sin(a + 0.5)), colour="brown")


BEINGS: dict[str, tuple[Way, ...]] = {
    "person": (person_potato, person_gingerbread, person_long_dress, person_walking, person_sitting, person_arms_bent, person_stout, person_of_a_thing),
    **{kind: (beast(kind),) for kind in ("cat", "dog", "horse", "pig", "rabbit", "elephant", "animal", "dinosaur")},
    "bird": (duck, owl_or_penguin, long_legged_bird), "fish": (fish_outline, whale_or_shark),
    "butterfly": (butterfly_lobes,), "bug": (ant, bug_with_hands), "snake": (snake_coiled, snake_thick),
    "turtle": (turtle_above, turtle_dome), "monster": (monster_hairy, monster_walking), "snowman": (snowman_round, snowman_round),
}  # fmt: skip
