"""The merit order on the declared basis, and what it rests on; every other figure is worked out beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import AgreedScore, ScoreSheet
from interview_kit.domain.role import Basis
from interview_kit.scoring.figures import CandidateFigures, all_figures
from interview_kit.scoring.grid import Grid, build_grid, settled_scores
from interview_kit.scoring.merit import MeritOrder, merit_order
from interview_kit.scoring.rules import Rules, rules_of


@dataclass(frozen=True, slots=True)
class OrderInForce:
    """The order, with the ratings, rules and figures that give it."""

    every: Grid
    """All ratings, those of dropped questions too."""
    grid: Grid
    """The ratings that count: without dropped questions."""
    known: Mapping[tuple[str, str], int]
    """Every agreed score by candidate and question, those on dropped questions too."""
    agreed: Mapping[tuple[str, str], int]
    """The agreed scores on questions that count, whether the order rests on them or not."""
    rules: Rules
    figures: tuple[CandidateFigures, ...]
    """In the order of the candidates given."""
    order: MeritOrder


def order_in_force(
    plan: Plan,
    members: Sequence[str],
    candidates: Sequence[str],
    sheets: Iterable[ScoreSheet],
    agreed: Iterable[AgreedScore] = (),
    *,
    dropped: Collection[str] = (),
    recused: Collection[tuple[str, str]] = (),
) -> OrderInForce:
    """Return the merit order on the basis that the plan's role profile declares.

    Questions that are ``dropped`` count for nobody and nowhere; ``recused`` has the candidates and members
    between whom no scores count. Under the agreed basis an agreed score
    replaces the members' combination for its question; a question referred without a score keeps it.

    Raises:
        KitError: when a sheet or an agreed score does not belong to this plan, panel or candidates.
    """
    every = build_grid(plan, members, candidates, sheets, recused)
    grid = every.without(dropped)
    known = settled_scores(plan, candidates, agreed)
    counted = {where: score for where, score in known.items() if where[1] not in dropped}
    rules = rules_in_force(plan.without(dropped), counted)
    figures = all_figures(grid, rules)
    return OrderInForce(every, grid, known, counted, rules, figures, merit_order(figures, rules))


def rules_in_force(plan: Plan, agreed: Mapping[tuple[str, str], int]) -> Rules:
    """Return a plan's rules, with the agreed scores where the order rests on them."""
    return rules_of(plan, agreed if plan.role.scoring.basis is Basis.AGREED else None)
