from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_kit.reports.rounding import (
    counted,
    days,
    gap,
    half_up,
    listed,
    moment,
    number,
    ordinal,
    percent,
    place_word,
    short,
    show,
    signed,
)


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


def test_words_for_numbers_and_places() -> None:
    assert [number(n) for n in (1, 3, 12, 13, 3125)] == ["one", "three", "twelve", "13", "3,125"]
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "102nd",
        "111th",
    ]
    assert [place_word(n) for n in (1, 10, 11)] == ["first", "tenth", "11th"]
    assert [counted(1, "rating"), counted(3, "rating")] == ["1 rating", "3 ratings"]
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [percent(Fraction(1, 3)), percent(Fraction(-3, 1000))] == ["33%", "0%"]


def test_dates_are_british_and_as_short_as_they_can_be() -> None:
    spans = [
        ((2026, 3, 12), (2026, 3, 12)),
        ((2026, 3, 12), (2026, 3, 13)),
        ((2026, 3, 30), (2026, 4, 1)),
        ((2026, 12, 31), (2027, 1, 2)),
    ]
    assert [days(dt.date(*a), dt.date(*b)) for a, b in spans] == [
        "12 March 2026",
        "12 to 13 March 2026",
        "30 March to 1 April 2026",
        "31 December 2026 to 2 January 2027",
    ]
    assert moment(dt.datetime(2026, 3, 18, 9, 5)) == "18 March 2026, 9.05"  # noqa: DTZ001 - printed as given
