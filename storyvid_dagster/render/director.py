"""The director: chooses what the camera shows of a scene, and when it cuts.

Every stretch between two moments where a cut may come can be shown in a few framings, if they hold to the
rules: no head is cut, whoever acts is seen for all of the act, captions cover no face. What a framing is
worth depends on what is told meanwhile. Among all ways through the scene the best one is found by dynamic
programming, so the same scene is always shown the same way.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf, log

from storyvid_dagster.core.acting import Action
from storyvid_dagster.core.beats import Cut, cuts_in, sentences_in
from storyvid_dagster.core.shot_list import Framing, Reason, Take
from storyvid_dagster.render.framing import LONGEST_REST_S, Framings, Idea, SceneOnStage
from storyvid_dagster.render.window import Window

_AGAIN = 0.6
"""What it costs, in seconds, to come back to the framing before the last one."""
_TURNS_BACK = 4.0
"""What it costs when a wide view goes on without a cut."""
_LENGTH_COST = 1.3
"""What a take costs that is e times as long as usual, or as short, in seconds."""
_LIKING = 0.16
"""By so much, in parts of its length, the seed may prefer one framing to another."""
_CHOICES = 5
"""So many of the best ways to show a stretch are weighed against each other."""
_NEEDLESS = 0.6
"""What it costs when the camera moves over figures that move: such frames take longer to draw."""
_WHOLE = Idea(Framing.WIDE)
"""The whole place can always be shown."""
_LIFELESS = 4.0
"""What it costs when neither the camera nor anybody moves, or the camera rests for too long."""
_WIDE_AGAIN = 2.0
"""What it costs to begin wide in a place that is known."""

_TURN_S, _AT_TURN_S = 2.5, 0.3
"""How long the story turns, for the camera; a take that begins so near to it shows it."""
_FEELINGS = frozenset({Action.HUG, Action.SLEEP, Action.HIDE, Action.PEEK, Action.LOOK_UP, Action.WAVE})
_LOOKS = frozenset({Action.LOOK_UP, Action.PEEK})
_LOOKED_S = 4.0
"""For so long after somebody looked, what is named is what they see."""


@dataclass(frozen=True)
class _Beat:
    """Something that is told, and what is best shown meanwhile."""

    start_s: float
    end_s: float
    reason: Reason
    figures: tuple[int, ...]


@dataclass(frozen=True)
class _Choice:
    """An idea for a stretch, and what it looks like."""

    idea: Idea
    start: Window
    end: Window
    reason: Reason
    cost: float


@dataclass(frozen=True)
class _Way:
    """The best way to a moment of the scene, that ends with a choice."""

    cost: float
    from_frame: int
    to_frame: int
    choice: _Choice
    before: "_Way | None"

    def __iter__(self) -> Iterator["_Way"]:
        """Go through it, from the first take on."""
        if self.before:
            yield from self.before
        yield self


def direct(scene: SceneOnStage) -> tuple[Take, ...]:
    """Give the takes of a scene, in order, without gap or overlap."""
    return _Director(scene).takes()


class _Director:
    def __init__(self, scene: SceneOnStage) -> None:
        self.scene = scene
        self.framings = Framings(scene)
        self.ideas = tuple(self.framings.ideas())
        chance = random.Random(repr(scene.seed))
        self.liking = {idea: chance.uniform(0, _LIKING) for idea in self.ideas}
        self.beats = tuple(self._beats())

    # When

    @cached_property
    def cuts(self) -> tuple[tuple[int, float], ...]:
        """Frames at which a take may begin or end, with what a cut there costs."""
        scene = self.scene
        acted = [
            at
            for move in scene.told
            for at, word in enumerate(scene.words)
            if abs(word.start_s - move.start_s) < 0.01
        ]
        found: list[Cut] = [*cuts_in(scene.words, acted, scene.pace.longest_s - scene.pace.shortest_s)]
        least = round(scene.pace.shortest_s * scene.fps) + scene.transition_frames
        inner = {
            frame: cut.cost
            for cut in found
            if least <= (frame := self._frame(cut.at_s)) <= scene.n_frames - least
        }
        return ((0, 0.0), *sorted(inner.items()), (scene.n_frames, 0.0))

    def _frame(self, at_s: float) -> int:
        return self.scene.speech_start_frame + round(at_s * self.scene.fps)

    def _time_s(self, frame: int) -> float:
        return (frame - self.scene.speech_start_frame) / self.scene.fps

    # What

    def _beats(self) -> Iterator[_Beat]:
        scene = self.scene
        sentences = sentences_in(scene.words)

        def sentence_s(at_s: float) -> tuple[float, float]:
            within = [s for s in sentences if s.start_s - 0.01 <= at_s <= s.end_s]
            return (within[0].start_s, within[0].end_s) if within else (at_s, at_s + 2)

        for move in scene.told:
            end_s = move.start_s + move.length_s
            if move.action is Action.TALK:
                yield _Beat(*sentence_s(move.start_s), Reason.TALK, (move.figure,))
            else:
                reason = Reason.FEELING if move.action in _FEELINGS else Reason.ACT
                yield _Beat(move.start_s, end_s, reason, (move.figure,))
        for number, word in scene.named:
            if word < len(scene.words):
                yield _Beat(*sentence_s(scene.words[word].start_s), Reason.NAMED, (number,))
        if scene.turn is not None and scene.turn < len(scene.words):
            start_s = scene.words[scene.turn].start_s
            yield _Beat(start_s, start_s + _TURN_S, Reason.TURN, ())

    # How

    def _choices(self, first: int, after: int) -> Iterator[_Choice]:
        """Give the best ways to show a stretch of frames that the rules allow, and the whole place."""
        start_s, end_s = self._time_s(first), self._time_s(after)
        opens_place = not first and self.scene.is_new_place
        weighed = [
            (*self._weighed(idea, start_s, end_s, is_first=not first), idea)
            for idea in self.ideas
            if _opens_wide(idea) or not opens_place
        ]
        found = 0
        for cost, reason, idea in sorted(weighed, key=lambda each: each[0]):
            if found >= _CHOICES and idea != _WHOLE:
                continue
            if windows := self.framings.show(idea, start_s, end_s):
                found += 1
                rests = self.scene.lives and end_s - start_s <= LONGEST_REST_S
                if windows[0] == windows[1]:
                    cost += 0.0 if rests else _LIFELESS
                elif rests and idea.framing is Framing.WIDE:
                    cost += _NEEDLESS
                yield _Choice(idea, *windows, Reason.OPENING if opens_place else reason, cost)

    def _weighed(self, idea: Idea, start_s: float, end_s: float, *, is_first: bool) -> tuple[float, Reason]:
        """Say what an idea costs for a stretch, and why it would be taken."""
        length_s = end_s - start_s
        worth, reason = self._worth(idea, start_s, end_s)
        longer = log(length_s / self.scene.pace.usual_s)
        cost = (1 - worth + self.liking[idea]) * length_s + _LENGTH_COST * longer * longer
        if is_first and _opens_wide(idea) and not self.scene.is_new_place:
            cost += _WIDE_AGAIN
        return cost, reason

    # Worth

    def _worth(self, idea: Idea, start_s: float, end_s: float) -> tuple[float, Reason]:
        """Say what a framing is worth for what is told meanwhile, 0 to 1, and what of it counts most."""
        length_s = end_s - start_s
        told_s, gained_s, best, reason = 0.0, 0.0, 0.0, Reason.REST
        for beat in self.beats:
            overlap_s = min(end_s, beat.end_s) - max(start_s, beat.start_s)
            if overlap_s <= 0 or (beat.reason is Reason.TURN and abs(beat.start_s - start_s) > _AT_TURN_S):
                continue
            gain_s = overlap_s * self._suits(idea, beat)
            told_s, gained_s = told_s + overlap_s, gained_s + gain_s
            if gain_s > best:
                best, reason = gain_s, beat.reason
        rest_s = max(0.0, length_s - told_s)
        return (gained_s + rest_s * _AT_REST[idea.framing]) / (told_s + rest_s), reason

    def _suits(self, idea: Idea, beat: _Beat) -> float:
        if beat.reason is Reason.TURN:
            return {Framing.REVEAL: _TURNS, Framing.WIDE: 0.6}.get(idea.framing, 0.4)
        shows = not idea.figures or set(beat.figures) <= set(idea.figures)
        if not shows:
            if beat.reason is Reason.NAMED:
                return _NAMED_ELSEWHERE
            return _ELSEWHERE if idea.framing in (Framing.CLOSE, Framing.THING) else 0.3
        return _SUITS[beat.reason].get(idea.framing, 0.4)

    # The best way through

    def takes(self) -> tuple[Take, ...]:
        """Find the cheapest way through the scene."""
        pace, fps = self.scene.pace, self.scene.fps
        way = self._way(pace.shortest_s * fps, pace.longest_s * fps) or self._way(0, inf)
        assert way is not None, "the whole place can always be shown"
        return tuple(
            Take(
                start_frame=step.from_frame,
                n_frames=step.to_frame - step.from_frame,
                framing=self._named_framing(step.choice, self._time_s(step.from_frame)),
                reason=step.choice.reason,
                figures=step.choice.idea.figures,
                start=step.choice.start.look,
                end=step.choice.end.look,
            )
            for step in way
        )

    def _way(self, shortest: float, longest: float) -> _Way | None:
        """Go from cut to cut, by takes of so many frames."""
        edges, transition = self.cuts, self.scene.transition_frames
        last = len(edges) - 1
        ways: list[list[_Way]] = [[] for _ in edges]
        for at, (first, _) in enumerate(edges[:-1]):
            if at and not ways[at]:
                continue
            for to, (after, cut_cost) in enumerate(edges[at + 1 :], start=at + 1):
                # What the scene shares with its neighbours counts for neither.
                shown = after - first - transition * ((at == 0) + (to == last))
                if not shortest <= shown <= longest:
                    continue
                for choice in self._choices(first, after):
                    before = min(ways[at], key=lambda way: way.cost + _step(way, choice), default=None)
                    cost = choice.cost + cut_cost + (before.cost + _step(before, choice) if before else 0.0)
                    if cost < inf:
                        ways[to].append(_Way(cost, first, after, choice, before))
        return min(ways[last], key=lambda way: way.cost, default=None)

    def _named_framing(self, choice: _Choice, start_s: float) -> Framing:
        """A thing that is shown after somebody looked is what they see."""
        looked = any(
            move.action in _LOOKS and 0 <= start_s - move.start_s <= _LOOKED_S for move in self.scene.told
        )
        is_seen = choice.idea.framing is Framing.THING and looked
        return Framing.POINT_OF_VIEW if is_seen else choice.idea.framing


def _opens_wide(idea: Idea) -> bool:
    return idea.framing is Framing.WIDE and idea.pushed >= 0


def _step(way: _Way, choice: _Choice) -> float:
    """Say what it costs to go on with a take; without end where the cut would be a jump."""
    before = way.choice
    if before.end == choice.start and before.idea.framing is choice.idea.framing is Framing.WIDE:
        moves = before.start != before.end and choice.start != choice.end
        return _TURNS_BACK if moves else 3 * _TURNS_BACK
    if not choice.start.differs_from(before.end):
        return inf
    return _AGAIN if way.before and way.before.choice.idea == choice.idea else 0.0


_TURNS = 2.0
"""What a reveal is worth as the story turns: more than all else."""
_ELSEWHERE, _NAMED_ELSEWHERE = 0.1, 0.4
"""What a view of somebody else is worth; and while a thing is named, which may be too low or too far."""
_AT_REST = {
    Framing.WIDE: 0.4,
    Framing.MEDIUM: 0.6,
    Framing.TWO_SHOT: 0.6,
    Framing.CLOSE: 0.55,
    Framing.THING: 0.2,
    Framing.POINT_OF_VIEW: 0.2,
    Framing.FOLLOW: 0.3,
    Framing.REVEAL: 0.0,
}
_SUITS: dict[Reason, dict[Framing, float]] = {
    Reason.TALK: {Framing.CLOSE: 1.0, Framing.TWO_SHOT: 0.9, Framing.MEDIUM: 0.6, Framing.WIDE: 0.3},
    Reason.ACT: {Framing.FOLLOW: 1.0, Framing.MEDIUM: 0.85, Framing.TWO_SHOT: 0.75, Framing.WIDE: 0.65},
    Reason.FEELING: {Framing.CLOSE: 1.0, Framing.TWO_SHOT: 0.9, Framing.MEDIUM: 0.7, Framing.WIDE: 0.35},
    Reason.NAMED: {Framing.THING: 1.0, Framing.CLOSE: 0.9, Framing.MEDIUM: 0.6, Framing.WIDE: 0.45},
}
"""What each framing of somebody or something is worth for a beat of theirs."""
