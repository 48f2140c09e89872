"""The sheets Evidence, Agreement and Method: texts and figures as the report has them."""

from __future__ import annotations

from interview_kit.reports.excel_style import Page
from interview_kit.reports.model import Report


def write_evidence(page: Page, report: Report) -> None:
    """Write a row for each member's evidence on each answer."""
    heads = [
        "Ref",
        "Candidate",
        "Question",
        "Competency",
        "Member",
        "Name",
        "Score",
        "Evidence",
        "Behaviours heard",
    ]
    rows = [
        (
            sheet.candidate.ref,
            sheet.candidate.name,
            answer.question.key,
            answer.question.title,
            note.member.ref,
            note.member.name,
            note.score,
            note.text,
            " ".join(note.ticks),
        )
        for sheet in report.pages
        for answer in sheet.evidence
        for note in answer.notes
    ]
    first, last = page.table(heads, rows)
    page.widths(8, 22, 10, 28, 9, 20, 8, 80, 18)
    page.sheet.freeze_panes(1, 2)
    page.sheet.autofilter(first, 0, last, len(heads) - 1)
    page.sheet.repeat_rows(0)


def write_agreement(page: Page, report: Report) -> None:
    """Write everything about the panel, table by table."""
    panel = report.panel
    refs = [m.person.ref for m in report.members]
    page.line("The panel", "title")
    page.line(panel.in_short)
    _heading(page, "Total from each member’s scores alone")
    page.table(
        ["Candidate", *refs, panel.panel_column, "Highest less lowest"],
        [(r.candidate.label, *r.members, r.panel, r.difference) for r in panel.own_totals],
    )
    _heading(page, "Strict or generous")
    page.table(
        [
            "Member",
            "Against the panel’s mean",
            "Lowest and highest used",
            "Standard deviation",
            "Ratings",
            "Remark",
        ],
        [(r.member.label, r.deviation, r.used, r.spread, r.ratings, r.remark) for r in panel.members],
    )
    page.line(panel.members_note, "muted")
    _heading(page, "How sure is the order?")
    page.line(report.certainty.said)
    if report.certainty.bars:
        rows = [
            (bar.candidate.label, ", ".join(f"{s.label} in {s.count:,}" for s in bar.segments))
            for bar in report.certainty.bars
        ]
        page.table(["Candidate", f"Re-draws, of {report.certainty.draws:,}"], rows)
    if panel.changes:
        _heading(page, "What would change the order")
        page.table(
            ["If", "First", "Order of those placed"], [(r.condition, r.first, r.order) for r in panel.changes]
        )
        page.line(panel.changes_note, "muted")
    if panel.agreement:
        _heading(page, "Agreement in figures")
        page.table(
            ["Form", "Estimate", "95% interval", "What it says"],
            [(r.name, r.estimate, r.interval, r.meaning) for r in panel.agreement],
        )
    if panel.effective_weights:
        _heading(page, "What each competency really counted for")
        page.table(
            ["Competency", "Share by weight", "Share of the differences between totals"],
            panel.effective_weights,
        )
    page.widths(30, 22, 30, 30, 16, 30)
    page.sheet.freeze_panes(1, 0)


def write_method(page: Page, report: Report) -> None:
    """Write how it was done, what is missing, and what to settle."""
    page.line("Method and record", "title")
    if report.example:
        page.line(report.example, "strong")
    page.table(["What", "How it was done"], [(r.what, r.how) for r in report.record])
    if report.missing:
        _heading(page, "Sheets that are not in")
        page.table(
            ["Candidate", "Member and why"],
            [(m.candidate.label, f"{m.member.label}: {m.why}") for m in report.missing],
        )
    _heading(page, "Settle before you decide")
    if report.settle:
        page.table(
            ["Candidate", "What is open and what to do"],
            [
                (
                    row.candidate.label,
                    f"{row.question.key if row.question else 'All questions'}: {row.open}. {row.todo}.",
                )
                for row in report.settle
            ],
        )
    else:
        page.line(report.settle_note)
    page.widths(30, 110)
    page.sheet.freeze_panes(1, 0)


def _heading(page: Page, text: str) -> None:
    page.row += 1
    page.line(text, "heading")
