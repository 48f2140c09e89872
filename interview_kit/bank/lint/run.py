"""All rules over a bank: findings, less those that a question switches off with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from interview_kit.bank.bank import Bank
from interview_kit.bank.lint.gaps import check_gaps
from interview_kit.bank.lint.law import LAW, check_law
from interview_kit.bank.lint.overlap import check_overlap
from interview_kit.bank.lint.rule import RULES
from interview_kit.bank.lint.wording import Heard, check_openings, check_wording
from interview_kit.domain.question import Question, Status
from interview_kit.errors import Finding


def lint_bank(bank: Bank) -> list[Finding]:
    """Return what the rules say of every question that is not retired, in the order of the bank.

    A question's ``exceptions`` take findings of a rule away, each for a written reason; one that takes
    nothing away is itself a finding. Gaps are counted over live questions only.
    """
    questions = [q for q in bank.questions.values() if q.status is not Status.RETIRED and _is_sound(bank, q)]
    heard: dict[str, list[Heard]] = {q.id: [] for q in questions}
    for question, said in chain(_each(bank, questions), check_overlap(questions)):
        heard[question.id].append(said)
    findings = [f for q in questions for f in _kept(bank, q, heard[q.id])]
    return [*findings, *_gaps(bank)]


def _is_sound(bank: Bank, question: Question) -> bool:
    """Return False for a question on a competency or behaviour that is not there; loading the bank has said so."""
    framework, _, competency = question.competency.partition("/")
    found = bank.frameworks.get(framework)
    known = found.by_id.get(competency) if found else None
    return (
        known is not None and {*question.indicators, *question.contra_indicators} <= known.indicators.keys()
    )


def lint_law(bank: Bank, questions: Iterable[Question]) -> list[Finding]:
    """Return what the legal rules say of some questions of the bank, exceptions taken away."""
    return [
        f for q in questions for f in _kept(bank, q, list(check_law(q)), only=frozenset(LAW)) if f.is_error
    ]


def _each(bank: Bank, questions: list[Question]) -> Iterator[tuple[Question, Heard]]:
    by_competency: dict[str, list[Question]] = {}
    for question in questions:
        by_competency.setdefault(question.competency, []).append(question)
    for full, mine in by_competency.items():
        framework, _, competency = full.partition("/")
        found = bank.frameworks[framework].by_id[competency]
        for question in mine:
            for said in chain(check_wording(question, found), check_law(question)):
                yield question, said
        yield from check_openings(mine)


def _kept(
    bank: Bank, question: Question, heard: list[Heard], *, only: frozenset[str] = frozenset(RULES)
) -> Iterator[Finding]:
    place = bank.places[question.id]
    off = {e.rule for e in question.exceptions}
    for code, at, said in heard:
        if code not in off:
            yield _finding(code, place(*at), f"{question.id}: {said}")
    spoken = {code for code, _, _ in heard}
    for n, exception in enumerate(question.exceptions):
        if exception.rule not in spoken and (exception.rule in only or exception.rule not in RULES):
            why = "says nothing here" if exception.rule in RULES else "does not exist"
            yield _finding("C04", place("exceptions", n), f"{question.id}: the rule {exception.rule} {why}")


def _gaps(bank: Bank) -> Iterator[Finding]:
    live = [q for q in bank.questions.values() if q.status is Status.LIVE]
    for framework in bank.frameworks.values():
        for competency in framework.competencies:
            full = f"{framework.id}/{competency.id}"
            mine = [q for q in live if q.competency == full]
            for code, problem in check_gaps(competency, mine):
                yield _finding(code, f"question_bank/questions/{full}.yaml", problem)


def _finding(code: str, where: str, problem: str) -> Finding:
    rule = RULES[code]
    return Finding(
        where, problem, f"{rule.remedy} (rule {code}: {rule.title})", severity=rule.severity, code=code
    )
