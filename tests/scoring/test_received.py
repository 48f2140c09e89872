from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.scoring.received import Change, Part, standing_sheet


def scored(question: str, score: int, evidence: str = "", heard: tuple[str, ...] = ()) -> Rating:
    return Rating(question=question, mark=Mark.SCORED, score=score, evidence=evidence, heard=heard)


def blank(question: str, evidence: str = "") -> Rating:
    return Rating(question=question, mark=Mark.BLANK, evidence=evidence)


def sheet(*ratings: Rating, member: str = "P1", **said: object) -> ScoreSheet:
    given = ratings or (blank("Q1"),)
    return ScoreSheet(reference="SK-1", candidate="C01", member=member, plan="a" * 64, ratings=given, **said)


def test_standing_sheet_of_one_version_is_that_version() -> None:
    only = sheet(scored("Q1", 3), blank("Q2"))
    assert standing_sheet([only]).sheet == only


def test_standing_sheet_takes_a_score_for_a_blank_and_keeps_the_evidence_already_written() -> None:
    first = sheet(scored("Q1", 3), blank("Q2", "rang back"))
    later = sheet(scored("Q1", 3), scored("Q2", 4, "something else"), interest=False)
    standing = standing_sheet([first, later])
    assert standing.sheet.ratings == (scored("Q1", 3), scored("Q2", 4, "rang back"))
    assert standing.sheet.interest is False
    assert standing.changes == (Change(Part.EVIDENCE, "rang back", "something else", 1, "Q2"),)


def test_standing_sheet_keeps_the_first_score_and_names_the_change() -> None:
    first, later = sheet(scored("Q1", 3)), sheet(scored("Q1", 4))
    standing = standing_sheet([first, later])
    assert standing.sheet.ratings == (scored("Q1", 3),)
    assert standing.changes == (Change(Part.SCORE, "3", "4", 1, "Q1"),)


def test_standing_sheet_does_not_lose_a_score_to_a_later_blank() -> None:
    assert standing_sheet([sheet(scored("Q1", 2)), sheet(blank("Q1"))]).sheet.ratings == (scored("Q1", 2),)


def test_standing_sheet_counts_a_mark_against_a_score_as_a_change() -> None:
    not_asked = Rating(question="Q1", mark=Mark.NOT_ASKED)
    standing = standing_sheet([sheet(scored("Q1", 2)), sheet(not_asked)])
    assert standing.changes == (Change(Part.SCORE, "2", "not asked", 1, "Q1"),)


@pytest.mark.parametrize("versions", [[], [sheet(blank("Q1")), sheet(blank("Q1"), member="P2")]])
def test_standing_sheet_refuses_versions_of_no_one_sheet(versions: list[ScoreSheet]) -> None:
    with pytest.raises(ValueError, match="one or more versions of one sheet"):
        standing_sheet(versions)


def test_standing_sheet_looks_up_the_completed_ratings_even_if_the_first_version_was_looked_into() -> None:
    first, later = sheet(blank("Q1")), sheet(scored("Q1", 4))
    assert first.by_question["Q1"].score is None
    assert standing_sheet([first, later]).sheet.by_question["Q1"].score == 4


def test_standing_sheet_takes_evidence_ticks_notes_and_date_that_came_later_with_the_same_score() -> None:
    day = dt.date(2026, 3, 16)
    later = sheet(scored("Q1", 3, "rang back", ("e1",)), notes="Calm.", finished=day)
    standing = standing_sheet([sheet(scored("Q1", 3)), sheet(scored("Q1", 3)), later])
    assert standing.sheet == later
    assert standing.changes == ()


def test_standing_sheet_leaves_evidence_and_ticks_with_the_score_that_they_were_given_for() -> None:
    standing = standing_sheet([sheet(scored("Q1", 3)), sheet(scored("Q1", 4, "rang back", ("e1",)))])
    assert standing.sheet.ratings == (scored("Q1", 3),)
    assert standing.changes == (Change(Part.SCORE, "3", "4", 1, "Q1"),)


