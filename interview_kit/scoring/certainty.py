"""How sure the order is: what other draws of the same panel would have made of it."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations_with_replacement

from interview_kit.scoring.figures import CandidateFigures, candidate_figures
from interview_kit.scoring.grid import Grid
from interview_kit.scoring.merit import MeritOrder, merit_order
from interview_kit.scoring.rules import Rules

EXACT_UP_TO = 5
"""Members up to whom all k to the power k draws are counted."""
SAMPLED_DRAWS = 10_000
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
    counts: tuple[int, ...]
    """How many re-draws give place 1, 2, …; equal totals share the better place."""
    unplaced: int
    """How many leave the candidate below a minimum."""

    def at(self, place: int) -> int:
        """Return how many re-draws give this place."""
        return self.counts[place - 1] if place <= len(self.counts) else 0

    @property
    def placed(self) -> int:
        """How many re-draws meet every minimum."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
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
        return next((c for c in self.candidates if c.candidate == candidate), None)

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
    complete = [c for c in grid.candidates if candidate_figures(grid, rules, c).complete]
    size = len(grid.members)
    exact = size <= EXACT_UP_TO
    if size < ENOUGH_MEMBERS or not complete:
        return Certainty(0, exact, (), 0)
    drawn = panel_draws(size)
    ranks: dict[str, Counter[int | None]] = {c: Counter() for c in complete}
    level = 0
    for counts, times in drawn.items():
        order = _order(grid, rules, complete, counts)
        for placing in order.placings:
            ranks[placing.candidate][placing.place] += times
        level += times if len(order.first) > 1 else 0
    return Certainty(
        draws=sum(drawn.values()),
        exact=exact,
        candidates=tuple(
            RankCertainty(c, tuple(ranks[c][p + 1] for p in range(len(complete))), ranks[c][None])
            for c in complete
        ),
        level_first=level,
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


def _order(grid: Grid, rules: Rules, candidates: Sequence[str], counts: tuple[int, ...]) -> MeritOrder:
    figures: list[CandidateFigures] = [candidate_figures(grid, rules, c, counts) for c in candidates]
    return merit_order(figures, rules)
