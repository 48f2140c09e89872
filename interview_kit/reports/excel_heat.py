"""Heat colours as conditions, so that they follow the figures."""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from interview_kit.reports.excel_page import Page
from interview_kit.reports.model import Report
from interview_kit.reports.palette import HEAT

DECIMALS: Final = 9
"""Figures are rounded so far down that only equal ones are equal."""

Area = tuple[int, int, int, int]


def shade(page: Page, report: Report, area: Area, *, minimums: int | None = None) -> None:
    """Colour figures as the heat map does; one below its minimum, in that row, is bold.

    One condition decides each cell alone, because LibreOffice lets only the first that is met apply.
    """
    first, left, *_ = area
    cell = xl_rowcol_to_cell(first, left)
    step = (report.highest - report.lowest) / len(HEAT)
    for at in reversed(range(len(HEAT))):
        least = round(report.lowest + at * step, DECIMALS)
        reached = f"ISNUMBER({cell}),ROUND({cell},{DECIMALS})>={least!r}"
        if minimums is not None:
            minimum = xl_rowcol_to_cell(minimums, left, row_abs=True)
            below = f"ISNUMBER({minimum}),ROUND({cell},{DECIMALS})<ROUND({minimum},{DECIMALS})"
            _when(page, area, f"=AND({reached},{below})", f"heat{at}_below")
        _when(page, area, f"=AND({reached})", f"heat{at}")


def _when(page: Page, area: Area, criteria: str, style: str) -> None:
    page.sheet.conditional_format(
        *area,
        {
            "type": "formula",
            "criteria": criteria,
            "format": page.formats[style],
            "stop_if_true": True,
        },
    )
