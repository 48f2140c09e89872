"""What a file gave, entered in the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from interview_kit.documents.agreement_form_reader import ReadForm
from interview_kit.documents.entry_workbook_reader import ReadEntries
from interview_kit.documents.score_sheet_reader import ReadSheet
from interview_kit.domain.english import day
from interview_kit.domain.issued import Issued
from interview_kit.domain.rating import ScoreSheet
from interview_kit.errors import Finding, Severity
from interview_kit.kit.forms import form_result, named_sheet, sheet_name
from interview_kit.kit.opening import OpenCampaign
from interview_kit.kit.reading import FileRead
from interview_kit.ledger import Ledger, Result

RESULTS = {
    Result.FIRST: "received",
    Result.REVISION: "a newer version, received",
    Result.DUPLICATE: "read before",
}
_KEPT_ASIDE = frozenset({"identity-conflict", "names-altered", "older-plan", "no-reference"})
"""Findings on sheets of which the bytes are kept although they count for nobody; those of another campaign are not."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a campaign has on its sheets, beside what they say."""

    interviewed: Mapping[str, dt.date]
    """The day of each candidate's interview."""
    named: Mapping[str, tuple[str, str]]
    """Candidate and member of each sheet, by how the name of its file begins."""


def listed_in(opened: OpenCampaign, issued: Iterable[Issued]) -> Listed:
    """Return what a campaign has on the sheets that were issued."""
    names = {named_sheet(sheet_name(opened.plan.campaign, i)): (i.candidate, i.member) for i in issued}
    return Listed(interview_days(opened), names)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one sheet or form that a file held, or of a file that held none."""

    said: str
    findings: tuple[Finding, ...]
    reference: str = ""
    number: int | None = None
    """The ledger's entry; ``None`` when none was made for it."""


def record_file(ledger: Ledger, file: FileRead, listed: Listed, *, at: dt.datetime) -> Iterator[Outcome]:
    """Enter what a file gave in the ledger, and yield what became of it."""
    read = file.said
    if isinstance(read, ReadEntries):
        yield from _record_entries(ledger, file, read, listed, at=at)
    elif isinstance(read, ReadForm) and read.issued is not None:
        receipt = ledger.receive_form(file.name, file.data, read.issued, read.scores, read.findings, at=at)
        said = form_result(read, read.issued.candidate, receipt.result)
        yield Outcome(said, read.findings, read.reference, receipt.number)
    elif isinstance(read, ReadSheet) and read.sheet is not None:
        receipt = ledger.receive(file.name, file.data, read.sheet, read.findings, at=at)
        said = f"{read.sheet.candidate} by {read.sheet.member}, {RESULTS[receipt.result]}"
        findings = (
            *read.findings,
            *finished_early(read.sheet, f"{file.name}: finish", listed.interviewed),
            *_misnamed(read.sheet, file, listed),
        )
        yield Outcome(said, findings, read.reference, receipt.number)
    elif isinstance(read, ReadSheet) and any(f.code in _KEPT_ASIDE for f in read.findings):
        ledger.receive(file.name, file.data, None, read.findings, at=at, claims=read.reference)
        yield Outcome("set aside: see below", read.findings)
    else:
        yield Outcome("left alone: see below", read.findings)


def _record_entries(
    ledger: Ledger, file: FileRead, read: ReadEntries, listed: Listed, *, at: dt.datetime
) -> Iterator[Outcome]:
    """Enter each score sheet that was keyed in a workbook, with what was typed of it as the bytes received.

    The workbook itself is not kept: it holds several candidates, and one of them may have to be erased.
    """
    for keyed in read.sheets:
        if keyed.sheet is None:
            yield Outcome("a candidate's rows are left alone: see below", keyed.findings)
            continue
        receipt = ledger.receive(file.name, keyed.typed, keyed.sheet, keyed.findings, at=at)
        whose = f"{keyed.sheet.candidate} by {keyed.sheet.member}"
        who = f"{whose}, keyed by {keyed.sheet.keyed_by}"
        findings = (
            *keyed.findings,
            *finished_early(keyed.sheet, f"{file.name}: {whose}", listed.interviewed),
        )
        yield Outcome(f"{who}, {RESULTS[receipt.result]}", findings, keyed.reference, receipt.number)
    if read.findings or not read.sheets:
        yield Outcome("nothing is keyed in it" if not read.findings else "see below", read.findings)


def interview_days(opened: OpenCampaign) -> dict[str, dt.date]:
    """Return by candidate the day of the interview, or the first day of interviews where none is listed."""
    first = opened.campaign.dates.interviews_from
    return {c.ref: c.slot.date() if c.slot else first for c in opened.everybody}


def finished_early(sheet: ScoreSheet, where: str, interviewed: Mapping[str, dt.date]) -> Iterator[Finding]:
    """Yield a warning when a sheet says that it was finished before the interview."""
    held = interviewed.get(sheet.candidate)
    if sheet.finished is not None and held is not None and sheet.finished < held:
        yield Finding(
            where,
            f"it says that it was finished on {day(sheet.finished)}, before the interview could be held ({day(held)})",
            f"Ask {sheet.member} for the day, and note the answer.",
            severity=Severity.WARNING,
            code="finished-early",
        )


def _misnamed(sheet: ScoreSheet, file: FileRead, listed: Listed) -> Iterator[Finding]:
    """Yield a warning when a file has the name of another sheet than the one that it holds."""
    named = listed.named.get(named_sheet(file.path.name))
    if named is not None and named != (sheet.candidate, sheet.member):
        yield Finding(
            file.name,
            f"it has the name of {named[0]} by {named[1]}'s sheet and holds {sheet.candidate} by {sheet.member}'s, "
            "as which it is taken",
            f"Ask {sheet.member} whether the notes in it are on {sheet.candidate}; then mend the file's name.",
            severity=Severity.WARNING,
            code="sheet-misnamed",
        )
