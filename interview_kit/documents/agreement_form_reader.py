"""An agreement form that came back, read: :func:`read_agreement_form`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from interview_kit.documents import layout
from interview_kit.documents.date_text import read_date
from interview_kit.documents.form_fields import Field, Form, Printed
from interview_kit.documents.form_identity import identify_form
from interview_kit.documents.score_text import read_score
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import AgreedScore, Mark
from interview_kit.domain.scale import Scale
from interview_kit.errors import Finding, KitError, Severity
from interview_kit.word.content import WordContent
from interview_kit.word.read_document import read_document

_AGREED: Final = Printed(layout.AGREED_LABEL, layout.SCORE_PLACEHOLDER)
_REASON: Final = Printed(layout.REASON_LABEL, layout.REASON_PLACEHOLDER)
_QUESTION: Final = Printed(layout.QUESTION_LABEL, layout.QUESTION_PLACEHOLDER)
_ALONE: Final = Printed(layout.ALONE_LABEL)
_DATE: Final = Printed(layout.AGREED_DATE_LABEL, layout.DATE_PLACEHOLDER)
_REFERRED: Final = frozenset(
    {normalise(layout.REFER.text).casefold(), layout.REFER.value, "referred", "no agreement"}
)
_TYPED_QUESTION: Final = re.compile(r"(?:q|question)? ?([1-9][0-9]?)")
_SPARE_PLACE: Final = "the question added"


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What one file gave."""

    issued: Issued | None
    """Whose form it is; ``None`` when it cannot be told, and then nothing else was read."""
    scores: tuple[AgreedScore, ...]
    """What was agreed or referred, each with its reason; what has to be asked about is not among them."""
    findings: tuple[Finding, ...]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class _Decision:
    """What stands in a block's list: a level, a referral, or nothing."""

    chosen: bool
    score: int | None = None


_OPEN: Final = _Decision(chosen=False)


def read_agreement_form(data: bytes, name: str, plan: Plan, issued: Mapping[str, Issued]) -> ReadForm | None:
    """Return what the panel agreed by a form that came back; ``None`` when the file is no agreement form.

    Nothing raises. A block that nobody touched is nothing; one that was begun and cannot be recorded is a
    finding.

    Args:
        data: the bytes of the file.
        name: what findings call it, for example ``returned/C02-agreement-form.docx``.
        plan: the campaign's frozen plan.
        issued: every agreement form of the campaign, by its printed reference, older plans included.
    """
    try:
        content = read_document(data, name)
    except KitError:
        return None
    identity = identify_form(content, plan, issued)
    if identity is None:
        return None
    if identity.issued is None:
        return ReadForm(None, (), identity.findings, identity.reference)
    reader = _FormReader(content, plan, identity.issued)
    scores = reader.read()
    findings = (*identity.findings, *content.warnings, *reader.findings)
    return ReadForm(identity.issued, scores, findings, identity.reference)


