"""The comparison as a workbook in which weights can be tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from interview_kit.reports import excel_grid, excel_ratings, excel_summary, excel_texts
from interview_kit.reports.excel_page import Page
from interview_kit.reports.excel_style import FONT, STYLES
from interview_kit.reports.model import Report
from interview_kit.reports.palette import HEAT, NAVY
from interview_kit.workbook import TEXTS_ONLY

A4: Final = 9
HEADER_LIMIT: Final = 255
"""Characters that a page header or footer can hold."""
_SMALL: Final = '&8&"Arial,Regular"'


def render_excel(report: Report) -> bytes:
    """Return the workbook: Summary, Ratings, Evidence, Agreement, Method.

    What people wrote is only ever text; formulas are the kit's own and name cells, never texts.
    The same report gives the same bytes.
    """
    target = BytesIO()
    book = Workbook(target, TEXTS_ONLY | {"default_format_properties": dict(FONT)})  # which it changes
    _properties(book, report)
    formats = {name: book.add_format(style) for name, style in STYLES.items()}
    widths: dict[str, Callable[[Report], tuple[float, ...]]] = {
        "Summary": excel_summary.widths,
        "Ratings": excel_ratings.widths,
        "Evidence": excel_texts.evidence_widths,
        "Agreement": excel_texts.agreement_widths,
        "Method": excel_texts.method_widths,
    }
    left = {"Summary": excel_grid.PLACE, "Ratings": excel_ratings.REF}
    pages = {}
    for name, needed in widths.items():
        sheet = book.add_worksheet(name)
        sheet.set_tab_color(f"#{NAVY if name == 'Summary' else HEAT[3]}")
        _print_setup(sheet, report)
        pages[name] = Page(sheet, formats, needed(report), left.get(name, 0))
    ratings = excel_ratings.write_ratings(pages["Ratings"], report)
    excel_summary.write_summary(pages["Summary"], report, ratings)
    excel_texts.write_evidence(pages["Evidence"], report)
    excel_texts.write_agreement(pages["Agreement"], report)
    excel_texts.write_method(pages["Method"], report)
    book.close()
    return target.getvalue()


def _properties(book: Workbook, report: Report) -> None:
    """Say what the file is, so that it can be told apart in a list of files."""
    confidential = f"{report.confidential.strong}: {report.confidential.rest}."
    book.set_properties(
        {
            "title": report.running_head,
            "subject": report.subtitle,
            "author": "interview-kit",
            "category": report.title,
            "comments": " ".join(
                part for part in (report.example, confidential, report.running_foot) if part
            ),
            "created": dt.datetime.fromisoformat(report.made_at_iso),
        }
    )
    book.set_custom_property("kit-made-at", report.made_at_iso, "text")


def _print_setup(sheet: Any, report: Report) -> None:  # noqa: ANN401 - XlsxWriter has no types
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    sheet.hide_gridlines(2)
    head = f"{report.running_head}\n{report.example}" if report.example else report.running_head
    sheet.set_header(_band(head, f"{report.confidential.strong}: {report.confidential.rest}"))
    sheet.set_footer(_band(report.running_foot, "&A · page &P of &N", codes=True))


def _band(left: str, right: str, *, codes: bool = False) -> str:
    """Return a header or footer; an ampersand in a text is doubled so that it stays one."""
    end = f"&R{_SMALL}{right if codes else right.replace('&', '&&')}"
    start = f"&L{_SMALL}{left.replace('&', '&&')}"
    return start[: HEADER_LIMIT - len(end)].rstrip("&") + end
