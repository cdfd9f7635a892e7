"""More ways to draw buildings, vehicles, plants, the sky and things, beside those of `figures.py`."""

import math

from figures import _CLOTHES, Way, _face, _wheels, _window
from more_beings import Point, burst, ring
from sketch import Sketch

# buildings


def house_plain(s: Sketch) -> None:
    """A pentagon, or a roof with a flat ridge; windows as they come."""
    wide, top, colour = (
        s.between(0.26, 0.44),
        s.between(0.32, 0.5),
        s.rng.choice((*_CLOTHES, "brown", "white")),
    )
    if s.chance(0.4):
        s.shape(
            (0.5 - wide, 1),
            (0.5 - wide, top),
            (0.5, s.between(0, 0.12)),
            (0.5 + wide, top),
            (0.5 + wide, 1),
            colour=colour,
        )
    else:
        s.box(0.5 - wide, top, 0.5 + wide, 1, colour)
        over, ridge, roof = s.between(0.02, 0.1), s.between(0.2, 0.8), s.between(0.08, 0.25)
        s.shape((0.5 - wide - over, top), (0.5 - wide * ridge, roof), (0.5 + wide * ridge, roof), (0.5 + wide + over, top),
                colour=s.rng.choice(("red", "brown", "blue", "orange")))  # fmt: skip
    x = 0.5 + wide * s.between(-0.5, 0.5)
    high = s.between(0.2, 0.3)
    if s.chance(0.85):
        s.box(x - 0.07, 1 - high, x + 0.07, 1, "brown")
        s.dot(x + 0.04, 1 - high / 2, 0.012)
    for side in (-1, 1):
        if s.chance(0.75):
            _window(s, 0.5 + side * wide * 0.6, top + s.between(0.12, 0.2), s.between(0.05, 0.09))
    if s.chance(0.35):
        s.oval(0.5, top * 0.75, 0.05, colour="sky")
    if s.chance(0.4):
        cx = 0.5 + s.rng.choice((-1, 1)) * wide * 0.5
        s.shape(
            (cx - 0.05, top * 0.75), (cx - 0.05, 0.0), (cx + 0.05, 0.0), (cx + 0.05, top * 0.75), colour="red"
        )
        if s.chance(0.6):
            s.curve((cx, -0.02), (cx + 0.08, -0.09), (cx, -0.15), (cx + 0.1, -0.22), colour="gray")


def house_deep(s: Sketch) -> None:
    """The gable to the front, a long roof to the side."""
    top, half, long = s.between(0.35, 0.48), s.between(0.14, 0.22), s.between(0.35, 0.6)
    colour, ridge = s.rng.choice((*_CLOTHES, "brown", "white")), s.between(0.05, 0.15)
    s.box(0.2 - half, top, 0.2 + half, 1, colour)
    s.shape((0.2 - half, top), (0.2, ridge), (0.2 + half, top), colour=colour)
    s.shape((0.2, ridge), (0.2 + long, ridge), (0.2 + half + long, top), (0.2 + half, top), colour="red")
    s.box(0.2 + half, top, 0.2 + half + long, 1, colour)
    s.box(0.14, 0.75, 0.26, 1, "brown")
    for i in range(s.rng.randint(1, 3)):
        _window(s, 0.2 + half + long * (0.25 + 0.28 * i), top + 0.22, 0.06)


def _battlements(x0: float, x1: float, y: float, high: float, n: int) -> list[Point]:
    """Give the zigzag of a castle's wall from left to right, with `n` merlons."""
    step = (x1 - x0) / (2 * n - 1)
    points: list[Point] = []
    for i in range(2 * n - 1):
        top = y - high if i % 2 == 0 else y
        points += [(x0 + step * i, top), (x0 + step * (i + 1), top)]
    return points


def castle_outline(s: Sketch) -> None:
    """Walls and towers as one outline with battlements all along."""
    tower, side, mid = s.between(0.16, 0.26), s.between(0.15, 0.35), s.between(0.45, 0.62)
    high, colour = s.between(0.05, 0.09), s.rng.choice(("gray", "brown", "pink", "purple", "yellow"))
    n = s.rng.choice((2, 3))
    points = [(0.0, 1.0), *_battlements(0.0, tower, side, high, n)]
    if s.chance(0.5):
        keep, half = s.between(0.02, 0.2), s.between(0.1, 0.16)
        points += [(tower, mid), *_battlements(0.5 - half, 0.5 + half, keep, high, n), (1 - tower, mid)]
    else:
        points += _battlements(tower, 1 - tower, mid, high, s.rng.choice((3, 4)))
    points += [*_battlements(1 - tower, 1.0, side, high, n), (1.0, 1.0)]
    s.shape(*points, colour=colour)
    gate = s.between(0.06, 0.12)
    s.shape(
        (0.5 - gate, 1),
        (0.5 - gate, 0.8),
        (0.5, 0.8 - gate),
        (0.5 + gate, 0.8),
        (0.5 + gate, 1),
        colour="brown",
    )
    for x in (tower / 2, 1 - tower / 2):
        if s.chance(0.8):
            s.box(x - 0.03, side + 0.12, x + 0.03, side + 0.24, "black")
    if s.chance(0.5):
        x, top = s.rng.choice((tower / 2, 1 - tower / 2)), side - high
        s.line((x, top), (x, top - 0.16))
        s.shape((x, top - 0.16), (x + 0.12, top - 0.12), (x, top - 0.08), colour="red")


def castle_towers(s: Sketch) -> None:
    """Two or three towers with pointed roofs and a wall between."""
    n, wide, colour = (
        s.rng.choice((2, 3, 3)),
        s.between(0.14, 0.22),
        s.rng.choice(("gray", "pink", "purple", "blue", "yellow")),
    )
    s.shape((0.12, 1), *_battlements(0.12, 0.88, s.between(0.5, 0.6), 0.06, 4), (0.88, 1), colour=colour)
    for i in range(n):
        x = 0.5 + (i - (n - 1) / 2) * (0.8 / (n - 1)) * 0.95
        top = s.between(0.22, 0.42) - (0.12 if n == 3 and i == 1 else 0)
        s.box(x - wide / 2, top, x + wide / 2, 1, colour)
        peak = top - s.between(0.14, 0.3)
        s.shape(
            (x - wide * 0.65, top),
            (x, peak),
            (x + wide * 0.65, top),
            colour=s.rng.choice(("red", "blue", "purple")),
        )
        if s.chance(0.5):
            s.line((x, peak), (x, peak - 0.1))
            s.shape((x, peak - 0.1), (x + 0.09, peak - 0.07), (x, peak - 0.04), colour="red")
        s.box(x - 0.03, top + 0.1, x + 0.03, top + 0.2, "black")
    s.curve((0.4, 1), (0.4, 0.8), (0.5, 0.72), (0.6, 0.8), (0.6, 1), colour="brown")


