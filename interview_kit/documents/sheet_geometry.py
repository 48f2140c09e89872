"""How high the evidence box of each question may be, so that a question and its score share a page.

Lengths in cm. The figures are those of the shipped template's styles; a council that restyles it keeps
the rule (a row never tears) and loses at most some of the room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from interview_kit.documents import layout
from interview_kit.documents.sheet_view import QuestionView
from interview_kit.word.measure import CM_PER_POINT, LINE, count_lines, count_lines_of, text_width

PAGE: Final = 25.9
"""Height between the margins of A4."""
RESERVE: Final = 0.6
"""Left free, because no two programs break lines quite alike."""
LEAST: Final = 6.0
"""Less room than this to write in, and every question gets two pages."""
WIDTH: Final = 17.4
_CONTENT: Final = 14.2 - 0.36
_PADDING: Final = 0.16
_SPACING: Final = 1.02
_TICK: Final = 14 * CM_PER_POINT + _PADDING
_LEAST_TICK_ROW: Final = 0.62
_LEAST_LEVEL_ROW: Final = 0.5
_ROOMY: Final = 0.45
"""How much higher a row becomes where its page has room: easier to tick by finger or pen."""
_LEAST_SCORE_ROW: Final = 0.95
_SCORE_FRAME: Final = 0.1


@dataclass(frozen=True, slots=True)
class Geometry:
    """The height of each question's evidence box and rows, and whether a question takes two pages."""

    two_pages: bool
    evidence: tuple[float, ...]
    rows: tuple[tuple[float, ...], ...]
    """The least heights of each question's rows: effective and ineffective behaviours, then levels."""


def sheet_geometry(questions: Sequence[QuestionView]) -> Geometry:
    """Return the evidence heights; two pages for all questions if one page leaves any too little."""
    tops = [_top(q) for q in questions]
    one_page = [PAGE - RESERVE - top - _rest(q) for top, q in zip(tops, questions, strict=True)]
    if min(one_page) >= LEAST:
        return Geometry(
            two_pages=False, evidence=tuple(one_page), rows=tuple(_least_rows(q) for q in questions)
        )
    return Geometry(
        two_pages=True,
        evidence=tuple(PAGE - RESERVE - top for top in tops),
        rows=tuple(_roomy_rows(q) for q in questions),
    )


def second_page(question: QuestionView) -> float:
    """Return the height of what stands on the second page of the two-page form."""
    return _lead(question) + _rest(question)


def _least_rows(question: QuestionView) -> tuple[float, ...]:
    ticks = len(question.effective) + len(question.ineffective)
    return (_LEAST_TICK_ROW,) * ticks + (_LEAST_LEVEL_ROW,) * len(question.levels)


def _roomy_rows(question: QuestionView) -> tuple[float, ...]:
    """Return the heights of rows on a second page, with a share each of what the page leaves free."""
    heights = (
        *(_tick_row(behaviour.text) for behaviour in (*question.effective, *question.ineffective)),
        *(_level_row(level.label, level.short, level.heard) for level in question.levels),
    )
    free = max(0.0, PAGE - RESERVE - second_page(question))
    return tuple(height + min(_ROOMY, free / len(heights)) for height in heights)


def _lines(count: int, size: float, factor: float = _SPACING) -> float:
    return count * size * LINE * factor * CM_PER_POINT


def _top(question: QuestionView) -> float:
    """Return the height of heading, question and probes."""
    heading = f"Question {question.number} of {question.of}: {question.title}"
    minutes = text_width(f"{question.minutes} minutes", 9, bold=True)
    lines = count_lines(heading, 13, WIDTH - minutes - 0.3, bold=True)
    probes = sum(count_lines(probe, 9.5, _CONTENT) for probe in question.probes)
    return _lines(lines, 13) + 4 * CM_PER_POINT + _lead(question) + _lines(probes, 9.5) + _PADDING


def _lead(question: QuestionView) -> float:
    return _lines(count_lines(question.lead, 12.5, _CONTENT, bold=True), 12.5, 1.05) + _PADDING


def _rest(question: QuestionView) -> float:
    """Return the height of behaviours, levels and score, with their headings."""
    heads = (3 if question.ineffective else 2) * (_lines(1, 9) + _PADDING)
    behaviours = (*question.effective, *question.ineffective)
    ticks = sum(_tick_row(behaviour.text) for behaviour in behaviours)
    levels = sum(_level_row(level.label, level.short, level.heard) for level in question.levels)
    return heads + ticks + levels + _score_row(question)


def _tick_row(text: str) -> float:
    return max(_lines(count_lines(text, 9.5, _CONTENT), 9.5) + _PADDING, _TICK, _LEAST_TICK_ROW)


def _level_row(label: str, short: str, heard: str) -> float:
    named = count_lines_of([(f"{label}   ", 9.5, True), (short, 8.5, False)], _CONTENT)
    anchor = _lines(count_lines(heard, 9, _CONTENT), 9) if heard else 0.0
    text = _lines(1, 9.5) + _lines(named - 1, 8.5) + anchor
    return max(text, _lines(1, 13)) + _PADDING


def _score_row(question: QuestionView) -> float:
    """Return the height of the score's row when the longest entry has been chosen."""
    hint = text_width(layout.SCORE_HINT, 8.5) + 0.3
    longest = max(text_width(layout.SCORE_LABEL + item.text, 13, bold=True) for item in question.score_items)
    lines = 1 if longest + hint <= _CONTENT else 2
    return max(_lines(lines, 13) + _PADDING, _LEAST_SCORE_ROW) + _SCORE_FRAME
