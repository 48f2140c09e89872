"""The use case *drop*: leave a misunderstood question out for everyone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from interview_kit.domain.plan import Plan
from interview_kit.domain.rulings import DroppedQuestion
from interview_kit.errors import Finding, Severity, raise_errors
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger
from interview_kit.kit.reasons import check_reason


@dataclass(frozen=True, slots=True)
class QuestionRuled:
    """A question that counts for nobody from now on, or counts again."""

    question: str
    title: str
    """Of its competency."""
    lost: tuple[str, ...]
    """Effective behaviours that no question draws out without it."""
    findings: tuple[Finding, ...]


@runs_alone("drop")
def drop_question(
    root: Path, question: str, *, reason: str, now: dt.datetime, restore: bool = False
) -> QuestionRuled:
    """Leave a question out for everyone, or let it count again; its scores and evidence are kept.

    Raises:
        KitError: if the plan has no such question, no reason is given, it is dropped (or counts) already,
            or an essential competency, or the whole interview, would be left without a question.
    """
    opened = open_campaign(root)
    key, why = question.strip().upper(), " ".join(reason.split())
    dropped = opened.rulings.reason_dropped
    found = _check_drop(opened, key, why, restore=restore)
    raise_errors(found)
    with open_ledger(opened.folder) as ledger:
        if restore:
            ledger.restore_question(key, why, opened.plan.fingerprint, at=now)
        else:
            ledger.drop_question(DroppedQuestion(at=now, question=key, reason=why), opened.plan.fingerprint)
    left_out = set(dropped) - {key} if restore else {*dropped, key}
    planned = opened.plan.question_by_key[key]
    return QuestionRuled(
        question=key,
        title=opened.plan.competency_by_id[planned.competency].title,
        lost=() if restore else _lost(opened.plan, key, left_out),
        findings=(*opened.findings, *found),
    )


def _check_drop(opened: OpenCampaign, key: str, why: str, *, restore: bool) -> list[Finding]:
    plan, dropped = opened.plan, opened.rulings.reason_dropped
    if key not in plan.question_by_key:
        known = ", ".join(plan.question_by_key)
        return [
            Finding(
                "plan.yaml", f"the plan has no question {key}", f"Choose one of: {known}.", code="no-question"
            )
        ]
    found = check_reason(f"question {key}", why)
    if restore != (key in dropped):
        how = "counts already" if restore else f"is left out already: {dropped[key]}"
        found.append(Finding(f"question {key}", how, "There is nothing to do.", code="ruled-already"))
    if restore:
        return found
    competency = plan.competency_by_id[plan.question_by_key[key].competency]
    left = plan.without({*dropped, key})
    if not left.questions:
        found.append(
            Finding(
                f"question {key}",
                "it is the last question that counts: without it there is nothing to compare",
                "Keep it, or let another question count again (--restore).",
                code="last-question",
            )
        )
    elif not left.questions_of(competency.id):
        if competency.essential:
            found.append(
                Finding(
                    f"question {key}",
                    f"without it no question is left on {competency.title}, which is essential",
                    "Keep it. If it cannot be used, ask every candidate another question on it before deciding.",
                    code="essential-uncovered",
                )
            )
        else:
            found.append(
                Finding(
                    f"question {key}",
                    f"without it no question is left on {competency.title}: its weight and minimum count nowhere",
                    "Nothing more to do; the report says so.",
                    severity=Severity.WARNING,
                    code="competency-uncovered",
                )
            )
    return found


def _lost(plan: Plan, key: str, left_out: set[str]) -> tuple[str, ...]:
    question = plan.question_by_key[key]
    others = plan.without(left_out).questions_of(question.competency)
    drawn = {e.id for q in others for e in q.effective}
    return tuple(f"{e.id} {e.text}" for e in question.effective if e.id not in drawn)
