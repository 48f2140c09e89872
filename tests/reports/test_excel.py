from __future__ import annotations

import dataclasses
import math
import re
import zipfile
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from interview_kit.domain.rating import AgreedScore, Mark, Rating, ScoreSheet
from interview_kit.domain.role import Basis, Combine
from interview_kit.reports.excel import render_excel

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "=cmd|' /C calc'!A0",
    "＝1",
    '=HYPERLINK("x")',
    "{=1}",
    "0123",
)
TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*")|(?P<area>(?:\w+!)?\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)|(?P<name>[A-Z]+)(?=\()"""
    r"""|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[<>]=|<>|[-+*/=<>(),]))"""
)
Value = Any
Later = Callable[[], Value]


class Area(list[Any]):
    """The values of a range of cells."""


def each(left: Value, right: Value, act: Callable[[Any, Any], Any]) -> Value:
    """Return what ``act`` makes of two values, cell by cell where one is a range, as Excel does."""
    if not isinstance(left, Area) and not isinstance(right, Area):
        return act(left, right)
    size = len(left if isinstance(left, Area) else right)
    lefts = left if isinstance(left, Area) else [left] * size
    rights = right if isinstance(right, Area) else [right] * size
    return Area(act(a, b) for a, b in zip(lefts, rights, strict=True))


def more(a: Any, b: Any) -> bool:  # noqa: ANN401 - cells hold text or numbers
    """Return whether one cell is more than another; in Excel any text is more than any number."""
    return (isinstance(a, str), a) > (isinstance(b, str), b)


ACTS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    ">": more,
}
ORDER = ({"=", "<>", ">"}, {"+", "-"}, {"*", "/"})


def numbers(value: Value) -> list[Any]:
    """Return the numbers of a range; texts and blanks do not count."""
    values = value if isinstance(value, Area) else [value]
    return [v for v in values if isinstance(v, int | float)]


def median(values: list[Any]) -> float:
    ordered = sorted(values)
    half = len(ordered) // 2
    return (ordered[half] + ordered[-half - 1]) / 2


def sumproduct(*areas: Value) -> float:
    columns = [a if isinstance(a, Area) else [a] for a in areas]
    rows = zip(*columns, strict=True)
    return float(sum(math.prod(v if isinstance(v, int | float) else 0 for v in row) for row in rows))


def averageifs(figures: Area, *criteria: Value) -> float:
    kept = [
        figure
        for at, figure in enumerate(figures)
        if isinstance(figure, int | float)
        and all(area[at] == value for area, value in zip(criteria[::2], criteria[1::2], strict=True))
    ]
    return sum(kept) / len(kept)


def or_else(value: Later, other: Later) -> Value:
    try:
        return value()
    except ZeroDivisionError:
        return other()


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "IF": lambda test, yes, no: yes() if test() else no(),
    "IFERROR": or_else,
    "AVERAGEIFS": lambda *parts: averageifs(*(p() for p in parts)),
    "SUMPRODUCT": lambda *parts: sumproduct(*(p() for p in parts)),
    "ISNUMBER": lambda part: each(part(), None, lambda a, _: isinstance(a, int | float)),
    "ROUND": lambda value, places: round(float(value()), int(places())),
    "COUNT": lambda part: len(numbers(part())),
    "AVERAGE": lambda part: sum(numbers(part())) / len(numbers(part())),
    "MEDIAN": lambda part: median(numbers(part())),
    "MAX": lambda part: max(numbers(part())),
    "MIN": lambda part: min(numbers(part())),
}


class Sums:
    """Works out the workbook's formulas afresh from its cells, with the few functions they use."""

    def __init__(self, data: bytes) -> None:
        self.book = load_workbook(BytesIO(data))
        self.cached = load_workbook(BytesIO(data), data_only=True)

    def cell(self, sheet: str, name: str) -> Value:
        """Return a cell's value, worked out afresh when it is a formula."""
        cell = self.book[sheet][name.replace("$", "")]
        if cell.data_type == "f":
            return Formula(self, sheet, cell.value[1:]).work_out()
        return "" if cell.value is None else cell.value

    def area(self, sheet: str, name: str) -> Area:
        """Return the values of a range."""
        left, top, right, bottom = range_boundaries(name.replace("$", ""))
        rows = self.book[sheet].iter_rows(top, bottom, left, right)
        return Area(self.cell(sheet, c.coordinate) for row in rows for c in row)


