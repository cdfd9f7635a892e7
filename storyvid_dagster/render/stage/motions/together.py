"""What is done to whoever is next: to hug, give, push."""

from math import pi, sin

from storyvid_dagster.render.stage.motions.elements import bent, held_out, swell, towards
from storyvid_dagster.render.stage.pose import ActionSpace, Pose


def hug(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Lean on whoever is next; alone, squeeze tight for joy."""
    much = swell(part, length_s, 0.6)
    way = 1 if room.neighbour > 0 else -1 if room.neighbour < 0 else 0
    near = min(abs(room.neighbour) * 0.5, 0.25 * room.height)
    squeeze = much * (0.05 + 0.03 * sin(4 * pi * part))
    return Pose(
        dx=way * near * much,
        turn_degrees=(2 if room.joints.bends else 5) * way * much,
        wide=1 - squeeze,
        tall=1 + 0.5 * squeeze,
        bend=bent(
            much,
            head_degrees=6 * way,
            tail_degrees=10 * sin(8 * pi * part),
            sway=0.05 * way,
            flap=0.5,
            wave=0.5,
        ),
    )


def give(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Go half a step towards whoever is next, an arm held out."""
    much = swell(part, length_s, 0.6)
    way = towards(room)
    near = 0.08 * room.height if not room.neighbour else min(abs(room.neighbour) * 0.4, 0.15 * room.height)
    return Pose(
        dx=way * near * much,
        turn_degrees=5 * way * much,
        lean=0.05 * way * much,
        arms_degrees=held_out(way, -5, much, room),
        bend=bent(
            much,
            head_degrees=5 * way,
            tail_degrees=9 * sin(6 * pi * part),
            sway=0.03 * way,
            flap=0.3,
            wave=0.5,
        ),
    )


def push(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Heave at something, leaning into it."""
    much = swell(part, length_s, 0.4)
    way = towards(room)
    heave = sin(2 * pi * max(2, round(length_s / 0.7)) * part)
    return Pose(
        dx=0.05 * room.height * way * heave * much,
        turn_degrees=(7 + 3 * heave) * way * much,
        lean=0.06 * way * much,
        tall=1 - 0.05 * much,
        bend=bent(
            much,
            feet=(
                (-0.5 * room.joints.reach_px * way * much, 0.0),
                (0.3 * room.joints.reach_px * way * much, 0.0),
            ),
            head_degrees=(5 + 3 * heave) * way,
            tail_degrees=6 * heave,
            sway=(0.02 + 0.02 * heave) * way,
            flap=0.4,
            wave=0.8,
        ),
    )
