"""Scoring rules in words: one line a rule, so that two sets of rules can be held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from interview_kit.domain.rulings import Terms
from interview_kit.reports.rounding import short
from interview_kit.reports.tie_rules import tie_rule_text


def rule_lines(terms: Terms, titles: Mapping[str, str]) -> dict[str, str]:
    """Return what each rule is called, and what it is: ``weight of Communication``: ``3``.

    ``titles`` names competencies by id; one that it lacks goes by its id.
    """
    scoring = terms.scoring
    lines = {}
    for c in terms.competencies:
        title = titles.get(c.competency, c.competency)
        lines[f"weight of {title}"] = short(c.weight)
        lines[f"minimum in {title}"] = _least(c.minimum)
        lines[f"{title} is essential"] = _yes(c.essential)
    return lines | {
        "order by": f"{scoring.basis.value} scores",
        "average": scoring.combine.value,
        "minimum in total": _least(scoring.overall_minimum),
        "least share of the essential marks": (
            "none" if scoring.essential_share is None else share_text(scoring.essential_share)
        ),
        "essential competencies above the lowest level": _yes(scoring.essential_above_lowest),
        "totals that are near": "none declared"
        if scoring.near is None
        else f"less than {short(scoring.near)}",
        "equal totals": "; then ".join(tie_rule_text(r) for r in scoring.tie_rules) or "stay equal",
    }


def rule_differences(before: Terms, after: Terms, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return what differs, ``weight of Communication: 3, was 2``; empty when nothing does."""
    then, now = rule_lines(before, titles), rule_lines(after, titles)
    return tuple(f"{what}: {how}, was {then[what]}" for what, how in now.items() if how != then[what])


def share_text(value: Fraction) -> str:
    """Return a share of marks as per cent, to two decimals where they matter: ``60%``, ``59.72%``."""
    return f"{short(value * 100)}%"


def _least(value: Fraction | None) -> str:
    return "none" if value is None else short(value)


def _yes(said: bool) -> str:  # noqa: FBT001 - what is put into words
    return "yes" if said else "no"
