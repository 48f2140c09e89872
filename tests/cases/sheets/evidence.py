"""Shapes of evidence: everything that people write, paste and draw into the box."""

from __future__ import annotations

from interview_kit.documents.layout import EVIDENCE_LABEL, EVIDENCE_PLACEHOLDER
from tests.cases.sheets.shape import Shape
from tests.fill import hands, layers
from tests.fill.editors import W, edit, row

OWN = "Little on what she learned."
LONG = "\n".join(
    f"{n}. She said she would ring back, and on day {n} she did: “it’s done”." for n in range(1, 301)
)
assert len(LONG) > 20_000
RIGHT_TO_LEFT = "שלום, אמרה לו. مرحبا، قالت له (3).\n\u202bmixed עם English\u202c"
EMOJI = "👍🏽 👩‍🚒 🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f 🇬🇧 “yes” 😀"
DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="9525" cy="9525"/><wp:docPr id="901" name="Photo 1"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="901" name="Photo 1"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill/><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
CLUTTER = (
    '<w:bookmarkStart w:id="70" w:name="_Hlk70"/><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:rPr>'
    '<w:rFonts w:ascii="Segoe UI" w:hAnsi="Segoe UI"/><w:b/><w:color w:val="1F497D"/><w:lang w:val="en-US"/></w:rPr>'
    '<w:lastRenderedPageBreak/><w:t xml:space="preserve">She </w:t></w:r><w:proofErr w:type="spellEnd"/>'
    '<w:smartTag w:uri="urn:x" w:element="place"><w:r><w:t>rang</w:t></w:r></w:smartTag>'
    '<w:hyperlink w:anchor="_Hlk70"><w:r><w:t xml:space="preserve"> back</w:t></w:r></w:hyperlink>'
    '<w:r><w:t xml:space="preserve"> on Monday</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "mailto:a@b.example"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve"> to a@b.example</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:noBreakHyphen/><w:t>twice</w:t></w:r>'
    '<w:sdt><w:sdtPr><w:id w:val="71"/></w:sdtPr><w:sdtContent><w:r><w:t>.</w:t></w:r></w:sdtContent></w:sdt>'
    '<w:bookmarkEnd w:id="70"/>'
)
DATE_FIELD = (
    '<w:r><w:t xml:space="preserve">Rang </w:t></w:r>'
    '<w:fldSimple w:instr=" DATE "><w:r><w:t>on Monday</w:t></w:r></w:fldSimple>'
)


def _p(text: str, properties: str = "") -> str:
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _list() -> tuple[str, str]:
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return _p("asked twice", numbered), _p("wrote it down", numbered)


def _table(*rows: tuple[str, str]) -> str:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{_p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>{cells}</w:tbl>'


def _said(text: str) -> dict[str, dict[str, object]]:
    return {"Q3": {"evidence": text}}


def _shape(id_: str, *pieces: str, added: str = "", **more: object) -> Shape:
    """Return a shape with pieces pasted behind the evidence of question 3, which adds some text to it."""
    whole = f"{OWN}\n{added}" if added else OWN
    return Shape(
        id_,
        lambda filled: hands.pasted(filled.data, "Q3.evidence", *pieces),
        ratings=_said(whole),
        **more,  # type: ignore[arg-type]
    )


def _footnoted(data: bytes) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    note = f'<w:footnote w:id="2">{_p("She may have meant 4.")}</w:footnote>'
    notes = f'<w:footnotes xmlns:w="{W[1:-1]}">{separator}{note}</w:footnotes>'
    data = layers.with_related(data, "footnotes.xml", "footnotes", kind, notes)
    mark = layers.piece('<w:r><w:footnoteReference w:id="2"/></w:r>')
    return edit(data, lambda root: next(row(root, "Q3.evidence").iter(W + "sdtContent")).append(mark))


def _hidden(data: bytes) -> bytes:
    return hands.pasted(
        data, "Q3.evidence", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>or 4</w:t></w:r></w:p>"
    )


SHAPES = (
    _shape(
        "evidence-paragraphs", _p("One."), _p("Two."), "<w:p/>", _p("Three."), added="One.\nTwo.\n\nThree."
    ),
    _shape("evidence-list", *_list(), added="asked twice\nwrote it down"),
    _shape(
        "evidence-table",
        _table(("Situation", "Library"), ("Result", "Rang back")),
        added="Situation\tLibrary\nResult\tRang back",
    ),
    _shape("evidence-image", DRAWING, findings=("question 3 picture-unread?",)),
    Shape(
        "evidence-right-to-left",
        lambda filled: filled.saying(Q3_evidence=RIGHT_TO_LEFT),
        ratings=_said(RIGHT_TO_LEFT),
    ),
    _shape(
        "evidence-right-to-left-paragraph",
        "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>אמרה לו</w:t></w:r></w:p>",
        added="אמרה לו",
    ),
    Shape("evidence-emoji", lambda filled: filled.saying(Q3_evidence=EMOJI), ratings=_said(EMOJI)),
    Shape("evidence-20000-characters", lambda filled: filled.saying(Q3_evidence=LONG), ratings=_said(LONG)),
    Shape(
        "evidence-word-clutter",
        lambda filled: hands.in_control(filled.data, "Q3.evidence", CLUTTER),
        ratings=_said("She rang back on Monday to a@b.example\N{NON-BREAKING HYPHEN}twice."),
    ),
    Shape(
        "evidence-looks-like-a-label",
        lambda filled: filled.saying(Q3_evidence=f"{EVIDENCE_LABEL}Choose a score\nScore: 4 Q1.score"),
        ratings=_said(f"{EVIDENCE_LABEL}Choose a score\nScore: 4 Q1.score"),
    ),
    Shape(
        "evidence-date-field",
        lambda filled: hands.in_control(filled.data, "Q3.evidence", DATE_FIELD),
        ratings=_said("Rang on Monday"),
        libreoffice=(),  # it works the field out anew, as any editor may
    ),
    Shape("evidence-footnote", lambda filled: _footnoted(filled.data), findings=("footnotes?",)),
    Shape("evidence-hidden-text", lambda filled: _hidden(filled.data), findings=("hidden-text?",)),
    Shape(
        "evidence-behind-placeholder",
        lambda filled: hands.typed(
            filled.data, "Q3.evidence", f"{EVIDENCE_LABEL}{EVIDENCE_PLACEHOLDER}Rang back."
        ),
        ratings=_said("Rang back."),
    ),
    Shape(
        "evidence-before-placeholder",
        lambda filled: hands.typed(
            filled.data, "Q3.evidence", f"{EVIDENCE_LABEL}Rang back.{EVIDENCE_PLACEHOLDER}"
        ),
        ratings=_said("Rang back."),
    ),
    Shape(
        "evidence-missing",
        lambda filled: filled.saying(Q3_evidence=""),
        ratings=_said(""),
        findings=("question 3 evidence-missing?",),
    ),
)
