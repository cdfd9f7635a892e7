"""Days as people write them."""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
_YEAR_LAST = re.compile(r"(?P<first>[0-9]{1,2})([-./])(?P<second>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?"
_NAMED_MONTH = (
    re.compile(rf"{_DAY} (?:of )?(?P<month>[a-z]{{3,}})\.?,? (?P<year>[0-9]{{4}})"),
    re.compile(rf"(?P<month>[a-z]{{3,}})\.? {_DAY},? (?P<year>[0-9]{{4}})"),
)
_WANTED = "write it such as 2026-05-03 or 3 May 2026"


def day_in_words(day: datetime.date) -> str:
    """Write a day as people do.

    >>> day_in_words(datetime.date(2026, 11, 25))
    '25 November 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def parse_day(text: str) -> datetime.date:
    """Read a day that can be meant in one way only.

    The year comes first, or the month is a name, or one of the two small numbers can be no month.

    Raises:
        ValueError: It is no day, or may be two; the text says which form is wanted.

    >>> parse_day("2026-5-3") == parse_day("3 May 2026") == parse_day("May 3rd, 2026")
    True
    >>> parse_day("13.5.2026") == parse_day("5/13/2026")
    True
    >>> parse_day("3.5.2026")
    Traceback (most recent call last):
    ValueError: '3.5.2026' may be 3 May 2026 or 5 March 2026: write it such as 2026-05-03 or 3 May 2026
    """
    days = sorted(set(_readings(" ".join(text.lower().split()))), key=lambda day: (day.day, day.month))
    if len(days) > 1:
        raise ValueError(f"{text!r} may be {' or '.join(map(day_in_words, days))}: {_WANTED}")
    if not days:
        raise ValueError(f"{text[:40]!r} is no day: {_WANTED}")
    return days[0]


def _readings(text: str) -> Iterator[datetime.date]:
    if found := _YEAR_FIRST.fullmatch(text):
        yield from _if_it_exists(found["year"], found["month"], found["day"])
    elif found := _YEAR_LAST.fullmatch(text):
        yield from _if_it_exists(found["year"], found["second"], found["first"])
        yield from _if_it_exists(found["year"], found["first"], found["second"])
    elif found := next(filter(None, (form.fullmatch(text) for form in _NAMED_MONTH)), None):
        for number, name in enumerate(_MONTHS, start=1):
            if name.lower().startswith(found["month"]):
                yield from _if_it_exists(found["year"], number, found["day"])


def _if_it_exists(year: str, month: str | int, day: str) -> Iterator[datetime.date]:
    with suppress(ValueError):
        yield datetime.date(int(year), int(month), int(day))
