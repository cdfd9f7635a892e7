"""What the figures of a scene do, and on which word."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from pydantic import Field

from storyvid_dagster.core.files import Document
from storyvid_dagster.core.pulse import Pulse
from storyvid_dagster.core.results import WordTime

EVERYONE = 0
"""In place of a figure's number."""


class Action(StrEnum):
    """All that a figure can do."""

    ENTER = "enter"
    LEAVE = "leave"
    WALK = "walk"
    HOP = "hop"
    DANCE = "dance"
    FLY = "fly"
    SWIM = "swim"
    HIDE = "hide"
    PEEK = "peek"
    SLEEP = "sleep"
    WAVE = "wave"
    LOOK_UP = "look up"
    HUG = "hug"
    TALK = "talk"
    SIT = "sit"
    BEND = "bend"
    """Bow, kneel, pick up, dig: all that is done low down."""
    GIVE = "give"
    POINT = "point"
    CLAP = "clap"
    EAT = "eat"
    FALL = "fall"
    PUSH = "push"
    """Or pull."""


def _is_none(value: object) -> bool:
    return value is None


class Act(Document):
    """One figure does one thing, from one word on."""

    figure: int = Field(ge=0, description="Its number in the drawing; 0: everyone in the scene")
    action: Action
    word: int = Field(ge=0, description="The word of the scene's text it begins on, counted from 0")
    to: int | None = Field(
        default=None,
        ge=1,
        # Without it an act stays the document it was before there were targets; so with `what`.
        exclude_if=_is_none,
        description="Whom or what it is turned to: the number of a figure or thing of the scene",
    )
    what: int | None = Field(
        default=None,
        ge=1,
        exclude_if=_is_none,
        description="The number of the thing it is done with: what is given, eaten, held",
    )


LENGTH_S: dict[Action, float] = {
    Action.ENTER: 1.5,
    Action.LEAVE: 1.5,
    Action.WALK: 2.8,
    Action.HOP: 1.5,
    Action.DANCE: 2.6,
    Action.FLY: 3.0,
    Action.SWIM: 3.2,
    Action.HIDE: 2.2,
    Action.PEEK: 1.8,
    Action.SLEEP: 4.5,
    Action.WAVE: 1.8,
    Action.LOOK_UP: 2.2,
    Action.HUG: 2.2,
    Action.TALK: 1.0,
    Action.SIT: 4.0,
    Action.BEND: 1.6,
    Action.GIVE: 2.0,
    Action.POINT: 1.8,
    Action.CLAP: 1.6,
    Action.EAT: 2.2,
    Action.FALL: 1.8,
    Action.PUSH: 2.2,
}
"""How long each goes on when nothing else comes."""
_SHORTEST_S = 0.5
"""An act that would be cut off sooner by the next is not begun."""

_AROUND = " .,!?;:'\"’‘“”…–—-()"
_AROUND_QUOTES = "\"'’”)"
_SENTENCE_ENDS = (".", "!", "?", "…")
OF_ONES_OWN_ACCORD = (Action.WAVE, Action.LOOK_UP, Action.HOP, Action.TALK, Action.PEEK)
"""What a figure does of its own accord while it is only spoken of."""
_QUIETLY = (Action.LOOK_UP, Action.PEEK)
"""And where somebody sleeps."""
_ASLEEP = frozenset({"sleep", "sleeps", "slept", "sleeping", "asleep"})
_LYING_TOO = (Action.PEEK, Action.LOOK_UP, Action.TALK, Action.SLEEP)
"""What nobody gets up for who lies down in the same sentence: `lay in bed and listened`."""
_IDLE_S = 1.0
"""Rest between what is told and what is done of one's own accord."""
_ENTER_BY_S = 1.5
_ENTER_AHEAD_S = 0.5
"""Whoever enters is on its way before the word, so that the stage is not empty for long."""
_ENTERS_APART_S, _ALL_IN_S = 0.45, 1.35
"""Who enters on a word comes so much later than the one before it, and the last of many by then."""
_TO_ENTER_S = 1.1
"""Nobody waits for others if it would have less than this to enter."""
_LEAVE_WITHIN_S = 1.5
_SLEEPS_ON_S = 2.0
"""Whoever is asleep as the scene ends would get up so much later."""


class Move(Document):
    """An act at its time: seconds from the start of the scene's narration, below 0 before it."""

    figure: int
    action: Action
    start_s: float
    length_s: float
    to: int | None = Field(default=None, exclude_if=_is_none, description="As of the act")
    what: int | None = Field(default=None, exclude_if=_is_none, description="As of the act")
    pulse: Pulse | None = Field(
        default=None, exclude_if=_is_none, description="Of a dance: the beats of the music from its start on"
    )


def n_steps(length_s: float) -> int:
    """Count the steps of a walk; a foot comes down at the end of each."""
    return max(2, round(length_s / 0.36))


def n_hops(length_s: float) -> int:
    """Count the jumps of a hop."""
    return max(1, round(length_s / 0.55))


def claps_s(length_s: float) -> tuple[float, ...]:
    """Tell when in a clap the hands come together."""
    n = max(3, round(length_s / 0.4))
    return tuple(length_s * (k + 0.25) / n for k in range(n))


def n_beats(length_s: float) -> int:
    """Count the beats of a dance without music."""
    return max(2, round(length_s / 0.5))


def dance_pulse(length_s: float, music: Pulse | None) -> Pulse:
    """Give the beats of a dance from its start on: those of the music, or without it its own."""
    return music or Pulse(beat_s=length_s / n_beats(length_s))


def landing_s(length_s: float) -> float:
    """Tell when one who enters lands, counted from when it sets out."""
    return min(0.75 * length_s, length_s - 0.35)


