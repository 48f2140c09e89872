"""Where the things of one campaign are on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interview_kit.campaign_folder.candidates import read_candidates
from interview_kit.campaign_folder.slot_checks import check_slots
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.plan import Plan
from interview_kit.domain.role import RoleProfile
from interview_kit.errors import Finding
from interview_kit.yaml_file import Loaded, load_yaml

CANDIDATE_FILES = ("candidates.csv", "candidates.xlsx")


@dataclass(frozen=True, slots=True)
class CampaignFolder:
    """One campaign's folder. Nothing here makes or changes a file."""

    root: Path

    @property
    def campaign_yaml(self) -> Path:
        """What people write: reference, panel, place, dates, retention."""
        return self.root / "campaign.yaml"

    @property
    def role_yaml(self) -> Path:
        """The role profile as this vacancy has it."""
        return self.root / "role.yaml"

    @property
    def plan_yaml(self) -> Path:
        """The frozen plan; written by the kit only."""
        return self.root / "plan.yaml"

    @property
    def documents(self) -> Path:
        """The pack."""
        return self.root / "documents"

    @property
    def agreement(self) -> Path:
        """Agreement forms, blank or with the scores."""
        return self.documents / "agreement"

    @property
    def returned(self) -> Path:
        """Where filled sheets are dropped; nothing here is changed, and nothing deleted but by *erase*."""
        return self.root / "returned"

    @property
    def reports(self) -> Path:
        """What is written from the ledger: the comparison, feedback, copies of one candidate's data."""
        return self.root / "reports"

    @property
    def feedback(self) -> Path:
        """Feedback for each candidate."""
        return self.reports / "feedback"

    @property
    def ledger_db(self) -> Path:
        """What was received and decided."""
        return self.root / "ledger.db"

    @property
    def erasing(self) -> Path:
        """There only while personal data are being erased: whose, so that a run cut short can be finished."""
        return self.root / ".erasing.json"

    def candidates_file(self) -> Path:
        """Return the list of candidates: the .xlsx where only that is there, else the .csv."""
        csv, xlsx = (self.root / name for name in CANDIDATE_FILES)
        return xlsx if xlsx.exists() and not csv.exists() else csv

    def load_campaign(self) -> Loaded[Campaign]:
        """Return campaign.yaml with its findings."""
        return load_yaml(self.campaign_yaml, Campaign, name=self.campaign_yaml.name)

    def load_role(self) -> Loaded[RoleProfile]:
        """Return role.yaml with its findings; whether it fits the bank, ``bank.check_role`` says."""
        return load_yaml(self.role_yaml, RoleProfile, name=self.role_yaml.name)

    def load_plan(self) -> Loaded[Plan]:
        """Return plan.yaml with its findings."""
        return load_yaml(self.plan_yaml, Plan, name=self.plan_yaml.name)

    def load_candidates(self) -> tuple[list[Candidate], list[Finding]]:
        """Return the candidates that can be read, in the order of the list, and findings.

        Interviews on days that campaign.yaml does not name are warnings.
        """
        files = [self.root / name for name in CANDIDATE_FILES if (self.root / name).exists()]
        if len(files) > 1:
            return [], [
                Finding(
                    where=CANDIDATE_FILES[1],
                    problem="there are two lists of candidates, candidates.csv and candidates.xlsx",
                    remedy="Keep the right one here, and move the other out of the folder.",
                    code="candidates-two-files",
                )
            ]
        file = self.candidates_file()
        candidates, findings = read_candidates(file, file.name)
        campaign = self.load_campaign().value
        slots = [] if campaign is None else check_slots(candidates, campaign.dates, file.name)
        return list(candidates), [*findings, *slots]
