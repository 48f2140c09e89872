"""Grids and published numbers for tests of the statistics."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from interview_kit.domain.rating import Mark
from interview_kit.domain.role import Combine, TieRule
from interview_kit.scoring.grid import Cell, Grid
from interview_kit.scoring.rules import CompetencyRule, Rules

ORACLES: dict[str, Any] = json.loads((Path(__file__).parent / "oracles.json").read_text("utf-8"))
"""Published or independently computed results; "status" says which."""


def grid(answers: Sequence[Sequence[Sequence[int | None]]]) -> Grid:
    """Return a grid from scores by candidate, question and member."""
    refs = tuple(f"C{n}" for n in range(len(answers)))
    keys = tuple(f"Q{n + 1}" for n in range(len(answers[0])))
    cells = {
        (ref, key): tuple(Cell(Mark.BLANK if s is None else Mark.SCORED, s) for s in scores)
        for ref, questions in zip(refs, answers, strict=True)
        for key, scores in zip(keys, questions, strict=True)
    }
    return Grid(refs, keys, tuple(f"P{n + 1}" for n in range(len(answers[0][0]))), cells)


def rules(
    *competencies: int,
    weights: Sequence[Fraction | int] = (),
    minimums: Sequence[Fraction | int | None] = (),
    overall: Fraction | int | None = None,
    combine: Combine = Combine.MEAN,
    ties: Sequence[TieRule] = (),
) -> Rules:
    """Return rules for competencies with so many questions each; the first is essential."""
    found, at = [], 0
    for n, count in enumerate(competencies):
        least = minimums[n] if n < len(minimums) else None
        found.append(
            CompetencyRule(
                id=f"a/{n}",
                questions=tuple(f"Q{at + i + 1}" for i in range(count)),
                weight=Fraction(weights[n] if n < len(weights) else 1),
                essential=n == 0,
                minimum=None if least is None else Fraction(least),
            )
        )
        at += count
    return Rules(tuple(found), combine, None if overall is None else Fraction(overall), tuple(ties))
