"""Who leaves the ground, or hardly touches it: hops, dances, flies, swims."""

from dataclasses import replace
from math import cos, pi, sin

from storyvid_dagster.core.acting import dance_pulse, n_hops
from storyvid_dagster.render.rig.bend import Bend, Feet
from storyvid_dagster.render.stage.motions.elements import bent, jumps, swell, swung, wing_beats
from storyvid_dagster.render.stage.pose import ActionSpace, Pose
from storyvid_dagster.render.stage.steps import soft


def hop(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Jump on the spot, with the feet tucked up."""
    n = n_hops(length_s)
    pose = jumps(part * n, swell(part, length_s, 0.12), min(0.2 * room.height, room.up))
    q = part * n % 1
    up = 4 * q * (1 - q)
    tucked = 0.0, -0.6 * room.joints.lift_px * up
    return replace(
        pose,
        bend=Bend(
            feet=(tucked, tucked),
            head_degrees=-5 * sin(2 * pi * q) * (room.facing or 1),
            tail_degrees=14 * sin(2 * pi * q),
            sway=0.012 * sin(2 * pi * q) * (room.facing or 1),
            flap=wing_beats(part, n),
            wave=0.5 * swell(part, length_s),
        ),
    )


def dance(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Swing from side to side, hopping a little from beat to beat."""
    pulse = dance_pulse(length_s, room.music)
    gone = pulse.gone(part * length_s)
    much = swell(part, length_s)
    swing = sin(pi * gone)
    hop = jumps(gone, much, min(0.05 * room.height, room.up))
    return replace(
        hop,
        dx=0.05 * room.height * swing * much,
        dy=hop.dy * much,
        turn_degrees=(4 if room.joints.bends else 8) * swing * much,
        arms_degrees=swung(room, -swing, swing, 20 * much),
        bend=Bend(
            feet=(
                (0.5 * room.joints.reach_px * swing * much, -room.joints.lift_px * max(0.0, swing) * much),
                (0.5 * room.joints.reach_px * swing * much, -room.joints.lift_px * max(0.0, -swing) * much),
            ),
            head_degrees=-7 * swing * much,
            tail_degrees=14 * swing * much,
            sway=0.05 * swing * much,
            flap=0.8 * (0.5 - 0.5 * cos(2 * pi * gone)) * much,
            wave=much,
            wave_turns=round(length_s / pulse.beat_s / 2) * soft(part),
        ),
    )


def fly(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Rise, float to both sides, and come down."""
    much = swell(part, length_s, 0.9)
    flap = sin(2 * pi * max(2, round(length_s / 0.7)) * part)
    trailing = -0.6 * room.joints.reach_px * much * (room.facing or 1), 0.0
    return Pose(
        dx=0.1 * room.height * sin(2 * pi * part),
        dy=-min(0.5 * room.height, room.up) * much * (0.88 + 0.12 * sin(4 * pi * part)),
        turn_degrees=7 * sin(2 * pi * part + 0.8) * much,
        lean=0.05 * sin(2 * pi * part),
        arms_degrees=swung(room, flap, flap, 22 * much),
        bend=bent(
            much,
            feet=(trailing, trailing),
            head_degrees=-4 * flap,
            tail_degrees=9 * flap,
            sway=0.03 * sin(2 * pi * part),
            flap=wing_beats(part, max(3, round(length_s / 0.4))),
            wave=1,
            wave_turns=round(length_s) * soft(part),
        ),
    )


def swim(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Glide to both sides and back, paddling, as far as nobody is there."""
    much = swell(part, length_s)
    far = min(0.16 * room.height, abs(room.neighbour) or room.height)
    return Pose(
        dx=far * sin(2 * pi * part),
        dy=0.02 * room.height * sin(6 * pi * part) * much,
        turn_degrees=8 * cos(2 * pi * part) * much,
        lean=0.05 * sin(6 * pi * part) * much,
        bend=bent(
            much,
            feet=_paddling(part, length_s, room),
            head_degrees=4 * sin(4 * pi * part),
            tail_degrees=15 * sin(10 * pi * part),
            sway=0.025 * sin(4 * pi * part),
            flap=0.5 * wing_beats(part, 4),
            wave=1.3,
            wave_turns=round(length_s / 0.9) * soft(part),
        ),
    )


def _paddling(part: float, length_s: float, room: ActionSpace) -> Feet:
    kick = (
        sin(2 * pi * max(2, round(length_s / 0.7)) * part)
        * swell(part, length_s)
        * 0.7
        * room.joints.reach_px
    )
    return (kick, 0.0), (-kick, 0.0)
