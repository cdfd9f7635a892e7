"""How a figure stands at a moment of its scene: its motion, its rest and its reactions joined."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import cos, pi, sin

from storyvid_dagster.core.acting import Action, Move
from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.render.rig.bend import Bend
from storyvid_dagster.render.stage.motions import gestures, leaps, postures, together, travel
from storyvid_dagster.render.stage.motions.elements import above, flip, swell, walks_to
from storyvid_dagster.render.stage.pose import ActionSpace, Pose
from storyvid_dagster.render.stage.reactions import Reaction, Taken, taken
from storyvid_dagster.render.stage.rest import resting

WITH_ARMS = frozenset(
    {Action.WAVE, Action.DANCE, Action.WALK, Action.FLY, Action.GIVE, Action.POINT, Action.CLAP}
)
"""What is done with arms by those who can move theirs."""
_FACES_TARGET = frozenset(
    {Action.GIVE, Action.POINT, Action.TALK, Action.WAVE, Action.HUG, Action.PUSH, Action.CLAP, Action.EAT}
)
"""What is done face to face with whom it is done to."""


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
                away = walks_to(away, room)
            elif move.action is Action.LEAVE:
                return Pose(dx=away + room.off, dy=0.0 if room.off else above(room))
    first = moves[0] if moves else None
    if first and first.action is Action.ENTER and t_s < first.start_s:
        return Pose(dy=above(room))
    rest = _reacting(resting(t_s, room), taken(t_s, reactions), room)
    if current is None:
        return replace(rest, dx=rest.dx + away)
    part = (t_s - current.start_s) / current.length_s
    room = _turned_to(current.to, room)
    if current.pulse:
        room = replace(room, music=current.pulse)
    motion = MOTIONS[current.action]
    own = motion(min(1.0, max(0.0, part)), current.length_s, away, room)
    way = room.others.get(current.to) if current.to is not None else None
    if way is not None and current.action in _FACES_TARGET:
        own = replace(own, wide=own.wide * flip(way, part, current.length_s, room))
    share = 1 - swell(part, current.length_s)
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


MOTIONS: dict[Action, Callable[[float, float, float, ActionSpace], Pose]] = {
    Action.ENTER: travel.enter,
    Action.LEAVE: travel.leave,
    Action.WALK: travel.walk,
    Action.HOP: leaps.hop,
    Action.DANCE: leaps.dance,
    Action.FLY: leaps.fly,
    Action.SWIM: leaps.swim,
    Action.HIDE: postures.hide,
    Action.PEEK: postures.peek,
    Action.SLEEP: postures.sleep,
    Action.WAVE: gestures.wave,
    Action.LOOK_UP: postures.look_up,
    Action.HUG: together.hug,
    Action.TALK: gestures.talk,
    Action.SIT: postures.sit,
    Action.BEND: postures.bend,
    Action.GIVE: together.give,
    Action.POINT: gestures.point,
    Action.CLAP: gestures.clap,
    Action.EAT: gestures.eat,
    Action.FALL: postures.fall,
    Action.PUSH: together.push,
}
"""Each: how far it has come (0 to 1), how long it goes on, where the figure stands, its room."""
