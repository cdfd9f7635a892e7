"""Robots and snowmen."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Way, face, limb


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
            s.oval(x, q, s.between(0.02, 0.05), colour=s.rng.choice(CLOTHES))
        else:
            s.box(x - 0.04, q - 0.03, x + 0.04, q + 0.03, s.rng.choice(CLOTHES))
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
            ex, ey = limb(s, x, y + 0.08, a, s.between(0.15, 0.28), 0.07 if way == "tube" else 0, colour)
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
        s.oval(0.5 - bw * 0.5 + bw * 0.35 * i, 0.36, 0.03, colour=s.rng.choice(CLOTHES))
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
    face(s, 0.5, hy, hr * 0.95, nose=0)
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
        s.box(0.5 - hr * 0.8, sy - 0.03, 0.5 + hr * 0.8, sy + 0.04, s.rng.choice(CLOTHES))
        s.box(0.5 + hr * 0.3, sy + 0.04, 0.5 + hr * 0.6, sy + 0.2, s.rng.choice(CLOTHES))
    for side in (-1, 1) if s.chance(0.75) else ():
        ex, ey = 0.5 + side * (br + s.between(0.1, 0.3)), by - s.between(-0.1, 0.28)
        s.line((0.5 + side * br * 0.95, by - br * 0.2), (ex, ey), colour="brown")
        for a in (-0.7, 0.0, 0.7) if s.chance(0.5) else ():
            s.line((ex, ey), (ex + side * 0.07 * math.cos(a), ey - 0.07 * math.sin(a + 0.5)), colour="brown")


ROBOTS_AND_SNOWMEN: dict[str, tuple[Way, ...]] = {
    "robot": (robot_boxes, robot_boxes, robot_round),
    "snowman": (snowman, snowman_round, snowman_round),
}
