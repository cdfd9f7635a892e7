"""From a photo of a drawing to a clean page and its figures, on a ladder that always holds.

All figures, or the biggest when there is doubt, or the whole page as a paper card.
"""

from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core.drawing import Box
from storyvid_dagster.cutout.bands import find_bands
from storyvid_dagster.cutout.color_areas import find_foreground
from storyvid_dagster.cutout.crowd import part_crowd, part_standing
from storyvid_dagster.cutout.grouping import group
from storyvid_dagster.cutout.hero import Candidate, rank
from storyvid_dagster.cutout.ink import Ink, find_ink, stricter
from storyvid_dagster.cutout.lighting import even_out, find_light, is_dark_paper
from storyvid_dagster.cutout.lines import with_faint_lines
from storyvid_dagster.cutout.page_marks import find_marks
from storyvid_dagster.cutout.painted import painted_figures
from storyvid_dagster.cutout.paper import flatten
from storyvid_dagster.cutout.picture_figures import find_figures
from storyvid_dagster.cutout.raster import (
    Mask,
    Rgb,
    blobs,
    bounds,
    dilate,
    disc,
    fit,
    resize,
    resize_mask,
    scaled,
    span_px,
)
from storyvid_dagster.cutout.saliency import overlap
from storyvid_dagster.cutout.sticker import card, sticker

PAGE_LONGEST_PX = 2400
_TEXTURE_AREA_PX = 2200 * 1650
_WORK_AREA_PX = 1100 * 825
_LONGEST_PX = 6000
_NEAR_AREA_PX = 800 * 600
PAINTED = 0.15
"""Below this part of bare paper a page counts as painted edge to edge."""
_PAINTED_AREA = (0.03, 0.45)
_AGREED = 0.75
"""What two ways to find a painted figure must have in common, in parts of what they cover together."""
_LITTLE_PAPER, _MOST_OF_PAGE = 0.4, 0.5
"""With less bare paper than the first, what takes more of the page than the second is all that is there."""
_TINY = 0.008
"""Below this part of the page a figure is cut from the photo itself."""
_LEAST = 0.0004
"""Part of the page below which a figure is a dot."""
_CLUSTER = 0.025
"""Strokes twice as near as this, in parts of the span, are of one drawing."""
_NEARLY_ALL, _SMALL_PART = 0.8, 0.35
"""Part of the ink that makes it the drawing, and of the page that is no longer a corner of it."""
_LEAST_CROWD = 0.02
"""Part of the page below which a figure is not looked at for being several."""
_ATTEMPTS, _STRICTER = 4, 1.5
_WHOLE_PAGE = Box(x=0, y=0, width=1, height=1)


@dataclass(frozen=True)
class CutFigure:
    """One figure as a sticker."""

    rgba: NDArray[np.uint8]
    """(h, w, 4) uint8, straight alpha, with a white rim and a soft edge."""
    box: Box
    """Where it was drawn on the page, without the rim."""
    outline: Box
    """Where the sticker lies on the page; its rim may stand over."""
    area: float
    """Part of the page it covers, 0 to 1."""


@dataclass(frozen=True)
class CutOut:
    """A cleaned page and what was cut out of it."""

    page: NDArray[np.uint8]
    """(H, W, 3) uint8 RGB, long edge at most 2400 px, paper white (black paper: black)."""
    figures: tuple[CutFigure, ...]
    """The hero, then the others by size; never empty."""
    cut: Literal["figures", "biggest", "page"]
    """Which rung held."""


def cut_out(photo: NDArray[np.uint8], *, as_page: bool = False) -> CutOut:
    """Clean a photo of a drawing and cut out its figures. The same photo gives the same bytes.

    Args:
        photo: (H, W, 3) uint8 RGB, upright, of any size.
        as_page: Look for no figures.

    Returns:
        At least one figure, whatever the picture: a page without any comes as a paper card.
    """
    page, figures, rung, ink = _clean(flatten(_of_area(photo, _TEXTURE_AREA_PX, at_least=_WORK_AREA_PX)))
    cuts = () if as_page else tuple(_cut(page, figure) for figure in figures)
    if ink is not None and not as_page and (not figures or figures[0].area < _TINY):
        nearer = _cut_nearer(photo, ink)
        cuts, rung = nearer or cuts, "figures" if nearer else rung
    page = fit(page, PAGE_LONGEST_PX)
    if not cuts:
        return CutOut(page, (CutFigure(card(page), _WHOLE_PAGE, _WHOLE_PAGE, 1.0),), "page")
    return CutOut(page, cuts, rung)


