from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_kit.domain.rating import Mark
from interview_kit.domain.role import Combine
from interview_kit.errors import KitError
from interview_kit.scoring.comparison import compare_candidates
from interview_kit.scoring.figures import Reckoner, mean, median
from interview_kit.scoring.grid import Cell, Grid, build_grid
from interview_kit.scoring.rules import CompetencyRule, Rules

DIVERSITY = "cambridge-core/respecting-diversity-and-equality"


def compare(h):
    return compare_candidates(h.plan, h.members, h.refs, h.sheets, h.agreed)


def one_question(*scores: int | None) -> Grid:
    cells = tuple(Cell(Mark.BLANK if s is None else Mark.SCORED, s) for s in scores)
    members = tuple(f"P{n}" for n in range(1, len(scores) + 1))
    return Grid(("C01",), ("Q1",), members, {("C01", "Q1"): cells})


def rules(combine: Combine = Combine.MEAN) -> Rules:
    return Rules((CompetencyRule("a/b", ("Q1",), Fraction(1), False, None),), combine, None, ())


def test_totals_are_those_of_the_worked_example(housing) -> None:
    found = {c: f.total for c, f in compare(housing).figures.items()}
    assert found == {
        "C01": Fraction(10, 3),
        "C02": Fraction(61, 20),
        "C03": Fraction(67, 20),
        "C04": Fraction(13, 5),
        "C05": Fraction(3),
    }


def test_total_rests_on_the_ratings_that_are_in_and_says_how_many(housing) -> None:
    figures = compare(housing).figures["C05"]
    assert (figures.received, figures.expected, figures.complete) == (14, 18, False)
    assert figures.competencies[-1].value is None


def test_three_orders_of_the_same_sum_are_a_tie_in_exact_figures() -> None:
    values = {
        Reckoner(one_question(*s), rules()).figures("C01").total for s in ((3, 4, 4), (4, 4, 3), (3, 3, 5))
    }
    assert values == {Fraction(11, 3)}


def test_median_of_an_even_panel_is_the_mean_of_the_middle_two() -> None:
    assert Reckoner(one_question(1, 2, 4, 4), rules(Combine.MEDIAN)).figures("C01").total == 3
    assert median([]) is None
    assert mean([]) is None


def test_blank_is_never_a_zero() -> None:
    figures = Reckoner(one_question(4, None, 2), rules()).figures("C01")
    assert figures.total == 3
    assert not figures.complete


def test_question_that_nobody_scored_has_no_figure() -> None:
    figures = Reckoner(one_question(None, None), rules()).figures("C01")
    assert figures.total is None
    assert figures.received == 0


@given(st.lists(st.integers(1, 7), min_size=1, max_size=5))
def test_figure_does_not_depend_on_the_order_of_members(scores: list[int]) -> None:
    for combine in Combine:
        seen = {Reckoner(one_question(*p), rules(combine)).figures("C01").total for p in permutations(scores)}
        assert len(seen) == 1


@given(st.lists(st.one_of(st.none(), st.integers(1, 7)), min_size=1, max_size=5))
def test_figure_lies_between_the_lowest_and_the_highest_score(scores: list[int | None]) -> None:
    known = [s for s in scores if s is not None]
    value = Reckoner(one_question(*scores), rules()).figures("C01").total
    assert (value is None) == (not known)
    if value is not None:
        assert min(known) <= value <= max(known)


@given(st.data())
def test_total_does_not_change_when_all_weights_are_multiplied(data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.fractions(Fraction(1, 10), 10), min_size=2, max_size=4))
    factor = data.draw(st.fractions(Fraction(1, 10), 10))
    scores = data.draw(st.lists(st.integers(1, 4), min_size=len(weights), max_size=len(weights)))
    keys = [f"Q{n}" for n in range(1, len(weights) + 1)]
    grid = Grid(
        ("C01",),
        tuple(keys),
        ("P1",),
        {("C01", k): (Cell(Mark.SCORED, s),) for k, s in zip(keys, scores, strict=True)},
    )

    def total(times: Fraction) -> Fraction | None:
        parts = tuple(
            CompetencyRule(f"a/{k.lower()}", (k,), w * times, False, None)
            for k, w in zip(keys, weights, strict=True)
        )
        return Reckoner(grid, Rules(parts, Combine.MEAN, None, ())).figures("C01").total

    assert total(Fraction(1)) == total(factor)


def test_agreed_score_replaces_the_members_combination_under_the_agreed_basis(housing) -> None:
    from interview_kit.domain.rating import AgreedScore  # noqa: PLC0415 - used once
    from interview_kit.domain.role import Basis  # noqa: PLC0415 - used once

    agreed = (AgreedScore(candidate="C02", question="Q4", score=3, reason="On the probe he saw it."),)
    h = housing.with_scoring(basis=Basis.AGREED)
    result = compare_candidates(h.plan, h.members, h.refs, h.sheets, agreed)
    figure = next(c for c in result.figures["C02"].competencies if c.competency == DIVERSITY)
    assert figure.value == 3
    assert [p.candidate for p in result.order.placed] == ["C03", "C01", "C02", "C04"]
    individual = compare_candidates(housing.plan, h.members, h.refs, h.sheets, agreed)
    assert [p.candidate for p in individual.order.placed] == ["C03", "C01", "C04"]
    assert individual.scenarios[-1].order_changes
    assert result.scenarios[-1].order_changes


def test_grid_refuses_a_sheet_of_another_plan_candidate_member_question_or_level(housing) -> None:
    good = housing.sheets[0]
    bad = [
        good.model_copy(update={"plan": "0" * 64}),
        good.model_copy(update={"candidate": "C99"}),
        good.model_copy(update={"member": "P9"}),
        good.model_copy(update={"ratings": (good.ratings[0].model_copy(update={"question": "Q9"}),)}),
        good.model_copy(update={"ratings": (good.ratings[0].model_copy(update={"score": 5}),)}),
        good.model_copy(update={"ratings": (good.ratings[0], good.ratings[0])}),
    ]
    with pytest.raises(KitError) as raised:
        build_grid(housing.plan, housing.members, housing.refs, bad)
    assert [f.code for f in raised.value.findings] == [
        "sheet-plan",
        "sheet-candidate",
        "sheet-member",
        "sheet-question",
        "sheet-off-scale",
        "sheet-question-twice",
    ]


def test_grid_refuses_two_sheets_of_one_member_on_one_candidate(housing) -> None:
    with pytest.raises(KitError, match="more than one sheet"):
        build_grid(housing.plan, housing.members, housing.refs, (housing.sheets[0], housing.sheets[0]))
