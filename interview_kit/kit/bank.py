"""Use cases on the question bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

from interview_kit.bank import Bank, CoverageRow, coverage, load_bank
from interview_kit.bank.lint import lint_bank
from interview_kit.bank.shared_findings import unknown
from interview_kit.domain.base import Model
from interview_kit.domain.campaign import Campaign
from interview_kit.domain.framework import Competency, Framework, Indicator
from interview_kit.domain.plan import Plan
from interview_kit.domain.question import Question, QuestionFile, Status
from interview_kit.domain.role import RoleProfile
from interview_kit.domain.scale import Scale
from interview_kit.errors import Finding, KitError, Severity, raise_errors
from interview_kit.shipped import overlay

T = TypeVar("T")

SCHEMAS: dict[str, type[Model]] = {
    "framework": Framework,
    "question": QuestionFile,
    "scale": Scale,
    "role": RoleProfile,
    "campaign": Campaign,
    "plan": Plan,
}


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """One framework with what the bank holds on it."""

    id: str
    title: str
    organisation: str
    competencies: int
    indicators: int
    questions: int
    """Live questions."""

    def as_data(self) -> dict[str, object]:
        """Return plain data for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question with what is needed to read it."""

    question: Question
    competency: Competency
    indicators: tuple[Indicator, ...]
    """Those that the question elicits, then those it listens for."""


@dataclass(frozen=True, slots=True)
class BankCheck:
    """What a check of the bank found, and how much it looked at."""

    frameworks: int
    competencies: int
    indicators: int
    questions: int
    scales: int
    roles: int
    findings: tuple[Finding, ...]


def own_folder(kind: str, given: Path | None) -> Path | None:
    """Return the user's own folder: the given one, else the one of that name in the current folder, else none."""
    here = Path(kind)
    return given or (here if here.is_dir() else None)


def own_templates(given: Path | None) -> tuple[dict[str, Path], list[Finding]]:
    """Return the templates by name, the user's own over the shipped, and a warning for each that is not used."""
    own, shipped = own_folder("templates", given), overlay("templates")
    files = overlay("templates", own)
    findings = [
        replace(
            unknown(files[name].as_posix(), "template", name, list(shipped)),
            severity=Severity.WARNING,
            problem=f"no document is made from a template named {name}, so it is not used",
        )
        for name in files
        if name not in shipped
    ]
    return files, findings


def open_bank(bank: Path | None = None) -> Bank:
    """Return the shipped bank with the user's own files over it.

    Raises:
        KitError: if anything in it is wrong; all findings at once.
    """
    loaded = load_bank(own_folder("question_bank", bank))
    raise_errors(loaded.findings)
    return loaded


def find(kind: str, wanted: str, known: Mapping[str, T]) -> T:
    """Return the thing of the name wanted.

    Raises:
        KitError: if there is none of this name; with the nearest there is.
    """
    if wanted not in known:
        raise KitError([unknown(wanted, kind, wanted, known)])
    return known[wanted]


def list_frameworks(bank: Path | None = None) -> tuple[FrameworkRow, ...]:
    """Return each framework with the number of its competencies, indicators and live questions."""
    loaded = open_bank(bank)
    live = [q for q in loaded.questions.values() if q.status is Status.LIVE]
    return tuple(
        FrameworkRow(
            id=f.id,
            title=f.title,
            organisation=f.organisation,
            competencies=len(f.competencies),
            indicators=sum(len(c.indicators) for c in f.competencies),
            questions=sum(q.competency.startswith(f"{f.id}/") for q in live),
        )
        for f in loaded.frameworks.values()
    )


def show_framework(bank: Path | None, framework: str) -> Framework:
    """Return one framework.

    Raises:
        KitError: if there is none of this id.
    """
    return find("framework", framework, open_bank(bank).frameworks)


def show_question(bank: Path | None, question: str) -> QuestionCard:
    """Return one question with its competency and the words of its indicators.

    Raises:
        KitError: if there is none of this id.
    """
    loaded = open_bank(bank)
    found = find("question", question, loaded.questions)
    framework, competency_id, _ = found.id.split("/")
    competency = loaded.frameworks[framework].by_id[competency_id]
    ids = (*found.indicators, *found.contra_indicators)
    return QuestionCard(found, competency, tuple(competency.indicators[i] for i in ids))


def find_questions(
    bank: Path | None = None,
    *,
    framework: str | None = None,
    competency: str | None = None,
    type_: str | None = None,
    demand: int | None = None,
    indicator: str | None = None,
    words: str | None = None,
    cluster: str | None = None,
    statement: str | None = None,
) -> tuple[Question, ...]:
    """Return the questions that meet every condition given, in the order of the bank.

    Raises:
        KitError: if there is no framework, competency or cluster of the id given; with the nearest there is.
    """
    loaded = open_bank(bank)
    if framework is not None:
        find("framework", framework, loaded.frameworks)
    if competency is not None:
        known = {f"{f.id}/{c.id}": c for f in loaded.frameworks.values() for c in f.competencies}
        find("competency", competency, known)
    clusters = _clusters(loaded)
    if cluster is not None:
        find("cluster", cluster, dict.fromkeys(clusters.values()))
    wanted = (words or "").casefold().split()
    return tuple(
        q
        for q in loaded.questions.values()
        if (framework is None or q.id.startswith(f"{framework}/"))
        and (competency is None or q.competency == competency)
        and (type_ is None or q.type == type_)
        and (demand is None or q.demand == demand)
        and (indicator is None or indicator in q.indicators or indicator in q.contra_indicators)
        and (cluster is None or clusters.get(q.competency) == cluster)
        and (statement is None or statement in q.statements)
        and all(word in q.lead.casefold() for word in wanted)
    )


def _clusters(bank: Bank) -> dict[str, str]:
    """Return the cluster of each competency that stands in one, by full id."""
    return {
        f"{f.id}/{c.id}": c.cluster
        for f in bank.frameworks.values()
        for c in f.competencies
        if c.cluster is not None
    }


def check_bank(bank: Path | None = None) -> BankCheck:
    """Return all findings on the bank, with the number of things that were looked at."""
    loaded = load_bank(own_folder("question_bank", bank))
    competencies = [c for f in loaded.frameworks.values() for c in f.competencies]
    return BankCheck(
        frameworks=len(loaded.frameworks),
        competencies=len(competencies),
        indicators=sum(len(c.indicators) for c in competencies),
        questions=sum(q.status is Status.LIVE for q in loaded.questions.values()),
        scales=len(loaded.scales),
        roles=len(loaded.roles),
        findings=(*loaded.findings, *lint_bank(loaded)),
    )


def show_coverage(bank: Path | None, framework: str) -> tuple[CoverageRow, ...]:
    """Return each indicator of a framework with the live questions that elicit or listen for it.

    Raises:
        KitError: if there is no framework of this id.
    """
    return coverage(open_bank(bank), framework)


def json_schema(name: str) -> dict[str, object]:
    """Return the JSON Schema of a kind of file, one of :data:`SCHEMAS`."""
    return SCHEMAS[name].model_json_schema(by_alias=True)
