"""The list of candidates in an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator

from interview_kit.campaign_folder.columns import find_header
from interview_kit.errors import Finding, Severity
from interview_kit.workbook import Row, Sheet, read_sheets


def read_xlsx(data: bytes, name: str) -> tuple[list[Row], list[Finding]]:
    """Return the rows of the first visible sheet that has a header, and findings."""
    sheets, refused = read_sheets(data, name)
    if refused:
        return [], refused
    listed = [title for title, sheet in sheets.items() if find_header(sheet.rows, name) is not None]
    if not listed:
        return next((sheet.rows for sheet in sheets.values() if sheet.rows), []), []
    sheet = sheets[listed[0]]
    findings = [*_two_sheets(listed, name), *_formulas(sheet, name)]
    findings += (
        Finding(
            where=f"{name}: row {row}",
            problem="a spreadsheet error (such as #N/A) stands in a cell",
            remedy="Type the value itself into the cell.",
            code="candidates-cell-error",
        )
        for row in sorted({row for row, _ in sheet.errors})
    )
    return sheet.rows, findings


def _two_sheets(listed: list[str], name: str) -> Iterator[Finding]:
    if len(listed) > 1:
        yield Finding(
            where=name,
            problem=f"more than one sheet has a list of candidates: {', '.join(listed)}",
            remedy="Keep one list in the workbook, and delete or hide the other sheets.",
            code="candidates-two-sheets",
        )


def _formulas(sheet: Sheet, name: str) -> Iterator[Finding]:
    """Yield a finding for each row with formulas: a warning where each has a stored value."""
    lost = {row for row, _ in sheet.without_value}
    for number in sorted({row for row, _ in sheet.formulas}):
        yield Finding(
            where=f"{name}: row {number}",
            problem="a formula stands there without a stored value"
            if number in lost
            else "a formula stands there; its stored value is taken",
            remedy="Type the value itself in place of the formula.",
            severity=Severity.ERROR if number in lost else Severity.WARNING,
            code="candidates-formula-without-value" if number in lost else "candidates-formula",
        )
