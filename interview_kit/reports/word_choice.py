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
_SETTLE, _SETTLE_LEAST = 12, 3
_PAGE, _FURNITURE = 25.9, 7.2
"""Height of a page, and of title, headings, heads and notes on the first one, in cm."""
_IN_SHORT, _MERIT_ROW, _NOTED_ROW, _SETTLE_ROW = 0.5, 0.8, 0.92, 0.87
"""Heights in cm of a line "in short" and of rows, most of which have two lines."""

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
    room = _settle_room(report, merit)
    settle, settle_rest = _split(report.settle, min(room, _SETTLE), room)
    pages, pages_note = _pages(report)
    sides, sides_note = _sides(report)
    if not sides:
        pages_note, sides_note = " ".join(part for part in (pages_note, sides_note) if part), ""
    return Choice(merit, merit_rest, settle, settle_rest, pages, pages_note, sides, sides_note)


def _split(rows: Sequence[_Row], most: int, first: int) -> tuple[tuple[_Row, ...], tuple[_Row, ...]]:
    """Return rows for the first page and those for later; a short table stays whole."""
    cut = len(rows) if len(rows) <= most else first
    return tuple(rows[:cut]), tuple(rows[cut:])


def _settle_room(report: Report, merit: Sequence[MeritRow]) -> int:
    """Return how many rows of what to settle find room on the first page."""
    lines = sum(len(said.text) // 95 + 1 for said in report.in_short)
    left = _PAGE - _FURNITURE - lines * _IN_SHORT
    left -= sum(_NOTED_ROW if row.total_note else _MERIT_ROW for row in merit)
    if report.example:
        left -= 0.9
    return max(_SETTLE_LEAST, min(_SETTLE, int(left / _SETTLE_ROW)))


def _leading(report: Report) -> set[Person]:
    """Return those placed among the first twelve."""
    return {row.candidate for row in report.merit[:EVERYBODY] if row.placed}


def _pages(report: Report) -> tuple[tuple[CandidatePage, ...], str]:
    """Return the pages printed, in merit order, and a sentence when some are not."""
    wanted = set(report.candidates)
    if len(wanted) > EVERYBODY:
        wanted = _leading(report) | {row.candidate for row in report.settle}
    chosen = [page for page in report.pages if page.candidate in wanted]
    found, used = [], 0
    for page in chosen:
        used += _length(note for e in page.evidence for note in e.notes)
        if used <= MOST_TEXT:
            found.append(page)
    if len(found) == len(report.pages):
        return tuple(found), ""
    why = f"those placed among the first {EVERYBODY}, and those with something to settle"
    if len(found) < len(chosen):
        why = "with more the document would be too long"
    return tuple(found), (
        f"Candidates with a page of their own here: {len(found)} of {len(report.pages)} ({why}). "
        "Figures of the others stand in the tables above, their evidence in the comparison as a web page."
    )


def _sides(report: Report) -> tuple[tuple[SideBySide, ...], str]:
    """Return the questions printed side by side, those to discuss first, and a sentence on which."""
    every = sorted(report.side_by_side, key=lambda side: not side.to_discuss)
    discussed = [side for side in every if side.to_discuss]
    chosen = every if len(report.candidates) * len(every) <= MOST_SIDE_ROWS else discussed
    found, used = [], 0
    for side in chosen:
        used += _length(note for row in side_rows(report, side) for note in row.notes)
        if used <= MOST_TEXT:
            found.append(side)
    parts = []
    keys = ", ".join(side.question.key for side in found if side.to_discuss)
    elsewhere = "The evidence on the others is with the candidates, and in the comparison as a web page."
    if len(found) == len(every):
        if keys and len(discussed) < len(found):
            parts.append(f"Questions to discuss come first: {keys}.")
    elif not discussed:
        parts.append("No question is set side by side here: none is to be discussed.")
    elif found == discussed:
        parts.append(f"Only the questions to discuss are set side by side: {keys}. {elsewhere}")
    else:
        shown = ", ".join(side.question.key for side in found) or "none"
        parts.append(
            f"Questions set side by side: {shown}; with more the document would be too long. {elsewhere}"
        )
    if found and len(report.candidates) > EVERYBODY:
        parts.append(
            f"Candidates shown: those placed among the first {EVERYBODY}, and those with that question to settle."
        )
    return tuple(found), " ".join(parts)


def side_rows(report: Report, side: SideBySide) -> tuple[SideRow, ...]:
    """Return the rows printed of a question: above twelve candidates only those that matter for it."""
    if len(report.candidates) <= EVERYBODY:
        return side.rows
    open_here = {row.candidate for row in report.settle if row.question == side.question}
    wanted = _leading(report) | open_here
    return tuple(row for row in side.rows if row.candidate in wanted)


def _length(notes: Iterable[EvidenceNote]) -> int:
    return sum(len(note.text) for note in notes)
