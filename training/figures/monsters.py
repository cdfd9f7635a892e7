"""Monsters and aliens."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Way, burst, limb


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
            colour=s.rng.choice(CLOTHES),
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


def monster_hairy(s: Sketch) -> None:
    """A zigzag all round with any number of eyes and a wide mouth with teeth."""
    points = burst(0.5, 0.5, s.between(0.26, 0.34), s.between(0.38, 0.5), s.rng.randint(8, 20), s)
    s.shape(*points, colour=s.rng.choice(CLOTHES))
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
    half, tall, colour = s.between(0.2, 0.3), s.between(0.5, 0.62), s.rng.choice(CLOTHES)
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
        limb(
            s,
            0.5 + side * half * 0.5,
            0.15 + tall,
            math.pi / 2,
            s.between(0.1, 0.22),
            s.rng.choice((0.0, 0.08)),
            colour,
        )


MONSTERS: dict[str, tuple[Way, ...]] = {
    "monster": (monster_blob, monster_blob, monster_blob, alien, monster_hairy, monster_walking),
}
