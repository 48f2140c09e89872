"""The use case *plan*: choose the questions and freeze them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from interview_kit import __version__
from interview_kit.bank import check_role
from interview_kit.bank.lint import lint_law
from interview_kit.campaign_folder import CampaignFolder, write_atomically
from interview_kit.domain.english import counted
from interview_kit.domain.plan import Plan
from interview_kit.errors import Finding, KitError, Severity, raise_errors
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.bank import open_bank
from interview_kit.kit.exposure import MONTHS, Exposure, find_uses, tell_exposure
from interview_kit.kit.keeping import check_keeping
from interview_kit.kit.opening import open_ledger, value_of
from interview_kit.kit.people import check_own_refs
from interview_kit.ledger import Ledger
from interview_kit.selection.choose import choose_questions
from interview_kit.selection.freeze import freeze_plan
from interview_kit.yaml_file import dump_yaml

HEAD = "# Frozen by interview-kit. Do not edit: a changed plan is found by its fingerprint and refused.\n"


@dataclass(frozen=True, slots=True)
class Planned:
    """The frozen plan and where it is."""

    plan: Plan
    path: Path
    fresh: bool
    """False when the same plan was frozen already."""
    findings: tuple[Finding, ...]
    exposure: tuple[Exposure, ...] = ()
    """Questions that earlier use decided about, or that were taken in spite of it."""


@runs_alone("plan")
def make_plan(
    root: Path,
    *,
    now: dt.datetime,
    reason: str | None = None,
    bank: Path | None = None,
    within: int = MONTHS,
) -> Planned:
    """Choose the questions for a campaign, freeze them in plan.yaml and return them.

    While no score sheet is out, planning again replaces the plan. Once sheets are out, a different plan
    is refused unless a reason is given; the reason goes into the ledger, and the sheets that are out are
    then of an older plan.

    Questions that other campaigns beside this one used in the ``within`` months before its interviews are
    passed over where others serve as well; 0 looks at none. While sheets are out, what counted when the plan
    was frozen counts still.

    Raises:
        KitError: on findings in campaign.yaml, role.yaml or the bank; if the demands cannot all be met,
            with the smallest change that would make them fit; or if sheets are out and no reason is given.
    """
    loaded_bank = open_bank(bank)
    folder = CampaignFolder(root)
    campaign_file, role_file = folder.load_campaign(), folder.load_role()
    findings = [*campaign_file.findings, *role_file.findings]
    if role_file.value is not None:
        findings += check_role(role_file.value, loaded_bank, role_file.place)
    raise_errors(findings)
    campaign, role = value_of(campaign_file), value_of(role_file)
    candidates, _ = (
        folder.load_candidates()
    )  # the list may still be written; those on it need refs of their own
    raise_errors(check_own_refs(campaign.panel, candidates, folder.candidates_file().name))
    findings += check_keeping(campaign, folder.campaign_yaml.name)
    again = bool((reason or "").strip())
    uses = find_uses(folder, campaign, months=within)
    used = {question: len(found) for question, found in uses.items()}
    with open_ledger(folder) as ledger:
        if not again and (settled := _settled(ledger)) is not None:
            used = dict(settled)
    chosen = choose_questions(role, loaded_bank.frameworks, loaded_bank.questions.values(), used=used)
    exposure = tell_exposure(role, loaded_bank, chosen, used, uses)
    raise_errors(lint_law(loaded_bank, chosen))
    plan = freeze_plan(
        role,
        loaded_bank.scales[role.scale],
        loaded_bank.frameworks,
        chosen,
        campaign.panel,
        campaign=campaign.reference,
        kit_version=__version__,
    )
    text = HEAD + dump_yaml(plan)
    with open_ledger(folder) as ledger:
        frozen = ledger.plans()
        in_force = frozen[-1] if frozen else None
        out = [i for i in ledger.issued().values() if in_force and i.plan == in_force.fingerprint]
        if in_force and _text_of(folder) != in_force.text and (out or in_force.text == text) and not again:
            write_atomically(folder.plan_yaml, in_force.text.encode("utf-8"))
            restored = value_of(folder.load_plan())
            return Planned(restored, folder.plan_yaml, fresh=True, findings=(*findings, _restored(folder)))
        if in_force and in_force.fingerprint == plan.fingerprint:
            findings += [_same_again(folder, len(out))] if again else []
            return Planned(plan, folder.plan_yaml, fresh=False, findings=tuple(findings), exposure=exposure)
        if out and not again:
            raise KitError([_sheets_are_out(folder, len(out))])
        write_atomically(folder.plan_yaml, text.encode("utf-8"))
        ledger.freeze_plan(plan.fingerprint, at=now, text=text, reason=(reason or "").strip(), used=used)
    return Planned(plan, folder.plan_yaml, fresh=True, findings=tuple(findings), exposure=exposure)


def _settled(ledger: Ledger) -> Mapping[str, int] | None:
    """Return the uses that counted for the plan in force; ``None`` while none of its sheets is out."""
    plans = ledger.plans()
    if not plans or all(i.plan != plans[-1].fingerprint for i in ledger.issued().values()):
        return None
    return plans[-1].used


def _text_of(folder: CampaignFolder) -> str:
    """Return what plan.yaml holds, an empty text when it cannot be read."""
    try:
        return folder.plan_yaml.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _restored(folder: CampaignFolder) -> Finding:
    return Finding(
        str(folder.plan_yaml),
        "the file was missing or not the plan in force, and has been written back from the ledger",
        "Nothing more to do. To choose questions anew although sheets are out, use --again with the reason.",
        severity=Severity.WARNING,
        code="plan-restored",
    )


def _same_again(folder: CampaignFolder, count: int) -> Finding:
    out = "the score sheet that is out stays" if count == 1 else f"the {count} score sheets that are out stay"
    stay = f"; {out} valid" if count else ""
    return Finding(
        str(folder.plan_yaml),
        f"choosing again gave the same plan, so it stands and the reason was not recorded{stay}",
        "Nothing more to do. For other questions, change role.yaml (pinned, excluded) and run plan again.",
        severity=Severity.WARNING,
        code="plan-same-again",
    )


def _sheets_are_out(folder: CampaignFolder, count: int) -> Finding:
    return Finding(
        str(folder.plan_yaml),
        f"{counted(count, 'score sheet')} of the frozen plan {'is' if count == 1 else 'are'} out, and planning again would choose other questions, "
        "weights or rules",
        "Keep the plan. If only weights, minimums or other scoring rules must change, use interview-kit rules "
        "with --change: the sheets stay valid. If the questions must change, run plan again with --again and "
        "the reason: it is recorded, and the sheets that are out become void.",
        code="plan-sheets-out",
    )
