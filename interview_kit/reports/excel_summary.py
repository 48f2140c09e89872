"""The Summary sheet: weights that can be changed, with totals and places that follow."""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from interview_kit.reports.excel_grid import FIRST, NAME, NUMBER, PLACE, REF, Grid
from interview_kit.reports.excel_heat import DECIMALS, shade
from interview_kit.reports.excel_page import Page, pixels
from interview_kit.reports.excel_ratings import RatingsRange
from interview_kit.reports.model import BELOW, GAP, HeatCell, Report, Said, SettleRow
from interview_kit.word.measure import text_width

DECLARED: Final = "As declared in the plan"
CHANGED: Final = "Changed: a trial, not the record"
_HOW: Final = (
    Said(
        "Type another weight into a framed box;",
        "0 leaves a competency out. “Total” and “Place with these weights” follow at once.",
    ),
    Said(
        "",
        "Place, minimums, certainty and outcome stay as reported. To go back, type the declared weights again.",
    ),
)
_BY_TOTAL: Final = "“Place with these weights” goes by total alone: equal totals share a place."
_TALL: Final = 27.0
"""Points that a candidate's row is high at least."""
_UPRIGHT: Final = 7
"""From so many competencies on their heads are turned, so that the sheet stays readable on A4."""
_HEAD_HEIGHT: Final = 118.0
_FROZEN: Final = 330.0
"""Points that may stand still above the candidates; with more, only the names do."""
_PROMPT: Final = {
    "validate": "decimal",
    "criteria": ">=",
    "value": 0,
    "input_title": "Weight to try",
    "input_message": "Type 0 or more. Totals and the places beside them follow.",
    "error_title": "Not a weight",
    "error_message": "A weight is a number, 0 or more.",
}


def widths(report: Report) -> tuple[float, ...]:
    """Return the widths of the columns; competencies get what their longest word needs."""
    words = [word for head in report.competencies for word in head.title.replace("-", "- ").split()]
    longest = max(text_width(word, 9, bold=True) for word in words) / 2.54 * 96 / 0.96
    each = min(15.0, max(11.0, (longest + 34 - pixels(0)) / 7))
    if len(report.competencies) >= _UPRIGHT:
        each = 8.0
    return (4, 8, 7, 18, *([round(each, 1)] * len(report.competencies)), 10, 11, 10, 20, 20, 14)


def write_summary(page: Page, report: Report, ratings: RatingsRange) -> None:
    """Write the sheet; its formulas read the Ratings sheet by candidate and competency number."""
    page.line(report.title, "title")
    page.line(report.subtitle, "muted")
    page.line(Said(f"{report.confidential.strong}:", report.confidential.rest))
    if report.example:
        page.line(report.example, "banner")
    page.gap()
    for said in report.in_short:
        page.line(said, "in_short")
    page.heading("Totals and places, with weights to try")
    for how in _HOW:
        page.line(how)
    page.gap()
    grid = Grid(page.row, len(report.competencies), len(report.figures))
    _write_weights(page, report, grid)
    _write_heads(page, report, grid)
    for at in range(grid.candidates):
        _write_candidate(page, report, ratings, grid, at)
    shade(page, report, (grid.first, FIRST, grid.bottom, grid.last), minimums=grid.minimums)
    frozen = sum(page.heights.get(row, 0.0) for row in range(grid.first))
    page.row = grid.bottom + 1
    page.gap()
    legend = f"Darker is higher ({report.heat.ramp}). {BELOW} and a box: below the minimum. {GAP}: a rating is missing."
    for note in (legend, report.merit_note, _BY_TOTAL):
        if note:
            page.line(note, "muted")
    page.heading("Settle before you decide")
    for row in report.settle:
        page.line(_settle(row))
    if not report.settle:
        page.line(report.settle_note)
    page.sheet.freeze_panes(grid.first if frozen <= _FROZEN else 0, FIRST)
    page.sheet.autofilter(grid.heads, PLACE, grid.bottom, grid.outcome)
    if page.overflows(grid.bottom):
        page.sheet.repeat_rows(grid.heads)
    page.sheet.set_selection(grid.weights, FIRST, grid.weights, FIRST)
    page.finish(hidden_rows=[grid.numbers])


