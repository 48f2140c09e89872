"""Small OpenDocument texts, built by hand as LibreOffice writes them."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from lxml import etree

from tests.fill.editors import W, parts_of

KIND = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    [
        *(
            f'xmlns:{short}="{_OASIS}:{long}:1.0"'
            for short, long in (
                *(("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing")),
                *(("style", "style"), ("meta", "meta"), ("svg", "svg-compatible"), ("script", "script")),
                *(("manifest", "manifest"), ("form", "form")),
            )
        ),
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
    ]
)


def element(name: str, inside: str = "") -> str:
    """Return a whole part with one root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {SPACES}>{inside}</office:{name}>'


def manifest(kind: str = KIND, inside: str = "") -> str:
    """Return the list of contents."""
    return (
        f'<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/>{inside}</manifest:manifest>'
    )


def odt_parts(
    body: str, *, styles: str = "", edges: str = "", meta: str = "", auto: str = ""
) -> dict[str, str]:
    """Return the entries of an OpenDocument text."""
    return {
        "mimetype": KIND,
        "META-INF/manifest.xml": manifest(),
        "content.xml": element(
            "document-content",
            f"<office:automatic-styles>{auto}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>",
        ),
        "styles.xml": element(
            "document-styles",
            f"<office:styles>{styles}</office:styles><office:master-styles><style:master-page>{edges}"
            "</style:master-page></office:master-styles>",
        ),
        "meta.xml": element("document-meta", f"<office:meta>{meta}</office:meta>"),
    }


def odt_package(parts: dict[str, str]) -> bytes:
    """Return a package of entries, the mark of kind first and not packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=packed)
    return buffer.getvalue()


def odt(body: str, **more: str) -> bytes:
    """Return an OpenDocument text with a body and, by keyword, styles, edges, meta and automatic styles."""
    return odt_package(odt_parts(body, **more))


def p(text: str) -> str:
    """Return a paragraph of plain text."""
    return f"<text:p>{escape(text)}</text:p>"


def odt_table(*rows: tuple[str, ...]) -> str:
    """Return a table; each cell is XML."""
    cells = ("".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row) for row in rows)
    return (
        f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"
    )


W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def as_odt(document: bytes) -> bytes:
    """Return a filled sheet as LibreOffice 7.4 saves it: controls without their tags, properties under its names."""
    parts = {name: etree.fromstring(xml) for name, xml in parts_of(document).items() if name.endswith(".xml")}
    body = "".join(map(_translated, parts["word/document.xml"].find(W + "body")))
    edges = "".join(
        f"<style:{kind}>{''.join(map(_translated, root))}</style:{kind}>"
        for kind in ("header", "footer")
        for name, root in parts.items()
        if name.startswith(f"word/{kind}")
    )
    meta = ""
    for child in parts["docProps/core.xml"]:
        if etree.QName(child).localname == "title":
            meta += f"<dc:title>{escape(child.text)}</dc:title>"
        elif etree.QName(child).localname == "identifier":
            meta += _user_defined("OOXMLCorePropertyIdentifier", child.text)
    for child in parts["docProps/custom.xml"]:
        meta += _user_defined(child.get("name"), "".join(child.itertext()))
    return odt(body, edges=edges, meta=meta)


def _user_defined(name: str, value: str) -> str:
    return f'<meta:user-defined meta:name="{name}">{escape(value)}</meta:user-defined>'


def _translated(element: etree._Element) -> str:
    """Return an element of WordprocessingML as OpenDocument has it."""
    tag = etree.QName(element).localname
    inside = "".join(map(_translated, element))
    if tag == "t":
        return "".join(f"{word}<text:s/>" for word in escape(element.text or "").split(" ")).removesuffix(
            "<text:s/>"
        )
    if tag == "sdt":
        return _control(element)
    if tag in _SAME:
        return f"<{_SAME[tag]}>{inside}</{_SAME[tag]}>"
    return "" if tag.endswith("Pr") else inside


_SAME = {
    "p": "text:p", "r": "text:span", "tbl": "table:table", "tr": "table:table-row", "tc": "table:table-cell",
    "br": "text:line-break", "tab": "text:tab",
}  # fmt: skip


def _control(sdt: etree._Element) -> str:
    properties, content = sdt.find(W + "sdtPr"), sdt.find(W + "sdtContent")
    said = ""
    if properties.find(W + "showingPlcHdr") is not None:
        said += ' loext:showing-place-holder="true"'
    box = properties.find(W14 + "checkbox")
    if box is not None:
        ticked = box.find(W14 + "checked").get(W14 + "val") == "1"
        said += ' loext:checkbox="true"' + (' loext:checked="true"' if ticked else "")
    day = properties.find(W + "date")
    if day is not None and day.get(W + "fullDate"):
        said += f' loext:current-date="{day.get(W + "fullDate")}"'
    entries = "".join(
        f'<loext:list-item loext:display-text="{escape(item.get(W + "displayText"))}"/>'
        for item in properties.iter(W + "listItem")
    )
    inside = "".join(map(_translated, content))
    return f"<loext:content-control{said}>{entries}{inside}</loext:content-control>"
