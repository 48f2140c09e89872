"""Excel workbooks to rows; a formula is never computed, only its stored value taken."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview_kit.errors import Finding
from interview_kit.workbook.package import OPEN_AND_SAVE, check_package, hidden_rows
from interview_kit.workbook.table import MAX_COLUMNS, MAX_ROWS, Cell, Row

if TYPE_CHECKING:
    from openpyxl import Workbook


@dataclass
class Sheet:
    """The rows of a sheet that are not blank, and where its formulas and error values stand."""

    rows: list[Row] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    """Row number and column (from 0) of each formula."""
    errors: set[tuple[int, int]] = field(default_factory=set)
    """Row number and column of each spreadsheet error, such as ``#N/A``."""

    @property
    def without_value(self) -> set[tuple[int, int]]:
        """Where a formula stands without a stored value."""
        stored = {
            (row.number, n) for row in self.rows for n, cell in enumerate(row.cells) if cell is not None
        }
        return self.formulas - stored


def read_sheets(
    data: bytes, name: str, *, max_rows: int = MAX_ROWS
) -> tuple[dict[str, Sheet], list[Finding]]:
    """Return the visible sheets of a workbook by title, or why it is not read.

    Args:
        data: the bytes of the file.
        name: what findings call it.
        max_rows: rows up to which a sheet may reach.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - a quarter of a second, and most lists are CSV

    if refused := check_package(data, name, max_rows=max_rows):
        return {}, refused
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl warns of styles and extensions that no list has use for
            values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            return _sheets(data, values, formulas, max_rows), []
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a damaged part makes it stumble over
        return {}, [
            Finding(
                where=name,
                problem="the workbook cannot be read",
                remedy=OPEN_AND_SAVE,
                code="not-a-workbook",
            )
        ]


def _sheets(data: bytes, values: Workbook, formulas: Workbook, max_rows: int) -> dict[str, Sheet]:
    found: dict[str, Sheet] = {}
    try:
        for sheet, written in zip(values.worksheets, formulas.worksheets, strict=True):
            if sheet.sheet_state != "visible":
                continue
            into = found.setdefault(sheet.title, Sheet())
            hidden = hidden_rows(data, vars(sheet)["_worksheet_path"])  # said nowhere else
            for number, cells in enumerate(sheet.iter_rows(max_row=max_rows, max_col=MAX_COLUMNS), 1):
                into.errors |= {(number, n) for n, cell in enumerate(cells) if cell.data_type == "e"}
                row = Row(
                    number,
                    tuple(_cell(cell.value) for cell in cells),
                    is_hidden=number in hidden,
                    is_struck=any(cell.font.strike for cell in cells if cell.value is not None),
                )
                if not row.is_blank:
                    into.rows.append(row)
            for number, cells in enumerate(written.iter_rows(max_row=max_rows, max_col=MAX_COLUMNS), 1):
                into.formulas |= {(number, n) for n, cell in enumerate(cells) if cell.data_type == "f"}
    finally:
        values.close()
        formulas.close()
    return found


def _cell(value: object) -> Cell:
    """Return a cell's value; anything that is no text, number, date or time as text."""
    return value if value is None or isinstance(value, Cell) else str(value)
