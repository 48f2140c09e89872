"""A score sheet that came back, read: :func:`read_score_sheet`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from interview_kit.documents.date_text import read_date
from interview_kit.documents.form_fields import Field, Form, Printed, Tick
from interview_kit.documents.layout import (
    D_DETAILS,
    D_INTEREST,
    DATE_LABEL,
    DATE_PLACEHOLDER,
    DETAILS_LABEL,
    DETAILS_PLACEHOLDER,
    EVIDENCE_LABEL,
    EVIDENCE_PLACEHOLDER,
    INTEREST_ITEMS,
    INTEREST_LABEL,
    INTEREST_PLACEHOLDER,
    INTEREST_YES,
    NOTES_LABEL,
    NOTES_PLACEHOLDER,
    SCORE_HINT,
    SCORE_LABEL,
    SCORE_PLACEHOLDER,
    Z_DATE,
    Z_NOTES,
    Z_OWN,
    evidence_key,
    indicator_key,
    score_key,
)
from interview_kit.documents.score_text import BLANK, ScoreReading, read_score
from interview_kit.documents.sheet_identity import identify
from interview_kit.documents.sheet_wording import behaviours, check_wording
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan, PlannedQuestion
from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.errors import Finding, KitError, Severity
from interview_kit.word.content import WordContent
from interview_kit.word.read_document import read_document

_INTEREST: Final = Printed(INTEREST_LABEL, INTEREST_PLACEHOLDER)
_DETAILS: Final = Printed(DETAILS_LABEL, DETAILS_PLACEHOLDER)
_EVIDENCE: Final = Printed(EVIDENCE_LABEL, EVIDENCE_PLACEHOLDER)
_SCORE: Final = Printed(SCORE_LABEL, SCORE_PLACEHOLDER, SCORE_HINT)
_NOTES: Final = Printed(NOTES_LABEL, NOTES_PLACEHOLDER)
_DATE: Final = Printed(DATE_LABEL, DATE_PLACEHOLDER)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What one file gave."""

    sheet: ScoreSheet | None
    """The sheet as far as it could be read; ``None`` when it cannot be told whose it is, or is no sheet."""
    findings: tuple[Finding, ...]
    """All of them. With an error among them, a person has to settle something before the sheet counts."""
    reference: str = ""
    """The reference found, also where the sheet was set aside; empty when there was not exactly one."""


def read_score_sheet(data: bytes, name: str, plan: Plan, issued: Mapping[str, Issued]) -> ReadSheet:
    """Return the ratings in a score sheet that came back, and what a person must know about them.

    Nothing raises: a file that cannot be read gives no sheet and a finding. A file that is no score sheet of
    this campaign has a finding with the code ``not-a-score-sheet`` or ``other-form``; leave it alone.

    Args:
        data: the bytes of the file.
        name: what findings call it, for example ``returned/C03-P2.docx``.
        plan: the campaign's frozen plan.
        issued: every sheet that the campaign issued, by its printed reference, older plans included.
    """
    try:
        content = read_document(data, name)
    except KitError as refused:
        return ReadSheet(None, refused.findings)
    form = Form(content)
    identity = identify(content, form, plan, issued)
    if identity.issued is None:
        return ReadSheet(None, identity.findings, identity.reference)
    reader = _SheetReader(content, form, plan, identity.issued)
    sheet = reader.read()
    return ReadSheet(sheet, (*identity.findings, *content.warnings, *reader.findings), identity.reference)


