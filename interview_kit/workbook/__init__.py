"""Excel workbooks: those that people send in, read as hostile input, and how those are written that go out."""

from __future__ import annotations

from interview_kit.workbook.package import is_workbook
from interview_kit.workbook.sheets import Sheet, read_sheets
from interview_kit.workbook.table import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Cell, Row
from interview_kit.workbook.written import TEXTS_ONLY

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "TEXTS_ONLY",
    "Cell",
    "Row",
    "Sheet",
    "is_workbook",
    "read_sheets",
]
