"""The list of candidates, however it was kept, to candidates with every finding by row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from interview_kit.campaign_folder.clean import clean
from interview_kit.campaign_folder.columns import Header, find_header
from interview_kit.campaign_folder.when import UnclearTimeError, read_when
from interview_kit.campaign_folder.xlsx_rows import read_xlsx
from interview_kit.domain.campaign import Candidate
from interview_kit.domain.english import first_few
from interview_kit.errors import Finding, Severity
from interview_kit.workbook import MAX_BYTES, Cell, Row, doubtful_rows, read_csv

_LONGEST = {"ref": 40, "name": 120, "room": 120, "adjustments": 1000}
_NAMED = 5
"""So many rows that have something in common are named."""
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_WHY = re.compile(
    r"\b(dyslex|dysprax|autis|adhd|diabet|epilep|cancer|depress|anxi|bipolar|disab|diagnos|impair|illness|condition|"
    r"medica|pregnan|surgery|operation|deaf|blind|wheelchair user|mental)\w*",
    re.IGNORECASE,
)
"""Words that say why an adjustment is needed rather than what the panel has to do."""


def read_candidates(path: Path, name: str) -> tuple[tuple[Candidate, ...], tuple[Finding, ...]]:
    """Return the candidates that can be read, in the order of the list, and findings by row.

    CSV (UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab) and XLSX are told apart by what is in
    the file. A row with an error gives no candidate. Rows are numbered as a spreadsheet shows them.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return (), (
            _error(
                name,
                "the list of candidates is missing",
                "Put candidates.csv or candidates.xlsx there.",
                "file-missing",
            ),
        )
    except OSError as error:
        return (), (
            _error(
                name,
                f"the list of candidates cannot be opened: {error.strerror or error}",
                "Close it in other programs and check that you may read it.",
                "file-unreadable",
            ),
        )
    refused = _refuse(data, name)
    if refused is not None:
        return (), (refused,)
    rows, findings = (
        read_xlsx(data, name)
        if data.startswith(_ZIP)
        else read_csv(
            data, name, kind="candidates", has_header=lambda found: find_header(found, name) is not None
        )
    )
    if any(f.is_error for f in findings) and not rows:
        return (), tuple(findings)
    header = find_header(rows, name)
    if header is None:
        findings.append(
            _error(
                f"{name}: row 1",
                "there is no header with a column for the ref and one for the name",
                "Write Ref, Name, Interview, Room, Adjustments above the columns, and give each candidate a ref such as C01.",
                "candidates-no-header",
            )
        )
        return (), tuple(findings)
    findings += header.findings
    listed = [row for row in rows if row.number > header.row and not row.is_blank]
    findings += doubtful_rows(listed, name, kind="candidates")
    candidates: list[tuple[int, Candidate]] = []
    for row in listed:
        candidate, found = _read_row(row, header, name)
        findings += found
        if candidate is not None:
            candidates.append((row.number, candidate))
    kept, doubles = _drop_doubles(candidates, name)
    findings += doubles
    findings += _check_together(kept, name)
    return tuple(candidate for _, candidate in kept), tuple(sorted(findings, key=_row_of))


def _refuse(data: bytes, name: str) -> Finding | None:
    if len(data) > MAX_BYTES:
        return _error(
            name, "the file is larger than 5 MB", "Check that it is the right file.", "candidates-too-large"
        )
    if data.startswith(_OLD_EXCEL):
        return _error(
            name,
            "the file is an old Excel workbook (.xls), or it has a password",
            "Open it in Excel and save it as .xlsx without a password.",
            "candidates-old-excel",
        )
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        return _error(
            name,
            "the file is empty",
            "Write Ref, Name, Interview, Room, Adjustments in the first row and one candidate a row below.",
            "candidates-empty-file",
        )
    return None


