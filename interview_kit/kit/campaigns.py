"""The use case *campaigns*: which there are, how far each has come, and how long each is kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from interview_kit.campaign_folder import CampaignFolder
from interview_kit.errors import Finding, KitError
from interview_kit.kit.exposure import campaign_folders
from interview_kit.ledger import Ledger

UNREADABLE = "cannot be read"


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign."""

    folder: Path
    reference: str
    role: str
    state: str
    """``new``, ``planned``, ``packed``, ``3 of 15 sheets in``, ``compared``, ``decided``, ``erased``."""
    kept_until: dt.date | None
    """``None`` when campaign.yaml cannot be read."""
    overdue: bool
    """True when the last day is past and the personal data are still there."""


@dataclass(frozen=True, slots=True)
class CampaignList:
    """Campaigns by folder, and the questions they used."""

    rows: tuple[CampaignRow, ...]
    uses: tuple[tuple[str, int], ...]
    """Question ids with how many campaigns used each, the most used first; examples are not counted.

    A copy of a campaign's folder is the same campaign.
    """
    findings: tuple[Finding, ...]

    def name_of(self, row: CampaignRow) -> str:
        """Return a campaign's reference, with its folder where another folder has the same reference."""
        twice = sum(other.reference == row.reference for other in self.rows) > 1
        return f"{row.reference}, in {row.folder.name}" if twice else row.reference

    def as_data(self) -> dict[str, object]:
        """Return plain data for JSON."""
        return {
            "campaigns": [
                {
                    "folder": row.folder.as_posix(),
                    "reference": row.reference,
                    "role": row.role,
                    "state": row.state,
                    "kept_until": row.kept_until.isoformat() if row.kept_until else None,
                    "overdue": row.overdue,
                }
                for row in self.rows
            ],
            "questions": dict(self.uses),
        }


def list_campaigns(parent: Path, *, now: dt.datetime) -> CampaignList:
    """Return the campaigns directly below a folder; one that cannot be read is listed with a finding."""
    rows: list[CampaignRow] = []
    findings: list[Finding] = []
    used: set[tuple[str, str]] = set()
    for folder in campaign_folders(parent):
        loaded, role = folder.load_campaign(), folder.load_role().value
        campaign = loaded.value
        if campaign is None:
            findings += loaded.findings
            rows.append(CampaignRow(folder.root, folder.root.name, "", UNREADABLE, None, overdue=False))
            continue
        try:
            state = state_of(folder)
        except KitError as error:
            findings += error.findings
            state = UNREADABLE
        plan = folder.load_plan().value if folder.plan_yaml.exists() else None
        if plan is not None and not campaign.example:
            used |= {(q.question.id, campaign.reference) for q in plan.questions}
        overdue = campaign.kept_until < now.date() and state != "erased"
        title = campaign.title or (role.title if role else "")
        rows.append(
            CampaignRow(folder.root, campaign.reference, title, state, campaign.kept_until, overdue=overdue)
        )
    uses = Counter(question for question, _ in used)
    counted = sorted(uses.items(), key=lambda item: (-item[1], item[0]))
    return CampaignList(tuple(rows), tuple(counted), tuple(findings))


def state_of(folder: CampaignFolder) -> str:
    """Return how far a campaign has come, in a word or a few.

    Raises:
        KitError: if its ledger cannot be read.
    """
    if folder.erasing.exists():
        return "erasing was cut short"
    if not folder.ledger_db.exists() or not folder.ledger_db.stat().st_size:
        return "planned" if folder.plan_yaml.exists() else "new"
    people, _ = folder.load_candidates()
    with Ledger(folder.ledger_db) as ledger:
        plans = ledger.plans()
        fingerprint = plans[-1].fingerprint if plans else ""
        settled = "erased" if not people and ledger.was_erased() else ""
        settled = settled or ("decided" if ledger.decisions(fingerprint) else "")
        issued = {r for r, i in ledger.issued().items() if i.plan == fingerprint}
        received = len(issued & ledger.individual().keys())
    if settled or (folder.reports / "comparison.docx").exists():
        return settled or "compared"
    if received:
        return f"{received} of {len(issued)} sheets in"
    return "packed" if issued else "planned" if plans else "new"
