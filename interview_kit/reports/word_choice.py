"""What of a large comparison is printed where, so that the first page still decides.

Up to twelve candidates everything is printed. Nothing is ever cut short: a page or a table is there in
full or a sentence says that it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from interview_kit.reports.model import (
    CandidatePage,
    EvidenceNote,
    MeritRow,
    Person,
    Report,
    SettleRow,
    SideBySide,
    SideRow,
)

HEAT_ON_FIRST_PAGE: Final = 8
"""Up to so many candidates the heat map follows on the first page; above, it begins the second."""
EVERYBODY: Final = 12
"""Up to so many candidates each has a page."""
MOST_SIDE_ROWS: Final = 60
"""Up to so many answers every question is printed side by side; above, only those to discuss."""
MOST_TEXT: Final = 1_500_000
"""Characters of evidence in all pages together, and in all tables side by side: some five hundred pages."""
_MERIT, _MERIT_FIRST = 15, 12
_SETTLE, _SETTLE_FIRST = 12, 8

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is printed, with the sentences that say what is not."""

    merit: tuple[MeritRow, ...]
    merit_rest: tuple[MeritRow, ...]
    settle: tuple[SettleRow, ...]
    settle_rest: tuple[SettleRow, ...]
    pages: tuple[CandidatePage, ...]
    pages_note: str
    sides: tuple[SideBySide, ...]
    """Questions to discuss first."""
    sides_note: str


def choose_printed(report: Report) -> Choice:
    """Return what is printed of a report, and where."""
    merit, merit_rest = _split(report.merit, _MERIT, _MERIT_FIRST)
    settle, settle_rest = _split(report.settle, _SETTLE, _SETTLE_FIRST)
    pages = _pages(report)
    sides = _sides(report)
    pages_note = _pages_note(report, pages)
    sides_note = _sides_note(report, sides)
    if not sides:
        pages_note, sides_note = " ".join(part for part in (pages_note, sides_note) if part), ""
    return Choice(merit, merit_rest, settle, settle_rest, pages, pages_note, sides, sides_note)


def _split(rows: Sequence[_Row], most: int, first: int) -> tuple[tuple[_Row, ...], tuple[_Row, ...]]:
    """Return rows for the first page and those for later; a short table stays whole."""
    cut = len(rows) if len(rows) <= most else first
    return tuple(rows[:cut]), tuple(rows[cut:])


def _leading(report: Report) -> set[Person]:
    """Return those placed among the first twelve."""
    return {row.candidate for row in report.merit[:EVERYBODY] if row.placed}


def _pages(report: Report) -> tuple[CandidatePage, ...]:
    wanted = set(report.candidates)
    if len(wanted) > EVERYBODY:
        wanted = _leading(report) | {row.candidate for row in report.settle}
    chosen = [page for page in report.pages if page.candidate in wanted]
    texts = (note for page in chosen for e in page.evidence for note in e.notes)
    if _length(texts) <= MOST_TEXT:
        return tuple(chosen)
    found, used = [], 0
    for page in chosen:
        used += _length(note for e in page.evidence for note in e.notes)
        if used <= MOST_TEXT:
            found.append(page)
    return tuple(found)


def _pages_note(report: Report, pages: Sequence[CandidatePage]) -> str:
    if len(pages) == len(report.pages):
        return ""
    others = (
        "Figures of the others stand in the tables above, their evidence in the comparison as a web page."
    )
    if not pages:
        return f"No candidate has a page of their own here. {others}"
    have = "candidate has" if len(pages) == 1 else "candidates have"
    return (
        f"{len(pages)} {have} a page here: placed among the first {EVERYBODY}, or with something to settle. "
        f"{others}"
    )


def _sides(report: Report) -> tuple[SideBySide, ...]:
    ordered = sorted(report.side_by_side, key=lambda side: not side.to_discuss)
    if len(report.candidates) * len(ordered) > MOST_SIDE_ROWS:
        ordered = [side for side in ordered if side.to_discuss]
    found, used = [], 0
    for side in ordered:
        used += _length(note for row in side_rows(report, side) for note in row.notes)
        if used <= MOST_TEXT:
            found.append(side)
    return tuple(found)


def side_rows(report: Report, side: SideBySide) -> tuple[SideRow, ...]:
    """Return the rows printed of a question: above twelve candidates only those that matter for it."""
    if len(report.candidates) <= EVERYBODY:
        return side.rows
    open_here = {row.candidate for row in report.settle if row.question == side.question}
    wanted = _leading(report) | open_here
    return tuple(row for row in side.rows if row.candidate in wanted)


def _sides_note(report: Report, sides: Sequence[SideBySide]) -> str:
    discussed = [side.question.key for side in sides if side.to_discuss]
    parts = []
    if len(sides) == len(report.side_by_side):
        if discussed and len(discussed) < len(sides):
            parts.append(f"Questions to discuss come first: {', '.join(discussed)}.")
    elif sides:
        parts.append(
            f"Only questions to discuss are set side by side: {', '.join(discussed)}. "
            "The evidence on the others is with the candidates."
        )
    else:
        parts.append("No question is set side by side: none is to be discussed, or the texts are too long.")
    if sides and len(report.candidates) > EVERYBODY:
        parts.append(
            f"Candidates shown: those placed among the first {EVERYBODY}, and those with that question to settle."
        )
    return " ".join(parts)


def _length(notes: Iterable[EvidenceNote]) -> int:
    return sum(len(note.text) for note in notes)