def tower_block(s: Sketch) -> None:
    """One to three blocks of many windows side by side, perhaps an aerial."""
    x, n = 0.0, s.rng.choice((1, 1, 2, 2, 3))
    for _ in range(n):
        wide, top = s.between(0.3, 0.5) / (0.5 + 0.5 * n), s.between(-0.2, 0.4)
        s.box(x, top, x + wide, 1, s.rng.choice(("gray", "gray", *_CLOTHES)))
        across, floors = s.rng.randint(2, 3), s.rng.randint(3, 7)
        high = (0.84 - top) / floors
        for row in range(floors):
            for column in range(across):
                wx, wy = x + wide * (column + 0.5) / across, top + 0.06 + high * (row + 0.4)
                s.box(
                    wx - wide * 0.28 / across,
                    wy - high * 0.3,
                    wx + wide * 0.28 / across,
                    wy + high * 0.3,
                    "yellow",
                )
        if s.chance(0.3):
            s.line((x + wide / 2, top), (x + wide / 2, top - 0.18))
        if s.chance(0.6):
            s.box(x + wide * 0.38, 0.88, x + wide * 0.62, 1, "brown")
        x += wide


def tall_house(s: Sketch) -> None:
    """A church, a lighthouse or a windmill."""
    way, wide, colour = (
        s.rng.choice(("church", "light", "mill")),
        s.between(0.12, 0.2),
        s.rng.choice(("white", *_CLOTHES)),
    )
    if way == "church":
        s.box(0.1, 0.35, 0.1 + 2 * wide, 1, colour)
        s.shape((0.1, 0.35), (0.1 + wide, 0.1), (0.1 + 2 * wide, 0.35), colour="red")
        s.line((0.1 + wide, 0.1), (0.1 + wide, -0.08))
        s.line((0.04 + wide, -0.02), (0.16 + wide, -0.02))
        s.box(0.1 + 2 * wide, 0.55, 0.95, 1, colour)
        s.shape((0.1 + 2 * wide, 0.55), (0.2 + 2 * wide, 0.35), (0.85, 0.35), (0.95, 0.55), colour="red")
        s.oval(0.1 + wide, 0.46, 0.05, colour="sky")
        return
    s.shape(
        (0.5 - wide * 0.7, 0.25), (0.5 + wide * 0.7, 0.25), (0.5 + wide, 1), (0.5 - wide, 1), colour=colour
    )
    s.shape((0.5 - wide * 0.8, 0.25), (0.5, 0.08), (0.5 + wide * 0.8, 0.25), colour="red")
    s.box(0.44, 0.86, 0.56, 1, "brown")
    if way == "light":
        for i in range(3):
            s.line((0.5 - wide * 0.8, 0.45 + 0.17 * i), (0.5 + wide * 0.85, 0.45 + 0.17 * i), colour="red")
        s.box(0.46, 0.14, 0.54, 0.22, "yellow")
    else:
        turn = s.between(0, 1.5)
        for i in range(4):
            a = turn + math.pi / 2 * i
            c, q = 0.36 * math.cos(a), 0.36 * math.sin(a)
            s.shape(
                (0.5, 0.3),
                (0.5 + c, 0.3 + q),
                (0.5 + c - q * 0.25, 0.3 + q + c * 0.25),
                (0.5 - q * 0.25, 0.3 + c * 0.25),
            )


# vehicles


def car_curved(s: Sketch) -> None:
    h, r = s.between(0.2, 0.34), s.between(0.08, 0.13)
    s.curve((0, 0.74), (0.01, 0.56), (0.2, 0.5), (0.34, 0.5 - h), (0.64, 0.5 - h), (0.8, 0.5), (0.97, 0.54), (1, 0.74),
            colour=s.rng.choice(_CLOTHES))  # fmt: skip
    s.line((0, 0.74), (1, 0.74))
    s.line((0.49, 0.52 - h), (0.49, 0.74))
    for x in (0.38, 0.6):
        s.box(x - 0.08, 0.56 - h, x + 0.08, 0.5, "sky")
    _wheels(s, (0.22, 0.78), 0.76, r)


def lorry(s: Sketch) -> None:
    """A cab and what it carries: a box, a tank, a heap, a ladder; two to five wheels."""
    cab, low, colour = s.between(0.2, 0.32), s.between(0.68, 0.74), s.rng.choice(_CLOTHES)
    x, roof = 1 - cab, s.between(0.28, 0.46)
    slope = s.between(0.0, 0.6) * cab
    s.shape(
        (x, low), (x, roof), (1 - slope, roof), (1, (roof + low) / 2), (1, low), colour=s.rng.choice(_CLOTHES)
    )
    s.shape((x + 0.04, roof + 0.05), (1 - slope, roof + 0.05), (0.97 - slope * 0.3, (roof + low) / 2), (x + 0.04, (roof + low) / 2),
            colour="sky")  # fmt: skip
    load, end = s.rng.choice(("box", "box", "tank", "heap", "ladder", "flat")), x - s.between(0.01, 0.05)
    if load == "box":
        s.box(0, s.between(0.12, 0.36), end, low, colour)
    elif load == "tank":
        s.oval(end / 2, 0.5, end / 2, 0.18, colour=colour)
        s.line((0, low), (x, low))
    elif load == "heap":
        s.shape((0, 0.45), (end, 0.45), (end - 0.06, low), (0.08, low), colour=colour)
        s.curve((0.03, 0.45), (0.15, s.between(0.25, 0.36)), (0.35, 0.32), (end - 0.03, 0.45), colour="brown")
    elif load == "ladder":
        s.box(0, 0.5, end, low, "red")
        for y in (0.34, 0.43):
            s.line((0.0, y), (end, y), colour="gray")
        for i in range(6):
            s.line((0.05 + end * i / 6.5, 0.34), (0.05 + end * i / 6.5, 0.43), colour="gray")
    else:
        s.box(0, low - 0.12, end, low, colour)
        s.box(0.05, low - 0.36, 0.3, low - 0.12, "brown")
    if s.chance(0.5):
        s.line((0, low), (1, low))
    r = s.between(0.06, 0.1)
    xs = s.rng.choice(((0.16, 0.36, 0.85), (0.2, 0.82), (0.12, 0.3, 0.48, 0.86), (0.18, 0.4, 0.75, 0.92)))
    _wheels(s, xs, low + 0.03, r)


