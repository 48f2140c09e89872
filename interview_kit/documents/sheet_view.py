"""A plan's questions as the score sheet shows them: every text settled, nothing left to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interview_kit.documents import layout
from interview_kit.domain.framework import Effective, Ineffective
from interview_kit.domain.plan import Plan, PlannedQuestion
from interview_kit.domain.question import Clause
from interview_kit.domain.scale import Level


@dataclass(frozen=True, slots=True)
class BehaviourView:
    """A behaviour to tick."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level of the scale, with what might be heard at it on one question; empty if nothing is said."""

    key: str
    level: int
    label: str
    short: str
    heard: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question of the score sheet."""

    key: str
    number: int
    of: int
    title: str
    minutes: int
    lead: str
    probes: tuple[str, ...]
    effective: tuple[BehaviourView, ...]
    ineffective: tuple[BehaviourView, ...]
    levels: tuple[LevelView, ...]
    score_items: tuple[layout.Item, ...]


def question_views(plan: Plan) -> tuple[QuestionView, ...]:
    """Return all questions of a plan, in the order in which they are asked."""
    return tuple(_view(plan, number, q) for number, q in enumerate(plan.questions, start=1))


def clauses_of(planned: PlannedQuestion, level: Level) -> tuple[Clause, ...]:
    """Return the clauses of the benchmark that stands at a level; none where no benchmark stands."""
    return getattr(planned.question.benchmarks, level.benchmark) if level.benchmark else ()


def heard_at(planned: PlannedQuestion, level: Level) -> str:
    """Return what might be heard at a level: the benchmark's clauses, or the level's hint, or nothing."""
    return " ".join(clause.text for clause in clauses_of(planned, level)) or level.hint


def _view(plan: Plan, number: int, planned: PlannedQuestion) -> QuestionView:
    question = planned.question
    return QuestionView(
        key=planned.key,
        number=number,
        of=len(plan.questions),
        title=plan.competency_by_id[planned.competency].title,
        minutes=question.minutes,
        lead=question.lead,
        probes=tuple(probe.ask for probe in question.probes),
        effective=_behaviours(planned.key, planned.effective),
        ineffective=_behaviours(planned.key, planned.ineffective),
        levels=tuple(_level(planned, level) for level in plan.scale.levels),
        score_items=layout.score_items(plan.scale),
    )


def _behaviours(key: str, behaviours: Iterable[Effective | Ineffective]) -> tuple[BehaviourView, ...]:
    return tuple(BehaviourView(layout.indicator_key(key, b.id), b.text) for b in behaviours)


def _level(planned: PlannedQuestion, level: Level) -> LevelView:
    key = layout.level_key(planned.key, level.level)
    return LevelView(key, level.level, level.label, level.short, heard_at(planned, level))
