"""Minimums first, then the total; ties shown as ties, parted only as declared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise

from interview_kit.domain.role import TieRule
from interview_kit.scoring.figures import CandidateFigures, CompetencyFigure
from interview_kit.scoring.rules import Rules


class Outcome(StrEnum):
    """What the rules make of a candidate; people decide."""

    APPOINTABLE = "appointable"
    BELOW_MINIMUM = "below a minimum"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Missed:
    """A minimum that a figure does not reach."""

    competency: str | None
    """``None`` for the minimum on the total."""
    value: Fraction
    minimum: Fraction
    final: bool
    """False while a rating behind the figure is missing."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where one candidate comes out."""

    candidate: str
    outcome: Outcome
    place: int | None
    """1 is first; candidates with equal totals share the better place. ``None`` unless appointable."""
    tied_with: tuple[str, ...]
    missed: tuple[Missed, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """Two equal totals that a declared rule parted."""

    above: str
    below: str
    rule: TieRule
    above_value: Fraction
    below_value: Fraction


@dataclass(frozen=True, slots=True)
class MeritOrder:
    """All candidates: those placed first, in order, then those below a minimum, then the incomplete."""

    placings: tuple[Placing, ...]
    parted: tuple[Parted, ...]

    @property
    def placed(self) -> tuple[Placing, ...]:
        """Those with a place, in order."""
        return tuple(p for p in self.placings if p.place is not None)

    @property
    def first(self) -> tuple[str, ...]:
        """Who is first; more than one when totals are equal; empty when nobody is placed."""
        return tuple(p.candidate for p in self.placings if p.place == 1)

    def of(self, candidate: str) -> Placing:
        """Return one candidate's placing."""
        return next(p for p in self.placings if p.candidate == candidate)


def missed_minimums(figures: CandidateFigures, rules: Rules) -> tuple[Missed, ...]:
    """Return the minimums that a candidate's figures, as far as they go, do not reach."""
    found = []
    for rule, figure in zip(rules.competencies, figures.competencies, strict=True):
        if rule.minimum is not None and figure.value is not None and figure.value < rule.minimum:
            found.append(Missed(rule.id, figure.value, rule.minimum, final=figure.complete))
    least, total = rules.overall_minimum, figures.total
    if least is not None and total is not None and total < least:
        found.append(Missed(None, total, least, final=figures.complete))
    return tuple(found)


def merit_order(figures: Iterable[CandidateFigures], rules: Rules) -> MeritOrder:
    """Return the merit order.

    A minimum missed on a figure that no missing rating can change decides, whatever else is missing;
    otherwise a missing rating makes a candidate incomplete. Only appointable candidates are placed.
    """
    judged = [(f, missed_minimums(f, rules)) for f in figures]
    outcomes = [(f, missed, _outcome(f, missed)) for f, missed in judged]
    keyed = sorted(
        ((_key(f, rules), f) for f, _, outcome in outcomes if outcome is Outcome.APPOINTABLE),
        key=lambda item: item[0],
        reverse=True,
    )
    places: dict[str, tuple[int, tuple[str, ...]]] = {}
    for _, same in groupby(keyed, key=lambda item: item[0]):
        group = [f.candidate for _, f in same]
        place = len(places) + 1
        places.update({c: (place, tuple(o for o in group if o != c)) for c in group})
    order = {f.candidate: at for at, (_, f) in enumerate(keyed)}
    placings = [
        Placing(f.candidate, outcome, place, tied, missed)
        for f, missed, outcome in outcomes
        for place, tied in [places.get(f.candidate, (None, ()))]
    ]
    totals = {f.candidate: f.total for f, _ in judged}
    rank = list(Outcome)

    def sort_key(p: Placing) -> tuple[int, int, Fraction]:
        return rank.index(p.outcome), order.get(p.candidate, 0), -(totals[p.candidate] or Fraction(0))

    return MeritOrder(tuple(sorted(placings, key=sort_key)), _parted([f for _, f in keyed], rules))


def _outcome(figures: CandidateFigures, missed: Sequence[Missed]) -> Outcome:
    if any(m.final for m in missed):
        return Outcome.BELOW_MINIMUM
    return Outcome.APPOINTABLE if figures.complete else Outcome.INCOMPLETE


def _key(figures: CandidateFigures, rules: Rules) -> tuple[Fraction, ...]:
    """Return what candidates are sorted by: the total, then each declared rule's figures."""
    total = figures.total if figures.total is not None else Fraction(-1)
    return (total, *(v for rule in rules.tie_rules for v in _tie_values(figures, rules, rule)))


def _tie_values(figures: CandidateFigures, rules: Rules, rule: TieRule) -> tuple[Fraction, ...]:
    pairs = list(zip(rules.competencies, figures.competencies, strict=True))
    if rule is TieRule.ESSENTIAL_MEAN:
        return (_weighted([(r.weight, f) for r, f in pairs if r.essential]),)
    # Competencies of equal weight are taken together: nothing declared puts one before the other.
    weights = sorted({r.weight for r, _ in pairs}, reverse=True)
    return tuple(_weighted([(r.weight, f) for r, f in pairs if r.weight == w]) for w in weights)


def _weighted(pairs: Sequence[tuple[Fraction, CompetencyFigure]]) -> Fraction:
    known = [(w, f.value) for w, f in pairs if f.value is not None]
    weight = sum((w for w, _ in known), Fraction(0))
    return sum((w * v for w, v in known), Fraction(0)) / weight if known else Fraction(0)


def _parted(ordered: Sequence[CandidateFigures], rules: Rules) -> tuple[Parted, ...]:
    """Return, for neighbours with equal totals, the rule that put one above the other."""
    found = []
    for above, below in pairwise(ordered):
        if above.total != below.total:
            continue
        for rule in rules.tie_rules:
            values = zip(_tie_values(above, rules, rule), _tie_values(below, rules, rule), strict=True)
            differing = next(((a, b) for a, b in values if a != b), None)
            if differing:
                found.append(Parted(above.candidate, below.candidate, rule, *differing))
                break
    return tuple(found)
