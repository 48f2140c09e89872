import datetime as dt

import pytest

from interview_kit.documents import wording


def test_a_day_is_said_as_in_britain():
    assert wording.day(dt.date(2026, 3, 2)) == "2 March 2026"
    assert wording.weekday(dt.date(2026, 3, 12)) == "Thursday 12 March 2026"
    assert wording.weekday(dt.date(2026, 3, 9), year=False) == "Monday 9 March"


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
    assert wording.clock(dt.datetime(2026, 3, 12, hour, minute)) == said  # noqa: DTZ001 - local time


def test_numbers_up_to_ten_are_words():
    assert [wording.number(n) for n in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]
    assert wording.count_of(1, "question") == "one question"
    assert wording.count_of(6, "question") == "six questions"
    assert wording.count_of(2, "day", "days each") == "two days each"


def test_a_list_ends_with_and():
    assert [wording.listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_text_is_put_on_one_line():
    assert wording.one_line(" Amara\n  Osei\t") == "Amara Osei"
