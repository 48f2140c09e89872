"""Texts, controls and table rows of an OpenDocument text: what a reader sees, deletions not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from interview_kit.word.content import PICTURE, STRUCK, Cell, Control, Row
from interview_kit.word.read_kind import SEND_AGAIN, refuse
from interview_kit.word.read_odt_names import (
    DRAW,
    FORM,
    LOEXT,
    OFFICE,
    PARAGRAPHS,
    SCRIPT,
    SVG,
    TABLE,
    TEXT,
)
from interview_kit.word.read_tables import MAX_SPAN
from interview_kit.word.read_text import MAX_WORK
from interview_kit.word.read_xml import Element
from interview_kit.word.symbols import ticks_in

_HIDDEN, _COMMENTS, _FOOTNOTES, _OUTSIDE, _EMBEDDED = (
    "hidden-text", "comments", "footnotes", "outside-field", "embedded-object",
)  # fmt: skip
_NOT_TEXT: Final[dict[str, str]] = {
    TEXT + "tracked-changes": "",  # what was deleted is kept here, away from where it stood
    TEXT + "ruby-text": "",
    TEXT + "script": "",
    SCRIPT + "script": "",
    OFFICE + "forms": "",
    OFFICE + "event-listeners": "",
    SVG + "title": "",
    SVG + "desc": "",
    LOEXT + "list-item": "",
    DRAW + "image": "",
    TEXT + "hidden-text": _HIDDEN,
    OFFICE + "annotation": _COMMENTS,
    TEXT + "note": _FOOTNOTES,
    TEXT + "section-source": _OUTSIDE,
    OFFICE + "dde-source": _OUTSIDE,
    DRAW + "object": _EMBEDDED,
    DRAW + "object-ole": _EMBEDDED,
    DRAW + "plugin": _EMBEDDED,
    DRAW + "applet": _EMBEDDED,
    DRAW + "floating-frame": _EMBEDDED,
}
"""Elements that are never part of a text, and what a person must be told where one is met."""
_INSIDE_SHAPES: Final = frozenset({DRAW + "text-box", DRAW + "a"})
_ROW_GROUPS: Final = frozenset(
    TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")
)
_UNSEEN: Final = frozenset({"collapse", "filter"})
_SPACES: Final = re.compile("[ \t\r\n]+")


class _Lines:
    """A text as it grows, white space as OpenDocument has it: collapsed, none where a line begins."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._after_space = True
        self.is_struck = False
        """True when something in it is struck through."""

    def characters(self, text: str | None) -> None:
        """Add what stands between tags."""
        plain = _SPACES.sub(" ", text or "")
        if self._after_space:
            plain = plain.removeprefix(" ")
        if plain:
            self.put(plain)
            self._after_space = plain.endswith(" ")

    def put(self, text: str) -> None:
        """Add what stands for itself: spaces that count, tabs, line breaks, the text of a table."""
        self._pieces.append(text)
        self._after_space = False

    def begin_line(self) -> None:
        """Go to a new line unless one has just begun."""
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._pieces.append("\n")
        self._after_space = True

    def end_line(self) -> None:
        self._pieces.append("\n")
        self._after_space = True

    @property
    def pieces(self) -> int:
        """How many pieces there are; :meth:`since` gives the text from one of them on."""
        return len(self._pieces)

    def since(self, piece: int = 0) -> str:
        return "".join(self._pieces[piece:]).rstrip("\n")


