"""A score sheet that came back, read: :func:`read_score_sheet`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
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
    OWN_LABEL,
    SCORE_HINT,
    SCORE_LABEL,
    SCORE_PLACEHOLDER,
    Z_DATE,
    Z_NOTES,
    Z_OWN,
    evidence_key,
    indicator_key,
    score_key,
    score_sheet_keys,
)
from interview_kit.documents.score_text import BLANK, ScoreReading, read_score
from interview_kit.documents.sheet_identity import identify
from interview_kit.documents.sheet_outside import NOT_KNOWN, PrintedSheet, check_outside
from interview_kit.documents.sheet_wording import behaviours, check_beside, check_wording
from interview_kit.domain import english
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan, PlannedQuestion
from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.errors import Finding, KitError, Severity
from interview_kit.word.content import WordContent
from interview_kit.word.read_document import read_document

_FIELDS: Final = frozenset({D_INTEREST, D_DETAILS, Z_NOTES, Z_DATE})
_INTEREST: Final = Printed(INTEREST_LABEL, INTEREST_PLACEHOLDER)
_DETAILS: Final = Printed(DETAILS_LABEL, DETAILS_PLACEHOLDER)
_EVIDENCE: Final = Printed(EVIDENCE_LABEL, EVIDENCE_PLACEHOLDER)
_SCORE: Final = Printed(SCORE_LABEL, SCORE_PLACEHOLDER, SCORE_HINT)
_NOTES: Final = Printed(NOTES_LABEL, NOTES_PLACEHOLDER)
_DATE: Final = Printed(DATE_LABEL, DATE_PLACEHOLDER)
_OWN: Final = Printed(OWN_LABEL)
_NOTHING: Final = frozenset({"", "-", "–", "—", "n/a", "na", "none", "no", "not applicable", "nil"})
"""What is typed as the details of no interest."""
_NO: Final = re.compile(r"\bno\b")


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What one file gave."""

    sheet: ScoreSheet | None
    """The sheet as far as it could be read; ``None`` when it cannot be told whose it is, or is no sheet."""
    findings: tuple[Finding, ...]
    """All of them. With an error among them, a person has to settle something before the sheet counts."""
    reference: str = ""
    """The reference found, also where the sheet was set aside; empty when there was not exactly one."""


def read_score_sheet(
    data: bytes, name: str, plan: Plan, issued: Mapping[str, Issued], printed: PrintedSheet = NOT_KNOWN
) -> ReadSheet:
    """Return the ratings in a score sheet that came back, and what a person must know about them.

    Nothing raises: a file that cannot be read gives no sheet and a finding. A file that is no score sheet of
    this campaign has a finding with the code ``not-a-score-sheet`` or ``other-form``; leave it alone.

    Args:
        data: the bytes of the file.
        name: what findings call it, for example ``returned/C03-P2.docx``.
        plan: the campaign's frozen plan.
        issued: every sheet that the campaign issued, by its printed reference, older plans included.
        printed: what a blank sheet has printed on it; left out, it is not told what somebody wrote where
            nothing is asked for.
    """
    try:
        content = read_document(data, name)
    except KitError as refused:
        return ReadSheet(None, refused.findings)
    form = Form(content)
    identity = identify(content, form, plan, issued)
    if identity.issued is None:
        return ReadSheet(None, identity.findings, identity.reference)
    reader = _SheetReader(content, form, plan, identity.issued, printed)
    sheet = reader.read()
    keys = score_sheet_keys(plan)
    reader.findings.extend(check_outside(content, form, keys, identity.issued, printed))
    return ReadSheet(sheet, (*identity.findings, *content.warnings, *reader.findings), identity.reference)


