"""The style system that all documents share: colours, sizes, paragraph and character styles.

A council restyles a document by changing these styles in Word; nothing in a document's text overrides
them but shading and frames.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from interview_kit.word.xml import NAMESPACES, Xml, element, w

FONT: Final = "Arial"
SYMBOL: Final = "Segoe UI Symbol"

TEXT: Final = "1A1F26"
MUTED: Final = "4F5B67"
PLACEHOLDER: Final = "595959"
NAVY: Final = "1B3A5C"
WHITE: Final = "FFFFFF"
HEAD_FILL: Final = "E4EBF3"
READ_FILL: Final = "F3F6F9"
FRAME: Final = "7B8896"
INNER: Final = "C3CBD4"
GOOD: Final = "0B5D4E"
BAD: Final = "8F2D12"

TWIPS_PER_CM: Final = 566.929
TABLE_STYLE: Final = "KitTable"


def twips(cm: float) -> int:
    """Return a length in twentieths of a point."""
    return round(cm * TWIPS_PER_CM)


class Style(NamedTuple):
    """One paragraph style; sizes and spaces in points, ``line`` as a factor."""

    id: str
    name: str
    size: float
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 0
    line: float = 1.02
    exact: float = 0
    """Height of a line in points where it must not depend on the font."""
    keep_next: bool = False
    outline: int = -1
    bar: bool = False
    """Navy bar at the left, tint and padding: what is read aloud, and what is said in short."""
    centred: bool = False
    numbering: int = 0
    hanging: float = 0
    """Indent in cm of all lines but the first, where a tab leads."""


PARAGRAPHS: Final = (
    Style("Heading1", "heading 1", 20, bold=True, colour=NAVY, after=2, line=1, keep_next=True, outline=0),
    Style("Heading2", "heading 2", 13, bold=True, colour=NAVY, before=12, after=4, keep_next=True, outline=1),
    Style("Heading3", "heading 3", 10.5, bold=True, before=8, after=3, keep_next=True, outline=2),
    Style("Subtitle", "Subtitle", 10.5, colour=MUTED, after=8),
    Style("BodyText", "Body Text", 10, after=5, line=1.08),
    Style("AfterTable", "After Table", 10, before=8, after=5, line=1.08),
    Style("Bullet", "List Bullet", 10, after=3, line=1.08, numbering=1),
    Style("Numbered", "List Number", 10, after=3, line=1.08, numbering=2),
    Style("Cell", "Cell", 9.5),
    Style("Listed", "Listed Cell", 9.5, hanging=0.95),
    Style("LetterCell", "Letter Cell", 12, before=2, after=2, line=1.04),
    Style("LetterListed", "Letter Listed Cell", 12, before=2, after=2, line=1.04, hanging=0.95),
    Style("Centred", "Centred Cell", 9.5, centred=True),
    Style("SmallCell", "Small Cell", 8.5),
    Style("TableHead", "Table Head", 9, bold=True, colour=NAVY, keep_next=True),
    Style("TableHeadCentred", "Table Head Centred", 9, bold=True, colour=NAVY, keep_next=True, centred=True),
    Style("LeadQuestion", "Lead Question", 12.5, bold=True, colour=WHITE, line=1.05),
    Style("LeadKey", "Lead Key", 9.5, bold=True, colour=WHITE, before=1.5),
    Style("Verb", "Verb", 9.5, bold=True, colour=NAVY),
    Style("Anchor", "Anchor Text", 9),
    Style("RowKey", "Row Key", 7, colour=MUTED, before=1.5),
    Style("Tick", "Tick", 12, bold=True, exact=14),
    Style("Score", "Score", 13, bold=True),
    Style("LevelNumber", "Level Number", 13, bold=True, centred=True),
    Style("Identity", "Identity", 12, bold=True),
    Style("Legend", "Legend", 8.5, colour=MUTED, before=3),
    Style("Definition", "Definition", 8.5, colour=MUTED, after=4),
    Style("LeadLegend", "Lead Legend", 8.5, colour=MUTED, after=3),
    Style("Note", "Note", 9.5, before=4),
    Style("LegendAbove", "Legend Above Table", 8.5, colour=MUTED, before=3, after=3, keep_next=True),
    Style("InShort", "In Short", 10, after=3, line=1.08, bar=True),
    Style("InShortAfterTable", "In Short After Table", 10, before=8, after=3, line=1.08, bar=True),
    Style("ReadAloud", "Read Aloud", 11.5, after=4, line=1.08, bar=True),
    Style("ReadAloudLabel", "Read Aloud Label", 9, bold=True, colour=NAVY, keep_next=True, bar=True),
    Style("AskQuestion", "Ask Question", 15, bold=True, after=6, line=1.05, bar=True),
    Style("AskAlternative", "Ask Alternative", 13, after=3, line=1.05, bar=True),
    Style("SpokenCell", "Spoken Cell", 12),
    Style("Header", "header", 8.5, colour=MUTED, line=1),
    Style("Footer", "footer", 8.5, colour=MUTED, line=1),
)

CHARACTERS: Final = (
    ("Strong", "Strong", w("b")),
    ("Muted", "Muted", w("color", val=MUTED)),
    ("SmallMuted", "Small Muted", Xml(w("color", val=MUTED) + w("sz", val=17))),
    ("Plain", "Plain", w("b", val=0)),
    ("Dark", "Dark", Xml(w("b") + w("color", val=TEXT))),
    ("EffectiveMark", "Effective Mark", Xml(w("b") + w("color", val=GOOD))),
    ("IneffectiveMark", "Ineffective Mark", Xml(w("b") + w("color", val=BAD))),
    ("PlaceholderText", "Placeholder Text", w("color", val=PLACEHOLDER)),
)


def _borders() -> Xml:
    padding: dict[str, str | float] = {"val": "single", "sz": 4, "space": 4, "color": READ_FILL}
    return w(
        "pBdr",
        w("top", **padding),
        w("left", val="single", sz=24, space=8, color=NAVY),
        w("bottom", **padding),
        w("right", **padding),
    )


def _paragraph_style(style: Style, size: float) -> Xml:
    line: dict[str, str | float] = {"line": round(style.line * 240), "lineRule": "auto"}
    if style.exact:
        line = {"line": round(style.exact * 20), "lineRule": "exact"}
    fill = w("shd", val="clear", color="auto", fill=READ_FILL)
    number = w("numPr", w("numId", val=style.numbering))
    properties = (
        w("keepNext") if style.keep_next else "",
        w("keepLines") if style.keep_next or style.bar else "",
        number if style.numbering else "",
        _borders() + fill if style.bar else "",
        w("spacing", before=round(style.before * 20), after=round(style.after * 20), **line),
        w("ind", left=twips(0.4), right=twips(0.2)) if style.bar else "",
        w("ind", left=twips(style.hanging), hanging=twips(style.hanging)) if style.hanging else "",
        w("jc", val="center") if style.centred else "",
        w("outlineLvl", val=style.outline) if style.outline >= 0 else "",
    )
    letters = (
        w("b") if style.bold else "",
        w("color", val=style.colour) if style.colour else "",
        w("sz", val=round(size * 2)),
        w("szCs", val=round(size * 2)),
    )
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="Normal"),
        w("qFormat"),
        w("pPr", Xml("".join(properties))),
        w("rPr", Xml("".join(letters))),
        type="paragraph",
        styleId=style.id,
    )


def _table_styles() -> Xml:
    outer = {
        side: w(side, val="single", sz=4, space=0, color=FRAME) for side in ("top", "left", "bottom", "right")
    }
    inner = {side: w(side, val="single", sz=4, space=0, color=INNER) for side in ("insideH", "insideV")}
    margins = {"top": 0.07, "left": 0.18, "bottom": 0.07, "right": 0.18}
    normal = w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("tblPr", w("tblInd", w=0, type="dxa")),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    kit = w(
        "style",
        w("name", val="Kit Table"),
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w(
            "tblPr",
            w("tblInd", w=0, type="dxa"),
            w("tblBorders", Xml("".join((outer | inner).values()))),
            w("tblCellMar", *(w(side, w=twips(cm), type="dxa") for side, cm in margins.items())),
        ),
        type="table",
        styleId=TABLE_STYLE,
    )
    return Xml(normal + kit)


def styles_part(sizes: Mapping[str, float], own: Iterable[Style] = ()) -> bytes:
    """Return styles.xml; ``sizes`` names the styles that differ from the common size, by id.

    ``own`` are styles of one document; one of the same id as a common style takes its place.
    """
    every = {style.id: style for style in (*PARAGRAPHS, *own)}.values()
    fonts = element("w:rFonts", dict.fromkeys(("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"), FONT))
    language = w("lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA")
    defaults = w(
        "docDefaults",
        w("rPrDefault", w("rPr", fonts, w("sz", val=20), w("szCs", val=20), language)),
        w("pPrDefault", w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))),
    )
    normal = w(
        "style",
        w("name", val="Normal"),
        w("qFormat"),
        w("rPr", w("color", val=TEXT)),
        type="paragraph",
        default=1,
        styleId="Normal",
    )
    character = w(
        "style",
        w("name", val="Default Paragraph Font"),
        w("uiPriority", val=1),
        w("semiHidden"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )
    nothing = w(
        "style",
        w("name", val="No List"),
        w("uiPriority", val=99),
        w("semiHidden"),
        type="numbering",
        default=1,
        styleId="NoList",
    )
    letters = [
        w(
            "style",
            w("name", val=name),
            w("basedOn", val="DefaultParagraphFont"),
            w("rPr", look),
            type="character",
            styleId=key,
        )
        for key, name, look in CHARACTERS
    ]
    paragraphs = [_paragraph_style(style, sizes.get(style.id, style.size)) for style in every]
    unknown = sizes.keys() - {style.id for style in every}
    if unknown:
        msg = f"no such style: {sorted(unknown)}"
        raise ValueError(msg)
    tree = element(
        "w:styles",
        {"xmlns:w": NAMESPACES["w"]},
        defaults,
        normal,
        character,
        nothing,
        *paragraphs,
        *letters,
        _table_styles(),
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{tree}'.encode()
