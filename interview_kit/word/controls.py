"""Content controls, all at run level: the only ones that Word, LibreOffice and others keep alike.

Put each into a paragraph that starts with visible text, so that no control ever fills a cell. Tag and
title may hold jinja tags. The numbers in ``w:id`` are settled anew when a document is composed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from interview_kit.word.xml import Xml, element, run, text, w

PLACEHOLDER_STYLE = "PlaceholderText"
"""Character style of what a control shows while it is empty."""

LONGEST_TAG = 64
"""More than this, and Word refuses the file."""


def drop_down(
    tag: str, title: str, placeholder: str, items: Iterable[tuple[str, str]], *, properties: str = ""
) -> Xml:
    """Return a list to choose one entry from; ``items`` are (text shown, value) pairs.

    ``properties`` is the run formatting of placeholder and choice alike. An entry is repeated by
    :func:`repeated_item`.
    """
    entries = [element("w:listItem", {"w:displayText": shown, "w:value": value}) for shown, value in items]
    return _empty(tag, title, placeholder, w("dropDownList", *entries), properties)


def repeated_item(loop: str, shown: str, value: str) -> tuple[str, str]:
    """Return a list entry that is repeated: ``repeated_item("s in scores", "{{ s.text }}", "{{ s.value }}")``."""
    return (f"{{%item for {loop} %}}{shown}", value)


def rich_text(tag: str, title: str, placeholder: str, *, properties: str = "") -> Xml:
    """Return a control for text of any length; rich, because plain ones lose line breaks in LibreOffice."""
    return _empty(tag, title, placeholder, w("richText"), properties)


def date(tag: str, title: str, placeholder: str) -> Xml:
    """Return a control for a day, shown as 12 March 2026."""
    kind = w(
        "date",
        w("dateFormat", val="d MMMM yyyy"),
        w("lid", val="en-GB"),
        w("storeMappedDataAs", val="dateTime"),
        w("calendar", val="gregorian"),
    )
    return _empty(tag, title, placeholder, kind)


def check_box(tag: str, title: str, *, font: str, ticked: str, not_ticked: str, properties: str = "") -> Xml:
    """Return a box to tick, open at first; ``ticked`` and ``not_ticked`` are characters of ``font``."""
    fonts = element("w:rFonts", dict.fromkeys(("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"), font))
    kind = element(
        "w14:checkbox",
        {},
        element("w14:checked", {"w14:val": "0"}),
        element("w14:checkedState", {"w14:val": f"{ord(ticked):04X}", "w14:font": font}),
        element("w14:uncheckedState", {"w14:val": f"{ord(not_ticked):04X}", "w14:font": font}),
    )
    rpr = Xml(fonts + properties)
    content = run(not_ticked, properties=rpr)
    return _control(tag, title, "sdtLocked", kind, content, properties=rpr)


def locked_text(tag: str, title: str, content: str) -> Xml:
    """Return a control whose text cannot be changed in Word."""
    return _control(tag, title, "sdtContentLocked", w("richText"), run(content))


def _empty(tag: str, title: str, placeholder: str, kind: Xml, properties: str = "") -> Xml:
    shown = run(text(placeholder), properties=w("rStyle", val=PLACEHOLDER_STYLE) + properties)
    return _control(tag, title, "sdtLocked", kind, shown, flag=w("showingPlcHdr"), properties=properties)


def _control(
    tag: str, title: str, lock: str, kind: Xml, content: Xml, *, flag: str = "", properties: str = ""
) -> Xml:
    number = zlib.crc32(tag.encode()) & 0x7FFFFFFF or 1
    return w(
        "sdt",
        w(
            "sdtPr",
            w("rPr", Xml(properties)) if properties else Xml(),
            w("alias", val=title),
            w("tag", val=tag),
            w("id", val=number),
            w("lock", val=lock),
            Xml(flag),
            kind,
        ),
        w("sdtContent", content),
    )
