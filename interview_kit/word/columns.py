"""Tables whose columns were repeated by a tag: the widths put right again."""

from __future__ import annotations

from lxml import etree

from interview_kit.word.xml import NAMESPACES

_W = f"{{{NAMESPACES['w']}}}"
_LEAST = 0.4
"""The widest column gives way down to this share of its width; after that all columns do."""


def fit_columns(root: etree._Element) -> bool:
    """Settle the columns of each table whose first row has other cells than the table has columns.

    The table keeps its width. The widest column gives or takes what repeated columns changed; when it
    would become too narrow, all columns shrink alike. Tables with merged or uneven rows are left alone.

    Returns:
        Whether anything was changed.
    """
    changed = False
    for table in root.iter(f"{_W}tbl"):
        changed |= _fit(table)
    return changed


def _fit(table: etree._Element) -> bool:
    grid = table.find(f"{_W}tblGrid")
    rows = [row.findall(f"{_W}tc") for row in table.findall(f"{_W}tr")]
    counts = {len(cells) for cells in rows}
    if grid is None or len(counts) != 1 or any(True for _ in table.iter(f"{_W}gridSpan")):
        return False
    columns = [_number(column) for column in grid]
    own = [_number(cell.find(f"{_W}tcPr/{_W}tcW")) for cell in rows[0]]
    if own == columns or not all(own):
        return False
    widths = _shared(own, _number(table.find(f"{_W}tblPr/{_W}tblW")) or sum(columns))
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        etree.SubElement(grid, f"{_W}gridCol").set(f"{_W}w", str(width))
    for cells in rows:
        for cell, width in zip(cells, widths, strict=True):
            stated = cell.find(f"{_W}tcPr/{_W}tcW")
            if stated is not None:
                stated.set(f"{_W}w", str(width))
    return True


def _shared(widths: list[int], total: int) -> list[int]:
    """Return widths that add up to the total."""
    over = sum(widths) - total
    widest = widths.index(max(widths))
    if widths[widest] - over >= _LEAST * widths[widest]:
        return [width - over if at == widest else width for at, width in enumerate(widths)]
    narrow = [round(_LEAST * width) if at == widest else width for at, width in enumerate(widths)]
    shrunk = [width * total // sum(narrow) for width in narrow]
    shrunk[widest] += total - sum(shrunk)
    return shrunk


def _number(element: etree._Element | None) -> int:
    return 0 if element is None else int(str(element.get(f"{_W}w", "0")))
