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
from interview_kit.scoring.grid import Grid
from interview_kit.scoring.icc import IccForms, icc_forms
from interview_kit.scoring.merit import MeritOrder
from interview_kit.scoring.open_points import OpenPoint, open_points
from interview_kit.scoring.order_in_force import order_in_force, rules_in_force
from interview_kit.scoring.question_agreement import QuestionAgreement, question_agreement
from interview_kit.scoring.rules import Rules
from interview_kit.scoring.scenarios import Before, Scenario, scenarios
from interview_kit.scoring.variance import Components, variance_components
from interview_kit.scoring.weights import EffectiveWeight, effective_weights


@dataclass(frozen=True, slots=True)
class Everybody:
    """Who would be compared had nobody withdrawn: panel and candidates with scores, and all their sheets."""

    members: tuple[str, ...]
    candidates: tuple[str, ...]
    sheets: tuple[ScoreSheet, ...]
    agreed: tuple[AgreedScore, ...]
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
    individual: Mapping[str, CandidateFigures]
    """Figures from the members' individual scores, whatever the panel agreed."""
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
    scores count. ``everybody`` says who would be compared had nobody withdrawn.

    Individual scores are those of ``sheets``; under the agreed basis an agreed score replaces the
    members' combination for its question. A question referred without a score keeps the members'
    combination, and is listed as open.

    Raises:
        KitError: when a sheet or an agreed score does not belong to this plan, panel or candidates.
    """
    agreed = tuple(agreed)
    now = order_in_force(plan, members, candidates, sheets, agreed, dropped=dropped, recused=recused)
    grid, rules, order, settled = now.grid, now.rules, now.order, now.agreed
    agreed_basis = plan.role.scoring.basis is Basis.AGREED
    before = Before(
        now.every,
        undropped=rules_in_force(plan, now.known) if dropped else None,
        declared=rules_in_force(first.without(dropped), settled) if first else None,
    )
    if everybody is not None:
        then = order_in_force(
            plan,
            everybody.members,
            everybody.candidates,
            everybody.sheets,
            everybody.agreed,
            dropped=dropped,
            recused=everybody.recused,
        )
        before = replace(before, whole=then.grid, whole_rules=then.rules)
    single = replace(rules, settled={})
    own = _own_figures(grid, single)
    individual = {f.candidate: f for f in all_figures(grid, single)}
    whole = [c for c, f in individual.items() if f.complete and c not in grid.recused_at]
    return Comparison(
        grid=grid,
        every=now.every,
        rules=rules,
        agreed=settled,
        figures={f.candidate: f for f in now.figures},
        individual=individual,
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
        weights=effective_weights(now.figures, rules),
    )


def _own_figures(grid: Grid, rules: Rules) -> dict[str, tuple[CandidateFigures, ...]]:
    size = len(grid.members)
    alone = [all_figures(grid, rules, tuple(int(at == m) for m in range(size))) for at in range(size)]
    return {c: tuple(f[at] for f in alone) for at, c in enumerate(grid.candidates)}
