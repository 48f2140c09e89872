"""What stays of people who are erased: their scores and how it ended, and nothing to know them by."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from interview_kit.errors import Finding, KitError, Severity
from interview_kit.kit.feedback import outcome_of
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger
from interview_kit.kit.standing import standing_sheets
from interview_kit.ledger import Ledger


def anonymous_record(root: Path, refs: Collection[str]) -> tuple[dict[str, object] | None, list[Finding]]:
    """Return the record to keep of some candidates, and a warning when none can be made.

    By question the scores, in order of size so that they do not tell who gave which, the agreed score, and
    how it ended; no name, no ref, no text. ``None`` when nothing was scored.
    """
    try:
        opened = open_campaign(root, unfinished=True)
    except KitError as stopped:
        if {f.code for f in stopped.findings} <= {"plan-missing", "no-candidates"}:
            return None, []
        found = Finding(
            str(root),
            "no anonymous record of the scores could be kept, because the campaign's files have findings",
            "Nothing more to do; the data were erased all the same.",
            severity=Severity.WARNING,
            code="no-record-kept",
        )
        return None, [found]
    with open_ledger(opened.folder) as ledger:
        records = [r for ref in refs if (r := _record(opened, ledger, ref))]
    if not records:
        return None, []
    questions = {q.key: {"id": q.question.id, "version": q.question.version} for q in opened.plan.questions}
    return {
        "plan": opened.plan.fingerprint,
        "scale": opened.plan.scale.id,
        "questions": questions,
        "records": sorted(records, key=str),
    }, []


def _record(opened: OpenCampaign, ledger: Ledger, ref: str) -> dict[str, object]:
    """Return one candidate's scores and outcome; empty when no sheet on them counts."""
    standing = standing_sheets(ledger, opened)
    kept = {**standing.sheets, **standing.aside}
    sheets = [s for (candidate, _), s in kept.items() if candidate == ref]
    if not sheets:
        return {}
    agreed = {a.question: a.score for a in ledger.agreed(opened.plan.fingerprint) if a.candidate == ref}
    scores = {
        q.key: sorted(s for sheet in sheets if (s := sheet.by_question[q.key].score) is not None)
        for q in opened.plan.questions
    }
    return {
        "scores": scores,
        "agreed": {key: score for key, score in agreed.items() if score is not None},
        "outcome": outcome_of(opened.rulings.decision, ref).value,
    }
