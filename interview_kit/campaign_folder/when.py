"""The start of an interview from dates and times as people in Britain write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from interview_kit.workbook import Cell

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)T?"),
    re.compile(r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4}|\d{2})(?!\d)"),
    re.compile(
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m>"
        + "|".join(_MONTHS)
        + r")[a-z]*\.?,?[\s-]+(?P<y>\d{4}|\d{2})(?!\d)",
        re.IGNORECASE,
    ),
)
_WEEKDAY = re.compile(
    r"\b(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b\.?,?", re.IGNORECASE
)
_TIME = re.compile(
    r"(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?(?:[:.]00)?\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?:hrs?|hours|h))?",
    re.IGNORECASE,
)
_FOUR_FIGURES = re.compile(r"(?P<h>\d{2})(?P<m>\d{2})(?:\s*(?:hrs?|hours|h))?", re.IGNORECASE)
_NOON = re.compile(r"(?:12\s*)?(?:noon|midday)", re.IGNORECASE)
_CENTURY = 2000
_HALF_DAY = 12
_EARLIEST = 7
"""An hour below this, without am or pm, is more likely an afternoon's: people are asked, not guessed at."""


class UnclearTimeError(ValueError):
    """Says in words for people why a date or time cannot be told."""


def read_when(cells: Iterable[Cell]) -> dt.datetime | None:
    """Return when an interview starts, from one cell or from a date's and a time's.

    ``None`` if all are blank or hold a dash.

    >>> read_when(["Thursday 12 March 2026, 1.30 pm"])
    datetime.datetime(2026, 3, 12, 13, 30)
    >>> read_when(["12/03/2026", "09:30"])
    datetime.datetime(2026, 3, 12, 9, 30)

    Raises:
        UnclearTimeError: when a date or a time is missing, does not exist or can be read in two ways.
    """
    days: list[dt.date] = []
    times: list[dt.time] = []
    for cell in cells:
        _take(cell, days, times)
    if not days and not times:
        return None
    if len(set(days)) > 1 or len(set(times)) > 1:
        msg = "two different dates or times are given"
        raise UnclearTimeError(msg)
    if not days:
        msg = "the day is missing"
        raise UnclearTimeError(msg)
    if not times:
        msg = "the time of day is missing"
        raise UnclearTimeError(msg)
    return dt.datetime.combine(days[0], times[0])


def _take(cell: Cell, days: list[dt.date], times: list[dt.time]) -> None:
    """Add what a cell says to the days and times found so far."""
    if isinstance(cell, dt.datetime):
        days.append(cell.date())
        if cell.time() != dt.time():
            times.append(_sensible(cell.time().replace(second=0, microsecond=0)))
    elif isinstance(cell, dt.date):
        days.append(cell)
    elif isinstance(cell, dt.time):
        times.append(_sensible(cell.replace(second=0, microsecond=0)))
    elif isinstance(cell, str):
        _take_text(" ".join(cell.split()), days, times)
    elif cell is not None:
        msg = f"'{cell}' is a bare number, not a date or time"
        raise UnclearTimeError(msg)


def _take_text(text: str, days: list[dt.date], times: list[dt.time]) -> None:
    rest, day = _cut_date(text)
    if day is not None:
        days.append(day)
    if match := _WEEKDAY.search(rest):
        rest = rest[: match.start()] + rest[match.end() :]
        if day is not None and _DAYS[day.weekday()] != match["day"].casefold():
            msg = f"'{text}' names a day of the week that the date does not fall on"
            raise UnclearTimeError(msg)
    rest = re.sub(r"\bat\b|[,;@]", " ", rest, flags=re.IGNORECASE).strip(" -")
    if rest:
        times.append(_time(rest, text))
    elif day is None and text.strip("-–— "):
        msg = f"'{text}' gives no date and no time"
        raise UnclearTimeError(msg)


def _cut_date(text: str) -> tuple[str, dt.date | None]:
    """Return the text without its date, and the date."""
    for pattern in _DATES:
        if match := pattern.search(text):
            year = int(match["y"])
            named = match["m"].casefold()[:3]
            month = _MONTHS.index(named) + 1 if named in _MONTHS else int(match["m"])
            try:
                day = dt.date(year if year > 99 else _CENTURY + year, month, int(match["d"]))  # noqa: PLR2004 - two figures
            except ValueError:
                msg = f"'{match.group().strip()}' is no day of the calendar (day/month/year)"
                raise UnclearTimeError(msg) from None
            return text[: match.start()] + " " + text[match.end() :], day
    return text, None


def _time(words: str, text: str) -> dt.time:
    """Return the time that the rest of a text gives."""
    words = words.strip()
    if _NOON.fullmatch(words):
        return dt.time(_HALF_DAY)
    match = _FOUR_FIGURES.fullmatch(words) or _TIME.fullmatch(words)
    if match is None:
        msg = f"'{text}' cannot be read as a date and a time"
        raise UnclearTimeError(msg)
    parts = match.groupdict()
    hour, minute, half = int(parts["h"]), int(parts["m"] or 0), (parts.get("half") or "").casefold()
    if half and not 1 <= hour <= _HALF_DAY:
        msg = f"'{text}' has an hour that does not go with am or pm"
        raise UnclearTimeError(msg)
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half.startswith("p") else 0)
    try:
        time = dt.time(hour, minute)
    except ValueError:
        msg = f"'{text}' has a time that no clock shows"
        raise UnclearTimeError(msg) from None
    return time if half else _sensible(time)


def _sensible(time: dt.time) -> dt.time:
    """Return the time when it can be meant as it stands."""
    if time.hour < _EARLIEST:
        msg = f"{time:%H:%M} is before seven in the morning; morning or afternoon is not clear"
        raise UnclearTimeError(msg)
    return time
