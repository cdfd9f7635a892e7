"""Figures move as paper figures can: without jumps, within sight, and back to rest."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.core.acting import LENGTH_S, Action, Move
from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.render.rig.arms import NO_ROOM, ArmSpace
from storyvid_dagster.render.rig.bend import Joints
from storyvid_dagster.render.stage.acting import WITH_ARMS, pose_at
from storyvid_dagster.render.stage.pose import ActionSpace, Pose

FPS = 30
HEIGHT = 500.0
ROOM = ActionSpace(height=HEIGHT, width=300, up=150, walk=300, off=-900, facing=-1, neighbour=120, phase=0.3)
STAYS = [action for action in Action if action not in (Action.ENTER, Action.LEAVE)]


def acting(action: Action, room: ActionSpace = ROOM, start_s: float = 1.0) -> list[Pose]:
    """The poses of a scene in which one thing is done, from its beginning to half a second later."""
    length_s = LENGTH_S[action]
    moves = [Move(figure=1, action=action, start_s=start_s, length_s=length_s)]
    return [pose_at(k / FPS, moves, room) for k in range(round((start_s + length_s + 0.5) * FPS))]


@pytest.mark.parametrize("action", Action)
def test_no_motion_jumps(action: Action) -> None:
    start_s = 0.0 if action is Action.ENTER else 1.0
    for before, after in pairwise(acting(action, start_s=start_s)):
        fastest = 2.6 if action in (Action.ENTER, Action.LEAVE) else 1.5
        assert abs(after.dx - before.dx) < fastest * HEIGHT / 10
        assert abs(after.dy - before.dy) < fastest * HEIGHT / 10
        assert abs(after.turn_degrees - before.turn_degrees) < 4
        assert abs(after.wide - before.wide) < 0.55  # a turn takes a third of a second
        assert abs(after.tall - before.tall) < 0.08
        assert abs(after.lean - before.lean) < 0.03


@pytest.mark.parametrize("action", STAYS)
def test_heads_stay_below_the_top_and_feet_do_not_sink(action: Action) -> None:
    for pose in acting(action):
        assert -pose.dy + (pose.tall - 1) * HEIGHT <= ROOM.up + 0.08 * HEIGHT
        assert pose.dy <= 0.03 * HEIGHT
        assert 0.6 < pose.tall < 1.15
        assert abs(pose.turn_degrees) < 15


@pytest.mark.parametrize("action", STAYS)
def test_every_action_can_be_seen(action: Action) -> None:
    """It differs from standing there: by a twentieth of the height, or in shape or slant."""
    still = [pose_at(k / FPS, [], ROOM) for k in range(200)]
    moved = max(
        abs(a.dx - b.dx) / HEIGHT * 4
        + abs(a.dy - b.dy) / HEIGHT * 4
        + abs(a.turn_degrees - b.turn_degrees) / 15
        + abs(a.tall - b.tall) * 4
        for a, b in zip(acting(action), still, strict=False)
    )
    assert moved > 0.1


@pytest.mark.parametrize("side", [-1, 1])
def test_who_has_room_for_it_lies_down_to_sleep(side: int) -> None:
    room = replace(ROOM, lies=(side, 40.0))
    poses = acting(Action.SLEEP, room)
    lying = poses[round(3.2 * FPS)]
    assert lying.turn_degrees == pytest.approx(86 * side, abs=1)
    middle = lying.dx + side * HEIGHT / 2
    assert middle == pytest.approx(40, abs=0.05 * HEIGHT)
    assert 0 < lying.dy + ROOM.width / 2 < 0.25 * ROOM.width, "it lies on the ground, an arm hangs lower"
    for before, after in pairwise(poses):
        assert abs(after.turn_degrees - before.turn_degrees) < 8
        assert math.hypot(after.dx - before.dx, after.dy - before.dy) < 0.1 * HEIGHT


def test_who_walks_faces_where_it_goes_and_stays_there() -> None:
    """This figure looks to the left as drawn, so it is mirrored on its way to the right."""
    poses = acting(Action.WALK)
    middle = poses[round((1 + LENGTH_S[Action.WALK] / 2) * FPS)]
    assert middle.wide < -0.9
    assert poses[-1].wide > 0.9
    assert poses[-1].dx == pytest.approx(ROOM.walk, abs=1)
    twice = [
        Move(figure=1, action=Action.WALK, start_s=start_s, length_s=LENGTH_S[Action.WALK])
        for start_s in (1.0, 5.0)
    ]
    assert pose_at(9, twice, ROOM).dx == pytest.approx(0, abs=1)
    assert pose_at(6.4, twice, ROOM).wide > 0.9  # back to the left, as it is drawn


def test_who_enters_or_has_left_is_out_of_sight() -> None:
    coming = Move(figure=1, action=Action.ENTER, start_s=0.8, length_s=1.5)
    assert pose_at(0, [coming], ROOM).dy <= -ROOM.up - HEIGHT
    assert pose_at(3, [coming], ROOM).dy == 0
    going = Move(figure=1, action=Action.LEAVE, start_s=1, length_s=1.5)
    assert pose_at(2.6, [going], ROOM).dx == pytest.approx(ROOM.off, abs=1)


@given(st.floats(0, 60))
def test_nobody_stands_quite_still(t_s: float) -> None:
    here, there = (pose_at(t, [], ROOM) for t in (t_s, t_s + 0.5))
    assert here != there
    assert abs(here.turn_degrees) < 1.5
    assert 0.98 < here.tall < 1.02


ARMS = [ArmSpace(40, 40, 0), ArmSpace(40, 15, -70), ArmSpace(0, 45, 75), ArmSpace(20, 15, 10)]


@pytest.mark.parametrize("arm", ARMS, ids=str)
def test_an_arm_waves_while_the_figure_hardly_turns(arm: ArmSpace) -> None:
    poses = acting(Action.WAVE, replace(ROOM, arms=(arm, NO_ROOM)))
    waves = [pose.arms_degrees[0] for pose in poses]
    assert max(waves[45:70]) - min(waves[45:70]) > 25
    assert not any(pose.arms_degrees[1] for pose in poses)
    without = acting(Action.WAVE)
    assert max(abs(p.turn_degrees) for p in poses) < 0.5 * max(abs(p.turn_degrees) for p in without)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("arms", [*zip(ARMS, ARMS[::-1], strict=True)], ids=str)
def test_arms_stay_within_their_room_do_not_jump_and_come_to_rest(
    action: Action, arms: tuple[ArmSpace, ArmSpace]
) -> None:
    poses = acting(action, replace(ROOM, arms=arms))
    for side, arm in enumerate(arms):
        degrees = [pose.arms_degrees[side] for pose in poses]
        assert -arm.down <= min(degrees) <= max(degrees) <= arm.up
        assert max(abs(after - before) for before, after in pairwise(degrees)) < 9
        assert degrees[:30] == [0] * 30
        assert degrees[-10:] == [0] * 10
    moves = any(any(pose.arms_degrees) for pose in poses)
    assert moves == (action in WITH_ARMS)


@pytest.mark.parametrize(("neighbour", "side"), [(120, 0), (-120, 1), (0, 0)])
def test_who_waves_takes_the_arm_where_nobody_is(neighbour: float, side: int) -> None:
    poses = acting(Action.WAVE, replace(ROOM, arms=(ARMS[0], ARMS[0]), neighbour=neighbour))
    assert [any(pose.arms_degrees[k] for pose in poses) for k in (0, 1)] == [side == 0, side == 1]


def test_an_arm_with_hardly_any_room_is_not_waved_with() -> None:
    stuck = ArmSpace(15, 10, 0)
    poses = acting(Action.WAVE, replace(ROOM, arms=(stuck, stuck)))
    assert poses == acting(Action.WAVE)


def test_a_ball_rolls_as_far_as_it_goes_and_stays_as_it_has_rolled() -> None:
    ball = replace(ROOM, facing=0, joints=Joints(BodyPlan.BALL))
    poses = acting(Action.WALK, ball)
    for before, after in pairwise(poses):
        assert abs(after.turn_degrees - before.turn_degrees) < 6
    # Its middle, half its height over the foot it turns about, has gone all the way and is as high as before.
    end, radius = poses[-1], HEIGHT / 2
    turn = ROOM.walk / radius
    assert end.turn_degrees == pytest.approx(math.degrees(turn), abs=2)
    assert end.dx + radius * math.sin(turn) == pytest.approx(ROOM.walk, abs=8)
    assert end.dy - radius * math.cos(turn) == pytest.approx(-radius, abs=8)


def test_a_car_drives_without_rocking() -> None:
    car = replace(ROOM, facing=0, joints=Joints(BodyPlan.VEHICLE))
    assert max(abs(pose.turn_degrees) for pose in acting(Action.WALK, car)[40:-30]) < 1
    assert max(abs(pose.turn_degrees) for pose in acting(Action.WALK)[40:-30]) > 3


@pytest.mark.parametrize("action", Action)
def test_no_bend_jumps(action: Action) -> None:
    joints = Joints(BodyPlan.ANIMAL, reach_px=30, lift_px=25, bends=True)
    poses = acting(action, replace(ROOM, joints=joints), start_s=0.0 if action is Action.ENTER else 1.0)
    for before, after in pairwise(poses):
        for (x, y), (next_x, next_y) in zip(before.bend.feet, after.bend.feet, strict=True):
            assert abs(next_x - x) < 0.06 * HEIGHT
            assert abs(next_y - y) < 0.03 * HEIGHT
        assert abs(after.bend.head_degrees - before.bend.head_degrees) < 5
        assert abs(after.bend.tail_degrees - before.bend.tail_degrees) < 9
        assert abs(after.bend.sway - before.bend.sway) < 0.025
        assert abs(after.bend.flap - before.bend.flap) < 0.4


def test_nobody_swims_into_whoever_is_next_to_it() -> None:
    close = replace(ROOM, neighbour=20)
    assert max(abs(pose.dx) for pose in acting(Action.SWIM, close)) <= 20
    assert max(abs(pose.dx) for pose in acting(Action.SWIM, replace(ROOM, neighbour=0))) > 70


def test_who_cannot_lie_sinks_down_on_folded_legs_and_breathes_slowly() -> None:
    legs = replace(ROOM, joints=Joints(BodyPlan.ANIMAL, reach_px=40, lift_px=30, bends=True))
    sleeps = [Move(figure=1, action=Action.SLEEP, start_s=1.0, length_s=12.0)]
    standing, *asleep = (pose_at(t_s, sleeps, legs) for t_s in (0.9, *(3 + k / 10 for k in range(70))))
    assert all(pose.dy == pytest.approx(30) for pose in asleep)
    assert all(foot[1] == pytest.approx(-30) for pose in asleep for foot in pose.bend.feet)
    assert standing.dy == pytest.approx(0, abs=0.5)
    tall = [pose.tall for pose in asleep]
    full = [k for k in range(1, 69) if tall[k - 1] < tall[k] >= tall[k + 1]]
    assert len(full) >= 2
    assert all(after - before >= 25 for before, after in pairwise(full))
