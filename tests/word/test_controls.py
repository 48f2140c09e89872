import io
import re
from pathlib import Path

import docx
import openxml_audit
import pytest

from interview_kit.word import controls
from interview_kit.word.compose import compose
from tests.word.templates import template
from tools.build_templates.blocks import para

BOX = {"font": "Segoe UI Symbol", "ticked": "\u2611", "not_ticked": "\u2610"}
EVERY = {
    "drop_down": controls.drop_down("a.score", "Score", "Choose", [("2 - Good", "2"), ("1 - Poor", "1")]),
    "rich_text": controls.rich_text("a.evidence", "Evidence", "what was said"),
    "date": controls.date("a.date", "Date", "choose a date"),
    "check_box": controls.check_box("a.e1", "Heard", **BOX),
    "locked_text": controls.locked_text("a.ref", "Reference", "SK-92GA-M7ZG"),
}


@pytest.mark.parametrize("kind", EVERY)
def test_a_control_makes_a_valid_document(tmp_path: Path, kind: str):
    file = tmp_path / "made.docx"
    file.write_bytes(compose(template(tmp_path, para("Field: ", EVERY[kind])), {}))
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(file)).errors] == []
    assert docx.Document(io.BytesIO(file.read_bytes())).paragraphs[0].text == "Field: "


@pytest.mark.parametrize("kind", EVERY)
def test_a_control_has_tag_title_and_lock(kind: str):
    lock = "sdtContentLocked" if kind == "locked_text" else "sdtLocked"
    assert re.search(r'<w:alias w:val="[^"]+"/><w:tag w:val="a\.[^"]+"/><w:id w:val="\d+"/>', EVERY[kind])
    assert f'<w:lock w:val="{lock}"/>' in EVERY[kind]


@pytest.mark.parametrize("kind", ["drop_down", "rich_text", "date"])
def test_an_empty_control_shows_its_placeholder(kind: str):
    assert "<w:showingPlcHdr/>" in EVERY[kind]
    assert '<w:rStyle w:val="PlaceholderText"/>' in EVERY[kind]


def test_a_box_is_open_at_first():
    assert '<w14:checked w14:val="0"/>' in EVERY["check_box"]
    assert '<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>' in EVERY["check_box"]
    assert "\u2610" in EVERY["check_box"]


def test_texts_of_a_control_are_escaped():
    made = controls.drop_down('a"b', "A & B", "<choose>", [('"x" & <y>', "1")])
    assert 'w:val="a&quot;b"' in made
    assert "A &amp; B" in made
    assert "&lt;choose&gt;" in made
    assert 'w:displayText="&quot;x&quot; &amp; &lt;y&gt;"' in made