def moves(
    acts: Sequence[Act],
    cast: Sequence[int],
    words: Sequence[WordTime],
    until_s: float,
    music: Pulse | None = None,
) -> tuple[Move, ...]:
    """Give every act its time: from the word it is told in until it is done or the figure's next act begins.

    Args:
        acts: What is done; those of figures that are not in `cast` are left out.
        cast: Numbers of the figures in the scene, from far to near.
        words: When each word of the scene's text is said.
        until_s: When the scene ends.
        music: Its beats, which dances keep to; `None`: there is none, or nothing is known of it.

    Returns:
        Moves by figure and time, with small ones where a figure would stand idle for long. No figure does
        two things at once, and the stage is not empty in between: whoever would come later, or leave
        sooner, walks instead. Of several who enter on a word the nearest is first: nobody comes down across
        another who stands there.
    """
    found: list[Move] = []
    waits_s = _waits_s(acts, cast)
    for figure in cast:
        own = _lying_on(
            sorted(
                (_start_s(act, words), index, act)
                for index, act in enumerate(acts)
                if act.figure in (figure, EVERYONE)
            ),
            words,
        )
        ends = [*(start_s for start_s, _, _ in own[1:]), until_s]
        told: list[Move] = []
        for (start_s, _, act), end_s in zip(own, ends, strict=False):
            action = act.action
            late = action is Action.ENTER and (start_s > _ENTER_BY_S or bool(told))
            early = action is Action.LEAVE and start_s < until_s - LENGTH_S[action] - _LEAVE_WITHIN_S
            done = Action.WALK if late or early else action
            begins_s = start_s - _ENTER_AHEAD_S if done is Action.ENTER else start_s
            if action is Action.ENTER:
                has_s = min(until_s, end_s) - begins_s - _TO_ENTER_S
                begins_s += max(0.0, min(waits_s[figure, act.word], has_s))
            length_s = min(begins_s + LENGTH_S[done], until_s, end_s) - begins_s
            if done is Action.SLEEP:  # nobody gets up because the words go on
                length_s = (end_s if end_s < until_s else until_s + _SLEEPS_ON_S) - begins_s
            if length_s >= _SHORTEST_S:
                told.append(
                    Move(
                        figure=figure, action=done, start_s=begins_s, length_s=length_s,
                        to=None if act.to == figure else act.to, what=act.what,
                        pulse=music.seen_from(begins_s) if music and done is Action.DANCE else None,
                    )
                )  # fmt: skip
        found += _enlivened(told, figure, words)
    return tuple(found)


def _lying_on(
    own: Sequence[tuple[float, int, Act]], words: Sequence[WordTime]
) -> list[tuple[float, int, Act]]:
    """Leave out, of the acts of a figure in order, those for which it would get up just after it lay down."""
    kept: list[tuple[float, int, Act]] = []
    for told in own:
        before, act = kept[-1][2] if kept else told[2], told[2]
        lies = before is not act and before.action is Action.SLEEP and act.action in _LYING_TOO
        if lies and not _ends_sentence(words[before.word : act.word]):
            continue
        kept.append(told)
    return kept


def _ends_sentence(words: Sequence[WordTime]) -> bool:
    return any(word.text.rstrip(_AROUND_QUOTES)[-1:] in _SENTENCE_ENDS for word in words)


def _waits_s(acts: Sequence[Act], cast: Sequence[int]) -> dict[tuple[int, int], float]:
    """Tell how long each waits who enters, by figure and word, for those who enter on that word before it."""
    words = {act.word for act in acts if act.action is Action.ENTER}
    waits_s: dict[tuple[int, int], float] = {}
    for word in words:
        enter = {act.figure for act in acts if act.action is Action.ENTER and act.word == word}
        coming = [figure for figure in reversed(cast) if enter & {figure, EVERYONE}]
        apart_s = min(_ENTERS_APART_S, _ALL_IN_S / max(1, len(coming) - 1))
        waits_s |= {(figure, word): place * apart_s for place, figure in enumerate(coming)}
    return waits_s


def _enlivened(told: Sequence[Move], figure: int, words: Sequence[WordTime]) -> list[Move]:
    """Let a figure that would stand idle for long stir a little as a sentence begins."""
    starts_s = [
        following.start_s
        for word, following in pairwise(words)
        if word.text.rstrip(_AROUND_QUOTES)[-1:] in _SENTENCE_ENDS
    ]
    all_moves = list(told)
    is_quiet = any(word.text.strip(_AROUND).lower() in _ASLEEP for word in words)
    choices = _QUIETLY if is_quiet else OF_ONES_OWN_ACCORD
    for number, start_s in enumerate(starts_s):
        action = choices[(figure + number) % len(choices)]
        end_s = start_s + LENGTH_S[action]
        busy = any(
            m.start_s - _IDLE_S < end_s and start_s < m.start_s + m.length_s + _IDLE_S for m in all_moves
        )
        if not busy:
            all_moves.append(Move(figure=figure, action=action, start_s=start_s, length_s=LENGTH_S[action]))
    return sorted(all_moves, key=lambda move: move.start_s)


def word_of(text: str, said: str, after: int = 0) -> int:
    """Find a word in a text, counted from 0, not before the word `after`; `after` where it is not there.

    >>> word_of("Up, up, up went the kite.", "Kite"), word_of("Up, up went Pip.", "flew", 2)
    (5, 2)
    """
    tokens = [token.strip(_AROUND).lower() for token in text.split()]
    wanted = said.strip(_AROUND).lower()
    return next((at for at in range(after, len(tokens)) if tokens[at] == wanted), after)


def _start_s(act: Act, words: Sequence[WordTime]) -> float:
    return words[min(act.word, len(words) - 1)].start_s if words else 0.0
