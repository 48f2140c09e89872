"""When demands cannot all be met: the smallest set to give up, and by how much."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from interview_kit.domain.english import counted, upper_first
from interview_kit.domain.framework import Framework
from interview_kit.domain.role import RoleProfile
from interview_kit.errors import Finding
from interview_kit.selection.demands import Demand, Kind, Pool, variant_rows
from interview_kit.selection.programme import NotExactError, Programme, Row, maximise

ALTERNATIVES = 4
"""Other single demands that would do, named in the remedy."""


@dataclass(frozen=True, slots=True)
class _Given:
    """Which demands are given up, by how much, and the questions that could then be asked."""

    amounts: Mapping[int, int]
    """Demand number to amount."""
    values: Mapping[str, int]


def relaxation(
    role: RoleProfile, frameworks: Mapping[str, Framework], pool: Pool, demands: Sequence[Demand]
) -> list[Finding]:
    """Return a finding for each demand of the smallest set that must be relaxed.

    Of sets of one size the least harmful is taken, in the order of :class:`Kind`. Where relaxing one
    demand is enough, the remedy also names the other single demands that would do instead. Empty when all
    demands can be met.

    Raises:
        NotExactError: when the solver cannot tell, because numbers are too large for it.
    """
    programme = _elastic(pool, demands)
    given = _smallest(programme, demands)
    words = _Words(role, frameworks, pool, demands)
    if given is None:  # every demand can be given up, so a bank with one question always has an answer
        msg = "no choice of questions is possible even without demands"
        raise NotExactError(msg)
    found = [words.finding(number, amount, given) for number, amount in given.amounts.items()]
    if len(found) == 1:
        others = _alternatives(programme, demands, given)
        instead = [words.remedy(n, amount, other) for other in others for n, amount in other.amounts.items()]
        if instead:
            found = [replace(found[0], remedy="; or ".join([found[0].remedy, *instead]))]
    return [replace(f, remedy=f"{upper_first(f.remedy)}.") for f in found]


def _elastic(pool: Pool, demands: Sequence[Demand]) -> Programme:
    """Return the programme in which each demand may be missed: by s, when z says so."""
    upper = {q.id: 1 for q in pool.questions}
    rows = [*variant_rows(pool)]
    for number, demand in enumerate(demands):
        s, z = _names(number)
        most = sum(abs(c) for c in demand.row.coefficients.values()) + abs(_bound(demand))
        upper[s], upper[z] = most, 1
        slack = 1 if demand.at_least else -1
        rows.append(Row({**demand.row.coefficients, s: slack}, demand.row.low, demand.row.high))
        rows.append(Row({z: most, s: -1}, low=0))
    return Programme(upper, tuple(rows))


def _smallest(programme: Programme, demands: Sequence[Demand]) -> _Given | None:
    """Return the fewest, least harmful demands to give up, each by as little as will do."""
    kinds = len(Kind) + 1
    one_more = kinds * len(demands) ** 2
    fewest = {_names(n)[1]: -(one_more + d.kind * len(demands) + n) for n, d in enumerate(demands)}
    values = maximise(programme, fewest)
    if values is None:
        return None
    up = [n for n in range(len(demands)) if values[_names(n)[1]]]
    programme = programme.bound(*(Row({_names(n)[1]: 1}, high=int(n in up)) for n in range(len(demands))))
    for n in up:
        s = _names(n)[0]
        found = maximise(programme, {s: -1})
        if found is None:
            return None
        values = found
        programme = programme.bound(Row({s: 1}, high=values[s]))
    return _Given({n: values[_names(n)[0]] for n in up}, values)


def _alternatives(programme: Programme, demands: Sequence[Demand], given: _Given) -> list[_Given]:
    """Return the other single demands that would be enough."""
    found: list[_Given] = []
    tried = set(given.amounts)
    whole = Row({_names(n)[1]: 1 for n in range(len(demands))}, high=1)
    while len(found) < ALTERNATIVES:
        barred = (Row({_names(n)[1]: 1}, high=0) for n in tried)
        other = _smallest(programme.bound(whole, *barred), demands)
        if other is None:
            break
        found.append(other)
        tried |= set(other.amounts)
    return found


def _names(number: int) -> tuple[str, str]:
    return f"slack {number}", f"given up {number}"


def _bound(demand: Demand) -> int:
    return int(demand.row.low if demand.at_least else demand.row.high)


@dataclass(frozen=True, slots=True)
class _Words:
    """Says what is wrong with a demand and what would mend it."""

    role: RoleProfile
    frameworks: Mapping[str, Framework]
    pool: Pool
    demands: Sequence[Demand]

    def finding(self, number: int, amount: int, given: _Given) -> Finding:
        """Return the finding for one demand that has to be relaxed."""
        demand = self.demands[number]
        part = {
            Kind.MINUTES: "minutes",
            Kind.MIX_MIN: "mix",
            Kind.MIX_MAX: "mix",
            Kind.DEMAND_MIN: "demand",
            Kind.DEMAND_MAX: "demand",
            Kind.PIN: "pinned",
        }.get(demand.kind, "competencies")
        code = f"cannot-meet-{part}"
        return Finding(
            f"role {self.role.id}: {part}",
            self._problem(demand, amount, given),
            self.remedy(number, amount, given),
            code=code,
        )

    def _problem(self, demand: Demand, amount: int, given: _Given) -> str:
        subject, bound = self._subject(demand), _bound(demand)
        role = self.role
        match demand.kind:
            case Kind.MINUTES:
                return f"{role.minutes} minutes are too few: these demands need {role.minutes + amount}"
            case Kind.COMPETENCY_MIN | Kind.MIX_MIN:
                return f"at least {_questions(bound)} on {subject} cannot be had: {bound - amount} can"
            case Kind.COMPETENCY_MAX | Kind.MIX_MAX:
                return f"at most {_questions(bound)} on {subject} is too few: the other demands need {bound + amount}"
            case Kind.DEMAND_MIN:
                nearest, least = self._allowed(demand, given), _print(role.demand.min)
                return f"a mean demand of at least {least} cannot be had: the nearest is {nearest}"
            case Kind.DEMAND_MAX:
                nearest, most = self._allowed(demand, given), _print(role.demand.max)
                return f"a mean demand of at most {most} cannot be had: the nearest is {nearest}"
            case Kind.PIN:
                return f"pinned question {subject} does not fit with the other demands"

    def remedy(self, number: int, amount: int, given: _Given) -> str:
        """Return what would mend one demand."""
        demand = self.demands[number]
        subject, bound = self._subject(demand), _bound(demand)
        match demand.kind:
            case Kind.MINUTES:
                return f"give the interview {self.role.minutes + amount} minutes"
            case Kind.COMPETENCY_MIN | Kind.MIX_MIN if bound == amount:
                return f"ask for no question on {subject}"
            case Kind.COMPETENCY_MIN | Kind.MIX_MIN:
                return f"ask for at least {bound - amount} on {subject}"
            case Kind.COMPETENCY_MAX | Kind.MIX_MAX:
                return f"allow {bound + amount} on {subject}"
            case Kind.DEMAND_MIN | Kind.DEMAND_MAX:
                return f"allow a mean demand of {self._allowed(demand, given)}"
            case Kind.PIN:
                return f"unpin {subject}"

    def _subject(self, demand: Demand) -> str:
        if demand.kind in {Kind.COMPETENCY_MIN, Kind.COMPETENCY_MAX}:
            framework, _, own = demand.subject.partition("/")
            return self.frameworks[framework].by_id[own].title
        if demand.kind in {Kind.MIX_MIN, Kind.MIX_MAX}:
            return demand.subject.replace("-", " ")
        return demand.subject

    def _allowed(self, demand: Demand, given: _Given) -> str:
        """Return the mean demand that can be had as a bound that it meets: a least rounded down, a most up."""
        chosen = [q.demand for q in self.pool.questions if given.values[q.id]]
        hundredths = Fraction(100 * sum(chosen), len(chosen))
        return _print(Fraction(math.floor(hundredths) if demand.at_least else math.ceil(hundredths), 100))


def _questions(count: int) -> str:
    return counted(count, "question")


def _print(value: Fraction) -> str:
    return f"{float(value):.2f}"
