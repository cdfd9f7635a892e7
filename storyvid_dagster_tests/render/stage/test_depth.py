"""A figure painted into its picture stands before it: it moves a little more than what is behind."""

import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.core.acting import Action, Move
from storyvid_dagster.core.results import SceneryFiles
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.images import write_png
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.stage.depth import stirring
from storyvid_dagster.render.stage.stage import Stage

SIZE = (640, 360)
HEAD, BODY, MARK = 190.0, 60.0, 235.0
FOOT_Y, HEIGHT = 300, 200
MOST_OF_WIDTH = 0.01


def gray(value: float, size: tuple[int, int]) -> NDArray[np.uint8]:
    return np.full((size[1], size[0], 3), value, np.uint8)


def scenery() -> Scenery:
    """A dark post 200 pixels high with a light head, and a light mark on the wall behind."""
    wall = gray(120, SIZE)
    wall[100:120, 460:480] = MARK
    post = np.dstack([gray(BODY, (60, HEIGHT)), np.full((HEIGHT, 60), 255, np.uint8)])
    post[:20, :, :3] = HEAD
    puppet = Puppet(1, write_png(post), None, left=290, top=FOOT_Y - HEIGHT, foot=(320.0, float(FOOT_Y)))
    return Scenery(write_png(wall), None, (puppet,), SIZE[0], painted_in=True)


def film(view: View, frame: int = 0, moves: tuple[Move, ...] = ()) -> Frame:
    stage = Stage(scenery(), moves, SIZE, fps=30, speech_start_frame=0, what="scene 1")
    out = Frame(SIZE)
    stage.film(Camera(SIZE), view, frame, out)
    return out


def luma(value: float) -> float:
    return 16 + 219 / 255 * value


def where(out: Frame, value: float) -> tuple[float, float]:
    rows, columns = np.nonzero(np.abs(out.y - luma(value)) < 3)
    return float(columns.mean()), float(rows.mean())


def lowest(out: Frame) -> float:
    return float(np.nonzero((np.abs(out.y - luma(BODY)) < 3).any(1))[0].max())


def test_a_head_lags_behind_when_the_camera_goes_aside_and_the_feet_stay() -> None:
    left, right = View(1.1, 0.25, 0.5), View(1.1, 0.75, 0.5)
    one, other = film(left), film(right)
    marks, heads = (where(one, what)[0] - where(other, what)[0] for what in (MARK, HEAD))
    goes_aside = 0.5 * (1 - 1 / 1.1)  # in parts of the picture's width
    assert marks == pytest.approx(1.1 * goes_aside * SIZE[0], abs=0.7)
    # 0.4 heights of the figure for a width; the middle of the head is 0.95 of the height above the feet.
    assert heads - marks == pytest.approx(1.1 * 0.4 * goes_aside * 0.95 * HEIGHT, abs=0.7)
    assert lowest(one) == lowest(other)


def test_a_figure_grows_a_little_more_than_what_is_behind_when_the_camera_comes_closer() -> None:
    far, near = View(1.04, 0.5, 0.5), View(1.16, 0.5, 0.5)
    rises: list[float] = []
    for view in (far, near):
        out = film(view)
        rises.append((where(out, MARK)[1] - where(out, HEAD)[1]) / view.zoom)
    # 12 % of the zoom, at the middle of the head.
    assert rises[1] - rises[0] == pytest.approx(0.12 * 0.12 * 0.95 * HEIGHT, abs=0.8)


def test_it_never_moves_more_than_a_hundredth_of_the_width_against_what_is_behind() -> None:
    tall = 0.85 * SIZE[1]
    for view in (View(1.05, 1.0, 0.5), View(1.12, 0.83, 0.5), View(1.16, 0.25, 0.5), View(1.5, 0.0, 0.4)):
        for t_s in np.arange(0, 20, 0.1):
            pose = stirring(float(t_s), 0.6, view)
            assert abs(pose.lean) * tall < MOST_OF_WIDTH * SIZE[0]
            assert abs(pose.tall - 1) * tall < MOST_OF_WIDTH * SIZE[0]
            assert (pose.dx, pose.dy, pose.turn_degrees, pose.wide) == (0, 0, 0, 1), "its feet stay"


def test_it_breathes_and_sways_and_does_nothing_else() -> None:
    view = View(1.05, 0.5, 0.5)
    hop = (Move(figure=1, action=Action.HOP, start_s=0, length_s=2),)
    frames = [film(view, frame, hop) for frame in range(0, 130, 5)]
    xs, ys = np.transpose([where(out, HEAD) for out in frames])
    assert 1.0 < np.ptp(xs) < 4
    assert 0.7 < np.ptp(ys) < 4
    assert len({lowest(out) for out in frames}) == 1, "it does not hop"


def test_documents_from_before_are_of_figures_that_act() -> None:
    known = {"backdrop": {"key": "images/a_scene_1_backdrop.png", "sha256": "0" * 64, "size_bytes": 1}}
    assert SceneryFiles.model_validate({**known, "near": None, "puppets": []}).painted_in is False