def _clean(page: Rgb) -> tuple[Rgb, list[Candidate], Literal["figures", "biggest"], Ink | None]:
    """Clean a sheet and find its figures; the ink too, unless it is painted edge to edge."""
    dark = is_dark_paper(page)
    if dark:  # the negative of black paper is white paper; the steps below work on that
        page = 255 - page
    light = find_light(page)
    if light is None or light.paper < PAINTED:
        work = _of_area(page, _WORK_AREA_PX)
        ink, rung, figures = None, "figures", painted_figures(work)
        if not figures:
            rung, figures = "biggest", _painted_figure(work)
    else:
        white = even_out(page, light)
        work = _of_area(white, _WORK_AREA_PX)
        ink, rung = with_faint_lines(find_ink(work), work), "figures"
        figures = _drawn_figures(work, ink)
        if light.paper < _LITTLE_PAPER and figures and _is_all_there_is(figures[0]):
            figures = []
        page = even_out(page, light, keep_tint=True) if light.is_colored else _whiten(white, ink)
    return _brightened(255 - page) if dark else page, figures, rung, ink


def _cut_nearer(photo: Rgb, ink: Ink) -> tuple[CutFigure, ...]:
    """Cut what is tiny on its page out of the pixels of the photo itself; nothing where ink is all over."""
    window = _where_drawn(ink)
    if window is None:
        return ()
    sheet = flatten(photo)
    height, width = sheet.shape[:2]
    x0, y0 = int(window.x * width), int(window.y * height)
    x1, y1 = ceil((window.x + window.width) * width), ceil((window.y + window.height) * height)
    near = _of_area(sheet[y0:y1, x0:x1], _TEXTURE_AREA_PX, at_least=_NEAR_AREA_PX)
    page, figures, _, _ = _clean(near)
    part = window.width * window.height
    found = (_cut(page, figure) for figure in figures if figure.area * part > _LEAST)
    return tuple(
        replace(
            figure,
            box=_on_page(figure.box, window),
            outline=_on_page(figure.outline, window),
            area=figure.area * part,
        )
        for figure in found
    )


def _where_drawn(ink: Ink) -> Box | None:
    """Give where nearly all ink of a page is, with room around, if that is a small part of it."""
    inked = ink.drawn * ink.energy
    span = span_px(inked.shape)
    labels, pieces = blobs(dilate(ink.drawn, disc(_CLUSTER * span)))
    if not pieces:
        return None
    weight = np.bincount(labels.ravel(), inked.ravel())
    most = max(pieces, key=lambda piece: weight[piece.label])
    if weight[most.label] < _NEARLY_ALL * weight.sum():
        return None
    height, width = inked.shape
    x0, y0, x1, y1 = bounds(((labels == most.label) & (ink.drawn > 0)).astype(np.uint8))
    room = max(x1 - x0, y1 - y0)
    x0, y0, x1, y1 = max(0, x0 - room), max(0, y0 - room), min(width, x1 + room), min(height, y1 + room)
    if (x1 - x0) * (y1 - y0) > _SMALL_PART * width * height:
        return None
    return Box(x=x0 / width, y=y0 / height, width=(x1 - x0) / width, height=(y1 - y0) / height)


def _on_page(box: Box, window: Box) -> Box:
    """Give the place on the page of a box told in parts of a window."""
    return Box(
        x=window.x + box.x * window.width,
        y=window.y + box.y * window.height,
        width=box.width * window.width,
        height=box.height * window.height,
    )


def _cut(page: Rgb, figure: Candidate) -> CutFigure:
    rgba, outline = sticker(page, figure.mask)
    return CutFigure(rgba, figure.box, outline, figure.area)


