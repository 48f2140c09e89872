"""An OpenDocument text read as hostile input, into the same values as a Word document: :func:`read_odt`."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

from interview_kit.errors import Finding, Severity
from interview_kit.word.content import WordContent
from interview_kit.word.read_kind import (
    SAVE_AS,
    SEND_AGAIN,
    refuse,
    refuse_damaged,
    refuse_encrypted,
    refuse_macros,
    refuse_other_package,
)
from interview_kit.word.read_notes import note_findings
from interview_kit.word.read_odt_names import DRAW, MANIFEST, META, OFFICE, SCRIPT, STYLE, TEXT, XLINK
from interview_kit.word.read_odt_text import OdtText
from interview_kit.word.read_package import Package, open_package
from interview_kit.word.read_styles import hidden_styles, struck_styles
from interview_kit.word.read_xml import Element, check_size, parse_part

_MANIFEST, _CONTENT, _STYLES, _META = "META-INF/manifest.xml", "content.xml", "styles.xml", "meta.xml"
_KIND: Final = "application/vnd.oasis.opendocument."
_TEXTS: Final = frozenset({f"{_KIND}text", f"{_KIND}text-template"})
_LONGEST_KIND: Final = 100
_LISTS_OF_MACROS: Final = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")
_MACRO_FOLDERS: Final = ("basic/", "dialogs/", "scripts/")
_IDENTIFIER: Final = "OOXMLCorePropertyIdentifier"
"""What LibreOffice calls the identifier of a Word document that it opened."""
_ELSEWHERE: Final = re.compile(r"[a-zA-Z][\w+.-]*:|//|\.\./(?!#)")
_ORDINARY: Final = frozenset({TEXT + "a", DRAW + "a", META + "template", META + "auto-reload"})


def is_odt(data: bytes) -> bool:
    """Return True when a package calls itself OpenDocument, by its first entry or by what it holds."""
    first = data[:2] == b"PK" and data[30:38] == b"mimetype"
    return first or (b"content.xml" in data and b"[Content_Types].xml" not in data and data[:2] == b"PK")


def read_odt(data: bytes, name: str) -> WordContent:
    """Return what an OpenDocument text says; nothing is written, fetched or run.

    LibreOffice 7.4 drops the tags of content controls; what they show and record is kept.

    Args:
        data: the bytes of the file.
        name: what findings call it, for example ``returned/C03-P2.odt``.

    Raises:
        KitError: the file is no OpenDocument text (the one finding says what it is), is damaged, needs a
            password, carries macros, or is built to do harm.
    """
    package = open_package(data, name)
    _check_kind(data, package)
    xml = {part: package.xml[part] for part in (_CONTENT, _STYLES, _META) if part in package.xml}
    check_size(xml.values(), name)
    roots = {part: parse_part(content, part, name) for part, content in xml.items()}
    if any(_runs_something(root) for root in roots.values()):
        raise refuse_macros(name)
    body = roots[_CONTENT].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise refuse_damaged(name, "the document has no text")
    styles = roots.get(_STYLES)
    try:
        named = _styles_of_text(roots[_CONTENT], styles)
        text = OdtText(name, hidden_styles(*named), struck_styles(*named))
        text.read(body)
        edges = {kind: tuple(_edges(styles, kind, name)) for kind in ("header", "footer")}
    except RecursionError:
        raise refuse(name, "too-complex", "is nested far too deeply", SEND_AGAIN) from None
    words = "".join((*text.paragraphs, *(cell.text for row in text.rows for cell in row.cells)))
    core, custom = _properties(roots.get(_META))
    return WordContent(
        name=name,
        controls=tuple(text.controls),
        rows=text.rows,
        paragraphs=tuple(text.paragraphs),
        headers=edges["header"],
        footers=edges["footer"],
        core=core,
        custom=custom,
        warnings=(*note_findings(text.notes, name, text.rows), *_external(roots.values(), name)),
        loose_pictures=text.loose_pictures,
        is_only_a_picture=bool(text.pictures) and not words.strip(),
    )


def _check_kind(data: bytes, package: Package) -> None:
    """Refuse what is encrypted, carries macros, or is no text: by its manifest and its mark of kind."""
    names, name = package.names, package.name
    if "encrypted-package" in names:
        raise refuse_encrypted(name)
    if "mimetype" not in names or _CONTENT not in names or _MANIFEST not in names:
        raise refuse_other_package(names, name)
    manifest = parse_part(package.xml[_MANIFEST], _MANIFEST, name)
    if next(manifest.iter(MANIFEST + "encryption-data"), None) is not None:
        raise refuse_encrypted(name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as file:
        said = file.read(_LONGEST_KIND).decode("ascii", "replace").strip()
    if said not in _TEXTS:
        kind = said.removeprefix(_KIND)[:40]
        raise refuse(
            name, "other-file", f"is an OpenDocument file of another kind ({kind!r}), not a text", SAVE_AS
        )
    declared = {
        entry.get(MANIFEST + "media-type", "")
        for entry in manifest
        if entry.get(MANIFEST + "full-path") == "/"
    }
    if declared != {said}:
        raise refuse_damaged(name, "its list of contents does not say what kind of document it is")
    if any(_is_macro(part.lower()) for part in names):
        raise refuse_macros(name)


def _is_macro(part: str) -> bool:
    """Return True for an entry that holds a macro; an empty list of them, or a folder, is none."""
    return part.startswith(_MACRO_FOLDERS) and not part.endswith(("/", *_LISTS_OF_MACROS))


def _runs_something(root: Element) -> bool:
    """Return True when something in a part starts a macro, be it one outside the document."""
    return (
        next(root.iter(SCRIPT + "event-listener", SCRIPT + "script", TEXT + "execute-macro"), None)
        is not None
    )


def _styles_of_text(content: Element, styles: Element | None) -> tuple[Element, ...]:
    """Return where the styles of the text stand; those named in it may follow those of the document."""
    common = None if styles is None else styles.find(OFFICE + "styles")
    return (content,) if common is None else (content, common)


def _edges(styles: Element | None, kind: str, name: str) -> Iterator[str]:
    """Yield the text of each header or footer: of all pages, of left pages, of the first page."""
    if styles is None:
        return
    hidden = hidden_styles(styles)
    wanted = {f"{STYLE}{kind}", f"{STYLE}{kind}-left", f"{STYLE}{kind}-first"}
    for element in styles.iter(*wanted):
        if element.get(STYLE + "display", "true") != "false":
            edge = OdtText(name, hidden)
            edge.read(element)
            cells = (cell.text for row in edge.rows for cell in row.cells)
            yield "\n".join((*edge.paragraphs, *cells))


def _properties(meta: Element | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return core and custom properties; the values of one that is there twice stand on two lines."""
    core: dict[str, list[str]] = {}
    custom: dict[str, list[str]] = {}
    for element in () if meta is None else meta.iterfind(f"{OFFICE}meta/*"):
        value = "".join(map(str, element.itertext())).strip()
        if element.tag != META + "user-defined":
            core.setdefault(str(element.tag).rpartition("}")[2], []).append(value)
        elif element.get(META + "name") == _IDENTIFIER:
            core.setdefault("identifier", []).append(value)
        else:
            custom.setdefault(element.get(META + "name", ""), []).append(value)
    return _joined(core), _joined(custom)


def _joined(found: dict[str, list[str]]) -> dict[str, str]:
    return {key: "\n".join(dict.fromkeys(values)) for key, values in found.items()}


def _external(roots: Iterable[Element], name: str) -> Iterator[Finding]:
    """Yield a warning for each thing that stands outside; links to click and a template are ordinary."""
    for element in (element for root in roots for element in root.iter()):
        target = element.get(XLINK + "href", "")
        if element.tag not in _ORDINARY and _ELSEWHERE.match(target):
            kind = str(element.tag).rpartition("}")[2]
            yield Finding(
                where=name,
                problem=f"points to a file outside itself ({kind[:40]}: {target[:80]!r}); nothing was fetched",
                remedy="Ask who sent it why it does; do not open it before you know.",
                severity=Severity.WARNING,
                code="external-part",
            )
