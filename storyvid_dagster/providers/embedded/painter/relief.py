"""Draws layers into a relief: for every pixel its colour, light, height and outline.

A style never sees a shape. It sees the relief, and so each needs one pass over the picture however
many shapes there are.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.providers.embedded.painter.light import grade
from storyvid_dagster.providers.embedded.painter.shapes import Glow, Kind, Layer, Patch, Polygon, Rgb, Rng
from storyvid_dagster.providers.embedded.painter.texture import Gray, Image, Size, blurred

_SUBPIXEL_BITS = 3
_STEP_PER_LAYER = 14


@dataclass(frozen=True)
class Hand:
    """How a style holds its tool. Lengths are pixels in a frame whose short side is 1080."""

    wobble_px: float = 2.0
    """How far an edge strays."""
    wave_px: float = 60.0
    """How soon it strays back."""
    line_px: float = 4.0
    """Width of an outline; 0: none are drawn."""
    saturation: float = 1.0
    lightness: float = 0.0
    soft: bool = True
    """Whether it can paint without an edge."""
    smooth: bool = True
    """Whether edges are antialiased."""


@dataclass(frozen=True)
class Relief:
    """What the shapes leave, all of one size."""

    color: Image
    """(H, W, 4) blue, green, red, alpha; premultiplied."""
    light: Gray
    """128: as it is; below: shade; above: lit."""
    height: Gray
    """How near to the eye, for shadows."""
    ident: Gray
    """A number for each patch, 0 where nothing is."""
    kind: Gray
    """A `Kind` for each pixel."""
    ink: Gray
    """Outlines, 0 to 255."""
    glow: NDArray[np.float32]
    """(H/8, W/8, 3) light to add, blue, green, red."""
    scale: float
    """Length of one pixel of a frame whose short side is 1080."""

    @property
    def size(self) -> Size:
        """(width, height)."""
        return self.color.shape[1], self.color.shape[0]


def draw(layers: Sequence[Layer], size: Size, hand: Hand, rng: Rng, scale: float) -> Relief:
    """Draw `layers` in order, the first one undermost."""
    width, height = size
    color = np.zeros((height, width, 4), np.uint8)
    facts = np.zeros((height, width, 4), np.uint8)
    ink = np.zeros((height, width), np.uint8)
    number = 0
    for level, layer in enumerate(layers):
        base = 8 + level * _STEP_PER_LAYER
        for patch in layer.patches:
            number += 1
            polygons = [wobbled(p, hand, rng, scale) for p in patch.polygons]
            top = min(255, base + patch.lift)
            if patch.opacity < 1 or (patch.soft_px and hand.soft):
                _glaze(color, patch, polygons, hand)
            else:
                _fill(color, facts, ink, patch, polygons, hand, 1 + number % 254, top, scale)
    glow = _glows([g for layer in layers for g in layer.glows], size)
    ident, high, light, kind = (np.ascontiguousarray(facts[..., i]) for i in range(4))
    light[ident == 0] = 128
    return Relief(color, light, high, ident, kind, ink, glow, scale)


def wobbled(polygon: Polygon, hand: Hand, rng: Rng, scale: float) -> Polygon:
    """The polygon as a hand would cut or draw it; its corners stay corners."""
    nxt = np.roll(polygon, -1, 0)
    lengths = np.hypot(*(nxt - polygon).T) + 1e-6
    total = float(lengths.sum())
    reach = min(hand.wobble_px * scale, total * 0.012)
    if reach < 0.25:
        return polygon
    wave = max(hand.wave_px * scale, total / 120)
    starts = np.concatenate([[0.0], np.cumsum(lengths)[:-1]])
    extra = np.linspace(0, total, int(min(400, total / (wave / 3))) + 3, endpoint=False)
    at = np.sort(np.concatenate([starts, extra]))
    knots = np.concatenate([starts, [total]])
    x = np.interp(at, knots, np.append(polygon[:, 0], polygon[0, 0]))
    y = np.interp(at, knots, np.append(polygon[:, 1], polygon[0, 1]))
    n = max(4, int(total / wave))
    stray = rng.standard_normal((2, n)) * reach * 0.7
    turns = at / total * n
    left = turns.astype(int) % n
    ease = 0.5 - 0.5 * np.cos(np.pi * (turns - np.floor(turns)))
    move = stray[:, left] * (1 - ease) + stray[:, (left + 1) % n] * ease
    return np.stack([x + move[0], y + move[1]], 1).astype(np.float32)


def _fill(
    color: Image,
    facts: Image,
    ink: Gray,
    patch: Patch,
    polygons: Sequence[Polygon],
    hand: Hand,
    ident: int,
    height: int,
    scale: float,
) -> None:
    line = cv2.LINE_AA if hand.smooth else cv2.LINE_8
    top = _bgr(patch.color, hand)
    light = 128
    points = [_fixed(p) for p in polygons]
    for p in points:
        cv2.fillPoly(color, [p], (*top, 255), line, _SUBPIXEL_BITS)
        cv2.fillPoly(facts, [p], (ident, height, light, int(patch.kind)), cv2.LINE_8, _SUBPIXEL_BITS)
        cv2.fillPoly(ink, [p], 0, cv2.LINE_8, _SUBPIXEL_BITS)
    weight = hand.line_px * scale * patch.ink
    if weight > 0:
        for p in points:
            cv2.polylines(ink, [p], True, 255, max(1, round(weight)), line, _SUBPIXEL_BITS)
        if len(points) > 1:
            for p in points:
                cv2.fillPoly(ink, [p], 0, cv2.LINE_8, _SUBPIXEL_BITS)
    if patch.shade > 0 or patch.fade is not None:
        _shade(color, facts, patch, polygons, hand, ident)


def _shade(
    color: Image, facts: Image, patch: Patch, polygons: Sequence[Polygon], hand: Hand, ident: int
) -> None:
    """Let light and colour run down the patch, now that its flat form is there."""
    y0, y1, x0, x1 = _window(polygons, facts.shape[0], facts.shape[1], 0)
    if y1 - y0 < 2 or x1 - x0 < 2:
        return
    region = facts[y0:y1, x0:x1]
    inside = region[..., 0] == ident
    v = np.linspace(0, 1, y1 - y0, dtype=np.float32)[:, None]
    u = np.linspace(0, 1, x1 - x0, dtype=np.float32)[None, :]
    if patch.shade > 0:
        fall = 128 + patch.shade * 110 * (0.5 - (0.75 * v + 0.25 * u))
        np.copyto(region[..., 2], fall.astype(np.uint8), where=inside)
    if patch.fade is not None:
        a, b = np.array(_bgr(patch.color, hand)), np.array(_bgr(patch.fade, hand))
        rows = (a + (b - a) * v).astype(np.uint8)[:, None, :]
        np.copyto(color[y0:y1, x0:x1, :3], np.broadcast_to(rows, (y1 - y0, x1 - x0, 3)), where=inside[..., None])


def _glaze(color: Image, patch: Patch, polygons: Sequence[Polygon], hand: Hand) -> None:
    """Lay a see-through patch over what is there; it adds no height and no outline."""
    soft = patch.soft_px if hand.soft else 0.0
    y0, y1, x0, x1 = _window(polygons, color.shape[0], color.shape[1], soft * 2.5)
    if y1 - y0 < 2 or x1 - x0 < 2:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    for p in polygons:
        cv2.fillPoly(mask, [_fixed(p - np.array([x0, y0], np.float32))], 255, cv2.LINE_AA, _SUBPIXEL_BITS)
    mask = cv2.convertScaleAbs(blurred(mask, soft), alpha=patch.opacity)
    part = cv2.merge([mask, mask, mask, mask])
    over = np.zeros_like(part)
    over[:] = (*_bgr(patch.color, hand), 255)
    region = color[y0:y1, x0:x1]
    kept = cv2.multiply(region, cv2.bitwise_not(part), scale=1 / 255)
    color[y0:y1, x0:x1] = cv2.add(kept, cv2.multiply(over, part, scale=1 / 255))


def _glows(glows: Sequence[Glow], size: Size) -> NDArray[np.float32]:
    width, height = -(-size[0] // 8), -(-size[1] // 8)
    light = np.zeros((height, width, 3), np.float32)
    x, y = np.arange(width, dtype=np.float32) * 8 + 4, np.arange(height, dtype=np.float32) * 8 + 4
    for g in glows:
        row = np.exp(-((x - g.x) ** 2) / (g.radius_px**2 / 2))
        column = np.exp(-((y - g.y) ** 2) / (g.radius_px**2 / 2))
        light += (column[:, None] * row[None, :])[..., None] * (np.array(g.color[::-1], np.float32) * g.strength)
    return light


def _window(polygons: Sequence[Polygon], height: int, width: int, margin: float) -> tuple[int, int, int, int]:
    low = np.min([p.min(0) for p in polygons], 0) - margin
    high = np.max([p.max(0) for p in polygons], 0) + margin
    x0, y0 = (max(0, int(v)) for v in low)
    return y0, min(height, int(high[1]) + 1), x0, min(width, int(high[0]) + 1)


def _fixed(polygon: Polygon) -> NDArray[np.int32]:
    return np.round(polygon * 2**_SUBPIXEL_BITS).astype(np.int32)


def _bgr(color: Rgb, hand: Hand) -> tuple[int, int, int]:
    r, g, b = grade(color, hand.saturation, hand.lightness)
    return b, g, r


__all__ = ["Hand", "Kind", "Relief", "draw", "wobbled"]
