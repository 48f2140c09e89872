"""What the checks share: two shapes of finding, and places inside a file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from interview_kit.errors import Finding
from interview_kit.yaml_file import nearest

Place = Callable[..., str]
"""Gives ``name:line`` for a path of keys and indices, as :meth:`Loaded.place` does."""


_MANY = 40
"""More names than that help nobody; of the kinds of things only questions are as many."""


def inside(place: Place, *head: str | int) -> Place:
    """Return ``place`` for paths that begin at ``head``."""
    return lambda *loc: place(*head, *loc)


def unknown(where: str, kind: str, given: str, known: Collection[str]) -> Finding:
    """Return the finding that there is no such thing, with the nearest one or, failing that, all there are."""
    guess = nearest(given, known)
    options = ", ".join(sorted(set(known))) or "there is none"
    one = f"one of these: {options}" if len(known) <= _MANY else f"one that interview-kit {kind}s lists"
    return Finding(
        where=where,
        problem=f"there is no {kind} '{given}'",
        remedy=f"Did you mean '{guess}'?" if guess else f"Use {one}.",
        code="unknown-" + kind.replace(" ", "-"),
    )


def error(where: str, problem: str, remedy: str, code: str) -> Finding:
    """Return a finding that stops the work."""
    return Finding(where=where, problem=problem, remedy=remedy, code=code)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings file by file, in each by line."""

    def key(finding: Finding) -> tuple[str, int]:
        name, _, line = finding.where.rpartition(":")
        return (name, int(line)) if line.isdigit() else (finding.where, 0)

    return tuple(sorted(findings, key=key))
