import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_kit.word import controls
from interview_kit.word.compose import compose
from interview_kit.word.contrast import contrast
from interview_kit.word.lint import lint_docx
from interview_kit.word.package import read_parts, with_properties, write_parts
from tests.word.templates import template
from tools.build_templates.blocks import Row, cell, head, heading, para, table

Change = Callable[[str], str]


@pytest.fixture
def sound(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a document without a fault."""
    score = controls.drop_down("Q1.score", "Score", "Choose", [("2 - Good", "2"), ("1 - Poor", "1")])
    evidence = controls.rich_text("Q1.evidence", "Evidence", "what was said")
    body = (
        heading("A test", 1),
        heading("Part", 2),
        table(
            (4, 4),
            [head("Name", "Score"), Row([cell("Amara"), cell(para("Score: ", score))])],
            title="t",
            description="d",
        ),
        para("Evidence: ", evidence),
    )
    made = compose(template(tmp_path, *body), {})
    return read_parts(with_properties(made, title="A test", creator="Council"))


def codes(parts: dict[str, bytes]) -> list[str]:
    return [finding.code for finding in lint_docx(write_parts(parts), "test.docx")]


def changed(parts: dict[str, bytes], part: str, old: str, new: str, count: int = -1) -> dict[str, bytes]:
    text = parts[part].decode("utf-8")
    assert old in text
    return {**parts, part: text.replace(old, new, count).encode()}


DOCUMENT, STYLES, SETTINGS, CORE = (
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "docProps/core.xml",
)


def test_a_sound_document_has_no_findings(sound: dict[str, bytes]):
    assert codes(sound) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        (DOCUMENT, '<w:id w:val="2"/>', '<w:id w:val="1"/>', "lint-control"),
        (DOCUMENT, '<w:id w:val="2"/>', '<w:id w:val="2147483648"/>', "lint-control"),
        (DOCUMENT, '"Q1.evidence"', '"Q1.score"', "lint-control"),
        (DOCUMENT, '"Q1.evidence"', f'"{"x" * 65}"', "lint-control"),
        (DOCUMENT, 'w:value="2"', 'w:value="1"', "lint-control"),
        (DOCUMENT, '"2 - Good"', '"1 - Poor"', "lint-control"),
        (DOCUMENT, "what was said", "{{ x }}", "lint-tag-left"),
        (DOCUMENT, "what was said", "{% x", "lint-tag-left"),
        (DOCUMENT, "what was said", "\ue000x\ue001", "lint-tag-left"),
        (DOCUMENT, "</w:p></w:tc>", "</w:p><w:sdt/></w:tc>", "lint-cell"),
        (DOCUMENT, '<w:gridCol w:w="2268"/>', "", "lint-columns"),
        (DOCUMENT, "what was said", "\x07", "lint-xml"),
        (DOCUMENT, "<w:body>", '<w:body><w:bookmarkStart w:id="1" w:name="b"/>', "lint-bookmark"),
        (DOCUMENT, 'mc:Ignorable="w14"><w:body>', "><w:body><w14:x/>", "lint-ignorable"),
        ("_rels/.rels", "word/document.xml", "word/other.xml", "lint-relationship"),
        ("[Content_Types].xml", "/word/theme/theme1.xml", "/word/theme/gone.xml", "lint-types"),
        ("[Content_Types].xml", 'Extension="rels"', 'Extension="png"', "lint-types"),
        (CORE, "<dc:title>A test</dc:title>", "", "access-title"),
        (CORE, "en-GB", "en-US", "access-language"),
        (STYLES, 'w:lang w:val="en-GB"', 'w:lang w:val="en-US"', "access-language"),
        (SETTINGS, 'w:themeFontLang w:val="en-GB"', 'w:themeFontLang w:val="en-US"', "access-language"),
        (SETTINGS, "<w:zoom", '<w:documentProtection w:edit="forms"/><w:zoom', "access-protected"),
        (DOCUMENT, '"Heading2"', '"Heading3"', "access-heading"),
        (DOCUMENT, '"Heading2"', '"Heading1"', "access-heading"),
        (DOCUMENT, '"TableHead"', '"Heading2"', "access-heading"),
        (DOCUMENT, ">Part<", "> <", "access-heading"),
        (DOCUMENT, "<w:tblHeader/>", "", "access-table"),
        (DOCUMENT, 'w:firstRow="1"', 'w:firstRow="0"', "access-table"),
        (DOCUMENT, '<w:tblCaption w:val="t"/>', "", "access-table"),
        (DOCUMENT, ">Name<", "><", "access-table"),
        (DOCUMENT, "<w:tcPr>", "<w:tcPr><w:vMerge/>", "access-table"),
        (DOCUMENT, '<w:alias w:val="Evidence"/>', "", "access-control"),
        (DOCUMENT, "Evidence: ", " ", "access-control"),
        (DOCUMENT, "<w:body>", "<w:body><w:p/>", "access-empty"),
        (DOCUMENT, "<w:body>", '<w:body><w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"/></wp:inline></w:drawing></w:r></w:p>', "access-picture"),
        (STYLES, '<w:color w:val="595959"/>', '<w:color w:val="808080"/>', "access-contrast"),
        (DOCUMENT, 'w:fill="E4EBF3"', 'w:fill="1B3A5C"', "access-contrast"),
    ],
)  # fmt: skip
def test_each_fault_is_found(sound: dict[str, bytes], part: str, old: str, new: str, code: str):
    count = 1 if code in {"lint-cell", "lint-columns"} else -1
    assert code in codes(changed(sound, part, old, new, count))


def test_a_part_that_stands_twice_is_found(sound: dict[str, bytes]):
    buffer = io.BytesIO(write_parts(sound))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", sound[DOCUMENT])
    assert "lint-zip" in [f.code for f in lint_docx(buffer.getvalue(), "test.docx")]


def test_what_is_no_package_is_found():
    assert [f.code for f in lint_docx(b"no zip", "test.docx")] == ["lint-zip"]


def test_a_control_without_content_is_found(sound: dict[str, bytes]):
    text = sound[DOCUMENT].decode("utf-8")
    start = text.rindex("<w:sdtContent>")
    end = text.rindex("</w:sdtContent>")
    emptied = text[:start] + "<w:sdtContent>" + text[end:]
    assert "lint-control" in codes({**sound, DOCUMENT: emptied.encode()})


def test_contrast_is_measured_as_wcag_does():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert round(contrast("767676", "FFFFFF"), 2) == 4.54
    assert round(contrast("808080", "FFFFFF"), 2) == 3.95
    assert round(contrast("595959", "FFFFFF"), 1) == 7.0
