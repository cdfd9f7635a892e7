"""Where on its sheet a figure is, and where its face is or must be."""

import numpy as np

from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.scenery import Extent, PixelBox
from storyvid_dagster.images import read_rgba
from storyvid_dagster.render.planes import Rgba
from storyvid_dagster.render.rig.faces import find_face
from storyvid_dagster.render.stage.puppets import sprite

HEAD = 0.45
"""Upper part of a figure in which its face is."""
_FACE_WIDTH = 0.62
"""Widest a face is, in heights of the figure."""
_DENSE = 0.6
"""Share of what is drawn in the upper part that must be where the face is; with less, it may be anywhere."""
_CHEEK, _CHIN = 1.1, 0.7
"""From an eye to the side of the head, and from the mouth to its end, in parts of what the eyes are apart."""
_VISIBLE = 8
"""Alpha below which a pixel does not count."""


def extent_of(png: bytes, what: str = "a figure", plan: BodyPlan | None = None) -> Extent:
    """Measure a sheet.

    A face is where eyes and mouth are seen. Else it is where most of the upper part is, as of an animal
    seen from the side; one that is as dense all over may have it anywhere.

    Args:
        png: RGBA.
        what: Names the sheet in errors.
        plan: How its kind is built; `None`: not known.

    Raises:
        RenderError: The bytes are no picture.
    """
    rgba = read_rgba(png, what)
    shows = rgba[..., 3] > _VISIBLE
    rows, columns = np.flatnonzero(shows.any(1)), np.flatnonzero(shows.any(0))
    if not len(rows):
        nothing = (0, 0, shows.shape[1], shows.shape[0])
        return Extent(nothing, nothing)
    left, top, right, bottom = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    whole = left, top, right, bottom
    if seen := _seen_face(rgba, whole, plan):
        return Extent(whole, seen, is_seen=True)
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
    return Extent(whole, (start, top, start + wide, head_bottom))


def _seen_face(rgba: Rgba, whole: PixelBox, plan: BodyPlan | None) -> PixelBox | None:
    """Give the head about the eyes and the mouth that are seen, with all that is above them."""
    sheet = sprite(rgba, 0, 0)
    face = find_face(sheet, plan)
    if face is None:
        return None
    first, last = face.eyes
    apart = last.x - first.x
    left, top, right, bottom = whole
    return (
        max(left, round(sheet.left + first.x - _CHEEK * apart)),
        top,
        min(right, round(sheet.left + last.x + _CHEEK * apart)),
        min(bottom, round(sheet.top + face.mouth.bottom + _CHIN * apart)),
    )