def _read_row(row: Row, header: Header, name: str) -> tuple[Candidate | None, list[Finding]]:
    """Return the candidate of one row, ``None`` when an error stands in the way, and findings."""
    where = f"{name}: row {row.number}"
    findings: list[Finding] = []

    def cell(kind: str) -> Cell:
        at = header.columns.get(kind, len(row.cells))
        return row.cells[at] if at < len(row.cells) else None

    def text(kind: str) -> str:
        words, found = clean(cell(kind), kind, where)
        findings.extend(found)
        if len(words) > _LONGEST.get(kind, 120):
            findings.append(
                _error(
                    where,
                    f"the {kind} is longer than {_LONGEST.get(kind, 120)} characters",
                    "Shorten it.",
                    "candidates-too-long",
                )
            )
        return words

    if not Row(row.number, row.cells[header.width :]).is_blank:
        findings.append(
            _error(
                where,
                "the row has more cells than the header",
                "Put texts that hold the separator in double quotation marks, or delete what stands too far right.",
                "candidates-row-too-long",
            )
        )
    ref = text("ref")
    full = text("name") or " ".join(part for part in (text("first"), text("last")) if part)
    room, adjustments = text("room"), text("adjustments")
    slot = None
    try:
        slot = read_when([cell("slot"), cell("date"), cell("time")])
    except UnclearTimeError as unclear:
        findings.append(
            _error(
                where,
                f"the interview's start is not clear: {unclear}",
                "Write day and time, for example 12/03/2026 13:30 or 12 March 2026, 1.30 pm.",
                "candidates-when-unclear",
            )
        )
    findings += _missing(ref, full, where)
    if match := _WHY.search(adjustments):
        findings.append(
            Finding(
                where=where,
                problem=f"the adjustments may say why they are needed ('{match.group()}')",
                remedy="Write only what the panel has to do; the reason is for HR alone.",
                severity=Severity.WARNING,
                code="candidates-adjustment-says-why",
            )
        )
    if any(f.is_error for f in findings):
        return None, findings
    try:
        return Candidate(ref=ref, name=full, slot=slot, room=room, adjustments=adjustments), findings
    except ValidationError:
        findings.append(
            _error(
                where,
                f"'{ref}' cannot be a ref",
                "Use up to 16 letters, figures and hyphens, such as C03.",
                "candidates-ref-form",
            )
        )
        return None, findings


def _missing(ref: str, full: str, where: str) -> Iterator[Finding]:
    if not ref:
        yield _error(
            where,
            "the candidate has no ref",
            "Give the candidate a ref of their own, such as C03.",
            "candidates-no-ref",
        )
    if not full:
        yield _error(
            where, "the candidate has no name", "Write the name, or delete the row.", "candidates-no-name"
        )


def _drop_doubles(
    candidates: Iterable[tuple[int, Candidate]], name: str
) -> tuple[list[tuple[int, Candidate]], list[Finding]]:
    """Return the candidates whose ref is their own, and a finding for each further one of a ref."""
    first: dict[str, int] = {}
    kept: list[tuple[int, Candidate]] = []
    findings: list[Finding] = []
    for row, candidate in candidates:
        earlier = first.setdefault(candidate.ref.casefold(), row)
        if earlier == row:
            kept.append((row, candidate))
        else:
            findings.append(
                _error(
                    f"{name}: row {row}",
                    f"the ref '{candidate.ref}' stands in row {earlier} already",
                    "Give each candidate a ref of their own, or delete the row that is too many.",
                    "candidates-ref-twice",
                )
            )
    return kept, findings


def _check_together(candidates: Sequence[tuple[int, Candidate]], name: str) -> Iterator[Finding]:
    """Yield warnings where candidates look like one, or are to be seen at the same time in one room."""
    names: defaultdict[str, list[int]] = defaultdict(list)
    starts: defaultdict[tuple[object, str], list[int]] = defaultdict(list)
    called = {row: candidate.name for row, candidate in candidates}
    for row, candidate in candidates:
        names[candidate.name.casefold()].append(row)
        if candidate.slot is not None:
            starts[candidate.slot, candidate.room.casefold()].append(row)
    for first, *others in names.values():
        if others:
            yield Finding(
                where=f"{name}: row {others[0]}",
                problem=f"{_rows(others)} the same name as row {first}, '{called[first]}'",
                remedy="Leave it if they are different people; otherwise delete what is there twice.",
                severity=Severity.WARNING,
                code="candidates-name-twice",
            )
    for (_, room), (first, *others) in starts.items():
        if others:
            what = "time and room" if room else "time"
            yield Finding(
                where=f"{name}: row {others[0]}",
                problem=f"{_rows(others)} the same {what} as row {first}",
                remedy="Mend the times or the rooms; one panel sees one candidate at a time.",
                severity=Severity.WARNING,
                code="candidates-slot-twice",
            )


def _rows(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return "it has"
    return f"{len(numbers)} rows ({first_few([str(n) for n in numbers], _NAMED)}) have"


def _row_of(finding: Finding) -> int:
    number = finding.where.rpartition(" row ")[2]
    return int(number) if number.isdigit() else 0


def _error(where: str, problem: str, remedy: str, code: str) -> Finding:
    return Finding(where=where, problem=problem, remedy=remedy, code=code)
