"""Articles, plurals and numbers in words, as far as a story for small children needs them."""

import re
from functools import cache

_SOUNDS_LIKE_YOU = re.compile(r"eu|ewe|ufo|uk[ru]|uni(?!n|mp|d)|us[eu]|ut[eoi]|u\b|one\b|one-|once\b")
"""Written with a vowel, spoken with a consonant: `a unicorn`, `a ukulele`."""
_SILENT_H = re.compile(r"hour|honest|honou?r|heir")
_LETTER = re.compile(r"[a-z](?![a-z'’])")
_LETTERS_WITH_VOWEL = frozenset("aefhilmnorsx")
"""Spoken they begin with a vowel: `an X-ray`."""
_NUMBER_WITH_VOWEL = re.compile(r"8|1[18](?!\d)")

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "mouse": "mice",
    "dormouse": "dormice",
    "goose": "geese",
    "foot": "feet",
    "tooth": "teeth",
    "ox": "oxen",
    "leaf": "leaves",
    "loaf": "loaves",
    "wolf": "wolves",
    "elf": "elves",
    "calf": "calves",
    "half": "halves",
    "shelf": "shelves",
    "self": "selves",
    "knife": "knives",
    "wife": "wives",
    "life": "lives",
    "scarf": "scarves",
    "hero": "heroes",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "echo": "echoes",
    "bus": "buses",
    "quiz": "quizzes",
    "cookie": "cookies",
    "pie": "pies",
    "tie": "ties",
    "movie": "movies",
    "zombie": "zombies",
    "genie": "genies",
    "house": "houses",
    "horse": "horses",
    "nose": "noses",
    "rose": "roses",
    "vase": "vases",
    "shoe": "shoes",
    "toe": "toes",
    "hoe": "hoes",
    "canoe": "canoes",
    "axe": "axes",
    "ache": "aches",
}
"""With those in -ie, -se, -oe and -he whose plural alone would not tell its singular."""
_SAME = frozenset(["sheep", "fish", "deer", "moose", "series", "species", "aircraft", "furniture"])
_SINGULARS = {plural: noun for noun, plural in _IRREGULAR.items()}
_SMALL_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def with_article(noun: str) -> str:
    """Put the right article before a noun phrase.

    >>> with_article("unicorn"), with_article("orange friend"), with_article("hourglass")
    ('a unicorn', 'an orange friend', 'an hourglass')
    """
    return f"{'an' if _begins_with_vowel(noun.lower()) else 'a'} {noun}"


def plural(noun: str) -> str:
    """Give the plural of a noun phrase.

    >>> plural("old boot"), plural("jar of dew"), plural("berry"), plural("last leaf")
    ('old boots', 'jars of dew', 'berries', 'last leaves')
    """
    head, of, rest = noun.partition(" of ")
    before, space, last = head.rpartition(" ")
    return f"{before}{space}{_plural(last)}{of}{rest}"


def singular(noun: str) -> str | None:
    """Give the singular of a plural; `None` when it is not one.

    >>> singular("cats"), singular("bus"), singular("princess"), singular("wolves")
    ('cat', None, None, 'wolf')
    """
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if noun.endswith("men") and len(noun) > len("omen"):
        return f"{noun[:-3]}man"
    if not noun.endswith("s") or noun.endswith(("ss", "us", "is")) or noun in _SAME:
        return None
    if noun.endswith("ies") and len(noun) > len("pies"):
        return f"{noun[:-3]}y"
    return noun[: -2 if re.search(r"(?:ss|x|[cs]h|zz|o|[^aeo]us)es$", noun) else -1]


@cache
def number_word(number: int) -> str:
    """Spell a number from 0 to 999.

    >>> number_word(12), number_word(45), number_word(101)
    ('twelve', 'forty-five', 'one hundred and one')
    """
    if number < len(_SMALL_NUMBERS):
        return _SMALL_NUMBERS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{_TENS[tens]}-{_SMALL_NUMBERS[ones]}" if ones else _TENS[tens]
    hundreds, rest = divmod(number, 100)
    said = f"{_SMALL_NUMBERS[hundreds]} hundred"
    return f"{said} and {number_word(rest)}" if rest else said


def _begins_with_vowel(noun: str) -> bool:
    if letter := _LETTER.match(noun):
        return letter[0] in _LETTERS_WITH_VOWEL and noun != "a"
    if _SOUNDS_LIKE_YOU.match(noun):
        return False
    return noun[:1] in "aeiou" or bool(_SILENT_H.match(noun) or _NUMBER_WITH_VOWEL.match(noun))


def _plural(word: str) -> str:
    if word in _SAME or word.endswith("fish"):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stem, hyphen, last = word.rpartition("-")
    if hyphen and last in _IRREGULAR:
        return f"{stem}-{_IRREGULAR[last]}"
    if word.endswith("man") and not word.endswith(("human", "german")):
        return f"{word[:-3]}men"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(?:s|x|z|[cs]h)$", word) else f"{word}s"
