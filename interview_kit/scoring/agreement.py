"""How far the members agree: pairs of scores, and how strict or generous each was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from interview_kit.scoring.figures import mean
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
    for cells in grid.cells.values():
        scores = [cell.score for cell in cells if cell.score is not None]
        apart.update(abs(a - b) for a, b in combinations(scores, 2))
    more = sum(n for distance, n in apart.items() if distance > 1)
    return Pairs(apart[0], apart[1], more, max(apart, default=0))


def member_profiles(grid: Grid) -> tuple[MemberProfile, ...]:
    """Return each member's use of the scale, in the order of the panel."""
    every = [grid.scores(c, q) for c in grid.candidates for q in grid.questions]
    common = [_known(scores) for scores in every if None not in scores]
    found = []
    for at, member in enumerate(grid.members):
        given = [s for scores in every if (s := scores[at]) is not None]
        own = mean(given)
        several = len(grid.members) > 1 and bool(common)
        found.append(
            MemberProfile(
                member=member,
                deviation=mean([Fraction(s[at]) - Fraction(sum(s), len(s)) for s in common])
                if several
                else None,
                common=len(common),
                lowest=min(given, default=None),
                highest=max(given, default=None),
                variance=sum(((s - own) ** 2 for s in given), Fraction(0)) / (len(given) - 1)
                if own is not None and len(given) > 1
                else None,
                ratings=len(given),
                expected=len(every),
            )
        )
    return tuple(found)


def _known(scores: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(s for s in scores if s is not None)
