"""Which live questions serve which behaviour."""

from __future__ import annotations

from dataclasses import dataclass

from interview_kit.bank.bank import Bank
from interview_kit.bank.shared_findings import unknown
from interview_kit.domain.question import Status
from interview_kit.errors import KitError


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One behaviour with the ids of the live questions that elicit it or listen for it."""

    competency: str
    """The competency's full id."""
    indicator: str
    """``e4`` or ``i2``."""
    text: str
    questions: tuple[str, ...]


def coverage(bank: Bank, framework: str) -> tuple[CoverageRow, ...]:
    """Return a row for each behaviour of a framework, in the framework's order.

    Raises:
        KitError: when there is no such framework, with the nearest there is.
    """
    if framework not in bank.frameworks:
        raise KitError([unknown(framework, "framework", framework, bank.frameworks)])
    live = [q for q in bank.questions.values() if q.status is Status.LIVE]
    rows: list[CoverageRow] = []
    for competency in bank.frameworks[framework].competencies:
        full = f"{framework}/{competency.id}"
        mine = [q for q in live if q.competency == full]
        rows += (
            CoverageRow(
                full,
                indicator.id,
                indicator.text,
                tuple(q.id for q in mine if indicator.id in {*q.indicators, *q.contra_indicators}),
            )
            for indicator in competency.indicators.values()
        )
    return tuple(rows)
