"""Which strokes belong together: connected pieces, filled one by one, joined into figures."""

from dataclasses import dataclass
from math import inf, sqrt

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import (
    Blob,
    Mask,
    blobs,
    bounds,
    close,
    disc,
    distance_to,
    hull,
    resize_mask,
    scaled,
    span_px,
)
from storyvid_dagster.cutout.silhouette import part, solid

_MAX_PIECES = 120
"""More are crumbs: the smallest are left out."""
_AREA_PX = 760 * 570
_BITS, _FEWEST_BITS, _MOSTLY = (0.012, 0.15), 6, 0.35
"""Length of a bit of a dashed line in parts of the span, least number of them, and their part of the ink."""
_NEAR_END, _CARRIED_ON = 0.007, 0.016
"""How near is near an end, and how far a line is carried on from it, in parts of the span."""
_THIN = 0.3
"""Part of what is near that a thin line covers at most."""
_LIMB, _LIMB_GAP, _SLIM = (0.03, 0.12), 0.026, 4.0
"""Of a limb that comes off: its length and how far before its body it ends, in parts of the span, and how
many times longer than wide it is."""
_LIMB_AREA = 0.35
"""Most of its area, in parts of its body's."""
_REACH = 0.03
"""Farthest two pieces of one figure may lie apart, in parts of the span."""


@dataclass(frozen=True)
class _Piece:
    """A filled connected piece, as a window of the page."""

    window: tuple[slice, slice]
    shape: Mask
    area: int

    @property
    def width(self) -> int:
        return self.shape.shape[1]

    @property
    def left(self) -> int:
        return self.window[1].start

    def grown(self, by: int, page: tuple[int, ...]) -> tuple[slice, slice]:
        rows, columns = self.window
        return (
            slice(max(0, rows.start - by), min(page[0], rows.stop + by)),
            slice(max(0, columns.start - by), min(page[1], columns.stop + by)),
        )


def group(drawn: Mask) -> list[Mask]:
    """Join what is drawn into figures.

    Args:
        drawn: Ink without ground and sky.

    Returns:
        Solid masks at grouping size (`_AREA_PX` or smaller), largest first, none overlapping.
    """
    width, height = scaled(drawn.shape, min(1.0, sqrt(_AREA_PX / drawn.size)))
    page = (height, width)
    drawn = resize_mask(drawn, page, level=0.27)
    span = span_px(page)
    pieces = _pieces(drawn, span)
    owner = np.zeros(page, np.int32)
    for number, piece in enumerate(pieces, start=1):
        view = owner[piece.window]
        view[(piece.shape > 0) & (view == 0)] = number
    family = _join(pieces, owner, span)
    figures: list[Mask] = []
    for head in np.unique(family[1:]):
        members = np.isin(owner, np.flatnonzero(family == head)).astype(np.uint8)
        if members.any():
            x0, y0, x1, y1 = bounds(members)
            for figure in part(solid(members[y0:y1, x0:x1], span)):
                whole = np.zeros(page, np.uint8)
                whole[y0:y1, x0:x1] = figure
                figures.append(whole)
    return sorted(figures, key=lambda figure: -int(figure.sum()))


def _pieces(drawn: Mask, span: float) -> list[_Piece]:
    """Give the connected pieces, each filled alone, largest first."""
    closed = close(drawn, disc(0.004 * span))
    labels, found = blobs(closed)
    if _is_dashed(found, span):
        labels, found = blobs(closed | _beyond_ends(closed, span))
        labels[closed == 0] = 0
    found = sorted(found, key=lambda blob: -blob.width * blob.height)[:_MAX_PIECES]
    pieces: list[_Piece] = []
    for blob in found:
        if max(blob.width, blob.height) >= 0.012 * span:
            shape = solid((labels[blob.window] == blob.label).astype(np.uint8), span)
            pieces.append(_Piece(blob.window, shape, int(shape.sum())))
    return sorted(pieces, key=lambda piece: -piece.area)


def _is_dashed(found: list[Blob], span: float) -> bool:
    """Tell lines that faint pencil left in bits."""
    bits = [b for b in found if _BITS[0] < max(b.width, b.height) / span < _BITS[1]]
    return len(bits) >= _FEWEST_BITS and sum(b.area for b in bits) > _MOSTLY * sum(b.area for b in found)


