"""Selection rates by group over many campaigns, and what has to stay hidden so that nobody is found out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

LEAST = 10
"""Candidates that a group needs before anything of it is shown."""
FOUR_FIFTHS = Fraction(4, 5)
"""29 CFR 1607.4(D), the United States' Uniform Guidelines; no rule of law in the United Kingdom."""
TWO = 2
"""Groups that it takes to compare."""


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many of a group were considered, and how many of them were selected."""

    group: str
    selected: int
    total: int

    @property
    def rate(self) -> Fraction:
        """The exact selection rate."""
        return Fraction(self.selected, self.total)


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A group that may be shown, beside the one with the highest rate."""

    count: GroupCount
    ratio: Fraction | None
    """Of the rate to the highest rate; ``None`` for that group itself, or when the highest is nothing."""
    below_four_fifths: bool
    fisher: Fraction | None
    """Two-sided exact probability against the group with the highest rate."""


@dataclass(frozen=True, slots=True)
class CharacteristicResult:
    """What may be shown of one characteristic."""

    name: str
    shown: tuple[GroupResult, ...]
    """In the order of the groups' names."""
    hidden: tuple[str, ...]
    reference: str | None
    """The group with the highest rate, when two or more are shown."""
    withheld: bool
    """True when hiding groups is not enough; then no group is named either."""


def count_groups(cases: Iterable[tuple[str, bool]]) -> tuple[GroupCount, ...]:
    """Return each group's count, by name, from pairs of a candidate's group and whether selected."""
    counts: dict[str, list[int]] = {}
    for group, selected in cases:
        own = counts.setdefault(group, [0, 0])
        own[0] += selected
        own[1] += 1
    return tuple(GroupCount(group, *counts[group]) for group in sorted(counts))


def hidden_groups(counts: Sequence[GroupCount], *, least: int = LEAST) -> frozenset[str] | None:
    """Return the groups to hide, or ``None`` when hiding all of them would still tell on somebody.

    Primary: a group below ``least``. Secondary: the next larger ones, all of one size together, until what
    is hidden is safe. Without a group below ``least`` nothing is hidden.
    """
    sizes = sorted({c.total for c in counts})
    if not sizes or sizes[0] >= least:
        return frozenset()
    for size in sizes:
        hidden = [c for c in counts if c.total <= size]
        if len(hidden) >= sum(c.total < least for c in counts) and _is_safe(hidden, least):
            return frozenset(c.group for c in hidden)
    return None


def _is_safe(hidden: Sequence[GroupCount], least: int) -> bool:
    """Return whether nobody can work out a figure of these groups, who hold everything else.

    The totals less what is shown give the hidden groups' sums, so these must be of ``least`` candidates,
    some selected and some not. Who knows the rule as well could still tell groups of one size, because
    those shown are larger. So sizes must differ, and the numbers selected too: then two groups can change
    places, the rule hides the same ones, and neither figure is certain.
    """
    total, selected = sum(c.total for c in hidden), sum(c.selected for c in hidden)
    differ = len({c.total for c in hidden}) > 1 and len({c.selected for c in hidden}) > 1
    return differ and total >= least and 0 < selected < total


def characteristic_result(
    name: str, counts: Sequence[GroupCount], *, apart: str = "", least: int = LEAST
) -> CharacteristicResult:
    """Return what may be shown; the group ``apart`` (not stated) is counted but never compared."""
    hidden = hidden_groups(counts, least=least)
    if hidden is None:
        return CharacteristicResult(name, (), (), None, withheld=True)
    shown = [c for c in counts if c.group not in hidden]
    compared = [c for c in shown if c.group != apart]
    best = max(compared, key=lambda c: (c.rate, c.total), default=None)
    if best is None or len(compared) < TWO:
        best = None
    return CharacteristicResult(
        name=name,
        shown=tuple(_result(c, best if c.group != apart else None) for c in shown),
        hidden=tuple(c.group for c in counts if c.group in hidden),
        reference=best.group if best else None,
        withheld=False,
    )


def impact_ratio(rate: Fraction, highest: Fraction) -> Fraction | None:
    """Return a rate over the highest rate, exactly, or ``None`` when nobody at all was selected."""
    return rate / highest if highest else None


def fisher_exact(first: GroupCount, second: GroupCount) -> Fraction:
    """Return the two-sided probability of Fisher's exact test, exactly.

    All tables with the same margins that are no likelier than the one seen: Fisher, R. A. (1935), The
    Design of Experiments, chapter 2; two-sided by likelihood, as R and SciPy have it.
    """
    chosen, everybody = first.selected + second.selected, first.total + second.total
    low, high = max(0, chosen - second.total), min(chosen, first.total)
    ways = [comb(first.total, k) * comb(second.total, chosen - k) for k in range(low, high + 1)]
    seen = ways[first.selected - low]
    return Fraction(sum(w for w in ways if w <= seen), comb(everybody, chosen))


def _result(count: GroupCount, best: GroupCount | None) -> GroupResult:
    if best is None or count == best:
        return GroupResult(count, None, below_four_fifths=False, fisher=None)
    ratio = impact_ratio(count.rate, best.rate)
    return GroupResult(
        count=count,
        ratio=ratio,
        below_four_fifths=ratio is not None and ratio < FOUR_FIFTHS,
        fisher=fisher_exact(count, best),
    )
