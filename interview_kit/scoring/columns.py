"""Places of all candidates at once: the rules in whole numbers, a column a figure.

A re-draw of the panel needs every candidate's place and nothing else. Worked out one by one as fractions
that takes minutes for tens of thousands of candidates; here every figure is a whole number over one
common denominator, so that nothing is rounded, and a re-draw takes a few passes over columns of numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_kit.domain.role import Combine, TieRule
from interview_kit.scoring.grid import Grid
from interview_kit.scoring.rules import Rules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

LARGEST = 2**62
"""Whole numbers above this might not fit a column; candidates are then worked out one by one."""


@dataclass(frozen=True)
class Columns:
    """The scores of some candidates, and the rules in whole numbers."""

    rules: Rules
    size: int
    """Members."""
    scores: Numbers
    """By candidate, question and member; 0 where there is none, which :attr:`given` tells from a score."""
    given: Flags
    settled: Numbers
    """By candidate and question; 0 where none is settled, which :attr:`is_settled` tells from a score."""
    is_settled: Flags
    questions: tuple[tuple[int, ...], ...]
    """By competency: where its questions stand."""
    weights: tuple[int, ...]
    """The rules' weights, all times one number."""


@dataclass(frozen=True)
class _Level:
    """A figure of every candidate: ``value`` over a denominator that all share."""

    value: Numbers
    complete: Flags


def columns_of(grid: Grid, rules: Rules, candidates: Sequence[str]) -> Columns | None:
    """Return the candidates' scores in columns, or ``None`` if a figure might be too large for one."""
    import numpy as np  # noqa: PLC0415 - half of what a small command takes

    rows = [grid.rows[c] for c in candidates]
    shape = (len(candidates), len(grid.questions), len(grid.members))
    scores = np.array([[[s or 0 for s in scores] for scores in row] for row in rows], dtype=np.int64)
    given = np.array([[[s is not None for s in scores] for scores in row] for row in rows], dtype=np.bool_)
    settled = np.zeros(shape[:2], dtype=np.int64)
    is_settled = np.zeros(shape[:2], dtype=np.bool_)
    at_candidate = {c: at for at, c in enumerate(candidates)}
    at_question = {q: at for at, q in enumerate(grid.questions)}
    for (candidate, question), score in rules.settled.items():
        if candidate in at_candidate and question in at_question:
            settled[at_candidate[candidate], at_question[question]] = score
            is_settled[at_candidate[candidate], at_question[question]] = True
    common = math.lcm(*(c.weight.denominator for c in rules.competencies))
    found = Columns(
        rules=rules,
        size=len(grid.members),
        scores=scores.reshape(shape),
        given=given.reshape(shape),
        settled=settled,
        is_settled=is_settled,
        questions=tuple(tuple(at_question[q] for q in c.questions) for c in rules.competencies),
        weights=tuple(int(c.weight * common) for c in rules.competencies),
    )
    top = 1 if rules.essential is None else rules.essential.highest
    highest = max(top, int(abs(found.scores).max(initial=0)), int(abs(settled).max(initial=0)))
    return found if _fits(found, highest) else None


def places(columns: Columns, counts: Sequence[int]) -> Numbers:
    """Return every candidate's place, as :func:`interview_kit.scoring.merit.merit_order` gives it; 0 for none.

    ``counts`` says how often each member counts, all together as often as the panel has members. Only
    candidates who are complete in this draw and meet every minimum have a place.
    """
    import numpy as np  # noqa: PLC0415 - see columns_of

    levels = _competencies(columns, counts)
    wide = _competency_denominator(columns)
    weights = columns.weights
    total = sum((w * level.value for w, level in zip(weights, levels, strict=True)), np.int64(0))
    placed = np.ones(len(columns.scores), dtype=np.bool_)
    for rule, level in zip(columns.rules.competencies, levels, strict=True):
        placed &= level.complete
        if rule.minimum is not None:
            placed &= level.value * rule.minimum.denominator >= rule.minimum.numerator * wide
    least = columns.rules.overall_minimum
    if least is not None:
        placed &= total * least.denominator >= least.numerator * wide * sum(weights)
    placed &= _essential(columns, levels)
    keys = [total, *(v for rule in columns.rules.tie_rules for v in _tie_values(columns, levels, rule))]
    found = np.zeros(len(placed), dtype=np.int64)
    who = np.flatnonzero(placed)
    if len(who):
        own = np.stack([np.broadcast_to(key, placed.shape)[who] for key in keys])
        order = np.lexsort(-own[::-1])
        ordered = own[:, order]
        new = np.concatenate(([True], (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)))
        starts = np.flatnonzero(new)
        found[who[order]] = starts[np.cumsum(new) - 1] + 1
    return found


