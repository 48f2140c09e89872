from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interview_kit.scoring.alpha import alpha_of, ordinal_alpha
from interview_kit.scoring.connection import connected_groups, group_orders
from interview_kit.scoring.figures import all_figures
from interview_kit.scoring.icc import icc_forms
from interview_kit.scoring.question_agreement import question_agreement
from interview_kit.scoring.variance import difference_in_doubt, variance_components
from tests.scoring.tables import ORACLES, grid, rules

SHROUT_FLEISS = ORACLES["shrout_fleiss_1979"]["data"]
C_DATA = ORACLES["krippendorff_c_data"]
SCORES = st.integers(1, 4)
TABLES = st.integers(2, 4).flatmap(
    lambda members: st.lists(st.lists(SCORES, min_size=members, max_size=members), min_size=2, max_size=6)
)
GAPPY = st.lists(st.lists(st.none() | SCORES, min_size=4, max_size=4), min_size=2, max_size=7)


@pytest.mark.parametrize("variant", ["variant_irr", "variant_rel"])
def test_alpha_is_the_published_one_wherever_the_lone_score_stands(variant: str) -> None:
    found = alpha_of(zip(*C_DATA[variant], strict=True))
    assert found is not None
    assert found.estimate == pytest.approx(C_DATA["alpha"]["ordinal"], abs=1e-6)
    assert (found.answers, found.scores) == (11, 40)


def test_alpha_is_silent_without_two_scores_of_one_answer_or_without_a_difference() -> None:
    assert alpha_of([]) is None
    assert alpha_of([[1, None], [None, 2]]) is None
    assert alpha_of([[3, 3], [3, 3]]) is None


@settings(max_examples=60)
@given(GAPPY, st.permutations(range(4)), st.integers(1, 50))
def test_alpha_is_the_same_for_other_orders_of_members_and_answers_and_for_relabelled_levels(
    rows: list[list[int | None]], order: list[int], more: int
) -> None:
    found = alpha_of(rows)
    moved = [[row[at] for at in order] for row in reversed(rows)]
    relabelled = [[None if s is None else (s + 1) * (s + 1) + more for s in row] for row in rows]
    for other in (alpha_of(moved), alpha_of(relabelled)):
        if found is None:
            assert other is None
        else:
            assert other is not None
            assert other.estimate == pytest.approx(found.estimate, abs=1e-9)


def test_alpha_of_two_members_who_always_agree_is_one() -> None:
    found = ordinal_alpha(grid([[[1, 1]], [[4, 4]], [[2, None]]]))
    assert found is not None
    assert (found.estimate, found.answers, found.scores) == (1.0, 2, 4)


def test_components_and_coefficients_are_those_of_the_published_table() -> None:
    expected = ORACLES["shrout_fleiss_1979"]["g_theory_pxr"]
    found = variance_components(SHROUT_FLEISS)
    assert found is not None
    assert (found.relative, found.absolute) != (None, None)
    seen = {
        "var_p": found.candidates,
        "var_r": found.members,
        "var_pr_e": found.rest,
        "Erho2_n4": found.relative,
        "Phi_n4": found.absolute,
        "rel_SEM_n4": found.relative_sem,
    }
    published = {name: expected[name] for name in seen}
    assert {name: float(value or 0) for name, value in seen.items()} == pytest.approx(published, abs=1e-6)
    assert sum(found.shares or ()) == 1


def test_components_with_missing_ratings_are_the_published_ones() -> None:
    expected = ORACLES["p_x_i_missing"]
    found = variance_components(expected["data"])
    assert found is not None
    parts = [float(v) for v in (found.candidates, found.members, found.rest)]
    assert parts == pytest.approx([expected["henderson1_var"][k] for k in ("p", "i", "pi")], abs=5e-5)
    # The published coefficients were worked out from the components as printed.
    printed = {name: Fraction(str(value)) for name, value in expected["henderson1_var"].items()}
    found = replace(found, candidates=printed["p"], members=printed["i"], rest=printed["pi"])
    assert float(found.relative or 0) == pytest.approx(expected["Erho2"], abs=5e-5)
    assert float(found.absolute or 0) == pytest.approx(expected["Phi"], abs=5e-5)


@settings(max_examples=60)
@given(TABLES)
def test_coefficients_of_complete_ratings_are_the_icc_forms_unless_a_component_is_negative(
    rows: list[list[int]],
) -> None:
    found, forms = variance_components(rows), icc_forms(rows)
    assert found is not None
    assert forms is not None
    assume(min(found.candidates, found.members, found.rest) >= 0)
    for own, form in ((found.relative, forms.consistency_k), (found.absolute, forms.agreement_k)):
        if own is None:
            assert form.estimate is None
        else:
            assert float(own) == pytest.approx(form.estimate, abs=1e-9)


@settings(max_examples=60)
@given(GAPPY, st.permutations(range(4)), st.integers(-20, 20))
def test_components_are_the_same_for_other_orders_and_when_a_constant_is_added(
    rows: list[list[int | None]], order: list[int], more: int
) -> None:
    moved = [[row[at] for at in order] for row in reversed(rows)]
    raised = [[None if v is None else v + more for v in row] for row in rows]
    found = variance_components(rows)
    assert variance_components(moved) == found
    assert variance_components(raised) == found


def test_components_need_two_candidates_two_members_and_more_ratings_than_either() -> None:
    assert variance_components([[1, 2, 3]]) is None
    assert variance_components([[1], [2]]) is None
    assert variance_components([[1, None], [None, 2]]) is None
    assert variance_components([]) is None


