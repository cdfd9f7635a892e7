from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid_dagster.core.timeline import Timeline, lay_out
from storyvid_dagster.render.camera import Course, Path, View
from storyvid_dagster.render.segments import Segment, ShotPicture, plan
from storyvid_dagster.render.stage.stage import still_picture

LONGEST_S = 6.0
VIEW = View(1.1, 0.5, 0.5)

narrations = st.lists(st.floats(0.05, 20), min_size=1, max_size=8)


def pictures_for(timeline: Timeline) -> list[ShotPicture]:
    blank = np.zeros((2, 2, 3), np.uint8)
    return [
        ShotPicture(f"picture {index}", still_picture(lambda: blank), Path(VIEW, VIEW, shot.n_frames))
        for index, shot in enumerate(timeline.shots)
    ]


def planned(
    timeline: Timeline, pictures: Sequence[ShotPicture] | None = None, encoder: str = "x"
) -> tuple[Segment, ...]:
    return plan(timeline, pictures or pictures_for(timeline), size=(64, 36), encoder=encoder)


@settings(max_examples=40, deadline=None)
@given(narrations, st.sampled_from([12, 24, 25, 30, 60]))
def test_pieces_cover_the_film_once(narration_s: list[float], fps: int) -> None:
    timeline = lay_out(narration_s, fps=fps)
    segments = planned(timeline)
    assert segments[0].start_frame == 0
    for here, there in pairwise(segments):
        assert here.start_frame + here.n_frames == there.start_frame
    assert segments[-1].start_frame + segments[-1].n_frames == timeline.n_frames
    assert all(0 < segment.n_frames <= LONGEST_S * fps for segment in segments)


@settings(max_examples=40, deadline=None)
@given(narrations)
def test_layers_are_within_their_shots(narration_s: list[float]) -> None:
    timeline = lay_out(narration_s, fps=30)
    for segment in planned(timeline):
        for layer in segment.layers:
            shot = timeline.shots[layer.shot]
            assert shot.start_frame + layer.first_frame == segment.start_frame
            assert 0 <= layer.first_frame <= layer.first_frame + segment.n_frames <= shot.n_frames


def test_every_frame_where_two_shots_overlap_is_a_fade() -> None:
    timeline = lay_out([4.0, 2.0], fps=30)
    fades = [segment for segment in planned(timeline) if len(segment.layers) == 2]
    assert [fade.n_frames for fade in fades] == [timeline.transition_frames] * 3
    assert [fade.start_frame for fade in fades] == [shot.start_frame for shot in timeline.shots[1:]]


def test_a_changed_picture_changes_only_the_pieces_it_is_seen_in() -> None:
    timeline = lay_out([4.0, 5.0, 6.0], fps=30)
    pictures = pictures_for(timeline)
    changed = list(pictures)
    changed[2] = replace(pictures[2], digest="another")
    for before, after in zip(planned(timeline, pictures), planned(timeline, changed), strict=True):
        seen = 2 in [layer.shot for layer in before.layers]
        assert (before.key != after.key) == seen


def test_what_moves_late_in_a_shot_changes_no_piece_before() -> None:
    timeline = lay_out([20.0], fps=30)
    pictures = pictures_for(timeline)
    acts = list(pictures)

    def hops(until_frame: int) -> tuple[str, ...]:
        return ("a hop",) if until_frame > 300 else ()

    acts[1] = replace(pictures[1], moved=hops)
    for before, after in zip(planned(timeline, pictures), planned(timeline, acts), strict=True):
        shows_it = any(
            layer.shot == 1 and layer.first_frame + before.n_frames > 300 for layer in before.layers
        )
        assert (before.key != after.key) == shows_it


def test_another_view_changes_only_the_pieces_it_is_seen_in() -> None:
    timeline = lay_out([20.0], fps=30)
    pictures, scene = pictures_for(timeline), timeline.shots[1]
    near, rest = View(1.8, 0.3, 0.3), scene.n_frames - 450
    other = list(pictures)
    pictures[1] = replace(pictures[1], path=Course((Path(VIEW, VIEW, 450), Path(near, near, rest))))
    other[1] = replace(
        pictures[1],
        path=Course(
            (Path(VIEW, VIEW, 200), Path(VIEW, VIEW, 250), Path(near, replace(near, zoom=1.7), rest))
        ),
    )
    for before, after in zip(planned(timeline, pictures), planned(timeline, other), strict=True):
        sees_it = any(
            layer.shot == 1 and layer.first_frame + before.n_frames > 450 for layer in before.layers
        )
        assert (before.key != after.key) == sees_it


def test_longer_speech_in_one_scene_leaves_other_scenes_alone() -> None:
    shorter, longer = (planned(lay_out([4.0, seconds, 6.0], fps=30)) for seconds in (5.0, 6.0))
    kept = {segment.key for segment in shorter} & {segment.key for segment in longer}
    untouched = [s for s in shorter if all(layer.shot != 2 for layer in s.layers)]
    assert {segment.key for segment in untouched} <= kept


def test_the_encoder_is_part_of_every_key() -> None:
    timeline = lay_out([1.0], fps=30)
    keys = {segment.key for encoder in ("crf 20", "crf 21") for segment in planned(timeline, encoder=encoder)}
    assert len(keys) == 2 * len(planned(timeline))


def test_a_piece_begins_where_the_camera_cuts() -> None:
    timeline = lay_out([9.0], fps=30)
    pictures, scene = pictures_for(timeline), timeline.shots[1]
    near = View(1.8, 0.3, 0.3)
    legs = (Path(VIEW, VIEW, 100), Path(VIEW, near, 50), Path(VIEW, VIEW, 40))
    rest = scene.n_frames - sum(leg.n_frames for leg in legs)
    pictures[1] = replace(pictures[1], path=Course((*legs, Path(near, near, rest))))
    starts = {segment.start_frame - scene.start_frame for segment in planned(timeline, pictures)}
    assert {150, 190} <= starts
    assert 100 not in starts, "a move that goes on is no cut"
