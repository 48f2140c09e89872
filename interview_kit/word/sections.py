"""Sections that each have their own running header, and bookmarks of which there are many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from interview_kit.word.package import TYPES, read_parts, write_parts
from interview_kit.word.sandbox import slot
from interview_kit.word.xml import Xml, element, escape

_DOCUMENT: Final = "word/document.xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_SECTION: Final = re.compile(r"<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_HEADER: Final = re.compile(r'<w:headerReference\b[^>]*\bw:type="default"[^>]*/>')
_RELATED: Final = re.compile(r'r:id="([^"]*)"')
_RELATION: Final = re.compile(r"<Relationship\b[^>]*/>")
_BOOKMARK: Final = re.compile(r'(<w:bookmark(?:Start|End)\b[^>]*?w:id=")[^"]*(")')


def with_section_headers(document: bytes, name: str, texts: Sequence[str]) -> bytes:
    """Return a document whose sections each have their own text where the header has the slot ``name``.

    The header is the one that the section has in the template, so that what an organisation put there
    (a logo, another wording) stands in every section. The nth text is for the nth section; the last text
    serves any sections that are left.
    """
    parts = read_parts(document)
    xml = parts[_DOCUMENT].decode("utf-8")
    relations = parts[_RELATIONS].decode("utf-8")
    targets = dict(_target(relation) for relation in _RELATION.findall(relations))
    marker = str(slot(name))
    added: list[tuple[str, str]] = []

    def _own(section: re.Match[str]) -> str:
        found = _HEADER.search(section.group())
        related = _RELATED.search(found.group()) if found else None
        if found is None or related is None:
            return section.group()
        part = f"word/{targets[related.group(1)]}"
        number = len(added) + 1
        text = texts[min(number, len(texts)) - 1]
        identity, new = f"rIdSectionHeader{number}", f"word/sectionheader{number}.xml"
        parts[new] = parts[part].decode("utf-8").replace(marker, escape(text)).encode()
        if (rels := _rels(part)) in parts:
            parts[_rels(new)] = parts[rels]
        added.append((identity, new))
        reference = found.group().replace(related.group(), f'r:id="{identity}"')
        return section.group().replace(found.group(), reference)

    parts[_DOCUMENT] = _SECTION.sub(_own, xml).encode()
    for part, content in parts.items():
        parts[part] = content.replace(marker.encode(), b"")
    new_relations = [
        element(
            "Relationship",
            {"Id": identity, "Type": f"{_OFFICE}/header", "Target": new.removeprefix("word/")},
        )
        for identity, new in added
    ]
    types = [element("Override", {"PartName": f"/{new}", "ContentType": _KIND}) for _, new in added]
    parts[_RELATIONS] = _before(parts[_RELATIONS], "</Relationships>", new_relations)
    parts[TYPES] = _before(parts[TYPES], "</Types>", types)
    return write_parts(parts)


def with_numbered_bookmarks(document: bytes) -> bytes:
    """Return a document whose bookmarks are numbered anew, so that repeated ones differ.

    For documents whose bookmarks do not overlap: each ends before the next begins.
    """
    parts = read_parts(document)
    count = 0

    def _number(found: re.Match[str]) -> str:
        nonlocal count
        count += found.group().startswith("<w:bookmarkStart")
        return f"{found.group(1)}{count}{found.group(2)}"

    parts[_DOCUMENT] = _BOOKMARK.sub(_number, parts[_DOCUMENT].decode("utf-8")).encode()
    return write_parts(parts)


def _target(relation: str) -> tuple[str, str]:
    """Return the id and the target of a relationship."""
    found = {key: re.search(rf'\b{key}="([^"]*)"', relation) for key in ("Id", "Target")}
    identity, target = (match.group(1) if match else "" for match in found.values())
    return identity, target.removeprefix("/word/")


def _rels(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _before(content: bytes, end: str, new: Sequence[Xml]) -> bytes:
    return content.decode("utf-8").replace(end, "".join((*new, end))).encode()
