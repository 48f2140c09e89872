"""The panel in the comparison: own totals, who is strict, what would change the order, agreement."""

from __future__ import annotations

from interview_kit.word.xml import Xml
from tools.build_templates.blocks import Row, bold, cell, head, heading, para, repeat, table, tag
from tools.build_templates.comparison_agreement import centred, groups, questions, variance
from tools.build_templates.comparison_cells import candidate, narrow, said
from tools.build_templates.comparison_parts import chart_run, mark
from tools.build_templates.style import HEAD_FILL


def panel() -> list[Xml]:
    """Return the section on the panel."""
    totals = table(
        (4.4, 0.4, 4.0, 0.4, 3.4, 4.8),
        [
            Row(
                [
                    cell("Candidate", style="TableHead", fill=HEAD_FILL),
                    mark("for name in view.totals_heads"),
                    narrow("{{ name }}", "TableHeadCentred", HEAD_FILL),
                    mark("endfor"),
                    narrow("{{ report.panel.panel_column }}", "TableHeadCentred", HEAD_FILL),
                    narrow("Highest less lowest", "TableHeadCentred", HEAD_FILL),
                ],
                header=True,
                keep=True,
            ),
            *repeat(
                "row in report.panel.own_totals",
                Row(
                    [
                        candidate(),
                        mark("for text in row.members"),
                        narrow("{{ text }}", "Centred"),
                        mark("endfor"),
                        cell(bold("{{ row.panel }}"), style="Centred", middle=True),
                        cell("{{ row.difference }}", style="Centred", middle=True),
                    ]
                ),
            ),
        ],
        title="Totals",
        description="Each candidate’s total from each member’s scores alone, the panel’s total, and the difference.",
    )
    return [
        heading("The panel", 2, new_page=True),
        said("report.panel.in_short", "InShort"),
        heading("Total from each member’s scores alone", 3),
        totals,
        tag("if view.chart"),
        para(chart_run(), style="AfterTable"),
        tag("if view.chart.note"),
        para("{{ view.chart.note }}", style="Legend"),
        tag("endif"),
        tag("endif"),
        heading("Strict or generous", 3),
        _members(),
        para("{{ report.panel.members_note }}", style="Legend"),
        *questions(),
        *groups(),
        *_changes(),
        *_agreement(),
        tag("if view.choice.pages_note"),
        para("{{ view.choice.pages_note }}", style="Legend"),
        tag("endif"),
    ]


def _members() -> Xml:
    who = cell(
        para(bold("{{ row.member.ref }}"), " {{ view.member_names[row.member.ref] }}", style="Cell"),
        tag("if row.remark"),
        para("{{ row.remark }}", style="EvidenceHeard"),
        tag("endif"),
        middle=True,
    )
    figures = [
        cell(f"{{{{ row.{name} }}}}", style="Centred", middle=True)
        for name in ("deviation", "used", "spread", "ratings")
    ]
    heads = centred(
        "Member", "Against the panel’s mean", "Lowest and highest", "Standard deviation", "Ratings"
    )
    return table(
        (4.2, 4.2, 3.6, 3.3, 2.1),
        [
            Row(heads, header=True, keep=True),
            *repeat("row in report.panel.members", Row([who, *figures])),
        ],
        title="Strict or generous",
        description="How each member’s scores differ from the panel’s, and how widely each used the scale.",
    )


def _changes() -> list[Xml]:
    first = cell(
        tag("if row.first_changes"),
        para(bold("{{ row.first }}"), style="Cell"),
        tag("else"),
        para("{{ row.first }}", style="Cell"),
        tag("endif"),
    )
    return [
        tag("if report.panel.changes"),
        heading("What would change the order", 3),
        table(
            (5.4, 2.0, 10.0),
            [
                head("If", "First", "Order of those placed"),
                *repeat(
                    "row in report.panel.changes",
                    Row([cell("{{ row.condition }}"), first, cell("{{ row.order }}")]),
                ),
            ],
            title="What would change the order",
            description="Who would be first, and in which order, if one thing were different.",
        ),
        para("{{ report.panel.changes_note }}", style="Legend"),
        tag("endif"),
    ]


def _agreement() -> list[Xml]:
    rows = [
        cell(bold("{{ row.name }}"), middle=True),
        cell("{{ row.estimate }}", style="Centred", middle=True),
        cell("{{ row.interval }}", style="Centred", middle=True),
        cell("{{ row.meaning }}", style="SmallCell", middle=True),
    ]
    weights = [
        cell("{{ row[0] }}"),
        cell("{{ row[1] }}", style="Centred"),
        cell("{{ row[2] }}", style="Centred"),
    ]
    heads = centred("Form", "Estimate", "95% interval")
    return [
        tag("if report.panel.agreement"),
        heading("Agreement in figures", 3),
        table(
            (3.3, 1.8, 2.6, 9.7),
            [
                Row(
                    [*heads, cell("What it says", style="TableHead", fill=HEAD_FILL)], header=True, keep=True
                ),
                *repeat("row in report.panel.agreement", Row(rows)),
            ],
            title="Agreement",
            description="Six figures of agreement between the members, each with its interval and its meaning.",
        ),
        tag("endif"),
        *variance(),
        tag("if report.panel.effective_weights"),
        heading("What each competency counted for", 3),
        table(
            (8.0, 3.6, 5.8),
            [
                Row(
                    centred("Competency", "Share by weight", "Share of the differences"),
                    header=True,
                    keep=True,
                ),
                *repeat("row in report.panel.effective_weights", Row(weights)),
            ],
            title="What each competency counted for",
            description="Each competency’s share by its weight, and its share of the differences between totals.",
        ),
        tag("endif"),
    ]
