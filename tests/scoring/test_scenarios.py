from __future__ import annotations

from fractions import Fraction

from interview_kit.scoring.comparison import compare_candidates
from interview_kit.scoring.scenarios import Condition


def found(h):
    return compare_candidates(h.plan, h.members, h.refs, h.sheets).scenarios


def test_orders_are_those_of_the_worked_example(housing) -> None:
    rows = [
        (s.condition, s.member, [p.candidate for p in s.order.placed], s.first_changes)
        for s in found(housing)
    ]
    assert rows == [
        (Condition.AS_IT_STANDS, None, ["C03", "C01", "C04"], False),
        (Condition.WITHOUT_MEMBER, "P1", ["C03", "C01", "C02", "C04"], False),
        (Condition.WITHOUT_MEMBER, "P2", ["C01", "C03", "C04"], True),
        (Condition.WITHOUT_MEMBER, "P3", ["C03", "C01", "C02", "C04"], False),
        (Condition.OTHER_AVERAGE, None, ["C03", "C01", "C04"], False),
        (Condition.EQUAL_WEIGHTS, None, ["C03", "C01", "C04"], False),
    ]
    assert found(housing)[1].totals["C02"] == Fraction(127, 40)
    assert found(housing)[1].now_meet == {"C02"}


def test_candidate_whose_only_gap_is_one_members_sheet_is_complete_without_that_member(housing) -> None:
    h = housing.without_sheet("C04", "P2")
    without = next(s for s in found(h) if s.member == "P2")
    assert without.now_complete == {"C04"}


def test_panel_of_one_has_nobody_to_leave_out(housing) -> None:
    assert [s.condition for s in found(housing.with_panel("P1"))] == [
        Condition.AS_IT_STANDS,
        Condition.EQUAL_WEIGHTS,
    ]


def test_panel_of_two_has_no_other_average(housing) -> None:
    conditions = {s.condition for s in found(housing.with_panel("P1", "P2"))}
    assert conditions == {Condition.AS_IT_STANDS, Condition.WITHOUT_MEMBER, Condition.EQUAL_WEIGHTS}