def bus_round(s: Sketch) -> None:
    """One or two floors of windows, a door, round corners."""
    top, floors = s.between(0.2, 0.36), s.rng.choice((1, 1, 2))
    top -= 0.2 if floors == 2 else 0
    s.curve((0, 0.74), (0, top + 0.06), (0.04, top), (0.5, top), (0.94, top), (1, top + 0.08), (1, 0.74), (0.5, 0.75),
            closed=True, colour=s.rng.choice(("red", "yellow", *_CLOTHES)))  # fmt: skip
    n = s.rng.randint(3, 6)
    for floor in range(floors):
        for i in range(n):
            x, y = 0.05 + 0.78 * i / n, top + 0.06 + 0.22 * floor
            s.box(x, y, x + 0.56 / n, y + 0.13, "sky")
    if s.chance(0.6):
        s.box(0.84, top + 0.08, 0.95, 0.74, "sky")
    _wheels(s, s.rng.choice(((0.2, 0.78), (0.18, 0.32, 0.8))), 0.76, s.between(0.07, 0.11))


def train_wagons(s: Sketch) -> None:
    """An engine and what it pulls, wheels all along, perhaps rails."""
    n, x = s.rng.choice((1, 2, 2, 3)), 0.0
    for _ in range(n):
        s.box(x, s.between(0.42, 0.5), x + 0.36, 0.72, s.rng.choice(_CLOTHES))
        for i in range(s.rng.choice((0, 1, 2))):
            s.box(x + 0.05 + 0.15 * i, 0.52, x + 0.15 + 0.15 * i, 0.62, "sky")
        _wheels(s, (x + 0.09, x + 0.27), 0.76, 0.065)
        s.line((x + 0.36, 0.68), (x + 0.42, 0.68))
        x += 0.42
    if s.chance(0.6):
        cab, colour = s.between(0.2, 0.34), s.rng.choice(_CLOTHES)
        s.box(x, cab, x + 0.26, 0.72, colour)
        s.box(x + 0.06, cab + 0.07, x + 0.2, cab + 0.2, "sky")
        s.box(x + 0.26, 0.46, x + 0.62, 0.72, colour)
        s.shape((x + 0.46, 0.46), (x + 0.43, 0.28), (x + 0.59, 0.28), (x + 0.56, 0.46), colour="black")
        for i in range(s.rng.randint(0, 3)):
            s.oval(x + 0.5 - 0.1 * i, 0.18 - 0.08 * i, 0.07, 0.05, colour="gray")
        if s.chance(0.5):
            s.shape((x + 0.62, 0.6), (x + 0.74, 0.76), (x + 0.62, 0.76))
        _wheels(s, (x + 0.13, x + 0.34, x + 0.52), 0.77, s.between(0.06, 0.1))
    else:
        s.curve(
            (x, 0.72),
            (x, 0.42),
            (x + 0.3, 0.42),
            (x + 0.52, 0.62),
            (x + 0.52, 0.72),
            closed=True,
            colour="red",
        )
        s.box(x + 0.28, 0.48, x + 0.36, 0.58, "sky")
        _wheels(s, (x + 0.1, x + 0.36), 0.76, 0.065)
    if s.chance(0.3):
        s.line((-0.05, 0.85), (x + 0.7, 0.85))


def _hull(s: Sketch, y: float, deep: float) -> None:
    colour, way = s.rng.choice(("brown", "brown", *_CLOTHES)), s.rng.choice(("flat", "round", "bow"))
    if way == "flat":
        cut = s.between(0.1, 0.26)
        s.shape((0, y), (1, y), (1 - cut, y + deep), (cut, y + deep), colour=colour)
    elif way == "round":
        s.shape(
            *[
                (0.5 - 0.5 * math.cos(a), y + deep * math.sin(a))
                for a in (math.pi * i / 14 for i in range(15))
            ],
            colour=colour,
        )
    else:
        s.curve(
            (-0.04, y - 0.08),
            (0.14, y),
            (0.85, y),
            (1.08, y - 0.14),
            (0.9, y + deep),
            (0.14, y + deep),
            closed=True,
            colour=colour,
        )


def _sea(s: Sketch, y: float) -> None:
    if s.chance(0.25):
        s.curve(*[(-0.1 + 0.1 * i, y + 0.03 * (-1) ** i) for i in range(13)], colour="blue")


def boat_one_sail(s: Sketch) -> None:
    """One mast, one or two sails bent or straight, a hull of any form."""
    y, mast = s.between(0.66, 0.76), s.between(0.38, 0.6)
    _hull(s, y, s.between(0.14, 0.26))
    top = s.between(-0.02, 0.12)
    s.line((mast, y), (mast, top), colour="brown")
    colour, low = s.rng.choice(("white", *_CLOTHES)), y - s.between(0.03, 0.12)
    sides = s.rng.choice(((1,), (1,), (-1,), (-1, 1), (-1, 1)))
    for side in sides:
        out = mast + side * s.between(0.25, 0.42)
        if s.chance(0.5):
            s.shape((mast + side * 0.02, top + 0.03), (out, low), (mast + side * 0.02, low), colour=colour)
        else:
            s.curve((mast, top + 0.03), (mast + side * 0.3, (top + low) * 0.5), (out, low), colour=colour)
            s.line((out, low), (mast, low), colour=colour)
    if s.chance(0.3):
        s.shape((mast, top), (mast + 0.14, top + 0.04), (mast, top + 0.08), colour="red")
    _sea(s, y + 0.2)


