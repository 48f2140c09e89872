"""Questions dropped, rules changed, and who is placed above whom."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from interview_kit.domain.rating import AgreedScore
from interview_kit.domain.role import Combine
from interview_kit.domain.rulings import plan_under, terms_of
from interview_kit.scoring.comparison import compare_candidates
from interview_kit.scoring.nearness import Closeness, close_pairs
from interview_kit.scoring.scenarios import Condition


def compare(h, plan=None, **options: Any):  # noqa: ANN401 - passed on
    return compare_candidates(plan or h.plan, h.members, h.refs, h.sheets, h.agreed, **options)


def order(comparison) -> dict[str, int | None]:
    return {p.candidate: p.place for p in comparison.order.placings}


def scenario(comparison, condition: Condition):
    return next((s for s in comparison.scenarios if s.condition is condition), None)


# Dropped questions


def test_a_dropped_question_counts_nowhere_and_its_ratings_are_kept(housing) -> None:
    whole, left = compare(housing), compare(housing, dropped={"Q6"})
    assert "Q6" not in left.grid.questions
    assert left.every.cells == whole.grid.cells
    assert [c.competency.rpartition("/")[2] for c in left.figures["C03"].competencies] == [
        "customer-service-and-support",
        "communication",
        "respecting-diversity-and-equality",
        "commitment-and-accountability",
    ]
    assert [p.question for p in left.open_points if p.question == "Q6"] == []
    assert [p.question for p in whole.open_points if p.question == "Q6"] == ["Q6", "Q6"]


def test_dropping_is_the_same_as_never_having_asked(housing) -> None:
    asked = housing.plan.without({"Q6"})
    sheets = tuple(
        s.model_copy(update={"ratings": tuple(r for r in s.ratings if r.question != "Q6")})
        for s in housing.sheets
    )
    never = compare_candidates(asked, housing.members, housing.refs, sheets)
    dropped = compare(housing, dropped={"Q6"})
    assert (dropped.figures, dropped.order, dropped.icc) == (never.figures, never.order, never.icc)
    assert (dropped.certainty, dropped.pairs, dropped.members) == (
        never.certainty,
        never.pairs,
        never.members,
    )


def test_the_order_with_the_dropped_question_is_shown(housing) -> None:
    dropped = compare(housing, dropped={"Q6"})
    shown = scenario(dropped, Condition.NOTHING_DROPPED)
    whole = compare(housing)
    assert shown.totals == {c: whole.figures[c].total for c in housing.refs}
    assert {c: shown.order.of(c).place for c in housing.refs} == order(whole)
    assert scenario(compare(housing), Condition.NOTHING_DROPPED) is None


def test_a_score_agreed_on_a_dropped_question_counts_nowhere(housing) -> None:
    agreed = (AgreedScore(candidate="C03", question="Q6", score=1, reason="Agreed."),)
    left = compare_candidates(
        housing.plan, housing.members, housing.refs, housing.sheets, agreed, dropped={"Q6"}
    )
    assert left.agreed == {}


# Rules changed


def changed_terms(housing, **rules: object):
    terms = terms_of(housing.plan.role)
    heavy = tuple(
        c.model_copy(update={"weight": Fraction(1 if n else 100)}) for n, c in enumerate(terms.competencies)
    )
    return terms.model_copy(update={"competencies": heavy, "scoring": terms.scoring.model_copy(update=rules)})


def test_other_rules_change_the_order_and_not_the_fingerprint(housing) -> None:
    plan = plan_under(housing.plan, changed_terms(housing, combine=Combine.MEDIAN))
    assert plan.fingerprint == housing.plan.fingerprint
    assert plan.questions == housing.plan.questions
    assert plan.role.scoring.combine is Combine.MEDIAN
    found = compare(housing, plan, first=housing.plan)
    assert found.order.first != compare(housing).order.first
    first = scenario(found, Condition.FIRST_RULES)
    assert first.first_changes
    assert {c: first.order.of(c).place for c in housing.refs} == order(compare(housing))


def test_the_rules_taken_up_again_are_those_of_the_plan(housing) -> None:
    assert plan_under(housing.plan, terms_of(housing.plan.role)) == housing.plan
    back = plan_under(plan_under(housing.plan, changed_terms(housing)), terms_of(housing.plan.role))
    assert back == housing.plan


# Who is placed above whom


@pytest.mark.parametrize(
    ("listed", "near", "expected"),
    [
        (("C03",), None, {("C03", "C01"): Closeness.IN_DOUBT}),
        (("C03",), Fraction(1, 10), {("C03", "C01"): Closeness.WITHIN_GAP}),
        (("C03",), Fraction(1, 100), {("C03", "C01"): Closeness.IN_DOUBT}),
        (("C01",), None, {("C01", "C03"): Closeness.HIGHER}),
        (("C04",), None, {("C04", "C03"): Closeness.HIGHER, ("C04", "C01"): Closeness.HIGHER}),
        (
            ("C02",),
            None,
            dict.fromkeys((("C02", "C03"), ("C02", "C01"), ("C02", "C04")), Closeness.UNPLACED),
        ),
        (
            ("C03", "C04", "C01"),
            None,
            {("C03", "C01"): Closeness.IN_DOUBT, ("C04", "C01"): Closeness.HIGHER},
        ),
    ],
)
def test_a_reason_is_called_for_where_the_scores_do_not_carry_the_decision(
    housing, listed, near, expected
) -> None:
    found = {(p.above, p.below): p.closeness for p in close_pairs(compare(housing), listed, near)}
    assert found == expected


def test_what_makes_an_order_unsure_is_told(housing) -> None:
    whole = compare(housing)
    (pair,) = close_pairs(whole, ("C03",), None)
    turned = [(s.condition, s.member) for s in pair.doubts.turned_by]
    assert (Condition.WITHOUT_MEMBER, "P2") in turned
    assert turned == [
        (s.condition, s.member)
        for s in whole.scenarios[1:]
        if (s.order.of("C01").place or 9) <= (s.order.of("C03").place or 9)
    ]
    assert pair.doubts.draws == whole.certainty.draws == 27
    assert pair.doubts.redraws == whole.certainty.of("C01").at(1)
    assert pair.doubts.falls == 27 - whole.certainty.of("C03").at(1)
    assert pair.doubts.members == 0


def test_two_members_are_too_few_to_put_anybody_above_the_next_without_a_reason(housing) -> None:
    pair = [s for s in housing.sheets if s.member != "P2"]
    left = compare_candidates(housing.plan, ("P1", "P3"), housing.refs, pair)
    first, *others = [p.candidate for p in left.order.placed]
    found = close_pairs(left, (first,), None)
    assert [(p.below, p.doubts.members) for p in found] == [(others[0], 2)]


def test_exactly_equal_totals_are_level_even_where_a_declared_rule_parts_them(housing) -> None:
    h = housing
    for question in ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6"):
        for member in h.members:
            for candidate in ("C01", "C04"):
                h = h.with_rating(candidate, question, member, 4)
    found = {(p.above, p.below): p for p in close_pairs(compare(h), ("C04",), None)}
    assert found["C04", "C01"].closeness is Closeness.LEVEL
    assert found["C04", "C01"].distance == 0


def test_those_appointed_together_do_not_stand_above_each_other(housing) -> None:
    pairs = close_pairs(compare(housing), ("C01", "C03"), None, appointed=2)
    assert {(p.above, p.below) for p in pairs} == set()
