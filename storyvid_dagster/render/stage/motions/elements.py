"""What motions are made of."""

from math import cos, exp, pi, sin

from storyvid_dagster.core.acting import n_steps
from storyvid_dagster.render.rig.arms import ArmSpace
from storyvid_dagster.render.rig.bend import UNBENT, Bend, Feet
from storyvid_dagster.render.stage.pose import ActionSpace, Pose
from storyvid_dagster.render.stage.steps import soft

_FLIP_S = 0.3
_THINNEST = 0.06
"""A figure seen edge on is still so wide, in parts of itself: it never vanishes while it turns."""


def swell(part: float, length_s: float, soft_s: float = 0.35) -> float:
    """Give how much of a motion there is: 0 at its ends, 1 between."""
    edge = min(0.5, soft_s / length_s)
    return soft(min(part, 1 - part) / edge)


def flip(direction: float, part: float, length_s: float, room: ActionSpace) -> float:
    """Turn to face `direction` as a motion begins, and back as it ends: 1 or -1, in between on edge."""
    if not room.facing or direction * room.facing > 0:
        return 1.0
    at_s = min(part, 1 - part) * length_s
    wide = cos(pi * soft(at_s / _FLIP_S))
    return wide if abs(wide) > _THINNEST else _THINNEST * (1 if wide >= 0 else -1)


def bent(
    much: float,
    *,
    feet: Feet = UNBENT.feet,
    head_degrees: float = 0.0,
    tail_degrees: float = 0.0,
    sway: float = 0.0,
    flap: float = 0.0,
    wave: float = 0.0,
    wave_turns: float = 0.0,
) -> Bend:
    """Give so much of how a motion bends a figure at its height; feet and turns are given as they are."""
    return Bend(
        feet=feet,
        head_degrees=head_degrees * much,
        tail_degrees=tail_degrees * much,
        sway=sway * much,
        flap=flap * much,
        wave=wave * much,
        wave_turns=wave_turns,
    )


def wing_beats(part: float, n: int) -> float:
    """Fold and spread wings so many times, beginning and ending spread."""
    return 0.5 - 0.5 * cos(2 * pi * n * part)


def jumps(done: float, much: float, height: float) -> Pose:
    """Jump so many times until now, gathering before each and giving way so `much` after it."""
    q = done % 1
    press = exp(-((min(q, 1 - q) / 0.13) ** 2)) * much
    up = 4 * q * (1 - q)
    tall = 1 - 0.13 * press + 0.06 * up
    return Pose(dy=-height * up, wide=1 / tall**0.6, tall=tall)


def stepping(part: float, length_s: float) -> tuple[float, float]:
    """Give how high a walking figure is, 0 to 1, and how it rocks, -1 to 1."""
    n = n_steps(length_s)
    return abs(sin(pi * n * part)), sin(pi * n * part)


def swung(room: ActionSpace, left: float, right: float, degrees: float) -> tuple[float, float]:
    """Swing both arms, -1 to 1, by so many degrees about a place a little above their rest."""

    def raised(arm: ArmSpace, swing: float) -> float:
        return arm.raised(swing, arm.slope + 0.3 * degrees, degrees)

    return raised(room.arms[0], left), raised(room.arms[1], right)


def towards(room: ActionSpace) -> int:
    """Give the side on which somebody is; alone, the side to which a figure looks."""
    return 1 if room.neighbour > 0 else -1 if room.neighbour < 0 else room.facing or 1


def held_out(way: int, slope: float, much: float, room: ActionSpace) -> tuple[float, float]:
    """Hold the arm of one side out at a slope."""
    left, right = (much * arm.raised(0, slope, 0) for arm in room.arms)
    return (left, 0.0) if way < 0 else (0.0, right)


def walks_to(away: float, room: ActionSpace) -> float:
    """Walk to the other of the two places a figure has."""
    return 0.0 if away else room.walk


def above(room: ActionSpace) -> float:
    """Give the place above the frame where a figure is out of sight."""
    return -room.up - 1.3 * room.height
