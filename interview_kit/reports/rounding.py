"""Numbers and counts as people read them; the only place where a figure is rounded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

DASH = "–"
MINUS = "−"

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def half_up(value: Fraction, places: int = 2) -> Fraction:
    """Return a value rounded to so many decimals, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole, 10**places) * (-1 if value < 0 else 1)


def show(value: Fraction | None, places: int = 2) -> str:
    """Return ``3.35``; a dash for ``None``."""
    if value is None:
        return DASH
    rounded = half_up(value, places)
    whole = abs(rounded) * 10**places
    digits = str(whole.numerator).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"{MINUS}{text}" if rounded < 0 else text


def short(value: Fraction | None) -> str:
    """Return ``3``, ``3.5`` or ``3.33``; a dash for ``None``."""
    text = show(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(value: Fraction | None) -> str:
    """Return ``+0.24``, ``−0.19`` or ``0.00``; a dash for ``None``."""
    text = show(value)
    return f"+{text}" if value is not None and half_up(value) > 0 else text


def show_float(value: float | None) -> str:
    """Return a statistic that is no exact figure, to two decimals; a dash for ``None``."""
    return show(None if value is None else Fraction(value))


def percent(value: Fraction) -> str:
    """Return a share as whole per cent, ``49%``."""
    return f"{show(value * 100, 0)}%"


def position(value: Fraction | None) -> float | None:
    """Return a figure as a chart plots it: rounded as it is printed."""
    return None if value is None else float(half_up(value))


def gap(value: Fraction) -> str:
    """Return how far two totals are apart; a gap that would print as nothing is ``less than 0.01``."""
    return "less than 0.01" if 0 < value < Fraction(1, 200) else show(value)


def number(count: int) -> str:
    """Return ``three``; figures above twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return ``1 member`` or ``3 members``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def place_word(place: int) -> str:
    """Return ``first``; figures above tenth."""
    return _PLACES[place - 1] if place <= len(_PLACES) else ordinal(place)


def ordinal(place: int) -> str:
    """Return ``1st``, ``2nd``, ``3rd``, ``11th``."""
    teen = place % 100 in {11, 12, 13}
    return f"{place}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def listed(items: Sequence[str], word: str = "and") -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    return f" {word} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def upper_first(text: str) -> str:
    """Return text with its first letter large."""
    return text[:1].upper() + text[1:]


def day(date: dt.date) -> str:
    """Return ``18 March 2026``, whatever the computer's language."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def days(first: dt.date, last: dt.date) -> str:
    """Return ``12 to 13 March 2026``, as short as it can be said."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def moment(at: dt.datetime) -> str:
    """Return ``18 March 2026, 10.42``."""
    return f"{day(at.date())}, {at.hour}.{at.minute:02}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
