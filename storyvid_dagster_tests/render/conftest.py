from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from storyvid_dagster.audio.codec import RATE_HZ, encode_mp3
from storyvid_dagster.core.request import Style
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.core.timeline import Pacing
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.images import write_png
from storyvid_dagster.render.storyboard import SceneNarration, SceneStill, Storyboard

SIZE = (96, 54)

MakeBoard = Callable[..., Storyboard]


@pytest.fixture(scope="session")
def quick() -> Pacing:
    return Pacing(title_s=0.6, end_s=0.6, transition_s=0.2, lead_s=0.0, breath_s=0.1)


def tone(pitch_hz: float, length_s: float, level: float = 0.3) -> np.ndarray[Any, np.dtype[np.float32]]:
    at = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    return (level * np.sin(2 * np.pi * pitch_hz * at)).astype(np.float32)


def flat_png(color: tuple[int, int, int], size: tuple[int, int] = SIZE) -> bytes:
    return write_png(np.full((size[1], size[0], 3), color, np.uint8))


@pytest.fixture(scope="session")
def make_board(tmp_path_factory: pytest.TempPathFactory, ffmpeg: Ffmpeg) -> MakeBoard:
    """Make a storyboard of plain stills, red, green and blue, with tones for voice and music."""
    folder = tmp_path_factory.mktemp("sounds")
    music = folder / "music.mp3"
    encode_mp3(tone(330, 2.0), RATE_HZ, music, ffmpeg)
    length_s = 0.8
    spoken: list[SceneNarration] = []
    for scene in (1, 2, 3):
        path = folder / f"{scene}.mp3"
        encode_mp3(tone(600 + 100 * scene, length_s), RATE_HZ, path, ffmpeg)
        words = tuple(
            WordTime(text=word, start_s=0.2 * k, end_s=0.2 * k + 0.2)
            for k, word in enumerate(("Red", "and", "blue."))
        )
        spoken.append(SceneNarration(scene, path, length_s, words))
    colors = ((200, 40, 40), (40, 180, 60), (50, 60, 200))
    board = Storyboard(
        run_id="5f6c63ab",
        title="The Fox",
        child_name="Mia",
        child_age=None,
        drawn_on=None,
        page_png=flat_png((250, 240, 200), (60, 40)),
        figures_png=(),
        outlines=(),
        style=Style.PIXEL,
        stills=tuple(
            SceneStill(scene, flat_png(color), (0.4, 0.6)) for scene, color in enumerate(colors, start=1)
        ),
        spoken=tuple(spoken),
        music=music,
        size=SIZE,
        fps=25,
        seed=3,
    )
    return lambda **changes: replace(board, **changes)
