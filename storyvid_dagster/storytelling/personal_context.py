"""Something of the child's life, in the parent's own words, made into one sentence that is always sound.

A verb phrase ("starts school next week") goes into a clause of its own; anything else, however it is
put together, is only ever *said* by someone, since quoted words cannot break the sentence around them.
"""

import re
from dataclasses import dataclass
from typing import Literal

from storyvid_dagster.core.story import unfit_words, without_odd, words
from storyvid_dagster.storytelling.template import word_set

_MODALS = word_set("can can't cannot will won't does doesn't did didn't")
_VERBS = word_set("""
    is isn't was wasn't has hasn't had adores asks ate baked became becomes begins believes broke brings
    builds came climbed climbs collects comes cooks cries cycles dances draws dreams drew eats enjoys
    fears feels fell finds finished flies gets gives goes got grew grows hears helps hides hopes hugs
    joined joins jumped jumps keeps knows laughs learned learns learnt likes lives looks loved loves makes
    meets misses moved moves needs owns paints planted plays practices prefers pretends reads rides rode
    runs says sees sings sleeps slept speaks spends started starts stays struggles studies swam swims
    takes talks tells thinks travels tries turned turns visited visits waits wakes wanted wants watches
    went wins wishes wonders works worries writes wrote
""")
_TAKES_OBJECT = word_set("bought brought built caught found left lost made met saw won")
_LINKS = word_set("of in at by on to from with behind alone and")
_ADVERBS = word_set("just really always never often sometimes still finally recently now also")
_STATES = word_set("""
    afraid scared frightened excited nervous worried shy sad happy proud sick ill poorly tired curious
    crazy mad interested bored obsessed fascinated surprised pleased delighted good great ready allergic
    starting learning going moving getting having trying turning becoming looking waiting visiting staying
    missing growing losing
""")
_CHILD = re.compile(
    r"(?:she|he|(?:my|our) (?:little |big |young )?"
    r"(?:daughter|son|child|girl|boy|kid|one|toddler|grandson|granddaughter|grandchild))(?P<is>'s)?\s+",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"(?:i|i'm|i've|we|we're|we've|my|our|me)\b", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St)\.(?=\s\w)|\bNo\.(?=\s\d)", re.IGNORECASE)
_DOT = "\0"
"""Stands for a full stop that ends no sentence."""
_WEB_ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|org|net|io)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Fact:
    """A parent's words, ready to be put into a sentence."""

    words: str
    form: Literal["does", "said", "confided"]
    """`does`: follows "who"; `said`: goes between quotation marks; `confided`: so too, said by the child."""


def read_fact(context: str, child_name: str | None) -> Fact | None:
    """Read a parent's line; `None` when nothing in it can be read aloud to a child.

    >>> read_fact("Mia starts school next week!", "Mia")
    Fact(words='starts school next week', form='does')
    >>> read_fact("afraid of the dark", None)
    Fact(words='is afraid of the dark', form='does')
    >>> read_fact("a new baby brother", None)
    Fact(words='A new baby brother', form='said')
    """
    text = _plain(context)
    if not any(c.isalpha() for c in text) or unfit_words(text) or _WEB_ADDRESS.search(context):
        return None
    rest = _CHILD.sub(lambda m: "is " if m["is"] else "", text, count=1) if _CHILD.match(text) else text
    if child_name and rest.lower().startswith(f"{child_name.lower()} "):
        rest = rest[len(child_name) + 1 :]
    if does := _verb_phrase(rest):
        return Fact(does, "does")
    return Fact(text[0].upper() + text[1:], "confided" if _FIRST_PERSON.match(text) else "said")


def _plain(text: str) -> str:
    """Keep what can be read aloud, on one breath: no quotation marks, and no end before the end."""
    text = re.sub(r'["“”‘()…–—]', " ", without_odd(text.replace("’", "'"), " "))
    text = _SHORT.sub(lambda short: short[0].replace(".", _DOT), " ".join(text.split()))
    text = re.sub(r"\s*[.!?;:,]+(?=\s|$)", ",", text)
    text = re.sub(r"(?<!\d)[.!?;:]+|[.!?;:]+(?!\d)", " ", text).replace(_DOT, ".")
    return " ".join(re.sub(r"(?:,\s*)+", ", ", text).split()).strip(" ,-'")


def _verb_phrase(text: str) -> str | None:
    first, second, third, *_ = (*words(text.lower()), "", "", "")
    lowered = text[:1].lower() + text[1:]
    if _is_verb(first, second) or (first in _ADVERBS and _is_verb(second, third)):
        return lowered
    if first in _STATES or (first, second) in {("about", "to"), ("new", "to"), ("new", "at")}:
        return f"is {lowered}"
    return None


def _is_verb(word: str, following: str) -> bool:
    if word in _MODALS:
        return following != "" and following not in _VERBS
    if word in _TAKES_OBJECT:
        return following != "" and following not in _LINKS
    return word in _VERBS
