"""The one contract between the writer and the reader of the entry workbook: columns, row keys, answers."""

from __future__ import annotations

from typing import Final

HEADS: Final = ("Row", "Candidate", "What", "Answer", "Behaviours heard", "Evidence or details")
"""Of the table on each panel member's sheet, in order."""
KEY, CANDIDATE, WHAT, ANSWER, HEARD, WORDS = range(len(HEADS))
"""Columns from 0; the last three are for typing."""

KEYED_BY: Final = "Keyed by"
"""In the first column of the row whose second column has the name of whoever types."""
YES: Final = "Yes"
NO: Final = "No"
BETWEEN: Final = " "
"""Between a sheet's reference and the key of its row: ``SK-92GA-M7ZG Q1``."""


def row_key(reference: str, row: str) -> str:
    """Return the key of a row: the reference of the score sheet, and which of its fields it is."""
    return f"{reference}{BETWEEN}{row}"


def person(ref: str, name: str) -> str:
    """Return how a candidate or a panel member is printed."""
    return f"{ref} {name}"
