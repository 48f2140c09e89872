"""The frozen choice of questions for a campaign, the same for every candidate."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from interview_kit.domain.base import Model, Text
from interview_kit.domain.campaign import Reference
from interview_kit.domain.fingerprint import short_mark
from interview_kit.domain.framework import (
    CompetencyId,
    Effective,
    EffectiveId,
    Ineffective,
    Statement,
)
from interview_kit.domain.question import Question
from interview_kit.domain.role import Exact, RoleProfile
from interview_kit.domain.scale import Scale

QuestionKey = Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]?$")]


class PlannedCompetency(Model):
    """A competency as the plan froze it."""

    id: CompetencyId
    title: Text
    definition: Text
    framework_title: Text
    weight: Exact
    essential: bool
    minimum: Exact | None
    statements: tuple[Statement, ...] = ()
    covered: tuple[EffectiveId, ...]
    """Effective indicators that the plan's questions elicit."""
    uncovered: tuple[Effective, ...]
    """Effective indicators that no question of the plan elicits."""


class PlannedQuestion(Model):
    """A question as the plan froze it, with its place in the interview."""

    key: QuestionKey
    """``Q1``, ``Q2`` … in the order in which they are asked."""
    asked_by: Text
    """The ref of the panel member who asks it."""
    question: Question
    effective: tuple[Effective, ...]
    """The behaviours to tick, verbatim."""
    ineffective: tuple[Ineffective, ...]
    wording: Text
    """Fingerprint of the words."""
    structure: Text
    """Fingerprint of what is ticked and scored."""

    @property
    def competency(self) -> str:
        """The full id of the question's competency."""
        return self.question.competency


class Plan(Model):
    """The frozen interview: everything later steps need, verbatim; never edited by hand."""

    schema_version: Literal[1] = Field(alias="schema")
    campaign: Reference
    kit_version: Text
    role: RoleProfile
    scale: Scale
    competencies: Annotated[tuple[PlannedCompetency, ...], Field(min_length=1)]
    questions: Annotated[tuple[PlannedQuestion, ...], Field(min_length=1)]
    fingerprint: Text
    """Over everything above; 64 hexadecimal figures. Printed short, by :attr:`mark`."""

    @property
    def mark(self) -> str:
        """The short printed form of the fingerprint, ``7F3A-91C2``."""
        return short_mark(self.fingerprint)

    @property
    def question_minutes(self) -> int:
        """Minutes of all questions together."""
        return sum(q.question.minutes for q in self.questions)

    @property
    def minutes(self) -> int:
        """Minutes of one interview, from the welcome to the candidate's own questions."""
        table = self.role.timetable
        return table.welcome + self.question_minutes + table.candidate_questions

    @cached_property
    def competency_by_id(self) -> dict[str, PlannedCompetency]:
        """The plan's competencies by full id."""
        return {c.id: c for c in self.competencies}

    @cached_property
    def question_by_key(self) -> dict[str, PlannedQuestion]:
        """The plan's questions by ``Q1``, ``Q2`` and so on."""
        return {q.key: q for q in self.questions}

    def questions_of(self, competency: str) -> tuple[PlannedQuestion, ...]:
        """The plan's questions on one competency, in the order in which they are asked."""
        return tuple(q for q in self.questions if q.competency == competency)

    def without(self, keys: Collection[str]) -> Plan:
        """Return the plan less some questions, for reckoning; its fingerprint stays that of the whole."""
        if not keys:
            return self
        return self.model_copy(update={"questions": tuple(q for q in self.questions if q.key not in keys)})
