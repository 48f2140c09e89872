"""The comparison in a terminal: plain lines and rows; the command prints them."""

from __future__ import annotations

from dataclasses import dataclass

from interview_kit.reports.model import Report, Said


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table of plain texts; every row has as many cells as there are heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a terminal shows."""

    heading: str
    example: str
    lines: tuple[Said, ...]
    tables: tuple[Table, ...]
    foot: str


def summarise(report: Report) -> Summary:
    """Return the lines and the two tables that decide: merit order, and what to settle."""
    merit = Table(
        title="Merit order",
        heads=("Place", "Candidate", "Total", "Minimums", "How sure is the place?", "Outcome"),
        rows=tuple(
            (
                row.place,
                row.candidate.label,
                f"{row.total} ({row.total_note})" if row.total_note else row.total,
                row.minimums.text,
                row.certainty.text,
                row.outcome,
            )
            for row in report.merit
        ),
        note=report.merit_note,
    )
    refs = tuple(m.person.ref for m in report.members)
    settle = Table(
        title="Settle before you decide",
        heads=("Candidate", "Question", *refs, "What is open", "What to do"),
        rows=tuple(
            (
                row.candidate.label,
                f"{row.question.key} {row.question.title}" if row.question else "All questions",
                *(row.scores or ("",) * len(refs)),
                row.open,
                row.todo,
            )
            for row in report.settle
        ),
        note=report.settle_note,
    )
    return Summary(
        heading=report.subtitle,
        example=report.example,
        lines=report.in_short,
        tables=(merit, settle),
        foot=report.running_foot,
    )
