"""How paper bends: a smooth field of displacements, given on a coarse grid over a figure."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.rig.skeleton import Mask

Floats = NDArray[np.float32]

_NODES = 60
"""Along the longer side of a figure."""
_SHEAR = 0.6
"""Strokes pulled aside farther, across for along, look smeared."""
_FOLDS = 0.9
"""Paper pulled together so far would fold."""
_FLAT = 1e-6
_INKED = 0.05
_ROUNDS = 3
"""Steps towards the place that comes to lie somewhere; a field that does not fold needs no more."""


def floats(values: NDArray[np.floating]) -> Floats:
    """Give values in the precision fields have."""
    return np.asarray(values, np.float32)


@dataclass(frozen=True)
class Grid:
    """Nodes spread evenly over a figure of `width` x `height` pixels, each in the middle of its cell."""

    width: int
    height: int

    @cached_property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of nodes."""
        cell = max(self.width, self.height) / _NODES
        return max(2, ceil(self.height / cell)), max(2, ceil(self.width / cell))

    @cached_property
    def cell(self) -> tuple[float, float]:
        """Width and height of a cell, in pixels."""
        rows, columns = self.shape
        return self.width / columns, self.height / rows

    @cached_property
    def places(self) -> Floats:
        """Where the nodes are: (rows, columns, 2) as (x, y), in pixels of the figure."""
        rows, columns = self.shape
        wide, high = self.cell
        x, y = np.meshgrid((np.arange(columns) + 0.5) * wide - 0.5, (np.arange(rows) + 0.5) * high - 0.5)
        return np.dstack([x, y]).astype(np.float32)

    @property
    def x(self) -> Floats:
        """How far right the nodes are, in pixels of the figure."""
        return np.asarray(self.places[..., 0], np.float32)

    @property
    def y(self) -> Floats:
        """How far down the nodes are, in pixels of the figure."""
        return np.asarray(self.places[..., 1], np.float32)

    def sampled(self, weights: Floats | Mask) -> Floats:
        """Give values known all over a figure, at any size, at the nodes."""
        rows, columns = self.shape
        smaller = weights.shape[0] >= rows
        how = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
        return np.asarray(
            cv2.resize(weights.astype(np.float32), (columns, rows), interpolation=how), np.float32
        )

    def slopes(self, weights: Floats) -> tuple[Floats, Floats]:
        """Give how much values at the nodes grow with each pixel downwards and to the right."""
        down, right = np.gradient(weights)
        wide, high = self.cell
        return np.asarray(down, np.float32) / np.float32(high), np.asarray(right, np.float32) / np.float32(
            wide
        )

    def most(self, weights: Floats, inked: Floats) -> float:
        """Tell how far what `weights` move may go, in pixels, before paper folds or strokes smear.

        Args:
            weights: At the nodes.
            inked: At the nodes: 1 where the figure is.
        """
        down, right = self.slopes(weights)
        slope = np.hypot(right, down)
        return self.limit(slope, inked)

    def limit(self, slope: Floats, inked: Floats) -> float:
        """Tell how many times a slope of displacements may be taken before paper folds or strokes smear."""
        drawn = float(slope[inked > _INKED].max(initial=0))
        return min(_SHEAR / max(_FLAT, drawn), _FOLDS / max(_FLAT, float(slope.max())))


@dataclass(frozen=True)
class Bent:
    """A field ready to be applied."""

    moved: Floats
    """(rows, columns, 2): how far what is at each node goes (x, y), in pixels of the figure."""
    grid: Grid
    corner: tuple[int, int]
    """Where in the picture the figure's first pixel is (x, y)."""

    @cached_property
    def reach(self) -> tuple[float, float]:
        """How far anything goes across and down, in pixels."""
        across, down = np.abs(self.moved).reshape(-1, 2).max(0).tolist()
        return across, down

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Tell how far what is at a place of the picture goes."""
        left, top = self.corner
        one = np.ones((1, 1), np.float32)
        across, down = self._sampled((x - left) * one, (y - top) * one)[0, 0].tolist()
        return across, down

    def whence(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Tell what comes to lie at places of the picture: where it was before."""
        left, top = np.float32(self.corner[0]), np.float32(self.corner[1])
        x, y = x - left, y - top
        before_x, before_y = x, y
        for _ in range(_ROUNDS):
            moved = self._sampled(before_x, before_y)
            before_x, before_y = x - moved[..., 0], y - moved[..., 1]
        return before_x + left, before_y + top

    def _sampled(self, x: Floats, y: Floats) -> Floats:
        wide, high = self.grid.cell
        column = (x + np.float32(0.5)) * np.float32(1 / wide) - np.float32(0.5)
        row = (y + np.float32(0.5)) * np.float32(1 / high) - np.float32(0.5)
        found = cv2.remap(self.moved, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found, np.float32)
