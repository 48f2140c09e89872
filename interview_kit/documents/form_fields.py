"""The fields of a form that came back: found by tag and by printed row key, and the two compared."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from interview_kit.documents.layout import KEY_HEADING
from interview_kit.domain.fingerprint import normalise
from interview_kit.word.content import Cell, Control, Row, WordContent
from interview_kit.word.symbols import has_empty_box, is_checked, is_crossed, ticks_in, without_boxes

_TYPED_TICKS = frozenset({"x", "✓", "✔", "√", "yes"})
_SIGNS = str.maketrans(dict.fromkeys("+-–—−‑\ufe0e\ufe0f", " "))
"""What is printed beside a box, and the selectors that go with a sign."""
_EDITORS_OWN = frozenset(
    {
        "click or tap here to enter text",
        "click here to enter text",
        "click or tap to enter a date",
        "click here to enter a date",
        "choose an item",
        "your text here",
        "tap here to enter text",
    }
)
"""What an editor shows in a box that somebody has emptied, in place of the kit's own words."""
_LONGER = 50
"""Longer than any of them."""
_KEY = re.compile(r"(?:Q[0-9]+|X1|D|Z)(?:\.\w+)?")
_TOUCHING = re.compile("[.!?”][A-Z“]")
"""Where one sentence ends and another begins without a space."""
_PIECES = re.compile("[\t\n]")
"""Between the lines of a text, and the cells of a table in it."""
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cf", "Cc"})
_KEY_AND_VERB = 2
_TELLING = 12  # characters of an answer that nobody writes twice by chance


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in one field, as the control and as the printed row have it."""

    in_controls: tuple[str, ...]
    """The text of each control with the field's tag; empty while it shows its placeholder."""
    in_rows: tuple[str, ...]
    """The answer in each row with the field's key: the whole cell less label, placeholder and hint."""
    before: str
    """All that stands in the narrow cell between key and answer: the printed verb."""
    beside: str
    """What was typed there behind the verb, where nothing is asked for."""
    has_picture: bool
    is_struck: bool
    """Something in the row is struck through."""
    is_joined: bool
    """Its lines ran into each other: an editor keeps none in a box that it put round the whole cell."""
    dates: tuple[dt.date, ...]
    """The days that its controls record, which need not be those they show."""
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
    unclear: str
    """Why a person must look; empty when it is clear."""
    missing: bool
    """There is no box to be found."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that the kit did not print."""

    below: str
    """The key of the nearest row above it in its table that the kit printed; empty when there is none."""
    text: str
    """All that stands in it, on one line; empty when it is a picture."""


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
        answer = "\n".join(line.rstrip() for line in rest.split("\n")).strip()
        is_seen = any(unicodedata.category(c) not in _UNSEEN for c in answer)
        is_own = len(answer) < _LONGER and normalise(answer).casefold().strip(" .") in _EDITORS_OWN
        return answer if is_seen and not is_own else ""

    def stands_again_in(self, answer: str) -> bool:
        """Return True when an answer's own beginning follows the label once more, further on in it."""
        begins = normalise(answer)[:_TELLING]
        return f"{normalise(self.label)} {begins}" in normalise(answer) if begins else False

    def begins(self, text: str) -> bool:
        """Return True when a text begins with the label."""
        return _after(text, self.label) != text


def _loose(printed: str) -> str:
    """Return a pattern for printed text whatever an editor did to its spaces, quotes and dashes."""
    pieces = [
        "['‘’ʼ]" if c in "'’" else '["“”]' if c in '"“”' else "[-–—‑]" if c in "-–—" else re.escape(c)
        for c in normalise(printed)
    ]
    return "".join(pieces).replace(r"\ ", r"\s+")


@lru_cache
def _label(printed: str) -> re.Pattern[str]:
    """Return the pattern of a label where a text begins."""
    return re.compile(rf"\s*{_loose(printed.strip())}[^\S\n]*", re.IGNORECASE)


@lru_cache
def _edges(printed: str) -> re.Pattern[str]:
    """Return the pattern of printed words where a text begins or ends."""
    whole = _loose(printed)
    return re.compile(rf"\A\s*{whole}[^\S\n]*|{whole}\s*\Z")


def _after(text: str, label: str) -> str:
    found = _label(label).match(text)
    return text[found.end() :] if found else text


