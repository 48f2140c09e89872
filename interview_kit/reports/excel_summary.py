"""The Summary sheet: weights that can be changed, with totals and places that follow."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from interview_kit.reports.excel_ratings import RatingsRange
from interview_kit.reports.excel_style import Page
from interview_kit.reports.model import Report
from interview_kit.reports.palette import HEAT, HEAT_TEXT, INEFFECTIVE

NUMBER, PLACE, REF, NAME, FIRST = 0, 1, 2, 3, 4
"""Columns: the candidate's number (hidden), place, ref, name, then the competencies."""
DECIMALS = 9
"""Totals are rounded so far down that only equal ones are equal."""
_HOW = (
    "Change a weight in the framed cells: totals and the places beside them follow. "
    "Outcomes and minimums stay as reported."
)
_BY_TOTAL = "“Place with these weights” goes by total alone: equal totals share a place."


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where everything stands on the sheet."""

    numbers: int
    """The hidden row of competency numbers; weights, minimums and heads stand below it."""
    competencies: int
    candidates: int

    @property
    def weights(self) -> int:
        """Row of the weights."""
        return self.numbers + 1

    @property
    def minimums(self) -> int:
        """Row of the minimums."""
        return self.numbers + 2

    @property
    def heads(self) -> int:
        """Row of the heads."""
        return self.numbers + 3

    @property
    def first(self) -> int:
        """Row of the first candidate."""
        return self.numbers + 4

    @property
    def bottom(self) -> int:
        """Row of the last candidate."""
        return self.first + self.candidates - 1

    @property
    def last(self) -> int:
        """Column of the last competency; total, live place, ratings, minimums, certainty and outcome follow."""
        return FIRST + self.competencies - 1

    @property
    def total(self) -> int:
        """Column of the live totals."""
        return self.last + 1

    @property
    def outcome(self) -> int:
        """Column of the outcomes."""
        return self.last + 6

    def column(self, column: int) -> str:
        """Return one column of all candidates, as an absolute reference."""
        return str(xl_range_abs(self.first, column, self.bottom, column))


def write_summary(page: Page, report: Report, ratings: RatingsRange) -> None:
    """Write the sheet; its formulas read the Ratings sheet by candidate and competency number."""
    page.line(report.title, "title")
    page.line(report.subtitle, "muted")
    page.line(report.confidential)
    if report.example:
        page.line(report.example, "strong")
    for said in report.in_short:
        page.line(said)
    page.row += 1
    page.line(_HOW, "muted")
    grid = _Grid(page.row, len(report.competencies), len(report.figures))
    _write_heads(page, report, grid)
    for at in range(grid.candidates):
        _write_candidate(page, report, ratings, grid, at)
    _shade(page, report, (grid.first, FIRST, grid.bottom, grid.last), grid.minimums)
    page.row = grid.bottom + 1
    for note in (report.merit_note, _BY_TOTAL):
        if note:
            page.line(note, "muted")
    _lay_out(page, grid)


def _write_heads(page: Page, report: Report, grid: _Grid) -> None:
    page.text(grid.weights, NAME, "Weight", "head")
    page.text(grid.minimums, NAME, "Minimum", "head")
    titles = ["No.", "Place", "Ref", "Candidate", *(c.title for c in report.competencies)]
    titles += [
        "Total",
        "Place with these weights",
        "Ratings",
        "Minimums",
        "How sure is the place?",
        "Outcome",
    ]
    for column, title in enumerate(titles):
        page.text(grid.heads, column, title, "head")
    for at, head in enumerate(report.competencies):
        page.number(grid.numbers, FIRST + at, at + 1, "muted")
        page.number(grid.weights, FIRST + at, head.weight_value, "weight")
        if head.minimum_value is None:
            page.text(grid.minimums, FIRST + at, "", "centre")
        else:
            page.number(grid.minimums, FIRST + at, head.minimum_value, "figure")


def _write_candidate(page: Page, report: Report, ratings: RatingsRange, grid: _Grid, at: int) -> None:
    row, merit, figures = grid.first + at, report.merit[at], report.figures[at]
    page.number(row, NUMBER, at + 1, "muted")
    page.text(row, PLACE, merit.place, "centre")
    page.text(row, REF, merit.candidate.ref, "cell_strong")
    page.text(row, NAME, merit.candidate.name)
    key = xl_rowcol_to_cell(row, NUMBER, col_abs=True)
    for number, value in enumerate(figures.competencies):
        own = xl_rowcol_to_cell(grid.numbers, FIRST + number, row_abs=True)
        chosen = f"{ratings.figures},{ratings.candidates},{key},{ratings.competencies},{own}"
        shown = "" if value is None else float(value)
        page.formula(row, FIRST + number, f'=IFERROR(AVERAGEIFS({chosen}),"")', shown, "figure")
    weights = xl_range_abs(grid.weights, FIRST, grid.weights, grid.last)
    cells = f"{xl_rowcol_to_cell(row, FIRST, col_abs=True)}:{xl_rowcol_to_cell(row, grid.last, col_abs=True)}"
    known = f"SUMPRODUCT({weights},--ISNUMBER({cells}))"
    total = f'=IFERROR(ROUND(SUMPRODUCT({weights},{cells})/{known},{DECIMALS}),"")'
    shown = "" if figures.total is None else round(float(figures.total), DECIMALS)
    page.formula(row, grid.total, total, shown, "total" if merit.placed else "figure")
    mine, outcome = xl_rowcol_to_cell(row, grid.total), xl_rowcol_to_cell(row, grid.outcome)
    better = f'({grid.column(grid.outcome)}="Appointable")*({grid.column(grid.total)}>{mine})'
    place = f'=IF({outcome}="Appointable",SUMPRODUCT({better})+1,"–")'
    page.formula(row, grid.total + 1, place, _place_by_total(report, at), "centre")
    page.text(row, grid.total + 2, merit.total_note or "all", "centre")
    page.text(row, grid.total + 3, merit.minimums.text)
    page.text(row, grid.total + 4, merit.certainty.text)
    page.text(row, grid.outcome, merit.outcome, "cell_strong")


def _lay_out(page: Page, grid: _Grid) -> None:
    sheet = page.sheet
    sheet.set_row(grid.numbers, None, None, {"hidden": True})
    page.widths(4, 7, 8, 24, *([15] * grid.competencies), 9, 13, 10, 30, 30, 18)
    sheet.set_column(NUMBER, NUMBER, 4, None, {"hidden": True})
    sheet.freeze_panes(grid.first, FIRST)
    sheet.autofilter(grid.heads, PLACE, grid.bottom, grid.outcome)
    sheet.repeat_rows(grid.heads)


def _place_by_total(report: Report, at: int) -> float | str:
    """Return what the live formula gives with the declared weights."""
    if not report.merit[at].placed:
        return "–"
    mine = report.figures[at].total
    better = [
        f.total
        for f, m in zip(report.figures, report.merit, strict=True)
        if m.placed and f.total is not None and mine is not None and f.total > mine
    ]
    return float(1 + len(better))


def _shade(page: Page, report: Report, area: tuple[int, int, int, int], least: int) -> None:
    """Colour the figures as the heat map does; a figure below its minimum is struck out in bold."""
    first, left, *_ = area
    cell = xl_rowcol_to_cell(first, left)
    minimum = xl_rowcol_to_cell(least, left, row_abs=True)
    page.sheet.conditional_format(
        *area,
        {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER({cell}),ISNUMBER({minimum}),{cell}<{minimum})",
            "format": page.formats["below"],
        },
    )
    step = (report.highest - report.lowest) / len(HEAT)
    for at in reversed(range(len(HEAT))):
        page.sheet.conditional_format(
            *area,
            {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER({cell}),{cell}>={report.lowest + at * step!r})",
                "format": page.formats[f"heat{at}"],
                "stop_if_true": True,
            },
        )


def extra_styles() -> dict[str, dict[str, object]]:
    """Return the formats that only conditions use."""
    heat: dict[str, dict[str, object]] = {
        f"heat{at}": {"bg_color": f"#{fill}", "font_color": f"#{text}"}
        for at, (fill, text) in enumerate(zip(HEAT, HEAT_TEXT, strict=True))
    }
    return heat | {"below": {"bold": True, "bottom": 2, "border_color": f"#{INEFFECTIVE}", "underline": 1}}
