"""Days, times and numbers as the documents say them, in British English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SMALL: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NOON: Final = 12


def day(date: dt.date) -> str:
    """Return ``12 March 2026``."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def weekday(date: dt.date, *, year: bool = True) -> str:
    """Return ``Thursday 12 March 2026``, or without the year."""
    named = f"{_DAYS[date.weekday()]} {date.day} {_MONTHS[date.month - 1]}"
    return f"{named} {date.year}" if year else named


def clock(time: dt.datetime) -> str:
    """Return ``1.30 pm``, or ``12 noon``."""
    if (time.hour, time.minute) == (_NOON, 0):
        return "12 noon"
    hour = (time.hour - 1) % _NOON + 1
    return f"{hour}.{time.minute:02d} {'am' if time.hour < _NOON else 'pm'}"


def number(count: int) -> str:
    """Return a count in words up to ten, then in figures."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def count_of(count: int, one: str, many: str = "") -> str:
    """Return ``one question`` or ``six questions``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, or ``a, b and c``; empty for none."""
    if len(parts) < 2:  # noqa: PLR2004 - one is no list
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def sentence(text: str) -> str:
    """Return text with a capital at the beginning and a full stop at the end."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def one_line(text: str) -> str:
    """Return text without line breaks and doubled spaces."""
    return " ".join(text.split())