class OdtText:
    """Controls, rows and paragraphs of one element, in document order, each read once."""

    def __init__(self, name: str, hidden: frozenset[str], struck: frozenset[str] = frozenset()) -> None:
        """Take the file's name for findings, and the names of the styles that hide text or strike it through."""
        self._name = name
        self._hidden = hidden
        self._struck = struck
        self._work = 0
        self.pictures = 0
        """Pictures, shapes and other objects met so far; what they show is not read."""
        self.loose_pictures = 0
        """Those outside tables, after the first table."""
        self._tables: list[list[Row]] = []
        self.controls: list[Control] = []
        self.paragraphs: list[str] = []
        self.notes: dict[str, None] = {}
        """Codes of what was seen and not read, in order."""
        self._met: list[str] = []
        """The same each time that it was met."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows; those of a table inside a cell after those of the table around it."""
        return tuple(row for rows in self._tables for row in rows)

    def read(self, parent: Element) -> None:
        """Read the paragraphs and tables of the document's text, of a header, or of a footer."""
        for element in self._visible(parent):
            if element.tag == TABLE + "table":
                self._table(element)
            elif element.tag in PARAGRAPHS:
                lines, before = _Lines(), self.pictures
                self._enter(element, lines, inline=False)
                self.paragraphs.append(self._spent(lines.since()))
                if self._tables:
                    self.loose_pictures += self.pictures - before
            else:
                self.read(element)

    def _spend(self, amount: int) -> None:
        """Count work; raise KitError when the document asks for more than any honest one does."""
        self._work += amount
        if self._work > MAX_WORK:
            raise refuse(self._name, "too-complex", "is far too long or nested far too deeply", SEND_AGAIN)

    def _spent(self, text: str) -> str:
        self._spend(len(text))
        return text

    def _visible(self, parent: Element) -> Iterator[Element]:
        self._spend(len(parent))
        for child in parent:
            if self._counts(child):
                yield child

    def _counts(self, element: Element) -> bool:
        """Return True for an element that a reader of the document sees, noting what is left out."""
        note = _NOT_TEXT.get(element.tag)
        if note is None and self._is_hidden(element):
            note = _HIDDEN
        if note:
            self._note(note)
        if element.tag == TEXT + "dde-connection":
            self._note(_OUTSIDE)
        return note is None

    def _note(self, code: str) -> None:
        self.notes[code] = None
        self._met.append(code)

    def _is_hidden(self, element: Element) -> bool:
        tag = element.tag
        if tag == TEXT + "span" or tag in PARAGRAPHS:
            styled = element.get(TEXT + "style-name", "") in self._hidden and _has_words(element)
            return styled or element.find(f"{TEXT}hidden-paragraph[@{TEXT}is-hidden='true']") is not None
        if tag == TEXT + "section":
            return element.get(TEXT + "display", "true") == "none"
        return element.get(TABLE + "visibility", "") in _UNSEEN

    def _inside(self, parent: Element, lines: _Lines, *, inline: bool) -> None:
        """Add the text inside an element; between tags it counts only inside a paragraph."""
        self._spend(len(parent))
        if inline:
            lines.characters(parent.text)
        for child in parent:
            if self._counts(child):
                self._enter(child, lines, inline=inline)
            if inline:
                lines.characters(child.tail)

    def _enter(self, element: Element, lines: _Lines, *, inline: bool) -> None:
        tag = element.tag
        if element.get(TEXT + "style-name", "") in self._struck and _has_words(element):
            lines.is_struck = True
        if tag in PARAGRAPHS:
            lines.begin_line()
            self._inside(element, lines, inline=True)
            lines.end_line()
        elif tag == TEXT + "s":
            count = _number(element.get(TEXT + "c", "1"), MAX_WORK)
            self._spend(count)
            lines.put(" " * count)
        elif tag == TEXT + "tab":
            lines.put("\t")
        elif tag == TEXT + "line-break":
            lines.put("\n")
        elif tag == LOEXT + "content-control":
            self._control(element, lines)
        elif tag == TABLE + "table":
            lines.begin_line()
            lines.put(self._table(element))
        elif tag.startswith(DRAW) and tag not in _INSIDE_SHAPES:
            self.pictures += 1
            self._inside(element, lines, inline=False)
        elif tag.startswith(FORM):
            self.pictures += 1
        else:
            self._inside(element, lines, inline=inline and tag != DRAW + "text-box")

    def _control(self, element: Element, lines: _Lines) -> None:
        before = lines.pieces
        self._inside(element, lines, inline=True)
        text = self._spent(lines.since(before))
        checked = glyph = None
        if _is_true(element, "checkbox"):
            checked = _is_true(element, "checked")
            shown = ticks_in(text)
            glyph = next(iter(shown)) if len(shown) == 1 else None
        self.controls.append(
            Control(
                tag=element.get(LOEXT + "tag", ""),
                alias=element.get(LOEXT + "alias", ""),
                text=text,
                placeholder=_is_true(element, "showing-place-holder"),
                checked=checked,
                glyph=glyph,
                date=_date(element.get(LOEXT + "current-date", "")),
                level="run",
                locked=element.get(LOEXT + "lock", "") in {"sdtContentLocked", "contentLocked"},
            )
        )

    def _table(self, table: Element) -> str:
        """Read the rows of a table, and return its text: tabs between cells, a line for each row."""
        number = len(self._tables)
        rows: list[Row] = []
        self._tables.append(rows)
        for element in self._rows_of(table):
            before = len(self.controls)
            cells = tuple(self._cells(element))
            if cells:
                nested = element.find(f".//{TABLE}table") is not None
                row = Row(number, cells, tuple(self.controls[before:]), nested)
                rows += [row] * min(2, _number(element.get(TABLE + "number-rows-repeated", "1"), MAX_SPAN))
        lines = ("\t".join(cell.text for cell in row.cells) + "\n" for row in rows)
        return self._spent("".join(lines))

    def _rows_of(self, parent: Element) -> Iterator[Element]:
        for element in self._visible(parent):
            if element.tag == TABLE + "table-row":
                yield element
            elif element.tag in _ROW_GROUPS:
                yield from self._rows_of(element)

    def _cells(self, row: Element) -> Iterator[Cell]:
        column = 0
        for element in self._visible(row):
            if element.tag == TABLE + "table-cell":
                controls, pictures, met, lines = len(self.controls), self.pictures, len(self._met), _Lines()
                self._inside(element, lines, inline=False)
                text = self._spent(lines.since())
                own = tuple(self.controls[controls:])
                notes = {*self._met[met:]}
                notes |= {PICTURE} if self.pictures > pictures else set()
                notes |= {STRUCK} if lines.is_struck else set()
                yield Cell(text, own, column, frozenset(notes))
            column += _number(element.get(TABLE + "number-columns-repeated", "1"), MAX_SPAN)


def _has_words(element: Element) -> bool:
    return any(text.strip() for text in map(str, element.itertext()))


def _is_true(control: Element, name: str) -> bool:
    return control.get(LOEXT + name, "").lower() in {"true", "1"}


def _number(text: str, most: int) -> int:
    """Return a count of at least 1 and at most ``most``."""
    return max(1, min(int(text[:9]), most)) if text.isascii() and text.isdigit() else 1


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
