"""Excel workbooks to rows; a formula is never computed, only its stored value taken."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import Workbook, load_workbook

from interview_kit.campaign_folder.columns import find_header
from interview_kit.campaign_folder.table import MAX_COLUMNS, MAX_ROWS, Cell, Row
from interview_kit.campaign_folder.xlsx_package import check_package
from interview_kit.errors import Finding, Severity


def read_xlsx(data: bytes, name: str) -> tuple[list[Row], list[Finding]]:
    """Return the rows of the first visible sheet that has a header, and findings."""
    if refused := check_package(data, name):
        return [], refused
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl warns of styles and extensions that a list has no use for
            values = _sheets(load_workbook(io.BytesIO(data), read_only=True, data_only=True))
            formulas = _sheets(load_workbook(io.BytesIO(data), read_only=True, data_only=False))
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a damaged part makes it stumble over
        return [], [
            Finding(
                where=name,
                problem="the workbook cannot be read",
                remedy="Open it in Excel or LibreOffice, save it as a new .xlsx file, and use that.",
                code="candidates-not-xlsx",
            )
        ]
    listed = [title for title, sheet in values.items() if find_header(sheet.rows, name) is not None]
    if not listed:
        return next((sheet.rows for sheet in values.values() if sheet.rows), []), []
    sheet = values[listed[0]]
    findings = [*_two_sheets(listed, name), *_formulas(sheet, formulas[listed[0]], name)]
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


@dataclass
class _Sheet:
    """The rows of a sheet that are not blank, and where its formulas and error values stand."""

    rows: list[Row] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)


def _sheets(workbook: Workbook) -> dict[str, _Sheet]:
    """Return the visible sheets by title."""
    found: dict[str, _Sheet] = {}
    try:
        for sheet in workbook.worksheets:
            if sheet.sheet_state != "visible":
                continue
            into = found.setdefault(sheet.title, _Sheet())
            for number, cells in enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS), 1):
                into.formulas |= {(number, n) for n, cell in enumerate(cells) if cell.data_type == "f"}
                into.errors |= {(number, n) for n, cell in enumerate(cells) if cell.data_type == "e"}
                row = Row(number, tuple(_cell(cell.value) for cell in cells))
                if not row.is_blank:
                    into.rows.append(row)
    finally:
        workbook.close()
    return found


def _cell(value: object) -> Cell:
    """Return a cell's value; anything that is no text, number, date or time as text."""
    return value if value is None or isinstance(value, Cell) else str(value)


def _two_sheets(listed: list[str], name: str) -> Iterator[Finding]:
    if len(listed) > 1:
        yield Finding(
            where=name,
            problem=f"more than one sheet has a list of candidates: {', '.join(listed)}",
            remedy="Keep one list in the workbook, and delete or hide the other sheets.",
            code="candidates-two-sheets",
        )


def _formulas(values: _Sheet, formulas: _Sheet, name: str) -> Iterator[Finding]:
    """Yield a finding for each row with formulas: a warning where each has a stored value."""
    stored = {(row.number, n) for row in values.rows for n, cell in enumerate(row.cells) if cell is not None}
    for number in sorted({row for row, _ in formulas.formulas}):
        lost = {place for place in formulas.formulas if place[0] == number} - stored
        yield Finding(
            where=f"{name}: row {number}",
            problem="a formula stands there without a stored value"
            if lost
            else "a formula stands there; its stored value is taken",
            remedy="Type the value itself in place of the formula.",
            severity=Severity.ERROR if lost else Severity.WARNING,
            code="candidates-formula-without-value" if lost else "candidates-formula",
        )
