"""Tables of behaviours to frameworks."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from interview_kit.bank.exchange import TABLE_HEADS, Head, read_table
from interview_kit.domain.framework import Framework
from interview_kit.errors import Finding

HEAD = Head("ours", "Our behaviours", "Borsetshire")
ROWS = [
    ("Customer care", "Definition", "Puts the resident first."),
    ("", "Skill", "Listening"),
    ("", "Effective", "• Finds out what the resident needs"),
    ("", "Positive indicators", "–  Keeps promises  on time"),
    ("", "Contra-indicator", "Passes people from desk to desk"),
    ("Working together", "definition", "Gets results with others – and through them."),
    ("working together", "EFFECTIVE", "Shares what others need to know"),
]


def as_csv(rows: Sequence[Sequence[str]], heads: Sequence[str] = TABLE_HEADS, separator: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([heads, *rows])
    return text.getvalue().encode()


def as_workbook(rows: Sequence[Sequence[object]], heads: Sequence[str] = TABLE_HEADS) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([], ["Behaviours 2026"], heads, *rows):
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(data: bytes, name: str = "behaviours.csv") -> tuple[Framework | None, list[Finding]]:
    return read_table(data, name, HEAD)


@pytest.mark.parametrize("data", [as_csv(ROWS), as_csv(ROWS, separator=";"), as_workbook(ROWS)])
def test_a_table_gives_a_framework_however_it_was_saved(data: bytes) -> None:
    got, findings = read(data)
    assert findings == []
    assert got is not None
    care, together = got.competencies
    assert (care.id, care.definition, care.skills) == (
        "customer-care",
        "Puts the resident first.",
        ("Listening",),
    )
    assert [(i.id, i.text) for i in care.indicators.values()] == [
        ("e1", "Finds out what the resident needs"),
        ("e2", "Keeps promises on time"),
        ("i1", "Passes people from desk to desk"),
    ]
    assert together.definition == "Gets results with others – and through them."
    assert together.effective[0].text == "Shares what others need to know"


def test_columns_may_stand_in_any_order_and_have_other_names() -> None:
    rows = [(text, competency, kind, "People") for competency, kind, text in ROWS]
    got, findings = read(as_csv(rows, ("Behaviour", "Competence", "Type", "Area")))
    assert findings == []
    assert got is not None
    assert [(c.id, c.title) for c in got.clusters] == [("people", "People")]
    assert {c.cluster for c in got.competencies} == {"people"}


def test_everything_to_mend_is_said_at_once_with_its_row() -> None:
    rows = [
        ("", "Effective", "Nobody's behaviour"),
        ("Care", "Definition", "One."),
        ("Care", "Definition", "Two."),
        ("Care", "Efective", "Asks"),
        ("Care", "Effective", ""),
        ("Care", "", "What is it?"),
        ("Pride", "Effective", "Owns up"),
    ]
    got, findings = read(as_csv(rows))
    assert got is None
    assert [(f.where, f.code) for f in findings] == [
        ("behaviours.csv: row 2", "import-competency"),
        ("behaviours.csv: row 5", "import-kind"),
        ("behaviours.csv: row 6", "import-text"),
        ("behaviours.csv: row 7", "import-kind"),
        ("behaviours.csv: row 4", "import-definition-twice"),
        ("behaviours.csv: row 8", "import-no-definition"),
    ]
    assert "Did you mean 'effective'?" in {f.remedy for f in findings}


def test_a_behaviour_that_stands_twice_is_named_by_its_row() -> None:
    got, findings = read(as_csv([*ROWS, ("", "Effective", "Shares what others need to know")]))
    assert got is None
    assert [(f.where, f.code) for f in findings] == [("behaviours.csv: row 9", "text-twice")]


def test_one_competency_in_two_clusters_is_asked_about() -> None:
    rows = [(*row, "People" if n < 3 else "Places") for n, row in enumerate(ROWS)]
    _, findings = read(as_csv(rows, (*TABLE_HEADS, "Cluster")))
    assert {f.code for f in findings} == {"import-cluster"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import-no-header"),
        (b"Name,Score\nAnn,3\n", "import-no-header"),
        (as_csv([]), "import-no-competency"),
        (b"\x00\x01\x02" * 50, "import-no-header"),
        (as_csv(ROWS) + b'Care,Effective,"Asks', "import-quotes"),
    ],
)
def test_a_file_without_a_framework_is_named_as_that(data: bytes, code: str) -> None:
    got, findings = read(data)
    assert got is None
    assert code in {f.code for f in findings}


def test_a_formula_is_not_taken_for_a_text() -> None:
    got, findings = read(as_workbook([*ROWS, ("Care", "Effective", '=CONCAT("a","b")')]), "behaviours.xlsx")
    assert got is None
    assert ("behaviours.xlsx: row 11", "import-formula") in {(f.where, f.code) for f in findings}


def test_two_sheets_with_a_framework_are_asked_about() -> None:
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Old")):
        assert sheet is not None
        for row in (TABLE_HEADS, *ROWS):
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    _, findings = read(file.getvalue(), "behaviours.xlsx")
    assert [f.code for f in findings] == ["import-two-sheets"]


def test_two_competencies_whose_titles_give_one_id_get_two() -> None:
    rows = [
        row
        for title in ("Café", "Cafe!")
        for row in ((title, "definition", "D."), (title, "effective", "E."))
    ]
    got, _ = read(as_csv(rows))
    assert got is not None
    assert [c.id for c in got.competencies] == ["cafe", "cafe-2"]
