"""Content controls filled in the way a person's editor leaves them: :func:`fill`."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from interview_kit.word.read_package import open_package
from interview_kit.word.read_text import W14, W
from interview_kit.word.read_xml import Element, parse_part
from interview_kit.word.xml import printable

DOCUMENT: Final = "word/document.xml"
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
Value = str | bool | dt.date


def fill(document: bytes, values: Mapping[str, Value], *, name: str = "the document") -> bytes:
    """Return a document with the controls of the tags named filled in; everything else stays as it was.

    Text goes in as it would be shown, with line breaks for newlines and U+FFFD for what XML cannot
    carry; True and False tick and clear a check box; a date is shown as 12 March 2026. An empty text
    leaves the control as it is, showing its placeholder.

    Raises:
        KeyError: the document has no control with one of the tags.
        KitError: the document is no Word document.
    """
    package = open_package(document, name)
    root = parse_part(package.xml[DOCUMENT], DOCUMENT, name)
    controls = {tag: sdt for sdt in root.iter(W + "sdt") if (tag := _tag(sdt))}
    for tag, value in values.items():
        if value != "":
            _fill_control(controls[tag], value)
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _with_part(document, xml)


def _tag(sdt: Element) -> str:
    found = sdt.find(f"{W}sdtPr/{W}tag")
    return "" if found is None else found.get(W + "val", "")


def _with_part(document: bytes, xml: bytes) -> bytes:
    """Return the package with its main part replaced and every other entry copied, dates included."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            content = xml if entry.filename == DOCUMENT else old.read(entry)
            new.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _fill_control(sdt: Element, value: Value) -> None:
    properties, content = _child(sdt, "sdtPr"), _child(sdt, "sdtContent")
    flag = properties.find(W + "showingPlcHdr")
    if flag is not None:
        properties.remove(flag)
    if isinstance(value, bool):
        shown = _tick(properties, ticked=value)
    elif isinstance(value, dt.date):
        shown = f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
        _child(properties, "date").set(W + "fullDate", f"{value.isoformat()}T00:00:00Z")
    else:
        shown = printable(value)
    run = next(content.iter(W + "r"))
    _show(run, shown)
    parent = run.getparent()
    for other in [r for r in content.iter(W + "r") if r is not run] if parent is not None else []:
        other.getparent().remove(other)  # type: ignore[union-attr] # a run found inside has a parent


def _child(element: Element, name: str) -> Element:
    found = element.find(W + name)
    if found is None:
        msg = f"w:{name} is missing from a control"
        raise KeyError(msg)
    return found


def _tick(properties: Element, *, ticked: bool) -> str:
    """Set the state of a check box, and return the sign it then shows."""
    box = properties.find(W14 + "checkbox")
    if box is None:
        msg = "only a check box can be ticked"
        raise KeyError(msg)
    state = box.find(W14 + "checked")
    if state is None:
        state = etree.SubElement(box, W14 + "checked")
        box.insert(0, state)
    state.set(W14 + "val", "1" if ticked else "0")
    sign = box.find(W14 + ("checkedState" if ticked else "uncheckedState"))
    return chr(int(sign.get(W14 + "val", "0"), 16)) if sign is not None else ("☒" if ticked else "☐")


def _show(run: Element, text: str) -> None:
    """Make a run show a text, without the placeholder's style."""
    look = run.find(W + "rPr")
    kept = None if look is None else deepcopy(look)
    for child in list(run):
        run.remove(child)
    if kept is not None:
        style = kept.find(W + "rStyle")
        if style is not None:
            kept.remove(style)
        if len(kept):
            run.append(kept)
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if number:
            etree.SubElement(run, W + "br")
        for column, piece in enumerate(line.split("\t")):
            if column:
                etree.SubElement(run, W + "tab")
            if piece:
                shown = etree.SubElement(run, W + "t")
                shown.text = piece
                shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