def boat_square_sails(s: Sketch) -> None:
    """A ship of pirates: masts with square sails, a flag."""
    y, n = s.between(0.66, 0.74), s.rng.choice((1, 2, 2, 3))
    _hull(s, y, s.between(0.18, 0.28))
    for i in range(n):
        x, top = 0.5 + (i - (n - 1) / 2) * 0.34, s.between(-0.05, 0.15)
        s.line((x, y), (x, top), colour="brown")
        half, floors = s.between(0.1, 0.3 / n + 0.06), s.rng.choice((1, 2))
        for floor in range(floors):
            y0, y1 = top + 0.08 + 0.27 * floor, top + 0.3 + 0.27 * floor if floors == 2 else y - 0.1
            s.curve((x - half, y0), (x, y0 - 0.01), (x + half, y0), (x + half * 1.15, (y0 + y1) / 2), (x + half, y1), (x, y1 - 0.03),
                    (x - half, y1), (x - half * 0.85, (y0 + y1) / 2), closed=True, colour=s.rng.choice(("white", "red", "black")))  # fmt: skip
        if i == 0 and s.chance(0.6):
            s.box(x, top - 0.02, x + 0.14, top + 0.07, s.rng.choice(("black", "red")))
    _sea(s, y + 0.2)


def boat_steamer(s: Sketch) -> None:
    """A hull with cabins upon it, funnels and portholes; or a rowing boat with oars."""
    y, deep = s.between(0.58, 0.68), s.between(0.18, 0.28)
    _hull(s, y, deep)
    if s.chance(0.2):
        for x in (0.35, 0.65):
            s.line((x, y - 0.08), (x + s.between(-0.2, 0.2), y + deep + 0.14), colour="brown")
        return
    x0, x1, low = s.between(0.12, 0.32), s.between(0.62, 0.85), y
    for _ in range(s.rng.choice((1, 1, 2, 3))):
        high = s.between(0.12, 0.2)
        s.box(x0, low - high, x1, low, s.rng.choice(("white", *_CLOTHES)))
        for i in range(s.rng.randint(0, 4)):
            wx = x0 + (x1 - x0) * (i + 0.7) / 4.4
            s.box(wx - 0.03, low - high * 0.75, wx + 0.03, low - high * 0.3, "sky")
        x0, x1, low = x0 + s.between(0.03, 0.1), x1 - s.between(0.03, 0.1), low - high
    for i in range(s.rng.choice((0, 1, 1, 2, 3))):
        x = x0 + 0.04 + 0.14 * i
        s.box(x, low - s.between(0.12, 0.26), x + 0.09, low, s.rng.choice(("red", "black", "orange")))
        for q in range(s.rng.choice((0, 2))):
            s.oval(x + 0.06 + 0.07 * q, low - 0.32 - 0.06 * q, 0.05, colour="gray")
    if s.chance(0.4):
        s.line((0.9, y), (0.9, y - 0.3))
        s.shape((0.9, y - 0.3), (1.03, y - 0.24), (0.9, y - 0.18), colour="red")
    for i in range(s.rng.choice((0, 3, 4))):
        s.oval(0.25 + 0.15 * i, y + deep * 0.4, 0.035, colour="sky")
    _sea(s, y + deep)


def plane_from_above(s: Sketch) -> None:
    """A cross of body and wings, its nose up or to the side."""
    w, span, sweep = s.between(0.05, 0.1), s.between(0.36, 0.5), s.between(0.0, 0.22)
    colour, side = s.rng.choice(("gray", "white", *_CLOTHES)), s.chance(0.5)

    def lay(x: float, y: float) -> Point:
        return (1 - y, x) if side else (x, y)

    s.curve(*[lay(*p) for p in ((0.5, 0.0), (0.5 + w, 0.15), (0.5 + w, 0.6), (0.5 + w * 0.4, 1.0), (0.5 - w * 0.4, 1.0),
                                (0.5 - w, 0.6), (0.5 - w, 0.15))], closed=True, colour=colour)  # fmt: skip
    for end in (-1, 1):
        s.shape(
            *[
                lay(0.5 + end * x, y)
                for x, y in ((w, 0.32), (span, 0.4 + sweep), (span, 0.5 + sweep), (w, 0.55))
            ],
            colour=colour,
        )
        s.shape(*[lay(0.5 + end * x, y) for x, y in ((w * 0.5, 0.85), (span * 0.4, 0.93), (span * 0.4, 1.0), (w * 0.5, 0.97))],
                colour=colour)  # fmt: skip


def plane_round(s: Sketch) -> None:
    """From the side, the nose to one side and the tail up."""
    fat = s.between(0.1, 0.17)
    s.curve((1.0, 0.5), (0.85, 0.5 - fat), (0.3, 0.5 - fat * 0.8), (0.12, 0.44), (0.02, 0.2), (0.14, 0.2), (0.26, 0.4),
            closed=False, colour=s.rng.choice(("white", *_CLOTHES)))  # fmt: skip
    s.curve((1.0, 0.5), (0.85, 0.5 + fat), (0.3, 0.5 + fat * 0.7), (0.1, 0.46), colour="gray")
    s.shape(
        (0.62, 0.52), (s.between(0.3, 0.42), s.between(0.78, 0.92)), (0.45, 0.9), (0.74, 0.54), colour="gray"
    )
    for i in range(s.rng.randint(2, 5)):
        s.oval(0.36 + 0.12 * i, 0.46, 0.025, colour="sky")


# plants


def tree_palm(s: Sketch) -> None:
    lean = s.between(-0.12, 0.12)
    x, y = 0.5 + lean, 0.34
    for side in (-0.04, 0.04):
        s.curve((0.5 + side * 1.4, 1), (0.5 + side + lean * 0.3, 0.65), (x + side * 0.7, y), colour="brown")
    for a in (s.between(-0.3, 0.0) + 0.8 * i - math.pi for i in range(s.rng.randint(5, 6))):
        c, q = math.cos(a), math.sin(a)
        s.curve(
            (x, y),
            (x + 0.2 * c, y + 0.2 * q - 0.08),
            (x + 0.36 * c, y + 0.3 * q + 0.08),
            closed=s.chance(0.6),
            colour="green",
        )
    for i in range(s.rng.choice((0, 2, 3))):
        s.oval(x - 0.05 + 0.05 * i, y + 0.04, 0.035, colour="brown")


