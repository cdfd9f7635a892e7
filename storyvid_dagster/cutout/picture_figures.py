# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Figures in a finished picture, where they can be told from it beyond doubt.

A piece that stands out is cut along its edges several times over, each time from another guess. It is taken
for a figure only when all cuts agree, its outline is a clear edge all round, its colours are not those beside
it and some are those of the drawing. Better none than a doubtful one: a picture without is filmed whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from math import pi, sqrt

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import (
    Mask,
    Plane,
    Rgb,
    blobs,
    bounds,
    dilate,
    disc,
    erode,
    fill,
    lab,
    open_,
    resize,
    scaled,
)
from storyvid_dagster.cutout.saliency import overlap, saliency

_AREA_PX = 448 * 252
_MOST_GUESSES = 6
_LEAST_PX = 22
"""Fewer pixels teach no colours."""
_MOST_FIGURES = 4
"""More are a crowd, whose cuts nobody should trust."""
_SAME_CUT = 0.95
_ROUNDS = 3
_GRAIN = 2.0
_AREA = (0.018, 0.45)
_HEIGHT = (0.26, 0.92)
_WIDEST = 0.75
_LOWEST_FOOT = 0.6
"""Nothing whose foot is higher, in parts of the height from the top, is a figure: suns, kites, curtains."""
_OFF_MIDDLE = 0.32
_COMPACT = 0.16
"""4 pi area / outline²: 1 for a disc, 0.2 for a cat with legs and tail, less for one with its sofa."""
_NECK = 0.15
"""Half a neck as thin as this, in parts of the root of the area, may hold no second body,"""
_SECOND_BODY = 0.15
"""of this part of the area."""
_WEAK = 8.0
"""Difference in Lab across an outline below which it is no edge,"""
_MOST_WEAK = 0.02
"""and the part of an outline that may be so."""
_BAND_PX, _REACH_PX = 3, 15
_MOST_SHARED = 0.2
"""Bhattacharyya coefficient of the colours inside and beside a figure; 1: the same."""
_LEAST_DRAWN = 0.45
"""Part of a figure's hues that are those of a figure in the drawing."""
_GRAY = (8.0, 28.0)
"""Chroma from which on a colour has a hue, and from which on it wholly counts."""
_HUES = 18


@dataclass(frozen=True)
class _View:
    """The picture as it is judged: small, without grain."""

    calm: Rgb
    colors: Plane
    drawn: tuple[NDArray[np.float64], ...]
    """Hues of each figure of the drawing."""


def find_figures(picture: Rgb, drawn: Sequence[NDArray[np.uint8]]) -> tuple[Mask, ...]:
    """Find the figures of a painted picture that can be cut out of it beyond doubt.

    Args:
        picture: (H, W, 3) uint8 RGB, in which whole figures stand well inside the frame.
        drawn: The child's figures, (h, w, 4) uint8 RGBA, whose colours are looked for.

    Returns:
        A mask for each, (H, W) smaller than the picture, that share no pixel; often none. The same picture
        gives the same masks.
    """
    factor = min(1.0, sqrt(_AREA_PX / (picture.shape[0] * picture.shape[1])))
    small = resize(picture, *scaled(picture.shape, factor))
    calm = _grained(np.asarray(cv2.bilateralFilter(small, 7, 30, 5), np.uint8))
    view = _View(calm, lab(calm), tuple(_hues_drawn(figure) for figure in drawn))
    found: list[Mask] = []
    for guess in islice(filter(_well_placed, saliency(calm)), _MOST_GUESSES):
        if any((guess & other).any() for other in found):
            continue
        figure = _settled(view, guess)
        if figure is not None and not any((figure & other).any() for other in found):
            found.append(figure)
    return tuple(found) if len(found) <= _MOST_FIGURES else ()


