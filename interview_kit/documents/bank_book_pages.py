"""On which page of the printed bank everything stands, so that its contents page is right in any program.

Word does not count pages before somebody tells it to; so the pages are settled here. Each competency and
each question begins a page, and how many pages each takes is measured. Lengths in cm, for the styles of
the shipped template.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from interview_kit.documents.bank_book_view import AnswerView, CompetencyView, QuestionView
from interview_kit.domain.framework import Indicator, Statement
from interview_kit.word.measure import CM_PER_POINT, LINE, count_lines, count_lines_of

PAGE: Final = 25.9
"""Height between the margins of A4."""
RESERVE: Final = 0.6
"""Left free, because no two programs break lines quite alike."""
WIDTH: Final = 17.4
_ROOM: Final = PAGE - RESERVE
_PADDING: Final = 0.16
_SIDES: Final = 0.36
_HANGING: Final = 0.95
_BAR: Final = WIDTH - 0.6
"""Width of what is read aloud, beside its bar."""
_LEAD_COLUMN: Final = 7.9 - _SIDES
_WIDE: Final = 14.6 - _SIDES
_CONTENTS_HEAD: Final = 1.3
_LEGEND: Final = 10.4
"""The table that says how to read a page, with its heading."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a competency and its questions stand, in pages of the whole book."""

    page: int
    questions: tuple[int, ...]
    list_apart: bool
    """The list of questions does not fit below the behaviours and begins a page of its own."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where everything stands, and how many pages there are."""

    legend_apart: bool
    competencies: tuple[Placed, ...]
    count: int


def settle_pages(competencies: Sequence[CompetencyView]) -> Pages:
    """Return the page of each competency and question; the title page is page 1, the contents page 2."""
    contents = _contents(competencies)
    legend_apart = contents + _LEGEND > _ROOM
    page = 2 + _pages(contents) + legend_apart
    placed: list[Placed] = []
    for competency in competencies:
        about, listed = _about(competency), _list(competency.questions)
        apart = about + listed > _ROOM
        first = page
        page += _pages(about) + _pages(listed) if apart else 1
        numbers: list[int] = []
        for question in competency.questions:
            numbers.append(page)
            page += _pages(question_height(question))
        placed.append(Placed(first, tuple(numbers), apart))
    return Pages(legend_apart, tuple(placed), page - 1)


def question_height(question: QuestionView) -> float:
    """Return how high a question's page is filled."""
    heads = _lines(1, 13) + _points(4) + _row(_lines(1, 9)) + _row(_lines(1, 9.5))
    spoken = (
        2 * _lines(1, 9, 1.02)
        + _lines(count_lines(question.lead, 14, _BAR, bold=True), 14, 1.05)
        + _lines(count_lines(question.alternative, 12, _BAR), 12, 1.05)
        + _points(8 + 6 + 3 + 4 * 4)
    )
    probes = sum(_row(_lines(count_lines(p.ask, 11, _WIDE), 11)) for p in question.probes)
    behaviours = max(_behaviours(question.effective, 9.9), _behaviours(question.ineffective, 7.5))
    serves = _lines(1, 9.5) + _points(4) if question.serves else 0.0
    answers = sum(_answer(answer) for answer in question.answers)
    notes = f"For this question: {question.notes}"
    noted = _lines(count_lines(notes, 9.5, WIDTH), 9.5) + _points(6) if question.notes else 0.0
    tables = 3 * (_label() + _row(_lines(1, 9)))
    return heads + spoken + probes + behaviours + serves + answers + tables + noted


def _contents(competencies: Sequence[CompetencyView]) -> float:
    clusters = sum(c.opens for c in competencies)
    return _CONTENTS_HEAD + clusters * (_lines(1, 10) + _points(13)) + len(competencies) * _entry()


def _entry() -> float:
    return _lines(1, 11) + _points(5)


def _about(competency: CompetencyView) -> float:
    """Return the height of a competency's page above the list of its questions."""
    title = _lines(count_lines(competency.title, 20, WIDTH, bold=True), 20, 1.02) + _points(4)
    cluster = _lines(1, 10) + _points(2)
    definition = _lines(count_lines(competency.definition, 12, _BAR), 12, 1.08) + _points(4 + 8)
    skills = _lines(count_lines(f"Skills: {competency.skills}", 9.5, WIDTH), 9.5) + _points(8)
    behaviours = max(_behaviours(competency.effective, 8.7), _behaviours(competency.ineffective, 8.7))
    named = _lines(1, 8.5) + _points(6)
    statements = _label() + _statements(competency.statements) if competency.statements else 0.0
    table = _label() + _row(_lines(1, 9)) + behaviours
    return cluster + title + named + definition + skills + statements + table


def _list(questions: Sequence[QuestionView]) -> float:
    rows = sum(_row(_lines(count_lines(q.lead, 9.5, _LEAD_COLUMN), 9.5)) for q in questions)
    return _label() + _row(_lines(1, 9)) + rows


def _behaviours(behaviours: Iterable[Indicator], column: float) -> float:
    width = column - _SIDES - _HANGING
    return _row(sum(_lines(count_lines(b.text, 9.5, width), 9.5) for b in behaviours))


def _statements(statements: Iterable[Statement]) -> float:
    width = WIDTH - _HANGING
    return sum(_lines(count_lines(s.text, 9.5, width), 9.5) + _points(4) for s in statements)


def _answer(answer: AnswerView) -> float:
    clauses = (
        count_lines_of([(f"{c.text} ", 9.5, False), (c.rests_on, 8.5, False)], _WIDE - 0.4)
        for c in answer.clauses
    )
    return _row(max(_lines(sum(clauses), 9.5) + _points(2) * len(answer.clauses), _lines(3, 9)))


def _label() -> float:
    return _lines(1, 10.5) + _points(8 + 3)


def _row(content: float) -> float:
    return content + _PADDING


def _lines(count: int, size: float, factor: float = 1.02) -> float:
    return count * size * LINE * factor * CM_PER_POINT


def _points(points: float) -> float:
    return points * CM_PER_POINT


def _pages(height: float) -> int:
    return max(1, math.ceil(height / _ROOM))
