"""A small integer programme with named variables, solved exactly by HiGHS through SciPy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

INFEASIBLE = 2
"""SciPy's status for a programme without a solution."""


class NotExactError(Exception):
    """Raised when the solver, which works in floats, gives no answer that holds in whole numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """``low <= sum of coefficient * variable <= high``; every number is whole."""

    coefficients: Mapping[str, int]
    low: float = -math.inf
    high: float = math.inf

    def holds(self, values: Mapping[str, int]) -> bool:
        """Return whether the row is met exactly."""
        return self.low <= weigh(self.coefficients, values) <= self.high


@dataclass(frozen=True, slots=True)
class Programme:
    """Whole-numbered variables from 0 to their upper bound, and the rows that bind them."""

    upper: Mapping[str, int]
    rows: tuple[Row, ...] = field(default=())

    def bound(self, *rows: Row) -> Programme:
        """Return this programme with more rows."""
        return Programme(self.upper, (*self.rows, *rows))


def weigh(coefficients: Mapping[str, int], values: Mapping[str, int]) -> int:
    """Return the exact sum of coefficient times value."""
    return sum(c * values[name] for name, c in coefficients.items())


def maximise(programme: Programme, objective: Mapping[str, int]) -> dict[str, int] | None:
    """Return the values of an optimal solution, or ``None`` when there is no solution.

    The solver works in floats; its answer is rounded to whole numbers and every row checked exactly.

    Raises:
        NotExactError: when the solver stops for another reason, or its answer breaks a row.
    """
    if not programme.upper:
        return {}
    import numpy as np  # noqa: PLC0415 - SciPy takes half a second to load; only choosing needs it
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - same
    from scipy.sparse import lil_array  # noqa: PLC0415 - same

    names = list(programme.upper)
    at = {name: column for column, name in enumerate(names)}
    matrix = lil_array((max(1, len(programme.rows)), len(names)))
    for number, row in enumerate(programme.rows):
        for name, coefficient in row.coefficients.items():
            matrix[number, at[name]] = coefficient
    low = [row.low for row in programme.rows] or [-math.inf]
    high = [row.high for row in programme.rows] or [math.inf]
    result = milp(
        c=np.array([-float(objective.get(name, 0)) for name in names]),
        constraints=LinearConstraint(matrix.tocsr(), low, high),
        integrality=np.ones(len(names)),
        bounds=Bounds(np.zeros(len(names)), np.array([float(programme.upper[n]) for n in names])),
        options={"mip_rel_gap": 0.0},
    )
    if result.status == INFEASIBLE:
        return None
    if result.x is None or not result.success:
        msg = f"the solver stopped without an answer: {result.message}"
        raise NotExactError(msg)
    values = {name: round(float(x)) for name, x in zip(names, result.x, strict=True)}
    if not all(row.holds(values) for row in programme.rows):
        msg = "the solver's answer does not hold in whole numbers"
        raise NotExactError(msg)
    return values


def first_of_the_best(programme: Programme, objectives: Sequence[Mapping[str, int]]) -> dict[str, int] | None:
    """Return the solution that is best by the first objective, among those by the second, and so on."""
    values: dict[str, int] | None = None
    for objective in objectives:
        values = maximise(programme, objective)
        if values is None:
            return None
        programme = programme.bound(Row(objective, low=weigh(objective, values)))
    return values
