# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Pixel arithmetic the steps share: sizes, shapes, connected pieces.

A `Mask` is (H, W) uint8 of 0 and 1. Lengths that should look the same on every page are given in
parts of its `span`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Mask = NDArray[np.uint8]
Plane = NDArray[np.float32]

_LAB_UNITS = (
    np.arange(256, dtype=np.float32)[None, :, None] * np.array((100 / 255, 1, 1), np.float32)
) - np.array((0, 128, 128), np.float32)
"""Lab in true units of every byte that codes it: one look-up is quicker than sums over a page."""


def span_px(shape: Sequence[int]) -> float:
    """Diagonal of a 4:3 page of the same area, so that a panorama keeps sensible proportions.

    >>> span_px((3, 4))
    5.0
    """
    return sqrt(shape[0] * shape[1] * 25 / 12)


def resize(image: Rgb, width_px: int, height_px: int) -> Rgb:
    """Resize without aliasing: whole halvings first, which are cheap, then bilinear; cubic upwards."""
    while image.shape[1] >= 2 * width_px and image.shape[0] >= 2 * height_px:
        even = image[: image.shape[0] // 2 * 2, : image.shape[1] // 2 * 2]
        half = (even.shape[1] // 2, even.shape[0] // 2)
        image = np.asarray(cv2.resize(even, half, interpolation=cv2.INTER_AREA), np.uint8)
    if image.shape[:2] == (height_px, width_px):
        return image
    if max(image.shape[0] / height_px, image.shape[1] / width_px) >= 2:  # one side only: very narrow pages
        how = cv2.INTER_AREA
    else:
        how = cv2.INTER_LINEAR if image.shape[1] >= width_px else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (width_px, height_px), interpolation=how), np.uint8)


def scaled(shape: Sequence[float], factor: float) -> tuple[int, int]:
    """Give (width, height) of a scaled picture, at least 1 pixel each."""
    return max(1, round(shape[1] * factor)), max(1, round(shape[0] * factor))


def fit(image: Rgb, longest_px: int) -> Rgb:
    """Shrink until the long edge is at most `longest_px`; a smaller picture comes back as it is."""
    factor = longest_px / max(image.shape[:2])
    return image if factor >= 1 else resize(image, *scaled(image.shape, factor))


def resize_mask(mask: Mask, shape: Sequence[int], level: float = 0.5) -> Mask:
    """Resize a mask; a pixel stays set where more than `level` of it is covered."""
    if mask.shape == tuple(shape[:2]):
        return mask
    how = cv2.INTER_AREA if shape[0] < mask.shape[0] else cv2.INTER_LINEAR
    covered = cv2.resize(mask * np.uint8(255), (shape[1], shape[0]), interpolation=how)
    return (covered > 255 * level).astype(np.uint8)


def lab(rgb: Rgb) -> Plane:
    """Convert to CIE Lab in true units: L 0 to 100, a and b around 0; (H, W, 3) float32."""
    return np.asarray(cv2.LUT(cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB), _LAB_UNITS), np.float32)


def chroma(lab_image: Plane) -> Plane:
    """How colourful each pixel is."""
    a, b = np.ascontiguousarray(lab_image[..., 1]), np.ascontiguousarray(lab_image[..., 2])
    return np.asarray(cv2.magnitude(a, b), np.float32)


def disc(radius_px: float) -> Mask:
    """A round structuring element, at least 3 pixels wide."""
    size = 2 * max(1, round(radius_px)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)


def dilate(mask: Mask, shape: Mask) -> Mask:
    """Grow a mask by a structuring element."""
    return np.asarray(cv2.dilate(mask, shape), np.uint8)


def erode(mask: Mask, shape: Mask) -> Mask:
    """Shrink a mask by a structuring element; the outside of the picture counts as set."""
    return np.asarray(cv2.erode(mask, shape), np.uint8)


def close(mask: Mask, shape: Mask) -> Mask:
    """Bridge gaps narrower than a structuring element."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, shape), np.uint8)


def open_(mask: Mask, shape: Mask) -> Mask:
    """Drop what is thinner than a structuring element."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, shape), np.uint8)


def fill(mask: Mask) -> Mask:
    """Fill everything the mask encloses."""
    flooded = np.pad(mask, 1)
    cv2.floodFill(flooded, None, (0, 0), (2,))
    return (flooded[1:-1, 1:-1] != 2).astype(np.uint8)


@dataclass(frozen=True)
class Blob:
    """A connected piece of a mask; its box in pixels."""

    label: int
    x: int
    y: int
    width: int
    height: int
    area: int
    center_x: float
    center_y: float

    @property
    def window(self) -> tuple[slice, slice]:
        """Rows and columns of the box."""
        return slice(self.y, self.y + self.height), slice(self.x, self.x + self.width)


def blobs(mask: Mask) -> tuple[NDArray[np.int32], list[Blob]]:
    """Label the connected pieces of a mask (8 neighbours); the background is label 0 and no blob."""
    _, labels, stats, centers = cv2.connectedComponentsWithStats(mask, connectivity=8)
    rows = zip(np.asarray(stats).tolist(), np.asarray(centers).tolist(), strict=True)
    found = [Blob(label, *stat, *center) for label, (stat, center) in enumerate(rows)]
    return np.asarray(labels, np.int32), found[1:]


def touched_by(seed: Mask, mask: Mask) -> Mask:
    """Keep the connected pieces of a mask that have some of `seed` in them."""
    labels, pieces = blobs(mask)
    kept = np.zeros(len(pieces) + 1, np.uint8)
    kept[labels[seed > 0]] = 1
    kept[0] = 0
    return kept[labels]


def bounds(mask: Mask) -> tuple[int, int, int, int]:
    """Give (x0, y0, x1, y1) of what is set, the far edges exclusive. The mask must not be empty."""
    columns, rows = np.flatnonzero(mask.any(0)), np.flatnonzero(mask.any(1))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def hull(mask: Mask) -> Mask:
    """Fill the convex hull of what is set."""
    points = np.argwhere(mask)[:, ::-1].astype(np.int32)
    filled = np.zeros_like(mask)
    if len(points):
        cv2.fillConvexPoly(filled, cv2.convexHull(points), (1,))
    return filled


def distance_to(mask: Mask) -> Plane:
    """Distance of every pixel to the nearest set one, in pixels; 0 on the mask."""
    return np.asarray(cv2.distanceTransform(1 - mask, cv2.DIST_L2, 5), np.float32)
