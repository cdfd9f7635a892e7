"""The hero in the child's own words: 'my cat Mimi' becomes 'Mimi the cat'.

Only what is surely a short noun phrase for one being or thing is used; of a story's title, of
several beings or of a sentence nothing is taken.
"""

import re

from storyvid_dagster.core.prompts import name_pattern
from storyvid_dagster.storytelling.english import with_article


def _bag(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?: [^\W\d_]+(?:['’-][^\W\d_]+)*)*")
_LEAD_IN = re.compile(r"^(?:this|that|it|here|there)(?:['’]s| is) ", re.IGNORECASE)
_MOST_WORDS = 5
_MOST_LETTERS = 40

_OWNERS = {"my", "our", "his", "her", "their"}
_ARTICLES = {"a", "an"}
_CUTS = _bag(
    "with in on at from of under over by near for to into and or who that which who's is are was were "
    "has had goes went loves likes eats plays runs jumps flies sleeps wants can will"
)
_NOT_A_HERO = _bag(
    "i me we us you he she they it myself who what where when why how day days night time trip holiday "
    "adventure adventures story tale party birthday picture drawing visit morning game world life dream "
    "journey secret mystery one two three four five six seven eight nine ten many some all"
)
_QUALITIES = _bag(
    "red orange yellow green turquoise blue purple violet pink brown gray grey black white gold golden "
    "silver big small little tiny huge giant tall short long old new young best happy sad funny silly "
    "brave kind nice cute sweet fluffy fat scary friendly magic magical beautiful pretty strong fast "
    "rainbow baby pet super good favorite favourite fire ice polar sea space"
)
_PARENTS = _bag("mom mum mommy mummy mama mother dad daddy papa father grandma grandpa granny grandad nana")
_PEOPLE = _PARENTS | _bag("friend brother sister cousin aunt uncle auntie teacher neighbor neighbour")
_ING_NOUNS = {"king", "ring", "wing", "thing", "spring", "string", "swing", "duckling", "viking"}


def hero_phrase(title: str | None, child_name: str | None = None) -> str | None:
    """Turn what the child said into a phrase for the hero; `None` when it is not surely one.

    The child's own name never comes out of here: the phrase may reach a painter's prompt.

    >>> hero_phrase("my cat Mimi"), hero_phrase("a dragon"), hero_phrase("Rex the dog")
    ('Mimi the cat', 'a dragon', 'Rex the dog')
    >>> hero_phrase("orange octopus with a hat"), hero_phrase("My mom")
    ('an orange octopus', 'Mom')
    >>> hero_phrase("The day we went to the zoo") is None
    True
    """
    text = _LEAD_IN.sub("", " ".join((title or "").strip(" .,!?:;\"“”'’").split()))
    # ¼ is no digit, and no letter; a title without Latin letters has no English noun.
    if not _WORDS.fullmatch(text) or any(c.isnumeric() for c in text) or not re.search("[A-Za-z]", text):
        return None
    words = _head((text.lower() if text.isupper() else text).split())
    if not words or len(words) > _MOST_WORDS or _NOT_A_HERO & {word.lower() for word in words}:
        return None
    phrase = _read(words)
    if phrase is None or len(phrase) > _MOST_LETTERS:
        return None
    told = any(name_pattern(part).search(phrase) for part in (child_name or "").split())
    return None if told else phrase


def _head(words: list[str]) -> list[str]:
    """Keep what comes before 'with a hat', 'and her dog' or 'playing football'."""
    for index, word in enumerate(words):
        low = word.lower()
        doing = low.endswith("ing") and low not in _ING_NOUNS and index > 1
        if low in _CUTS or doing:
            return words[:index]
    return words


def _read(words: list[str]) -> str | None:
    first, rest = words[0], words[1:]
    owner = first.lower() in _OWNERS or first.endswith(("'s", "’s"))
    if owner or first.lower() in _ARTICLES:
        return _noun_with_name(rest, owner) if rest else None
    if first.lower() == "the":
        noun = _noun(rest) if rest and rest[-1].islower() else None  # 'The Lost Treasure' is a title
        return noun and f"the {noun}"
    if "the" in rest:
        place = words.index("the")
        noun = _noun(words[place + 1 :])
        return f"{' '.join(words[:place])} the {noun}" if noun and _is_name(words[:place]) else None
    if _is_name(words):
        return " ".join(words) if len(words) <= 2 else None
    noun = _noun(words)
    return noun and with_article(noun)


def _noun_with_name(words: list[str], owner: bool) -> str | None:
    """Read what follows 'my' or 'a': qualities, a noun, perhaps a name."""
    named = owner and len(words) > 1 and words[-1][0].isupper() and words[-2].lower() not in _QUALITIES
    noun = _noun(words[:-1] if named else words)
    if noun is None:
        return None
    kind = noun.split()[-1]
    if named:
        return words[-1] if kind in _PEOPLE else f"{words[-1]} the {noun}"
    if kind in _PARENTS and noun == kind:
        return kind.capitalize()
    return with_article(noun)


def _noun(words: list[str]) -> str | None:
    """Give qualities and one singular noun in lower case; more could be a sentence."""
    low = [word if word[1:] != word[1:].lower() else word.lower() for word in words]  # a T-Rex
    if not low or len(low) > 4 or any(word not in _QUALITIES and not _describes(word) for word in low[:-1]):
        return None
    last = low[-1]
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is"))
    return None if plural or last in _QUALITIES - {"baby", "pet", "rainbow"} else " ".join(low)


def _describes(word: str) -> bool:
    return word.endswith(("y", "ing", "ful", "ed"))


def _is_name(words: list[str]) -> bool:
    return bool(words) and all(word[0].isupper() for word in words)
