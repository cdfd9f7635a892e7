"""Days as people write them."""

import datetime

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(day: datetime.date) -> str:
    """Write a day as people do.

    >>> day_in_words(datetime.date(2026, 11, 25))
    '25 November 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
