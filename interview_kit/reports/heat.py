"""The heat map: every candidate on every competency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from interview_kit.domain.english import listed
from interview_kit.reports.model import APART, BELOW, GAP, HeatCell, HeatMap, HeatRow
from interview_kit.reports.palette import HEAT
from interview_kit.reports.rounding import short, show
from interview_kit.reports.subject import Subject
from interview_kit.scoring.figures import CompetencyFigure
from interview_kit.scoring.merit import Minimum, Missed, Placing


def shade(subject: Subject, value: Fraction | None) -> int | None:
    """Return which sixth of the scale a figure lies in, 0 to 5."""
    if value is None:
        return None
    low, high = subject.plan.scale.lowest, subject.plan.scale.highest
    return min(len(HEAT) - 1, int((value - low) * len(HEAT) / (high - low)))


def heat_map(subject: Subject) -> HeatMap:
    """Return the heat map, candidates in merit order."""
    members = ", ".join(m.person.ref for m in subject.members)
    scale = subject.plan.scale
    return HeatMap(
        heading=f"Heat map: {subject.average} of the panel for each competency",
        rows=tuple(heat_row(subject, ref) for ref in subject.order),
        ramp=f"{scale.lowest} to {scale.highest}, in six steps",
        legend=(
            f"small figures: {members}",
            f"{BELOW} below the minimum",
            f"{APART} two or more apart on a question",
            f"{GAP} a rating is missing",
            *_left_out(subject),
        ),
    )


def _left_out(subject: Subject) -> Iterable[str]:
    """Yield what the heat map does not show: dropped questions, and competencies that had no other."""
    shown = {c.id for c in subject.competencies}
    for key in subject.rulings.reason_dropped:
        head = subject.questions[key]
        rest = "" if head.competency in shown else ", and the competency with it"
        yield f"{key} {head.title} is left out for everyone{rest}"


def heat_row(subject: Subject, candidate: str) -> HeatRow:
    """Return one candidate's row."""
    figures = subject.comparison.figures[candidate]
    placing = subject.comparison.order.of(candidate)
    cells = tuple(_cell(subject, placing, at, figure) for at, figure in enumerate(figures.competencies))
    return HeatRow(
        candidate=subject.person[candidate],
        cells=cells,
        total=show(figures.total),
        total_flag="" if figures.complete else GAP,
        placed=placing.place is not None,
    )


def _below(subject: Subject, missed: Sequence[Missed]) -> str:
    if any(m.kind is Minimum.ABOVE_LOWEST for m in missed):
        return f"at the lowest level, {subject.plan.scale.lowest}, and essential"
    return "".join(f"below the minimum of {show(m.minimum)}" for m in missed)


def _cell(subject: Subject, placing: Placing, at: int, figure: CompetencyFigure) -> HeatCell:
    head, candidate = subject.competencies[at], placing.candidate
    name = f"{subject.person[candidate].label}, {head.title}"
    keys = [q.question for q in figure.questions]
    if figure.value is None:
        why = subject.why_unrated(candidate, keys)
        return HeatCell("", (), (), None, why, f"{name}: {why}")
    own = [f.competencies[at].value for f in subject.comparison.own[candidate]]
    members = tuple(short(v) for v in own)
    missed = [m for m in placing.missed if m.competency == head.id]
    below = bool(missed)
    apart = any(subject.apart(candidate, key) for key in keys)
    flags = [f for f, on in ((BELOW, below), (GAP, not figure.complete), (APART, apart)) if on]
    each = listed(
        [f"{m.person.ref} {text}" for m, text in zip(subject.members, members, strict=True)],
    )
    remarks = [
        words
        for words, on in (
            (_below(subject, missed), below),
            ("a rating is missing", not figure.complete),
            ("two or more apart on a question", apart),
        )
        if on
    ]
    spoken = "; ".join([f"{name}: {show(figure.value)}", *remarks, each])
    return HeatCell(show(figure.value), members, tuple(flags), shade(subject, figure.value), "", spoken)
