"""What each competency really counts for: its share of the differences between totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from interview_kit.scoring.figures import CandidateFigures, whole_numbers
from interview_kit.scoring.rules import Rules

ENOUGH_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class EffectiveWeight:
    """One competency's share, as declared and as it worked out."""

    competency: str
    nominal: Fraction
    effective: Fraction
    """May be negative or above 1; all of them add up to 1."""


def effective_weights(figures: Sequence[CandidateFigures], rules: Rules) -> tuple[EffectiveWeight, ...]:
    """Return each competency's ``w * cov(x, total) / var(total)`` over complete candidates.

    Empty with fewer than three complete candidates, or when their totals are all equal.
    """
    complete = [f for f in figures if f.complete]
    totals = [f.total for f in complete if f.total is not None]
    spread = _covariance(totals, totals)
    if len(totals) < ENOUGH_CANDIDATES or spread == 0:
        return ()
    whole = sum((c.weight for c in rules.competencies), Fraction(0))
    found = []
    for at, rule in enumerate(rules.competencies):
        values = [v for f in complete if (v := f.competencies[at].value) is not None]
        share = rule.weight / whole
        found.append(EffectiveWeight(rule.id, share, share * _covariance(values, totals) / spread))
    return tuple(found)


def _covariance(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> Fraction:
    """Return the sum of products of deviations; a common divisor cancels in every use here."""
    if not xs:
        return Fraction(0)
    (own, common_x), (other, common_y) = whole_numbers(xs), whole_numbers(ys)
    products = sum(x * y for x, y in zip(own, other, strict=True)) * len(xs) - sum(own) * sum(other)
    return Fraction(products, len(xs) * common_x * common_y)
