"""The sheets that count, put together from all versions received, and what is still to ask about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from interview_kit.domain.rating import Mark, ScoreSheet
from interview_kit.errors import Finding, Severity
from interview_kit.kit.opening import OpenCampaign
from interview_kit.ledger import Ledger
from interview_kit.scoring.received import Change, Part, standing_sheet


@dataclass(frozen=True, slots=True)
class StandingSheets:
    """The sheets that count, by candidate and member, with what later versions tried to change."""

    sheets: dict[tuple[str, str], ScoreSheet]
    odd: frozenset[tuple[str, str]]
    """Those with something on the last version that a person must settle."""
    changes: dict[tuple[str, str], tuple[tuple[str, Change], ...]]
    """What later versions give otherwise, each with the name of the file that does."""
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
    changes: dict[tuple[str, str], tuple[tuple[str, Change], ...]] = {}
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
            names = [r.name for r in individual.received if r.sheet is not None]
            changes[pair] = tuple((names[c.version], c) for c in standing.changes)
        asked = still_open([individual.last.findings], standing.sheet)
        if any(c.part is Part.SCORE for c in standing.changes) or any(f.is_error for f in asked):
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
_LASTING: Final = frozenset({"evidence-missing", "interest-declared"})
"""Findings on what a version gave that no later version takes back."""
_QUESTION: Final = re.compile(r": question ([0-9]+)$")
_KEY: Final = re.compile(r"\bQ[0-9]+\b")


def still_open(versions: Sequence[Sequence[Finding]], sheet: ScoreSheet | None) -> list[Finding]:
    """Return the findings that hold for a sheet as it stands.

    What another version gave is not asked for, though the last one, blank altogether perhaps, lacks it; and what
    the standing sheet lacks is asked for, though the last version says nothing of it.

    Args:
        versions: the findings on each version of the sheet, in the order in which they were received.
        sheet: the sheet as it stands; ``None`` if none does, or for a form.
    """
    last = versions[-1]
    if sheet is None:
        return list(last)
    given = {r.question for r in sheet.ratings if r.mark is not Mark.BLANK}
    bare = {r.question for r in sheet.ratings if r.mark is Mark.SCORED and not r.evidence}

    def is_settled(finding: Finding) -> bool:
        place = _QUESTION.search(finding.where)
        if finding.code.startswith("interest"):
            return sheet.interest is not None
        if finding.code == "not-alone":
            return sheet.scored_alone
        if finding.code == "evidence-missing":
            return not bare.intersection({f"Q{place[1]}"} if place else _KEY.findall(finding.problem))
        asked = {f"Q{place[1]}"} if place else {r.question for r in sheet.ratings}
        return bool(given) if finding.code == "not-filled-in" else asked <= given

    said = (*_lasting(versions), *last)
    return [f for f in said if f.code not in _BLANKS or not is_settled(f)]


def _lasting(versions: Sequence[Sequence[Finding]]) -> list[Finding]:
    """Return what earlier versions say for good and the last one does not say, each by the last that does."""

    def topic(finding: Finding) -> tuple[str, str]:
        place = _QUESTION.search(finding.where)
        return finding.code, place[1] if place else ""

    found = {topic(f): f for said in versions for f in said if f.code in _LASTING}
    repeated = {topic(f) for f in versions[-1]}
    return [finding for about, finding in found.items() if about not in repeated]


def change_findings(standing: StandingSheets, only: tuple[str, str] | None = None) -> Iterator[Finding]:
    """Yield a warning for each thing that a later version of a sheet gives otherwise; ``only`` those of one."""
    for pair, changes in standing.changes.items():
        for file, change in changes if only in (None, pair) else ():
            yield _change_finding(*pair, file, change)


def _change_finding(candidate: str, member: str, file: str, change: Change) -> Finding:
    question = f"question {change.question.removeprefix('Q')}"
    kept = "The first stands, and both are kept in the ledger."
    match change.part:
        case Part.SCORE:
            place, code = question, "score-changed"
            problem = (
                f"a later version, {file}, says {change.later}, and the first received says {change.first}"
            )
            remedy = (
                "The first one counts. If it was a slip, settle it in the agreement form, with the reason."
            )
        case Part.EVIDENCE:
            place, code = question, "evidence-changed"
            problem = (
                f"the evidence reads otherwise in a later version, {file}, than in the one first received"
            )
            remedy = (
                f"{kept} If the new words matter, the panel has to hear them: ask {member} to bring them up."
            )
        case Part.TICKS:
            place, code = question, "ticks-changed"
            problem = (
                f"a later version, {file}, ticks {change.later}, and the first received ticks {change.first}"
            )
            remedy = f"{kept} If it matters, the panel has to hear it: ask {member} to bring it up."
        case Part.NOTES:
            place, code = "notes", "notes-changed"
            problem = f"the notes read otherwise in a later version, {file}, than in the one first received"
            remedy = (
                f"{kept} If the new words matter, the panel has to hear them: ask {member} to bring them up."
            )
        case Part.INTEREST:
            place, code = "declaration", "interest-denied"
            problem = f"a later version, {file}, says that {member} has no interest, and an earlier one declares one"
            remedy = "The declaration stands until the chair has ruled on it. Give the chair both versions."
        case Part.DETAILS:
            place, code = "declaration", "interest-details-changed"
            problem = f"the details of an interest read otherwise in a later version, {file}, than before"
            remedy = f"{kept} Give the chair both before the ruling."
    where = f"score sheet {candidate} by {member}: {place}"
    return Finding(where, problem, remedy, severity=Severity.WARNING, code=code)
