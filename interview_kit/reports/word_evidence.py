"""Evidence as Word prints it: on a candidate's page, and side by side by question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from interview_kit.reports.model import (
    CandidatePage,
    EvidenceNote,
    Person,
    QuestionEvidence,
    QuestionHead,
    Report,
    Said,
    SideBySide,
    SideRow,
)
from interview_kit.reports.word_heat import WIDTH, HeatRowView, HeatView, fill, heat_row_view, is_dark
from interview_kit.word.measure import text_width

_LETTERS: Final = 0.155
"""Mean width of a character of evidence in cm, with room to spare."""
_EVIDENCE_LINE: Final = 0.36
_LONG: Final = 12.0
"""A row estimated to be higher than this, in cm, may break across pages."""
_TOGETHER: Final = 14.5
"""A table side by side up to this height stays on one landscape page."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """What one member gave and wrote."""

    score: str
    gave: str
    text: str
    ticks: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One answer on a candidate's page."""

    question: QuestionHead
    scores: str
    figure: str
    notes: tuple[NoteView, ...]
    heard: tuple[Said, ...]
    agreed: Said
    long: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """One candidate's page."""

    candidate: Person
    right: str
    """Beside the heading; empty when the name needs the room."""
    place: str
    heat: HeatRowView
    summary: tuple[Said, ...]
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class SideRowView:
    """One candidate's answer in a table side by side."""

    candidate: Person
    figure: str
    rated: bool
    flags: str
    fill: str
    dark: bool
    notes: tuple[NoteView, ...]
    height: float
    """Estimated, in cm."""
    long: bool


@dataclass(frozen=True, slots=True)
class SideView:
    """One question side by side."""

    question: QuestionHead
    heading: str
    note: str
    """Which questions and candidates are shown; on the first only."""
    rows: tuple[SideRowView, ...]
    heard: str
    together: bool


def page_view(report: Report, page: CandidatePage, heat: HeatView) -> PageView:
    """Return a candidate's page as it is printed."""
    right = report.running_head.partition(" · ")[2]
    taken = text_width(page.candidate.label, 13, bold=True) + text_width(right, 9)
    return PageView(
        candidate=page.candidate,
        right=right if taken <= WIDTH - 0.5 else "",
        place=page.place,
        heat=heat_row_view(page.heat, figures=heat.figures),
        summary=page.summary,
        evidence=tuple(_evidence(e) for e in page.evidence),
    )


def _evidence(e: QuestionEvidence) -> EvidenceView:
    notes = tuple(_note(note) for note in e.notes)
    heard = tuple(Said(line.count, _sentence("; ".join(line.behaviours))) for line in e.heard)
    texts = [*(f"{n.gave} {n.text}" for n in notes), " ".join(h.text for h in heard), e.agreed.text]
    height = _height([text for text in texts if text], 13.7)
    scores = "   ".join(e.scores) + (" ≠" if e.apart else "")
    return EvidenceView(e.question, scores, e.figure, notes, heard, e.agreed, height > _LONG)


def side_view(side: SideBySide, note: str, *, columns: bool) -> SideView:
    """Return a question side by side; ``columns`` gives each member a column."""
    rows = tuple(_side_row(row, columns=columns) for row in side.rows)
    return SideView(
        question=side.question,
        heading=side.heading,
        note=note,
        rows=rows,
        heard="; ".join(side.heard),
        together=sum(row.height for row in rows) <= _TOGETHER,
    )


def _side_row(row: SideRow, *, columns: bool) -> SideRowView:
    notes = tuple(_note(note) for note in row.notes)
    if columns:
        room = 21.3 / len(notes) - 0.4
        height = max(_height([f"{n.score}   {n.text}", *([n.ticks] if n.ticks else [])], room) for n in notes)
    else:
        height = _height([f"{n.gave} {n.text} {n.ticks}" for n in notes], 20.9)
    return SideRowView(
        candidate=row.candidate,
        figure=row.figure,
        rated=row.shade is not None,
        flags=" ".join(row.flags),
        fill=fill(row.shade),
        dark=is_dark(row.shade),
        notes=notes,
        height=height,
        long=height > _LONG,
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _note(note: EvidenceNote) -> NoteView:
    return NoteView(note.score, note.gave, note.text, "  ".join(note.ticks))


def _height(texts: list[str], width: float) -> float:
    """Return about how high paragraphs of evidence are, in cm, in a column of a width."""
    letters = max(1, int(width / _LETTERS))
    lines = sum(len(line) // letters + 1 for text in texts for line in text.split("\n"))
    return lines * _EVIDENCE_LINE + 0.2
