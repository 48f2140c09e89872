"""Exact figures: question, competency, total; each with the ratings it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from interview_kit.domain.role import Combine
from interview_kit.scoring.grid import Grid
from interview_kit.scoring.rules import CompetencyRule, Rules


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
        """True when no rating is missing, or the panel settled the score."""
        return self.settled or self.received == self.expected


@dataclass(frozen=True, slots=True)
class CompetencyFigure:
    """The panel's figure on one competency: the mean over its questions that have one."""

    competency: str
    value: Fraction | None
    questions: tuple[QuestionFigure, ...]

    @property
    def complete(self) -> bool:
        """True when every question's figure is."""
        return all(q.complete for q in self.questions)

    @property
    def received(self) -> int:
        """How many scores it rests on."""
        return sum(q.received for q in self.questions)

    @property
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


def median(values: Sequence[int]) -> Fraction | None:
    """Return the exact median (the mean of the middle two of an even number), or ``None`` of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    return Fraction(ordered[half] + ordered[-half - 1], 2)


def candidate_figures(
    grid: Grid, rules: Rules, candidate: str, counts: Sequence[int] | None = None
) -> CandidateFigures:
    """Return one candidate's figures.

    ``counts`` says how often each member counts: 0 leaves a member out, 2 counts one twice, as a
    re-draw of the panel does. By default each counts once.
    """
    counts = counts or (1,) * len(grid.members)
    competencies = tuple(_competency(grid, rules, candidate, rule, counts) for rule in rules.competencies)
    known = [
        (rule.weight, figure.value)
        for rule, figure in zip(rules.competencies, competencies, strict=True)
        if figure.value is not None
    ]
    weight = sum((w for w, _ in known), Fraction(0))
    total = sum((w * v for w, v in known), Fraction(0)) / weight if known else None
    return CandidateFigures(candidate, total, competencies)


def all_figures(
    grid: Grid, rules: Rules, counts: Sequence[int] | None = None
) -> tuple[CandidateFigures, ...]:
    """Return every candidate's figures, in the grid's order; ``counts`` as in :func:`candidate_figures`."""
    return tuple(candidate_figures(grid, rules, c, counts) for c in grid.candidates)


def _competency(
    grid: Grid, rules: Rules, candidate: str, rule: CompetencyRule, counts: Sequence[int]
) -> CompetencyFigure:
    questions = tuple(_question(grid, rules, candidate, key, counts) for key in rule.questions)
    return CompetencyFigure(rule.id, mean([q.value for q in questions if q.value is not None]), questions)


def _question(
    grid: Grid, rules: Rules, candidate: str, question: str, counts: Sequence[int]
) -> QuestionFigure:
    scores = grid.scores(candidate, question)
    drawn = [s for s, n in zip(scores, counts, strict=True) if s is not None for _ in range(n)]
    settled = rules.settled.get((candidate, question))
    combine = median if rules.combine is Combine.MEDIAN else mean
    value = combine(drawn) if settled is None else Fraction(settled)
    return QuestionFigure(question, value, len(drawn), sum(counts), settled is not None)
