"""Tables of behaviours to frameworks."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from interview_kit.bank.exchange import TABLE_HEADS, Head, draft, read_table
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
        ("Pride", "Effective", "Owns up"),
    ]
    got, findings = read(as_csv(rows))
    assert got is None
    assert [(f.where, f.code) for f in findings] == [
        ("behaviours.csv: row 2", "import-competency"),
        ("behaviours.csv: row 5", "import-kind"),
        ("behaviours.csv: row 6", "import-heading"),
        ("behaviours.csv: row 4", "import-definition-twice"),
        ("behaviours.csv: row 7", "import-no-definition"),
    ]
    assert "Did you mean 'effective'?" in {f.remedy for f in findings}


def test_a_behaviour_that_stands_twice_is_named_by_its_row() -> None:
    got, findings = read(as_csv([*ROWS, ("", "Effective", "Shares what others need to know")]))
    assert got is None
    assert [(f.where, f.code, f.problem) for f in findings] == [
        ("behaviours.csv: row 9", "import-text-twice", "the same words stand there as in row 8")
    ]


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
        (b"%PDF-1.7", "import-no-table"),
        (b"PK\x03\x04rest", "import-no-table"),
        (b"Competency,Knd,Text\nCare,effective,Asks\n", "import-no-header"),
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


def test_rows_that_are_hidden_or_struck_through_are_asked_about() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (TABLE_HEADS, *ROWS):
        sheet.append(list(row))
    sheet.row_dimensions[3].hidden = True
    sheet["C4"].font = Font(strike=True)
    file = io.BytesIO()
    book.save(file)
    got, findings = read(file.getvalue(), "behaviours.xlsx")
    assert got is None
    assert [(f.where, f.code) for f in findings] == [
        ("behaviours.xlsx: row 3", "import-hidden-row"),
        ("behaviours.xlsx: row 4", "import-struck-through"),
    ]


def test_two_competencies_whose_titles_give_one_id_get_two() -> None:
    rows = [
        row
        for title in ("Café", "Cafe!")
        for row in ((title, "definition", "D."), (title, "effective", "E."))
    ]
    got, _ = read(as_csv(rows))
    assert got is not None
    assert [c.id for c in got.competencies] == ["cafe", "cafe-2"]


def test_cells_of_a_merged_table_count_for_the_rows_below() -> None:
    rows = [
        ("People", "Care", "Definition", "We care."),
        ("", "", "Effective", "Asks"),
        ("", "", "", "Listens"),
        ("", "Pride", "Definition", "We own it."),
        ("", "", "Effective", "Owns up"),
    ]
    got, findings = read(as_csv(rows, ("Cluster", "Competency", "Kind", "Text")))
    assert findings == []
    assert got is not None
    assert [[i.text for i in c.effective] for c in got.competencies] == [["Asks", "Listens"], ["Owns up"]]
    assert [c.cluster for c in got.competencies] == ["people", "people"]


def test_a_cell_with_bullets_holds_as_many_texts() -> None:
    cell = "\u2022 Finds out needs\n\u2022 Keeps promises\n  on time\n\uf0b7\tSays sorry"
    got, _ = read(as_workbook([("Care", "Definition", "We\ncare."), ("", "Effective", cell)]), "b.xlsx")
    assert got is not None
    assert got.competencies[0].definition == "We care."
    assert [i.text for i in got.competencies[0].effective] == [
        "Finds out needs",
        "Keeps promises on time",
        "Says sorry",
    ]


def test_a_table_with_a_column_for_each_kind_is_read() -> None:
    rows = [
        ("Care", "We care.", "Asks\nListens", "Shouts"),
        ("", "", "Comes back", ""),
        ("Pride", "We own it.", "- Owns up", ""),
    ]
    got, findings = read(
        as_csv(rows, ("Competency", "Description", "Positive behaviours", "Less effective behaviours"))
    )
    assert findings == []
    assert got is not None
    assert [[i.text for i in c.indicators.values()] for c in got.competencies] == [
        ["Asks", "Listens", "Comes back", "Shouts"],
        ["Owns up"],
    ]


@pytest.mark.parametrize(
    "called", ["Behaviour (negative)", "Indicators (negative)", "contra-indicator", "\u2013", "Do not"]
)
def test_a_negative_behaviour_is_never_taken_for_a_positive_one(called: str) -> None:
    got, _ = read(as_csv([*ROWS, ("", called, "Shouts")]))
    assert got is not None
    assert "Shouts" in {i.text for i in got.competencies[1].ineffective}


@pytest.mark.parametrize(
    "called", ["Effective (less)", "Indicator (?)", "Behaviours \u2260", "Indicator (ineffective)", "x"]
)
def test_words_for_a_kind_that_are_not_known_are_asked_about(called: str) -> None:
    got, findings = read(as_csv([*ROWS, ("", called, "Shouts")]))
    assert got is None
    assert [f.code for f in findings] == ["import-kind"]


def test_two_columns_for_one_thing_are_asked_about_and_an_unread_one_is_named() -> None:
    rows = [("B1", *row, "senior") for row in ROWS]
    got, findings = read(as_csv(rows, ("Behaviour", *TABLE_HEADS, "Level")))
    assert got is None
    assert {(f.code, f.is_error) for f in findings} == {
        ("import-two-columns", True),
        ("import-unread-column", False),
    }


def test_a_formula_outside_the_table_is_no_harm() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["=TODAY()"], [*TABLE_HEADS, "Count"], *((*row, "=1+1") for row in ROWS)):
        sheet.append(list(row))
    notes = book.create_sheet("Notes")
    notes.append(["Ask Ann"])
    file = io.BytesIO()
    book.save(file)
    got, findings = read(file.getvalue(), "behaviours.xlsx")
    assert got is not None
    assert {f.code for f in findings} == {"import-unread-column", "import-unread-sheet"}


def test_ids_and_names_are_checked_together_with_the_rows() -> None:
    got, findings = read_table(
        as_csv([("Care", "Efective", "Asks")]), "b.csv", Head("My Own", "", "Borsetshire")
    )
    assert got is None
    assert {f.code for f in findings} == {"import-not-named", "import-id", "import-kind"}


def test_many_competencies_of_one_title_get_ids_in_no_time() -> None:
    names = draft._unique((("Same", "") for _ in range(20_000)), "competency")  # noqa: SLF001 - the whole would take a package
    assert len(set(names)) == 20_000


BASE = [("Care", "Definition", "We care."), ("", "Effective", "Asks")]


@pytest.mark.parametrize("heading", ["Ineffective behaviours", "Negative indicators", "Skills"])
def test_a_heading_among_the_texts_is_asked_about(heading: str) -> None:
    got, findings = read(as_csv([*BASE, ("", "", heading), ("", "", "Shouts")]))
    assert got is None
    assert [(f.where, f.code) for f in findings] == [("behaviours.csv: row 4", "import-heading")]


def test_a_kind_alone_in_its_row_is_the_heading_of_the_rows_below() -> None:
    got, findings = read(as_csv([*BASE, ("", "Ineffective", ""), ("", "", "Shouts")]))
    assert got is not None
    assert [i.text for i in got.competencies[0].ineffective] == ["Shouts"]
    assert [(f.code, f.is_error) for f in findings] == [("import-heading", False)]


def test_a_cluster_alone_in_its_row_is_the_heading_of_the_competencies_below() -> None:
    rows = [
        ("People", "", "", ""),
        *(("", *row) for row in BASE),
        ("Results", "", "", ""),
        ("", "Pride", "Definition", "We own it."),
        ("", "", "Effective", "Owns up"),
    ]
    got, findings = read(as_csv(rows, ("Cluster", *TABLE_HEADS)))
    assert findings == []
    assert got is not None
    assert [(c.title, c.cluster) for c in got.competencies] == [("Care", "people"), ("Pride", "results")]


def test_a_heading_among_the_competencies_gives_one_finding() -> None:
    _, findings = read(as_csv([("PEOPLE", "", ""), *BASE]))
    assert [(f.where, f.code) for f in findings] == [("behaviours.csv: row 2", "import-empty")]


def test_text_in_a_column_without_a_heading_is_not_lost() -> None:
    got, findings = read(as_csv([(*row, "and this") for row in BASE], TABLE_HEADS))
    assert got is None
    assert [f.problem for f in findings] == ["something stands in column D, which has no heading"]


@pytest.mark.parametrize("row", [("", "", '="Asks "&"more"'), ('="Care"', "Definition", "We care.")])
def test_a_formula_without_a_value_is_named_and_nothing_else_is_said(row: tuple[str, str, str]) -> None:
    got, findings = read(as_workbook([row, *BASE[1:]] if row[0] else [*BASE, row]), "b.xlsx")
    assert got is None
    assert [f.code for f in findings] == ["import-formula"]


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("1. Finds out\n2. Listens\nwith care\n3. Acts", ["Finds out", "Listens with care", "Acts"]),
        ("a) Finds out\nb) Listens", ["Finds out", "Listens"]),
        ("\u2022 Finds out \u2022 Listens", ["Finds out", "Listens"]),
        ("o\u00a0\u00a0 Finds out\no\tListens", ["Finds out", "Listens"]),
        ("\u27a2 Finds out\n\u2713 Listens\n\u2013", ["Finds out", "Listens"]),
        ("\u00a7 12 of the Act binds all", ["\u00a7 12 of the Act binds all"]),
        ("*Essential* acts first", ["*Essential* acts first"]),
        ("- 5 degrees and less", ["- 5 degrees and less"]),
        ("Finds out_x000D_\nand listens", ["Finds out and listens"]),
    ],
)
def test_lists_in_a_cell_are_taken_apart_and_other_signs_stay(cell: str, texts: list[str]) -> None:
    got, _ = read(as_workbook([*BASE[:1], ("", "Effective", cell)]), "b.xlsx")
    assert got is not None
    assert [i.text for i in got.competencies[0].effective] == texts


def test_a_wrapped_line_of_a_list_in_a_wide_table_is_not_cut() -> None:
    rows = [("Care", "We care.", "- Asks\n  people\n- Listens", "-")]
    got, findings = read(as_csv(rows, ("Competency", "Definition", "Effective", "Ineffective")))
    assert findings == []
    assert got is not None
    assert [i.text for i in got.competencies[0].effective] == ["Asks people", "Listens"]
    assert got.competencies[0].ineffective == ()


@pytest.mark.parametrize("text", ["n/a", "None", "7", "..."])
def test_what_is_no_text_is_asked_about(text: str) -> None:
    _, findings = read(as_csv([*BASE, ("", "Ineffective", text)]))
    assert [f.code for f in findings] == ["import-no-words"]


@pytest.mark.parametrize("heads", [TABLE_HEADS, ("Competency", "Definition", "Effective")])
def test_a_header_that_is_repeated_on_each_page_is_passed_over(heads: tuple[str, str, str]) -> None:
    rows = BASE if heads == TABLE_HEADS else [("Care", "We care.", "Asks")]
    got, findings = read(as_csv([*rows[:1], heads, *rows[1:]], heads))
    assert findings == []
    assert got is not None
    assert [c.title for c in got.competencies] == ["Care"]


def test_headings_that_are_not_understood_are_named_beside_those_that_are() -> None:
    heads = ("Competency", "Definition", "What we want to see (always)")
    _, findings = read(as_csv([("Care", "We care.", "Asks")], heads))
    assert [f.problem for f in findings] == [
        "of the headings in this row only 'Competency' and 'Definition' are understood"
    ]


@pytest.mark.parametrize("called", ["Effective (not)", "Not positive"])
def test_nothing_is_suggested_that_may_mean_the_opposite(called: str) -> None:
    _, findings = read(as_csv([*BASE, ("", called, "Shouts")]))
    assert [f.remedy.startswith("Write definition") for f in findings] == [True]
