"""The panel's agreement in the comparison: by question, by part, and who can be compared."""

from __future__ import annotations

from interview_kit.word.xml import Xml
from tools.build_templates.blocks import Cell, Row, bold, cell, head, heading, para, repeat, table, tag
from tools.build_templates.style import HEAD_FILL


def questions() -> list[Xml]:
    """Return the table of agreement on each question."""
    figures = [
        cell(f"{{{{ row.{name} }}}}", style="Centred", middle=True)
        for name in ("widest", "mean_range", "exact", "within_one")
    ]
    heads = centred("Question", "Widest range", "Mean range", "Same score", "Within one")
    return [
        tag("if report.panel.questions"),
        heading("How far the panel agrees", 3),
        table(
            (7.4, 2.5, 2.5, 2.5, 2.5),
            [
                Row(heads, header=True, keep=True),
                *repeat(
                    "row in report.panel.questions",
                    Row(
                        [
                            cell(
                                para(
                                    bold("{{ row.question.key }}"), " {{ row.question.title }}", style="Cell"
                                )
                            ),
                            *figures,
                        ]
                    ),
                ),
            ],
            title="How far the panel agrees",
            description="For each question, how far the members' scores for the same answer are apart.",
        ),
        para("{{ report.panel.questions_note }}", style="Legend"),
        tag("endif"),
    ]


def groups() -> list[Xml]:
    """Return the orders of candidates who cannot be compared with the others."""
    return [
        tag("if report.panel.groups"),
        heading("Candidates who cannot be compared", 3),
        para("{{ report.panel.groups_note }}"),
        table(
            (3.4, 5.0, 9.0),
            [
                head("Scored by", "Candidates", "Order within the group"),
                *repeat(
                    "row in report.panel.groups",
                    Row(
                        [
                            cell(bold("{{ row.members }}")),
                            cell("{{ row.candidates }}"),
                            cell("{{ row.order }}"),
                        ]
                    ),
                ),
            ],
            title="Candidates who cannot be compared",
            description="Groups of candidates that no member joins, each with its own order.",
        ),
        tag("endif"),
    ]


def variance() -> list[Xml]:
    """Return what the differences between totals are made of."""
    return [
        tag("if report.panel.variance_note"),
        heading("What the differences between totals are made of", 3),
        tag("if report.panel.variance"),
        table(
            (3.2, 2.0, 12.2),
            [
                Row(
                    [
                        *centred("Part", "Share"),
                        cell("What it says", style="TableHead", fill=HEAD_FILL),
                    ],
                    header=True,
                    keep=True,
                ),
                *repeat(
                    "row in report.panel.variance",
                    Row(
                        [
                            cell(bold("{{ row.what }}")),
                            cell("{{ row.share }}", style="Centred"),
                            cell("{{ row.meaning }}", style="SmallCell", middle=True),
                        ]
                    ),
                ),
            ],
            title="What the differences are made of",
            description="Candidates', members' and the rest's share of the differences between totals.",
        ),
        tag("endif"),
        para("{{ report.panel.variance_note }}", style="Legend"),
        tag("endif"),
    ]


def centred(*heads: str) -> list[Cell]:
    """Return cells of a head, the first set left, the others centred."""
    first, *others = heads
    return [
        cell(first, style="TableHead", fill=HEAD_FILL),
        *(cell(text, style="TableHeadCentred", fill=HEAD_FILL) for text in others),
    ]
