"""How a paper figure moves: pure functions from a moment to a pose.

Everything a pose does is one affine map about the feet, as with a figure on a stick; those who clearly have
arms move them besides. Motions begin and end in rest, so that any may follow any; only a walk may end
elsewhere than it began.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import cos, exp, pi, sin

from storyvid_dagster.core.acting import Action, Move, landing_s, n_beats, n_hops, n_steps
from storyvid_dagster.render.rig.arms import NO_ROOM, ArmSpace

WITH_ARMS = frozenset({Action.WAVE, Action.DANCE, Action.WALK, Action.FLY})
"""What is done with arms by those who can move theirs."""

_FLIP_S = 0.3
_THINNEST = 0.06
"""A figure seen edge on is still so wide, in parts of itself: it never vanishes while it turns."""
_HELLO_DEGREES = 35
"""About this slope an arm waves, if it can be raised so far."""
_WAVE_DEGREES = 18
"""So far to both sides, if there is room."""
_LEAST_WAVE_DEGREES = 35
"""With less room, from lowest to highest, all of the figure waves better."""


@dataclass(frozen=True)
class Pose:
    """How a figure differs from how it was painted."""

    dx: float = 0.0
    """To the right, in pixels."""
    dy: float = 0.0
    """Downwards, in pixels."""
    turn_degrees: float = 0.0
    """Clockwise about the feet."""
    wide: float = 1.0
    """Stretch across; negative: mirrored."""
    tall: float = 1.0
    """Stretch upwards."""
    lean: float = 0.0
    """How far the top is ahead of the feet, in parts of the height."""
    arms_degrees: tuple[float, float] = (0.0, 0.0)
    """How far the left and the right arm, as seen, are raised, of a figure that can; negative: lowered."""


@dataclass(frozen=True)
class ActionSpace:
    """How much room a figure has, in pixels, and what it looks like."""

    height: float
    width: float
    up: float
    """From its head to where a head may go."""
    walk: float
    """How far it may walk: to the right, or to the left if negative."""
    off: float
    """How far to the side it has to go to be out of sight; negative: to the left; 0: it leaves upwards."""
    facing: int
    """1: it looks to the right as painted, -1: to the left, 0: straight ahead."""
    neighbour: float
    """Distance to the edge of the next figure; negative: to the left; 0: nobody is there."""
    phase: float
    """0 to 1: keeps figures from moving in step."""
    arms: tuple[ArmSpace, ArmSpace] = (NO_ROOM, NO_ROOM)
    """Of the left and the right arm, as seen."""


def pose_at(t_s: float, moves: Sequence[Move], room: ActionSpace) -> Pose:
    """Give the pose of a figure `t_s` seconds into its scene; `moves` are its own, in order."""
    away, current = 0.0, None
    for move in moves:
        if move.start_s > t_s:
            break
        current = move if t_s < move.start_s + move.length_s else None
        if current is None:
            if move.action is Action.WALK:
                away = _walks_to(away, room)
            elif move.action is Action.LEAVE:
                return Pose(dx=away + room.off, dy=0.0 if room.off else _above(room))
    first = moves[0] if moves else None
    if first and first.action is Action.ENTER and t_s < first.start_s:
        return Pose(dy=_above(room))
    rest = _rest(t_s, room)
    if current is None:
        return replace(rest, dx=rest.dx + away)
    part = (t_s - current.start_s) / current.length_s
    motion = _MOTIONS[current.action]
    own = motion(min(1.0, max(0.0, part)), current.length_s, away, room)
    share = 1 - _swell(part, current.length_s)
    return Pose(
        dx=away + own.dx,
        dy=own.dy,
        turn_degrees=own.turn_degrees + share * rest.turn_degrees,
        wide=own.wide * (1 + share * (rest.wide - 1)),
        tall=own.tall * (1 + share * (rest.tall - 1)),
        lean=own.lean,
        arms_degrees=own.arms_degrees,
    )


def _rest(t_s: float, room: ActionSpace) -> Pose:
    """Breathe, and sway a little: nobody stands quite still."""
    breath = sin(2 * pi * (t_s / 3.1 + room.phase))
    return Pose(
        turn_degrees=1.1 * sin(2 * pi * (t_s / 4.3 + 1.7 * room.phase)),
        wide=1 - 0.005 * breath,
        tall=1 + 0.011 * breath,
    )


def _swell(part: float, length_s: float, soft_s: float = 0.35) -> float:
    """Give how much of a motion there is: 0 at its ends, 1 between."""
    soft = min(0.5, soft_s / length_s)
    return _soft(min(part, 1 - part) / soft)


def _soft(part: float) -> float:
    """Ease from 0 to 1."""
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)


def _swung(room: ActionSpace, left: float, right: float, degrees: float) -> tuple[float, float]:
    """Swing both arms, -1 to 1, by so many degrees about a place a little above their rest."""

    def raised(arm: ArmSpace, swing: float) -> float:
        return arm.raised(swing, arm.slope + 0.3 * degrees, degrees)

    return raised(room.arms[0], left), raised(room.arms[1], right)


def _walks_to(away: float, room: ActionSpace) -> float:
    """Walk to the other of the two places a figure has."""
    return 0.0 if away else room.walk


def _flip(direction: float, part: float, length_s: float, room: ActionSpace) -> float:
    """Turn to face `direction` as a motion begins, and back as it ends: 1 or -1, in between on edge."""
    if not room.facing or direction * room.facing > 0:
        return 1.0
    at_s = min(part, 1 - part) * length_s
    wide = cos(pi * _soft(at_s / _FLIP_S))
    return wide if abs(wide) > _THINNEST else _THINNEST * (1 if wide >= 0 else -1)


def _hops(part: float, n: int, length_s: float, height: float) -> Pose:
    """Jump `n` times, gathering before each and giving way after it."""
    q = part * n % 1
    press = exp(-((min(q, 1 - q) / 0.13) ** 2)) * _swell(part, length_s, 0.12)
    up = 4 * q * (1 - q)
    tall = 1 - 0.13 * press + 0.06 * up
    return Pose(dy=-height * up, wide=1 / tall**0.6, tall=tall)


def _hop(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    return _hops(part, n_hops(length_s), length_s, min(0.2 * room.height, room.up))


def _steps(part: float, length_s: float) -> tuple[float, float]:
    """Give how high a walking figure is, 0 to 1, and how it rocks, -1 to 1."""
    n = n_steps(length_s)
    return abs(sin(pi * n * part)), sin(pi * n * part)


def _walk(part: float, length_s: float, away: float, room: ActionSpace) -> Pose:
    target = _walks_to(away, room)
    way = target - away
    high, rock = _steps(part, length_s)
    much = _swell(part, length_s)
    return Pose(
        dx=way * _soft(part),
        dy=-0.035 * room.height * high * much,
        turn_degrees=3.6 * rock * much,
        wide=_flip(way, part, length_s, room),
        lean=0.03 * much * (1 if way > 0 else -1 if way < 0 else 0),
        arms_degrees=_swung(room, rock, -rock, 10 * much),
    )


def _enter(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Sail down like a leaf of paper, and give way on landing."""
    landed_at = landing_s(length_s) / length_s
    if part < landed_at:
        q = part / landed_at
        left = 1 - _soft(q) * 0.6 - 0.4 * q
        return Pose(
            dx=0.05 * room.height * sin(2.5 * pi * q) * (1 - q),
            dy=_above(room) * left,
            turn_degrees=9 * sin(2.5 * pi * q + 0.6) * (1 - q),
        )
    q = (part - landed_at) / (1 - landed_at)
    tall = 1 - 0.16 * exp(-3 * q) * sin(pi * min(1.0, 1.6 * q)) * (1 - q)
    return Pose(wide=1 / tall**0.6, tall=tall)


