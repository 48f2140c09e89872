"""How long a comparison takes, from a thousand ratings to a million, beside pandas on the same numbers.

Run with ``python -m benchmarks.comparison``; pandas comes with the extra ``bench``. It prints the table of
``benchmarks/comparison.md`` and leaves the file alone unless ``--write`` is given.
"""

from __future__ import annotations

import argparse
import datetime as dt
import platform
import random
import resource
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.scoring.columns import columns_of, places
from interview_kit.scoring.comparison import Comparison, compare_candidates
from interview_kit.scoring.figures import all_figures
from interview_kit.scoring.grid import Grid, build_grid
from interview_kit.scoring.merit import merit_order
from interview_kit.scoring.rules import rules_of
from tests.documents import papers

if TYPE_CHECKING:
    import pandas as pd

MEMBERS: Final = ("P1", "P2", "P3", "P4")
COMPETENCIES: Final = (
    *("customer-service-and-support", "communication", "respecting-diversity-and-equality"),
    *("commitment-and-accountability", "personal-effectiveness"),
)
RATINGS: Final = (1_000, 10_000, 100_000, 1_000_000)
QUESTIONS: Final = len(COMPETENCIES)
EACH: Final = len(MEMBERS) * QUESTIONS
RESULT: Final = Path(__file__).parent / "comparison.md"
REPEATS: Final = 3
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


def invented(plan: Plan, candidates: int) -> Iterator[ScoreSheet]:
    """Yield every member's sheet on every candidate: an ability, a member's leaning, and chance."""
    dice = random.Random(1979)  # noqa: S311 - the same every time
    one = {
        (q.key, s): Rating(question=q.key, mark=Mark.SCORED, score=s)
        for q in plan.questions
        for s in plan.scale.by_level
    }
    low, high = plan.scale.lowest, plan.scale.highest
    leaning = {m: dice.uniform(-0.3, 0.3) for m in MEMBERS}
    for number in range(candidates):
        ability = dice.gauss((low + high) / 2, 0.7)
        for member in MEMBERS:
            scores = [
                min(high, max(low, round(ability + leaning[member] + dice.gauss(0, 0.5))))
                for _ in plan.questions
            ]
            yield ScoreSheet.model_construct(
                reference="SK-92GA-M7ZG",
                candidate=f"C{number:05}",
                member=member,
                plan=plan.fingerprint,
                ratings=tuple(one[q.key, s] for q, s in zip(plan.questions, scores, strict=True)),
            )


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Return the shortest of so many runs, in seconds of the processor: other work does not count."""

    def once() -> float:
        before = time.process_time()
        work()
        return time.process_time() - before

    return min(once() for _ in range(repeats))


def frame(grid: Grid) -> pd.DataFrame:
    """Return the same ratings as a table with a row a rating."""
    import pandas as pd  # noqa: PLC0415 - only here

    rows = [
        (c, q, m, s)
        for c in grid.candidates
        for q in grid.questions
        for m, s in zip(grid.members, grid.scores(c, q), strict=True)
    ]
    made = pd.DataFrame(rows, columns=["candidate", "question", "member", "score"])
    return made.astype({"candidate": "category", "question": "category", "member": "category"})


def pandas_totals(table: pd.DataFrame, weights: dict[str, float]) -> pd.Series:
    """Return the weighted means that group-by gives, in order, as floats."""
    means = table.groupby(["candidate", "question"], observed=True)["score"].mean()
    wide = means.unstack("question")  # noqa: PD010 - one value a cell, as the kit has it
    total = sum(wide[q] * w for q, w in weights.items()) / sum(weights.values())
    return total.sort_values(ascending=False, kind="stable")


def exact_totals(grid: Grid, plan: Plan) -> dict[str, Fraction | None]:
    """Return the kit's totals, in merit order."""
    rules = rules_of(plan)
    figures = {f.candidate: f for f in all_figures(grid, rules)}
    order = merit_order(figures.values(), rules)
    return {p.candidate: figures[p.candidate].total for p in order.placings}


