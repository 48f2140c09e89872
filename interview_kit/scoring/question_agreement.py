"""How far the panel agrees on each question: where it is the question that divides, not the candidate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from interview_kit.scoring.grid import Grid

PAIR = 2


@dataclass(frozen=True, slots=True)
class QuestionAgreement:
    """The answers to one question that two or more members scored."""

    question: str
    answers: int
    widest: int | None
    """The largest range (highest less lowest score) of an answer; ``None`` without an answer."""
    ranges: int
    """All answers' ranges together."""
    exact: int
    """Answers that every member who scored gave the same."""
    within_one: int
    """Answers with a range of one at most; those given the same are among them."""

    @property
    def mean_range(self) -> Fraction | None:
        """The mean range of an answer, or ``None`` without one."""
        return Fraction(self.ranges, self.answers) if self.answers else None


def question_agreement(grid: Grid) -> tuple[QuestionAgreement, ...]:
    """Return the agreement on each question, in the order asked; unscored ratings take no part."""
    return tuple(_agreement(q, p) for q, p in zip(grid.questions, grid.patterns, strict=True))


def _agreement(question: str, patterns: Mapping[tuple[int | None, ...], int]) -> QuestionAgreement:
    ranges: Counter[int] = Counter()
    for pattern, times in patterns.items():
        scores = [s for s in pattern if s is not None]
        if len(scores) >= PAIR:
            ranges[max(scores) - min(scores)] += times
    return QuestionAgreement(
        question=question,
        answers=ranges.total(),
        widest=max(ranges, default=None),
        ranges=sum(r * n for r, n in ranges.items()),
        exact=ranges[0],
        within_one=ranges[0] + ranges[1],
    )
