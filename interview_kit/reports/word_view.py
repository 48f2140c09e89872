"""The comparison as its Word template gets it: the report, and how each part of it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from interview_kit.reports.chart import NAMES, BarChart, Series
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
from interview_kit.reports.word_choice import HEAT_ON_FIRST_PAGE, Choice, choose_printed, side_rows
from interview_kit.reports.word_heat import HeatRowView, HeatView, fill, heat_row_view, heat_view, is_dark
from interview_kit.word.measure import count_lines, shortened, text_width

SETTLE_COLUMNS: Final = 5
"""Up to so many members have a column each where scores are listed."""
SIDE_COLUMNS: Final = 4
"""Up to so many members stand side by side; above, under each other."""
BARS_BY_MEMBER: Final = 6
"""Up to so many members have a bar each; above: the lowest, the panel's, the highest."""
MOST_GROUPS: Final = 12
"""Candidates in the chart."""
TWIPS_PER_CM: Final = 1440 / 2.54

_TEXT: Final = 17.4
_EDGE: Final = 8.5
_PAGE_OF_PAGES: Final = "Page 888 of 888"
_EXAMPLE: Final = "Example, invented data"
_LINE, _TALL, _TALLEST = 0.8, 3.5, 7.0
"""Heights of boxes to write in, in cm."""
_DECISION_PAGE: Final = 25.9 - 4.2
"""What boxes and signatures share of a page, in cm."""
_SIGNATURE: Final = 1.1
_LETTERS: Final = 0.155
"""Mean width of a character of evidence in cm, with room to spare."""
_EVIDENCE_LINE: Final = 0.36
_LONG: Final = 10.0
"""A row estimated to be higher than this, in cm, may break across pages."""
_TOGETHER: Final = 14.5
"""A table side by side up to this height stays on one landscape page."""
_LONGEST_DESCRIPTION: Final = 1500


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


@dataclass(frozen=True, slots=True)
class ChartView:
    """The bar chart, with what is said of it."""

    chart: BarChart
    spoken: str
    note: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """One box to write in; its height in twentieths of a point."""

    key: str
    label: str
    hint: str
    height: int


@dataclass(frozen=True, slots=True)
class View:
    """Everything the template shows that is not in the report as it stands."""

    head: str
    foot: str
    example: str
    """For the footer of every page; empty when the ratings are real."""
    choice: Choice
    merit_more: str
    settle_more: str
    settle_columns: bool
    side_columns: bool
    members: str
    """``P1 to P3``: head of a column with every member's score."""
    totals_heads: tuple[str, ...]
    heat: HeatView
    heat_alone: bool
    chart: ChartView | None
    pages: tuple[PageView, ...]
    sides: tuple[SideView, ...]
    fields: tuple[FieldView, ...]


def word_view(report: Report) -> View:
    """Return how a report is printed."""
    choice = choose_printed(report)
    heat = heat_view(report)
    refs = [m.person.ref for m in report.members]
    columns = len(refs) <= SIDE_COLUMNS
    return View(
        head=_head(report),
        foot=_foot(report),
        example=f"{_EXAMPLE} · " if report.example else "",
        choice=choice,
        merit_more=_more(len(choice.merit_rest), "candidate"),
        settle_more=_more(len(choice.settle_rest), "point"),
        settle_columns=len(refs) <= SETTLE_COLUMNS,
        side_columns=columns,
        members=refs[0] if len(refs) == 1 else f"{refs[0]} to {refs[-1]}",
        totals_heads=_totals_heads(report),
        heat=heat,
        heat_alone=len(report.candidates) > HEAT_ON_FIRST_PAGE,
        chart=_chart(report),
        pages=tuple(_page(report, page, heat) for page in choice.pages),
        sides=tuple(
            _side(report, side, choice.sides_note if at == 0 else "", columns=columns)
            for at, side in enumerate(choice.sides)
        ),
        fields=_fields(report),
    )


def totals_widths(count: int) -> tuple[float, ...]:
    """Return widths of the table of totals from each member's scores alone."""
    if count <= SIDE_COLUMNS:
        return (4.4, *((_TEXT - 4.4 - 2.2 - 2.8) / count,) * count, 2.2, 2.8)
    return (3.4, *((_TEXT - 3.4 - 1.6 - 2.0) / count,) * count, 1.6, 2.0)


def _more(count: int, what: str) -> str:
    if not count:
        return ""
    return f"{count} more {what}{'' if count == 1 else 's'} after the heat map."


def _head(report: Report) -> str:
    right = f"{report.confidential.strong}   ·   {report.confidential.rest}"
    room = _TEXT - text_width(right, _EDGE, bold=True) - 0.6
    return shortened(report.running_head, _EDGE, room)


