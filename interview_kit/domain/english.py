"""Days, times, numbers and lists as the kit says them, in British English whatever the computer's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SMALL: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLACES: Final = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_NOON: Final = 12


def day(date: dt.date) -> str:
    """Return ``12 March 2026``."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def weekday(date: dt.date, *, year: bool = True) -> str:
    """Return ``Thursday 12 March 2026``, or without the year."""
    named = f"{_DAYS[date.weekday()]} {date.day} {_MONTHS[date.month - 1]}"
    return f"{named} {date.year}" if year else named


def days(first: dt.date, last: dt.date) -> str:
    """Return ``12 to 13 March 2026``, as short as it can be said."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def clock(time: dt.datetime) -> str:
    """Return ``1.30 pm``, or ``12 noon``."""
    if (time.hour, time.minute) == (_NOON, 0):
        return "12 noon"
    hour = (time.hour - 1) % _NOON + 1
    return f"{hour}.{time.minute:02d} {'am' if time.hour < _NOON else 'pm'}"


def moment(at: dt.datetime) -> str:
    """Return ``18 March 2026, 10.42``."""
    return f"{day(at.date())}, {at.hour}.{at.minute:02}"


def number(count: int) -> str:
    """Return a count in words up to ten, then in figures: ``no``, ``three``, ``1,200``."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def count_of(count: int, one: str, many: str = "") -> str:
    """Return ``one question`` or ``six questions``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def counted(count: int, one: str, many: str = "") -> str:
    """Return ``1 member`` or ``3 members``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def ordinal(place: int) -> str:
    """Return ``1st``, ``2nd``, ``3rd``, ``11th``."""
    teen = place % 100 in {11, 12, 13}
    return f"{place}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def place_word(place: int) -> str:
    """Return ``first``; figures above tenth."""
    return _PLACES[place - 1] if place <= len(_PLACES) else ordinal(place)


def listed(items: Sequence[str], word: str = "and") -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``; empty for none."""
    return f" {word} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def first_few(items: Sequence[str], most: int) -> str:
    """Return ``a, b, c`` or, of more than so many items, ``a, b, c and 12 more``; empty for none."""
    more = len(items) - most
    return ", ".join(items[:most]) + (f" and {more} more" if more > 0 else "")


def upper_first(text: str) -> str:
    """Return text with its first letter large."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return text with a capital at the beginning and a full stop at the end."""
    return f"{upper_first(text).rstrip('.')}."


def one_line(text: str) -> str:
    """Return text without line breaks and doubled spaces."""
    return " ".join(text.split())
