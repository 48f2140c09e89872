"""Selection by group as people read it: rows, sentences, and what the figures are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction

from interview_kit.domain.english import counted, listed
from interview_kit.reports.rounding import DASH, percent, show
from interview_kit.reports.summary import Table
from interview_kit.scoring.fairness import LEAST, CharacteristicResult, GroupResult

HEADS = ("Group", "Considered>", "Selected>", "Rate>", "Ratio to highest>", "Fisher, p>", "Remark")
HIDDEN = "hidden"
NOTES = (
    (
        "A ratio is a group’s selection rate over the highest group’s. Four fifths is a rule of thumb from the United "
        "States, not UK law; a ratio of exactly 4/5 is not remarked on."
    ),
    (
        "Fisher’s exact test says how often chance alone would part two groups at least so far. Neither figure shows "
        "discrimination, and a good one does not rule it out: they say where to look."
    ),
    (
        f"Groups of fewer than {LEAST} are hidden, and others with them where they could be worked out. Do not run this again "
        "with one campaign more or less and show both: the difference would be that one campaign."
    ),
)


@dataclass(frozen=True, slots=True)
class FairnessRow:
    """One group; figures of a hidden group are the word ``hidden``."""

    group: str
    considered: str
    selected: str
    rate: str
    ratio: str
    """An exact fraction with its value, ``3/4 (0.75)``."""
    fisher: str
    remark: str


@dataclass(frozen=True, slots=True)
class FairnessTable:
    """One characteristic; without rows when everything of it is withheld, and then the note says so."""

    characteristic: str
    rows: tuple[FairnessRow, ...]
    note: str


@dataclass(frozen=True, slots=True)
class FairnessReport:
    """Everything that may be shown."""

    heading: str
    outcome: str
    """What counts as selected."""
    tables: tuple[FairnessTable, ...]
    notes: tuple[str, ...]

    def as_tables(self) -> tuple[Table, ...]:
        """Return the tables for a terminal."""
        return tuple(
            Table(
                t.characteristic,
                HEADS,
                tuple(tuple(str(v) for v in asdict(r).values()) for r in t.rows),
                t.note,
            )
            for t in self.tables
        )


def fairness_report(
    results: Sequence[CharacteristicResult],
    *,
    campaigns: Sequence[str],
    considered: int,
    selected: int,
    outcome: str,
    left_out: int,
) -> FairnessReport:
    """Return the report; ``left_out`` candidates have no outcome yet and are in no figure."""
    heading = (
        f"{counted(len(campaigns), 'campaign')} ({listed(campaigns)}): {considered:,} candidates considered, "
        f"{selected:,} selected."
    )
    if left_out:
        heading += f" {counted(left_out, 'candidate')} without an outcome left out."
    return FairnessReport(heading, outcome, tuple(_table(r) for r in results), NOTES)


def _table(result: CharacteristicResult) -> FairnessTable:
    if result.withheld:
        note = "Withheld: the groups are so small that figures of single people could be worked out."
        return FairnessTable(result.name, (), note)
    rows = [_row(r, result.reference) for r in result.shown]
    rows += [FairnessRow(group, *(HIDDEN,) * 3, DASH, DASH, "") for group in result.hidden]
    note = "" if result.reference else "Too few groups can be shown to compare them."
    return FairnessTable(result.name, tuple(sorted(rows, key=lambda r: r.group)), note)


def _row(result: GroupResult, reference: str | None) -> FairnessRow:
    count = result.count
    remark = "highest rate" if count.group == reference else ""
    return FairnessRow(
        group=count.group,
        considered=str(count.total),
        selected=str(count.selected),
        rate=percent(count.rate),
        ratio=DASH if result.ratio is None else f"{result.ratio} ({show(result.ratio)})",
        fisher=_probability(result.fisher),
        remark="below four fifths" if result.below_four_fifths else remark,
    )


def _probability(value: Fraction | None) -> str:
    if value is None:
        return DASH
    return "less than 0.001" if value < Fraction(1, 1000) else show(value, 3)
