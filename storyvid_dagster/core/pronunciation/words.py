"""What is said for each written word of a text."""

import re
from collections.abc import Mapping, Sequence

from storyvid_dagster.core.pronunciation.numbers import figures_aloud
from storyvid_dagster.core.pronunciation.romanization import romanized

_PARTS = re.compile(r"(?P<before>\W*)(?P<core>.*?)(?P<after>(?:['’]s)?[^\w]*)", re.S)


def aloud(written: Sequence[str], names: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Give what is said for each word of a line: the word itself unless a voice would stumble over it.

    Args:
        written: The words of a line, punctuation kept.
        names: How a name is to be said, by the name as it is written; it wins over every rule. Of a name
            of several words that is said in another number of words, the first stands for all.

    >>> aloud("Mia paid $5.50 for 美咲".split())
    ('Mia', 'paid', '5 dollars and 50 cents', 'for', 'Misaki')
    >>> aloud("Siobhan’s cat".split(), {"Siobhan": "Shivawn"})
    ('Shivawn’s', 'cat')
    """
    spoken = [romanized(word) for word in figures_aloud(written)]
    for name, said in (names or {}).items():
        for start, around in _found(written, name.split()):
            shares = said.split()
            if len(shares) == len(around):
                parts = [
                    f"{before}{share}{after}" for share, (before, after) in zip(shares, around, strict=True)
                ]
            else:
                parts = [f"{around[0][0]}{said}{around[-1][1]}", *[""] * (len(around) - 1)]
            spoken[start : start + len(around)] = parts
    return tuple(spoken)


def text_aloud(text: str, names: Mapping[str, str] | None = None) -> tuple[str, tuple[str, ...]]:
    """Give a text as a voice is sent it, blanks kept, and what is said for each of its words.

    >>> text_aloud("Up  7 m!")
    ('Up  7 meters!', ('Up', '7', 'meters!'))
    """
    spoken = aloud(text.split(), names)
    each = iter(spoken)
    return re.sub(r"\S+", lambda _: next(each), text), spoken


def _found(written: Sequence[str], name: Sequence[str]) -> list[tuple[int, list[tuple[str, str]]]]:
    """Give where a name begins, with what stands before and after each of its words."""
    places: list[tuple[int, list[tuple[str, str]]]] = []
    for start in range(len(written) - len(name) + 1):
        around = [
            (word[:at], word[at + len(part) :])
            for word, part in zip(written[start:], name, strict=False)
            if (at := _place(word, part)) is not None
        ]
        if len(around) == len(name):
            places.append((start, around))
    return places


def _place(word: str, part: str) -> int | None:
    """Give where a part of a name stands in a word, as all of it but punctuation and a possessive."""
    found = re.fullmatch(rf"(\W*){re.escape(part)}(?:['’][sS])?\W*", word, re.IGNORECASE)
    return len(found[1]) if found else None
