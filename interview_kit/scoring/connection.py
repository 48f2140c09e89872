"""Which candidates can be compared: those whom a chain of members who scored both holds together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from interview_kit.scoring.figures import all_figures
from interview_kit.scoring.grid import Grid
from interview_kit.scoring.merit import MeritOrder, merit_order
from interview_kit.scoring.rules import Rules


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates and members who hang together; in the grid's order."""

    candidates: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupOrder:
    """The order within one group, by the members who scored it and nobody else."""

    group: Group
    order: MeritOrder
    totals: Mapping[str, Fraction | None]


def connected_groups(grid: Grid, rules: Rules) -> tuple[Group, ...]:
    """Return the groups of candidates that share no member with each other.

    One group means that all scores can be compared. A member joins the candidates whom he or she gave a
    score; a score that the panel settled was given by the whole panel. Candidates without any score are
    in no group, and members who scored nobody are not either.
    """
    leader = {member: member for member in grid.members}

    def lead(member: str) -> str:
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    scored = {c: _scorers(grid, rules, c) for c in grid.candidates}
    for members in set(scored.values()):
        for member in members[1:]:
            leader[lead(member)] = lead(members[0])
    groups: dict[str, tuple[list[str], list[str]]] = {}
    for candidate, members in scored.items():
        if members:
            groups.setdefault(lead(members[0]), ([], []))[0].append(candidate)
    for member in grid.members:
        if lead(member) in groups:
            groups[lead(member)][1].append(member)
    return tuple(Group(tuple(c), tuple(m)) for c, m in groups.values())


def group_orders(grid: Grid, rules: Rules) -> tuple[GroupOrder, ...]:
    """Return an order for each group, or nothing when one order holds for all who have a score.

    Within its group a candidate is complete when that group's members have scored every answer.
    """
    groups = connected_groups(grid, rules)
    if len(groups) <= 1:
        return ()
    found = []
    for group in groups:
        counts = tuple(int(m in group.members) for m in grid.members)
        part = replace(grid, candidates=group.candidates)
        figures = all_figures(part, rules, counts)
        found.append(GroupOrder(group, merit_order(figures, rules), {f.candidate: f.total for f in figures}))
    return tuple(found)


def _scorers(grid: Grid, rules: Rules, candidate: str) -> tuple[str, ...]:
    if any((candidate, q) in rules.settled for q in grid.questions):
        return grid.members
    scores = zip(*(grid.scores(candidate, q) for q in grid.questions), strict=True)
    return tuple(m for m, own in zip(grid.members, scores, strict=True) if any(s is not None for s in own))
