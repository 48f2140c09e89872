"""The sheets Evidence, Agreement and Method: texts and figures as the report has them."""

from __future__ import annotations

from typing import Final

from interview_kit.reports.excel_page import Column, Page
from interview_kit.reports.model import Report

_WRITTEN: Final = 6
"""Column of what a member wrote."""
_FIGURES: Final = 8
"""Columns of figures on the Agreement sheet, at least."""


def evidence_widths(_: Report) -> tuple[float, ...]:
    """Return the widths of the columns."""
    return (8, 18, 11, 23, 19, 9, 70, 13)


def write_evidence(page: Page, report: Report) -> None:
    """Write a row for each member's evidence on each answer; what is too long for one row runs on."""
    page.opening(
        report,
        "Evidence",
        "What each member wrote. Filter by candidate, question or member. Method says what the behaviours are.",
    )
    heads = page.row
    columns = [
        Column("Ref", "cell_strong"),
        Column("Candidate"),
        Column("Question", "centre_top"),
        Column("Competency"),
        Column("Member"),
        Column("Score", "centre_top"),
        Column("Evidence"),
        Column("Behaviours heard"),
    ]
    rows = [
        (
            sheet.candidate.ref,
            sheet.candidate.name,
            answer.question.key,
            answer.question.title,
            note.member.label,
            "" if at else note.score,
            piece,
            "(runs on)" if at else " ".join(note.ticks),
        )
        for sheet in report.pages
        for answer in sheet.evidence
        for note in answer.notes
        for at, piece in enumerate(page.pieces(note.text, _WRITTEN, "cell"))
    ]
    page.table(columns, rows, buttons=True)
    last = max(heads + 1, page.row - 1)
    page.part_candidates(heads + 1, last, 0)
    page.sheet.freeze_panes(heads + 1, 2)
    page.sheet.autofilter(heads, 0, last, len(columns) - 1)
    page.sheet.repeat_rows(heads)
    page.finish()


def agreement_widths(report: Report) -> tuple[float, ...]:
    """Return the widths of the columns."""
    return (32, *([14.0] * max(_FIGURES, len(report.members) + 2)))


def write_agreement(page: Page, report: Report) -> None:
    """Write everything about the panel, table by table."""
    panel, rest = report.panel, page.right
    page.line("The panel", "title")
    if report.example:
        page.line(report.example, "banner")
    page.gap()
    page.line(panel.in_short, "in_short")
    page.heading("Total from each member’s scores alone")
    members = [Column(m.person.label, "centre") for m in report.members]
    page.table(
        [
            Column("Candidate", "cell_strong"),
            *members,
            Column(panel.panel_column, "centre"),
            Column("Highest less lowest", "centre"),
        ],
        [(r.candidate.label, *r.members, r.panel, r.difference) for r in panel.own_totals],
    )
    page.heading("Strict or generous")
    page.table(
        [
            Column("Member", "cell_strong"),
            Column("Against the panel’s mean", "centre"),
            Column("Lowest and highest used", "centre"),
            Column("Standard deviation", "centre"),
            Column("Ratings", "centre"),
            Column("Remark", across=rest - 4),
        ],
        [(r.member.label, r.deviation, r.used, r.spread, r.ratings, r.remark) for r in panel.members],
    )
    page.line(panel.members_note, "muted")
    _write_questions(page, report)
    _write_groups(page, report)
    _write_certainty(page, report)
    _write_changes(page, report)
    _write_figures(page, report)
    page.sheet.freeze_panes(1, 1)
    page.keep_blocks()
    page.finish()


def _write_questions(page: Page, report: Report) -> None:
    panel = report.panel
    if not panel.questions:
        return
    page.heading("How far the panel agrees")
    page.table(
        [
            Column("Question", "cell_strong"),
            Column("Widest range", "centre"),
            Column("Mean range", "centre"),
            Column("Same score", "centre"),
            Column("Within one", "centre"),
        ],
        [
            (f"{r.question.key} {r.question.title}", r.widest, r.mean_range, r.exact, r.within_one)
            for r in panel.questions
        ],
    )
    page.line(panel.questions_note, "muted")


