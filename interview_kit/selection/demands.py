"""What a role profile asks of its questions, as rows of an integer programme."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from interview_kit.domain.framework import Framework
from interview_kit.domain.question import Question, Status
from interview_kit.domain.role import RoleCompetency, RoleProfile
from interview_kit.errors import Finding, raise_errors
from interview_kit.selection.programme import Row

ESSENTIAL_FACTOR = 2
"""An essential competency's behaviours count twice."""
USES_COUNTED = 4
"""Earlier uses of a question cost a quarter of the least behaviour each, up to a whole one."""


class Kind(IntEnum):
    """Kinds of demand, in the order in which they are given up when not all can be met."""

    MINUTES = 1
    MIX_MIN = 2
    MIX_MAX = 3
    DEMAND_MIN = 4
    DEMAND_MAX = 5
    COMPETENCY_MAX = 6
    COMPETENCY_MIN = 7
    PIN = 8


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand: the weighted count of questions is at least, or at most, a bound."""

    kind: Kind
    subject: str
    """The competency, type or question it is about; empty for the whole interview."""
    row: Row

    @property
    def at_least(self) -> bool:
        """True for a lower bound."""
        return self.row.high == math.inf


@dataclass(frozen=True, slots=True)
class Pool:
    """The questions that may be chosen, and what covering each behaviour is worth."""

    questions: tuple[Question, ...]
    """By id."""
    values: Mapping[str, int]
    """Worth of each effective behaviour, by full id."""
    costs: Mapping[str, int]
    """Cost of earlier use, by question id."""

    def elicited(self, question: Question) -> tuple[str, ...]:
        """Return the full ids of the effective behaviours that a question elicits."""
        return tuple(f"{question.competency}/{i}" for i in dict.fromkeys(question.indicators))


def build_pool(
    role: RoleProfile,
    frameworks: Mapping[str, Framework],
    questions: Iterable[Question],
    used: Mapping[str, int],
) -> Pool:
    """Return what may be chosen from: live questions on the role's competencies, not excluded.

    Raises:
        KitError: when the role names a competency or pins a question that cannot be had, or when
            nothing is left to choose from.
    """
    known = {q.id: q for q in questions}
    wanted = {c.competency: c for c in role.competencies}
    raise_errors([*_competency_findings(role, frameworks), *_pin_findings(role, known, wanted)])
    pool = tuple(
        q
        for _, q in sorted(known.items())
        if q.status is Status.LIVE and q.competency in wanted and q.id not in role.excluded
    )
    if not pool:
        problem = "the bank has no live question on any of its competencies"
        remedy = "write questions for them, or set drafts live"
        raise_errors([Finding(f"role {role.id}: competencies", problem, remedy, code="nothing-to-choose")])
    worth = {c.competency: c.weight * (ESSENTIAL_FACTOR if c.essential else 1) for c in role.competencies}
    scale = math.lcm(*(w.denominator for w in worth.values())) * USES_COUNTED
    whole = {c: int(w * scale) for c, w in worth.items()}
    least = min(whole.values()) // USES_COUNTED
    values = {f"{q.competency}/{i}": whole[q.competency] for q in pool for i in q.indicators}
    costs = {q.id: least * min(USES_COUNTED, max(0, used.get(q.id, 0))) for q in pool}
    return Pool(pool, values, costs)


def demands_of(role: RoleProfile, pool: Pool) -> tuple[Demand, ...]:
    """Return every demand that can be given up when they cannot all be met.

    The bounds on the mean demand are the nearest means that so many questions can have at all, so that bounds
    with many decimals do not make numbers that the solver's floats cannot hold apart.
    """
    questions = pool.questions
    table = role.timetable
    left = role.minutes - table.welcome - table.candidate_questions
    found = [Demand(Kind.MINUTES, "", Row({q.id: q.minutes for q in questions}, high=left))]
    for c in role.competencies:
        count = {q.id: 1 for q in questions if q.competency == c.competency}
        found.append(Demand(Kind.COMPETENCY_MIN, c.competency, Row(count, low=c.questions.min)))
        found.append(Demand(Kind.COMPETENCY_MAX, c.competency, Row(count, high=c.questions.max)))
    for mix in role.mix:
        count = {q.id: 1 for q in questions if q.type is mix.type}
        found.append(Demand(Kind.MIX_MIN, mix.type.value, Row(count, low=mix.min)))
        found.append(Demand(Kind.MIX_MAX, mix.type.value, Row(count, high=mix.max)))
    counts = range(1, len(questions) + 1)
    least = min(Fraction(math.ceil(role.demand.min * n), n) for n in counts)
    most = max(Fraction(math.floor(role.demand.max * n), n) for n in counts)
    found.append(Demand(Kind.DEMAND_MIN, "", Row(_above(questions, least), low=0)))
    found.append(Demand(Kind.DEMAND_MAX, "", Row(_above(questions, most), high=0)))
    found += [Demand(Kind.PIN, pin, Row({pin: 1}, low=1)) for pin in dict.fromkeys(role.pinned)]
    return tuple(found)


def variant_rows(pool: Pool) -> tuple[Row, ...]:
    """Return the rows that hold whatever is given up: one question of a variant group, and one at all."""
    groups: dict[str, dict[str, int]] = {}
    for q in pool.questions:
        groups.setdefault(q.variant_group, {})[q.id] = 1
    rows = [Row(members, high=1) for members in groups.values() if len(members) > 1]
    return (*rows, Row({q.id: 1 for q in pool.questions}, low=1))


def _above(questions: Sequence[Question], bound: Fraction) -> dict[str, int]:
    """Return how far each question's demand is above a bound on the mean, in whole numbers."""
    return {q.id: q.demand * bound.denominator - bound.numerator for q in questions}


def _competency_findings(role: RoleProfile, frameworks: Mapping[str, Framework]) -> Iterable[Finding]:
    for c in role.competencies:
        framework, _, own = c.competency.partition("/")
        if framework not in frameworks or own not in frameworks[framework].by_id:
            yield Finding(
                f"role {role.id}: competencies",
                f"there is no competency {c.competency}",
                "Name one that the frameworks have.",
                code="competency-unknown",
            )


def _pin_findings(
    role: RoleProfile, known: Mapping[str, Question], wanted: Mapping[str, RoleCompetency]
) -> Iterable[Finding]:
    for pin in dict.fromkeys(role.pinned):
        reason = None
        if pin not in known:
            reason = "is not in the bank"
        elif known[pin].status is not Status.LIVE:
            reason = f"is {known[pin].status.value}, not live"
        elif pin in role.excluded:
            reason = "is also excluded"
        elif known[pin].competency not in wanted:
            reason = "is on a competency that the role does not have"
        if reason:
            yield Finding(
                f"role {role.id}: pinned",
                f"question {pin} {reason}",
                "Take it out of the pinned questions.",
                code="pin-impossible",
            )
