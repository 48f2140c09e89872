"""What is worked out quickly for many is what working out one by one gives."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_kit.domain.role import Combine, TieRule
from interview_kit.scoring import certainty
from interview_kit.scoring.certainty import panel_draws, rank_certainty
from interview_kit.scoring.columns import columns_of, places
from interview_kit.scoring.figures import Reckoner, all_figures
from interview_kit.scoring.merit import merit_order
from interview_kit.scoring.open_points import Turns, open_points
from interview_kit.scoring.rules import EssentialRule
from tests.scoring.tables import grid, rules

WEIGHTS = st.sampled_from([Fraction(1), Fraction(2), Fraction(3, 2), Fraction(1, 3)])
LEAST = st.none() | st.sampled_from([Fraction(2), Fraction(5, 2), Fraction(8, 3)])
ESSENTIAL = st.none() | st.builds(
    EssentialRule,
    st.just(1),
    st.just(4),
    st.none() | st.sampled_from([Fraction(3, 5), Fraction(1, 2), Fraction(5, 8), Fraction(2, 3)]),
    st.booleans(),
)
TIES = st.sampled_from([(), (TieRule.ESSENTIAL_MEAN,), (TieRule.HEAVIEST_COMPETENCY, TieRule.ESSENTIAL_MEAN)])


@st.composite
def campaigns(draw, *, fewest: int = 3, missing: bool = True):
    size = draw(st.integers(fewest, 5))
    sizes = draw(st.lists(st.integers(1, 2), min_size=1, max_size=3))
    level = st.integers(1, 4)
    score = st.one_of(level, level, level, st.none()) if missing else level
    answer = st.lists(score, min_size=size, max_size=size)
    rows = draw(st.lists(st.lists(answer, min_size=sum(sizes), max_size=sum(sizes)), min_size=1, max_size=6))
    made = rules(
        *sizes,
        weights=draw(st.lists(WEIGHTS, min_size=len(sizes), max_size=len(sizes))),
        minimums=draw(st.lists(LEAST, min_size=len(sizes), max_size=len(sizes))),
        overall=draw(LEAST),
        combine=draw(st.sampled_from(Combine)),
        ties=draw(TIES),
    )
    made = replace(made, essential=draw(ESSENTIAL))
    settled = draw(
        st.dictionaries(
            st.tuples(st.integers(0, len(rows) - 1), st.integers(1, sum(sizes))), level, max_size=2
        )
    )
    known = {(f"C{c}", f"Q{q}"): s for (c, q), s in settled.items()}
    return grid(rows), replace(made, settled=known)


@settings(max_examples=150, deadline=None)
@given(campaigns())
def test_places_of_all_at_once_are_those_of_the_merit_order_in_every_draw(campaign) -> None:
    made, own = campaign
    columns = columns_of(made, own, made.candidates)
    assert columns is not None
    draws = list(panel_draws(len(made.members)))
    for counts in (draws[0], (1,) * len(made.members), draws[-1], draws[len(draws) // 2]):
        order = merit_order(all_figures(made, own, counts), own)
        wanted = [order.of(c).place or 0 for c in made.candidates]
        assert places(columns, counts).tolist() == wanted


@settings(max_examples=60, deadline=None)
@given(campaigns(missing=False))
def test_certainty_in_columns_is_certainty_in_fractions(campaign) -> None:
    made, own = campaign
    quick = rank_certainty(made, own)
    drawn = panel_draws(len(made.members))
    slow: dict[str, Counter[int]] = {c: Counter() for c in made.candidates}
    level = 0
    for counts, times in drawn.items():
        order = merit_order(all_figures(made, own, counts), own)
        level += times if len(order.first) > 1 else 0
        for placing in order.placings:
            slow[placing.candidate][placing.place or 0] += times
    assert quick.level_first == level
    assert [c.candidate for c in quick.candidates] == list(slow)
    for found in quick.candidates:
        counted = {**dict(found.places), **({0: found.unplaced} if found.unplaced else {})}
        assert counted == dict(slow[found.candidate])


@settings(max_examples=30, deadline=None)
@given(campaigns(missing=False))
def test_certainty_is_the_same_where_numbers_do_not_fit_a_column(campaign) -> None:
    made, own = campaign
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("interview_kit.scoring.columns.LARGEST", 1)
        assert columns_of(made, own, made.candidates) is None
        slow = rank_certainty(made, own)
    assert slow == rank_certainty(made, own)


def test_certainty_is_the_same_a_few_draws_at_a_time(monkeypatch) -> None:
    made, own = grid([[[1, 2, 4]], [[2, 2, 3]], [[4, 1, 1]]]), rules(1)
    whole = rank_certainty(made, own)
    monkeypatch.setattr(certainty, "AT_ONCE", 6)
    assert rank_certainty(made, own) == whole
    assert whole.draws == 27


def test_weights_that_do_not_fit_are_refused_not_wrapped() -> None:
    made = grid([[[1, 2, 4], [1, 1, 1]]])
    huge = rules(1, 1, weights=[Fraction(1, 2**61 - 1), Fraction(1, 3)])
    assert columns_of(made, huge, made.candidates) is None
    assert rank_certainty(made, huge).draws == 27


def turns_by_sorting_again(made, own, order, where, scores) -> Turns:
    """The plain way: settle each score given, work out the whole order again, and compare."""
    figures = {f.candidate: f for f in all_figures(made, own)}
    places_now = {p.candidate: p.place for p in order.placings}
    outcome = first = moved = False
    rival = None
    for score in sorted(scores):
        settled = replace(own, settled={**own.settled, where: score})
        changed = {**figures, where[0]: Reckoner(made, settled).figures(where[0])}
        other = merit_order(changed.values(), settled)
        outcome |= other.of(where[0]).outcome is not order.of(where[0]).outcome
        moved |= {p.candidate: p.place for p in other.placings} != places_now
        if set(other.first) != set(order.first):
            first = True
            pair = other.first if where[0] in order.first else order.first
            rival = rival or next((c for c in pair if c != where[0]), None)
    mine, theirs = figures[where[0]].total, figures[rival].total if rival else None
    gap = abs(mine - theirs) if mine is not None and theirs is not None else None
    return Turns(outcome, first, moved, rival, gap)


@settings(max_examples=200, deadline=None)
@given(campaigns(fewest=2))
def test_what_turns_on_a_point_is_what_sorting_everybody_again_shows(campaign) -> None:
    made, own = campaign
    order = merit_order(all_figures(made, own), own)
    for point in open_points(made, own, order):
        if point.question is None or point.spread is None:
            continue
        where = (point.candidate, point.question)
        scores = {s for s in made.scores(*where) if s is not None}
        assert point.turns == turns_by_sorting_again(made, own, order, where, scores)


def dealt(count: int):
    """A campaign of so many candidates, four members and five questions, as if dealt from one pack."""
    rows = [
        [[1 + (c * 7 + q * 5 + m * 3 + (c * c + q) // 3) % 4 for m in range(4)] for q in range(5)]
        for c in range(count)
    ]
    return grid(rows), rules(1, 1, 2, 1, weights=[3, 2, 2, 1], minimums=[2, None, 2])


def seconds(count: int) -> float:
    made, own = dealt(count)
    before = time.process_time()
    order = merit_order(all_figures(made, own), own)
    points = open_points(made, own, order)
    found = rank_certainty(made, own)
    assert len(points) > count
    assert len(found.candidates) == count
    return time.process_time() - before


def test_four_times_the_candidates_take_about_four_times_as_long_not_sixteen() -> None:
    seconds(50)
    small, large = min(seconds(300) for _ in range(2)), min(seconds(1200) for _ in range(2))
    assert large < 8 * small
