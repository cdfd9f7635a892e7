"""Strokes of a figure, and how children put them on paper: pens, colours, scribbles, wobbly hands."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

_DRAWN_PX = 128
_MARGIN = 0.05

COLOURS: dict[str, Colour] = {
    "red": (214, 40, 44), "orange": (244, 132, 30), "yellow": (252, 212, 40), "green": (70, 160, 62),
    "blue": (50, 96, 204), "sky": (120, 184, 236), "purple": (128, 66, 172), "pink": (246, 144, 180),
    "brown": (134, 82, 44), "gray": (140, 140, 146), "black": (36, 34, 38), "skin": (246, 202, 168),
    "white": (255, 255, 255), "turquoise": (46, 170, 168),
}  # fmt: skip
_CRAYONS = tuple(colour for name, colour in COLOURS.items() if name != "white")
_INKS = ("black", "black", "black", "gray", "blue", "red", "green", "purple", "brown", "orange", "pink")


@dataclass(frozen=True)
class Part:
    """One stroke, or an outline that may be filled."""

    points: Points
    closed: bool
    colour: str | None
    """What it is drawn with by whoever keeps to nature; `None`: anything."""
    solid: bool = False
    """Always filled, as a pupil is."""


@dataclass
class Sketch:
    """A figure on its way to paper. x to the right, y down, about one unit high."""

    rng: Random
    parts: list[Part] = field(default_factory=list)

    def between(self, low: float, high: float) -> float:
        """Choose a number."""
        return self.rng.uniform(low, high)

    def chance(self, likely: float) -> bool:
        """Throw a coin that is `likely` to be true."""
        return self.rng.random() < likely

    def line(self, *points: tuple[float, float], colour: str | None = None) -> None:
        """Draw an open stroke."""
        self.parts.append(Part(np.array(points, np.float64), False, colour))

    def shape(self, *points: tuple[float, float], colour: str | None = None, solid: bool = False) -> None:
        """Draw a closed outline with corners."""
        self.parts.append(Part(np.array([*points, points[0]], np.float64), True, colour, solid))

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: str | None = None) -> None:
        """Draw a rectangle."""
        self.shape((x0, y0), (x1, y0), (x1, y1), (x0, y1), colour=colour)

    def oval(
        self, x: float, y: float, rx: float, ry: float | None = None, *, turn: float = 0.0,
        colour: str | None = None, solid: bool = False,
    ) -> None:  # fmt: skip
        """Draw an ellipse that may lie askew."""
        a = np.linspace(0, 2 * math.pi, 26) + self.between(0, 6)
        ex, ey = rx * np.cos(a), (ry or rx) * np.sin(a)
        c, s = math.cos(turn), math.sin(turn)
        points = np.stack([x + c * ex - s * ey, y + s * ex + c * ey], 1)
        self.parts.append(Part(points, True, colour, solid))

    def arc(
        self, x: float, y: float, rx: float, ry: float, start: float, end: float, colour: str | None = None
    ) -> None:
        """Draw a part of an ellipse, from one angle to another."""
        a = np.linspace(start, end, 14)
        self.parts.append(Part(np.stack([x + rx * np.cos(a), y + ry * np.sin(a)], 1), False, colour))

    def curve(self, *points: tuple[float, float], closed: bool = False, colour: str | None = None) -> None:
        """Draw a smooth stroke through a few points."""
        p = np.array(points, np.float64)
        n = len(p)
        out: list[Points] = []
        for i in range(n if closed else n - 1):
            p0 = p[(i - 1) % n] if closed or i else p[0]
            p1, p2 = p[i % n], p[(i + 1) % n]
            p3 = p[(i + 2) % n] if closed or i + 2 < n else p[-1]
            t = np.linspace(0, 1, 7)[:, None]
            out.append(
                0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
            )  # fmt: skip
        self.parts.append(Part(np.concatenate(out), closed, colour))

    def dot(self, x: float, y: float, r: float) -> None:
        """Make an eye or a button."""
        self.oval(x, y, r, colour="black", solid=self.chance(0.7))


def of_strokes(strokes: Sequence[Points], colours: Sequence[str | None], rng: Random) -> Sketch:
    """Make a sketch of the strokes of a doodle; what ends where it began is an outline."""
    sketch = Sketch(rng)
    size = max(float(np.ptp(np.concatenate(strokes), axis=0).max()), 1e-6)
    for stroke in strokes:
        closed = len(stroke) > 4 and float(np.hypot(*(stroke[0] - stroke[-1]))) < 0.08 * size
        sketch.parts.append(Part(stroke / size, closed, rng.choice(list(colours))))
    return sketch


def paint(sketch: Sketch) -> Picture:
    """Put a figure on white paper in one of many ways, filled to its margin: (128, 128, 3) uint8."""
    rng = sketch.rng
    parts = _by_hand(sketch.parts, rng)
    points = np.concatenate([part.points for part in parts])
    low, high = points.min(0), points.max(0)
    scale = _DRAWN_PX * (1 - 2 * _MARGIN) / max(float((high - low).max()), 1e-6)
    shift = _DRAWN_PX / 2 - scale * (low + high) / 2
    laid = [Part(part.points * scale + shift, part.closed, part.colour, part.solid) for part in parts]
    picture = np.full((_DRAWN_PX, _DRAWN_PX, 3), 255, np.uint8)
    colour_of = _palette(rng)
    way = rng.choice(
        ("line", "line", "solid", "solid", "scribble", "scribble", "silhouette", "mixed", "mixed")
    )
    pen = rng.choice((1, 2, 2, 3, 3, 4, 5, 6))
    ink = COLOURS[rng.choice(_INKS)]
    own_ink = rng.random() < 0.35
    strength = rng.uniform(0.55, 1.0)
    if way in ("solid", "silhouette") and rng.random() < 0.35:
        _fill_enclosed(picture, laid, pen, colour_of(None), strength)
    for part in laid:
        how = rng.choice(("line", "solid", "scribble")) if way == "mixed" else way
        colour = colour_of(part.colour)
        if part.closed and (how != "line" or part.solid):
            inside = ink if part.solid else colour
            if how == "scribble" and not part.solid:
                _scribble(picture, part.points, inside, pen, rng)
            else:
                _fill(picture, part.points, inside, 1.0 if part.solid else strength)
        if how == "silhouette" and part.closed:
            continue
        stroke = colour if own_ink or how == "silhouette" else ink
        for again in range(2 if rng.random() < 0.12 else 1):
            _stroke(picture, part.points + again * rng.uniform(-3, 3), stroke, pen)
    return _on_paper(picture, rng)


def _by_hand(parts: Sequence[Part], rng: Random) -> list[Part]:
    """Lean, squeeze, mirror and wobble; leave a little part out now and then."""
    angle, flip = math.radians(rng.gauss(0, 8)), -1 if rng.random() < 0.5 else 1
    wide, high, lean = rng.uniform(0.75, 1.15), rng.uniform(0.75, 1.15), rng.gauss(0, 0.08)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    lay = turn @ np.array([[flip * wide, lean], [0, high]])
    every = np.concatenate([part.points for part in parts])
    size = max(float(np.ptp(every, axis=0).max()), 1e-6)
    phases = [rng.uniform(0, 6.3) for _ in range(4)]
    far, often = rng.uniform(0, 0.028), rng.uniform(4, 13)
    out: list[Part] = []
    for part in parts:
        if len(parts) > 5 and rng.random() < 0.03:
            continue
        p = _dense(part.points / size) @ lay.T
        waves = (
            np.sin(often * p[:, 1] + phases[0]) + 0.5 * np.sin(2 * often * p[:, 0] + phases[1]),
            np.sin(often * p[:, 0] + phases[2]) + 0.5 * np.sin(2 * often * p[:, 1] + phases[3]),
        )
        slip = np.array([rng.gauss(0, 0.008), rng.gauss(0, 0.008)])
        out.append(Part(p + far * np.stack(waves, 1) + slip, part.closed, part.colour, part.solid))
    return out


def _dense(points: Points) -> Points:
    """Put points every twentieth of a unit along a stroke."""
    if len(points) < 2:
        points = np.repeat(points, 2, 0) + np.array([[0, 0], [0.01, 0.01]])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    at = np.linspace(0, along[-1], max(2, int(along[-1] / 0.05)))
    at = np.union1d(at, along) if len(points) < 12 else at
    return np.stack([np.interp(at, along, points[:, axis]) for axis in (0, 1)], 1)


def _palette(rng: Random):
    """Choose how colours are chosen: one for all, those of nature, or any crayon."""
    way = rng.choice(("one", "one", "nature", "nature", "nature", "any"))
    one = rng.choice(_CRAYONS)
    drawn: dict[str | None, Colour] = {}

    def colour_of(name: str | None) -> Colour:
        if way == "one":
            return one
        if way == "any":
            return rng.choice(_CRAYONS)
        if name not in drawn:
            base = COLOURS[name] if name else one
            drawn[name] = tuple(int(min(255, max(0, c + rng.gauss(0, 16)))) for c in base)  # type: ignore[assignment]
        return drawn[name]

    return colour_of


def _int(points: Points) -> NDArray[np.int32]:
    return np.round(points * 8).astype(np.int32).reshape(-1, 1, 2)


def _fill(picture: Picture, outline: Points, colour: Colour, strength: float) -> None:
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(mask, [_int(outline)], (255,), cv2.LINE_AA, 3)
    _lay(picture, mask, colour, strength)


def _fill_enclosed(
    picture: Picture, parts: Sequence[Part], pen: int, colour: Colour, strength: float
) -> None:
    """Colour in all that the strokes enclose, whatever drew them."""
    walls = np.zeros(picture.shape[:2], np.uint8)
    for part in parts:
        cv2.polylines(walls, [_int(part.points)], False, (255,), pen + 1, cv2.LINE_8, 3)
    outside = np.pad(walls, 1)
    cv2.floodFill(outside, None, (0, 0), (128,))
    _lay(picture, np.where(outside[1:-1, 1:-1] == 128, 0, 255).astype(np.uint8), colour, strength)


def _scribble(picture: Picture, outline: Points, colour: Colour, pen: int, rng: Random) -> None:
    """Go to and fro across an outline, a little beyond it and not quite everywhere."""
    inside = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(inside, [_int(outline)], (255,), cv2.LINE_AA, 3)
    if rng.random() < 0.5:
        inside = cv2.dilate(inside, np.ones((rng.choice((2, 3, 5)),) * 2, np.uint8))
    lines = np.zeros_like(inside)
    gap, angle, reach = rng.uniform(1.2, 3.2) * (pen + 1), rng.uniform(0, math.pi), 1.5 * _DRAWN_PX
    along = np.array([math.cos(angle), math.sin(angle)])
    across = np.array([-along[1], along[0]])
    n = int(reach / gap)
    path = [
        _DRAWN_PX / 2 + across * (i * gap - reach / 2 + rng.gauss(0, 0.8)) + along * (reach / 2 * (-1) ** i)
        for i in range(n)
    ]
    cv2.polylines(lines, [_int(np.array(path))], False, (255,), pen + 1, cv2.LINE_AA, 3)
    _lay(picture, np.minimum(lines, inside), colour, rng.uniform(0.6, 1))


def _stroke(picture: Picture, points: Points, colour: Colour, pen: int) -> None:
    cv2.polylines(picture, [_int(points)], False, colour, pen, cv2.LINE_AA, 3)


def _lay(picture: Picture, mask: NDArray[np.uint8], colour: Colour, strength: float) -> None:
    x, y, width, height = cv2.boundingRect(mask)
    view = picture[y : y + height, x : x + width]
    weight = (mask[y : y + height, x : x + width] * np.float32(strength / 255))[..., None]
    view[:] = (view + (np.array(colour, np.float32) - view) * weight).astype(np.uint8)


def _on_paper(picture: Picture, rng: Random) -> Picture:
    """Let wax miss the paper's grain, and let marks of others stand beside."""
    noise = np.random.default_rng(rng.randrange(2**32))
    depth = 255 - picture.astype(np.float32)
    if rng.random() < 0.45:
        grain = cv2.resize(noise.random((_DRAWN_PX // 2,) * 2, np.float32), (_DRAWN_PX,) * 2)
        depth *= (1 - rng.uniform(0.2, 0.7) * (grain > rng.uniform(0.45, 0.65)))[..., None]
    depth *= rng.uniform(0.5, 1)
    if rng.random() < 0.1:
        stray = np.zeros(picture.shape[:2], np.uint8)
        path = noise.random((3, 2)) * _DRAWN_PX
        cv2.polylines(stray, [_int(path)], False, (255,), rng.choice((1, 2, 3)), cv2.LINE_AA, 3)
        depth = np.maximum(depth, stray[..., None] * np.array(noise.random(3), np.float32))
    if rng.random() < 0.06:
        edge = int(rng.uniform(3, 16))
        depth[-edge:] = np.maximum(depth[-edge:], np.array(noise.random(3) * 200, np.float32))
    return np.clip(255 - depth, 0, 255).astype(np.uint8)


def doodle_bitmap(bitmap: Picture, colour: str | None, rng: Random) -> Picture:
    """Put a doodle of 28 x 28 pixels on paper; what it encloses may be coloured in."""
    big = cv2.resize(bitmap, (_DRAWN_PX,) * 2, interpolation=cv2.INTER_CUBIC)
    ink = (big > rng.choice((60, 100, 140))).astype(np.uint8)
    width = rng.choice((2, 3, 4))
    if rng.random() < 0.6:
        ink = (cv2.erode if rng.random() < 0.6 else cv2.dilate)(ink, np.ones((width, width), np.uint8))
    angle = cv2.getRotationMatrix2D((_DRAWN_PX / 2,) * 2, rng.gauss(0, 8), 0.85)
    squeeze = np.diag([rng.uniform(0.75, 1.1) * rng.choice((-1, 1)), rng.uniform(0.75, 1.1)])
    matrix = np.zeros((2, 3))
    matrix[:, :2] = squeeze @ angle[:, :2]
    matrix[:, 2] = _DRAWN_PX / 2 - matrix[:, :2] @ np.full(2, _DRAWN_PX / 2)
    mask = cv2.warpAffine(ink * 255, matrix, (_DRAWN_PX,) * 2, flags=cv2.INTER_LINEAR)
    picture = np.full((_DRAWN_PX, _DRAWN_PX, 3), 255, np.uint8)
    colour_of = _palette(rng)
    if rng.random() < 0.55:
        outside = np.pad((mask > 90).astype(np.uint8), 1)
        cv2.floodFill(outside, None, (0, 0), (2,))
        inside = np.where(outside[1:-1, 1:-1] == 2, 0, 255).astype(np.uint8)
        if rng.random() < 0.4:
            edge = max(
                cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0], key=len, default=None
            )
            if edge is not None and len(edge) > 4:
                _scribble(
                    picture, edge[:, 0].astype(np.float64), colour_of(colour), rng.choice((1, 2, 3, 4)), rng
                )
        else:
            _lay(picture, inside, colour_of(colour), rng.uniform(0.5, 1))
    ink_colour = COLOURS[rng.choice(_INKS)] if rng.random() < 0.7 else colour_of(colour)
    _lay(picture, mask, ink_colour, 1.0)
    return _on_paper(picture, rng)