def _write_weights(page: Page, report: Report, grid: Grid) -> None:
    """Write the rows above the heads: weights to try, weights declared, minimums."""
    for row, label in (
        (grid.weights, "Weight to try: type here"),
        (grid.declared, "Weight declared"),
        (grid.minimums, "Minimum"),
    ):
        page.text(row, PLACE, label, "head", across=NAME - PLACE + 1)
    page.reach(grid.weights, 24)
    for at, head in enumerate(report.competencies):
        column = FIRST + at
        page.number(grid.numbers, column, at + 1)
        page.number(grid.weights, column, head.weight_value, "weight")
        page.number(grid.declared, column, head.weight_value, "read")
        if head.minimum_value is None:
            page.text(grid.minimums, column, "none", "read")
        else:
            page.number(grid.minimums, column, head.minimum_value, "read_figure")
    page.sheet.data_validation(grid.weights, FIRST, grid.weights, grid.last, _PROMPT)
    changed = f"SUMPRODUCT(--({grid.across(grid.weights)}<>{grid.across(grid.declared)}))"
    state = f'=IF({changed}=0,"{DECLARED}","{CHANGED}")'
    across = grid.outcome - grid.total + 1
    page.formula(grid.weights, grid.total, state, DECLARED, "weight_state", across=across)
    tried = {"type": "formula", "criteria": f"={changed}>0", "format": page.formats["changed"]}
    page.sheet.conditional_format(grid.weights, grid.total, grid.weights, grid.outcome, tried)


def _write_heads(page: Page, report: Report, grid: Grid) -> None:
    titles = ["No.", "Place", "Ref", "Candidate", *(c.title for c in report.competencies)]
    titles += [
        "Total",
        "Place with these weights",
        "Ratings",
        "Minimums",
        "How sure is the place?",
        "Outcome",
    ]
    upright = grid.competencies >= _UPRIGHT
    left = (REF, NAME, grid.outcome - 2, grid.outcome - 1, grid.outcome)
    for column, title in enumerate(titles):
        style = "head" if column in left else "head_centre"
        if upright and FIRST <= column <= grid.last:
            style = "head_up"
            page.reach(grid.heads, _HEAD_HEIGHT)
        page.text(grid.heads, column, title, style, button=True)


def _write_candidate(page: Page, report: Report, ratings: RatingsRange, grid: Grid, at: int) -> None:
    row, merit, figures = grid.first + at, report.merit[at], report.figures[at]
    parts = "_parts" if merit.parts else ""
    page.reach(row, _TALL)
    page.number(row, NUMBER, at + 1)
    page.figure(row, PLACE, merit.place, f"place{parts}")
    page.text(row, REF, merit.candidate.ref, f"middle_strong{parts}")
    page.text(row, NAME, merit.candidate.name, f"middle{parts}")
    key = xl_rowcol_to_cell(row, NUMBER, col_abs=True)
    for number, (value, cell) in enumerate(
        zip(figures.competencies, report.heat.rows[at].cells, strict=True),
    ):
        own = xl_rowcol_to_cell(grid.numbers, FIRST + number, row_abs=True)
        chosen = f"{ratings.figures},{ratings.candidates},{key},{ratings.competencies},{own}"
        shown = cell.missing if value is None else float(value)
        formula = f'=IFERROR(AVERAGEIFS({chosen}),"{cell.missing}")'
        style = "gap" if value is None else f"figure{_marks(cell)}"
        page.formula(row, FIRST + number, formula, shown, f"{style}{parts}")
    weights = grid.across(grid.weights)
    cells = f"{xl_rowcol_to_cell(row, FIRST, col_abs=True)}:{xl_rowcol_to_cell(row, grid.last, col_abs=True)}"
    known = f"SUMPRODUCT({weights},--ISNUMBER({cells}))"
    total = f'=IFERROR(ROUND(SUMPRODUCT({weights},{cells})/{known},{DECIMALS}),"")'
    shown = "" if figures.total is None else round(float(figures.total), DECIMALS)
    look = "total_gap" if report.heat.rows[at].total_flag else "total" if merit.placed else "total_unplaced"
    page.formula(row, grid.total, total, shown, f"{look}{parts}")
    mine, outcome = xl_rowcol_to_cell(row, grid.total), xl_rowcol_to_cell(row, grid.outcome)
    better = f'({grid.down(grid.outcome)}="Appointable")*({grid.down(grid.total)}>{mine})'
    place = f'=IF({outcome}="Appointable",SUMPRODUCT({better})+1,"–")'
    page.formula(row, grid.total + 1, place, _place_by_total(report, at), f"place{parts}")
    page.text(row, grid.total + 2, merit.total_note or "all", f"centre{parts}")
    page.said(row, grid.total + 3, merit.minimums, f"middle{parts}")
    page.said(row, grid.total + 4, merit.certainty, f"middle{parts}")
    page.text(row, grid.outcome, merit.outcome, f"middle_strong{parts}")


def _marks(cell: HeatCell) -> str:
    """Return which marks stand behind a figure, as its format is called."""
    return f"{'_below' if BELOW in cell.flags else ''}{'_gap' if GAP in cell.flags else ''}"


def _settle(row: SettleRow) -> Said:
    """Return one thing to settle as a sentence."""
    about = f"{row.question.key} {row.question.title}" if row.question else "all questions"
    scores = f" ({', '.join(row.scores)})" if row.scores else ""
    return Said(f"{row.candidate.label}, {about}{scores}:", f"{row.open}. {row.todo}.")


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
