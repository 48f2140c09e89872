"""All files of the question bank to one value, every finding at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from interview_kit.bank.bank import Bank
from interview_kit.bank.files import BankFiles, by_id, read_files
from interview_kit.bank.framework_checks import check_framework
from interview_kit.bank.question_checks import check_question_file
from interview_kit.bank.role_checks import check_role
from interview_kit.bank.shared_findings import in_order, inside
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.question import Question
from interview_kit.errors import Finding, KitError, Severity


def load_bank(own: Path | None = None) -> Bank:
    """Return the shipped question bank with the user's ``own`` folder laid over it.

    Never raises for what files say or lack: that is in :attr:`Bank.findings`, all of it, in the order
    of files and lines.
    """
    try:
        files = read_files(own)
    except KitError as error:
        return Bank({}, {}, {}, {}, error.findings)
    frameworks = by_id(files.frameworks, files)
    scales = by_id(files.scales, files)
    roles = by_id(files.roles, files)
    broken = files.broken.get("frameworks", set())
    for framework in files.frameworks:
        files.findings += check_framework(
            framework.value,
            framework.loaded.place,
            frameworks={*frameworks, *broken},
            sources=files.sources,
        )
    questions = _gather_questions(files)
    for file in files.questions:
        files.findings += check_question_file(
            file.value, file.loaded.place, stem=file.stem, frameworks=frameworks, broken=broken
        )
    bank = Bank(
        frameworks,
        questions,
        scales,
        roles,
        broken=frozenset(stem for stems in files.broken.values() for stem in stems),
        places={
            question.id: inside(file.loaded.place, "questions", n)
            for file in files.questions
            for n, question in enumerate(file.value.questions)
        },
    )
    for role in files.roles:
        found = check_role(role.value, bank, role.loaded.place)
        files.findings += [_soften(f) for f in found] if own is not None and role.shipped else found
    return replace(bank, findings=in_order(files.findings))


def _soften(finding: Finding) -> Finding:
    """Return the finding as a warning: a shipped role that own files no longer serve stops no other work."""
    return replace(finding, severity=Severity.WARNING)


def _gather_questions(files: BankFiles) -> dict[str, Question]:
    """Return all questions by id; an id or a lead question that stands twice is a finding."""
    questions: dict[str, Question] = {}
    leads: dict[str, str] = {}
    for file in files.questions:
        for n, question in enumerate(file.value.questions):
            if question.id in questions:
                files.findings.append(
                    Finding(
                        where=file.loaded.place("questions", n, "id"),
                        problem=f"the id '{question.id}' stands twice",
                        remedy="Give this question the next free number; ids that are in use never change.",
                        code="id-twice",
                    )
                )
                continue
            questions[question.id] = question
            first = leads.setdefault(normalise(question.lead).casefold(), question.id)
            if first != question.id:
                files.findings.append(
                    Finding(
                        where=file.loaded.place("questions", n, "lead"),
                        problem=f"{question.id} asks the same as {first}",
                        remedy="Word one of the two otherwise, or delete it.",
                        severity=Severity.WARNING,
                        code="text-twice",
                    )
                )
    return questions
