"""Nobody stands quite still: breathing, swaying and looking about."""

from math import pi, sin

from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.render.rig.bend import Bend
from storyvid_dagster.render.stage.pose import ActionSpace, Pose

_SWAY = 0.014
"""How far a head sways at rest, in heights."""
_SWAYS: dict[BodyPlan | None, float] = {BodyPlan.PLANT: 0.03, BodyPlan.HANGING: 0.05}
_IDLE_FLAP: dict[BodyPlan | None, float] = {BodyPlan.BUTTERFLY: 0.7, BodyPlan.BIRD: 0.12}
_DOES_NOT_BREATHE = {BodyPlan.PLANT, BodyPlan.LIGHT}
"""They bend or beat instead. A car or a house breathes: alone in a scene it would be a frozen picture."""
_DOES_NOT_ROCK = {BodyPlan.VEHICLE, BodyPlan.BUILDING}


def resting(t_s: float, room: ActionSpace) -> Pose:
    """Breathe, sway and look about a little: nobody stands quite still."""
    breath = _wave_of(t_s, 3.1, room.phase)
    joints = room.joints
    if joints.plan in _DOES_NOT_BREATHE:
        return Pose(bend=_rest_bend(t_s, room))
    return Pose(
        turn_degrees=0.0
        if joints.bends or joints.plan in _DOES_NOT_ROCK
        else 1.1 * _wave_of(t_s, 4.3, 1.7 * room.phase),
        wide=1 - 0.005 * breath,
        tall=1 + 0.011 * breath,
        bend=_rest_bend(t_s, room),
    )


def _rest_bend(t_s: float, room: ActionSpace) -> Bend:
    at = room.phase
    looks = 0.6 * _wave_of(t_s, 5.9, at) + 0.4 * _wave_of(t_s, 3.7, 2.3 * at)
    wags = max(0.0, _wave_of(t_s, 4.7, 1.3 * at)) ** 2 * _wave_of(t_s, 0.6, 0)
    sways = 0.75 * _wave_of(t_s, 4.3, 1.7 * at) + 0.25 * _wave_of(t_s, 2.9, 0.6 * at)
    return Bend(
        head_degrees=5 * looks,
        tail_degrees=5 * _wave_of(t_s, 2.9, at) + 9 * wags,
        sway=_SWAYS.get(room.joints.plan, _SWAY) * sways,
        flap=_IDLE_FLAP.get(room.joints.plan, 0.0) * (0.5 - 0.5 * _wave_of(t_s, 1.4, at)),
        wave=0.5,
        wave_turns=t_s / 1.9 + at,
        swell=0.02 * _wave_of(t_s, 2.6, at),
        twist_degrees=4 * _wave_of(t_s, 7.3, at),
    )


def _wave_of(t_s: float, every_s: float, phase: float) -> float:
    return sin(2 * pi * (t_s / every_s + phase))
