"""Where the candidate's information starts a page, so that pages begin with a heading and none is nearly empty.

Lengths in cm, for the styles of the shipped template.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from interview_kit.word.measure import CM_PER_POINT, LINE, count_lines

PAGE: Final = 25.4
RESERVE: Final = 0.7
"""Left free, because no two programs break lines quite alike."""
CLOSE: Final = 0.3
"""With less left free than this a page is surely too small; with more, the text may run on to see."""
TORN: Final = 1.5
"""What a page loses on average where the text runs on: a row or a block goes over as a whole."""
WIDTH: Final = 16.6
FACTS: Final = (4.2, 12.4)
COMPETENCIES: Final = (5.4, 11.2)
LEVELS: Final = (5.4, 11.2)
HANG: Final = 0.95
"""Indent of a level's name after its number."""
_PADDING: Final = 0.36
_SPACING: Final = 1.04
_ROW: Final = 0.16 + 4 * CM_PER_POINT
_SIZE: Final = 12
_HEADING: Final = 15 * LINE * CM_PER_POINT + 16 * CM_PER_POINT
_HEAD_ROW: Final = 11 * 1.02 * LINE * CM_PER_POINT + 0.16
_TOP: Final = (24 + 13 * 1.02) * LINE * CM_PER_POINT + 12 * CM_PER_POINT
"""Title and subtitle."""


def page_starts(context: Mapping[str, Any]) -> tuple[str, ...]:
    """Return which sections start a page: ``prepare`` where the facts fit one page and the advice another.

    Otherwise the text runs on, over two pages or, where they are too few, over three: then how the panel
    decides (``decide``) starts the last, and what is asked about (``ask``) the second if that fills it well.
    """
    first, second = first_part(context), second_part(context)
    if max(first, second) <= PAGE - RESERVE:
        return ("prepare",)
    close = first <= PAGE - CLOSE and second <= PAGE - RESERVE
    if close or first + second <= 2 * (PAGE - TORN):
        return ()
    middle = _asked(context) + second - _decision(context)
    return ("ask", "decide") if middle <= PAGE - RESERVE else ("decide",)


def first_part(context: Mapping[str, Any]) -> float:
    """Return the height of title, facts, what will happen and what is asked about."""
    facts = sum(_row(f["what"], f["details"], FACTS) for f in context["facts"])
    subtitle = count_lines(f"{context['role']} · for {context['name']}", 13, WIDTH) - 1
    text = _text(f"{context['questions_asked']} We write while you talk.") + _text("", lines=2)
    return (
        _TOP
        + subtitle * 13 * LINE * CM_PER_POINT
        + (_TOP / 3 if context["example"] else 0)
        + _HEAD_ROW
        + facts
        + _HEADING
        + text
        + _asked(context)
    )


def second_part(context: Mapping[str, Any]) -> float:
    """Return the height of all that follows, from how to prepare on."""
    arranged = len(context["arranged"])
    bullets = 3 + (arranged + 1 if arranged else 0)
    return (
        2 * _HEADING
        - 12 * CM_PER_POINT
        + _text("", lines=2)
        + bullets * (_lines(1, 1.08) + 3 * CM_PER_POINT)
        + (_text("", lines=1) if context["situational"] else 0)
        + _text("", lines=4)
        + _decision(context)
    )


def _asked(context: Mapping[str, Any]) -> float:
    """Return the height of what is asked about."""
    table = sum(_row(c["title"], c["definition"], COMPETENCIES) for c in context["competencies"])
    return _HEADING + _text(context["competencies_from"]) + _HEAD_ROW + table


def _decision(context: Mapping[str, Any]) -> float:
    """Return the height of how the panel decides, when a candidate hears, and what is kept."""
    levels = sum(
        max(
            _lines(count_lines(lv["label"], _SIZE, LEVELS[0] - _PADDING - HANG)),
            _lines(count_lines(lv["meaning"], _SIZE, LEVELS[1] - _PADDING)),
        )
        + _ROW
        for lv in context["levels"]
    )
    text = _text(context["how_we_decide"]) + _text("", lines=2) + _text(context["what_we_keep"])
    return 3 * _HEADING + text + _HEAD_ROW + levels


def _lines(count: int, factor: float = _SPACING) -> float:
    return count * _SIZE * factor * LINE * CM_PER_POINT


def _text(text: str, *, lines: int = 0) -> float:
    return _lines(lines or count_lines(text, _SIZE, WIDTH), 1.08) + 5 * CM_PER_POINT


def _row(first: str, second: str, widths: tuple[float, float]) -> float:
    one = count_lines(first, _SIZE, widths[0] - _PADDING, bold=True)
    other = count_lines(second, _SIZE, widths[1] - _PADDING)
    return _lines(max(one, other)) + _ROW
