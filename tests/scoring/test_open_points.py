from __future__ import annotations

from fractions import Fraction

from interview_kit.domain.rating import AgreedScore, Mark
from interview_kit.scoring.comparison import compare_candidates


def points(h, agreed=()):
    return compare_candidates(h.plan, h.members, h.refs, h.sheets, agreed).open_points


def listed(h, agreed=()) -> list[tuple[str, str | None]]:
    return [(p.candidate, p.question) for p in points(h, agreed)]


def test_points_run_from_the_most_to_the_least_consequential(housing) -> None:
    assert listed(housing) == [("C02", "Q4"), ("C03", "Q6"), ("C05", "Q2"), ("C05", "Q6"), ("C04", "Q3")]


def test_outcome_turns_on_a_question_that_lies_on_both_sides_of_a_minimum(housing) -> None:
    point = points(housing)[0]
    assert (point.spread, point.straddles, point.turns.outcome) == (2, True, True)


def test_first_place_turns_on_a_question_whose_scores_would_put_another_first(housing) -> None:
    turns = points(housing)[1].turns
    assert (turns.outcome, turns.first, turns.rival, turns.gap) == (False, True, "C01", Fraction(1, 60))


def test_scores_one_apart_are_listed_only_on_both_sides_of_the_minimum(housing) -> None:
    h = housing.with_rating("C02", "Q4", "P2", 2)
    point = next(p for p in points(h) if p.candidate == "C02")
    assert (point.question, point.spread, point.straddles) == ("Q4", 1, True)
    assert ("C04", "Q4") not in listed(h)


def test_scores_on_both_sides_of_the_lowest_level_are_listed_where_that_rules_an_essential_competency_out(
    housing,
) -> None:
    h = (
        housing.with_rating("C02", "Q4", "P1", 1)
        .with_rating("C02", "Q4", "P2", 2)
        .with_rating("C02", "Q4", "P3", 2)
    )
    plan = h.plan.model_copy(
        update={
            "role": h.plan.role.model_copy(
                update={"scoring": h.plan.role.scoring.model_copy(update={"essential_above_lowest": True})}
            ),
            "competencies": tuple(c.model_copy(update={"minimum": None}) for c in h.plan.competencies),
        }
    )
    found = {
        (p.candidate, p.question): p
        for p in compare_candidates(plan, h.members, h.refs, h.sheets).open_points
    }
    point = found["C02", "Q4"]
    assert (point.spread, point.straddles, point.leaves_lowest, point.turns.outcome) == (
        1,
        False,
        True,
        True,
    )
    without = compare_candidates(
        plan.model_copy(update={"role": h.plan.role}), h.members, h.refs, h.sheets
    ).open_points
    assert ("C02", "Q4") not in {(p.candidate, p.question) for p in without}


def test_missing_sheet_is_one_point_not_one_a_question(housing) -> None:
    h = housing.without_sheet("C04", "P2")
    assert [(p.question, p.missing) for p in points(h) if p.candidate == "C04"] == [(None, (("P2", None),))]


def test_missing_ratings_name_the_member_and_what_stands_there(housing) -> None:
    h = housing.with_rating("C05", "Q2", "P1", Mark.NO_ANSWER)
    point = next(p for p in points(h) if (p.candidate, p.question) == ("C05", "Q2"))
    assert point.missing == (("P1", Mark.NO_ANSWER), ("P3", Mark.BLANK))


def test_question_that_the_panel_agreed_is_settled_and_one_that_it_referred_is_not(housing) -> None:
    agreed = (
        AgreedScore(candidate="C02", question="Q4", score=1, reason="It was never put right."),
        AgreedScore(candidate="C04", question="Q3", score=None, reason="Two and two."),
    )
    found = {(p.candidate, p.question): p.referred for p in points(housing, agreed)}
    assert ("C02", "Q4") not in found
    assert found["C04", "Q3"]
