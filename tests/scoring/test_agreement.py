from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_kit.domain.rating import Mark
from interview_kit.scoring.agreement import member_profiles, score_pairs
from interview_kit.scoring.comparison import compare_candidates
from interview_kit.scoring.grid import Cell, Grid
from interview_kit.scoring.icc import icc_forms

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
PUBLISHED = {  # R psych 2.2.9 on the table of Shrout and Fleiss (1979): estimate, lower, upper limit
    "one_way": (0.165742, -0.132932, 0.72256),
    "agreement": (0.289764, 0.018787, 0.761084),
    "consistency": (0.714841, 0.342465, 0.945858),
    "one_way_k": (0.442797, -0.884442, 0.912415),
    "agreement_k": (0.620051, 0.071137, 0.927232),
    "consistency_k": (0.909316, 0.675675, 0.985892),
}


def grid(rows: list[list[int | None]]) -> Grid:
    refs = tuple(f"C{n}" for n in range(len(rows)))
    members = tuple(f"P{n}" for n in range(len(rows[0])))
    cells = {
        (c, "Q1"): tuple(Cell(Mark.BLANK if s is None else Mark.SCORED, s) for s in row)
        for c, row in zip(refs, rows, strict=True)
    }
    return Grid(refs, ("Q1",), members, cells)


@pytest.mark.parametrize("form", PUBLISHED)
def test_icc_form_is_the_published_one_to_six_places(form: str) -> None:
    forms = icc_forms(SHROUT_FLEISS)
    assert forms is not None
    found = getattr(forms, form)
    assert (found.estimate, found.low, found.high) == pytest.approx(PUBLISHED[form], abs=1e-6)


def test_icc_needs_two_candidates_and_two_members() -> None:
    assert icc_forms([[1, 2, 3]]) is None
    assert icc_forms([[1], [2]]) is None


def test_icc_of_members_who_agree_in_everything_is_one_without_an_interval() -> None:
    forms = icc_forms([[1, 1], [2, 2], [4, 4]])
    assert forms is not None
    assert (forms.consistency_k.estimate, forms.consistency_k.low) == (1.0, None)


def test_icc_of_ratings_that_are_all_equal_cannot_be_worked_out() -> None:
    forms = icc_forms([[3, 3], [3, 3]])
    assert forms is not None
    assert forms.agreement.estimate is None


def test_icc_survives_every_small_table() -> None:
    seen = 0
    for values in product((1, 2, 4), repeat=6):
        forms = icc_forms([list(values[:2]), list(values[2:4]), list(values[4:])])
        assert forms is not None
        low, high = forms.consistency.low, forms.consistency.high
        assert low is None or high is None or low <= high
        seen += 1
    assert seen == 729


def test_consistency_ignores_a_members_constant_generosity_and_agreement_does_not() -> None:
    forms = icc_forms([[1, 2], [2, 3], [3, 4]])
    assert forms is not None
    assert forms.consistency.estimate == 1
    assert forms.agreement.estimate is not None
    assert forms.agreement.estimate < 1


def test_deviations_are_those_of_the_published_table() -> None:
    found = [p.deviation for p in member_profiles(grid([list(row) for row in SHROUT_FLEISS]))]
    assert [float(d) for d in found] == pytest.approx([2.375, -2.7916666667, -0.9583333333, 1.375], abs=1e-9)


def test_profiles_and_pairs_are_those_of_the_worked_example(housing) -> None:
    h = housing
    result = compare_candidates(h.plan, h.members, h.refs, h.sheets)
    assert (result.pairs.equal, result.pairs.one_apart, result.pairs.two_or_more) == (42, 38, 5)
    assert [p.deviation for p in result.members] == [Fraction(-4, 21), Fraction(5, 21), Fraction(-1, 21)]
    assert [(p.lowest, p.highest, p.ratings, p.common) for p in result.members] == [
        (1, 4, 29, 28),
        (2, 4, 29, 28),
        (1, 4, 28, 28),
    ]
    assert result.icc is not None
    consistency = result.icc.consistency_k
    assert consistency.estimate == pytest.approx(0.868213, abs=1e-6)


def test_member_who_gives_one_score_throughout_is_flat() -> None:
    profiles = member_profiles(grid([[3, n % 4 + 1] for n in range(6)]))
    assert [p.flat for p in profiles] == [True, False]


def test_answers_that_somebody_did_not_score_do_not_count_for_severity() -> None:
    profiles = member_profiles(grid([[4, 2], [1, None]]))
    assert [p.deviation for p in profiles] == [1, -1]
    assert [p.ratings for p in profiles] == [2, 1]


def test_severity_of_a_single_member_is_not_worked_out() -> None:
    assert [p.deviation for p in member_profiles(grid([[4], [1]]))] == [None]


@settings(max_examples=50)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=3, max_size=3), min_size=1, max_size=5
    )
)
def test_deviations_add_up_to_nothing_and_pairs_to_all_pairs(rows: list[list[int | None]]) -> None:
    g = grid(rows)
    deviations = [p.deviation for p in member_profiles(g)]
    assert sum(d or 0 for d in deviations) == 0
    known = [sum(s is not None for s in row) for row in rows]
    assert score_pairs(g).total == sum(n * (n - 1) // 2 for n in known)


def test_effective_weights_add_up_to_one(housing) -> None:
    h = housing
    weights = compare_candidates(h.plan, h.members, h.refs, h.sheets).weights
    assert sum(w.effective for w in weights) == 1
    assert sum(w.nominal for w in weights) == 1
