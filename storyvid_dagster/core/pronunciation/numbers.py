"""Numbers and signs as a person reads them; plain whole numbers and ordinals stay as they are.

Voices differ in what they make of `3/4` or `$5`, so nothing that is doubtful is left to them.
"""

import re
from collections.abc import Callable, Mapping, Sequence

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ROMAN = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
    "XVII", "XVIII", "XIX", "XX",
)  # fmt: skip
_TITLES = frozenset(["king", "queen", "pope", "prince", "princess", "emperor", "empress", "tsar", "sultan"])
_RULERS = frozenset([
    "alexander", "alfonso", "catherine", "charles", "christian", "edward", "elizabeth", "ferdinand",
    "francis", "frederick", "george", "gustav", "harald", "henry", "ivan", "james", "john", "leo", "leopold",
    "louis", "margrethe", "mary", "nicholas", "olaf", "otto", "paul", "peter", "philip", "ramses", "richard",
    "victoria", "wilhelm", "william",
])  # fmt: skip
_MONEY: Mapping[str, tuple[str, str, str, str]] = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "", ""),
}
_UNITS: Mapping[str, tuple[str, str]] = {
    "mm": ("millimeter", "millimeters"), "cm": ("centimeter", "centimeters"), "m": ("meter", "meters"),
    "km": ("kilometer", "kilometers"), "g": ("gram", "grams"), "kg": ("kilogram", "kilograms"),
    "mg": ("milligram", "milligrams"), "l": ("liter", "liters"), "L": ("liter", "liters"),
    "ml": ("milliliter", "milliliters"), "cl": ("centiliter", "centiliters"), "ft": ("foot", "feet"),
    "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"), "yd": ("yard", "yards"),
    "sec": ("second", "seconds"), "s": ("second", "seconds"), "min": ("minute", "minutes"),
    "h": ("hour", "hours"), "hr": ("hour", "hours"), "hrs": ("hour", "hours"),
    "km/h": ("kilometer an hour", "kilometers an hour"), "kph": ("kilometer an hour", "kilometers an hour"),
    "mph": ("mile an hour", "miles an hour"), "m/s": ("meter a second", "meters a second"),
    "m²": ("square meter", "square meters"), "km²": ("square kilometer", "square kilometers"),
    "°": ("degree", "degrees"), "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "%": ("percent", "percent"),
    "¢": ("cent", "cents"), "p": ("penny", "pence"),
}  # fmt: skip
_HALVES = {"½": "a half", "¼": "a quarter", "¾": "three quarters", "⅓": "a third", "⅔": "two thirds"}
_LARGE = frozenset(["hundred", "thousand", "million", "billion"])
ABBREVIATIONS: Mapping[str, str] = {
    "mr": "Mister", "mrs": "Missus", "ms": "Miz", "dr": "Doctor", "prof": "Professor", "st": "Saint",
    "vs": "versus", "jr": "Junior", "sr": "Senior", "mt": "Mount", "ave": "Avenue",
}  # fmt: skip
"""What stands for more than its letters when a full stop follows."""
_SIGNS = {"&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "°": "degrees", "×": "times"}
_BETWEEN_NUMBERS = {"-": "minus", "−": "minus", "–": "minus", "x": "times"}
_BEFORE_A_YEAR = frozenset([
    "in", "since", "year", "until", "till", "summer", "winter", "spring", "autumn", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
])  # fmt: skip

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
# "The 1990s" are no seconds.
_UNIT = "|".join(sorted(map(re.escape, set(_UNITS) - {"s"}), key=len, reverse=True))
_PARTS = re.compile(
    r"(?P<before>[^\w$£€¥#@+&°%½¼¾⅓⅔-]*)(?P<core>.*?)(?P<after>(?:['’]s\b)?[^\w$£€¥%°¢½¼¾⅓⅔²+&@#=]*)", re.S
)
Said = Callable[[re.Match[str]], str]


def figures_aloud(written: Sequence[str]) -> tuple[str, ...]:
    """Give each word of a line with its numbers and signs in words.

    >>> figures_aloud("At 7:30 King Henry II ran 10 m.".split())
    ('At', '7 30', 'King', 'Henry', 'the second', 'ran', '10', 'meters.')
    """
    parts = [_part(word) for word in written]
    cores = ["", *(core for _, core, _ in parts), ""]
    ends = ["", *(after for _, _, after in parts)]
    spoken: list[str] = []
    for place, (before, core, after) in enumerate(parts, start=1):
        # What follows a full stop or a comma belongs to something else.
        last = cores[place - 1] if not ends[place - 1] or cores[place - 1].lower() in {"no", "nos"} else ""
        following = cores[place + 1] if not after or after == "." else ""
        said, after = _said(core, after, last, following, cores[max(place - 2, 0)])
        spoken.append(f"{before}{said}{after}")
    return tuple(spoken)


def _part(word: str) -> tuple[str, str, str]:
    if word in _SIGNS or word in _BETWEEN_NUMBERS:
        return "", word, ""
    found = _PARTS.fullmatch(word)
    assert found is not None, "the pattern takes anything"
    return found["before"], found["core"], found["after"]


def _said(core: str, after: str, last: str, following: str, before_last: str) -> tuple[str, str]:
    """Give what is said for a core, and what is left of the marks after it."""
    after_number = bool(re.fullmatch(rf"[-−+$£€¥]?{_NUMBER}|.*\d[-–]\d+", last))
    low = core.lower()
    if low in {"no", "nos"} and after == "." and following[:1].isdigit():
        return "Number" if core[0].isupper() else "number", ""
    if core == "St" and last[:1].isupper() and not following[:1].isupper() and last.lower() not in _TITLES:
        return "Street", after.removeprefix(".")
    if low in ABBREVIATIONS and after.startswith("."):
        return ABBREVIATIONS[low], after[1:]
    if core in _ROMAN and _rules(last, before_last) and (core != "I" or last.lower() in _RULERS):
        return f"the {_ORDINALS[_ROMAN.index(core)]}", after
    if core in _UNITS and after_number and core != "p":
        return _unit(core, last.lstrip("-−+$£€¥")), after
    if core in _BETWEEN_NUMBERS and after_number and following[:1].isdigit():
        return _BETWEEN_NUMBERS[core], after
    if core in _SIGNS:
        return _SIGNS[core], after
    if core.replace(".", "").lower() in {"am", "pm"} and re.fullmatch(r"\d{1,2}(?::\d\d)?", last):
        return f"{core[0].upper()}.M", "." + after.lstrip(".")
    if core.lower() in _LARGE and last[:1] in _MONEY and last[1:]:
        return f"{core} {_MONEY[last[0]][1]}", after
    if core[:1] in _MONEY and following.lower() in _LARGE and re.fullmatch(_NUMBER, core[1:]):
        return core[1:], after
    if re.fullmatch(r"1[1-9]\d\d|20[1-9]\d", core) and last.lower() in _BEFORE_A_YEAR:
        return _year(core), after
    if core in _HALVES and last.isdigit():
        return f"and {_HALVES[core]}", after
    if (found := re.fullmatch(r"(\d)/(\d{1,2})", core)) and _fraction(found):
        said = _fraction(found)
        return ("and " + said.replace("one ", "a ") if last.isdigit() else said), after
    for pattern, say in _RULES:
        if found := pattern.fullmatch(core):
            return say(found), after
    return core, after


def _rules(last: str, before_last: str) -> bool:
    return last[:1].isupper() and (last.lower() in _RULERS or before_last.lower() in _TITLES)


def _unit(unit: str, number: str) -> str:
    return _UNITS[unit][number not in {"1", "½", "¼", "¾"}]


def _money(found: re.Match[str]) -> str:
    one, many, small_one, small = _MONEY[found["sign"]]
    whole, _, part = found["number"].replace(",", "").partition(".")
    said = f"{int(whole)} {one if int(whole) == 1 else many}"
    if len(part) != 2 or not small:
        return said if not part else f"{found['number']} {many}"
    cents = f"{int(part)} {small_one if int(part) == 1 else small}"
    return said if not int(part) else cents if not int(whole) else f"{said} and {cents}"


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), found[2]
    if minute == "00":
        return f"{hour} o'clock" if 0 < hour < 13 else f"{hour} hundred"
    return f"{hour} oh {minute[1]}" if minute[0] == "0" else f"{hour} {minute}"


