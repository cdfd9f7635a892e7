"""What reaches onto a sheet and was not drawn there: fingers that hold it, the holes of a block."""

import cv2
import numpy as np

from storyvid_dagster.cutout.raster import Blob, Mask, Plane, blobs, dilate, distance_to, erode

_LEAST_FINGER = 0.0015
"""Part of the page."""
_SKIN_HUE, _SKIN_CHROMA, _SKIN_LIGHTNESS = (20.0, 85.0), (6.0, 42.0), (22.0, 92.0)
"""Of skin in Lab, the hue in degrees."""
_SMOOTH, _SHADED = 1.6, 2.5
"""Skin has less grain than crayon has and more shade than flat ink, as deviations of lightness."""
_INNER, _ROUND = 0.35, 0.35
"""From so deep in, a finger is the lighter the deeper, as round things are: least correlation."""
_EDGE_PX = 4
"""Width of a finger's own edge."""
_HOLE_BAND, _FEWEST_HOLES = 0.07, 10
"""How far in the holes of a block lie, in parts of the page, and how many there are."""
_LEAST_HOLE_PX = 12
_LIKE, _GRAY = 1.8, 14.0
"""How far sizes of holes may differ, and their most chroma."""


def find_intruders(colors: Plane, drawn: Mask) -> Mask:
    """Mark fingers and holes among what looks drawn on an evenly lit page.

    Args:
        colors: (H, W, 3) Lab.
        drawn: (H, W) ink.
    """
    labels, pieces = blobs(drawn)
    height, width = drawn.shape
    found = np.zeros(len(pieces) + 1, np.bool_)
    for piece in pieces:
        at_border = piece.x < 2 or piece.y < 2
        at_border |= piece.x + piece.width > width - 2 or piece.y + piece.height > height - 2
        if at_border and piece.area > _LEAST_FINGER * drawn.size:
            shape = (labels[piece.window] == piece.label).astype(np.uint8)
            found[piece.label] = _is_finger(colors[piece.window], shape)
    for side in range(4):
        for hole in _holes(pieces, side, drawn.shape):
            shape = labels[hole.window] == hole.label
            a, b = np.median(colors[hole.window][shape], axis=0)[1:]
            found[hole.label] |= np.hypot(a, b) < _GRAY
    if not found.any():
        return np.zeros_like(drawn)
    return dilate(found[labels].astype(np.uint8), np.ones((7, 7), np.uint8))


def _is_finger(colors: Plane, shape: Mask) -> bool:
    """Tell smooth, softly shaded skin from crayon and ink."""
    core = erode(np.pad(shape, 1), np.ones((2 * _EDGE_PX + 1,) * 2, np.uint8))[1:-1, 1:-1] > 0
    if core.sum() < 0.4 * shape.sum():
        return False
    lightness, a, b = (float(value) for value in np.median(colors[core], axis=0))
    is_skin = (
        _SKIN_HUE[0] < np.degrees(np.arctan2(b, a)) < _SKIN_HUE[1]
        and _SKIN_CHROMA[0] < np.hypot(a, b) < _SKIN_CHROMA[1]
        and _SKIN_LIGHTNESS[0] < lightness < _SKIN_LIGHTNESS[1]
    )
    if not is_skin:
        return False
    light = np.ascontiguousarray(colors[..., 0])
    grain = cv2.medianBlur(light, 3) - cv2.GaussianBlur(light, (0, 0), 3)
    depth = distance_to(1 - np.pad(shape, 1))[1:-1, 1:-1]
    inner = depth > _INNER * depth.max()
    if light[core].std() < _SHADED or np.median(np.abs(grain[core])) > _SMOOTH:
        return False
    return bool(np.corrcoef(depth[inner], light[inner])[0, 1] > _ROUND)


def _holes(pieces: list[Blob], side: int, shape: tuple[int, ...]) -> list[Blob]:
    """Give a row of like pieces, evenly spaced along a side: left, top, right or bottom."""
    height, width = shape[:2]
    long, deep = (height, width) if side % 2 == 0 else (width, height)
    row: list[Blob] = []
    for p in pieces:
        away = (p.x + p.width, p.y + p.height, width - p.x, height - p.y)[side]
        if away < _HOLE_BAND * deep and p.area > _LEAST_HOLE_PX:
            row.append(p)
    if len(row) < _FEWEST_HOLES:
        return []
    usual = float(np.median([max(p.width, p.height) for p in row]))
    row = [p for p in row if usual / _LIKE < max(p.width, p.height) < usual * _LIKE]
    places = np.sort([p.center_y if side % 2 == 0 else p.center_x for p in row])
    gaps = np.diff(places)
    if len(row) < _FEWEST_HOLES or places[-1] - places[0] < 0.6 * long:
        return []
    even = np.abs(gaps / np.median(gaps) - 1) < 0.25
    return row if even.mean() > 0.7 else []
