"""Who is placed above whom although the scores do not clearly say so: where a reason is called for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from interview_kit.scoring.certainty import ENOUGH_MEMBERS, FIRM, RankCertainty
from interview_kit.scoring.comparison import Comparison
from interview_kit.scoring.merit import MeritOrder
from interview_kit.scoring.scenarios import Condition, Scenario


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
    """The report does not vouch for the order of the two; :class:`Doubts` says why."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Why the report does not vouch for the order of two candidates; empty when it does."""

    turned_by: tuple[Scenario, ...] = ()
    """What, done differently, puts the lower one level or ahead."""
    redraws: int = 0
    """How many re-draws give the lower one the other's place or a better one, where that is over one in twenty."""
    draws: int = 0
    """Of so many; 0 when nothing could be re-drawn."""
    falls: int = 0
    """How many re-draws leave somebody appointed below their place, where the other is the next below and that is
    over one in twenty: a first place is then not firm."""
    members: int = 0
    """The panel's size where it is too small to judge and the other is the next below; else 0."""

    @property
    def found(self) -> bool:
        """True when there is any."""
        return bool(self.turned_by or self.redraws or self.falls or self.members)


NO_DOUBTS = Doubts()


@dataclass(frozen=True, slots=True)
class Close:
    """One candidate placed above another who is near, level or ahead."""

    above: str
    below: str
    closeness: Closeness
    distance: Fraction | None
    """Total of the one above less that of the one below; ``None`` when one has none."""
    doubts: Doubts = NO_DOUBTS
    """Given with :attr:`Closeness.IN_DOUBT` and :attr:`Closeness.WITHIN_GAP`."""


def close_pairs(
    comparison: Comparison, listed: Sequence[str], near: Fraction | None, *, appointed: int = 1
) -> tuple[Close, ...]:
    """Return every pair in which a decision's order takes a reason.

    ``listed`` is who is appointed, ``appointed`` many, who stand alike; then the reserve list; everybody else
    who is appointable stands below it. ``near`` is the declared gap: totals less than that apart are near.
    """
    judge = _Judge(comparison, near, frozenset(listed[:appointed]))
    others = [p.candidate for p in comparison.order.placed if p.candidate not in listed]
    found = []
    for at, above in enumerate(listed):
        for below in (*listed[max(appointed, at + 1) :], *others):
            how = judge.closeness(above, below)
            if how is not None:
                mine, theirs = (comparison.figures[c].total for c in (above, below))
                distance = None if mine is None or theirs is None else mine - theirs
                told = how in {Closeness.IN_DOUBT, Closeness.WITHIN_GAP}
                doubts = judge.doubts(above, below) if told else NO_DOUBTS
                found.append(Close(above, below, how, distance, doubts))
    return tuple(found)


class _Judge:
    """Knows everybody's place as it stands and under each condition."""

    def __init__(self, comparison: Comparison, near: Fraction | None, appointed: frozenset[str]) -> None:
        self._comparison = comparison
        self._near = near
        self._appointed = appointed
        self._places = _places(comparison.order)
        self._otherwise = [
            (s, _places(s.order)) for s in comparison.scenarios if s.condition is not Condition.AS_IT_STANDS
        ]
        self._taken = sorted(p for p in self._places.values() if p is not None)

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
        return Closeness.IN_DOUBT if self.doubts(above, below).found else None

    def doubts(self, above: str, below: str) -> Doubts:
        """Return why the report does not vouch for the order of two candidates who are both placed.

        Something done differently puts the lower one level or ahead; the lower one takes the other's place, or
        a better one, in more than one re-draw in twenty, which is what is left where a place is firm; somebody
        appointed loses their place as often, and the other stands next; or there are too few members, and the
        other stands next.
        """
        certainty, size = self._comparison.certainty, len(self._comparison.grid.members)
        place, lower = self._places[above], self._places[below]
        if place is None or lower is None:
            return NO_DOUBTS
        often = (1 - FIRM) * certainty.draws
        as_good = _as_good(certainty.of(below), place)
        own = certainty.of(above)
        falls = 0 if own is None else certainty.draws - _as_good(own, place)
        following = next((p for p in self._taken if p > place), None)
        return Doubts(
            turned_by=tuple(s for s, places in self._otherwise if _turns(places, above, below)),
            redraws=as_good if as_good > often else 0,
            draws=certainty.draws,
            falls=falls if above in self._appointed and falls > often and lower == following else 0,
            members=size if size < ENOUGH_MEMBERS and lower == following else 0,
        )


def _as_good(ranks: RankCertainty | None, place: int) -> int:
    """Return how many re-draws give somebody a place or a better one."""
    return 0 if ranks is None else sum(count for own, count in ranks.places if own <= place)


def _turns(places: Mapping[str, int | None], above: str, below: str) -> bool:
    """Return whether a candidate who stands below another comes level or ahead."""
    mine, theirs = places[above], places[below]
    return theirs is not None and (mine is None or theirs <= mine)


def _places(order: MeritOrder) -> dict[str, int | None]:
    return {p.candidate: p.place for p in order.placings}
