"""The use cases *collect* and *status*: read what came back, and say what is in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from interview_kit.campaign_folder import CampaignFolder, shown_name
from interview_kit.documents.agreement_form_reader import ReadForm
from interview_kit.documents.entry_workbook_reader import ReadEntries
from interview_kit.documents.score_sheet_reader import ReadSheet
from interview_kit.domain.campaign import Candidate, PanelMember
from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.domain.rulings import in_any_spelling
from interview_kit.errors import Finding, Severity
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.forms import agreed_changes, form_result, known_forms
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger
from interview_kit.kit.people import check_people
from interview_kit.kit.reading import Expected, FileRead, read_files
from interview_kit.ledger import Ledger, Result
from interview_kit.scoring.received import Change, standing_sheet

RESULTS = {
    Result.FIRST: "received",
    Result.REVISION: "a newer version, received",
    Result.DUPLICATE: "read before",
}
_KEPT_ASIDE = frozenset({"identity-conflict", "names-altered", "older-plan", "no-reference"})
"""Findings on sheets of which the bytes are kept although they count for nobody; those of another campaign are not."""
_HANDFUL = 50
_HANDFUL_BYTES = 16 * 1024 * 1024
IN, INCOMPLETE, ODD, MISSING = "in", "incomplete", "odd", "missing"
NOT_COUNTED = "not counted"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file of the returned folder and what became of it."""

    file: str
    result: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One candidate's sheets, by panel member: in, incomplete, odd, missing or not counted."""

    candidate: Candidate
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """Candidates against panel members."""

    members: tuple[PanelMember, ...]
    rows: tuple[StatusRow, ...]
    kept_until: dt.date
    """The last day on which notes and scores are kept."""

    @property
    def sentence(self) -> str:
        """How many sheets are in, in words."""
        states = [s for row in self.rows for s in row.states if s != NOT_COUNTED]
        parts = [f"{states.count(s)} {s}" for s in (INCOMPLETE, ODD, MISSING) if states.count(s)]
        rest = f": {', '.join(parts)}" if parts else ", all complete"
        return f"{len(states) - states.count(MISSING)} of {len(states)} score sheets are in{rest}."

    def as_data(self) -> list[dict[str, object]]:
        """Return plain data for JSON."""
        return [
            {
                "candidate": row.candidate.ref,
                "sheets": {m.ref: s for m, s in zip(self.members, row.states, strict=True)},
            }
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Collected:
    """What a collection read, and how things stand after it."""

    files: tuple[ReadFile, ...]
    status: Status
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class StandingSheets:
    """The sheets that count, by candidate and member, with what later versions tried to change."""

    sheets: dict[tuple[str, str], ScoreSheet]
    odd: frozenset[tuple[str, str]]
    """Those with something on the last version that a person must settle."""
    changes: dict[tuple[str, str], tuple[Change, ...]]
    set_aside: frozenset[tuple[str, str]] = frozenset()
    """Those for which only a sheet came that cannot be taken for what its reference says."""
    aside: dict[tuple[str, str], ScoreSheet] = field(default_factory=dict)
    """Sheets that do not count because the candidate or the member was withdrawn, or the one for the other."""


def returned_files(folder: CampaignFolder) -> list[Path]:
    """Return the files that HR dropped; hidden files and editors' lock files are left out.

    Those saved first come first, so that of two versions of a sheet the earlier one counts as the first,
    whatever the files are called; files saved at the same moment come by name.
    """
    if not folder.returned.is_dir():
        return []
    files = (p for p in folder.returned.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
    return sorted(files, key=lambda path: (_saved(path), path))


def _saved(path: Path) -> int:
    """Return when a file was last saved; 0 when it has just gone or the system does not say."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def count_returned(root: Path) -> int:
    """Return how many files lie in the campaign's returned folder."""
    return len(returned_files(CampaignFolder(root)))


@runs_alone("collect")
def collect_sheets(
    root: Path, *, now: dt.datetime, step: Callable[[int], None] = lambda _: None
) -> Collected:
    """Read every file in the returned folder, record what is new in the ledger, and say how things stand.

    Every file is read each time; what was received before is not recorded again. Findings are given on
    the latest version of each sheet or form, so that they go away when somebody has mended them. A file
    that is neither a score sheet nor an agreement form of this campaign gets a finding and is left alone;
    the others are still read. Many files are read on all cores; the ledger is written here alone, in the
    order in which they were saved, a handful at a time, each handful all or nothing.

    Raises:
        KitError: on findings in the campaign's own files.
    """
    opened = open_campaign(root)
    lines: list[ReadFile] = []
    findings = list(opened.findings)
    latest: dict[str, tuple[int, tuple[Finding, ...]]] = {}
    with open_ledger(opened.folder) as ledger:
        sheets = in_any_spelling(ledger.issued(), opened.rulings.renamed)
        expected = Expected(opened.plan, sheets, known_forms(opened, ledger))
        root = opened.folder.root
        jobs = [(p, shown_name(p.relative_to(root).as_posix())) for p in returned_files(opened.folder)]
        for some in _together(read_files(jobs, expected)):
            with ledger.together():
                for file in some:
                    for found in _record(ledger, file, at=now):
                        lines.append(ReadFile(shown_name(file.path.name), found.said))
                        if found.number is None:
                            findings += found.findings
                        elif found.number >= latest.get(found.reference, (0, ()))[0]:
                            latest[found.reference] = (found.number, found.findings)
            step(len(some))
        standing = standing_sheets(ledger, opened)
        findings += agreed_changes(ledger.agreements(opened.plan.fingerprint))
        findings += check_people(opened.campaign, opened.candidates, ledger, opened.folder)
    by_reference = {sheet.reference: sheet for sheet in standing.sheets.values()}
    for reference, (_, said) in latest.items():
        findings += still_open(said, by_reference.get(reference))
    findings += change_findings(standing)
    return Collected(tuple(lines), _status(opened, standing), tuple(dict.fromkeys(findings)))


def show_status(root: Path) -> Status:
    """Return which sheets are in, incomplete, odd or missing, from the ledger alone.

    Raises:
        KitError: on findings in the campaign's own files.
    """
    opened = open_campaign(root)
    with open_ledger(opened.folder) as ledger:
        return _status(opened, standing_sheets(ledger, opened))


def standing_sheets(ledger: Ledger, opened: OpenCampaign) -> StandingSheets:
    """Return the sheets that count: those of the plan in force, on candidates and by members still named."""
    candidates = {c.ref for c in opened.candidates}
    members = {m.ref for m in opened.campaign.panel}
    sheets: dict[tuple[str, str], ScoreSheet] = {}
    aside: dict[tuple[str, str], ScoreSheet] = {}
    odd: set[tuple[str, str]] = set()
    changes: dict[tuple[str, str], tuple[Change, ...]] = {}
    for individual in ledger.individual().values():
        versions = [r.sheet for r in individual.received if r.sheet is not None]
        standing = standing_sheet(versions)
        pair = (standing.sheet.candidate, standing.sheet.member)
        if standing.sheet.plan != opened.plan.fingerprint:
            continue
        if pair[0] not in candidates or pair[1] not in members or pair in opened.rulings.recused:
            if opened.rulings.sets_aside(*pair):
                aside[pair] = standing.sheet
            continue
        sheets[pair] = standing.sheet
        if standing.changes:
            changes[pair] = standing.changes
        if standing.changes or any(f.is_error for f in still_open(individual.last.findings, standing.sheet)):
            odd.add(pair)
    return StandingSheets(sheets, frozenset(odd), changes, _set_aside(ledger, opened.plan.fingerprint), aside)


def _set_aside(ledger: Ledger, plan: str) -> frozenset[tuple[str, str]]:
    """Return candidate and member of the sheets of a plan that were set aside and say which one they are."""
    issued = ledger.issued()
    claimed = (issued[reference] for reference in ledger.claimed() if reference in issued)
    return frozenset((i.candidate, i.member) for i in claimed if i.plan == plan)


def _together(files: Iterable[FileRead]) -> Iterator[list[FileRead]]:
    """Yield files in handfuls that go into the ledger in one step: few enough that one is soon done."""
    some: list[FileRead] = []
    size = 0
    for file in files:
        some.append(file)
        size += len(file.data)
        if len(some) == _HANDFUL or size >= _HANDFUL_BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one sheet or form that a file held, or of a file that held none."""

    said: str
    findings: tuple[Finding, ...]
    reference: str = ""
    number: int | None = None
    """The ledger's entry; ``None`` when none was made for it."""


def _record(ledger: Ledger, file: FileRead, *, at: dt.datetime) -> Iterator[_Outcome]:
    """Enter what a file gave in the ledger, and yield what became of it."""
    read = file.said
    if isinstance(read, ReadEntries):
        yield from _record_entries(ledger, file, read, at=at)
    elif isinstance(read, ReadForm) and read.issued is not None:
        receipt = ledger.receive_form(file.name, file.data, read.issued, read.scores, read.findings, at=at)
        said = form_result(read, read.issued.candidate, receipt.result)
        yield _Outcome(said, read.findings, read.reference, receipt.number)
    elif isinstance(read, ReadSheet) and read.sheet is not None:
        receipt = ledger.receive(file.name, file.data, read.sheet, read.findings, at=at)
        said = f"{read.sheet.candidate} by {read.sheet.member}, {RESULTS[receipt.result]}"
        yield _Outcome(said, read.findings, read.reference, receipt.number)
    elif isinstance(read, ReadSheet) and any(f.code in _KEPT_ASIDE for f in read.findings):
        ledger.receive(file.name, file.data, None, read.findings, at=at, claims=read.reference)
        yield _Outcome("set aside: see below", read.findings)
    else:
        yield _Outcome("left alone: see below", read.findings)


def _record_entries(
    ledger: Ledger, file: FileRead, read: ReadEntries, *, at: dt.datetime
) -> Iterator[_Outcome]:
    """Enter each score sheet that was keyed in a workbook, with what was typed of it as the bytes received.

    The workbook itself is not kept: it holds several candidates, and one of them may have to be erased.
    """
    for keyed in read.sheets:
        if keyed.sheet is None:
            yield _Outcome("a candidate's rows are left alone: see below", keyed.findings)
            continue
        receipt = ledger.receive(file.name, keyed.typed, keyed.sheet, keyed.findings, at=at)
        who = f"{keyed.sheet.candidate} by {keyed.sheet.member}, keyed by {keyed.sheet.keyed_by}"
        yield _Outcome(f"{who}, {RESULTS[receipt.result]}", keyed.findings, keyed.reference, receipt.number)
    if read.findings or not read.sheets:
        yield _Outcome("nothing is keyed in it" if not read.findings else "see below", read.findings)


_BLANKS: Final = frozenset(
    {
        "score-missing",
        "score-unclear",
        "evidence-missing",
        "not-filled-in",
        "interest-missing",
        "interest-unclear",
        "not-alone",
    }
)
"""Findings on what a version of a sheet lacks, which another version may have."""
_QUESTION: Final = re.compile(r": question ([0-9]+)$")


def still_open(findings: Iterable[Finding], sheet: ScoreSheet | None) -> list[Finding]:
    """Return the findings on a version of a sheet that hold for the sheet as it stands.

    A copy that lacks what another version gave, blank altogether perhaps, asks for nothing that is in.
    """
    if sheet is None:
        return list(findings)
    given = {r.question for r in sheet.ratings if r.mark is not Mark.BLANK}
    bare = {r.question for r in sheet.ratings if r.mark is Mark.SCORED and not r.evidence}

    def is_settled(finding: Finding) -> bool:
        place = _QUESTION.search(finding.where)
        if finding.code.startswith("interest"):
            return sheet.interest is not None
        if finding.code == "not-alone":
            return sheet.scored_alone
        asked = {f"Q{place[1]}"} if place else {r.question for r in sheet.ratings}
        if finding.code == "evidence-missing":
            return not asked & bare
        return bool(given) if finding.code == "not-filled-in" else asked <= given

    return [f for f in findings if f.code not in _BLANKS or not is_settled(f)]


def change_findings(standing: StandingSheets, only: tuple[str, str] | None = None) -> Iterator[Finding]:
    """Yield a warning for each score that a later version of a sheet gives otherwise; ``only`` those of one."""
    for (candidate, member), changes in standing.changes.items():
        for change in changes if only in (None, (candidate, member)) else ():
            yield Finding(
                f"score sheet {candidate} by {member}: question {change.question.removeprefix('Q')}",
                f"a later version says {_said(change.later)}, and the first received says {_said(change.first)}",
                "The first one counts. If it was a slip, settle it in the agreement form, with the reason.",
                severity=Severity.WARNING,
                code="score-changed",
            )


def _said(rating: Rating) -> str:
    """Return a rating's score or mark as a word."""
    return rating.mark.value if rating.score is None else str(rating.score)


def _status(opened: OpenCampaign, standing: StandingSheets) -> Status:
    def state(pair: tuple[str, str]) -> str:
        if pair in opened.rulings.recused:
            return NOT_COUNTED
        sheet = standing.sheets.get(pair)
        if sheet is None:
            return ODD if pair in standing.set_aside else MISSING
        if pair in standing.odd:
            return ODD
        return INCOMPLETE if any(r.mark is Mark.BLANK for r in sheet.ratings) else IN

    members = opened.campaign.panel
    return Status(
        members=members,
        rows=tuple(StatusRow(c, tuple(state((c.ref, m.ref)) for m in members)) for c in opened.candidates),
        kept_until=opened.campaign.kept_until,
    )
