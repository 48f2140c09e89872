"""The entry workbook: one Excel file in which scores given on paper are keyed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from interview_kit.documents.entry_layout import (
    ANSWER,
    HEADS,
    HEARD,
    KEYED_BY,
    NO,
    WORDS,
    YES,
    person,
    row_key,
)
from interview_kit.documents.layout import D_INTEREST, INTEREST_ITEMS, Z_DATE, Z_NOTES, Z_OWN, score_items
from interview_kit.documents.sheet_wording import behaviours
from interview_kit.domain.campaign import Campaign, PanelMember
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan, PlannedQuestion
from interview_kit.domain.typography import typographic
from interview_kit.workbook import TEXTS_ONLY

_FONT: Final = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
_LINED: Final = {**_FONT, "border": 1, "border_color": "#C3CBD4"}
_TYPED: Final = {**_LINED, "locked": False, "bg_color": "#FFFFFF"}
_STYLES: Final[dict[str, dict[str, object]]] = {
    "title": {**_FONT, "bold": True, "font_size": 16, "font_color": "#1B3A5C", "text_wrap": False},
    "plain": {**_FONT, "text_wrap": False},
    "head": {**_LINED, "bold": True, "font_color": "#1B3A5C", "bg_color": "#E4EBF3"},
    "key": {**_LINED, "font_size": 8, "font_color": "#4F5B67", "bg_color": "#F3F6F9"},
    "read": {**_LINED, "bg_color": "#F3F6F9"},
    "strong": {**_LINED, "bg_color": "#F3F6F9", "bold": True},
    "typed": _TYPED,
    "answer": {**_TYPED, "bold": True},
    "name": {**_TYPED, "border": 2, "border_color": "#1B3A5C", "bold": True},
}
_ROW, _QUESTION_ROW = 16, 44
"""Points that a row is high; a question's holds three lines."""
_WIDTHS: Final = (16, 22, 52, 30, 18, 70)
_A4: Final = 9
_LEAD: Final = 90
"""Characters of a lead that are enough to know it by."""
_FIRST: Final = " first"
"""Ends the names of the styles in a candidate's first row, which has a rule above it."""
_LISTS: Final = "Lists"
_ANSWERS: Final = ("score", "interest", "alone")
_HOW: Final = (
    "For score sheets filled in on paper. White cells are for typing; each answer has a list to choose from.",
    "Type the ids of the behaviours ticked, such as e2 e4 i1. Leave a candidate blank whose sheet is not back.",
    "Then save this file in the campaign's folder “returned”, and run collect. Keep the paper.",
)


def compose_entry_workbook(plan: Plan, campaign: Campaign, issued: Sequence[Issued]) -> bytes:
    """Return the workbook: a sheet for each panel member, with a block of rows for each candidate.

    Every block carries the reference of the member's own score sheet, so that what is keyed is held against
    what was issued. All but the cells for typing are locked, without a password. The same campaign gives the
    same bytes.

    Args:
        plan: the frozen plan.
        campaign: whose panel gives the sheets, in its order.
        issued: the score sheets of the pack, in the order in which they are to be keyed.
    """
    target = BytesIO()
    book = Workbook(target, TEXTS_ONLY)
    book.set_properties(
        {
            "title": f"Entry workbook · {plan.role.title} · {plan.campaign}",
            "author": "interview-kit",
            "created": dt.datetime.combine(campaign.dates.interviews_from, dt.time(), tzinfo=dt.UTC).replace(
                tzinfo=None
            ),
        }
    )
    formats = {name: book.add_format(style) for name, style in _STYLES.items()}
    formats |= {
        f"{name}{_FIRST}": book.add_format({**style, "top": 5, "top_color": "#1B3A5C"})
        for name, style in _STYLES.items()
    }
    sheets = [book.add_worksheet(_title(member)) for member in campaign.panel]
    lists = _write_lists(book, plan)
    for sheet, member in zip(sheets, campaign.panel, strict=True):
        own = [one for one in issued if one.member == member.ref]
        _MemberSheet(sheet, formats, plan, lists).write(member, own)
    book.close()
    return target.getvalue()


def _title(member: PanelMember) -> str:
    """Return the name of a member's sheet: Excel allows 31 characters and not all of them."""
    plain = "".join(c for c in person(member.ref, member.name) if c not in "[]:*?/\\").strip("' ")
    return plain[:31].rstrip("' ")


