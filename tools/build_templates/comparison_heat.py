"""The heat map of the comparison: a table of all candidates, or a strip of one."""

from __future__ import annotations

from interview_kit.word.xml import Xml
from tools.build_templates.blocks import SCORE_FRAME, Cell, Row, bold, cell, para, table, tag
from tools.build_templates.comparison_parts import mark, turned
from tools.build_templates.style import HEAD_FILL, TEXT

WHITE = "FFFFFF"
_FRAME = (SCORE_FRAME[0], TEXT)
"""2¼ points, round a figure below its minimum."""


def heat_table(rows: str, first: str, *, title: str, description: str) -> Xml:
    """Return the heat map of ``rows`` (an expression); ``first`` names who or what begins a row."""
    strip = first != "row.candidate"
    begin = (
        cell(f"{{{{ {first} }}}}", style="LevelNumber", middle=True)
        if strip
        else _narrow(
            para(bold(f"{{{{ {first}.ref }}}}"), f" {{{{ view.names[{first}.ref] }}}}", style="SmallCell")
        )
    )
    head = [
        cell("Place", style="TableHeadCentred", fill=HEAD_FILL)
        if strip
        else Cell(para("Candidate", style="TableHead"), HEAD_FILL, narrow=True),
        mark("for c in report.competencies"),
        mark("if view.heat.turned"),
        _turned_head(),
        mark("else"),
        _head(),
        mark("endif"),
        mark("endfor"),
        cell("Total{% rowheight view.heat.head_height %}", style="TableHeadCentred", fill=HEAD_FILL),
    ]
    row = [
        begin,
        mark("for c in row.cells"),
        mark("if c.below"),
        _cell(_FRAME),
        mark("else"),
        _cell(None),
        mark("endif"),
        mark("endfor"),
        _narrow(
            tag("if row.placed"),
            para("{{ row.total }}", style="HeatTotal"),
            tag("else"),
            para("{{ row.total }}", style="HeatTotalOpen"),
            tag("endif"),
        ),
    ]
    made = table(
        (2.95, 0.4, 0.4, 3.0, 0.4, 5.8, 0.4, 0.4, 3.65),
        [
            Row(head, header=True, keep=True, height=0.6),
            f"for row in {rows}",
            Row(row),
            "endfor",
        ],
        title=title,
        description=description,
    )
    return turned(made)


def _narrow(*content: Xml, fill: str = "", frame: tuple[int, str] | None = None) -> Cell:
    return Cell(Xml("".join(content)), fill, frame, middle=True, narrow=True)


def _head() -> Cell:
    return Cell(
        Xml(
            tag("if view.heat.small")
            + para("{{ c.title }}", style="HeatHeadSmall")
            + tag("else")
            + para("{{ c.title }}", style="HeatHead")
            + tag("endif")
            + para("{{ c.note }}", style="HeatNote")
        ),
        HEAD_FILL,
        narrow=True,
    )


def _turned_head() -> Cell:
    return _narrow(
        para("{{ c.title }}", style="HeatHeadTurned"),
        para("{{ c.note }}", style="HeatNoteTurned"),
        fill=HEAD_FILL,
    )


def _cell(frame: tuple[int, str] | None) -> Cell:
    return _narrow(
        tag("if c.missing"),
        para("{{ c.missing }}{% cellbg c.fill %}", style="HeatMissing"),
        tag("elif c.dark"),
        para("{{ c.value }}", style="HeatValueDark"),
        tag("else"),
        para("{{ c.value }}", style="HeatValue"),
        tag("endif"),
        tag("if c.figures and c.dark"),
        para("{{ c.figures }}", style="HeatFiguresDark"),
        tag("elif c.figures"),
        para("{{ c.figures }}", style="HeatFigures"),
        tag("endif"),
        fill=WHITE,
        frame=frame,
    )
