from __future__ import annotations

import csv
import datetime as dt
import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from interview_kit.campaign_folder import read_candidates, write_csv
from interview_kit.campaign_folder.clean import clean
from interview_kit.campaign_folder.columns import HEADERS, plain_header
from interview_kit.campaign_folder.when import UnclearTimeError, read_when
from interview_kit.domain.campaign import Candidate
from interview_kit.errors import Finding
from tests.security.formulas import INJECTIONS

CASES = Path(__file__).parents[1] / "cases"


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, minute)  # noqa: DTZ001 - slots are local times


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [f.code for f in findings]


def test_messy_list_is_read_whole():
    candidates, findings = read_candidates(
        CASES / "candidates-good-messy" / "campaign" / "candidates.csv", "c.csv"
    )
    assert findings == ()
    assert candidates == (
        Candidate(ref="C01", name="Zoë Ní Bhriain", slot=at(12, 9, 30), room="Room 2"),
        Candidate(
            ref="C02",
            name="محمد علي",
            slot=at(12, 13, 30),
            room='Room "A", upstairs',
            adjustments="Questions in writing;\n15 minutes more",
        ),
        Candidate(ref="C03", name="=SUM Lee", slot=at(12, 12), room="Room 2", adjustments="-"),
    )


def test_list_from_excel_as_unicode_text_joins_first_and_last_name():
    candidates, findings = read_candidates(
        CASES / "candidates-good-utf16" / "campaign" / "candidates.csv", "c.csv"
    )
    assert findings == ()
    assert candidates == (Candidate(ref="C01", name="José Álvarez", slot=at(12, 9, 30)),)


def test_workbook_is_read_from_the_sheet_that_has_the_list():
    candidates, findings = read_candidates(
        CASES / "candidates-good-workbook" / "campaign" / "candidates.xlsx", "c.xlsx"
    )
    assert findings == ()
    assert candidates == (
        Candidate(ref="1", name="Ann Abel", slot=at(12, 13, 30)),
        Candidate(ref="C02", name="Zoë Ní Bhriain", slot=at(12, 9, 30), adjustments="Questions in writing"),
        Candidate(ref="C03", name="=SUM(A1) Lee", slot=at(13, 10)),
    )


def test_stored_value_of_a_formula_is_taken_and_never_computed():
    candidates, findings = read_candidates(
        CASES / "candidates-workbook-formulas" / "campaign" / "candidates.xlsx", "c.xlsx"
    )
    assert candidates[0] == Candidate(ref="C01", name="Ann Abel", slot=at(12, 9, 30))
    assert [(f.where, f.code) for f in findings][:2] == [
        ("c.xlsx: row 2", "candidates-formula"),
        ("c.xlsx: row 3", "candidates-when-unclear"),
    ]


def test_old_encoding_is_read_right_and_warned_of():
    candidates, findings = read_candidates(
        CASES / "candidates-old-encoding" / "campaign" / "candidates.csv", "c.csv"
    )
    assert [c.name for c in candidates] == ["José Álvarez"]
    assert [(f.code, f.is_error) for f in findings] == [("candidates-encoding", False)]


