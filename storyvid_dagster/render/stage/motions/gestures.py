"""What is done on the spot: to wave, talk, point, clap, eat."""

from dataclasses import replace
from math import pi, sin

from storyvid_dagster.core.acting import claps_s
from storyvid_dagster.render.rig.bend import Bend
from storyvid_dagster.render.stage.motions.elements import bent, held_out, swell, swung, towards, wing_beats
from storyvid_dagster.render.stage.pose import ActionSpace, Pose

_HELLO_DEGREES = 35
"""About this slope an arm waves, if it can be raised so far."""
_WAVE_DEGREES = 18
"""So far to both sides, if there is room."""
_LEAST_WAVE_DEGREES = 35
"""With less room, from lowest to highest, all of the figure waves better."""


def wave(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Wave with an arm, if it can on the side where nobody is; with none free, with all of oneself."""
    much = swell(part, length_s)
    swing = sin(2 * pi * max(2, round(length_s / 0.6)) * part)
    left, right = (arm.allows(_LEAST_WAVE_DEGREES) for arm in room.arms)
    tilts = Bend(
        head_degrees=4 * much + 2 * swing * much,
        tail_degrees=12 * swing * much,
        sway=0.012 * swing * much,
        wave=much,
    )
    if not (left or right):
        if room.joints.bends:
            tilts = replace(tilts, sway=0.06 * swing * much, flap=0.8 * wing_beats(part, 3) * much)
        return Pose(
            turn_degrees=(3.5 if room.joints.bends else 6.5) * swing * much, tall=1 + 0.02 * much, bend=tilts
        )
    with_left = left and (room.neighbour >= 0 or not right)
    raised = much * room.arms[not with_left].raised(swing, _HELLO_DEGREES, _WAVE_DEGREES)
    return Pose(
        turn_degrees=1.6 * swing * much,
        tall=1 + 0.02 * much,
        arms_degrees=(raised, 0.0) if with_left else (0.0, raised),
        bend=tilts,
    )


def talk(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Nod as one speaks, beat by beat."""
    beat = abs(sin(pi * max(2, round(length_s / 0.25)) * part)) * swell(part, length_s, 0.2)
    much = swell(part, length_s, 0.2)
    return Pose(
        dy=-0.012 * room.height * beat,
        tall=1 + 0.03 * beat,
        wide=1 - 0.015 * beat,
        bend=Bend(
            head_degrees=4 * sin(4 * pi * part) * much,
            tail_degrees=8 * sin(4 * pi * part) * much,
            sway=0.012 * sin(2 * pi * part) * much,
            flap=0.3 * beat,
            wave=0.5 * much,
        ),
    )


def point(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Lean where it is, twice, an arm stretched out."""
    much = swell(part, length_s, 0.4)
    way = room.facing or towards(room)
    nudge = 1 + 0.2 * sin(4 * pi * part)
    return Pose(
        turn_degrees=6 * way * much * nudge,
        lean=0.05 * way * much * nudge,
        tall=1 + 0.03 * much,
        arms_degrees=held_out(way, 20, much, room),
        bend=Bend(
            head_degrees=6 * way * much * nudge,
            tail_degrees=9 * sin(6 * pi * part) * much,
            sway=0.03 * way * much * nudge,
            flap=0.4 * much,
            wave=0.5 * much,
        ),
    )


def clap(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Clap, all of the body along."""
    much = swell(part, length_s, 0.3)
    beat = sin(2 * pi * len(claps_s(length_s)) * part)
    squeeze = 0.035 * (1 + beat) * much
    return Pose(
        dy=-0.02 * room.height * (1 + beat) * much,
        wide=1 - squeeze,
        tall=1 + squeeze,
        arms_degrees=swung(room, beat * much, beat * much, 12 * much),
        bend=bent(
            much,
            head_degrees=4 * sin(4 * pi * part),
            tail_degrees=12 * beat,
            sway=0.02 * sin(4 * pi * part),
            flap=0.4 + 0.4 * beat,
            wave=0.8,
        ),
    )


def eat(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Nod over it and chew."""
    much = swell(part, length_s, 0.4)
    chew = sin(2 * pi * max(3, round(length_s / 0.4)) * part)
    return Pose(
        turn_degrees=4 * (room.facing or 1) * much,
        wide=1 + 0.03 * chew * much,
        tall=1 - (0.04 + 0.03 * chew) * much,
        bend=bent(
            much,
            head_degrees=(7 + 3 * chew) * (room.facing or 1),
            tail_degrees=8 * sin(6 * pi * part),
            sway=0.015 * (room.facing or 1),
            flap=0.3,
            wave=0.4,
        ),
    )
