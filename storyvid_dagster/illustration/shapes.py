"""What a place is described with: patches of one colour, in layers. Nothing here knows a style.

All lengths are pixels of the finished frame, x to the right and y down. Colours are (r, g, b), 0-255.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Polygon = NDArray[np.float32]
"""(N, 2) float32 corners, closed by itself."""
Rgb = tuple[int, int, int]
Rng = np.random.Generator


class Kind(IntEnum):
    """What a patch is made of; a style may treat each in its own way."""

    THING = 0
    SKY = 1
    LAND = 2
    LEAF = 3
    WATER = 4
    WALL = 5
    LAMP = 6


@dataclass(frozen=True)
class Patch:
    """One or more polygons painted as one piece."""

    polygons: tuple[Polygon, ...]
    color: Rgb
    fade: Rgb | None = None
    """Colour at the foot of the patch, when it changes on the way down."""
    shade: float = 0.25
    """How far light falls off from the lit side to the other, 0 to 1."""
    lift: int = 6
    """Height within its layer, 1 to 14, for paper shadows; 0: printed flat on what lies beneath."""
    ink: float = 1.0
    """Weight of its outline; 0: none."""
    opacity: float = 1.0
    soft_px: float = 0.0
    """Blur of its edge, for mist and light. Styles with hard edges ignore it."""
    kind: Kind = Kind.THING


@dataclass(frozen=True)
class Glow:
    """A soft light laid over everything below it."""

    x: float
    y: float
    radius_px: float
    color: Rgb
    strength: float = 0.6


@dataclass
class Layer:
    """Patches that move together when the camera does, painted in order."""

    name: str
    depth: float
    """0: at the camera, 1: infinitely far."""
    patches: list[Patch] = field(default_factory=list[Patch])
    glows: list[Glow] = field(default_factory=list[Glow])

    def add(self, *things: Patch | Glow | Iterable[Patch | Glow]) -> None:
        """Paint these next, on top."""
        for thing in things:
            if isinstance(thing, Patch):
                self.patches.append(thing)
            elif isinstance(thing, Glow):
                self.glows.append(thing)
            else:
                self.add(*thing)


def poly(*points: tuple[float, float]) -> Polygon:
    """A polygon from its corners."""
    return np.array(points, np.float32)


def box(x0: float, y0: float, x1: float, y1: float) -> Polygon:
    """An upright rectangle."""
    return poly((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None, turn: float = 0.0) -> Polygon:
    """An ellipse, `turn` in radians; a circle without `ry`."""
    ry = rx if ry is None else ry
    c, s = math.cos(turn), math.sin(turn)
    round_ = _circle(12 + 4 * min(9, int(max(rx, ry) / 16)))
    return (round_ @ np.array([[rx * c, rx * s], [-ry * s, ry * c]]) + np.array([cx, cy])).astype(np.float32)


def ellipses(
    places: NDArray[np.float64],
    rx: NDArray[np.float64],
    ry: NDArray[np.float64],
    turn: NDArray[np.float64],
    n: int = 10,
) -> tuple[Polygon, ...]:
    """Many small ellipses at once: (N, 2) middles, N radii and turns."""
    c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
    round_ = _circle(n)
    x, y = round_[:, 0] * rx[:, None], round_[:, 1] * ry[:, None]
    corners = np.stack([x * c - y * s + places[:, :1], x * s + y * c + places[:, 1:]], 2)
    return tuple(corners.astype(np.float32))


def dots(
    places: Sequence[tuple[float, float]] | NDArray[np.float64], radius: NDArray[np.float64] | float
) -> tuple[Polygon, ...]:
    """Many small round dots at once."""
    middles = np.asarray(places, np.float64).reshape(-1, 2)
    r = np.broadcast_to(np.asarray(radius, np.float64), len(middles))
    return ellipses(middles, r, r, np.zeros(len(middles)))


def blob(rng: Rng, cx: float, cy: float, rx: float, ry: float | None = None, rough: float = 0.1) -> Polygon:
    """An ellipse with a soft uneven edge."""
    t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    waves = sum(np.sin(t * n + rng.random() * 6.3) / (n - 0.5) for n in (2, 3, 4, 5))
    r = 1 + rough * np.asarray(waves)
    return np.stack([cx + rx * r * np.cos(t), cy + (ry or rx) * r * np.sin(t)], 1).astype(np.float32)


def scallop(rng: Rng, cx: float, cy: float, rx: float, ry: float, bumps: int = 9) -> Polygon:
    """A cloud-edged ellipse: the outline of a bush or a crown of leaves."""
    t = np.linspace(0, 2 * np.pi, bumps * 9, endpoint=False)
    phase = t * bumps / 2 + rng.random() * 6.3
    uneven = 1 + 0.08 * np.sin(2 * t + rng.random() * 6.3) + 0.06 * np.sin(3 * t + rng.random() * 6.3)
    r = uneven * (0.88 + 0.17 * np.abs(np.sin(phase)))
    return np.stack([cx + rx * r * np.cos(t), cy + ry * r * np.sin(t)], 1).astype(np.float32)


def star(
    cx: float, cy: float, radius: float, points: int = 5, inner: float = 0.45, turn: float = 0.0
) -> Polygon:
    """A star with its first point up."""
    t = np.arange(2 * points) * np.pi / points - np.pi / 2 + turn
    r = np.where(np.arange(2 * points) % 2 == 0, radius, radius * inner)
    return np.stack([cx + r * np.cos(t), cy + r * np.sin(t)], 1).astype(np.float32)


def crescent(cx: float, cy: float, radius: float, turn: float = -0.5) -> Polygon:
    """A sickle moon, its open side turned by `turn` radians."""
    outer = np.linspace(0.9, 2 * np.pi - 0.9, 36) + turn
    a = np.stack([cx + radius * np.cos(outer), cy + radius * np.sin(outer)], 1)
    shift, inner_r = radius * 0.5, radius * 0.79
    mx, my = cx + shift * np.cos(turn), cy + shift * np.sin(turn)
    inner = np.linspace(2 * np.pi - 1.45, 1.45, 30) + turn
    b = np.stack([mx + inner_r * np.cos(inner), my + inner_r * np.sin(inner)], 1)
    return np.concatenate([a, b]).astype(np.float32)


def ribbon(points: Sequence[tuple[float, float]], widths: Sequence[float]) -> Polygon:
    """A smooth band along `points`, as wide at each as `widths` says."""
    through, along, between = _curve(len(points))
    p = np.array(points)
    line, slope = through @ p, along @ p
    slope /= np.hypot(slope[:, :1], slope[:, 1:]) + 1e-6
    side = slope[:, ::-1] * (between @ np.array(widths))[:, None] * np.array([-0.5, 0.5])
    return np.concatenate([line + side, (line - side)[::-1]]).astype(np.float32)


def ridge(rng: Rng, width: float, base_y: float, rise: float, length: float, *, bottom: float) -> Polygon:
    """Rolling ground from edge to edge: around `base_y`, up to `rise` high, hills `length` apart."""
    x = np.linspace(-0.03 * width, 1.03 * width, 90)
    y = (
        base_y
        + 0.55 * rise * np.sin(x * 6.28 / length + rng.random() * 6.3)
        + 0.30 * rise * np.sin(x * 6.28 / (length * 0.47) + rng.random() * 6.3)
        + 0.10 * rise * np.sin(x * 6.28 / (length * 0.19) + rng.random() * 6.3)
    )
    return close_below(np.stack([x, y], 1).astype(np.float32), bottom)


def close_below(line: Polygon, bottom: float) -> Polygon:
    """Turn a contour from left to right into the ground below it."""
    ends = poly((float(line[-1, 0]), bottom), (float(line[0, 0]), bottom))
    return np.concatenate([line, ends])


def height_at(ground: Polygon, x: float) -> float:
    """Where the top of a `ridge` is at x."""
    top = ground[:-2]
    return float(np.interp(x, top[:, 0], top[:, 1]))


def shift(polygon: Polygon, dx: float, dy: float) -> Polygon:
    """The same polygon elsewhere."""
    return polygon + np.array([dx, dy], np.float32)


@lru_cache(maxsize=64)
def _curve(n: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Matrices that take n points to a Catmull-Rom curve through them, its slope, and a straight line."""
    fine = 2 if n == 2 else 6 * n
    at = np.linspace(0, n - 1, fine)
    i = np.clip(np.floor(at).astype(int), 0, n - 2)
    u = (at - i)[:, None]
    here, there, slopes = np.eye(n)[i], np.eye(n)[i + 1], np.gradient(np.eye(n), axis=0)
    through = (
        (2 * u**3 - 3 * u**2 + 1) * here
        + (u**3 - 2 * u**2 + u) * slopes[i]
        + (3 * u**2 - 2 * u**3) * there
        + (u**3 - u**2) * slopes[i + 1]
    )
    return through, np.gradient(through, axis=0), (1 - u) * here + u * there


@lru_cache(maxsize=64)
def _circle(n: int) -> NDArray[np.float64]:
    t = np.arange(n) * (2 * np.pi / n)
    return np.stack([np.cos(t), np.sin(t)], 1)