def tree_fir_outline(s: Sketch) -> None:
    """A fir as one zigzag, with balls on it now and then."""
    n, wide = s.rng.randint(2, 5), s.between(0.24, 0.38)
    side: list[Point] = []
    for i in range(n):
        low, half = 0.05 + 0.8 * (i + 1) / n, wide * (i + 1) / n
        side += [(0.5 + half, low), (0.5 + half * 0.55, low)]
    side = side[:-1]
    s.shape((0.5, 0.0), *side, *[(1 - x, y) for x, y in reversed(side)], colour="green")
    s.box(0.45, 0.85, 0.55, 1, "brown")
    for _ in range(s.rng.choice((0, 0, 5))):
        s.oval(0.5 + s.between(-0.15, 0.15), s.between(0.35, 0.8), 0.03, colour=s.rng.choice(_CLOTHES))


def tree_with_branches(s: Sketch) -> None:
    """A trunk that widens to its foot, boughs, and a crown of loops or scrawl around them."""
    w, base = s.between(0.05, 0.1), s.between(0.08, 0.16)
    s.curve((0.5 - base, 1), (0.5 - w, 0.85), (0.5 - w, 0.55), (0.5 - w * 2.2, 0.4), colour="brown")
    s.curve((0.5 + base, 1), (0.5 + w, 0.85), (0.5 + w, 0.55), (0.5 + w * 2.2, 0.4), colour="brown")
    n, r = s.rng.randint(6, 11), s.between(0.26, 0.38)
    if s.chance(0.6):
        s.curve(*burst(0.5, 0.3, r * 0.9, r * 1.12, n, s), closed=True, colour="green")
    else:
        for x, y in ring(0.5, 0.3, r * 0.6, r * 0.5, s.rng.randint(4, 7)):
            s.oval(x, y, s.between(0.1, 0.17), colour="green")
    for _ in range(s.rng.choice((0, 0, 5))):
        s.oval(0.5 + s.between(-0.2, 0.2), 0.3 + s.between(-0.15, 0.15), 0.035, colour="red")


def flower_any(s: Sketch) -> None:
    """Petals long or round, in one outline or each for itself; a face or grass now and then, or no stem."""
    n, y = s.rng.randint(4, 12), s.between(0.26, 0.32)
    colour, r = (
        s.rng.choice(("red", "pink", "purple", "yellow", "blue", "orange", "white")),
        s.between(0.06, 0.12),
    )
    way = s.rng.choice(("outline", "long", "spikes", "loops", "spiral"))
    if way == "outline":
        s.curve(*burst(0.5, y, r * 1.3, r * 2.4, n, s), closed=True, colour=colour)
    elif way == "spikes":
        s.shape(*burst(0.5, y, r * 1.2, r * 2.5, n, s), colour=colour)
    elif way == "spiral":
        s.curve(
            *[(0.5 + 0.012 * t * math.cos(0.7 * t), y + 0.012 * t * math.sin(0.7 * t)) for t in range(18)],
            colour=colour,
        )
    else:
        for i in range(n):
            a = 2 * math.pi * i / n
            c, q = math.cos(a), math.sin(a)
            if way == "long":
                s.oval(
                    0.5 + 1.9 * r * c,
                    y + 1.9 * r * q,
                    r * s.between(0.8, 1.0),
                    r * 0.35,
                    turn=a,
                    colour=colour,
                )
            else:
                c0, q0, c1, q1 = math.cos(a - 0.4), math.sin(a - 0.4), math.cos(a + 0.4), math.sin(a + 0.4)
                s.curve((0.5 + r * c, y + r * q), (0.5 + 2 * r * c0, y + 2 * r * q0), (0.5 + 2.6 * r * c, y + 2.6 * r * q),
                        (0.5 + 2 * r * c1, y + 2 * r * q1), closed=True, colour=colour)  # fmt: skip
    if way != "spiral":
        s.oval(0.5, y, r, colour="yellow")
        if s.chance(0.15):
            _face(s, 0.5, y, r, nose=0)
    if s.chance(0.25):
        s.line((0.5, y + 2.2 * r), (0.5, y + s.between(2.3, 3.2) * r), colour="green")
        return
    end = s.between(0.8, 1.0)
    if s.chance(0.25):
        for x in (-0.02, 0.02):
            s.line((0.5 + x, y + 2 * r), (0.5 + x, end), colour="green")
    else:
        s.curve((0.5, y + 2 * r), (0.5 + s.between(-0.08, 0.08), 0.7), (0.5, end), colour="green")
    for side in s.rng.choice(((-1, 1), (1,), (-1, 1), (-1,), ())):
        ly = s.between(0.7, 0.86)
        s.curve(
            (0.5, ly),
            (0.5 + side * 0.12, ly - 0.14),
            (0.5 + side * 0.22, ly - 0.1),
            (0.5 + side * 0.12, ly),
            closed=True,
            colour="green",
        )
    if s.chance(0.2):
        for i in range(6):
            s.line((0.3 + 0.08 * i, end), (0.28 + 0.08 * i, end - s.between(0.05, 0.12)), colour="green")


# the sky