def _without(text: str, printed: str) -> str:
    """Return text without printed words at its start or its end, also where typing was run into them."""
    return _edges(printed).sub("", text)


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
        cells = [_answer_cells(row, printed) for row in rows]
        answers = [_answer(own, printed) for own in cells]
        before = list(map(_before, rows, cells))
        return Field(
            in_controls=tuple(filter(None, (printed.answer(c.text) for c in controls))),
            in_rows=tuple(answers),
            before=" ".join(filter(None, before)),
            beside=" ".join(filter(None, (words.partition(" ")[2] for words in before))),
            has_picture=any(cell.has_picture for row in rows for cell in row.cells),
            is_struck=any(cell.is_struck for row in rows for cell in row.cells),
            is_joined=any(
                _is_joined(answer, own, row, printed)
                for answer, own, row in zip(answers, cells, rows, strict=True)
            ),
            dates=tuple(c.date for c in controls if c.date is not None),
            rows=len(rows),
            controls=len(controls),
        )

    def tick(self, key: str, printed: Printed | None = None) -> Tick:
        """Return the state of the tick box of a row: what it records first, then what it shows.

        ``printed`` is what stands before the box, where that is in the row's only other cell.
        """
        boxes = [c for c in self._boxes(key) if c.checked is not None]
        recorded = {bool(box.checked) for box in boxes}
        shown = {box.glyph for box in boxes if box.glyph is not None}
        beside: list[str] = []
        for row in self.rows(key):
            text = _round_the_box(row)
            shown |= ticks_in(text)
            words = _words_beside_box(row, text, printed)
            others = [word for word in words if word.casefold() not in _TYPED_TICKS]
            if len(others) < len(words):
                shown.add(True)
            if words != self._beside_every_box:
                beside += others
        states = recorded or shown
        unclear = ""
        if beside:
            unclear = f"“{' '.join(beside)[:60]}” stands beside its box"
        elif len(recorded | shown) > 1:
            unclear = "its box records one thing and shows another"
        elif True in states and any(cell.is_struck for row in self.rows(key) for cell in row.cells):
            unclear = "its row is struck through"
        elif no_tick := self._no_tick(key, boxes):
            return Tick(ticked=False, unclear=no_tick, missing=False)
        return Tick(ticked=states == {True}, unclear=unclear, missing=not (states or beside))

    def _no_tick(self, key: str, boxes: Collection[Control]) -> str:
        """Return why what looks like a tick is none; empty when it is one, or there is nothing."""
        rows = self.rows(key)
        if (
            boxes
            and rows
            and not any(box is other for box in boxes for row in rows for other in row.controls)
        ):
            return "its box stands in another row"
        if not boxes and self._crosses_mean_no and any(is_crossed(_round_the_box(row)) for row in rows):
            return "it is crossed where others are ticked"
        return ""

    @cached_property
    def _crosses_mean_no(self) -> bool:
        """Whether every box of the form has a sign, ticks and crosses: then a cross is no tick."""
        boxes = [
            _round_the_box(row) for key, row in self._keyed if len(row.cells) > _KEY_AND_VERB and _is_key(key)
        ]
        signs = [text for text in boxes if ticks_in(text) or is_crossed(text)]
        return (
            any(map(is_checked, signs)) and any(map(is_crossed, signs)) and not any(map(has_empty_box, signs))
        )

    def beside_box(self, key: str) -> set[str]:
        """Return what stands in the cell of a row's box beside it, normalised, of each row with that key."""
        return {normalise(without_boxes(_round_the_box(row))) for row in self.rows(key)}

    @cached_property
    def _beside_every_box(self) -> list[str]:
        """The words that stand beside every box of the form alike, and so are printed there."""
        rows = [row for key, row in self._keyed if len(row.cells) > _KEY_AND_VERB and _is_key(key)]
        texts = [(row, _round_the_box(row)) for row in rows]
        found = [_words_beside_box(row, text) for row, text in texts if ticks_in(text)]
        return found[0] if len(found) > 1 and all(words == found[0] for words in found) else []

    def strays(self, keys: Collection[str]) -> Iterator[Stray]:
        """Yield the rows with something in them that the kit did not print.

        They are those without one of ``keys`` in a table that has others with one, and those with the key of a
        form's row that is none of them.
        """
        tables = {row.table for key, row in self._keyed if key in keys}
        above: dict[int, str] = {}
        for key, row in self._keyed:
            if key in keys:
                above[row.table] = key
            elif key != KEY_HEADING and (_is_key(key) or row.table in tables) and not _tagged(row, keys):
                text = " ".join(" ".join(cell.text for cell in row.cells).split())
                if text or any(cell.has_picture for cell in row.cells):
                    yield Stray(above.get(row.table, ""), text)

    def printed_cells(self, keys: Collection[str]) -> Iterator[str]:
        """Yield what stands in cells in which nothing is asked for, normalised; nothing of empty ones.

        They are those of headings, and of tables without one of ``keys`` that are not themselves in an answer.
        """
        tables = {row.table for key, row in self._keyed if key in keys}
        answers = {
            piece
            for key, row in self._keyed
            if key in keys and row.holds_table
            for cell in row.cells
            for piece in _PIECES.split(cell.text)
        }
        for key, row in self._keyed:
            if not row.holds_table and (key == KEY_HEADING or row.table not in tables):
                outside = (
                    cell.text for cell in row.cells if not answers.issuperset(_PIECES.split(cell.text))
                )
                yield from filter(None, map(normalise, outside))

    def pictures(self, keys: Collection[str]) -> Iterator[str]:
        """Yield the key of each row below the first with one of ``keys`` that has a picture and none of them; empty where there is no key."""
        begun = False
        for key, row in self._keyed:
            begun = begun or _is_key(key)
            if begun and key not in keys and any(cell.has_picture for cell in row.cells):
                yield key if _is_key(key) else ""
        if self._content.loose_pictures:
            yield ""

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

    @cached_property
    def front(self) -> str:
        """The text outside the rows that are filled in: headings, identity, printed notes."""
        return "\n".join((*self.front_cells, *self._content.paragraphs))

    @cached_property
    def front_cells(self) -> tuple[str, ...]:
        """The text of each cell outside the rows that are filled in."""
        rows = [row for key, row in self._keyed if not (_is_key(key) or row.holds_table)]
        return tuple(cell.text for row in rows for cell in row.cells)

    @cached_property
    def _keyed(self) -> list[tuple[str, Row]]:
        """All rows in their order, each with its key."""
        return [(row.key, row) for row in self._content.rows]


