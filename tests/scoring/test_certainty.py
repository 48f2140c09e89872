from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from interview_kit.domain.rating import Mark
from interview_kit.domain.role import Combine
from interview_kit.scoring.certainty import Sureness, panel_draws, rank_certainty
from interview_kit.scoring.comparison import compare_candidates
from interview_kit.scoring.grid import Cell, Grid
from interview_kit.scoring.rules import CompetencyRule, Rules

# Shrout and Fleiss (1979), table 2; the counts were computed independently.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
COUNTS = json.loads(
    "[[0,66,190,0,0,0],[0,0,0,0,51,205],[1,220,35,0,0,0],[0,0,0,37,188,31],[256,0,0,0,0,0],[0,0,1,242,13,0]]"
)


def table(rows: list[list[int]]) -> tuple[Grid, Rules]:
    """Return one question rated by all members, for each row a candidate."""
    refs = tuple(f"C{n}" for n in range(len(rows)))
    members = tuple(f"P{n}" for n in range(len(rows[0])))
    cells = {(c, "Q1"): tuple(Cell(Mark.SCORED, s) for s in row) for c, row in zip(refs, rows, strict=True)}
    rules = Rules((CompetencyRule("a/b", ("Q1",), Fraction(1), False, None),), Combine.MEAN, None, ())
    return Grid(refs, ("Q1",), members, cells), rules


def compare(h):
    return compare_candidates(h.plan, h.members, h.refs, h.sheets, h.agreed)


def test_counts_are_the_independently_computed_ones_for_four_raters() -> None:
    certainty = rank_certainty(*table(SHROUT_FLEISS))
    assert certainty.draws == 256
    assert [[c.at(place) for place in range(1, 7)] for c in certainty.candidates] == COUNTS
    assert [c.unplaced for c in certainty.candidates] == [0] * 6


def test_draws_of_the_worked_example(housing) -> None:
    certainty = compare(housing).certainty
    assert certainty.draws == 27
    assert {c.candidate: (c.places, c.unplaced) for c in certainty.candidates} == {
        "C01": (((1, 11), (2, 15), (3, 1)), 0),
        "C02": (((1, 1), (2, 3), (3, 3)), 20),
        "C03": (((1, 19), (2, 8)), 0),
        "C04": (((3, 20), (4, 7)), 0),
    }
    assert certainty.level_first == 4
    assert certainty.of("C05") is None
    assert [certainty.sureness(c, n) for c, n in (("C03", 1), ("C01", 2), ("C04", 3), ("C05", 4))] == [
        Sureness.LIKELY,
        Sureness.OPEN,
        Sureness.LIKELY,
        None,
    ]


def test_exactly_two_thirds_is_likely_and_exactly_95_in_100_is_firm() -> None:
    from interview_kit.scoring.certainty import Certainty, RankCertainty  # noqa: PLC0415 - used once

    for count, draws, word in ((18, 27, "Likely"), (17, 27, "Open"), (95, 100, "Firm"), (94, 100, "Likely")):
        certainty = Certainty(draws, True, (RankCertainty("C01", ((1, count),), draws - count),), 0)
        assert certainty.sureness("C01", 1) == word


def test_draws_of_up_to_five_members_are_all_there() -> None:
    for size in range(1, 6):
        every = Counter(
            tuple(draw.count(m) for m in range(size)) for draw in product(range(size), repeat=size)
        )
        assert panel_draws(size) == every


def test_draws_above_five_members_are_sampled_and_always_the_same() -> None:
    assert panel_draws(6) == panel_draws(6)
    assert sum(panel_draws(6).values()) == 10_000


def test_two_members_are_too_few_and_say_nothing() -> None:
    assert rank_certainty(*table([[3, 4], [2, 2]])).draws == 0


@settings(max_examples=30)
@given(st.lists(st.lists(st.integers(1, 4), min_size=3, max_size=3), min_size=1, max_size=4))
def test_every_candidates_counts_add_up_to_the_draws(rows: list[list[int]]) -> None:
    certainty = rank_certainty(*table(rows))
    for c in certainty.candidates:
        assert c.placed + c.unplaced == 27
    assert sum(c.at(1) for c in certainty.candidates) >= 27
