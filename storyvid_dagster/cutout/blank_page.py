# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Whether anything is drawn on a sheet at all, told before a story is begun."""

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.cut import PAINTED
from storyvid_dagster.cutout.ink import Ink, find_ink
from storyvid_dagster.cutout.lighting import even_out, find_light, is_dark_paper
from storyvid_dagster.cutout.paper import flatten
from storyvid_dagster.cutout.raster import Rgb, blobs, fit, lab, span_px, touched_by

GLANCED_AT_PX = 256
"""Long edge of the picture that is glanced at: enough for most drawings, at a third of the time."""
LOOKED_AT_PX = 1024
"""Long edge of the picture that is looked at: faint pencil is lost in a smaller one."""
_FIRST_LOOK_PX = 512
_LEAST_INK = 0.0006
"""Part of the page; camera noise, ruling and shadows on 60 generated sheets left 0.0004 at most."""
_PLENTY_OF_INK = 0.001
"""Part of the page that firm strokes must cover at a glance; they left 0 of 64 generated blank sheets."""
_BORDER_PX = 3
_LIT = 90
"""Brightest channel of paper, 0 to 255, below which a glance is not enough."""
_FIRM, _LEAST_STROKE = 3.0, 0.015
"""One stroke is enough when it is so much bolder than the faintest, and so long in parts of the span."""
_UNLIT = 32
"""Brightest channel, 0 to 255, below which no paper is white: a switched-off screen."""
_FLAT = 6.0
"""Difference in Lab from what is around below which a picture without paper shows nothing."""
_LEAST_SHOWN = 0.0003


def is_plainly_drawn_on(photo: Rgb) -> bool:
    """Tell at a glance that something is drawn on a light sheet; of most drawings it can be told.

    What hangs together with the border may be the table and does not count.

    Args:
        photo: (H, W, 3) uint8 RGB, upright, long edge about `GLANCED_AT_PX`.
    """
    page = flatten(photo)
    light = find_light(page)
    if light is None or light.paper < PAINTED or max(light.tint) < _LIT or is_dark_paper(page):
        return False
    ink = find_ink(even_out(page, light))
    border = np.ones_like(ink.drawn)
    border[_BORDER_PX:-_BORDER_PX, _BORDER_PX:-_BORDER_PX] = 0
    inside = touched_by(border, ink.drawn) == 0
    return bool((_firm(ink) & inside).mean() > _PLENTY_OF_INK)


def is_blank(photo: Rgb) -> bool:
    """Tell a sheet on which nothing is drawn, by what the cut-out would find.

    What is drawn too faintly for it counts as nothing: its film would show an empty page.

    Args:
        photo: (H, W, 3) uint8 RGB, upright, long edge about `LOOKED_AT_PX`.
    """
    small = fit(photo, _FIRST_LOOK_PX)
    return _shows_nothing(small) and (small is photo or _shows_nothing(photo))


def _shows_nothing(photo: Rgb) -> bool:
    page = flatten(photo)
    # White paper in a dim room may pass for black paper: then it is asked both ways.
    return _is_bare(page) and (not is_dark_paper(page) or _is_bare(255 - page))


def _is_bare(page: Rgb) -> bool:
    light = find_light(page)
    if light is None or light.paper < PAINTED or np.median(fit(page, 200).max(axis=2)) < _UNLIT:
        return _is_flat(page)
    ink = find_ink(even_out(page, light))
    return ink.drawn.mean() < _LEAST_INK and not _has_firm_stroke(ink)


def _firm(ink: Ink) -> NDArray[np.bool_]:
    return (ink.drawn > 0) & (ink.energy > _FIRM * ink.low)


def _has_firm_stroke(ink: Ink) -> bool:
    firm = _firm(ink)
    least_px = _LEAST_STROKE * span_px(firm.shape)
    return any(max(piece.width, piece.height) >= least_px for piece in blobs(firm.astype(np.uint8))[1])


def _is_flat(page: Rgb) -> bool:
    """Tell a black screen, or one paint all over: no pixel differs from what is around it."""
    colors = lab(np.asarray(cv2.medianBlur(page, 5), np.uint8))
    around = cv2.GaussianBlur(colors, (0, 0), 0.06 * span_px(page.shape))
    return bool((np.linalg.norm(colors - around, axis=2) > _FLAT).mean() < _LEAST_SHOWN)
