from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_kit.reports.rounding import gap, half_up, percent, short, show, signed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(127, 40), "3.18"),
        (Fraction(133, 40), "3.33"),
        (Fraction(1, 200), "0.01"),
        (Fraction(-4, 21), "−0.19"),
        (Fraction(-1, 1000), "0.00"),
        (Fraction(0), "0.00"),
        (None, "–"),
    ],
)
def test_figures_are_rounded_half_up_to_two_decimals(value: Fraction | None, text: str) -> None:
    assert show(value) == text


@given(st.integers(-10_000, 10_000))
def test_rounding_is_that_of_decimal_arithmetic(thousandths: int) -> None:
    expected = (Decimal(thousandths) / 1000).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert half_up(Fraction(thousandths, 1000)) == Fraction(expected)


def test_members_own_figures_are_as_short_as_they_can_be() -> None:
    assert [short(Fraction(v)) for v in ("3", "7/2", "10/3", "100")] == ["3", "3.5", "3.33", "100"]


def test_differences_carry_their_sign() -> None:
    assert [signed(Fraction(v)) for v in ("5/21", "-4/21", "0", "1/1000")] == [
        "+0.24",
        "−0.19",
        "0.00",
        "0.00",
    ]


def test_gap_that_would_print_as_nothing_is_less_than_a_hundredth() -> None:
    assert [gap(Fraction(v)) for v in ("1/60", "1/250", "0")] == ["0.02", "less than 0.01", "0.00"]


def test_percentages_are_whole() -> None:
    assert [percent(Fraction(1, 3)), percent(Fraction(-3, 1000))] == ["33%", "0%"]
