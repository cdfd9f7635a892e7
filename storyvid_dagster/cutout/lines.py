# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Lines too faint to be told pixel by pixel: along its way, faint pencil is darker than paper beside it."""

from dataclasses import replace
from math import ceil, sqrt

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.ink import Ink, retraced
from storyvid_dagster.cutout.raster import (
    Mask,
    Plane,
    Rgb,
    chroma,
    dilate,
    lab,
    resize,
    resize_mask,
    scaled,
    span_px,
    touched_by,
)

_AREA_PX = 550 * 412
"""Lines are looked for at this size, where one of pencil is two or three pixels wide."""
_WAYS = 12
"""Directions a line may have."""
_LENGTH = 0.03
"""Stretch of a line that is looked at in one go, in parts of the span."""
_ALONG = 0.12
"""How far further and back, in parts of that stretch."""
_HALF_WIDTH_PX, _BESIDE_PX = 0.8, 3.0
"""Of a line, as a deviation; and how far from its middle paper is looked for."""
_PAPER = 250
"""Of an evenly lit page, 0 to 255."""
_PAPER_LIGHTNESS, _PAPER_CHROMA = 98.0, 2.0
_LEAST_DEPTH, _MOST_DEPTH = -2.0, 40.0
"""What one pixel counts: neither glare nor one bold dot makes a line."""
_LEAST, _ABOVE_NOISE, _OF_LINES = 1.2, 6.0, 0.2
"""Least strength of a line (Lab); also in deviations of the paper's, and in parts of that of other lines."""
_RIDGE, _OF_INK = 0.5, 0.15
"""Least part of the strength, and of the ink, close by: the blur beside a bold stroke is no line."""
_FEWEST_PX = 60
"""Pixels from which the strength of ink, or the noise of paper, can be told."""


def with_faint_lines(ink: Ink, page: Rgb) -> Ink:
    """Carry on what is drawn along lines that are too faint for its thresholds.

    A line must continue something drawn, and stand out from the paper's own noise, from its ruling and from
    its folds, which are faint beside crayon.

    Args:
        ink: What was found on the page pixel by pixel.
        page: (H, W, 3) uint8, evenly lit.
    """
    if ink.ruling.any():
        printed = dilate(ink.ruling, _square(3)) & (1 - ink.drawn)
        page = np.where(printed[..., None] > 0, np.uint8(_PAPER), page)
    depth = _depth(resize(page, *scaled(page.shape, min(1.0, sqrt(_AREA_PX / ink.drawn.size)))))
    strength = _line_strength(depth)
    drawn = resize_mask(ink.drawn | ink.rims, strength.shape, level=0)
    bare = strength[dilate(drawn, _square(15)) == 0]
    if np.count_nonzero(drawn) < _FEWEST_PX or len(bare) < _FEWEST_PX:
        return ink
    ridge = strength > np.maximum(
        _RIDGE * cv2.dilate(strength, _square(7)), _OF_INK * cv2.dilate(depth, _square(9))
    )
    foreign = ink.foreign & (1 - ink.rims) & (1 - ink.ruling)
    printed = resize_mask(foreign, strength.shape) > 0
    least = max(
        _above_noise(bare),
        _quantile(strength[printed], 0.95),
        _OF_LINES * _quantile(strength[ridge & (drawn > 0) & (strength > _LEAST)], 0.75),
    )
    lines = touched_by(dilate(drawn, _square(11)), (ridge & (strength > least)).astype(np.uint8))
    energy = cv2.resize(lines * strength, page.shape[1::-1]) * (ink.low / least)
    rims = ink.rims & (energy < ink.low).astype(np.uint8)
    energy[dilate(foreign, _square(7)) > 0] = 0
    ruling = ink.ruling & (energy < ink.low).astype(np.uint8)
    foreign |= rims | ruling
    energy = np.maximum(ink.energy, energy)
    return retraced(replace(ink, energy=energy, foreign=foreign, rims=rims, ruling=ruling))


def _above_noise(bare: NDArray[np.float32]) -> float:
    """Give the strength that bare paper does not reach."""
    middle = float(np.median(bare))
    noise = 1.48 * float(np.median(np.abs(bare - middle)))
    return max(_LEAST, middle + _ABOVE_NOISE * noise)


def _depth(page: Rgb) -> Plane:
    """Give how much darker or more colourful than paper every pixel is, below 0 where it is brighter."""
    colors = lab(page)
    colorful = 1.25 * np.maximum(0, chroma(colors) - _PAPER_CHROMA)
    depth = _PAPER_LIGHTNESS - colors[..., 0] + colorful
    return np.clip(depth, _LEAST_DEPTH, _MOST_DEPTH).astype(np.float32)


def _line_strength(depth: Plane) -> Plane:
    """Give how much every pixel belongs to a line (H, W), 0 to `_MOST_DEPTH`.

    That is the mean along the line less the mean beside it, on the side where that is more: the edge of a
    shadow or of a filled area is no line. Along the line it is the lesser mean of a bit further and a bit
    back: no line goes on beyond its end.
    """
    length = _LENGTH * span_px(depth.shape)
    strength = np.zeros_like(depth)
    for way in range(_WAYS):
        angle = np.pi * way / _WAYS
        x, y = float(np.cos(angle)), float(np.sin(angle))
        mean = np.asarray(cv2.filter2D(depth, -1, _soft_line(x, y, length)), np.float32)
        left, right = (_moved(mean, -y * away, x * away) for away in (_BESIDE_PX, -_BESIDE_PX))
        before, after = (_moved(mean, x * away, y * away) for away in (_ALONG * length, -_ALONG * length))
        np.maximum(strength, np.minimum(before, after) - np.maximum(left, right), out=strength)
    return strength


def _soft_line(x: float, y: float, length: float) -> Plane:
    """Give a short line in a direction, soft at its ends, of weight 1."""
    reach = ceil(length / 2)
    down, across = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    along, aside = across * x + down * y, down * x - across * y
    line = np.exp(-((along / (length / 4)) ** 2 + (aside / _HALF_WIDTH_PX) ** 2) / 2)
    return (line / line.sum()).astype(np.float32)


def _moved(plane: Plane, x: float, y: float) -> Plane:
    way = np.array([[1, 0, x], [0, 1, y]], np.float32)
    size = (plane.shape[1], plane.shape[0])
    return np.asarray(cv2.warpAffine(plane, way, size, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _quantile(values: NDArray[np.float32], part: float) -> float:
    return float(np.quantile(values, part)) if values.size else 0.0


def _square(side: int) -> Mask:
    return np.ones((side, side), np.uint8)
