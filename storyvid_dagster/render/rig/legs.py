"""Legs: the pieces an outline falls into at its foot when the body above them is taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from storyvid_dagster.render.rig.skeleton import Mask

_SHORTEST, _LONGEST = 0.07, 0.65
"""Of a leg, in parts of the figure's height."""
_REACHES_DOWN = 0.13
"""So much higher than the lowest foot another may stand, in parts of the height: an animal's far legs."""
_MOST = 6
_PERSISTS = 0.05
"""So long, in parts of the height, a number of legs has to stay the same."""


@dataclass(frozen=True)
class Leg:
    """A leg, in pixels of the outline."""

    mask: Mask
    """Of the whole outline's size."""
    left: int
    right: int
    top: int
    """Where the body begins."""
    bottom: int
    wide: float
    """On average."""

    @property
    def middle(self) -> float:
        """Of the foot, across."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> int:
        """From the body to the ground."""
        return self.bottom - self.top


def find_legs(mask: Mask) -> tuple[Leg, ...]:
    """Find what a figure stands on, from left to right; nothing where it does not stand on at least two.

    The outline is cut off at every height: what is below falls into pieces. The number of pieces that
    stand on the ground and stays the longest is the number of legs, and the body begins at the highest cut
    with it.
    """
    rows = np.flatnonzero(mask.any(1))
    if not len(rows):
        return ()
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    high = bottom - top
    cuts = range(bottom - max(2, round(0.03 * high)), bottom - round(_LONGEST * high), -1)
    counted = [(cut, len(_standing(mask, cut, bottom, high))) for cut in cuts]
    best: tuple[int, int] | None = None  # how long it stays, at which cut
    at = 0
    while at < len(counted):
        run = at
        while run + 1 < len(counted) and counted[run + 1][1] == counted[at][1]:
            run += 1
        n, stays = counted[at][1], run - at + 1
        if 2 <= n <= _MOST and stays >= _PERSISTS * high and (best is None or stays > best[0]):
            best = (stays, counted[run][0])
        at = run + 1
    if best is None or bottom - best[1] < _SHORTEST * high:
        return ()
    pieces = _standing(mask, best[1], bottom, high)
    return tuple(sorted((_leg(piece, best[1]) for piece in pieces), key=lambda leg: leg.middle))


def _standing(mask: Mask, cut: int, bottom: int, high: int) -> Sequence[Mask]:
    """Give the pieces below a cut that go down to the ground."""
    n, labels, stats, _ = cv2.connectedComponentsWithStats(mask[cut:bottom])
    found: list[Mask] = []
    for k in range(1, n):
        y, tall = int(stats[k, cv2.CC_STAT_TOP]), int(stats[k, cv2.CC_STAT_HEIGHT])
        if y + tall >= bottom - cut - _REACHES_DOWN * high and y <= 1:
            piece = np.zeros_like(mask)
            piece[cut:bottom] = np.asarray(labels) == k
            found.append(piece)
    return found


def _leg(piece: Mask, top: int) -> Leg:
    rows, columns = np.flatnonzero(piece.any(1)), np.flatnonzero(piece.any(0))
    bottom = int(rows[-1]) + 1
    foot = np.flatnonzero(piece[max(top, bottom - max(3, (bottom - top) // 4)) :].any(0))
    return Leg(
        piece,
        int(foot[0]) if len(foot) else int(columns[0]),
        (int(foot[-1]) if len(foot) else int(columns[-1])) + 1,
        top,
        bottom,
        float(piece.sum()) / max(1, bottom - top),
    )
