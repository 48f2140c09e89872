"""Every kind of document that the kit makes, in one place, on plans and names of every shape.

A new kind comes into :data:`KINDS`; a template that no kind uses fails a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from interview_kit.documents.agreement_form import compose_agreement_form
from interview_kit.documents.bank_book import compose_bank_book
from interview_kit.documents.candidate_information import compose_candidate_information
from interview_kit.documents.guide import compose_guide
from interview_kit.documents.score_sheet_writer import compose_score_sheets
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.plan import Plan
from interview_kit.reports.feedback import build_letter
from interview_kit.reports.feedback_letter import render_letter
from interview_kit.reports.feedback_words import Outcome
from interview_kit.reports.word import render_word
from tests.documents import papers
from tests.documents.panels import ratings
from tests.reports import made_up

LEVELS = ("pace-4", "opm-5", "civil-service-7")
QUESTIONS = (5, 12)
NAMES = {
    "unbroken": "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis",
    "spaced": "Maria-Theresia Antonia de la Concepción Featherston Ng-Okoro",
}
"""Sixty letters, without and with places to break a line."""
FORM = "AG-7Q2C-K4XF"
_LONGEST = 180
"""Letters of a long behaviour; the longest of the shipped ones has some 150."""
_ORDINARY = {
    5: (
        ("cambridge-core/customer-service-and-support", (1, 2)),
        ("cambridge-core/communication", (1, 2)),
        ("cambridge-core/personal-effectiveness", (1,)),
    ),
    12: (
        ("cambridge-core/customer-service-and-support", (1, 2, 3)),
        ("cambridge-core/communication", (1, 2, 3)),
        ("cambridge-core/team-and-partnership-working", (1, 2, 3)),
        ("cambridge-core/motivation-and-drive", (1, 2, 3)),
    ),
}
_LENGTHY = {
    5: (("norwich-pace/accountability", (1, 2, 3)), ("norwich-pace/pride", (1, 2))),
    12: tuple(
        (f"norwich-pace/{name}", (1, 2, 3))
        for name in ("accountability", "collaborative", "excellence", "pride")
    ),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One plan and the names of the people in it."""

    questions: int
    levels: str
    names: str
    lengthy: bool

    def __str__(self) -> str:
        return f"{self.questions}-{self.levels}-{self.names}-{'lengthy' if self.lengthy else 'ordinary'}"

    @property
    def plan(self) -> Plan:
        """The plan, with long behaviours where asked for."""
        return _plan(self.questions, self.levels, lengthy=self.lengthy)

    @property
    def name(self) -> str:
        """Everybody's name."""
        return NAMES[self.names]

    @property
    def candidate(self) -> Candidate:
        """Somebody with such a name."""
        return papers.CANDIDATES[3].model_copy(update={"name": self.name})

    @property
    def campaign(self) -> Campaign:
        """A campaign whose panel has such names."""
        panel = tuple(m.model_copy(update={"name": self.name}) for m in papers.CAMPAIGN.panel)
        return papers.CAMPAIGN.model_copy(update={"panel": panel})


CASES = tuple(
    Case(questions, levels, names, lengthy=lengthy)
    for questions in QUESTIONS
    for levels in LEVELS
    for names, lengthy in (("unbroken", False), ("spaced", True))
)


@cache
def _plan(questions: int, levels: str, *, lengthy: bool) -> Plan:
    made = papers.plan(levels, *(_LENGTHY if lengthy else _ORDINARY)[questions])
    if not lengthy:
        return made
    stretched = tuple(
        q.model_copy(
            update={
                kind: tuple(b.model_copy(update={"text": _stretched(b.text)}) for b in getattr(q, kind))
                for kind in ("effective", "ineffective")
            }
        )
        for q in made.questions
    )
    return made.model_copy(update={"questions": stretched})


