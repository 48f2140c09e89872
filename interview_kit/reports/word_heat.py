"""The heat map as Word prints it: shades as fills, and how much fits into a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from interview_kit.domain.english import upper_first
from interview_kit.reports.model import HeatCell, HeatRow, Person, Report
from interview_kit.reports.palette import HEAT, HEAT_TEXT
from interview_kit.word.measure import TWIPS_PER_CM, count_lines, text_width

WIDTH: Final = 17.4
_PADDING: Final = 0.2
"""Left and right of a heat cell together, with a little to spare, in cm."""
_PLACE: Final = 1.5
_UPRIGHT, _HIGHEST = 0.6, 5.6
"""Heights of heads in cm: the least of those that stand upright, the most of those turned."""
_MANY: Final = 8
"""Above so many competencies a cell has its figure alone."""
_HEAD, _SMALL_HEAD, _FIGURES = 9.0, 7.5, 8.0
"""Sizes in points of the styles HeatHead, HeatHeadSmall and HeatFigures."""
_LINES: Final = 2
_SPARE: Final = 6


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: its figure with flags, the members' figures, its look."""

    value: str
    figures: str
    fill: str
    dark: bool
    """White text."""
    below: bool
    missing: str


@dataclass(frozen=True, slots=True)
class HeatRowView:
    """One candidate's cells and total."""

    candidate: Person
    cells: tuple[CellView, ...]
    total: str
    placed: bool


@dataclass(frozen=True, slots=True)
class HeatView:
    """The heat map, and how its heads stand."""

    rows: tuple[HeatRowView, ...]
    legend: str
    turned: bool
    """Heads run upwards: their words are wider than the columns."""
    small: bool
    """Heads are in the small size."""
    figures: bool
    """Members' figures are shown under each value."""
    head_height: int
    """Of the heads, in twentieths of a point."""
    widths: tuple[float, ...]
    strip_widths: tuple[float, ...]
    """Of the one-row strip on a candidate's page."""


def heat_view(report: Report) -> HeatView:
    """Return the heat map as it is printed."""
    count = len(report.competencies)
    first, last = (2.95, 1.65) if count < _SPARE else (2.6, 1.4)
    room = WIDTH - first - last
    titles = [head.title for head in report.competencies]
    upright = _columns(titles, room, _HEAD)
    small = _columns(titles, room, _SMALL_HEAD)
    columns = upright or small or (room / count,) * count
    figures = count <= _MANY and all(
        count_lines(_figures(cell), _FIGURES, width - _PADDING) <= _LINES
        for row in report.heat.rows
        for cell, width in zip(row.cells, columns, strict=True)
    )
    legend = report.heat.legend if figures else report.heat.legend[1:]
    said = [upper_first(text) for text in ("Darker is higher.", *legend)]
    strip = WIDTH - _PLACE - last
    size = _HEAD if upright else _SMALL_HEAD
    return HeatView(
        rows=tuple(heat_row_view(row, figures=figures) for row in report.heat.rows),
        legend="   ".join(said),
        turned=not (upright or small),
        small=not upright,
        figures=figures,
        head_height=round((_UPRIGHT if upright or small else _turned_height(titles)) * TWIPS_PER_CM),
        widths=(first, *columns, last),
        strip_widths=(_PLACE, *(_columns(titles, strip, size) or (strip / count,) * count), last),
    )


def heat_row_view(row: HeatRow, *, figures: bool) -> HeatRowView:
    """Return one candidate's row; without ``figures`` every flag stands behind the value."""
    total = " ".join(part for part in (row.total, row.total_flag) if part)
    return HeatRowView(row.candidate, tuple(_cell(c, figures=figures) for c in row.cells), total, row.placed)


def fill(shade: int | None) -> str:
    """Return the colour of a shade, white for none."""
    return HEAT[0] if shade is None else HEAT[shade]


def is_dark(shade: int | None) -> bool:
    """Return True when text on a shade is white."""
    return shade is not None and HEAT_TEXT[shade] == "FFFFFF"


def _cell(cell: HeatCell, *, figures: bool) -> CellView:
    flags = cell.value_flags if figures else " ".join(cell.flags)
    value = " ".join(part for part in (cell.value, flags) if part)
    return CellView(
        value=value,
        figures=_figures(cell) if figures else "",
        fill=fill(cell.shade),
        dark=is_dark(cell.shade),
        below=cell.below,
        missing=cell.missing,
    )


def _figures(cell: HeatCell) -> str:
    return "  ".join(cell.members) + (f" {cell.member_flags}" if cell.member_flags else "")


def _turned_height(titles: Sequence[str]) -> float:
    """Return the height at which the longest title stays on one line, if that is not too high."""
    return min(_HIGHEST, max(text_width(title, _HEAD, bold=True) for title in titles) + 0.4)


def _columns(titles: Sequence[str], width: float, size: float) -> tuple[float, ...]:
    """Return widths of columns in which no word of a title is cut; empty when there are none.

    They are alike, but for those whose longest word needs more.
    """
    needs = [max(text_width(word, size, bold=True) for word in title.split()) + _PADDING for title in titles]
    if sum(needs) > width:
        return ()
    wide: set[int] = set()
    while True:
        taken = sum(needs[at] for at in wide)
        share = (width - taken) / max(1, len(needs) - len(wide))
        more = {at for at, need in enumerate(needs) if need > share} - wide
        if not more:
            return tuple(needs[at] if at in wide else share for at in range(len(needs)))
        wide |= more