def test_members_who_are_copies_of_each_other_leave_nothing_but_candidates() -> None:
    found = variance_components([[1, 1, 1], [3, 3, 3], [4, 4, 4]])
    assert found is not None
    assert (found.members, found.rest, found.relative, found.relative_sem) == (0, 0, 1, 0)


def test_difference_in_doubt_is_the_published_band() -> None:
    banding = ORACLES["banding"]
    sem = banding["SD"] * math.sqrt(1 - banding["rxx"])
    assert sem == pytest.approx(banding["SEM"], abs=1e-9)
    assert sem * math.sqrt(2) == pytest.approx(banding["SED"], abs=1e-9)
    assert difference_in_doubt(sem) == pytest.approx(banding["band_1.96"], abs=1e-9)


@pytest.mark.parametrize("single", ["0.44", "0.74"])
def test_icc_for_more_members_follows_spearman_and_brown(single: str) -> None:
    from interview_kit.scoring.icc import Icc, stepped_up  # noqa: PLC0415 - used once

    for count, expected in ORACLES["spearman_brown"][single].items():
        found = stepped_up(Icc(float(single), None, None), int(count)).estimate
        assert found == pytest.approx(expected, abs=1e-9)


@settings(max_examples=40)
@given(TABLES, st.integers(-20, 20), st.randoms(use_true_random=False))
def test_icc_forms_are_the_same_for_other_orders_and_when_a_constant_is_added(rows, more, dice) -> None:
    order = list(range(len(rows[0])))
    dice.shuffle(order)
    assert icc_forms([[row[at] for at in order] for row in reversed(rows)]) == icc_forms(rows)
    assert icc_forms([[v + more for v in row] for row in rows]) == icc_forms(rows)


def test_agreement_on_a_question_counts_ranges_and_leaves_out_what_nobody_else_scored() -> None:
    found = question_agreement(grid([[[3, 3, 3]], [[3, 4, None]], [[1, 4, 2]], [[2, None, None]]]))[0]
    assert (found.answers, found.widest, found.exact, found.within_one) == (3, 3, 1, 2)
    assert found.mean_range == Fraction(4, 3)


def test_agreement_on_a_question_that_one_member_scored_is_silent() -> None:
    found = question_agreement(grid([[[3, None]], [[None, 2]]]))[0]
    assert (found.answers, found.widest, found.mean_range) == (0, None, None)


@settings(max_examples=60)
@given(GAPPY, st.permutations(range(4)))
def test_agreement_on_a_question_is_the_same_for_other_orders_relabelled_alike_and_with_a_double(
    rows: list[list[int | None]], order: list[int]
) -> None:
    found = question_agreement(grid([[row] for row in rows]))
    moved = [[[row[at] for at in order]] for row in reversed(rows)]
    doubled = [[[*row, row[0]]] for row in rows if sum(s is not None for s in row) > 1]
    assert question_agreement(grid(moved)) == found
    assert found[0].exact <= found[0].within_one <= found[0].answers
    if doubled:
        assert question_agreement(grid(doubled)) == found


def test_candidates_are_one_group_when_a_chain_of_members_holds_them_together() -> None:
    chain = grid([[[3, None, None]], [[2, 3, None]], [[None, 4, 1]]])
    assert [g.candidates for g in connected_groups(chain, rules(1))] == [("C0", "C1", "C2")]
    assert group_orders(chain, rules(1)) == ()


def test_candidates_seen_by_different_members_have_an_order_each_and_none_together() -> None:
    apart = grid([[[3, 3, None, None]], [[None, None, 4, 4]], [[2, 3, None, None]], [[None] * 4]])
    first, second = group_orders(apart, rules(1))
    assert (first.group.candidates, first.group.members) == (("C0", "C2"), ("P1", "P2"))
    assert [(p.candidate, p.place) for p in first.order.placings] == [("C0", 1), ("C2", 2)]
    assert first.totals == {"C0": Fraction(3), "C2": Fraction(5, 2)}
    assert (second.group.members, second.order.first) == (("P3", "P4"), ("C1",))


@settings(max_examples=80)
@given(
    st.lists(
        st.lists(st.lists(st.none() | SCORES, min_size=3, max_size=3), min_size=2, max_size=2),
        min_size=1,
        max_size=5,
    ),
    st.sets(st.tuples(st.integers(0, 4), st.integers(1, 2))),
)
def test_all_whom_one_order_places_are_in_one_group(rows, settled) -> None:
    made = grid(rows)
    known = {(f"C{c}", f"Q{q}"): 3 for c, q in settled if c < len(rows)}
    own = replace(rules(1, 1), settled=known)
    complete = {f.candidate for f in all_figures(made, own) if f.complete}
    groups = connected_groups(made, own)
    assert [c for g in groups for c in g.candidates] != [] or not complete
    assert len([g for g in groups if complete & set(g.candidates)]) <= 1
    members = [m for g in groups for m in g.members]
    assert len(members) == len(set(members))


def test_groups_are_the_same_whichever_way_members_and_candidates_stand() -> None:
    rows = [[[3, None, None, None]], [[None, 4, 1, None]], [[2, None, None, 2]], [[None, None, 3, None]]]
    sizes = {
        tuple(sorted(len(g.candidates) for g in connected_groups(grid(list(order)), rules(1))))
        for order in permutations(rows)
    }
    assert sizes == {(2, 2)}