def _grained(picture: Rgb) -> Rgb:
    """Give flat colours some spread: of none, GrabCut learns a colour that nothing else is like."""
    grain = np.random.default_rng(1).normal(0, _GRAIN, picture.shape)
    return np.rint(picture + grain).clip(0, 255).astype(np.uint8)


def _settled(view: _View, guess: Mask) -> Mask | None:
    """Give the figure a guess leads to, or `None` where there is any doubt."""
    figure = _cut(view.calm, guess, _around(guess))
    if figure is None or not _well_placed(figure) or not _one_body(figure) or not _clear(view, figure):
        return None
    for again in (_boxed(figure), _from_core(figure)):
        other = _cut(view.calm, figure, again)
        if other is None or overlap(figure, other) < _SAME_CUT:
            return None
    return figure


def _well_placed(mask: Mask) -> bool:
    """Tell whether a figure would be so large and stand so: whole, and not at the border."""
    height, width = mask.shape
    x0, y0, x1, y1 = bounds(mask)
    return (
        _AREA[0] < np.count_nonzero(mask) / mask.size < _AREA[1]
        and _HEIGHT[0] < (y1 - y0) / height < _HEIGHT[1]
        and (x1 - x0) / width < _WIDEST
        and y1 / height > _LOWEST_FOOT
        and abs((x0 + x1) / 2 / width - 0.5) < _OFF_MIDDLE
        and min(x0, y0, width - x1) > 1
    )


def _size(mask: Mask) -> int:
    x0, y0, x1, y1 = bounds(mask)
    return max(x1 - x0, y1 - y0)


def _around(guess: Mask) -> Mask:
    """Ask for a cut near the edge of a guess: what a mask of GrabCut is started from."""
    near = dilate(guess, disc(0.06 * _size(guess)))
    return np.where(guess > 0, cv2.GC_PR_FGD, np.where(near > 0, cv2.GC_PR_BGD, cv2.GC_BGD)).astype(np.uint8)


def _boxed(figure: Mask) -> Mask:
    """Ask for whatever is in the box of a figure."""
    x0, y0, x1, y1 = bounds(figure)
    rim = max(2, round(0.03 * _size(figure)))
    asked = np.full_like(figure, cv2.GC_BGD)
    asked[max(0, y0 - rim) : y1 + rim, max(0, x0 - rim) : x1 + rim] = cv2.GC_PR_FGD
    return asked


def _from_core(figure: Mask) -> Mask:
    """Ask for what is like the thick of a figure."""
    asked = _around(figure)
    core = erode(open_(figure, disc(0.07 * _size(figure))), disc(2))
    asked[(asked == cv2.GC_PR_FGD) & (core == 0)] = cv2.GC_PR_BGD
    return asked


def _cut(picture: Rgb, about: Mask, asked: Mask) -> Mask | None:
    """Cut a picture where its colours part, near `about`; `None` where there is nothing to tell apart.

    GrabCut (Rother, Kolmogorov and Blake, 2004), in a window, so that it learns the colours beside a figure.
    """
    x0, y0, x1, y1 = bounds(about)
    margin = round(0.2 * _size(about)) + 6
    window = slice(max(0, y0 - margin), y1 + margin), slice(max(0, x0 - margin), x1 + margin)
    labels = np.ascontiguousarray(asked[window])
    if min(np.count_nonzero(labels == side) for side in (cv2.GC_BGD, cv2.GC_PR_FGD)) < _LEAST_PX:
        return None
    cv2.setRNGSeed(1)  # it starts from random means
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(
        np.ascontiguousarray(picture[window]), labels, (0, 0, 0, 0), *models, _ROUNDS, cv2.GC_INIT_WITH_MASK
    )
    cut = np.zeros_like(about)
    cut[window] = open_(np.bitwise_and(labels, np.uint8(1)), np.ones((3, 3), np.uint8))
    numbers, pieces = blobs(cut)
    if not pieces:
        return None
    largest = max(pieces, key=lambda piece: piece.area)
    return fill((numbers == largest.label).astype(np.uint8))


