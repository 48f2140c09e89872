"""Tables of a composed document, fitted: widths of their columns, and rows that stay together.

A template says what stands in a column; how many columns there are, and so how wide each can be, shows
only when candidates, members and competencies are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from lxml import etree

from interview_kit.word.measure import TWIPS_PER_CM
from interview_kit.word.xml import NAMESPACES

_W: Final = f"{{{NAMESPACES['w']}}}"
_WP: Final = f"{{{NAMESPACES['wp']}}}"
_C: Final = f"{{{NAMESPACES['c']}}}"
_BEGIN: Final = 2
"""The head and the first row, which stay with the second."""
_CELL_ORDER: Final = ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection")
"""The order in which Word wants what is said of a cell; docxtpl puts its shading first."""
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide a table's columns are, in cm, and whether it stays on one page."""

    widths: tuple[float, ...]
    together: bool = False
    """Otherwise at least two rows stand on each page that it has a part of."""
    with_next: bool = False
    """The paragraph after the table, its legend, stays with it too."""


def shaped(document: bytes, shapes: Mapping[str, Shape], *, chart_height: int) -> bytes:
    """Return ``word/document.xml`` with each table in the shape of its title.

    A title is looked up as it stands, then only up to its colon. A table with another title or number of
    columns, as an organisation's own template may have, stays as it was composed. ``chart_height`` is in
    English Metric Units.
    """
    root = etree.fromstring(document, _PARSER)
    for table in root.iter(f"{_W}tbl"):
        title = _attribute(table.find(f"{_W}tblPr/{_W}tblCaption"), "val")
        shape = shapes.get(title) or shapes.get(title.partition(":")[0])
        if shape is None:
            continue
        rows = table.findall(f"{_W}tr")
        if all(len(row.findall(f"{_W}tc")) == len(shape.widths) for row in rows):
            _set_widths(table, shape.widths)
        for row in _kept_rows(rows, shape):
            _keep_with_next(row)
    for properties in root.iter(f"{_W}tcPr"):
        properties[:] = sorted(properties, key=_rank)
    for inline in root.iter(f"{_WP}inline"):
        extent = inline.find(f"{_WP}extent")
        if extent is not None and any(True for _ in inline.iter(f"{_C}chart")):
            extent.set("cy", str(chart_height))
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return made


def _kept_rows(rows: list[etree._Element], shape: Shape) -> list[etree._Element]:
    """Return the rows that stay with what follows: all of them, or so many that no row stands alone on a page.

    The first is the head, which Word repeats on each page.
    """
    if shape.together:
        return rows if shape.with_next else rows[:-1]
    return [*rows[:_BEGIN], *rows[max(_BEGIN, len(rows) - 2) : -1]]


def _set_widths(table: etree._Element, widths: tuple[float, ...]) -> None:
    edges = [round(sum(widths[:n]) * TWIPS_PER_CM) for n in range(len(widths) + 1)]
    columns = [after - before for before, after in pairwise(edges)]
    grid = table.find(f"{_W}tblGrid")
    if grid is None:
        return
    grid[:] = []
    for width in columns:
        etree.SubElement(grid, f"{_W}gridCol").set(f"{_W}w", str(width))
    whole = table.find(f"{_W}tblPr/{_W}tblW")
    if whole is not None:
        whole.set(f"{_W}w", str(edges[-1]))
        whole.set(f"{_W}type", "dxa")
    for row in table.findall(f"{_W}tr"):
        for cell, width in zip(row.findall(f"{_W}tc"), columns, strict=False):
            own = cell.find(f"{_W}tcPr/{_W}tcW")
            if own is not None:
                own.set(f"{_W}w", str(width))


def _keep_with_next(row: etree._Element) -> None:
    for paragraph in row.iter(f"{_W}p"):
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            properties = etree.Element(f"{_W}pPr")
            paragraph.insert(0, properties)
        if properties.find(f"{_W}keepNext") is None:
            after = 1 if properties.find(f"{_W}pStyle") is not None else 0
            properties.insert(after, etree.Element(f"{_W}keepNext"))


def _rank(child: etree._Element) -> int:
    name = etree.QName(child).localname
    return _CELL_ORDER.index(name) if name in _CELL_ORDER else len(_CELL_ORDER)


def _attribute(element: etree._Element | None, name: str) -> str:
    return "" if element is None else str(element.get(f"{_W}{name}", ""))
