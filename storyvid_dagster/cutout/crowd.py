"""Part figures that touch where the evidence is good: every one has a face, or one stands on something."""

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.colors import named_colors
from storyvid_dagster.cutout.raster import (
    Mask,
    Plane,
    Rgb,
    blobs,
    bounds,
    disc,
    distance_to,
    lab,
    open_,
    span_px,
)
from storyvid_dagster.cutout.silhouette import solid

_CORE, _LEAST_CORE = 0.62, 0.5
"""Depth of a body's core in parts of the deepest, and least size of one in parts of the largest."""
_MOST_BODIES = 6
_LIKE, _LEVEL = 0.45, 0.6
"""Least size of a body in parts of the largest's, and how much of their heights two bodies share."""
_DARKER = 14.0
"""An eye is so much darker (Lab) than what is around it in the figure."""
_EYE = (0.015, 0.13)
"""Size of an eye in parts of the figure's."""
_FACE, _HIGH = 0.65, 0.28
"""Eyes are in this upper part of a body; and of one with legs."""
_STEP, _WIDER, _NARROWER = 0.03, 0.3, 0.75
"""How near a floor the width of a figure grows, by what part of it, and how wide who stands there is."""
_THIN = 0.025
"""Half the width of an arm, in parts of the figure's size."""
_LEAST_ABOVE, _LEAST_BELOW = 0.25, 0.2
"""Least height of who stands and of what they stand on, in parts of both."""


def part_crowd(mask: Mask, page: Rgb) -> list[Mask]:
    """Part bodies side by side that only touch, if each of them has a face of its own.

    Args:
        mask: One figure, (H, W).
        page: The evenly lit page, (H, W, 3).

    Returns:
        The bodies, or the figure alone.
    """
    x0, y0, x1, y1 = bounds(mask)
    figure = np.pad(mask[y0:y1, x0:x1], 1)
    depth = distance_to(1 - figure)
    labels, cores = blobs((depth > _CORE * depth.max()).astype(np.uint8))
    largest = max(core.area for core in cores)
    cores = [core for core in cores if core.area > _LEAST_CORE**2 * largest]
    if not 2 <= len(cores) <= _MOST_BODIES:
        return [mask]
    away = np.stack([distance_to((labels == core.label).astype(np.uint8)) for core in cores])
    nearest = away.argmin(0)[1:-1, 1:-1]
    lightness = lab(page[y0:y1, x0:x1])[..., 0]
    parts: list[Mask] = []
    for index in range(len(cores)):
        body = mask[y0:y1, x0:x1] & (nearest == index).astype(np.uint8)
        if not has_face(body, lightness):
            return [mask]
        whole = np.zeros_like(mask)
        whole[y0:y1, x0:x1] = body
        parts.append(whole)
    return parts if _in_a_row(parts) else [mask]


def _in_a_row(bodies: list[Mask]) -> bool:
    """Tell bodies of like size side by side from a head and its body."""
    boxes = sorted(bounds(body) for body in bodies)
    areas = [int(body.sum()) for body in bodies]
    level = (
        min(a[3], b[3]) - max(a[1], b[1]) > _LEVEL * min(a[3] - a[1], b[3] - b[1]) for a, b in pairwise(boxes)
    )
    return min(areas) > _LIKE * max(areas) and all(level)


def part_standing(mask: Mask, strokes: Mask, page: Rgb) -> list[Mask]:
    """Part somebody from what they stand on, if it is wide, has a flat top and other colours.

    A face high up in what is above tells a whole body from a head on wide shoulders.
    """
    x0, y0, x1, y1 = bounds(mask)
    window = (slice(y0, y1), slice(x0, x1))
    figure, view, lines = mask[window], page[window], strokes[window] & mask[window]
    height, width = figure.shape
    near = max(2, round(_STEP * height))
    bulk = open_(figure, disc(_THIN * (height * width) ** 0.5))  # arms that are stretched out are no floor
    reach = np.where(bulk.any(1), width - bulk.argmax(1) - bulk[:, ::-1].argmax(1), 0)
    step = reach[2 * near :] - reach[: -2 * near]
    if not step.size or step.max() < _WIDER * width:
        return [mask]
    floor = int(np.flatnonzero(step >= 0.9 * step.max()).mean()) + near
    above, below = figure.copy(), figure.copy()
    above[floor:], below[:floor] = 0, 0
    if not _LEAST_ABOVE * height < floor < (1 - _LEAST_BELOW) * height:
        return [mask]
    if reach[:floor].max() > _NARROWER * reach[floor:].max() or not has_face(above, lab(view)[..., 0], _HIGH):
        return [mask]
    over, under = (named_colors(view, lines & half, most=1) for half in (above, below))
    if over == under:
        return [mask]
    parts: list[Mask] = []
    for half in (above, below):
        whole = np.zeros_like(mask)
        whole[window] = solid(np.ascontiguousarray(lines & half), span_px(mask.shape))
        parts.append(whole)
    return parts


def has_face(body: Mask, lightness: Plane, upper: float = _FACE) -> bool:
    """Look for two like dark dots side by side in the upper part of a body, on paper or on its colour."""
    x0, y0, x1, y1 = bounds(body)
    shape, light = body[y0:y1, x0:x1], lightness[y0:y1, x0:x1]
    height, width = shape.shape
    size = (height * width) ** 0.5
    dark = _dots(light, size) & shape
    _, dots = blobs(np.ascontiguousarray(dark[: round(upper * height)]))
    eyes = [
        dot
        for dot in dots
        if _EYE[0] * size < min(dot.width, dot.height) and max(dot.width, dot.height) < _EYE[1] * size
    ]
    for index, left in enumerate(eyes):
        for right in eyes[index + 1 :]:
            across, down = abs(left.center_x - right.center_x), abs(left.center_y - right.center_y)
            middle = (left.center_x + right.center_x) / 2 / width
            like = 0.4 < left.area / right.area < 2.5
            if like and 0.12 * width < across < 0.5 * width and down < 0.3 * across and 0.25 < middle < 0.75:
                return True
    return False


def _dots(lightness: Plane, size: float) -> NDArray[np.uint8]:
    calm = cv2.medianBlur(lightness, 3)
    side = 2 * max(1, round(0.5 * _EYE[1] * size)) + 1
    around = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    # Crayon has gaps of bare paper: an eye is darker than the strokes beside it, too.
    usual = cv2.erode(cv2.GaussianBlur(calm, (0, 0), 0.1 * size), np.ones((3, 3), np.uint8))
    return ((around - calm > _DARKER) & (usual - calm > _DARKER)).astype(np.uint8)