def warm_up(plan: Plan) -> None:
    """Load the libraries that a comparison needs before anything is measured."""
    sheets = tuple(invented(plan, 5))
    compare_candidates(plan, MEMBERS, [f"C{n:05}" for n in range(5)], sheets)
    frame(build_grid(plan, MEMBERS, [f"C{n:05}" for n in range(5)], sheets))


def measure(plan: Plan, ratings: int) -> tuple[str, ...]:
    """Return one row of the table."""
    count = ratings // EACH
    refs = [f"C{n:05}" for n in range(count)]
    sheets = tuple(invented(plan, count))
    repeats = REPEATS if ratings < RATINGS[-1] else 1
    reading = seconds(lambda: build_grid(plan, MEMBERS, refs, sheets), repeats)
    made: list[Comparison] = []
    whole = seconds(lambda: made.append(compare_candidates(plan, MEMBERS, refs, sheets)), repeats)
    grid = made[-1].grid
    table = frame(grid)
    competency = {c.id: float(c.weight) for c in plan.competencies}
    weights = {q.key: competency[q.competency] for q in plan.questions}

    def fresh() -> Grid:
        return Grid(grid.candidates, grid.questions, grid.members, grid.cells)

    rules = rules_of(plan)
    columns = columns_of(grid, rules, grid.candidates)
    if columns is None:
        msg = "the numbers do not fit a column"
        raise SystemExit(msg)
    draw = seconds(lambda: places(columns, (1,) * len(MEMBERS)), REPEATS)
    exact = seconds(lambda: exact_totals(fresh(), plan), repeats)
    floats = seconds(lambda: pandas_totals(table, weights), REPEATS)
    theirs, ours = pandas_totals(table, weights), exact_totals(grid, plan)
    if len(ours) != count or any(abs(float(t or 0) - theirs[c]) > 1e-9 for c, t in ours.items()):  # noqa: PLR2004
        msg = "the two do not give the same totals"
        raise SystemExit(msg)
    return (
        f"{ratings:,}",
        f"{count:,}",
        f"{reading:.2f}",
        f"{exact:.3f}",
        f"{floats:.3f}",
        f"{exact / floats:.1f}",
        f"{draw:.3f}",
        f"{draw / floats:.1f}",
        f"{whole:.2f}",
        f"{whole / ratings * 1e6:.0f}",
        f"{len(made[-1].open_points):,}",
    )


def main() -> None:
    """Measure, print the table, and write it into its page when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"put the table into {RESULT.name}")
    parser.add_argument("--up-to", type=int, default=RATINGS[-1], help="leave out more ratings than this")
    asked = parser.parse_args()
    if find_spec("pandas") is None:
        parser.error("pandas is not installed: pip install 'competency-interview-kit[bench]'")
    plan = papers.plan("pace-4", *((f"cambridge-core/{name}", (1,)) for name in COMPETENCIES))
    warm_up(plan)
    heads = ("Ratings", "Candidates", "Sheets to grid", "Exact totals and order")
    heads += (
        "pandas means and order",
        "Ratio",
        "Exact places in one re-draw",
        "Ratio",
        "Whole comparison",
        "µs a rating",
        "Points to settle",
    )
    lines = ["| " + " | ".join(heads) + " |", "|" + " ---: |" * len(heads)]
    print("\n".join(lines), flush=True)
    for ratings in (n for n in RATINGS if n <= asked.up_to):
        lines.append("| " + " | ".join(measure(plan, ratings)) + " |")
        print(lines[-1], flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    today = dt.datetime.now(tz=dt.UTC)
    lines += [
        "",
        (
            "Seconds of the processor, the best of three runs (of a million ratings: one), in one process. "
            f"Measured on {today:%d %B %Y} with Python {platform.python_version()}; most memory {peak:,.0f} MB."
        ),
    ]
    print(lines[-1])
    if asked.write:
        page = RESULT.read_text("utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        table = "\n".join(lines)
        RESULT.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
