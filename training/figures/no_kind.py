"""What has no kind, and must not be named."""

import math

from sketch import Sketch

from figures.parts import CLOTHES, Way, face, ring


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
        face(s, 0.5, 0.5, 0.3)


def plain_shape(s: Sketch) -> None:
    """A bare circle, square, triangle or ring: it could be anything."""
    way, colour = (
        s.rng.choice(("circle", "box", "triangle", "ring", "diamond", "half")),
        s.rng.choice(CLOTHES),
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
    way, colour = s.rng.choice(("cup", "key", "book", "shirt", "ladder", "fence", "bottle", "clock", "gift", "hat", "flag", "sword")), s.rng.choice(CLOTHES)  # fmt: skip
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
        s.box(0.44, 0.35, 0.56, 1, s.rng.choice(CLOTHES))
        for side in (-1, 1):
            s.oval(0.5 + side * 0.13, 0.26, 0.13, 0.08, turn=-side * 0.4, colour="red")
    elif way == "hat":
        s.box(0.25, 0.1, 0.75, 0.7, colour)
        s.box(0.0, 0.7, 1.0, 0.8, colour)
    elif way == "flag":
        s.line((0.1, 0), (0.1, 1.2))
        s.box(0.1, 0.02, 0.9, 0.5, colour)
        s.box(0.1, 0.02, 0.9, 0.25, s.rng.choice(CLOTHES))
    else:
        s.shape((0.46, 0.7), (0.46, 0.1), (0.5, 0), (0.54, 0.1), (0.54, 0.7), colour="gray")
        s.box(0.3, 0.7, 0.7, 0.76, "brown")
        s.box(0.46, 0.76, 0.54, 1, "brown")


NO_KIND: dict[str, tuple[Way, ...]] = {
    "other": (scribble, shapes, letters, grass, mountain, limbless_blob, plain_shape, household, household),
}
