from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from interview_kit.errors import KitError
from interview_kit.word.content import WordContent
from interview_kit.word.read_document import read_document
from interview_kit.word.read_odt import read_odt
from tests.fill.odt import KIND, element, manifest, odt, odt_package, odt_parts, odt_table, p

NAME = "returned/C03-P2.odt"


def read(body: str, **more: str) -> WordContent:
    return read_document(odt(body, **more), NAME)


def codes(content: WordContent) -> list[str]:
    return [finding.code for finding in content.warnings]


def refusal(data: bytes) -> str:
    with pytest.raises(KitError) as error:
        read_document(data, NAME)
    (finding,) = error.value.findings
    assert finding.where == NAME
    assert finding.problem
    assert finding.remedy
    return finding.code


# What is read


def test_texts_controls_rows_edges_and_properties_are_read():
    box = '<loext:content-control loext:checkbox="true" loext:checked="true">☑</loext:content-control>'
    day = '<loext:content-control loext:current-date="2026-03-12T00:00:00Z">12 March</loext:content-control>'
    content = read(
        f"<text:h>Sheet</text:h>{odt_table((p('Q1.e1'), f'<text:p>+ {box}</text:p>'), (p('Z.date'), f'<text:p>{day}</text:p>'))}",
        edges=f"<style:header>{p('Top')}</style:header><style:footer>{p('Foot')}</style:footer>"
        f'<style:header-first style:display="false">{p("Not shown")}</style:header-first>',
        meta='<dc:title>T</dc:title><meta:user-defined meta:name="OOXMLCorePropertyIdentifier">SK</meta:user-defined>'
        '<meta:user-defined meta:name="kit">1</meta:user-defined><meta:user-defined meta:name="kit">2</meta:user-defined>',
    )
    assert content.paragraphs == ("Sheet",)
    assert [[cell.text for cell in row.cells] for row in content.rows] == [
        ["Q1.e1", "+ ☑"],
        ["Z.date", "12 March"],
    ]
    assert [(c.checked, c.glyph, c.date) for c in content.controls] == [
        (True, True, None),
        (None, None, dt.date(2026, 3, 12)),
    ]
    assert content.rows[0].controls == content.controls[:1]
    assert (content.headers, content.footers) == (("Top",), ("Foot",))
    assert content.core == {"title": "T", "identifier": "SK"}
    assert content.custom == {"kit": "1\n2"}
    assert content.warnings == ()


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("  one\n\t two  ", "one two "),
        ("one <text:span> two</text:span>", "one two"),
        ('one<text:s text:c="3"/>two<text:s/>', "one   two "),
        ("one<text:tab/>two<text:line-break/>three", "one\ttwo\nthree"),
        ("one<text:soft-page-break/> two", "one two"),
        ("<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>hint</text:ruby-text></text:ruby>", "base"),
        ('<text:change text:change-id="c"/>kept', "kept"),
        ("<loext:content-control><loext:list-item loext:value='4'/>3</loext:content-control>", "3"),
        ('<text:a xlink:href="https://x.example">link</text:a>', "link"),
    ],
)  # fmt: skip
def test_white_space_and_marks_read_as_an_editor_shows_them(inside: str, text: str):
    content = read(f"<text:p>{inside}</text:p>")
    assert content.paragraphs == (text,)
    assert content.warnings == ()


def test_what_was_deleted_is_not_read():
    deleted = "<text:tracked-changes><text:changed-region><text:deletion><text:p>1</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    assert read(deleted + p("3")).paragraphs == ("3",)


def test_lists_sections_and_tables_inside_a_cell_are_read_as_lines():
    items = f"<text:list><text:list-item>{p('a')}</text:list-item><text:list-item>{p('b')}</text:list-item></text:list>"
    inner = odt_table((p("c"), p("d")), (p("e"), p("f")))
    section = f"<text:section>{p('g')}</text:section>"
    content = read(odt_table((p("Key"), items + inner + section)))
    assert [cell.text for cell in content.rows[0].cells] == ["Key", "a\nb\nc\td\ne\tf\ng"]
    assert [row.key for row in content.rows] == ["Key", "c", "e"]
    assert [row.holds_table for row in content.rows] == [True, False, False]


def test_header_rows_merged_cells_and_repeated_rows_count():
    rows = (
        f"<table:table-header-rows><table:table-row><table:table-cell>{p('Key')}</table:table-cell></table:table-row></table:table-header-rows>"
        f'<table:table-row table:number-rows-repeated="3"><table:table-cell>{p("Q1")}</table:table-cell>'
        f"<table:covered-table-cell/><table:table-cell>{p('x')}</table:table-cell></table:table-row>"
    )
    content = read(f"<table:table>{rows}</table:table>")
    assert [row.key for row in content.rows] == ["Key", "Q1", "Q1"]
    assert [cell.column for cell in content.rows[1].cells] == [0, 2]


