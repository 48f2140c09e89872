"""How scores become figures and an order, as the role profile declared it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from interview_kit.domain.plan import Plan
from interview_kit.domain.role import Combine, TieRule


@dataclass(frozen=True, slots=True)
class CompetencyRule:
    """What one competency counts for."""

    id: str
    questions: tuple[str, ...]
    weight: Fraction
    essential: bool
    minimum: Fraction | None


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that turns ratings into an order; a "what if" is another value of this."""

    competencies: tuple[CompetencyRule, ...]
    combine: Combine
    overall_minimum: Fraction | None
    tie_rules: tuple[TieRule, ...]
    settled: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By candidate and question: a score that stands in the place of the members' combination."""

    @property
    def minimums(self) -> int:
        """How many minimums a candidate has to meet."""
        own = sum(c.minimum is not None for c in self.competencies)
        return own + (self.overall_minimum is not None)


def rules_of(plan: Plan, settled: Mapping[tuple[str, str], int] | None = None) -> Rules:
    """Return the plan's own rules, with the scores that are settled under its basis.

    A competency of the plan without a question has no figure and takes no part.
    """
    competencies = tuple(
        CompetencyRule(
            id=c.id,
            questions=tuple(q.key for q in plan.questions_of(c.id)),
            weight=c.weight,
            essential=c.essential,
            minimum=c.minimum,
        )
        for c in plan.competencies
    )
    scoring = plan.role.scoring
    return Rules(
        competencies=tuple(c for c in competencies if c.questions),
        combine=scoring.combine,
        overall_minimum=scoring.overall_minimum,
        tie_rules=scoring.tie_rules,
        settled=dict(settled or {}),
    )
