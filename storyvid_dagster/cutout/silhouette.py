"""From strokes to solid shapes: fill an outline that is not quite closed, part two that touch."""

from itertools import pairwise
from math import hypot

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import Mask, blobs, bounds, close, disc, distance_to, fill, touched_by

_GAPS = (0.004, 0.008, 0.014, 0.022, 0.036, 0.050)
"""Openings in an outline that are bridged, in parts of the span, as radii."""
_SAFE_GAP = 0.022
_TALL, _THIN = 0.55, 0.22
"""Height of a body and of a bridge, in parts of the whole height."""
_NARROWEST = 0.3
"""Width of a body in parts of the widest: a narrower one is a tail."""
_BRIDGE = (0.2, 0.9)
"""Where hands may meet, in parts of the height from the top."""
_EDGE = (0.04, 0.15)
"""Within the first part of the height a body ends at its arm by more than the second: 0.16 at least in 392
pairs drawn by program, where 7 fish come down to their tails by 0.13 at most."""


def solid(strokes: Mask, span: float) -> Mask:
    """Fill ONE figure's strokes: closed outlines, then ones with ever wider gaps.

    Only areas that a wider bridge newly encloses are added, grown back to the line, so that the
    outline itself stays where it is, and only ones roomier than their opening: the room between an
    arm and a cheek is not part of the figure. The widest gaps are bridged only where that more than doubles
    the figure: an open body, not the room between two legs. Do not give it several figures: it
    would glue them.
    """
    scale = min(span, 1.6 * hypot(*strokes.shape))
    margin = int(1.2 * _GAPS[-1] * scale) + 3
    padded = np.pad(strokes, margin)
    shape = fill(padded)
    away = distance_to(padded)
    for gap in _GAPS:
        radius = max(1.0, gap * scale)
        reached = (away <= radius).astype(np.uint8)
        enclosed = fill(reached)
        core = enclosed & (away > 2 * radius).astype(np.uint8)
        if not core.any():
            continue
        pocket = touched_by(core, enclosed & (1 - reached))
        if pocket.sum() > (shape.sum() if gap > _SAFE_GAP else 0):
            shape |= enclosed & (distance_to(pocket) <= 1.25 * radius + 1).astype(np.uint8)
    shape = fill(shape | close(shape, disc(0.004 * scale)))
    return np.ascontiguousarray(shape[margin:-margin, margin:-margin])


def part(shape: Mask) -> list[Mask]:
    """Part figures that only hold hands: two tall bodies with a thin bridge between them.

    The column heights of one figure with its arms out have a single tall stretch; those of two
    figures have two, and a valley between. A table is not parted: its bridge is at the top. Nor is a fish, a
    sweet in its paper or a bow: they taper to where they are thin.

    Returns:
        The parts from left to right, or the shape alone.
    """
    x0, y0, x1, y1 = bounds(shape)
    figure = shape[y0:y1, x0:x1]
    height, width = figure.shape
    if width < 0.8 * height:
        return [shape]
    reach = _reach(figure) / height
    gap = 2 * max(1, width // 40) + 1
    _, bodies = blobs(close((reach > _TALL).astype(np.uint8)[None, :], np.ones((1, gap), np.uint8)))
    least = max(0.10 * height, _NARROWEST * max((body.width for body in bodies), default=0))
    bodies = sorted((body for body in bodies if body.width >= least), key=lambda body: body.x)
    cuts: list[int] = []
    for left, right in pairwise(bodies):
        start = left.x + left.width
        between = reach[start : right.x]
        valley = start + int(np.median(np.flatnonzero(between <= between.min() + 0.02)))
        level = float(np.flatnonzero(figure[:, valley]).mean() / height) if reach[valley] else 0.5
        sides = reach[start - 1 : valley + 1], reach[right.x : valley - 1 : -1]
        is_bridge = reach[valley] < _THIN and _BRIDGE[0] < level < _BRIDGE[1]
        if is_bridge and all(_drops(side, round(_EDGE[0] * height)) for side in sides):
            cuts.append(valley)
    if not cuts:
        return [shape]
    parts: list[Mask] = []
    for start, end in zip([0, *cuts], [*cuts, width], strict=True):
        piece = np.zeros_like(shape)
        piece[y0:y1, x0 + start : x0 + end] = figure[:, start:end]
        parts.append(_without_crumbs(piece))
    return parts


def _drops(heights: NDArray[np.float64], step: int) -> bool:
    """Tell a body that ends from a figure that grows narrow, by the column heights on the way to a bridge."""
    later = np.minimum(np.arange(len(heights)) + max(1, step), len(heights) - 1)
    return bool((heights - heights[later]).max() > _EDGE[1])


def _without_crumbs(shape: Mask) -> Mask:
    """Drop what the cut left of a neighbour's hand."""
    labels, pieces = blobs(shape)
    largest = max(piece.area for piece in pieces)
    kept = [piece.label for piece in pieces if piece.area >= 0.1 * largest]
    return np.isin(labels, kept).astype(np.uint8)


def _reach(figure: Mask) -> NDArray[np.int64]:
    """Give the distance from the first to the last set pixel of every column, in pixels."""
    height = len(figure)
    return np.where(figure.any(0), height - figure.argmax(0) - figure[::-1].argmax(0), 0)