class _SheetReader:
    """Reads one sheet whose identity is settled; findings are collected on the way."""

    def __init__(
        self, content: WordContent, form: Form, plan: Plan, issued: Issued, printed: PrintedSheet
    ) -> None:
        self._name = content.name
        self._form = form
        self._plan = plan
        self._issued = issued
        self._printed = printed
        self._below: dict[str, list[str]] = {}
        """What stands in rows that the kit did not print, by the key of the row above."""
        self.findings: list[Finding] = []

    def read(self) -> ScoreSheet:
        details = self._text(D_DETAILS, _DETAILS, "declaration")
        interest = self._interest(details)
        if interest:
            self._warn(
                "declaration",
                f"{self._issued.member} declares an interest in {self._issued.candidate}"
                + (f": {details}" if details else ", without details"),
                "The chair decides whether this member's scores on this candidate count. Record it, with --stands "
                f"as well if they do: interview-kit withdraw CAMPAIGN {self._issued.member} --on {self._issued.candidate} "
                "--reason …",
                "interest-declared",
            )
        self._strays()
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

    def _strays(self) -> None:
        """Say what stands where the kit asks for nothing; what stands below a score is asked about with it."""
        keys = score_sheet_keys(self._plan)
        scores = {score_key(question.key) for question in self._plan.questions}
        for stray in self._form.strays(keys):
            if stray.text and stray.below in scores:
                self._below.setdefault(stray.below, []).append(stray.text)
            elif stray.text:
                below = f" below {stray.below}" if stray.below else ""
                self._warn(
                    _place(stray.below),
                    f"a row that was not on the sheet{below} holds “{stray.text[:80]}”, which is not read",
                    "Copy it into the box it belongs to, save the sheet, and collect again.",
                    "row-unknown",
                )
            else:
                self._picture(_place(stray.below), f"in a row below {stray.below or 'the others'}")
        for key in self._form.pictures(
            _FIELDS | {evidence_key(q.key) for q in self._plan.questions} | scores
        ):
            self._picture(_place(key), f"at {key}" if key else "outside the boxes")
        self.findings.extend(check_beside(self._form, self._plan, self._name))

    def _picture(self, place: str, where: str) -> None:
        self._warn(
            place,
            f"a picture or other object stands {where}; what it shows is not read",
            f"Ask {self._issued.member} to type what it says.",
            "picture-unread",
        )

    def _unfilled(self, before: int) -> None:
        """Say once that nothing was filled in, in place of once for each question."""
        self.findings[before:] = [f for f in self.findings[before:] if f.code != "score-missing"]
        questions = self._plan.questions
        if any(self._form.rows(score_key(q.key)) for q in questions):
            problem = "no question has a score, evidence or a tick: it was sent back as it went out"
            remedy = f"Ask {self._issued.member} for the sheet that was filled in."
        else:
            problem = "its rows cannot be told any more, since their keys are gone; nothing in them is read"
            remedy = f"Ask {self._issued.member} to fill in the sheet that was sent out, and to send that."
        self.findings.append(Finding(self._name, problem, remedy, Severity.ERROR, "not-filled-in"))

    def _find(self, place: str, problem: str, remedy: str, code: str, severity: Severity) -> None:
        where = f"{self._name}: {place}" if place else self._name
        self.findings.append(Finding(where, problem, remedy, severity, code))

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
            self._picture(place, f"at {key}")
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
        elif field.is_joined:
            self._warn(
                place,
                f"the lines at {key} run into each other; so LibreOffice saves some documents",
                f"Nothing is lost but the line ends. Ask {self._issued.member} for the first file if they matter.",
                "lines-joined",
            )
        if field.is_struck and field.text:
            self._warn(
                place,
                f"something at {key} is struck through; it is read all the same",
                f"Ask {self._issued.member} whether it stands; if not, delete it there and collect again.",
                "struck-through",
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
            if self._tick(
                indicator_key(question.key, indicator.id), f"behaviour {indicator.id}", place
            ).ticked
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
        """Return the score; whatever makes it doubtful is asked about, and it is left blank."""
        field = self._field(score_key(key), _SCORE, place)
        texts = dict.fromkeys((*field.in_controls, *field.in_rows))
        readings = {text: read_score(text, self._plan.scale) for text in texts if text}
        before = read_score(field.before, self._plan.scale)
        if before.mark is not Mark.BLANK and not before.unclear:
            return self._ask(place, f"“{field.before[:60]}” stands where “Score” is printed")
        if problem := self._doubt(field, readings, self._below.get(score_key(key), ())):
            return self._ask(place, problem)
        if not readings:
            self._warn(place, "has no score", f"Ask {self._issued.member} for it.", "score-missing")
        return next(iter(readings.values()), BLANK)

    def _doubt(self, field: Field, readings: Mapping[str, ScoreReading], below: Sequence[str]) -> str:
        """Return why a score must be asked about: it is unclear, struck through, or said in two ways; else nothing."""
        said = " and ".join(f"“{text[:60]}”" for text in readings) or "nothing"
        unclear = next(((text, r.unclear) for text, r in readings.items() if r.unclear), None)
        if unclear:
            return f"the score reads “{unclear[0][:60]}”: {unclear[1]}"
        if below:
            return f"the score reads {said}, and a row below it “{' '.join(below)[:60]}”"
        if readings and field.is_struck:
            return f"the score {said} is struck through, in part or whole"
        if len(set(readings.values())) > 1:
            return f"the score reads {said} in two places"
        if field.rows and field.in_controls and not any(field.in_rows):
            return f"the score {said} stands in a box that is no longer in its row"
        return ""

    def _ask(self, place: str, problem: str) -> ScoreReading:
        remedy = f"Ask {self._issued.member} which score is meant; then correct the sheet and collect again."
        self._find(place, problem, remedy, "score-unclear", Severity.ERROR)
        return BLANK

    def _tick(self, key: str, what: str, place: str, printed: Printed | None = None) -> Tick:
        tick = self._form.tick(key, printed)
        if tick.unclear:
            self._warn(
                place,
                f"the tick for {what} is not clear: {tick.unclear}",
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
        return tick

    def _interest(self, details: str) -> bool | None:
        """Return the declaration; None when it is open, unclear, or a no with details of an interest."""
        field = self._field(D_INTEREST, _INTEREST, "declaration")
        said = {_interest(text) for text in (*field.in_controls, *field.in_rows) if text}
        named = normalise(details).casefold().strip(" .") not in _NOTHING
        if not field.is_struck and said in ({True}, {False}) and not (said == {False} and named):
            return said.pop()
        problem = "is not clear" if said else "was left open"
        if said == {False} and named:
            problem += f": it says No, and gives details, “{details[:80]}”"
        self._warn(
            "declaration",
            f"whether {self._issued.member} has an interest in {self._issued.candidate} {problem}",
            f"Ask {self._issued.member}, and note the answer.",
            "interest-unclear" if said else "interest-missing",
        )
        return None

    def _scored_alone(self) -> bool:
        alone = self._tick(Z_OWN, "scoring alone", "finish", _OWN)
        words = self._form.beside_box(Z_OWN)
        changed = next((text for text in words if text != self._printed.confirmation), "")
        if self._printed.confirmation and alone.ticked and not alone.unclear and changed:
            self._warn(
                "finish",
                f"the box for scoring alone is ticked, but what stands beside it was changed: “{changed[:80]}”",
                f"Ask {self._issued.member} whether the scores were given alone, before any discussion.",
                "not-alone",
            )
            return False
        if not alone.ticked and not alone.unclear:
            self._warn(
                "finish",
                f"{self._issued.member} has not confirmed having scored alone, before any discussion",
                f"Ask {self._issued.member}. If it was after a discussion, note that for the record.",
                "not-alone",
            )
        return alone.ticked

    def _finished(self) -> dt.date | None:
        field = self._field(Z_DATE, _DATE, "finish")
        if not field.text:
            return None
        date = read_date(field.text, recorded=field.dates)
        if date is None:
            kept = "".join(f"; its box records {english.day(day)}" for day in field.dates)
            self._warn(
                "finish",
                f"the date “{field.text[:40]}” is not clear{kept}",
                f"Ask {self._issued.member}, if the day matters.",
                "date-unclear",
            )
        return date


def _place(key: str) -> str:
    """Return what findings call the place of a row, by its key."""
    part = key.partition(".")[0]
    if part.startswith("Q"):
        return f"question {part[1:]}"
    return {"D": "declaration", "Z": "notes" if key == Z_NOTES else "finish"}.get(part, "")


def _interest(text: str) -> bool | None:
    """Return the declaration in a text; None when it is neither a plain no nor a yes."""
    plain = normalise(text).casefold().strip(" .")
    for item in INTEREST_ITEMS:
        if plain in (item.text.casefold(), item.value):
            return item is INTEREST_YES
    return True if re.match(r"yes\b", plain) and not _NO.search(plain) else None
