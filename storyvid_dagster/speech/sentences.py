"""A text cut into what a voice says in one breath, with the way each written word is said.

Captions show a word as it is written; a voice is given the way it is said. Both travel together,
so that times measured on the one can be given to the other.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from storyvid_dagster.core.pronunciation.numbers import ABBREVIATIONS
from storyvid_dagster.core.pronunciation.words import aloud


@dataclass(frozen=True)
class Word:
    """A word as it stands in the text, punctuation kept."""

    written: str
    spoken: str
    """The same for a voice: letters and plain punctuation. Several words or none are possible."""


@dataclass(frozen=True)
class Sentence:
    """What is spoken at a time."""

    words: tuple[Word, ...]
    pause_s: float
    """Silence that belongs after it."""

    @property
    def spoken(self) -> str:
        """The sentence as a voice is given it."""
        return " ".join(word.spoken for word in self.words if word.spoken)


# Voices mumble scraps such as "Wow!" on their own, so scraps join the sentence after them.
_SCRAP_CHARS = 16
_LONGEST_CHARS = 200
_PAUSE_S = 0.35
_PAUSE_AFTER_CALL_S = 0.45
_PAUSE_AFTER_PARAGRAPH_S = 0.65
_PAUSE_WITHIN_S = 0.12

_NOISES = (
    (re.compile(r"sh+", re.I), "shush"),
    (re.compile(r"z+", re.I), "zizz"),
    (re.compile(r"b+r+", re.I), "burr"),
    (re.compile(r"g+r+", re.I), "gurr"),
    (re.compile(r"h*m+", re.I), "hmm"),
)

_END = re.compile(r"[.!?…][\"”’')\]]*$")
_CALL = re.compile(r"[!?…][\"”’')\]]*$")
_CLAUSE = re.compile(r"[,;:—–][\"”’')\]]*$")
_PARTS = re.compile(r"(?P<before>[^\w$£€]*)(?P<core>.*?)(?P<after>[^\w%]*)", re.S)
_FIGURE = re.compile(r"\d")
_UNSAYABLE = re.compile(r"[^\w\s.,;:!?…—–'\"“”()-]|_")


def sentences(text: str, say_names: Mapping[str, str] | None = None) -> tuple[Sentence, ...]:
    """Cut a text into sentences; every word of the text is in exactly one, in order.

    Scraps of a few letters join a neighbour, and what would be too long for one breath is cut at
    a comma or, failing that, between words. Empty when there is nothing to say. `say_names` gives how
    names are to be said, by how they are written.

    >>> [sentence.spoken for sentence in sentences("Mr. Fox had a hat. He wore it all day!")]
    ['Mister Fox had a hat.', 'He wore it all day!']
    """
    found: list[Sentence] = []
    for paragraph in text.splitlines():
        written = paragraph.split()
        words_aloud = [Word(*pair) for pair in zip(written, map(say, aloud(written, say_names)), strict=True)]
        breaths = list(_breaths(words_aloud))
        for number, words in enumerate(breaths, start=1):
            pause_s = _PAUSE_AFTER_PARAGRAPH_S if number == len(breaths) else _pause_s(words[-1].written)
            found.append(Sentence(tuple(words), pause_s))
    return _all_sayable(found)


def say(written: str) -> str:
    """Spell what is said so that no voice of ours stumbles. Plain figures stay: they read them well.

    >>> say("“Shhh!”"), say("Sooo"), say("21st"), say("***")
    ('“shush!”', 'So', '21st', '')
    """
    parts = _PARTS.fullmatch(written.replace("’", "'").replace("‘", "'").replace("...", "…"))
    assert parts is not None, "the pattern takes anything"
    before, core, after = parts["before"], parts["core"], parts["after"]
    core = next((noise for pattern, noise in _NOISES if pattern.fullmatch(core) and len(core) > 1), core)
    core = _without_stretch(core)
    spoken = before + core + after
    spoken = " ".join(_UNSAYABLE.sub(" ", spoken).split())
    return spoken if re.search(r"\w|[—–…]", spoken) else ""


def _without_stretch(word: str) -> str:
    word = re.sub(r"(?i)(o)\1{2,}(?=[kmpst])|(e)\2{2,}(?=[a-z])", lambda run: run[0][:2], word)
    return re.sub(r"(?i)([a-z])\1{2,}", r"\1", word)


def _breaths(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Group the words of a paragraph; a last scrap goes to the group before it."""
    groups: list[list[Word]] = []
    current: list[Word] = []
    for here, word in enumerate(words):
        current.append(word)
        following = words[here + 1].written if here + 1 < len(words) else ""
        if following and (not _ends_sentence(word.written, following) or _length(current) < _SCRAP_CHARS):
            continue
        groups.append(current)
        current = []
    if len(groups) > 1 and _length(groups[-1]) < _SCRAP_CHARS:
        groups[-2:] = [groups[-2] + groups[-1]]
    for group in groups:
        yield from _short_enough(group)


def _all_sayable(found: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Let what has no sound of its own, such as a row of stars, stand with a neighbour."""
    sayable: list[Sentence] = []
    silent: tuple[Word, ...] = ()
    for sentence in found:
        if re.search(r"\w", sentence.spoken):
            sayable.append(Sentence((*silent, *sentence.words), sentence.pause_s))
            silent = ()
        elif sayable:
            sayable[-1] = Sentence((*sayable[-1].words, *sentence.words), sentence.pause_s)
        else:
            silent += sentence.words
    return tuple(sayable)


def _ends_sentence(written: str, following: str) -> bool:
    bare = written.strip("\"“”'’()[]").rstrip(".").lower()
    is_short_for_something = bare in ABBREVIATIONS or (len(bare) == 1 and bare != "i")
    is_short_for_something |= bare == "no" and following[:1].isdigit()
    if is_short_for_something and written.rstrip("\"”’')]").endswith("."):
        return False
    return bool(_END.search(written)) and not following.lstrip("\"“‘'(—–- ")[:1].islower()


def _short_enough(words: list[Word]) -> Iterator[list[Word]]:
    while len(words) > 1 and _length(words) > _LONGEST_CHARS:
        lengths = list(accumulate(_length([word]) for word in words))
        fits = max(1, bisect_right(lengths, _LONGEST_CHARS))
        at = next((n for n in range(fits, fits // 2, -1) if _CLAUSE.search(words[n - 1].written)), fits)
        yield words[:at]
        words = words[at:]
    yield words


def _length(words: Sequence[Word]) -> int:
    """Count letters, a figure as a dozen: that is what it takes to say one."""
    return sum(len(word.spoken) + 11 * len(_FIGURE.findall(word.spoken)) + 1 for word in words)


def _pause_s(written: str) -> float:
    if _CALL.search(written):
        return _PAUSE_AFTER_CALL_S
    return _PAUSE_S if _END.search(written) else _PAUSE_WITHIN_S
