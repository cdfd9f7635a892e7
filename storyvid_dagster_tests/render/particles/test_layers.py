"""What is in the air is seen in the frames: before and behind the figures, and the same in every piece."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.core.scenery import Puppet, Scenery, WeatherSheets
from storyvid_dagster.core.story import Weather
from storyvid_dagster.core.timeline import lay_out
from storyvid_dagster.errors import RenderError
from storyvid_dagster.images import write_png
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.frames import Pictures, draw
from storyvid_dagster.render.particles.layers import ParticleLayers
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.segments import plan
from storyvid_dagster.render.shots import lay_pictures
from storyvid_dagster.render.stage.stage import Stage
from storyvid_dagster.render.storyboard import Storyboard
from storyvid_dagster.render.transitions import Transition
from storyvid_dagster_tests.render.conftest import MakeBoard, flat_png

pytestmark = pytest.mark.slow

SIZE = (320, 180)
VIEW = View(1.05, 0.5, 0.5)
WHITE = 235


def speck(side: int = 8, color: int = 255) -> bytes:
    """A square in the middle of a sheet twice as large."""
    sheet = np.zeros((2 * side, 2 * side, 4), np.uint8)
    sheet[side // 2 : -side // 2, side // 2 : -side // 2] = (color, color, color, 255)
    return write_png(sheet)


def sheets(weather: Weather, depths: str = "far mid near", grid_px: int = 1) -> WeatherSheets:
    far, mid, near = ((speck(),) if depth in depths else () for depth in ("far", "mid", "near"))
    return WeatherSheets(weather, far, mid, near, SIZE[0], grid_px)


def air(of: WeatherSheets) -> ParticleLayers:
    return ParticleLayers(of, SIZE, fps=30, seed=(5, 1), what="scene 1")


def filmed(of: WeatherSheets | None, frame: int, view: View = VIEW) -> Frame:
    """A large dark figure on dark ground."""
    square = np.full((120, 160, 4), 255, np.uint8)
    square[..., :3] = 60
    scenery = Scenery(
        flat_png((30, 30, 30), SIZE),
        None,
        (Puppet(1, write_png(square), None, left=80, top=40, foot=(160, 160)),),
        SIZE[0],
    )
    out = Frame(SIZE)
    stage = Stage(
        scenery, (), SIZE, fps=30, speech_start_frame=0, what="scene 1", air=air(of) if of else None
    )
    stage.film(Camera(SIZE), view, frame, out)
    return out


def white(out: Frame) -> NDArray[np.bool_]:
    return out.y > 200


def moved_by(before: NDArray[np.bool_], after: NDArray[np.bool_], reach: int) -> tuple[int, int]:
    """The (right, down) by which most of what was seen is seen again."""
    most, best = -1, (0, 0)
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            again = int((np.roll(before, (down, right), (0, 1)) & after).sum())
            if again > most:
                most, best = again, (right, down)
    return best


@pytest.mark.parametrize(("weather", "down"), [(Weather.RAIN, 9), (Weather.SNOW, 1), (Weather.BUBBLES, -1)])
def test_rain_falls_and_bubbles_rise(weather: Weather, down: int) -> None:
    apart = 1 if weather is Weather.RAIN else 2
    right, fell = moved_by(
        *(white(filmed(sheets(weather, "mid"), frame)) for frame in (40, 40 + apart)), reach=12
    )
    assert abs(fell - down) <= 1
    if weather is Weather.RAIN:
        assert right < 0, "it is driven to the left"


def test_the_far_and_the_middle_are_behind_the_figures_and_the_near_before_them() -> None:
    fair = filmed(None, 30).y
    inside = np.s_[60:150, 100:220]
    for depth, before in (("far", False), ("mid", False), ("near", True)):
        frames = [filmed(sheets(Weather.SNOW, depth), frame).y for frame in range(0, 150, 15)]
        assert any((frame != fair).any() for frame in frames)
        assert any((frame[inside] > 200).any() for frame in frames) == before


def test_near_particles_move_more_with_the_camera_than_far_ones() -> None:
    def shift(depth: str) -> int:
        left, right = (
            white(filmed(sheets(Weather.RAIN, depth), 9, View(1.16, x, 0.5))) for x in (0.45, 0.55)
        )
        return moved_by(left, right, reach=8)[0]

    assert shift("near") < shift("far") < 0


def test_a_speck_is_moved_by_parts_of_a_pixel_and_keeps_its_color() -> None:
    frames = [filmed(sheets(Weather.SNOW, "mid"), frame) for frame in range(30, 60)]
    sums = [float((out.y.astype(np.float64) - frames[0].y.min()).sum()) for out in frames]
    assert max(abs(b - a) for a, b in pairwise(sums)) < 0.06 * sums[0]
    assert all(out.y.max() == pytest.approx(WHITE, abs=2) for out in frames)
    assert all(abs(int(out.u[out.y[::2, ::2] > 220].max()) - 128) <= 2 for out in frames)


def board_with_air(make_board: MakeBoard, of: WeatherSheets | None) -> Storyboard:
    board = make_board()
    stills = (replace(board.stills[0], png=flat_png((30, 30, 30), SIZE), air=of), *board.stills[1:])
    long = replace(board.spoken[0], duration_s=14.0)
    return replace(board, size=SIZE, fps=30, stills=stills, spoken=(long, *board.spoken[1:]))


def frames_of(board: Storyboard) -> list[tuple[int, bytes]]:
    """Number and bytes of some frames of every piece of the first scene, each piece drawn alone."""
    timeline = lay_out([clip.duration_s for clip in board.spoken], fps=board.fps)
    pictures, transition = lay_pictures(board, timeline), Transition(board.style, SIZE)
    found: list[tuple[int, bytes]] = []
    for segment in plan(timeline, pictures, size=SIZE, encoder=""):
        if [layer.shot for layer in segment.layers] == [1]:
            alone = draw(segment, Pictures(pictures, SIZE, transition))
            found += [
                (segment.layers[0].first_frame + k, frame.buffer.tobytes())
                for k, frame in enumerate(alone)
                if k < 2
            ]
    return found


def test_pieces_drawn_alone_go_on_where_the_one_before_ended(make_board: MakeBoard) -> None:
    of = sheets(Weather.RAIN)
    board = board_with_air(make_board, of)
    found = frames_of(board)
    assert len(found) >= 4
    timeline = lay_out([clip.duration_s for clip in board.spoken], fps=board.fps)
    whole = lay_pictures(board, timeline)[1]
    shown, camera, out = whole.make_ready(SIZE), Camera(SIZE), Frame(SIZE)
    for number, pixels in found:
        shown.film(camera, whole.path.at(number), number, out)
        assert out.buffer.tobytes() == pixels


def test_a_still_has_weather_over_it_and_without_any_its_very_pixels(make_board: MakeBoard) -> None:
    fair, rainy = (frames_of(board_with_air(make_board, of)) for of in (None, sheets(Weather.RAIN)))
    plain = np.frombuffer(fair[0][1], np.uint8)[: SIZE[0] * SIZE[1]]
    assert len(set(plain.tolist())) == 1
    assert (np.frombuffer(rainy[0][1], np.uint8)[: SIZE[0] * SIZE[1]] > 200).any()


def test_what_is_in_the_air_is_named_in_the_key_of_its_picture(make_board: MakeBoard) -> None:
    def digests(board: Storyboard) -> list[str]:
        timeline = lay_out([clip.duration_s for clip in board.spoken], fps=board.fps)
        return [picture.digest for picture in lay_pictures(board, timeline)]

    rain, snow = sheets(Weather.RAIN), sheets(Weather.SNOW)
    boards = [board_with_air(make_board, of) for of in (None, rain, snow, replace(rain, near=(speck(4),)))]
    boards.append(replace(boards[1], seed=99))
    found = [digests(board) for board in boards]
    assert len({each[1] for each in found}) == len(boards)
    assert len({each[2] for each in found}) == 1, "a scene without weather is the same picture"


def test_squares_stay_on_their_grid_and_move_in_steps() -> None:
    view = View(1.0, 0.5, 0.5)
    of = sheets(Weather.BUBBLES, "mid", grid_px=8)
    frames = [white(filmed(of, frame, view)) for frame in (30, 31, 90)]
    assert np.array_equal(frames[0], frames[1])
    for frame in frames:
        edges = np.flatnonzero(np.diff(frame[:38].any(0).astype(int)))
        assert len(edges)
        assert len(set((edges % 8).tolist())) == 1


def test_stars_do_not_flash() -> None:
    means = [filmed(sheets(Weather.STARS), frame).y.mean() for frame in range(0, 240, 2)]
    assert max(means) > min(means)
    assert np.abs(np.diff(means)).max() < 0.5  # of 255, in a fifteenth of a second


def test_a_sheet_that_cannot_be_read_is_named() -> None:
    with pytest.raises(RenderError, match="the rain of scene 1"):
        air(replace(sheets(Weather.RAIN), mid=(b"no picture",)))
