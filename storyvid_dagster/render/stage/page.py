"""Opening and close: the figures lift off the child's page, and in the end they step back into it."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from storyvid_dagster.core.acting import Action, Move
from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.drawing import Box
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.images import read_rgb, read_rgba, write_png
from storyvid_dagster.render.cards import Card, PagePlace, page_place, paint_end, paint_title
from storyvid_dagster.render.planes import Plane, Rgba
from storyvid_dagster.render.stage.puppets import shrunk

_STAGGER_S = 0.18
"""So much later than the one before does each figure move, but not the last of many."""
_STAGGERED = 3
_SHADE = 0.26
"""Darkness of the shadow a lifted figure throws on its page."""
_ERASED_PX = 5
"""Strokes are taken off the page with so much around them."""


def page_scenery(
    card: Card,
    figures_png: Sequence[bytes],
    outlines: Sequence[Box],
    card_size: tuple[int, int],
    size: tuple[int, int],
    *,
    closing: bool,
    plans: Sequence[BodyPlan | None] = (),
) -> Scenery:
    """Take a title or an end card apart: the page without its figures, and the figures on it.

    Args:
        card: What is on it.
        figures_png: RGBA cut-outs.
        outlines: Where on the page each of them lies.
        card_size: (width, height) the card is painted in.
        size: Of the film.
        closing: Whether it is the end card.
        plans: How each figure is built; empty: not known.
    """
    page = read_rgb(card.page_png, "the page")
    figures = [read_rgba(png, f"figure {n}") for n, png in enumerate(figures_png, start=1)]
    place = page_place((page.shape[1], page.shape[0]), size, closing=closing)
    for figure, outline in zip(figures, outlines, strict=True):
        _erase(page, figure, outline)
    bare = replace(card, page_png=write_png(page), hero_png=None)
    painted = paint_end(bare, card_size) if closing else paint_title(bare, card_size)
    known = [*plans, *[None] * (len(figures) - len(plans))]
    puppets = [
        replace(_puppet(number, figure, outline, place), plan=plan)
        for number, (figure, outline, plan) in enumerate(zip(figures, outlines, known, strict=True), start=1)
    ]
    return Scenery(write_png(painted), None, tuple(reversed(puppets)), width_px=size[0])


def opening_moves(n_figures: int) -> tuple[Move, ...]:
    """The figures stir on the page, and sail off it one after the other."""
    return tuple(
        Move(figure=figure, action=action, start_s=start_s + _later_s(figure), length_s=length_s)
        for figure in range(1, n_figures + 1)
        for action, start_s, length_s in ((Action.TALK, 0.7, 0.7), (Action.LEAVE, 1.6, 1.3))
    )


def closing_moves(n_figures: int) -> tuple[Move, ...]:
    """The figures sail back onto the page, and wave good-bye."""
    return tuple(
        Move(figure=figure, action=action, start_s=start_s + _later_s(figure), length_s=length_s)
        for figure in range(1, n_figures + 1)
        for action, start_s, length_s in ((Action.ENTER, 0.3, 1.5), (Action.WAVE, 2.1, 1.5))
    )


def _later_s(figure: int) -> float:
    return _STAGGER_S * min(figure - 1, _STAGGERED)


def _erase(page: Plane, figure: Rgba, outline: Box) -> None:
    """Paint paper over a figure, in place."""
    height, width = page.shape[:2]
    left, top = round(outline.x * width), round(outline.y * height)
    size = (max(1, round(outline.width * width)), max(1, round(outline.height * height)))
    mask = cv2.resize(figure[..., 3], size, interpolation=cv2.INTER_AREA)
    mask = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * _ERASED_PX + 1,) * 2))
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(width, left + size[0]), min(height, top + size[1])
    paper = np.percentile(page[::8, ::8].reshape(-1, 3), 75, axis=0)
    part = mask[y0 - top : y1 - top, x0 - left : x1 - left, np.newaxis].astype(np.float32) / 255
    region = page[y0:y1, x0:x1]
    region[:] = np.rint(region + part * (paper.astype(np.float32) - region))


def _puppet(number: int, figure: Rgba, outline: Box, place: PagePlace) -> Puppet:
    """Lay a cut-out on the card just where it is on the page."""
    width, height = place.page_size
    onto_page = np.array(
        [
            [outline.width * width / figure.shape[1], 0, outline.x * width],
            [0, outline.height * height / figure.shape[0], outline.y * height],
            [0, 0, 1],
        ]
    )
    onto_card = place.onto_card() @ onto_page
    high, wide = figure.shape[:2]
    corners = onto_card @ np.array([[0, wide, 0, wide], [0, 0, high, high], [1, 1, 1, 1]])
    pad = 12
    left, top = (int(np.floor(low)) - pad for low in corners.min(1))
    right, bottom = (int(np.ceil(most)) + pad for most in corners.max(1))
    shifted = onto_card.copy()
    shifted[:, 2] -= (left, top)
    shrink = float(np.hypot(*onto_card[:, 0]))
    small = shrunk(figure, shrink)
    shifted[:, 0] *= figure.shape[1] / small.shape[1]
    shifted[:, 1] *= figure.shape[0] / small.shape[0]
    laid = np.asarray(cv2.warpAffine(small, shifted, (right - left, bottom - top)), np.uint8)
    shade = np.zeros_like(laid)
    shade[..., 3] = cv2.GaussianBlur(np.roll(laid[..., 3], (4, 2), (0, 1)), (0, 0), 4) * np.float32(_SHADE)
    foot = onto_card @ np.array([wide / 2, high, 1])
    return Puppet(number, write_png(laid), write_png(shade), left, top, (float(foot[0]), float(foot[1])))