def _write_groups(page: Page, report: Report) -> None:
    panel = report.panel
    if not panel.groups:
        return
    page.heading("Candidates who cannot be compared")
    page.line(panel.groups_note)
    page.table(
        [
            Column("Scored by", "cell_strong"),
            Column("Candidates", across=3),
            Column("Order within the group", across=page.right - 3),
        ],
        [(r.members, r.candidates, r.order) for r in panel.groups],
    )


def _write_certainty(page: Page, report: Report) -> None:
    page.heading("How sure is the order?")
    page.line(report.certainty.said)
    if not report.certainty.bars:
        return
    page.table(
        [
            Column("Candidate", "cell_strong"),
            Column(f"Re-draws, of {report.certainty.draws:,}", across=page.right),
        ],
        [
            (bar.candidate.label, ", ".join(f"{s.label} in {s.count:,}" for s in bar.segments))
            for bar in report.certainty.bars
        ],
    )


def _write_changes(page: Page, report: Report) -> None:
    panel = report.panel
    if not panel.changes:
        return
    page.heading("What would change the order")
    page.table(
        [
            Column("If", "cell_strong"),
            Column("First", "centre"),
            Column("Order of those placed", across=page.right - 1),
        ],
        [(r.condition, r.first, r.order) for r in panel.changes],
    )
    page.line(panel.changes_note, "muted")


def _write_figures(page: Page, report: Report) -> None:
    panel = report.panel
    if panel.agreement:
        page.heading("Agreement in figures")
        page.table(
            [
                Column("Form", "cell_strong"),
                Column("Estimate", "centre"),
                Column("95% interval", "centre"),
                Column("What it says", across=page.right - 2),
            ],
            [(r.name, r.estimate, r.interval, r.meaning) for r in panel.agreement],
        )
    if panel.variance_note:
        page.heading("What the differences between totals are made of")
        if panel.variance:
            page.table(
                [
                    Column("Part", "cell_strong"),
                    Column("Share", "centre"),
                    Column("What it says", across=page.right - 1),
                ],
                [(r.what, r.share, r.meaning) for r in panel.variance],
            )
        page.line(panel.variance_note, "muted")
    if panel.effective_weights:
        page.heading("What each competency really counted for")
        page.table(
            [
                Column("Competency", "cell_strong"),
                Column("Share by weight", "centre", across=2),
                Column("Share of the differences between totals", "centre", across=3),
            ],
            panel.effective_weights,
        )


def method_widths(_: Report) -> tuple[float, ...]:
    """Return the widths of the columns."""
    return (32, 112)


def write_method(page: Page, report: Report) -> None:
    """Write how it was done, what is missing, and what the behaviours stand for."""
    page.line("Method and record", "title")
    if report.example:
        page.line(report.example, "banner")
    page.gap()
    page.table(
        [Column("What", "cell_strong"), Column("How it was done")], [(r.what, r.how) for r in report.record]
    )
    if report.decision.recorded:
        page.heading("Decision and reasons")
        page.table(
            [Column("What", "cell_strong"), Column("As recorded")],
            [(f.label, f.value) for f in report.decision.fields if f.value],
        )
    if report.missing:
        page.heading("Sheets that are not in")
        page.table(
            [Column("Candidate", "cell_strong"), Column("Member and why")],
            [(m.candidate.label, f"{m.member.label}: {m.why}") for m in report.missing],
        )
    heard = [(side.question, "\n".join(side.heard)) for side in report.side_by_side if side.heard]
    if heard:
        page.heading("Behaviours that somebody heard")
        page.table(
            [Column("Question", "cell_strong"), Column("What each mark on the Evidence sheet stands for")],
            [(f"{question.key} {question.title}", meanings) for question, meanings in heard],
        )
    page.sheet.freeze_panes(1, 0)
    page.keep_blocks()
    page.finish()
