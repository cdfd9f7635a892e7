"""What a text shows: the things that it names, and how many of each."""

import re
from dataclasses import dataclass, replace

from storyvid_dagster.core.counts import COUNTING, count_before, counted_up, more_after
from storyvid_dagster.core.things import (
    ALIASES,
    BARE,
    COLORS,
    MOST_OF_A_KIND,
    PATTERNS,
    Kind,
    can_be_bare,
    is_bare,
    kinds,
    singulars,
    word_set,
)

_SCENERY = word_set(
    """
    tree rock wheel bird fish worm chair flower pine letter chain table soup mast clock lamp castle
    crane box note string roll fan rug shell gate cheese tin
    """
)
"""Too common in places and figures of speech to be looked for in a text; as a plot's thing they are shown."""
_PLURALS = frozenset({"mice", "dormice", "geese"})
_SAME_IN_PLURAL = frozenset({"sheep", "moose"})


@dataclass(frozen=True)
class Named:
    """A thing that a text names."""

    name: str
    """With what the words say of its looks."""
    kind: Kind
    word: int
    """Where, counted from 0."""
    count: int | None = 1
    """How many of it the words tell of, the most where they tell of more than one number; `None`: some."""


_PLAIN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ARTICLES = word_set("a an the his her its their my your this some another every") | COUNTING
_NOT_THERE = word_set(
    """
    like as than no not without never nor if dream dreams dreamed dreaming thought wish wished wishes
    imagine imagined remembered smelled tasted smells tastes smell taste until before instead almost
    nearly from became turned
    """
)
"""Before a thing that is compared with, wished for or missing."""
_BACK = 6
_STOP = re.compile(r"[.!?]")
_LEAFLESS = re.compile(r"without (?:one|a|any|a single) lea(?:f|ves)\b")
_LOOKS = 3
"""Words that may stand between an article and what it belongs to."""


def named_in(text: str) -> tuple[Named, ...]:
    """Find the things that a text shows, each once, in order.

    What is spoken, compared with, wished for or missing is left out.

    >>> [named.name for named in named_in('Pip had a small red drum, as big as a plum. "A bus!" said Pip.')]
    ['red drum']
    """
    tokens = text.split()
    plain = [match[0].lower() if (match := _PLAIN.search(token)) else "" for token in tokens]
    found: dict[str, Named] = {}
    counts: dict[str, dict[int, int | None]] = {}
    spoken, at = False, 0
    while at < len(tokens):
        opens = tokens[at][:1] in '"“'
        spoken = spoken or opens
        length, kind = (0, None) if spoken else _compound(plain, tokens, at)
        if kind and kind.name in found:
            counts[kind.name][at] = _count(plain, tokens, at, length, kind)
        elif kind and kind.name not in _SCENERY and _is_there(plain, tokens, at):
            counts[kind.name] = {at: _count(plain, tokens, at, length, kind)}
            looks = [w for w in plain[max(0, at - _LOOKS) : at] if w in COLORS or w in PATTERNS]
            looks += [BARE] if can_be_bare(kind.name) and _is_bare(plain, tokens, at, length) else []
            found[kind.name] = Named(" ".join([*looks, *plain[at : at + length]]), kind, at)
        if spoken and any(mark in tokens[at][1 if opens else 0 :] for mark in '"”'):
            spoken = False
        at += max(1, length)
    heads = {name.split()[-1] for name in found if " " in name}
    runs = counted_up(plain)
    return tuple(
        replace(named, count=_greatest(counts, name, runs))
        for name, named in found.items()
        if name not in heads
    )


def _is_bare(plain: list[str], tokens: list[str], at: int, length: int) -> bool:
    """Tell whether the sentence says of a tree that it has no leaves, just before it or just after it."""
    after = at + length
    if _LEAFLESS.match(" ".join(plain[after : after + _LOOKS + 1])):
        return True
    while after < min(len(plain), at + length + _LOOKS) and not _STOP.search(tokens[after - 1]):
        if plain[after] in _ARTICLES:
            break  # something else is
        after += 1
    return any(map(is_bare, plain[max(0, at - _LOOKS) : after]))


def _count(plain: list[str], tokens: list[str], at: int, length: int, kind: Kind) -> int | None:
    """Read how many the words tell of where they name a thing; `None`: some."""
    parts = plain[at : at + length]
    if {" ".join(parts[start:]) for start in range(length)} & ({*kinds(), *ALIASES} - _PLURALS):
        is_same_in_plural = kind.name in _SAME_IN_PLURAL or kind.name.endswith("fish")
        return (is_same_in_plural and count_before(plain, tokens, at)) or 1
    told = count_before(plain, tokens, at)
    return told and min(MOST_OF_A_KIND, told + more_after(plain, at + length))


def _greatest(
    counts: dict[str, dict[int, int | None]], name: str, runs: tuple[tuple[int, int], ...]
) -> int | None:
    """Give the highest number told of a thing; one that is counted out is told of what was named before."""
    told = counts[name].values()
    if None not in told or any(number and number > 1 for number in told):
        return max(number or 1 for number in told)
    places = {at: each for each, ats in counts.items() for at, number in ats.items() if number is None}
    own = [
        last
        for place, last in runs
        if places[max((at for at in places if at < place), default=min(places))] == name
    ]
    return max(own, default=None)


def _compound(plain: list[str], tokens: list[str], at: int) -> tuple[int, Kind | None]:
    """Of nouns in a row, such as `teapot lid`, the last says what it is."""
    length, kind = _longest(plain, tokens, at)
    if kind and at + length < len(tokens) and tokens[at + length - 1][-1:] not in ".,!?;:'":
        more, last = _longest(plain, tokens, at + length)
        if last:
            return length + more, last
    return length, kind


def _longest(plain: list[str], tokens: list[str], at: int) -> tuple[int, Kind | None]:
    for length in (3, 2, 1):
        parts = plain[at : at + length]
        if len(parts) < length or any(t[-1:] in ".,!?;:" for t in tokens[at : at + length - 1]):
            continue
        for form in singulars(" ".join(parts)):
            if kind := kinds().get(ALIASES.get(form, form)):
                return length, kind
    return 0, None


def _is_there(plain: list[str], tokens: list[str], at: int) -> bool:
    start = at
    while start > max(0, at - _BACK) and tokens[start - 1][-1:] not in ".!?;:,":
        start -= 1
    before = plain[start:at]
    near = before[-_LOOKS - 1 :]
    return bool(_ARTICLES & frozenset(near)) and not _NOT_THERE & frozenset(before)
