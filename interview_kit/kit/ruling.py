"""The use cases *drop*, *rules* and *rename*: what people rule on the way, recorded with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from interview_kit.bank import check_scoring
from interview_kit.campaign_folder import CampaignFolder
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.plan import Plan
from interview_kit.domain.rulings import DroppedQuestion, Renamed, RulesChange, Terms, Who, terms_of
from interview_kit.errors import Finding, Severity, raise_errors
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger, same_person, value_of
from interview_kit.ledger import Ledger
from interview_kit.reports.rule_words import rule_differences, rule_lines


@dataclass(frozen=True, slots=True)
class QuestionRuled:
    """A question that counts for nobody from now on, or counts again."""

    question: str
    title: str
    """Of its competency."""
    lost: tuple[str, ...]
    """Effective behaviours that no question draws out without it."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The scoring rules in force, and how role.yaml differs from them."""

    rules: tuple[tuple[str, str], ...]
    """What each is called, and what it is."""
    differences: tuple[str, ...]
    """What role.yaml has otherwise, ``weight of Communication: 3, was 2``."""
    changed: bool
    """True when these rules were just taken into force."""
    findings: tuple[Finding, ...]


def drop_question(
    root: Path, question: str, *, reason: str, now: dt.datetime, restore: bool = False
) -> QuestionRuled:
    """Leave a question out for everyone, or let it count again; its scores and evidence are kept.

    Raises:
        KitError: if the plan has no such question, no reason is given, it is dropped (or counts) already,
            or an essential competency would be left without a question.
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
    found = [] if why else [no_reason(f"question {key}")]
    if restore != (key in dropped):
        how = "counts already" if restore else f"is left out already: {dropped[key]}"
        found.append(Finding(f"question {key}", how, "There is nothing to do.", code="ruled-already"))
    if restore:
        return found
    competency = plan.competency_by_id[plan.question_by_key[key].competency]
    if not plan.without({*dropped, key}).questions_of(competency.id):
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


def show_rules(root: Path) -> RulesInForce:
    """Return the scoring rules in force and what role.yaml has otherwise.

    Raises:
        KitError: on findings in the campaign's files.
    """
    opened = open_campaign(root)
    return _in_force(opened, _waiting(opened), changed=False)


def change_rules(root: Path, *, reason: str, now: dt.datetime) -> RulesInForce:
    """Take the scoring rules that role.yaml has now into force; the sheets that are out stay valid.

    Weights, minimums, what is essential, basis, average and tie rules can be changed so; questions and
    competencies cannot. Both sets of rules and the reason go into the ledger and into every report.

    Raises:
        KitError: on findings in role.yaml or the campaign's files; if no reason is given, nothing differs,
            role.yaml lists other competencies, a dropped question leaves an essential competency without
            one, or no sheet is out, so that planning again does it.
    """
    opened = open_campaign(root)
    why = " ".join(reason.split())
    loaded = opened.folder.load_role()
    role = value_of(loaded)
    after, before = terms_of(role), terms_of(opened.plan.role)
    found = [] if why else [no_reason("the change of rules")]
    found += check_scoring(role, opened.plan.scale, loaded.place)
    name = opened.folder.role_yaml.name
    if _ids(after) != _ids(before):
        found.append(_other_competencies(opened))
    elif not _differences(opened, after):
        found.append(
            Finding(
                name,
                "it has the scoring rules that are in force",
                "Change them in role.yaml first, then run this again.",
                code="rules-same",
            )
        )
    else:
        found += _uncovered(opened, after)
    with open_ledger(opened.folder) as ledger:
        if not any(i.plan == opened.plan.fingerprint for i in ledger.issued().values()):
            found.append(
                Finding(
                    name,
                    "no score sheet is out yet, so the plan can simply be made again",
                    f"Run: interview-kit plan {root}",
                    code="rules-plan-again",
                )
            )
        raise_errors(found)
        after = _in_plan_order(after, before)
        ledger.change_rules(
            RulesChange(at=now, reason=why, before=before, after=after), opened.plan.fingerprint
        )
    return _in_force(open_campaign(root), after, changed=True, was=before)


def check_rules(opened: OpenCampaign) -> list[Finding]:
    """Return a warning when role.yaml has other scoring rules than those in force."""
    after = _waiting(opened)
    if after is None:
        return []
    if _ids(after) != _ids(terms_of(opened.plan.role)):
        return [_other_competencies(opened, Severity.WARNING)]
    differences = _differences(opened, after)
    if not differences:
        return []
    return [
        Finding(
            opened.folder.role_yaml.name,
            f"its scoring rules are not those in force, which still count: {'; '.join(differences)}",
            f'Undo that in role.yaml, or take it into force with: interview-kit rules {opened.folder.root} --change "…". '
            "The report then says what was changed, when and why.",
            severity=Severity.WARNING,
            code="rules-differ",
        )
    ]


def _waiting(opened: OpenCampaign) -> Terms | None:
    """Return the rules in role.yaml; ``None`` when the file cannot be read."""
    role = opened.folder.load_role().value
    return None if role is None else terms_of(role)


def _in_force(
    opened: OpenCampaign, after: Terms | None, *, changed: bool, was: Terms | None = None
) -> RulesInForce:
    now = terms_of(opened.plan.role)
    differences: tuple[str, ...] = ()
    if was is not None:
        differences = rule_differences(was, now, _titles(opened))
    elif after is not None and _ids(after) == _ids(now):
        differences = _differences(opened, after)
    return RulesInForce(
        tuple(rule_lines(now, _titles(opened)).items()),
        differences,
        changed,
        opened.findings if changed else (*opened.findings, *check_rules(opened)),
    )


def _differences(opened: OpenCampaign, after: Terms) -> tuple[str, ...]:
    return rule_differences(terms_of(opened.plan.role), after, _titles(opened))


def _titles(opened: OpenCampaign) -> dict[str, str]:
    return {c.id: c.title for c in opened.plan.competencies}


def _ids(terms: Terms) -> set[str]:
    return {c.competency for c in terms.competencies}


def _in_plan_order(after: Terms, before: Terms) -> Terms:
    """Return rules with the competencies in the plan's order, whatever order role.yaml has now."""
    by_id = {c.competency: c for c in after.competencies}
    ordered = tuple(by_id[c.competency] for c in before.competencies)
    return after.model_copy(update={"competencies": ordered})


