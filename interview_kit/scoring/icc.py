"""Intraclass correlation: how far the members' totals tell the candidates apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from interview_kit.scoring.figures import whole_numbers

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Icc:
    """One form, with its 95 % interval; ``None`` where the ratings do not allow it."""

    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class IccForms:
    """The six forms of Shrout and Fleiss; ``k`` forms are about the mean of all members."""

    one_way: Icc
    agreement: Icc
    consistency: Icc
    one_way_k: Icc
    agreement_k: Icc
    consistency_k: Icc
    candidates: int
    members: int


@dataclass(frozen=True, slots=True)
class _Squares:
    """Exact mean squares of the two-way table."""

    n: int
    k: int
    between: Fraction
    within: Fraction
    members: Fraction
    error: Fraction


def icc_forms(table: Sequence[Sequence[Fraction | int]]) -> IccForms | None:
    """Return all six forms, or ``None`` with fewer than two candidates or two members.

    ``table`` has a row a candidate and a column a member, nothing missing. Formulas and intervals:
    Shrout, P. E. & Fleiss, J. L. (1979), Intraclass correlations: uses in assessing rater reliability,
    Psychological Bulletin 86, 420-428. Mean squares are exact; only the ratios are floats.
    """
    if len(table) < 2 or len(table[0]) < 2:  # noqa: PLR2004 - a variance takes two
        return None
    sq = _mean_squares(table)
    one = _single(sq, sq.within, sq.n - 1, sq.n * (sq.k - 1))
    con = _single(sq, sq.error, sq.n - 1, (sq.n - 1) * (sq.k - 1))
    agr = _agreement(sq)
    return IccForms(
        one_way=one,
        agreement=agr,
        consistency=con,
        one_way_k=stepped_up(one, sq.k),
        agreement_k=stepped_up(agr, sq.k),
        consistency_k=stepped_up(con, sq.k),
        candidates=sq.n,
        members=sq.k,
    )


def _mean_squares(table: Sequence[Sequence[Fraction | int]]) -> _Squares:
    n, k = len(table), len(table[0])
    values, common = whole_numbers([v for row in table for v in row])
    rows = [values[at : at + k] for at in range(0, n * k, k)]
    scale = common**2
    mean = Fraction(sum(values) ** 2, n * k)
    ss_rows = (Fraction(sum(sum(row) ** 2 for row in rows), k) - mean) / scale
    ss_columns = (Fraction(sum(sum(values[j::k]) ** 2 for j in range(k)), n) - mean) / scale
    ss_total = (sum(v * v for v in values) - mean) / scale
    return _Squares(
        n=n,
        k=k,
        between=ss_rows / (n - 1),
        within=(ss_total - ss_rows) / (n * (k - 1)),
        members=ss_columns / (k - 1),
        error=(ss_total - ss_rows - ss_columns) / ((n - 1) * (k - 1)),
    )


def _single(sq: _Squares, noise: Fraction, df_between: int, df_noise: int) -> Icc:
    """Return the one-way or the consistency form for a single member."""
    whole = sq.between + (sq.k - 1) * noise
    if whole == 0:
        return Icc(None, None, None)
    estimate = float((sq.between - noise) / whole)
    if noise == 0:
        return Icc(estimate, None, None)
    ratio = float(sq.between / noise)
    low = ratio / _f_quantile(df_between, df_noise)
    high = ratio * _f_quantile(df_noise, df_between)
    return Icc(estimate, (low - 1) / (low + sq.k - 1), (high - 1) / (high + sq.k - 1))


def _agreement(sq: _Squares) -> Icc:
    """Return the two-way absolute agreement form for a single member."""
    n, k = sq.n, sq.k
    whole = sq.between + (k - 1) * sq.error + Fraction(k, n) * (sq.members - sq.error)
    if whole == 0:
        return Icc(None, None, None)
    rho = (sq.between - sq.error) / whole
    if sq.error == 0:
        return Icc(float(rho), None, None)
    f_members = sq.members / sq.error
    part = n * (1 + (k - 1) * rho) - k * rho
    below = (n - 1) * k**2 * rho**2 * f_members**2 + part**2
    above = (k - 1) * (n - 1) * (k * rho * f_members + part) ** 2
    if below == 0 or above == 0:
        return Icc(float(rho), None, None)
    df = float(above / below)
    upper, lower = _f_quantile(n - 1, df), _f_quantile(df, n - 1)
    b, j, e = float(sq.between), float(sq.members), float(sq.error)
    low = n * (b - upper * e) / (upper * (k * j + (k * n - k - n) * e) + n * b)
    high = n * (lower * b - e) / (k * j + (k * n - k - n) * e + n * lower * b)
    return Icc(float(rho), low, high)


def stepped_up(single: Icc, k: int) -> Icc:
    """Return the form for the mean of ``k`` members (Spearman-Brown on estimate and limits)."""

    def up(value: float | None) -> float | None:
        if value is None or 1 + (k - 1) * value == 0:
            return None
        return k * value / (1 + (k - 1) * value)

    return Icc(up(single.estimate), up(single.low), up(single.high))


def _f_quantile(numerator: float, denominator: float) -> float:
    from scipy.stats import f  # noqa: PLC0415 - half a second that only agreement needs

    return float(f.ppf(1 - (1 - CONFIDENCE) / 2, numerator, denominator))
