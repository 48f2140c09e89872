"""Small pieces of WordprocessingML as text: what is text is escaped, what is XML stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

NAMESPACES: Final[Mapping[str, str]] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
"""The namespaces of a document, header or footer made here, by prefix."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[&<>"]')


class Xml(str):
    """A piece of XML, as against text that has still to be escaped."""

    __slots__ = ()


def has_forbidden(text: str) -> bool:
    """Return True when a text holds a character that XML 1.0 cannot carry."""
    return _FORBIDDEN.search(text) is not None


def printable(text: str) -> str:
    """Return text with every character that XML 1.0 cannot carry shown as U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def escape(text: str) -> Xml:
    """Return text safe between tags and in a quoted attribute; apostrophes stay, jinja tags need them."""
    if isinstance(text, Xml):
        return text
    if not _SPECIAL.search(text):
        return Xml(text)
    safe = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Xml(safe.replace('"', "&quot;"))


def element(name: str, attributes: Mapping[str, str | float] = {}, *children: str) -> Xml:
    """Return an element; names carry their prefix, children that are not :class:`Xml` are escaped."""
    head = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items())
    inside = "".join(escape(child) for child in children)
    return Xml(f"<{name}{head}>{inside}</{name}>" if inside else f"<{name}{head}/>")


def w(name: str, /, *children: str, **attributes: str | float) -> Xml:
    """Return an element of the main namespace with attributes of the same: ``w("jc", val="center")``."""
    return element(f"w:{name}", {f"w:{key}": value for key, value in attributes.items()}, *children)


def text(value: str) -> Xml:
    """Return a ``w:t`` that keeps its spaces."""
    return element("w:t", {"xml:space": "preserve"}, value)


def run(*content: str, properties: str = "") -> Xml:
    """Return a run; content that is not :class:`Xml` becomes text, a tab in it becomes ``w:tab``.

    ``properties`` is what stands inside ``w:rPr``.
    """
    inside = "".join(piece if isinstance(piece, Xml) else _with_tabs(piece) for piece in content)
    return w("r", w("rPr", Xml(properties)) if properties else Xml(), Xml(inside))


def _with_tabs(value: str) -> Xml:
    return Xml(w("tab").join(text(piece) if piece else Xml() for piece in value.split("\t")))


def part(root: str, *children: str) -> bytes:
    """Return a whole part (document, header, footer) with the namespaces it may need."""
    spaces = {f"xmlns:{prefix}": uri for prefix, uri in NAMESPACES.items()}
    tree = element(root, {**spaces, "mc:Ignorable": "w14"}, *children)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{tree}'.encode()
