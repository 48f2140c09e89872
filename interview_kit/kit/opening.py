"""Opening a campaign's folder: everything in it that later steps need, checked together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from interview_kit.campaign_folder import CampaignFolder
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.plan import Plan
from interview_kit.errors import Finding, KitError, raise_errors
from interview_kit.selection.freeze import check_plan
from interview_kit.yaml_file import Loaded

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OpenCampaign:
    """A campaign with its frozen plan and its candidates."""

    folder: CampaignFolder
    campaign: Campaign
    candidates: tuple[Candidate, ...]
    plan: Plan
    findings: tuple[Finding, ...]
    """Warnings only; errors stop the opening."""


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


def open_campaign(root: Path) -> OpenCampaign:
    """Return a campaign that has a plan.

    Raises:
        KitError: with all findings on campaign.yaml, the candidates and plan.yaml at once; or if the
            questions have not been chosen yet.
    """
    folder = CampaignFolder(root)
    if not folder.plan_yaml.exists():
        raise KitError(
            [
                Finding(
                    str(folder.plan_yaml),
                    "the questions have not been chosen yet",
                    f"Run: interview-kit plan {root}",
                    code="plan-missing",
                )
            ]
        )
    campaign, plan = folder.load_campaign(), folder.load_plan()
    candidates, candidate_findings = folder.load_candidates()
    findings = [*campaign.findings, *plan.findings, *candidate_findings]
    if plan.value is not None:
        findings += check_plan(plan.value, name=plan.name)
    if plan.value is not None and campaign.value is not None:
        findings += _check_together(plan.value, campaign.value, plan.name)
    if not candidates and not any(f.is_error for f in candidate_findings):
        findings.append(
            Finding(
                folder.candidates_file().name,
                "there are no candidates yet",
                "Write one line a candidate, or put your list in its place.",
                code="no-candidates",
            )
        )
    raise_errors(findings)
    return OpenCampaign(folder, value_of(campaign), tuple(candidates), value_of(plan), tuple(findings))


def _check_together(plan: Plan, campaign: Campaign, name: str) -> list[Finding]:
    """Return what does not fit between the plan and the campaign."""
    again = "Run plan again, so that the plan fits campaign.yaml, or undo the change there."
    findings = []
    if plan.campaign != campaign.reference:
        findings.append(
            Finding(
                name,
                f"the plan was made for {plan.campaign}, and campaign.yaml says {campaign.reference}",
                again,
                code="plan-of-another-campaign",
            )
        )
    panel = {m.ref for m in campaign.panel}
    gone = sorted({q.asked_by for q in plan.questions} - panel)
    if gone:
        findings.append(
            Finding(
                name,
                f"{', '.join(gone)} is to ask questions but is not on the panel",
                again,
                code="plan-asker-missing",
            )
        )
    return findings
