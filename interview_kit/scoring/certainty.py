"""How sure the order is: what other draws of the same panel would have made of it."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import combinations_with_replacement, islice

from interview_kit.scoring.columns import Columns, columns_of, places
from interview_kit.scoring.figures import Reckoner, all_figures
from interview_kit.scoring.grid import Grid
from interview_kit.scoring.merit import merit_order
from interview_kit.scoring.rules import Rules

EXACT_UP_TO = 5
"""Members up to whom all k to the power k draws are counted."""
SAMPLED_DRAWS = 10_000
AT_ONCE = 2_000_000
"""Places that are held in memory together."""
SEED = 20_080_901
"""Fixed, so that the same ratings always give the same figures."""
ENOUGH_MEMBERS = 3
"""With two members each re-draw is one of them or both; that says nothing about the order."""
FIRM = Fraction(95, 100)
LIKELY = Fraction(2, 3)


class Sureness(StrEnum):
    """How sure a place is."""

    FIRM = "Firm"
    LIKELY = "Likely"
    OPEN = "Open"


@dataclass(frozen=True, slots=True)
class RankCertainty:
    """One candidate's places over all re-draws."""

    candidate: str
    places: tuple[tuple[int, int], ...]
    """Each place that comes up, best first, with how many re-draws give it; equal totals share the better."""
    unplaced: int
    """How many leave the candidate below a minimum."""

    def at(self, place: int) -> int:
        """Return how many re-draws give this place."""
        return next((count for own, count in self.places if own == place), 0)

    @property
    def placed(self) -> int:
        """How many re-draws meet every minimum."""
        return sum(count for _, count in self.places)


@dataclass(frozen=True)
class Certainty:
    """What all re-draws of the panel say; empty when there are too few members or candidates."""

    draws: int
    exact: bool
    """True when every possible draw is counted, false when they are sampled with a fixed seed."""
    candidates: tuple[RankCertainty, ...]
    level_first: int
    """How many re-draws leave two or more candidates level at first place."""

    def of(self, candidate: str) -> RankCertainty | None:
        """Return one candidate's counts, or ``None`` when they took no part."""
        return self._by_candidate.get(candidate)

    @cached_property
    def _by_candidate(self) -> Mapping[str, RankCertainty]:
        return {c.candidate: c for c in self.candidates}

    def sureness(self, candidate: str, place: int) -> Sureness | None:
        """Return how sure a candidate's place is, or ``None`` when they took no part."""
        ranks = self.of(candidate)
        if ranks is None:
            return None
        share = Fraction(ranks.at(place), self.draws)
        return Sureness.FIRM if share >= FIRM else Sureness.LIKELY if share >= LIKELY else Sureness.OPEN


def rank_certainty(grid: Grid, rules: Rules) -> Certainty:
    """Return how often each complete candidate takes each place when the panel is drawn again.

    A re-draw takes as many members as the panel has, with repeats, from the panel itself (the
    bootstrap over raters). Up to five members every draw is counted; above, 10,000 are sampled with a
    fixed seed. Minimums and declared tie rules apply in each draw as they do to the real panel.
    """
    complete = [f.candidate for f in all_figures(grid, rules) if f.complete]
    size = len(grid.members)
    exact = size <= EXACT_UP_TO
    if size < ENOUGH_MEMBERS or not complete:
        return Certainty(0, exact, (), 0)
    drawn = panel_draws(size)
    columns = None if grid.recused else columns_of(grid, rules, complete)
    tally = (
        _tally_one_by_one(grid, rules, complete, drawn) if columns is None else _tally_columns(columns, drawn)
    )
    return Certainty(
        draws=sum(drawn.values()),
        exact=exact,
        candidates=tuple(
            RankCertainty(
                candidate, tuple((place, n) for place, n in sorted(places.items()) if place), places[0]
            )
            for candidate, places in zip(complete, tally.places, strict=True)
        ),
        level_first=tally.level,
    )


def panel_draws(size: int) -> Mapping[tuple[int, ...], int]:
    """Return how many draws give each count of members (how often each was drawn).

    Draws that differ only in the order of drawing give the same figures, so 3,125 draws of five
    members are 126 different ones.
    """
    if size <= EXACT_UP_TO:
        found = {}
        for members in combinations_with_replacement(range(size), size):
            counts = tuple(members.count(m) for m in range(size))
            found[counts] = math.factorial(size) // math.prod(math.factorial(n) for n in counts)
        return found
    source = random.Random(SEED)  # noqa: S311 - a fixed seed is the point; nothing is kept secret by it
    sampled = (source.choices(range(size), k=size) for _ in range(SAMPLED_DRAWS))
    return Counter(tuple(members.count(m) for m in range(size)) for members in sampled)


@dataclass(frozen=True, slots=True)
class _Tally:
    places: Sequence[Counter[int]]
    """By candidate: how many re-draws give each place, 0 standing for none."""
    level: int


def _tally_one_by_one(
    grid: Grid, rules: Rules, candidates: Sequence[str], drawn: Mapping[tuple[int, ...], int]
) -> _Tally:
    """Return the tally in fractions, where numbers might not fit a column."""
    places: dict[str, Counter[int]] = {c: Counter() for c in candidates}
    level = 0
    for counts, times in drawn.items():
        reckoner = Reckoner(grid, rules, counts)
        order = merit_order((reckoner.figures(c) for c in candidates), rules)
        for placing in order.placings:
            places[placing.candidate][placing.place or 0] += times
        level += times if len(order.first) > 1 else 0
    return _Tally(list(places.values()), level)


def _tally_columns(columns: Columns, drawn: Mapping[tuple[int, ...], int]) -> _Tally:
    """Return the same in whole numbers, some draws at a time."""
    import numpy as np  # noqa: PLC0415 - half of what a small command takes

    size = len(columns.scores)
    found: list[Counter[int]] = [Counter() for _ in range(size)]
    level = 0
    left = iter(drawn.items())
    while some := tuple(islice(left, max(1, AT_ONCE // size))):
        ranks = np.stack([places(columns, counts) for counts, _ in some])
        times = np.array([n for _, n in some])
        level += int(times[(ranks == 1).sum(axis=1) > 1].sum())
        keys, where = np.unique(ranks + np.arange(size) * (size + 1), return_inverse=True)
        sums = np.zeros(len(keys), dtype=np.int64)
        np.add.at(sums, where.reshape(ranks.shape), times[:, np.newaxis])
        for key, count in zip(keys.tolist(), sums.tolist(), strict=True):
            found[key // (size + 1)][key % (size + 1)] += count
    return _Tally(found, level)
