"""The comparison as a workbook in which weights can be tried."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from xlsxwriter import Workbook

from interview_kit.reports import excel_ratings, excel_summary
from interview_kit.reports.excel_ratings import write_ratings
from interview_kit.reports.excel_style import STYLES, Page
from interview_kit.reports.excel_summary import write_summary
from interview_kit.reports.excel_texts import write_agreement, write_evidence, write_method
from interview_kit.reports.model import Report

A4 = 9
HEADER_LIMIT = 255
"""Characters that a page header or footer can hold."""
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def render_excel(report: Report) -> bytes:
    """Return the workbook: Summary, Ratings, Evidence, Agreement, Method.

    What people wrote is only ever text; formulas are the kit's own and name cells, never texts.
    The same report gives the same bytes.
    """
    target = BytesIO()
    book = Workbook(target, OPTIONS)
    made = dt.datetime.fromisoformat(report.made_at_iso)
    book.set_properties({"title": report.running_head, "author": "interview-kit", "created": made})
    styles = STYLES | excel_summary.extra_styles() | excel_ratings.extra_styles()
    formats = {name: book.add_format(style) for name, style in styles.items()}
    pages = {}
    for name in ("Summary", "Ratings", "Evidence", "Agreement", "Method"):
        sheet = book.add_worksheet(name)
        _print_setup(sheet, report)
        pages[name] = Page(sheet, formats)
    write_summary(pages["Summary"], report, write_ratings(pages["Ratings"], report))
    write_evidence(pages["Evidence"], report)
    write_agreement(pages["Agreement"], report)
    write_method(pages["Method"], report)
    book.close()
    return target.getvalue()


def _print_setup(sheet: object, report: Report) -> None:
    page = Page(sheet, {}).sheet
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
    page.hide_gridlines(2)
    page.set_header(_band(report.running_head, f"{report.confidential.strong}: {report.confidential.rest}"))
    page.set_footer(_band(report.running_foot, "Page &P of &N", codes=True))


def _band(left: str, right: str, *, codes: bool = False) -> str:
    """Return a header or footer; an ampersand in a text is doubled so that it stays one."""
    end = f"&R&8{right if codes else right.replace('&', '&&')}"
    start = f"&L&8 {left.replace('&', '&&')}"
    return start[: HEADER_LIMIT - len(end)].rstrip("&") + end
