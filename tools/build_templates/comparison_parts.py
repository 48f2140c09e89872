"""What only the comparison has: its own styles, a landscape header and footer, a chart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from interview_kit.reports.chart import EMU_PER_CM, WIDTH, BarChart, Series
from interview_kit.word.package import TYPES, read_parts, write_parts
from interview_kit.word.xml import NAMESPACES, Xml, element, run, w
from tools.build_templates.blocks import Cell, para
from tools.build_templates.page import A4_LANDSCAPE, Document, Page, section
from tools.build_templates.style import BAD, MUTED, NAVY, TEXT, WHITE, twips

_RELATIONSHIPS: Final = "word/_rels/document.xml.rels"
_STYLES: Final = "word/styles.xml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "application/vnd.openxmlformats-officedocument"
_ADDED: Final = {
    "word/header2.xml": ("rIdHeaderWide", "header", f"{_MAIN}.wordprocessingml.header+xml"),
    "word/footer2.xml": ("rIdFooterWide", "footer", f"{_MAIN}.wordprocessingml.footer+xml"),
    "word/charts/chart1.xml": ("rIdChart", "chart", f"{_MAIN}.drawingml.chart+xml"),
}
_SAMPLE: Final = BarChart(("C01", "C02"), (Series("P1", (3.25, 2.75)), Series("P2", (3.0, 3.5))), 1, 4)

_TURNED: Final = "HeatHeadTurned"
_EDGE: Final[dict[str, str | float]] = {"val": "single", "sz": 8, "space": 3, "color": BAD}
_RULE: Final = 12
"""1½ points, in eighths: the rule between placed and not placed."""


def _style(
    key: str,
    size: float,
    *,
    bold: bool = False,
    colour: str = TEXT,
    centred: bool = True,
    before: float = 0,
    after: float = 0,
    keep_next: bool = False,
    boxed: bool = False,
) -> Xml:
    """Return a paragraph style."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)
    properties = (
        w("keepNext") if keep_next else "",
        w("pBdr", *(w(side, **_EDGE) for side in ("top", "left", "bottom", "right"))) if boxed else "",
        w("spacing", before=round(before * 20), after=round(after * 20), line=245, lineRule="auto"),
        w("ind", left=twips(0.18), right=twips(0.18)) if boxed else "",
        w("jc", val="center") if centred else "",
    )
    letters = (
        w("b") if bold else "",
        w("color", val=colour),
        w("sz", val=round(size * 2)),
        w("szCs", val=round(size * 2)),
    )
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="Normal"),
        w("qFormat"),
        w("pPr", Xml("".join(properties))),
        w("rPr", Xml("".join(letters))),
        type="paragraph",
        styleId=key,
    )


def _letters(key: str, *look: Xml) -> Xml:
    """Return a character style."""
    return w(
        "style",
        w("name", val=re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)),
        w("basedOn", val="DefaultParagraphFont"),
        w("rPr", *look),
        type="character",
        styleId=key,
    )


_OWN_STYLES: Final = (
    _style("ExampleNote", 10, bold=True, colour=BAD, centred=False, after=7, boxed=True),
    _style("HeatTotal", 11, bold=True),
    _style("HeatTotalOpen", 11),
    _style("HeatHead", 9, bold=True, colour=NAVY, keep_next=True),
    _style("HeatHeadSmall", 7.5, bold=True, colour=NAVY, keep_next=True),
    _style(_TURNED, 9, bold=True, colour=NAVY, centred=False, keep_next=True),
    _style("HeatNote", 8, colour=MUTED, keep_next=True),
    _style("HeatNoteTurned", 8, colour=MUTED, centred=False, keep_next=True),
    _style("HeatValue", 11, bold=True),
    _style("HeatValueDark", 11, bold=True, colour=WHITE),
    _style("HeatFigures", 8),
    _style("HeatFiguresDark", 8, colour=WHITE),
    _style("HeatMissing", 8.5, bold=True),
    _style("Evidence", 8.5, centred=False, after=1.5),
    _style("EvidenceHeard", 8, colour=MUTED, centred=False),
    _style("EvidenceScores", 11, bold=True, centred=False, before=1.5),
    _letters("VerbMark", w("b"), w("color", val=NAVY)),
    _letters("ScoreMark", w("b"), w("sz", val=22), w("szCs", val=22)),
)


