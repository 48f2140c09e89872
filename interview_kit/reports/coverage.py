"""Which question draws out or listens for which behaviour, as one self-contained page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from interview_kit.domain.framework import Competency, Framework
from interview_kit.domain.question import Question
from interview_kit.domain.typography import printed
from interview_kit.reports.self_contained import render_page

PAGE: Final = "coverage.html.j2"
STYLES: Final = ("comparison.css", "coverage.css")
ELICITED, LISTENED_FOR = "E", "L"
_GROUPS_WANTED: Final = 2
_NO_QUESTION, _ONE_GROUP = "no question", "one group only"


@dataclass(frozen=True, slots=True)
class Row:
    """One behaviour: a mark for each question of its competency, how many there are, and what is amiss."""

    id: str
    text: str
    effective: bool
    marks: tuple[str, ...]
    """``E``, ``L`` or nothing, in the order of the questions."""
    total: int
    gap: str
    """What a reader should see: ``no question``, ``one group only``; empty where nothing is amiss."""


@dataclass(frozen=True, slots=True)
class Column:
    """One question: its number in the competency, its words, and how many behaviours it serves."""

    number: str
    lead: str
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """One competency: behaviours down, questions across."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def gaps(self) -> int:
        """How many behaviours have something amiss."""
        return sum(bool(row.gap) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the page shows."""

    title: str
    organisation: str
    in_short: tuple[str, ...]
    matrices: tuple[Matrix, ...]


def build_coverage(framework: Framework, questions: Sequence[Question]) -> Coverage:
    """Return the coverage of a framework by these questions, its texts as they are printed."""
    framework, questions = printed(framework), [printed(question) for question in questions]
    matrices = tuple(_matrix(framework, competency, questions) for competency in framework.competencies)
    return Coverage(framework.title, framework.organisation, tuple(_in_short(matrices)), matrices)


def render_coverage(coverage: Coverage, templates: Mapping[str, Path]) -> str:
    """Return the page; ``coverage.html.j2``, ``comparison.css`` and ``coverage.css`` are used.

    Raises:
        KitError: when a template is missing, is not UTF-8, or has a broken or forbidden tag.
    """
    return render_page(PAGE, STYLES, templates, {"coverage": coverage})


def _matrix(framework: Framework, competency: Competency, questions: Iterable[Question]) -> Matrix:
    full = f"{framework.id}/{competency.id}"
    mine = [q for q in questions if q.competency == full]
    columns = tuple(
        Column(q.id.rpartition("/")[2], q.lead, len({*q.indicators, *q.contra_indicators})) for q in mine
    )
    rows = chain(
        (_row(e.id, e.text, mine, effective=True) for e in competency.effective),
        (_row(i.id, i.text, mine, effective=False) for i in competency.ineffective),
    )
    return Matrix(competency.id, competency.title, columns, tuple(rows))


def _row(id_: str, text: str, questions: Sequence[Question], *, effective: bool) -> Row:
    served = [id_ in (q.indicators if effective else q.contra_indicators) for q in questions]
    mark = ELICITED if effective else LISTENED_FOR
    groups = {q.variant_group for q, hit in zip(questions, served, strict=True) if hit}
    gap = ""
    if not groups:
        gap = _NO_QUESTION
    elif effective and len(groups) < _GROUPS_WANTED:
        gap = _ONE_GROUP
    return Row(id_, text, effective, tuple(mark if hit else "" for hit in served), sum(served), gap)


def _in_short(matrices: Sequence[Matrix]) -> Iterator[str]:
    rows = [row for matrix in matrices for row in matrix.rows]
    effective = sum(row.effective for row in rows)
    yield (
        f"{sum(len(m.columns) for m in matrices)} live questions on {len(matrices)} competencies, with "
        f"{effective} effective behaviours to draw out and {len(rows) - effective} ineffective ones to listen for."
    )
    bare = sum(row.gap == _NO_QUESTION for row in rows)
    thin = sum(row.gap == _ONE_GROUP for row in rows)
    if bare:
        yield f"{bare} {'behaviour is' if bare == 1 else 'behaviours are'} without a question."
    if thin:
        yield (
            f"{thin} effective {'behaviour is' if thin == 1 else 'behaviours are'} drawn out by questions of one "
            "group only: an interview that cannot use them loses the behaviour."
        )
    if not (bare or thin):
        yield (
            "Every effective behaviour is drawn out by questions of two groups or more, and every ineffective one is "
            "listened for."
        )
