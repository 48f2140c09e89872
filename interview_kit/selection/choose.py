"""The questions for a role: automated test assembly on a small scale.

After van der Linden, W. J. (2005), Linear models for optimal test design: questions are 0/1 variables,
the demands of the role profile are rows, and the behaviours covered are maximised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from interview_kit.domain.framework import Framework
from interview_kit.domain.question import Question
from interview_kit.domain.role import RoleProfile
from interview_kit.errors import Finding, KitError
from interview_kit.selection.demands import Demand, Pool, build_pool, demands_of, variant_rows
from interview_kit.selection.programme import NotExactError, Programme, Row, first_of_the_best
from interview_kit.selection.relax import relaxation

IDS_AT_ONCE = 10
"""Question ids settled by one solve; more would strain the solver's floats."""


def choose_questions(
    role: RoleProfile,
    frameworks: Mapping[str, Framework],
    questions: Iterable[Question],
    *,
    used: Mapping[str, int] | None = None,
) -> tuple[Question, ...]:
    """Return the questions for a role, in the order in which they are asked.

    The choice covers as much as can be covered of the effective behaviours, each worth its competency's
    weight and twice that when the competency is essential, less a little for questions used before
    (``used``: question id to number of uses). Of equally good choices it takes the one with the fewest
    minutes, then the one whose question ids come first: the same bank always gives the same plan.
    Questions are grouped by competency in the role profile's order, the easier ones first.

    Raises:
        KitError: when not all demands can be met; its findings name the smallest set to relax, and by
            how much. Or when the role profile's numbers are too fine for the choice to be exact.
    """
    pool = build_pool(role, frameworks, questions, used or {})
    demands = demands_of(role, pool)
    try:
        best = first_of_the_best(_programme(pool, demands), _objectives(pool))
        unmet = [] if best is not None else relaxation(role, frameworks, pool, demands)
    except NotExactError:
        best, unmet = None, []
    if best is None:
        raise KitError(unmet or [_too_fine(role)])
    place = {c.competency: at for at, c in enumerate(role.competencies)}
    chosen = (q for q in pool.questions if best[q.id])
    return tuple(sorted(chosen, key=lambda q: (place[q.competency], q.demand, q.id)))


def _too_fine(role: RoleProfile) -> Finding:
    return Finding(
        f"role {role.id}: competencies and demand",
        "weights or bounds on the mean demand have too many figures for the questions to be chosen exactly",
        "Write them with fewer decimals, such as 2.5, or as a simpler fraction, such as 1/3.",
        code="cannot-choose-exactly",
    )


def _programme(pool: Pool, demands: Iterable[Demand]) -> Programme:
    """Return the programme: a variable for each question, and one for each behaviour covered."""
    upper = {**{q.id: 1 for q in pool.questions}, **dict.fromkeys(pool.values, 1)}
    covered = [
        Row({**{q.id: 1 for q in pool.questions if behaviour in pool.elicited(q)}, behaviour: -1}, low=0)
        for behaviour in pool.values
    ]
    return Programme(upper, (*(d.row for d in demands), *variant_rows(pool), *covered))


def _objectives(pool: Pool) -> list[dict[str, int]]:
    """Return what is maximised, in order: cover, fewest minutes, first ids."""
    cover = {**pool.values, **{q: -cost for q, cost in pool.costs.items()}}
    minutes = {q.id: -q.minutes for q in pool.questions}
    ids = [q.id for q in pool.questions]
    parts = [ids[at : at + IDS_AT_ONCE] for at in range(0, len(ids), IDS_AT_ONCE)]
    first = [{q: 2 ** (len(part) - 1 - at) for at, q in enumerate(part)} for part in parts]
    return [cover, minutes, *first]
