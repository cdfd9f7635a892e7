# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Find an edge of a sheet below what is seen beyond it: a table, a gap before another sheet, a blanket.

Every function looks at a small picture that is turned so that the edge is the upper one. `smooth` is that
picture, (H, W, 3) uint8 RGB; `difference` its colours less the paper's, (H, W, 3) Lab; `like_paper` (H, W) is
1 where they are near to it, and `sheet` the largest such area.
"""

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import Mask, Plane, Rgb, lab, open_

_STRAIGHT_PX = 1.2
"""How far the edge of a sheet may be off a line, in the small picture; crayon is rougher."""
_DEEPEST, _SHORTEST, _STEEPEST = 0.35, 0.25, 0.35
"""Of a table beyond a side: most part of the picture, least part of the side, and slope."""
_ON_LINE = 0.5
"""Part of an edge that must be straight: a hand or a hard shadow may lie over the rest."""
_LEAST_SHADOW, _SHADOW_HUE = 0.4, 0.12
"""Paper in the shade is at least so bright, in parts of paper in the light, and of about the same hue."""
_SEAM_DEPTH, _SEAM_LENGTH, _SEAM_SLOPE = 0.25, 0.8, 0.1
"""Of a dark strip with brightness beyond: most part of the picture, least part of the side, and slope."""
_NARROWEST_GAP_PX, _GAP_PX, _WIDEST_SEAM_PX = 3, 5, 25
"""Of a gap between sheets in the small picture: least width, and on the average; strokes are thinner."""
_NEIGHBOUR = 0.05
"""Part of the picture that a neighbour's sheet takes at least: what has less beyond is a road."""
_ROAD_LENGTH, _ROAD_END, _PARALLEL_PX = 0.95, 0.03, 2.0
"""Of a road: least part of its length with paper beyond, how near to a corner it still comes, in parts of the
side, and by how much less its width changes in the small picture."""
_SEAM, _STEP = 6.0, 5.0
"""Least darkness of it in Lab, and least difference of what is beyond a rail."""
_BORDER_PX, _ROUGH = 3, 4.0
"""Rows along a side of the small picture; lightness usually strays by more where they show folds and not
paper in whatever light."""
_BENT_LENGTH, _MOST_BENT = 0.6, 0.03
"""Of a bent edge: least part of the side, and most rise in parts of it."""
_LEAST_FLOOR = 0.055
"""Least part of the picture that a floor takes: a frame drawn round the page is nearer to the border."""
_TRIES, _APART = 1500, 0.15
"""How many parabolas are tried, and how far their points lie apart, in parts of the side."""
_VIVID, _VIVID_WARM = 30.0, 50.0
"""Chroma above which what lies beyond an edge is drawn; of reds and browns, wood among them, the second."""
Edge = tuple[float, float]
"""Height of an upper edge at the left and at the right side of the picture."""


def seam(smooth: Rgb, difference: Plane, like_paper: Mask) -> Edge | None:
    """Find a dark strip along the top of a sheet, though it is bright beyond.

    That is the rail of a board, or a gap before a neighbour's sheet.
    """
    height, width = like_paper.shape
    lightness = np.ascontiguousarray(difference[: round(_SEAM_DEPTH * height), :, 0])
    strip = cv2.morphologyEx(lightness, cv2.MORPH_CLOSE, np.ones((_WIDEST_SEAM_PX, 1), np.uint8)) - lightness
    dark = (strip > _SEAM).astype(np.uint8)
    away = np.arange(height, dtype=np.float32)[:, None] - np.zeros((1, width), np.float32)
    for thinnest in (_NARROWEST_GAP_PX, 1):
        thick = open_(dark, np.ones((thinnest, 1), np.uint8))
        columns, rows = np.nonzero((thick[:-1] > thick[1:]).T)
        if len(np.unique(columns)) < _SEAM_LENGTH * width:
            continue
        left, slope, on_line = _longest_line(columns.astype(np.float32), rows.astype(np.float32) + 1)
        if len(np.unique(columns[on_line])) < _SEAM_LENGTH * width or abs(slope) > _SEAM_SLOPE:
            continue
        edge = left + slope * np.arange(width, dtype=np.float32)
        width_px = float(np.count_nonzero(thick[(away - edge < 0)[: len(thick)]]) / width)
        within, inner, beyond = (
            (away - edge > start) & (away - edge < end)
            for start, end in ((-3, 0), (1.5, 7), (-width_px - 10, -width_px - 3))
        )
        if not beyond.any() or not inner.any():
            continue
        share = (np.median(smooth[within], axis=0) + 1) / (np.median(smooth[inner], axis=0) + 1)
        if like_paper[inner].mean() < 0.75 or _is_crayon(share):
            continue
        step = np.abs(np.median(difference[beyond], axis=0) - np.median(difference[inner], axis=0)).max()
        is_gap = thinnest > 1 and width_px > _GAP_PX and edge.mean() - width_px > _NEIGHBOUR * height
        is_gap = is_gap and not _is_road(edge, difference)
        if is_gap or step > _STEP:
            return left, left + slope * (width - 1)
    return None


