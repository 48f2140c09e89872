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
_LEAD_COLUMN: Final = 8.6 - _SIDES
_WIDE: Final = 14.6 - _SIDES
_CONTENTS_HEAD: Final = 1.3
_LEGEND: Final = 10.4
"""The table that says how to read a page, with its heading."""


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """Where a question stands, and how it is set so that it fits there."""

    page: int
    dense: bool
    """Set in smaller type, because the page is too short for it otherwise."""
    answers_apart: bool
    """What might be heard stands on a second page."""


@dataclass(frozen=True, slots=True)
class CompetencyPlace:
    """Where a competency and its questions stand."""

    page: int
    list_apart: bool
    """The list of questions does not fit below the behaviours and begins a page of its own."""
    questions: tuple[QuestionPlace, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """Where everything stands, and how many pages there are."""

    legend_apart: bool
    competencies: tuple[CompetencyPlace, ...]
    count: int


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Type sizes of a question's page, in points."""

    lead: float
    alternative: float
    probe: float
    behaviour: float


_FULL: Final = _Sizes(14, 12, 11, 9.5)
_DENSE: Final = _Sizes(12, 10.5, 9.5, 8.5)


def settle_pages(competencies: Sequence[CompetencyView]) -> Pages:
    """Return the page of each competency and question; the title page is page 1, the contents page 2."""
    contents = _contents(competencies)
    legend_apart = contents + _LEGEND > _ROOM
    page = 2 + math.ceil(contents / _ROOM) + legend_apart
    placed: list[CompetencyPlace] = []
    for competency in competencies:
        about, rows = _about(competency), _list(competency.questions)
        apart = about + _LIST_HEAD + sum(rows) > _ROOM
        first = page
        page += math.ceil(about / _ROOM) + _pages_of(rows) if apart else 1
        places: list[QuestionPlace] = []
        for question in competency.questions:
            dense = _height(question, _FULL) > _ROOM
            answers_apart = dense and _height(question, _DENSE) > _ROOM
            places.append(QuestionPlace(page, dense, answers_apart))
            page += 1 + answers_apart
        placed.append(CompetencyPlace(first, apart, tuple(places)))
    return Pages(legend_apart, tuple(placed), page - 1)


def _pages_of(rows: Sequence[float]) -> int:
    """Return how many pages a list takes whose rows do not tear and whose heading row is repeated."""
    pages, used = 1, _LIST_HEAD
    for row in rows:
        if used + row > _ROOM:
            pages, used = pages + 1, _LIST_HEAD
        used += row
    return pages


def _height(question: QuestionView, sizes: _Sizes) -> float:
    """Return how high a question's page is filled."""
    heads = _lines(1, 13) + _points(4) + _row(_lines(1, 9)) + _row(_lines(1, 9.5))
    lead = _lines(count_lines(question.lead, sizes.lead, _BAR, bold=True), sizes.lead, 1.05)
    alternative = _lines(count_lines(question.alternative, sizes.alternative, _BAR), sizes.alternative, 1.05)
    spoken = 2 * _lines(1, 9) + lead + alternative + _points(10 + 6 + 3 + 4 * 4)
    probes = sum(_row(_lines(count_lines(p.ask, sizes.probe, _WIDE), sizes.probe)) for p in question.probes)
    effective = _behaviours(question.effective, 9.9, sizes.behaviour)
    behaviours = max(effective, _behaviours(question.ineffective, 7.5, sizes.behaviour))
    serves = _lines(1, 9.5) + _points(4) if question.serves else 0.0
    answers = sum(_answer(answer) for answer in question.answers)
    notes = _lines(count_lines(f"For this question: {question.notes}", 9.5, WIDTH), 9.5) + _points(6)
    tables = 3 * (_label() + _row(_lines(1, 9)))
    return heads + spoken + probes + behaviours + serves + answers + tables + (notes if question.notes else 0)


def _contents(competencies: Sequence[CompetencyView]) -> float:
    clusters = sum(c.opens for c in competencies)
    return _CONTENTS_HEAD + clusters * (_lines(1, 10) + _points(13)) + len(competencies) * _entry()


def _entry() -> float:
    return _lines(1, 11) + _points(5)


def _about(competency: CompetencyView) -> float:
    """Return the height of a competency's page above the list of its questions."""
    title = _lines(count_lines(competency.title, 20, WIDTH, bold=True), 20) + _points(4)
    cluster = _lines(1, 10) + _points(2) if competency.cluster else 0.0
    named = _lines(1, 8.5) + _points(4)
    definition = _lines(count_lines(competency.definition, 12, _BAR), 12, 1.08) + _points(8 + 8)
    skills = _lines(count_lines(f"Skills: {competency.skills}", 9.5, WIDTH), 9.5) + _points(4)
    statements = _label() + _statements(competency.statements) if competency.statements else 0.0
    effective = _behaviours(competency.effective, 8.7, 9.5)
    behaviours = max(effective, _behaviours(competency.ineffective, 8.7, 9.5))
    table = _label() + _row(_lines(1, 9)) + behaviours
    return cluster + title + named + definition + (skills if competency.skills else 0) + statements + table


def _list(questions: Sequence[QuestionView]) -> list[float]:
    """Return the height of each row of the list of questions."""
    return [_row(max(_lines(count_lines(q.lead, 9, _LEAD_COLUMN), 9), _lines(1, 9.5))) for q in questions]


def _behaviours(behaviours: Iterable[Indicator], column: float, size: float) -> float:
    width = column - _SIDES - _HANGING
    return _row(sum(_lines(count_lines(b.text, size, width), size) for b in behaviours))


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


_LIST_HEAD: Final = _label() + _row(_lines(1, 9))
