"""A Word document read as hostile input: :func:`read_docx`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from interview_kit.errors import Finding, KitError, Severity
from interview_kit.word.content import WordContent
from interview_kit.word.read_kind import (
    DAMAGED,
    SEND_AGAIN,
    refuse,
    refuse_damaged,
    refuse_macros,
    refuse_other_package,
)
from interview_kit.word.read_looks import may_decide, strip_looks
from interview_kit.word.read_notes import margin_notes, note_findings
from interview_kit.word.read_package import Package, open_package
from interview_kit.word.read_styles import style_looks
from interview_kit.word.read_tables import BodyReader
from interview_kit.word.read_text import Looks, Reading, W
from interview_kit.word.read_xml import Element, check_size, parse_part

_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_OTHERS_DATA: Final = ("customxml/", "docmetadata/")
_RUNNING: Final = ("header", "footer")
_PICTURES: Final = (W + "drawing", W + "pict", W + "object")


@dataclass(frozen=True, slots=True)
class _Relationship:
    kind: str
    """The last part of its type: officeDocument, header, hyperlink …"""
    target: str
    """The part's name, or the address where it is external."""
    external: bool


def read_docx(data: bytes, name: str) -> WordContent:
    """Return what a Word document says; nothing is written, fetched or run.

    Args:
        data: the bytes of the file.
        name: what findings call it, for example ``returned/C03-P2.docx``.

    Raises:
        KitError: the file is no Word document (the one finding says what it is), is damaged, needs a
            password, carries macros, or is built to do harm.
    """
    package = open_package(data, name)
    check_size(package.xml.values(), name)
    roots = dict(_parsed(package))
    parts = {part.casefold(): root for part, root in roots.items()}
    main = _main_part(package, parts)
    related = tuple(_relationships(parts, main))
    running = {r.target for r in related if r.kind in _RUNNING and r.target in parts}
    styles = _styles(related, parts)
    stripped = [not styles and strip_looks(parts[part]) for part in (main, *running)]
    reading = Reading(name, has_looks=not all(stripped), styles=styles)
    body = parts[main].find(W + "body")
    if body is None:
        raise refuse_damaged(name, "the document has no body")
    try:
        found = BodyReader(body, reading)
    except RecursionError:
        raise refuse(name, "too-complex", "is nested far too deeply", SEND_AGAIN) from None
    texts = {
        kind: tuple(reading.text(parts[r.target]) for r in related if r.kind == kind and r.target in parts)
        for kind in _RUNNING
    }
    root_related = tuple(_relationships(parts, ""))
    if any("/embeddings/" in part or "/activex/" in part for part in map(str.casefold, package.names)):
        reading.notes["embedded-object"] = None
    margins = (parts[r.target] for r in related if r.target in parts)
    reading.notes |= dict.fromkeys(margin_notes(margins))
    return WordContent(
        name=name,
        controls=found.controls,
        rows=tuple(found.rows),
        paragraphs=tuple(found.paragraphs),
        headers=texts["header"],
        footers=texts["footer"],
        core=_core(root_related, parts),
        custom=_custom(root_related, parts),
        warnings=(*note_findings(reading.notes, name, found.rows), *_external(roots, name)),
        loose_pictures=found.loose_pictures,
        is_only_a_picture=not _has_words(found) and next(body.iter(*_PICTURES), None) is not None,
    )


def _parsed(package: Package) -> Iterator[tuple[str, Element]]:
    """Yield each part with its root; other programs' own data is never read, so it may be no XML at all."""
    for part, xml in package.xml.items():
        try:
            yield part, parse_part(xml, part, package.name)
        except KitError as refused:
            own = part.casefold().startswith(_OTHERS_DATA) and not part.casefold().endswith(".rels")
            if not own or any(finding.code != DAMAGED for finding in refused.findings):
                raise