def _beyond_ends(drawn: Mask, span: float) -> Mask:
    """Carry every thin line on a little way from its ends.

    At an end all of a line lies on one side: the middle of what is near is away from it.
    """
    reach = round(_NEAR_END * span)
    box = (2 * reach + 1, 2 * reach + 1)
    ink = drawn.astype(np.float32)
    y, x = np.indices(drawn.shape, np.float32)
    count = cv2.boxFilter(ink, -1, box, normalize=False)
    away_x = x - cv2.boxFilter(x * ink, -1, box, normalize=False) / np.maximum(count, 1)
    away_y = y - cv2.boxFilter(y * ink, -1, box, normalize=False) / np.maximum(count, 1)
    far = np.hypot(away_x, away_y)
    ends = np.nonzero((drawn > 0) & (far > 0.4 * reach) & (count < _THIN * box[0] ** 2))
    steps = np.arange(1, round(_CARRIED_ON * span) + 1)[:, None]
    rows = np.rint(ends[0] + steps * (away_y[ends] / far[ends])).astype(int)
    columns = np.rint(ends[1] + steps * (away_x[ends] / far[ends])).astype(int)
    beyond = np.zeros_like(drawn)
    beyond[rows.clip(0, len(drawn) - 1), columns.clip(0, drawn.shape[1] - 1)] = 1
    return beyond


def _join(pieces: list[_Piece], owner: NDArray[np.int32], span: float) -> NDArray[np.int32]:
    """Give every piece (from 1) the number of the piece that heads its figure."""
    family = np.arange(len(pieces) + 1, dtype=np.int32)
    hulls = {n: hull(p.shape) for n, p in enumerate(pieces, start=1) if p.area > 0.004 * owner.size}
    by = int(_REACH * span)
    for number, piece in reversed(list(enumerate(pieces, start=1))):  # crumbs first
        window = piece.grown(by, owner.shape)
        near = owner[window]
        own = np.zeros(near.shape, np.uint8)
        rows, columns = piece.window
        top, left = rows.start - window[0].start, columns.start - window[1].start
        own[top : top + piece.shape.shape[0], left : left + piece.width] = piece.shape
        away = distance_to(own)
        gaps = np.full(number, inf, np.float32)
        smaller_number = near < number  # larger pieces come first
        np.minimum.at(gaps, near[smaller_number], away[smaller_number])
        candidates: list[tuple[float, int]] = []
        limb_of = _points_at(piece, owner, span)
        for other, bigger in enumerate(pieces[: number - 1], start=1):
            gap = float(gaps[other])
            if (
                (gap == 0 and _covered(near, own, other) > 0.5)
                or _is_close(piece, bigger, gap, span, owner.size)
                or (other == limb_of and piece.area < _LIMB_AREA * bigger.area)
                or _is_inside(piece, bigger, hulls.get(other), owner.size)
            ):
                candidates.append((gap, other))
        if candidates:
            family[number] = min(candidates)[1]
    for number in range(1, len(family)):  # heads have smaller numbers, so one pass settles all
        family[number] = family[family[number]]
    return family


def _covered(near: NDArray[np.int32], own: Mask, other: int) -> float:
    return float((near[own > 0] == other).mean())


def _is_close(piece: _Piece, bigger: _Piece, gap: float, span: float, page: int) -> bool:
    """A small piece beside a bigger one, or a body part above or below another."""
    if piece.area < 0.35 * bigger.area and gap <= (0.012 if piece.area < 0.02 * page else 0.006) * span:
        return True
    left, right = max(piece.left, bigger.left), min(piece.left + piece.width, bigger.left + bigger.width)
    stacked = right - left > 0.6 * min(piece.width, bigger.width)
    return stacked and gap <= min(_REACH * span, 0.12 * piece.area**0.5)


def _points_at(piece: _Piece, owner: NDArray[np.int32], span: float) -> int:
    """Give the number of the piece that a straight, slim stroke ends a little before; 0 for none."""
    if not _LIMB[0] * span < max(piece.shape.shape) < _LIMB[1] * span:
        return 0
    places = np.argwhere(piece.shape).astype(np.float32)
    middle, axes, spread = cv2.PCACompute2(places, np.empty(0))
    if spread[0, 0] < _SLIM**2 * spread[1, 0]:
        return 0
    along = (places - middle) @ axes[0]
    origin = middle[0] + np.array([side.start for side in piece.window])
    for end, way in ((along.max(), 1), (along.min(), -1)):
        steps = end + way * np.arange(1, round(_LIMB_GAP * span) + 1)
        rows, columns = np.rint(origin + steps[:, None] * axes[0]).astype(int).T
        inside = (rows >= 0) & (columns >= 0) & (rows < len(owner)) & (columns < owner.shape[1])
        met = owner[rows[inside], columns[inside]]
        met = met[met > 0]
        if met.size:
            return int(met[0])
    return 0


def _is_inside(piece: _Piece, bigger: _Piece, outline: Mask | None, page: int) -> bool:
    """A small piece within the hull of a bigger, open one."""
    if outline is None or piece.area > 0.30 * bigger.area or outline.sum() > 0.45 * page:
        return False
    rows, columns = piece.window
    top, left = rows.start - bigger.window[0].start, columns.start - bigger.window[1].start
    bottom, right = top + piece.shape.shape[0], left + piece.width
    if top < 0 or left < 0 or bottom > outline.shape[0] or right > outline.shape[1]:
        return False
    return bool(outline[top:bottom, left:right][piece.shape > 0].mean() > 0.92)
