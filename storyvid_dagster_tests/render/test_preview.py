# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from dataclasses import replace
from pathlib import Path

import ffmpeg as graphs
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.core.timeline import Pacing, lay_out
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.render.preview import SHORT_SIDE_PX, render_preview
from storyvid_dagster_tests.render.conftest import MakeBoard, flat_png

pytestmark = pytest.mark.slow

SIZE = (640, SHORT_SIDE_PX)


def decoded(path: Path, ffmpeg: Ffmpeg) -> NDArray[np.uint8]:
    """Every frame as (n, H, W, 3) RGB."""
    graph = graphs.output(graphs.input(str(path))["v"], "pipe:", format="rawvideo", pix_fmt="rgb24")
    pixels = np.frombuffer(ffmpeg.run(graph, what="decoding").stdout, np.uint8)
    return pixels.reshape(-1, SIZE[1], SIZE[0], 3)


def test_a_preview_shows_the_film_or_a_scene_and_draws_only_what_changed(
    tmp_path: Path, make_board: MakeBoard, ffmpeg: Ffmpeg
) -> None:
    store, path = MediaStore(tmp_path), tmp_path / "preview.mp4"
    board = make_board()

    render_preview(board, path, store=store, ffmpeg=ffmpeg)
    whole = lay_out([clip.duration_s for clip in board.spoken], fps=10)
    assert len(decoded(path, ffmpeg)) == whole.n_frames
    pieces = set(tmp_path.glob("cache/segments/*/*.mp4"))

    repainted = replace(
        board, stills=(replace(board.stills[0], png=flat_png((250, 250, 0))), *board.stills[1:])
    )
    render_preview(repainted, path, store=store, ffmpeg=ffmpeg)
    new = set(tmp_path.glob("cache/segments/*/*.mp4")) - pieces
    assert len(new) == 3  # the scene, and the turns to it and to the next

    render_preview(board, path, store=store, ffmpeg=ffmpeg, scene=2)
    alone = decoded(path, ffmpeg)
    shot = lay_out([clip.duration_s for clip in board.spoken], fps=15, pacing=Pacing(transition_s=0)).shots[2]
    assert len(alone) == shot.n_frames
    for frame in (alone[0], alone[-1]):
        assert np.abs(frame.mean(axis=(0, 1)) - (40, 180, 60)).max() < 12
