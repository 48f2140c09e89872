"""What programs put round, beside or under a filled sheet without touching an answer."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tests.fill.editors import DOCUMENT, W, edit, package, parts_of, tag_of, wrap_in_control

_RELS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)  # fmt: skip


def piece(xml: str) -> etree._Element:
    """Return an element from WordprocessingML."""
    return etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>')[0]


def wrapped(data: bytes, name: str) -> bytes:
    """Put a control of Word's own, without a tag, round each table or row, as groups and repeated sections are."""

    def change(root: etree._Element) -> None:
        for element in list(root.iter(W + name)):
            wrap_in_control(element, piece('<w:sdtPr><w:id w:val="7"/><w:group/></w:sdtPr>'))

    return edit(data, change)


def round_everything(data: bytes) -> bytes:
    """Put controls round tables, rows, cells and paragraphs at once; the kit's own stay inside."""
    for name in ("p", "tc", "tr", "tbl"):
        data = wrapped(data, name)
    return data


def without_tags(data: bytes) -> bytes:
    """Drop tag, title, number and lock of each control, as LibreOffice 7.4 does; the controls stay."""

    def change(root: etree._Element) -> None:
        for properties in root.iter(W + "sdtPr"):
            for name in ("tag", "alias", "id", "lock"):
                for child in properties.findall(W + name):
                    properties.remove(child)

    return edit(data, change)


def with_related(data: bytes, name: str, kind: str, content_type: str, content: str) -> bytes:
    """Return the document with another part that its text refers to."""
    parts = parts_of(data)
    parts[f"word/{name}"] = f'<?xml version="1.0" encoding="UTF-8"?>{content}'.encode()
    relation = f'<Relationship Id="rId{kind}" Type="{_OFFICE}/{kind}" Target="{name}"/></Relationships>'
    parts[_RELS] = parts[_RELS].decode().replace("</Relationships>", relation).encode()
    override = f'<Override PartName="/word/{name}" ContentType="{content_type}"/></Types>'
    types = "[Content_Types].xml"
    parts[types] = parts[types].decode().replace("</Types>", override).encode()
    return package(parts)


def commented(data: bytes) -> bytes:
    """Put a comment on each score, evidence and tick: its marks round the runs, its reference behind them."""
    marked = 0

    def change(root: etree._Element) -> None:
        nonlocal marked
        for sdt in list(root.iter(W + "sdt")):
            if tag_of(sdt).startswith("Q"):
                content = sdt.find(W + "sdtContent")
                content.insert(0, piece(f'<w:commentRangeStart w:id="{marked}"/>'))
                content.append(piece(f'<w:commentRangeEnd w:id="{marked}"/>'))
                content.append(piece(f'<w:r><w:commentReference w:id="{marked}"/></w:r>'))
                marked += 1

    data = edit(data, change)
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="Helen Marsh" w:date="2026-03-12T15:00:00Z" w:initials="HM">'
        "<w:p><w:r><w:t>Surely a 1?</w:t></w:r></w:p></w:comment>"
        for n in range(marked)
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    whole = f'<w:comments xmlns:w="{W[1:-1]}">{comments}</w:comments>'
    return with_related(data, "comments.xml", "comments", kind, whole)


def strict(data: bytes) -> bytes:
    """Save as "Strict Open XML"."""
    parts = parts_of(data)
    for usual, name in _STRICT:
        parts = {part: xml.replace(usual.encode(), name.encode()) for part, xml in parts.items()}
    return package(parts)


def utf_16(data: bytes) -> bytes:
    """Write the text in UTF-16."""
    parts = parts_of(data)
    root = etree.fromstring(parts[DOCUMENT])
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-16")
    return package(parts)


def two_bodies(first: bytes, second: bytes) -> bytes:
    """Paste the text of a second document behind that of the first."""
    other = etree.fromstring(parts_of(second)[DOCUMENT]).find(W + "body")

    def change(root: etree._Element) -> None:
        body = root.find(W + "body")
        edge = body.find(W + "sectPr")
        for child in other:
            if child.tag != W + "sectPr":
                edge.addprevious(deepcopy(child))

    return edit(first, change)
