from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_kit.documents.score_text import BLANK, read_score
from interview_kit.domain.fingerprint import normalise
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
        "Very good (3)", "three - Very good", "3 of 4", "3 out of 4", "three out of four", "3 out of four",
        "rating: 3", "mark 3", "Level 3 - Very good", "3 = Very good", "(Very good)", "3\n3 - Very good", "3\u00a0-\u00a0Very\u00a0good", "3\u200b",
    ],
)  # fmt: skip
def test_what_can_only_mean_three_is_three(text: str):
    assert read_score(text, PACE).score == 3
    assert read_score(text, PACE).mark is Mark.SCORED


@pytest.mark.parametrize(
    "text",
    [
        "2-3", "2 - 3", "2/3", "3/4", "3 / 4", "3/4 - Very good", "3/5", "4/3", "3 of 5", "4 of 3", "2 or 3", "2 to 3", "3?", "?", "3 ?", "3.5", "3,5", "3½", "2½", "3²", "3+",
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
    [
        ("Good", 5),
        ("Very good", 6),
        ("5 - Good", 5),
        ("6 Very good", 6),
        ("Not demonstrated", 1),
        ("6 of 7", 6),
    ],
)
def test_the_longest_label_counts(text: str, score: int):
    assert read_score(text, SEVEN).score == score


@pytest.mark.parametrize("text", ["3...", "3…", ".3", "..", "3..", "... 3"])
def test_dots_that_may_stand_for_more_are_asked_about(text: str):
    assert read_score(text, PACE).unclear


@pytest.mark.parametrize("text", ["3.", "3 .", " 3, ", "3;", "Excellent."])
def test_a_stop_at_the_end_changes_nothing(text: str):
    assert read_score(text, PACE).mark is Mark.SCORED


@pytest.mark.parametrize("text", ["6 - Good", "5 Very good", "not good", "3/4", "Good, Very good"])
def test_a_label_of_another_level_is_asked_about(text: str):
    assert read_score(text, SEVEN).unclear


@pytest.mark.parametrize("text", ["1²", "1½", "½", "1₂", "1⁄2"])
def test_raised_figures_and_fractions_are_not_run_together_into_a_score(text: str):
    twelve = scale(["Twelve", "Eleven", *(f"Label {n}" for n in range(10, 0, -1))])
    assert read_score("12", twelve).score == 12
    assert read_score(text, twelve).unclear


NEAR_SCORES = st.lists(
    st.one_of(
        st.sampled_from(
            ["3", "2", "4", "1", "three", "two", "Very good", "Good – but areas for development", "Excellent", "level",
             "score", "of", "out of", "/", "-", "–", "?", "+", ".", "0", "½", "or", "to", "not", "n/a", "not asked",
             "no answer", "no", "(", ")", ":", ",", "\n", "\t", "~", "about", "٣", "３"]
        ),
        st.characters(),
    ),
    max_size=6,
).flatmap(lambda pieces: st.sampled_from(["", " "]).map(lambda joint: joint.join(pieces)))  # fmt: skip
"""What people type round a score, in any order."""

NUMBERS = {1: ("1", "one"), 2: ("2", "two"), 3: ("3", "three"), 4: ("4", "four")}


def bare(text: str) -> str:
    """Return a line without what may stand at its ends: commas and the like, and one full stop."""
    text = re.sub(r" ?([-:=,;.()]) ?", r"\1", text).strip(" ;:,")
    return text if text.endswith("..") else text.removesuffix(".").strip(" ;:,")


def meaning(line: str) -> Mark | int | None:
    """Return what one line says by the rule as docs/word/reading.md has it; None for nothing that is on its list."""
    figures = "".join(str(unicodedata.decimal(c, c)) for c in normalise(line))
    words = bare(figures.casefold())
    if words in {"not asked", "not-asked", "not - asked", "n/a", "na", "n.a", "not put", "not applicable"}:
        return Mark.NOT_ASKED
    if words in {"no answer", "no-answer", "no", "not answered", "did not answer"}:
        return Mark.NO_ANSWER
    for level in PACE.levels:
        label = r" ?- ?".join(re.escape(part) for part in re.split(" ?[-–] ?", level.label.casefold()))
        number = rf"(?:{level.level}(?: ?\. ?0)?|{NUMBERS[level.level][1]})"
        lead = r"(?:(?:score|level|rating|mark)(?: ?: ?| ))?"
        joint = r"(?: ?[-:.,;=] ?| )"
        forms = (
            *(label, rf"\( ?{label} ?\)", rf"\( ?{number} ?\)", rf"{lead}{number}"),
            *(rf"{lead}{number}{joint}{label}", rf"{lead}{number} ?\( ?{label} ?\)"),
            *(rf"{label}{joint}{number}", rf"{label} ?\( ?{number} ?\)"),
            rf"{number} (?:out )?of (?:4(?: ?\. ?0)?|four)",
        )
        if re.fullmatch("|".join(forms), words):
            return level.level
    return None


@settings(max_examples=1500, deadline=None)
@given(NEAR_SCORES)
def test_whatever_is_typed_is_on_the_list_or_is_asked_about(text: str):
    lines = [line for line in map(normalise, text.splitlines()) if bare(line)]
    raised = [c for c in text if unicodedata.category(c) == "No"]
    meanings = {None} if raised else {meaning(line) for line in lines}
    reading = read_score(text, PACE)
    if not lines and not raised:
        assert reading == BLANK
    elif len(meanings) == 1 and None not in meanings:
        assert (reading.score or reading.mark) == meanings.pop()
        assert not reading.unclear
    else:
        assert reading.mark is Mark.BLANK
        assert reading.score is None
        assert reading.unclear


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=30))
def test_any_text_at_all_is_on_the_list_or_is_asked_about(text: str):
    reading = read_score(text, PACE)
    if reading.mark is Mark.SCORED:
        assert reading.score in PACE.by_level
        assert {meaning(line) for line in text.splitlines() if line.strip()} == {reading.score}
    else:
        assert reading.score is None
        assert bool(reading.unclear) == (
            reading.mark is Mark.BLANK and any(bare(normalise(line)) for line in text.splitlines())
        )
