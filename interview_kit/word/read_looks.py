"""How a document looks, taken out of a parsed part where nothing in it changes what the document says.

Two elements in three of a Word document say how something looks. A few of them decide what is read:
deleted, moved and hidden text, merged cells. A part that has none of those is read without the others.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from interview_kit.word.read_text import LOOKS
from interview_kit.word.read_xml import Element, is_wide

_NAMES: Final = (b"del", b"moveFrom", b"vanish", b"hidden", b"strike", b"dstrike", b"gridSpan", b"gridBefore")
"""Elements among properties that decide what is read, whatever prefix they carry."""


def may_decide(xml: bytes) -> bool:
    """Return True unless a part certainly has no property that decides what is read.

    In UTF-16 the names are not looked for, and where one seems to be there, it may only be a word in a text.
    """
    return is_wide(xml) or any(name in xml and (b":" + name in xml or b"<" + name in xml) for name in _NAMES)


def strip_looks(root: Element, xml: bytes) -> bool:
    """Take the properties out of a parsed part, and return True, if none of them decides what is read.

    ``xml`` is what the part was parsed from. Where one may be there, everything stays, and the reading is slower.
    """
    if may_decide(xml):
        return False
    etree.strip_elements(root, *LOOKS, with_tail=False)
    return True
