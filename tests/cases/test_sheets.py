"""Every shape in which a filled score sheet was seen or is known to come back; docs/word/reading.md lists them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from interview_kit.documents.layout import score_sheet_keys
from interview_kit.documents.score_sheet_reader import ReadSheet, read_score_sheet
from interview_kit.documents.sheet_outside import printed_sheet
from interview_kit.word.fill import fill
from tests.cases.sheets import beside, editors, evidence, files, rows, typed
from tests.cases.sheets.shape import Filled, Shape
from tests.documents.answers import example, values_of
from tests.documents.sheets import score_sheet
from tests.documents.test_score_sheet_round_trip import ISSUED, PLAN, SHEET, empty_sheet

NAME = "returned/C03-P2.docx"
READING = Path(__file__).parents[2] / "docs" / "word" / "reading.md"
SHAPES: dict[str, Shape] = {
    shape.id: shape for module in (editors, typed, rows, evidence, beside, files) for shape in module.SHAPES
}
OTHER = next(i for i in ISSUED.values() if (i.candidate, i.member) == ("C03", "P1"))


@cache
def filled(maker: str) -> Filled:
    """Return the filled sheet that every shape begins with."""
    other = fill(score_sheet(PLAN, OTHER), values_of(example(OTHER), PLAN))
    return Filled(PLAN, SHEET, example(SHEET), empty_sheet(maker), other)


def shown(read: ReadSheet, name: str = NAME) -> tuple[str, ...]:
    """Return place and code of each finding, once each, as the shapes have them."""
    said = (
        f"{f.where.removeprefix(name).removeprefix(': ')} {f.code}{'' if f.is_error else '?'}".strip()
        for f in read.findings
    )
    return tuple(dict.fromkeys(said))


@pytest.mark.parametrize("maker", ["layout", "kit"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_field_is_read_right_or_a_finding_names_file_and_question(shape: Shape, maker: str):
    sheet = filled(maker)
    read = read_score_sheet(
        shape.make(sheet), NAME, PLAN, ISSUED, printed_sheet(sheet.empty, score_sheet_keys(PLAN))
    )
    assert shown(read) == shape.findings
    assert read.sheet == shape.expected(sheet.answers)
    for finding in read.findings:
        assert finding.where.startswith(NAME)
        assert finding.problem
        assert finding.remedy


@pytest.mark.parametrize("id_", ["comments", "evidence-footnote", "evidence-hidden-text"])
def test_what_is_not_read_is_named_with_the_rows_that_it_stands_in(id_: str):
    (said,) = read_score_sheet(SHAPES[id_].make(filled("kit")), NAME, PLAN, ISSUED).findings
    assert "; see Q" in said.problem
    assert "Q3.evidence" in said.problem or id_ == "comments"


def test_no_shape_is_there_twice():
    modules = (editors, typed, rows, evidence, beside, files)
    assert len(SHAPES) == sum(len(module.SHAPES) for module in modules)
    assert len(SHAPES) >= 110


def test_a_shape_with_another_reading_says_so_in_a_finding():
    """A score that is not read as it was filled in is never passed over in silence."""
    silent = [
        shape.id
        for shape in SHAPES.values()
        if not shape.findings
        and (not shape.sheet or any("mark" in r and not r.get("score") for r in shape.ratings.values()))
    ]
    assert silent == ["typed-no-answer"]


# The tables of docs/word/reading.md

CASE = re.compile(r"^\| `([a-z0-9-]+)` \| (.+) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
TABLES = {found[1]: found.groups()[1:] for found in CASE.finditer(READING.read_text(encoding="utf-8"))}


def codes(findings: tuple[str, ...]) -> set[str]:
    return {said.rpartition(" ")[2].removesuffix("?") for said in findings}


def quoted(cell: str) -> set[str]:
    return set(re.findall("`([^`]+)`", cell))


def test_the_tables_list_every_shape_in_order_and_nothing_else():
    assert list(TABLES) == list(SHAPES)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_tables_say_what_is_reported(shape: Shape):
    happened, is_read, reported, _ = TABLES[shape.id]
    assert happened
    assert quoted(reported) == codes(shape.findings)
    assert (is_read == "nothing") == (not shape.sheet)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_tables_say_what_libreoffice_makes_of_it(shape: Shape):
    said = [part.partition(": ") for part in TABLES[shape.id][3].split("; ")]
    kinds = shape.libreoffice if shape.sheet else ()
    assert [kind for kind, _, _ in said] == [*kinds] or (not kinds and said == [("–", "", "")])
    for kind, _, more in said:
        assert quoted(more) == (codes(shape.findings_after(kind)) if kind in shape.resaved else set())
        assert bool(more) == (kind in shape.resaved)
