"""What sails and flies."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Point, Way


def boat_sail(s: Sketch) -> None:
    s.shape(
        (0.05, 0.7),
        (0.95, 0.7),
        (s.between(0.72, 0.85), 0.92),
        (s.between(0.15, 0.28), 0.92),
        colour=s.rng.choice(("brown", "red", "blue")),
    )
    s.line((0.5, 0.7), (0.5, 0.05), colour="brown")
    s.shape((0.53, 0.1), (s.between(0.75, 0.9), 0.6), (0.53, 0.6), colour=s.rng.choice(("white", *CLOTHES)))
    if s.chance(0.5):
        s.shape((0.47, 0.15), (0.2, 0.6), (0.47, 0.6), colour=s.rng.choice(("white", *CLOTHES)))


def boat_ship(s: Sketch) -> None:
    s.shape((0, 0.6), (1, 0.6), (0.86, 0.88), (0.14, 0.88), colour=s.rng.choice(CLOTHES))
    s.box(0.25, 0.42, 0.7, 0.6, "white")
    s.box(0.4, 0.22, 0.52, 0.42, "red")
    for i in range(s.rng.randint(2, 5)):
        s.oval(0.22 + 0.14 * i, 0.7, 0.04, colour="sky")
    for i in range(s.rng.randint(0, 3)):
        s.oval(0.5 + 0.07 * i, 0.14 - 0.07 * i, 0.05, colour="gray")


def plane(s: Sketch) -> None:
    colour = s.rng.choice(("gray", "white", *CLOTHES))
    s.oval(0.5, 0.5, 0.45, s.between(0.08, 0.14), colour=colour)
    s.shape((0.45, 0.52), (0.3, s.between(0.75, 0.9)), (0.42, 0.85), (0.62, 0.52), colour=colour)
    if s.chance(0.6):
        s.shape((0.45, 0.45), (0.34, s.between(0.15, 0.28)), (0.44, 0.2), (0.6, 0.44), colour=colour)
    s.shape((0.1, 0.48), (0.0, 0.25), (0.08, 0.25), (0.24, 0.43), colour=colour)
    for i in range(s.rng.randint(2, 5)):
        s.oval(0.4 + 0.1 * i, 0.48, 0.025, colour="sky")


def helicopter(s: Sketch) -> None:
    colour = s.rng.choice(CLOTHES)
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
    colour, second = s.rng.choice(("gray", "white", *CLOTHES)), s.rng.choice(("red", *CLOTHES))
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


def _hull(s: Sketch, y: float, deep: float) -> None:
    colour, way = s.rng.choice(("brown", "brown", *CLOTHES)), s.rng.choice(("flat", "round", "bow"))
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
    colour, low = s.rng.choice(("white", *CLOTHES)), y - s.between(0.03, 0.12)
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
        s.box(x0, low - high, x1, low, s.rng.choice(("white", *CLOTHES)))
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
    colour, side = s.rng.choice(("gray", "white", *CLOTHES)), s.chance(0.5)

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
            closed=False, colour=s.rng.choice(("white", *CLOTHES)))  # fmt: skip
    s.curve((1.0, 0.5), (0.85, 0.5 + fat), (0.3, 0.5 + fat * 0.7), (0.1, 0.46), colour="gray")
    s.shape(
        (0.62, 0.52), (s.between(0.3, 0.42), s.between(0.78, 0.92)), (0.45, 0.9), (0.74, 0.54), colour="gray"
    )
    for i in range(s.rng.randint(2, 5)):
        s.oval(0.36 + 0.12 * i, 0.46, 0.025, colour="sky")


BOATS_AND_AIRCRAFT: dict[str, tuple[Way, ...]] = {
    "boat": (boat_sail, boat_ship, boat_one_sail, boat_one_sail, boat_square_sails, boat_steamer),
    "aircraft": (plane, helicopter, plane_from_above, plane_round),
    "rocket": (rocket,),
}
