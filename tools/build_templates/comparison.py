"""templates/comparison.docx: first page that decides, panel, candidates, evidence side by side, decision."""

from __future__ import annotations

from interview_kit.word import controls
from interview_kit.word.xml import Xml, run
from tools.build_templates.blocks import (
    BLACK_BOX,
    Cell,
    Row,
    bold,
    cell,
    head,
    heading,
    key_cell,
    key_head,
    muted,
    para,
    repeat,
    styled,
    table,
    tag,
)
from tools.build_templates.comparison_cells import candidate, narrow, said
from tools.build_templates.comparison_evidence import evidence_pages, side_by_side
from tools.build_templates.comparison_heat import heat_table
from tools.build_templates.comparison_panel import panel
from tools.build_templates.comparison_parts import RULE, Comparison, mark, ruled, section_end
from tools.build_templates.page import A4, A4_LANDSCAPE, page_of_pages
from tools.build_templates.style import HEAD_FILL


def document() -> Comparison:
    """Return the comparison's template."""
    return Comparison(
        title="{{ report.running_head }}",
        body=(
            *_first_page(),
            *_rest(),
            *panel(),
            *evidence_pages(),
            tag("if view.sides"),
            section_end(A4),
            *side_by_side(),
            section_end(A4_LANDSCAPE),
            tag("endif"),
            *_decision(),
        ),
        header=(
            run("{{ view.head }}"),
            Xml(
                styled("{{ report.confidential.strong }}", "Dark")
                + run("   ·   {{ report.confidential.rest }}")
            ),
        ),
        footer=(Xml(styled("{{ view.example }}", "Dark") + run("{{ view.foot }}")), page_of_pages()),
    )


def _first_page() -> list[Xml]:
    return [
        heading("{{ report.title }}", 1),
        para("{{ report.subtitle }}", style="Subtitle"),
        tag("if report.example"),
        para("{{ report.example }}", style="ExampleNote"),
        tag("endif"),
        tag("for line in report.in_short"),
        said("line", "InShort"),
        tag("endfor"),
        heading("Merit order", 2),
        tag("if view.merit_more"),
        para("{{ view.merit_more }}", style="LegendAbove"),
        tag("endif"),
        _merit("view.choice.merit", "Merit order"),
        tag("if report.merit_note"),
        para("{{ report.merit_note }}", style="Legend"),
        tag("endif"),
        heading("Settle before you decide", 2),
        tag("if view.settle_more"),
        para("{{ view.settle_more }}", style="LegendAbove"),
        tag("endif"),
        tag("if report.settle"),
        _settle("view.choice.settle", "Settle before you decide"),
        tag("else"),
        para("{{ report.settle_note }}"),
        tag("endif"),
        tag("if view.heat_alone"),
        heading("{{ report.heat.heading }}", 2, new_page=True),
        tag("else"),
        heading("{{ report.heat.heading }}", 2),
        tag("endif"),
        heat_table(
            "view.heat.rows",
            "row.candidate",
            title="Heat map",
            description="Each candidate’s figure on each competency, with the members’ own figures and the total.",
        ),
        para("{{ view.heat.legend }}", style="Legend"),
    ]


def _rest() -> list[Xml]:
    """Return what did not find room on the first page of a large comparison."""
    return [
        tag("if view.choice.merit_rest"),
        heading("Merit order: the rest", 2),
        _merit("view.choice.merit_rest", "Merit order, the rest"),
        tag("endif"),
        tag("if view.choice.settle_rest"),
        heading("Settle before you decide: the rest", 2),
        _settle("view.choice.settle_rest", "Settle before you decide, the rest"),
        tag("endif"),
    ]


def _merit(rows: str, title: str) -> Xml:
    def row(frame: tuple[int, str] | None) -> Row:
        total = cell(
            tag("if row.placed"),
            para("{{ row.total }}", style="HeatTotal"),
            tag("else"),
            para("{{ row.total }}", style="HeatTotalOpen"),
            tag("endif"),
            tag("if row.total_note"),
            para("{{ row.total_note }}", style="HeatNote"),
            tag("endif"),
        )
        cells = (
            cell("{{ row.place }}", style="LevelNumber"),
            candidate(full=True),
            total,
            cell(said("row.minimums", "SmallCell")),
            cell(said("row.certainty", "SmallCell")),
            cell(bold("{{ row.outcome }}"), style="SmallCell"),
        )
        return Row([Cell(c.content, frame=frame, middle=True) for c in cells])

    heads = [
        cell("Place", style="TableHeadCentred", fill=HEAD_FILL),
        cell("Candidate", style="TableHead", fill=HEAD_FILL),
        cell("Total", style="TableHeadCentred", fill=HEAD_FILL),
        *(
            cell(text, style="TableHead", fill=HEAD_FILL)
            for text in ("Minimums", "How sure is the place?", "Outcome")
        ),
    ]
    made = table(
        (1.4, 3.6, 1.8, 3.6, 4.3, 2.7),
        [
            Row(heads, header=True, keep=True),
            f"for row in {rows}",
            "if row.parts",
            row(RULE),
            "else",
            row(None),
            "endif",
            "endfor",
        ],
        title=title,
        description="Candidates in order of their totals; those who cannot be placed stand under the thick rule.",
    )
    return ruled(made)


