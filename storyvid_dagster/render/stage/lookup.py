"""From where on a bent sheet each pixel of a frame comes: bend, pose and camera in one warp.

The places are worked out for one pixel in a hundred and fifty, and lie straight between. Only what a sheet
covers is looked up: bands as wide as the figure is there, which spares a third of its upright box.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.planes import Plane
from storyvid_dagster.render.rig.field import Bent, Floats

Affine = NDArray[np.float64]
"""(3, 3): maps columns (x, y, 1)."""
Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""

_NODE_PX = 12
_BANDS, _LEAST_ROWS = 3, 16
"""Bands of a figure at most, and rows of nodes of one at least: each costs some calls."""
COVER_PX = 16
"""Side of the cells of which is known whether a sheet shows there."""


def cover_of(alpha: Plane) -> Plane:
    """Tell for every cell of a sheet whether anything shows there or beside it."""
    rows, columns = -(-alpha.shape[0] // COVER_PX), -(-alpha.shape[1] // COVER_PX)
    padded = np.zeros((rows * COVER_PX, columns * COVER_PX), np.uint8)
    padded[: alpha.shape[0], : alpha.shape[1]] = alpha
    shows = padded.reshape(rows, COVER_PX, columns, COVER_PX).max((1, 3)) > 0
    return np.asarray(cv2.dilate(shows.astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)


@dataclass(frozen=True)
class Lookup:
    """Where the pixels of a box of a plane come from, known at nodes."""

    box: Box
    x: Floats
    """One node every `node_px` pixels, and one more all round, or the map would stand still at the edge."""
    y: Floats
    covered: NDArray[np.bool_]
    """Which of the nodes, without those all round, show something."""
    node_px: int

    def halved(self, onto_frame: Affine | None = None) -> Self:
        """Give the same for planes of half the size.

        Args:
            onto_frame: From pixels of the sheet to those of the frame, whose chroma sits at the left of two
                pixels; `None`: samples sit in the middle.
        """
        x, y = self.x, self.y
        if onto_frame is not None:
            back = cv2.invertAffineTransform(onto_frame[:2])
            x, y = x - np.float32(0.5 * back[0, 0]), y - np.float32(0.5 * back[1, 0])
        half = np.float32(0.5)
        left, top, right, bottom = (edge // 2 for edge in self.box)
        return replace(
            self,
            box=(left, top, right, bottom),
            x=(x - half) * half,
            y=(y - half) * half,
            node_px=self.node_px // 2,
        )

    def pieces(self, plane: NDArray[np.uint8]) -> Iterator[tuple[tuple[slice, slice], cv2.typing.MatLike]]:
        """Give what of a sheet's plane is seen, band by band, and where in the frame each lies."""
        left, top, right, bottom = self.box
        px = self.node_px
        band = max(_LEAST_ROWS, -(-len(self.covered) // _BANDS))
        for first in range(0, len(self.covered), band):
            columns = np.flatnonzero(self.covered[first : first + band].any(0))
            if not len(columns):
                continue
            begin, end = int(columns[0]), int(columns[-1]) + 1
            high = min(len(self.covered), first + band) - first
            nodes = slice(first, first + high + 2), slice(begin, end + 2)
            x0, y0 = left + begin * px, top + first * px
            x1, y1 = min(right, left + end * px), min(bottom, y0 + high * px)
            size = (end - begin + 2) * px, (high + 2) * px
            part = slice(px, px + y1 - y0), slice(px, px + x1 - x0)
            across, down = (
                np.asarray(cv2.resize(np.ascontiguousarray(places[nodes]), size), np.float32)[part]
                for places in (self.x, self.y)
            )
            yield (slice(y0, y1), slice(x0, x1)), cv2.remap(plane, across, down, cv2.INTER_LINEAR)


def look_up(
    corner: tuple[int, int], cover: Plane, onto: Affine, bent: Bent, size: tuple[int, int]
) -> Lookup | None:
    """Work out where on a bent sheet pixels of a frame were; `None` where nothing of it is seen.

    Args:
        corner: Where in the picture the sheet's first pixel is (x, y).
        cover: Where it shows something.
        onto: From pixels of the sheet to pixels of the frame.
        bent: How it is bent.
        size: (width, height) of the frame.
    """
    rows, columns = np.nonzero(cover)
    if not len(rows):
        return None
    across, down = bent.reach
    shown = (
        (float(columns.min())) * COVER_PX - across,
        (float(rows.min())) * COVER_PX - down,
        (float(columns.max()) + 1) * COVER_PX + across,
        (float(rows.max()) + 1) * COVER_PX + down,
    )
    x0, y0, x1, y1 = (edge // 2 * 2 for edge in seen_box(shown, onto, size))
    if x1 <= x0 or y1 <= y0:
        return None
    (xx, xy, x), (yx, yy, y) = cv2.invertAffineTransform(onto[:2]).tolist()
    column = (np.arange(-(-(x1 - x0) // _NODE_PX) + 2) - 0.5) * _NODE_PX - 0.5 + x0
    row = ((np.arange(-(-(y1 - y0) // _NODE_PX) + 2) - 0.5) * _NODE_PX - 0.5 + y0)[:, np.newaxis]
    before_x, before_y = bent.whence(
        (xx * column + xy * row + (x + corner[0])).astype(np.float32),
        (yx * column + yy * row + (y + corner[1])).astype(np.float32),
    )
    before_x, before_y = before_x - np.float32(corner[0]), before_y - np.float32(corner[1])
    cell = np.float32(1 / COVER_PX)
    middle = np.float32(0.5)
    inner = slice(1, -1), slice(1, -1)
    covered = cv2.remap(
        cover,
        (before_x[inner] + middle) * cell - middle,
        (before_y[inner] + middle) * cell - middle,
        cv2.INTER_NEAREST,
    )
    return Lookup((x0, y0, x1, y1), before_x, before_y, np.asarray(covered) > 0, _NODE_PX)


def seen_box(edges: tuple[float, float, float, float], onto: Affine, size: tuple[int, int]) -> Box:
    """Give the box of a frame that an upright box of a sheet comes to lie in."""
    left, top, right, bottom = edges
    (xx, xy, x), (yx, yy, y), _ = onto.tolist()
    across = [xx * a + xy * b + x for a in (left, right) for b in (top, bottom)]
    down = [yx * a + yy * b + y for a in (left, right) for b in (top, bottom)]
    return (
        max(0, floor(min(across)) - 1),
        max(0, floor(min(down)) - 1),
        min(size[0], ceil(max(across)) + 2),
        min(size[1], ceil(max(down)) + 2),
    )
