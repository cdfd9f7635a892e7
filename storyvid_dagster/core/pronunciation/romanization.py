"""Words of other scripts in Latin letters that an English voice reads, not spells.

A child's first name is what mostly comes here, so names decide: Arabic and Japanese names are looked
up, other scripts are put into letters by rule. Latin words stay, down to the last accent, unless a voice
would spell them out.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby, pairwise

_VOICES_KNOW = 0x180
"""Letters before this one (Latin-1 and Latin Extended-A) are read by every voice."""
_MARKS_JOIN = "\u200c\u200d"

_HAN_INITIALS = {"x": "sh", "q": "ch", "zh": "j", "c": "ts"}
_HAN_FINALS = {
    "i": "ee", "u": "oo", "v": "oo", "ai": "eye", "ei": "ay", "ao": "ow", "ou": "oh", "ui": "way", "iu": "yo",
    "ie": "yeh", "ue": "weh", "iao": "yow", "ian": "yen", "iang": "yahng", "iong": "yong", "uan": "wan",
    "uang": "wang", "uai": "why", "uo": "woh", "ua": "wah", "ang": "ahng", "an": "ahn", "e": "uh",
}  # fmt: skip
_HANGUL = {
    "yeo": "yuh", "eo": "uh", "ae": "ay", "oe": "way", "eu": "uh", "ui": "ee", "wi": "wee",
    "i": "ee", "u": "oo",
}  # fmt: skip
_HEBREW = {
    "א": "'", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "h", "ט": "t", "י": "y",
    "כ": "k", "ך": "kh", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "'", "פ": "p",
    "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
_HEBREW_NAMES = {
    "דוד": "David", "שרה": "Sarah", "יעל": "Yael", "משה": "Moshe", "נעה": "Noa", "נועה": "Noa",
    "מאיה": "Maya", "איתי": "Itai", "יוסף": "Yosef", "אריאל": "Ariel", "דניאל": "Daniel", "רחל": "Rachel",
    "לאה": "Leah",
    "אסתר": "Esther", "אברהם": "Avraham", "יצחק": "Yitzhak", "אבי": "Avi", "עדי": "Adi", "אלה": "Ella",
    "עמית": "Amit", "אביגיל": "Avigail", "חנה": "Hannah", "שלמה": "Shlomo", "עידו": "Ido", "אנה": "Anna",
}  # fmt: skip
"""Common names that the rules would miss."""
_JAPANESE_NAMES = {
    "葵": "Aoi", "莉子": "Riko", "陽菜": "Hina", "陽翔": "Haruto", "結菜": "Yuna", "翔": "Sho",
    "樹": "Itsuki", "新": "Arata", "澪": "Mio", "朝陽": "Asahi", "陽": "Haru", "悠斗": "Yuto", "律": "Ritsu",
    "陽太": "Yota", "颯": "Hayate", "明美": "Akemi", "健太": "Kenta", "一郎": "Ichiro", "愛": "Ai",
    "陽葵": "Himari", "蒼": "Ao", "明": "Akira", "俊": "Shun", "大和": "Yamato", "直樹": "Naoki",
    "愛子": "Aiko", "彩花": "Ayaka",
}  # fmt: skip
"""Names with several readings, of which the one in fashion is not the one most spellings have."""
_CHINESE_NAMES = frozenset([
    "欣怡", "佳怡", "俊傑", "建宏", "浩然", "文博", "天佑", "詠晴", "秀英", "俊豪", "文華", "麗華", "明哲",
    "芳", "娟", "超", "晨", "宇", "欣", "玲", "安", "悦",
])  # fmt: skip
"""Common Chinese names that are rare Japanese ones too."""
_VOWELS = frozenset("aeiou")
_WITH_CAPITALS = frozenset(["LATIN", "CYRILLIC", "GREEK", "ARMENIAN"])
_VOWEL_AT_THE_END = frozenset(["TELUGU", "KANNADA", "MALAYALAM", "SINHALA"])
_LETTERS_WITH_A_VOWEL = frozenset([
    "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM",
    "SINHALA", "TIBETAN", "MYANMAR", "KHMER",
])  # fmt: skip
"""Scripts whose consonants have a vowel unless a mark takes it away."""

# Beginnings that a voice says; before any other it would say the first letters' names.
_SAYABLE_START = re.compile(
    r"b[hjlr]?|c[hlr]?|chr|chl|d[hjmrw]?|f[jlr]?|g[dhlnrw]?|ghr|h|jh?|k[hlnrw]?|khr|l[hl]?|m[bcw]?|n[cdgjknq]?|"
    r"p[fhlrst]?|phr|q|r?h|r|s[chklmnpqrtvwz]?|sch[lmnrw]?|scr|s[hkp][lr]|str|szcz|t[hrsw]?|thr|v[lr]?|w[hr]?|"
    r"x|z[hsw]?"
)
_START = re.compile(r"(?P<run>[bcdfghjklmnpqrstvwxzćčďđłńňřśšťźžż]++)(?=[^\W\d_])", re.IGNORECASE)
_SOUND = re.compile(r"(?:sh|ch|zh|th|kh|ts|dz|.)", re.IGNORECASE)


def romanized(word: str) -> str:
    """Give a written word in letters a voice reads; what every voice reads anyway stays as it is.

    >>> romanized("Zoë"), romanized("“Саша”"), romanized("محمد"), romanized("美咲’s"), romanized("प्रिया!")
    ('Zoë', '“Sasha”', 'Mohamed', 'Misaki’s', 'Priya!')
    """
    if word.isascii():
        return _sayable(word)
    return _sayable("".join(_run(script, text) for script, text in _runs(word)))


def _runs(word: str) -> Iterator[tuple[str, str]]:
    """Cut a word where its script changes; marks and joiners stay with the letter before them."""
    scripts: list[str] = []
    for character in word:
        scripts.append(scripts[-1] if _goes_along(character) and scripts else _script(character))
    japanese = {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"} & set(scripts)
    names = ["JAPANESE" if japanese and s in {*japanese, "CJK"} else s for s in scripts]
    for name, pairs in groupby(zip(names, word, strict=True), key=lambda pair: pair[0]):
        yield name, "".join(character for _, character in pairs)


def _goes_along(character: str) -> bool:
    return character in _MARKS_JOIN or unicodedata.category(character)[0] == "M"


@cache
def _script(character: str) -> str:
    """Give the name of a letter's script; empty for anything else."""
    if not character.isalpha() or ord(character) < _VOICES_KNOW:
        return ""
    return unicodedata.name(character, "").partition(" ")[0]


