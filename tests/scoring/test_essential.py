"""The share of essential marks, and essential figures above the lowest level."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_kit.domain.rating import Mark
from interview_kit.domain.role import Combine, ScoringRules
from interview_kit.scoring.figures import all_figures
from interview_kit.scoring.grid import Cell, Grid
from interview_kit.scoring.merit import Minimum, Outcome, essential_share, merit_order
from interview_kit.scoring.rules import CompetencyRule, EssentialRule, Rules


def rules(share: Fraction | None = Fraction(3, 5), *, above_lowest: bool = False, highest: int = 5) -> Rules:
    """Two essential competencies of weights 2 and 1, and one that is not."""
    parts = (
        CompetencyRule("a/one", ("Q1",), Fraction(2), True, None),
        CompetencyRule("a/two", ("Q2",), Fraction(1), True, None),
        CompetencyRule("a/three", ("Q3",), Fraction(9), False, None),
    )
    return Rules(parts, Combine.MEAN, None, (), {}, EssentialRule(1, highest, share, above_lowest))


def grid(*scores: int | None) -> Grid:
    cells = {
        ("C01", f"Q{n}"): (Cell(Mark.BLANK if s is None else Mark.SCORED, s),)
        for n, s in enumerate(scores, start=1)
    }
    return Grid(("C01",), ("Q1", "Q2", "Q3"), ("P1",), cells)


def placing(r: Rules, *scores: int | None):
    return merit_order(all_figures(grid(*scores), r), r).of("C01")


def test_the_share_is_of_the_weighted_marks_against_the_top_of_the_scale() -> None:
    r = rules()
    figures = all_figures(grid(4, 1, 1), r)[0]
    assert essential_share(figures, r) == Fraction(2 * 4 + 1 * 1, (2 + 1) * 5) == Fraction(3, 5)


@pytest.mark.parametrize(
    ("scores", "outcome"),
    [
        ((4, 1, 1), Outcome.APPOINTABLE),  # 9 of 15, exactly three fifths
        ((3, 2, 5), Outcome.BELOW_MINIMUM),  # 8 of 15, whatever the third competency gives
        ((1, 5, 5), Outcome.BELOW_MINIMUM),
        ((3, 3, 1), Outcome.APPOINTABLE),
    ],
)
def test_the_share_decides_exactly(scores: tuple[int, ...], outcome: Outcome) -> None:
    assert placing(rules(), *scores).outcome is outcome


def test_an_essential_figure_at_the_lowest_level_decides_though_the_share_is_reached() -> None:
    found = placing(rules(above_lowest=True), 5, 1, 5)
    assert found.outcome is Outcome.BELOW_MINIMUM
    assert [(m.kind, m.competency) for m in found.missed] == [(Minimum.ABOVE_LOWEST, "a/two")]
    assert placing(rules(above_lowest=True), 5, 2, 1).outcome is Outcome.APPOINTABLE


def test_a_missing_essential_rating_leaves_the_share_open() -> None:
    found = placing(rules(), 2, None, 5)
    assert [(m.kind, m.final) for m in found.missed] == [(Minimum.ESSENTIAL_SHARE, False)]
    assert found.outcome is Outcome.INCOMPLETE


def test_a_missing_rating_elsewhere_does_not() -> None:
    assert placing(rules(), 2, 2, None).outcome is Outcome.BELOW_MINIMUM


@given(
    scores=st.tuples(*[st.integers(1, 7)] * 3),
    share=st.builds(Fraction, st.integers(1, 9), st.just(9)),
    factor=st.builds(Fraction, st.integers(1, 9), st.integers(1, 9)),
)
def test_weights_count_only_in_relation_to_each_other(
    scores: tuple[int, ...], share: Fraction, factor: Fraction
) -> None:
    first = rules(share, highest=7)
    other = Rules(
        tuple(
            CompetencyRule(c.id, c.questions, c.weight * factor, c.essential, c.minimum)
            for c in first.competencies
        ),
        first.combine,
        None,
        (),
        {},
        first.essential,
    )
    assert placing(first, *scores).outcome is placing(other, *scores).outcome


def test_rules_that_are_not_declared_leave_a_profile_as_it_was_written() -> None:
    plain = ScoringRules().model_dump(mode="json")
    assert set(plain) == {"basis", "combine", "overall_minimum", "tie_rules"}
    declared = ScoringRules(essential_share="3/5", essential_above_lowest=True)
    assert ScoringRules.model_validate(declared.model_dump(mode="json")) == declared
