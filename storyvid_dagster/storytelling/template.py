"""The little language the stories are written in: choices, slots, numbers and articles.

[warm|soft]        one of these, by seed; an empty choice is allowed
{hero}             a value
{a thing}          a value (or a plain word) with the right article: "an old boot"
{s thing}          its plural: "old boots"
{n}  {n+1}  {n+m}  a number in words: "three"
{n thing}          so many of them: "one button", "three buttons"
{comes|come}       the first where the value `n_friends` is one, else the second

Sentences get their capital letters at the end, so that a slot may open one.
"""

import re
from collections.abc import Mapping
from random import Random
from typing import TypeVar

from storyvid_dagster.storytelling.english import number_word, plural, with_article

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]+)\}")
_SENTENCE_START = re.compile(r"(^\"?|[.!?…][\"']?\s+\"|[.!?…]\s+)(\w)")
_SMALL_WORDS = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "that",
        "the",
        "to",
        "with",
    )
)

T = TypeVar("T")


def pick(rng: Random, choices: tuple[T, ...]) -> T:
    """Take one, the same on every Python: `Random.random` promises that, `Random.choice` does not."""
    return choices[int(rng.random() * len(choices))]


def shuffled(rng: Random, choices: tuple[T, ...]) -> tuple[T, ...]:
    """Put them in another order, the same on every Python."""
    return tuple(sorted(choices, key=lambda _: rng.random()))


def expand(template: str, values: Mapping[str, str | int], rng: Random) -> str:
    """Choose, fill and tidy a template into prose.

    >>> expand("{a thing} lay there. {n thing} [did|did]!", {"thing": "egg", "n": 2}, Random(1))
    'An egg lay there. Two eggs did!'
    >>> expand("{friends} {comes|come}, too.", {"friends": "Bo", "n_friends": 1}, Random(1))
    'Bo comes, too.'
    """
    chosen = _CHOICE.sub(lambda choice: pick(rng, tuple(choice[1].split("|"))), template)
    return tidy(_SLOT.sub(lambda slot: _fill(slot[1], values), chosen))


def tidy(text: str) -> str:
    """Close up stray spaces and give every sentence its capital letter."""
    closed = re.sub(r" +([,.!?])", r"\1", " ".join(text.split()))
    return _SENTENCE_START.sub(lambda start: start[1] + start[2].upper(), closed)


def title_case(text: str) -> str:
    """Write a title the way titles are written.

    >>> title_case("Pip and the hush-a-chuff train")
    'Pip and the Hush-a-Chuff Train'
    """
    words = text.split()
    return " ".join(
        word
        if 0 < number < len(words) - 1 and word in _SMALL_WORDS
        else "-".join(
            part if n and part in _SMALL_WORDS else part[:1].upper() + part[1:]
            for n, part in enumerate(word.split("-"))
        )
        for number, word in enumerate(words)
    )


def how_many(number: int, noun: str) -> str:
    """Count things in words.

    >>> how_many(1, "berry"), how_many(3, "berry")
    ('one berry', 'three berries')
    """
    return f"{number_word(number)} {noun if number == 1 else plural(noun)}"


def word_set(text: str) -> frozenset[str]:
    """Read a list of words written with spaces between them."""
    return frozenset(text.split())


def join_names(names: tuple[str, ...]) -> str:
    """Join names as people say them.

    >>> join_names(("Bo", "Tam", "Kit"))
    'Bo, Tam and Kit'
    """
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _fill(slot: str, values: Mapping[str, str | int]) -> str:
    one, bar, many = slot.partition("|")
    if bar:
        return one if values["n_friends"] == 1 else many
    head, _, tail = slot.partition(" ")
    noun = str(values.get(tail, tail))
    if head == "a":
        return with_article(noun)
    if head == "s":
        return plural(noun)
    value = values[head] if head in values else sum(_term(term, values) for term in head.split("+"))
    if isinstance(value, str):
        return value
    return how_many(value, noun) if noun else number_word(value)


def _term(term: str, values: Mapping[str, str | int]) -> int:
    return int(term) if term.isdigit() else int(values[term])
