"""Formats of the workbook, and the few ways in which anything is written to a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from interview_kit.reports.model import Said
from interview_kit.reports.palette import FRAME, HEAD_FILL, LINE, MUTED, NAVY, TEXT

CELL_LIMIT = 32_767
"""Characters that a cell can hold."""
_CUT = " … (cut: longer than a cell can hold; see the score sheet)"

_BASE = {"font_name": "Arial", "font_size": 10, "font_color": f"#{TEXT}", "valign": "top"}
_LINED = {**_BASE, "border": 1, "border_color": f"#{LINE}"}
STYLES: dict[str, dict[str, object]] = {
    "title": {**_BASE, "bold": True, "font_size": 18, "font_color": f"#{NAVY}"},
    "heading": {**_BASE, "bold": True, "font_size": 13, "font_color": f"#{NAVY}"},
    "muted": {**_BASE, "font_color": f"#{MUTED}"},
    "plain": _BASE,
    "strong": {**_BASE, "bold": True},
    "head": {
        **_LINED,
        "bold": True,
        "font_color": f"#{NAVY}",
        "bg_color": f"#{HEAD_FILL}",
        "text_wrap": True,
        "valign": "vcenter",
        "border_color": f"#{FRAME}",
    },
    "cell": {**_LINED, "text_wrap": True},
    "cell_strong": {**_LINED, "text_wrap": True, "bold": True},
    "centre": {**_LINED, "align": "center"},
    "figure": {**_LINED, "align": "center", "num_format": "0.00"},
    "total": {**_LINED, "align": "center", "num_format": "0.00", "bold": True},
    "weight": {
        **_LINED,
        "align": "center",
        "border": 2,
        "border_color": f"#{NAVY}",
        "bold": True,
        "locked": False,
    },
}


@dataclass
class Page:
    """One worksheet: text goes in as text, numbers as numbers, formulas only where the kit writes them."""

    sheet: Any
    """The XlsxWriter worksheet."""
    formats: dict[str, Any]
    row: int = field(default=0)
    """The next free row, counted from 0."""

    def text(self, row: int, column: int, text: str, style: str = "cell") -> None:
        """Write a text that is never read as a formula, a number or a link."""
        kept = text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(_CUT)] + _CUT
        if kept:
            self.sheet.write_string(row, column, kept, self.formats[style])
        else:
            self.sheet.write_blank(row, column, None, self.formats[style])

    def number(self, row: int, column: int, value: Fraction | float, style: str = "centre") -> None:
        """Write a number."""
        self.sheet.write_number(row, column, float(value), self.formats[style])

    def formula(self, row: int, column: int, formula: str, value: float | str, style: str) -> None:
        """Write a formula of the kit's own, with the value that it gives."""
        self.sheet.write_formula(row, column, formula, self.formats[style], value)

    def line(self, said: Said | str, style: str = "plain") -> None:
        """Write one line of text from column A; strong words stand out."""
        if isinstance(said, Said) and said.strong and said.rest:
            strong, plain = self.formats["strong"], self.formats["plain"]
            self.sheet.write_rich_string(self.row, 0, strong, said.strong + " ", plain, said.rest)
        else:
            text = said.text if isinstance(said, Said) else said
            bold = isinstance(said, Said) and said.strong
            self.text(self.row, 0, text, "strong" if bold else style)
        self.row += 1

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], style: str = "cell"
    ) -> tuple[int, int]:
        """Write a table of texts; return its first and last row."""
        for column, head in enumerate(heads):
            self.text(self.row, column, head, "head")
        first = self.row
        for row in rows:
            self.row += 1
            for column, text in enumerate(row):
                self.text(self.row, column, text, "cell_strong" if column == 0 else style)
        self.row += 1
        return first, self.row - 1

    def widths(self, *widths: float) -> None:
        """Set the widths of the columns from the first on."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