def bent_edge(smooth: Rgb, difference: Plane, like_paper: Mask) -> Edge | None:
    """Find the upper edge of a sheet that bends a little, before folds and fibres of what it lies on.

    Some of those may be as bright as paper: the edge is where most steps of colour lie on one parabola.

    Returns:
        The line inside that edge.
    """
    height, width = like_paper.shape
    border = difference[:_BORDER_PX, :, 0].mean(axis=0)
    across = np.linspace(-1, 1, width)
    folds = np.abs(border - np.polynomial.Polynomial.fit(across, border, 3)(across))
    if np.median(folds) < _ROUGH:
        return None
    band = np.ascontiguousarray(difference[: round(_SEAM_DEPTH * height)])
    slope = np.array([-1, -1, -1, 0, 1, 1, 1], np.float32)[:, None] / 3
    step = np.linalg.norm(cv2.filter2D(band, -1, slope), axis=2)
    steepest = (step > _STEP) & (step >= cv2.dilate(step, np.ones((9, 1), np.uint8)))
    steepest[:_BORDER_PX] = False
    columns, rows = np.nonzero(steepest.T)
    if len(np.unique(columns)) < _BENT_LENGTH * width:
        return None
    edge, on_edge = _best_parabola(columns, rows, width)
    if len(np.unique(columns[on_edge])) < _BENT_LENGTH * width:
        return None
    away = np.arange(height, dtype=np.float32)[:, None] - edge
    outer, inner = (away < -2) & (away > -8), (away > 2) & (away < 8)
    if edge.min() < _LEAST_FLOOR * height or not inner.any():
        return None
    share = (np.median(smooth[outer], axis=0) + 1) / (np.median(smooth[inner], axis=0) + 1)
    if like_paper[inner].mean() < 0.75 or _is_crayon(share):
        return None
    ends = edge[[0, -1]]
    chord = np.linspace(ends[0], ends[1], width)
    low, high = (ends + (edge - chord).max()).tolist()
    return low, high


