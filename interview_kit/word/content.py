"""What a Word document says: controls, tables, texts and properties, and nothing about interviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from interview_kit.errors import Finding

ControlLevel = Literal["run", "block", "cell", "row"]
PICTURE: Final = "picture"
STRUCK: Final = "struck"
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Places where a word may be broken or joined."""
NOTHING: Final = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Control:
    """One content control, wherever it stands."""

    tag: str
    alias: str
    text: str
    """What it shows; lines are parted by a newline."""
    placeholder: bool
    """Its own flag says that it shows its placeholder. Editors drop the flag, so False proves nothing."""
    checked: bool | None
    """The state that a check box records; None for any other control."""
    glyph: bool | None
    """What a check box shows: ticked or not; None for no box, an unknown sign, or two that differ."""
    date: dt.date | None
    """The date that a date control records, which need not be the one it shows."""
    level: ControlLevel
    locked: bool = False
    """True when its text cannot be changed in Word."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row."""

    text: str
    controls: tuple[Control, ...]
    column: int
    """Where it starts, from 0; merged cells before it count for all their columns."""
    notes: frozenset[str] = NOTHING
    """Codes of what is in it and not read, or not read as it looks: :data:`PICTURE`, :data:`STRUCK`, ``hidden-text`` …"""

    @property
    def has_picture(self) -> bool:
        """Whether a picture or an embedded object is in it, which is not read."""
        return PICTURE in self.notes

    @property
    def is_struck(self) -> bool:
        """Whether something in it is struck through; it is read all the same."""
        return STRUCK in self.notes


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, in the order of the document."""

    table: int
    """Which table it is in, from 0; a table inside a cell counts on its own, after the one around it."""
    cells: tuple[Cell, ...]
    controls: tuple[Control, ...]
    """All controls in the row or around it, each once."""
    holds_table: bool
    """True when there is a table inside one of its cells."""

    @property
    def key(self) -> str:
        """The text of the first cell, on one line, without signs that nobody sees."""
        return " ".join(self.cells[0].text.translate(_UNSEEN).split()) if self.cells else ""


@dataclass(frozen=True)
class WordContent:
    """All that was read from one document."""

    name: str
    controls: tuple[Control, ...]
    rows: tuple[Row, ...]
    paragraphs: tuple[str, ...]
    """The paragraphs outside tables."""
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    core: Mapping[str, str]
    """Core properties by their local names: title, identifier, creator …"""
    custom: Mapping[str, str]
    """Custom properties; the values of one that is there twice stand on two lines."""
    warnings: tuple[Finding, ...]
    """What was in the document and not read, or reaches outside it."""
    loose_pictures: int = 0
    """Pictures and other objects outside tables, after the first table; not read."""
    is_only_a_picture: bool = False
    """True when a picture or other object stands in it and not one word."""

    @cached_property
    def rows_by_key(self) -> dict[str, tuple[Row, ...]]:
        """Rows by their first cell's text; more than one where a key is there twice."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.key, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def controls_by_tag(self) -> dict[str, tuple[Control, ...]]:
        """Controls that carry a tag, by tag."""
        found: dict[str, list[Control]] = {}
        for control in self.controls:
            if control.tag:
                found.setdefault(control.tag, []).append(control)
        return {tag: tuple(controls) for tag, controls in found.items()}
