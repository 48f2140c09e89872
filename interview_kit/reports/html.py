"""The comparison as one self-contained page: nothing is loaded from anywhere, on opening or later."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from interview_kit.reports.drawings import draw_bars, draw_spread, legend_marks
from interview_kit.reports.model import Report
from interview_kit.reports.self_contained import render_page

PAGE, STYLE, SCRIPT = "comparison.html.j2", "comparison.css", "comparison.js"


def render_html(report: Report, templates: Mapping[str, Path]) -> str:
    """Return the page.

    ``templates`` maps names to files; ``comparison.html.j2``, ``comparison.css`` and ``comparison.js`` are
    used. The page's policy lets only this very style and script run, known by their hashes.

    Raises:
        KitError: when a template is missing, is not UTF-8, or has a broken or forbidden tag.
    """
    context = {
        "report": report,
        "bars": draw_bars(report.certainty) if report.certainty.bars else None,
        "spread": draw_spread(report.panel.spread, report.members),
        "legend": legend_marks(report.members),
    }
    return render_page(PAGE, (STYLE,), templates, context, script=SCRIPT)