def _essential(columns: Columns, levels: Sequence[_Level]) -> Flags:
    """Return who meets the rules on essential competencies; see :func:`interview_kit.scoring.merit.essential_share`."""
    import numpy as np  # noqa: PLC0415 - see columns_of

    met = np.ones(len(columns.scores), dtype=np.bool_)
    essential, wide = columns.rules.essential, _competency_denominator(columns)
    if essential is None:
        return met
    chosen = [
        (weight, level.value)
        for rule, weight, level in zip(columns.rules.competencies, columns.weights, levels, strict=True)
        if rule.essential
    ]
    if essential.above_lowest:
        for _, value in chosen:
            met &= value != essential.lowest * wide
    if essential.share is not None:
        marks = sum((weight * value for weight, value in chosen), np.int64(0))
        whole = sum(weight for weight, _ in chosen) * essential.highest * wide
        met &= marks * essential.share.denominator >= essential.share.numerator * whole
    return met


def _competencies(columns: Columns, counts: Sequence[int]) -> list[_Level]:
    """Return each competency's figures over :func:`_competency_denominator`."""
    import numpy as np  # noqa: PLC0415 - see columns_of

    own, complete = _questions(columns, counts)
    most = _most_questions(columns)
    found = []
    for questions in columns.questions:
        at = list(questions)
        value = own[:, at].sum(axis=1) * (most // len(at))
        found.append(_Level(value, np.asarray(complete[:, at].all(axis=1))))
    return found


def _questions(columns: Columns, counts: Sequence[int]) -> tuple[Numbers, Flags]:
    """Return each answer's figure over :func:`_question_denominator`, and whether it is complete.

    The figure of an answer that is not complete is of no use; its candidate has no place.
    """
    import numpy as np  # noqa: PLC0415 - see columns_of

    drawn = np.asarray(counts, dtype=np.int64)
    number = int(drawn.sum())
    complete = (columns.given | (drawn == 0)).all(axis=2)
    if columns.rules.combine is Combine.MEDIAN:
        repeated = np.sort(np.repeat(columns.scores, drawn, axis=2), axis=2)
        value = repeated[:, :, number // 2] + repeated[:, :, -(number // 2) - 1]
    else:
        value = columns.scores @ drawn
    wide = _question_denominator(columns)
    value = np.where(columns.is_settled, columns.settled * wide, value)
    return value, complete | columns.is_settled


def _tie_values(columns: Columns, levels: Sequence[_Level], rule: TieRule) -> list[Numbers]:
    """Return what a tie rule compares, each over a denominator that all complete candidates share."""
    import numpy as np  # noqa: PLC0415 - see columns_of

    def together(wanted: Sequence[bool]) -> Numbers:
        parts = [w * v.value for w, v, yes in zip(columns.weights, levels, wanted, strict=True) if yes]
        return np.asarray(sum(parts, np.int64(0)))

    competencies = columns.rules.competencies
    if rule is TieRule.ESSENTIAL_MEAN:
        return [together([c.essential for c in competencies])]
    return [
        together([c.weight == weight for c in competencies])
        for weight in sorted({c.weight for c in competencies}, reverse=True)
    ]


def _question_denominator(columns: Columns) -> int:
    return 2 if columns.rules.combine is Combine.MEDIAN else columns.size


def _most_questions(columns: Columns) -> int:
    return math.lcm(*(len(q) for q in columns.questions))


def _competency_denominator(columns: Columns) -> int:
    return _question_denominator(columns) * _most_questions(columns)


def _fits(columns: Columns, highest: int) -> bool:
    """Return whether every number that comes up stays below :data:`LARGEST`."""
    rules = columns.rules
    if not rules.competencies or not columns.size:
        return False
    limits = [c.minimum for c in rules.competencies] + [rules.overall_minimum]
    limits += [] if rules.essential is None else [rules.essential.share]
    terms = [max(m.numerator, m.denominator) for m in limits if m is not None]
    figure = highest * _competency_denominator(columns) * max(1, sum(columns.weights))
    return figure * max([1, *terms]) < LARGEST
