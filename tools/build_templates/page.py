"""Whole template documents: page, header and footer, the parts around the text, the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from interview_kit.word.package import core_part, write_parts
from interview_kit.word.xml import NAMESPACES, Xml, element, part, run, w
from tools.build_templates.blocks import para
from tools.build_templates.style import FONT, NAVY, SYMBOL, Style, styles_part, twips
from tools.build_templates.theme import theme_part

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "application/vnd.openxmlformats-officedocument"
_WORD: Final = f"{_MAIN}.wordprocessingml"
_PARTS: Final = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/header1.xml": f"{_WORD}.header+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/theme/theme1.xml": f"{_MAIN}.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_MAIN}.extended-properties+xml",
}
_RELATED: Final = {
    "rIdStyles": ("styles", "styles.xml"),
    "rIdSettings": ("settings", "settings.xml"),
    "rIdFonts": ("fontTable", "fontTable.xml"),
    "rIdNumbering": ("numbering", "numbering.xml"),
    "rIdTheme": ("theme", "theme/theme1.xml"),
    "rIdHeader": ("header", "header1.xml"),
    "rIdFooter": ("footer", "footer1.xml"),
}


@dataclass(frozen=True)
class Page:
    """A page's measures in cm."""

    width: float = 21.0
    height: float = 29.7
    top: float = 2.1
    bottom: float = 1.7
    sides: float = 1.8

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.sides


A4: Final = Page()
A4_LETTER: Final = Page(top=2.3, bottom=2.0, sides=2.2)
"""For what candidates read: wider margins."""
A4_LANDSCAPE: Final = Page(width=29.7, height=21.0)


@dataclass(frozen=True)
class Document:
    """A template: its text, header and footer (left, right), and the document's title."""

    title: str
    body: tuple[Xml, ...]
    header: tuple[Xml, Xml]
    footer: tuple[Xml, Xml]
    page: Page = A4
    sizes: Mapping[str, float] = field(default_factory=dict)
    """Styles that differ from the common size, by id."""
    styles: tuple[Style, ...] = ()
    """Styles of this document only."""

    def pack(self) -> bytes:
        """Return the .docx, the same bytes for the same text."""
        parts = {
            "[Content_Types].xml": _types(),
            "_rels/.rels": _package_relationships(),
            "word/document.xml": part("w:document", w("body", *self.body, section(self.page))),
            "word/_rels/document.xml.rels": _document_relationships(),
            "word/styles.xml": styles_part(self.sizes, self.styles),
            "word/settings.xml": _settings(),
            "word/fontTable.xml": _fonts(),
            "word/numbering.xml": _numbering(),
            "word/header1.xml": part("w:hdr", _edge(self.header, "Header", self.page)),
            "word/footer1.xml": part("w:ftr", _edge(self.footer, "Footer", self.page)),
            "word/theme/theme1.xml": theme_part(),
            "docProps/core.xml": core_part(self.title, "interview-kit"),
            "docProps/app.xml": _app(),
        }
        return write_parts(parts)


def section(page: Page) -> Xml:
    """Return the section properties of a page; inside a ``w:pPr`` they end a section."""
    landscape = {"orient": "landscape"} if page.width > page.height else {}
    return w(
        "sectPr",
        element("w:headerReference", {"w:type": "default", "r:id": "rIdHeader"}),
        element("w:footerReference", {"w:type": "default", "r:id": "rIdFooter"}),
        w("pgSz", w=round(twips(page.width)), h=round(twips(page.height)), **landscape),
        w(
            "pgMar",
            top=twips(page.top),
            right=twips(page.sides),
            bottom=twips(page.bottom),
            left=twips(page.sides),
            header=twips(0.9),
            footer=twips(0.8),
            gutter=0,
        ),
    )


def page_of_pages() -> Xml:
    """Return the runs ``Page 2 of 8``."""
    number = element("w:fldSimple", {"w:instr": "PAGE"}, run("1"))
    pages = element("w:fldSimple", {"w:instr": "NUMPAGES"}, run("1"))
    return Xml(run("Page ") + number + run(" of ") + pages)


