from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_kit.errors import KitError
from interview_kit.word import controls
from interview_kit.word.fill import Value, fill
from interview_kit.word.read import read_docx
from tests.documents.answers import TEXT, as_read
from tests.documents.sheets import docx, p
from tests.fill.editors import parts_of

FORM = docx(
    p("Score: ", controls.drop_down("score", "Score", "Choose a score", [("3 - Very good", "3")])),
    p("Evidence: ", controls.rich_text("evidence", "Evidence", "what was said", properties="<w:b/>")),
    p("Heard ", controls.check_box("tick", "Tick", font="Segoe UI Symbol", ticked="☑", not_ticked="☐")),
    p("Date: ", controls.date("date", "Date", "choose a date")),
)


def shown(document: bytes) -> dict[str, str]:
    return {c.tag: c.text for c in read_docx(document, "x.docx").controls}


def xml(document: bytes) -> str:
    return parts_of(document)["word/document.xml"].decode()


def test_controls_are_filled_as_an_editor_leaves_them():
    filled = fill(
        FORM,
        {"score": "3 - Very good", "evidence": "One\nTwo\tThree", "tick": True, "date": dt.date(2026, 3, 12)},
    )
    assert shown(filled) == {
        "score": "3 - Very good",
        "evidence": "One\nTwo\tThree",
        "tick": "☑",
        "date": "12 March 2026",
    }
    read = {c.tag: c for c in read_docx(filled, "x.docx").controls}
    assert not any(c.placeholder for c in read.values())
    assert (read["tick"].checked, read["tick"].glyph) == (True, True)
    assert read["date"].date == dt.date(2026, 3, 12)
    assert "PlaceholderText" not in xml(filled)
    assert "<w:br/>" in xml(filled)
    assert "<w:b/>" in xml(filled)


def test_what_is_not_named_stays_as_it_was():
    filled = fill(FORM, {"score": "3 - Very good", "evidence": ""})
    assert shown(filled) == {
        "score": "3 - Very good",
        "evidence": "what was said",
        "tick": "☐",
        "date": "choose a date",
    }
    before, after = parts_of(FORM), parts_of(filled)
    assert list(before) == list(after)
    assert {n for n in before if before[n] != after[n]} == {"word/document.xml"}


def test_filling_again_puts_the_new_in_place_of_the_old():
    again = fill(fill(FORM, {"evidence": "a\nb", "tick": True}), {"evidence": "c", "tick": False})
    assert shown(again)["evidence"] == "c"
    assert shown(again)["tick"] == "☐"


@given(st.data())
def test_any_text_comes_back(data: st.DataObject):
    text = data.draw(TEXT)
    read = shown(fill(FORM, {"evidence": text}))["evidence"]
    assert as_read(read) == as_read(text) or not text


@pytest.mark.parametrize(
    ("tag", "value"), [("nowhere", "x"), ("score", True), ("score", dt.date(2026, 1, 1))]
)
def test_a_value_that_does_not_fit_is_refused(tag: str, value: Value):
    with pytest.raises(KeyError):
        fill(FORM, {tag: value})


def test_a_file_that_is_no_document_is_refused():
    with pytest.raises(KitError):
        fill(b"%PDF", {"score": "3"})