def _stretched(text: str) -> str:
    """Return a behaviour as long as an organisation might write it."""
    return (
        " ".join([text] * (_LONGEST // len(text) + 1))[:_LONGEST].rstrip() if len(text) < _LONGEST else text
    )


def score_sheet(case: Case) -> bytes:
    """Return a score sheet."""
    press = compose_score_sheets(case.plan, case.campaign, papers.TEMPLATES)
    return press.stamp(case.candidate, case.campaign.panel[2], papers.REFERENCE)


def guide(case: Case) -> bytes:
    """Return the interviewers' guide."""
    people = [c.model_copy(update={"name": case.name}) for c in papers.CANDIDATES]
    return compose_guide(case.plan, case.campaign, people, papers.TEMPLATES)


def information(case: Case) -> bytes:
    """Return the information for a candidate."""
    return compose_candidate_information(case.plan, case.campaign, case.candidate, papers.TEMPLATES)


def blank_form(case: Case) -> bytes:
    """Return an agreement form without scores."""
    return compose_agreement_form(case.plan, case.campaign, case.candidate, FORM, papers.TEMPLATES)


def scored_form(case: Case) -> bytes:
    """Return an agreement form with scores, two questions of which are to be discussed."""
    scores = ratings(case.plan, case.campaign.panel, {"Q2": (1, 3, 1), "Q4": (1, 3, 1)})
    return compose_agreement_form(
        case.plan, case.campaign, case.candidate, FORM, papers.TEMPLATES, scores=scores
    )


def comparison(case: Case) -> bytes:
    """Return a comparison of five candidates."""
    return render_word(made_up.report(name=case.name, on=case.plan), papers.TEMPLATES)


def blind_comparison(case: Case) -> bytes:
    """Return a comparison of five candidates by reference only."""
    return render_word(made_up.report(name=case.name, on=case.plan, blind=True), papers.TEMPLATES)


def feedback_letter(case: Case) -> bytes:
    """Return a letter to a candidate who was not appointed."""
    subject = made_up.subject(name=case.name, on=case.plan)
    letter = build_letter(subject, "C02", Outcome.NOT_APPOINTED)
    return render_letter(letter, papers.TEMPLATES, made={"kit-version": "0.1.0"})


def bank_book(case: Case) -> bytes:
    """Return the book of the framework that the case's questions come from."""
    framework = papers.framework(case.plan.competencies[0].id.partition("/")[0])
    questions = [
        q for c in framework.competencies for q in papers.questions(f"{framework.id}/{c.id}").questions
    ]
    return compose_bank_book(framework, questions, papers.TEMPLATES)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its template, how it is made, and how wide its margins are, in cm."""

    template: str
    make: Callable[[Case], bytes]
    sides: float = 1.8


KINDS = {
    "score sheet": Kind("score-sheet.docx", score_sheet),
    "guide": Kind("guide.docx", guide),
    "candidate information": Kind("candidate-information.docx", information, 2.2),
    "agreement form, blank": Kind("agreement-form.docx", blank_form),
    "agreement form, with scores": Kind("agreement-form.docx", scored_form),
    "comparison": Kind("comparison.docx", comparison),
    "comparison, blind": Kind("comparison.docx", blind_comparison),
    "feedback letter": Kind("feedback-letter.docx", feedback_letter, 2.2),
    "bank book": Kind("bank-book.docx", bank_book),
}

_FAR_APART = (CASES[0], CASES[5], CASES[7], CASES[10])
"""Few and many questions, short and long scales, both kinds of name: for kinds that are laid out alike."""


def every_document() -> Iterator[tuple[str, Case]]:
    """Yield each kind with the cases that it is looked at in: a score sheet in all of them."""
    for kind in KINDS:
        if kind == "score sheet":
            cases: tuple[Case, ...] = CASES
        elif kind == "bank book":
            cases = (CASES[1],)
        elif kind == "comparison, blind":
            cases = _FAR_APART[:1]
        else:
            cases = _FAR_APART
        for case in cases:
            yield kind, case


@cache
def document(kind: str, case: Case) -> bytes:
    """Return one document."""
    return KINDS[kind].make(case)
