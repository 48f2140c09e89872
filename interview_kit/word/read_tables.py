"""Controls and table rows, through any depth of wrappers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from interview_kit.word.content import Cell, Control, ControlLevel, Row
from interview_kit.word.read_text import W14, Reading, W, is_on
from interview_kit.word.read_xml import Element
from interview_kit.word.symbols import ticks_in

MAX_SPAN: Final = 63
"""Word's own limit on columns; a cell that claims more counts as this many."""

_SDT: Final = W + "sdt"
_LEVELS: Final[tuple[tuple[str, ControlLevel], ...]] = (
    (W + "tr", "row"),
    (W + "tc", "cell"),
    (W + "p", "block"),
    (W + "tbl", "block"),
)
_ON: Final = frozenset({"1", "true", "on"})


class BodyReader:
    """Controls, rows and paragraphs of one body, in document order, each read once."""

    def __init__(self, body: Element, reading: Reading) -> None:
        self._reading = reading
        self._controls: dict[Element, Control] = {}
        self.rows: list[Row] = []
        self.paragraphs: list[str] = []
        self._tables: list[Element] = []
        self._find(body, inside=False)
        for number, table in enumerate(self._tables):
            self._read_table(number, table)

    @property
    def controls(self) -> tuple[Control, ...]:
        """All controls, in the order in which they begin."""
        return tuple(self._controls.values())

    def _find(self, parent: Element, *, inside: bool) -> None:
        """Note each control and table, and the paragraphs that are inside neither a table nor another."""
        for element in self._reading.visible(parent):
            if element.tag == _SDT:
                self._controls[element] = read_control(element, self._reading)
            elif element.tag == W + "tbl":
                self._tables.append(element)
            elif element.tag == W + "p" and not inside:
                self.paragraphs.append(self._reading.text(element))
            self._find(element, inside=inside or element.tag in (W + "tbl", W + "p"))

    def _read_table(self, number: int, table: Element) -> None:
        for tr, around_row in self._through(table, W + "tr"):
            cells: list[Cell] = []
            controls = dict.fromkeys(around_row)
            column = _number(tr.find(f"{W}trPr/{W}gridBefore"))
            for tc, around_cell in self._through(tr, W + "tc"):
                inside = self._inside(tc)
                own = tuple(self._controls[sdt] for sdt in (*around_cell, *inside))
                before = self._reading.pictures
                text = self._reading.text(tc)
                cells.append(Cell(text, own, column, self._reading.pictures > before))
                controls |= dict.fromkeys((*around_cell, *inside))
                column += max(1, _number(tc.find(f"{W}tcPr/{W}gridSpan")))
            if cells:
                own = tuple(self._controls[sdt] for sdt in controls)
                self.rows.append(Row(number, tuple(cells), own, tr.find(f".//{W}tbl") is not None))

    def _through(self, parent: Element, wanted: str) -> Iterator[tuple[Element, tuple[Element, ...]]]:
        """Yield the rows of a table or the cells of a row, with the controls wrapped round each."""
        for child in self._reading.visible(parent):
            if child.tag == wanted:
                yield child, ()
            elif child.tag not in (W + "tbl", W + "tr", W + "tc", W + "p"):
                around = (child,) if child.tag == _SDT else ()
                for found, wrappers in self._through(child, wanted):
                    yield found, (*around, *wrappers)

    def _inside(self, parent: Element) -> tuple[Element, ...]:
        """Return the controls inside an element, in order."""
        found = []
        for sdt in parent.iter(_SDT):
            self._reading.spend(1)
            if sdt in self._controls:
                found.append(sdt)
        return tuple(found)


def _number(element: Element | None) -> int:
    """Return a count of columns, within what Word allows; 0 when it is not there."""
    text = "0" if element is None else element.get(W + "val", "0")
    return min(int(text[:9]), MAX_SPAN) if text.isascii() and text.isdigit() else 0


def _value(properties: Element | None, name: str) -> str:
    """Return the w:val of a property of a control, empty when it is not there."""
    found = None if properties is None else properties.find(W + name)
    return "" if found is None else found.get(W + "val", "")


def read_control(sdt: Element, reading: Reading) -> Control:
    """Return one control: what it is called, what it shows, and what it records."""
    properties, content = sdt.find(W + "sdtPr"), sdt.find(W + "sdtContent")
    text = "" if content is None else reading.text(content)
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
