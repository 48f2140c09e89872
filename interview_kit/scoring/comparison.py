"""The comparison of all candidates: every figure, exact, ready for a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import AgreedScore, ScoreSheet
from interview_kit.domain.role import Basis
from interview_kit.scoring.agreement import MemberProfile, Pairs, member_profiles, score_pairs
from interview_kit.scoring.alpha import Alpha, ordinal_alpha
from interview_kit.scoring.certainty import Certainty, rank_certainty
from interview_kit.scoring.connection import GroupOrder, group_orders
from interview_kit.scoring.figures import CandidateFigures, all_figures
from interview_kit.scoring.grid import Grid, build_grid, settled_scores
from interview_kit.scoring.icc import IccForms, icc_forms
from interview_kit.scoring.merit import MeritOrder, merit_order
from interview_kit.scoring.open_points import OpenPoint, open_points
from interview_kit.scoring.question_agreement import QuestionAgreement, question_agreement
from interview_kit.scoring.rules import Rules, rules_of
from interview_kit.scoring.scenarios import Before, Scenario, scenarios
from interview_kit.scoring.variance import Components, variance_components
from interview_kit.scoring.weights import EffectiveWeight, effective_weights


@dataclass(frozen=True, slots=True)
class Everybody:
    """Who would be compared had nobody withdrawn: panel and candidates with scores, and all their sheets."""

    members: tuple[str, ...]
    candidates: tuple[str, ...]
    sheets: tuple[ScoreSheet, ...]
    recused: frozenset[tuple[str, str]]
    """Candidate and member, where one of them withdrew before there was a sheet."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the scores say about the candidates of one campaign."""

    grid: Grid
    """The ratings that count: without dropped questions."""
    every: Grid
    """All ratings, those of dropped questions too."""
    rules: Rules
    agreed: Mapping[tuple[str, str], int]
    """Every agreed score, whether the merit order rests on it or not."""
    figures: Mapping[str, CandidateFigures]
    order: MeritOrder
    own: Mapping[str, tuple[CandidateFigures, ...]]
    """By candidate: figures from each member's own individual scores alone."""
    certainty: Certainty
    scenarios: tuple[Scenario, ...]
    open_points: tuple[OpenPoint, ...]
    pairs: Pairs
    members: tuple[MemberProfile, ...]
    icc: IccForms | None
    """Of the members' own totals, over candidates with every rating."""
    alpha: Alpha | None
    questions: tuple[QuestionAgreement, ...]
    """In the order asked."""
    components: Components | None
    """Of the members' own totals; one that misses a rating takes no part, its candidate's others do."""
    groups: tuple[GroupOrder, ...]
    """An order for each group of candidates that no chain of members joins; empty when one order holds."""
    weights: tuple[EffectiveWeight, ...]

    def own_total(self, candidate: str, member: str) -> Fraction | None:
        """Return a candidate's total from one member's scores alone."""
        return self.own[candidate][self.grid.members.index(member)].total


def compare_candidates(
    plan: Plan,
    members: Sequence[str],
    candidates: Sequence[str],
    sheets: Iterable[ScoreSheet],
    agreed: Iterable[AgreedScore] = (),
    *,
    dropped: Collection[str] = (),
    first: Plan | None = None,
    recused: Collection[tuple[str, str]] = (),
    everybody: Everybody | None = None,
) -> Comparison:
    """Return the comparison of all candidates on the basis that the plan's role profile declares.

    Questions that are ``dropped`` count for nobody and nowhere. ``first`` is the plan under the rules first
    declared, where those in force are others. ``recused`` has the candidates and members between whom no
    scores count. ``everybody`` says who would be compared had nobody withdrawn; ``agreed`` may then name
    those too.

    Individual scores are those of ``sheets``; under the agreed basis an agreed score replaces the
    members' combination for its question. A question referred without a score keeps the members'
    combination, and is listed as open.

    Raises:
        KitError: when a sheet or an agreed score does not belong to this plan, panel or candidates.
    """
    all_agreed = tuple(agreed)
    absent = set() if everybody is None else set(everybody.candidates) - set(candidates)
    agreed = tuple(a for a in all_agreed if a.candidate not in absent)
    every = build_grid(plan, members, candidates, sheets, recused)
    grid = every.without(dropped)
    known = settled_scores(plan, candidates, agreed)
    settled = {where: score for where, score in known.items() if where[1] not in dropped}
    counted = plan.without(dropped)
    rules = _rules(counted, settled)
    agreed_basis = plan.role.scoring.basis is Basis.AGREED
    before = Before(
        every,
        undropped=_rules(plan, known) if dropped else None,
        declared=_rules(first.without(dropped), settled) if first else None,
    )
    if everybody is not None:
        all_ratings, all_rules = _whole(plan, everybody, all_agreed, dropped)
        before = replace(before, whole=all_ratings, whole_rules=all_rules)
    figures = all_figures(grid, rules)
    order = merit_order(figures, rules)
    single = replace(rules, settled={})
    own = _own_figures(grid, single)
    whole = [
        f.candidate for f in all_figures(grid, single) if f.complete and f.candidate not in grid.recused_at
    ]
    return Comparison(
        grid=grid,
        every=every,
        rules=rules,
        agreed=settled,
        figures={f.candidate: f for f in figures},
        order=order,
        own=own,
        certainty=rank_certainty(grid, rules),
        scenarios=scenarios(grid, rules, settled, agreed_basis=agreed_basis, before=before),
        open_points=open_points(
            grid,
            rules,
            order,
            discussed=set(settled),
            referred={
                (a.candidate, a.question) for a in agreed if a.score is None and a.question not in dropped
            },
        ),
        pairs=score_pairs(grid),
        members=member_profiles(grid),
        icc=icc_forms([[f.total for f in own[c] if f.total is not None] for c in whole]),
        alpha=ordinal_alpha(grid),
        questions=question_agreement(grid),
        components=variance_components([[f.total if f.complete else None for f in own[c]] for c in own]),
        groups=group_orders(grid, rules),
        weights=effective_weights(figures, rules),
    )


def _rules(plan: Plan, settled: Mapping[tuple[str, str], int]) -> Rules:
    """Return a plan's rules, with the agreed scores where the order rests on them."""
    return rules_of(plan, settled if plan.role.scoring.basis is Basis.AGREED else None)


def _whole(
    plan: Plan, everybody: Everybody, agreed: Iterable[AgreedScore], dropped: Collection[str]
) -> tuple[Grid, Rules]:
    """Return all ratings, those of and on people who withdrew too, and the rules with all that was settled."""
    every = build_grid(plan, everybody.members, everybody.candidates, everybody.sheets, everybody.recused)
    known = settled_scores(plan, everybody.candidates, agreed)
    settled = {where: score for where, score in known.items() if where[1] not in dropped}
    return every.without(dropped), _rules(plan.without(dropped), settled)


def _own_figures(grid: Grid, rules: Rules) -> dict[str, tuple[CandidateFigures, ...]]:
    size = len(grid.members)
    alone = [all_figures(grid, rules, tuple(int(at == m) for m in range(size))) for at in range(size)]
    return {c: tuple(f[at] for f in alone) for at, c in enumerate(grid.candidates)}
