from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.video.frame import PictureType

from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.render.encoder import EncoderSettings
from storyvid_dagster.render.inspect import picture_header
from storyvid_dagster.render.planes import Frame

N_FRAMES = 12
TOLERANCE = 2


def shades(size: tuple[int, int]) -> Iterator[Frame]:
    """Ever lighter frames, all in one buffer."""
    frame = Frame(size)
    for number in range(N_FRAMES):
        frame.y[:], frame.u[:], frame.v[:] = 40 + 5 * number, 90 + number, 200 - number
        yield frame


@pytest.mark.parametrize("size", [(96, 54), (54, 96), (96, 56), (64, 64)])
def test_every_frame_comes_out_as_it_went_in(size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "piece.mp4"
    EncoderSettings().encode(shades(size), size, 25, path)
    with av.open(path) as film:
        decoded = [frame.to_ndarray(format="yuv420p").astype(int) for frame in film.decode(video=0)]
    assert len(decoded) == N_FRAMES
    for number, planes in enumerate(decoded):
        y, (u, v) = planes[: size[1]], planes[size[1] :].reshape(2, -1)
        for plane, value in ((y, 40 + 5 * number), (u, 90 + number), (v, 200 - number)):
            assert np.abs(plane - value).max() <= TOLERANCE, number


def test_a_piece_says_how_its_colours_and_its_clock_are_meant(tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    path = tmp_path / "piece.mp4"
    EncoderSettings().encode(shades((96, 54)), (96, 54), 25, path)
    with av.open(path) as film:
        stream = film.streams.video[0]
        # 1 is BT.709 in each of them and "limited" in the range (ITU-T H.273).
        context = stream.codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        assert context.color_range == 1
        assert stream.time_base is not None
        assert stream.time_base.denominator == 512 * 25
        assert stream.profile == "High"
    assert picture_header(path, ffmpeg)


def test_a_slow_zoom_looks_as_it_was_drawn_though_most_frames_lie_between_others(tmp_path: Path) -> None:
    size, path = (320, 180), tmp_path / "piece.mp4"
    paper = np.random.default_rng(1).normal(128, 25, (200, 340)).astype(np.float32)
    paper = cv2.GaussianBlur(paper, (0, 0), 1.5).clip(16, 235).astype(np.uint8)
    drawn: list[Frame] = []
    for number in range(40):
        frame, zoom = Frame(size), 1 + 0.002 * number
        cv2.warpAffine(paper, np.array([[zoom, 0, -8.0], [0, zoom, -6.0]]), size, dst=frame.y)
        frame.y[60:100, 4 * number : 4 * number + 40] = 200  # a figure on its way
        frame.u[:], frame.v[:] = 128, 128
        drawn.append(frame)
    EncoderSettings().encode(drawn, size, 25, path)
    with av.open(path) as film:
        shown = [(frame.pict_type, frame.to_ndarray()[: size[1]]) for frame in film.decode(video=0)]
    assert [kind for kind, _ in shown].count(PictureType.B) >= 0.6 * len(drawn)
    errors = [float(np.square(y.astype(float) - f.y).mean()) for (_, y), f in zip(shown, drawn, strict=True)]
    assert max(errors) < 12  # 37 dB