def _styles(related: Iterable[_Relationship], parts: Mapping[str, Element]) -> Looks:
    """Return the styles that decide what is read; most documents have none."""
    named = (r.target for r in related if r.kind == "styles" and r.target in parts)
    part = next(named, "")
    return style_looks(parts[part]) if part and may_decide(parts[part]) else Looks()


def _main_part(package: Package, parts: Mapping[str, Element]) -> str:
    """Return the name of the part with the text; refuse macros and packages of another kind."""
    types = parts.get("[content_types].xml")
    if types is None:
        raise refuse_other_package(package.names, package.name)
    declared = [element.get("ContentType", "").lower() for element in types]
    if any("macroenabled" in kind or "vbaproject" in kind for kind in declared):
        raise refuse_macros(package.name)
    mains = [r.target for r in _relationships(parts, "") if r.kind == "officeDocument" and not r.external]
    of_part = {
        element.get("PartName", "").lstrip("/").casefold(): element.get("ContentType", "")
        for element in types.iterchildren(_TYPES + "Override")
    }
    of_ending = {
        element.get("Extension", "").casefold(): element.get("ContentType", "")
        for element in types.iterchildren(_TYPES + "Default")
    }
    kinds = [of_part.get(main, of_ending.get(main.rpartition(".")[2])) for main in mains]
    if len(mains) != 1 or mains[0] not in parts or kinds[0] not in _MAIN:
        raise refuse_other_package(package.names, package.name)
    return mains[0]


def _relationships(parts: Mapping[str, Element], source: str) -> Iterator[_Relationship]:
    """Yield the relationships of a part; of the package itself for an empty name."""
    folder, _, file = source.rpartition("/")
    rels = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    for element in () if rels is None else rels.iterchildren(_RELATIONSHIP):
        target, external = element.get("Target", ""), element.get("TargetMode", "").lower() == "external"
        if not external:
            joined = posixpath.join("/", folder, target)
            target = posixpath.normpath(joined).lstrip("/").casefold()
        yield _Relationship(element.get("Type", "").rpartition("/")[2], target, external)


def _external(roots: Mapping[str, Element], name: str) -> Iterator[Finding]:
    """Yield a warning for each part that stands outside; links to click and Word's own template are ordinary."""
    for part, root in roots.items():
        if not part.endswith(".rels"):
            continue
        for element in root.iterchildren(_RELATIONSHIP):
            kind = element.get("Type", "").rpartition("/")[2]
            target = element.get("Target", "")
            ordinary = kind == "hyperlink" or (kind == "attachedTemplate" and target.endswith("Normal.dotm"))
            if element.get("TargetMode", "").lower() == "external" and not ordinary:
                yield Finding(
                    where=name,
                    problem=f"points to a file outside itself ({kind[:40]}: {target[:80]!r}); nothing was fetched",
                    remedy="Ask who sent it why it does; do not open it in Word before you know.",
                    severity=Severity.WARNING,
                    code="external-part",
                )


def _has_words(found: BodyReader) -> bool:
    """Return True when there is text in a paragraph or a cell."""
    return any(text.strip() for text in found.paragraphs) or any(
        cell.text.strip() for row in found.rows for cell in row.cells
    )


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _core(related: tuple[_Relationship, ...], parts: Mapping[str, Element]) -> dict[str, str]:
    """Return core properties by local name; of one that is there twice, both values on two lines."""
    pairs = [
        (_local(child), child.text or "")
        for r in related
        if r.kind == "core-properties" and r.target in parts
        for child in parts[r.target]
    ]
    return _joined(pairs)


def _custom(related: tuple[_Relationship, ...], parts: Mapping[str, Element]) -> dict[str, str]:
    """Return custom properties by name; of one that is there twice, both values on two lines."""
    pairs = [
        (child.get("name", ""), "".join(map(str, child.itertext())).strip())
        for r in related
        if r.kind in ("custom-properties", "customProperties") and r.target in parts
        for child in parts[r.target]
    ]
    return _joined(pairs)


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: "\n".join(dict.fromkeys(values)) for key, values in found.items()}