def _settle(rows: str, title: str) -> Xml:
    columns = "if view.settle_columns"
    heads = [
        cell("Candidate", style="TableHead", fill=HEAD_FILL),
        cell("Question", style="TableHead", fill=HEAD_FILL),
        mark(columns),
        mark("for m in report.members"),
        narrow("{{ m.person.ref }}", "TableHeadCentred", HEAD_FILL),
        mark("endfor"),
        mark("else"),
        cell("Scores, {{ view.members }}", style="TableHead", fill=HEAD_FILL),
        mark("endif"),
        cell("What is open", style="TableHead", fill=HEAD_FILL),
        cell("What to do", style="TableHead", fill=HEAD_FILL),
    ]
    row = [
        candidate("SmallCell"),
        cell(
            tag("if row.question"),
            para(bold("{{ row.question.key }}"), " {{ row.question.title }}", style="SmallCell"),
            tag("else"),
            para("All questions", style="SmallCell"),
            tag("endif"),
            middle=True,
        ),
        mark(columns),
        mark("for m in report.members"),
        narrow("{{ row.scores[loop.index0] if row.scores else '–' }}", "Centred"),
        mark("endfor"),
        mark("else"),
        cell("{{ row.scores|join('  ') if row.scores else '–' }}", style="SmallCell", middle=True),
        mark("endif"),
        cell("{{ row.open }}", style="SmallCell", middle=True),
        cell("{{ row.todo }}", style="SmallCell", middle=True),
    ]
    return table(
        (2.4, 3.0, 0.4, 0.4, 0.9, 0.4, 0.4, 2.0, 0.4, 3.5, 3.6),
        [Row(heads, header=True, keep=True), *repeat(f"row in {rows}", Row(row))],
        title=title,
        description="What is open, most consequential first, with every member’s score and what to do.",
    )


def _decision() -> list[Xml]:
    answer = controls.rich_text("{{ field.key }}", "{{ field.label }}", "{{ field.hint }}")
    field = Row(
        [
            key_cell("{{ field.key }}{% rowheight field.height %}"),
            cell(
                para(
                    bold("{{ field.label }}"),
                    " {% if field.value %}{{ field.value }}{% else %}",
                    answer,
                    "{% endif %}",
                    style="Cell",
                ),
                frame=BLACK_BOX,
            ),
        ],
        height=0.8,
        may_split=True,
    )
    signature = Row(
        [
            cell(
                para(bold("{{ who.ref }}"), " {{ who.name }}{% if chair %}, chair{% endif %}", style="Cell")
            ),
            cell(muted("Signed:"), style="SmallCell"),
            cell(muted("Date:"), style="SmallCell"),
        ],
        height=1.1,
    )
    return [
        heading("Decision and reasons", 2, new_page=True),
        para("{{ report.decision.lead }}", keep_next=True),
        table(
            (1.75, 15.65),
            [
                key_head("Key", "Decision of the panel", header=True),
                *repeat("field in view.fields", field),
            ],
            title="Decision",
            description="Boxes for the panel’s decision and its reasons.",
        ),
        heading("Signed", 2),
        table(
            (5.8, 7.6, 4.0),
            [
                head("Member", "Signature", "Date"),
                *repeat("who, chair in report.decision.signatures", signature),
            ],
            title="Signatures",
            description="A line for each member of the panel to sign and date.",
        ),
        heading("Record", 2, new_page=True),
        table(
            (3.2, 14.2),
            [
                head("What", "How it was done"),
                *repeat(
                    "row in report.record",
                    Row([cell(bold("{{ row.what }}")), cell("{{ row.how }}", style="SmallCell")]),
                ),
            ],
            title="Record",
            description="How the figures were worked out, and what they rest on.",
        ),
    ]
