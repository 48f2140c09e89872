"""The evidence of the comparison: a page for each candidate, and every question side by side."""

from __future__ import annotations

from interview_kit.word.xml import Xml
from tools.build_templates.blocks import Cell, Row, bold, cell, heading, para, styled, table, tag
from tools.build_templates.comparison_heat import WHITE, heat_table
from tools.build_templates.comparison_parts import mark
from tools.build_templates.style import HEAD_FILL


def evidence_pages() -> list[Xml]:
    """Return a page for each candidate."""
    summary = (
        "{% for s in page.summary %}",
        bold("{{ s.strong }}{% if s.strong and s.rest %} {% endif %}"),
        "{{ s.rest }}{% if not loop.last %}   {% endif %}{% endfor %}",
    )
    return [
        tag("for page in view.pages"),
        heading("{{ page.candidate.label }}", 2, right="{{ page.right }}", new_page=True),
        heat_table(
            "[page.heat]",
            "page.place",
            title="Figures: {{ page.candidate.label }}",
            description="The candidate’s place, the figure on each competency with the members’ own, and the total.",
        ),
        para(*summary, style="AfterTable"),
        heading("Evidence", 3),
        _evidence(),
        tag("endfor"),
    ]


def _evidence() -> Xml:
    question = cell(
        para(bold("{{ e.question.key }}"), " {{ e.question.title }}", style="SmallCell"),
        para("{{ e.scores }}", style="EvidenceScores"),
        para("{{ e.figure }}", style="EvidenceHeard"),
    )
    written = cell(
        tag("if e.agreed.text"),
        para(
            bold("{{ e.agreed.strong }}{% if e.agreed.strong %} {% endif %}"),
            "{{ e.agreed.rest }}",
            style="Evidence",
        ),
        tag("endif"),
        tag("for n in e.notes"),
        para(
            styled("{{ n.gave }}", "VerbMark"), "{% if n.text %}  {{ n.text }}{% endif %}", style="Evidence"
        ),
        tag("endfor"),
        tag("if e.heard"),
        para(
            "{% for h in e.heard %}",
            bold("{{ h.strong }} "),
            "{{ h.rest }}{% if not loop.last %}  {% endif %}{% endfor %}",
            style="EvidenceHeard",
        ),
        tag("endif"),
    )
    heads = [
        cell("Question", style="TableHead", fill=HEAD_FILL),
        cell(
            "What the members wrote, and how many of {{ report.members|length }} heard each behaviour",
            style="TableHead",
            fill=HEAD_FILL,
        ),
    ]
    return table(
        (3.3, 14.1),
        [
            Row(heads, header=True),
            "for e in page.evidence",
            "if e.long",
            Row([question, written], may_split=True),
            "else",
            Row([question, written]),
            "endif",
            "endfor",
        ],
        title="Evidence: {{ page.candidate.label }}",
        description="For each question the members’ scores, what they wrote, and which behaviours they heard.",
    )


def side_by_side() -> list[Xml]:
    """Return the questions side by side, for a landscape section."""
    return [
        tag("for side in view.sides"),
        heading("{{ side.heading }}", 2),
        tag("if side.note"),
        para("{{ side.note }}", keep_next=True),
        tag("endif"),
        para(styled("{{ side.question.lead }}", "Muted"), keep_next=True),
        _side(),
        tag("if side.heard"),
        para("Heard: {{ side.heard }}", style="Legend"),
        tag("endif"),
        tag("endfor"),
    ]


def _side() -> Xml:
    heads = [
        cell("Candidate", style="TableHead", fill=HEAD_FILL),
        cell("{{ report.combine|capitalize }}", style="TableHeadCentred", fill=HEAD_FILL),
        mark("if view.side_columns"),
        mark("for m in report.members"),
        cell("{{ m.person.label }}", style="TableHead", fill=HEAD_FILL),
        mark("endfor"),
        mark("else"),
        cell("What the members gave and wrote", style="TableHead", fill=HEAD_FILL),
        mark("endif"),
    ]
    note = [
        para(
            styled("{{ n.score }}", "ScoreMark"),
            "{% if n.text %}   {{ n.text }}{% endif %}",
            style="Evidence",
        ),
        tag("if n.ticks"),
        para("{{ n.ticks }}", style="EvidenceHeard"),
        tag("endif"),
    ]
    stacked = [
        tag("for n in row.notes"),
        para(
            styled("{{ n.gave }}", "VerbMark"),
            "{% if n.text %}  {{ n.text }}{% endif %}",
            styled("{% if n.ticks %}   {{ n.ticks }}{% endif %}", "SmallMuted"),
            style="Evidence",
        ),
        tag("endfor"),
    ]

    def row(*, long: bool) -> Row:
        cells = [
            cell(
                para(bold("{{ row.candidate.ref }}"), style="SmallCell"),
                tag("if row.candidate.name"),
                para("{{ row.candidate.name }}", style="SmallCell"),
                tag("endif"),
            ),
            _figure(),
            mark("if view.side_columns"),
            mark("for n in row.notes"),
            cell(*note),
            mark("endfor"),
            mark("else"),
            cell(*stacked),
            mark("endif"),
        ]
        return Row(cells, may_split=long)

    return table(
        (3.0, 1.8, 0.4, 0.4, 7.0, 0.4, 0.4, 12.3, 0.4),
        [
            Row(heads, header=True),
            "for row in side.rows",
            "if row.long",
            row(long=True),
            "else",
            row(long=False),
            "endif",
            "endfor",
        ],
        title="Side by side: {{ side.question.key }}",
        description="For each candidate the panel’s figure, and each member’s score, evidence and ticks.",
    )


def _figure() -> Cell:
    return Cell(
        Xml(
            tag("if not row.rated")
            + para("{{ row.figure }}", style="HeatMissing")
            + tag("elif row.dark")
            + para("{{ row.figure }}{% cellbg row.fill %}", style="HeatValueDark")
            + tag("else")
            + para("{{ row.figure }}", style="HeatValue")
            + tag("endif")
            + tag("if row.flags and row.dark")
            + para("{{ row.flags }}", style="HeatFiguresDark")
            + tag("elif row.flags")
            + para("{{ row.flags }}", style="HeatFigures")
            + tag("endif")
        ),
        WHITE,
        narrow=True,
    )