def sun_any(s: Sketch) -> None:
    """Rays as triangles, waves, loops, of two lengths, or one zigzag all round; a spiral or a face inside."""
    r, n, warm = (
        s.between(0.18, 0.32),
        s.rng.randint(6, 16),
        s.rng.choice(("yellow", "yellow", "orange", "red")),
    )
    way = s.rng.choice(("zigzag", "triangles", "triangles", "waves", "two lengths", "loops", "apart"))
    far = r + s.between(0.06, 0.26)
    if way == "zigzag":
        s.shape(*burst(0.5, 0.5, r * s.between(1.02, 1.15), far, n, s), colour=warm)
    half = s.between(0.5, 0.95) * math.pi / n
    for i in range(0 if way == "zigzag" else n):
        a = 2 * math.pi * i / n
        c, q = math.cos(a), math.sin(a)
        near = r * (1.18 if way == "apart" else 1.03)
        if way in ("triangles", "apart", "loops"):
            (c0, q0), (c1, q1) = ((math.cos(a + d), math.sin(a + d)) for d in (-half, half))
            points = (
                (0.5 + near * c0, 0.5 + near * q0),
                (0.5 + far * c, 0.5 + far * q),
                (0.5 + near * c1, 0.5 + near * q1),
            )
            if way == "loops":
                s.curve(*points, colour=warm)
            else:
                s.shape(*points, colour=s.rng.choice((warm, warm, "orange")))
        elif way == "waves":
            out = [r * 1.05 + (far - r) * t / 4 for t in range(5)]
            s.curve(
                *[
                    (0.5 + d * c - 0.03 * (-1) ** t * q, 0.5 + d * q + 0.03 * (-1) ** t * c)
                    for t, d in enumerate(out)
                ],
                colour=warm,
            )
        else:
            d = far if i % 2 else r + (far - r) * 0.5
            s.line((0.5 + near * c, 0.5 + near * q), (0.5 + d * c, 0.5 + d * q), colour=warm)
    s.oval(0.5, 0.5, r, colour=warm)
    inside = s.rng.choice(("none", "none", "face", "face", "spiral", "glasses"))
    if inside == "face":
        _face(s, 0.5, 0.5, r, nose=0.1)
    elif inside == "spiral":
        s.curve(
            *[
                (0.5 + r * t / 20 * math.cos(0.8 * t), 0.5 + r * t / 20 * math.sin(0.8 * t))
                for t in range(20)
            ],
            colour=warm,
        )
    elif inside == "glasses":
        for x in (-0.45, 0.45):
            s.oval(0.5 + x * r, 0.46, r * 0.3, r * 0.22, colour="black", solid=True)
        s.line((0.5 - 0.2 * r, 0.45), (0.5 + 0.2 * r, 0.45))
        s.arc(0.5, 0.54, r * 0.4, r * 0.3, 0.3, 2.84, "red")


def sun_half(s: Sketch) -> None:
    """Half of one at the edge of the page or behind a hill, or a quarter with rays as triangles."""
    r, n, whole = s.between(0.26, 0.4), s.rng.randint(5, 9), s.rng.choice((math.pi, math.pi, math.pi / 2))
    start, warm = s.rng.choice((0.0, math.pi)), s.rng.choice(("yellow", "orange"))
    at = [start + whole * i / 12 for i in range(13)]
    s.shape((0.5, 0.5), *[(0.5 + r * math.cos(a), 0.5 + r * math.sin(a)) for a in at], colour=warm)
    spikes, far = s.chance(0.5), r + s.between(0.1, 0.25)
    for i in range(n):
        a, half = start + whole * (i + 0.5) / n, 0.4 * whole / n
        tip = (0.5 + far * math.cos(a), 0.5 + far * math.sin(a))
        left, right = (
            (0.5 + r * 1.03 * math.cos(a + d), 0.5 + r * 1.03 * math.sin(a + d)) for d in (-half, half)
        )
        if spikes:
            s.shape(left, tip, right, colour=warm)
        else:
            s.line(((left[0] + right[0]) / 2, (left[1] + right[1]) / 2), tip, colour=warm)


def moon_sickle(s: Sketch) -> None:
    """Two bows that meet in sharp ends, more or less than half of a ring."""
    reach = s.between(2.3, 4.0)
    thin = 0.45 * (1 - math.cos(reach / 2)) * s.between(0.2, 0.65)
    outer = [
        (0.5 + 0.45 * math.cos(a), 0.5 + 0.45 * math.sin(a))
        for a in (math.pi - reach / 2 + reach * i / 12 for i in range(13))
    ]
    (x0, y0), (x1, y1) = outer[-1], outer[0]
    inner = [(x0 + (x1 - x0) * t - math.sin(math.pi * t) * (0.45 * (1 - math.cos(reach / 2)) - thin), y0 + (y1 - y0) * t)
             for t in (i / 10 for i in range(1, 10))]  # fmt: skip
    s.shape(*outer, *inner, colour=s.rng.choice(("yellow", "yellow", "gray", "blue", "orange")))
    if s.chance(0.35):
        s.dot(0.12 + thin * 0.4, 0.45, 0.02)


def cloud_flat(s: Sketch) -> None:
    """Bows above a flat or wavy base; perhaps a face."""
    n, x, colour = s.rng.randint(3, 5), 0.0, s.rng.choice(("sky", "blue", "gray", "white"))
    points: list[Point] = [(0.0, 0.6)]
    for i in range(n):
        wide, high = s.between(0.2, 0.34), s.between(0.12, 0.3)
        high *= 1.2 if 0 < i < n - 1 else 0.8
        points += [
            (x + wide * (0.5 - 0.58 * math.cos(a)), 0.55 - high * math.sin(a))
            for a in (0.3, 0.9, 1.57, 2.24, 2.84)
        ]
        x += wide
    points.append((x, 0.6))
    s.curve(*points, closed=True, colour=colour)
    if s.chance(0.15):
        _face(s, x / 2, 0.45, 0.15, nose=0)


def rainbow_wide(s: Sketch) -> None:
    """Bands that touch, wide and drawn thick, with clouds at their ends or none."""
    colours = ["red", "orange", "yellow", "green", "blue", "purple"][: s.rng.randint(4, 6)]
    step, flat = s.between(0.04, 0.07), s.between(0.8, 1.3)
    for i, colour in enumerate(colours):
        outer, inner = 0.5 - step * i, 0.5 - step * (i + 1)
        bows = [
            [
                (0.5 + r * math.cos(a), 0.6 + flat * r * math.sin(a))
                for a in (math.pi * (1 + k / 12) for k in range(13))
            ]
            for r in (outer, inner)
        ]
        s.shape(*bows[0], *reversed(bows[1]), colour=colour)
    for x in (0.06, 0.94) if s.chance(0.35) else ():
        for q in range(3):
            s.oval(x + 0.08 * (q - 1), 0.62, 0.08, 0.06, colour="sky")


def rain_drops(s: Sketch) -> None:
    cloud_flat(s)
    for i in range(s.rng.randint(4, 12)):
        x, y = 0.1 + 0.8 * ((i * 0.37) % 1), 0.7 + 0.35 * ((i * 0.61) % 1)
        if s.chance(0.5):
            s.line((x, y), (x, y + 0.08), colour="blue")
        else:
            s.shape((x, y), (x + 0.025, y + 0.06), (x, y + 0.085), (x - 0.025, y + 0.06), colour="blue")


