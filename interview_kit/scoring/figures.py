"""Exact figures: question, competency, total; each with the ratings it rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from interview_kit.domain.role import Combine
from interview_kit.scoring.grid import Grid
from interview_kit.scoring.rules import Rules


@dataclass(frozen=True, slots=True)
class QuestionFigure:
    """The panel's figure on one answer."""

    question: str
    value: Fraction | None
    """``None`` when nobody scored it; never zero."""
    received: int
    expected: int
    settled: bool = False
    """True when a settled score stands in the place of the members' combination."""

    @property
    def complete(self) -> bool:
        """True when no rating is missing, or the panel settled the score; never without a value."""
        return self.settled or (self.received == self.expected and self.value is not None)


@dataclass(frozen=True)
class CompetencyFigure:
    """The panel's figure on one competency: the mean over its questions that have one."""

    competency: str
    value: Fraction | None
    questions: tuple[QuestionFigure, ...]

    @cached_property
    def complete(self) -> bool:
        """True when every question's figure is."""
        return all(q.complete for q in self.questions)

    @cached_property
    def received(self) -> int:
        """How many scores it rests on."""
        return sum(q.received for q in self.questions)

    @cached_property
    def expected(self) -> int:
        """How many there should be."""
        return sum(q.expected for q in self.questions)


@dataclass(frozen=True, slots=True)
class CandidateFigures:
    """One candidate's figures."""

    candidate: str
    total: Fraction | None
    """Weighted mean over the competencies that have a figure."""
    competencies: tuple[CompetencyFigure, ...]

    @property
    def complete(self) -> bool:
        """True when no rating is missing; an incomplete total is never placed."""
        return all(c.complete for c in self.competencies)

    @property
    def received(self) -> int:
        """How many scores the total rests on."""
        return sum(c.received for c in self.competencies)

    @property
    def expected(self) -> int:
        """How many there should be."""
        return sum(c.expected for c in self.competencies)


def mean(values: Sequence[Fraction | int]) -> Fraction | None:
    """Return the exact mean, or ``None`` of nothing."""
    total = sum(values)
    if isinstance(total, int):
        return Fraction(total, len(values)) if values else None
    return total / len(values)


def whole_numbers(values: Sequence[Fraction | int]) -> tuple[list[int], int]:
    """Return values as whole numbers over one common denominator, and that; sums of them stay exact."""
    common = math.lcm(*{value.denominator for value in values})
    return [value.numerator * (common // value.denominator) for value in values], common


def median(values: Sequence[int]) -> Fraction | None:
    """Return the exact median (the mean of the middle two of an even number), or ``None`` of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    return Fraction(ordered[half] + ordered[-half - 1], 2)


class Reckoner:
    """Works out candidates' figures under one set of rules; equal scores are worked out once.

    ``counts`` says how often each member counts: 0 leaves a member out, 2 counts one twice, as a
    re-draw of the panel does. By default each counts once.
    """

    def __init__(self, grid: Grid, rules: Rules, counts: Sequence[int] | None = None) -> None:
        self._grid = grid
        self._rules = rules
        self._counts = counts or (1,) * len(grid.members)
        self._combine = median if rules.combine is Combine.MEDIAN else mean
        at = {key: n for n, key in enumerate(grid.questions)}
        self._questions = [[(key, at[key]) for key in rule.questions] for rule in rules.competencies]
        self._home = {key: n for n, rule in enumerate(rules.competencies) for key in rule.questions}
        self._weights, _ = whole_numbers([rule.weight for rule in rules.competencies])
        most = max((len(rule.questions) for rule in rules.competencies), default=1)
        self._common = 2 * math.lcm(*range(1, sum(self._counts) + 1)) * math.lcm(*range(1, most + 1))
        """A denominator of every competency's figure, whichever ratings are missing."""
        self._parts: dict[int, tuple[int, int]] = {}
        self._known: dict[tuple[object, ...], CompetencyFigure] = {}
        self._totals: dict[tuple[int, int], Fraction] = {}

    def figures(self, candidate: str) -> CandidateFigures:
        """Return one candidate's figures."""
        competencies = tuple(self._competency(candidate, n) for n in range(len(self._questions)))
        return CandidateFigures(candidate, self._total(competencies), competencies)

    def with_settled(self, figures: CandidateFigures, question: str, score: int) -> CandidateFigures:
        """Return a candidate's figures as they are when the panel settles a score for a question."""
        at = self._home[question]
        changed = self._competency(figures.candidate, at, (question, score))
        competencies = (*figures.competencies[:at], changed, *figures.competencies[at + 1 :])
        return CandidateFigures(figures.candidate, self._total(competencies), competencies)

    def _competency(
        self, candidate: str, number: int, instead: tuple[str, int] | None = None
    ) -> CompetencyFigure:
        row, settled = self._grid.rows[candidate], self._rules.settled
        recused = self._grid.recused_at.get(candidate, frozenset())
        parts: list[tuple[tuple[int | None, ...], int | None]] = []
        for key, at in self._questions[number]:
            score = settled.get((candidate, key)) if settled else None
            parts.append((row[at], instead[1] if instead and instead[0] == key else score))
        known = (number, recused, *parts)
        found = self._known.get(known)
        if found is None:
            questions = tuple(
                self._question(key, scores, score, recused)
                for (key, _), (scores, score) in zip(self._questions[number], parts, strict=True)
            )
            value = mean([q.value for q in questions if q.value is not None])
            found = CompetencyFigure(self._rules.competencies[number].id, value, questions)
            self._known[known] = found
            self._parts[id(found)] = self._part(number, value)
        return found

    def _question(
        self, key: str, scores: Sequence[int | None], settled: int | None, recused: frozenset[int]
    ) -> QuestionFigure:
        counts = [0 if at in recused else n for at, n in enumerate(self._counts)] if recused else self._counts
        drawn = [s for s, n in zip(scores, counts, strict=True) if s is not None for _ in range(n)]
        value = self._combine(drawn) if settled is None else Fraction(settled)
        return QuestionFigure(key, value, len(drawn), sum(counts), settled is not None)

    def _total(self, competencies: Sequence[CompetencyFigure]) -> Fraction | None:
        """Return the weighted mean of the figures that are known, in whole numbers until the last step."""
        above = weight = 0
        for competency in competencies:
            part, own = self._parts[id(competency)]
            above += part
            weight += own
        if not weight:
            return None
        found = self._totals.get((above, weight))
        if found is None:
            found = self._totals[above, weight] = Fraction(above, self._common * weight)
        return found

    def _part(self, number: int, value: Fraction | None) -> tuple[int, int]:
        """Return a competency's part of a total, weighted and over the common denominator, and its weight."""
        if value is None:
            return 0, 0
        weight = self._weights[number]
        return weight * value.numerator * (self._common // value.denominator), weight


def all_figures(
    grid: Grid, rules: Rules, counts: Sequence[int] | None = None
) -> tuple[CandidateFigures, ...]:
    """Return every candidate's figures, in the grid's order; ``counts`` as in :class:`Reckoner`."""
    reckoner = Reckoner(grid, rules, counts)
    return tuple(reckoner.figures(c) for c in grid.candidates)
