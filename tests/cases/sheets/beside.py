"""Shapes of a sheet with something where the kit asks for nothing, or that shows other than it says."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from tests.cases.sheets.evidence import DRAWING, OWN
from tests.cases.sheets.shape import Filled, Resaved, Shape, blank
from tests.fill import hands
from tests.fill.editors import DOCUMENT, W, edit, edit_text, package, parts_of, row, stripped
from tests.fill.layers import piece, with_related

_EMOJI = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" Requires="w16se">'
    '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="{code}"/></mc:Choice>'
    "<mc:Fallback><w:t>{sign}</w:t></mc:Fallback></mc:AlternateContent>"
)
_FRACTION = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:f>'
    "<m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
)
_EQUATION = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\f(1,2)</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_UNREAD = ("question 3 row-unknown?",)
_STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_STYLE = '<w:style w:type="character" w:styleId="Under"><w:name w:val="Under"/><w:rPr><w:vanish/></w:rPr></w:style>'
_BASED = (
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:basedOn w:val="Under"/></w:style>'
)


_BOX_GONE = Resaved(("question 3 tick-unclear?", "question 3 tick-missing?"), {"Q3": {"heard": ()}})


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _signed(code: str, sign: str) -> str:
    return f"<w:r>{_EMOJI.format(code=code, sign=sign)}</w:r>"


def _ticked(id_: str, key: str, cell: int, text: str, *findings: str) -> Shape:
    return Shape(id_, lambda filled: hands.beside(filled.data, key, cell, _run(text)), findings=findings)


_TABLE = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:p>'
    + _run("She was the calmest of the day, so I would say 3.")
    + "</w:p></w:tc></w:tr></w:tbl><w:p/>"
)


def _reworded(old: str, new: str) -> Callable[[Filled], bytes]:
    return lambda filled: edit_text(filled.data, old, new)


def _question_struck(filled: Filled) -> bytes:
    """Return the sheet with a question crossed out."""

    def change(root: etree._Element) -> None:
        for words in row(root, "Q3").iter(W + "r"):
            words.insert(0, piece("<w:rPr><w:strike/></w:rPr>"))

    return edit(filled.data, change)


def _over_the_verb(filled: Filled) -> bytes:
    """Return the sheet with a figure typed over the printed word beside the key of a score."""

    def change(root: etree._Element) -> None:
        cell = row(root, "Q3.score").findall(W + "tc")[1]
        first, *others = cell.iter(W + "t")
        first.text = "4"
        for other in others:
            other.text = ""

    return edit(filled.data, change)


def _ticks_and_crosses(filled: Filled) -> bytes:
    """Return the sheet without controls, with a tick for what was heard and a cross for what was not."""
    plain = stripped(filled.data)
    parts = parts_of(plain)
    text = parts[DOCUMENT].decode().replace("☑", "✓").replace("☐", "✗")
    return package({**parts, DOCUMENT: text.encode()})


def _in_the_margin(id_: str, part: str, root: str) -> Shape:
    """Return the shape with a line typed behind what is printed at the top or the foot of the pages."""
    typed = f"<w:p>{_run('Much the best of the day, 4 from me.')}</w:p></w:{root}>"
    return Shape(
        id_,
        lambda filled: edit_text(filled.data, f"</w:{root}>", typed, f"word/{part}"),
        findings=("text-outside?",),
    )


def _hidden_by_style(filled: Filled) -> bytes:
    """Return the sheet with evidence of which the end is hidden by a style that is based on another."""
    data = hands.in_control(
        filled.data,
        "Q3.evidence",
        _run(OWN) + '<w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t> Or 4.</w:t></w:r>',
    )
    part = "word/styles.xml"
    if part in parts_of(data):
        return edit_text(data, "</w:styles>", f"{_STYLE}{_BASED}</w:styles>", part)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return with_related(
        data, "styles.xml", "styles", _STYLES, f'<w:styles xmlns:w="{space}">{_STYLE}{_BASED}</w:styles>'
    )


def _main_by_ending(filled: Filled) -> bytes:
    """Return the sheet with the kind of its main part said for the ending .xml alone."""
    parts = parts_of(filled.data)
    types = parts["[Content_Types].xml"].decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = types.replace(f'<Override PartName="/word/document.xml" ContentType="{kind}"/>', "")
    types = types.replace(
        'Extension="xml" ContentType="application/xml"', f'Extension="xml" ContentType="{kind}"'
    )
    return package({**parts, "[Content_Types].xml": types.encode()})


def _with_part(name: str, content: bytes) -> Shape:
    id_ = "part-of-another-program" if name.startswith("customXml") else "screenshot-that-packs-to-nothing"
    return Shape(id_, lambda filled: package({**parts_of(filled.data), name: content}), libreoffice=())


SHAPES = (
    Shape(
        "row-added-below-evidence",
        lambda filled: hands.row_below(filled.data, "Q3.evidence", "", "", "More: she apologised."),
        findings=_UNREAD,
    ),
    Shape(
        "row-added-below-score",
        lambda filled: hands.row_below(filled.data, "Q3.score", "", "", "3, on reflection"),
        ratings=blank("Q3"),
        findings=("question 3 score-unclear",),
    ),
    Shape(
        "row-with-a-key-of-its-own",
        lambda filled: hands.row_below(filled.data, "Q3.evidence", "Q3.more", "", "She apologised."),
        findings=_UNREAD,
    ),
    _ticked("tick-typed-behind-box", "Q3.e1", 1, "x", "question 3 tick-unclear?"),
    _ticked("tick-of-another-sign", "Q3.e1", 1, "✅", "question 3 tick-unclear?"),
    _ticked("words-beside-box", "Q1.e1", 1, " partly", "question 1 tick-unclear?"),
    _ticked("words-beside-confirmation", "Z.own", 1, " except question 3", "finish tick-unclear?"),
    _ticked("tick-on-level", "Q3.L3", 1, " ✓", "question 3 text-beside?"),
    _ticked("text-beside-question", "Q3", 1, " She was late.", "question 3 text-beside?"),
    Shape(
        "text-in-heading",
        lambda filled: hands.in_heading(filled.data, "Q3.evidence", " She apologised."),
        findings=("text-outside?",),
    ),
    Shape(
        "score-struck-through",
        lambda filled: hands.with_looks(filled.data, "Q3.score", "<w:strike/>"),
        ratings=blank("Q3"),
        findings=("question 3 score-unclear",),
    ),
    Shape(
        "evidence-struck-through",
        lambda filled: hands.with_looks(filled.data, "Q3.evidence", "<w:dstrike/>"),
        findings=("question 3 struck-through?",),
    ),
    Shape("evidence-hidden-by-style", _hidden_by_style, findings=("hidden-text?",)),
    Shape(
        "second-name-beside-the-first",
        lambda filled: edit_text(filled.data, ">Amara Osei<", ">Amara Osei / Björn Ó Néill<"),
        sheet=False,
        findings=("names-altered",),
        libreoffice=(),
    ),
    Shape(
        "interest-no-with-details",
        lambda filled: filled.saying(D_details="She is my cousin."),
        fields={"interest": None, "interest_details": "She is my cousin."},
        findings=("declaration interest-unclear?",),
    ),
    Shape(
        "interest-yes-or-no",
        lambda filled: filled.saying(D_interest="Yes/No"),
        fields={"interest": None},
        findings=("declaration interest-unclear?",),
    ),
    Shape(
        "picture-behind-the-tables",
        lambda filled: hands.behind_the_tables(filled.data, DRAWING),
        findings=("picture-unread?",),
    ),
    Shape(
        "picture-on-level",
        lambda filled: hands.pasted(filled.data, "Q3.L3", DRAWING),
        findings=("question 3 picture-unread?",),
    ),
    Shape(
        "text-behind-the-tables",
        lambda filled: hands.behind_the_tables(filled.data, f"<w:p>{_run('PS: she rang again.')}</w:p>"),
        findings=("text-outside?",),
    ),
    Shape(
        "table-behind-the-tables",
        lambda filled: hands.behind_the_tables(filled.data, _TABLE),
        findings=("text-outside?",),
    ),
    Shape(
        "words-behind-the-candidate",
        lambda filled: edit_text(
            filled.data, filled.issued.candidate_name, f"{filled.issued.candidate_name} (my neighbour)"
        ),
        findings=("text-outside?",),
    ),
    Shape(
        "confirmation-turned-round",
        _reworded("I scored on my own", "I did not score on my own"),
        fields={"scored_alone": False},
        findings=("finish not-alone?",),
    ),
    Shape(
        "box-in-another-row",
        lambda filled: hands.box_to_row(filled.data, "Q3.e2", "Q3.e1"),
        ratings={"Q3": {"heard": ()}},
        findings=("question 3 tick-unclear?",),
        resaved=dict.fromkeys(("docx", "odt"), _BOX_GONE),
    ),
    Shape(
        "ticks-and-crosses",
        _ticks_and_crosses,
        findings=("question 1 tick-unclear?", "question 2 tick-unclear?", "question 3 tick-unclear?"),
    ),
    Shape(
        "score-typed-over-the-word-score",
        _over_the_verb,
        ratings=blank("Q3"),
        findings=("question 3 score-unclear",),
    ),
    Shape(
        "question-struck-through",
        _question_struck,
        findings=("question 3 struck-through?",),
    ),
    _in_the_margin("text-in-header", "header1.xml", "hdr"),
    _in_the_margin("text-in-footer", "footer1.xml", "ftr"),
    Shape(
        "emoji-as-word-writes-it",
        lambda filled: hands.in_control(filled.data, "Q3.evidence", _run("calm ") + _signed("1F60A", "😊")),
        ratings={"Q3": {"evidence": "calm 😊"}},
        libreoffice=(),
    ),
    Shape(
        "score-with-a-sign-behind-it",
        lambda filled: hands.in_control(
            filled.data, "Q3.score", _run("2 - Good – but areas for development") + _signed("2462", "③")
        ),
        ratings=blank("Q3"),
        findings=("question 3 score-unclear",),
        libreoffice=(),
    ),
    Shape(
        "score-with-a-fraction",
        lambda filled: hands.in_control(filled.data, "Q3.score", _run("3") + _EQUATION),
        ratings=blank("Q3"),
        findings=("unknown-symbol?", "question 3 score-unclear"),
        libreoffice=(),
    ),
    Shape(
        "evidence-with-a-fraction",
        lambda filled: hands.in_control(filled.data, "Q3.evidence", _run("Saved ") + _FRACTION),
        ratings={"Q3": {"evidence": "Saved 1/2"}},
        libreoffice=(),
    ),
    Shape(
        "placeholder-of-the-editor",
        lambda filled: filled.saying(Q3_evidence="Click or tap here to enter text."),
        ratings={"Q3": {"evidence": ""}},
        findings=("question 3 evidence-missing?",),
    ),
    Shape(
        "date-month-first",
        lambda filled: hands.recorded(filled.data, "Z.date", "2026-03-12", "3/12/2026"),
        libreoffice=(),
    ),
    Shape(
        "date-other-than-recorded",
        lambda filled: hands.recorded(filled.data, "Z.date", "2026-03-12", "13 March 2026"),
        fields={"finished": None},
        findings=("finish date-unclear?",),
        libreoffice=(),
    ),
    Shape("main-part-by-its-ending", _main_by_ending, libreoffice=()),
    _with_part("customXml/item1.xml", "<?xml version='1.0' encoding='windows-1252'?><é/>".encode("cp1252")),
    _with_part("word/media/image1.emf", bytes(640_000)),
)
