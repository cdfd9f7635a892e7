"""The figures lift off the child's page, and step back into it."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.core.drawing import Box
from storyvid_dagster.core.request import Style
from storyvid_dagster.images import write_png
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.cards import Card, paint_end, paint_title
from storyvid_dagster.render.planes import Frame, Plane, split
from storyvid_dagster.render.stage.page import closing_moves, opening_moves, page_scenery
from storyvid_dagster.render.stage.stage import Stage

SIZE = (640, 360)
PAGE = (800, 600)
OUTLINE = Box(x=0.25, y=0.3, width=0.4, height=0.5)
FPS = 30


def drawing() -> tuple[bytes, bytes]:
    """A page with a blue disc and a green line of grass; the disc cut out."""
    page = np.full((PAGE[1], PAGE[0], 3), 252, np.uint8)
    cv2.line(page, (0, 590), (800, 590), (60, 150, 60), 8)
    left, top, wide, high = 200, 180, 320, 300
    middle, radius = (left + wide // 2, top + high // 2), 130
    cv2.circle(page, middle, radius, (40, 60, 200), -1, cv2.LINE_AA)
    figure = np.full((high, wide, 4), 255, np.uint8)
    figure[..., :3] = page[top : top + high, left : left + wide]
    figure[..., 3] = 0
    alpha = np.zeros((high, wide), np.uint8)
    cv2.circle(alpha, (wide // 2, high // 2), radius + 10, 255, -1, cv2.LINE_AA)
    figure[..., 3] = alpha
    return write_png(page), write_png(figure)


PAGE_PNG, FIGURE_PNG = drawing()
CARD = Card("The Disc", "Mia", 4, None, PAGE_PNG, None, Style.STORYBOOK, 1)


def stage(*, closing: bool) -> Stage:
    scenery = page_scenery(CARD, [FIGURE_PNG], [OUTLINE], SIZE, SIZE, closing=closing)
    moves = closing_moves(1) if closing else opening_moves(1)
    return Stage(scenery, moves, SIZE, fps=FPS, speech_start_frame=0, what="card", leaves_upwards=True)


def film(of: Stage, at_s: float) -> Frame:
    out = Frame(SIZE)
    of.film(Camera(SIZE), View(1.0, 0.5, 0.5), round(at_s * FPS), out)
    return out


def still(picture: Plane) -> Frame:
    out = Frame(SIZE)
    Camera(SIZE).film(split(picture), View(1.0, 0.5, 0.5), out)
    return out


def blue(frame: Frame) -> NDArray[np.bool_]:
    return frame.u > 170


@pytest.mark.parametrize("closing", [False, True])
def test_a_card_begins_or_ends_as_it_is_drawn(closing: bool) -> None:
    paint = paint_end if closing else paint_title
    drawn, seen = (
        still(paint(replace(CARD, hero_png=None), SIZE)),
        film(stage(closing=closing), 3.9 * closing),
    )
    differs = blue(drawn) ^ blue(seen)
    assert blue(drawn).sum() > 500
    assert differs.sum() < 0.12 * blue(drawn).sum()
    assert np.abs(drawn.y.astype(int) - seen.y).mean() < 2


def test_the_page_is_empty_when_its_figures_have_left() -> None:
    opening = stage(closing=False)
    n_blue = [int(blue(film(opening, at_s)).sum()) for at_s in (0.0, 1.5, 3.2)]
    assert n_blue[1] == pytest.approx(n_blue[0], rel=0.15)
    assert n_blue[2] == 0
    gone = film(opening, 3.2)
    grass = film(opening, 0.0)
    assert (gone.v.min() < 115) == (grass.v.min() < 115)  # what was not cut out stays on the page


def test_the_figures_come_back() -> None:
    closing = stage(closing=True)
    assert blue(film(closing, 0.2)).sum() == 0
    assert blue(film(closing, 3.5)).sum() > 500


def test_many_figures_are_all_gone_in_time() -> None:
    assert max(move.start_s + move.length_s for move in opening_moves(9)) <= 3.5
    assert max(move.start_s + move.length_s for move in closing_moves(9)) <= 4.2
