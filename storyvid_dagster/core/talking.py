"""Who in a scene says which of its words, and how a mouth looks meanwhile."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from storyvid_dagster.core.acting import EVERYONE, Act, Action
from storyvid_dagster.core.results import WordTime

_OPENS, _CLOSES = '"“', '"”'
_AFTER, _BEFORE = 4, 8
"""`said Pip` comes so many words after what is said, or so many before it, at most."""
_VOWELS = re.compile(r"[aeiouy]+")
_LIPS = set("mbp")
_ROUND, _WIDE = set("ou"), set("a")
_SHUT_UNTIL, _OPEN_UNTIL = 0.22, 0.8
"""Parts of a syllable."""


class Mouth(Enum):
    """How a mouth is open."""

    AS_DRAWN = "as drawn"
    SMALL = "small"
    WIDE = "wide"
    ROUND = "round"


@dataclass(frozen=True)
class Said:
    """A word that a figure says."""

    figure: int
    word: WordTime


def said_in(acts: Sequence[Act], cast: Sequence[int], words: Sequence[WordTime]) -> tuple[Said, ...]:
    """Give the words between quotation marks whose speaker is known: by who talks right after or before them.

    Args:
        acts: What is done in the scene.
        cast: Numbers of the figures in it.
        words: Of its text, timed.

    >>> text = '"Hi, Bo!" said Pip. "Hi," said Bo.'
    >>> words = [WordTime(text=word, start_s=0, end_s=1) for word in text.split()]
    >>> talk = [Act(figure=1, action=Action.TALK, word=2), Act(figure=2, action=Action.TALK, word=5)]
    >>> [(said.figure, said.word.text) for said in said_in(talk, (1, 2), words)]
    [(1, '"Hi,'), (1, 'Bo!"'), (2, '"Hi,"')]
    """
    talks = [act for act in acts if act.action is Action.TALK and act.word < len(words)]
    found: list[Said] = []
    for first, after in _quotes([word.text for word in words]):
        following = [act for act in talks if first <= act.word < after + _AFTER]
        before = [act for act in talks if first - _BEFORE <= act.word < first]
        speaker = following[0] if following else before[-1] if before else None
        if speaker:
            who = [n for n in cast if speaker.figure in (n, EVERYONE)]
            found += [Said(n, word) for word in words[first:after] for n in who]
    return tuple(found)


def _quotes(words: Sequence[str]) -> list[tuple[int, int]]:
    """Give the first word of every quotation, and the one after its last."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    for at, word in enumerate(words):
        begins = word[:1] in _OPENS
        if first is None and begins:
            first = at
        if first is not None and any(mark in word[1 if begins else 0 :] for mark in _CLOSES):
            found.append((first, at + 1))
            first = None
    return found


def mouth_at(t_s: float, words: Sequence[WordTime]) -> Mouth:
    """Tell how the mouth of somebody is who says some words: open on vowels, shut between syllables.

    >>> pip = WordTime(text="Pop", start_s=1, end_s=2)
    >>> [mouth_at(t_s, (pip,)).name for t_s in (0.5, 1.1, 1.5, 1.9)]
    ['AS_DRAWN', 'AS_DRAWN', 'ROUND', 'SMALL']
    """
    word = next((word for word in words if word.start_s <= t_s < word.end_s), None)
    if word is None:
        return Mouth.AS_DRAWN
    text = word.text.lower()
    syllables = list(_VOWELS.finditer(text)) or [None]
    place = (t_s - word.start_s) / (word.end_s - word.start_s) * len(syllables)
    vowel = syllables[min(len(syllables) - 1, int(place))]
    part = place % 1
    if part < _SHUT_UNTIL:
        by_lips = vowel is None or text[max(0, vowel.start() - 1)] in _LIPS
        return Mouth.AS_DRAWN if by_lips else Mouth.SMALL
    if part > _OPEN_UNTIL or vowel is None:
        return Mouth.SMALL
    sounds = set(vowel.group())
    return Mouth.ROUND if sounds & _ROUND else Mouth.WIDE if sounds & _WIDE else Mouth.SMALL
