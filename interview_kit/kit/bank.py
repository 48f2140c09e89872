"""Use cases on the question bank."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path

from interview_kit.bank import Bank, load_bank
from interview_kit.domain.base import Model
from interview_kit.domain.campaign import Campaign
from interview_kit.domain.framework import Competency, Framework, Indicator
from interview_kit.domain.plan import Plan
from interview_kit.domain.question import Question, QuestionFile, Status
from interview_kit.domain.role import RoleProfile
from interview_kit.domain.scale import Scale
from interview_kit.errors import Finding, KitError, raise_errors

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
class CoverageRow:
    """An indicator and the live questions that serve it."""

    competency: str
    indicator: str
    text: str
    questions: tuple[str, ...]

    def as_data(self) -> dict[str, object]:
        """Return plain data for JSON."""
        return asdict(self)


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


def open_bank(bank: Path | None = None) -> Bank:
    """Return the shipped bank with the user's own files over it.

    Raises:
        KitError: if anything in it is wrong; all findings at once.
    """
    loaded = load_bank(own_folder("question_bank", bank))
    raise_errors(loaded.findings)
    return loaded


def unknown(kind: str, wanted: str, known: list[str]) -> KitError:
    """Return the error for a name that is not there, with the nearest that is."""
    near = get_close_matches(wanted, known, n=1, cutoff=0.5)
    remedy = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known) or 'none'}."
    return KitError([Finding(wanted, f"there is no {kind} of this name", remedy, code=f"unknown-{kind}")])


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
    frameworks = open_bank(bank).frameworks
    if framework not in frameworks:
        raise unknown("framework", framework, list(frameworks))
    return frameworks[framework]


def show_question(bank: Path | None, question: str) -> QuestionCard:
    """Return one question with its competency and the words of its indicators.

    Raises:
        KitError: if there is none of this id.
    """
    loaded = open_bank(bank)
    if question not in loaded.questions:
        raise unknown("question", question, list(loaded.questions))
    found = loaded.questions[question]
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
) -> tuple[Question, ...]:
    """Return the questions that meet every condition given, in the order of the bank."""
    loaded = open_bank(bank)
    if framework is not None and framework not in loaded.frameworks:
        raise unknown("framework", framework, list(loaded.frameworks))
    known = [f"{f.id}/{c.id}" for f in loaded.frameworks.values() for c in f.competencies]
    if competency is not None and competency not in known:
        raise unknown("competency", competency, known)
    wanted = (words or "").casefold().split()
    return tuple(
        q
        for q in loaded.questions.values()
        if (framework is None or q.id.startswith(f"{framework}/"))
        and (competency is None or q.competency == competency)
        and (type_ is None or q.type == type_)
        and (demand is None or q.demand == demand)
        and (indicator is None or indicator in q.indicators or indicator in q.contra_indicators)
        and all(word in q.lead.casefold() for word in wanted)
    )


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
        findings=loaded.findings,
    )


def show_coverage(bank: Path | None, framework: str) -> tuple[CoverageRow, ...]:
    """Return each indicator of a framework with the live questions that elicit or listen for it.

    Raises:
        KitError: if there is no framework of this id.
    """
    loaded = open_bank(bank)
    if framework not in loaded.frameworks:
        raise unknown("framework", framework, list(loaded.frameworks))
    live = [q for q in loaded.questions.values() if q.status is Status.LIVE]
    return tuple(
        CoverageRow(
            competency=competency.title,
            indicator=indicator.id,
            text=indicator.text,
            questions=tuple(
                q.id.rpartition("/")[2]
                for q in live
                if q.competency == f"{framework}/{competency.id}"
                and indicator.id in (*q.indicators, *q.contra_indicators)
            ),
        )
        for competency in loaded.frameworks[framework].competencies
        for indicator in competency.indicators.values()
    )


def json_schema(name: str) -> dict[str, object]:
    """Return the JSON Schema of a kind of file, one of :data:`SCHEMAS`."""
    return SCHEMAS[name].model_json_schema(by_alias=True)
