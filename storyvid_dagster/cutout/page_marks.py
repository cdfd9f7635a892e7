"""What a child draws that is nobody: a frame, a line across, words, rain. They stay on the page."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import Blob, Mask, blobs, dilate, disc, distance_to, fill, open_, span_px

_MARGIN = 0.14
"""How far in a frame may lie, in parts of the page's width and height."""
_LEAST_LINE = 0.2
"""Least length of a piece of a frame, in parts of the side."""
_IN_MARGIN = 0.97
_SIDE, _LEAST_SIDES = 0.55, 3
"""Part of a side that a frame runs along, and how many sides."""
_BRIDGE = 0.002
"""Half a gap in a stroke, in parts of the span."""
_LONG, _FLAT, _THIN, _OUT, _MET = 0.5, 0.1, 0.02, 0.02, 0.03
"""Of a line across: least width, most height and thickness, how near it comes to the border, and most width
of what stands on it; in parts of the side."""
_LETTER_HEIGHT = (0.015, 0.15)
"""In parts of the page's height."""
_LONGEST_PIECE, _STROKE = 6.0, 0.25
"""Most width of letters that touch, and half width of their strokes, in parts of their height."""
_OPEN = 0.35
"""Part of its box that an open shape encloses at most: half the pieces of a word are open."""
_SHORTEST_WORD, _SHORTEST_NAME = 1.6, 1.3
"""Least width of a row of letters, and of one that looks written, in parts of its height."""
_FEWEST_STROKES = 3
"""Two lines in three through a word meet so many: an arc has two, and a dog its legs further down."""
_UNEVEN, _OFF_LINE, _LETTER_GAP = 1.5, 0.35, 0.9
"""How far heights may differ, feet lie off one line and letters apart, in parts of a letter's height."""
_LARGER = 2.5
"""Something drawn is so much larger than the words beside it are high."""


_DROP, _FEWEST_DROPS = (0.006, 0.06), 25
"""Length of a drop in parts of the span, and how many there are at least."""
_SLIM, _PARALLEL = 1.8, 0.8
"""A drop is so much longer than wide; length of the mean of all directions, 1 where they are parallel."""
_MERGED = 4.0
"""Drops that ran into each other are so much longer and larger than one, at most."""
_RAINY = (0.6, 0.5)
"""Part of the page's width and height that rain spreads over."""


def find_marks(strokes: Mask) -> Mask:
    """Mark frame, line across, words and rain among the strokes of a page (H, W)."""
    labels, pieces = blobs(dilate(strokes, disc(_BRIDGE * span_px(strokes.shape))))
    inked = strokes > 0
    frame = _frame(np.where(inked, labels, 0), pieces)
    words = _words(labels, [piece for piece in pieces if not frame[piece.label]], len(strokes))
    known = frame | words | _rain(labels, pieces)
    return (known[labels] & inked).astype(np.uint8) | _line_across(strokes)


def _line_across(strokes: Mask) -> Mask:
    """Mark the ground, or a ceiling, drawn as one line that runs out of the page.

    Who stands on it is not part of it: where they meet the line, strokes are taller than it is thick.
    """
    height, width = strokes.shape
    tall = open_(strokes, np.ones((max(3, round(_THIN * height)), 1), np.uint8))
    thin = strokes & (1 - tall)
    labels, pieces = blobs(dilate(thin, np.ones((3, max(3, round(_MET * width))), np.uint8)))
    known = np.zeros(len(pieces) + 1, np.uint8)
    for piece in pieces:
        runs_out = min(piece.x, width - piece.x - piece.width) < _OUT * width
        known[piece.label] = runs_out and piece.width > _LONG * width and piece.height < _FLAT * height
    return known[labels] & thin


def _frame(labels: NDArray[np.int32], pieces: Sequence[Blob]) -> NDArray[np.bool_]:
    """Tell for every label whether it is of a frame: long lines in the margin along most sides."""
    height, width = labels.shape
    margin = np.ones(labels.shape, np.bool_)
    across, down = round(_MARGIN * width), round(_MARGIN * height)
    margin[down : height - down, across : width - across] = False
    inside = np.bincount(labels[margin], minlength=len(pieces) + 1)
    total = np.maximum(1, np.bincount(labels.ravel(), minlength=len(pieces) + 1))
    is_line = np.zeros(len(pieces) + 1, np.bool_)
    for piece in pieces:
        long = piece.width > _LEAST_LINE * width or piece.height > _LEAST_LINE * height
        is_line[piece.label] = long and inside[piece.label] > _IN_MARGIN * total[piece.label]
    lines = is_line[labels]
    sides = (lines[:down].any(0), lines[-down:].any(0), lines[:, :across].any(1), lines[:, -across:].any(1))
    return is_line & (sum(side.mean() > _SIDE for side in sides) >= _LEAST_SIDES)


