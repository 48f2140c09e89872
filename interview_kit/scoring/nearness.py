"""Who is placed above whom although the scores do not clearly say so: where a reason is called for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from interview_kit.scoring.certainty import FIRM
from interview_kit.scoring.comparison import Comparison
from interview_kit.scoring.merit import MeritOrder
from interview_kit.scoring.scenarios import Condition


class Closeness(StrEnum):
    """Why placing one candidate above another takes a reason of its own."""

    UNPLACED = "unplaced"
    """The one above is below a minimum or incomplete; the one below is appointable."""
    HIGHER = "higher"
    """The one below has the higher total."""
    LEVEL = "level"
    """Both totals are exactly equal, whether or not a declared rule parts them."""
    WITHIN_GAP = "within the declared gap"
    IN_DOUBT = "in doubt"
    """The one below comes level or ahead in a re-draw in twenty, or when something is done differently."""


@dataclass(frozen=True, slots=True)
class Close:
    """One candidate placed above another who is near, level or ahead."""

    above: str
    below: str
    closeness: Closeness
    distance: Fraction | None
    """Total of the one above less that of the one below; ``None`` when one has none."""


def close_pairs(
    comparison: Comparison, listed: Sequence[str], near: Fraction | None, *, appointed: int = 1
) -> tuple[Close, ...]:
    """Return every pair in which a decision's order takes a reason.

    ``listed`` is who is appointed, ``appointed`` many, who stand alike; then the reserve list; everybody else
    who is appointable stands below it. ``near`` is the declared gap: totals less than that apart are near.
    """
    judge = _Judge(comparison, near)
    others = [p.candidate for p in comparison.order.placed if p.candidate not in listed]
    found = []
    for at, above in enumerate(listed):
        for below in (*listed[max(appointed, at + 1) :], *others):
            how = judge.closeness(above, below)
            if how is not None:
                mine, theirs = (comparison.figures[c].total for c in (above, below))
                distance = None if mine is None or theirs is None else mine - theirs
                found.append(Close(above, below, how, distance))
    return tuple(found)


class _Judge:
    """Knows everybody's place as it stands and under each condition."""

    def __init__(self, comparison: Comparison, near: Fraction | None) -> None:
        self._comparison = comparison
        self._near = near
        self._places = _places(comparison.order)
        self._otherwise = [
            _places(s.order) for s in comparison.scenarios if s.condition is not Condition.AS_IT_STANDS
        ]
        self._ranks = {ranks.candidate: ranks for ranks in comparison.certainty.candidates}

    def closeness(self, above: str, below: str) -> Closeness | None:
        """Return why one above the other takes a reason; ``None`` when it takes none."""
        mine, theirs = (self._comparison.figures[c].total for c in (above, below))
        place = self._places[above]
        if self._places[below] is None:
            return None
        if place is None:
            return Closeness.UNPLACED
        if mine is None or theirs is None:
            return None
        if mine <= theirs:
            return Closeness.LEVEL if mine == theirs else Closeness.HIGHER
        if self._near is not None and mine - theirs < self._near:
            return Closeness.WITHIN_GAP
        return Closeness.IN_DOUBT if self._in_doubt(above, below, place) else None

    def _in_doubt(self, above: str, below: str, place: int) -> bool:
        """Return whether what the report shows puts the lower candidate level or ahead.

        In a scenario; or by taking the other's place, or a better one, in more than one re-draw in twenty,
        which is what is left where a place is firm.
        """
        for places in self._otherwise:
            mine, theirs = places[above], places[below]
            if theirs is not None and (mine is None or theirs <= mine):
                return True
        ranks = self._ranks.get(below)
        if ranks is None:
            return False
        as_good = sum(count for own, count in ranks.places if own <= place)
        return Fraction(as_good, self._comparison.certainty.draws) > 1 - FIRM


def _places(order: MeritOrder) -> dict[str, int | None]:
    return {p.candidate: p.place for p in order.placings}
