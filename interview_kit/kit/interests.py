"""Interests declared on score sheets, and the command that records what the chair rules on one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from interview_kit.domain.rating import ScoreSheet
from interview_kit.errors import Finding, Severity
from interview_kit.kit.command_line import command_line
from interview_kit.kit.opening import OpenCampaign

DECLARED: Final = "interest-declared"
"""Code of the finding on a sheet that declares an interest."""


def ruling_command(root: Path, candidate: str, member: str, *, stands: bool = False) -> str:
    """Return the command that records that a member's scores on a candidate do not count, or that they stand."""
    options = ("--on", candidate, *(["--stands"] if stands else []), '--reason "…"')
    return command_line("withdraw", root, member, *options)


def with_command(findings: Iterable[Finding], root: Path, candidate: str, member: str) -> list[Finding]:
    """Return findings on a sheet, the one on a declared interest with the whole command that records the ruling."""
    remedy = (
        "The chair decides whether this member's scores on this candidate count. Record it, with --stands as well if "
        f"they do: {ruling_command(root, candidate, member)}"
    )
    return [replace(f, remedy=remedy) if f.code == DECLARED else f for f in findings]


def open_interest_findings(
    opened: OpenCampaign, sheets: Iterable[ScoreSheet], candidates: Collection[str]
) -> Iterator[Finding]:
    """Yield a warning for each interest in one of some candidates that was declared and not ruled on."""
    for candidate, member in opened.rulings.open_interests(sheets):
        if candidate in candidates:
            yield Finding(
                f"{member}'s scores on {candidate}",
                f"{member} declared an interest, nobody has ruled on it, and the scores count until then",
                "Have the chair rule, and if the figures change then, decide again. Record the ruling, with --stands as "
                f"well if the scores count: {ruling_command(opened.folder.root, candidate, member)}",
                severity=Severity.WARNING,
                code="interest-open",
            )
