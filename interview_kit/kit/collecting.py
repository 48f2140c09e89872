"""The use cases *collect* and *status*: read what came back, and say what is in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interview_kit.campaign_folder import CampaignFolder, shown_name
from interview_kit.documents.layout import score_sheet_keys
from interview_kit.documents.score_sheet_writer import compose_score_sheets
from interview_kit.documents.sheet_outside import NOT_KNOWN, PrintedSheet, printed_sheet
from interview_kit.domain.campaign import Candidate, PanelMember
from interview_kit.domain.issued import Issued
from interview_kit.domain.rating import Mark
from interview_kit.domain.rulings import in_any_spelling
from interview_kit.errors import Finding, KitError
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.bank import own_templates
from interview_kit.kit.forms import agreed_changes, known_forms
from interview_kit.kit.interests import DECLARED, with_command
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger
from interview_kit.kit.people import check_people
from interview_kit.kit.reading import Expected, FileRead, read_files
from interview_kit.kit.recording import listed_in, record_file
from interview_kit.kit.standing import StandingSheets, change_findings, standing_sheets, still_open

_HANDFUL = 50
_HANDFUL_BYTES = 16 * 1024 * 1024
IN, INCOMPLETE, ODD, MISSING = "in", "incomplete", "odd", "missing"
NOT_COUNTED = "not counted"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file of the returned folder and what became of it."""

    file: str
    """Its name, with the folders below returned that it lies in."""
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
    received: int
    """How many sheets are in: those set aside are not, although they are odd."""
    kept_until: dt.date
    """The last day on which notes and scores are kept."""
    findings: tuple[Finding, ...] = ()
    """Warnings on the campaign's own files."""

    @property
    def is_unclear(self) -> bool:
        """Whether a sheet is incomplete or odd."""
        return any(state in {INCOMPLETE, ODD} for row in self.rows for state in row.states)

    @property
    def sentence(self) -> str:
        """How many sheets are in, in words."""
        states = [s for row in self.rows for s in row.states if s != NOT_COUNTED]
        parts = [f"{states.count(s)} {s}" for s in (INCOMPLETE, ODD, MISSING) if states.count(s)]
        rest = f": {', '.join(parts)}" if parts else ", all complete"
        return f"{self.received} of {len(states)} score sheets are in{rest}."

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


def returned_files(folder: CampaignFolder) -> list[Path]:
    """Return the files that HR dropped; hidden files and editors' lock files are left out.

    Those saved first come first, so that of two versions of a sheet the earlier one counts as the first,
    whatever the files are called; files saved at the same moment come by name.
    """
    if not folder.returned.is_dir():
        return []
    files = (p for p in folder.returned.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
    return sorted(files, key=lambda path: (_saved(path), path))


def _below(folder: CampaignFolder, path: Path) -> str:
    """Return what a file of the returned folder is called there."""
    return shown_name(path.relative_to(folder.returned).as_posix())


def _saved(path: Path) -> int:
    """Return when a file was last saved; 0 when it has just gone or the system does not say."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def count_returned(root: Path) -> int:
    """Return how many files lie in the campaign's returned folder."""
    return len(returned_files(CampaignFolder(root)))


def _printed(opened: OpenCampaign, templates: Path | None) -> PrintedSheet:
    """Return what a blank sheet made now has printed on it; nothing where a template is broken."""
    files, _ = own_templates(templates)
    try:
        press = compose_score_sheets(opened.plan, opened.campaign, files)
    except KitError:
        return NOT_KNOWN
    return printed_sheet(press.blank(), score_sheet_keys(opened.plan))


@runs_alone("collect")
def collect_sheets(
    root: Path,
    *,
    now: dt.datetime,
    templates: Path | None = None,
    step: Callable[[int], None] = lambda _: None,
) -> Collected:
    """Read every file in the returned folder, record what is new in the ledger, and say how things stand.

    Every file is read each time; what was received before is not recorded again. Findings are given on
    each sheet as it stands, and on the latest version of each form, so that they go away when somebody has
    mended them. A file that is neither a score sheet nor an agreement form of this campaign gets a finding and
    is left alone; the others are still read. ``templates`` is the folder with the templates that the sheets were
    made from, which tell what is printed on them. Many files are read on all cores; the ledger is written here alone, in the
    order in which they were saved, a handful at a time, each handful all or nothing.

    Raises:
        KitError: on findings in the campaign's own files.
    """
    opened = open_campaign(root)
    lines: list[ReadFile] = []
    findings = list(opened.findings)
    said: dict[str, dict[int, tuple[Finding, ...]]] = {}
    with open_ledger(opened.folder) as ledger:
        sheets = in_any_spelling(ledger.issued(), opened.rulings.renamed)
        listed = listed_in(opened, sheets.values())
        root = opened.folder.root
        jobs = [(p, shown_name(p.relative_to(root).as_posix())) for p in returned_files(opened.folder)]
        printed = _printed(opened, templates) if jobs else NOT_KNOWN
        expected = Expected(opened.plan, sheets, known_forms(opened, ledger), printed)
        for some in _together(read_files(jobs, expected)):
            with ledger.together():
                for file in some:
                    for found in record_file(ledger, file, listed, at=now):
                        lines.append(ReadFile(_below(opened.folder, file.path), found.said))
                        if found.number is None:
                            findings += found.findings
                        else:
                            said.setdefault(found.reference, {})[found.number] = found.findings
            step(len(some))
        standing = standing_sheets(ledger, opened)
        findings += agreed_changes(ledger.agreements(opened.plan.fingerprint))
        findings += check_people(opened.campaign, opened.candidates, ledger, opened.folder)
    by_reference = {sheet.reference: sheet for sheet in standing.sheets.values()}
    for reference, versions in said.items():
        in_order = [versions[number] for number in sorted(versions)]
        asked = still_open(in_order, by_reference.get(reference))
        findings += _not_ruled(asked, sheets.get(reference), opened)
    findings += change_findings(standing)
    return Collected(tuple(lines), _status(opened, standing), tuple(dict.fromkeys(findings)))


def _not_ruled(findings: Sequence[Finding], sheet: Issued | None, opened: OpenCampaign) -> Sequence[Finding]:
    """Return the findings on a sheet on which nothing was ruled: none where its scores do not count.

    Where an interest was declared and the scores stand, whether they do is not asked again.
    """
    if sheet is None:
        return findings
    if opened.rulings.sets_aside(sheet.candidate, sheet.member):
        return ()
    stands = (sheet.candidate, sheet.member) in opened.rulings.let_stand
    asked = [f for f in findings if not (stands and f.code == DECLARED)]
    return with_command(asked, opened.folder.root, sheet.candidate, sheet.member)


def show_status(root: Path) -> Status:
    """Return which sheets are in, incomplete, odd or missing, from the ledger alone.

    Raises:
        KitError: on findings in the campaign's own files.
    """
    opened = open_campaign(root)
    with open_ledger(opened.folder) as ledger:
        return _status(opened, standing_sheets(ledger, opened))


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
        received=len(standing.sheets),
        kept_until=opened.campaign.kept_until,
        findings=opened.findings,
    )
