"""The fields of a form that came back: found by tag and by printed row key, and the two compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from interview_kit.domain.fingerprint import normalise
from interview_kit.word.content import Cell, Control, Row, WordContent
from interview_kit.word.symbols import ticks_in

_TYPED_TICKS = frozenset({"x", "✓", "✔", "√", "yes"})
_KEY_AND_VERB = 2
_TELLING = 12  # characters of an answer that nobody writes twice by chance


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in one field, as the control and as the printed row have it."""

    in_controls: tuple[str, ...]
    """The text of each control with the field's tag; empty while it shows its placeholder."""
    in_rows: tuple[str, ...]
    """The answer in each row with the field's key: the whole cell less label, placeholder and hint."""
    beside: str
    """What was typed into the narrow cell next to the key, where nothing is asked for."""
    has_picture: bool
    rows: int
    """How many rows carry the key; 1 is right."""
    controls: int
    """How many controls carry the tag; 1 is right, 0 is usual after an editor dropped the tags."""

    @property
    def text(self) -> str:
        """All that was written: the rows' answers, or the controls' where no row is left."""
        found = dict.fromkeys(text for text in (self.in_rows or self.in_controls) if text)
        return "\n".join(found)

    @property
    def strayed(self) -> bool:
        """True when a control says something that its row does not: it was moved, or the row was."""
        if not self.in_rows:
            return False
        rows = normalise(" ".join(self.in_rows))
        return any(normalise(text) not in rows for text in self.in_controls)

    def repeats(self, printed: Printed) -> bool:
        """Return True when a row's answer holds, run into it, its own label and beginning once more."""
        return any(printed.stands_again_in(text) for text in self.in_rows)


@dataclass(frozen=True, slots=True)
class Tick:
    """The state of a tick box."""

    ticked: bool
    unclear: bool
    """What it records and what it shows differ, or there is more than one state."""
    missing: bool
    """There is no box to be found."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What the kit prints where an answer goes; none of it is ever part of the answer."""

    label: str
    placeholder: str = ""
    hint: str = ""

    def answer(self, text: str) -> str:
        """Return a text less label, placeholder and hint, without spaces at the ends of its lines."""
        rest = _after(text, self.label)
        for printed in filter(None, (self.placeholder, self.hint)):
            rest = _without(rest, printed)
        return "\n".join(line.rstrip() for line in rest.split("\n")).strip()

    def stands_again_in(self, answer: str) -> bool:
        """Return True when an answer's own beginning follows the label once more, further on in it."""
        begins = normalise(answer)[:_TELLING]
        return f"{normalise(self.label)} {begins}" in normalise(answer) if begins else False

    def begins(self, text: str) -> bool:
        """Return True when a text begins with the label."""
        return _after(text, self.label) != text


@lru_cache
def _loose(printed: str) -> str:
    """Return a pattern for printed text whatever an editor did to its spaces, quotes and dashes."""
    pieces = [
        "['‘’ʼ]" if c in "'’" else '["“”]' if c in '"“”' else "[-–—‑]" if c in "-–—" else re.escape(c)
        for c in normalise(printed)
    ]
    return "".join(pieces).replace(r"\ ", r"\s+")


def _after(text: str, label: str) -> str:
    found = re.match(rf"\s*{_loose(label.strip())}[^\S\n]*", text, re.IGNORECASE)
    return text[found.end() :] if found else text


def _without(text: str, printed: str) -> str:
    """Return text without printed words at its start or its end, also where typing was run into them."""
    whole = _loose(printed)
    text = re.sub(rf"^\s*{whole}[^\S\n]*", "", text)
    return re.sub(rf"{whole}\s*$", "", text)


class Form:
    """The fields of one document that came back."""

    def __init__(self, content: WordContent) -> None:
        self._content = content
        self._rows = content.rows_by_key
        self._controls = content.controls_by_tag

    def rows(self, key: str) -> tuple[Row, ...]:
        """Return the rows with a printed key; none when it was deleted."""
        return self._rows.get(key, ())

    def has(self, key: str) -> bool:
        """Return True when a row or a control with that key is there."""
        return key in self._rows or key in self._controls

    def field(self, key: str, printed: Printed) -> Field:
        """Return what stands in a field, less what is printed there."""
        rows = self.rows(key)
        controls = self._controls.get(key, ())
        return Field(
            in_controls=tuple(filter(None, (printed.answer(c.text) for c in controls))),
            in_rows=tuple(_answer(row, printed) for row in rows),
            beside=" ".join(filter(None, (_beside(row, printed) for row in rows))),
            has_picture=any(cell.has_picture for row in rows for cell in row.cells),
            rows=len(rows),
            controls=len(controls),
        )

    def tick(self, key: str) -> Tick:
        """Return the state of the tick box of a row: what it records first, then what it shows."""
        boxes = [c for c in self._boxes(key) if c.checked is not None]
        recorded = {bool(box.checked) for box in boxes}
        shown = {box.glyph for box in boxes if box.glyph is not None}
        for row in self.rows(key):
            shown |= _shown(row)
        states = recorded or shown
        return Tick(
            ticked=states == {True},
            unclear=len(recorded | shown) > 1,
            missing=not states,
        )

    def _boxes(self, key: str) -> Iterator[Control]:
        """Yield the controls with the tag; where the tags are gone, those of the row."""
        tagged = self._controls.get(key, ())
        if tagged:
            yield from tagged
        else:
            for row in self.rows(key):
                yield from (c for c in row.controls if not self._is_anothers(c))

    def _is_anothers(self, control: Control) -> bool:
        """Return True for a control that carries the key of another row."""
        return control.tag in self._rows

    def front(self) -> str:
        """Return the text outside the rows that are filled in: headings, identity, printed notes."""
        rows = (row for row in self._content.rows if not (_is_key(row.key) or row.holds_table))
        return "\n".join((*(cell.text for row in rows for cell in row.cells), *self._content.paragraphs))


def _is_key(key: str) -> bool:
    return re.fullmatch(r"(?:Q[0-9]+|X1|D|Z)(?:\.\w+)?", key) is not None


def _answer_cells(row: Row, printed: Printed) -> tuple[Cell, ...]:
    """Return the cells of a row that hold its answer: from the one with the label on, else past key and verb."""
    for at, cell in enumerate(row.cells[1:], start=1):
        if printed.begins(cell.text):
            return row.cells[at:]
    past = min(_KEY_AND_VERB, len(row.cells) - 1)
    return row.cells[past:] if past else ()


def _answer(row: Row, printed: Printed) -> str:
    answers = [printed.answer(cell.text) for cell in _answer_cells(row, printed)]
    return "\n".join(filter(None, answers))


def _beside(row: Row, printed: Printed) -> str:
    """Return what stands beside the printed verb in the cells between key and answer."""
    between = row.cells[1 : len(row.cells) - len(_answer_cells(row, printed))]
    words = " ".join(cell.text for cell in between).split()
    return " ".join(words[1:])


def _shown(row: Row) -> set[bool]:
    """Return which states the boxes or typed signs of a row show."""
    cells = row.cells[1:-1] if len(row.cells) > _KEY_AND_VERB else row.cells[1:]
    text = " ".join(cell.text for cell in cells)
    states = set(ticks_in(text))
    if len(row.cells) > _KEY_AND_VERB and not _TYPED_TICKS.isdisjoint(text.casefold().split()):
        states.add(True)
    return states
