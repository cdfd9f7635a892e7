"""The camera shows what it should, where it should, to a fiftieth of a pixel."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from storyvid_dagster.render.camera import Camera, Course, Path, View, card_path
from storyvid_dagster.render.planes import Frame, Planes, split

JITTER_RMS_PX = 0.02
JITTER_MAX_PX = 0.12
FIGURES_FROM = 0.085
"""Painters keep figures this far from each side, in parts of the width."""
SIZE = (640, 360)
DOT_SIGMA_PX = 4.0
REACH_PX = 22


@pytest.fixture(scope="module")
def dots() -> tuple[Planes, NDArray[np.float64]]:
    """A black still with soft white dots, and their places."""
    rng = np.random.default_rng(0)
    grid = np.stack(np.meshgrid(np.linspace(150, 490, 6), np.linspace(110, 250, 3)), -1).reshape(-1, 2)
    places = grid + rng.uniform(-4, 4, grid.shape)
    x, y = np.meshgrid(np.arange(SIZE[0]), np.arange(SIZE[1]))
    image = sum(220 * np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / (2 * DOT_SIGMA_PX**2)) for at in places)
    grey = np.rint(image).astype(np.uint8)
    return split(np.repeat(grey[..., np.newaxis], 3, axis=2)), places


@pytest.mark.parametrize(
    "path",
    [
        Path(View(1.05, 0.45, 0.55), View(1.16, 0.45, 0.55), 90),
        Path(View(1.12, 1.0, 0.5), View(1.10, 0.0, 0.5), 90),
        Path(View(1.25, 0.5, 0.5), View(1.2, 0.5, 0.5), 90, soft=True),
        card_path(closer=True, n_frames=90),
    ],
    ids=["closer", "across", "softly back", "card"],
)
def test_the_camera_does_not_tremble(path: Path, dots: tuple[Planes, NDArray[np.float64]]) -> None:
    still, places = dots
    camera, frame = Camera(SIZE), Frame(SIZE)
    misses: list[NDArray[np.float64]] = []
    for number in range(0, path.n_frames, 2):
        view = path.at(number)
        camera.film(still, view, frame)
        origin = np.array([view.x * SIZE[0], view.y * SIZE[1]]) * (1 - 1 / view.zoom)
        for place in (places + 0.5 - origin) * view.zoom - 0.5:
            misses.append(_centroid(frame, place) - place)
    residual = np.array(misses)
    assert np.sqrt((residual**2).mean(axis=0)).max() <= JITTER_RMS_PX
    assert np.abs(residual).max() <= JITTER_MAX_PX


def _centroid(frame: Frame, near: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y = np.rint(near).astype(int)
    patch = frame.y[y - REACH_PX : y + REACH_PX + 1, x - REACH_PX : x + REACH_PX + 1].astype(float) - 16
    steps = np.arange(-REACH_PX, REACH_PX + 1)
    weights = np.array([(patch.sum(axis=0) * steps).sum(), (patch.sum(axis=1) * steps).sum()])
    return np.array([x, y]) + weights / patch.sum()


def test_chroma_stays_with_luma() -> None:
    """A red square on grey: where a player puts its colour, and where its brightness is, agree."""
    rgb = np.full((SIZE[1], SIZE[0], 3), 128, np.uint8)
    rgb[120:240, 200:400] = (230, 60, 60)
    frame = Frame(SIZE)
    view = View(1.13, 0.4, 0.7)
    Camera(SIZE).film(split(rgb), view, frame)
    luma, chroma = frame.y.astype(float) - frame.y[0, 0], frame.v.astype(float) - frame.v[0, 0]
    luma_x, luma_y = _middle(luma)
    chroma_x, chroma_y = _middle(chroma)
    # Chroma column c lies on luma column 2c, chroma row r between luma rows 2r and 2r + 1.
    assert chroma_x * 2 == pytest.approx(luma_x, abs=0.1)
    assert chroma_y * 2 + 0.5 == pytest.approx(luma_y, abs=0.1)


def _middle(plane: NDArray[np.float64]) -> tuple[float, float]:
    total = plane.sum()
    across = (plane.sum(axis=0) * np.arange(plane.shape[1])).sum() / total
    return across, (plane.sum(axis=1) * np.arange(plane.shape[0])).sum() / total


@settings(max_examples=40, deadline=None)
@given(
    zoom=st.floats(1.0, 3.0),
    x=st.floats(0, 1),
    y=st.floats(0, 1),
    size=st.sampled_from([(64, 36), (36, 64), (96, 96)]),
)
def test_no_view_leaves_the_picture(zoom: float, x: float, y: float, size: tuple[int, int]) -> None:
    """Of a picture with one colour, every view is all that colour."""
    still = split(np.full((size[1], size[0], 3), (90, 160, 210), np.uint8))
    frame = Frame(size)
    Camera(size).film(still, View(zoom, x, y), frame)
    for plane in (frame.y, frame.u, frame.v):
        assert plane.min() == plane.max() > 0


def test_moves_start_and_end_softly_and_never_stand_still() -> None:
    path = Path(View(1.05, 0.5, 0.5), View(1.16, 0.5, 0.5), 100)
    steps = np.abs(np.diff([path.at(frame).zoom for frame in range(100)]))
    assert 0.4 < steps[[0, -1]].max() / steps.max() < 0.8
    assert steps.min() > steps.max() / 3
    assert path.at(0) == path.start
    assert path.at(99).zoom == pytest.approx(path.end.zoom)


def test_a_soft_move_stands_still_for_a_moment_at_its_ends() -> None:
    path = Path(View(1.9, 0.5, 0.5), View(1.05, 0.5, 0.5), 100, soft=True)
    steps = np.abs(np.diff([path.at(frame).zoom for frame in range(100)]))
    assert steps[[0, -1]].max() < steps.max() / 20


def test_a_course_cuts_where_the_next_move_begins_elsewhere_and_goes_on_where_it_does_not() -> None:
    wide, closer, near = View(1.05, 0.5, 0.5), View(1.16, 0.5, 0.5), View(1.8, 0.2, 0.4)
    course = Course((Path(wide, closer, 40), Path(closer, wide, 30), Path(near, near, 20)))
    assert course.cuts == (70,)
    assert [course.at(frame) for frame in (0, 39, 40, 69, 70, 89)] == [wide, closer, closer, wide, near, near]