def _run(script: str, text: str) -> str:
    if not script:
        return text
    if script == "CYRILLIC":
        spoken = _ascii(text).replace("Shch", "Sh").replace("shch", "sh")
    elif script == "JAPANESE":
        spoken = _japanese(text)
    elif script == "CJK":
        spoken = _japanese_names().get(text) or _japanese_full_name(text) or _chinese(text)
        return " ".join(part.capitalize() for part in spoken.split())
    elif script == "HANGUL":
        spoken = _hangul(text)
    elif script == "ARABIC":
        spoken = _arabic(text)
    elif script == "HEBREW":
        spoken = _hebrew(text)
    elif script == "THAI" or script == "LAO":
        spoken = _thai(text)
    elif script in _LETTERS_WITH_A_VOWEL:
        spoken = _indic(script, text)
    else:
        spoken = _ascii(text)
    return spoken if script in _WITH_CAPITALS else spoken.capitalize()


def _ascii(text: str) -> str:
    # Its tables are read from the package at the first use of each block.
    from anyascii import anyascii

    return re.sub(r"[^A-Za-z'-]|^'|'$", "", anyascii(text))


def _japanese(text: str) -> str:
    """Read kana as they stand, and kanji as a name where they are one."""
    names = _japanese_names()
    if text in names:
        return names[text]
    parts = re.findall(r"[\u4e00-\u9fff々]+|[^\u4e00-\u9fff々]+", text)
    letters = "".join(names.get(part) or _ascii(part).lower() for part in parts)
    return _short(letters)


@cache
def _japanese_names() -> Mapping[str, str]:
    """Give how first names in kanji are read: of several readings the one that most spellings have."""
    from japanese_personal_name_dataset import load_dataset

    best: dict[str, tuple[int, str]] = {}
    for names in load_dataset(kind="org")[:2]:
        for entry in names.values():
            for kanji in entry["kanji"]:
                best[kanji] = max(best.get(kanji, (0, "")), (len(entry["kanji"]), entry["en"]))
    readings = {kanji: reading for kanji, (_, reading) in best.items()} | _JAPANESE_NAMES
    return {kanji: _short(reading) for kanji, reading in readings.items() if kanji not in _CHINESE_NAMES}


def _japanese_full_name(text: str) -> str | None:
    """Read a family name with a first name after it; `None` where it is not surely both."""
    from japanese_personal_name_dataset import load_dataset

    families = load_dataset(include_last_names=True)[2]
    for length in range(1, len(text)):
        family, first = families.get(text[:length]), _japanese_names().get(text[length:])
        if family and first:
            return f"{_short(family['en'])} {first}"
    return None


def _short(reading: str) -> str:
    """Spell long vowels as an English voice reads them."""
    return re.sub("ou|oo", "o", reading.replace("uu", "u"))


