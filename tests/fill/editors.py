"""What other editors and other hands make of a filled sheet: simulations on its XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT = "word/document.xml"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the entries of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(parts: dict[str, bytes]) -> bytes:
    """Return a package of entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def edit(data: bytes, change: Callable[[etree._Element], object], part: str = DOCUMENT) -> bytes:
    """Return a document with a change made to the root of one part."""
    parts = parts_of(data)
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package(parts)


def edit_text(data: bytes, old: str, new: str, part: str = DOCUMENT) -> bytes:
    """Return a document with the first place of some XML replaced; the XML must be there."""
    parts = parts_of(data)
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new, 1).encode()
    return package(parts)


def tag_of(sdt: etree._Element) -> str:
    """Return a control's tag."""
    found = sdt.find(f"{W}sdtPr/{W}tag")
    return "" if found is None else found.get(W + "val", "")


def control(root: etree._Element, tag: str) -> etree._Element:
    """Return the control with a tag."""
    return next(sdt for sdt in root.iter(W + "sdt") if tag_of(sdt) == tag)


def row(root: etree._Element, key: str) -> etree._Element:
    """Return the row whose first cell shows a key."""
    return next(tr for tr in root.iter(W + "tr") if "".join(tr.find(f".//{W}tc").itertext()).strip() == key)


def _unwrap(sdt: etree._Element) -> None:
    """Leave a control's content and drop the control."""
    parent = sdt.getparent()
    at = parent.index(sdt)
    content = sdt.find(W + "sdtContent")
    parent.remove(sdt)
    for offset, child in enumerate([] if content is None else list(content)):
        parent.insert(at + offset, child)


def wrap_in_control(element: etree._Element, properties: etree._Element) -> None:
    """Put a control round an element."""
    parent = element.getparent()
    at = parent.index(element)
    sdt = etree.Element(W + "sdt")
    sdt.append(properties)
    content = etree.SubElement(sdt, W + "sdtContent")
    parent.remove(element)
    content.append(element)
    parent.insert(at, sdt)


def _google_properties() -> Iterator[etree._Element]:
    number = 0
    while True:
        properties = etree.Element(W + "sdtPr")
        etree.SubElement(properties, W + "id").set(W + "val", str(1000 + number))
        etree.SubElement(properties, W + "tag").set(W + "val", f"goog_rdk_{number}")
        number += 1
        yield properties


def stripped(data: bytes) -> bytes:
    """Drop all controls and leave what they show."""

    def change(root: etree._Element) -> None:
        for sdt in list(root.iter(W + "sdt")):
            _unwrap(sdt)

    return edit(data, change)


def without_properties(data: bytes) -> bytes:
    """Drop the core and custom properties."""
    parts = {name: content for name, content in parts_of(data).items() if not name.startswith("docProps/")}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        root = etree.fromstring(parts[name])
        for child in list(root):
            if "docProps" in child.get("PartName", "") + child.get("Target", ""):
                root.remove(child)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return package(parts)


def google(data: bytes) -> bytes:
    """Drop controls and properties, and wrap tables, rows, cells and runs in goog_rdk controls."""
    fresh = _google_properties()

    def change(root: etree._Element) -> None:
        for name in ("tbl", "tr", "tc"):
            for element in list(root.iter(W + name)):
                wrap_in_control(element, next(fresh))
        for run in list(root.iter(W + "r"))[::3]:
            wrap_in_control(run, next(fresh))

    return edit(without_properties(stripped(data)), change)


def cell_level(data: bytes) -> bytes:
    """Turn each control into one round its whole cell, as Word does for a control that fills one."""

    def change(root: etree._Element) -> None:
        for cell in list(root.iter(W + "tc")):
            controls = list(cell.iter(W + "sdt"))
            if len(controls) == 1:
                properties = deepcopy(controls[0].find(W + "sdtPr"))
                _unwrap(controls[0])
                wrap_in_control(cell, properties)

    return edit(data, change)


