"""Another posture for a while: hidden, peeking out, asleep, sitting, bent over, fallen."""

from math import cos, exp, pi, sin

from storyvid_dagster.render.rig.bend import Bend
from storyvid_dagster.render.stage.motions.elements import bent, swell, towards
from storyvid_dagster.render.stage.pose import ActionSpace, Pose
from storyvid_dagster.render.stage.steps import soft

_HALF_WIDTH = 0.3
"""Of a body without its arms, in widths of a figure."""
_LYING_DEGREES = 86.0
"""Not quite flat: a pillow is under the head."""


def hide(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Crouch, trembling a little."""
    much = swell(part, length_s, 0.3)
    tall = 1 - 0.3 * much
    return Pose(
        wide=1 / tall**0.35,
        tall=tall,
        turn_degrees=0.8 * much * sin(9 * pi * part * length_s / 1.5),
        bend=bent(much, head_degrees=6 * (room.facing or 1), tail_degrees=-6, flap=0.9, wave=0.2),
    )


def peek(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Look out to the side, twice."""
    way = room.facing or (1 if room.phase < 0.5 else -1)
    much = soft(part / 0.25) * soft((1 - part) / 0.25) * (0.75 + 0.25 * cos(4 * pi * part))
    bends = room.joints.bends
    return Pose(
        dx=0.03 * room.height * way * much,
        turn_degrees=(3 if bends else 8) * way * much,
        lean=0.06 * way * much,
        bend=bent(much, head_degrees=8 * way, tail_degrees=8, sway=0.06 * way, flap=0.2),
    )


def sleep(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Lie down, or without room for it sink low on folded legs, lean over and breathe slowly."""
    much = swell(part, length_s, 0.9)
    if room.lies[0]:
        return _lying(much, part, length_s, room)
    way = -(room.facing or 1)
    breath = sin(2 * pi * part * max(1, round(length_s / 3.0)))
    bends, tucks, spread = room.joints.bends, _tucked(room), 0.35 * room.joints.reach_px
    return Pose(
        dy=tucks * much,
        turn_degrees=(2 if bends else 7) * way * much,
        tall=1 - (0.07 - 0.022 * breath) * much,
        wide=1 + 0.02 * much,
        bend=bent(
            much,
            feet=((-spread * much, -tucks * much), (spread * much, -tucks * much)),
            head_degrees=(9 + 1.5 * breath) * way,
            tail_degrees=2 * breath,
            sway=(0.07 + 0.006 * breath) * way,
            flap=0.9,
            wave=0.15,
        ),
    )


def _tucked(room: ActionSpace) -> float:
    """Give how far a body comes down as its legs are drawn in, in pixels."""
    return min(room.joints.lift_px, 0.12 * room.height)


def _lying(much: float, part: float, length_s: float, room: ActionSpace) -> Pose:
    """Lie on one side, where the head has room."""
    side, aside = room.lies
    breath = sin(2 * pi * part * max(1, round(length_s / 3.0)))
    turn = _LYING_DEGREES * side * much
    down = abs(sin(turn * pi / 180))
    return Pose(
        dx=(aside - side * room.height / 2) * down,
        dy=-_HALF_WIDTH * room.width * down,
        turn_degrees=turn,
        wide=1 + 0.02 * breath * much,
        bend=bent(much, head_degrees=-5 * side, tail_degrees=2 * breath),
    )


def look_up(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Stretch, the head back."""
    much = swell(part, length_s, 0.5)
    way = room.facing or 1
    return Pose(
        turn_degrees=(-2 if room.joints.bends else -5) * way * much,
        tall=1 + 0.045 * much,
        wide=1 - 0.02 * much,
        bend=bent(much, head_degrees=-10 * way, tail_degrees=6 * sin(6 * pi * part), sway=-0.045 * way),
    )


def sit(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Sink down with a small bump, and stay there."""
    much = swell(part, length_s, 0.5)
    bump = exp(-(((part * length_s - 0.6) / 0.12) ** 2))
    tucks = _tucked(room) / room.height
    tall = 1 - (0.2 - tucks) * much - 0.03 * bump * much
    spread = 0.35 * room.joints.reach_px * much
    return Pose(
        dy=tucks * room.height * much,
        turn_degrees=-2 * (room.facing or 1) * much,
        wide=1 / tall**0.3,
        tall=tall,
        bend=bent(
            much,
            feet=((-spread, -tucks * room.height * much), (spread, -tucks * room.height * much)),
            head_degrees=4 * sin(4 * pi * part),
            tail_degrees=6 * sin(6 * pi * part),
            flap=0.6,
            wave=0.4,
        ),
    )


def bend(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Lean over and down, towards whoever is next, and up again."""
    much = swell(part, length_s, 0.6)
    way = towards(room)
    bends = room.joints.bends
    return Pose(
        turn_degrees=(5 if bends else 10) * way * much,
        lean=0.08 * way * much,
        tall=1 - 0.14 * much,
        bend=bent(
            much,
            head_degrees=14 * way,
            tail_degrees=8 * sin(4 * pi * part),
            sway=0.06 * way,
            flap=0.5,
            wave=0.4,
        ),
    )


def fall(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Tip over to where nobody is, and flop."""
    much = swell(part, length_s, 0.45)
    way = -1 if room.neighbour > 0 else 1 if room.neighbour < 0 else room.facing or 1
    flop = exp(-(((part * length_s - 0.55) / 0.14) ** 2))
    tall = 1 - 0.28 * much - 0.04 * flop * much
    kick = 0.7 * room.joints.reach_px * sin(8 * pi * part) * much
    return Pose(
        dx=0.08 * room.height * way * much,
        turn_degrees=14 * way * much,
        wide=1 / tall**0.5,
        tall=tall,
        bend=Bend(
            feet=((kick, 0.0), (-kick, 0.0)),
            head_degrees=8 * way * much,
            tail_degrees=14 * flop,
            sway=0.06 * way * much,
            flap=0.7 * much,
            wave=much,
        ),
    )
