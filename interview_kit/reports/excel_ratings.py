"""The Ratings sheet: a row an answer, a column a member; figures are live formulas."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from interview_kit.reports.excel_style import Page
from interview_kit.reports.model import RatingRow, Report
from interview_kit.reports.palette import HEAT

SHEET = "Ratings"
CANDIDATE_NUMBER, COMPETENCY_NUMBER, REF, NAME, QUESTION, COMPETENCY, FIRST = range(7)
"""Columns; the two numbers are hidden and are what the Summary goes by."""
WIDE = 2


@dataclass(frozen=True, slots=True)
class RatingsRange:
    """Where the Summary finds the figures, as absolute references."""

    figures: str
    candidates: str
    competencies: str


def write_ratings(page: Page, report: Report) -> RatingsRange:
    """Write the sheet and return where its figures are."""
    members = len(report.members)
    last = FIRST + members - 1
    agreed, figure, count, spread, remark = range(last + 1, last + 6)
    heads = ["No.", "Competency no.", "Ref", "Candidate", "Question", "Competency"]
    heads += [m.person.label for m in report.members]
    heads += ["Agreed", report.combine.capitalize(), "Ratings", "Highest less lowest", "Not scored"]
    for column, head in enumerate(heads):
        page.text(0, column, head, "head")
    numbers = {p.ref: at for at, p in enumerate(report.candidates, start=1)}
    competencies = {c.id: at for at, c in enumerate(report.competencies, start=1)}
    for row, rating in enumerate(report.ratings, start=1):
        page.number(row, CANDIDATE_NUMBER, numbers[rating.candidate.ref], "muted")
        page.number(row, COMPETENCY_NUMBER, competencies[rating.competency.id], "muted")
        page.text(row, REF, rating.candidate.ref, "cell_strong")
        page.text(row, NAME, rating.candidate.name)
        page.text(row, QUESTION, rating.question.key, "centre")
        page.text(row, COMPETENCY, rating.competency.title)
        for at, score in enumerate(rating.scores):
            if score is None:
                page.text(row, FIRST + at, rating.marks[at], "centre")
            else:
                page.number(row, FIRST + at, score)
        if rating.agreed is None:
            page.text(row, agreed, "", "centre")
        else:
            page.number(row, agreed, rating.agreed)
        _formulas(page, report, rating, row, (last, agreed, figure, count, spread))
        page.text(row, remark, _not_scored(report, rating))
    bottom = max(1, len(report.ratings))
    page.sheet.conditional_format(
        1,
        spread,
        bottom,
        spread,
        {"type": "cell", "criteria": ">=", "value": WIDE, "format": page.formats["apart"]},
    )
    page.widths(4, 4, 8, 22, 10, 30, *([14] * members), 9, 9, 9, 12, 30)
    page.sheet.set_column(CANDIDATE_NUMBER, COMPETENCY_NUMBER, 4, None, {"hidden": True})
    page.sheet.freeze_panes(1, FIRST)
    page.sheet.autofilter(0, REF, bottom, remark)
    page.sheet.repeat_rows(0)
    return RatingsRange(
        *(
            f"{SHEET}!{xl_range_abs(1, column, bottom, column)}"
            for column in (figure, CANDIDATE_NUMBER, COMPETENCY_NUMBER)
        )
    )


def _formulas(page: Page, report: Report, rating: RatingRow, row: int, at: tuple[int, ...]) -> None:
    last, agreed, figure, count, spread = at
    cells = f"{xl_rowcol_to_cell(row, FIRST)}:{xl_rowcol_to_cell(row, last)}"
    settled = xl_rowcol_to_cell(row, agreed)
    combine = "MEDIAN" if report.combine == "median" else "AVERAGE"
    value = "" if rating.value is None else float(rating.value)
    formula = f'=IF(ISNUMBER({settled}),{settled},IF(COUNT({cells})=0,"",{combine}({cells})))'
    page.formula(row, figure, formula, value, "figure")
    known = [s for s in rating.scores if s is not None]
    page.formula(row, count, f"=COUNT({cells})", len(known), "centre")
    apart = max(known) - min(known) if known else ""
    page.formula(row, spread, f'=IF(COUNT({cells})=0,"",MAX({cells})-MIN({cells}))', apart, "centre")


def _not_scored(report: Report, rating: RatingRow) -> str:
    return "; ".join(
        f"{m.person.ref} {mark}"
        for m, mark in zip(report.members, rating.marks, strict=True)
        if mark != "scored"
    )


def extra_styles() -> dict[str, dict[str, object]]:
    """Return the formats that only conditions use."""
    return {"apart": {"bold": True, "bg_color": f"#{HEAT[2]}"}}