def _write_lists(book: Any, plan: Plan) -> dict[str, str]:  # noqa: ANN401 - XlsxWriter has no types
    """Write the answers to choose from on a hidden sheet, and return where each list stands.

    A list inside a cell's own rule could not hold a label with a comma, nor more than 255 characters.
    """
    sheet = book.add_worksheet(_LISTS)
    sheet.hide()
    columns = (
        [item.text for item in score_items(plan.scale)],
        [item.text for item in INTEREST_ITEMS],
        [YES, NO],
    )
    places = {}
    for column, (name, texts) in enumerate(zip(_ANSWERS, columns, strict=True)):
        for row, text in enumerate(texts):
            sheet.write_string(row, column, text)
        letter = chr(ord("A") + column)
        places[name] = f"={_LISTS}!${letter}$1:${letter}${len(texts)}"
    return places


class _MemberSheet:
    """One panel member's sheet."""

    def __init__(self, sheet: Any, formats: dict[str, Any], plan: Plan, lists: dict[str, str]) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self._sheet = sheet
        self._formats = formats
        self._plan = plan
        self._lists = lists
        self._row = 0
        self._style_of_row = ""

    def write(self, member: PanelMember, issued: Sequence[Issued]) -> None:
        sheet = self._sheet
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_row(0, 26)
        self._line("title", f"Scores of {person(member.ref, member.name)}, keyed from paper")
        for said in _HOW:
            self._line("plain", said)
        self._text(0, KEYED_BY, "strong")
        self._text(1, "", "name")
        self._row += 2
        for column, head in enumerate(HEADS):
            self._text(column, head, "head")
        self._row += 1
        sheet.freeze_panes(self._row, 3)
        sheet.repeat_rows(self._row - 1)
        for one in issued:
            self._block(one)
        sheet.protect("", {"format_rows": True, "format_columns": True, "autofilter": True})
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(
            f"&L&8{self._plan.role.title.replace('&', '&&')} · {self._plan.campaign} · Confidential&R&8&A · page &P of &N"
        )

    def _block(self, one: Issued) -> None:
        """Write one candidate's rows: the declaration, each question, how and when it was scored, notes."""
        self._style_of_row = _FIRST
        self._field(one, D_INTEREST, "Knows the candidate, or has any other interest?", "interest")
        for question in self._plan.questions:
            self._question(one, question)
        self._field(one, Z_OWN, "Scored alone, before any discussion", "alone")
        self._field(one, Z_DATE, "Date finished, such as 12 March 2026", None)
        self._field(one, Z_NOTES, "Notes that are not scored", None)

    def _question(self, one: Issued, question: PlannedQuestion) -> None:
        lead = typographic(question.question.lead)
        short = lead if len(lead) <= _LEAD else lead[: lead.rfind(" ", 0, _LEAD)] + " …"
        ids = " ".join(i.id for i in behaviours(question))
        self._field(one, question.key, f"{question.key}  {short}\nBehaviours: {ids}", "score", "strong")

    def _field(self, one: Issued, row: str, what: str, answers: str | None, style: str = "read") -> None:
        """Write a row; without a list to choose from, its answer is typed."""
        scored = answers == "score"
        self._sheet.set_row(self._row, _QUESTION_ROW if scored else _ROW)
        self._text(0, row_key(one.reference, row), "key")
        self._text(1, person(one.candidate, one.candidate_name), "read")
        self._text(2, what, style)
        self._text(ANSWER, "", "answer" if row != Z_NOTES else "read")
        self._text(HEARD, "", "typed" if scored else "read")
        self._text(WORDS, "", "typed" if scored or row in (D_INTEREST, Z_NOTES) else "read")
        if answers is not None:
            self._sheet.data_validation(
                self._row,
                ANSWER,
                self._row,
                ANSWER,
                {
                    "validate": "list",
                    "source": self._lists[answers],
                    "error_title": "Not on the list",
                    "error_message": "Choose an answer from the list, or leave the cell blank.",
                },
            )
        self._row += 1
        self._style_of_row = ""

    def _line(self, style: str, text: str) -> None:
        self._text(0, text, style)
        self._row += 1

    def _text(self, column: int, text: str, style: str) -> None:
        """Write text as text; people's words are never a formula."""
        if text:
            self._sheet.write_string(self._row, column, text, self._formats[style + self._style_of_row])
        else:
            self._sheet.write_blank(self._row, column, None, self._formats[style + self._style_of_row])
