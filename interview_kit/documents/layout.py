"""The one contract between the writers and the readers of the forms: row keys, labels, items.

A row key is printed in the first cell of a row **and** is the tag of the content control in that row, so
that a control is found by its tag and, where an editor dropped the tags, by the printed key.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from interview_kit.domain.plan import Plan, PlannedQuestion
from interview_kit.domain.scale import Scale

REFERENCE_TAG: Final = "sheet.reference"
"""Tag of the content-locked control that holds the printed reference."""

PROPERTY_REFERENCE: Final = "kit-reference"
PROPERTY_CAMPAIGN: Final = "kit-campaign"
PROPERTY_PLAN: Final = "kit-plan"
PROPERTY_CANDIDATE: Final = "kit-candidate"
PROPERTY_MEMBER: Final = "kit-member"

KEY_HEADING: Final = "Key"
"""First cell of a heading row inside a form's table; not a row key."""

D_INTEREST: Final = "D.interest"
D_DETAILS: Final = "D.details"
Z_NOTES: Final = "Z.notes"
Z_OWN: Final = "Z.own"
Z_ALONE: Final = "Z.alone"
Z_DATE: Final = "Z.date"
SPARE: Final = "X1"
"""Stands in the agreement form for a question that the panel chose to discuss."""

EVIDENCE_LABEL: Final = "Evidence: "
SCORE_LABEL: Final = "Score: "
AGREED_LABEL: Final = "Agreed score: "
REASON_LABEL: Final = "Reason: "
QUESTION_LABEL: Final = "Question: "
NOTES_LABEL: Final = "Notes: "
DATE_LABEL: Final = "Date finished: "
AGREED_DATE_LABEL: Final = "Date: "
INTEREST_LABEL: Final = "Do you know the candidate, or have any other interest? "
DETAILS_LABEL: Final = "If yes, details: "
OWN_LABEL: Final = "I scored on my own, before any discussion "
ALONE_LABEL: Final = "All members had scored alone before we talked "
REFERENCE_LABEL: Final = "Sheet: "
FORM_LABEL: Final = "Form: "

EVIDENCE_PLACEHOLDER: Final = "what the candidate said and did, in their words"
NOTES_PLACEHOLDER: Final = "the candidate’s own questions, start date, anything practical"
DETAILS_PLACEHOLDER: Final = "who, and how you know them"
DATE_PLACEHOLDER: Final = "choose a date"
SCORE_PLACEHOLDER: Final = "Choose a score"
INTEREST_PLACEHOLDER: Final = "Choose an answer"
QUESTION_PLACEHOLDER: Final = "Choose a question"
REASON_PLACEHOLDER: Final = "the evidence that settled it, and why the level fits"

SCORE_HINT: Final = "If there is no score, choose Not asked or No answer"
"""Printed in the score cell after the control; never part of the answer."""

TICKED: Final = "\u2611"
NOT_TICKED: Final = "\u2610"
SYMBOL_FONT: Final = "Segoe UI Symbol"


class Item(NamedTuple):
    """One entry of a drop-down list: what is shown, and the value behind it."""

    text: str
    value: str


NOT_ASKED: Final = Item("Not asked", "not-asked")
NO_ANSWER: Final = Item("No answer", "no-answer")
REFER: Final = Item("No agreement: refer", "refer")
INTEREST_NO: Final = Item("No", "no")
INTEREST_YES: Final = Item("Yes, and I have told the chair", "yes")
INTEREST_ITEMS: Final = (INTEREST_NO, INTEREST_YES)


def score_items(scale: Scale) -> tuple[Item, ...]:
    """Return the entries of a score's list: ``4 - Excellent`` … and then the two that are not scores."""
    return (*(Item(lv.display, str(lv.level)) for lv in scale.levels), NOT_ASKED, NO_ANSWER)


def agreed_items(scale: Scale) -> tuple[Item, ...]:
    """Return the entries of an agreed score's list: the levels, and the referral."""
    return (*(Item(lv.display, str(lv.level)) for lv in scale.levels), REFER)


def question_items(plan: Plan) -> tuple[Item, ...]:
    """Return the entries of the spare block's list of questions: ``Q1 - Communication`` and so on."""
    return tuple(
        Item(f"{q.key} - {plan.competency_by_id[q.competency].title}", q.key) for q in plan.questions
    )


def question_key(question: str) -> str:
    """Return the key of the row that holds a question's words, ``Q1``; it carries no control."""
    return question


def probes_key(question: str) -> str:
    """Return the key of the row of probes, ``Q1.probes``; it carries no control."""
    return f"{question}.probes"


def evidence_key(question: str) -> str:
    """Return the key of the evidence row, ``Q1.evidence``."""
    return f"{question}.evidence"


def indicator_key(question: str, indicator: str) -> str:
    """Return the key of a behaviour's row, ``Q1.e1`` or ``Q1.i2``."""
    return f"{question}.{indicator}"


def level_key(question: str, level: int) -> str:
    """Return the key of a level's row, ``Q1.L4``; it carries no control."""
    return f"{question}.L{level}"


def score_key(question: str) -> str:
    """Return the key of the score's row, ``Q1.score``."""
    return f"{question}.score"


def agreed_key(question: str) -> str:
    """Return the key of the agreed score's row, ``Q4.agreed`` or ``X1.agreed``."""
    return f"{question}.agreed"


def reason_key(question: str) -> str:
    """Return the key of the reason's row, ``Q4.reason`` or ``X1.reason``."""
    return f"{question}.reason"


SPARE_QUESTION: Final = f"{SPARE}.question"


def indicator_keys(question: PlannedQuestion) -> tuple[str, ...]:
    """Return the keys of all behaviours of a question, effective ones first."""
    ids = [i.id for i in question.effective] + [i.id for i in question.ineffective]
    return tuple(indicator_key(question.key, i) for i in ids)


def _control_keys(plan: Plan) -> Iterator[str]:
    yield from (REFERENCE_TAG, D_INTEREST, D_DETAILS)
    for question in plan.questions:
        yield evidence_key(question.key)
        yield from indicator_keys(question)
        yield score_key(question.key)
    yield from (Z_NOTES, Z_OWN, Z_DATE)


def score_sheet_tags(plan: Plan) -> tuple[str, ...]:
    """Return the tags of all content controls of a score sheet, in the order of the document."""
    return tuple(_control_keys(plan))


def score_sheet_keys(plan: Plan) -> frozenset[str]:
    """Return the keys of all rows of a score sheet, those without a control among them."""
    levels = [level.level for level in plan.scale.levels]
    printed = (
        key
        for q in plan.questions
        for key in (question_key(q.key), probes_key(q.key), *(level_key(q.key, level) for level in levels))
    )
    return frozenset((*_control_keys(plan), *printed))


def agreement_form_tags(discussed: tuple[str, ...], *, spare: bool = True) -> tuple[str, ...]:
    """Return the tags of all content controls of an agreement form on the questions named.

    ``spare`` says whether it has the block for one more question; it has none when all are named.
    """
    blocks = (key for question in discussed for key in (agreed_key(question), reason_key(question)))
    more = (SPARE_QUESTION, agreed_key(SPARE), reason_key(SPARE)) if spare else ()
    return (REFERENCE_TAG, *blocks, *more, Z_ALONE, Z_DATE)
