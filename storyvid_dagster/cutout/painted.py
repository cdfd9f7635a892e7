"""Figures on a page that crayon covers: what has none of the colours that the page has along its border."""

from math import pi, sqrt

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.grouping import group
from storyvid_dagster.cutout.hero import Candidate, rank
from storyvid_dagster.cutout.picture_figures import across_outline
from storyvid_dagster.cutout.raster import Mask, Plane, Rgb, disc, lab, open_, resize, scaled

_AREA_PX = 760 * 570
_HUES = 72
_COLORFUL = 18.0
"""Chroma from which on a colour has a hue."""
_DARK = 60.0
"""Lightness below which a colour without a hue is gray or black crayon, and no gap that shows paper."""
_BORDER = 0.06
"""How far in the border reaches, in parts of the long side."""
_COMMON = 0.01
"""Part of the border that makes a colour one of the page's own."""
_FEW = 0.45
"""Most part of all hues that the crayons of a background have: the border of a photo may have more."""
_SEAM_PX = 3
"""Half the width of a seam, at that area."""
_LEFT_OVER = 0.01
"""Most part of the page that is of no crayon of the background and of no figure."""
_LEAST_EDGE = 22.0, 8.0
"""Median and lowest fifth of the difference in Lab across an outline; soft things in photos have less."""


def painted_figures(page: Rgb) -> list[Candidate]:
    """Find who stands before a background of few crayons, the hero first; nobody where there is any doubt.

    Args:
        page: (H, W, 3) uint8 RGB, painted from edge to edge.
    """
    factor = min(1.0, sqrt(_AREA_PX / (page.shape[0] * page.shape[1])))
    calm = np.asarray(cv2.medianBlur(resize(page, *scaled(page.shape, factor)), 5), np.uint8)
    drawn = _unlike_border(calm)
    if drawn is None:
        return []
    figures = rank(group(drawn), calm, drawn)
    for figure in figures:
        drawn &= 1 - figure.mask
    if drawn.mean() > _LEFT_OVER:
        return []
    colors = lab(calm)
    return [figure for figure in figures if figure.sides < 2 and _has_edge(colors, figure.mask)]


def _has_edge(colors: Plane, figure: Mask) -> bool:
    median, low = np.percentile(across_outline(colors, figure), (50, 20))
    return bool(median > _LEAST_EDGE[0] and low > _LEAST_EDGE[1])


def _unlike_border(calm: Rgb) -> Mask | None:
    """Mark what is of no colour of the border; `None` where that shows too many.

    A colour is its hue alone: that changes least with how hard a crayon was pressed and how much paper shows.
    """
    hues = _hues(calm)
    rim = max(1, round(_BORDER * max(hues.shape)))
    border = np.ones(hues.shape, np.bool_)
    border[rim:-rim, rim:-rim] = False
    share = np.bincount(hues[border], minlength=_HUES + 2) / np.count_nonzero(border)
    around = (np.roll(share[:_HUES], 1) + 2 * share[:_HUES] + np.roll(share[:_HUES], -1)) / 4
    common = around > _COMMON
    common |= np.roll(common, 1) | np.roll(common, -1)
    if common.mean() > _FEW:
        return None
    own = np.append(common, (share[_HUES] > _COMMON, True))
    return _without_seams(open_((~own[hues]).astype(np.uint8), np.ones((3, 3), np.uint8)), hues)


def _without_seams(unlike: Mask, hues: NDArray[np.int64]) -> Mask:
    """Drop thin lines of a hue that nothing thick has: where two crayons meet, they mix."""
    thick = open_(unlike, disc(_SEAM_PX))
    share = np.bincount(hues[thick > 0], minlength=_HUES + 2) / max(1, np.count_nonzero(thick))
    own = (share > _COMMON) | (not thick.any())
    return open_(thick | (unlike & own[hues]), np.ones((3, 3), np.uint8))


def _hues(page: Rgb) -> NDArray[np.int64]:
    """Number the hue of every pixel from 0; then come gray, and paper."""
    colors = lab(page)
    a, b = colors[..., 1], colors[..., 2]
    hues = ((np.arctan2(b, a) / (2 * pi) + 0.5) * _HUES).astype(np.int64) % _HUES
    without = np.where(colors[..., 0] < _DARK, _HUES, _HUES + 1)
    return np.where(np.hypot(a, b) > _COLORFUL, hues, without)
