"""Panels' ratings of one candidate, for tests of the agreement form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interview_kit.documents.agreement_form import MemberView
from interview_kit.domain.campaign import PanelMember
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import Mark, Rating

Score = int | Mark | None
"""A score, what stands in its place, or ``None`` while the sheet is not in."""


def ratings(
    plan: Plan, panel: Sequence[PanelMember], given: Mapping[str, Sequence[Score]], *, other: int = 3
) -> dict[str, tuple[MemberView, ...]]:
    """Return everybody's ratings of all questions: those given, and the same score for the others."""
    return {
        q.key: tuple(
            MemberView(member, _rating(q.key, score))
            for member, score in zip(panel, given.get(q.key, [other] * len(panel)), strict=True)
        )
        for q in plan.questions
    }


def _rating(question: str, score: Score) -> Rating | None:
    if score is None:
        return None
    if isinstance(score, Mark):
        return Rating(question=question, mark=score)
    return Rating(question=question, mark=Mark.SCORED, score=score, evidence=f"Heard {score}.", heard=("e1",))
