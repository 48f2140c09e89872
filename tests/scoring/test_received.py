from __future__ import annotations

import pytest

from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.scoring.received import Change, standing_sheet


def scored(question: str, score: int, evidence: str = "") -> Rating:
    return Rating(question=question, mark=Mark.SCORED, score=score, evidence=evidence)


def blank(question: str, evidence: str = "") -> Rating:
    return Rating(question=question, mark=Mark.BLANK, evidence=evidence)


def sheet(*ratings: Rating, member: str = "P1", interest: bool | None = None) -> ScoreSheet:
    return ScoreSheet(
        reference="SK-1", candidate="C01", member=member, plan="a" * 64, ratings=ratings, interest=interest
    )


def test_standing_sheet_of_one_version_is_that_version() -> None:
    only = sheet(scored("Q1", 3), blank("Q2"))
    assert standing_sheet([only]).sheet == only


def test_standing_sheet_takes_a_score_for_a_blank_and_keeps_the_evidence_already_written() -> None:
    first = sheet(scored("Q1", 3), blank("Q2", "rang back"))
    later = sheet(scored("Q1", 3), scored("Q2", 4, "something else"), interest=False)
    standing = standing_sheet([first, later])
    assert standing.sheet.ratings == (scored("Q1", 3), scored("Q2", 4, "rang back"))
    assert standing.sheet.interest is False
    assert standing.changes == ()


def test_standing_sheet_keeps_the_first_score_and_names_the_change() -> None:
    first, later = sheet(scored("Q1", 3)), sheet(scored("Q1", 4))
    standing = standing_sheet([first, later])
    assert standing.sheet.ratings == (scored("Q1", 3),)
    assert standing.changes == (Change("Q1", scored("Q1", 3), scored("Q1", 4)),)


def test_standing_sheet_does_not_lose_a_score_to_a_later_blank() -> None:
    assert standing_sheet([sheet(scored("Q1", 2)), sheet(blank("Q1"))]).sheet.ratings == (scored("Q1", 2),)


def test_standing_sheet_counts_a_mark_against_a_score_as_a_change() -> None:
    not_asked = Rating(question="Q1", mark=Mark.NOT_ASKED)
    standing = standing_sheet([sheet(scored("Q1", 2)), sheet(not_asked)])
    assert standing.changes == (Change("Q1", scored("Q1", 2), not_asked),)


@pytest.mark.parametrize("versions", [[], [sheet(blank("Q1")), sheet(blank("Q1"), member="P2")]])
def test_standing_sheet_refuses_versions_of_no_one_sheet(versions: list[ScoreSheet]) -> None:
    with pytest.raises(ValueError, match="one or more versions of one sheet"):
        standing_sheet(versions)


def test_standing_sheet_looks_up_the_completed_ratings_even_if_the_first_version_was_looked_into() -> None:
    first, later = sheet(blank("Q1")), sheet(scored("Q1", 4))
    assert first.by_question["Q1"].score is None
    assert standing_sheet([first, later]).sheet.by_question["Q1"].score == 4
