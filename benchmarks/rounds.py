"""Times taken fairly: every contestant has its turn in each round, and the median round counts."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping

_TURN = 0.25


def per_second(contestants: Mapping[str, Callable[[int], object]], *, rounds: int = 7) -> dict[str, float]:
    """Return how often a second each contestant does its work, as the median of interleaved rounds.

    Seconds are those of the processor, so that other work on the machine takes less of a share; a turn lasts about
    a quarter of one. A contestant is given a number that changes.
    """
    counts = {name: _calls(do) for name, do in contestants.items()}
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, do in contestants.items():
            seconds[name].append(_seconds(do, counts[name]) / counts[name])
    return {name: 1 / statistics.median(each) for name, each in seconds.items()}


def _calls(do: Callable[[int], object]) -> int:
    """Return how many calls make a turn."""
    count = 1
    while (taken := _seconds(do, count)) < _TURN / 4:
        count *= 2
    return max(1, round(count * _TURN / taken))


def _seconds(do: Callable[[int], object], count: int) -> float:
    gc.collect()
    begun = time.process_time()
    for number in range(count):
        do(number)
    return time.process_time() - begun
