"""How far the panel agrees on each question: where it is the question that divides, not the candidate."""

from __future__ import annotations

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
    found = []
    for question in grid.questions:
        answers = ([s for s in grid.scores(c, question) if s is not None] for c in grid.candidates)
        ranges = [max(scores) - min(scores) for scores in answers if len(scores) >= PAIR]
        found.append(
            QuestionAgreement(
                question=question,
                answers=len(ranges),
                widest=max(ranges, default=None),
                ranges=sum(ranges),
                exact=ranges.count(0),
                within_one=sum(r <= 1 for r in ranges),
            )
        )
    return tuple(found)