def test_rows_that_are_hidden_or_struck_through_are_asked_about(tmp_path: Path):
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Ref", "Name"], *([f"C0{n}", f"Ann Abel {n}"] for n in range(1, 7))):
        sheet.append(row)
    for hidden in (1, 3, 4, 9):  # the header may be hidden, and an empty row
        sheet.row_dimensions[hidden].hidden = True
    sheet["B6"].font = Font(strike=True)
    sheet["D7"].font = Font(strike=True)
    path = tmp_path / "candidates.xlsx"
    book.save(path)
    candidates, findings = read_candidates(path, "candidates.xlsx")
    assert len(candidates) == 6
    assert [(f.where, f.problem, f.code) for f in findings if f.is_error] == [
        ("candidates.xlsx: row 3", "the row is hidden, as is one other", "candidates-hidden-row"),
        (
            "candidates.xlsx: row 6",
            "something in the row is struck through",
            "candidates-struck-through",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("2026-03-12 13:30", at(12, 13, 30)),
        ("2026-03-12T13:30:00", at(12, 13, 30)),
        ("12/03/2026 13:30", at(12, 13, 30)),
        ("12.03.2026 13.30", at(12, 13, 30)),
        ("12/3/26 1.30pm", at(12, 13, 30)),
        ("12th March 2026 at 1.30 p.m.", at(12, 13, 30)),
        ("Thu 12 Mar 26, 1330", at(12, 13, 30)),
        ("Thursday, 12 March 2026, 13:30 hrs", at(12, 13, 30)),
        ("12-Mar-2026 12 noon", at(12, 12)),
        ("1st of April 2026 12.15 am", dt.datetime(2026, 4, 1, 0, 15)),  # noqa: DTZ001 - slots are local times
        ("sat 14 march 2026 10am", at(14, 10)),
        ("", None),
        ("   ", None),
        ("-", None),
    ],
)
def test_british_ways_of_writing_a_time_are_read(text: str, slot: dt.datetime | None):
    assert read_when([text]) == slot


@pytest.mark.parametrize(
    "cells",
    [
        ("12/03/2026 13:30", "14/03/2026"),
        ("12/03/2026", None),
        (None, "13:30"),
        (dt.time(1, 30), "12/03/2026"),
        (46093.4,),
        (True,),
        ("2026-03-12T13:30:00Z",),
        ("12/03/2026 9:30 - 10:30",),
        ("99/99/9999 99:99",),
        ("1773273600",),
        ("12/03/2026 13:30 or 14:30",),
        ("Thursday",),
        ("at",),
    ],
)
def test_unclear_time_is_refused_and_never_guessed(cells: tuple[object, ...]):
    with pytest.raises(UnclearTimeError):
        read_when(cells)  # type: ignore[arg-type]  # any cell of a hostile file


@given(st.text(max_size=40))
def test_any_text_is_a_time_nothing_or_unclear(text: str):
    try:
        slot = read_when([text])
    except UnclearTimeError as unclear:
        slot, said = None, str(unclear)
    else:
        said = ""
    assert slot is None or isinstance(slot, dt.datetime)
    assert said or slot is not None or not text.strip("-–— ").strip()


names = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=30
)
risky = st.sampled_from([*INJECTIONS, "-1", "''+", "O'Neill", "'Abd", "a,b;c", '"x"', "a\nb"])


@given(name=names | risky, adjustments=names | risky | st.just(""))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_list_that_was_written_is_read_back_and_holds_no_formula(name: str, adjustments: str, tmp_path: Path):
    shown, _ = clean(name, "name", "")
    kept, _ = clean(adjustments, "adjustments", "")
    if not shown or "\ufffd" in shown + kept:
        return
    people = (Candidate(ref="C01", name=shown, slot=at(12, 9, 30), room="Room 2", adjustments=kept),)
    data = write_csv(people)
    path = tmp_path / "candidates.csv"
    path.write_bytes(data)
    candidates, findings = read_candidates(path, "candidates.csv")
    assert [f for f in findings if f.is_error] == []
    assert candidates == people
    cells = [c for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for c in row]
    assert [c for c in cells if c.startswith(tuple("=+-@\t\r"))] == []


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_of_the_usual_list_is_a_formula_in_the_written_list(text: str):
    data = write_csv([Candidate(ref="C01", name=text, adjustments=text)])
    [_, row] = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert [c for c in row if c.startswith(tuple("=+-@＝＋－＠\t\r"))] == []


def test_written_list_puts_an_apostrophe_before_what_looks_like_a_formula():
    data = write_csv([Candidate(ref="C01", name="=1+1", adjustments="@home")])
    assert data.decode("utf-8-sig").split("\r\n")[1] == "C01,'=1+1,,,'@home"


