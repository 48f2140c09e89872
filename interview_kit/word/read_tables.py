"""Controls and table rows, through any depth of wrappers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Final

from interview_kit.word.content import NOTHING, PICTURE, STRUCK, Cell, Control, ControlLevel, Row
from interview_kit.word.read_text import W14, Reading, Text, W, is_on
from interview_kit.word.read_xml import Element
from interview_kit.word.symbols import ticks_in

MAX_SPAN: Final = 63
"""Word's own limit on columns; a cell that claims more counts as this many."""

_T: Final = W + "t"
_R: Final = W + "r"
_P: Final = W + "p"
_TBL: Final = W + "tbl"
_TR: Final = W + "tr"
_TC: Final = W + "tc"
_SDT: Final = W + "sdt"
_SDT_CONTENT: Final = W + "sdtContent"
_TR_PR: Final = W + "trPr"
_TC_PR: Final = W + "tcPr"
_GRID_BEFORE: Final = W + "gridBefore"
_GRID_SPAN: Final = W + "gridSpan"
_LEVELS: Final[tuple[tuple[str, ControlLevel], ...]] = (
    (W + "tr", "row"),
    (W + "tc", "cell"),
    (W + "p", "block"),
    (W + "tbl", "block"),
)
_BEGUN: Final = Control("", "", "", placeholder=False, checked=None, glyph=None, date=None, level="run")
_ON: Final = frozenset({"1", "true", "on"})


_OpenCell = tuple[str, tuple[int, ...], int, frozenset[str]]
"""Text, controls by their numbers, column and notes of a cell that has been read."""