def _one_body(figure: Mask) -> bool:
    """Tell one body with thin limbs from two that only touch, or from one with a rug."""
    area = np.count_nonzero(figure)
    outline = np.count_nonzero(figure - erode(figure, np.ones((3, 3), np.uint8)))
    if 4 * pi * area / outline**2 < _COMPACT:
        return False
    _, bodies = blobs(open_(figure, disc(_NECK * sqrt(area))))
    return all(body.area < _SECOND_BODY * area for body in sorted(bodies, key=lambda body: body.area)[:-1])


def _clear(view: _View, figure: Mask) -> bool:
    """Tell whether a figure is unlike what is beside it, at its outline too, and like the drawing."""
    inside = view.colors[figure > 0]
    beside = view.colors[(dilate(figure, disc(_REACH_PX)) - figure) > 0]
    if np.sqrt(_shades(inside) * _shades(beside)).sum() > _MOST_SHARED:
        return False
    if view.drawn and max(np.minimum(_hues(inside), hues).sum() for hues in view.drawn) < _LEAST_DRAWN:
        return False
    return bool((across_outline(view.colors, figure) < _WEAK).mean() <= _MOST_WEAK)


def across_outline(colors: Plane, figure: Mask) -> NDArray[np.float32]:
    """Give by how much a picture (H, W, 3) differs, in Lab, inside and outside each pixel of an outline."""
    band = disc(_BAND_PX)
    inner, outer = figure - erode(figure, band), dilate(figure, band) - figure
    across = np.linalg.norm(_local(colors, inner) - _local(colors, outer), axis=2)
    outline = figure - erode(figure, np.ones((3, 3), np.uint8))
    return np.asarray(across[outline > 0], np.float32)


def _local(colors: Plane, part: Mask) -> Plane:
    """Give the mean colour near each pixel (H, W, 3), of a part of the picture only."""
    near = (3 * _BAND_PX, 3 * _BAND_PX)
    weight = cv2.blur(part.astype(np.float32), near)[..., None] + np.float32(1e-6)
    return np.asarray(cv2.blur(colors * part[..., None], near) / weight, np.float32)


def _shades(colors: Plane) -> NDArray[np.float64]:
    """Give how much there is of every shade: 5 x 8 x 8 cells of Lab colours (n, 3); adds up to 1."""
    cells = np.array([5, 8, 8])
    at = ((colors - (0, -64, -64)) / (100, 128, 128) * cells).clip(0, cells - 1).astype(np.int64)
    counts = np.bincount(np.ravel_multi_index(at.T, (5, 8, 8)), minlength=320)
    return counts / counts.sum()


def _hues(colors: Plane) -> NDArray[np.float64]:
    """Give how much there is of every hue, and last of gray, in Lab colours (n, 3); adds up to 1."""
    a, b = colors[:, 1].astype(np.float64), colors[:, 2].astype(np.float64)
    colorful = ((np.hypot(a, b) - _GRAY[0]) / (_GRAY[1] - _GRAY[0])).clip(0, 1)
    at = ((np.arctan2(b, a) / (2 * pi) + 0.5) * _HUES).astype(np.int64) % _HUES
    counts = np.bincount(at, colorful, _HUES)
    soft = (np.roll(counts, 1) + 2 * counts + np.roll(counts, -1)) / 4
    return np.append(soft, len(colors) - counts.sum()) / max(1, len(colors))


def _hues_drawn(figure: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Give the hues of a cut-out, its paper left out."""
    small = resize(figure, *scaled(figure.shape, min(1.0, 256 / max(figure.shape))))
    colors = lab(np.ascontiguousarray(small[..., :3]))
    paper = (colors[..., 0] > 88) & (np.hypot(colors[..., 1], colors[..., 2]) < 10)
    return _hues(colors[(small[..., 3] > 200) & ~paper])