def test_a_picture_in_a_cell_is_known_of_and_a_text_box_is_read():
    frame = f'<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame><draw:frame><draw:text-box>{p("in a box")}</draw:text-box></draw:frame>'
    content = read(odt_table((p("Key"), f"<text:p>seen{frame}</text:p>")))
    assert [cell.has_picture for cell in content.rows[0].cells] == [False, True]
    assert content.rows[0].cells[1].text == "seen\nin a box"


# What is left out, and said


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<text:p>a<text:span text:style-name="T1">b</text:span></text:p>', "hidden-text"),
        ('<text:p>a</text:p><text:p text:style-name="Follows">b</text:p>', "hidden-text"),
        ('<text:p>a</text:p><text:section text:display="none"><text:p>b</text:p></text:section>', "hidden-text"),
        ('<text:p>a</text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>b</text:p>', "hidden-text"),
        ("<text:p>a<office:annotation><text:p>b</text:p></office:annotation></text:p>", "comments"),
        ("<text:p>a<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p>", "footnotes"),
        ('<text:section><text:section-source xlink:href="#x"/><text:p>a</text:p></text:section>', "outside-field"),
        ("<text:p>a<draw:frame><draw:object/></draw:frame></text:p>", "embedded-object"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_said(body: str, code: str):
    hides = '<style:style style:name="{}"{}>{}</style:style>'
    none = '<style:text-properties text:display="none"/>'
    content = read(
        body,
        auto=hides.format("T1", "", none) + hides.format("Follows", ' style:parent-style-name="Hidden"', ""),
        styles=hides.format("Hidden", "", none),
    )
    assert content.paragraphs == ("a",)
    assert codes(content) == [code]


@pytest.mark.parametrize(
    "address", ["http://evil.example/x.png", "file:///etc/passwd", "../other.odt", "//host/x"]
)
def test_what_stands_outside_is_named_and_not_fetched(address: str):
    content = read(f'<text:p>a<draw:frame><draw:image xlink:href="{address}"/></draw:frame></text:p>')
    assert codes(content) == ["external-part"]
    assert address in content.warnings[0].problem


# What is refused


def changed(name: str, content: str) -> bytes:
    return odt_package({**odt_parts(p("x")), name: content})


def without(name: str) -> bytes:
    return odt_package({part: content for part, content in odt_parts(p("x")).items() if part != name})


SECRET = manifest(
    inside='<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
)
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (changed("META-INF/manifest.xml", SECRET), "encrypted"),
        (changed("encrypted-package", "x"), "encrypted"),
        (changed("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "other-file"),
        (changed("META-INF/manifest.xml", manifest(f"{KIND}-master")), "damaged"),
        (without("META-INF/manifest.xml"), "odt"),
        (without("content.xml"), "other-file"),
        (changed("content.xml", "<x"), "damaged"),
        (changed("content.xml", element("document-content")), "damaged"),
        (changed("content.xml", DOCTYPE + element("document-content")), "doctype"),
        (changed("meta.xml", DOCTYPE + element("document-meta")), "doctype"),
        (changed("META-INF/manifest.xml", DOCTYPE + manifest()), "doctype"),
        (changed("Basic/Standard/Module1.xml", "<x/>"), "macros"),
        (changed("Scripts/python/run.py", "print()"), "macros"),
        (odt('<text:p><text:execute-macro text:name="x">click</text:execute-macro></text:p>'), "macros"),
        (odt("<office:event-listeners><script:event-listener/></office:event-listeners>"), "macros"),
        (changed("../outside.xml", "<x/>"), "hostile-name"),
        (odt("<text:span>" * 300 + "</text:span>" * 300), "too-complex"),
        (odt('<text:p><text:s text:c="999999999"/></text:p>'), "too-complex"),
        (odt("".join(f"<text:p>{n * 7919 % 100_003}</text:p>" for n in range(130_000))), "too-complex"),
        (odt(p("x" * 25_000_000)), "zip-bomb"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_harmful_or_other_file_is_refused_with_one_finding(data: bytes, code: str):
    assert refusal(data) == code


def test_an_empty_list_of_macros_is_none():
    assert read_odt(changed("Basic/Standard/script-lb.xml", "<x/>"), NAME).paragraphs == ("x",)


def test_a_text_is_known_by_what_it_holds_also_when_packed_anew():
    buffer = io.BytesIO()
    parts = odt_parts(p("x"))
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, reverse=True):
            archive.writestr(name, parts[name])
    assert read_document(buffer.getvalue(), "sheet.docx").paragraphs == ("x",)


def test_a_text_cut_short_anywhere_gives_a_finding():
    whole = odt(p("x" * 200))
    refused = [refusal(whole[:size]) for size in range(0, len(whole) - 1, 37)]
    assert len(refused) > 30
    assert set(refused) <= {"empty", "damaged", "other-file"}
