"""What the differences between totals are made of: candidates, members, and the rest (p x r design)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from interview_kit.scoring.figures import whole_numbers

ENOUGH_MEMBERS = 3
ENOUGH_CANDIDATES = 3
"""With fewer of either, a component rests on a single difference."""
IN_DOUBT = 1.96
"""Standard errors either side that hold 95 in 100 of normal deviates."""


@dataclass(frozen=True, slots=True)
class Components:
    """Variance components of candidates (p) by members (r), and what follows for the panel's mean.

    The components are exact and may come out negative, which only says that they are near nothing; a
    coefficient counts such a one as nothing.
    """

    candidates: Fraction
    """Of candidates: what the interviews are for."""
    members: Fraction
    """Of members: how strict or generous each is throughout."""
    rest: Fraction
    """Members' differences on single candidates, and chance; with one total a cell they are not told apart."""
    size: Fraction
    """Members behind a candidate's mean: the harmonic mean of their numbers where some are missing."""
    rows: int
    columns: int

    @property
    def shares(self) -> tuple[Fraction, Fraction, Fraction] | None:
        """Candidates', members' and the rest's shares of the variance, or ``None`` when there is none."""
        parts = [max(v, Fraction(0)) for v in (self.candidates, self.members, self.rest)]
        whole = sum(parts, Fraction(0))
        return (parts[0] / whole, parts[1] / whole, parts[2] / whole) if whole else None

    @property
    def relative(self) -> Fraction | None:
        """E-rho squared, the generalisability of the order; ``None`` when nothing varies."""
        return self._of(self._relative_error)

    @property
    def absolute(self) -> Fraction | None:
        """Phi, the dependability of the level; ``None`` when nothing varies."""
        return self._of(self._absolute_error)

    @property
    def relative_sem(self) -> float:
        """Standard error of measurement of the panel's mean, for comparing candidates."""
        return math.sqrt(self._relative_error)

    @property
    def _relative_error(self) -> Fraction:
        return max(self.rest, Fraction(0)) / self.size

    @property
    def _absolute_error(self) -> Fraction:
        return (max(self.rest, Fraction(0)) + max(self.members, Fraction(0))) / self.size

    def _of(self, error: Fraction) -> Fraction | None:
        own = max(self.candidates, Fraction(0))
        return own / (own + error) if own + error else None


def difference_in_doubt(sem: float) -> float:
    """Return how far two totals must be apart before chance alone is an unlikely reason.

    ``1.96 * SED``, with the standard error of a difference ``SED = SEM * sqrt(2)``. A statement of doubt,
    never a rule that makes two candidates equal.
    """
    return IN_DOUBT * sem * math.sqrt(2)


def variance_components(table: Sequence[Sequence[Fraction | int | None]]) -> Components | None:
    """Return the components, or ``None`` where the table cannot tell them apart.

    ``table`` has a row a candidate and a column a member; a missing total is ``None``. Henderson's
    method I (the analogous ANOVA), which for complete data is the ordinary analysis of variance: Brennan,
    R. L. (2001), Generalizability Theory, chapter 7.
    """
    known, common = whole_numbers([v for row in table for v in row if v is not None])
    left = iter(known)
    rows = [[None if v is None else next(left) for v in row] for row in table]
    by_row = _known(rows)
    by_column = _known(list(zip(*rows, strict=True)))
    n, p, r = len(known), len(by_row), len(by_column)
    if min(p, r) <= 1 or n in {p, r}:
        return None
    scale = common**2
    squares_row = Fraction(sum(len(line) ** 2 for line in by_row), n)
    squares_column = Fraction(sum(len(line) ** 2 for line in by_column), n)
    t_all = Fraction(sum(v * v for v in known), scale)
    t_row, t_column = _lines(by_row) / scale, _lines(by_column) / scale
    t_mean = Fraction(sum(known) ** 2, n * scale)
    loose = n - squares_row - squares_column + 1
    if loose <= 0:
        return None
    without_rows = (t_all - t_row) / (n - p)
    without_columns = (t_all - t_column) / (n - r)
    rest = (
        (n - squares_row) * without_columns + (n - squares_column) * without_rows - (t_all - t_mean)
    ) / loose
    return Components(
        candidates=without_columns - rest,
        members=without_rows - rest,
        rest=rest,
        size=p / sum((Fraction(n, k) for k, n in Counter(map(len, by_row)).items()), Fraction(0)),
        rows=p,
        columns=r,
    )


def _known(lines: Sequence[Sequence[int | None]]) -> list[list[int]]:
    """Return the lines that have a value, without what is missing."""
    kept = [[v for v in line if v is not None] for line in lines]
    return [line for line in kept if line]


def _lines(lines: Sequence[Sequence[int]]) -> Fraction:
    """Return the sum of every line's squared sum over its length; lines of one length go together."""
    squares: Counter[int] = Counter()
    for line in lines:
        squares[len(line)] += sum(line) ** 2
    return sum((Fraction(square, length) for length, square in squares.items()), Fraction(0))
