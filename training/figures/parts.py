"""What several families of figures are drawn with: colours, outlines, faces, limbs, wheels, windows."""

import math
from collections.abc import Callable

from sketch import Sketch

Way = Callable[[Sketch], None]
Point = tuple[float, float]
FUR = ("orange", "brown", "gray", "black", "white", None)
CLOTHES = ("red", "blue", "green", "pink", "purple", "yellow", "orange", "turquoise")


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


def face(s: Sketch, x: float, y: float, r: float, *, nose: float = 0.3) -> None:
    """Two eyes and a mouth, as they come."""
    gap, up, size = r * s.between(0.28, 0.5), r * s.between(0.0, 0.3), r * s.between(0.05, 0.2)
    if s.chance(0.92):
        for side in (-1, 1):
            s.dot(x + side * gap, y - up, size)
            if s.chance(0.15):
                s.oval(x + side * gap, y - up, size * 2)
    mouth = s.rng.choice(("smile", "smile", "line", "open", "sad", "none"))
    low = y + r * s.between(0.25, 0.5)
    if mouth == "smile":
        s.arc(x, low - r * 0.15, r * s.between(0.3, 0.6), r * s.between(0.15, 0.4), 0.3, 2.84, "red")
    elif mouth == "line":
        s.line((x - r * 0.35, low), (x + r * 0.35, low), colour="red")
    elif mouth == "open":
        s.oval(x, low, r * s.between(0.15, 0.4), r * s.between(0.1, 0.25), colour="red")
    elif mouth == "sad":
        s.arc(x, low + r * 0.2, r * 0.4, r * 0.25, 3.5, 5.9)
    if s.chance(nose):
        s.line((x, y), (x + r * 0.1, y + r * 0.2), (x - r * 0.05, y + r * 0.2))


def hand(s: Sketch, x: float, y: float, angle: float) -> None:
    way = s.rng.choice(("none", "none", "ball", "fingers", "fingers"))
    if way == "ball":
        s.oval(x, y, s.between(0.025, 0.06), colour="skin")
    elif way == "fingers":
        for _ in range(s.rng.randint(3, 6)):
            a = angle + s.between(-1, 1)
            s.line((x, y), (x + 0.08 * math.cos(a), y + 0.08 * math.sin(a)), colour="skin")


def limb(
    s: Sketch, x: float, y: float, angle: float, length: float, wide: float, colour: str | None
) -> tuple[float, float]:
    """A line, or a tube as wide as said; gives its end."""
    ex, ey = x + length * math.cos(angle), y + length * math.sin(angle)
    if wide:
        nx, ny = -math.sin(angle) * wide / 2, math.cos(angle) * wide / 2
        s.shape((x + nx, y + ny), (ex + nx, ey + ny), (ex - nx, ey - ny), (x - nx, y - ny), colour=colour)
    else:
        bend = s.between(-0.05, 0.05)
        s.line((x, y), ((x + ex) / 2 + bend, (y + ey) / 2 + bend), (ex, ey), colour=colour)
    return ex, ey


def wheels(s: Sketch, xs: tuple[float, ...], y: float, r: float) -> None:
    for x in xs:
        s.oval(x, y, r, colour="black")
        if s.chance(0.5):
            s.oval(x, y, r * 0.45, colour="gray")


def window(s: Sketch, x: float, y: float, r: float) -> None:
    s.box(x - r, y - r, x + r, y + r, "sky")
    if s.chance(0.6):
        s.line((x - r, y), (x + r, y))
        s.line((x, y - r), (x, y + r))
