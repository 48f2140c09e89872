"""Selection by group as a small workbook, one sheet, texts and numbers only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from interview_kit.reports.excel_style import FONT, STYLES
from interview_kit.reports.fairness import HEADS, FairnessReport, FairnessTable
from interview_kit.workbook import TEXTS_ONLY

_WIDTHS = (28, 12, 10, 9, 20, 16, 20)
_LAST = len(_WIDTHS) - 1


def render_fairness_excel(report: FairnessReport) -> bytes:
    """Return the workbook; what people wrote is only ever text."""
    target = BytesIO()
    book = Workbook(target, TEXTS_ONLY | {"default_format_properties": dict(FONT)})
    book.set_properties({"title": "Selection by group", "author": "interview-kit"})
    formats = {name: book.add_format(STYLES[name]) for name in ("title", "heading", "plain", "head", "cell")}
    sheet = book.add_worksheet("Selection by group")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    row = 0

    def line(text: str, style: str, height: float) -> None:
        nonlocal row
        sheet.merge_range(row, 0, row, _LAST, "", formats[style])
        sheet.write_string(row, 0, text, formats[style])
        sheet.set_row(row, height)
        row += 1

    line("Selection by group", "title", 28)
    line(report.heading, "plain", 30)
    line(f"Selected means: {report.outcome}", "plain", 16)
    for table in report.tables:
        row += 1
        line(table.characteristic, "heading", 20)
        row = _write_table(sheet, formats, table, row)
        if table.note:
            line(table.note, "plain", 16)
    row += 1
    for note in report.notes:
        line(note, "plain", 30)
    book.close()
    return target.getvalue()


def _write_table(sheet: Any, formats: Mapping[str, Any], table: FairnessTable, row: int) -> int:  # noqa: ANN401 - XlsxWriter has no types
    """Write a characteristic's rows under their heads and return the next free row."""
    if not table.rows:
        return row
    for at, head in enumerate(HEADS):
        sheet.write_string(row, at, head.rstrip(">"), formats["head"])
    for below, one in enumerate(table.rows, start=row + 1):
        for at, text in enumerate(astuple(one)):
            if at and text.isascii() and text.isdecimal():
                sheet.write_number(below, at, int(text), formats["cell"])
            else:
                sheet.write_string(below, at, text, formats["cell"])
    return row + 1 + len(table.rows)
