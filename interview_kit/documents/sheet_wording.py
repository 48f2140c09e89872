"""Whether the printed questions of a sheet are still those of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from interview_kit.documents.form_fields import Form
from interview_kit.documents.layout import (
    evidence_key,
    indicator_key,
    level_key,
    probes_key,
    question_key,
    score_key,
)
from interview_kit.documents.sheet_view import heard_at
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.framework import Indicator
from interview_kit.domain.plan import Plan, PlannedQuestion
from interview_kit.domain.scale import Scale
from interview_kit.errors import Finding, Severity
from interview_kit.word.content import Row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Printed:
    """One row that is printed and not filled in: its key, what it is called, and its words."""

    key: str
    what: str
    words: str
    """Normalised."""
    is_ticked: bool = False
    """True where a tick is asked for beside it."""


class _Same(Generic[T]):
    """A value that is equal to itself only, so that it can be looked up without reading all of it."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def behaviours(question: PlannedQuestion) -> tuple[Indicator, ...]:
    """Return the behaviours of a question in the order printed, effective ones first."""
    effective: tuple[Indicator, ...] = question.effective
    return (*effective, *question.ineffective)


@lru_cache(maxsize=64)
def _printed(question: _Same[PlannedQuestion], scale: _Same[Scale]) -> tuple[_Printed, ...]:
    """Return what is printed for a question; kept, because all sheets of a campaign have the same."""
    return tuple(_compose(question.value, scale.value))


def _compose(question: PlannedQuestion, scale: Scale) -> Iterator[_Printed]:
    key = question.key
    yield _Printed(question_key(key), "the question", normalise(question.question.lead))
    probes = " ".join(p.ask for p in question.question.probes)
    yield _Printed(probes_key(key), "the probes", normalise(probes))
    for indicator in behaviours(question):
        yield _Printed(
            indicator_key(key, indicator.id),
            f"behaviour {indicator.id}",
            normalise(indicator.text),
            is_ticked=True,
        )
    for level in scale.levels:
        words = f"{level.label} {level.short} {heard_at(question, level)}"
        yield _Printed(level_key(key, level.level), f"level {level.level}", normalise(words))


def check_wording(form: Form, question: PlannedQuestion, scale: Scale, where: str) -> Iterator[Finding]:
    """Yield a finding for each row of a question that was deleted, doubled or reworded.

    Quotes, dashes, spaces and line breaks may differ; words may not.
    """
    for printed in _printed(_Same(question), _Same(scale)):
        rows = form.rows(printed.key)
        yield from _count(where, printed.key, printed.what, len(rows))
        for row in rows:
            if not printed.is_ticked and any(cell.is_struck for cell in row.cells):
                yield Finding(
                    where=where,
                    problem=f"{printed.what} is struck through",
                    remedy="Look at the sheet, and ask what was meant; note for the record what happened.",
                    severity=Severity.WARNING,
                    code="struck-through",
                )
            if normalise(row.cells[-1].text) != printed.words:
                yield Finding(
                    where=where,
                    problem=f"{printed.what} no longer reads as planned",
                    remedy="Look at the sheet: was something typed there that belongs elsewhere? The question put "
                    "must be the one in the plan; note for the record what happened.",
                    severity=Severity.WARNING,
                    code="wording-altered",
                )
    for key, what in ((evidence_key(question.key), "the evidence"), (score_key(question.key), "the score")):
        yield from _count(where, key, what, len(form.rows(key)))


def check_beside(form: Form, plan: Plan, name: str) -> Iterator[Finding]:
    """Yield a finding for what was typed beside the printed words of a question or a level.

    What is printed there is told from the other questions, since a template may have its own words.
    """
    for kind, keys in _kinds(plan):
        beside = {key: _beside(row) for key in keys for row in form.rows(key)}
        usual = Counter(beside.values()).most_common(1)
        if usual and usual[0][1] > 1:
            for key, text in beside.items():
                if text != usual[0][0]:
                    yield _typed(name, key, text, f"beside {kind}")


def _kinds(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows of questions that have the same printed beside their words."""
    keys = [question.key for question in plan.questions]
    yield "the question", [question_key(key) for key in keys]
    yield "the probes", [probes_key(key) for key in keys]
    for level in plan.scale.levels:
        yield f"level {level.level}", [level_key(key, level.level) for key in keys]


def _beside(row: Row) -> str:
    """Return what stands between a row's key and its words."""
    return normalise(" ".join(cell.text for cell in row.cells[1:-1]))


def _typed(name: str, key: str, text: str, where: str) -> Finding:
    place = f"question {key.partition('.')[0].removeprefix('Q')}"
    return Finding(
        where=f"{name}: {place}",
        problem=f"something was typed {where}, which now reads “{text[-80:]}”; it is not read",
        remedy="Copy it into the box it belongs to, save the sheet, and collect again.",
        severity=Severity.WARNING,
        code="text-beside",
    )


def _count(where: str, key: str, what: str, rows: int) -> Iterator[Finding]:
    """Yield a finding when a row is not there exactly once."""
    if rows == 0:
        yield Finding(
            where=where,
            problem=f"the row of {what} ({key}) was deleted or its key was changed",
            remedy="Ask for the sheet again, with all its rows.",
            code="row-missing",
        )
    elif rows > 1:
        yield Finding(
            where=where,
            problem=f"the row of {what} ({key}) is there {rows} times",
            remedy="Ask for the sheet again, with each row once.",
            code="row-twice",
        )