# things


def ball_any(s: Sketch) -> None:
    """Bows from pole to pole, a seam, dots, stars, bands: what makes a circle a ball."""
    s.oval(0.5, 0.5, 0.45, colour=s.rng.choice((*_CLOTHES, "white", "orange")))
    way, turn = (
        s.rng.choice(("poles", "poles", "basket", "seam", "dots", "soccer", "band")),
        s.between(-0.5, 0.5),
    )
    c, q = math.cos(turn), math.sin(turn)

    def bow(bend: float, across: bool = False) -> None:
        points = [
            (bend * math.cos(t), 0.45 * math.sin(t)) for t in (math.pi * (i / 6 - 0.5) for i in range(7))
        ]
        points = [(y, x) if across else (x, y) for x, y in points]
        s.curve(*[(0.5 + c * x - q * y, 0.5 + q * x + c * y) for x, y in points])

    if way in ("poles", "basket"):
        for bend in s.rng.choice(((-0.25, 0.25), (-0.2, 0.0, 0.2), (-0.28, 0.0, 0.28), (-0.12, 0.2))):
            bow(bend)
        if way == "basket" or s.chance(0.4):
            bow(s.between(-0.1, 0.1), across=True)
        elif s.chance(0.5):
            s.oval(0.5, 0.5, 0.08, colour=s.rng.choice(_CLOTHES))
    elif way == "seam":
        for side in (-1, 1):
            s.curve(
                (0.5 + side * 0.32, 0.18), (0.5 + side * 0.18, 0.5), (0.5 + side * 0.32, 0.82), colour="red"
            )
            for i in range(4):
                s.line(
                    (0.5 + side * 0.18, 0.32 + 0.12 * i), (0.5 + side * 0.27, 0.3 + 0.12 * i), colour="red"
                )
    elif way == "dots":
        for x, y in (*ring(0.5, 0.5, 0.27, 0.27, s.rng.randint(4, 6)), (0.5, 0.5)):
            s.oval(x, y, s.between(0.04, 0.08), colour=s.rng.choice(_CLOTHES))
    elif way == "soccer":
        s.shape(*ring(0.5, 0.5, 0.15, 0.15, 5), colour="black", solid=s.chance(0.6))
        for (x, y), (fx, fy) in zip(
            ring(0.5, 0.5, 0.15, 0.15, 5), ring(0.5, 0.5, 0.36, 0.36, 5), strict=True
        ):
            s.line((x, y), (fx, fy))
            s.line(
                (fx - (fy - 0.5) * 0.4, fy + (fx - 0.5) * 0.4),
                (fx, fy),
                (fx + (fy - 0.5) * 0.4, fy - (fx - 0.5) * 0.4),
            )
    else:
        for off in (-0.14, 0.14):
            s.curve((0.08, 0.5 + off), (0.5, 0.5 + off * 1.5), (0.92, 0.5 + off))


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
        s.oval(0.5, 0.3, 0.28, colour=s.rng.choice(_CLOTHES))
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
            s.line((x, y), (x + 0.05, y + s.between(-0.04, 0.04)), colour=s.rng.choice(_CLOTHES))
    elif way == "layers":
        for i, half in enumerate((0.45, 0.32, 0.2)[: s.rng.choice((2, 3))]):
            s.box(0.5 - half, 0.75 - 0.25 * i, 0.5 + half, 1 - 0.25 * i, s.rng.choice(_CLOTHES))
        s.line((0.5, 0.25), (0.5, 0.1))
    else:
        s.curve(
            (0.05, 0.4), (0.15, 0.12), (0.5, 0.04), (0.85, 0.12), (0.95, 0.4), closed=True, colour="brown"
        )
        s.curve(*[(0.05 + 0.1 * i, 0.46 + 0.05 * (i % 2)) for i in range(10)], colour="green")
        s.box(0.08, 0.54, 0.92, 0.66, "brown")
        s.curve((0.06, 0.7), (0.94, 0.7), (0.85, 0.9), (0.15, 0.9), closed=True, colour="brown")


def sofa_or_shelf(s: Sketch) -> None:
    way, colour = s.rng.choice(("sofa", "chair", "bed")), s.rng.choice(("brown", *_CLOTHES))
    if way == "sofa":
        s.box(0.12, 0.3, 0.88, 0.62, colour)
        s.box(0.12, 0.6, 0.88, 0.8, colour)
        for x in (0.0, 0.86):
            s.box(x, 0.45, x + 0.14, 0.84, colour)
        s.line((0.5, 0.6), (0.5, 0.8))
    elif way == "chair":
        s.box(0.25, 0.0, 0.75, 0.45, colour)
        s.shape((0.22, 0.5), (0.78, 0.5), (0.86, 0.62), (0.14, 0.62), colour=colour)
        for x in (0.17, 0.3, 0.7, 0.83):
            s.line((x, 0.62), (x, 1), colour="brown")
    else:
        s.box(0.08, 0.5, 1.0, 0.66, colour)
        s.box(0.0, 0.2, 0.08, 0.9, "brown")
        s.box(1.0, 0.42, 1.08, 0.9, "brown")
        s.oval(0.2, 0.44, 0.11, 0.06, colour="white")
        if s.chance(0.5):
            s.curve((0.34, 0.5), (0.4, 0.4), (0.9, 0.38), (1.0, 0.5), colour="blue")


def umbrella_scalloped(s: Sketch) -> None:
    n, high = s.rng.randint(3, 5), s.between(0.34, 0.46)
    dome = [
        (0.5 + 0.46 * math.cos(a), 0.5 + high * math.sin(a))
        for a in (math.pi * (1 + i / 12) for i in range(13))
    ]
    hem = [(0.96 - 0.92 * (i + t) / n, 0.5 - (0.06 if t else 0)) for i in range(n) for t in (0, 0.5)]
    s.shape(*dome, *hem, colour=s.rng.choice(_CLOTHES))
    for i in range(1, n):
        s.curve((0.5, 0.5 - high), (0.5 + (i / n - 0.5) * 0.7, 0.5 - high * 0.6), (0.04 + 0.92 * i / n, 0.5))
    s.line((0.5, 0.5 - high), (0.5, 0.4 - high))
    side = s.rng.choice((-1, 1))
    s.line((0.5, 0.48), (0.5, 0.92), colour="brown")
    s.arc(0.5 + side * 0.06, 0.92, 0.06, 0.07, 0, math.pi, "brown")


