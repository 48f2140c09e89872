"""The comparison as its Word template gets it: the report, and how each part of it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from interview_kit.reports.chart import NAMES, BarChart, Series
from interview_kit.reports.model import Person, Report
from interview_kit.reports.word_choice import HEAT_ON_FIRST_PAGE, Choice, choose_printed
from interview_kit.reports.word_evidence import PageView, SideView, page_view, side_view
from interview_kit.reports.word_heat import WIDTH, HeatView, heat_view
from interview_kit.word.measure import TWIPS_PER_CM, count_lines, shortened, text_width

SETTLE_COLUMNS: Final = 5
"""Up to so many members have a column each where scores are listed."""
SIDE_COLUMNS: Final = 4
"""Up to so many members stand side by side; above, under each other."""
BARS_BY_MEMBER: Final = 6
"""Up to so many members have a bar each; above: the lowest, the panel's, the highest."""
MOST_GROUPS: Final = 12
"""Candidates in the chart."""

_NAME: Final = 6.4
"""About three lines of the narrowest column for names, in cm."""
_EDGE: Final = 8.5
_PAGE_OF_PAGES: Final = "Page 888 of 888"
_EXAMPLE: Final = "Example, invented data"
_LINE, _TALL, _TALLEST = 0.8, 3.5, 7.0
"""Heights of boxes to write in, in cm."""
_DECISION_PAGE: Final = 25.9 - 4.2
"""What boxes and signatures share of a page, in cm."""
_SIGNATURE: Final = 1.1
_FIELD_SIZE: Final = 9.5
_FIELD_ROOM: Final = 15.2
_FIELD_LINE: Final = 0.42
"""What a recorded text takes on the page beyond its first line, estimated."""
_LONGEST_DESCRIPTION: Final = 1500


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
    value: str
    """What was recorded; empty where people write."""
    height: int


@dataclass(frozen=True, slots=True)
class View:
    """Everything the template shows that is not in the report as it stands."""

    head: str
    foot: str
    example: str
    """For the footer of every page; empty when the ratings are real."""
    choice: Choice
    names: dict[str, str]
    """Candidates' names by ref, cut where they would take more than three lines of a table."""
    member_names: dict[str, str]
    wide_names: bool
    """Some candidate's name is so long that it was cut."""
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
        names={p.ref: _short(p) for p in report.candidates},
        member_names={m.person.ref: _short(m.person) for m in report.members},
        wide_names=any(p.name != _short(p) for p in report.candidates),
        merit_more=_more("candidate", len(choice.merit), len(choice.merit_rest)),
        settle_more=_more("point", len(choice.settle), len(choice.settle_rest)),
        settle_columns=len(refs) <= SETTLE_COLUMNS,
        side_columns=columns,
        members=refs[0] if len(refs) == 1 else f"{refs[0]} to {refs[-1]}",
        totals_heads=_totals_heads(report),
        heat=heat,
        heat_alone=len(report.candidates) > HEAT_ON_FIRST_PAGE,
        chart=_chart(report),
        pages=tuple(page_view(report, page, heat) for page in choice.pages),
        sides=tuple(
            side_view(side, choice.sides_note if at == 0 else "", columns=columns)
            for at, side in enumerate(choice.sides)
        ),
        fields=_fields(report),
    )


def totals_widths(count: int) -> tuple[float, ...]:
    """Return widths of the table of totals from each member's scores alone."""
    if count <= SIDE_COLUMNS:
        return (4.4, *((WIDTH - 4.4 - 2.2 - 2.8) / count,) * count, 2.2, 2.8)
    return (3.4, *((WIDTH - 3.4 - 1.6 - 2.0) / count,) * count, 1.6, 2.0)


def _short(person: Person) -> str:
    return shortened(person.name, 8.5, _NAME)


def _more(what: str, shown: int, left: int) -> str:
    """Return which part of a table this is; empty when it is the whole."""
    if not left:
        return ""
    return f"The first {shown} of {shown + left} {what}s; the others stand after the heat map."


def _head(report: Report) -> str:
    right = f"{report.confidential.strong}   ·   {report.confidential.rest}"
    room = WIDTH - text_width(right, _EDGE, bold=True) - 0.6
    return shortened(report.running_head, _EDGE, room)


def _foot(report: Report) -> str:
    lead = f"{_EXAMPLE} · " if report.example else ""
    room = WIDTH - text_width(lead, _EDGE, bold=True) - text_width(_PAGE_OF_PAGES, _EDGE) - 0.4
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
    lines = sum(count_lines(f"{f.label} {f.value}", _FIELD_SIZE, _FIELD_ROOM) - 1 for f in fields)
    left = _DECISION_PAGE - _SIGNATURE * len(report.decision.signatures) - _LINE * (len(fields) - tall)
    left -= lines * _FIELD_LINE
    height = min(_TALLEST, max(_TALL, left / max(1, tall)))
    return tuple(
        FieldView(f.key, f.label, f.hint, f.value, round((height if f.tall else _LINE) * TWIPS_PER_CM))
        for f in fields
    )
