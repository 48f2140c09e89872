from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_kit.documents.score_text import BLANK, read_score
from interview_kit.domain.rating import Mark
from interview_kit.domain.scale import Scale
from tests.documents.plans import pace

PACE = pace()


def scale(labels: list[str]) -> Scale:
    marks = {0: "strong", 1: "acceptable", len(labels) - 1: "weak"}
    levels = [
        {
            "level": len(labels) - at,
            "label": label,
            "description": label,
            "short": label,
            "benchmark": marks.get(at),
        }
        for at, label in enumerate(labels)
    ]
    return Scale.model_validate(
        {"schema": 1, "id": "any", "title": "Any", "organisation": "Any", "levels": levels}
    )


SEVEN = scale(["Outstanding", "Very good", "Good", "Acceptable", "Moderate", "Minimal", "Not demonstrated"])


@pytest.mark.parametrize(
    "text",
    [
        "3", " 3 ", "3.", "3:", "(3)", "３", "٣", "3.0", "three", "Three", "THREE", "level 3", "Level three",
        "score 3", "Score: 3", "3 - Very good", "3 – Very good", "3 — very  good", "3-Very good", "3: Very good",
        "3. Very good", "3 Very good", "3 (Very good)", "Very good", "VERY GOOD", "very good.", "Very good - 3",
        "Very good (3)", "three - Very good", "3/4", "3 / 4", "3 of 4", "3 out of 4", "three out of four",
        "3/4 - Very good", "3\n3 - Very good", "3\u00a0-\u00a0Very\u00a0good", "3\u200b",
    ],
)  # fmt: skip
def test_what_can_only_mean_three_is_three(text: str):
    assert read_score(text, PACE).score == 3
    assert read_score(text, PACE).mark is Mark.SCORED


@pytest.mark.parametrize(
    "text",
    [
        "2-3", "2 - 3", "2/3", "3/5", "4/3", "2 or 3", "2 to 3", "3?", "?", "3 ?", "3.5", "3,5", "3½", "2½", "3²", "3+",
        "3-", "-3", "+3", "3 minus", "~3", "about 3", "not 3", "3 4", "3, 4", "33", "0", "5", "7", "-", "–", "x", "tbc",
        "Good", "Very", "Very goo", "not very good", "Very good / Excellent", "3 - Excellent", "3 - Very good 4",
        "3 - Very good?", "3 - good answer", "Excellent 3", "1e0", "0x3", "III", "3 not asked", "Very good, not asked",
        "maybe no answer", "3/4?", "3/4/4", "1 3/4", "99999999999999999999999999", "3 because she was clear",
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_asked_about(text: str):
    reading = read_score(text, PACE)
    assert reading.mark is Mark.BLANK
    assert reading.score is None
    assert reading.unclear


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b", "."])
def test_nothing_written_is_blank(text: str):
    assert read_score(text, PACE) == BLANK


@pytest.mark.parametrize(
    "text", ["Not asked", "not asked", "N/A", "n/a", "NA", "n.a.", "not put", "not-asked"]
)
def test_not_asked_has_no_score(text: str):
    assert read_score(text, PACE).mark is Mark.NOT_ASKED


@pytest.mark.parametrize("text", ["No answer", "no answer.", "NO", "No", "not answered", "no-answer"])
def test_no_answer_has_no_score(text: str):
    assert read_score(text, PACE).mark is Mark.NO_ANSWER


@pytest.mark.parametrize("level", PACE.levels, ids=lambda level: level.display)
def test_each_entry_of_the_list_is_its_level(level):
    assert read_score(level.display, PACE).score == level.level
    assert read_score(level.label, PACE).score == level.level


@pytest.mark.parametrize(
    ("text", "score"),
    [("Good", 5), ("Very good", 6), ("5 - Good", 5), ("6 Very good", 6), ("Not demonstrated", 1), ("6/7", 6)],
)
def test_the_longest_label_counts(text: str, score: int):
    assert read_score(text, SEVEN).score == score


@pytest.mark.parametrize("text", ["6 - Good", "5 Very good", "not good", "3/4", "Good, Very good"])
def test_a_label_of_another_level_is_asked_about(text: str):
    assert read_score(text, SEVEN).unclear


@pytest.mark.parametrize("text", ["1²", "1½", "½", "1₂", "1⁄2"])
def test_raised_figures_and_fractions_are_not_run_together_into_a_score(text: str):
    twelve = scale(["Twelve", "Eleven", *(f"Label {n}" for n in range(10, 0, -1))])
    assert read_score("12", twelve).score == 12
    assert read_score(text, twelve).unclear


@given(st.text(max_size=30))
def test_any_text_is_a_level_of_the_scale_or_no_score(text: str):
    reading = read_score(text, PACE)
    assert reading.score is None or reading.score in PACE.by_level
    assert (reading.mark is Mark.SCORED) == (reading.score is not None)