def _tagged(row: Row, keys: Collection[str]) -> bool:
    """Return True for a row with a control of the kit's: its printed key was typed over."""
    return any(control.tag in keys for control in row.controls)


def _is_key(key: str) -> bool:
    return _KEY.fullmatch(key) is not None


def _answer_cells(row: Row, printed: Printed) -> tuple[Cell, ...]:
    """Return the cells of a row that hold its answer: from the one with the label on, else past key and verb."""
    for at, cell in enumerate(row.cells[1:], start=1):
        if printed.begins(cell.text):
            return row.cells[at:]
    past = min(_KEY_AND_VERB, len(row.cells) - 1)
    return row.cells[past:] if past else ()


def _answer(cells: Iterable[Cell], printed: Printed) -> str:
    return "\n".join(filter(None, (printed.answer(cell.text) for cell in cells)))


def _is_joined(answer: str, cells: Iterable[Cell], row: Row, printed: Printed) -> bool:
    """Return True for an answer whose sentences touch, in a box that has its label in it or left empty lines before it."""
    if "\n" in answer or not _TOUCHING.search(answer):
        return False
    empty = any(cell.text.startswith("\n") for cell in cells)
    return empty or any(printed.begins(control.text) for control in row.controls)


def _before(row: Row, answer: Sequence[Cell]) -> str:
    """Return what stands in the cells between key and answer, on one line."""
    return " ".join(" ".join(cell.text for cell in row.cells[1 : len(row.cells) - len(answer)]).split())


def _round_the_box(row: Row) -> str:
    """Return the text of the cells in which a row's box stands."""
    cells = row.cells[1:-1] if len(row.cells) > _KEY_AND_VERB else row.cells[1:]
    return " ".join(cell.text for cell in cells)


def _words_beside_box(row: Row, text: str, printed: Printed | None = None) -> list[str]:
    """Return what stands beside a row's box, in words; nothing where it cannot be told from what is printed.

    ``text`` is that of :func:`_round_the_box`.
    """
    if len(row.cells) <= _KEY_AND_VERB:
        if printed is None or not printed.begins(text):
            return []
        text = printed.answer(text)
    return without_boxes(text).translate(_SIGNS).split()
