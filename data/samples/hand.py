"""A child's hand: lines that wobble, circles that miss their start, scribbled fills. All in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""(N, 2) x right, y down, in millimetres."""

_STEP_MM = 0.8


@dataclass(frozen=True)
class Hand:
    """How steady it is, and its luck."""

    rng: np.random.Generator
    wobble_mm: float = 1.0

    def curve(self, points: Sequence[tuple[float, float]], *, closed: bool = False) -> Points:
        """Draw a smooth line through points."""
        return self._shaky(_resample(_spline(np.array(points, float), closed=closed)))

    def edges(self, points: Sequence[tuple[float, float]], *, closed: bool = False) -> Points:
        """Draw straight lines from corner to corner; a closed one runs a little past its start."""
        corners = np.array(points, float)
        if closed:
            past = corners[0] + (corners[1] - corners[0]) * self.rng.uniform(0.02, 0.12)
            corners = np.vstack([corners, corners[:1], past[None]])
        return self._shaky(_resample(corners))

    def oval(self, x: float, y: float, rx: float, ry: float, *, turns: float = 1.07) -> Points:
        """Draw round a centre; the end rarely meets the start."""
        start = self.rng.uniform(-2.4, -0.9)
        direction = self.rng.choice([-1.0, 1.0])
        angle = start + direction * np.linspace(0, 2 * np.pi * turns, 96)
        drift = 1 + np.linspace(self.rng.uniform(-0.05, 0.05), self.rng.uniform(-0.05, 0.05), 96)
        lumps = 1 + 0.03 * np.sin(2 * angle + self.rng.uniform(0, 6)) + 0.02 * np.sin(3 * angle)
        radius = drift * lumps
        return self._shaky(_resample(np.c_[x + rx * radius * np.cos(angle), y + ry * radius * np.sin(angle)]))

    def scribble(
        self,
        outline: Points,
        *,
        angle_deg: float,
        spacing_mm: float,
        overshoot_mm: float = 1.5,
        bow_mm: float = 1.5,
    ) -> list[Points]:
        """Fill an outline to and fro; the strokes stop short here and run over the line there."""
        turn = _rotation(angle_deg)
        shape = outline @ turn
        low, high = shape[:, 1].min(), shape[:, 1].max()
        strokes: list[Points] = []
        y = low + spacing_mm * self.rng.uniform(0.2, 0.8)
        slant = self.rng.uniform(-0.5, 0.5) * spacing_mm
        while y < high:
            for left, right in _spans(shape, y):
                if right - left < 0.6 * spacing_mm:
                    continue
                reach = self.rng.normal(0.15, 1.0, 2) * overshoot_mm
                x = np.linspace(left - reach[0], right + reach[1], max(4, int((right - left) / _STEP_MM)))
                along = np.linspace(-1, 1, len(x))
                bow = bow_mm * min(1.0, (right - left) / 30) * self.rng.normal(1.0, 0.3)
                path = np.c_[x, y + bow * (along**2 - 0.5) + slant * along]
                path = path if len(strokes) % 2 else path[::-1]
                stroke = self._shaky(path @ turn.T, 0.35)
                # The pen stays on the paper when it turns round near where it was.
                if strokes and np.hypot(*(strokes[-1][-1] - stroke[0])) < 2.5 * spacing_mm + 2 * overshoot_mm:
                    strokes[-1] = np.vstack(
                        [strokes[-1], _resample(np.array([strokes[-1][-1], stroke[0]]))[1:-1]]
                    )
                strokes.append(stroke)
            slant = np.clip(
                slant + self.rng.normal(0, 0.25) * spacing_mm, -1.5 * spacing_mm, 1.5 * spacing_mm
            )
            y += spacing_mm * self.rng.lognormal(0, 0.3)
        return strokes

    def zigzag(self, x0: float, x1: float, base: float, tips: tuple[float, float], step_mm: float) -> Points:
        """Draw grass: up and down without lifting, `tips` the lowest and highest reach of a blade."""
        points: list[tuple[float, float]] = []
        x = x0
        while x < x1:
            points.append((x, base + self.rng.normal(0, 1.5)))
            points.append((x + step_mm * self.rng.uniform(0.3, 0.7), base - self.rng.uniform(*tips)))
            x += step_mm * self.rng.lognormal(0, 0.25)
        return self._shaky(_resample(np.array(points)), 0.5)

    def again(self, path: Points, by_mm: float = 1.0) -> Points:
        """Go over a line a second time, not quite on it, and not all of it."""
        n = len(path)
        first, last = int(n * self.rng.uniform(0, 0.25)), int(n * self.rng.uniform(0.7, 1.0))
        return self._shaky(path[first:last] + self.rng.normal(0, by_mm, 2) * 0.6)

    def _shaky(self, path: Points, strength: float = 1.0) -> Points:
        extent = np.hypot(*np.ptp(path, axis=0))
        strength *= min(1.0, 0.25 + extent / 40)  # small things are drawn with more care
        slow = _drift(self.rng, len(path), 26 / _STEP_MM)
        fast = _drift(self.rng, len(path), 5 / _STEP_MM)
        return path + self.wobble_mm * strength * (0.8 * slow + 0.16 * fast)


def places(text: str) -> list[tuple[float, float]]:
    """Read places as SVG writes them.

    >>> places("62,44 118,41")
    [(62.0, 44.0), (118.0, 41.0)]
    """
    return [(float(x), float(y)) for x, y in (place.split(",") for place in text.split())]


def _drift(rng: np.random.Generator, n: int, wavelength: float) -> Points:
    knots = rng.normal(0, 1, (int(n / wavelength) + 4, 2))
    at = np.arange(n) / wavelength + 1
    i = at.astype(int)
    t = ((1 - np.cos(np.pi * (at - i))) / 2)[:, None]
    return knots[i] * (1 - t) + knots[i + 1] * t


def _rotation(degrees: float) -> Points:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, -s], [s, c]])


def _resample(path: Points) -> Points:
    length = np.r_[0, np.cumsum(np.hypot(*np.diff(path, axis=0).T))]
    at = np.linspace(0, length[-1], max(4, int(length[-1] / _STEP_MM)))
    return np.c_[np.interp(at, length, path[:, 0]), np.interp(at, length, path[:, 1])]


def _spline(points: Points, *, closed: bool) -> Points:
    """Catmull-Rom through all points."""
    if closed:
        padded = np.vstack([points[-1:], points, points[:2]])
    else:
        padded = np.vstack([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    t = np.linspace(0, 1, 16, endpoint=False)[:, None]
    pieces = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    ]
    return np.vstack([*pieces, padded[-2:-1]])


def _spans(shape: Points, y: float) -> list[tuple[float, float]]:
    a, b = shape, np.roll(shape, -1, axis=0)
    crossing = (a[:, 1] <= y) != (b[:, 1] <= y)
    a, b = a[crossing], b[crossing]
    xs = np.sort(a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0]))
    return list(zip(xs[0::2], xs[1::2], strict=False))
