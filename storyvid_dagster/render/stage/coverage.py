"""Where a layer hides something: a few boxes, so that little is laid over what is behind."""

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.camera import Area

CELL_PX = 32
_BOX_CELLS = 70
"""What a box costs beside its pixels, in cells: the calls to lay it take about 0.15 ms."""


def covered_boxes(covers: NDArray[np.bool_]) -> tuple[Area, ...]:
    """Cover all that is true with the boxes that are laid fastest, from the top down.

    The rows are cut into bands, each with a box for every stretch of columns; where to cut is found by
    dynamic programming over rows of cells.

    Args:
        covers: (H, W).

    Returns:
        Boxes that do not overlap, on a grid of `CELL_PX`.
    """
    height, width = covers.shape
    cells = _cells(covers)
    cheapest: list[tuple[int, int, list[tuple[int, int]]]] = [(0, 0, [])]
    for end in range(1, len(cells) + 1):
        options: list[tuple[int, int, list[tuple[int, int]]]] = []
        for start in range(end):
            found = _stretches(np.asarray(cells[start:end].any(0)))
            own = sum((right - left) * (end - start) + _BOX_CELLS for left, right in found)
            options.append((cheapest[start][0] + own, start, found))
        cheapest.append(min(options))
    laid: list[Area] = []
    end = len(cells)
    while end:
        _, start, found = cheapest[end]
        top, bottom = start * CELL_PX, min(height, end * CELL_PX)
        laid += [Area(top, bottom, a * CELL_PX, min(width, b * CELL_PX)) for a, b in reversed(found)]
        end = start
    return tuple(reversed(laid))


def _cells(covers: NDArray[np.bool_]) -> NDArray[np.bool_]:
    height, width = covers.shape
    grid = np.pad(covers, ((0, -height % CELL_PX), (0, -width % CELL_PX)))
    return np.asarray(grid.reshape(-(-height // CELL_PX), CELL_PX, -(-width // CELL_PX), CELL_PX).any((1, 3)))


def _stretches(row: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Find the stretches that are true, from and to."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], row, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