@dataclass(frozen=True)
class Comparison(Document):
    """A document with a landscape section, styles of its own and a chart that is filled in later."""

    def pack(self) -> bytes:
        """Return the .docx, the same bytes for the same text."""
        parts = read_parts(super().pack())
        added = {
            "word/header2.xml": _widened(parts["word/header1.xml"], self.page, A4_LANDSCAPE),
            "word/footer2.xml": _widened(parts["word/footer1.xml"], self.page, A4_LANDSCAPE),
            "word/charts/chart1.xml": _SAMPLE.part(),
        }
        types = [
            element("Override", {"PartName": f"/{name}", "ContentType": kind})
            for name, (_, _, kind) in _ADDED.items()
        ]
        related = [
            element(
                "Relationship",
                {"Id": key, "Type": f"{_OFFICE}/{kind}", "Target": name.removeprefix("word/")},
            )
            for name, (key, kind, _) in _ADDED.items()
        ]
        parts[TYPES] = _before(parts[TYPES], "</Types>", *types)
        parts[_RELATIONSHIPS] = _before(parts[_RELATIONSHIPS], "</Relationships>", *related)
        parts[_STYLES] = _before(parts[_STYLES], "</w:styles>", *_OWN_STYLES)
        return write_parts(parts | added)


def _before(content: bytes, end: str, *new: str) -> bytes:
    return content.decode("utf-8").replace(end, "".join((*new, end))).encode()


def _widened(edge: bytes, page: Page, wide: Page) -> bytes:
    """Return a header or footer whose right tab stands at the margin of another page."""
    old, new = (round(p.text_width * 566.929) for p in (page, wide))
    return edge.replace(f'w:pos="{old}"'.encode(), f'w:pos="{new}"'.encode())


def section_end(page: Page) -> Xml:
    """Return the end of a section of such pages, in a paragraph that takes no room to speak of."""
    properties = section(page)
    if page.width > page.height:
        for key in ("rIdHeader", "rIdFooter"):
            properties = Xml(properties.replace(f'"{key}"', f'"{key}Wide"'))
    thin = w("spacing", before=0, after=0, line=20, lineRule="exact")
    return w("p", w("pPr", thin, w("rPr", w("sz", val=2)), properties))


def chart_run() -> Xml:
    """Return the chart; its height and figures are settled when the document is made."""
    graphic = element(
        "a:graphic",
        {},
        element(
            "a:graphicData",
            {"uri": NAMESPACES["c"]},
            element("c:chart", {"r:id": "rIdChart"}),
        ),
    )
    size = {"cx": round(WIDTH * EMU_PER_CM), "cy": round(_SAMPLE.height * EMU_PER_CM)}
    inline = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", size),
        element("wp:docPr", {"id": 1, "name": "Totals by member", "descr": "{{ view.chart.spoken }}"}),
        element("wp:cNvGraphicFramePr"),
        graphic,
    )
    return run(w("drawing", inline))


def mark(jinja: str) -> Cell:
    """Return a cell that holds one jinja tag and vanishes: ``mark("for m in report.members")``."""
    return Cell(para(f"{{%tc {jinja} %}}", style="RowKey"))


def ruled(table: Xml) -> Xml:
    """Return a table in which a frame of 1½ points is a rule above the row only."""
    return Xml(re.sub(rf'<w:(left|bottom|right) w:val="single" w:sz="{_RULE}"[^>]*/>', "", table))


def turned(table: Xml) -> Xml:
    """Return a table whose cells in the style HeatHeadTurned run upwards."""
    start = rf'(<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{_TURNED}"/>)'
    return Xml(re.sub(start, r'<w:textDirection w:val="btLr"/>\1', table))


RULE: Final = (_RULE, NAVY)
