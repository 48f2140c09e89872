"""A question with its probes and benchmarks."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from interview_kit.domain.base import Model, Slug, Text
from interview_kit.domain.framework import EffectiveId, IndicatorId, IneffectiveId, StatementId

QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+/q[0-9]{2,3}$", max_length=160)]
"""``framework/competency/q01``."""


class QuestionType(StrEnum):
    """What kind of answer a question asks for."""

    PAST_BEHAVIOUR = "past-behaviour"
    SITUATIONAL = "situational"
    VALUES = "values"
    KNOWLEDGE = "knowledge"


class Status(StrEnum):
    """Only live questions are chosen for a plan."""

    DRAFT = "draft"
    LIVE = "live"
    RETIRED = "retired"


class Seeks(StrEnum):
    """The part of an answer that a probe opens."""

    SITUATION = "situation"
    ACTION = "action"
    REASONING = "reasoning"
    RESULT = "result"
    REFLECTION = "reflection"


class Probe(Model):
    """A neutral follow-up, printed so that every candidate can be given the same."""

    ask: Text
    seeks: Seeks


class Clause(Model):
    """One thing heard in an answer, traced to the behaviours it is evidence of."""

    text: Text
    traced_to: Annotated[tuple[IndicatorId, ...], Field(alias="from", min_length=1)]


class Benchmarks(Model):
    """What a weak, an acceptable and a strong answer sounds like; strong is heard on top of acceptable."""

    weak: Annotated[tuple[Clause, ...], Field(min_length=1)]
    acceptable: Annotated[tuple[Clause, ...], Field(min_length=1)]
    strong: Annotated[tuple[Clause, ...], Field(min_length=1)]


class RuleException(Model):
    """A rule of the bank's check that is switched off for one question."""

    rule: Text
    """The rule's code, as the check prints it."""
    reason: Text
    """Why the question is right although the rule speaks against it."""


class Question(Model):
    """One lead question with probes, benchmarks and the indicators it elicits."""

    id: QuestionId
    version: Annotated[int, Field(ge=1)] = 1
    status: Status = Status.LIVE
    type: QuestionType
    demand: Annotated[int, Field(ge=1, le=3)]
    """1 everyday, 2 complicated, 3 high stakes."""
    minutes: Annotated[int, Field(ge=2, le=30)]
    variant_group: Slug
    """At most one question of a group stands in a plan."""
    lead: Text
    alternative: Text
    """The same demand, for someone without paid work experience or from another sector."""
    probes: Annotated[tuple[Probe, ...], Field(min_length=1)]
    indicators: Annotated[tuple[EffectiveId, ...], Field(min_length=1)]
    contra_indicators: tuple[IneffectiveId, ...] = ()
    statements: tuple[StatementId, ...] = ()
    benchmarks: Benchmarks
    notes: str = ""
    """What not to ask, and what to accept."""
    exceptions: tuple[RuleException, ...] = ()

    @property
    def competency(self) -> str:
        """The full competency id, ``framework/competency``."""
        return self.id.rpartition("/")[0]


class QuestionFile(Model):
    """All questions of one competency, as a file holds them."""

    schema_version: Literal[1] = Field(alias="schema")
    framework: Slug
    competency: Slug
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
