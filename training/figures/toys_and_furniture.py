"""Balls, kites, balloons, hearts, umbrellas, and what stands in a room."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Way, face, limb, ring


def kite(s: Sketch) -> None:
    colour, low = s.rng.choice(CLOTHES), s.between(0.5, 0.65)
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
            colour=s.rng.choice(CLOTHES),
        )


def balloon(s: Sketch) -> None:
    r, colour = s.between(0.24, 0.32), s.rng.choice(CLOTHES)
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
    s.oval(0.5, 0.35, 0.32, 0.35, colour=s.rng.choice(CLOTHES))
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
        face(s, 0, -0.05, 0.25, nose=0)
    if s.chance(0.15):
        s.shape(*[(x * 0.6, y * 0.6) for x, y in points], colour="pink")


def ball(s: Sketch) -> None:
    s.oval(0.5, 0.5, 0.45, colour=s.rng.choice(CLOTHES))
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


def ball_any(s: Sketch) -> None:
    """Bows from pole to pole, a seam, dots, stars, bands: what makes a circle a ball."""
    s.oval(0.5, 0.5, 0.45, colour=s.rng.choice((*CLOTHES, "white", "orange")))
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
            s.oval(0.5, 0.5, 0.08, colour=s.rng.choice(CLOTHES))
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
            s.oval(x, y, s.between(0.04, 0.08), colour=s.rng.choice(CLOTHES))
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


def table(s: Sketch) -> None:
    s.box(0, 0.3, 1, s.between(0.36, 0.42), "brown")
    for x in (0.08, 0.9) if s.chance(0.6) else (0.05, 0.25, 0.7, 0.92):
        limb(s, x, 0.4, math.pi / 2, s.between(0.35, 0.55), s.rng.choice((0, 0.04)), "brown")


def chair(s: Sketch) -> None:
    s.line((0.2, 0), (0.2, 1), colour="brown")
    s.box(0.2, 0.5, 0.75, 0.58, "brown")
    s.line((0.72, 0.56), (0.72, 1), colour="brown")
    s.line((0.3, 0.0), (0.3, 0.5), colour="brown")
    s.line((0.2, 0.1), (0.3, 0.1), colour="brown")


def bed(s: Sketch) -> None:
    s.box(0.05, 0.45, 0.95, 0.75, s.rng.choice(CLOTHES))
    s.line((0.05, 0.2), (0.05, 0.95), colour="brown")
    s.line((0.95, 0.4), (0.95, 0.95), colour="brown")
    s.oval(0.18, 0.42, 0.12, 0.07, colour="white")


def sofa_or_shelf(s: Sketch) -> None:
    way, colour = s.rng.choice(("sofa", "chair", "bed")), s.rng.choice(("brown", *CLOTHES))
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


def umbrella(s: Sketch) -> None:
    s.shape(
        *[
            (0.5 + 0.45 * math.cos(a), 0.48 + 0.42 * math.sin(a))
            for a in (math.pi * (1 + k / 12) for k in range(13))
        ],
        colour=s.rng.choice(CLOTHES),
    )
    s.line((0.5, 0.48), (0.5, 0.92), (0.56, 0.98), (0.64, 0.92))


def umbrella_scalloped(s: Sketch) -> None:
    n, high = s.rng.randint(3, 5), s.between(0.34, 0.46)
    dome = [
        (0.5 + 0.46 * math.cos(a), 0.5 + high * math.sin(a))
        for a in (math.pi * (1 + i / 12) for i in range(13))
    ]
    hem = [(0.96 - 0.92 * (i + t) / n, 0.5 - (0.06 if t else 0)) for i in range(n) for t in (0, 0.5)]
    s.shape(*dome, *hem, colour=s.rng.choice(CLOTHES))
    for i in range(1, n):
        s.curve((0.5, 0.5 - high), (0.5 + (i / n - 0.5) * 0.7, 0.5 - high * 0.6), (0.04 + 0.92 * i / n, 0.5))
    s.line((0.5, 0.5 - high), (0.5, 0.4 - high))
    side = s.rng.choice((-1, 1))
    s.line((0.5, 0.48), (0.5, 0.92), colour="brown")
    s.arc(0.5 + side * 0.06, 0.92, 0.06, 0.07, 0, math.pi, "brown")


TOYS_AND_FURNITURE: dict[str, tuple[Way, ...]] = {
    "kite": (kite,),
    "balloon": (balloon, balloon_hot_air),
    "heart": (heart,),
    "ball": (ball, ball_any, ball_any),
    "furniture": (table, chair, bed, sofa_or_shelf),
    "umbrella": (umbrella, umbrella_scalloped),
}
