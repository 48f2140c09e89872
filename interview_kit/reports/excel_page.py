"""The few ways in which anything is written to a sheet, and rows as high as what stands in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name, xl_range

from interview_kit.reports.excel_style import STYLES
from interview_kit.reports.model import Report, Said
from interview_kit.word.measure import count_lines, count_lines_of

CELL_LIMIT: Final = 32_767
"""Characters that a cell can hold."""
HIGHEST: Final = 409.0
"""Points that a row can be high."""
LINES: Final = 30
"""Lines that one row shows at the most."""
CUT: Final = " … (cut: longer than a cell can hold; see the score sheet)"
_LINE: Final = 1.275
"""Height of a line in a row, as a factor of the letters' size: what Excel gives Arial."""
_SPARE = 4.0
_GAP: Final = 8.0
_PIXEL: Final = 2.54 / 96
_SAFE: Final = 0.96
"""Part of a column that texts count on: printers' and screens' letters differ a little."""
_BUTTON: Final = 18
PRINTED: Final = (950.0, 490.0)
"""Pixels across and points down that an A4 page surely holds; LibreOffice draws columns 8% wider."""
_INDENT: Final = 9


def pixels(width: float) -> float:
    """Return how many pixels a column of so many digits is wide."""
    return width * 7 + 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, the style of its cells, how many columns of the sheet it takes."""

    head: str
    style: str = "cell"
    across: int = 1


@dataclass
class Page:
    """One worksheet: text goes in as text, numbers as numbers, formulas only where the kit writes them."""

    sheet: Any
    """The XlsxWriter worksheet."""
    formats: dict[str, Any]
    widths: tuple[float, ...]
    """Of the columns from A on, in digits."""
    left: int = 0
    """The first column that is seen."""
    row: int = 0
    """The next free row, counted from 0."""
    heights: dict[int, float] = field(default_factory=dict)
    """In points, of every row written to."""
    blocks: list[int] = field(default_factory=list)
    """Rows at which a heading's block begins."""

    @property
    def right(self) -> int:
        """The last column."""
        return len(self.widths) - 1

    def room(self, column: int, across: int = 1, *, less: float = 0) -> float:
        """Return how wide texts may run in these columns, in cm; ``less`` pixels are taken."""
        full = sum(map(pixels, self.widths[column : column + across]))
        return max(1.0, full - 8 - less) * _PIXEL * _SAFE

    def lines(self, text: str | Said, column: int, style: str, across: int = 1, *, less: float = 0) -> int:
        """Return how many lines a text takes there."""
        look = STYLES[style]
        size, bold = float(str(look["font_size"])), bool(look.get("bold"))
        width = self.room(column, across, less=less + (_INDENT if look.get("indent") else 0))
        if isinstance(text, Said):
            return count_lines_of([(f"{text.strong} ", size, True), (text.rest, size, bold)], width)
        return count_lines(text, size, width, bold=bold)

    def reach(self, row: int, height: float) -> None:
        """Make a row at least so many points high."""
        self.heights[row] = min(HIGHEST, max(height, self.heights.get(row, 0.0)))

    def hold(self, row: int, style: str, lines: int = 1) -> None:
        """Make a row high enough for so many lines."""
        self.reach(row, lines * float(str(STYLES[style]["font_size"])) * _LINE + _SPARE)

    def text(
        self, row: int, column: int, text: str, style: str = "cell", *, across: int = 1, button: bool = False
    ) -> None:
        """Write a text that is never read as a formula, a number or a link; ``button`` leaves room for one."""
        kept = text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(CUT)] + CUT
        if column >= self.left and not STYLES[style].get("rotation"):
            less = _BUTTON if button else 0
            self.hold(row, style, self.lines(kept, column, style, across, less=less))
        self._merge(row, column, style, across)
        if kept:
            self.sheet.write_string(row, column, kept, self.formats[style])
        else:
            self.sheet.write_blank(row, column, None, self.formats[style])

    def said(self, row: int, column: int, said: Said, style: str = "cell", *, across: int = 1) -> None:
        """Write a sentence whose first words are strong."""
        if not (said.strong and said.rest):
            strong = {"cell": "cell_strong", "middle": "middle_strong", "plain": "strong"}.get(style, style)
            self.text(row, column, said.text, strong if said.strong else style, across=across)
            return
        self.hold(row, style, self.lines(said, column, style, across))
        self._merge(row, column, style, across)
        parts = (self.formats["strong"], f"{said.strong} ", self.formats["plain"], said.rest)
        self.sheet.write_rich_string(row, column, *parts, self.formats[style])

    def number(self, row: int, column: int, value: Fraction | float, style: str = "centre") -> None:
        """Write a number."""
        self.hold(row, style)
        self.sheet.write_number(row, column, float(value), self.formats[style])

    def figure(self, row: int, column: int, text: str, style: str, *, across: int = 1) -> None:
        """Write one of the kit's own figures: as a number where it is one, else as it is put."""
        if not text.isascii() or not text.replace(".", "", 1).isdecimal():
            self.text(row, column, text, style, across=across)
            return
        self._merge(row, column, style, across)
        decimals = len(text.partition(".")[2])
        wanted = "number" if decimals and style == "centre" else style
        self.number(row, column, float(text), wanted)

    def formula(
        self, row: int, column: int, formula: str, value: float | str, style: str, *, across: int = 1
    ) -> None:
        """Write a formula of the kit's own, with the value that it gives."""
        self.hold(row, style)
        self._merge(row, column, style, across)
        self.sheet.write_formula(row, column, formula, self.formats[style], value)

    def line(self, said: Said | str, style: str = "plain") -> None:
        """Write a line of text over the whole width."""
        across = self.right - self.left + 1
        if isinstance(said, Said):
            self.said(self.row, self.left, said, style, across=across)
        else:
            self.text(self.row, self.left, said, style, across=across)
        self.row += 1

    def gap(self) -> None:
        """Leave a little room."""
        self.reach(self.row, _GAP)
        self.row += 1

    def heading(self, text: str) -> None:
        """Write a heading, with room above."""
        self.blocks.append(self.row)
        self.gap()
        self.line(text, "heading")

    def opening(self, report: Report, title: str, note: str) -> None:
        """Write what stands above a sheet's table: its title, what it is, and whether it is an example."""
        self.line(title, "title")
        self.line(note, "muted")
        if report.example:
            self.line(report.example, "banner")
        self.gap()

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, buttons: bool = False
    ) -> None:
        """Write a table; ``centre`` columns hold figures, all others text."""
        at = 0
        for column in columns:
            style = "head_centre" if column.style.startswith("centre") else "head"
            self.text(self.row, at, column.head, style, across=column.across, button=buttons)
            at += column.across
        for row in rows:
            self.row += 1
            at = 0
            for column, text in zip(columns, row, strict=True):
                put = self.figure if column.style.startswith("centre") else self.text
                put(self.row, at, text, column.style, across=column.across)
                at += column.across
        self.row += 1

    def pieces(self, text: str, column: int, style: str) -> list[str]:
        """Return a text in pieces that one row can show; joined they are the text."""
        found: list[str] = []
        while len(text) > CELL_LIMIT or self.lines(text, column, style) > LINES:
            ends = [at for at, letter in enumerate(text[:CELL_LIMIT], start=1) if letter in " \n"]
            ends = ends or list(range(1, min(CELL_LIMIT, len(text)) + 1))
            fit = bisect_right(ends, LINES, key=lambda end: self.lines(text[:end].rstrip(), column, style))
            end = ends[max(0, fit - 1)]
            found, text = [*found, text[:end]], text[end:]
        return [*found, text]

    def finish(self, *, hidden_rows: Sequence[int] = ()) -> None:
        """Set widths, heights and the area to print."""
        for column, width in enumerate(self.widths):
            options = {"hidden": True} if column < self.left else {}
            self.sheet.set_column(column, column, width, None, options)
        for row, height in self.heights.items():
            self.sheet.set_row(row, height, None, {"hidden": True} if row in hidden_rows else {})
        last = max(self.heights)
        self.sheet.print_area(0, self.left, last, self.right)
        everything = xl_range(0, 0, last, self.right)
        self.sheet.ignore_errors({"number_stored_as_text": everything, "formula_range": everything})

    @property
    def scale(self) -> int:
        """Per cent at which the sheet is printed, so that it is one page wide."""
        full = sum(map(pixels, self.widths[self.left :]))
        return min(100, int(PRINTED[0] / full * 100))

    def overflows(self, last: int) -> bool:
        """Return True when the rows down to this one take more than one printed page."""
        tall = sum(height for row, height in self.heights.items() if row <= last)
        return tall > PRINTED[1] / self.scale * 100

    def keep_blocks(self) -> None:
        """Print at a scale of its own and begin a new page where a heading's block would be torn.

        Excel minds such breaks only when it is not told to fit the pages itself.
        """
        self.sheet.set_print_scale(self.scale)
        page = PRINTED[1] / self.scale * 100
        breaks, top = [], 0
        ends = [*self.blocks[1:], max(self.heights, default=0) + 1]
        for start, end in zip(self.blocks, ends, strict=False):  # without a block there is one end too many
            tall = sum(self.heights.get(row, 0.0) for row in range(top, end))
            if tall > page:
                breaks.append(start)
                top = start
        self.sheet.set_h_pagebreaks(breaks)

    def part_candidates(self, first: int, last: int, ref: int) -> None:
        """Draw a line above each row whose candidate is not that of the row before."""
        if last <= first:
            return
        name = xl_col_to_name(ref)
        rule = f"=${name}{first + 2}<>${name}{first + 1}"
        self.sheet.conditional_format(
            first + 1,
            self.left,
            last,
            self.right,
            {"type": "formula", "criteria": rule, "format": self.formats["next"]},
        )

    def _merge(self, row: int, column: int, style: str, across: int) -> None:
        if across > 1:
            self.sheet.merge_range(row, column, row, column + across - 1, "", self.formats[style])
