"""What only the camera moves looks as it did when it was turned like a figure, and costs no turning."""

from itertools import product
from unittest.mock import patch

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.core.acting import Action, Move
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.images import write_png
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.rig.rigs import Rig
from storyvid_dagster.render.stage.pose import Pose
from storyvid_dagster.render.stage.puppets import lay_soft, placed, put, put_laid, sprite
from storyvid_dagster.render.stage.stage import Stage
from storyvid_dagster.render.stage.still_layers import paint_on, still_sheet

SIZE = (320, 180)
VIEWS = (View(1.04, 0.5, 0.5), View(1.107, 0.31, 0.8), View(1.16, 0.9, 0.1))
Sheet = NDArray[np.uint8]


def disc(color: tuple[int, int, int], *, soft_px: float = 1.0, side: int = 70) -> Sheet:
    """A disc in the middle of nothing, with an edge so soft."""
    mask = np.zeros((side, side), np.uint8)
    cv2.circle(mask, (side // 2, side // 2), side // 3, 255, -1)
    alpha = cv2.GaussianBlur(mask, (0, 0), soft_px)
    return np.dstack([np.full((side, side, 3), color, np.uint8), alpha]).astype(np.uint8)


def gray(level: int = 90) -> Frame:
    frame = Frame(SIZE)
    frame.buffer[:] = level
    return frame


def differences(a: Frame, b: Frame) -> NDArray[np.int16]:
    return np.abs(a.buffer.astype(np.int16) - b.buffer)


@pytest.mark.parametrize(("left", "top"), [(40, 60), (41, 60), (40, 61), (41, 61), (-15, 61)])
@pytest.mark.parametrize("view", VIEWS)
def test_a_still_sheet_is_seen_just_where_a_turned_one_is(left: int, top: int, view: View) -> None:
    rgba, camera = disc((210, 40, 50)), Camera(SIZE)
    laid, turned = gray(), gray()
    still_sheet(rgba, left, top, SIZE).lay(camera, view, laid, cv2.INTER_LINEAR)
    sheet = sprite(rgba, left, top)
    put(sheet, placed(sheet, (0, 0), Pose(), camera.onto_frame(SIZE, view)), turned)
    assert differences(turned, gray()).max() > 50
    assert (
        differences(laid, turned).max() <= 12
    )  # where the edge is steep, chroma shares other pairs of pixels
    assert differences(laid, turned).mean() < 0.05


@pytest.mark.parametrize("strength", [1.0, 0.6])
def test_a_soft_sheet_set_at_half_size_is_seen_just_as_well(strength: float) -> None:
    rgba, camera = disc((30, 30, 40), soft_px=5), Camera(SIZE)
    sheet = sprite(rgba, 101, 53)
    pose = Pose(dx=3.3, wide=0.9, tall=0.8)
    onto = placed(sheet, (130, 110), pose, camera.onto_frame(SIZE, VIEWS[1]))
    whole, half = gray(200), gray(200)
    put(sheet, onto, whole, strength)
    put_laid(lay_soft(sheet, onto, half, strength), half)
    assert differences(whole, gray(200)).max() > 60
    assert differences(whole, half).max() <= 5


def test_a_soft_sheet_may_lie_over_any_edge_of_the_frame() -> None:
    rgba = disc((30, 30, 40), soft_px=5)
    for left, top in product((-40, 280), (-40, 150)):
        sheet = sprite(rgba, left, top)
        whole, half = gray(200), gray(200)
        put(sheet, np.eye(3), whole)
        put_laid(lay_soft(sheet, np.eye(3), half), half)
        assert differences(whole, gray(200)).max() > 30
        assert differences(whole, half).max() <= 5


def test_paint_on_a_picture_covers_it_as_far_as_the_sheet_does() -> None:
    picture = np.full((20, 30, 3), 200, np.uint8)
    sheet = np.zeros((10, 10, 4), np.uint8)
    sheet[..., 3] = 51
    paint_on(picture, sheet, -5, 15)
    paint_on(picture, sheet, 90, 90)
    assert (picture[15:, :5] == 160).all()
    assert (picture[:15] == 200).all()
    assert (picture[:, 5:] == 200).all()


def test_paint_on_nothing_leaves_the_sheet_itself() -> None:
    picture = np.zeros((20, 30, 4), np.uint8)
    picture[:, 15:] = (200, 200, 200, 255)
    sheet = np.full((20, 30, 4), 100, np.uint8)
    paint_on(picture, sheet, 0, 0)
    assert picture[3, 3].tolist() == [100, 100, 100, 100]
    assert picture[3, 20].tolist() == pytest.approx([161, 161, 161, 255], abs=1)


def room_with_thing(near: bytes | None = None) -> Scenery:
    """A square that acts at (100, 140), and a thing with a shadow that nobody holds at (220, 140)."""
    wall = np.full((SIZE[1], SIZE[0], 3), 200, np.uint8)
    square = write_png(disc((210, 40, 50)))
    dark = np.zeros((70, 70, 4), np.uint8)
    dark[55:70, 5:65, 3] = 128
    shadow = write_png(dark)
    return Scenery(
        write_png(wall),
        near,
        (
            Puppet(1, square, shadow, left=65, top=75, foot=(100, 140)),
            Puppet(201, square, shadow, left=185, top=85, foot=(220, 140), holder=0),
        ),
        SIZE[0],
    )


def filmed(parts: Scenery) -> Frame:
    hop = Move(figure=1, action=Action.HOP, start_s=0, length_s=1.0)
    out = Frame(SIZE)
    stage = Stage(parts, (hop,), SIZE, fps=30, speech_start_frame=0, what="scene 1")
    stage.film(Camera(SIZE), VIEWS[0], 10, out)
    return out


def test_only_what_acts_is_turned() -> None:
    room = room_with_thing()
    with (
        patch.object(cv2, "warpAffine", wraps=cv2.warpAffine) as turn,
        patch.object(Rig, "bent", autospec=True, side_effect=Rig.bent) as bend,
    ):
        filmed(room)
    # Its shadow at half size; the figure itself is bent as it is turned.
    assert turn.call_count == 1
    assert bend.call_count == 1


@pytest.mark.parametrize("has_near", [False, True])
def test_the_shadow_of_what_stands_still_lies_on_the_ground(has_near: bool) -> None:
    ground = np.full((SIZE[1], SIZE[0], 4), 200, np.uint8)
    ground[:60, :, 3], ground[60:, :, 3] = 0, 255
    parts = room_with_thing(write_png(ground) if has_near else None)
    out = filmed(parts)
    camera = Camera(SIZE).onto_frame(SIZE, VIEWS[0])
    x, y = (round(float(at)) for at in (camera @ (220, 147, 1))[:2])
    assert out.y[y, x] == pytest.approx(16 + 219 / 255 * 100, abs=2)
    assert out.y[y - 25, x] < 100  # the thing itself, not seen through
    assert out.v[(y - 25) // 2, x // 2] > 160
