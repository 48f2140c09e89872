"""What a panel member gave: ratings, and the score sheet that holds them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from interview_kit.domain.base import Model, Text
from interview_kit.domain.campaign import CandidateRef, MemberRef
from interview_kit.domain.framework import IndicatorId
from interview_kit.domain.plan import QuestionKey


class Mark(StrEnum):
    """What stands in the place of a score. Only *scored* has a number; the rest are never a zero."""

    SCORED = "scored"
    NOT_ASKED = "not asked"
    NO_ANSWER = "no answer"
    BLANK = "blank"


class Rating(Model):
    """One panel member's rating of one answer."""

    question: QuestionKey
    mark: Mark
    score: int | None = None
    """The level chosen; ``None`` unless the mark is *scored*."""
    evidence: str = ""
    heard: tuple[IndicatorId, ...] = ()
    """Ids of the behaviours ticked."""

    @model_validator(mode="after")
    def _score_goes_with_mark(self) -> Self:
        if (self.score is not None) != (self.mark is Mark.SCORED):
            msg = "a score stands exactly where the mark is 'scored'"
            raise ValueError(msg)
        return self


class ScoreSheet(Model):
    """One panel member's ratings of one candidate, as received."""

    reference: Text
    """The sheet's printed reference, ``SK-92GA-M7ZG``."""
    candidate: CandidateRef
    member: MemberRef
    plan: Text
    """Fingerprint of the plan that the sheet was made from."""
    ratings: Annotated[tuple[Rating, ...], Field(min_length=1)]
    interest: bool | None = None
    """Whether the member declared an interest; ``None`` if the question was left open."""
    interest_details: str = ""
    notes: str = ""
    scored_alone: bool = False
    finished: dt.date | None = None
    keyed_by: str = ""
    """Who keyed it from paper; empty for a sheet that was read from its own file."""

    @cached_property
    def by_question(self) -> dict[str, Rating]:
        """Ratings by question key."""
        return {r.question: r for r in self.ratings}


class AgreedScore(Model):
    """What the panel settled on for one answer after discussion; the individual scores stay."""

    candidate: CandidateRef
    question: QuestionKey
    score: int | None
    """``None`` when the panel could not agree and referred it."""
    reason: Text
    by: str = ""
    """Who decided a score that the panel had referred; empty when the panel itself agreed it."""
