"""How a paper figure moves: pure functions from a moment to a pose.

A pose is one affine map about the feet, as with a figure on a stick, and how the figure is bent, for those
who have the joints. Motions begin and end in rest, so that any may follow any; only a walk may end
elsewhere than it began.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import cos, exp, pi, sin

from storyvid_dagster.core.acting import Action, Move, landing_s, n_beats, n_hops, n_steps
from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.render.rig.arms import NO_ROOM, ArmSpace
from storyvid_dagster.render.rig.bend import STIFF, UNBENT, Bend, Joints
from storyvid_dagster.render.stage.reactions import Reaction, Taken, taken
from storyvid_dagster.render.stage.steps import foot_at, gone, soft, steps_taken

WITH_ARMS = frozenset(
    {Action.WAVE, Action.DANCE, Action.WALK, Action.FLY, Action.GIVE, Action.POINT, Action.CLAP}
)
"""What is done with arms by those who can move theirs."""

_FACES_TARGET = frozenset(
    {Action.GIVE, Action.POINT, Action.TALK, Action.WAVE, Action.HUG, Action.PUSH, Action.CLAP, Action.EAT}
)
"""What is done face to face with whom it is done to."""
_FLIP_S = 0.3
_THINNEST = 0.06
"""A figure seen edge on is still so wide, in parts of itself: it never vanishes while it turns."""
_HELLO_DEGREES = 35
"""About this slope an arm waves, if it can be raised so far."""
_WAVE_DEGREES = 18
"""So far to both sides, if there is room."""
_LEAST_WAVE_DEGREES = 35
"""With less room, from lowest to highest, all of the figure waves better."""


_SWAY = 0.014
"""How far a head sways at rest, in heights."""
_SWAYS: dict[BodyPlan | None, float] = {BodyPlan.PLANT: 0.03, BodyPlan.HANGING: 0.05}
_IDLE_FLAP: dict[BodyPlan | None, float] = {BodyPlan.BUTTERFLY: 0.7, BodyPlan.BIRD: 0.12}
_DOES_NOT_BREATHE = {BodyPlan.VEHICLE, BodyPlan.BUILDING, BodyPlan.STIFF, BodyPlan.PLANT, BodyPlan.LIGHT}
_BOB = 0.014
"""How far a body rises over the leg it stands on, in heights."""


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
    bend: Bend = UNBENT


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
    joints: Joints = STIFF
    others: Mapping[int, float] = field(default_factory=dict[int, float])
    """How far to the right each of the others is, in its own heights; negative: to the left."""


def pose_at(t_s: float, moves: Sequence[Move], room: ActionSpace, reactions: Sequence[Reaction] = ()) -> Pose:
    """Give the pose of a figure `t_s` seconds into its scene.

    Args:
        t_s: The moment.
        moves: What it does, in order.
        room: Its room.
        reactions: How it takes part in what others do, in order.
    """
    pose = _acted(t_s, moves, room, reactions)
    return _rolled(pose, room) if room.joints.plan is BodyPlan.BALL else pose


def _acted(t_s: float, moves: Sequence[Move], room: ActionSpace, reactions: Sequence[Reaction]) -> Pose:
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
    rest = _reacting(_rest(t_s, room), taken(t_s, reactions), room)
    if current is None:
        return replace(rest, dx=rest.dx + away)
    part = (t_s - current.start_s) / current.length_s
    room = _turned_to(current.to, room)
    motion = _MOTIONS[current.action]
    own = motion(min(1.0, max(0.0, part)), current.length_s, away, room)
    way = room.others.get(current.to) if current.to is not None else None
    if way is not None and current.action in _FACES_TARGET:
        own = replace(own, wide=own.wide * _flip(way, part, current.length_s, room))
    share = 1 - _swell(part, current.length_s)
    return Pose(
        dx=away + own.dx,
        dy=own.dy,
        turn_degrees=own.turn_degrees + share * rest.turn_degrees,
        wide=own.wide * (1 + share * (rest.wide - 1)),
        tall=own.tall * (1 + share * (rest.tall - 1)),
        lean=own.lean,
        arms_degrees=own.arms_degrees,
        bend=_joined(own.bend, rest.bend, share),
    )


def _turned_to(target: int | None, room: ActionSpace) -> ActionSpace:
    """Let a figure do something to somebody: to whom, rather than to whoever is next."""
    if target is None or target not in room.others:
        return room
    between = room.others[target] * room.height
    gap = max(1.0, abs(between) - room.width)
    return replace(room, neighbour=gap if between > 0 else -gap)


def _reacting(rest: Pose, seen: Taken | None, room: ActionSpace) -> Pose:
    if seen is None:
        return rest
    tall = rest.tall + seen.tall
    return replace(
        rest,
        dy=rest.dy - min(seen.up * room.height, room.up),
        tall=tall,
        wide=rest.wide / (1 + seen.tall) ** 0.6,
        lean=rest.lean + seen.lean,
        bend=_joined(seen.bend, rest.bend, 1.0) if seen.bend else rest.bend,
    )


def _joined(own: Bend, rest: Bend, share: float) -> Bend:
    """Add to what a motion does with the joints so much of what they do at rest."""
    return Bend(
        feet=own.feet,
        head_degrees=own.head_degrees + share * rest.head_degrees,
        tail_degrees=own.tail_degrees + share * rest.tail_degrees,
        sway=own.sway + share * rest.sway,
        flap=own.flap + share * rest.flap,
        wave=own.wave + share * rest.wave,
        wave_turns=own.wave_turns + rest.wave_turns,
        swell=own.swell + rest.swell,
        twist_degrees=own.twist_degrees + rest.twist_degrees,
    )


def _rest(t_s: float, room: ActionSpace) -> Pose:
    """Breathe, sway and look about a little: nobody stands quite still."""
    breath = _wave_of(t_s, 3.1, room.phase)
    joints = room.joints
    if joints.plan in _DOES_NOT_BREATHE:
        return Pose(bend=_rest_bend(t_s, room))
    return Pose(
        turn_degrees=0.0 if joints.bends else 1.1 * _wave_of(t_s, 4.3, 1.7 * room.phase),
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


def _swell(part: float, length_s: float, soft_s: float = 0.35) -> float:
    """Give how much of a motion there is: 0 at its ends, 1 between."""
    edge = min(0.5, soft_s / length_s)
    return soft(min(part, 1 - part) / edge)


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
    wide = cos(pi * soft(at_s / _FLIP_S))
    return wide if abs(wide) > _THINNEST else _THINNEST * (1 if wide >= 0 else -1)


def _hops(part: float, n: int, length_s: float, height: float) -> Pose:
    """Jump `n` times, gathering before each and giving way after it."""
    q = part * n % 1
    press = exp(-((min(q, 1 - q) / 0.13) ** 2)) * _swell(part, length_s, 0.12)
    up = 4 * q * (1 - q)
    tall = 1 - 0.13 * press + 0.06 * up
    return Pose(dy=-height * up, wide=1 / tall**0.6, tall=tall)


def _hop(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    n = n_hops(length_s)
    pose = _hops(part, n, length_s, min(0.2 * room.height, room.up))
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
            flap=_beats(part, n),
            wave=0.5 * _swell(part, length_s),
        ),
    )


def _beats(part: float, n: int) -> float:
    """Fold and spread wings so many times, beginning and ending spread."""
    return 0.5 - 0.5 * cos(2 * pi * n * part)


def _steps(part: float, length_s: float) -> tuple[float, float]:
    """Give how high a walking figure is, 0 to 1, and how it rocks, -1 to 1."""
    n = n_steps(length_s)
    return abs(sin(pi * n * part)), sin(pi * n * part)


def _walk(part: float, length_s: float, away: float, room: ActionSpace) -> Pose:
    """Go to the other place: on legs that stand where they are put down, or rocking as on a stick."""
    way = _walks_to(away, room) - away
    n = n_steps(length_s)
    wide = _flip(way, part, length_s, room)
    turns = wide < 0 or _flip(way, 0.5, length_s, room) < 0
    high, rock = _steps(part, length_s)
    much = _swell(part, length_s)
    goes = 1 if way > 0 else -1 if way < 0 else 0
    dx = way * gone(part, n, length_s, turns=turns)
    pose = Pose(
        dx=dx,
        dy=-0.035 * room.height * high * much,
        turn_degrees=3.6 * rock * much,
        wide=wide,
        lean=0.03 * much * goes,
        arms_degrees=_swung(room, rock, -rock, 10 * much),
        bend=Bend(
            head_degrees=3 * rock * much,
            tail_degrees=11 * rock * much,
            sway=-0.01 * rock * much,
            flap=0.3 * _beats(part, n),
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


def _rolled(pose: Pose, room: ActionSpace) -> Pose:
    """Turn a ball about its middle, as far as it has rolled from where it was painted."""
    radius = room.height / 2
    turn = pose.dx / radius
    return replace(
        pose,
        dx=pose.dx - radius * sin(turn),
        dy=pose.dy + radius * (cos(turn) - 1),
        turn_degrees=pose.turn_degrees + turn * 180 / pi,
    )


def _enter(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Sail down like a leaf of paper, and give way on landing."""
    landed_at = landing_s(length_s) / length_s
    if part < landed_at:
        q = part / landed_at
        left = 1 - soft(q) * 0.6 - 0.4 * q
        return Pose(
            dx=0.05 * room.height * sin(2.5 * pi * q) * (1 - q),
            dy=_above(room) * left,
            turn_degrees=9 * sin(2.5 * pi * q + 0.6) * (1 - q),
            bend=Bend(
                tail_degrees=12 * sin(3 * pi * q) * (1 - q),
                sway=-0.05 * sin(2.5 * pi * q + 0.6) * (1 - q),
                flap=_beats(q, 4),
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


def _above(room: ActionSpace) -> float:
    """Give the place above the frame where a figure is out of sight."""
    return -room.up - 1.3 * room.height


def _leave(part: float, length_s: float, away: float, room: ActionSpace) -> Pose:
    if not room.off:
        rising = soft(min(1.0, 1.15 * part)) * part
        return Pose(
            dx=away + 0.06 * room.height * sin(2 * pi * part) * part,
            dy=_above(room) * rising,
            turn_degrees=7 * sin(2.5 * pi * part) * (1 - part),
            tall=1 + 0.04 * sin(pi * part),
            bend=Bend(
                tail_degrees=12 * sin(4 * pi * part), sway=0.04 * sin(2.5 * pi * part), flap=_beats(part, 5)
            ),
        )
    way = room.off - away
    high, rock = _steps(part, length_s)
    pose = Pose(
        dx=way * part * part,
        dy=-0.05 * room.height * high,
        turn_degrees=4 * rock,
        wide=_flip(way, min(part, 0.5), length_s, room),
        bend=Bend(
            tail_degrees=12 * rock,
            sway=-0.01 * rock,
            flap=_beats(part, 4),
            wave=1,
            wave_turns=2 * part,
        ),
    )
    return replace(pose, bend=replace(pose.bend, feet=_running(part, length_s, room)))


def _running(
    part: float, length_s: float, room: ActionSpace
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Give both feet of whoever runs: in the air between two steps, so nothing can be seen to slide."""
    turn = 2 * pi * n_steps(length_s) * part
    much = _swell(part, length_s, 0.2)

    def foot(at: float) -> tuple[float, float]:
        return room.joints.reach_px * sin(at) * much, -room.joints.lift_px * max(0.0, cos(at)) * much

    return foot(turn), foot(turn + pi)


def _dance(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    beats = n_beats(length_s)
    much = _swell(part, length_s)
    swing = sin(pi * beats * part)
    hop = _hops(part, beats, length_s, min(0.05 * room.height, room.up))
    return replace(
        hop,
        dx=0.05 * room.height * swing * much,
        dy=hop.dy * much,
        turn_degrees=(4 if room.joints.bends else 8) * swing * much,
        arms_degrees=_swung(room, -swing, swing, 20 * much),
        bend=Bend(
            feet=(
                (0.5 * room.joints.reach_px * swing * much, -room.joints.lift_px * max(0.0, swing) * much),
                (0.5 * room.joints.reach_px * swing * much, -room.joints.lift_px * max(0.0, -swing) * much),
            ),
            head_degrees=-7 * swing * much,
            tail_degrees=14 * swing * much,
            sway=0.05 * swing * much,
            flap=0.8 * _beats(part, beats),
            wave=much,
            wave_turns=round(beats / 2) * soft(part),
        ),
    )


def _fly(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s, 0.9)
    flap = sin(2 * pi * max(2, round(length_s / 0.7)) * part)
    trailing = -0.6 * room.joints.reach_px * much * (room.facing or 1), 0.0
    return Pose(
        dx=0.1 * room.height * sin(2 * pi * part),
        dy=-min(0.5 * room.height, room.up) * much * (0.88 + 0.12 * sin(4 * pi * part)),
        turn_degrees=7 * sin(2 * pi * part + 0.8) * much,
        lean=0.05 * sin(2 * pi * part),
        arms_degrees=_swung(room, flap, flap, 22 * much),
        bend=Bend(
            feet=(trailing, trailing),
            head_degrees=-4 * much * flap,
            tail_degrees=9 * flap * much,
            sway=0.03 * sin(2 * pi * part) * much,
            flap=_beats(part, max(3, round(length_s / 0.4))) * much,
            wave=much,
            wave_turns=round(length_s) * soft(part),
        ),
    )


def _swim(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s)
    return Pose(
        dx=0.16 * room.height * sin(2 * pi * part),
        dy=0.02 * room.height * sin(6 * pi * part) * much,
        turn_degrees=8 * cos(2 * pi * part) * much,
        lean=0.05 * sin(6 * pi * part) * much,
        bend=Bend(
            feet=_paddling(part, length_s, room),
            head_degrees=4 * sin(4 * pi * part) * much,
            tail_degrees=15 * sin(10 * pi * part) * much,
            sway=0.025 * sin(4 * pi * part) * much,
            flap=0.5 * _beats(part, 4) * much,
            wave=1.3 * much,
            wave_turns=round(length_s / 0.9) * soft(part),
        ),
    )


def _paddling(
    part: float, length_s: float, room: ActionSpace
) -> tuple[tuple[float, float], tuple[float, float]]:
    kick = (
        sin(2 * pi * max(2, round(length_s / 0.7)) * part)
        * _swell(part, length_s)
        * 0.7
        * room.joints.reach_px
    )
    return (kick, 0.0), (-kick, 0.0)


def _hide(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s, 0.3)
    tall = 1 - 0.3 * much
    return Pose(
        wide=1 / tall**0.35,
        tall=tall,
        turn_degrees=0.8 * much * sin(9 * pi * part * length_s / 1.5),
        bend=Bend(
            head_degrees=6 * much * (room.facing or 1),
            tail_degrees=-6 * much,
            flap=0.9 * much,
            wave=0.2 * much,
        ),
    )


def _peek(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    way = room.facing or (1 if room.phase < 0.5 else -1)
    much = soft(part / 0.25) * soft((1 - part) / 0.25) * (0.75 + 0.25 * cos(4 * pi * part))
    bends = room.joints.bends
    return Pose(
        dx=0.03 * room.height * way * much,
        turn_degrees=(3 if bends else 8) * way * much,
        lean=0.06 * way * much,
        bend=Bend(
            head_degrees=8 * way * much, tail_degrees=8 * much, sway=0.06 * way * much, flap=0.2 * much
        ),
    )


def _sleep(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s, 0.9)
    way = -(room.facing or 1)
    breath = sin(2 * pi * part * max(1, round(length_s / 2.2)))
    bends = room.joints.bends
    return Pose(
        turn_degrees=(2 if bends else 7) * way * much,
        tall=1 - (0.07 - 0.022 * breath) * much,
        wide=1 + 0.02 * much,
        bend=Bend(
            head_degrees=(9 + 1.5 * breath) * way * much,
            tail_degrees=2 * breath * much,
            sway=(0.07 + 0.006 * breath) * way * much,
            flap=0.9 * much,
            wave=0.15 * much,
        ),
    )


def _wave(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Wave with an arm, if it can on the side where nobody is; with none free, with all of oneself."""
    much = _swell(part, length_s)
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
            tilts = replace(tilts, sway=0.06 * swing * much, flap=0.8 * _beats(part, 3) * much)
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


def _look_up(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s, 0.5)
    way = room.facing or 1
    return Pose(
        turn_degrees=(-2 if room.joints.bends else -5) * way * much,
        tall=1 + 0.045 * much,
        wide=1 - 0.02 * much,
        bend=Bend(
            head_degrees=-10 * way * much,
            tail_degrees=6 * sin(6 * pi * part) * much,
            sway=-0.045 * way * much,
        ),
    )


def _hug(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Lean on whoever is next; alone, squeeze tight for joy."""
    much = _swell(part, length_s, 0.6)
    way = 1 if room.neighbour > 0 else -1 if room.neighbour < 0 else 0
    near = min(abs(room.neighbour) * 0.5, 0.25 * room.height)
    squeeze = much * (0.05 + 0.03 * sin(4 * pi * part))
    return Pose(
        dx=way * near * much,
        turn_degrees=(2 if room.joints.bends else 5) * way * much,
        wide=1 - squeeze,
        tall=1 + 0.5 * squeeze,
        bend=Bend(
            head_degrees=6 * way * much,
            tail_degrees=10 * sin(8 * pi * part) * much,
            sway=0.05 * way * much,
            flap=0.5 * much,
            wave=0.5 * much,
        ),
    )


def _talk(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    beat = abs(sin(pi * max(2, round(length_s / 0.25)) * part)) * _swell(part, length_s, 0.2)
    much = _swell(part, length_s, 0.2)
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


def _sit(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Sink down with a small bump, and stay there."""
    much = _swell(part, length_s, 0.5)
    bump = exp(-(((part * length_s - 0.6) / 0.12) ** 2))
    tucks = min(room.joints.lift_px, 0.12 * room.height) / room.height
    tall = 1 - (0.2 - tucks) * much - 0.03 * bump * much
    spread = 0.35 * room.joints.reach_px * much
    return Pose(
        dy=tucks * room.height * much,
        turn_degrees=-2 * (room.facing or 1) * much,
        wide=1 / tall**0.3,
        tall=tall,
        bend=Bend(
            feet=((-spread, -tucks * room.height * much), (spread, -tucks * room.height * much)),
            head_degrees=4 * sin(4 * pi * part) * much,
            tail_degrees=6 * sin(6 * pi * part) * much,
            flap=0.6 * much,
            wave=0.4 * much,
        ),
    )


def _bend(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Lean over and down, towards whoever is next, and up again."""
    much = _swell(part, length_s, 0.6)
    way = _towards(room)
    bends = room.joints.bends
    return Pose(
        turn_degrees=(5 if bends else 10) * way * much,
        lean=0.08 * way * much,
        tall=1 - 0.14 * much,
        bend=Bend(
            head_degrees=14 * way * much,
            tail_degrees=8 * sin(4 * pi * part) * much,
            sway=0.06 * way * much,
            flap=0.5 * much,
            wave=0.4 * much,
        ),
    )


def _give(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Go half a step towards whoever is next, an arm held out."""
    much = _swell(part, length_s, 0.6)
    way = _towards(room)
    near = 0.08 * room.height if not room.neighbour else min(abs(room.neighbour) * 0.4, 0.15 * room.height)
    return Pose(
        dx=way * near * much,
        turn_degrees=5 * way * much,
        lean=0.05 * way * much,
        arms_degrees=_held_out(way, -5, much, room),
        bend=Bend(
            head_degrees=5 * way * much,
            tail_degrees=9 * sin(6 * pi * part) * much,
            sway=0.03 * way * much,
            flap=0.3 * much,
            wave=0.5 * much,
        ),
    )


def _point(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Lean where it is, twice, an arm stretched out."""
    much = _swell(part, length_s, 0.4)
    way = room.facing or _towards(room)
    nudge = 1 + 0.2 * sin(4 * pi * part)
    return Pose(
        turn_degrees=6 * way * much * nudge,
        lean=0.05 * way * much * nudge,
        tall=1 + 0.03 * much,
        arms_degrees=_held_out(way, 20, much, room),
        bend=Bend(
            head_degrees=6 * way * much * nudge,
            tail_degrees=9 * sin(6 * pi * part) * much,
            sway=0.03 * way * much * nudge,
            flap=0.4 * much,
            wave=0.5 * much,
        ),
    )


def _clap(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    much = _swell(part, length_s, 0.3)
    beat = sin(2 * pi * max(3, round(length_s / 0.4)) * part)
    squeeze = 0.035 * (1 + beat) * much
    return Pose(
        dy=-0.02 * room.height * (1 + beat) * much,
        wide=1 - squeeze,
        tall=1 + squeeze,
        arms_degrees=_swung(room, beat * much, beat * much, 12 * much),
        bend=Bend(
            head_degrees=4 * sin(4 * pi * part) * much,
            tail_degrees=12 * beat * much,
            sway=0.02 * sin(4 * pi * part) * much,
            flap=(0.4 + 0.4 * beat) * much,
            wave=0.8 * much,
        ),
    )


def _eat(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Nod over it and chew."""
    much = _swell(part, length_s, 0.4)
    chew = sin(2 * pi * max(3, round(length_s / 0.4)) * part)
    return Pose(
        turn_degrees=4 * (room.facing or 1) * much,
        wide=1 + 0.03 * chew * much,
        tall=1 - (0.04 + 0.03 * chew) * much,
        bend=Bend(
            head_degrees=(7 + 3 * chew) * (room.facing or 1) * much,
            tail_degrees=8 * sin(6 * pi * part) * much,
            sway=0.015 * (room.facing or 1) * much,
            flap=0.3 * much,
            wave=0.4 * much,
        ),
    )


def _fall(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Tip over to where nobody is, and flop."""
    much = _swell(part, length_s, 0.45)
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


def _push(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Heave at something, leaning into it."""
    much = _swell(part, length_s, 0.4)
    way = _towards(room)
    heave = sin(2 * pi * max(2, round(length_s / 0.7)) * part)
    return Pose(
        dx=0.05 * room.height * way * heave * much,
        turn_degrees=(7 + 3 * heave) * way * much,
        lean=0.06 * way * much,
        tall=1 - 0.05 * much,
        bend=Bend(
            feet=(
                (-0.5 * room.joints.reach_px * way * much, 0.0),
                (0.3 * room.joints.reach_px * way * much, 0.0),
            ),
            head_degrees=(5 + 3 * heave) * way * much,
            tail_degrees=6 * heave * much,
            sway=(0.02 + 0.02 * heave) * way * much,
            flap=0.4 * much,
            wave=0.8 * much,
        ),
    )


def _towards(room: ActionSpace) -> int:
    """Give the side on which somebody is; alone, the side to which a figure looks."""
    return 1 if room.neighbour > 0 else -1 if room.neighbour < 0 else room.facing or 1


def _held_out(way: int, slope: float, much: float, room: ActionSpace) -> tuple[float, float]:
    """Hold the arm of one side out at a slope."""
    left, right = (much * arm.raised(0, slope, 0) for arm in room.arms)
    return (left, 0.0) if way < 0 else (0.0, right)


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
    Action.SIT: _sit,
    Action.BEND: _bend,
    Action.GIVE: _give,
    Action.POINT: _point,
    Action.CLAP: _clap,
    Action.EAT: _eat,
    Action.FALL: _fall,
    Action.PUSH: _push,
}
"""Each: how far it has come (0 to 1), how long it goes on, where the figure stands, its room."""
