"""Krippendorff's alpha: agreement on single scores, also where some are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interview_kit.scoring.grid import Grid

ENOUGH = 2
"""Scores that an answer needs to be compared, and different scores that there have to be."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """The ordinal coefficient and what it rests on."""

    estimate: float
    """1 when all scores agree, 0 when they agree no better than if they were dealt out by lot."""
    answers: int
    """Answers that two or more members scored."""
    scores: int
    """Scores of those answers."""


def ordinal_alpha(grid: Grid) -> Alpha | None:
    """Return alpha over all answers of a grid, as :func:`alpha_of` does."""
    return _alpha(grid.all_patterns.items())


def alpha_of(units: Iterable[Sequence[int | None]]) -> Alpha | None:
    """Return ordinal alpha of units (answers), each with its scores, or ``None`` without a difference.

    A unit with one score takes no part; a missing score is ``None``. Krippendorff, K. (2019), Content
    Analysis, 4th edition, chapter 12. Scores are whole levels of a scale, so there are few different ones:
    the package's memory grows with their number squared.
    """
    return _alpha((unit, 1) for unit in units)


def _alpha(counted: Iterable[tuple[Sequence[int | None], int]]) -> Alpha | None:
    patterns: Counter[tuple[int, ...]] = Counter()
    for unit, times in counted:
        known = tuple(sorted(s for s in unit if s is not None))
        if len(known) >= ENOUGH:
            patterns[known] += times
    levels = sorted({score for pattern in patterns for score in pattern})
    if len(levels) < ENOUGH:
        return None
    estimate = _estimate(patterns, levels)
    return Alpha(estimate, patterns.total(), sum(len(p) * n for p, n in patterns.items()))


def _estimate(patterns: Counter[tuple[int, ...]], levels: Sequence[int]) -> float:
    import krippendorff  # noqa: PLC0415 - it loads numpy, which only a comparison needs
    import numpy as np  # noqa: PLC0415 - same

    counts = np.array([[pattern.count(level) for level in levels] for pattern in patterns])
    counts = counts.repeat(list(patterns.values()), axis=0)
    return float(krippendorff.alpha(value_counts=counts, value_domain=levels, level_of_measurement="ordinal"))