class Formula:
    """One formula, read from left to right; arguments wait until their function wants them."""

    def __init__(self, sums: Sums, sheet: str, formula: str) -> None:
        self.sums = sums
        self.sheet = sheet
        self.tokens = list(TOKEN.finditer(formula))
        assert "".join(t[0] for t in self.tokens) == formula
        self.at = 0

    def work_out(self) -> Value:
        """Return the formula's value."""
        value = self.binary(0)
        assert self.at == len(self.tokens)
        return value()

    def take(self, *signs: str) -> str | None:
        """Return the next token when it is one of these signs."""
        if self.at < len(self.tokens) and self.tokens[self.at]["sign"] in signs:
            self.at += 1
            return self.tokens[self.at - 1]["sign"]
        return None

    def binary(self, level: int) -> Later:
        """Read what operators of this level join."""
        if level == len(ORDER):
            return self.unary()
        left = self.binary(level + 1)
        while sign := self.take(*ORDER[level]):
            right = self.binary(level + 1)
            left = partial(lambda a, b, act: each(a(), b(), act), left, right, ACTS[sign])
        return left

    def unary(self) -> Later:
        """Read a value with its signs."""
        if self.take("-"):
            value = self.unary()
            return lambda: each(0, value(), ACTS["-"])
        return self.primary()

    def primary(self) -> Later:
        """Read a bracket, a constant, a function or a reference."""
        if self.take("("):
            value = self.binary(0)
            assert self.take(")")
            return value
        token = self.tokens[self.at]
        self.at += 1
        if token["text"]:
            return lambda: token["text"][1:-1]
        if token["number"]:
            return lambda: float(token["number"])
        if token["name"]:
            return partial(FUNCTIONS[token["name"]], *self.arguments())
        sheet, _, name = token["area"].rpartition("!")
        get = self.sums.area if ":" in name else self.sums.cell
        return lambda: get(sheet or self.sheet, name)

    def arguments(self) -> list[Later]:
        """Read what stands between a function's brackets."""
        assert self.take("(")
        found = [self.binary(0)]
        while self.take(","):
            found.append(self.binary(0))
        assert self.take(")")
        return found


def head_row(sheet: Any) -> int:  # noqa: ANN401 - an openpyxl sheet
    return next(cell.row for cell in sheet["C"] if cell.value == "Ref")


def weights_row(sheet: Any) -> Any:  # noqa: ANN401 - an openpyxl sheet
    return next(row for row in sheet.iter_rows() if str(row[1].value).startswith("Weight to try"))


def column(sheet: Any, title: str) -> int:  # noqa: ANN401 - an openpyxl sheet
    row = head_row(sheet)
    return next(c.column for c in sheet[row] if c.value == title)


@pytest.fixture(scope="module")
def data(report) -> bytes:
    """The workbook."""
    return render_excel(report)


def live(sums: Sums, title: str) -> list[Any]:
    sheet = sums.book["Summary"]
    first = head_row(sheet) + 1
    at = column(sheet, title)
    rows = range(first, first + 5)
    return [sums.cell("Summary", sheet.cell(row, at).coordinate) for row in rows]


def test_live_figures_equal_the_reports_exact_figures(data, report) -> None:
    sums = Sums(data)
    assert live(sums, "Total") == pytest.approx([float(f.total) for f in report.figures], abs=1e-9)
    for at, head in enumerate(report.competencies):
        exact = [f.competencies[at] for f in report.figures]
        found = live(sums, head.title)
        assert [f == "not asked" for f in found] == [e is None for e in exact]
        assert [f for f in found if f != "not asked"] == pytest.approx(
            [float(e) for e in exact if e is not None], abs=1e-12
        )
    assert live(sums, "Place with these weights") == [1, 2, 3, "–", "–"]


def test_every_cached_value_is_what_its_formula_gives(data) -> None:
    sums = Sums(data)
    checked = 0
    for sheet in sums.book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    now = sums.cell(sheet.title, cell.coordinate)
                    cached = sums.cached[sheet.title][cell.coordinate].value
                    assert now == ("" if cached is None else pytest.approx(cached, abs=1e-9)), cell.coordinate
                    checked += 1
    assert checked == 5 * 5 + 2 * 5 + 3 * 30 + 1


def test_totals_and_places_follow_a_changed_weight(data, report) -> None:
    sums = Sums(data)
    sheet = sums.book["Summary"]
    weights = weights_row(sheet)
    assert [c.value for c in weights[4:9]] == [3, 2, 2, 2, 1]
    state = weights[9].coordinate
    assert sums.cell("Summary", state) == "As declared in the plan"
    weights[4].value = 0
    assert sums.cell("Summary", state) == "Changed: a trial, not the record"
    expected = []
    for figures in report.figures:
        pairs = [(w, v) for w, v in zip((0, 2, 2, 2, 1), figures.competencies, strict=True) if v is not None]
        expected.append(sum(w * v for w, v in pairs) / Fraction(sum(w for w, _ in pairs)))
    assert live(sums, "Total") == pytest.approx([float(e) for e in expected], abs=1e-9)
    assert live(sums, "Place with these weights")[:3] == [1, 2, 3]
    weights[4].value = 30
    assert live(sums, "Place with these weights")[:3] == [2, 1, 3]