def _rain(labels: NDArray[np.int32], pieces: Sequence[Blob]) -> NDArray[np.bool_]:
    """Tell for every label whether it is a drop: one of many short strokes that fall the same way."""
    known = np.zeros(len(pieces) + 1, np.bool_)
    low, high = (part * span_px(labels.shape) for part in _DROP)
    short = [piece for piece in pieces if low < max(piece.width, piece.height) < high]
    if len(short) < _FEWEST_DROPS:
        return known
    drops: list[Blob] = []
    ways: list[complex] = []
    for piece in short:
        shape = cv2.moments((labels[piece.window] == piece.label).astype(np.uint8), binaryImage=True)
        spread, lean = (
            shape["mu20"] + shape["mu02"],
            complex(shape["mu20"] - shape["mu02"], 2 * shape["mu11"]),
        )
        if abs(lean) * (_SLIM**2 + 1) > spread * (_SLIM**2 - 1):
            drops.append(piece)
            ways.append(lean / abs(lean))
    if len(drops) < _FEWEST_DROPS or abs(sum(ways)) < _PARALLEL * len(ways):
        return known
    height, width = labels.shape
    usual = float(np.median([max(drop.width, drop.height) for drop in drops]))
    usual_area = float(np.median([drop.area for drop in drops]))
    across, down = np.ptp([drop.center_x for drop in drops]), np.ptp([drop.center_y for drop in drops])
    if across > _RAINY[0] * width and down > _RAINY[1] * height:
        for piece in pieces:
            is_short = max(piece.width, piece.height) < _MERGED * usual
            known[piece.label] = is_short and piece.area < _MERGED * usual_area
    return known


def _words(labels: NDArray[np.int32], pieces: Sequence[Blob], height_px: int) -> NDArray[np.bool_]:
    """Tell for every label whether it is of a word: a row of thin, small shapes of one height."""
    known = np.zeros(int(labels.max()) + 1, np.bool_)
    low, high = (part * height_px for part in _LETTER_HEIGHT)
    letters = [
        piece
        for piece in sorted(pieces, key=lambda piece: piece.x)
        if low < piece.height < high and piece.width < _LONGEST_PIECE * piece.height
    ]
    letters = [piece for piece in letters if _is_thin(labels, piece)]
    largest = max((piece.width * piece.height for piece in pieces), default=0) ** 0.5
    while letters:
        row = [letters.pop(0)]
        for piece in list(letters):
            if _continues(row[-1], piece):
                row.append(piece)
                letters.remove(piece)
        tall = max(piece.height for piece in row)
        wide = row[-1].x + row[-1].width - row[0].x
        is_long = len(row) > 1 and wide > tall * _SHORTEST_WORD
        is_long = is_long or (wide > tall * _SHORTEST_NAME and _is_written(labels, row))
        is_open = 2 * sum(_is_open(labels, piece) for piece in row) >= len(row)
        if is_long and is_open and largest > _LARGER * tall:
            known[[piece.label for piece in row]] = True
    return known


def _is_thin(labels: NDArray[np.int32], piece: Blob) -> bool:
    outside = np.pad((labels[piece.window] != piece.label).astype(np.uint8), 1, constant_values=1)
    return bool(distance_to(outside).max() < _STROKE * piece.height)


def _is_written(labels: NDArray[np.int32], row: Sequence[Blob]) -> bool:
    """Tell letters, which may touch, from an arc or the outline of something flat."""
    window = (
        slice(min(p.y for p in row), max(p.y + p.height for p in row)),
        slice(row[0].x, row[-1].x + row[-1].width),
    )
    own = np.pad(np.isin(labels[window], [p.label for p in row]).astype(np.int8), ((0, 0), (1, 0)))
    strokes = np.count_nonzero(np.diff(own, axis=1) > 0, axis=1)
    return bool(np.percentile(strokes, 33) >= _FEWEST_STROKES)


def _is_open(labels: NDArray[np.int32], piece: Blob) -> bool:
    own = (labels[piece.window] == piece.label).astype(np.uint8)
    return int(fill(own).sum()) - int(own.sum()) < _OPEN * own.size


def _continues(last: Blob, piece: Blob) -> bool:
    """Tell the next letters of a word: beside the last ones, on their line, of their height."""
    tall = max(last.height, piece.height)
    gap = piece.x - last.x - last.width
    off_line = abs((piece.y + piece.height) - (last.y + last.height))
    like = tall < _UNEVEN * min(last.height, piece.height)
    return like and -0.3 * tall < gap < _LETTER_GAP * tall and off_line < _OFF_LINE * tall
