"""Who does nothing takes part in what others do: late, calmly, and not in sleep."""

import random
from itertools import pairwise

import pytest

from storyvid_dagster.core.acting import LENGTH_S, Action, Move
from storyvid_dagster.render.rig.bend import Joints
from storyvid_dagster.render.stage.acting import pose_at
from storyvid_dagster.render.stage.pose import ActionSpace
from storyvid_dagster.render.stage.reactions import Reaction, reactions_to, seen_by

OTHERS = {1: -1.5}
ROOM = ActionSpace(
    height=500,
    width=300,
    up=150,
    walk=300,
    off=-900,
    facing=0,
    neighbour=-120,
    phase=0.3,
    joints=Joints(bends=True),
    others=OTHERS,
)


def move(figure: int, action: Action, start_s: float, to: int | None = None) -> Move:
    return Move(figure=figure, action=action, start_s=start_s, length_s=LENGTH_S[action], to=to)


def test_who_stands_by_looks_to_whoever_acts_a_little_later() -> None:
    (reaction,) = reactions_to([move(1, Action.WAVE, 2.0)], 2, OTHERS)
    assert 2.2 < reaction.start_s < 3.0
    assert reaction.way == -1
    before, then = (pose_at(t_s, (), ROOM, (reaction,)) for t_s in (1.9, reaction.start_s + 0.8))
    still = pose_at(reaction.start_s + 0.8, (), ROOM)
    assert before == pose_at(1.9, (), ROOM)
    assert then.bend.head_degrees < still.bend.head_degrees - 4
    assert then.bend.sway < still.bend.sway - 0.02


def test_two_who_stand_by_do_not_notice_at_once() -> None:
    starts = [reactions_to([move(1, Action.ENTER, 1.0)], figure, {1: 1.0})[0].start_s for figure in (2, 3, 4)]
    assert min(abs(a - b) for a, b in pairwise(sorted(starts))) > 0.1


def test_whoever_acts_or_sleeps_does_not_react() -> None:
    both = [move(1, Action.HOP, 2.0), move(2, Action.DANCE, 1.8)]
    assert reactions_to(both, 2, OTHERS) == ()
    asleep = [move(2, Action.SLEEP, 0.0), move(1, Action.HOP, 6.0)]
    assert reactions_to(asleep, 2, OTHERS) == ()


def test_reactions_follow_each_other() -> None:
    many = [move(1, action, 0.6 * at) for at, action in enumerate((Action.HOP, Action.WAVE, Action.TALK) * 4)]
    found = reactions_to(many, 2, OTHERS)
    assert len(found) > 2
    assert all(after.start_s >= before.end_s for before, after in pairwise(found))


@pytest.mark.parametrize("action", Action)
def test_no_reaction_jumps(action: Action) -> None:
    reactions: tuple[Reaction, ...] = reactions_to([move(1, action, 1.0)], 2, OTHERS)
    poses = [pose_at(k / 30, (), ROOM, reactions) for k in range(220)]
    for before, after in pairwise(poses):
        assert abs(after.dy - before.dy) < 0.01 * ROOM.height
        assert abs(after.tall - before.tall) < 0.02
        assert abs(after.bend.head_degrees - before.bend.head_degrees) < 1.5
        assert abs(after.bend.sway - before.bend.sway) < 0.01


def test_who_gives_leans_to_the_one_who_gets_it() -> None:
    room = ActionSpace(
        height=500, width=200, up=150, walk=300, off=-900, facing=0, neighbour=120, phase=0.3,
        others={2: 0.6, 3: -1.6},
    )  # fmt: skip
    leans = [pose_at(1.0, [move(1, Action.GIVE, 0.0, to)], room).lean for to in (2, 3)]
    assert leans[0] > 0.02
    assert leans[1] < -0.02


def test_who_looks_the_other_way_turns_round_to_whom_it_speaks() -> None:
    room = ActionSpace(
        height=500,
        width=200,
        up=150,
        walk=300,
        off=-900,
        facing=1,
        neighbour=120,
        phase=0.3,
        others={3: -1.6},
    )
    talking = [move(1, Action.WAVE, 0.0, 3)]
    assert pose_at(0.9, talking, room).wide < 0
    assert pose_at(2.5, talking, room).wide > 0.9


def test_nobody_stands_otherwise_because_of_what_comes_much_later() -> None:
    """Pieces of a film are kept when only later acts change."""
    chance = random.Random(3)
    for _ in range(60):
        done = [
            move(
                figure,
                chance.choice(list(Action)),
                start_s + chance.uniform(0, 4),
                to=chance.choice([None, 1]),
            )
            for figure in (1, 2)
            for start_s in range(0, 20, 5)
        ]
        until_s = chance.uniform(1, 20)
        counts = seen_by(done, until_s)
        for t_s in (until_s * part for part in (0.3, 0.8, 0.95, 0.999)):
            all_known, known = (
                pose_at(t_s, [m for m in told if m.figure == 2], ROOM, reactions_to(told, 2, OTHERS))
                for told in (done, counts)
            )
            assert all_known == known
