"""Where on its sheet a figure is, and where its face must be."""

import numpy as np

from storyvid_dagster.core.scenery import Extent
from storyvid_dagster.images import read_rgba

HEAD = 0.45
"""Upper part of a figure in which its face is."""
_FACE_WIDTH = 0.62
"""Widest a face is, in heights of the figure."""
_DENSE = 0.6
"""Share of what is drawn in the upper part that must be where the face is; with less, it may be anywhere."""
_VISIBLE = 8
"""Alpha below which a pixel does not count."""


def extent_of(png: bytes, what: str = "a figure") -> Extent:
    """Measure a sheet.

    The face of a figure that is wider than high, such as an animal seen from the side, is where most of its
    upper part is. One that is as dense all over may have it anywhere.

    Args:
        png: RGBA.
        what: Names the sheet in errors.

    Raises:
        RenderError: The bytes are no picture.
    """
    shows = read_rgba(png, what)[..., 3] > _VISIBLE
    rows, columns = np.flatnonzero(shows.any(1)), np.flatnonzero(shows.any(0))
    if not len(rows):
        nothing = (0, 0, shows.shape[1], shows.shape[0])
        return Extent(nothing, nothing)
    left, top, right, bottom = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    head_bottom = top + max(1, round(HEAD * (bottom - top)))
    mass = np.concatenate([[0], np.cumsum(shows[top:head_bottom, left:right].sum(0))])
    wide = min(right - left, max(1, round(_FACE_WIDTH * (bottom - top))))
    within = mass[wide:] - mass[:-wide]
    at = int(np.argmax(within))
    if within[at] < _DENSE * mass[-1]:
        at, wide = 0, right - left
    # Of several places that are as dense the middle one: a narrow head has room on both sides.
    last = int(np.flatnonzero(within == within[at])[-1]) if wide < right - left else at
    start = left + (at + last) // 2
    return Extent((left, top, right, bottom), (start, top, start + wide, head_bottom))
