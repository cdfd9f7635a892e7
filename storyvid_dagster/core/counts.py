"""How many of a thing a text tells of."""

from collections.abc import Iterable, Sequence

from storyvid_dagster.core.things import MOST_OF_A_KIND, word_set

_TO_NINETEEN = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS: dict[str, int] = {
    **{word: number for number, word in enumerate(_TO_NINETEEN, start=1)},
    **{tens: 10 * number for number, tens in enumerate(_TENS, start=2)},
    **{
        f"{tens}-{unit}": 10 * number + more
        for number, tens in enumerate(_TENS, start=2)
        for more, unit in enumerate(_TO_NINETEEN[:9], start=1)
    },
    "hundred": 100,
    "thousand": 1000,
}
_GROUPS = {"both": 2, "pair": 2, "couple": 2, "dozen": 12}
"""Words that say a number of their own."""
_TIMES = {"pairs": 2, "pair": 2, "dozen": 12}
"""Words that multiply the number before them."""
COUNTING = frozenset((*NUMBERS, *_GROUPS))
_SEE_THROUGH = word_set("the his her its their my your these those more other of")
_ENDS = word_set(
    """
    a an and or but with without in into on onto at to from for by over under behind before after
    between beside near around through had has have was were is are that which who than then as
    """
)
"""No number before these belongs to what comes after them."""
_ADJECTIVES = 2
"""Most words that describe, between a number and its noun."""


def count_before(plain: Sequence[str], tokens: Sequence[str], at: int) -> int | None:
    """Read how many there are from the words before a plural noun, up to a dozen; `None` for some.

    Args:
        plain: The words of a text, in small letters without punctuation.
        tokens: The same with it.
        at: Where the noun is.

    >>> line = "three small red buttons and two pairs of socks".split()
    >>> count_before(line, line, 3), count_before(line, line, 8)
    (3, 4)
    """
    described = 0
    for place in range(at - 1, -1, -1):
        word = plain[place]
        if tokens[place][-1:] in ".!?;:," or word in _ENDS:
            return None
        if word in COUNTING:
            return _number_at(plain, place)
        if word not in _SEE_THROUGH and word not in _TIMES:
            described += 1
        if described > _ADJECTIVES or (word == "of" and not _counts(plain, place - 1)):
            return None
    return None


def _counts(plain: Sequence[str], place: int) -> bool:
    return place >= 0 and (plain[place] in COUNTING or plain[place] in _TIMES)


def _number_at(plain: Sequence[str], place: int) -> int | None:
    word, before = plain[place], plain[place - 1] if place else ""
    after = plain[place + 1] if place + 1 < len(plain) else ""
    if before == "number":
        return None
    number = NUMBERS.get(word, _GROUPS.get(word, 1)) * (_TIMES.get(after, 1) if word in NUMBERS else 1)
    if word in _TIMES and before in NUMBERS:
        number = NUMBERS[before] * _TIMES[word]
    if word == "dozen" and "half" in plain[max(0, place - 2) : place]:
        number //= 2
    return min(number, MOST_OF_A_KIND)


def more_after(plain: Sequence[str], at: int) -> int:
    """Read how many are added right after a noun: `three buttons and one more`."""
    if len(plain) > at + 2 and plain[at] == "and" and plain[at + 2] in ("more", "other"):
        return NUMBERS.get(plain[at + 1], 0)
    return 0


def counted_up(plain: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Find where a text counts, `one, two, three`: (place of the first word, number of the last, at most 12).

    >>> counted_up("look one two three and one more".split())
    ((1, 3),)
    """
    starts = (place for place, word in enumerate(plain) if word == "one")
    runs = ((place, _run(plain[place:])) for place in starts)
    return tuple((place, min(last, MOST_OF_A_KIND)) for place, last in runs if last >= 2)


def _run(plain: Iterable[str]) -> int:
    last = 0
    for word in plain:
        if word in NUMBERS and NUMBERS[word] != last + 1:
            break
        if word not in NUMBERS and word != "and":
            break
        last += word in NUMBERS
    return last
