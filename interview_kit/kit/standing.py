"""The sheets that count, put together from all versions received, and what is still to ask about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.errors import Finding, Severity
from interview_kit.kit.opening import OpenCampaign
from interview_kit.ledger import Ledger
from interview_kit.scoring.received import Change, standing_sheet


@dataclass(frozen=True, slots=True)
class StandingSheets:
    """The sheets that count, by candidate and member, with what later versions tried to change."""

    sheets: dict[tuple[str, str], ScoreSheet]
    odd: frozenset[tuple[str, str]]
    """Those with something on the last version that a person must settle."""
    changes: dict[tuple[str, str], tuple[Change, ...]]
    set_aside: frozenset[tuple[str, str]] = frozenset()
    """Those for which only a sheet came that cannot be taken for what its reference says."""
    aside: dict[tuple[str, str], ScoreSheet] = field(default_factory=dict)
    """Sheets that do not count because the candidate or the member was withdrawn, or the one for the other."""
    unread: frozenset[tuple[str, str, str]] = frozenset()
    """Candidate, question and member where something is written for a score that cannot be read as one."""


def standing_sheets(ledger: Ledger, opened: OpenCampaign) -> StandingSheets:
    """Return the sheets that count: those of the plan in force, on candidates and by members still named."""
    candidates = {c.ref for c in opened.candidates}
    members = {m.ref for m in opened.campaign.panel}
    sheets: dict[tuple[str, str], ScoreSheet] = {}
    aside: dict[tuple[str, str], ScoreSheet] = {}
    odd: set[tuple[str, str]] = set()
    changes: dict[tuple[str, str], tuple[Change, ...]] = {}
    unread: set[tuple[str, str, str]] = set()
    for individual in ledger.individual().values():
        versions = [r.sheet for r in individual.received if r.sheet is not None]
        standing = standing_sheet(versions)
        pair = (standing.sheet.candidate, standing.sheet.member)
        if standing.sheet.plan != opened.plan.fingerprint:
            continue
        if pair[0] not in candidates or pair[1] not in members or pair in opened.rulings.recused:
            if opened.rulings.sets_aside(*pair):
                aside[pair] = standing.sheet
            continue
        sheets[pair] = standing.sheet
        if standing.changes:
            changes[pair] = standing.changes
        asked = still_open(individual.last.findings, standing.sheet)
        if standing.changes or any(f.is_error for f in asked):
            odd.add(pair)
        unread |= {
            (pair[0], f"Q{place[1]}", pair[1])
            for f in asked
            if f.code == "score-unclear" and (place := _QUESTION.search(f.where))
        }
    return StandingSheets(
        sheets,
        frozenset(odd),
        changes,
        _set_aside(ledger, opened.plan.fingerprint),
        aside,
        frozenset(unread),
    )


def _set_aside(ledger: Ledger, plan: str) -> frozenset[tuple[str, str]]:
    """Return candidate and member of the sheets of a plan that were set aside and say which one they are."""
    issued = ledger.issued()
    claimed = (issued[reference] for reference in ledger.claimed() if reference in issued)
    return frozenset((i.candidate, i.member) for i in claimed if i.plan == plan)


_BLANKS: Final = frozenset(
    {
        "score-missing",
        "score-unclear",
        "evidence-missing",
        "not-filled-in",
        "interest-missing",
        "interest-unclear",
        "not-alone",
    }
)
"""Findings on what a version of a sheet lacks, which another version may have."""
_QUESTION: Final = re.compile(r": question ([0-9]+)$")


def still_open(findings: Iterable[Finding], sheet: ScoreSheet | None) -> list[Finding]:
    """Return the findings on a version of a sheet that hold for the sheet as it stands.

    A copy that lacks what another version gave, blank altogether perhaps, asks for nothing that is in.
    """
    if sheet is None:
        return list(findings)
    given = {r.question for r in sheet.ratings if r.mark is not Mark.BLANK}
    bare = {r.question for r in sheet.ratings if r.mark is Mark.SCORED and not r.evidence}

    def is_settled(finding: Finding) -> bool:
        place = _QUESTION.search(finding.where)
        if finding.code.startswith("interest"):
            return sheet.interest is not None
        if finding.code == "not-alone":
            return sheet.scored_alone
        asked = {f"Q{place[1]}"} if place else {r.question for r in sheet.ratings}
        if finding.code == "evidence-missing":
            return not asked & bare
        return bool(given) if finding.code == "not-filled-in" else asked <= given

    return [f for f in findings if f.code not in _BLANKS or not is_settled(f)]


def change_findings(standing: StandingSheets, only: tuple[str, str] | None = None) -> Iterator[Finding]:
    """Yield a warning for each score that a later version of a sheet gives otherwise; ``only`` those of one."""
    for (candidate, member), changes in standing.changes.items():
        for change in changes if only in (None, (candidate, member)) else ():
            yield Finding(
                f"score sheet {candidate} by {member}: question {change.question.removeprefix('Q')}",
                f"a later version says {_said(change.later)}, and the first received says {_said(change.first)}",
                "The first one counts. If it was a slip, settle it in the agreement form, with the reason.",
                severity=Severity.WARNING,
                code="score-changed",
            )


def _said(rating: Rating) -> str:
    """Return a rating's score or mark as a word."""
    return rating.mark.value if rating.score is None else str(rating.score)
