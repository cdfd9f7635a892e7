"""Animals drawn as one outline, with what tells their kind."""

import math

from sketch import Sketch

from figures.parts import FUR, Point, Way


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
        colour = {"pig": "pink", "elephant": "gray", "dinosaur": "green"}.get(kind) or s.rng.choice(FUR)
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


ANIMALS_ONE_OUTLINE: dict[str, tuple[Way, ...]] = {
    "cat": (beast("cat"),),
    "dog": (beast("dog"),),
    "rabbit": (beast("rabbit"),),
    "pig": (beast("pig"),),
    "elephant": (beast("elephant"),),
    "horse": (beast("horse"),),
    "animal": (beast("animal"),),
    "dinosaur": (beast("dinosaur"),),
}
