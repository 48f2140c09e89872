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
from tools.build_templates.comparison_evidence import evidence_pages, side_by_side
from tools.build_templates.comparison_heat import heat_table
from tools.build_templates.comparison_parts import RULE, Comparison, chart_run, mark, ruled, section_end
from tools.build_templates.page import A4, A4_LANDSCAPE, page_of_pages
from tools.build_templates.style import HEAD_FILL


def document() -> Comparison:
    """Return the comparison's template."""
    return Comparison(
        title="{{ report.running_head }}",
        body=(
            *_first_page(),
            *_rest(),
            *_panel(),
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


def said(name: str, style: str, **options: bool) -> Xml:
    """Return a paragraph with what is said: strong words first, then the rest."""
    strong = f"{{{{ {name}.strong }}}}{{% if {name}.strong and {name}.rest %}} {{% endif %}}"
    return para(bold(strong), f"{{{{ {name}.rest }}}}", style=style, **options)


def person(name: str, style: str = "Cell") -> Cell:
    """Return a cell that names a person: ref strong, then the name."""
    return cell(bold(f"{{{{ {name}.ref }}}}"), f" {{{{ {name}.name }}}}", style=style, middle=True)


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
        _merit("view.choice.merit", "Merit order"),
        tag("if report.merit_note"),
        para("{{ report.merit_note }}", style="Legend"),
        tag("endif"),
        tag("if view.merit_more"),
        para("{{ view.merit_more }}", style="Legend"),
        tag("endif"),
        heading("Settle before you decide", 2),
        tag("if report.settle"),
        _settle("view.choice.settle", "Settle before you decide"),
        tag("else"),
        para("{{ report.settle_note }}"),
        tag("endif"),
        tag("if view.settle_more"),
        para("{{ view.settle_more }}", style="Legend"),
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
            person("row.candidate"),
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
        _narrow("{{ m.person.ref }}", "TableHeadCentred", HEAD_FILL),
        mark("endfor"),
        mark("else"),
        cell("Scores, {{ view.members }}", style="TableHead", fill=HEAD_FILL),
        mark("endif"),
        cell("What is open", style="TableHead", fill=HEAD_FILL),
        cell("What to do", style="TableHead", fill=HEAD_FILL),
    ]
    row = [
        person("row.candidate", "SmallCell"),
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
        _narrow("{{ row.scores[loop.index0] if row.scores else '–' }}", "Centred"),
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


def _narrow(text: str, style: str, fill: str = "") -> Cell:
    return Cell(para(text, style=style), fill, None, middle=not fill, narrow=True)


def _centred(*heads: str) -> list[Cell]:
    first, *others = heads
    return [
        cell(first, style="TableHead", fill=HEAD_FILL),
        *(cell(text, style="TableHeadCentred", fill=HEAD_FILL) for text in others),
    ]


def _panel() -> list[Xml]:
    totals = table(
        (4.4, 0.4, 4.0, 0.4, 3.4, 4.8),
        [
            Row(
                [
                    cell("Candidate", style="TableHead", fill=HEAD_FILL),
                    mark("for name in view.totals_heads"),
                    _narrow("{{ name }}", "TableHeadCentred", HEAD_FILL),
                    mark("endfor"),
                    _narrow("{{ report.panel.panel_column }}", "TableHeadCentred", HEAD_FILL),
                    _narrow("Highest less lowest", "TableHeadCentred", HEAD_FILL),
                ],
                header=True,
                keep=True,
            ),
            *repeat(
                "row in report.panel.own_totals",
                Row(
                    [
                        person("row.candidate"),
                        mark("for text in row.members"),
                        _narrow("{{ text }}", "Centred"),
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
        *_changes(),
        *_agreement(),
        tag("if view.choice.pages_note"),
        para("{{ view.choice.pages_note }}", style="Legend"),
        tag("endif"),
    ]


def _members() -> Xml:
    who = cell(
        para(bold("{{ row.member.ref }}"), " {{ row.member.name }}", style="Cell"),
        tag("if row.remark"),
        para("{{ row.remark }}", style="EvidenceHeard"),
        tag("endif"),
        middle=True,
    )
    figures = [
        cell(f"{{{{ row.{name} }}}}", style="Centred", middle=True)
        for name in ("deviation", "used", "spread", "ratings")
    ]
    heads = _centred(
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
    heads = _centred("Form", "Estimate", "95% interval")
    return [
        tag("if report.panel.agreement"),
        heading("Agreement in figures", 3),
        table(
            (2.2, 2.0, 3.0, 10.2),
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
        tag("if report.panel.effective_weights"),
        heading("What each competency counted for", 3),
        table(
            (8.0, 3.6, 5.8),
            [
                Row(
                    _centred("Competency", "Share by weight", "Share of the differences"),
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


def _decision() -> list[Xml]:
    answer = controls.rich_text("{{ field.key }}", "{{ field.label }}", "{{ field.hint }}")
    field = Row(
        [
            key_cell("{{ field.key }}{% rowheight field.height %}"),
            cell(para(bold("{{ field.label }}"), " ", answer, style="Cell"), frame=BLACK_BOX),
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
