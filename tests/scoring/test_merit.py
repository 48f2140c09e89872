from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from interview_kit.domain.rating import Mark
from interview_kit.domain.role import Combine, TieRule
from interview_kit.scoring.comparison import compare_candidates
from interview_kit.scoring.figures import all_figures
from interview_kit.scoring.grid import Cell, Grid
from interview_kit.scoring.merit import Outcome, merit_order
from interview_kit.scoring.rules import CompetencyRule, Rules

WEIGHTS = (Fraction(3), Fraction(2), Fraction(1))


def compare(h):
    return compare_candidates(h.plan, h.members, h.refs, h.sheets, h.agreed)


def grid(**rows: tuple[int | None, ...]) -> Grid:
    """Return one member's scores: a row of questions for each candidate."""
    keys = tuple(f"Q{n}" for n in range(1, len(next(iter(rows.values()))) + 1))
    cells = {
        (c, k): (Cell(Mark.BLANK if s is None else Mark.SCORED, s),)
        for c, row in rows.items()
        for k, s in zip(keys, row, strict=True)
    }
    return Grid(tuple(rows), keys, ("P1",), cells)


def rules(
    *tie_rules: TieRule,
    minimums: tuple[int | None, ...] = (None, None, None),
    overall: Fraction | None = None,
    weights: tuple[Fraction, ...] = WEIGHTS,
) -> Rules:
    parts = tuple(
        CompetencyRule(f"a/q{n}", (f"Q{n}",), w, n == 2, None if m is None else Fraction(m))
        for n, (w, m) in enumerate(zip(weights, minimums, strict=True), start=1)
    )
    return Rules(parts, Combine.MEAN, overall, tie_rules)


def order(g: Grid, r: Rules):
    return merit_order(all_figures(g, r), r)


def places(g: Grid, r: Rules) -> dict[str, int | None]:
    return {p.candidate: p.place for p in order(g, r).placings}


def test_order_is_that_of_the_worked_example(housing) -> None:
    found = [(p.candidate, p.place, p.outcome) for p in compare(housing).order.placings]
    assert found == [
        ("C03", 1, Outcome.APPOINTABLE),
        ("C01", 2, Outcome.APPOINTABLE),
        ("C04", 3, Outcome.APPOINTABLE),
        ("C02", None, Outcome.BELOW_MINIMUM),
        ("C05", None, Outcome.INCOMPLETE),
    ]


def test_higher_total_below_a_minimum_is_not_placed() -> None:
    result = order(grid(A=(4, 1, 4), B=(2, 2, 2)), rules(minimums=(None, 2, None)))
    assert [(p.candidate, p.place) for p in result.placings] == [("B", 1), ("A", None)]
    assert [(m.competency, m.value, m.minimum) for m in result.of("A").missed] == [("a/q2", 1, 2)]


def test_figure_equal_to_the_minimum_meets_it() -> None:
    assert places(grid(A=(2, 2, 2)), rules(minimums=(2, 2, 2), overall=Fraction(2))) == {"A": 1}


def test_total_below_the_overall_minimum_is_not_placed() -> None:
    result = order(grid(A=(3, 3, 3)), rules(overall=Fraction(7, 2)))
    assert result.of("A").outcome is Outcome.BELOW_MINIMUM
    assert result.of("A").missed[0].competency is None


def test_candidate_with_a_missing_rating_is_never_placed() -> None:
    assert places(grid(A=(4, 4, None), B=(1, 1, 1)), rules()) == {"A": None, "B": 1}


def test_minimum_missed_for_certain_decides_whatever_else_is_missing() -> None:
    result = order(grid(A=(4, 1, None)), rules(minimums=(None, 2, None)))
    assert result.of("A").outcome is Outcome.BELOW_MINIMUM


def test_overall_minimum_does_not_decide_while_a_rating_is_missing() -> None:
    result = order(grid(A=(1, 1, None)), rules(overall=Fraction(2)))
    assert result.of("A").outcome is Outcome.INCOMPLETE
    assert [m.final for m in result.of("A").missed] == [False]


def test_equal_totals_share_the_better_place_and_the_next_place_is_left_out() -> None:
    g = grid(A=(2, 4, 2), B=(3, 2, 3), C=(1, 1, 1))
    assert places(g, rules()) == {"A": 1, "B": 1, "C": 3}
    assert order(g, rules()).of("A").tied_with == ("B",)


def test_declared_rule_parts_equal_totals_and_is_recorded() -> None:
    g = grid(A=(2, 4, 2), B=(3, 2, 3))
    result = order(g, rules(TieRule.ESSENTIAL_MEAN))
    assert [(p.candidate, p.place) for p in result.placings] == [("A", 1), ("B", 2)]
    parted = result.parted[0]
    assert (parted.above, parted.below, parted.rule) == ("A", "B", TieRule.ESSENTIAL_MEAN)
    assert (parted.above_value, parted.below_value) == (4, 2)


def test_heaviest_competency_goes_on_to_the_next_when_the_first_is_equal() -> None:
    g = grid(A=(3, 2, 4), B=(3, 3, 2))
    result = order(g, rules(TieRule.HEAVIEST_COMPETENCY))
    assert result.first == ("B",)
    assert (result.parted[0].above_value, result.parted[0].below_value) == (3, 2)


def test_heaviest_competency_takes_competencies_of_equal_weight_together() -> None:
    level = (Fraction(1), Fraction(1), Fraction(1))
    g = grid(A=(4, 2, 3), B=(2, 4, 3))
    assert places(g, rules(TieRule.HEAVIEST_COMPETENCY, weights=level)) == {"A": 1, "B": 1}


def test_second_rule_is_used_only_where_the_first_leaves_a_tie() -> None:
    g = grid(A=(2, 3, 3), B=(1, 3, 6))
    result = order(g, rules(TieRule.ESSENTIAL_MEAN, TieRule.HEAVIEST_COMPETENCY))
    assert result.first == ("A",)
    assert result.parted[0].rule is TieRule.HEAVIEST_COMPETENCY


@given(st.lists(st.tuples(*[st.one_of(st.none(), st.integers(1, 4))] * 3), min_size=1, max_size=6))
def test_places_follow_the_totals_and_only_complete_candidates_above_minimums_have_one(rows) -> None:
    g = grid(**{f"C{n}": row for n, row in enumerate(rows)})
    r = rules(minimums=(2, None, None))
    figures = {f.candidate: f for f in all_figures(g, r)}
    result = order(g, r)
    placed = result.placed
    for p in placed:
        better = [o for o in placed if figures[o.candidate].total > figures[p.candidate].total]
        assert p.place == 1 + len(better)
    for p in result.placings:
        assert (p.place is not None) == (p.outcome is Outcome.APPOINTABLE)
        if p.place is not None:
            assert figures[p.candidate].complete
            assert figures[p.candidate].competencies[0].value >= 2
