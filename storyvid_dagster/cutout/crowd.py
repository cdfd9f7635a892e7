"""Part figures that touch where the evidence is good: every one has a face, or one stands on something."""

from itertools import combinations, pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.colors import named_colors
from storyvid_dagster.cutout.raster import (
    Blob,
    Mask,
    Plane,
    Rgb,
    blobs,
    bounds,
    dilate,
    disc,
    distance_to,
    lab,
    open_,
    span_px,
    touched_by,
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
_NECK = 0.62
"""Most length of the border of two bodies, in parts of the smaller one's thickness: a head sits broader."""
_FACE, _HIGH = 0.65, 0.28
"""Eyes are in this upper part of a body; and of one with legs."""
_STEP, _WIDER, _NARROWER = 0.03, 0.3, 0.75
"""How near a floor the width of a figure grows, by what part of it, and how wide who stands there is."""
_THIN = 0.025
"""Half the width of an arm, in parts of the figure's size."""
_PAPER_LIGHTNESS = 98.0
_BROAD = 0.9
"""Width of what is surely no trunk, in parts of its height."""
_LEAST_ABOVE, _LEAST_BELOW = 0.25, 0.2
"""Least height of who stands and of what they stand on, in parts of both."""


def part_crowd(mask: Mask, page: Rgb) -> list[Mask]:
    """Part bodies side by side that only touch, if each of them, or all but one, has a face of its own.

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
    nearest = away.argmin(0)
    bodies = [figure & (nearest == index).astype(np.uint8) for index in range(len(cores))]
    deepest = [float(depth[labels == core.label].max()) for core in cores]
    for (one, one_deep), (other, other_deep) in combinations(zip(bodies, deepest, strict=True), 2):
        if _meet(one, other) > 2 * _NECK * min(one_deep, other_deep):
            return [mask]
    lightness = lab(page[y0:y1, x0:x1])[..., 0]
    bodies = [body[1:-1, 1:-1] for body in bodies]
    if sum(has_face(body, lightness) for body in bodies) < max(2, len(bodies) - 1):
        return [mask]
    parts: list[Mask] = []
    for body in bodies:
        whole = np.zeros_like(mask)
        whole[y0:y1, x0:x1] = body
        parts.append(whole)
    return parts if _in_a_row(parts) else [mask]


def _meet(one: Mask, other: Mask) -> int:
    """Give how long the border of two bodies is, in pixels."""
    return int((dilate(one, np.ones((3, 3), np.uint8)) & other).sum())


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

    A head on wide shoulders is no body: what is above must have a face high up, or stand on legs on something
    so wide that it is nobody's trunk.
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
    if reach[:floor].max() > _NARROWER * reach[floor:].max():
        return [mask]
    is_wide = reach[floor:].max() > _BROAD * (height - floor) and y1 < len(mask)
    has_legs = is_wide and _stands_on_legs(lines[:floor], near)
    if not has_legs and not has_face(above, lab(view)[..., 0], _HIGH):
        return [mask]
    over, under = (named_colors(view, lines & half, most=1) for half in (above, below))
    if over == under:
        return [mask]
    parts: list[Mask] = []
    for half in _parted_at(floor, lab(view), lines, near):
        whole = np.zeros_like(mask)
        whole[window] = solid(half, span_px(mask.shape))
        parts.append(whole)
    return parts


def _stands_on_legs(lines: Mask, near: int) -> bool:
    """Tell legs from a neck: most rows above the feet meet two of them."""
    legs = np.pad(lines[-4 * near : -2 * near], ((0, 0), (1, 0))).astype(np.int8)
    return bool(np.median(np.count_nonzero(np.diff(legs, axis=1) > 0, axis=1)) >= 2)


def _parted_at(floor: int, colors: Plane, lines: Mask, near: int) -> tuple[Mask, Mask]:
    """Part strokes at a floor: near it, those below legs and of their colour are of who is above."""
    # As a way from paper white: crayon that lies thin has the hue of the same crayon pressed harder.
    hues = colors - np.array((_PAPER_LIGHTNESS, 0, 0), np.float32)
    hues /= np.maximum(1, np.linalg.norm(hues, axis=2, keepdims=True))
    legs, edge, inside = (
        np.median(hues[rows][lines[rows] > 0], axis=0)
        for rows in (
            slice(floor - 4 * near, floor - 2 * near),
            slice(floor, floor + near),
            slice(floor + 2 * near, floor + 5 * near),
        )
    )
    away, *others = (np.linalg.norm(hues - hue, axis=2) for hue in (legs, edge, inside))
    columns = lines[floor - 4 * near : floor - 2 * near].max(axis=0, keepdims=True)
    below_legs = dilate(columns, np.ones((1, 3 * near), np.uint8))
    above, body = lines.copy(), lines.copy()
    above[floor - 2 * near :] &= (below_legs & (away < np.minimum(*others)))[floor - 2 * near :]
    above[floor + near :], body[floor - 2 * near :] = 0, 0
    above = touched_by(body, above)
    rest = lines & (1 - above)
    rest[: floor - near] &= 1 - below_legs
    return above, rest


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
    return any(_is_pair(a, b, width) for a, b in combinations(eyes, 2))


def _is_pair(a: Blob, b: Blob, width: int) -> bool:
    across, down = abs(a.center_x - b.center_x), abs(a.center_y - b.center_y)
    is_apart = 0.12 * width < across < 0.5 * width and down < 0.3 * across
    is_central = 0.25 < (a.center_x + b.center_x) / 2 / width < 0.75
    return is_apart and is_central and 0.4 < a.area / b.area < 2.5


def _dots(lightness: Plane, size: float) -> NDArray[np.uint8]:
    calm = cv2.medianBlur(lightness, 3)
    side = 2 * max(1, round(0.5 * _EYE[1] * size)) + 1
    around = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    # Crayon has gaps of bare paper: an eye is darker than the strokes beside it, too.
    usual = cv2.erode(cv2.GaussianBlur(calm, (0, 0), 0.1 * size), np.ones((3, 3), np.uint8))
    return ((around - calm > _DARKER) & (usual - calm > _DARKER)).astype(np.uint8)
