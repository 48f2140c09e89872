"""What must hold between a question, its file and its competency."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from interview_kit.bank.shared_findings import Place, inside, unknown
from interview_kit.domain.framework import Competency, Framework
from interview_kit.domain.question import Question, QuestionFile
from interview_kit.errors import Finding, Severity


def check_question_file(
    file: QuestionFile,
    place: Place,
    *,
    stem: str,
    frameworks: Mapping[str, Framework],
    broken: Collection[str] = frozenset(),
) -> list[Finding]:
    """Return findings on the questions of one competency.

    ``stem`` is where the file stands, ``framework/competency``. Nothing is said of a framework that is
    ``broken``: its own file has the findings.
    """
    findings: list[Finding] = []
    if stem != f"{file.framework}/{file.competency}":
        findings.append(
            Finding(
                where=place("competency"),
                problem=f"the file says {file.framework}/{file.competency}, and stands at {stem}",
                remedy=f"Move it to questions/{file.framework}/{file.competency}.yaml, or mend the two keys.",
                code="questions-wrong-place",
            )
        )
    competency: Competency | None = None
    if (framework := frameworks.get(file.framework)) is not None:
        competency = framework.by_id.get(file.competency)
        if competency is None:
            findings.append(unknown(place("competency"), "competency", file.competency, framework.by_id))
    elif file.framework not in broken:
        findings.append(unknown(place("framework"), "framework", file.framework, frameworks))
    for n, question in enumerate(file.questions):
        here = inside(place, "questions", n)
        findings += _check_id(question, file, here)
        findings += _check_traces(question, here)
        if competency is not None:
            findings += _check_behaviours(question, competency, here)
    return findings


def _check_id(question: Question, file: QuestionFile, place: Place) -> Iterator[Finding]:
    head = f"{file.framework}/{file.competency}"
    if question.competency != head:
        number = question.id.rpartition("/")[2]
        yield Finding(
            where=place("id"),
            problem=f"the question's id says {question.competency}, its file {head}",
            remedy=f"Write 'id: {head}/{number}', or move the question to the other file.",
            code="question-wrong-file",
        )


def _check_behaviours(question: Question, competency: Competency, place: Place) -> Iterator[Finding]:
    groups: tuple[tuple[str, tuple[str, ...], list[str]], ...] = (
        ("indicators", question.indicators, [i.id for i in competency.effective]),
        ("contra_indicators", question.contra_indicators, [i.id for i in competency.ineffective]),
        ("statements", question.statements, [s.id for s in competency.statements]),
    )
    for key, given, known in groups:
        for n, id_ in enumerate(given):
            if id_ not in known:
                has = " to ".join(dict.fromkeys((known[0], known[-1]))) if known else "none"
                yield Finding(
                    where=place(key, n),
                    problem=f"{competency.title} has no {id_}",
                    remedy=f"It has {has}; take the one whose words are meant, or delete the entry.",
                    code="unknown-indicator" if key != "statements" else "unknown-statement",
                )
            elif id_ in given[:n]:
                yield Finding(
                    where=place(key, n),
                    problem=f"{id_} is listed twice",
                    remedy="Delete one of the two.",
                    code="id-twice",
                )


def _check_traces(question: Question, place: Place) -> Iterator[Finding]:
    listed = {*question.indicators, *question.contra_indicators}
    marks = question.benchmarks
    for level, clauses in (("weak", marks.weak), ("acceptable", marks.acceptable), ("strong", marks.strong)):
        for n, clause in enumerate(clauses):
            where = place("benchmarks", level, n, "from")
            for id_ in clause.traced_to:
                if id_ not in listed:
                    key = "indicators" if id_.startswith("e") else "contra_indicators"
                    yield Finding(
                        where=where,
                        problem=f"the clause is traced to {id_}, which the question does not list",
                        remedy=f"Add {id_} to {key}, or trace the clause to one of: {', '.join(sorted(listed))}.",
                        code="trace-not-listed",
                    )
            kinds = {id_[0] for id_ in clause.traced_to}
            if level == "weak" and len(kinds) > 1:
                yield Finding(
                    where=where,
                    problem="a weak clause mixes what is missing (e) with the contrary heard (i)",
                    remedy="Split it in two clauses, one traced to the e ids, one to the i ids.",
                    code="trace-mixed",
                )
            elif level != "weak" and "i" in kinds:
                yield Finding(
                    where=where,
                    problem=f"{'an' if level == 'acceptable' else 'a'} {level} clause is traced to an ineffective behaviour",
                    remedy="Trace it to effective behaviours, or move it to weak.",
                    code="trace-wrong-kind",
                )
    yield from _check_served(question, place)


def _check_served(question: Question, place: Place) -> Iterator[Finding]:
    """Yield a warning for each listed behaviour that no benchmark helps the panel to judge."""
    marks = question.benchmarks
    wanted = {i for clause in (*marks.acceptable, *marks.strong) for i in clause.traced_to}
    weak = {i for clause in marks.weak for i in clause.traced_to}
    for key, ids, served, level in (
        ("indicators", question.indicators, wanted, "an acceptable or strong"),
        ("contra_indicators", question.contra_indicators, weak, "a weak"),
    ):
        for n, id_ in enumerate(ids):
            if id_ not in served:
                yield Finding(
                    where=place(key, n),
                    problem=f"{id_} is listed, but {level} clause for it is missing",
                    remedy=f"Write {level} clause that is traced to {id_}, or take it off the list.",
                    severity=Severity.WARNING,
                    code="indicator-not-served",
                )
