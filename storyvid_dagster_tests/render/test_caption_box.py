from dataclasses import replace

import numpy as np
import pytest

from storyvid_dagster.core.captions import Cue
from storyvid_dagster.render.caption_box import CaptionBox
from storyvid_dagster.render.planes import Frame

FPS = 10
CUES = (
    Cue(1000, 3000, ("Pip went up,", "up the hill."), (1000, 1300, 1600, 1900, 2200, 2500)),
    Cue(4000, 5000, ("Hop!",), (4000,)),
)
LIT_U = 100
"""Yellow has hardly any blue."""


def film(cues: tuple[Cue, ...], frame: int, size: tuple[int, int] = (640, 360)) -> Frame:
    out = Frame(size)
    out.y[:], out.u[:], out.v[:] = 120, 128, 128
    CaptionBox(cues, size, FPS).put(frame, out)
    return out


def lit_columns(frame: Frame) -> tuple[float, float]:
    """Middle (x, y) of what is lit, in pixels of the frame."""
    rows, columns = np.nonzero(frame.u < LIT_U)
    return 2 * float(columns.mean()), 2 * float(rows.mean())


def test_a_caption_is_seen_while_its_words_are_said_and_not_before_or_after() -> None:
    for frame, seen in (
        (9, False),
        (10, True),
        (29, True),
        (30, False),
        (39, False),
        (45, True),
        (55, False),
    ):
        assert bool((film(CUES, frame).y != 120).any()) is seen


def test_the_word_that_is_read_is_lit() -> None:
    first, second, fourth = (lit_columns(film(CUES, frame)) for frame in (11, 14, 20))
    assert first[0] < second[0] - 20
    assert first[1] == pytest.approx(second[1], abs=4)
    assert fourth[1] > first[1] + 12  # on the second line


@pytest.mark.parametrize("name", ["美咲", "محمد", "प्रिया", "🦊"])
def test_a_name_of_any_script_is_lit_when_it_is_said_and_so_is_the_word_after_it(name: str) -> None:
    cues = (Cue(0, 3000, (f"Pip met {name} again.",), (0, 500, 1000, 2000)),)
    met, again = lit_columns(film(cues, 7)), lit_columns(film(cues, 25))
    assert again[0] > met[0] + 20
    if name != "🦊":
        assert met[0] + 10 < lit_columns(film(cues, 15))[0] < again[0] - 10


@pytest.mark.parametrize("size", [(640, 360), (360, 640), (360, 360), (1920, 1080)])
def test_it_stands_low_in_the_middle_and_never_touches_the_edge(size: tuple[int, int]) -> None:
    long = "Wonderfulness of grasshoppers, forever"
    cues = (Cue(0, 1000, (long, long), tuple(range(0, 800, 100))),)
    box = film(cues, 0, size).y != 120
    rows, columns = np.flatnonzero(box.any(1)), np.flatnonzero(box.any(0))
    width, height = size
    assert columns[0] > 0.02 * width
    assert columns[-1] < 0.98 * width
    assert (columns[0] + columns[-1]) / 2 == pytest.approx(width / 2, abs=3)
    assert 0.7 * height < rows[0] < rows[-1] < 0.97 * height
    if height > width:
        assert rows[-1] < 0.91 * height  # above what a phone shows there


def test_text_is_bright_on_dark() -> None:
    box = film(CUES, 45, (1920, 1080)).y
    assert box.max() > 190
    assert np.median(box[box != 120]) < 70


def test_a_piece_is_made_again_only_when_its_own_captions_change() -> None:
    def key(cues: tuple[Cue, ...], start: int, n: int) -> str:
        return CaptionBox(cues, (640, 360), FPS).key(start, n)

    edited = (CUES[0], replace(CUES[1], lines=("Jump!",)))
    assert key(CUES, 0, 35) == key(edited, 0, 35)
    assert key(CUES, 35, 20) != key(edited, 35, 20)
    later = tuple(
        replace(
            cue,
            start_ms=cue.start_ms + 1000,
            end_ms=cue.end_ms + 1000,
            word_starts_ms=tuple(start + 1000 for start in cue.word_starts_ms),
        )
        for cue in CUES
    )
    assert key(CUES, 5, 30) == key(later, 15, 30)
