"""Rows of a list as they stand in a file, before anything is made of them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

Cell = str | float | bool | dt.datetime | dt.date | dt.time | None

MAX_BYTES = 5_000_000
MAX_ROWS = 2_000
MAX_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as a spreadsheet shows it, from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


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
