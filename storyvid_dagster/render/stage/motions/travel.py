"""Who comes, goes, or walks to its other place."""

from dataclasses import replace
from math import cos, exp, pi, sin

from storyvid_dagster.core.acting import landing_s, n_steps
from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.render.rig.bend import Bend, Feet
from storyvid_dagster.render.stage.motions.elements import (
    above,
    flip,
    stepping,
    swell,
    swung,
    walks_to,
    wing_beats,
)
from storyvid_dagster.render.stage.pose import ActionSpace, Pose
from storyvid_dagster.render.stage.steps import foot_at, gone, soft, steps_taken

_BOB = 0.014
"""How far a body rises over the leg it stands on, in heights."""


def enter(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Sail down like a leaf of paper, and give way on landing."""
    landed_at = landing_s(length_s) / length_s
    if part < landed_at:
        q = part / landed_at
        left = 1 - soft(q) * 0.6 - 0.4 * q
        return Pose(
            dx=0.05 * room.height * sin(2.5 * pi * q) * (1 - q),
            dy=above(room) * left,
            turn_degrees=9 * sin(2.5 * pi * q + 0.6) * (1 - q),
            bend=Bend(
                tail_degrees=12 * sin(3 * pi * q) * (1 - q),
                sway=-0.05 * sin(2.5 * pi * q + 0.6) * (1 - q),
                flap=wing_beats(q, 4),
                wave=1 - q,
            ),
        )
    q = (part - landed_at) / (1 - landed_at)
    tall = 1 - 0.16 * exp(-3 * q) * sin(pi * min(1.0, 1.6 * q)) * (1 - q)
    settles = sin(2 * pi * q) * (1 - q)
    return Pose(
        wide=1 / tall**0.6,
        tall=tall,
        bend=Bend(head_degrees=5 * settles, tail_degrees=10 * settles, sway=0.02 * settles),
    )


def leave(part: float, length_s: float, away: float, room: ActionSpace) -> Pose:
    """Run out of the frame at its side, or where there is none, rise out of it."""
    if not room.off:
        rising = soft(min(1.0, 1.15 * part)) * part
        return Pose(
            dx=away + 0.06 * room.height * sin(2 * pi * part) * part,
            dy=above(room) * rising,
            turn_degrees=7 * sin(2.5 * pi * part) * (1 - part),
            tall=1 + 0.04 * sin(pi * part),
            bend=Bend(
                tail_degrees=12 * sin(4 * pi * part),
                sway=0.04 * sin(2.5 * pi * part),
                flap=wing_beats(part, 5),
            ),
        )
    way = room.off - away
    high, rock = stepping(part, length_s)
    pose = Pose(
        dx=way * part * part,
        dy=-0.05 * room.height * high,
        turn_degrees=4 * rock,
        wide=flip(way, min(part, 0.5), length_s, room),
        bend=Bend(
            tail_degrees=12 * rock,
            sway=-0.01 * rock,
            flap=wing_beats(part, 4),
            wave=1,
            wave_turns=2 * part,
        ),
    )
    return replace(pose, bend=replace(pose.bend, feet=_running(part, length_s, room)))


def _running(part: float, length_s: float, room: ActionSpace) -> Feet:
    """Give both feet of whoever runs: in the air between two steps, so nothing can be seen to slide."""
    turn = 2 * pi * n_steps(length_s) * part
    much = swell(part, length_s, 0.2)

    def foot(at: float) -> tuple[float, float]:
        return room.joints.reach_px * sin(at) * much, -room.joints.lift_px * max(0.0, cos(at)) * much

    return foot(turn), foot(turn + pi)


def walk(part: float, length_s: float, away: float, room: ActionSpace) -> Pose:
    """Go to the other place: on legs that stand where they are put down, or rocking as on a stick."""
    way = walks_to(away, room) - away
    n = n_steps(length_s)
    wide = flip(way, part, length_s, room)
    turns = wide < 0 or flip(way, 0.5, length_s, room) < 0
    high, rock = stepping(part, length_s)
    much = swell(part, length_s)
    goes = 1 if way > 0 else -1 if way < 0 else 0
    dx = way * gone(part, n, length_s, turns=turns)
    pose = Pose(
        dx=dx,
        dy=-0.035 * room.height * high * much,
        turn_degrees=3.6 * rock * much,
        wide=wide,
        lean=0.03 * much * goes,
        arms_degrees=swung(room, rock, -rock, 10 * much),
        bend=Bend(
            head_degrees=3 * rock * much,
            tail_degrees=11 * rock * much,
            sway=-0.01 * rock * much,
            flap=0.3 * wing_beats(part, n),
            wave=much,
            wave_turns=round(length_s / 1.1) * soft(part),
        ),
    )
    if room.joints.plan is BodyPlan.BALL:
        return replace(pose, dy=0.0, turn_degrees=0.0, lean=0.0, wide=1.0)
    if room.joints.plan is BodyPlan.VEHICLE:
        return replace(pose, dy=-0.012 * room.height * high * much, turn_degrees=0.6 * rock * much, lean=0.0)
    if (taken := steps_taken(way, n, room.joints.reach_px)) is None:
        return pose
    bob = min(_BOB * room.height, 0.8 * room.joints.lift_px) * much * abs(sin(pi * taken * part))

    def foot(which: int) -> tuple[float, float]:
        there, lifted = foot_at(which, part, taken, length_s, turns=turns)
        ahead = way * (there - gone(part, n, length_s, turns=turns))
        return ahead * (-1 if wide < 0 else 1), bob - room.joints.lift_px * lifted * (0.6 if way else 1)

    return replace(
        pose,
        dy=-bob,
        turn_degrees=0.0,
        bend=replace(pose.bend, feet=(foot(0), foot(1)), sway=-0.012 * rock * much),
    )