@dataclass(slots=True)
class _OpenRow:
    """A row while it is read: controls by their numbers, because those around a row end after it."""

    table: int
    element: Element
    column: int
    around: tuple[int, ...]
    cells: list[_OpenCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is: what is begun here belongs to a table, a row, or neither."""

    in_block: bool = True
    """Inside a table or a paragraph: no paragraph here is one of its own."""
    rows: list[_OpenRow] | None = None
    row: _OpenRow | None = None
    table: int = 0
    around: tuple[int, ...] = ()
    """Controls inside the table or the row that are wrapped round this place."""

    def inside(self, control: int) -> _Place:
        """Return the same place inside one more control."""
        if self.rows is None and self.row is None:
            return self
        return replace(self, around=(*self.around, control))


_OUTSIDE: Final = _Place(in_block=False)
_INSIDE: Final = _Place()


class BodyReader:
    """Controls, rows and paragraphs of one body, in document order, each read once.

    One walk: every piece of text is appended, where it is met, to the texts of all cells, controls and
    paragraphs that it stands in.
    """

    def __init__(self, body: Element, reading: Reading) -> None:
        self._reading = reading
        self._controls: list[Control] = []
        self._tables: list[list[_OpenRow]] = []
        self.paragraphs: list[str] = []
        self.loose_pictures = 0
        """Pictures and other objects outside tables, after the first table."""
        self._walk(body, (), _OUTSIDE)
        self.controls = tuple(self._controls)
        """All controls, in the order in which they begin."""
        self.rows = [self._row(row) for rows in self._tables for row in rows if row.cells]

    def _walk(self, parent: Element, texts: tuple[Text, ...], place: _Place) -> None:
        """Read the children of an element; runs and their texts, which are most of them, without a detour."""
        reading = self._reading
        if len(texts) > 1:
            reading.spend(len(parent) * len(texts))
        for element in reading.visible(parent):
            tag = element.tag
            if tag == _T and not len(element):
                reading.begin(element, texts)
            elif tag == _R:
                if reading.has_looks:
                    self._mark_struck(element, texts)
                self._walk(element, texts, place)
            else:
                self._read(element, texts, place)

    def _read(self, element: Element, texts: tuple[Text, ...], place: _Place) -> None:
        """Read one element with all that is in it."""
        tag = element.tag
        if tag == _R:
            self._mark_struck(element, texts)
            self._walk(element, texts, place)
        elif tag == _P:
            self._read_paragraph(element, texts, place)
        elif tag == _TC:
            self._read_cell(element, texts, place)
        elif tag == _TR:
            self._read_row(element, texts, place)
        elif tag == _SDT:
            self._read_control(element, texts, place)
        elif tag == _TBL:
            rows: list[_OpenRow] = []
            self._tables.append(rows)
            self._walk(element, texts, _Place(rows=rows, table=len(self._tables) - 1))
        elif not self._reading.begin(element, texts):
            self._walk(element, texts, place)
        elif len(element):
            self._walk(element, (), place)

    def _mark_struck(self, run: Element, texts: tuple[Text, ...]) -> None:
        if self._reading.has_looks and self._reading.is_struck(run):
            for text in texts:
                text.is_struck = True

    def _read_paragraph(self, element: Element, texts: tuple[Text, ...], place: _Place) -> None:
        if place.in_block:
            self._walk(element, texts, _INSIDE)
        else:
            text = Text()
            self._walk(element, (*texts, text), _INSIDE)
            self.paragraphs.append(self._reading.finish(text))
            if self._tables:
                self.loose_pictures += text.pictures
        self._reading.end(element, texts)

    def _read_row(self, element: Element, texts: tuple[Text, ...], place: _Place) -> None:
        """Read a row; one that is not in a table is read like any other element."""
        inner = _Place(in_block=place.in_block)
        if place.rows is not None:
            column = _number(element, _TR_PR, _GRID_BEFORE) if self._reading.has_looks else 0
            row = _OpenRow(place.table, element, column, place.around)
            place.rows.append(row)
            inner = _Place(row=row)
        self._walk(element, texts, inner)
        self._reading.end(element, texts)

    def _read_cell(self, element: Element, texts: tuple[Text, ...], place: _Place) -> None:
        """Read a cell; one that is not in a row is read like any other element."""
        row = place.row
        if row is None:
            self._walk(element, texts, _Place(in_block=place.in_block))
        else:
            text, first, met = Text(), len(self._controls), len(self._reading.met)
            self._walk(element, (*texts, text), _INSIDE)
            own = (*place.around, *range(first, len(self._controls)))
            notes = (
                *self._reading.met[met:],
                *((PICTURE,) if text.pictures else ()),
                *((STRUCK,) if text.is_struck else ()),
            )
            row.cells.append(
                (self._reading.finish(text), own, row.column, frozenset(notes) if notes else NOTHING)
            )
            span = _number(element, _TC_PR, _GRID_SPAN) if self._reading.has_looks else 1
            row.column += max(1, span)
        self._reading.end(element, texts)

    def _read_control(self, element: Element, texts: tuple[Text, ...], place: _Place) -> None:
        number, content, text = len(self._controls), element.find(_SDT_CONTENT), Text()
        self._controls.append(_BEGUN)
        around = place.inside(number)
        for child in self._reading.visible(element):
            self._read(child, (*texts, text) if child is content else texts, around)
        self._controls[number] = read_control(element, self._reading.finish(text), self._reading)

    def _row(self, row: _OpenRow) -> Row:
        """Return a row that has been read."""
        self._reading.spend(sum(len(own) for _, own, _, _ in row.cells))
        cells = tuple(
            Cell(text, tuple(self._controls[n] for n in own) if own else (), column, notes)
            for text, own, column, notes in row.cells
        )
        numbers = dict.fromkeys((*row.around, *(n for _, own, _, _ in row.cells for n in own)))
        controls = tuple(self._controls[n] for n in numbers)
        return Row(row.table, cells, controls, next(row.element.iter(_TBL), None) is not None)


def _number(element: Element, properties: str, name: str) -> int:
    """Return a count of columns among an element's properties, within what Word allows; 0 when it is not there."""
    found = element.find(f"{properties}/{name}")
    text = "0" if found is None else found.get(W + "val", "0")
    return min(int(text[:9]), MAX_SPAN) if text.isascii() and text.isdigit() else 0


def _value(properties: Element | None, name: str) -> str:
    """Return the w:val of a property of a control, empty when it is not there."""
    found = None if properties is None else properties.find(W + name)
    return "" if found is None else found.get(W + "val", "")


def read_control(sdt: Element, text: str, reading: Reading) -> Control:
    """Return one control that shows a text: what it is called, and what it records."""
    properties, content = sdt.find(W + "sdtPr"), sdt.find(_SDT_CONTENT)
    box = None if properties is None else properties.find(W14 + "checkbox")
    checked = glyph = None
    if box is not None:
        state = box.find(W14 + "checked")
        checked = state is not None and state.get(W14 + "val", "1").lower() in _ON
        shown = ticks_in(text)
        glyph = next(iter(shown)) if len(shown) == 1 else None
    return Control(
        tag=_value(properties, "tag"),
        alias=_value(properties, "alias"),
        text=text,
        placeholder=properties is not None and is_on(properties.find(W + "showingPlcHdr")),
        checked=checked,
        glyph=glyph,
        date=_full_date(properties),
        level=_level(content, reading),
        locked=_value(properties, "lock") in {"sdtContentLocked", "contentLocked"},
    )


def _level(content: Element | None, reading: Reading) -> ControlLevel:
    if content is not None:
        for child in reading.visible(content):
            for tag, level in _LEVELS:
                if child.tag == tag:
                    return level
    return "run"


def _full_date(properties: Element | None) -> dt.date | None:
    found = None if properties is None else properties.find(W + "date")
    text = "" if found is None else found.get(W + "fullDate", "")
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
