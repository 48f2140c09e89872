import datetime as dt

import pytest

from interview_kit.domain import english


def test_a_day_is_said_as_in_britain():
    assert english.day(dt.date(2026, 3, 2)) == "2 March 2026"
    assert english.weekday(dt.date(2026, 3, 12)) == "Thursday 12 March 2026"
    assert english.weekday(dt.date(2026, 3, 9), year=False) == "Monday 9 March"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 5, "12.05 am"),
        (9, 30, "9.30 am"),
        (11, 0, "11.00 am"),
        (12, 0, "12 noon"),
        (12, 15, "12.15 pm"),
        (13, 30, "1.30 pm"),
    ],
)
def test_a_time_is_said_as_in_britain(hour: int, minute: int, said: str):
    assert english.clock(dt.datetime(2026, 3, 12, hour, minute)) == said  # noqa: DTZ001 - local time


def test_numbers_up_to_ten_are_words():
    assert [english.number(n) for n in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]
    assert english.count_of(1, "question") == "one question"
    assert english.count_of(6, "question") == "six questions"
    assert english.count_of(2, "day", "days each") == "two days each"


def test_a_list_ends_with_and():
    assert [english.listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_text_is_put_on_one_line():
    assert english.one_line(" Amara\n  Osei\t") == "Amara Osei"


def test_a_long_list_is_cut_short():
    assert english.first_few([], 2) == ""
    assert english.first_few(["a", "b"], 2) == "a, b"
    assert english.first_few(["a", "b", "c", "d"], 2) == "a, b and 2 more"


def test_words_for_numbers_and_places():
    assert [english.number(n) for n in (1, 3, 11, 3125)] == ["one", "three", "11", "3,125"]
    assert [english.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)] == [
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
    assert [english.place_word(n) for n in (1, 10, 11)] == ["first", "tenth", "11th"]
    assert [english.counted(1, "rating"), english.counted(3, "rating")] == ["1 rating", "3 ratings"]


def test_dates_are_british_and_as_short_as_they_can_be():
    spans = [
        ((2026, 3, 12), (2026, 3, 12)),
        ((2026, 3, 12), (2026, 3, 13)),
        ((2026, 3, 30), (2026, 4, 1)),
        ((2026, 12, 31), (2027, 1, 2)),
    ]
    assert [english.days(dt.date(*a), dt.date(*b)) for a, b in spans] == [
        "12 March 2026",
        "12 to 13 March 2026",
        "30 March to 1 April 2026",
        "31 December 2026 to 2 January 2027",
    ]
    assert english.moment(dt.datetime(2026, 3, 18, 9, 5)) == "18 March 2026, 9.05"  # noqa: DTZ001 - printed as given
