from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_kit.documents.date_text import read_date
from interview_kit.domain import english

DAY = dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    "text",
    ["12 March 2026", "12 Mar 2026", "12th March, 2026", "Thursday 12 March 2026", "Thu, 12th of March 2026",
     "12/03/2026", "12/3/26", "12.3.2026", "12-03-2026", "12 03 26", "2026-03-12", " 12\u00a0March 2026. ", "12 MARCH 26"],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text: str):
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "March 2026",
        "12 March",
        "32/01/2026",
        "29 February 2026",
        "13/13/2026",
        "1 2",
        "12 March 2026?",
    ],
)
def test_what_names_no_day_is_none(text: str):
    assert read_date(text) is None


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_comes_back_in_every_form(date: dt.date):
    forms = [
        english.day(date),
        english.weekday(date),
        date.isoformat(),
        f"{date:%d/%m/%Y}",
        f"{date:%d.%m.%y}",
    ]
    assert [read_date(form) for form in forms] == [date] * 5


def test_only_a_year_of_two_figures_is_one_of_this_century():
    assert [read_date(text) for text in ("1/1/01", "01/01/0001", "0001-01-01")] == [
        dt.date(2001, 1, 1),
        dt.date(1, 1, 1),
        dt.date(1, 1, 1),
    ]
