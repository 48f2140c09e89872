"""Minimums first, then the total; ties shown as ties, parted only as declared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import groupby, pairwise

from interview_kit.domain.role import TieRule
from interview_kit.scoring.figures import CandidateFigures, CompetencyFigure, whole_numbers
from interview_kit.scoring.rules import Rules


class Outcome(StrEnum):
    """What the rules make of a candidate; people decide."""

    APPOINTABLE = "appointable"
    BELOW_MINIMUM = "below a minimum"
    INCOMPLETE = "incomplete"


class Minimum(StrEnum):
    """What kind of figure has to reach something."""

    COMPETENCY = "competency"
    TOTAL = "total"
    ESSENTIAL_SHARE = "essential share"
    ABOVE_LOWEST = "above the lowest level"


@dataclass(frozen=True, slots=True)
class Missed:
    """A minimum that a figure does not reach."""

    kind: Minimum
    competency: str | None
    """``None`` for a minimum on several together."""
    value: Fraction
    minimum: Fraction
    """Under :attr:`Minimum.ABOVE_LOWEST`, the lowest level, which the figure has to be above."""
    final: bool
    """False while a rating behind the figure is missing."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where one candidate comes out."""

    candidate: str
    outcome: Outcome
    place: int | None
    """1 is first; candidates with equal totals share the better place. ``None`` unless appointable."""
    level: tuple[str, ...]
    """All who share the place, this candidate among them; empty without a place."""
    missed: tuple[Missed, ...]

    @property
    def tied_with(self) -> tuple[str, ...]:
        """The others who share the place."""
        return tuple(c for c in self.level if c != self.candidate)


@dataclass(frozen=True, slots=True)
class Parted:
    """Two equal totals that a declared rule parted."""

    above: str
    below: str
    rule: TieRule
    above_value: Fraction
    below_value: Fraction


@dataclass(frozen=True)
class MeritOrder:
    """All candidates: those placed first, in order, then those below a minimum, then the incomplete."""

    placings: tuple[Placing, ...]
    parted: tuple[Parted, ...]

    @cached_property
    def placed(self) -> tuple[Placing, ...]:
        """Those with a place, in order."""
        return tuple(p for p in self.placings if p.place is not None)

    @cached_property
    def first(self) -> tuple[str, ...]:
        """Who is first; more than one when totals are equal; empty when nobody is placed."""
        return tuple(p.candidate for p in self.placings if p.place == 1)

    def of(self, candidate: str) -> Placing:
        """Return one candidate's placing."""
        return self._by_candidate[candidate]

    @cached_property
    def _by_candidate(self) -> Mapping[str, Placing]:
        return {p.candidate: p for p in self.placings}


def missed_minimums(figures: CandidateFigures, rules: Rules) -> tuple[Missed, ...]:
    """Return the minimums that a candidate's figures, as far as they go, do not reach."""
    found = []
    for rule, figure in zip(rules.competencies, figures.competencies, strict=True):
        if rule.minimum is not None and figure.value is not None and figure.value < rule.minimum:
            found.append(
                Missed(Minimum.COMPETENCY, rule.id, figure.value, rule.minimum, final=figure.complete)
            )
    least, total = rules.overall_minimum, figures.total
    if least is not None and total is not None and total < least:
        found.append(Missed(Minimum.TOTAL, None, total, least, final=figures.complete))
    return (*found, *_missed_essential(figures, rules, {m.competency for m in found}))


def essential_share(figures: CandidateFigures, rules: Rules) -> Fraction | None:
    """Return a candidate's share of the essential marks; ``None`` without an essential figure or the rule.

    The marks of an essential competency are its weight times the panel's figure on it; the share is their
    sum over what it would be with every figure at the top of the scale. Competencies that nobody has
    rated take no part.
    """
    pairs = [
        (rule.weight, figure.value)
        for rule, figure in zip(rules.competencies, figures.competencies, strict=True)
        if rule.essential and figure.value is not None
    ]
    if rules.essential is None or not pairs:
        return None
    top = sum((weight for weight, _ in pairs), Fraction(0)) * rules.essential.highest
    return sum((weight * value for weight, value in pairs), Fraction(0)) / top


