"""What the kit's own documents must never have: faults that validators miss, and barriers for readers.

Meant for documents that the kit made. What comes back from other editors is judged by the reader.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from interview_kit.errors import Finding
from interview_kit.word.accessibility import accessibility_findings
from interview_kit.word.controls import LONGEST_TAG
from interview_kit.word.xml import NAMESPACES

_W: Final = f"{{{NAMESPACES['w']}}}"
_MC: Final = f"{{{NAMESPACES['mc']}}}"
_W14: Final = NAMESPACES["w14"]
_LARGEST_ID: Final = 2**31
_STORY: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_LEFT_OVER: Final = re.compile(r"\{\{|\{%|%\}|\}\}|[\ue000-\uf8ff]")
_MEND: Final = "Mend the template or the code that made the document."


def lint_docx(data: bytes, name: str) -> list[Finding]:
    """Return all faults of a document that the kit made; an empty list when it is sound.

    Looked at: names and content types of parts, relationships, control characters, content controls (ids,
    tags, entries, content), cells and columns of tables, bookmarks, tags that nobody filled, and what
    :mod:`interview_kit.word.accessibility` looks at.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            parts = {part: archive.read(part) for part in dict.fromkeys(names)}
    except zipfile.BadZipFile as problem:
        return [_finding(name, f"is no zip package: {problem}", "lint-zip")]
    findings = [
        _finding(name, f"{n} stands in it {k} times", "lint-zip") for n, k in Counter(names).items() if k > 1
    ]
    trees: dict[str, etree._Element] = {}
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            try:
                trees[part] = etree.fromstring(
                    content, etree.XMLParser(resolve_entities=False, no_network=True)
                )
            except etree.XMLSyntaxError as problem:
                findings.append(_finding(name, f"{part} is not XML: {problem}", "lint-xml"))
    findings += _package(trees, parts.keys(), name)
    stories = {part: tree for part, tree in trees.items() if _STORY.fullmatch(part)}
    for part, tree in stories.items():
        findings += [_finding(name, f"{part}: {said}", code) for said, code in _story(tree)]
    findings += [_finding(name, said, code) for said, code in _numbers(stories.values())]
    if not findings:
        findings += accessibility_findings(trees, name)
    return findings


def _finding(name: str, problem: str, code: str) -> Finding:
    return Finding(name, problem, _MEND, code=code)


def _package(trees: Mapping[str, etree._Element], names: Iterable[str], name: str) -> Iterator[Finding]:
    """Yield parts without a content type and relationships that lead nowhere."""
    known = set(names)
    types = trees.get("[Content_Types].xml")
    if types is None:
        yield _finding(name, "has no list of content types", "lint-types")
        return
    by_name = {str(e.get("PartName", "")).lstrip("/") for e in types if e.tag.endswith("}Override")}
    by_end = {str(e.get("Extension", "")).lower() for e in types if e.tag.endswith("}Default")}
    for missing in by_name - known:
        yield _finding(name, f"lists {missing}, which is not in it", "lint-types")
    for part in known - {"[Content_Types].xml"}:
        if part not in by_name and part.rpartition(".")[2].lower() not in by_end:
            yield _finding(name, f"{part} has no content type", "lint-types")
    for part, tree in trees.items():
        if part.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(part))
            for relation in tree:
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                if relation.get("TargetMode") != "External" and target.lstrip("/") not in known:
                    yield _finding(name, f"{part} leads to {target}, which is not in it", "lint-relationship")


def _story(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in one text: document, header, footer, notes."""
    text = "".join(str(t) for t in tree.itertext())
    values = (str(value) for e in tree.iter() for value in e.attrib.values())
    for found in {m.group() for piece in (text, *values) for m in _LEFT_OVER.finditer(piece)}:
        yield f"holds {found!r}, which belongs to a template", "lint-tag-left"
    ignorable = str(tree.get(f"{_MC}Ignorable", "")).split()
    if "w14" not in ignorable and any(str(e.tag).startswith(f"{{{_W14}}}") for e in tree.iter()):
        yield "uses w14 without saying that it may be ignored", "lint-ignorable"
    for cell in tree.iter(f"{_W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{_W}p":
            yield f"the cell {_text(cell)!r} does not end with a paragraph", "lint-cell"
    for table in tree.iter(f"{_W}tbl"):
        yield from _table(table)
    for control in tree.iter(f"{_W}sdt"):
        yield from _control(control)
    started = Counter(e.get(f"{_W}id") for e in tree.iter(f"{_W}bookmarkStart"))
    ended = Counter(e.get(f"{_W}id") for e in tree.iter(f"{_W}bookmarkEnd"))
    if started != ended or any(count > 1 for count in started.values()):
        yield "has a bookmark without beginning or end", "lint-bookmark"


def _table(table: etree._Element) -> Iterator[tuple[str, str]]:
    columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
    for row in table.findall(f"{_W}tr"):
        cells = 0
        for cell in row.iter(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            cells += int(span.get(f"{_W}val", "1")) if span is not None else 1
        if cells != columns:
            yield f"the row {_text(row)!r} has {cells} cells in {columns} columns", "lint-columns"


def _control(control: etree._Element) -> Iterator[tuple[str, str]]:
    tag = _value(control, "tag")
    if len(tag) > LONGEST_TAG:
        yield f"the control {tag!r} has a tag of more than {LONGEST_TAG} characters", "lint-control"
    content = control.find(f"{_W}sdtContent")
    if content is None or len(content) == 0:
        yield f"the control {tag!r} has no content", "lint-control"
    entries = list(control.iterfind(f"{_W}sdtPr//{_W}listItem"))
    for attribute in ("displayText", "value"):
        counted = Counter(entry.get(f"{_W}{attribute}") for entry in entries)
        if any(count > 1 for count in counted.values()):
            yield f"the list {tag!r} has an entry twice", "lint-control"


def _numbers(stories: Iterable[etree._Element]) -> Iterator[tuple[str, str]]:
    """Yield ids and tags of controls that stand in the document more than once."""
    controls = [control for tree in stories for control in tree.iter(f"{_W}sdt")]
    for what in ("id", "tag"):
        for value, count in Counter(_value(control, what) for control in controls).items():
            if count > 1:
                yield f"{count} controls have the {what} {value!r}", "lint-control"
    for control in controls:
        number = _value(control, "id")
        if not number.isdecimal() or int(number) >= _LARGEST_ID:
            yield f"a control has the id {number!r}, which Word does not take", "lint-control"


def _value(control: etree._Element, what: str) -> str:
    found = control.find(f"{_W}sdtPr/{_W}{what}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _text(element: etree._Element) -> str:
    return "".join(str(t) for t in element.itertext())[:40]
