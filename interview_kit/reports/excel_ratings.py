"""The Ratings sheet: a row an answer, a column a member; figures are live formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from interview_kit.reports.excel_heat import shade
from interview_kit.reports.excel_page import Page
from interview_kit.reports.model import APART, RatingRow, Report

SHEET: Final = "Ratings"
CANDIDATE_NUMBER, COMPETENCY_NUMBER, REF, NAME, QUESTION, COMPETENCY, FIRST = range(7)
"""Columns; the two numbers are hidden and are what the Summary goes by."""
WIDE: Final = 2


@dataclass(frozen=True, slots=True)
class RatingsRange:
    """Where the Summary finds the figures, as absolute references."""

    figures: str
    candidates: str
    competencies: str


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns behind the members'."""

    members: int

    @property
    def last(self) -> int:
        """The last member's."""
        return FIRST + self.members - 1

    @property
    def agreed(self) -> int:
        """The agreed score."""
        return self.last + 1

    @property
    def figure(self) -> int:
        """The panel's mean or median, or the agreed score."""
        return self.last + 2

    @property
    def count(self) -> int:
        """How many scored."""
        return self.last + 3

    @property
    def spread(self) -> int:
        """How far the scores are apart."""
        return self.last + 4

    @property
    def remark(self) -> int:
        """Who did not score."""
        return self.last + 5


def widths(report: Report) -> tuple[float, ...]:
    """Return the widths of the columns."""
    return (4, 4, 7, 19, 11, 30, *([12.0] * len(report.members)), 10, 10, 10, 11, 24)


def write_ratings(page: Page, report: Report) -> RatingsRange:
    """Write the sheet and return where its figures are."""
    at = _Columns(len(report.members))
    page.opening(report, "Ratings", _note(report))
    heads = page.row
    _write_heads(page, report, heads)
    numbers = {p.ref: n for n, p in enumerate(report.candidates, start=1)}
    competencies = {c.id: n for n, c in enumerate(report.competencies, start=1)}
    first = heads + 1
    for row, rating in enumerate(report.ratings, start=first):
        page.number(row, CANDIDATE_NUMBER, numbers[rating.candidate.ref])
        page.number(row, COMPETENCY_NUMBER, competencies[rating.competency.id])
        _write_row(page, report, rating, row, at)
    bottom = max(first, heads + len(report.ratings))
    shade(page, report, (first, FIRST, bottom, at.last))
    shade(page, report, (first, at.figure, bottom, at.figure))
    wide = {"type": "cell", "criteria": ">=", "value": WIDE, "format": page.formats["apart"]}
    page.sheet.conditional_format(first, at.spread, bottom, at.spread, wide)
    page.part_candidates(first, bottom, REF)
    page.sheet.freeze_panes(first, QUESTION)
    page.sheet.autofilter(heads, REF, bottom, at.remark)
    page.sheet.repeat_rows(heads)
    page.finish()
    return RatingsRange(
        *(
            f"{SHEET}!{xl_range_abs(first, column, bottom, column)}"
            for column in (at.figure, CANDIDATE_NUMBER, COMPETENCY_NUMBER)
        )
    )


def _note(report: Report) -> str:
    basis = (
        ", or the agreed score where there is one"
        if report.agreed_basis
        else "; agreed scores do not change it"
    )
    return (
        f"Every score by question and member. {report.combine.capitalize()}: of the panel{basis}. "
        f"Darker is higher ({report.heat.ramp}). {APART}: two or more apart."
    )


def _write_heads(page: Page, report: Report, row: int) -> None:
    heads = ["No.", "Competency no.", "Ref", "Candidate", "Question", "Competency"]
    heads += [m.person.label for m in report.members]
    heads += ["Agreed", report.combine.capitalize(), "Ratings", "Highest less lowest", "Not scored"]
    left = (REF, NAME, COMPETENCY, len(heads) - 1)
    for column, head in enumerate(heads):
        style = "head" if column in left else "head_centre"
        page.text(row, column, head, style, button=column >= REF)


def _write_row(page: Page, report: Report, rating: RatingRow, row: int, at: _Columns) -> None:
    page.text(row, REF, rating.candidate.ref, "middle_strong")
    page.text(row, NAME, rating.candidate.name, "middle")
    page.text(row, QUESTION, rating.question.key, "centre")
    page.text(row, COMPETENCY, rating.competency.title, "middle")
    for number, score in enumerate(rating.scores):
        if score is None:
            page.text(row, FIRST + number, rating.marks[number], "gap")
        else:
            page.number(row, FIRST + number, score)
    if rating.agreed is None:
        page.text(row, at.agreed, "", "centre")
    else:
        page.number(row, at.agreed, rating.agreed)
    _formulas(page, report, rating, row, at)
    page.text(row, at.remark, _not_scored(report, rating), "middle")


def _formulas(page: Page, report: Report, rating: RatingRow, row: int, at: _Columns) -> None:
    cells = f"{xl_rowcol_to_cell(row, FIRST)}:{xl_rowcol_to_cell(row, at.last)}"
    settled = xl_rowcol_to_cell(row, at.agreed)
    combine = "MEDIAN" if report.combine == "median" else "AVERAGE"
    value = "" if rating.value is None else float(rating.value)
    figure = f'IF(COUNT({cells})=0,"",{combine}({cells}))'
    formula = f"=IF(ISNUMBER({settled}),{settled},{figure})" if report.agreed_basis else f"={figure}"
    page.formula(row, at.figure, formula, value, "number")
    known = [s for s in rating.scores if s is not None]
    page.formula(row, at.count, f"=COUNT({cells})", len(known), "centre")
    apart = max(known) - min(known) if known else ""
    spread = f'=IF(COUNT({cells})=0,"",MAX({cells})-MIN({cells}))'
    page.formula(row, at.spread, spread, apart, "centre")


def _not_scored(report: Report, rating: RatingRow) -> str:
    return "; ".join(
        f"{m.person.ref} {mark}"
        for m, mark in zip(report.members, rating.marks, strict=True)
        if mark != "scored"
    )
