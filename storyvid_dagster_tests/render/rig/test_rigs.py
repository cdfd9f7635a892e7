"""Figures get the joints their kind and their outline both speak for; strokes stay whole as they bend."""

from collections.abc import Callable, Iterator

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.core.acting import LENGTH_S, Action, Move, n_steps
from storyvid_dagster.core.body_plans import BodyPlan, likely_plan
from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.images import write_png
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.rig.bend import Bend
from storyvid_dagster.render.rig.parts import Legs, Turning
from storyvid_dagster.render.rig.rigs import Rig, rig_of
from storyvid_dagster.render.stage.puppets import Sprite, put, sprite
from storyvid_dagster.render.stage.stage import Stage

Canvas = NDArray[np.uint8]
SIZE = (420, 520)
RIM_PX = 9
INK, BLUE = (40, 40, 40), (30, 60, 230)


def sticker(draw: Callable[[Canvas], None]) -> NDArray[np.uint8]:
    """A drawing in ink as a paper figure with a white rim."""
    page = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    draw(page)
    outline, _ = cv2.findContours(
        (page.min(2) < 200).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    alpha = np.zeros(page.shape[:2], np.uint8)
    cv2.drawContours(alpha, outline, -1, 255, -1)
    alpha = cv2.dilate(alpha, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * RIM_PX + 1,) * 2))
    return np.dstack([page, cv2.GaussianBlur(alpha, (0, 0), 0.8)])


def cut(draw: Callable[[Canvas], None]) -> Sprite:
    return sprite(sticker(draw), 100, 60)


def line(page: Canvas, *points: tuple[int, int], px: int = 8) -> None:
    cv2.polylines(page, [np.array(points, np.int32)], False, INK, px, cv2.LINE_AA)


def child(page: Canvas) -> None:
    cv2.circle(page, (210, 100), 60, INK, 8, cv2.LINE_AA)
    line(page, (210, 160), (210, 330))
    for hand in (90, 330):
        line(page, (210, 220), (hand, 260))
    for foot in (155, 265):
        line(page, (210, 330), (foot, 480))
        cv2.circle(page, (foot, 480), 12, BLUE, -1, cv2.LINE_AA)


def cat(page: Canvas) -> None:
    """From the side: head to the left, tail to the right, four legs."""
    cv2.ellipse(page, (210, 300), (110, 55), 0, 0, 360, INK, -1)
    cv2.circle(page, (75, 240), 55, INK, -1)
    line(page, (310, 280), (360, 230), (395, 150), px=12)
    for foot in (120, 165, 255, 300):
        line(page, (foot, 320), (foot, 430), px=14)


def disc(page: Canvas) -> None:
    cv2.circle(page, (210, 260), 130, INK, -1)


def table(page: Canvas) -> None:
    cv2.rectangle(page, (60, 200), (360, 240), INK, -1)
    for foot in (90, 330):
        line(page, (foot, 240), (foot, 440), px=14)


def flower(page: Canvas) -> None:
    line(page, (210, 200), (210, 490))
    cv2.circle(page, (210, 140), 70, BLUE, -1)


def rig(draw: Callable[[Canvas], None], plan: BodyPlan | None) -> Rig:
    found = rig_of(cut(draw), plan)
    assert found is not None
    return found


def turnings(of: Rig) -> set[str]:
    return {part.what for part in of.parts if isinstance(part, Turning)}


def has_legs(draw: Callable[[Canvas], None], plan: BodyPlan | None) -> bool:
    found = rig_of(cut(draw), plan)
    return found is not None and any(isinstance(part, Legs) for part in found.parts)


def test_every_kind_has_a_plan_and_what_is_not_known_has_none() -> None:
    assert [kind for kind in Kind if likely_plan({kind: 1.0}) is None] == [Kind.UNKNOWN]
    assert likely_plan({}) is None


def test_a_child_has_two_legs_and_a_head() -> None:
    found = rig(child, BodyPlan.UPRIGHT)
    assert found.joints.reach_px > 15
    assert turnings(found) == {"head"}


