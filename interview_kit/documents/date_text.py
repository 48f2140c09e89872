"""Dates as people in Britain write them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from interview_kit.domain.fingerprint import normalise

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_WHOLE: Final = 4
"""Figures of a year that is written out."""
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FIGURES: Final = re.compile(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4}|[0-9]{2})")
_WORDS: Final = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?"
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? ([0-9]{4}|[0-9]{2})"
)


def read_date(text: str) -> dt.date | None:
    """Return the day that a text names, day before month; None when it names none.

    ``12 March 2026``, ``Thursday 12th March 2026``, ``12/03/2026``, ``12.3.26`` and ``2026-03-12``
    are the same day.
    """
    plain = normalise(text).casefold().strip(" .")
    if found := _ISO.fullmatch(plain):
        year, month, day = found[1], int(found[2]), int(found[3])
    elif found := _FIGURES.fullmatch(plain):
        day, month, year = int(found[1]), int(found[2]), found[3]
    elif found := _WORDS.fullmatch(plain):
        day, month, year = int(found[1]), _MONTHS[found[2]], found[3]
    else:
        return None
    try:
        return dt.date(int(year if len(year) == _WHOLE else f"20{year}"), month, day)
    except ValueError:
        return None
