"""What must hold between a role profile and the questions it may get."""

from __future__ import annotations

from collections.abc import Iterator

from interview_kit.bank.bank import Bank
from interview_kit.bank.shared_findings import Place, error, unknown
from interview_kit.domain.english import counted
from interview_kit.domain.question import Question, Status
from interview_kit.domain.role import RoleProfile
from interview_kit.errors import Finding


def live_questions(role: RoleProfile, competency: str, bank: Bank) -> list[Question]:
    """Return the questions on a competency that may be chosen."""
    return [
        q
        for q in bank.questions.values()
        if q.competency == competency and q.status is Status.LIVE and q.id not in role.excluded
    ]


def check_listed_questions(role: RoleProfile, bank: Bank, place: Place) -> Iterator[Finding]:
    """Yield findings on pinned and excluded questions."""
    for key, ids in (("pinned", role.pinned), ("excluded", role.excluded)):
        for n, id_ in enumerate(ids):
            if id_ not in bank.questions:
                yield unknown(place(key, n), "question", id_, bank.questions)
            elif id_ in ids[:n]:
                yield error(place(key, n), f"'{id_}' is {key} twice", "Delete one of the two.", "id-twice")
    yield from _check_pinned(role, bank, place)


def _check_pinned(role: RoleProfile, bank: Bank, place: Place) -> Iterator[Finding]:
    competencies = {c.competency for c in role.competencies}
    groups: dict[str, str] = {}
    for n, id_ in enumerate(dict.fromkeys(role.pinned)):
        question = bank.questions.get(id_)
        if question is None:
            continue
        where = place("pinned", n)
        if id_ in role.excluded:
            yield error(
                where,
                f"'{id_}' is both pinned and excluded",
                "Delete it in one of the two lists.",
                "role-pinned-excluded",
            )
        if question.competency not in competencies:
            yield error(
                where,
                f"'{id_}' is pinned, and the role does not ask for its competency",
                "Add the competency, or unpin the question.",
                "role-pinned-foreign",
            )
        if question.status is not Status.LIVE:
            yield error(
                where,
                f"'{id_}' is pinned, and is {question.status}",
                "Pin a live question instead.",
                "role-pinned-not-live",
            )
        if (other := groups.setdefault(question.variant_group, id_)) != id_:
            yield error(
                where,
                f"'{id_}' and '{other}' are both pinned, and are variants of each other",
                "Unpin one of the two.",
                "role-pinned-variants",
            )


def check_minutes(role: RoleProfile, bank: Bank, place: Place) -> Iterator[Finding]:
    """Yield a finding when not even the shortest questions fit into the interview."""
    questions = sum(
        sum(sorted(q.minutes for q in live_questions(role, asked.competency, bank))[: asked.questions.min])
        for asked in role.competencies
    )
    rest = role.timetable.welcome + role.timetable.candidate_questions
    if questions + rest > role.minutes:
        yield error(
            place("minutes"),
            f"the interview has {role.minutes} minutes; the least that is asked for takes {questions + rest}",
            f"Write minutes: {questions + rest} or more, or ask fewer questions.",
            "role-too-little-time",
        )


def check_bounds(role: RoleProfile, place: Place) -> Iterator[Finding]:
    """Yield findings on the mix of types and the range of demand."""
    most = sum(c.questions.max for c in role.competencies)
    seen: set[str] = set()
    for n, mix in enumerate(role.mix):
        if mix.type in seen:
            yield error(
                place("mix", n, "type"), f"'{mix.type}' stands twice", "Delete one of the two.", "id-twice"
            )
        seen.add(mix.type)
        if mix.min > mix.max:
            yield error(
                place("mix", n, "min"),
                f"at least {mix.min} and at most {mix.max} cannot both be",
                "Mend min or max.",
                "role-min-over-max",
            )
        elif mix.min > most:
            yield error(
                place("mix", n, "min"),
                f"{counted(mix.min, 'question')} of the type '{mix.type}' {'is' if mix.min == 1 else 'are'} wanted, and at most {most} are asked in all",
                f"Write min: {most} or less.",
                "role-mix-too-many",
            )
    if role.demand.min > role.demand.max:
        yield error(
            place("demand"), "the least demand is above the most", "Mend min or max.", "role-min-over-max"
        )
