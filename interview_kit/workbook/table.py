"""Rows of a list as they stand in a file, before anything is made of them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview_kit.errors import Finding

Cell = str | float | bool | dt.datetime | dt.date | dt.time | None

MAX_BYTES = 5_000_000
MAX_ROWS = 2_000
MAX_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as a spreadsheet shows it, from 1."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False
    """Whether a filter or somebody hides it."""
    is_struck: bool = False
    """Whether something in it is struck through."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


def doubtful_rows(rows: Sequence[Row], name: str, *, kind: str) -> Iterator[Finding]:
    """Yield what is to be asked about rows that hold something: who hid them or struck them out may have meant to leave them out.

    Args:
        rows: those below the header.
        name: what findings call the file.
        kind: what the codes of findings begin with, such as ``candidates``.
    """
    hidden = [row.number for row in rows if row.is_hidden and not row.is_blank]
    if hidden:
        more = len(hidden) - 1
        others = f", as {'is one other' if more == 1 else f'are {more} others'}" if more else ""
        yield Finding(
            f"{name}: row {hidden[0]}",
            f"the row is hidden{others}",
            "Show all rows (clear the filter), and delete those that are not meant.",
            code=f"{kind}-hidden-row",
        )
    for row in rows:
        if row.is_struck:
            yield Finding(
                f"{name}: row {row.number}",
                "something in the row is struck through",
                "Delete it if it no longer holds, or else take the line through it away.",
                code=f"{kind}-struck-through",
            )


def plain_header(cell: Cell) -> str:
    """Return a header's words, small, without accents' forms, punctuation or brackets.

    >>> plain_header(" Candidate Ref. ")
    'candidate ref'
    """
    text = (
        unicodedata.normalize("NFKC", cell if isinstance(cell, str) else "").casefold().replace("&", " and ")
    )
    text = text.replace("'", "").replace("\u2019", "")
    return " ".join(re.sub(r"[^\w]|_", " ", re.sub(r"\(.*?\)", " ", text)).split())