def test_standing_sheet_names_what_was_rewritten_and_keeps_the_first() -> None:
    first = sheet(scored("Q1", 3, "rang back", ("e1",)), notes="Calm.")
    later = sheet(scored("Q1", 3, "shouted", ("e1", "i2")), notes="Loud.")
    standing = standing_sheet([first, later])
    assert standing.sheet == first
    assert standing.changes == (
        Change(Part.EVIDENCE, "rang back", "shouted", 1, "Q1"),
        Change(Part.TICKS, "e1", "e1 i2", 1, "Q1"),
        Change(Part.NOTES, "Calm.", "Loud.", 1),
    )


def test_standing_sheet_takes_other_spaces_and_another_order_of_ticks_for_the_same() -> None:
    first = sheet(scored("Q1", 3, "rang back", ("e1", "e2")))
    later = sheet(scored("Q1", 3, "rang \n back ", ("e2", "e1")))
    assert standing_sheet([first, later]).changes == ()


def test_standing_sheet_says_against_which_version_a_later_one_differs() -> None:
    versions = [sheet(scored("Q1", 3, words)) for words in ("", "rang back", "rang back", "shouted")]
    standing = standing_sheet(versions)
    assert standing.sheet.ratings == (scored("Q1", 3, "rang back"),)
    assert standing.changes == (Change(Part.EVIDENCE, "rang back", "shouted", 3, "Q1"),)


@pytest.mark.parametrize("answers", sorted(set(permutations((True, False, None, False))), key=str))
def test_standing_sheet_keeps_an_interest_once_declared_in_any_order(
    answers: tuple[bool | None, ...],
) -> None:
    versions = [sheet(interest=a, interest_details="managed them" if a else "") for a in answers]
    standing = standing_sheet(versions)
    assert (standing.sheet.interest, standing.sheet.interest_details) == (True, "managed them")
    denied = [n for n, a in enumerate(answers) if a is False and True in answers[:n]]
    assert [c.version for c in standing.changes if c.part is Part.INTEREST] == denied


def test_standing_sheet_keeps_what_was_written_before_an_interest_was_declared() -> None:
    first = sheet(interest=False, interest_details="same building")
    later = sheet(interest=True, interest_details="cousins")
    assert standing_sheet([first, later]).sheet.interest_details == "same building; cousins"
    other = sheet(interest=True, interest_details="neighbours")
    assert [c.part for c in standing_sheet([later, other]).changes] == [Part.DETAILS]


WORDS = st.sampled_from(("", "rang back", "shouted"))
RATINGS = st.builds(
    lambda score, words, heard: Rating(
        question="Q1",
        mark=Mark.BLANK if score is None else Mark.SCORED,
        score=score,
        evidence=words,
        heard=heard,
    ),
    st.sampled_from((None, 3, 4)),
    WORDS,
    st.sampled_from(((), ("e1",), ("e1", "e2"))),
)
SHEETS = st.builds(
    lambda rating, notes, interest, details: sheet(
        rating, notes=notes, interest=interest, interest_details=details
    ),
    RATINGS,
    WORDS,
    st.sampled_from((None, False, True)),
    WORDS,
)


@given(st.lists(SHEETS, min_size=1, max_size=5))
def test_nothing_that_any_version_says_vanishes(versions: list[ScoreSheet]) -> None:
    standing = standing_sheet(versions)
    [stands] = standing.sheet.ratings
    for number, version in enumerate(versions):
        named = {c.part for c in standing.changes if c.version == number}
        [rating] = version.ratings
        assert rating.score in {None, stands.score} or Part.SCORE in named
        if Part.SCORE not in named:
            assert rating.evidence in {"", stands.evidence} or Part.EVIDENCE in named
            assert rating.heard in {(), stands.heard} or Part.TICKS in named
        assert version.notes in {"", standing.sheet.notes} or Part.NOTES in named
        assert version.interest in {None, standing.sheet.interest} or (
            Part.INTEREST in named or any(later.interest for later in versions[number:])
        )
        assert version.interest_details in standing.sheet.interest_details or named & {
            Part.DETAILS,
            Part.INTEREST,
        }
