"""Excel workbooks that people send in, read as hostile input: checked as packages, then read as rows."""

from __future__ import annotations

from interview_kit.workbook.package import is_workbook
from interview_kit.workbook.sheets import Sheet, read_sheets
from interview_kit.workbook.table import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Cell, Row

__all__ = ["MAX_BYTES", "MAX_COLUMNS", "MAX_ROWS", "Cell", "Row", "Sheet", "is_workbook", "read_sheets"]
