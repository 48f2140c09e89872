"""The comparison as a Word document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from interview_kit.errors import Finding, KitError
from interview_kit.reports.chart import EMU_PER_CM
from interview_kit.reports.model import Report
from interview_kit.reports.word_tables import Shape, shaped
from interview_kit.reports.word_view import View, totals_widths, word_view
from interview_kit.word.compose import compose
from interview_kit.word.package import read_parts, with_properties, write_parts

TEMPLATE: Final = "comparison.docx"
_DOCUMENT: Final = "word/document.xml"
_CHART: Final = "word/charts/chart"
_TEXT, _WIDE = 17.4, 26.1
"""Widths between the margins in cm, upright and landscape."""
_FIGURE, _WORD = 0.9, 1.15
"""Widths of a member's column in cm: for figures alone, and where ``none`` is to stand on one line."""
_WHOLE: Final = 15
"""A table of up to so many rows stays on one page."""


def render_word(report: Report, templates: Mapping[str, Path]) -> bytes:
    """Return the comparison as a .docx, the same bytes for the same report.

    ``templates`` maps names to files; ``comparison.docx`` is used. Its tables are found by their titles,
    its chart by being the only one; a template without the chart makes a document without it.

    Raises:
        KitError: when the template is missing, is no Word file, or has a broken or forbidden tag.
    """
    view = word_view(report)
    parts = read_parts(compose(_template(templates), {"report": report, "view": view}))
    height = round(view.chart.chart.height * EMU_PER_CM) if view.chart else EMU_PER_CM
    parts[_DOCUMENT] = shaped(parts[_DOCUMENT], _shapes(report, view), chart_height=height)
    for name in parts:
        if name.startswith(_CHART) and view.chart:
            parts[name] = view.chart.chart.part()
    return with_properties(
        write_parts(parts),
        title=report.running_head,
        creator="interview-kit",
        custom={"kit-made-at": report.made_at_iso},
    )


def _template(templates: Mapping[str, Path]) -> Path:
    if TEMPLATE not in templates:
        remedy = "Install the kit again, or put a file of that name into your own templates folder."
        problem = "there is no such template"
        raise KitError([Finding(f"templates/{TEMPLATE}", problem, remedy, code="template-missing")])
    return templates[TEMPLATE]


def _shapes(report: Report, view: View) -> dict[str, Shape]:
    """Return the shape of each table by its title."""
    count = len(report.members)
    word = any("none" in row.scores for row in report.settle)
    settle = (_WORD if word else _FIGURE,) * count if view.settle_columns else (3.0,)
    half = (_TEXT - 2.95 - sum(settle)) / 3
    merit = (1.4, 5.6, 1.6, 3.2, 3.4, 2.2) if view.wide_names else (1.4, 3.6, 1.8, 3.6, 4.3, 2.7)
    side = (21.3 / count,) * count if view.side_columns else (21.3,)
    few = len(report.candidates) <= _WHOLE
    shapes = {
        "Merit order": Shape(merit, together=True, with_next=bool(report.merit_note)),
        "Merit order, the rest": Shape(merit),
        "Settle before you decide": Shape((2.95, half, *settle, half, half)),
        "Settle before you decide, the rest": Shape((2.95, half, *settle, half, half)),
        "Heat map": Shape(view.heat.widths, few, with_next=few),
        "Figures": Shape(view.heat.strip_widths, together=True, with_next=True),
        "Totals": Shape(totals_widths(count), together=few),
        "Strict or generous": Shape((4.2, 4.2, 3.6, 3.3, 2.1), together=True, with_next=True),
        "What would change the order": Shape((5.4, 2.0, 10.0), together=True, with_next=True),
        "How far the panel agrees": Shape((7.4, 2.5, 2.5, 2.5, 2.5), together=True, with_next=True),
        "Candidates who cannot be compared": Shape((3.4, 5.0, 9.0)),
        "What the differences are made of": Shape((3.2, 2.0, 12.2), together=True, with_next=True),
        "Agreement": Shape((3.3, 1.8, 2.6, 9.7), together=True),
        "What each competency counted for": Shape((8.0, 3.6, 5.8), together=True),
        "Evidence": Shape((3.3, 14.1)),
        "Decision": Shape((1.75, 15.65), together=True),
        "Signatures": Shape((5.8, 7.6, 4.0), together=True),
        "Record": Shape((3.2, 14.2), together=True),
    }
    for one in view.sides:
        shapes[f"Side by side: {one.question.key}"] = Shape(
            (3.0, 1.8, *side), one.together, with_next=one.together and bool(one.heard)
        )
    return shapes