class _SheetReader:
    """Reads one sheet whose identity is settled; findings are collected on the way."""

    def __init__(self, content: WordContent, form: Form, plan: Plan, issued: Issued) -> None:
        self._name = content.name
        self._form = form
        self._plan = plan
        self._issued = issued
        self.findings: list[Finding] = []

    def read(self) -> ScoreSheet:
        interest = self._interest()
        details = self._text(D_DETAILS, _DETAILS, "declaration")
        if interest:
            self._warn(
                "declaration",
                f"{self._issued.member} declares an interest in {self._issued.candidate}"
                + (f": {details}" if details else ", without details"),
                "The chair decides whether this member's scores on this candidate count; record it with interview-kit "
                f"withdraw … {self._issued.member} --on {self._issued.candidate}, or the same with --stands.",
                "interest-declared",
            )
        before = len(self.findings)
        ratings = tuple(self._rating(question) for question in self._plan.questions)
        if not any(r.mark is not Mark.BLANK or r.evidence or r.heard for r in ratings):
            self._unfilled(before)
        return ScoreSheet(
            reference=self._issued.reference,
            candidate=self._issued.candidate,
            member=self._issued.member,
            plan=self._issued.plan,
            ratings=ratings,
            interest=interest,
            interest_details=details,
            notes=self._text(Z_NOTES, _NOTES, "notes"),
            scored_alone=self._scored_alone(),
            finished=self._finished(),
        )

    def _unfilled(self, before: int) -> None:
        """Say once that nothing was filled in, in place of once for each question."""
        self.findings[before:] = [f for f in self.findings[before:] if f.code != "score-missing"]
        problem = "no question has a score, evidence or a tick: it was sent back as it went out"
        remedy = f"Ask {self._issued.member} for the sheet that was filled in."
        self.findings.append(Finding(self._name, problem, remedy, Severity.ERROR, "not-filled-in"))

    def _find(self, place: str, problem: str, remedy: str, code: str, severity: Severity) -> None:
        self.findings.append(Finding(f"{self._name}: {place}", problem, remedy, severity, code))

    def _warn(self, place: str, problem: str, remedy: str, code: str) -> None:
        self._find(place, problem, remedy, code, Severity.WARNING)

    def _field(self, key: str, printed: Printed, place: str) -> Field:
        """Return a field, with findings on what stands around it."""
        field = self._form.field(key, printed)
        if field.beside:
            self._warn(
                place,
                f"“{field.beside[:80]}” was typed beside {key} and is not read",
                "Copy it into the box it belongs to, save the sheet, and collect again.",
                "text-beside",
            )
        if field.has_picture:
            self._warn(
                place,
                f"a picture or other object stands at {key}; what it shows is not read",
                f"Ask {self._issued.member} to type what it says.",
                "picture-unread",
            )
        if field.controls > 1:
            self._warn(
                place,
                f"the box {key} is there {field.controls} times",
                "Look at the sheet; what stands in it now is read from its row.",
                "control-twice",
            )
        return field

    def _text(self, key: str, printed: Printed, place: str, *, is_counted: bool = False) -> str:
        """Return what was written in a field; ``is_counted`` says that its rows are checked elsewhere."""
        field = self._field(key, printed, place)
        if not is_counted and not self._form.has(key):
            self._warn(
                place,
                f"the row {key} was deleted",
                "Ask for the sheet again, with all its rows.",
                "row-missing",
            )
        if field.strayed:
            self._warn(
                place,
                f"the box {key} and the row {key} do not say the same; the row is read",
                "Look at the sheet: was the box moved, or its text typed into another row?",
                "box-and-row-differ",
            )
        if field.repeats(printed):
            self._warn(
                place,
                f"what stands at {key} is there several times over, run together; so LibreOffice saves some documents",
                f"Ask {self._issued.member} for the sheet as it was before LibreOffice saved it, or what was written.",
                "text-repeated",
            )
        return field.text

    def _rating(self, question: PlannedQuestion) -> Rating:
        place = f"question {question.key[1:]}"
        self.findings.extend(check_wording(self._form, question, self._plan.scale, f"{self._name}: {place}"))
        reading = self._score(question.key, place)
        evidence = self._text(evidence_key(question.key), _EVIDENCE, place, is_counted=True)
        heard = tuple(
            indicator.id
            for indicator in behaviours(question)
            if self._ticked(indicator_key(question.key, indicator.id), f"behaviour {indicator.id}", place)
        )
        if reading.mark is Mark.SCORED and not evidence:
            self._warn(
                place,
                f"has the score {reading.score} but no evidence",
                f"Ask {self._issued.member} for what the candidate said or did.",
                "evidence-missing",
            )
        if reading.mark is Mark.NOT_ASKED and (evidence or heard):
            self._warn(
                place,
                "is marked not asked, yet has evidence or ticks",
                f"Ask {self._issued.member} whether it was asked.",
                "not-asked-with-evidence",
            )
        return Rating(
            question=question.key, mark=reading.mark, score=reading.score, evidence=evidence, heard=heard
        )

    def _score(self, key: str, place: str) -> ScoreReading:
        """Return the score; when box and row, or two of either, differ, it is asked about and left blank."""
        field = self._field(score_key(key), _SCORE, place)
        texts = list(dict.fromkeys((*field.in_controls, *field.in_rows)))
        readings = {text: read_score(text, self._plan.scale) for text in texts if text}
        for text, reading in readings.items():
            if reading.unclear:
                return self._ask(place, f"the score reads “{text[:60]}”: {reading.unclear}")
        different = set(readings.values())
        said = " and ".join(f"“{text[:60]}”" for text in readings)
        if len(different) > 1:
            return self._ask(place, f"the score reads {said} in two places")
        if field.rows and field.in_controls and not any(field.in_rows):
            return self._ask(place, f"the score {said} stands in a box that is no longer in its row")
        if not different:
            self._warn(place, "has no score", f"Ask {self._issued.member} for it.", "score-missing")
            return BLANK
        return different.pop()

    def _ask(self, place: str, problem: str) -> ScoreReading:
        remedy = f"Ask {self._issued.member} which score is meant; then correct the sheet and collect again."
        self._find(place, problem, remedy, "score-unclear", Severity.ERROR)
        return BLANK

    def _ticked(self, key: str, what: str, place: str) -> bool:
        tick: Tick = self._form.tick(key)
        if tick.unclear:
            self._warn(
                place,
                f"the tick for {what} is not clear: its box records one thing and shows another",
                f"Look at the sheet, and ask {self._issued.member} if it matters.",
                "tick-unclear",
            )
        elif tick.missing and self._form.has(key):
            self._warn(
                place,
                f"the box for {what} is gone; it is read as not ticked",
                f"Look at the sheet, and ask {self._issued.member} if it matters.",
                "tick-missing",
            )
        return tick.ticked

    def _interest(self) -> bool | None:
        field = self._field(D_INTEREST, _INTEREST, "declaration")
        said = {_interest(text) for text in (*field.in_controls, *field.in_rows) if text}
        if said in ({True}, {False}):
            return said.pop()
        problem = "is not clear" if said else "was left open"
        self._warn(
            "declaration",
            f"whether {self._issued.member} has an interest in {self._issued.candidate} {problem}",
            f"Ask {self._issued.member}, and note the answer.",
            "interest-unclear" if said else "interest-missing",
        )
        return None

    def _scored_alone(self) -> bool:
        alone = self._ticked(Z_OWN, "scoring alone", "finish")
        if not alone:
            self._warn(
                "finish",
                f"{self._issued.member} has not confirmed having scored alone, before any discussion",
                f"Ask {self._issued.member}. If it was after a discussion, note that for the record.",
                "not-alone",
            )
        return alone

    def _finished(self) -> dt.date | None:
        field = self._field(Z_DATE, _DATE, "finish")
        if not field.text:
            return None
        date = read_date(field.text)
        if date is None:
            self._warn(
                "finish",
                f"the date “{field.text[:40]}” is not clear",
                f"Ask {self._issued.member}, if the day matters.",
                "date-unclear",
            )
        return date


def _interest(text: str) -> bool | None:
    """Return the declaration in a text; None when it is neither a plain no nor a yes."""
    plain = normalise(text).casefold().strip(" .")
    for item in INTEREST_ITEMS:
        if plain in (item.text.casefold(), item.value):
            return item is INTEREST_YES
    return True if plain.startswith("yes") else None
