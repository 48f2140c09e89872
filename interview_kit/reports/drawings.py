"""Where lines and marks of the drawn figures go; what they show is decided in the report."""

from __future__ import annotations

from dataclasses import dataclass

from interview_kit.reports.model import CertaintyFigure, Member, Person, SpreadFigure, Symbol
from interview_kit.word.measure import CM_PER_POINT, shortened, text_width

WIDTH = 500.0
LEFT = 118.0
"""Where the plot begins; names stand left of it."""
BAR_RIGHT, SPREAD_RIGHT = 490.0, 400.0
ROW = 36.0
LETTER = 6.4
"""Width of a letter at 12 px, near enough to see whether a label fits."""
NAMES = 108.0
"""Room for a candidate's ref and name, at 12 px."""
MARK = 4.6


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the plot with its label."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a bar."""

    x: float
    width: float
    kind: str
    """``h0`` to ``h5``, or ``out`` for below a minimum."""
    label: str
    """Empty where it does not fit."""
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One member's total."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One candidate's row of a figure."""

    ref: str
    name: str
    y: float
    """Of the row's middle."""
    pieces: tuple[Piece, ...] = ()
    marks: tuple[Mark, ...] = ()
    band: tuple[float, float] | None = None
    """Left edge and width of the band from the lowest to the highest."""
    line: float | None = None
    """Where the panel's total stands."""
    extent: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure, ready to be drawn."""

    width: float
    height: float
    top: float
    bottom: float
    """The plot runs from ``top`` to ``bottom``."""
    row: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class LegendMark:
    """A member's mark in the legend."""

    path: str
    ref: str
    x: float


def draw_bars(figure: CertaintyFigure) -> Drawing:
    """Return the bars of "How sure is the order?"."""
    scale = (BAR_RIGHT - LEFT) / max(1, figure.draws)
    lanes = []
    for at, bar in enumerate(figure.bars):
        x, pieces = LEFT, []
        for segment in bar.segments:
            width = segment.count * scale
            kind = "out" if segment.shade is None else f"h{segment.shade}"
            label = _fitting(width, f"{segment.label} {segment.count:,}", segment.label, f"{segment.count:,}")
            title = f"{bar.candidate.label}: {segment.label} in {segment.count:,} of {figure.draws:,}"
            pieces.append(Piece(_r(x), _r(width), kind, label, title))
            x += width
        lanes.append(_lane(bar.candidate, 8 + ROW * (at + 0.5), pieces=tuple(pieces), spoken=bar.spoken))
    parts = next((n for n in (3, 4, 5) if figure.draws % n == 0), 1)
    steps = [figure.draws * n // parts for n in range(parts + 1)]
    bottom = 8 + ROW * len(lanes)
    ticks = tuple(Tick(_r(LEFT + s * scale), f"{s:,}") for s in steps)
    return Drawing(WIDTH, bottom + 24, 4, bottom, ROW, tuple(lanes), ticks)


def draw_spread(figure: SpreadFigure, members: tuple[Member, ...]) -> Drawing:
    """Return the lanes of "Where the members differ": a line of its own for each member."""
    row = max(ROW, 12.0 * len(members))
    scale = (SPREAD_RIGHT - LEFT) / (figure.axis_to - figure.axis_from)

    def x(value: float) -> float:
        return _r(LEFT + (value - figure.axis_from) * scale)

    lanes = []
    for at, lane in enumerate(figure.lanes):
        y = 30 + row * (at + 0.5)
        marks = []
        for n, (member, value) in enumerate(zip(members, lane.members, strict=True)):
            if value is not None:
                own = y + (n - (len(members) - 1) / 2) * (row - 6) / len(members)
                title = f"{lane.candidate.label}: {member.person.ref} {value:.2f}"
                marks.append(Mark(symbol_path(member.symbol, x(value), own), title))
        known = [v for v in lane.members if v is not None]
        band = (x(min(known)) - 6, _r(x(max(known)) - x(min(known)) + 12)) if known else None
        line = None if lane.total is None else x(lane.total)
        lanes.append(
            _lane(
                lane.candidate,
                y,
                marks=tuple(marks),
                band=band,
                line=line,
                extent=lane.extent,
                spoken=lane.spoken,
            )
        )
    bottom = 30 + row * len(lanes)
    ticks = tuple(Tick(x(v), str(v)) for v in range(figure.axis_from, figure.axis_to + 1))
    return Drawing(WIDTH, bottom + 24, 28, bottom, row, tuple(lanes), ticks)


def legend_marks(members: tuple[Member, ...]) -> tuple[LegendMark, ...]:
    """Return each member's mark, side by side above the spread figure."""
    found, x = [], LEFT + 6
    for member in members:
        found.append(LegendMark(symbol_path(member.symbol, x, 12), member.person.ref, _r(x + 10)))
        x += 10 + LETTER * len(member.person.ref) + 18
    return tuple(found)


def symbol_path(symbol: Symbol, x: float, y: float) -> str:
    """Return the outline of a mark round a point, as an SVG path."""
    s = MARK
    match symbol:
        case "circle":
            return f"M{_r(x - s)} {_r(y)}a{s} {s} 0 1 0 {2 * s} 0a{s} {s} 0 1 0 {-2 * s} 0z"
        case "square":
            return f"M{_r(x - s)} {_r(y - s)}h{2 * s}v{2 * s}h{-2 * s}z"
        case "triangle":
            return f"M{_r(x)} {_r(y - s)}l{s} {2 * s}h{-2 * s}z"
        case "diamond":
            return f"M{_r(x)} {_r(y - s - 1)}l{s + 1} {s + 1}l{-s - 1} {s + 1}l{-s - 1} {-s - 1}z"
        case "cross":
            return f"M{_r(x - s)} {_r(y - s)}l{2 * s} {2 * s}m0 {-2 * s}l{-2 * s} {2 * s}"
        case "plus":
            return f"M{_r(x - s)} {_r(y)}h{2 * s}m{-s} {-s}v{2 * s}"


def _lane(
    person: Person,
    y: float,
    *,
    pieces: tuple[Piece, ...] = (),
    marks: tuple[Mark, ...] = (),
    band: tuple[float, float] | None = None,
    line: float | None = None,
    extent: str = "",
    spoken: str = "",
) -> Lane:
    room = NAMES * CM_PER_POINT - text_width(f"{person.ref} ", 12, bold=True)
    name = shortened(person.name, 12, room)
    return Lane(person.ref, name, _r(y), pieces, marks, band, line, extent, spoken)


def _fitting(width: float, *labels: str) -> str:
    """Return the first label that fits, or nothing."""
    return next((label for label in labels if len(label) * LETTER + 4 <= width), "")


def _r(value: float) -> float:
    return round(value, 1)