def test_a_cat_from_the_side_has_legs_a_head_and_a_tail() -> None:
    found = rig(cat, BodyPlan.ANIMAL)
    assert found.joints.reach_px > 8
    assert turnings(found) == {"head", "tail"}


@pytest.mark.parametrize(
    ("draw", "plan"),
    [
        (disc, BodyPlan.UPRIGHT),
        (disc, BodyPlan.ANIMAL),
        (flower, BodyPlan.UPRIGHT),
        (table, None),
        (child, None),
        (table, BodyPlan.STIFF),
    ],
)
def test_who_has_none_or_is_not_known_to_walk_has_no_legs(
    draw: Callable[[Canvas], None], plan: BodyPlan | None
) -> None:
    assert not has_legs(draw, plan)


def bends(of: Rig) -> Iterator[Bend]:
    """The farthest each joint goes."""
    joints = of.joints
    if joints.reach_px:
        yield Bend(feet=((joints.reach_px, 0), (-joints.reach_px, -joints.lift_px)))
        yield Bend(feet=((-joints.reach_px, -joints.lift_px), (joints.reach_px, 0)))
    for way in (-1, 1):
        yield Bend(
            head_degrees=15 * way,
            tail_degrees=25 * way,
            sway=0.08 * way,
            flap=1,
            wave=1.3,
            wave_turns=0.3 * way,
            swell=0.03 * way,
            twist_degrees=8 * way,
        )


def seen(figure: Sprite, of: Rig, bend: Bend) -> Frame:
    """What a bent figure looks like on black."""
    out = Frame((640, 640))
    out.y[:], out.u[:], out.v[:] = 16, 128, 128
    onto = np.array([[1, 0, figure.left], [0, 1, figure.top], [0, 0, 1.0]])
    put(figure, onto, out, bent=of.bent(bend))
    return out


