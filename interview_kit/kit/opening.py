"""Opening a campaign's folder: everything in it that later steps need, checked together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from interview_kit.campaign_folder import CampaignFolder
from interview_kit.domain.campaign import Campaign, Candidate, PanelMember
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import AgreedScore
from interview_kit.domain.rulings import NO_RULINGS, LateSheet, Rulings, plan_under
from interview_kit.errors import Finding, KitError, Severity, raise_errors
from interview_kit.kit.command_line import command_line
from interview_kit.kit.people import LOST, check_chair, check_own_refs, check_people, unlisted_people
from interview_kit.ledger import Ledger
from interview_kit.selection.freeze import check_plan
from interview_kit.yaml_file import Loaded

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OpenLists:
    """A campaign with its people, whether or not the questions have been chosen."""

    folder: CampaignFolder
    campaign: Campaign
    """Its panel is those who stand: without whoever was withdrawn."""
    candidates: tuple[Candidate, ...]
    """Those who stand."""
    everybody: tuple[Candidate, ...]
    """All candidates, those withdrawn too, also where they are no longer listed."""
    panel: tuple[PanelMember, ...]
    """All members, those withdrawn too, also where they are no longer listed."""
    findings: tuple[Finding, ...]
    """Warnings only; errors stop the opening."""


@dataclass(frozen=True, slots=True)
class OpenCampaign(OpenLists):
    """A campaign with its frozen plan and its candidates."""

    plan: Plan
    """As it was frozen, under the scoring rules in force."""
    frozen: Plan
    """Under the scoring rules first declared."""
    rulings: Rulings

    @property
    def first(self) -> Plan | None:
        """The plan under the rules first declared, where those in force are others; else ``None``."""
        return self.frozen if self.rulings.changes else None

    @property
    def counted(self) -> Plan:
        """The plan less the questions that were dropped for everyone."""
        return self.plan.without(self.rulings.reason_dropped)


def value_of(loaded: Loaded[T]) -> T:  # type: ignore[type-var]
    """Return a file's value.

    Raises:
        KitError: with the file's findings, if it has errors.
    """
    raise_errors(loaded.findings)
    if loaded.value is None:
        msg = f"{loaded.name} gave neither a value nor an error"
        raise AssertionError(msg)
    return loaded.value


def open_ledger(folder: CampaignFolder) -> Ledger:
    """Return the campaign's ledger, which ``new`` made.

    Raises:
        KitError: if it is not there: without it no sheet can be told from a forged one.
    """
    if not folder.ledger_db.exists() or not folder.ledger_db.stat().st_size:
        raise KitError(
            [
                Finding(
                    str(folder.ledger_db),
                    "the ledger is missing; it holds the sheets' references and every rating received",
                    "Put it back from a copy of the campaign's folder. If there is none and no sheet is out, "
                    "start the campaign again with: interview-kit new",
                    code="ledger-missing",
                )
            ]
        )
    return Ledger(folder.ledger_db)


def open_campaign(root: Path, *, unfinished: bool = False) -> OpenCampaign:
    """Return a campaign that has a plan; ``unfinished`` one in which erasing was cut short.

    Raises:
        KitError: with all findings on campaign.yaml, the candidates, plan.yaml and who the sheets received
            are about, at once; or if the questions have not been chosen yet, or the ledger is missing.
    """
    folder = CampaignFolder(root)
    if folder.erasing.exists() and not unfinished:
        raise KitError([_erasing_cut_short(root)])
    if not folder.plan_yaml.exists():
        raise KitError(
            [
                Finding(
                    str(folder.plan_yaml),
                    "the questions have not been chosen yet",
                    f"Run: {command_line('plan', root)}",
                    code="plan-missing",
                )
            ]
        )
    campaign, plan = folder.load_campaign(), folder.load_plan()
    candidates, candidate_findings = folder.load_candidates()
    findings = [*campaign.findings, *(_write_back(f, root) for f in plan.findings), *candidate_findings]
    if plan.value is not None:
        findings += check_plan(plan.value, name=plan.name)
    if plan.value is not None and campaign.value is not None:
        findings += _check_together(plan.value, campaign.value, plan.name)
    if campaign.value is not None:
        findings += check_own_refs(campaign.value.panel, candidates, folder.candidates_file().name)
    rulings = NO_RULINGS
    gone: tuple[tuple[Candidate, ...], tuple[PanelMember, ...]] = ((), ())
    with open_ledger(folder) as ledger:
        if not candidates and not any(f.is_error for f in candidate_findings):
            findings.append(_no_candidates(folder, erased=ledger.was_erased()))
        findings += ledger.verify()
        if plan.value is not None:
            findings += _check_in_force(plan.value, ledger, plan.name)
            rulings = read_rulings(ledger, plan.value.fingerprint)
        if campaign.value is not None and candidates:
            findings += check_people(campaign.value, candidates, ledger, folder)
            findings += check_chair(campaign.value, rulings, folder)
            gone = unlisted_people(campaign.value, candidates, ledger)
    raise_errors(findings)
    frozen, listed = value_of(plan), value_of(campaign)
    out = rulings.withdrawn_refs
    in_force = plan_under(frozen, rulings.changes[-1].after) if rulings.changes else frozen
    return OpenCampaign(
        folder=folder,
        campaign=listed.model_copy(update={"panel": tuple(m for m in listed.panel if m.ref not in out)}),
        candidates=tuple(c for c in candidates if c.ref not in out),
        everybody=(*candidates, *gone[0]),
        panel=(*listed.panel, *gone[1]),
        plan=in_force,
        findings=tuple(findings),
        frozen=frozen,
        rulings=rulings,
    )


def open_lists(root: Path) -> OpenLists:
    """Return a campaign with its people; an :class:`OpenCampaign` where a plan was ever frozen.

    Raises:
        KitError: as :func:`open_campaign`, except that a campaign whose questions were never chosen is opened.
    """
    folder = CampaignFolder(root)
    campaign = folder.load_campaign()
    candidates, candidate_findings = folder.load_candidates()
    findings = [*campaign.findings, *candidate_findings]
    with open_ledger(folder) as ledger:
        planned = folder.plan_yaml.exists() or bool(ledger.plans())
        if not candidates and not any(f.is_error for f in candidate_findings):
            findings.append(_no_candidates(folder, erased=ledger.was_erased()))
        findings += ledger.verify()
    if planned or folder.erasing.exists():
        return open_campaign(root)
    raise_errors(findings)
    listed = value_of(campaign)
    return OpenLists(folder, listed, tuple(candidates), tuple(candidates), listed.panel, tuple(findings))


def check_nobody_lost(opened: OpenCampaign) -> None:
    """Stop what would give an order from which somebody rated has gone without a recorded reason.

    Raises:
        KitError: with a finding on each of them.
    """
    raise_errors([replace(f, severity=Severity.ERROR) for f in opened.findings if f.code == LOST])


def _erasing_cut_short(root: Path) -> Finding:
    return Finding(
        root.as_posix(),
        "erasing personal data was cut short here",
        f"It finishes what was begun. Run: {command_line('erase', root)}",
        code="erasing-unfinished",
    )


def _no_candidates(folder: CampaignFolder, *, erased: bool) -> Finding:
    if erased:
        return Finding(
            folder.candidates_file().name,
            "the personal data of this campaign were erased",
            f"Nothing is left to work with. What happened is shown by: {command_line('audit', folder.root)}",
            code="no-candidates",
        )
    return Finding(
        folder.candidates_file().name,
        "there are no candidates yet",
        "Write one line a candidate, or put your list in its place.",
        code="no-candidates",
    )


def read_rulings(ledger: Ledger, plan: str) -> Rulings:
    """Return what was ruled on a plan, by its fingerprint."""
    return Rulings(
        dropped=ledger.dropped(plan),
        restored=ledger.restored(plan),
        changes=ledger.rules_changes(plan),
        renamed=ledger.renamed(),
        replaced=_replaced(ledger, plan),
        withdrawals=ledger.withdrawals(),
        decisions=ledger.decisions(plan),
        late=tuple(_late_sheets(ledger, plan)),
    )


def _replaced(ledger: Ledger, plan: str) -> tuple[AgreedScore, ...]:
    """Return the scores agreed or decided on a plan that no longer stand; a referral has none."""
    standing = set(ledger.agreed(plan))
    every = dict.fromkeys(a.score for a in ledger.agreements(plan))
    return tuple(score for score in every if score.score is not None and score not in standing)


def _late_sheets(ledger: Ledger, plan: str) -> Iterator[LateSheet]:
    """Yield the sheets that came in, or were completed, after the others' scores had been put together.

    Each member and candidate once, by the first document that showed the scores.
    """
    latest = {
        (sheet.candidate, sheet.member): individual.last.number
        for individual in ledger.individual().values()
        if (sheet := individual.last.sheet) is not None and sheet.plan == plan
    }
    seen: set[tuple[str, str]] = set()
    for showing in ledger.showings():
        shown = showing.shown
        for member in shown.members if shown.plan == plan else ():
            pair = (shown.candidate, member)
            if latest.get(pair, 0) > showing.number and pair not in seen:
                seen.add(pair)
                yield LateSheet(*pair, showing.at, shown.where)


def _write_back(finding: Finding, root: Path) -> Finding:
    """Return a finding on plan.yaml with the one remedy that there is: people do not write that file."""
    return replace(finding, remedy=f"It writes the frozen plan back. Run: {command_line('plan', root)}")


def _check_in_force(plan: Plan, ledger: Ledger, name: str) -> list[Finding]:
    """Return a finding when plan.yaml is not the plan that was frozen last."""
    frozen = ledger.plans()
    if frozen and frozen[-1].fingerprint == plan.fingerprint:
        return []
    return [
        Finding(
            name,
            "this is not the plan in force: another one was frozen after it, or freezing was cut short",
            "Run plan again; it writes the plan that role.yaml asks for.",
            code="plan-not-in-force",
        )
    ]


def _check_together(plan: Plan, campaign: Campaign, name: str) -> list[Finding]:
    """Return a finding when the plan was made for another campaign."""
    if plan.campaign == campaign.reference:
        return []
    return [
        Finding(
            name,
            f"the plan was made for {plan.campaign}, and campaign.yaml says {campaign.reference}",
            "Run plan again, so that the plan fits campaign.yaml, or undo the change there.",
            code="plan-of-another-campaign",
        )
    ]
