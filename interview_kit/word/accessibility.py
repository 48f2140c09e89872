"""What a document needs to be read by everybody: with a screen reader, in print, with weak eyes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from lxml import etree

from interview_kit.errors import Finding
from interview_kit.word.contrast import contrast_faults
from interview_kit.word.xml import NAMESPACES

_W: Final = f"{{{NAMESPACES['w']}}}"
_WP: Final = f"{{{NAMESPACES['wp']}}}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_MEND: Final = "Mend the template or the code that made the document."
_LANGUAGE: Final = "en-GB"


def accessibility_findings(trees: Mapping[str, etree._Element], name: str) -> list[Finding]:
    """Return the barriers in a document, given its parsed parts by name."""
    body = trees["word/document.xml"].find(f"{_W}body")
    if body is None:
        return [Finding(name, "has no text", _MEND, code="access-structure")]
    checks = (
        _properties(trees),
        _headings(body),
        _tables(body),
        _pictures(body),
        _paragraphs(body),
        _controls(body),
        contrast_faults(trees),
    )
    return [Finding(name, said, _MEND, code=code) for found in checks for said, code in found]


def _properties(trees: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    core = trees.get("docProps/core.xml")
    if core is None or not (core.findtext(f"{_DC}title") or "").strip():
        yield "has no title", "access-title"
    if core is None or core.findtext(f"{_DC}language") != _LANGUAGE:
        yield f"does not say that its language is {_LANGUAGE}", "access-language"
    places = {
        "word/styles.xml": f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang",
        "word/settings.xml": f"{_W}themeFontLang",
    }
    for part, place in places.items():
        found = trees[part].find(place) if part in trees else None
        if found is None or found.get(f"{_W}val") != _LANGUAGE:
            yield f"{part} does not say that the language is {_LANGUAGE}", "access-language"
    settings = trees.get("word/settings.xml")
    if settings is not None and settings.find(f"{_W}documentProtection") is not None:
        yield "is protected, which shuts screen readers out", "access-protected"


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _headings(body: etree._Element) -> Iterator[tuple[str, str]]:
    styles = [_style(p) for p in body.iter(f"{_W}p")]
    levels = [int(s.removeprefix("Heading")) for s in styles if s[:7] == "Heading" and s[7:].isdecimal()]
    if levels.count(1) != 1 or levels[0] != 1:
        yield "does not begin with its only heading of level 1", "access-heading"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"goes from a heading of level {before} to one of level {after}", "access-heading"
    for paragraph in body.iter(f"{_W}p"):
        if _style(paragraph).startswith("Heading"):
            if any(True for _ in paragraph.iterancestors(f"{_W}tc")):
                yield f"the heading {_text(paragraph)!r} stands in a table", "access-heading"
            if not _text(paragraph).strip():
                yield "has a heading without words", "access-heading"


def _tables(body: etree._Element) -> Iterator[tuple[str, str]]:
    for table in body.iter(f"{_W}tbl"):
        properties = table.find(f"{_W}tblPr")
        rows = table.findall(f"{_W}tr")
        title = properties.find(f"{_W}tblCaption") if properties is not None else None
        called = "" if title is None else str(title.get(f"{_W}val", ""))
        said = properties.find(f"{_W}tblDescription") if properties is not None else None
        if not called or said is None:
            yield f"the table {_text(table)!r} has no title and description", "access-table"
        if not rows or rows[0].find(f"{_W}trPr/{_W}tblHeader") is None:
            yield f"the table {called!r} has no heading row", "access-table"
        elif any(not _text(cell).strip() for cell in rows[0].findall(f"{_W}tc")):
            yield f"the table {called!r} has a heading cell without words", "access-table"
        look = properties.find(f"{_W}tblLook") if properties is not None else None
        if look is None or look.get(f"{_W}firstRow") != "1":
            yield f"the table {called!r} does not say that its first row is a heading", "access-table"
        if any(True for _ in table.iter(f"{_W}gridSpan", f"{_W}vMerge", f"{_W}hMerge")):
            yield f"the table {called!r} has merged cells", "access-table"
        if any(True for _ in table.iterancestors(f"{_W}tbl")):
            yield f"the table {called!r} stands inside another", "access-table"


def _pictures(body: etree._Element) -> Iterator[tuple[str, str]]:
    for picture in body.iter(f"{_WP}docPr"):
        if not picture.get("descr", "").strip():
            yield f"the picture {picture.get('name')!r} has no description", "access-picture"
    if any(True for _ in body.iter(f"{_WP}anchor")):
        yield "has a picture that floats", "access-picture"


def _paragraphs(body: etree._Element) -> Iterator[tuple[str, str]]:
    for paragraph in body.findall(f"{_W}p"):
        ends_section = paragraph.find(f"{_W}pPr/{_W}sectPr") is not None
        holds = any(True for _ in paragraph.iter(f"{_W}drawing", f"{_W}sdt", f"{_W}fldSimple"))
        if not (ends_section or holds or _text(paragraph).strip()):
            yield "has an empty paragraph to make room", "access-empty"


def _controls(body: etree._Element) -> Iterator[tuple[str, str]]:
    for control in body.iter(f"{_W}sdt"):
        alias = control.find(f"{_W}sdtPr/{_W}alias")
        if alias is None or not str(alias.get(f"{_W}val", "")).strip():
            yield "has a field without a title", "access-control"
        paragraph = control.getparent()
        if paragraph is None or paragraph.tag != f"{_W}p":
            yield "has a field that is not inside a paragraph", "access-control"
            continue
        before = "".join("".join(str(t) for t in e.itertext()) for e in control.itersiblings(preceding=True))
        if not before.strip():
            yield "has a field without visible words before it", "access-control"


def _text(element: etree._Element) -> str:
    return "".join(str(t) for t in element.itertext())[:40]
