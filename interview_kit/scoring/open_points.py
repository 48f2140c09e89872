"""What to settle before deciding: disagreements and gaps, most consequential first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from interview_kit.domain.rating import Mark
from interview_kit.scoring.figures import CandidateFigures, candidate_figures
from interview_kit.scoring.grid import Cell, Grid
from interview_kit.scoring.merit import MeritOrder, merit_order
from interview_kit.scoring.rules import Rules

WIDE = 2
"""Scores this far apart are discussed."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Everything as it stands."""

    grid: Grid
    rules: Rules
    order: MeritOrder
    figures: Mapping[str, CandidateFigures]


@dataclass(frozen=True, slots=True)
class Turns:
    """What changes when the panel settles on another of the scores given."""

    outcome: bool = False
    first: bool = False
    order: bool = False
    rival: str | None = None
    """Who is first in the candidate's place, or whom the candidate would replace."""
    gap: Fraction | None = None
    """The distance of the two totals as they stand."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing to settle about one candidate."""

    candidate: str
    question: str | None
    """``None`` when whole sheets are missing."""
    cells: tuple[Cell, ...]
    """By member; empty when whole sheets are missing."""
    missing: tuple[tuple[str, Mark | None], ...]
    """Members without a score here, with what stands in its place (``None``: no sheet)."""
    spread: int | None
    """Highest less lowest score, when that is a disagreement to discuss; else ``None``."""
    straddles: bool
    """True when the scores lie on both sides of the competency's minimum."""
    referred: bool
    """True when the panel has discussed it and could not agree."""
    turns: Turns

    @property
    def urgency(self) -> tuple[bool, bool, bool, bool, bool, int]:
        """Sorts by consequence; true and large come first."""
        return (
            self.turns.outcome,
            self.turns.first,
            self.turns.order,
            self.question is None,
            bool(self.missing),
            self.spread or 0,
        )


def open_points(
    grid: Grid,
    rules: Rules,
    order: MeritOrder,
    *,
    discussed: Collection[tuple[str, str]] = (),
    referred: Collection[tuple[str, str]] = (),
) -> tuple[OpenPoint, ...]:
    """Return everything to settle, most consequential first.

    Scores two or more apart, or on both sides of their competency's minimum, are listed unless the
    panel has discussed and agreed them; what is missing is listed unless the panel settled a score.
    """
    figures = {c: candidate_figures(grid, rules, c) for c in grid.candidates}
    now = _Standing(grid, rules, order, figures)
    merit = {p.candidate: at for at, p in enumerate(order.placings)}
    found = [*_sheets_missing(grid), *_questions(now, discussed, referred)]
    asked = {q: at for at, q in enumerate(grid.questions)}

    def key(point: OpenPoint) -> tuple[object, ...]:
        return (
            *(-int(u) for u in point.urgency),
            merit[point.candidate],
            asked.get(point.question or "", -1),
        )

    return tuple(sorted(found, key=key))


def _sheets_missing(grid: Grid) -> Iterable[OpenPoint]:
    for candidate in grid.candidates:
        absent = tuple((m, None) for m in grid.members if not grid.has_sheet(candidate, m))
        if absent:
            yield OpenPoint(candidate, None, (), absent, None, False, False, Turns())


def _questions(
    now: _Standing, discussed: Collection[tuple[str, str]], referred: Collection[tuple[str, str]]
) -> Iterable[OpenPoint]:
    grid, rules = now.grid, now.rules
    minimums = {q: rule.minimum for rule in rules.competencies for q in rule.questions}
    for (candidate, question), cells in grid.cells.items():
        scores = [cell.score for cell in cells if cell.score is not None]
        spread = max(scores) - min(scores) if scores else 0
        minimum = minimums.get(question)
        straddles = minimum is not None and bool(scores) and min(scores) < minimum <= max(scores)
        where = (candidate, question)
        apart = (spread >= WIDE or straddles or where in referred) and where not in discussed
        missing = tuple(
            (member, cell.mark)
            for member, cell in zip(grid.members, cells, strict=True)
            if cell.score is None and cell.mark is not None and where not in rules.settled
        )
        if apart or missing:
            turns = _turns(now, where, set(scores)) if apart else Turns()
            yield OpenPoint(
                candidate,
                question,
                cells,
                missing,
                spread if apart else None,
                straddles and apart,
                where in referred,
                turns,
            )


def _turns(now: _Standing, where: tuple[str, str], scores: set[int]) -> Turns:
    """Return what would change if the panel settled on one or other of the scores given."""
    rules, order, figures = now.rules, now.order, now.figures
    candidate = where[0]
    places = {p.candidate: p.place for p in order.placings}
    outcome = first = moved = False
    rival: str | None = None
    for score in sorted(scores):
        settled = replace(rules, settled={**rules.settled, where: score})
        changed = {**figures, candidate: candidate_figures(now.grid, settled, candidate)}
        other = merit_order(changed.values(), settled)
        outcome |= other.of(candidate).outcome is not order.of(candidate).outcome
        moved |= {p.candidate: p.place for p in other.placings} != places
        if set(other.first) != set(order.first):
            first = True
            pair = other.first if candidate in order.first else order.first
            rival = rival or next((c for c in pair if c != candidate), None)
    mine, theirs = figures[candidate].total, figures[rival].total if rival else None
    gap = abs(mine - theirs) if mine is not None and theirs is not None else None
    return Turns(outcome, first, moved, rival, gap)
