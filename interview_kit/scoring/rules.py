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
class EssentialRule:
    """What the essential competencies together must reach."""

    lowest: int
    highest: int
    """Ends of the scale."""
    share: Fraction | None = None
    """The least share of the essential marks; see :attr:`~interview_kit.domain.role.ScoringRules.essential_share`."""
    above_lowest: bool = False
    """True when no essential figure may be the scale's lowest level."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that turns ratings into an order; a "what if" is another value of this."""

    competencies: tuple[CompetencyRule, ...]
    combine: Combine
    overall_minimum: Fraction | None
    tie_rules: tuple[TieRule, ...]
    settled: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By candidate and question: a score that stands in the place of the members' combination."""
    essential: EssentialRule | None = None

    @property
    def minimums(self) -> int:
        """How many minimums a candidate has to meet."""
        own = sum(c.minimum is not None for c in self.competencies)
        rule = self.essential
        essential = 0 if rule is None else (rule.share is not None) + rule.above_lowest
        return own + (self.overall_minimum is not None) + essential


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
        essential=_essential(plan) if any(c.essential and c.questions for c in competencies) else None,
    )


def _essential(plan: Plan) -> EssentialRule | None:
    scoring, scale = plan.role.scoring, plan.scale
    if scoring.essential_share is None and not scoring.essential_above_lowest:
        return None
    return EssentialRule(scale.lowest, scale.highest, scoring.essential_share, scoring.essential_above_lowest)
