"""Score sheets that LibreOffice really saved, as Word and as OpenDocument, and that a hand really filled in there."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path

import pytest

from interview_kit.documents.layout import score_sheet_keys
from interview_kit.documents.score_sheet_reader import ReadSheet, read_score_sheet
from interview_kit.documents.sheet_outside import printed_sheet
from interview_kit.domain.rating import Mark, ScoreSheet
from interview_kit.word.filled import is_filled
from tests.cases.test_sheets import SHAPES, filled, shown
from tests.documents.answers import example
from tests.documents.test_score_sheet_round_trip import ISSUED, PLAN, SHEET
from tests.fill.libreoffice import convert

pytestmark = [pytest.mark.libreoffice]
HAND = Path(__file__).parents[1] / "fill" / "libreoffice_hand.py"
KINDS = ("docx", "odt")
SAVED = [
    (kind, id_)
    for kind in KINDS
    for id_, shape in SHAPES.items()
    if shape.sheet and kind in shape.libreoffice
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


@pytest.fixture(scope="module")
def resaved(soffice: str, folder: Path) -> dict[tuple[str, str], bytes]:
    """Return every shape, and an empty sheet, as LibreOffice saves it, by kind and id."""
    made = {id_: SHAPES[id_].make(filled("kit")) for _, id_ in SAVED} | {"empty": filled("kit").empty}
    for id_, data in made.items():
        (folder / f"{id_}.docx").write_bytes(data)
    saved = {}
    for kind in KINDS:
        ids = [*(id_ for kind_, id_ in SAVED if kind_ == kind), "empty"]
        files = convert(soffice, folder, [folder / f"{id_}.docx" for id_ in ids], kind)
        saved |= {(kind, id_): data for id_, data in files.items()}
    return saved


def read(data: bytes, name: str = "returned/C03-P2.docx") -> ReadSheet:
    return read_score_sheet(
        data, name, PLAN, ISSUED, printed_sheet(filled("kit").empty, score_sheet_keys(PLAN))
    )


@pytest.mark.parametrize(("kind", "id_"), SAVED)
def test_a_shape_that_libreoffice_saved_is_read_right_or_named(
    resaved: dict[tuple[str, str], bytes], kind: str, id_: str
):
    shape, found = SHAPES[id_], read(resaved[kind, id_])
    assert found.sheet is not None
    assert shown(found) == shape.findings_after(kind)
    spoilt = shape.resaved[kind].not_compared if kind in shape.resaved else ()
    expected = shape.expected_after(kind, filled("kit").answers)
    assert expected is not None
    assert whole(found.sheet, spoilt) == whole(expected, spoilt)


def whole(sheet: ScoreSheet, spoilt: tuple[str, ...]) -> ScoreSheet:
    """Return the sheet; of questions that came back spoilt, and were named as such, only the scores."""
    kept = {"evidence": "", "heard": ()}
    ratings = (r.model_copy(update=kept) if r.question in spoilt else r for r in sheet.ratings)
    return sheet.model_copy(update={"ratings": tuple(ratings)})


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_sheet_that_libreoffice_saved_is_empty(resaved: dict[tuple[str, str], bytes], kind: str):
    found = read(resaved[kind, "empty"])
    assert [f.code for f in found.findings] == ["interest-missing", "not-filled-in", "not-alone"]
    assert not is_filled(resaved[kind, "empty"], fresh=filled("kit").empty)


@pytest.mark.parametrize("kind", ["doc", "rtf", "pdf"])
def test_a_real_file_of_another_kind_under_this_name_is_named_for_what_it_is(
    soffice: str, folder: Path, kind: str
):
    path = folder / "other.docx"
    path.write_bytes(filled("kit").data)
    made = convert(soffice, folder, [path], kind)
    found = read(made["other"])
    assert found.sheet is None
    assert [f.code for f in found.findings] == [kind]


# What keys do in LibreOffice

EVIDENCE = "Rang the centre — é 3rd.\nHe had “got” there."
KEYS: list[list[object]] = [
    ["D.interest", "pick", 0],
    ["Q1.evidence", "type", EVIDENCE],
    ["Q1.e1", "tick"],
    ["Q1.i1", "tick"],
    ["Q1.score", "pick", 1],
    ["Q2.score", "pick", 4],
    ["Q3.evidence", "type", "Little on what she learned."],
    ["Q3.e1", "tick"],
    ["Q3.e1", "tick"],
    ["Q3.e2", "tick"],
    ["Q3.score", "pick", 2],
    ["Z.notes", "type", "Can start in May.\nAsked about parking."],
    ["Z.own", "tick"],
    ["Z.date", "type", "12 March 2026"],
]
AGAIN: list[list[object]] = [
    ["Q1.score", "pick", 3],
    ["Q3.e2", "tick"],
    ["Q3.evidence", "type", "Not much. "],
]


@pytest.fixture(scope="module")
def by_hand(soffice: str, uno_python: str, folder: Path) -> dict[str, bytes]:
    """Return a sheet filled in by keys, changed by keys with changes recorded, and one typed on with them."""
    empty = folder / "hand-empty.docx"
    empty.write_bytes(filled("kit").empty)
    paths = {name: folder / f"hand-{name}" for name in ("first.docx", "first.odt", "later.docx", "later.odt")}
    first, odt, later, later_odt = map(str, paths.values())
    orders = [
        {"open": str(empty), "keys": KEYS, "save": [first, odt]},
        {"open": first, "keys": AGAIN, "save": [later, later_odt], "track": True},
    ]
    script = folder / "orders.json"
    script.write_text(json.dumps(orders), encoding="utf-8")
    command = [uno_python, str(HAND), soffice, str(folder / "hand-profile"), str(script)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return {name: path.read_bytes() for name, path in paths.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_what_keys_picked_ticked_and_typed_is_read(by_hand: dict[str, bytes], kind: str):
    found = read(by_hand[f"first.{kind}"])
    answers = example(SHEET)
    one = answers.ratings[0].model_copy(update={"evidence": EVIDENCE})
    assert found.sheet == answers.model_copy(update={"ratings": (one, *answers.ratings[1:])})
    assert found.findings == ()
    assert answers.finished == dt.date(2026, 3, 12)
    assert is_filled(by_hand[f"first.{kind}"], fresh=filled("kit").empty)


@pytest.mark.parametrize("kind", KINDS)
def test_what_keys_changed_with_changes_recorded_is_read_as_it_stands_now(
    by_hand: dict[str, bytes], kind: str
):
    data = by_hand[f"later.{kind}"]
    found = read(data)
    assert found.sheet is not None
    ratings = found.sheet.by_question
    assert (ratings["Q1"].mark, ratings["Q1"].score) == (Mark.SCORED, 1)
    assert ratings["Q1"].evidence == EVIDENCE
    assert ratings["Q3"].evidence == "Not much. Little on what she learned."
    assert ratings["Q3"].heard == ()
    assert found.findings == ()