def _uncovered(opened: OpenCampaign, after: Terms) -> list[Finding]:
    titles = _titles(opened)
    return [
        Finding(
            opened.folder.role_yaml.name,
            f"{titles[c.competency]} would be essential, and no question that counts is on it",
            "Leave it as it is, or restore the question with: interview-kit drop --restore",
            code="essential-uncovered",
        )
        for c in after.competencies
        if c.essential and not opened.counted.questions_of(c.competency)
    ]


def _other_competencies(opened: OpenCampaign, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        opened.folder.role_yaml.name,
        "it lists other competencies than the frozen plan, which still counts",
        "Undo that there. Other competencies take other questions: that is interview-kit plan --again, and "
        "the sheets that are out become void.",
        severity=severity,
        code="rules-other-competencies",
    )


def record_rename(root: Path, ref: str, *, reason: str, now: dt.datetime) -> tuple[Renamed, ...]:
    """Record that a candidate's or member's name as it is listed now is the same person's as before.

    Sheets issued and ratings received under the old name stay valid.

    Raises:
        KitError: on findings in the campaign's files; if nobody of that ref is listed, the name is no other
            than before, it is the name under which somebody else was scored, or no reason is given.
    """
    folder = CampaignFolder(root)
    campaign = value_of(folder.load_campaign())
    candidates, found = folder.load_candidates()
    raise_errors(found)
    why = " ".join(reason.split())
    names = {(Who.CANDIDATE, c.ref): c.name for c in candidates} | {
        (Who.MEMBER, m.ref): m.name for m in campaign.panel
    }
    with open_ledger(folder) as ledger:
        raise_errors(ledger.verify())
        findings = [] if why else [no_reason(f"the name of {ref}")]
        mended = [
            Renamed(at=now, who=who, ref=ref, before=before, after=names[who, ref], reason=why or "-")
            for who, before in _other_names(ledger, ref, names)
        ]
        if not any(key[1] == ref for key in names):
            findings.append(
                Finding(
                    root.as_posix(),
                    f"nobody listed has the ref {ref}",
                    "Look at the ref.",
                    code="no-such-ref",
                )
            )
        elif not mended:
            findings.append(
                Finding(
                    ref,
                    "the name is no other than on the sheets that came in",
                    "Mend it in candidates.csv or campaign.yaml first, then run this again.",
                    code="ruled-already",
                )
            )
        findings += _taken(ledger, mended)
        raise_errors(findings)
        for one in mended:
            ledger.rename(one)
    return tuple(mended)


def _other_names(ledger: Ledger, ref: str, names: dict[tuple[Who, str], str]) -> list[tuple[Who, str]]:
    """Return the names under which somebody was scored or scored that are not known to be theirs."""
    renamed, issued = ledger.renamed(), ledger.issued()
    rated = [issued[reference] for reference in ledger.individual() if reference in issued]
    known = [(Who.CANDIDATE, i.candidate, i.candidate_name) for i in rated]
    known += [(Who.MEMBER, i.member, i.member_name) for i in rated]
    return [
        (who, before)
        for who, whose, before in dict.fromkeys(known)
        if whose == ref and (who, ref) in names
        if not same_person(names[who, ref], before, [r for r in renamed if (r.who, r.ref) == (who, ref)])
    ]


def _taken(ledger: Ledger, mended: Sequence[Renamed]) -> list[Finding]:
    """Return a finding where a name is the one that another candidate or member was scored under."""
    issued = ledger.issued().values()
    others = {
        Who.CANDIDATE: {(i.candidate, normalise(i.candidate_name).casefold()) for i in issued},
        Who.MEMBER: {(i.member, normalise(i.member_name).casefold()) for i in issued},
    }
    return [
        Finding(
            one.ref,
            f"{one.after} is the name on the sheets of {whose}",
            "Were two lines of the list exchanged? Each ref must stay with its person.",
            code="rename-taken",
        )
        for one in mended
        for whose, name in sorted(others[one.who])
        if whose != one.ref and name == normalise(one.after).casefold()
    ]


def no_reason(where: str) -> Finding:
    """Return the finding that a ruling has no reason."""
    return Finding(
        where, "there is no reason", "Say why in --reason: it is recorded and printed.", code="no-reason"
    )
