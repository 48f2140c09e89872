"""A framework with its questions as the printed bank shows them: every text settled, no page known yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from interview_kit.domain import english
from interview_kit.domain.framework import Competency, Effective, Framework, Ineffective, Statement
from interview_kit.domain.question import Clause, Question, QuestionType, Seeks

TYPES: Final = {
    QuestionType.PAST_BEHAVIOUR: "Past behaviour",
    QuestionType.SITUATIONAL: "Situational",
    QuestionType.VALUES: "Values",
    QuestionType.KNOWLEDGE: "Knowledge",
}
DEMANDS: Final = {1: "Everyday", 2: "Complicated", 3: "High stakes"}
_PARTS: Final = {
    Seeks.SITUATION: "Situation",
    Seeks.ACTION: "Action",
    Seeks.REASONING: "Reasoning",
    Seeks.RESULT: "Result",
    Seeks.REFLECTION: "Reflection",
}
_ANSWERS: Final = (
    ("weak", "Weak", ""),
    ("acceptable", "Acceptable", ""),
    ("strong", "Strong", "on top of acceptable"),
)


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One thing that might be heard, with the behaviours it rests on: ``e1, e4`` or ``i2; e1 absent``."""

    text: str
    rests_on: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What a weak, an acceptable or a strong answer sounds like."""

    name: str
    remark: str
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class ProbeView:
    """A follow-up, with the part of the answer that it opens."""

    part: str
    ask: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question on its page."""

    id: str
    number: str
    """``q01``."""
    type: str
    demand: str
    minutes: int
    group: str
    lead: str
    alternative: str
    probes: tuple[ProbeView, ...]
    serves: str
    """``s1, s3``: the framework's statements that it serves; empty where it has none."""
    effective: tuple[Effective, ...]
    ineffective: tuple[Ineffective, ...]
    answers: tuple[AnswerView, ...]
    notes: str


@dataclass(frozen=True, slots=True)
class CompetencyView:
    """One competency with its questions."""

    id: str
    """The full id, ``framework/competency``."""
    cluster: str
    """The cluster's title; empty where there is none."""
    opens: bool
    """True for the first competency of a cluster."""
    title: str
    definition: str
    skills: str
    statements: tuple[Statement, ...]
    effective: tuple[Effective, ...]
    ineffective: tuple[Ineffective, ...]
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class KindRow:
    """How many questions of a kind there are at each demand."""

    kind: str
    counts: tuple[int, ...]
    """In the order of :data:`DEMANDS`, then all."""


def competency_views(framework: Framework, questions: Sequence[Question]) -> tuple[CompetencyView, ...]:
    """Return all competencies in the framework's order, each with its questions in the order given."""
    clusters = {cluster.id: cluster.title for cluster in framework.clusters}
    views: list[CompetencyView] = []
    for competency in framework.competencies:
        full = f"{framework.id}/{competency.id}"
        cluster = clusters.get(competency.cluster or "", "")
        views.append(
            CompetencyView(
                id=full,
                cluster=cluster,
                opens=bool(cluster) and (not views or views[-1].cluster != cluster),
                title=english.one_line(competency.title),
                definition=competency.definition,
                skills=", ".join(competency.skills),
                statements=competency.statements,
                effective=competency.effective,
                ineffective=competency.ineffective,
                questions=tuple(_question(q, competency) for q in questions if q.competency == full),
            )
        )
    return tuple(views)


def kind_rows(questions: Iterable[Question]) -> tuple[KindRow, ...]:
    """Return a row for each kind of question that there is, in the order of :data:`TYPES`."""
    counted = Counter((q.type, q.demand) for q in questions)
    kinds = [
        (name, [counted[kind, demand] for demand in DEMANDS])
        for kind, name in TYPES.items()
        if any(counted[kind, demand] for demand in DEMANDS)
    ]
    return tuple(KindRow(name, (*counts, sum(counts))) for name, counts in kinds)


def _question(question: Question, competency: Competency) -> QuestionView:
    drawn_out, listened_for = set(question.indicators), set(question.contra_indicators)
    return QuestionView(
        id=question.id,
        number=question.id.rpartition("/")[2],
        type=TYPES[question.type],
        demand=DEMANDS[question.demand],
        minutes=question.minutes,
        group=question.variant_group,
        lead=question.lead,
        alternative=question.alternative,
        probes=tuple(ProbeView(_PARTS[probe.seeks], probe.ask) for probe in question.probes),
        serves=", ".join(s.id for s in competency.statements if s.id in question.statements),
        effective=tuple(e for e in competency.effective if e.id in drawn_out),
        ineffective=tuple(i for i in competency.ineffective if i.id in listened_for),
        answers=tuple(
            AnswerView(name, remark, tuple(_clause(c, key) for c in getattr(question.benchmarks, key)))
            for key, name, remark in _ANSWERS
        ),
        notes=question.notes,
    )


def _clause(clause: Clause, answer: str) -> ClauseView:
    """Return a clause; in a weak answer an effective behaviour is heard to be absent."""
    ids = sorted(set(clause.traced_to), key=lambda i: (i[0], int(i[1:])))
    if answer != "weak":
        return ClauseView(clause.text, ", ".join(ids))
    heard = ", ".join(i for i in ids if i.startswith("i"))
    absent = ", ".join(i for i in ids if i.startswith("e"))
    missing = f"{absent}\N{NO-BREAK SPACE}absent" if absent else ""
    return ClauseView(clause.text, "; ".join(part for part in (heard, missing) if part))