@pytest.mark.parametrize(
    ("draw", "plan"),
    [
        (child, BodyPlan.UPRIGHT),
        (cat, BodyPlan.ANIMAL),
        (cat, BodyPlan.SNAKE),
        (cat, BodyPlan.FISH),
        (flower, BodyPlan.PLANT),
        (child, BodyPlan.BIRD),
        (child, BodyPlan.BUTTERFLY),
        (flower, BodyPlan.LIGHT),
        (child, None),
    ],
)
def test_nothing_is_torn_or_smeared(draw: Callable[[Canvas], None], plan: BodyPlan | None) -> None:
    figure, found = cut(draw), rig(draw, plan)

    def measured(bend: Bend) -> tuple[int, int, int]:
        """Pixels of paper, pieces of paper, pixels of ink."""
        out = seen(figure, found, bend)
        paper = (out.y > 30).astype(np.uint8)
        # Ink is as dark as nothing: it is what paper is filled with.
        contours, _ = cv2.findContours(paper, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        filled = np.zeros_like(paper)
        cv2.drawContours(filled, contours, -1, 1, -1)
        return int(filled.sum()), len(contours), int(((out.y < 120) & (filled > 0)).sum())

    paper, pieces, ink = measured(Bend())
    assert pieces == 1
    for bend in bends(found):
        bent_paper, bent_pieces, bent_ink = measured(bend)
        assert bent_pieces == 1
        lost = 0.35 if plan is BodyPlan.BUTTERFLY else 0.12  # folded wings are seen narrower
        assert bent_paper == pytest.approx(paper, rel=lost)
        assert bent_ink == pytest.approx(ink, rel=lost)


def test_a_bend_of_nothing_is_the_figure_as_it_was_drawn() -> None:
    figure, found = cut(child), rig(child, BodyPlan.UPRIGHT)
    assert found.bent(Bend()) is None
    nearly = seen(figure, found, Bend(sway=1e-6))
    still = seen(figure, found, Bend())
    assert np.abs(nearly.y.astype(int) - still.y).max() < 8


def stage(draw: Callable[[Canvas], None], plan: BodyPlan, *moves: Move) -> Stage:
    """A figure at the left of a wide green picture, its feet on row 560."""
    rgba = sticker(draw)
    puppet = Puppet(1, write_png(rgba), None, 40, 60, (250, 558), plan=plan)
    backdrop = write_png(np.full((640, 960, 3), (70, 160, 60), np.uint8))
    return Stage(
        Scenery(backdrop, None, (puppet,), 960),
        moves,
        (960, 640),
        fps=30,
        speech_start_frame=0,
        what="scene 1",
    )


def filmed(of: Stage, frame: int) -> Frame:
    out = Frame((960, 640))
    of.film(Camera((960, 640)), View(1.0, 0.5, 0.5), frame, out)
    return out


def feet(out: Frame) -> list[tuple[float, float]]:
    """Where the blue feet are (x, y), from left to right, in pixels of the frame."""
    blue = (out.u > 160).astype(np.uint8)
    n, _, stats, middles = cv2.connectedComponentsWithStats(blue)
    large = [k for k in range(1, n) if stats[k, cv2.CC_STAT_AREA] > 20]
    return sorted((2 * float(x), 2 * float(y)) for x, y in middles[large])


def test_feet_stand_where_they_are_put_down_while_the_body_walks_on() -> None:
    """The foot that stands drifts by less than a hundredth of the height a step, and they take turns."""
    length_s = LENGTH_S[Action.WALK]
    walking = stage(child, BodyPlan.UPRIGHT, Move(figure=1, action=Action.WALK, start_s=0, length_s=length_s))
    n, n_frames = n_steps(length_s), round(length_s * 30)
    at = [feet(filmed(walking, frame)) for frame in range(n_frames)]
    assert all(len(both) == 2 for both in at)
    assert at[-1][0][0] - at[0][0][0] > 100  # it has come somewhere
    height = 490.0
    stood: list[int] = []
    for step in range(n):
        first, last = step * n_frames // n + 1, (step + 1) * n_frames // n - 1
        drifts = [
            max(at[k][f][0] for k in range(first, last)) - min(at[k][f][0] for k in range(first, last))
            for f in (0, 1)
        ]
        stood.append(int(np.argmin(drifts)))
        assert min(drifts) <= 0.01 * height
        if 0 < step < n - 1:
            assert max(drifts) > 0.05 * height
    assert stood[1:-1] == [1 - foot for foot in stood[:-2]]


def test_a_flower_sways_with_its_foot_in_the_ground() -> None:
    swaying = stage(flower, BodyPlan.PLANT)
    tops = [np.argwhere(filmed(swaying, frame).u > 160).mean(0)[1] for frame in range(0, 130, 6)]
    stems = [np.argwhere(filmed(swaying, frame).y[535:545] < 70).mean(0)[1] for frame in range(0, 130, 6)]
    assert 2 * np.ptp(tops) > 8
    assert np.ptp(stems) < 1.5


def test_what_is_held_goes_with_the_bend_of_its_holder() -> None:
    toy = np.dstack([np.full((30, 30, 3), (250, 30, 30), np.uint8), np.full((30, 30), 255, np.uint8)])
    holder = Puppet(1, write_png(sticker(flower)), None, 40, 60, (250, 558), plan=BodyPlan.PLANT)
    held = Puppet(201, write_png(toy), None, 235, 60, (250, 90), holder=1)
    backdrop = write_png(np.full((640, 960, 3), (70, 160, 60), np.uint8))
    scenery = Scenery(backdrop, None, (holder, held), 960)
    together = Stage(scenery, (), (960, 640), fps=30, speech_start_frame=0, what="scene 1")
    pictures = [filmed(together, frame) for frame in range(0, 130, 10)]
    toys = np.array([np.argwhere(out.v > 170).mean(0)[1] for out in pictures])
    tops = np.array([np.argwhere(out.u > 160).mean(0)[1] for out in pictures])
    assert np.ptp(toys) > 3
    assert np.ptp(toys - tops) < 0.6 * np.ptp(toys)