def _foot(report: Report) -> str:
    lead = f"{_EXAMPLE} · " if report.example else ""
    room = _TEXT - text_width(lead, _EDGE, bold=True) - text_width(_PAGE_OF_PAGES, _EDGE) - 0.4
    airy = report.running_foot.replace(" · ", "   ·   ")
    if not lead and text_width(airy, _EDGE) <= room:
        return airy
    return shortened(report.running_foot, _EDGE, room)


def _totals_heads(report: Report) -> tuple[str, ...]:
    room = totals_widths(len(report.members))[1] - 0.4
    labels = [m.person.label for m in report.members]
    fit = all(
        count_lines(label, 9, room, bold=True) <= 3  # noqa: PLR2004 - lines of a head
        and all(text_width(word, 9, bold=True) <= room for word in label.split())
        for label in labels
    )
    return tuple(labels) if fit else tuple(m.person.ref for m in report.members)


def _chart(report: Report) -> ChartView | None:
    rows = report.panel.own_totals[:MOST_GROUPS]
    lanes = report.panel.spread.lanes[:MOST_GROUPS]
    if not any(value is not None for row in rows for value in row.values):
        return None
    by_member = len(report.members) <= BARS_BY_MEMBER
    if by_member:
        names = [m.person.ref for m in report.members]
        values = [tuple(row.values[at] for row in rows) for at in range(len(names))]
    else:
        names = ["lowest", "panel", "highest"]
        known = [[v for v in row.values if v is not None] for row in rows]
        values = [
            tuple(min(k, default=None) for k in known),
            tuple(None if lane.total is None else round(lane.total, 2) for lane in lanes),
            tuple(max(k, default=None) for k in known),
        ]
    series = tuple(Series(n, v) for n, v in zip(names, values, strict=True))
    categories = tuple(shortened(row.candidate.label, 9, NAMES - 0.3) for row in rows)
    spoken = "; ".join(lane.spoken for lane in lanes)
    if len(spoken) > _LONGEST_DESCRIPTION:
        spoken = "every figure stands in the table before it"
    left_out = len(report.panel.own_totals) - len(rows)
    note = (
        f"The chart shows the first {len(rows)} in merit order; the table shows everybody."
        if left_out
        else ""
    )
    return ChartView(
        BarChart(categories, series, report.lowest, report.highest),
        f"Bar chart of the totals from each member’s scores alone: {spoken}.",
        note,
    )


def _fields(report: Report) -> tuple[FieldView, ...]:
    """Return the boxes, those for reasons as tall as the page with the signatures lets them be."""
    fields = report.decision.fields
    tall = sum(f.tall for f in fields)
    left = _DECISION_PAGE - _SIGNATURE * len(report.decision.signatures) - _LINE * (len(fields) - tall)
    height = min(_TALLEST, max(_TALL, left / max(1, tall)))
    return tuple(
        FieldView(f.key, f.label, f.hint, round((height if f.tall else _LINE) * TWIPS_PER_CM)) for f in fields
    )


def _page(report: Report, page: CandidatePage, heat: HeatView) -> PageView:
    right = report.running_head.partition(" · ")[2]
    taken = text_width(page.candidate.label, 13, bold=True) + text_width(right, 9)
    return PageView(
        candidate=page.candidate,
        right=right if taken <= _TEXT - 0.5 else "",
        place=page.place,
        heat=heat_row_view(page.heat, figures=heat.figures),
        summary=page.summary,
        evidence=tuple(_evidence(e) for e in page.evidence),
    )


def _evidence(e: QuestionEvidence) -> EvidenceView:
    notes = tuple(_note(note) for note in e.notes)
    heard = tuple(Said(line.count, "; ".join(line.behaviours)) for line in e.heard)
    texts = [*(f"{n.gave} {n.text}" for n in notes), " ".join(h.text for h in heard), e.agreed.text]
    height = _height([text for text in texts if text], 13.7)
    scores = "   ".join(e.scores) + (" ≠" if e.apart else "")
    return EvidenceView(e.question, scores, e.figure, notes, heard, e.agreed, height > _LONG)


def _side(report: Report, side: SideBySide, note: str, *, columns: bool) -> SideView:
    rows = tuple(_side_row(row, columns=columns) for row in side_rows(report, side))
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


def _note(note: EvidenceNote) -> NoteView:
    return NoteView(note.score, note.gave, note.text, "  ".join(note.ticks))


def _height(texts: list[str], width: float) -> float:
    """Return about how high paragraphs of evidence are, in cm, in a column of a width."""
    letters = max(1, int(width / _LETTERS))
    lines = sum(len(line) // letters + 1 for text in texts for line in text.split("\n"))
    return lines * _EVIDENCE_LINE + 0.2
