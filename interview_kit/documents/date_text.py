"""Dates as people in Britain write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import Final

from interview_kit.domain.fingerprint import normalise

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb", "febr"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_WHOLE: Final = 4
"""Figures of a year that is written out."""
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FIGURES: Final = re.compile(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4}|[0-9]{2})")
_WORDS: Final = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?"
    rf"({'|'.join(_MONTHS)})\.?,? ([0-9]{{4}}|[0-9]{{2}})"
)


def read_date(text: str, *, recorded: Collection[dt.date] = ()) -> dt.date | None:
    """Return the day that a text names, day before month; None when it names none, or another than is recorded.

    ``12 March 2026``, ``Thursday 12th March 2026``, ``12/03/2026``, ``12.3.26`` and ``2026-03-12``
    are the same day.

    Args:
        text: what is shown.
        recorded: the days that the control behind it records. Where a computer shows the month first, they tell.
    """
    plain = normalise(text).casefold().strip(" .")
    if found := _ISO.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _FIGURES.fullmatch(plain):
        day, month, year = found.groups()
        if set(recorded) == {_day(year, day, month)}:
            day, month = month, day
    elif found := _WORDS.fullmatch(plain):
        day, month, year = found[1], str(_MONTHS[found[2]]), found[3]
    else:
        return None
    shown = _day(year, month, day)
    return shown if set(recorded) <= {shown} else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    """Return a day; none when there is none such."""
    try:
        return dt.date(int(year if len(year) == _WHOLE else f"20{year}"), int(month), int(day))
    except ValueError:
        return None
