"""The use case *rules*: show the scoring rules in force, or change them while sheets are out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from interview_kit.bank import check_scoring
from interview_kit.domain.rulings import RulesChange, Terms, terms_of
from interview_kit.errors import Finding, Severity, raise_errors
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.command_line import command_line
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger, value_of
from interview_kit.kit.reasons import check_reason
from interview_kit.reports.rule_words import rule_differences, rule_lines


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


def show_rules(root: Path) -> RulesInForce:
    """Return the scoring rules in force and what role.yaml has otherwise.

    Raises:
        KitError: on findings in the campaign's files.
    """
    opened = open_campaign(root)
    return _in_force(opened, _waiting(opened), changed=False)


@runs_alone("rules")
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
    found = check_reason("the change of rules", why)
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
                    f"Run: {command_line('plan', root)}",
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
            "Undo that in role.yaml, or take it into force; the report then says what was changed, when and why. "
            "Run: " + command_line("rules", opened.folder.root, '--change "…"'),
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
            "Leave it as it is, or restore the question with: interview-kit drop … --restore",
            code="essential-uncovered",
        )
        for c in after.competencies
        if c.essential and not opened.counted.questions_of(c.competency)
    ]


def _other_competencies(opened: OpenCampaign, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        opened.folder.role_yaml.name,
        "it lists other competencies than the frozen plan, which still counts",
        "Undo that there. Other competencies take other questions: that is interview-kit plan … --again, and "
        "the sheets that are out become void.",
        severity=severity,
        code="rules-other-competencies",
    )
