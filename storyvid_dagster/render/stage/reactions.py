"""Who does nothing looks to whoever does something, and takes part: late, and never all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import pi, sin

from storyvid_dagster.core.acting import Action, Move
from storyvid_dagster.core.pulse import Pulse
from storyvid_dagster.render.rig.bend import Bend
from storyvid_dagster.render.stage.steps import soft

_SOONEST_S, _STAGGER_S = 0.25, 0.17
"""When the first one notices, and how much later each of the others does."""
_STAGGERED = 4
"""As many notice one after the other."""
_LINGERS_S = 0.5
"""So long somebody looks on after it is over."""
_LONGEST_S, _SHORTEST_S = 3.0, 0.7
_SOFT_S = 0.35
_STARTLE_S = 0.6
_BOUNCE_S = 0.36


class Manner(Enum):
    """How somebody takes part in what another does."""

    LOOKS = "looks there"
    LAUGHS = "bounces along"
    STARTS = "gives a small start, then looks"
    SOFTLY = "looks there, hardly moving"


_MANNER = {
    Action.ENTER: Manner.STARTS,
    Action.FALL: Manner.STARTS,
    Action.FLY: Manner.STARTS,
    Action.DANCE: Manner.LAUGHS,
    Action.HOP: Manner.LAUGHS,
    Action.CLAP: Manner.LAUGHS,
    Action.SLEEP: Manner.SOFTLY,
    Action.HIDE: Manner.SOFTLY,
}
_ASLEEP = Action.SLEEP


@dataclass(frozen=True)
class Reaction:
    """What somebody does because of another."""

    start_s: float
    end_s: float
    way: float
    """To which side the other is: from -1, left, to 1, right."""
    manner: Manner
    music: Pulse | None = None
    """The beats on which whoever looks on comes down, from the start of this; `None`: at its own pace."""

    def much(self, t_s: float) -> float:
        """Tell how much of it there is at a moment, 0 to 1."""
        return soft((t_s - self.start_s) / _SOFT_S) * soft((self.end_s - t_s) / _SOFT_S)


def reactions_to(moves: Sequence[Move], figure: int, others: Mapping[int, float]) -> tuple[Reaction, ...]:
    """Tell how a figure takes part in what the others of a scene do, while it does nothing itself.

    Args:
        moves: What everybody does.
        figure: Its number.
        others: How far to the right of it each of the others is, in its own heights; negative: to the left.
    """
    own = [
        (move.start_s, move.start_s + move.length_s, move.action) for move in moves if move.figure == figure
    ]
    found: list[Reaction] = []
    seen = (move for move in moves if move.figure in others)
    for move in sorted(seen, key=lambda move: (move.start_s, move.figure)):
        begins_s = move.start_s + _SOONEST_S + _STAGGER_S * ((figure + move.figure) % _STAGGERED)
        ends_s = min(move.start_s + move.length_s + _LINGERS_S, begins_s + _LONGEST_S)
        # What it does itself goes first, and whoever has fallen asleep sleeps on.
        begins_s = max([begins_s, *(end_s for start_s, end_s, _ in own if start_s <= begins_s < end_s)])
        ends_s = min([ends_s, *(start_s for start_s, _, _ in own if start_s > begins_s)])
        before = [action for start_s, _, action in own if start_s <= begins_s]
        if found:
            begins_s = max(begins_s, found[-1].end_s)
        if ends_s - begins_s >= _SHORTEST_S and (not before or before[-1] is not _ASLEEP):
            way = max(-1.0, min(1.0, others[move.figure]))
            music = move.pulse.seen_from(begins_s - move.start_s) if move.pulse else None
            manner = _MANNER.get(move.action, Manner.LOOKS)
            found.append(Reaction(begins_s, ends_s, way, manner, music))
    return tuple(found)


def seen_by(moves: Sequence[Move], until_s: float) -> tuple[Move, ...]:
    """Give the moves that decide how anybody stands before a moment.

    Of what begins later, only what somebody will soon break off looking for counts, and when each one first
    does something: until then it may not be there.

    Args:
        moves: What everybody does, each figure's in order.
        until_s: The moment.
    """
    first = {move.figure: move for move in reversed(moves)}
    return tuple(move for move in moves if move is first[move.figure] or move.start_s < until_s + _LONGEST_S)


@dataclass(frozen=True)
class Taken:
    """How a reaction changes how somebody stands."""

    up: float = 0.0
    """Off the ground, in parts of the height."""
    tall: float = 0.0
    """Added to the stretch upwards."""
    lean: float = 0.0
    """As of a pose."""
    bend: Bend | None = None
    """Added to that of the rest."""


def taken(t_s: float, reactions: Sequence[Reaction]) -> Taken | None:
    """Tell what is seen of the reactions at a moment; `None`: nothing."""
    current = next((one for one in reactions if one.start_s < t_s < one.end_s), None)
    if current is None:
        return None
    much, at_s = current.much(t_s), t_s - current.start_s
    softly = 0.4 if current.manner is Manner.SOFTLY else 1.0
    looks = current.way * much * softly
    bend = Bend(
        head_degrees=6 * looks,
        tail_degrees=8 * sin(2 * pi * at_s / 0.5) * much * softly,
        sway=0.028 * looks,
        flap=(0.3 - 0.3 * sin(2 * pi * at_s / 0.6)) * much * softly,
    )
    match current.manner:
        case Manner.LAUGHS:
            beats = current.music or Pulse(beat_s=_BOUNCE_S)
            bounce = abs(sin(pi * beats.gone(at_s))) * much
            return Taken(up=0.012 * bounce, tall=0.022 * bounce, bend=bend)
        case Manner.STARTS:
            part = min(1.0, at_s / _STARTLE_S)
            jump = sin(pi * part)
            return Taken(up=0.035 * jump, tall=0.05 * sin(2 * pi * part) * jump, bend=bend)
        case Manner.LOOKS | Manner.SOFTLY:
            return Taken(lean=0.012 * looks, bend=bend)