def _fraction(found: re.Match[str]) -> str:
    over, under = int(found[1]), int(found[2])
    if not 0 < over < under <= len(_ORDINALS) or over >= len(_SMALL):
        return ""
    part = {2: "half", 4: "quarter"}.get(under, _ORDINALS[under - 1])
    return f"{_SMALL[over]} {part}{'s' if over > 1 else ''}"


def _year(year: str) -> str:
    if year[2:] == "00":
        return f"{year[:2]} hundred"
    return f"{year[:2]} oh {year[3]}" if year[2] == "0" else f"{year[:2]} {year[2:]}"


def _digits(found: re.Match[str]) -> str:
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", found[0]))


_SPOKEN: tuple[tuple[str, Said], ...] = (
    (rf"(?P<sign>[$£€¥])(?P<number>{_NUMBER})", _money),
    (rf"(?P<number>{_NUMBER})(?P<sign>[$£€¥])", _money),
    (r"([01]?\d|2[0-4]):([0-5]\d)", _time),
    (r"(\d{1,2}):(\d)", lambda m: f"{m[1]} to {m[2]}"),
    (r"\+?\d{3}(?:-\d{3})*-\d{4}|\+\d[\d-]{6,}|0\d{6,}", _digits),
    (r"0\d+", _digits),
    (rf"({_NUMBER})[-–]({_NUMBER})({_UNIT})?", lambda m: f"{m[1]} to {m[2]}{_with_unit(m[3], m[2])}"),
    (rf"[-−]({_NUMBER})({_UNIT})?", lambda m: f"minus {m[1]}{_with_unit(m[2], m[1])}"),
    (rf"\+({_NUMBER})({_UNIT})?", lambda m: f"plus {m[1]}{_with_unit(m[2], m[1])}"),
    (rf"({_NUMBER})({_UNIT})", lambda m: f"{m[1]}{_with_unit(m[2], m[1])}"),
    (rf"({_NUMBER})[x×]", lambda m: f"{m[1]} times"),
    (rf"({_NUMBER})x({_NUMBER})", lambda m: f"{m[1]} by {m[2]}"),
    (rf"({_NUMBER})×({_NUMBER})", lambda m: f"{m[1]} times {m[2]}"),
    (r"#(\d+)", lambda m: f"number {m[1]}"),
    (r"(\d+)([½¼¾⅓⅔])", lambda m: f"{m[1]} and {_HALVES[m[2]]}"),
    (r"[½¼¾⅓⅔]", lambda m: _HALVES[m[0]]),
    (r"24/7", lambda m: "24 7"),
    (r"(\d{1,2})/(\d{1,2})/(\d{2,4})", lambda m: f"{m[1]} {m[2]} {m[3]}"),
    (r"(\d+)/(\d+)", lambda m: f"{m[1]} out of {m[2]}"),
    (r"(\d+(?:\+\d+)+)(?:=(\d+))?", lambda m: _sum(m[1], m[2])),
    (r"([^\W\d]+)/([^\W\d]+)", lambda m: f"{m[1]} {m[2]}" if m[1] == "and" else f"{m[1]} or {m[2]}"),
    (r"(\w+)&(\w+)", lambda m: f"{m[1]} and {m[2]}"),
    (r"@(\w.*)", lambda m: f"at {m[1]}"),
)
_RULES = tuple((re.compile(pattern), say) for pattern, say in _SPOKEN)


def _with_unit(unit: str | None, number: str) -> str:
    return f" {_unit(unit, number)}" if unit else ""


def _sum(terms: str, total: str | None) -> str:
    return terms.replace("+", " plus ") + (f" equals {total}" if total else "")
