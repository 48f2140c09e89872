from __future__ import annotations

import datetime as dt
import socket

import pytest

from interview_kit.errors import KitError, Severity
from interview_kit.word.content import Control, WordContent
from interview_kit.word.read import read_docx
from tests.documents.sheets import docx, p, table, tc
from tests.fill.editors import edit_text, package, parts_of

NAME = "returned/x.docx"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def sdt(content: str, tag: str = "Q1.score", properties: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def cell(inside: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:p>{r('K')}</w:p></w:tc><w:tc>{inside}</w:tc></w:tr></w:tbl>"


def read(xml: str) -> WordContent:
    marked = docx(p("BODY"))
    return read_docx(edit_text(marked, str(p("BODY")), xml), NAME)


def answer(xml: str) -> str:
    """Return the text of the second cell of the row with the key K."""
    (row,) = read(xml).rows_by_key["K"]
    return row.cells[1].text


SCORE = "3 - Very good"
PLACES = {
    "plain": cell(f"<w:p>{r(SCORE)}</w:p>"),
    "split runs": cell(f"<w:p>{r('3 -')}<w:proofErr w:type='spellStart'/>{r(' Very')}{r(' good')}</w:p>"),
    "run control": cell(f"<w:p>{sdt(r(SCORE))}</w:p>"),
    "block control": cell(sdt(f"<w:p>{r(SCORE)}</w:p>")),
    "cell control": f"<w:tbl><w:tr><w:tc><w:p>{r('K')}</w:p></w:tc>{sdt(f'<w:tc><w:p>{r(SCORE)}</w:p></w:tc>')}</w:tr></w:tbl>",
    "row control": "<w:tbl>"
    + sdt(f"<w:tr><w:tc><w:p>{r('K')}</w:p></w:tc><w:tc><w:p>{r(SCORE)}</w:p></w:tc></w:tr>")
    + "</w:tbl>",
    "table control": sdt(cell(f"<w:p>{r(SCORE)}</w:p>")),
    "twenty controls": cell("<w:p>" + sdt("", "X").replace("</w:sdtContent></w:sdt>", "") * 20 + r(SCORE)
                            + "</w:sdtContent></w:sdt>" * 20 + "</w:p>"),
    "insertion": cell(f'<w:p><w:ins w:id="1" w:author="A">{r(SCORE)}</w:ins></w:p>'),
    "inserted for a deletion": cell(
        f'<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>4</w:delText></w:r>{r("4")}</w:del>'
        f'<w:ins w:id="2" w:author="A">{r(SCORE)}</w:ins></w:p>'
    ),
    "moved here": cell(f'<w:p><w:moveFrom w:id="1">{r("4")}</w:moveFrom><w:moveTo w:id="2">{r(SCORE)}</w:moveTo></w:p>'),
    "smart tag": cell(f"<w:p><w:smartTag>{r(SCORE)}</w:smartTag></w:p>"),
    "custom XML": cell(f"<w:p><w:customXml>{r(SCORE)}</w:customXml></w:p>"),
    "hyperlink": cell(f"<w:p><w:hyperlink>{r(SCORE)}</w:hyperlink></w:p>"),
    "simple field": cell(f'<w:p><w:fldSimple w:instr="DOCPROPERTY x">{r(SCORE)}</w:fldSimple></w:p>'),
    "complex field": cell(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 4 = 4</w:instrText></w:r>'
        f'{r("4")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(SCORE)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
    "text box, both alternatives": cell(
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps" xmlns:wps="{WPS}"><w:drawing><wps:txbx>'
        f"<w:txbxContent><w:p>{r(SCORE)}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<w:txbxContent><w:p>{r(SCORE)}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ),
    "alternative nobody knows": cell(
        f'<w:p><mc:AlternateContent><mc:Choice Requires="q" xmlns:q="urn:q">{r("4")}</mc:Choice>'
        f"<mc:Fallback>{r(SCORE)}</mc:Fallback></mc:AlternateContent></w:p>"
    ),
    "comment cut into it": cell("<w:p><w:r><w:t>3 - Ve<!-- 4 -->ry good</w:t></w:r></w:p>"),
    "ruby": cell(f"<w:p><w:r><w:ruby><w:rt>{r('4')}</w:rt><w:rubyBase>{r(SCORE)}</w:rubyBase></w:ruby></w:r></w:p>"),
    "hidden text beside it": cell(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>4</w:t></w:r>{r(SCORE)}</w:p>"),
    "hidden text behind a comment": cell(f"<w:p><w:r><!-- x --><w:rPr><w:vanish/></w:rPr><w:t>4</w:t></w:r>{r(SCORE)}</w:p>"),
    "hidden off": cell(f'<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>{SCORE}</w:t></w:r></w:p>'),
    "deleted paragraph mark": cell(
        f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{r('3 - ')}</w:p><w:p>{r('Very good')}</w:p>"
    ),
    "page break rendered": cell(f"<w:p><w:r><w:lastRenderedPageBreak/><w:t>{SCORE}</w:t></w:r></w:p>"),
    "soft hyphen": cell(f"<w:p>{r('3 - Very g')}<w:r><w:softHyphen/></w:r>{r('ood')}</w:p>"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_the_same_text_is_read_wherever_it_stands(place: str):
    assert answer(PLACES[place]) == SCORE


def test_line_breaks_paragraphs_and_tabs_are_read():
    xml = (
        f"<w:p>{r('a')}<w:r><w:br/></w:r>{r('b')}<w:r><w:cr/></w:r>{r('c')}<w:r><w:tab/></w:r>{r('d')}</w:p>"
    )
    assert answer(cell(f"{xml}<w:p/><w:p>{r('e')}</w:p><w:p/>")) == "a\nb\nc\td\n\ne"


def test_line_ends_inside_a_text_are_spaces_as_editors_show_them():
    assert answer(cell("<w:p><w:r><w:t>a\nb\tc</w:t></w:r></w:p>")) == "a b c"


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [("Wingdings", "F0FE", "☑"), ("Wingdings", "F0A8", "☐"), ("Wingdings", "00E0", "→"), ("wingdings 2", "F052", "☑"),
     ("Segoe UI Symbol", "2611", "☑"), ("Wingdings", "F021", "\ufffd"), ("Other", "F041", "\ufffd"), ("Other", "zz", "\ufffd")],
)  # fmt: skip
def test_symbols_are_read_as_what_they_show(font: str, code: str, sign: str):
    content = read(cell(f'<w:p><w:r><w:sym w:font="{font}" w:char="{code}"/></w:r></w:p>'))
    assert content.rows_by_key["K"][0].cells[1].text == sign
    assert [w.code for w in content.warnings] == (["unknown-symbol"] if sign == "\ufffd" else [])


@pytest.mark.parametrize(
    "code", ["EQ \\f(1,2)", "FORMCHECKBOX", "MACROBUTTON NoMacro [3]", "LISTNUM", "AUTONUM"]
)
def test_a_field_that_shows_more_than_its_result_is_said_to_be_there(code: str):
    runs = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    content = read(
        cell(
            "<w:p>"
            + runs.replace("</w:r><w:r>", f"</w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r>")
            + "</w:p>"
        )
    )
    assert content.rows_by_key["K"][0].cells[1].text == "\ufffd"
    assert [w.code for w in content.warnings] == ["unknown-symbol"]


def test_merged_cells_count_for_their_columns_and_no_more_than_word_allows():
    row = (
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='3'/></w:tcPr><w:p/></w:tc>"
        "<w:tc><w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc>"
        "<w:tc><w:tcPr><w:gridSpan w:val='-5'/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
    )
    (found,) = read(f"<w:tbl>{row}</w:tbl>").rows
    assert [c.column for c in found.cells] == [1, 4, 67, 68, 69]


def test_a_table_in_a_cell_counts_on_its_own_and_as_text():
    content = read(cell(f"<w:p>{r('before')}</w:p>{table(('in', tc('1', '2')), ('side', '3'))}<w:p/>"))
    assert [row.key for row in content.rows] == ["K", "in", "side"]
    assert [row.table for row in content.rows] == [0, 1, 1]
    assert content.rows[0].cells[1].text == "before\nin\t1\n2\nside\t3"
    assert [row.holds_table for row in content.rows] == [True, False, False]


def test_controls_are_read_with_all_they_record():
    box = f'<w14:checkbox xmlns:w14="{W14}"><w14:checked w14:val="1"/></w14:checkbox>'
    date = '<w:date w:fullDate="2026-03-12T00:00:00Z"/>'
    content = read(
        cell(
            f"<w:p>{sdt(r('☑'), 'a', box)}{sdt(r('☐'), 'b', box)}{sdt(r('?'), 'c', box)}"
            f"{sdt(r('12 March 2026'), 'd', date)}"
            f"{sdt(r('Choose'), 'e', '<w:alias w:val=&quot;Score&quot;/><w:showingPlcHdr/>'.replace('&quot;', chr(34)))}</w:p>"
        )
    )
    assert content.controls == (
        Control("a", "", "☑", placeholder=False, checked=True, glyph=True, date=None, level="run"),
        Control("b", "", "☐", placeholder=False, checked=True, glyph=False, date=None, level="run"),
        Control("c", "", "?", placeholder=False, checked=True, glyph=None, date=None, level="run"),
        Control(
            "d",
            "",
            "12 March 2026",
            placeholder=False,
            checked=None,
            glyph=None,
            date=dt.date(2026, 3, 12),
            level="run",
        ),
        Control("e", "Score", "Choose", placeholder=True, checked=None, glyph=None, date=None, level="run"),
    )
    assert content.rows[0].controls == content.rows[0].cells[1].controls == content.controls
    assert content.controls_by_tag["a"] == content.controls[:1]


@pytest.mark.parametrize(
    ("place", "level"),
    [("run control", "run"), ("block control", "block"), ("cell control", "cell"), ("row control", "row"),
     ("table control", "block")],
)  # fmt: skip
def test_a_control_knows_what_it_is_wrapped_round(place: str, level: str):
    content = read(PLACES[place])
    assert [c.level for c in content.controls] == [level]
    if level in ("cell", "row"):
        assert content.rows[0].controls == content.controls


def test_a_deleted_control_is_not_there():
    assert read(f"<w:p><w:del w:id='1'>{sdt(r('4'))}</w:del></w:p>").controls == ()


def test_headers_footers_paragraphs_and_properties_are_read():
    data = docx(p("One"), table(("K", "V")), p("Two"), header="Above", footer="Below")
    content = read_docx(data, NAME)
    assert content.paragraphs == ("One", "Two")
    assert (content.headers, content.footers) == (("Above",), ("Below",))
    assert (content.core, content.custom, content.warnings) == ({}, {}, ())


def test_strict_open_xml_reads_the_same():
    data = docx(p("One"), table(("K", "V")))
    parts = parts_of(data)
    for name, xml in parts.items():
        parts[name] = xml.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    assert b"purl.oclc.org" in parts["word/document.xml"]
    strict = read_docx(package(parts), NAME)
    assert strict.rows == read_docx(data, NAME).rows
    assert strict.paragraphs == ("One",)


def test_utf_16_reads_the_same():
    data = docx(p("Séan 😀"))
    parts = parts_of(data)
    text = parts["word/document.xml"].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    parts["word/document.xml"] = text.encode("utf-16")
    assert read_docx(package(parts), NAME).paragraphs == ("Séan 😀",)


def test_nothing_outside_is_fetched_and_all_of_it_is_listed(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        pytest.fail("something tried to connect")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    relations = "".join(
        f'<Relationship Id="x{n}" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
        for n, (kind, target) in enumerate(
            [
                ("attachedTemplate", "file:///C:/Users/a/Normal.dotm"),
                ("hyperlink", "https://example.org"),
                ("attachedTemplate", "http://127.0.0.1:9/evil.dotm"),
                ("image", "\\\\127.0.0.1\\share\\a.png"),
                ("oleObject", "http://127.0.0.1:9/a"),
            ]
        )
    )
    data = edit_text(
        docx(p("x")), "</Relationships>", f"{relations}</Relationships>", "word/_rels/document.xml.rels"
    )
    content = read_docx(data, NAME)
    assert [w.code for w in content.warnings] == ["external-part"] * 3
    assert {w.severity for w in content.warnings} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (cell('<w:p><w:fldSimple w:instr=" DDEAUTO cmd x"><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>'), "outside-field"),
        (cell("<w:p><w:r><w:instrText> INCLUDETEXT x </w:instrText></w:r></w:p>"), "outside-field"),
        ("<w:altChunk/>", "imported"),
        (PLACES["hidden text beside it"], "hidden-text"),
        (
            f'<w:p><mc:AlternateContent><mc:Choice Requires="w14" xmlns:w14="{W14}">{r("3")}</mc:Choice>'  # noqa: ISC004 - one value
            f"<mc:Fallback>{r('4')}</mc:Fallback></mc:AlternateContent></w:p>",
            "two-readings",
        ),
    ],
)  # fmt: skip
def test_what_is_there_and_not_read_is_a_warning(xml: str, code: str):
    assert [w.code for w in read(xml).warnings] == [code]


def test_an_embedded_file_is_a_warning():
    parts = parts_of(docx(p("x"))) | {"word/embeddings/oleObject1.bin": b"\xd0\xcf"}
    assert [w.code for w in read_docx(package(parts), NAME).warnings] == ["embedded-object"]


def test_a_body_that_is_missing_is_named():
    data = docx(p("x"))
    with pytest.raises(KitError) as error:
        read_docx(edit_text(edit_text(data, "<w:body>", "<w:other>"), "</w:body>", "</w:other>"), NAME)
    assert [f.code for f in error.value.findings] == ["damaged"]
