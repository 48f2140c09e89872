"""What of a large comparison is printed where, so that the first page still decides.

Up to twelve candidates everything is printed. Above, the figures of everybody are, and the evidence once, where
the decision turns on it; a sentence says where the rest is. Nothing is ever cut short: a page or a row is there
in full or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from interview_kit.reports.model import (
    BLIND,
    CandidatePage,
    EvidenceNote,
    MeritRow,
    Report,
    SettleRow,
    SideBySide,
)
from interview_kit.word.measure import count_lines

HEAT_ON_FIRST_PAGE: Final = 8
"""Up to so many candidates the heat map follows on the first page; above, it begins the second."""
EVERYBODY: Final = 12
"""Up to so many candidates each has a page."""
MOST_PAGES: Final = 16
"""Candidates with a page in a larger comparison: the leading twelve, then those with most to settle."""
MOST_SIDE_ROWS: Final = 60
"""Up to so many answers every question is printed side by side; above, only what is to discuss."""
MOST_TEXT: Final = 1_500_000
"""Characters of evidence in all pages together, and in all tables side by side: some five hundred pages."""
LARGE_TEXT, LARGE_SIDE_TEXT = 120_000, 60_000
"""The same above twelve candidates: some thirty pages and some twelve."""
_MERIT, _MERIT_FIRST = 15, 12
_SETTLE, _SETTLE_LEAST = 12, 3
_PAGE, _FURNITURE = 25.9, 7.2
"""Height of a page, and of title, headings, heads and notes on the first one, in cm."""
_TEXT, _NOTE, _NOTE_LINE = 17.4, 8.5, 0.37
"""Width of the text in cm, size in points of the note under the merit order, and the height of its lines in cm."""
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
    sides, sides_note = _sides(report, pages)
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
    left -= (count_lines(report.merit_note, _NOTE, _TEXT) - 1) * _NOTE_LINE
    left -= sum(_NOTED_ROW if row.total_note else _MERIT_ROW for row in merit)
    if report.example:
        left -= 0.9
    return max(_SETTLE_LEAST, min(_SETTLE, int(left / _SETTLE_ROW)))


def _pages(report: Report) -> tuple[tuple[CandidatePage, ...], str]:
    """Return the pages printed, in merit order, and a sentence when some are not."""
    large = len(report.candidates) > EVERYBODY
    chosen = _weightiest(report) if large else report.pages
    most, found, used = LARGE_TEXT if large else MOST_TEXT, set(), 0
    for page in chosen:
        used += _length(note for e in page.evidence for note in e.notes)
        if used <= most:
            found.add(page.candidate)
    if len(found) == len(report.pages):
        return report.pages, ""
    why = f"those placed among the first {EVERYBODY}, then those with most to settle"
    if len(found) < len(chosen):
        why = f"{why}; with more the document would be too long"
    return tuple(page for page in report.pages if page.candidate in found), (
        f"Candidates with a page of their own here: {len(found)} of {len(report.pages)} ({why}). "
        f"Figures of the others stand in the tables above. {_elsewhere(report)}"
    )


def _weightiest(report: Report) -> tuple[CandidatePage, ...]:
    """Return the pages on which a decision among many turns, the most important first."""
    leading = [row.candidate for row in report.merit[:EVERYBODY] if row.placed]
    order = dict.fromkeys([*leading, *(row.candidate for row in report.settle)])
    page = {p.candidate: p for p in report.pages}
    return tuple(page[person] for person in tuple(order)[:MOST_PAGES])


def _sides(report: Report, pages: Sequence[CandidatePage]) -> tuple[tuple[SideBySide, ...], str]:
    """Return the questions printed side by side, those to discuss first, and a sentence on which."""
    if len(report.candidates) > EVERYBODY:
        return _open_answers(report, pages)
    every = sorted(report.side_by_side, key=lambda side: not side.to_discuss)
    discussed = [side for side in every if side.to_discuss]
    chosen = every if len(report.candidates) * len(every) <= MOST_SIDE_ROWS else discussed
    rest = "The evidence on the others is with the candidates, and on the web page."
    found, used = [], 0
    for side in chosen:
        used += _length(note for row in side.rows for note in row.notes)
        if used <= MOST_TEXT:
            found.append(side)
    keys = ", ".join(side.question.key for side in found if side.to_discuss)
    if len(found) == len(every):
        said = f"Questions to discuss come first: {keys}." if keys and len(discussed) < len(found) else ""
    elif not discussed:
        said = "No question is set side by side here: none is to be discussed."
    elif found == discussed:
        said = f"Only the questions to discuss are set side by side: {keys}. {rest}"
    else:
        shown = ", ".join(side.question.key for side in found) or "none"
        said = f"Questions set side by side: {shown}; with more the document would be too long. {rest}"
    return tuple(found), said


def _elsewhere(report: Report) -> str:
    stem = f"comparison{BLIND if report.blind else ''}"
    return f"All evidence is in the workbook, {stem}.xlsx, on its sheet Evidence, and on the web page, {stem}.html."


def _open_answers(report: Report, pages: Sequence[CandidatePage]) -> tuple[tuple[SideBySide, ...], str]:
    """Return the answers to settle whose evidence stands on no candidate's page, by question.

    The most consequential ones, as many as find room.
    """
    printed = {page.candidate for page in pages}
    row_of = {(s.question, row.candidate): row for s in report.side_by_side for row in s.rows}
    answers = [
        (row.question, row.candidate)
        for row in report.settle
        if row.question is not None and row.candidate not in printed
    ]
    answers = list(dict.fromkeys(answers))
    found, used = set(), 0
    for answer in answers[:MOST_SIDE_ROWS]:
        used += _length(row_of[answer].notes)
        if used <= LARGE_SIDE_TEXT:
            found.add(answer)
    sides = [
        replace(side, rows=tuple(r for r in side.rows if (side.question, r.candidate) in found))
        for side in report.side_by_side
    ]
    if not answers:
        return (), ""
    count = f"{len(found)} of {len(answers)}" if len(found) < len(answers) else f"all {len(answers)}"
    return tuple(side for side in sides if side.rows), (
        f"Set side by side here, the most consequential first chosen: {count} answers to settle of candidates "
        f"who have no page of their own. {_elsewhere(report)}"
    )


def _length(notes: Iterable[EvidenceNote]) -> int:
    return sum(len(note.text) for note in notes)
