"""The tags that a Word template may hold: docxtpl's dialect and two of the kit's own.

docxtpl repairs tags that Word has cut into several runs, and knows ``{%p … %}``, ``{%tr … %}``,
``{%tc … %}``, ``{%r … %}``, ``{% cellbg … %}`` and ``{% colspan … %}``. The kit adds two, because a
template has to stay a file that Word opens:

* ``{% rowheight EXPRESSION %}`` in any cell of a row sets the row's least height, in twentieths of a point;
* ``{%item for x in list %}`` at the start of a drop-down entry's name repeats that entry.
"""

from __future__ import annotations

import re
from typing import Final

from docxtpl import DocxTemplate

NEW_LINE: Final = "\ue00a"
"""Stands for a line break in a value until the text around it is known."""

_ROW = re.compile(r"<w:tr[ >](?:(?!<w:tr[ >]).)*?</w:tr>", re.DOTALL)
_ROW_HEIGHT = re.compile(r"\{%\s*rowheight\s+([^%]*?)\s*%\}")
_HEIGHT = re.compile(r'(<w:trHeight [^>]*?w:val=")[^"]*(")')
_ITEM = re.compile(r"(<w:listItem [^>]*?)\{%\s*item\s+(for [^%]*?)\s*%\}([^>]*?/>)")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_TEXT = re.compile(rf"(<w:t(?: [^>]*)?>)([^<]*{NEW_LINE}[^<]*)</w:t>")


def to_jinja(xml: str) -> str:
    """Return a part's XML as a jinja template, each paragraph on a line of its own."""
    plain: str = DocxTemplate.patch_xml(None, xml)
    plain = _ITEM.sub(r"{% \2 %}\1\3{% endfor %}", plain)
    plain = _ROW.sub(lambda row: _with_height(row.group()), plain)
    return _PARAGRAPH.sub("\n<w:p", plain)


def from_jinja(rendered: str) -> str:
    """Return what jinja made as XML again: the extra lines gone, line breaks in values as ``w:br``."""
    xml = rendered.replace("\n<w:p", "<w:p")
    xml = _TEXT.sub(lambda found: _with_breaks(found.group(1), found.group(2)), xml)
    return xml.replace(NEW_LINE, " ")


def _with_height(row: str) -> str:
    wanted = _ROW_HEIGHT.search(row)
    if wanted is None:
        return row
    return _HEIGHT.sub(rf"\1{{{{ {wanted.group(1)} }}}}\2", _ROW_HEIGHT.sub("", row), count=1)


def _with_breaks(opening: str, value: str) -> str:
    lines = value.split(NEW_LINE)
    first = f"{opening}{lines[0]}</w:t>"
    return first + "".join(f'<w:br/><w:t xml:space="preserve">{line}</w:t>' for line in lines[1:])
