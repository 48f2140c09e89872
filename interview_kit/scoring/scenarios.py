"""What would change the order: a member left out, other rules, what was changed or dropped on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from interview_kit.domain.role import Combine
from interview_kit.scoring.figures import CandidateFigures, all_figures
from interview_kit.scoring.grid import Grid
from interview_kit.scoring.merit import MeritOrder, Outcome, merit_order
from interview_kit.scoring.rules import Rules


class Condition(StrEnum):
    """What is done differently."""

    AS_IT_STANDS = "as it stands"
    WITHOUT_MEMBER = "without a member"
    OTHER_AVERAGE = "other average"
    EQUAL_WEIGHTS = "equal weights"
    OTHER_BASIS = "other basis"
    NOTHING_DROPPED = "nothing dropped"
    FIRST_RULES = "rules first declared"
    NOBODY_WITHDRAWN = "nobody withdrawn"


@dataclass(frozen=True, slots=True)
class Before:
    """What was in force before people changed it."""

    grid: Grid
    """With every question, the dropped ones too."""
    undropped: Rules | None
    """The rules with every question; ``None`` when none was dropped."""
    declared: Rules | None
    """The rules first declared; ``None`` when they were not changed."""
    whole: Grid | None = None
    """With the scores of and on those withdrawn; ``None`` when there are none."""
    whole_rules: Rules | None = None
    """The rules with the scores that the panel settled for them too; goes with :attr:`whole`."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """The order under one condition."""

    condition: Condition
    member: str | None
    """Who is left out, under :attr:`Condition.WITHOUT_MEMBER`."""
    order: MeritOrder
    totals: Mapping[str, Fraction | None]
    now_meet: frozenset[str]
    """Placed here, below a minimum as it stands."""
    now_complete: frozenset[str]
    """Placed here, incomplete as it stands."""
    now_below: frozenset[str]
    """Placed as it stands, below a minimum here."""
    first_changes: bool
    order_changes: bool
    """True when anybody's place is another, or who is placed."""


def scenarios(
    grid: Grid,
    rules: Rules,
    agreed: Mapping[tuple[str, str], int],
    *,
    agreed_basis: bool,
    before: Before | None = None,
) -> tuple[Scenario, ...]:
    """Return the order as it stands, then under each condition that says something.

    Nothing is left out of a panel of one; the other average is left out below three members, where
    mean and median are the same; equal weights where they are equal; the other basis where no score
    was agreed; what was ``before`` where nothing was dropped, no rule changed and nobody scored withdrawn.
    """
    stands = merit_order(all_figures(grid, rules), rules)
    found = [_scenario(grid, rules, stands, Condition.AS_IT_STANDS)]
    size = len(grid.members)
    if size > 1:
        for at, member in enumerate(grid.members):
            counts = tuple(0 if at == other else 1 for other in range(size))
            found.append(
                _scenario(grid, rules, stands, Condition.WITHOUT_MEMBER, counts=counts, member=member)
            )
    if size > 2:  # noqa: PLR2004 - the mean of two is their median
        other = Combine.MEAN if rules.combine is Combine.MEDIAN else Combine.MEDIAN
        found.append(_scenario(grid, replace(rules, combine=other), stands, Condition.OTHER_AVERAGE))
    if len({c.weight for c in rules.competencies}) > 1:
        level = tuple(replace(c, weight=Fraction(1)) for c in rules.competencies)
        found.append(_scenario(grid, replace(rules, competencies=level), stands, Condition.EQUAL_WEIGHTS))
    if agreed:
        settled = {} if agreed_basis else agreed
        found.append(_scenario(grid, replace(rules, settled=settled), stands, Condition.OTHER_BASIS))
    if before and before.undropped:
        found.append(_scenario(before.grid, before.undropped, stands, Condition.NOTHING_DROPPED))
    if before and before.declared:
        found.append(_scenario(grid, before.declared, stands, Condition.FIRST_RULES))
    if before and before.whole and before.whole_rules:
        found.append(_scenario(before.whole, before.whole_rules, stands, Condition.NOBODY_WITHDRAWN))
    return tuple(found)


def _scenario(
    grid: Grid,
    rules: Rules,
    stands: MeritOrder,
    condition: Condition,
    *,
    counts: Sequence[int] | None = None,
    member: str | None = None,
) -> Scenario:
    figures: tuple[CandidateFigures, ...] = all_figures(grid, rules, counts)
    order = merit_order(figures, rules)
    outcome = {p.candidate: p.outcome for p in stands.placings}
    placed = {p.candidate: p.place for p in order.placed}
    return Scenario(
        condition=condition,
        member=member,
        order=order,
        totals={f.candidate: f.total for f in figures},
        now_meet=frozenset(c for c in placed if outcome.get(c) is Outcome.BELOW_MINIMUM),
        now_complete=frozenset(c for c in placed if outcome.get(c) is Outcome.INCOMPLETE),
        now_below=frozenset(
            p.candidate
            for p in order.placings
            if p.outcome is Outcome.BELOW_MINIMUM and outcome.get(p.candidate) is Outcome.APPOINTABLE
        ),
        first_changes=set(order.first) != set(stands.first),
        order_changes=placed != {p.candidate: p.place for p in stands.placed},
    )
