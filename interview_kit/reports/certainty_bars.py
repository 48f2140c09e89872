"""How sure the order is: a bar a candidate, split by place."""

from __future__ import annotations

from interview_kit.domain.english import listed, number, ordinal, upper_first
from interview_kit.reports.merit_rows import certainty_note
from interview_kit.reports.model import BarSegment, CertaintyBar, CertaintyFigure
from interview_kit.reports.subject import Subject
from interview_kit.scoring.certainty import EXACT_UP_TO, RankCertainty

NAMED = 2
"""Candidates named after the one who comes first most often."""
_SHADES = (5, 4, 2, 1)
"""Of 1st, 2nd, 3rd and 4th place; lighter still after that."""


def certainty_figure(subject: Subject) -> CertaintyFigure:
    """Return the bars, candidates in merit order, and what they say."""
    certainty = subject.comparison.certainty
    ranks = [r for ref in subject.order if (r := certainty.of(ref)) is not None]
    draws = f"{certainty.draws:,}"
    return CertaintyFigure(
        said=_said(subject, ranks),
        draws=certainty.draws,
        bars=tuple(_bar(subject, r) for r in ranks),
        axis=f"re-draws of the panel, of {draws}" if ranks else "",
        note=certainty_note(subject),
    )


def _bar(subject: Subject, ranks: RankCertainty) -> CertaintyBar:
    segments = [
        BarSegment(ordinal(place), count, _SHADES[place - 1] if place <= len(_SHADES) else 0)
        for place, count in ranks.places
    ]
    if ranks.unplaced:
        segments.append(BarSegment("below a minimum", ranks.unplaced, None))
    person = subject.person[ranks.candidate]
    parts = [f"{s.label} in {s.count:,}" for s in segments]
    return CertaintyBar(
        person, tuple(segments), f"{person.label}: {listed(parts)} of {subject.comparison.certainty.draws:,}"
    )


def _said(subject: Subject, ranks: list[RankCertainty]) -> str:
    certainty, size = subject.comparison.certainty, subject.panel_size
    if not ranks:
        if size == 1:
            return "One member scored: how sure the order is cannot be judged."
        if size == 2:  # noqa: PLR2004 - two raters are too few to judge
            return "Two members are too few to judge how sure the order is."
        return "No candidate has every rating: how sure the order is was not worked out."
    firsts = sorted((r for r in ranks if r.at(1)), key=lambda r: -r.at(1))
    if not firsts:
        said = "Nobody is placed in any re-draw."
    else:
        lead, *others = firsts
        parts = [f"{lead.candidate} comes first in {lead.at(1):,} of {certainty.draws:,} re-draws"]
        parts += [f"{r.candidate} in {r.at(1):,}" for r in others[:NAMED]]
        if others[NAMED:]:
            parts.append(f"others in {sum(r.at(1) for r in others[NAMED:]):,}")
        said = listed(parts)
        level = certainty.level_first
        said += f"; in {level:,} of them two or more are level." if level else "."
    if size <= EXACT_UP_TO:
        said += f" {upper_first(number(size))} members are a rough guide."
    return said
