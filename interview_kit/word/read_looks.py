"""How a document looks, taken out of a parsed part where nothing in it changes what the document says.

Two elements in three of a Word document say how something looks. A few of them decide what is read:
deleted, moved and hidden text, merged cells. A part that has none of those is read without the others.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from interview_kit.word.read_text import LOOKS, RUN, W
from interview_kit.word.read_xml import Element

_NAMES: Final = ("del", "moveFrom", "vanish", "hidden", "strike", "dstrike", "gridSpan", "gridBefore")
_DECIDING: Final = tuple(W + name for name in _NAMES)
"""Elements among properties that decide what is read."""


def may_decide(root: Element) -> bool:
    """Return True unless a part certainly has no property that decides what is read."""
    return next(root.iter(*_DECIDING), None) is not None


def strip_looks(root: Element) -> bool:
    """Take the properties out of a parsed part, and return True, if none of them decides what is read.

    Runs, which then say nothing themselves, are replaced by what is in them. Where a property that decides may
    be there, everything stays, and the reading is slower.
    """
    if may_decide(root):
        return False
    etree.strip_elements(root, *LOOKS, with_tail=False)
    etree.strip_tags(root, RUN)
    return True