def split_runs(data: bytes) -> bytes:
    """Tear every text into runs of one character, with the marks of a spelling check between them."""

    def change(root: etree._Element) -> None:
        for run in list(root.iter(W + "r")):
            texts = run.findall(W + "t")
            if len(texts) != 1 or len(texts[0].text or "") < 2:
                continue
            parent, at, look = run.getparent(), run.getparent().index(run), run.find(W + "rPr")
            if [child for child in run if child.tag not in (W + "t", W + "rPr")]:
                continue
            parent.remove(run)
            for number, character in enumerate(texts[0].text):
                piece = etree.Element(W + "r", {W + "rsidR": f"00{number:06X}"})
                if look is not None:
                    piece.append(deepcopy(look))
                shown = etree.SubElement(piece, W + "t", {SPACE: "preserve"})
                shown.text = character
                parent.insert(at, piece)
                parent.insert(at + 1, etree.Element(W + "proofErr", {W + "type": "spellStart"}))
                at += 2

    return edit(data, change)


def tracked(data: bytes) -> bytes:
    """Turn each score and evidence into a tracked change: the old text deleted, the present one inserted."""

    def change(root: etree._Element) -> None:
        for sdt in list(root.iter(W + "sdt")):
            if not tag_of(sdt).endswith((".score", ".evidence")):
                continue
            content = sdt.find(W + "sdtContent")
            runs = list(content)
            marks = {W + "id": "1", W + "author": "D Hughes", W + "date": "2026-03-12T14:00:00Z"}
            deleted = etree.SubElement(content, W + "del", marks)
            old = etree.SubElement(etree.SubElement(deleted, W + "r"), W + "delText")
            old.text = "1 - Unsatisfactory"
            inserted = etree.SubElement(content, W + "ins", marks)
            for run in runs:
                inserted.append(run)
            moved = etree.SubElement(content, W + "moveFrom", marks)
            etree.SubElement(etree.SubElement(moved, W + "r"), W + "t").text = "4 - Excellent"

    return edit(data, change)


def paragraphs_outside(data: bytes) -> bytes:
    """Leave the first line of an answer in its control and put the others behind it, as LibreOffice does."""

    def change(root: etree._Element) -> None:
        for sdt in list(root.iter(W + "sdt")):
            runs = list(sdt.find(W + "sdtContent").iter(W + "r"))
            paragraph = sdt.getparent()
            if len(runs) != 1 or paragraph.tag != W + "p" or runs[0].find(W + "br") is None:
                continue
            lines: list[list[etree._Element]] = [[]]
            for child in list(runs[0]):
                if child.tag == W + "br":
                    lines.append([])
                    runs[0].remove(child)
                elif child.tag != W + "rPr" and len(lines) > 1:
                    runs[0].remove(child)
                    lines[-1].append(child)
            for line in reversed(lines[1:]):
                extra = etree.Element(W + "p")
                run = etree.SubElement(extra, W + "r")
                for child in line:
                    run.append(child)
                paragraph.addnext(extra)

    return edit(data, change)


def outer_table(data: bytes) -> bytes:
    """Put the whole document into the one cell of a table, as some mail programs do."""

    def change(root: etree._Element) -> None:
        body = root.find(W + "body")
        children = [child for child in body if child.tag != W + "sectPr"]
        table = etree.Element(W + "tbl")
        cell = etree.SubElement(etree.SubElement(table, W + "tr"), W + "tc")
        for child in children:
            cell.append(child)
        etree.SubElement(cell, W + "p")
        body.insert(0, table)

    return edit(data, change)


EDITORS: dict[str, Callable[[bytes], bytes]] = {
    "as filled": lambda data: data,
    "split runs": split_runs,
    "tracked changes": tracked,
    "controls round cells": cell_level,
    "controls round cells, runs split": lambda data: split_runs(cell_level(data)),
    "controls dropped": stripped,
    "controls and properties dropped": lambda data: without_properties(stripped(data)),
    "Google-like": google,
    "Google-like, runs split": lambda data: split_runs(google(data)),
    "later lines outside the control": paragraphs_outside,
    "all in an outer table": outer_table,
}
