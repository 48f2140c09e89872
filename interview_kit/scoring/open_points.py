"""What to settle before deciding: disagreements and gaps, most consequential first."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from interview_kit.domain.rating import Mark
from interview_kit.scoring.figures import CandidateFigures, Reckoner, whole_numbers
from interview_kit.scoring.grid import Cell, Grid
from interview_kit.scoring.merit import MeritOrder, Outcome, merit_key, missed_minimums, outcome_of
from interview_kit.scoring.rules import Rules

WIDE = 2
"""Scores this far apart are discussed."""
Key = tuple[Fraction | int, ...]
"""What candidates are placed by, the greater first."""


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
    """``None`` when whole sheets are missing, or the candidate was not asked anything."""
    cells: tuple[Cell, ...]
    """By member; empty when whole sheets are missing."""
    missing: tuple[tuple[str, Mark | None], ...]
    """Members without a score here, with what stands in its place (``None``: no sheet)."""
    spread: int | None
    """Highest less lowest score, when that is a disagreement to discuss; else ``None``."""
    straddles: bool
    """True when the scores lie on both sides of the competency's minimum."""
    leaves_lowest: bool
    """True when some are the scale's lowest level, some not, and an essential competency must be above it."""
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


@dataclass(frozen=True)
class _Standing:
    """Everything as it stands; one candidate's change is judged against it without sorting again."""

    grid: Grid
    rules: Rules
    order: MeritOrder
    reckoner: Reckoner

    @cached_property
    def figures(self) -> Mapping[str, CandidateFigures]:
        """By candidate."""
        return {c: self.reckoner.figures(c) for c in self.grid.candidates}

    @cached_property
    def keys(self) -> list[Key]:
        """What those placed are placed by, lowest first."""
        return [self._key(self.figures[p.candidate]) for p in reversed(self.order.placed)]

    @cached_property
    def common(self) -> int:
        """A denominator of every figure of a candidate who is complete."""
        competencies = self.rules.competencies
        whole, wide = whole_numbers([c.weight for c in competencies])
        return (
            2
            * math.lcm(*range(1, len(self.grid.members) + 1))
            * math.lcm(*(len(c.questions) for c in competencies))
            * sum(whole)
            * wide
        )

    @cached_property
    def standing(self) -> Mapping[str, tuple[Outcome, Key | None]]:
        """By candidate: :meth:`judged` as it stands."""
        return {c: self.judged(f) for c, f in self.figures.items()}

    def judged(self, figures: CandidateFigures) -> tuple[Outcome, Key | None]:
        """Return a candidate's outcome and what they are placed by, if they are placed."""
        outcome = outcome_of(figures, missed_minimums(figures, self.rules))
        return outcome, self._key(figures) if outcome is Outcome.APPOINTABLE else None

    def _key(self, figures: CandidateFigures) -> Key:
        """Return :func:`merit_key` in whole numbers over one denominator, which compare faster."""
        if not self.rules.tie_rules and figures.total is not None:
            return (figures.total.numerator * (self.common // figures.total.denominator),)
        return merit_key(figures, self.rules)

    def best_other(self, candidate: str) -> str | None:
        """Return who of the others placed stands highest."""
        return next((p.candidate for p in self.order.placed if p.candidate != candidate), None)

    def places_move(self, before: Key | None, after: Key | None) -> bool:
        """Return whether anybody's place changes when one candidate's key does; ``None`` is no place."""
        if before == after:
            return False
        if before is None or after is None:
            return True
        # Whoever stands from the lower key up to the higher one is passed, joined or left behind. The
        # candidate's own key, as it stands, is there once.
        low, high = min(before, after), max(before, after)
        return bisect_right(self.keys, high) - bisect_left(self.keys, low) > 1


def on_both_sides(scores: Collection[int], line: Fraction | int | None) -> bool:
    """Return whether some scores reach a line and others do not; never where there is no line."""
    return line is not None and bool(scores) and min(scores) < line <= max(scores)


def open_points(
    grid: Grid,
    rules: Rules,
    order: MeritOrder,
    *,
    discussed: Collection[tuple[str, str]] = (),
    referred: Collection[tuple[str, str]] = (),
) -> tuple[OpenPoint, ...]:
    """Return everything to settle, most consequential first.

    Scores two or more apart, on both sides of their competency's minimum, or on both sides of the lowest
    level where an essential competency must be above it, are listed unless the panel has discussed and
    agreed them; what is missing is listed unless the panel settled a score.
    """
    now = _Standing(grid, rules, order, Reckoner(grid, rules))
    merit = {p.candidate: at for at, p in enumerate(order.placings)}
    unasked = _not_interviewed(grid, rules)
    found = [
        *_sheets_missing(grid, unasked),
        *(p for p in _questions(now, discussed, referred) if p.candidate not in unasked),
    ]
    asked = {q: at for at, q in enumerate(grid.questions)}

    def key(point: OpenPoint) -> tuple[object, ...]:
        return (
            *(-int(u) for u in point.urgency),
            merit[point.candidate],
            asked.get(point.question or "", -1),
        )

    return tuple(sorted(found, key=key))


def _not_interviewed(grid: Grid, rules: Rules) -> frozenset[str]:
    """Return the candidates of whom every sheet that is in says *not asked* throughout."""
    marks: dict[str, set[Mark]] = {}
    for (candidate, _), cells in grid.cells.items():
        marks.setdefault(candidate, set()).update(c.mark for c in cells if c.mark is not None)
    settled = {candidate for candidate, _ in rules.settled}
    return frozenset(c for c, found in marks.items() if found == {Mark.NOT_ASKED} and c not in settled)


def _sheets_missing(grid: Grid, unasked: Collection[str]) -> Iterable[OpenPoint]:
    for candidate in grid.candidates:
        absent = tuple(
            (m, None)
            for m in grid.members
            if (candidate, m) not in grid.recused and not grid.has_sheet(candidate, m)
        )
        if candidate in unasked:
            marks = tuple((m, Mark.NOT_ASKED) for m in grid.members if grid.has_sheet(candidate, m))
            yield OpenPoint(candidate, None, (), marks, None, False, False, False, Turns())
        elif absent:
            yield OpenPoint(candidate, None, (), absent, None, False, False, False, Turns())


def _questions(
    now: _Standing, discussed: Collection[tuple[str, str]], referred: Collection[tuple[str, str]]
) -> Iterable[OpenPoint]:
    grid, rules = now.grid, now.rules
    rule_of = {q: rule for rule in rules.competencies for q in rule.questions}
    essential = rules.essential
    above = essential.lowest + 1 if essential is not None and essential.above_lowest else None
    for (candidate, question), cells in grid.cells.items():
        scores = [cell.score for cell in cells if cell.score is not None]
        spread = max(scores) - min(scores) if scores else 0
        rule = rule_of.get(question)
        straddles = rule is not None and on_both_sides(scores, rule.minimum)
        leaves_lowest = rule is not None and rule.essential and on_both_sides(scores, above)
        where = (candidate, question)
        apart = (spread >= WIDE or straddles or leaves_lowest or where in referred) and where not in discussed
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
                leaves_lowest and apart,
                where in referred,
                turns,
            )


def _turns(now: _Standing, where: tuple[str, str], scores: set[int]) -> Turns:
    """Return what would change if the panel settled on one or other of the scores given."""
    candidate, question = where
    figures = now.figures
    other = now.best_other(candidate)
    best = now.standing[other][1] if other else None
    outcome_now, key_now = now.standing[candidate]
    stands = _against(key_now, best)
    outcome = first = moved = displaced = False
    for score in sorted(scores):
        changed = now.reckoner.with_settled(figures[candidate], question, score)
        outcome_then, key_then = now.judged(changed)
        outcome |= outcome_then is not outcome_now
        moved |= now.places_move(key_now, key_then)
        then = _against(key_then, best)
        first |= then != stands
        displaced |= then != stands and (stands < 0 or then <= 0)
    rival = other if displaced else None
    mine, theirs = figures[candidate].total, figures[rival].total if rival else None
    gap = abs(mine - theirs) if mine is not None and theirs is not None else None
    return Turns(outcome, first, moved, rival, gap)


def _against(key: Key | None, best: Key | None) -> int:
    """Return 1 when a candidate is first alone, 0 when level with the best of the others, else -1."""
    if key is None:
        return -1
    return 1 if best is None or key > best else 0 if key == best else -1
