"""Where the guide starts a page before its questions, so that no page is nearly empty.

Lengths in cm, for the styles of the shipped template.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from interview_kit.word.measure import CM_PER_POINT, LINE, count_lines

PAGE: Final = 25.9
RESERVE: Final = 0.5
"""Left free, because no two programs break lines quite alike."""
MEMBERS: Final = (4.2, 9.4, 3.8)
STEPS: Final = (2.2, 2.2, 10.8, 2.2)
CANDIDATES: Final = (4.6, 6.4, 6.4)
SAY: Final = 21.5
"""Height of what to say, how to ask, and ways of rating that go wrong."""
WELL_FILLED: Final = 6.0
"""A page with so much on it may end there."""
_SIDES: Final = 0.36
_PADDING: Final = 0.16
_TABLE: Final = 13 * LINE * CM_PER_POINT + 16 * CM_PER_POINT + 9 * 1.02 * LINE * CM_PER_POINT + _PADDING
"""A heading and the head row of the table under it."""
_TOP: Final = (20 + 10.5 + 2 * 10.5 * 1.08) * LINE * CM_PER_POINT + 28 * CM_PER_POINT
"""Title, subtitle and what it is about."""


def page_starts(context: Mapping[str, Any]) -> tuple[str, ...]:
    """Return which sections start a page: ``say`` where panel, timetable and candidates fill theirs well.

    With more candidates what to say follows their table if it fits under it; where neither does, the
    candidates (``days``) start a page too.
    """
    first = first_part(context)
    if first <= PAGE - RESERVE:
        return ("say",)
    last = first % PAGE
    if last + SAY <= PAGE - RESERVE:
        return ()
    return ("say",) if last >= WELL_FILLED else ("days", "say")


def first_part(context: Mapping[str, Any]) -> float:
    """Return the height of title, panel, timetable and candidates."""
    members = sum(_row((m["name"], m["part"], m["asks"]), MEMBERS) for m in context["members"])
    steps = sum(_row(("", "", s["what"], s["who"]), STEPS) for s in context["steps"])
    candidates = sum(
        _row((f"{c['ref']} {c['name']}", c["interview"], c["adjustments"]), CANDIDATES)
        for c in context["candidates"]
    )
    example = 10.5 * LINE * CM_PER_POINT + 8 * CM_PER_POINT if context["example"] else 0
    tables = 3 if context["candidates"] else 2
    return _TOP + example + tables * _TABLE + members + steps + candidates


def _row(texts: tuple[str, ...], widths: tuple[float, ...]) -> float:
    lines = max(
        count_lines(text, 9.5, width - _SIDES, bold=at == 0)
        for at, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return lines * 9.5 * 1.02 * LINE * CM_PER_POINT + _PADDING
