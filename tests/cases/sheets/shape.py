"""What a shape is: what somebody or some program did to a filled sheet, and what must be read from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import Mark, ScoreSheet
from interview_kit.word.fill import Value, fill
from tests.documents.answers import values_of


@dataclass(frozen=True)
class Filled:
    """A sheet filled in as Word leaves it, with all that is needed to do something to it."""

    plan: Plan
    issued: Issued
    answers: ScoreSheet
    empty: bytes
    other: bytes
    """Another member's filled sheet on the same candidate."""

    @cached_property
    def values(self) -> dict[str, Value]:
        """What stands in each control."""
        return values_of(self.answers, self.plan)

    @cached_property
    def data(self) -> bytes:
        """The file, filled in."""
        return fill(self.empty, self.values)

    def saying(self, **changed: Value) -> bytes:
        """Return the file with other answers: ``Q1_evidence="…"``."""
        return fill(self.empty, {**self.values, **{key.replace("_", "."): v for key, v in changed.items()}})


@dataclass(frozen=True)
class Resaved:
    """What is read of a shape when LibreOffice saved it, in place of the shape's own expectations."""

    findings: tuple[str, ...] = ()
    ratings: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)
    not_compared: tuple[str, ...] = ()
    """Questions whose evidence and ticks came back spoilt; the findings must then name them."""


@dataclass(frozen=True)
class Shape:
    """One way in which a sheet comes back."""

    id: str
    """As in the tables of docs/word/reading.md."""
    make: Callable[[Filled], bytes]
    """Returns the file that comes back."""
    ratings: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Where a rating reads differently from what was filled in: question, field, value."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """Where a field of the sheet reads differently."""
    findings: tuple[str, ...] = ()
    """Place and code of each finding, once each; codes of warnings end in a question mark."""
    sheet: bool = True
    """False when the file must count for nobody."""
    libreoffice: tuple[str, ...] = ("docx", "odt")
    """As what LibreOffice is asked to save the shape again; nothing where it has nothing to add."""
    resaved: Mapping[str, Resaved] = field(default_factory=dict)
    """What is read when LibreOffice 7.4 saved the shape, by ``docx`` and ``odt``, where that differs."""

    def expected(self, answers: ScoreSheet) -> ScoreSheet | None:
        """Return the sheet that must be read."""
        return _changed(answers, self.ratings, self.fields) if self.sheet else None

    def expected_after(self, kind: str, answers: ScoreSheet) -> ScoreSheet | None:
        """Return the sheet that must be read when LibreOffice saved it."""
        after = self.resaved.get(kind)
        return self.expected(answers) if after is None else _changed(answers, after.ratings, after.fields)

    def findings_after(self, kind: str) -> tuple[str, ...]:
        """Return the findings when LibreOffice saved it."""
        after = self.resaved.get(kind)
        return self.findings if after is None else after.findings


def _changed(
    answers: ScoreSheet, ratings: Mapping[str, Mapping[str, object]], fields: Mapping[str, object]
) -> ScoreSheet:
    changed = tuple(r.model_copy(update=dict(ratings.get(r.question, {}))) for r in answers.ratings)
    return answers.model_copy(update={"ratings": changed, **fields})


def blank(*questions: str) -> dict[str, dict[str, object]]:
    """Return, for :attr:`Shape.ratings`, that these scores are not read."""
    return {question: {"mark": Mark.BLANK, "score": None} for question in questions}


def scored(question: str, score: int) -> dict[str, dict[str, object]]:
    """Return, for :attr:`Shape.ratings`, that a question has this score."""
    return {question: {"mark": Mark.SCORED, "score": score}}
