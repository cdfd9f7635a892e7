"""The shot list holds to the rules of the craft, whatever is told and wherever everybody stands."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid_dagster.core.acting import Action, Move
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.core.scenery import Extent, Puppet, Scenery
from storyvid_dagster.core.shot_list import Framing, Reason, Take
from storyvid_dagster.render.director import direct
from storyvid_dagster.render.framing import (
    CALM,
    LIVELY,
    LONGEST_REST_S,
    MOST_ZOOM_OF_FINISHED,
    Pace,
    SceneOnStage,
)
from storyvid_dagster.render.shots import course_of
from storyvid_dagster.render.stage.blocking import Body, block
from storyvid_dagster.render.window import Rect

FPS = 30
TRANSITION = 15
SPEECH = 21
WIDTH = 1600
ASPECTS = (16 / 9, 1.0, 9 / 16)
HEAD_SEEN, BODY_SEEN = 0.09, 0.14
"""Of somebody who is not meant no more is seen."""
WORD_S = 0.35
AT_CUT_S = 0.12
"""What begins or ends so near a cut may be on its other side."""
SIZES_DIFFER = 1.3
MOST_SHARED = 0.25
ALL_OF_IT = (Action.WALK, Action.FLY, Action.SWIM, Action.HOP, Action.DANCE)


def told(text: str) -> tuple[WordTime, ...]:
    return tuple(
        WordTime(text=word, start_s=k * WORD_S, end_s=(k + 0.9) * WORD_S)
        for k, word in enumerate(text.split())
    )


def puppet(
    number: int, box: tuple[float, float, float, float], aspect: float, holder: int | None = None
) -> Puppet:
    """A puppet in a box of the frame (left, top, right, bottom), in its parts."""
    height = WIDTH / aspect
    left, right = round(box[0] * WIDTH), round(box[2] * WIDTH)
    top, bottom = round(box[1] * height), round(box[3] * height)
    whole = (0, 0, right - left, bottom - top)
    face = (0, 0, right - left, max(1, round(0.45 * (bottom - top))))
    foot = ((left + right) / 2, float(bottom))
    return Puppet(number, b"", None, left, top, foot, holder, extent=Extent(whole, face))


def scene(
    text: str,
    puppets: Sequence[Puppet] = (),
    moves: Sequence[Move] = (),
    aspect: float = 16 / 9,
    **changes: object,
) -> SceneOnStage:
    words = told(text)
    n_frames = SPEECH + round((words[-1].end_s + 0.5) * FPS) + TRANSITION
    from_s, until_s = -SPEECH / FPS, (n_frames - SPEECH) / FPS
    bodies = block(Scenery(b"", None, tuple(puppets), WIDTH), moves, aspect, from_s, until_s)
    plain = SceneOnStage(n_frames, SPEECH, FPS, TRANSITION, words, tuple(moves), bodies)
    return replace(plain, **changes)  # pyright: ignore[reportArgumentType]


def move(figure: int, action: Action, start_s: float, length_s: float = 2.0) -> Move:
    return Move(figure=figure, action=action, start_s=start_s, length_s=length_s)


def frame_rect(take: Take, frame: int) -> Rect:
    """What is seen at a frame of a take."""
    view = course_of([take], FPS).at(frame)
    left, top = (at * (1 - 1 / view.zoom) for at in (view.x, view.y))
    return Rect(left, top, left + 1 / view.zoom, top + 1 / view.zoom)


def within(inner: Rect, outer: Rect) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def shared(one: Rect, other: Rect) -> float:
    wide = min(one.right, other.right) - max(one.left, other.left)
    tall = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, wide) * max(0.0, tall)


LION = (0.15, 0.35, 0.4, 0.88)
HARE = (0.55, 0.5, 0.7, 0.86)
STORY = (
    "Once there was a lion who lived in a very big house. It had a drum, and the drum was red. "
    '"Come in," said the lion, "and sit down with me." So the hare came in. But then the sun went away, and '
    "it was cold in the house. They sang a long song until it was warm again, and they slept."
)

WORDS = st.lists(
    st.sampled_from(["sun", "moon,", "wood.", "Pip", '"Ho!"', "But", "Then", "ran", "and"]),
    min_size=3,
    max_size=70,
)


@st.composite
def scenes(draw: st.DrawFn) -> SceneOnStage:
    aspect = draw(st.sampled_from(ASPECTS))
    puppets: list[Puppet] = []
    edge = 0.09
    for number in range(1, draw(st.integers(0, 4)) + 1):
        width = draw(st.floats(0.06, 0.4))
        if edge + width > 0.91:
            break
        foot = draw(st.floats(0.7, 0.9))
        height = draw(st.floats(0.15, foot - 0.12))
        left = draw(st.floats(edge, min(edge + 0.1, 0.91 - width)))
        puppets.append(puppet(number, (left, foot - height, left + width, foot), aspect))
        edge = left + width + 0.02
    if draw(st.booleans()):
        puppets.append(puppet(201, (0.7, 0.75, 0.8, 0.9), aspect, holder=0))
    text = " ".join(draw(WORDS))
    length_s = len(text.split()) * WORD_S
    moves: list[Move] = []
    for number in range(1, len(puppets) + 1):
        start_s = draw(st.floats(0, 6))
        if start_s + 2 < length_s:
            moves.append(move(number, draw(st.sampled_from(Action)), start_s))
    return scene(
        text,
        puppets,
        [m for m in moves if m.figure in [p.figure for p in puppets if p.holder is None]],
        aspect,
        named=((201, draw(st.integers(0, 10))),),
        turn=draw(st.none() | st.integers(0, 10)),
        is_new_place=draw(st.booleans()),
        pace=draw(st.sampled_from([LIVELY, CALM])),
        lowest_face=draw(st.sampled_from([1.0, 0.79])),
        seed=(draw(st.integers(0, 99)),),
        lives=draw(st.booleans()),
        focus=(draw(st.floats(0.1, 0.9)), draw(st.floats(0.2, 0.8))),
    )


@settings(max_examples=60, deadline=None)
@given(scenes())
def test_takes_cover_the_scene_and_are_neither_too_short_nor_too_long(of: SceneOnStage) -> None:
    takes = direct(of)
    assert takes[0].start_frame == 0
    for take, following in pairwise(takes):
        assert take.start_frame + take.n_frames == following.start_frame
    assert takes[-1].start_frame + takes[-1].n_frames == of.n_frames
    seen = [take.n_frames for take in takes]
    seen[0] -= TRANSITION
    seen[-1] -= TRANSITION
    if len(takes) > 1:
        assert min(seen) >= of.pace.shortest_s * FPS
    assert max(seen) <= of.pace.longest_s * FPS


@settings(max_examples=60, deadline=None)
@given(scenes())
def test_no_cut_is_inside_a_word_and_every_cut_shows_something_else(of: SceneOnStage) -> None:
    takes = direct(of)
    for before, after in pairwise(takes):
        at_s = (after.start_frame - SPEECH) / FPS
        assert not any(w.start_s + 0.5 / FPS < at_s < w.end_s - 0.5 / FPS for w in of.words)
        if before.end != after.start:
            small, large = sorted([frame_rect(before, before.n_frames - 1), frame_rect(after, 0)])
            low, high = sorted((small.width, large.width))
            assert (
                high >= (SIZES_DIFFER - 0.01) * low or shared(small, large) <= (MOST_SHARED + 0.01) * low**2
            )


@settings(max_examples=80, deadline=None)
@given(scenes())
def test_no_head_is_cut_none_is_behind_captions_and_whoever_acts_is_seen(of: SceneOnStage) -> None:
    for take in direct(of):
        for frame in range(0, take.n_frames, 6):
            if take.framing is Framing.REVEAL and frame >= FPS:
                break  # whoever comes into view then comes over its edge
            seen = frame_rect(take, frame)
            at_s = (take.start_frame + frame - SPEECH) / FPS
            _look(of, take, seen, at_s)


def _look(of: SceneOnStage, take: Take, seen: Rect, at_s: float) -> None:
    acting = {
        m.figure: m.action for m in of.told if m.start_s + AT_CUT_S < at_s < m.start_s + m.length_s - AT_CUT_S
    }
    if {Action.ENTER, Action.LEAVE} & set(acting.values()):
        return  # they come from outside the picture; see below
    for body in (body for body in of.bodies if body.has_head):
        whole, head = body.whole_in(at_s, at_s), body.head_in(at_s, at_s)
        inside = within(head, seen)
        outside = shared(head, seen) <= HEAD_SEEN * head.width * head.height
        outside = outside and shared(whole, seen) <= BODY_SEEN * whole.width * whole.height
        at_border = whole.left < 0.05 or whole.right > 0.95 or whole.top < 0.05
        assert inside or outside or at_border or _is_gone(of, body, at_s)
        if body.figure in acting:
            assert inside or at_border
            assert at_border or acting[body.figure] not in ALL_OF_IT or within(whole, seen)
        if inside and take.framing is not Framing.WIDE:
            assert head.bottom <= seen.top + (of.lowest_face + 0.005) * seen.height


def _is_gone(of: SceneOnStage, body: Body, at_s: float) -> bool:
    own = [m for m in of.told if m.figure == body.figure and m.action in (Action.ENTER, Action.LEAVE)]
    return bool(own) and not own[0].start_s < at_s < own[0].start_s + own[0].length_s


@settings(max_examples=60, deadline=None)
@given(scenes())
def test_who_comes_and_goes_is_seen_from_far_and_new_places_begin_so(of: SceneOnStage) -> None:
    takes = direct(of)
    if of.is_new_place:
        assert (takes[0].framing, takes[0].reason) == (Framing.WIDE, Reason.OPENING)
    for m in of.told:
        if m.action in (Action.ENTER, Action.LEAVE):
            for take in takes:
                start_s = (take.start_frame - SPEECH) / FPS
                end_s = start_s + take.n_frames / FPS
                if start_s + 0.2 < m.start_s + m.length_s and m.start_s < end_s - 0.2:
                    assert take.framing in (Framing.WIDE, Framing.REVEAL)


@settings(max_examples=30, deadline=None)
@given(scenes(), st.sampled_from([1.5, 1.9]))
def test_nothing_is_enlarged_until_it_is_soft(of: SceneOnStage, most_zoom: float) -> None:
    for take in direct(replace(of, most_zoom=most_zoom)):
        assert max(take.start.zoom, take.end.zoom) <= most_zoom + 0.01


def test_the_same_scene_is_always_shown_the_same_way_and_seeds_differ() -> None:
    figures = [puppet(1, LION, 16 / 9), puppet(2, HARE, 16 / 9)]
    lists = [direct(scene(STORY, figures, seed=(seed,))) for seed in range(8)]
    assert direct(scene(STORY, figures, seed=(3,))) == lists[3]
    assert len(set(lists)) > 2


@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_scene_is_told_in_several_sizes_and_for_small_children_in_fewer_takes(aspect: float) -> None:
    figures = [puppet(1, LION, aspect), puppet(2, HARE, aspect)]
    lively, calm = (direct(scene(STORY, figures, aspect=aspect, pace=pace)) for pace in (LIVELY, CALM))
    assert len({take.framing for take in lively}) >= 3
    assert len(calm) < len(lively)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_the_camera_does_not_stand_still_for_long_before_somebody_as_broad_as_the_picture(
    aspect: float,
) -> None:
    giant = puppet(1, (0.03, 0.2, 0.97, 0.9), aspect)
    dances = [move(1, Action.DANCE, at, 3.0) for at in (0.5, 5.0, 9.0, 13.0, 17.0)]
    of = scene(STORY, [giant], dances, aspect)
    course = course_of(direct(of), FPS)
    rests = longest = 0
    for frame in range(1, of.n_frames):
        rests = rests + 1 if course.at(frame) == course.at(frame - 1) else 0
        longest = max(longest, rests)
    assert longest <= LONGEST_REST_S * FPS


def test_whoever_speaks_is_shown_near() -> None:
    figures = [puppet(1, LION, 16 / 9), puppet(2, HARE, 16 / 9)]
    at = STORY.split().index("said")
    talk = move(1, Action.TALK, at * WORD_S, 1.0)
    takes = direct(scene(STORY, figures, [talk]))
    during = [t for t in takes if t.start_frame <= SPEECH + at * WORD_S * FPS < t.start_frame + t.n_frames]
    assert [take.reason for take in during] == [Reason.TALK]
    assert during[0].framing in (Framing.CLOSE, Framing.TWO_SHOT)
    assert 1 in during[0].figures


def test_a_thing_is_shown_as_it_is_named_and_seen_by_who_looked_at_it() -> None:
    figures = [puppet(1, LION, 16 / 9), puppet(201, (0.6, 0.72, 0.72, 0.9), 16 / 9, holder=0)]
    at = STORY.split().index("drum,")
    named = ((201, at),)
    takes = direct(scene(STORY, figures, named=named))
    of_thing = [take for take in takes if take.figures == (201,)]
    assert [take.framing for take in of_thing] == [Framing.THING]
    peek = move(1, Action.PEEK, 3.0, 1.2)
    looked = direct(scene(STORY, figures, [peek], named=named))
    assert Framing.POINT_OF_VIEW in {take.framing for take in looked}


@settings(max_examples=40, deadline=None)
@given(st.floats(0.06, 0.2), st.floats(0.02, 0.3))
def test_somebody_alone_in_a_view_is_not_at_its_side(width: float, gap: float) -> None:
    horse, left = (0.1, 0.25, 0.44, 0.87), 0.44 + gap
    figures = [puppet(1, horse, 16 / 9), puppet(2, (left, 0.55, left + width, 0.87), 16 / 9)]
    at = STORY.split().index("hare")
    for take in direct(scene(STORY, figures, [move(2, Action.TALK, at * WORD_S, 2.0)])):
        if take.figures == (2,):
            seen = frame_rect(take, take.n_frames // 2)
            assert 0.25 < (left + width / 2 - seen.left) / seen.width < 0.75


@pytest.mark.parametrize("height", [0.12, 0.22])
def test_somebody_small_is_not_at_the_upper_edge_above_empty_ground(height: float) -> None:
    cloud = (0.1, 0.1, 0.6, 0.55)
    figures = [puppet(1, cloud, 16 / 9), puppet(2, (0.66, 0.8 - height, 0.8, 0.8), 16 / 9)]
    talk = move(2, Action.TALK, STORY.split().index("hare") * WORD_S)
    for take in direct(scene(STORY, figures, [talk])):
        if take.figures == (2,):
            seen = frame_rect(take, take.n_frames // 2)
            assert (0.8 - height / 2 - seen.top) / seen.height > 0.35


@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_mouth_below_the_middle_of_a_figure_is_in_its_close_views(aspect: float) -> None:
    talk = move(1, Action.TALK, STORY.split().index("said") * WORD_S)
    close = [t for t in direct(scene(STORY, [puppet(1, LION, aspect)], [talk], aspect)) if t.figures == (1,)]
    mouth = LION[1] + 0.72 * (LION[3] - LION[1])
    assert close
    assert all(mouth < frame_rect(take, 0).bottom for take in close)


def test_whoever_is_small_is_seen_whole_beside_somebody_tall() -> None:
    ant = (0.5, 0.75, 0.58, 0.88)
    talk = move(2, Action.TALK, STORY.split().index("said") * WORD_S)
    takes = direct(scene(STORY, [puppet(1, LION, 16 / 9), puppet(2, ant, 16 / 9)], [talk]))
    of_two = [take for take in takes if take.framing is Framing.TWO_SHOT]
    assert all(within(Rect(*ant), frame_rect(take, 0)) for take in of_two)


def test_a_tree_of_the_childs_and_a_cow_that_stands_about_keep_their_tops_where_they_can() -> None:
    tree, cow = (0.43, 0.3, 0.53, 0.86), (0.6, 0.62, 0.7, 0.86)
    stands = [puppet(2, tree, 16 / 9, holder=0), puppet(202, cow, 16 / 9, holder=0)]
    puppets = [puppet(1, LION, 16 / 9), *stands]
    told_s = STORY.split().index("said") * WORD_S
    of = scene(STORY, puppets, [move(1, Action.TALK, told_s)])
    bodies = block(Scenery(b"", None, tuple(puppets), WIDTH), of.told, 16 / 9, -1, 20, with_faces={202})
    for take in direct(replace(of, bodies=bodies)):
        if take.framing in (Framing.CLOSE, Framing.MEDIUM):
            seen = frame_rect(take, 0)
            for left, top, right, bottom in (tree, cow):
                head = Rect(left, top, right, top + 0.4 * (bottom - top))
                apart = shared(head, seen) <= HEAD_SEEN * head.width * head.height
                apart = apart and shared(Rect(left, top, right, bottom), seen) < BODY_SEEN
                assert within(head, seen) or apart


def test_no_near_view_shows_a_flower_of_the_childs_without_its_blossom() -> None:
    flower, frog = (0.3, 0.2, 0.5, 0.86), (0.52, 0.68, 0.66, 0.86)
    puppets = [puppet(1, frog, 16 / 9), puppet(2, flower, 16 / 9, holder=0)]
    talk = move(1, Action.TALK, STORY.split().index("said") * WORD_S)
    for take in direct(scene(STORY, puppets, [talk])):
        if take.framing not in (Framing.WIDE, Framing.REVEAL):
            seen = frame_rect(take, 0)
            blossom = Rect(flower[0], flower[1], flower[2], flower[1] + 0.45 * 0.66)
            part = shared(Rect(*flower), seen) / (seen.width * seen.height)
            assert within(blossom, seen) or part < 0.1


def test_as_the_story_turns_the_camera_goes_back() -> None:
    figures = [puppet(1, LION, 16 / 9), puppet(2, HARE, 16 / 9)]
    turn = STORY.split().index("But")
    takes = direct(scene(STORY, figures, turn=turn))
    reveals = [take for take in takes if take.framing is Framing.REVEAL]
    assert [take.reason for take in reveals] == [Reason.TURN]
    assert reveals[0].start_frame == pytest.approx(SPEECH + turn * WORD_S * FPS, abs=5)
    assert reveals[0].end.zoom < 1.1 < 1.4 < reveals[0].start.zoom


def test_a_picture_nobody_took_apart_is_still_told_in_takes_that_move() -> None:
    takes = direct(scene(STORY, lives=False, most_zoom=MOST_ZOOM_OF_FINISHED, focus=(0.4, 0.5)))
    assert len(takes) >= 3
    assert len({take.framing for take in takes}) >= 2
    assert sum(take.is_still for take in takes) <= 1


def test_figures_that_live_are_shown_by_a_camera_at_rest() -> None:
    takes = direct(scene(STORY, [puppet(1, LION, 16 / 9)]))
    assert all(take.is_still for take in takes if take.framing in (Framing.CLOSE, Framing.MEDIUM))


def test_what_is_on_a_head_is_not_cut_off() -> None:
    hat = puppet(201, (0.2, 0.2, 0.35, 0.38), 16 / 9, holder=1)
    for take in direct(scene(STORY, [puppet(1, LION, 16 / 9), hat])):
        if take.framing in (Framing.CLOSE, Framing.MEDIUM):
            assert frame_rect(take, 0).top < 0.2


BROAD, TALL_ASPECT = (0.14, 0.45, 0.76, 0.8), 9 / 16


@pytest.mark.parametrize("pace", [LIVELY, CALM])
def test_somebody_as_broad_as_an_upright_film_allows_is_seen_near_too(pace: Pace) -> None:
    takes = direct(scene(STORY, [puppet(1, BROAD, TALL_ASPECT)], aspect=TALL_ASPECT, pace=pace))
    wide = sum(take.n_frames for take in takes if take.framing is Framing.WIDE)
    assert wide < 0.5 * sum(take.n_frames for take in takes)


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("figures", [[LION], [LION, HARE], [BROAD]])
def test_no_view_stays_the_same_for_long(
    aspect: float, figures: list[tuple[float, float, float, float]]
) -> None:
    puppets = [puppet(number, box, aspect) for number, box in enumerate(figures, start=1)]
    rested_s, before = 0.0, None
    for take in direct(scene(STORY, puppets, aspect=aspect, pace=CALM)):
        carried_s = rested_s if before == take.start else 0.0
        rested_s = carried_s + take.n_frames / FPS if take.is_still else 0.0
        before = take.end
        assert rested_s < LONGEST_REST_S + (SPEECH + TRANSITION) / FPS


def test_where_no_view_is_nearer_the_camera_goes_aside() -> None:
    boxes = np.array([[0.05, 0.3, 0.48, 0.85], [0.52, 0.3, 0.94, 0.85]])
    bodies = tuple(Body(number, box[None], box[None]) for number, box in enumerate(boxes, start=1))
    takes = direct(scene(STORY, aspect=1.0, bodies=bodies, focus=(0.0, 0.5)))
    moves = [take for take in takes if not take.is_still]
    assert moves
    assert all(take.start.zoom == take.end.zoom for take in moves)
