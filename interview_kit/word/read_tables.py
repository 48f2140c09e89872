"""Controls and table rows, through any depth of wrappers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, NamedTuple

from interview_kit.word.content import NOTHING, PICTURE, STRUCK, Cell, Control, ControlLevel, Row
from interview_kit.word.read_text import RUN, W14, Reading, Text, W, is_on, say
from interview_kit.word.read_xml import Element
from interview_kit.word.symbols import ticks_in

MAX_SPAN: Final = 63
"""Word's own limit on columns; a cell that claims more counts as this many."""

_T: Final = W + "t"
_P: Final = W + "p"
_TBL: Final = W + "tbl"
_TR: Final = W + "tr"
_TC: Final = W + "tc"
_SDT: Final = W + "sdt"
_SDT_CONTENT: Final = W + "sdtContent"
_SDT_PR: Final = W + "sdtPr"
_TAG: Final = W + "tag"
_ALIAS: Final = W + "alias"
_LOCK: Final = W + "lock"
_DATE: Final = W + "date"
_PLACEHOLDER: Final = W + "showingPlcHdr"
_CHECKBOX: Final = W14 + "checkbox"
_CHECKED: Final = W14 + "checked"
_VAL: Final = W + "val"
_TR_PR: Final = W + "trPr"
_TC_PR: Final = W + "tcPr"
_GRID_BEFORE: Final = W + "gridBefore"
_GRID_SPAN: Final = W + "gridSpan"
_LEVELS: Final[Mapping[str, ControlLevel]] = {_TR: "row", _TC: "cell", _P: "block", _TBL: "block"}
_BEGUN: Final = Control("", "", "", placeholder=False, checked=None, glyph=None, date=None, level="run")
_ON: Final = frozenset({"1", "true", "on"})


_OpenCell = tuple[str, tuple[int, ...], int, frozenset[str]]
"""Text, controls by their numbers, column and notes of a cell that has been read."""


@dataclass(slots=True)
class _OpenRow:
    """A row while it is read: controls by their numbers, because those around a row end after it."""

    table: int
    column: int
    around: tuple[int, ...]
    cells: list[_OpenCell] = field(default_factory=list)
    holds_table: bool = False


class _Place(NamedTuple):
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
        return self._replace(around=(*self.around, control))


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
                say(element.text, texts)
            elif tag == RUN:
                if reading.has_looks:
                    self._mark_struck(element, texts)
                self._walk(element, texts, place)
            else:
                self._read(element, texts, place)

    def _read(self, element: Element, texts: tuple[Text, ...], place: _Place) -> None:
        """Read one element with all that is in it."""
        tag = element.tag
        if tag == RUN:
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
        if place.rows is None:
            self._walk(element, texts, _Place(in_block=place.in_block))
        else:
            column = _number(element, _TR_PR, _GRID_BEFORE) if self._reading.has_looks else 0
            row, tables = _OpenRow(place.table, column, place.around), len(self._tables)
            place.rows.append(row)
            self._walk(element, texts, _Place(row=row))
            row.holds_table = len(self._tables) > tables
        self._reading.end(element, texts)

    def _read_cell(self, element: Element, texts: tuple[Text, ...], place: _Place) -> None:
        """Read a cell; one that is not in a row is read like any other element."""
        row = place.row
        if row is None:
            self._walk(element, texts, _Place(in_block=place.in_block))
        else:
            text, first, met = Text(), len(self._controls), len(self._reading.met)
            self._walk(element, (*texts, text), _INSIDE)
            own = place.around
            if len(self._controls) > first:
                own = (*own, *range(first, len(self._controls)))
            notes = self._notes(text, met)
            row.cells.append((self._reading.finish(text), own, row.column, notes))
            span = _number(element, _TC_PR, _GRID_SPAN) if self._reading.has_looks else 1
            row.column += max(1, span)
        self._reading.end(element, texts)

    def _notes(self, text: Text, before: int) -> frozenset[str]:
        """Return what a cell's reader must be told, with what was met since so many things had been."""
        met = self._reading.met[before:]
        if text.pictures:
            met.append(PICTURE)
        if text.is_struck:
            met.append(STRUCK)
        return frozenset(met) if met else NOTHING

    def _read_control(self, element: Element, texts: tuple[Text, ...], place: _Place) -> None:
        number, content, text = len(self._controls), element.find(_SDT_CONTENT), Text()
        self._controls.append(_BEGUN)
        around = place.inside(number)
        for child in self._reading.visible(element):
            self._read(child, (*texts, text) if child is content else texts, around)
        self._controls[number] = read_control(element, self._reading.finish(text), self._reading)

    def _row(self, row: _OpenRow) -> Row:
        """Return a row that has been read."""
        own = [numbers for _, numbers, _, _ in row.cells if numbers]
        self._reading.spend(sum(map(len, own)))
        cells = tuple(
            Cell(text, tuple(self._controls[n] for n in numbers) if numbers else (), column, notes)
            for text, numbers, column, notes in row.cells
        )
        controls = tuple(self._controls[n] for n in dict.fromkeys(chain(row.around, *own)))
        return Row(row.table, cells, controls, row.holds_table)


def _number(element: Element, properties: str, name: str) -> int:
    """Return a count of columns among an element's properties, within what Word allows; 0 when it is not there."""
    found = element.find(f"{properties}/{name}")
    text = "0" if found is None else found.get(W + "val", "0")
    return min(int(text[:9]), MAX_SPAN) if text.isascii() and text.isdigit() else 0


def read_control(sdt: Element, text: str, reading: Reading) -> Control:
    """Return one control that shows a text: what it is called, and what it records."""
    inside = _by_tag(sdt)
    properties = _by_tag(inside.get(_SDT_PR, ()))
    box = properties.get(_CHECKBOX)
    checked = glyph = None
    if box is not None:
        state = _by_tag(box).get(_CHECKED)
        checked = state is not None and state.get(W14 + "val", "1").lower() in _ON
        shown = ticks_in(text)
        glyph = next(iter(shown)) if len(shown) == 1 else None
    return Control(
        tag=_value(properties, _TAG),
        alias=_value(properties, _ALIAS),
        text=text,
        placeholder=is_on(properties.get(_PLACEHOLDER)),
        checked=checked,
        glyph=glyph,
        date=_full_date(properties),
        level=_level(inside.get(_SDT_CONTENT), reading),
        locked=_value(properties, _LOCK) in {"sdtContentLocked", "contentLocked"},
    )


def _by_tag(elements: Iterable[Element]) -> dict[str, Element]:
    """Return the first of some elements of each tag."""
    found: dict[str, Element] = {}
    for element in elements:
        found.setdefault(element.tag, element)
    return found


def _value(properties: Mapping[str, Element], name: str) -> str:
    """Return the w:val of a property of a control, empty when it is not there."""
    found = properties.get(name)
    return "" if found is None else found.get(_VAL, "")


def _level(content: Element | None, reading: Reading) -> ControlLevel:
    if content is not None:
        for child in reading.visible(content):
            if child.tag in _LEVELS:
                return _LEVELS[child.tag]
    return "run"


def _full_date(properties: Mapping[str, Element]) -> dt.date | None:
    found = properties.get(_DATE)
    if found is None:
        return None
    try:
        return dt.date.fromisoformat(found.get(W + "fullDate", "")[:10])
    except ValueError:
        return None
