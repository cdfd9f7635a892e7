"""The beats of a scene: where its words allow a cut, and where its story turns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from storyvid_dagster.core.results import WordTime

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
_CLAUSE_END = re.compile(r"[,;:–—][\"'”’)]*$")
_CAPITAL = re.compile(r"[\"'“‘(]*[A-Z0-9À-Þ]")
_BREATH_S = 0.1
"""A cut comes so long before the next word, where there is a pause."""
WORD_COST, CLAUSE_COST = 2.0, 0.7


@dataclass(frozen=True)
class Cut:
    """Where the camera may cut."""

    at_s: float
    """From the start of the narration."""
    cost: float
    """0 where a sentence ends; more, the less there is of a pause."""


@dataclass(frozen=True)
class Sentence:
    """A stretch of words that is told in one breath."""

    first: int
    """Its first word, counted from 0."""
    after: int
    """The word after its last one."""
    start_s: float
    end_s: float


def sentences_in(words: Sequence[WordTime]) -> tuple[Sentence, ...]:
    """Split timed words into sentences."""
    edges = [0, *(at for at in range(1, len(words)) if _ends_before(words, at)), len(words)]
    return tuple(
        Sentence(first, after, words[first].start_s, words[after - 1].end_s)
        for first, after in pairwise(edges)
        if first < after
    )


def cut_before(words: Sequence[WordTime], at: int) -> float:
    """Give the moment of a cut before a word: in the pause, if there is any, and never inside a word."""
    return max(words[at - 1].end_s if at else 0.0, words[at].start_s - _BREATH_S)


def cuts_in(words: Sequence[WordTime], acted: Sequence[int], longest_s: float) -> tuple[Cut, ...]:
    """Find where the camera may cut, in order.

    Args:
        words: Of the scene, timed.
        acted: Words on which somebody begins to act.
        longest_s: Longer stretches without any such place get one between two words.
    """
    costs = {at: WORD_COST for at in range(1, len(words))}
    costs |= {at: CLAUSE_COST for at in costs if _CLAUSE_END.search(words[at - 1].text)}
    costs |= {at: min(costs[at], CLAUSE_COST) for at in acted if at in costs}
    costs |= {at: 0.0 for at in costs if _ends_before(words, at)}
    chosen = {at for at, cost in costs.items() if cost < WORD_COST}
    while gap := _longest_gap(words, sorted(chosen), longest_s):
        first, after = gap
        middle_s = (words[first].start_s + words[after - 1].end_s) / 2
        chosen.add(min(range(first + 1, after), key=lambda at: abs(cut_before(words, at) - middle_s)))
    return tuple(Cut(cut_before(words, at), costs[at]) for at in sorted(chosen))


def _longest_gap(
    words: Sequence[WordTime], chosen: Sequence[int], longest_s: float
) -> tuple[int, int] | None:
    """Find a stretch, first word and the one after the last, that has no cut for too long."""
    edges = [0, *chosen, len(words)]
    return next(
        (
            (first, after)
            for first, after in pairwise(edges)
            if after - first > 1 and words[after - 1].end_s - words[first].start_s > longest_s
        ),
        None,
    )


def turn_of(scenes: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Find where a story turns: the scene, counted from 1, and the word that begins the sentence.

    It is the first sentence in the middle of the story that begins with `But`, `Then`, `Suddenly` or so.

    >>> turn_of([["Pip", "ran."], ["Pip", "sat.", "But", "then", "it", "rained."], ["All", "was", "well."]])
    (2, 2)
    """
    first, last = len(scenes) // 3, len(scenes) - max(1, len(scenes) // 4)
    for number, words in enumerate(scenes[first:last], start=first + 1):
        for at in range(len(words)):
            starts = at == 0 or (_SENTENCE_END.search(words[at - 1]) and _CAPITAL.match(words[at]))
            if starts and _is_turn(words[at : at + 3]):
                return number, at
    return None


def _is_turn(words: Sequence[str]) -> bool:
    plain = " ".join(words).lower().strip("\"'“‘(")
    return bool(words) and bool(re.match(r"(but|then|suddenly|until|just then|oh no|all at once)\b", plain))


def _ends_before(words: Sequence[WordTime], at: int) -> bool:
    return bool(_SENTENCE_END.search(words[at - 1].text)) and bool(_CAPITAL.match(words[at].text))