def _of_area(image: Rgb, most_px: int, at_least: int = 0) -> Rgb:
    """Resize to an area rather than a width, so that a panorama keeps its height."""
    height, width = image.shape[:2]
    wanted = min(max(height * width, at_least), most_px)
    factor = min(sqrt(wanted / (height * width)), _LONGEST_PX / max(height, width))
    return image if factor == 1 else resize(image, *scaled(image.shape, factor))


def _drawn_figures(work: Rgb, ink: Ink) -> list[Candidate]:
    """Group the ink; when one blob swallows the page, ask for bolder ink, at most three times."""
    for _ in range(_ATTEMPTS):
        bands = find_bands(work, ink.drawn)
        strokes = ink.drawn & (1 - bands.ground) & (1 - bands.sky) & (1 - find_marks(ink.drawn))
        figures = rank(_parted(group(strokes), strokes, work), work, ink.bold)
        if not figures or not _swallows_page(figures[0], strokes):
            return figures
        ink = stricter(ink, _STRICTER)
    return []


def _parted(masks: list[Mask], strokes: Mask, work: Rgb) -> list[Mask]:
    """Part figures that touch, the large ones."""
    if not masks:
        return masks
    height, width = masks[0].shape
    view, lines = resize(work, width, height), resize_mask(strokes, (height, width), level=0.27)
    parted: list[Mask] = []
    for mask in masks:
        if mask.mean() < _LEAST_CROWD:
            parted.append(mask)
            continue
        for one in part_standing(mask, lines, view):
            parted += part_crowd(one, view)
    return parted


def _swallows_page(figure: Candidate, strokes: Mask) -> bool:
    """Tell a figure that is the sheet with everything on it."""
    inked = resize_mask(strokes, figure.mask.shape, level=0.27)[figure.mask > 0].mean()
    wide, high = figure.box.width > 0.88, figure.box.height > 0.80
    return wide and high and figure.sides >= 3 and figure.area > 0.42 and bool(inked < 0.6)


def _is_all_there_is(figure: Candidate) -> bool:
    """Tell what fills a picture and runs out of it, such as a face in a photo."""
    return figure.area > _MOST_OF_PAGE and figure.sides >= 2


def _painted_figure(work: Rgb) -> list[Candidate]:
    """Give the best figure of a painted page, if it is compact, whole and found in another way too.

    Flat colours alone also part a photo of real things, into pieces that are no figures.
    """
    foreground = find_foreground(work)
    for figure in rank(group(foreground), work, foreground)[:1]:
        if not _PAINTED_AREA[0] < figure.area < _PAINTED_AREA[1] or figure.sides > 1:
            break
        others = (resize_mask(other, figure.mask.shape) for other in find_figures(work, ()))
        if any(overlap(figure.mask, other) > _AGREED for other in others):
            return [figure]
    return []


def _whiten(page: Rgb, ink: Ink) -> Rgb:
    """Pull everything but ink and its soft edges to pure white: paper grain, ruling, shadow rims."""
    keep = np.clip((ink.energy / ink.low - 0.55) / 0.45, 0, 1) * np.float32(255)
    keep[dilate(ink.drawn | ink.bold, disc(4)) == 0] = 0
    keep[ink.foreign > 0] = 0
    keep = cv2.dilate(keep.astype(np.uint8), np.ones((3, 3), np.uint8))
    keep = cv2.resize(keep, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
    white = np.full_like(page, 255)
    if keep.any():
        x0, y0, x1, y1 = bounds(np.asarray(keep, np.uint8))
        kept = cv2.merge([keep[y0:y1, x0:x1]] * 3)
        depth = cv2.multiply(cv2.bitwise_not(page[y0:y1, x0:x1]), kept, scale=1 / 255)
        cv2.bitwise_not(depth, white[y0:y1, x0:x1])
    return white


def _brightened(page: Rgb) -> Rgb:
    """Let chalk on black paper shine as it does to the eye."""
    brightest = float(np.percentile(page[::4, ::4].max(axis=2), 99))
    return np.asarray(
        cv2.convertScaleAbs(page, alpha=float(np.clip(240 / max(brightest, 1), 1, 2))), np.uint8
    )
