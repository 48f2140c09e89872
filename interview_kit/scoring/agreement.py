"""How far the members agree: pairs of scores, and how strict or generous each was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from interview_kit.scoring.grid import Grid

FLAT_FROM = 6
"""Scores from which a member who gave the same one throughout is worth a remark."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of two members' scores for the same answer."""

    equal: int
    one_apart: int
    two_or_more: int
    widest: int
    """The largest distance of any pair."""

    @property
    def total(self) -> int:
        """All pairs."""
        return self.equal + self.one_apart + self.two_or_more


@dataclass(frozen=True, slots=True)
class MemberProfile:
    """How one member used the scale. Shown, never used to correct a score."""

    member: str
    deviation: Fraction | None
    """Mean of own score less the panel's mean, over the answers that every member scored."""
    common: int
    """How many answers every member scored."""
    lowest: int | None
    highest: int | None
    variance: Fraction | None
    """Of the scores given (n - 1); ``None`` with fewer than two."""
    ratings: int
    expected: int

    @property
    def flat(self) -> bool:
        """True when the member gave the same score throughout, often enough to remark on it."""
        return self.ratings >= FLAT_FROM and self.lowest == self.highest


def score_pairs(grid: Grid) -> Pairs:
    """Return how many pairs of scores are equal, one apart, and two or more apart."""
    apart: Counter[int] = Counter()
    for pattern, times in grid.all_patterns.items():
        for a, b in combinations(_known(pattern), 2):
            apart[abs(a - b)] += times
    more = sum(n for distance, n in apart.items() if distance > 1)
    return Pairs(apart[0], apart[1], more, max(apart, default=0))


def member_profiles(grid: Grid) -> tuple[MemberProfile, ...]:
    """Return each member's use of the scale, in the order of the panel."""
    patterns = grid.all_patterns
    size, answers = len(grid.members), sum(patterns.values())
    shared = {p: n for p, n in patterns.items() if None not in p}
    common = sum(shared.values())
    whole = sum(sum(_known(p)) * n for p, n in shared.items())
    found = []
    for at, member in enumerate(grid.members):
        given = Counter[int]()
        for pattern, times in patterns.items():
            score = pattern[at]
            if score is not None:
                given[score] += times
        own = sum(s * n for p, n in shared.items() if (s := p[at]) is not None)
        found.append(
            MemberProfile(
                member=member,
                deviation=Fraction(own * size - whole, common * size) if size > 1 and common else None,
                common=common,
                lowest=min(given, default=None),
                highest=max(given, default=None),
                variance=_variance(given),
                ratings=given.total(),
                expected=answers,
            )
        )
    return tuple(found)


def _variance(given: Counter[int]) -> Fraction | None:
    """Return the variance (n - 1) of counted scores, ``None`` with fewer than two."""
    n = given.total()
    if n <= 1:
        return None
    whole, squares = sum(s * t for s, t in given.items()), sum(s * s * t for s, t in given.items())
    return Fraction(squares * n - whole**2, n * (n - 1))


def _known(scores: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(s for s in scores if s is not None)
