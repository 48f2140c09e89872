"""Excel workbooks and CSV files: those that people send in, read as hostile input, and how those are written that go out."""

from __future__ import annotations

from interview_kit.workbook.csv_rows import guard, read_csv
from interview_kit.workbook.package import is_workbook
from interview_kit.workbook.sheets import Sheet, read_sheets
from interview_kit.workbook.table import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Row,
    doubtful_rows,
    plain_header,
)
from interview_kit.workbook.written import TEXTS_ONLY

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "TEXTS_ONLY",
    "Cell",
    "Row",
    "Sheet",
    "doubtful_rows",
    "guard",
    "is_workbook",
    "plain_header",
    "read_csv",
    "read_sheets",
]
