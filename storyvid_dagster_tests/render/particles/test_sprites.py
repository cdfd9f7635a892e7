"""A fleck lies where a figure's sheet would, in all its colours, to the nearest half pixel."""

import cv2
import numpy as np
import pytest

from storyvid_dagster.render.particles.sprites import lay_sprite, upright_sprite
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.stage.pose import Pose
from storyvid_dagster.render.stage.puppets import Sprite, placed, put, sprite

SIZE = (64, 36)


def red_disc() -> Sprite:
    sheet = np.zeros((20, 20, 4), np.uint8)
    cv2.circle(sheet, (10, 10), 6, (210, 40, 50, 255), -1, cv2.LINE_AA)
    sheet[..., :3] = (210, 40, 50)
    return sprite(sheet, -10, -10)


def gray() -> Frame:
    out = Frame(SIZE)
    out.y[:], out.u[:], out.v[:] = 90, 120, 130
    return out


@pytest.mark.parametrize(
    ("x", "y"),
    [(30, 18), (30.5, 18), (31, 18.5), (31.5, 17.5), (30, 17), (0, 0), (-3, 20), (62.5, 35.5), (30, -30)],
)
def test_a_fleck_lies_where_the_sheet_would(x: float, y: float) -> None:
    disc = red_disc()
    laid, warped = gray(), gray()
    lay_sprite(upright_sprite(disc), x, y, laid)
    put(disc, placed(disc, (0, 0), Pose(dx=x, dy=y), np.eye(3)), warped)
    assert np.abs(laid.buffer.astype(int) - warped.buffer).max() <= 3


def test_what_is_between_goes_to_the_nearest_half_pixel() -> None:
    disc = upright_sprite(red_disc())
    frames = [gray() for _ in range(3)]
    for out, x in zip(frames, (30.5, 30.6, 31.0), strict=True):
        lay_sprite(disc, x, 18, out)
    assert np.array_equal(frames[0].buffer, frames[1].buffer)
    assert not np.array_equal(frames[1].buffer, frames[2].buffer)