@pytest.mark.parametrize("rules", [{"combine": Combine.MEDIAN}, {"basis": Basis.AGREED}])
def test_live_figures_follow_median_and_agreed_scores(housing, make_report, rules) -> None:
    agreed = (AgreedScore(candidate="C02", question="Q4", score=3, reason="On the probe."),)
    report = make_report(dataclasses.replace(housing.with_scoring(**rules), agreed=agreed))
    sums = Sums(render_excel(report))
    assert live(sums, "Total") == pytest.approx([float(f.total) for f in report.figures], abs=1e-9)


def test_no_formula_comes_from_what_people_wrote(housing, make_report, report) -> None:
    sheets = list(housing.sheets)
    for at, text in enumerate(HOSTILE):
        rating = Rating(question="Q1", mark=Mark.SCORED, score=4, evidence=text)
        sheets[at] = ScoreSheet.model_validate(
            sheets[at].model_dump(by_alias=True) | {"ratings": (rating, *sheets[at].ratings[1:])}
        )
    people = tuple(
        c.model_copy(update={"name": text}) for c, text in zip(housing.candidates, HOSTILE, strict=False)
    )
    hostile = make_report(dataclasses.replace(housing, sheets=tuple(sheets), candidates=people))
    data = render_excel(hostile)
    assert formulas(data) == formulas(render_excel(report))
    book = load_workbook(BytesIO(data))
    written = {c.value for row in book["Evidence"].iter_rows(min_row=2) for c in row if c.data_type == "s"}
    assert set(HOSTILE) <= written
    assert not [c for row in book["Evidence"].iter_rows() for c in row if c.hyperlink]


def formulas(data: bytes) -> dict[str, int]:
    """Return how many formulas each sheet's XML holds."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return {
            name: len(re.findall(rb"<f[ >]", parts.read(name)))
            for name in parts.namelist()
            if name.startswith("xl/worksheets/sheet")
        }


def test_sheets_are_filtered_frozen_and_set_up_for_print(data) -> None:
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["Summary", "Ratings", "Evidence", "Agreement", "Method"]
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.print_area
    for name in ("Summary", "Ratings", "Evidence"):
        assert book[name].page_setup.fitToHeight == 0
        assert book[name].sheet_properties.pageSetUpPr.fitToPage
    assert all(book[name].page_setup.scale >= 80 for name in ("Agreement", "Method"))
    assert all(book[name].print_title_rows for name in ("Ratings", "Evidence"))
    assert all(book[name].auto_filter.ref for name in ("Summary", "Ratings", "Evidence"))
    assert book["Summary"].conditional_formatting
    assert book["Ratings"].conditional_formatting
    assert book.properties.creator == "interview-kit"
    assert book.properties.title == "Comparison · Housing Officer · HSG-2026-014"
    assert "Confidential" in str(book.properties.description)


def test_workbook_of_one_report_is_always_the_same(report, data) -> None:
    assert render_excel(report) == data


def test_evidence_too_long_for_a_row_runs_on_and_nothing_is_lost(housing, make_report) -> None:
    text = " ".join(f"word{n}" for n in range(4_500)) + "x" * 3_000
    first, *others = housing.sheets
    rating = Rating(question="Q1", mark=Mark.SCORED, score=4, evidence=text)
    sheet = ScoreSheet.model_validate(
        first.model_dump(by_alias=True) | {"ratings": (rating, *first.ratings[1:])}
    )
    data = render_excel(make_report(dataclasses.replace(housing, sheets=(sheet, *others))))
    rows = [
        (row[6].value, row[5].value, row[7].value)
        for row in load_workbook(BytesIO(data))["Evidence"].iter_rows()
        if [c.value for c in row[:3:2]] == [first.candidate, "Q1"]
        and str(row[4].value).startswith(first.member)
    ]
    assert "".join(piece for piece, _, _ in rows) == text
    assert [score for _, score, _ in rows] == [4] + [None] * (len(rows) - 1)
    assert {heard for _, _, heard in rows[1:]} == {"(runs on)"}


def test_unscored_ratings_are_named_and_never_a_zero(data) -> None:
    sheet = load_workbook(BytesIO(data))["Ratings"]
    rows = {(r[2].value, r[4].value): r for r in sheet.iter_rows(min_row=2)}
    assert [c.value for c in rows["C05", "Q6"][6:9]] == ["not asked"] * 3
    assert [c.value for c in rows["C05", "Q2"][6:9]] == [3, 3, "blank"]
    assert rows["C05", "Q2"][13].value == "P3 blank"