def _above(room: ActionSpace) -> float:
    """Give the place above the frame where a figure is out of sight."""
    return -room.up - 1.3 * room.height


def _leave(part: float, length_s: float, away: float, room: ActionSpace) -> Pose:
    if not room.off:
        rising = _soft(min(1.0, 1.15 * part)) * part
        return Pose(
            dx=away + 0.06 * room.height * sin(2 * pi * part) * part,
            dy=_above(room) * rising,
            turn_degrees=7 * sin(2.5 * pi * part) * (1 - part),
            tall=1 + 0.04 * sin(pi * part),
        )
    way = room.off - away
    high, rock = _steps(part, length_s)
    return Pose(
        dx=way * part * part,
        dy=-0.05 * room.height * high,
        turn_degrees=4 * rock,
        wide=_flip(way, min(part, 0.5), length_s, room),
    )


def _dance(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    beats = n_beats(length_s)
    much = _swell(part, length_s)
    swing = sin(pi * beats * part)
    hop = _hops(part, beats, length_s, min(0.05 * room.height, room.up))
    return replace(
        hop,
        dx=0.05 * room.height * swing * much,
        dy=hop.dy * much,
        turn_degrees=8 * swing * much,
        arms_degrees=_swung(room, -swing, swing, 20 * much),
    )


def _fly(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s, 0.9)
    flap = sin(2 * pi * max(2, round(length_s / 0.7)) * part)
    return Pose(
        dx=0.1 * room.height * sin(2 * pi * part),
        dy=-min(0.5 * room.height, room.up) * much * (0.88 + 0.12 * sin(4 * pi * part)),
        turn_degrees=7 * sin(2 * pi * part + 0.8) * much,
        lean=0.05 * sin(2 * pi * part),
        arms_degrees=_swung(room, flap, flap, 22 * much),
    )


def _swim(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s)
    return Pose(
        dx=0.16 * room.height * sin(2 * pi * part),
        dy=0.02 * room.height * sin(6 * pi * part) * much,
        turn_degrees=8 * cos(2 * pi * part) * much,
        lean=0.05 * sin(6 * pi * part) * much,
    )


def _hide(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s, 0.3)
    tall = 1 - 0.3 * much
    return Pose(wide=1 / tall**0.35, tall=tall, turn_degrees=0.8 * much * sin(9 * pi * part * length_s / 1.5))


def _peek(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    way = room.facing or (1 if room.phase < 0.5 else -1)
    much = _soft(part / 0.25) * _soft((1 - part) / 0.25) * (0.75 + 0.25 * cos(4 * pi * part))
    return Pose(dx=0.03 * room.height * way * much, turn_degrees=8 * way * much, lean=0.06 * way * much)


def _sleep(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s, 0.9)
    way = -(room.facing or 1)
    breath = sin(2 * pi * part * max(1, round(length_s / 2.2)))
    return Pose(turn_degrees=7 * way * much, tall=1 - (0.07 - 0.022 * breath) * much, wide=1 + 0.02 * much)


def _wave(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Wave with an arm, if it can on the side where nobody is; with none free, with all of oneself."""
    much = _swell(part, length_s)
    swing = sin(2 * pi * max(2, round(length_s / 0.6)) * part)
    left, right = (arm.allows(_LEAST_WAVE_DEGREES) for arm in room.arms)
    if not (left or right):
        return Pose(turn_degrees=6.5 * swing * much, tall=1 + 0.02 * much)
    with_left = left and (room.neighbour >= 0 or not right)
    raised = much * room.arms[not with_left].raised(swing, _HELLO_DEGREES, _WAVE_DEGREES)
    return Pose(
        turn_degrees=1.6 * swing * much,
        tall=1 + 0.02 * much,
        arms_degrees=(raised, 0.0) if with_left else (0.0, raised),
    )


def _look_up(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s, 0.5)
    way = room.facing or 1
    return Pose(turn_degrees=-5 * way * much, tall=1 + 0.045 * much, wide=1 - 0.02 * much)


def _hug(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Lean on whoever is next; alone, squeeze tight for joy."""
    much = _swell(part, length_s, 0.6)
    way = 1 if room.neighbour > 0 else -1 if room.neighbour < 0 else 0
    near = min(abs(room.neighbour) * 0.5, 0.25 * room.height)
    squeeze = much * (0.05 + 0.03 * sin(4 * pi * part))
    return Pose(dx=way * near * much, turn_degrees=5 * way * much, wide=1 - squeeze, tall=1 + 0.5 * squeeze)


def _talk(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    beat = abs(sin(pi * max(2, round(length_s / 0.25)) * part)) * _swell(part, length_s, 0.2)
    return Pose(dy=-0.012 * room.height * beat, tall=1 + 0.03 * beat, wide=1 - 0.015 * beat)


_MOTIONS: dict[Action, Callable[[float, float, float, ActionSpace], Pose]] = {
    Action.ENTER: _enter,
    Action.LEAVE: _leave,
    Action.WALK: _walk,
    Action.HOP: _hop,
    Action.DANCE: _dance,
    Action.FLY: _fly,
    Action.SWIM: _swim,
    Action.HIDE: _hide,
    Action.PEEK: _peek,
    Action.SLEEP: _sleep,
    Action.WAVE: _wave,
    Action.LOOK_UP: _look_up,
    Action.HUG: _hug,
    Action.TALK: _talk,
}
"""Each: how far it has come (0 to 1), how long it goes on, where the figure stands, its room."""
