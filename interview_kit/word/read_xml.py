"""XML parts parsed with everything off that reaches outside or grows: entities, DTDs, the network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lxml import etree

from interview_kit.errors import KitError
from interview_kit.word.read_kind import SEND_AGAIN, refuse, refuse_damaged

if TYPE_CHECKING:
    Element = etree._Element  # noqa: SLF001 - lxml gives the type no public name
else:
    Element = Any

MAX_MARKS = 250_000
"""Tags and attributes in all parts together: about 25 MB once parsed, and ten times a long score sheet."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/customProperties", b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
    (b"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes", b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
)  # fmt: skip
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_DECLARED = re.compile(r"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)""")
_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii"})


_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    recover=False,
    remove_comments=True,  # a comment must not cut a text in two
    remove_pis=True,
    collect_ids=False,
)
"""One for all parts: making one takes nearly as long as parsing most of them."""


def is_wide(xml: bytes) -> bool:
    """Return True for a part in UTF-16, where a name has a NUL between its letters."""
    return xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in xml[:4]


def check_size(parts: Iterable[bytes], name: str) -> None:
    """Raise :class:`KitError` when parts hold more tags and attributes than it is safe to parse."""
    if sum(xml.count(b"<") + xml.count(b"=") for xml in parts) > MAX_MARKS:
        raise refuse(name, "too-complex", "is built up of far too many pieces", SEND_AGAIN)


def parse_part(xml: bytes, part: str, name: str) -> Element:
    """Return the root of an XML part; the namespaces of "Strict Open XML" are turned into the usual ones.

    Raises:
        KitError: the part is not well-formed, declares a document type (in whatever encoding), is in an
            encoding that Word does not use, or is nested too deeply.
    """
    where = f"{part[:60]} inside it"
    _check_encoding(xml, where, name)
    if any(mark in xml for mark in _DOCTYPES):
        raise _refuse_doctype(where, name)
    if _STRICT in xml:
        for strict, usual in _STRICT_NAMES:
            xml = xml.replace(strict, usual)
    try:
        root = etree.fromstring(xml, _PARSER)
    except etree.XMLSyntaxError as why:
        said = str(why.msg)
        if "depth" in said.lower() or "huge" in said.lower():
            raise refuse(name, "too-complex", f"is nested far too deeply ({where})", SEND_AGAIN) from None
        raise refuse_damaged(name, f"{where} is not well-formed") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refuse_doctype(where, name)
    return root


def _refuse_doctype(where: str, name: str) -> KitError:
    return refuse(
        name,
        "doctype",
        f"declares a document type, which no Word document does ({where})",
        "This file was not made by Word as it stands. Do not open it; ask for the sheet again.",
    )


def _check_encoding(xml: bytes, where: str, name: str) -> None:
    """Refuse encodings other than UTF-8 and UTF-16: there a tag could hide from the counting."""
    start = xml[:400].replace(b"\x00", b"") if is_wide(xml) else xml[:200]
    start = start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    declared = _DECLARED.match(start.decode("latin-1"))
    known = declared is None or declared[1].lower() in _ENCODINGS
    if not known or not start.lstrip().startswith(b"<"):
        raise refuse_damaged(name, f"{where} is not written in UTF-8 or UTF-16")
