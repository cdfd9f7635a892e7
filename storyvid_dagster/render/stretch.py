"""What there is to see in a stretch of a scene, and which views do it justice."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.window import Flags, Windows, covers, hold, overlap

_HEAD_SEEN, _BODY_SEEN = 0.08, 0.12
"""Parts of somebody's head and body that may stand into a view without being in it."""
_MOST_TORN = 0.08
"""Part of a view that something without its upper part may take."""
_EDGE = 0.02
"""Heads keep so far from the edges, in parts of the window."""


@dataclass(frozen=True)
class Stretch:
    """What there is to see in a stretch of time, in boxes (N, 4)."""

    figures: NDArray[np.int64]
    wholes: NDArray[np.float64]
    heads: NDArray[np.float64]
    done: NDArray[np.float64]
    """What must be in view, since somebody acts."""
    somebody_comes: bool
    """Or goes: only the whole place shows that."""
    tops: NDArray[np.float64]
    """The upper parts of what stands about and should not be cut either."""
    stand: NDArray[np.float64]
    """All of those."""
    areas: NDArray[np.float64]
    """(N, 2): the least that each of the figures, and its head, covers at a moment: whoever walks has a large
    box and a small head, of which a view shows too much where it shows little of the box."""
    stand_areas: NDArray[np.float64]
    """(N, 2): the same of what stands about."""

    def fit(self, windows: Windows, about: tuple[int, ...], lowest_face: float) -> Flags:
        """Tell which views cut no head, hide none behind captions, and show all that is done."""
        if self.somebody_comes and about:
            return np.zeros(len(windows), bool)
        fit: Flags = np.ones(len(windows), np.bool_)
        frames = covers(windows)
        boxes = zip(self.figures.tolist(), self.wholes, self.heads, self.areas, strict=True)
        for box in self.done:
            fit = fit & hold(frames, box)
        safe = covers(windows, _EDGE, lowest_face)
        for figure, whole, head, least in boxes:
            seen = hold(safe, head)
            if figure not in about:
                seen = seen | _is_out(frames, whole, head, least)
            fit = fit & seen
        return fit

    def spares(self, windows: Windows) -> Flags:
        """Tell which views cut nothing that stands about in its upper part: it is in view, or out of it."""
        spared: Flags = np.ones(len(windows), np.bool_)
        frames = covers(windows)
        for whole, top, least in zip(self.stand, self.tops, self.stand_areas, strict=True):
            spared = spared & (hold(frames, top) | _is_out(frames, whole, top, least))
        return spared

    def spoils(self, windows: Windows) -> Flags:
        """Tell which views show a good deal of what stands about without its upper part: it looks torn."""
        spoiled: Flags = np.zeros(len(windows), np.bool_)
        frames = covers(windows)
        for whole, top, least in zip(self.stand, self.tops, self.stand_areas, strict=True):
            cut = ~hold(frames, top) & ~_is_out(frames, whole, top, least)
            spoiled = spoiled | (cut & (overlap(frames, whole) > _MOST_TORN * windows[:, 2] ** 2))
        return spoiled


def _is_out(
    frames: NDArray[np.float64],
    whole: NDArray[np.float64],
    head: NDArray[np.float64],
    least: NDArray[np.float64],
) -> Flags:
    """Tell which views show next to nothing of somebody, whose least areas at a moment are given."""
    return np.asarray(
        (overlap(frames, head) <= _HEAD_SEEN * least[1]) & (overlap(frames, whole) <= _BODY_SEEN * least[0]),
        np.bool_,
    )