def _chinese(text: str) -> str:
    """Spell Mandarin syllables as they sound."""
    from anyascii import anyascii

    spelled: list[str] = []
    for syllable in re.findall(r"[A-Z][a-z]*", anyascii(text)):
        found = re.fullmatch(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*)", syllable.lower())
        assert found is not None
        first, rest = found[1] or "", found[2]
        if rest == "i" and first in {"zh", "ch", "sh", "r", "z", "c", "s"}:
            rest = "ir" if first in {"zh", "ch", "sh", "r"} else "uh"
        elif first in {"y", "w"} or (first in {"j", "q", "x"} and rest == "uan"):
            rest = {"uan": "wen", "u": "oo", "i": "ee", "ou": "oh", "ang": "ahng", "ao": "ow"}.get(rest, rest)
        else:
            rest = _HAN_FINALS.get(rest, rest)
        first = _HAN_INITIALS.get(first, first)
        # A voice would spell "shw".
        spelled.append((first + "oo-" if rest[0] == "w" and first else first) + rest)
    return "-".join(spelled)


def _hangul(text: str) -> str:
    from anyascii import anyascii

    return "-".join(_hangul_syllable(anyascii(syllable).lower()) for syllable in text)


def _hangul_syllable(letters: str) -> str:
    letters = re.sub("^l", "r", letters)
    return re.sub("yeo|eo|ae|oe|eu|ui$|wi$|i$|u", lambda m: _HANGUL[m[0]], letters)


def _arabic(text: str) -> str:
    # Opens a dictionary, and for a name that is not in it a small model.
    from arabic_name_romanizer import transliterate

    return str(transliterate(text))


def _hebrew(text: str) -> str:
    """Read letters without points: `v` and `y` within a word are vowels, and what is missing is an `a`."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if c in _HEBREW)
    if bare in _HEBREW_NAMES:
        return _HEBREW_NAMES[bare]
    sounds = "".join(_HEBREW[c] for c in bare)
    sounds = re.sub(r"^'v", "o", re.sub(r"^'y", "i", sounds))
    sounds = re.sub(r"(?<=[^aeiouvy'])vv?(?=[^aeiou]|$)", "o", sounds)
    sounds = re.sub(r"(?<=[^aeiouy'])yy?(?=[^aeiou]|$)", "i", sounds)
    sounds = re.sub(r"^y(?=h)", "ye", sounds).replace("'", "a")
    return _opened(re.sub(r"(?<=[^aeiou])h$", "ah", sounds), "a", codas=False)


def _thai(text: str) -> str:
    """Read a vowel that is written before its consonant after it; leave out what is not said."""
    text = re.sub(r".[\u0e4c\u0ecc]", "", text)
    text = re.sub(r"([เ-ไເ-ໄ])([ก-ฮກ-ຮ])", r"\2\1", text)
    return _opened(re.sub(r"([pkt])h", r"\1", _ascii(text).lower()), "o", codas=True)


def _opened(letters: str, vowel: str, *, codas: bool) -> str:
    """Put a vowel between two consonants that nothing parts; with `codas` not where a syllable may end."""
    parts = re.findall(r"sh|ch|kh|ph|th|ts|ng|[a-z]", letters)
    opened = ""
    for place, (part, following) in enumerate(pairwise(parts), start=2):
        parted = part in _VOWELS or following in _VOWELS or (part == "y" and opened[-1:] in _VOWELS)
        ends_here = codas and opened[-1:] in _VOWELS and opened and place < len(parts)
        opened += part + ("" if parted or ends_here else vowel)
    return opened + "".join(parts[-1:])


def _indic(script: str, text: str) -> str:
    """Read consonants with their vowel; the last one has one only after another, or in the south."""
    letters = [c for c in text if c not in _MARKS_JOIN]
    spoken = ""
    for before, character, following in zip(["", *letters], letters, [*letters[1:], ""], strict=False):
        sound = re.sub("c(?!h)", "ch", _ascii(character).lower())
        is_consonant = character.isalpha() and not re.fullmatch("[aeiou]+", sound)
        if following:
            # A nasal sign is no vowel: the one before it is still said.
            has_vowel = following.isalpha() or _ascii(following).lower() in {"m", "n", "h"}
        else:
            has_vowel = script in _VOWEL_AT_THE_END or (bool(before) and unicodedata.combining(before) == 9)
        spoken += sound + ("a" if is_consonant and has_vowel else "")
    return spoken


def _sayable(word: str) -> str:
    """Open a beginning that a voice would spell out: `Zlatan` is read as `Zulatan`."""
    core = word.strip(" .,;:!?…—–-'\"“”‘’()")
    if len(core) < 3 or not core[0].isupper() or not core[1:].replace("-", "").replace("'", "").islower():
        return word
    found = _START.match(core)
    if found is None or len(found["run"]) == 1 or _SAYABLE_START.fullmatch(found["run"].lower()):
        return word
    sound = _SOUND.match(core)
    assert sound is not None
    return word.replace(core, f"{sound[0]}u{core[sound.end() :]}", 1)
