from __future__ import annotations

import dataclasses
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.reports.excel import render_excel
from interview_kit.reports.excel_page import HIGHEST
from interview_kit.reports.palette import HEAT
from tests.reports import made_up

A4_ACROSS = 1045
"""Pixels between the margins, landscape, at 100 %."""
SENTENCE = "Rang the team that had frozen the account and stayed until it was lifted. "


@pytest.fixture(scope="module")
def book(report) -> Any:  # noqa: ANN401 - an openpyxl workbook
    return load_workbook(BytesIO(render_excel(report)))


def find(sheet: Any, text: str) -> Any:  # noqa: ANN401 - an openpyxl cell
    return next(c for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and text in c.value)


def height_of(housing: Any, make_report: Any, evidence: str) -> float:  # noqa: ANN401 - see conftest
    first, *others = housing.sheets
    rating = Rating(question="Q1", mark=Mark.SCORED, score=4, evidence=evidence)
    sheet = ScoreSheet.model_validate(
        first.model_dump(by_alias=True) | {"ratings": (rating, *first.ratings[1:])}
    )
    made = make_report(dataclasses.replace(housing, sheets=(sheet, *others)))
    page = load_workbook(BytesIO(render_excel(made)))["Evidence"]
    return float(page.row_dimensions[find(page, evidence[:15]).row].height)


def test_a_row_is_as_high_as_the_evidence_in_it(housing, make_report) -> None:
    short = height_of(housing, make_report, "Frozen account, rang.")
    long = height_of(housing, make_report, (SENTENCE * 9)[:600].strip())
    lined = height_of(housing, make_report, "\n".join(f"Frozen point {n}" for n in range(12)))
    assert short < 40
    assert 8 * 12 < long < 14 * 13
    assert lined >= 12 * 12.75


@pytest.mark.parametrize("text", ["", SENTENCE * 60, "x" * 4_000, "line\n" * 100, "証拠" * 900])
def test_no_row_is_higher_than_a_workbook_allows(text) -> None:
    made = load_workbook(BytesIO(render_excel(made_up.report(2, 2, evidence=text))))
    for sheet in made:
        for row in range(1, sheet.max_row + 1):
            assert 8 <= float(sheet.row_dimensions[row].height) <= HIGHEST


@pytest.mark.parametrize(
    ("competencies", "members", "readable"), [(1, 1, 0.8), (5, 3, 0.8), (6, 4, 0.75), (12, 6, 0.62)]
)
def test_sheets_are_printed_one_page_wide_at_a_readable_size(competencies, members, readable) -> None:
    made = load_workbook(BytesIO(render_excel(made_up.report(4, members, competencies=competencies))))
    for sheet in made:
        shown = [d.width * 7 for d in sheet.column_dimensions.values() if not d.hidden]
        assert len(shown) > 1
        assert A4_ACROSS / sum(shown) >= readable, sheet.title


def test_what_stands_above_the_table_is_in_a_column_that_is_seen(book, report) -> None:
    for name, text in (
        ("Summary", report.title),
        ("Summary", report.in_short[0].strong),
        ("Ratings", "Ratings"),
    ):
        cell = find(book[name], text)
        assert not book[name].column_dimensions[cell.column_letter].hidden


def test_weights_look_and_act_as_cells_to_type_in(book, report) -> None:
    sheet = book["Summary"]
    row = find(sheet, "Weight to try").row
    for at, head in enumerate(report.competencies):
        cell = sheet.cell(row, 5 + at)
        assert cell.value == head.weight_value
        assert cell.border.left.style == "thick"
        assert not cell.protection.locked
        assert sheet.cell(row + 1, 5 + at).value == head.weight_value
        assert sheet.cell(row + 1, 5 + at).border.left.style == "thin"
    check = sheet.data_validations.dataValidation[0]
    assert (check.type, check.operator, check.formula1) == ("decimal", "greaterThanOrEqual", "0")
    assert find(sheet, "Type another weight into a framed box")


def test_a_figure_below_its_minimum_is_marked_and_boxed(book) -> None:
    sheet = book["Summary"]
    marked = [c for row in sheet.iter_rows() for c in row if "▼" in str(c.number_format)]
    assert [sheet.cell(c.row, 3).value for c in marked] == ["C02"]
    assert {c.border.left.style for c in marked} == {"medium"}
    assert find(sheet, "below the minimum")


def test_heat_colours_are_the_palettes(book) -> None:
    for name in ("Summary", "Ratings"):
        rules = [r for area in book[name].conditional_formatting for r in area.rules]
        fills = {r.dxf.fill.bgColor.rgb[-6:] for r in rules if r.dxf.fill}
        assert set(HEAT) <= fills


def test_members_are_named_in_the_heads(book, report) -> None:
    for name in ("Ratings", "Agreement"):
        for member in report.members:
            assert find(book[name], member.person.label)


@pytest.mark.parametrize("example", [True, False])
def test_every_sheet_of_an_example_says_so(example) -> None:
    made = load_workbook(BytesIO(render_excel(made_up.report(2, 2, example=example))))
    for sheet in made:
        said = [c for row in sheet.iter_rows() for c in row if str(c.value).startswith("Example: ")]
        assert len(said) == example
        assert ("Example: " in str(sheet.oddHeader.left.text)) is example
    assert ("Example: " in str(made.properties.description)) is example
