"""The use cases *resolve* and *decide*: a referred score settled, and the panel's decision recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from interview_kit.domain.base import is_printable
from interview_kit.domain.english import listed
from interview_kit.domain.rating import AgreedScore
from interview_kit.domain.role import Basis
from interview_kit.domain.rulings import Decision, PassedOver, Result
from interview_kit.errors import Finding, KitError, Severity, raise_errors
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.forms import agreed_scores
from interview_kit.kit.interests import open_interest_findings
from interview_kit.kit.nothing_in import no_sheets
from interview_kit.kit.opening import OpenCampaign, check_nobody_lost, open_campaign, open_ledger
from interview_kit.kit.reasons import check_reason
from interview_kit.kit.refs import as_listed
from interview_kit.kit.scoring_rules import check_rules
from interview_kit.kit.standing import standing_sheets
from interview_kit.kit.withdrawn import absent_of
from interview_kit.ledger import Ledger
from interview_kit.reports.decision import closeness_text
from interview_kit.reports.merit_rows import minimum_text
from interview_kit.reports.subject import Subject, subject_of
from interview_kit.scoring.merit import Outcome
from interview_kit.scoring.nearness import Close, Closeness, close_pairs


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """What was recorded."""

    decision: Decision
    findings: tuple[Finding, ...]


@runs_alone("resolve")
def resolve_score(
    root: Path, candidate: str, question: str, *, score: int, by: str, reason: str, now: dt.datetime
) -> tuple[AgreedScore, tuple[Finding, ...]]:
    """Record who decided a score on which the panel could not agree, and why.

    The referral and the members' own scores are kept.

    Raises:
        KitError: if the panel did not refer that question, the scale lacks the score, or who or why is not said.
    """
    opened = open_campaign(root)
    candidate = as_listed(candidate, (c.ref for c in opened.candidates))
    key, who, why = question.strip().upper(), " ".join(by.split()), " ".join(reason.split())
    where = f"{candidate} {key}"
    with open_ledger(opened.folder) as ledger:
        standing = {(a.candidate, a.question): a for a in ledger.agreed(opened.plan.fingerprint)}
        before = standing.get((candidate, key))
        found = check_reason(where, why)
        if not who or not is_printable(who):
            found.append(
                Finding(
                    where, "it is not said who decided", "Name them in --by, with their post.", code="no-name"
                )
            )
        unknown = [
            *(() if candidate in {c.ref for c in opened.candidates} else (f"candidate {candidate}",)),
            *(() if key in {q.key for q in opened.plan.questions} else (f"question {key}",)),
        ]
        if unknown:
            found.append(
                Finding(
                    where,
                    f"there is no {' and no '.join(unknown)}",
                    "Give the candidate first, then the question's key, such as C02 Q4.",
                    code="resolve-unknown",
                )
            )
        elif before is None or not (before.score is None or before.by):
            referred = [f"{c} {q}" for (c, q), a in standing.items() if a.score is None]
            found.append(
                Finding(
                    where,
                    "the panel has not referred it",
                    f"Referred are: {listed(referred) or 'none'}. What the panel agrees comes back on the agreement "
                    "form, with collect.",
                    code="not-referred",
                )
            )
        if score not in opened.plan.scale.by_level:
            lowest, highest = opened.plan.scale.lowest, opened.plan.scale.highest
            found.append(
                Finding(
                    where,
                    f"the scale has no level {score}",
                    f"Write one from {lowest} to {highest}.",
                    code="off-scale",
                )
            )
        raise_errors(found)
        settled = AgreedScore(candidate=candidate, question=key, score=score, reason=why, by=who)
        ledger.agree([settled], at=now, plan=opened.plan.fingerprint)
    replaced = [] if before is None or before.score is None else [_replaced(where, before)]
    return settled, (*opened.findings, *replaced, *_no_effect(opened, where))


def _replaced(where: str, before: AgreedScore) -> Finding:
    return Finding(
        where,
        f"this takes the place of {before.score}, decided by {before.by}: {before.reason}",
        "Nothing more to do; the report prints both.",
        severity=Severity.WARNING,
        code="resolve-replaces",
    )


def _no_effect(opened: OpenCampaign, where: str) -> Iterator[Finding]:
    if opened.plan.role.scoring.basis is not Basis.AGREED:
        yield Finding(
            where,
            "the order rests on individual scores, so this score does not change it",
            "Nothing more to do; the report prints both, and what the agreed scores would change.",
            severity=Severity.WARNING,
            code="basis-individual",
        )


@runs_alone("decide")
def record_decision(
    root: Path,
    *,
    appoint: Sequence[str],
    reserve: Sequence[str] = (),
    reason: str,
    over: Mapping[str, str] | None = None,
    anyway: str = "",
    now: dt.datetime,
) -> DecisionMade:
    """Record whom the panel appoints, the reserve list and the reasons; an earlier decision is kept.

    Args:
        root: the campaign's folder.
        appoint: refs; none means that nobody is appointed.
        reserve: refs in order; the list ends on the campaign's last day for it.
        reason: why, in any case.
        over: by the ref of a candidate who is near, level with or ahead of somebody placed above: why.
        anyway: why somebody is placed who is below a minimum or incomplete.
        now: when it is recorded.

    Raises:
        KitError: if no sheet is in and somebody is placed, a ref is unknown or comes twice, somebody placed is not appointable and
            ``anyway`` does not say why, a reason is missing, or one is given for what is not so.
    """
    opened = open_campaign(root)
    check_nobody_lost(opened)
    why, forced = " ".join(reason.split()), " ".join(anyway.split())
    known = [c.ref for c in opened.candidates]
    appoint, reserve = ([as_listed(ref, known) for ref in refs] for refs in (appoint, reserve))
    told = {as_listed(ref, known): " ".join(text.split()) for ref, text in (over or {}).items()}
    placed = (*appoint, *reserve)
    with open_ledger(opened.folder) as ledger:
        if not placed and not standing_sheets(ledger, opened).sheets:
            raise_errors([*check_reason("the decision", why), *_beside_nobody(told, forced)])
            decision = Decision(at=now, reason=why)
            ledger.decide(decision, opened.plan.fingerprint)
            return DecisionMade(decision, opened.findings)
        subject = compared(opened, ledger)
        findings = check_reason("the decision", why)
        findings += check_reason("placing somebody all the same", forced) if forced else []
        findings += _check_refs(subject, appoint, reserve, told)
        raise_errors(findings)
        unfit = [ref for ref in placed if subject.comparison.order.of(ref).place is None]
        findings += [] if forced else [_unfit(subject, ref) for ref in unfit]
        pairs = close_pairs(subject.comparison, placed, opened.plan.role.scoring.near, appointed=len(appoint))
        findings += _lacking(subject, pairs, told)
        findings += _needless(subject, appoint, {p.below for p in pairs}, told)
        findings += [_nobody_unfit(placed)] if forced and not unfit else []
        concerned = {*placed, *(p.below for p in pairs)}
        findings += open_interest_findings(opened, subject.sheets, concerned)
        raise_errors(findings)
        decision = Decision(
            at=now,
            appoint=tuple(appoint),
            reserve=tuple(reserve),
            reserve_until=opened.campaign.reserve_until if reserve else None,
            reason=why,
            passed_over=tuple(_passed_over(subject, pairs, told, appoint)),
            forced=forced,
            results=_results(subject),
        )
        ledger.decide(decision, opened.plan.fingerprint)
    return DecisionMade(decision, (*opened.findings, *findings, *check_rules(opened)))


def compared(opened: OpenCampaign, ledger: Ledger) -> Subject:
    """Return the comparison as it stands, with what its sentences need.

    Raises:
        KitError: if no sheet is in.
    """
    standing = standing_sheets(ledger, opened)
    sheets = tuple(standing.sheets.values())
    if not sheets:
        raise KitError([no_sheets(opened, ledger)])
    return subject_of(
        opened.plan,
        opened.campaign,
        opened.candidates,
        sheets,
        agreed_scores(opened, ledger),
        rulings=opened.rulings,
        first=opened.first,
        absent=absent_of(opened, standing, ledger),
    )


def _check_refs(
    subject: Subject, appoint: Sequence[str], reserve: Sequence[str], told: Mapping[str, str]
) -> Iterator[Finding]:
    placed = (*appoint, *reserve)
    for ref in dict.fromkeys((*placed, *told)):
        if ref not in subject.person:
            known = ", ".join(subject.person)
            yield Finding(
                ref, "there is no such candidate", f"The candidates are {known}.", code="no-candidate"
            )
        elif placed.count(ref) > 1:
            yield Finding(ref, "is placed twice", "Name each candidate once.", code="placed-twice")
    for ref, text in told.items():
        yield from check_reason(f"{ref} placed below", text)
    if reserve and not appoint:
        yield Finding(
            "the reserve list",
            "nobody is appointed, and a reserve list waits behind an appointment",
            "Appoint the first of them, or leave the reserve list out.",
            code="reserve-alone",
        )


def _unfit(subject: Subject, ref: str) -> Finding:
    placing = subject.comparison.order.of(ref)
    figures = subject.comparison.figures[ref]
    said, why = "incomplete", f"{figures.received} of {figures.expected} ratings are in"
    if placing.outcome is Outcome.BELOW_MINIMUM:
        said = "below a minimum"
        why = "; ".join(minimum_text(subject, m) for m in placing.missed)
    return Finding(
        subject.person[ref].label,
        f"is {said}, so the rules declared do not let {ref} be placed: {why}",
        "Place somebody else. If the panel places them all the same, give its reason in --anyway: it is "
        "recorded and printed in the report.",
        code="not-appointable",
    )


def _lacking(subject: Subject, pairs: Sequence[Close], told: Mapping[str, str]) -> Iterator[Finding]:
    """Yield each candidate who is passed over without a reason."""
    for ref in dict.fromkeys(p.below for p in pairs):
        if ref in told:
            continue
        mine = [p for p in pairs if p.below == ref]
        above = "; ".join(f"{p.above} stands above {ref}: {closeness_text(subject, p)}" for p in mine)
        level = any(p.closeness is Closeness.LEVEL for p in mine)
        yield Finding(
            subject.person[ref].label,
            above,
            f'Give the panel\'s reason with --over {ref} "…": evidence, not impressions.'
            + (
                " Nothing parts equal marks of itself, a protected characteristic least of all."
                if level
                else ""
            ),
            code="passed-over",
        )


def _needless(
    subject: Subject, appoint: Sequence[str], passed_over: Collection[str], told: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield each candidate said to be passed over above whom nobody is placed."""
    for ref in told:
        if ref not in passed_over and (ref in appoint or not appoint):
            yield Finding(
                subject.person[ref].label,
                f"nobody is placed above {ref}, so there is nothing that --over {ref} could be the reason for",
                f"Leave --over {ref} out; what the panel thought of {ref} belongs into --reason.",
                code="over-needless",
            )