class _FormReader:
    """Reads one form whose identity is settled; findings are collected on the way."""

    def __init__(self, content: WordContent, plan: Plan, issued: Issued) -> None:
        self._name = content.name
        self._form = Form(content)
        self._plan = plan
        self._issued = issued
        self._begun = False
        self.findings: list[Finding] = []

    def read(self) -> tuple[AgreedScore, ...]:
        found: dict[str, AgreedScore] = {}
        for question in self._plan.questions:
            score = self._block(question.key, question.key, f"question {question.key[1:]}")
            if score is not None:
                found[question.key] = score
        added = self._spare()
        if added is not None and added.question in found:
            self._twice(found, added)
        elif added is not None:
            found[added.question] = added
        self._confirmed()
        return tuple(found.values())

    def _twice(self, found: dict[str, AgreedScore], added: AgreedScore) -> None:
        """Settle a question decided in its own block and in the one to spare: alike, or asked about."""
        first = found.pop(added.question)
        if first.score == added.score:
            reasons = "\n".join(dict.fromkeys((first.reason, added.reason)))
            found[added.question] = first.model_copy(update={"reason": reasons})
        else:
            self._ask(
                f"question {added.question[1:]}",
                f"has two decisions on this form, {_said(first)} and {_said(added)}",
                "agreed-twice",
            )

    def _block(self, block: str, question: str | None, place: str) -> AgreedScore | None:
        """Return what a block settles; nothing for a block that is blank, or not on this form."""
        agreed, reason = layout.agreed_key(block), layout.reason_key(block)
        if not (self._form.has(agreed) or self._form.has(reason)):
            return None
        decision = self._decision(agreed, place)
        why = self._text(reason, _REASON, place)
        if decision is None or not (decision.chosen or why or (block == layout.SPARE and question)):
            return None
        self._begun = True
        if question is None:
            self._ask(place, "has an agreed score or a reason, but names no question", "question-missing")
        elif not decision.chosen:
            what = "has a reason but no agreed score" if why else "is chosen, but has no agreed score"
            self._ask(place, what, "agreed-missing")
        elif not any(character.isalnum() for character in why):
            said = "a referral" if decision.score is None else f"the agreed score {decision.score}"
            self._ask(
                place,
                f"has {said} without a reason, so it is not recorded: the reason is what makes it defensible",
                "reason-missing",
            )
        else:
            return AgreedScore(
                candidate=self._issued.candidate, question=question, score=decision.score, reason=why
            )
        return None

    def _spare(self) -> AgreedScore | None:
        """Return what the block to spare settles, on a question that the panel chose to discuss."""
        key = layout.SPARE_QUESTION
        if not self._form.has(key):
            return self._block(layout.SPARE, None, _SPARE_PLACE)
        texts = self._answers(self._field(key, _QUESTION, _SPARE_PLACE))
        questions = {_question(text, self._plan) for text in texts}
        if len(questions) > 1 or (texts and None in questions):
            self._begun = True
            said = " and ".join(f"“{text[:60]}”" for text in texts)
            self._ask(
                _SPARE_PLACE, f"reads {said}, which is not one question of the plan", "question-unclear"
            )
            return None
        question = questions.pop() if questions else None
        place = f"question {question[1:]}" if question else _SPARE_PLACE
        return self._block(layout.SPARE, question, place)

    def _decision(self, key: str, place: str) -> _Decision | None:
        """Return what a list says; ``None`` when it has to be asked about, which is then a finding."""
        field = self._field(key, _AGREED, place)
        texts = self._answers(field)
        readings = {text: _read(text, self._plan.scale) for text in texts}
        said = " and ".join(f"“{text[:60]}”" for text in texts)
        unclear = next((why for why in readings.values() if isinstance(why, str)), "")
        if unclear:
            problem = f"the agreed score reads {said}: {unclear}"
        elif texts and field.is_struck:
            problem = f"the agreed score {said} is struck through, in part or whole"
        elif len(set(readings.values())) > 1:
            problem = f"the agreed score reads {said} in two places"
        elif field.rows and field.in_controls and not any(field.in_rows):
            problem = f"the agreed score {said} stands in a box that is no longer in its row"
        else:
            return next((r for r in readings.values() if isinstance(r, _Decision)), _OPEN)
        self._begun = True
        self._ask(place, problem, "score-unclear")
        return None

    def _confirmed(self) -> None:
        """Say what is missing from the confirmation of a form that decides something."""
        alone = self._form.tick(layout.Z_ALONE, _ALONE)
        if self._begun and (alone.unclear or not alone.ticked):
            unclear = f"is not clear: {alone.unclear}" if alone.unclear else "was not ticked"
            self._warn(
                "confirm",
                f"the box for all members having scored alone before they talked {unclear}",
                f"Ask {self._chair}. If somebody had not, note that for the record.",
                "not-alone",
            )
        field = self._field(layout.Z_DATE, _DATE, "confirm")
        date = field.text
        if date and read_date(date, recorded=field.dates) is None:
            self._warn(
                "confirm",
                f"the date “{date[:40]}” is not clear",
                f"Ask {self._chair}, if the day matters.",
                "date-unclear",
            )

    @property
    def _chair(self) -> str:
        return f"the chair, {self._issued.member}"

    def _text(self, key: str, printed: Printed, place: str) -> str:
        field = self._field(key, printed, place)
        if not self._form.has(key):
            self._warn(
                place, f"the row {key} was deleted", "Ask for the form again, with all rows.", "row-missing"
            )
        if field.strayed:
            self._warn(
                place,
                f"the box {key} and the row {key} do not say the same; the row is read",
                "Look at the form: was the box moved, or its text typed into another row?",
                "box-and-row-differ",
            )
        if field.is_struck and field.text:
            self._warn(
                place,
                f"something at {key} is struck through; it is read all the same",
                f"Ask {self._chair} whether it stands; if not, delete it there and collect again.",
                "struck-through",
            )
        return field.text

    def _field(self, key: str, printed: Printed, place: str) -> Field:
        """Return a field, with findings on what stands around it."""
        field = self._form.field(key, printed)
        if field.has_picture:
            self._warn(
                place,
                f"a picture or other object stands at {key}; what it shows is not read",
                f"Ask {self._chair} to type what it says.",
                "picture-unread",
            )
        if field.controls > 1 or field.rows > 1:
            self._warn(
                place,
                f"the box {key} is there {max(field.controls, field.rows)} times",
                "Look at the form; what stands in it now is read from its row.",
                "control-twice",
            )
        return field

    def _answers(self, field: Field) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for text in (*field.in_controls, *field.in_rows) if text))

    def _ask(self, place: str, problem: str, code: str) -> None:
        remedy = f"Ask {self._chair}; then correct the form and collect again."
        self.findings.append(Finding(f"{self._name}: {place}", problem, remedy, Severity.ERROR, code))

    def _warn(self, place: str, problem: str, remedy: str, code: str) -> None:
        self.findings.append(Finding(f"{self._name}: {place}", problem, remedy, Severity.WARNING, code))


def _read(text: str, scale: Scale) -> _Decision | str:
    """Return what a text decides, or why a person must be asked."""
    if normalise(text).casefold().strip(" .;,") in _REFERRED:
        return _Decision(chosen=True)
    reading = read_score(text, scale)
    if reading.unclear:
        return reading.unclear
    if reading.mark is Mark.SCORED:
        return _Decision(chosen=True, score=reading.score)
    return f"only a level or “{layout.REFER.text}” settles a question"


def _question(text: str, plan: Plan) -> str | None:
    """Return the key of the question that a text names: an entry of the list, ``Q4``, ``4`` or ``question 4``."""
    plain = normalise(text).casefold().strip(" .;,")
    for item in _items(plan):
        if plain == item[0]:
            return item[1]
    found = _TYPED_QUESTION.fullmatch(plain)
    key = f"Q{found[1]}" if found else ""
    return key if key in plan.question_by_key else None


def _items(plan: Plan) -> Iterator[tuple[str, str]]:
    for item in layout.question_items(plan):
        yield normalise(item.text).casefold(), item.value


def _said(score: AgreedScore) -> str:
    return "referred" if score.score is None else f"agreed {score.score}"
