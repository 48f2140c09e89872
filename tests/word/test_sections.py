"""Running headers of sections, and bookmarks that differ."""

from __future__ import annotations

import re
from pathlib import Path

from interview_kit.word.compose import compose
from interview_kit.word.lint import lint_docx
from interview_kit.word.package import read_parts, write_parts
from interview_kit.word.sandbox import slot
from interview_kit.word.sections import with_numbered_bookmarks, with_section_headers
from interview_kit.word.xml import run, w
from tests.word.templates import template, text_of
from tools.build_templates.bank_book_contents import bookmark, section_end
from tools.build_templates.blocks import heading, para, tag
from tools.build_templates.page import A4, section


def made(folder: Path, *, header: str = "{{ running }}") -> bytes:
    """Return three sections with a bookmark in each."""
    file = template(
        folder,
        heading("Title", 1),
        tag("for n in numbers"),
        para(bookmark("mark_{{ n }}", run("Part {{ n }}"))),
        tag("if not loop.last"),
        w("p", w("pPr", section(A4))),
        tag("endif"),
        tag("endfor"),
        header=header,
    )
    return compose(file, {"numbers": [1, 2, 3], "running": slot("running")})


def headers(document: bytes) -> list[str]:
    """Return the header text of each section, in order."""
    parts = read_parts(document)
    related = dict(
        re.findall(r'Id="([^"]*)"[^>]*Target="([^"]*)"', parts["word/_rels/document.xml.rels"].decode())
    )
    used = re.findall(r'<w:headerReference[^>]*r:id="([^"]*)"', parts["word/document.xml"].decode())
    return [text_of(document, f"word/{related[key]}").strip() for key in used]


def test_each_section_gets_its_own_text(tmp_path: Path) -> None:
    document = with_section_headers(made(tmp_path), "running", ["One", "Two & <three>", "Four"])
    assert headers(document) == ["One", "Two &amp; &lt;three&gt;", "Four"]
    assert [f for f in lint_docx(with_numbered_bookmarks(document), "x.docx") if "header" in f.problem] == []


def test_the_last_text_serves_the_sections_that_are_left(tmp_path: Path) -> None:
    assert headers(with_section_headers(made(tmp_path), "running", ["One", "Two"])) == ["One", "Two", "Two"]


def test_a_header_without_the_slot_stays_as_the_organisation_wrote_it(tmp_path: Path) -> None:
    document = with_section_headers(made(tmp_path, header="Our council"), "running", ["One"])
    assert headers(document) == ["Our council"] * 3


def test_what_a_header_leads_to_is_kept(tmp_path: Path) -> None:
    parts = read_parts(made(tmp_path))
    parts["word/_rels/header1.xml.rels"] = b"<Relationships/>"
    document = with_section_headers(write_parts(parts), "running", ["One"])
    copies = [name for name in read_parts(document) if name.startswith("word/_rels/sectionheader")]
    assert len(copies) == 3


def test_no_mark_of_the_slot_is_left_anywhere(tmp_path: Path) -> None:
    document = with_section_headers(made(tmp_path), "running", ["One"])
    assert [n for n, content in read_parts(document).items() if "\ue000".encode() in content] == []


def test_bookmarks_are_numbered_from_one_beginning_and_end_alike(tmp_path: Path) -> None:
    xml = read_parts(with_numbered_bookmarks(made(tmp_path)))["word/document.xml"].decode()
    assert re.findall(r'<w:bookmarkStart[^>]*w:id="(\d+)"', xml) == ["1", "2", "3"]
    assert re.findall(r'<w:bookmarkEnd[^>]*w:id="(\d+)"', xml) == ["1", "2", "3"]


def test_a_title_page_has_no_header() -> None:
    assert "<w:titlePg/></w:sectPr>" in section_end(title_page=True)
    assert "titlePg" not in section_end()