# nothing that has a kind


def plain_shape(s: Sketch) -> None:
    """A bare circle, square, triangle or ring: it could be anything."""
    way, colour = (
        s.rng.choice(("circle", "box", "triangle", "ring", "diamond", "half")),
        s.rng.choice(_CLOTHES),
    )
    if way in ("circle", "ring"):
        s.oval(0.5, 0.5, 0.45, 0.45 * s.between(0.6, 1), colour=colour)
        if way == "ring":
            s.oval(0.5, 0.5, s.between(0.15, 0.35), colour="white")
    elif way == "box":
        s.box(0, 0.2, 1, s.between(0.5, 1), colour)
    elif way == "half":
        s.shape(
            *[
                (0.5 - 0.48 * math.cos(a), 0.4 + 0.45 * math.sin(a))
                for a in (math.pi * i / 12 for i in range(13))
            ],
            colour=colour,
        )
    else:
        s.shape(
            *ring(0.5, 0.5, 0.5, 0.5 * s.between(0.6, 1), 3 if way == "triangle" else 4, -math.pi / 2),
            colour=colour,
        )


def household(s: Sketch) -> None:
    """A thing of every day that is none of the kinds."""
    way, colour = s.rng.choice(("cup", "key", "book", "shirt", "ladder", "fence", "bottle", "clock", "gift", "hat", "flag", "sword")), s.rng.choice(_CLOTHES)  # fmt: skip
    if way == "cup":
        s.box(0.1, 0.2, 0.65, 0.9, colour)
        s.arc(0.65, 0.5, 0.2, 0.2, -1.5, 1.5, colour)
    elif way == "key":
        s.oval(0.2, 0.5, 0.18, colour="yellow")
        s.line((0.38, 0.5), (1, 0.5))
        for x in (0.8, 0.95):
            s.line((x, 0.5), (x, 0.64))
    elif way == "book":
        s.shape((0, 0.2), (0.5, 0.28), (1, 0.2), (1, 0.85), (0.5, 0.93), (0, 0.85), colour=colour)
        s.line((0.5, 0.28), (0.5, 0.93))
        for i in range(3):
            s.line((0.1, 0.35 + 0.14 * i), (0.4, 0.4 + 0.14 * i))
    elif way == "shirt":
        s.shape((0.3, 0.05), (0.4, 0.12), (0.6, 0.12), (0.7, 0.05), (1, 0.3), (0.88, 0.45), (0.74, 0.34), (0.74, 0.95), (0.26, 0.95),
                (0.26, 0.34), (0.12, 0.45), (0, 0.3), colour=colour)  # fmt: skip
    elif way in ("ladder", "fence"):
        n = s.rng.randint(4, 8)
        for i in range(n):
            x = i / (n - 1)
            if way == "fence":
                s.shape(
                    (x - 0.05, 0.9),
                    (x - 0.05, 0.3),
                    (x, 0.2),
                    (x + 0.05, 0.3),
                    (x + 0.05, 0.9),
                    colour="brown",
                )
            else:
                s.line((0.3, x), (0.7, x))
        for y in (0.45, 0.7) if way == "fence" else ():
            s.line((-0.1, y), (1.1, y))
        for x in (0.3, 0.7) if way == "ladder" else ():
            s.line((x, -0.1), (x, 1.1))
    elif way == "bottle":
        s.curve(
            (0.42, 0),
            (0.42, 0.25),
            (0.28, 0.42),
            (0.28, 1),
            (0.72, 1),
            (0.72, 0.42),
            (0.58, 0.25),
            (0.58, 0),
            closed=True,
            colour=colour,
        )
        s.box(0.3, 0.55, 0.7, 0.8, "white")
    elif way == "clock":
        s.oval(0.5, 0.5, 0.45, colour=colour)
        s.line((0.5, 0.2), (0.5, 0.5), (0.7, 0.6))
        for x, y in ring(0.5, 0.5, 0.37, 0.37, 12):
            s.dot(x, y, 0.015)
    elif way == "gift":
        s.box(0.1, 0.35, 0.9, 1, colour)
        s.box(0.44, 0.35, 0.56, 1, s.rng.choice(_CLOTHES))
        for side in (-1, 1):
            s.oval(0.5 + side * 0.13, 0.26, 0.13, 0.08, turn=-side * 0.4, colour="red")
    elif way == "hat":
        s.box(0.25, 0.1, 0.75, 0.7, colour)
        s.box(0.0, 0.7, 1.0, 0.8, colour)
    elif way == "flag":
        s.line((0.1, 0), (0.1, 1.2))
        s.box(0.1, 0.02, 0.9, 0.5, colour)
        s.box(0.1, 0.02, 0.9, 0.25, s.rng.choice(_CLOTHES))
    else:
        s.shape((0.46, 0.7), (0.46, 0.1), (0.5, 0), (0.54, 0.1), (0.54, 0.7), colour="gray")
        s.box(0.3, 0.7, 0.7, 0.76, "brown")
        s.box(0.46, 0.76, 0.54, 1, "brown")


THINGS: dict[str, tuple[Way, ...]] = {
    "house": (house_plain, house_deep), "castle": (castle_outline, castle_towers), "building": (tower_block, tower_block, tall_house),
    "car": (car_curved,), "truck": (lorry, lorry), "bus": (bus_round,), "train": (train_wagons,),
    "boat": (boat_one_sail, boat_one_sail, boat_square_sails, boat_steamer), "aircraft": (plane_from_above, plane_round),
    "tree": (tree_palm, tree_fir_outline, tree_with_branches), "flower": (flower_any, flower_any, flower_any),
    "sun": (sun_any, sun_any, sun_any, sun_half), "moon": (moon_sickle, moon_sickle), "cloud": (cloud_flat,), "rainbow": (rainbow_wide,),
    "rain": (rain_drops,), "ball": (ball_any, ball_any), "food": (fruit, fruit, sweets, sweets), "furniture": (sofa_or_shelf,),
    "umbrella": (umbrella_scalloped,), "other": (plain_shape, household, household),
}  # fmt: skip