def _beside_nobody(told: Mapping[str, str], forced: str) -> Iterator[Finding]:
    """Yield what was given although nobody is placed and no scores are in."""
    for ref in told:
        yield Finding(
            ref,
            f"nobody is placed, so there is nothing that --over {ref} could be the reason for",
            f"Leave --over {ref} out.",
            code="over-needless",
        )
    if forced:
        yield _nobody_unfit(())


def _nobody_unfit(placed: Sequence[str]) -> Finding:
    return Finding(
        "--anyway",
        "everybody placed is appointable under the rules" if placed else "nobody is placed",
        "Leave --anyway out; it says why somebody is placed who is below a minimum or incomplete.",
        code="anyway-needless",
    )


def _passed_over(
    subject: Subject, pairs: Sequence[Close], told: Mapping[str, str], appoint: Sequence[str]
) -> Iterator[PassedOver]:
    for ref, reason in told.items():
        mine = [p for p in pairs if p.below == ref]
        how = "; ".join(
            closeness_text(subject, p) if len(mine) == 1 else f"{p.above}: {closeness_text(subject, p)}"
            for p in mine
        )
        above = tuple(p.above for p in mine) or tuple(appoint)
        yield PassedOver(candidate=ref, above=above, how=how, reason=reason)


def _results(subject: Subject) -> tuple[Result, ...]:
    figures = subject.comparison.figures
    return tuple(
        Result(
            candidate=p.candidate, place=p.place, total=figures[p.candidate].total, outcome=p.outcome.value
        )
        for p in subject.comparison.order.placings
    )
