"""Draws layers into a relief: for every pixel its colour, light, height and outline.

A style never sees a shape. It sees the relief, and so each needs one pass over the picture however
many shapes there are.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.illustration.light import grade, mix
from storyvid_dagster.illustration.pixels import Gray, Image, Size, blurred, resized, scaled
from storyvid_dagster.illustration.shapes import (
    Glow,
    Kind,
    Layer,
    Patch,
    Polygon,
    Rgb,
    Rng,
    ridge,
)

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
    sky_sheets: int = 1
    """Of how many sheets a sky is made that changes colour on the way down."""


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
    sheet = _Sheet(
        color=np.zeros((height, width, 4), np.uint8),
        facts=np.zeros((height, width, 3), np.uint8),
        light=np.full((height, width), 128, np.uint8),
        ink=np.zeros((height, width), np.uint8),
        hand=hand,
        scale=scale,
    )
    number = 0
    for level, layer in enumerate(layers):
        top = base = 12 + level * _STEP_PER_LAYER
        for patch in (piece for p in layer.patches for piece in _sheets(p, hand.sky_sheets, rng)):
            number += 1
            polygons = _by_hand(patch.polygons, hand, rng, scale)
            top = base + patch.lift if patch.lift else top
            # A hard hand has no mist: what stands out at all it cuts from a sheet of its own.
            if (patch.opacity < 1 and (hand.soft or not patch.lift)) or (patch.soft_px and hand.soft):
                _glaze(sheet, patch, polygons)
            else:
                _fill(sheet, patch, polygons, (1 + number % 254, min(255, top), int(patch.kind)))
    ident, high, kind = (np.asarray(plane, np.uint8) for plane in cv2.split(sheet.facts))
    glow = _glows([g for layer in layers for g in layer.glows], size)
    return Relief(sheet.color, sheet.light, high, ident, kind, sheet.ink, glow, scale)


def _by_hand(polygons: Sequence[Polygon], hand: Hand, rng: Rng, scale: float) -> list[Polygon]:
    """Let the hand stray on all but what is too small to show it."""
    if hand.wobble_px * scale < 0.6 or not polygons:
        return list(polygons)
    corners, starts = _joined(polygons)
    spans = np.maximum.reduceat(corners, starts) - np.minimum.reduceat(corners, starts)
    large = (spans.sum(1) > 60 * scale).tolist()
    return [wobbled(p, hand, rng, scale) if much else p for p, much in zip(polygons, large, strict=True)]


def wobbled(polygon: Polygon, hand: Hand, rng: Rng, scale: float) -> Polygon:
    """The polygon as a hand would cut or draw it; its corners stay corners."""
    ring = np.concatenate([polygon, polygon[:1]])
    knots = np.concatenate([[0.0], np.cumsum(np.hypot(*(ring[1:] - ring[:-1]).T) + 1e-6)])
    total = float(knots[-1])
    reach = min(hand.wobble_px * scale, total * 0.012)
    wave = max(hand.wave_px * scale, total / 120)
    between = np.arange(0, total, wave / 2)
    at = np.sort(np.concatenate([knots[:-1], between]))
    x, y = np.interp(at, knots, ring[:, 0]), np.interp(at, knots, ring[:, 1])
    n = max(4, int(total / wave))
    stray = rng.standard_normal((2, n)) * reach * 0.7
    turns = at / total * n
    left = turns.astype(int) % n
    ease = 0.5 - 0.5 * np.cos(np.pi * (turns - np.floor(turns)))
    move = stray[:, left] * (1 - ease) + stray[:, (left + 1) % n] * ease
    return np.stack([x + move[0], y + move[1]], 1).astype(np.float32)


def _sheets(patch: Patch, n: int, rng: Rng) -> list[Patch]:
    """Cut a sky that fades into wavy sheets, each over the one above it."""
    if n < 2 or patch.kind is not Kind.SKY or patch.fade is None:
        return [patch]
    low, high = patch.polygons[0].min(0), patch.polygons[0].max(0)
    sheets = [replace(patch, fade=None)]
    for k in range(1, n):
        y = float(low[1] + (high[1] - low[1]) * k / n)
        width, step = float(high[0] - low[0]), float(high[1] - low[1]) / n
        line = ridge(rng, width, y, 0.45 * step, 0.55 * width, bottom=float(high[1]))
        line = np.clip(line + np.array([low[0], 0], np.float32), low, high)
        sheets.append(
            replace(
                patch,
                polygons=(line,),
                color=mix(patch.color, patch.fade, k / (n - 1)),
                fade=None,
                lift=2 * k,
            )
        )
    return sheets


@dataclass(frozen=True)
class _Sheet:
    """What is drawn on, and with what."""

    color: Image
    facts: Image
    """(H, W, 3): ident, height, kind."""
    light: Gray
    ink: Gray
    hand: Hand
    scale: float


def _fill(sheet: _Sheet, patch: Patch, polygons: Sequence[Polygon], facts: tuple[int, int, int]) -> None:
    hand = sheet.hand
    line = cv2.LINE_AA if hand.smooth else cv2.LINE_8
    color = (*_bgr(patch.color, hand), 255)
    points = _fixed(polygons)
    for p in points:
        cv2.fillPoly(sheet.color, [p], color, line, _SUBPIXEL_BITS)
        cv2.fillPoly(sheet.facts, [p], facts, cv2.LINE_8, _SUBPIXEL_BITS)
        cv2.fillPoly(sheet.light, [p], 128, cv2.LINE_8, _SUBPIXEL_BITS)
    if hand.line_px:
        for p in points:
            cv2.fillPoly(sheet.ink, [p], 0, cv2.LINE_8, _SUBPIXEL_BITS)
    weight = hand.line_px * sheet.scale * patch.ink
    if weight > 0:
        cv2.polylines(sheet.ink, points, True, 255, max(1, round(weight)), line, _SUBPIXEL_BITS)
        if len(points) > 1:
            # Pieces of one patch join without a line between them.
            for p in points:
                cv2.fillPoly(sheet.ink, [p], 0, cv2.LINE_8, _SUBPIXEL_BITS)
    if patch.shade > 0 or patch.fade is not None:
        _shade(sheet, patch, polygons, facts[0])


def _shade(sheet: _Sheet, patch: Patch, polygons: Sequence[Polygon], ident: int) -> None:
    """Let light and colour run down the patch, now that its flat form is there."""
    y0, y1, x0, x1 = _window(polygons, sheet, 0)
    if y1 - y0 < 2 or x1 - x0 < 2:
        return
    inside = cv2.inRange(cv2.extractChannel(sheet.facts[y0:y1, x0:x1], 0), ident, ident)
    if patch.shade > 0:
        along = np.linspace(0, 1, 17)
        fall = 128 + patch.shade * 110 * (0.5 - (0.75 * along[:, None] + 0.25 * along))
        cv2.copyTo(resized(fall.astype(np.uint8), (x1 - x0, y1 - y0)), inside, sheet.light[y0:y1, x0:x1])
    if patch.fade is not None:
        a, b = (np.array([*_bgr(c, sheet.hand), 255], np.float32) for c in (patch.color, patch.fade))
        down = np.linspace(0, 1, y1 - y0, dtype=np.float32)[:, None]
        column = (a + (b - a) * down).astype(np.uint8)[:, None, :]
        cv2.copyTo(np.repeat(column, x1 - x0, 1), inside, sheet.color[y0:y1, x0:x1])


def _glaze(sheet: _Sheet, patch: Patch, polygons: Sequence[Polygon]) -> None:
    """Lay a see-through patch over what is there, without height, light or outline of its own."""
    soft = patch.soft_px if sheet.hand.soft else 0.0
    y0, y1, x0, x1 = _window(polygons, sheet, soft * 2.5)
    if y1 - y0 < 2 or x1 - x0 < 2:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    for p in _fixed(polygons):
        cv2.fillPoly(mask, [p - (np.array([x0, y0]) << _SUBPIXEL_BITS)], 255, cv2.LINE_AA, _SUBPIXEL_BITS)
    mask = scaled(blurred(mask, soft), patch.opacity)
    part = cv2.merge([mask, mask, mask, mask])
    over = np.empty_like(part)
    over[:] = (*_bgr(patch.color, sheet.hand), 255)
    region = sheet.color[y0:y1, x0:x1]
    kept = cv2.multiply(region, cv2.bitwise_not(part), scale=1 / 255)
    region[:] = cv2.add(kept, cv2.multiply(over, part, scale=1 / 255))


def _glows(glows: Sequence[Glow], size: Size) -> NDArray[np.float32]:
    width, height = -(-size[0] // 8), -(-size[1] // 8)
    light = np.zeros((height, width, 3), np.float32)
    x, y = np.arange(width, dtype=np.float32) * 8 + 4, np.arange(height, dtype=np.float32) * 8 + 4
    for g in glows:
        row = np.exp(-((x - g.x) ** 2) / (g.radius_px**2 / 2))
        column = np.exp(-((y - g.y) ** 2) / (g.radius_px**2 / 2))
        light += (column[:, None] * row[None, :])[..., None] * (
            np.array(g.color[::-1], np.float32) * g.strength
        )
    return light


def _window(polygons: Sequence[Polygon], sheet: _Sheet, margin: float) -> tuple[int, int, int, int]:
    """Rows and columns the polygons lie in: top, bottom, left, right."""
    height, width = sheet.ink.shape
    corners, _ = _joined(polygons)
    low, high = corners.min(0) - margin, corners.max(0) + margin
    x0, y0 = (max(0, int(v)) for v in low)
    return y0, min(height, int(high[1]) + 1), x0, min(width, int(high[0]) + 1)


def _joined(polygons: Sequence[Polygon]) -> tuple[Polygon, list[int]]:
    """All corners in one array, and where each polygon starts."""
    starts = [0, *itertools.accumulate(len(p) for p in polygons[:-1])]
    return np.concatenate(polygons), starts


def _fixed(polygons: Sequence[Polygon]) -> list[NDArray[np.int32]]:
    """Corners as the fixed-point numbers that are drawn."""
    corners, starts = _joined(polygons)
    fixed = np.round(corners * 2**_SUBPIXEL_BITS).astype(np.int32)
    return [fixed[a:b] for a, b in itertools.pairwise([*starts, len(fixed)])]


def _bgr(color: Rgb, hand: Hand) -> tuple[int, int, int]:
    r, g, b = grade(color, hand.saturation, hand.lightness)
    return b, g, r