def _missed_essential(
    figures: CandidateFigures, rules: Rules, named: Collection[str | None]
) -> Iterable[Missed]:
    """Yield what the essential competencies do not reach; one ``named`` for its own minimum is not named again."""
    essential = rules.essential
    if essential is None:
        return
    pairs = [p for p in zip(rules.competencies, figures.competencies, strict=True) if p[0].essential]
    if essential.above_lowest:
        for rule, figure in pairs:
            if figure.value == essential.lowest and rule.id not in named:
                yield Missed(
                    Minimum.ABOVE_LOWEST,
                    rule.id,
                    figure.value,
                    Fraction(essential.lowest),
                    final=figure.complete,
                )
    share = essential_share(figures, rules)
    if essential.share is not None and share is not None and share < essential.share:
        final = all(figure.complete for _, figure in pairs)
        yield Missed(Minimum.ESSENTIAL_SHARE, None, share, essential.share, final=final)


def outcome_of(figures: CandidateFigures, missed: Sequence[Missed]) -> Outcome:
    """Return what the rules make of a candidate who misses these minimums."""
    if any(m.final for m in missed):
        return Outcome.BELOW_MINIMUM
    return Outcome.APPOINTABLE if figures.complete else Outcome.INCOMPLETE


def merit_key(figures: CandidateFigures, rules: Rules) -> tuple[Fraction, ...]:
    """Return what candidates are placed by, greater first: the total, then each declared rule's figures."""
    total = figures.total if figures.total is not None else Fraction(-1)
    return (total, *(v for rule in rules.tie_rules for v in _tie_values(figures, rules, rule)))


def merit_order(figures: Iterable[CandidateFigures], rules: Rules) -> MeritOrder:
    """Return the merit order.

    A minimum missed on a figure that no missing rating can change decides, whatever else is missing;
    otherwise a missing rating makes a candidate incomplete. Only appointable candidates are placed.
    """
    judged = [(f, missed_minimums(f, rules)) for f in figures]
    by_outcome: dict[Outcome, list[tuple[CandidateFigures, tuple[Missed, ...]]]] = {o: [] for o in Outcome}
    for f, missed in judged:
        by_outcome[outcome_of(f, missed)].append((f, missed))
    missed_by = {f.candidate: missed for f, missed in judged}
    placings: list[Placing] = []
    ordered: list[CandidateFigures] = []
    for same in _level_groups([f for f, _ in by_outcome[Outcome.APPOINTABLE]], rules):
        place, level = len(placings) + 1, tuple(f.candidate for f in same)
        placings += [Placing(c, Outcome.APPOINTABLE, place, level, missed_by[c]) for c in level]
        ordered += same
    for outcome in (Outcome.BELOW_MINIMUM, Outcome.INCOMPLETE):
        for f in _by_total([f for f, _ in by_outcome[outcome]]):
            placings.append(Placing(f.candidate, outcome, None, (), missed_by[f.candidate]))
    return MeritOrder(tuple(placings), _parted(ordered, rules))


def _by_total(figures: Sequence[CandidateFigures]) -> list[CandidateFigures]:
    """Return candidates by their totals, highest first, those without one as if it were nothing."""
    totals, _ = whole_numbers([f.total if f.total is not None else 0 for f in figures])
    order = sorted(range(len(figures)), key=lambda at: -totals[at])
    return [figures[at] for at in order]


def _level_groups(figures: Sequence[CandidateFigures], rules: Rules) -> Iterable[list[CandidateFigures]]:
    """Yield candidates who share a place together, best first; tie rules are looked at only in ties."""
    for _, group in groupby(_by_total(figures), key=lambda f: f.total):
        same = list(group)
        if len(same) == 1 or not rules.tie_rules:
            yield same
            continue
        keyed = sorted(((merit_key(f, rules), f) for f in same), key=lambda item: item[0], reverse=True)
        for _, level in groupby(keyed, key=lambda item: item[0]):
            yield [f for _, f in level]


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
