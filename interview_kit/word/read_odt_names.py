"""The names of OpenDocument's elements and attributes, as far as the reader needs them."""

from __future__ import annotations

from typing import Final

_OASIS: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = _OASIS + "office:1.0}"
TEXT: Final = _OASIS + "text:1.0}"
TABLE: Final = _OASIS + "table:1.0}"
DRAW: Final = _OASIS + "drawing:1.0}"
STYLE: Final = _OASIS + "style:1.0}"
META: Final = _OASIS + "meta:1.0}"
SVG: Final = _OASIS + "svg-compatible:1.0}"
SCRIPT: Final = _OASIS + "script:1.0}"
FORM: Final = _OASIS + "form:1.0}"
MANIFEST: Final = _OASIS + "manifest:1.0}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
"""LibreOffice's own additions; content controls are among them."""

PARAGRAPHS: Final = frozenset({TEXT + "p", TEXT + "h"})
