"""Where everything stands in the Summary's table of weights, figures and totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsxwriter.utility import xl_range_abs

NUMBER: Final = 0
"""Column of the candidate's number, which is hidden."""
PLACE: Final = 1
REF: Final = 2
NAME: Final = 3
FIRST: Final = 4
"""Column of the first competency."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns of the table, counted from 0."""

    numbers: int
    """The hidden row of competency numbers."""
    competencies: int
    candidates: int

    @property
    def weights(self) -> int:
        """Row of the weights to try."""
        return self.numbers + 1

    @property
    def declared(self) -> int:
        """Row of the weights as declared."""
        return self.numbers + 2

    @property
    def minimums(self) -> int:
        """Row of the minimums."""
        return self.numbers + 3

    @property
    def heads(self) -> int:
        """Row of the heads."""
        return self.numbers + 4

    @property
    def first(self) -> int:
        """Row of the first candidate."""
        return self.numbers + 5

    @property
    def bottom(self) -> int:
        """Row of the last candidate."""
        return self.first + self.candidates - 1

    @property
    def last(self) -> int:
        """Column of the last competency; total, live place, ratings, minimums, certainty and outcome follow."""
        return FIRST + self.competencies - 1

    @property
    def total(self) -> int:
        """Column of the live totals."""
        return self.last + 1

    @property
    def outcome(self) -> int:
        """Column of the outcomes."""
        return self.last + 6

    def down(self, column: int) -> str:
        """Return one column of all candidates, as an absolute reference."""
        return str(xl_range_abs(self.first, column, self.bottom, column))

    def across(self, row: int) -> str:
        """Return one row of all competencies, as an absolute reference."""
        return str(xl_range_abs(row, FIRST, row, self.last))
