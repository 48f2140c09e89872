"""Paragraphs and tables from which the template scripts put their documents together.

Text may hold jinja tags in docxtpl's dialect, and two tags of the kit's own (see
:mod:`interview_kit.word.dialect`). Strings are escaped; what these functions return is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from interview_kit.word.xml import Xml, run, w
from tools.build_templates.style import FRAME, HEAD_FILL, NAVY, READ_FILL, TABLE_STYLE, TEXT, twips

BLACK_BOX = (8, TEXT)
"""1 point, for the box to write in."""
SCORE_FRAME = (18, NAVY)
"""2¼ points, once a page, round the score."""


def styled(text: str, style: str) -> Xml:
    """Return a run in a character style."""
    return run(text, properties=w("rStyle", val=style))


def bold(text: str) -> Xml:
    """Return a bold run."""
    return styled(text, "Strong")


def muted(text: str) -> Xml:
    """Return a muted run."""
    return styled(text, "Muted")


def para(
    *content: str,
    style: str = "BodyText",
    keep_next: bool = False,
    new_page: bool = False,
    right_tab: float = 0,
    border: Literal["", "top", "bottom"] = "",
) -> Xml:
    """Return a paragraph; plain strings become runs.

    Args:
        content: runs, controls and strings.
        style: id of a paragraph style of :mod:`tools.build_templates.style`.
        keep_next: stays on the page of the next paragraph.
        new_page: starts a page.
        right_tab: position in cm of a tab that aligns right; 0 for none.
        border: a hairline on that side.
    """
    line = w(border, val="single", sz=4, space=5, color=FRAME) if border else ""
    properties = (
        w("pStyle", val=style),
        w("keepNext") if keep_next else "",
        w("pageBreakBefore") if new_page else "",
        w("pBdr", Xml(line)) if line else "",
        w("tabs", w("tab", val="right", pos=twips(right_tab))) if right_tab else "",
        w("spacing", before=0) if new_page else "",
    )
    runs = [piece if isinstance(piece, Xml) else run(piece) for piece in content]
    return w("p", w("pPr", Xml("".join(properties))), *runs)


def heading(text: str, level: int, *, right: str = "", width: float = 17.4, new_page: bool = False) -> Xml:
    """Return a heading, with something small and muted at the right margin if wanted."""
    after = run(f"\t{right}", properties=w("color", val="4F5B67") + w("sz", val=18)) if right else Xml()
    return para(run(text), after, style=f"Heading{level}", new_page=new_page, right_tab=width if right else 0)


def tag(text: str) -> Xml:
    """Return a paragraph that holds one jinja tag and vanishes: ``tag("for q in questions")``."""
    return para(f"{{%p {text} %}}", style="Legend")


@dataclass(frozen=True)
class Cell:
    """One cell: its paragraphs, its shading, its frame as (eighths of a point, colour)."""

    content: Xml
    fill: str = ""
    frame: tuple[int, str] | None = None
    middle: bool = False
    narrow: bool = False
    """Less padding at the sides, so that a row key stays on one line."""


@dataclass(frozen=True)
class Row:
    """One row; ``keep`` keeps it with the next, ``height`` is the least height in cm."""

    cells: Sequence[Cell]
    header: bool = False
    keep: bool = False
    may_split: bool = False
    height: float = 0


def cell(
    *content: str,
    style: str = "Cell",
    fill: str = "",
    frame: tuple[int, str] | None = None,
    middle: bool = False,
) -> Cell:
    """Return a cell; content that is not a paragraph yet becomes one paragraph of the style."""
    pieces = [Xml(piece) if isinstance(piece, Xml) else run(piece) for piece in content]
    ready = bool(pieces) and all(piece.startswith("<w:p>") for piece in pieces)
    inside = Xml("".join(pieces)) if ready else para(*pieces, style=style)
    return Cell(inside, fill, frame, middle)


def head(*texts: str, keep: bool = True) -> Row:
    """Return a heading row that is repeated on every page."""
    cells = [cell(text, style="TableHead", fill=HEAD_FILL) for text in texts]
    return Row(cells, header=True, keep=keep)


def key_head(*texts: str, header: bool = False) -> Row:
    """Return a heading row whose first cell, over the row keys, is small."""
    first, *others = texts
    cells = [Cell(para(first, style="RowKey"), HEAD_FILL, narrow=True)]
    cells += [cell(text, style="TableHead", fill=HEAD_FILL) for text in others]
    return Row(cells, header=header, keep=True)


def key_cell(key: str, *, middle: bool = False, frame: tuple[int, str] | None = None) -> Cell:
    """Return the tinted first cell of a row, with the row's key."""
    return Cell(para(key, style="RowKey"), READ_FILL, frame, middle, narrow=True)


def repeat(loop: str, *rows: Row) -> list[Row | str]:
    """Return rows once for each: ``repeat("lv in scale", row)``."""
    return [f"for {loop}", *rows, "endfor"]


def table(
    widths: Sequence[float], rows: Iterable[Row | str], *, title: str, description: str, total: float = 0
) -> Xml:
    """Return a table of fixed column widths in cm; a string among the rows is a jinja tag.

    ``total`` is the table's width where columns are repeated by ``{%tc for … %}`` in cells of their own;
    when the document is composed, the widest column gives or takes what is needed.
    """
    edges = [twips(sum(widths[:i])) for i in range(len(widths) + 1)]
    columns = [b - a for a, b in pairwise(edges)]
    properties = w(
        "tblPr",
        w("tblStyle", val=TABLE_STYLE),
        w("tblW", w=twips(total) if total else edges[-1], type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        w("tblCaption", val=title),
        w("tblDescription", val=description),
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in columns))
    return w("tbl", properties, grid, *(_row(row, columns) for row in rows))


def _row(row: Row | str, columns: Sequence[int]) -> Xml:
    if isinstance(row, str):
        marks = [cell(f"{{%tr {row} %}}" if i == 0 else "", style="RowKey") for i in range(len(columns))]
        row = Row(marks, may_split=True)
    properties = (
        "" if row.may_split else w("cantSplit"),
        w("trHeight", val=twips(row.height), hRule="atLeast") if row.height else "",
        w("tblHeader") if row.header else "",
    )
    cells = Xml("".join(_cell(c, width) for c, width in zip(row.cells, columns, strict=True)))
    trpr = Xml("".join(properties))
    return w("tr", w("trPr", trpr) if trpr else Xml(), _kept(cells) if row.keep else cells)


def _kept(cells: Xml) -> Xml:
    """Return cells all of whose paragraphs stay with the next."""
    return Xml(re.sub(r"(<w:pStyle [^>]*/>)(?!<w:keepNext/>)", r"\1<w:keepNext/>", cells))


def _cell(one: Cell, width: int) -> Xml:
    sides = ("top", "left", "bottom", "right")
    frame = one.frame
    borders = (
        w("tcBorders", *(w(side, val="single", sz=frame[0], space=0, color=frame[1]) for side in sides))
        if frame
        else Xml()
    )
    fill = w("shd", val="clear", color="auto", fill=one.fill) if one.fill else Xml()
    align = w("vAlign", val="center") if one.middle else Xml()
    margins = (
        w("tcMar", *(w(s, w=twips(0.09), type="dxa") for s in ("left", "right"))) if one.narrow else Xml()
    )
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), borders, fill, margins, align), one.content)
