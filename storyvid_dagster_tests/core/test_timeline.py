from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.core.timeline import Pacing, lay_out

CLIPS = st.lists(st.floats(0.05, 30), min_size=1, max_size=8)
FPS = st.integers(12, 60)


@given(narration_s=CLIPS, fps=FPS)
def test_neighbours_overlap_by_exactly_the_transition(narration_s: list[float], fps: int) -> None:
    timeline = lay_out(narration_s, fps=fps)
    for before, after in pairwise(timeline.shots):
        assert before.end_frame - after.start_frame == timeline.transition_frames


@given(narration_s=CLIPS, fps=FPS)
def test_speech_lies_between_the_transitions_of_its_own_scene(narration_s: list[float], fps: int) -> None:
    timeline = lay_out(narration_s, fps=fps)
    for shot, seconds in zip(timeline.shots[1:-1], narration_s, strict=True):
        assert shot.speech_start_frame >= shot.start_frame + timeline.transition_frames
        assert shot.speech_start_frame + seconds * fps <= shot.end_frame - timeline.transition_frames + 1e-6


@given(narration_s=CLIPS, fps=FPS)
def test_one_shot_a_clip_between_title_and_end(narration_s: list[float], fps: int) -> None:
    timeline = lay_out(narration_s, fps=fps)
    assert [shot.kind for shot in timeline.shots] == ["title", *["scene"] * len(narration_s), "end"]
    assert [shot.scene for shot in timeline.shots] == [0, *range(1, len(narration_s) + 1), 0]
    assert timeline.duration_s == timeline.n_frames / fps


def test_breath_makes_a_scene_longer_by_just_that() -> None:
    short, long = (lay_out([2.0], fps=30, pacing=Pacing(breath_s=s)) for s in (0.5, 1.5))
    assert long.shots[1].n_frames - short.shots[1].n_frames == 30


@pytest.mark.parametrize("narration_s", [[], [1.0, 0.0], [-1.0]])
def test_an_empty_clip_is_refused(narration_s: list[float]) -> None:
    with pytest.raises(ValueError, match="longer than 0"):
        lay_out(narration_s, fps=30)
