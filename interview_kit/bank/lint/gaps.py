"""What the live questions on a competency leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview_kit.domain.framework import Competency
from interview_kit.domain.question import Question

ENOUGH_GROUPS = 2


def check_gaps(competency: Competency, questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    """Yield codes and problems of the rules C01 to C03 for the live questions of one competency."""
    for indicator in competency.effective:
        groups = {q.variant_group for q in questions if indicator.id in q.indicators}
        if len(groups) < ENOUGH_GROUPS:
            drawn = "one question group" if groups else "no live question"
            yield "C01", f"{indicator.id} ({indicator.text}) is drawn out by {drawn}"
    for contra in competency.ineffective:
        if not any(contra.id in q.contra_indicators for q in questions):
            yield "C02", f"{contra.id} ({contra.text}) is listened for by no live question"
    for statement in competency.statements:
        if not any(statement.id in q.statements for q in questions):
            yield "C03", f"{statement.id} ({statement.text}) is served by no live question"