def _edge(sides: tuple[Xml, Xml], style: str, page: Page) -> Xml:
    """Return the one paragraph of a header or footer: left, right tab, right, hairline."""
    border: Literal["top", "bottom"] = "bottom" if style == "Header" else "top"
    left, right = sides
    return para(left, run("\t"), right, style=style, right_tab=page.text_width, border=border)


def _types() -> bytes:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    tree = element(
        "Types",
        {"xmlns": "http://schemas.openxmlformats.org/package/2006/content-types"},
        *(element("Default", {"Extension": k, "ContentType": v}) for k, v in defaults.items()),
        *(element("Override", {"PartName": f"/{k}", "ContentType": v}) for k, v in _PARTS.items()),
    )
    return f"{_HEAD}{tree}".encode()


def _relationships(related: dict[str, tuple[str, str]]) -> bytes:
    tree = element(
        "Relationships",
        {"xmlns": "http://schemas.openxmlformats.org/package/2006/relationships"},
        *(
            element("Relationship", {"Id": key, "Type": kind, "Target": target})
            for key, (kind, target) in related.items()
        ),
    )
    return f"{_HEAD}{tree}".encode()


def _package_relationships() -> bytes:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relationships(
        {
            "rIdDocument": (f"{_OFFICE}/officeDocument", "word/document.xml"),
            "rIdCore": (core, "docProps/core.xml"),
            "rIdApp": (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        }
    )


def _document_relationships() -> bytes:
    return _relationships({key: (f"{_OFFICE}/{kind}", name) for key, (kind, name) in _RELATED.items()})


def _app() -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    tree = element("Properties", {"xmlns": space}, element("Application", {}, "interview-kit"))
    return f"{_HEAD}{tree}".encode()


def _settings() -> bytes:
    """Return settings.xml; without compatibility mode 15 Word would not let boxes be ticked."""
    uri = "http://schemas.microsoft.com/office/word"
    modern = {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
        "differentiateMultirowTableHeaders": "1",
    }
    tree = element(
        "w:settings",
        {"xmlns:w": NAMESPACES["w"]},
        w("zoom", percent=100),
        w("defaultTabStop", val=twips(1.25)),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", *(w("compatSetting", name=k, uri=uri, val=v) for k, v in modern.items())),
        w("themeFontLang", val="en-GB"),
        w("clrSchemeMapping", **_COLOUR_MAP),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
    return f"{_HEAD}{tree}".encode()


_COLOUR_MAP: Final = {
    "bg1": "light1",
    "t1": "dark1",
    "bg2": "light2",
    "t2": "dark2",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
    "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink",
}


def _fonts() -> bytes:
    known = (FONT, "020B0604020202020204"), (SYMBOL, "020B0502040204020203")
    fonts = [
        w("font", w("panose1", val=panose), w("family", val="swiss"), w("pitch", val="variable"), name=name)
        for name, panose in known
    ]
    tree = element("w:fonts", {"xmlns:w": NAMESPACES["w"]}, *fonts)
    return f"{_HEAD}{tree}".encode()


def _numbering() -> bytes:
    look = Xml(w("b") + w("color", val=NAVY))
    bullets = _list(0, "bullet", "•", look)
    numbers = _list(1, "decimal", "%1.", look)
    tree = element(
        "w:numbering",
        {"xmlns:w": NAMESPACES["w"]},
        bullets,
        numbers,
        *(w("num", w("abstractNumId", val=n), numId=n + 1) for n in (0, 1)),
    )
    return f"{_HEAD}{tree}".encode()


def _list(number: int, kind: str, sign: str, look: Xml) -> Xml:
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind),
        w("pStyle", val="Bullet" if kind == "bullet" else "Numbered"),
        w("lvlText", val=sign),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=twips(0.6), hanging=twips(0.6))),
        w("rPr", look),
        ilvl=0,
    )
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=number)
