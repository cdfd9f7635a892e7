"""Houses, castles and towers."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Point, Way, window


def house(s: Sketch) -> None:
    wide, top = s.between(0.26, 0.42), s.between(0.35, 0.5)
    s.box(0.5 - wide, top, 0.5 + wide, 1, s.rng.choice((*CLOTHES, "brown", "white")))
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
        window(s, 0.5 + side * wide * 0.55, top + 0.14, s.between(0.05, 0.09))
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
        window(s, x + 0.08, top + 0.16, 0.03)
    s.shape((0.42, 1), (0.42, 0.8), (0.46, 0.74), (0.54, 0.74), (0.58, 0.8), (0.58, 1), colour="brown")


def building(s: Sketch) -> None:
    wide, floors, across = s.between(0.15, 0.3), s.rng.randint(3, 6), s.rng.randint(2, 4)
    s.box(0.5 - wide, 0, 0.5 + wide, 1, s.rng.choice(("gray", *CLOTHES)))
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


def house_plain(s: Sketch) -> None:
    """A pentagon, or a roof with a flat ridge; windows as they come."""
    wide, top, colour = (
        s.between(0.26, 0.44),
        s.between(0.32, 0.5),
        s.rng.choice((*CLOTHES, "brown", "white")),
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
            window(s, 0.5 + side * wide * 0.6, top + s.between(0.12, 0.2), s.between(0.05, 0.09))
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
    colour, ridge = s.rng.choice((*CLOTHES, "brown", "white")), s.between(0.05, 0.15)
    s.box(0.2 - half, top, 0.2 + half, 1, colour)
    s.shape((0.2 - half, top), (0.2, ridge), (0.2 + half, top), colour=colour)
    s.shape((0.2, ridge), (0.2 + long, ridge), (0.2 + half + long, top), (0.2 + half, top), colour="red")
    s.box(0.2 + half, top, 0.2 + half + long, 1, colour)
    s.box(0.14, 0.75, 0.26, 1, "brown")
    for i in range(s.rng.randint(1, 3)):
        window(s, 0.2 + half + long * (0.25 + 0.28 * i), top + 0.22, 0.06)


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
        s.box(x, top, x + wide, 1, s.rng.choice(("gray", "gray", *CLOTHES)))
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
        s.rng.choice(("white", *CLOTHES)),
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


BUILDINGS: dict[str, tuple[Way, ...]] = {
    "house": (house, house_plain, house_deep),
    "castle": (castle, castle_outline, castle_towers),
    "building": (building, tower_block, tower_block, tall_house),
}
