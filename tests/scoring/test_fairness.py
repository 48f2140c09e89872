from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from interview_kit.scoring.fairness import (
    FOUR_FIFTHS,
    GroupCount,
    characteristic_result,
    count_groups,
    fisher_exact,
    hidden_groups,
    impact_ratio,
)
from tests.scoring.tables import ORACLES

CASES = [case for case in ORACLES["adverse_impact"] if "fisher2" in case and "sel" in case]
TEA = next(case for case in ORACLES["adverse_impact"] if "tea" in case)
LEAST = 4


def two(selected: int, total: int, others: int, all_others: int) -> tuple[GroupCount, GroupCount]:
    return GroupCount("a", selected, total), GroupCount("b", others, all_others)


@pytest.mark.parametrize("case", CASES, ids=[str(c["sel"]) for c in CASES])
def test_ratio_and_fisher_are_the_published_ones(case) -> None:
    first, second = two(*case["sel"])
    low, high = sorted([first.rate, second.rate])
    assert float(impact_ratio(low, high) or 0) == pytest.approx(case["ratio"], abs=1e-6)
    assert float(fisher_exact(first, second)) == pytest.approx(case["fisher2"], abs=1e-6)
    assert fisher_exact(second, first) == fisher_exact(first, second)


def test_cases_with_a_published_probability_were_there() -> None:
    assert len(CASES) == 4


def test_fisher_is_that_of_the_lady_tasting_tea() -> None:
    (a, b), (c, d) = TEA["tea"]
    found = fisher_exact(GroupCount("milk", a, a + b), GroupCount("tea", c, c + d))
    assert float(found) == pytest.approx(TEA["fisher2"], abs=1e-6)


@pytest.mark.parametrize("numbers", ORACLES["float_traps"]["four_fifths_exactly_0.8"])
def test_exactly_four_fifths_is_not_flagged(numbers) -> None:
    first, second = two(*(10 * n for n in numbers))
    low, high = sorted([first.rate, second.rate])
    assert impact_ratio(low, high) == FOUR_FIFTHS
    assert [r.below_four_fifths for r in characteristic_result("x", (first, second)).shown] == [False, False]


def test_just_below_four_fifths_is_flagged() -> None:
    first, second = two(79, 100, 100, 100)
    found = characteristic_result("x", (first, second))
    assert [(r.count.group, r.ratio, r.below_four_fifths) for r in found.shown] == [
        ("a", Fraction(79, 100), True),
        ("b", None, False),
    ]
    assert found.reference == "b"


def test_published_rates_are_flagged_as_published() -> None:
    case = next(c for c in ORACLES["adverse_impact"] if "rates" in c)
    counts = [GroupCount(f"g{n}", round(100 * r), 100) for n, r in enumerate(case["rates"])]
    found = characteristic_result("x", counts).shown
    assert [float(r.ratio) if r.ratio else 1 for r in found] == case["ratios"]
    assert [r.below_four_fifths for r in found] == case["flag"]


def test_group_not_stated_is_counted_and_never_compared() -> None:
    counts = count_groups([("women", True)] * 12 + [("men", False)] * 12 + [("not stated", True)] * 12)
    found = characteristic_result("Sex", counts, apart="not stated")
    assert {r.count.group: r.ratio for r in found.shown} == {"women": None, "men": 0, "not stated": None}
    assert found.reference == "women"


def test_nobody_selected_has_no_ratio_and_no_flag() -> None:
    found = characteristic_result("x", two(0, 12, 0, 15)).shown
    assert [(r.ratio, r.below_four_fifths) for r in found] == [(None, False), (None, False)]


def test_one_small_group_takes_the_smallest_other_with_it() -> None:
    counts = [GroupCount("a", 2, 5), GroupCount("b", 5, 12), GroupCount("c", 20, 40)]
    assert hidden_groups(counts) == {"a", "b"}


def test_groups_of_which_all_or_none_were_selected_take_another_with_them() -> None:
    counts = [GroupCount("a", 0, 5), GroupCount("b", 0, 6), GroupCount("c", 5, 12), GroupCount("d", 9, 40)]
    assert hidden_groups(counts) == {"a", "b", "c"}


def test_groups_of_one_size_take_another_with_them_because_those_shown_are_larger() -> None:
    counts = [GroupCount("a", 2, 8), GroupCount("b", 3, 8), GroupCount("c", 5, 12), GroupCount("d", 9, 40)]
    assert hidden_groups(counts) == {"a", "b", "c"}
    assert hidden_groups(counts[:2]) is None


def test_what_hiding_cannot_protect_is_withheld() -> None:
    found = characteristic_result("x", [GroupCount("a", 1, 5)])
    assert (found.withheld, found.shown, found.hidden) == (True, (), ())


GROUPS = st.lists(st.integers(1, 5).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=3)


def tables(groups: int, selected: int, total: int):
    """Every way to spread totals and selected over so many groups of one or more each."""
    for totals in product(range(1, total + 1), repeat=groups):
        if sum(totals) == total:
            for chosen in product(*(range(n + 1) for n in totals)):
                if sum(chosen) == selected:
                    yield tuple(zip(chosen, totals, strict=True))


@settings(max_examples=100, deadline=None)
@given(GROUPS)
@example([(0, 4), (0, 3), (1, 3)])
def test_no_hidden_figure_can_be_worked_out_even_by_who_knows_the_rule(groups) -> None:
    """Who subtracts what is shown from the totals, and tries the rule on every remaining table, learns no cell."""
    counts = [GroupCount(f"g{n}", s, t) for n, (s, t) in enumerate(groups)]
    hidden = hidden_groups(counts, least=LEAST)
    assume(hidden)
    kept = [c for c in counts if c.group in hidden]
    possible = []
    for table in tables(len(kept), sum(c.selected for c in kept), sum(c.total for c in kept)):
        guess = dict(zip((c.group for c in kept), table, strict=True))
        whole = [GroupCount(c.group, *guess[c.group]) if c.group in guess else c for c in counts]
        if hidden_groups(whole, least=LEAST) == hidden:
            possible.append(table)
    assert tuple((c.selected, c.total) for c in kept) in possible
    for at in range(len(kept)):
        assert len({table[at][0] for table in possible}) > 1
        assert len({table[at][1] for table in possible}) > 1


@settings(max_examples=100, deadline=None)
@given(GROUPS)
def test_no_group_below_the_least_is_ever_shown(groups) -> None:
    counts = [GroupCount(f"g{n}", s, t) for n, (s, t) in enumerate(groups)]
    found = characteristic_result("x", counts, least=LEAST)
    assert [r.count for r in found.shown if r.count.total < LEAST] == []
    assert len(found.hidden) != 1
    assert found.withheld or len(found.shown) + len(found.hidden) == len(counts)