@given(data=st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_give_findings_and_never_a_crash(data: bytes, tmp_path: Path):
    path = tmp_path / "candidates.csv"
    path.write_bytes(data)
    candidates, findings = read_candidates(path, "candidates.csv")
    assert candidates or findings
    assert all(f.problem and f.remedy for f in findings)


def package(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def workbook_parts() -> dict[str, bytes]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Ref", "Name"])
    sheet.append(["C01", "Ann Abel"])
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


SHEET = "xl/worksheets/sheet1.xml"
HOSTILE: dict[str, tuple[dict[str, bytes], str]] = {
    "a picture of 80 MB of zeros": ({"xl/media/image1.png": bytes(80_000_000)}, "workbook-refused"),
    "a sheet of 25 MB": (
        {SHEET: b"<worksheet>" + b" " * 25_000_000 + b"</worksheet>"},
        "workbook-refused",
    ),
    "two thousand parts": ({f"xl/x{n}.xml": b"<x/>" for n in range(2000)}, "workbook-refused"),
    "names that differ in case": ({"XL/Workbook.xml": b"<x/>"}, "workbook-refused"),
    "entities that multiply": (
        {"xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'},
        "workbook-refused",
    ),
    "a document type in UTF-16": (
        {"xl/styles.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16")},
        "workbook-refused",
    ),
    "broken XML": ({SHEET: b"<worksheet><sheetData>"}, "not-a-workbook"),
    "a sheet that is none": ({SHEET: b"<html/>"}, "candidates-no-header"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_workbook_is_refused_in_bounded_time(what: str, tmp_path: Path):
    parts, code = HOSTILE[what]
    path = tmp_path / "candidates.xlsx"
    path.write_bytes(package({**workbook_parts(), **parts}))
    before = time.process_time()
    candidates, findings = read_candidates(path, "candidates.xlsx")
    assert time.process_time() - before < 5
    assert candidates == ()
    assert codes(findings) == [code]


def test_workbook_that_hostile_ones_are_made_of_is_read(tmp_path: Path):
    path = tmp_path / "candidates.xlsx"
    path.write_bytes(package(workbook_parts()))
    assert read_candidates(path, "candidates.xlsx") == ((Candidate(ref="C01", name="Ann Abel"),), ())


def test_file_over_five_megabytes_is_refused_unread(tmp_path: Path):
    path = tmp_path / "candidates.csv"
    path.write_bytes(b"Ref,Name\n" + b"C01,Ann Abel\n" * 400_000)
    assert codes(read_candidates(path, "candidates.csv")[1]) == ["candidates-too-large"]


def test_every_known_header_is_its_own_plain_form():
    words = [word for words in HEADERS.values() for word in words]
    assert len(words) == len(set(words)) > 50
    assert [plain_header(word) for word in words] == words


def test_rows_that_have_something_in_common_give_one_warning(tmp_path: Path) -> None:
    rows = [f"C{n},Ann{n % 2},12/03/2026 10:00,{'Room 2' if n > 10 else ''}" for n in range(1, 19)]
    path = tmp_path / "candidates.csv"
    path.write_text("\n".join(["Ref,Name,Interview,Room", *rows]), encoding="utf-8")
    _, findings = read_candidates(path, "candidates.csv")
    assert [(f.where, f.problem) for f in findings] == [
        ("candidates.csv: row 3", "9 rows (3, 4, 5, 6, 7 and 4 more) have the same time as row 2"),
        ("candidates.csv: row 4", "8 rows (4, 6, 8, 10, 12 and 3 more) have the same name as row 2, 'Ann1'"),
        ("candidates.csv: row 5", "8 rows (5, 7, 9, 11, 13 and 3 more) have the same name as row 3, 'Ann0'"),
        (
            "candidates.csv: row 13",
            "7 rows (13, 14, 15, 16, 17 and 2 more) have the same time and room as row 12",
        ),
    ]
