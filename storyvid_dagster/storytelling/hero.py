"""From what the reader saw to whom the story is about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from storyvid_dagster.core.story import odd_characters, unfit_words, words
from storyvid_dagster.storytelling.english import singular, with_article
from storyvid_dagster.storytelling.template import word_set

MAX_NAME_CHARS = 28
_MAX_SUBJECT_WORDS = 10
_PREFACE = re.compile(
    r"(?:this is|here is|it is|it's|(?:a |the )?(?:picture|drawing|painting|story) (?:of|about))\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:an?|the|my|our|his|her|some|one|this|that)\s+", re.IGNORECASE)
_CALLED = re.compile(r"(?P<kind>.+?),? (?:called|named) (?P<name>.+)")
_NAME_THE_KIND = re.compile(r"(?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*)*),? (?:the|my|our|an?) (?P<kind>.+)")
_KIND_NAME = re.compile(
    r"(?P<kind>[a-z][\w'-]*(?: [a-z][\w'-]*)*) (?P<name>[A-Z][\w'-]*(?: (?:the )?[A-Z][\w'-]*)?)"
)
_NAMES = re.compile(r"[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}")
_TAIL = re.compile(
    r"\s(?:with|in|on|at|under|over|who|that|from|of|by|near|wearing|riding|holding|eating|playing|flying|having|"
    r"going|sitting|standing|running|jumping|swimming|singing|dancing)\s"
)
_NEXT_ONE = re.compile(r"(?:,? and |, )(?=(?:an?|the|my|our|his|her|one|two|three) |[A-Z])")
_ME = frozenset({"me", "myself", "i"})
_PARENTS = word_set("mum mummy mom mommy mama dad daddy papa granny grandma nana nanny grandpa grandad")
_MANY_PEOPLE = word_set(
    "family people everyone everybody us we friends children kids folk somebody someone something"
)
_PETS = word_set("cat dog kitten puppy bunny rabbit hamster pony horse bear teddy doll fish bird")
_NOT_NAMES = word_set("house bed bowl box tank food ears tail face friend family toy king queen")
_LOOKS = word_set(
    "big little small red orange yellow green turquoise blue purple violet pink brown black white gray grey"
    " gold golden silver"
)
_COUNTS = word_set("one two three four five six seven eight nine ten many lots few some several of a an the")
_KIN = word_set("brother sister cousin friend aunt auntie uncle teacher neighbor neighbour baby")


@dataclass(frozen=True)
class Hero:
    """Whom a story is about, in the ways it needs to be said."""

    name: str
    """`Pip`: what the hero is called throughout."""
    intro: str
    """`a purple friend called Pip`: said once, at the end of a sentence."""
    look: str
    """`a purple friend`: for a painter; never a name."""
    others: tuple[str, ...] = ()
    """Names of friends that were told along with the hero."""


@dataclass(frozen=True)
class _Parsed:
    name: str | None
    kind: str | None


def hero_from(subject: str, *, color: str | None, nickname: str, child_name: str | None) -> Hero:
    """Name the hero of a drawing and say how to introduce it.

    Args:
        subject: A noun phrase such as `a purple friend`, `my cat Mimi` or `Rex the dog`. What cannot be
            read as one becomes a friend of that color.
        color: The hero's first color, for when there is nothing better to say.
        nickname: What to call a hero that has no name.
        child_name: Who drew it; never let into `look`.

    >>> hero_from("my cat Mimi", color="orange", nickname="Pip", child_name=None).intro
    'Mimi the cat'
    >>> hero_from("three purple cats", color="purple", nickname="Pip", child_name=None).intro
    'a purple cat called Pip'
    >>> hero_from("a turquoise and orange friend", color=None, nickname="Pip", child_name=None).intro
    'a turquoise and orange friend called Pip'
    """
    friend = f"{color} friend" if color else "small friend"
    first, *rest = _NEXT_ONE.split(_bare(subject))
    if first.lower() in _ME and child_name:
        return Hero(child_name, child_name, with_article(friend), _names(rest))
    parsed = _parse(first)
    kind = parsed.kind
    if kind and set(_words_of(child_name or "")) & set(_words_of(kind)):
        kind = None
    look = with_article(kind or friend)
    if parsed.name:
        tells_kind = kind is not None and kind.split()[-1] not in _KIN and not _TAIL.search(f" {kind} ")
        return Hero(
            parsed.name, f"{parsed.name} the {kind}" if tells_kind else parsed.name, look, _names(rest)
        )
    intro = f"{nickname}, {look}" if kind and _TAIL.search(kind) else f"{look} called {nickname}"
    return Hero(nickname, intro, look, _names(rest))


def _words_of(text: str) -> tuple[str, ...]:
    return words(text.lower().replace("'s", ""))


def _bare(subject: str) -> str:
    """Strip what only leads up to the noun; give nothing for what no child should hear or no one can say."""
    text = " ".join(subject.replace("’", "'").replace("&", " and ").split()).strip(" .,!?;:-'\"")
    text = _PREFACE.sub("", text, count=1)
    if not text.isascii() and not all(c.isalpha() or c in " '-," for c in text):
        return ""
    if odd_characters(text) or unfit_words(text) or re.search(r"[.!?:;\"()…–—0-9$£€¥%°+=#&]", text):
        return ""
    return text if len(text.split()) <= _MAX_SUBJECT_WORDS else ""


def _parse(text: str) -> _Parsed:
    if not text:
        return _Parsed(None, None)
    bare = _ARTICLE.sub("", text, count=1)
    if bare.lower() in _PARENTS:
        return _Parsed(bare.capitalize(), None)
    for pattern, phrase in ((_CALLED, bare), (_NAME_THE_KIND, text), (_KIND_NAME, bare)):
        match = pattern.fullmatch(phrase)
        if match and match["kind"].split()[-1] not in _LOOKS:
            return _Parsed(_as_name(match["name"]), _as_kind(match["kind"]))
    if _NAMES.fullmatch(text) and bare == text:
        return _Parsed(_as_name(text), None)
    *kind, last = bare.split()
    if _names_a_pet(text, kind, last):
        return _Parsed(_as_name(last), _as_kind(" ".join(kind)))
    return _Parsed(None, _as_kind(bare))


def _names_a_pet(text: str, kind: list[str], last: str) -> bool:
    """Tell `my cat mimi`, as many type it, from `my cat house`."""
    if not text.lower().startswith(("my ", "our ")) or not kind or kind[-1] not in _PETS:
        return False
    return not {last, singular(last)} & (_PETS | _NOT_NAMES)


def _as_name(text: str) -> str | None:
    name = " ".join(
        word[:1].upper() + (word[1:].lower() if text.isupper() else word[1:]) for word in text.split()
    )
    return name if 1 < len(name) <= MAX_NAME_CHARS else None


def _as_kind(text: str) -> str | None:
    """Make one thing of a noun phrase: `Three cats` is about a `cat`."""
    said = text.lower().split()
    if "and" in said and said[said.index("and") - 1] not in _LOOKS:
        said = said[: said.index("and")]
    while said and said[0] in _COUNTS:
        said.pop(0)
    head = _TAIL.split(" ".join(said))[0].split()
    if not head or _MANY_PEOPLE & set(head) or not all(word[0].isalpha() for word in said):
        return None
    tail = said[len(head) :]
    return " ".join([*head[:-1], singular(head[-1]) or head[-1], *tail])


def _names(phrases: Iterable[str]) -> tuple[str, ...]:
    found = (_parse(phrase).name for phrase in phrases)
    return tuple(name for name in found if name)