def _best_parabola(
    columns: NDArray[np.int64], rows: NDArray[np.int64], width: int
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Give the row at every column of the flat parabola on which most points lie, and which points do."""
    thirds = np.searchsorted(columns, np.linspace(0, width, 4))
    chance = np.random.default_rng(1)
    picked = np.stack([chance.integers(a, max(a + 1, b), _TRIES) for a, b in pairwise(thirds)], axis=1)
    picked = np.minimum(picked, len(columns) - 1)
    x, y = columns[picked].astype(np.float64), rows[picked].astype(np.float64)
    apart = np.diff(x, axis=1).min(axis=1) > _APART * width
    if not apart.any():
        return np.zeros(width), np.zeros(len(columns), np.bool_)
    x, y = x[apart], y[apart]
    first = (y[:, 1:] - y[:, :-1]) / np.diff(x, axis=1)
    second = (first[:, 1] - first[:, 0]) / (x[:, 2] - x[:, 0])

    def rows_at(place: NDArray[np.int64]) -> NDArray[np.float64]:
        along = first[:, 0, None] + second[:, None] * (place - x[:, 1, None])
        return y[:, 0, None] + along * (place - x[:, 0, None])

    some = slice(None, None, 3)
    count = (np.abs(rows_at(columns[some]) - rows[some]) < _STRAIGHT_PX).sum(axis=1)
    best = int((count * (np.abs(second) * width / 4 < _MOST_BENT)).argmax())
    edge = rows_at(np.arange(width))[best]
    return edge, np.abs(edge[columns] - rows) < _STRAIGHT_PX


def top_edge(sheet: Mask, like_paper: Mask, smooth: Rgb, difference: Plane) -> Edge | None:
    """Find the upper edge of a sheet below a strip of table."""
    height, width = sheet.shape
    columns = np.flatnonzero(sheet.any(0))
    depth = sheet[:, columns].argmax(0).astype(np.float32)
    if np.count_nonzero(depth > 2) < _SHORTEST * width:
        return None
    left, slope, on_line = _longest_line(columns.astype(np.float32), depth)
    if np.count_nonzero(on_line) < _SHORTEST * width:
        return None
    edge = left + slope * np.arange(width, dtype=np.float32)
    if edge.mean() > _DEEPEST * height:
        return None
    rows = np.arange(height, dtype=np.float32)[:, None]
    away = np.where(np.isin(np.arange(width), columns[on_line]), rows - edge, 99)
    outer, inner = (away < -1.5) & (away > -7), (away > 1.5) & (away < 7)
    if not outer.any() or not inner.any():
        return None
    if _is_road(edge, difference):
        return None
    share = (np.median(smooth[outer], axis=0) + 1) / (np.median(smooth[inner], axis=0) + 1)
    is_edge = like_paper[outer].mean() < 0.25 and like_paper[inner].mean() > 0.75
    if not is_edge or _is_shadow(share) or _is_crayon(share):
        return None
    return left, left + slope * (width - 1)


def _is_road(edge: Plane, difference: Plane) -> bool:
    """Tell a strip that was drawn from a gap before a neighbour's sheet: the same paper goes on beyond.

    Two sheets hardly ever lie parallel, one ends before the other, or they touch at one end of the gap.

    Args:
        edge: Lower edge of the strip at every column.
        difference: From paper in Lab, (H, W, 3).
    """
    height, width = difference.shape[:2]
    rows, columns = np.arange(height)[:, None], np.arange(width)
    before, within = (
        np.median(difference[(rows > edge + start) & (rows < edge + end)], axis=0)
        for start, end in ((1.5, 7), (-5, -1.5))
    )
    from_paper = np.linalg.norm(difference - before, axis=2)
    paper = (from_paper < 0.5 * np.linalg.norm(within - before)).astype(np.uint8)
    paper = open_(paper, np.ones((5, 5), np.uint8)) > 0
    middle = np.rint(edge) - 3
    above, below = paper & (rows <= middle), paper & (rows > middle)
    far = np.where(above.any(0), height - 1 - above[::-1].argmax(0), -1)
    thick = below.argmax(0) - far - 1
    strip = np.flatnonzero(thick > 1)
    if len(strip) < _SEAM_LENGTH * width:
        return False
    first, last = int(strip[0]), int(strip[-1])
    seen = strip[far[strip] >= 0]
    if len(seen) < _ROAD_LENGTH * (last + 1 - first):
        return False
    widths = [float(np.median(part)) for part in np.array_split(thick[seen], 3)]
    beyond = (rows <= far) & (rows > far - 6) & (columns >= first) & (columns <= last)
    step = np.abs(np.median(difference[beyond], axis=0) - before).max()
    is_parallel = max(widths) - min(widths) < _PARALLEL_PX
    ends_short = first > _ROAD_END * width, width - 1 - last > _ROAD_END * width
    return bool(is_parallel and step < _STEP and ends_short[0] == ends_short[1])


def _longest_line(x: Plane, y: Plane) -> tuple[float, float, NDArray[np.bool_]]:
    """Give start and slope of the line on which most points lie, and which of them do."""
    picked = np.linspace(0, len(x) - 1, 25).astype(int)
    first, second = (picked[index] for index in np.triu_indices(len(picked), 4))
    slope = (y[second] - y[first]) / np.maximum(1, x[second] - x[first])
    start = y[first] - slope * x[first]
    lines = start[:, None] + slope[:, None] * x
    seen = lines > 2
    on_line = (np.abs(y - lines) < _STRAIGHT_PX) & seen
    count = on_line.sum(1)
    count[(np.abs(slope) > _STEEPEST) | (count < _ON_LINE * seen.sum(1))] = 0
    best = int(count.argmax())
    return float(start[best]), float(slope[best]), on_line[best] & (count[best] > 0)


def _is_shadow(share: NDArray[np.floating]) -> bool:
    """Tell paper in the shade, by its RGB in parts of lit paper's: a little darker, and of its hue."""
    same_hue = share.max() - share.min() < _SHADOW_HUE * share.max()
    return bool(same_hue and share.max() > _LEAST_SHADOW)


def _is_crayon(share: NDArray[np.floating]) -> bool:
    """Tell grass and sky from wood and cloth, in parts of the paper's RGB: no table is so green or blue."""
    _, a, b = lab((share.clip(0, 1) * 255).astype(np.uint8)[None, None])[0, 0].tolist()
    return float(np.hypot(a, b)) > (_VIVID_WARM if min(a, b) > 0 else _VIVID)
