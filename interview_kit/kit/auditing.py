"""The use case *audit*: the ledger's chain checked, and printed as an audit trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from interview_kit import __version__
from interview_kit.campaign_folder import CampaignFolder
from interview_kit.domain.campaign import Campaign
from interview_kit.domain.english import counted, day, moment
from interview_kit.domain.fingerprint import short_mark
from interview_kit.errors import Finding, Severity
from interview_kit.kit.bank import own_templates
from interview_kit.kit.opening import open_ledger, value_of
from interview_kit.ledger.trail import TrailLine
from interview_kit.reports.paper import Paper, Section, Table, render_paper

HEADS = ("No.", "When", "What", "About", "By", "File (SHA-256)", "Chain")
EXAMPLE = "Example: the people and the ratings in this campaign are invented."


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """All entries of a ledger in words, and whether they are what was written."""

    campaign: Campaign
    lines: tuple[TrailLine, ...]
    head: str
    plan: str
    """The mark of the plan in force; empty before there is one."""
    problems: tuple[Finding, ...]
    """What is not as it was written; empty when the whole chain stands."""

    @property
    def sentence(self) -> str:
        """Whether the chain stands, in words."""
        if self.problems:
            return f"The ledger is not what was written: {counted(len(self.problems), 'finding')}."
        erased = sum(line.erased for line in self.lines)
        gone = (
            f" {counted(erased, 'entry', 'entries')} lost their words when people were erased; their hashes stand."
            if erased
            else ""
        )
        return f"All {counted(len(self.lines), 'entry', 'entries')} follow from each other, and every file kept is what was received.{gone}"

    def as_data(self) -> dict[str, object]:
        """Return plain data for JSON."""
        return {
            "campaign": self.campaign.reference,
            "head": self.head,
            "plan": self.plan,
            "whole": not self.problems,
            "entries": [
                {
                    "number": line.number,
                    "at": line.at.isoformat(),
                    "what": line.what,
                    "about": list(line.candidates),
                    "by": line.by,
                    "file": line.sha256,
                    "hash": line.hash,
                    "erased": line.erased,
                }
                for line in self.lines
            ],
            "problems": [f.problem for f in self.problems],
        }


def read_audit_trail(root: Path) -> AuditTrail:
    """Return a campaign's ledger as an audit trail, checked from the first entry to the last.

    Works whatever else is wrong in the folder, and after erasing; only campaign.yaml has to be readable.

    Raises:
        KitError: if campaign.yaml or the ledger cannot be read.
    """
    folder = CampaignFolder(root)
    campaign = value_of(folder.load_campaign())
    with open_ledger(folder) as ledger:
        problems = tuple(f for f in ledger.verify() if f.severity is Severity.ERROR)
        plans = ledger.plans()
        mark = short_mark(plans[-1].fingerprint) if plans else ""
        return AuditTrail(campaign, tuple(ledger.trail()), ledger.head(), mark, problems)


def trail_rows(lines: tuple[TrailLine, ...]) -> tuple[tuple[str, ...], ...]:
    """Return entries as rows under :data:`HEADS`."""
    return tuple(
        (
            str(line.number),
            f"{line.at:%Y-%m-%d %H:%M}",
            line.what,
            ", ".join(line.candidates),
            line.by,
            line.sha256,
            line.mark,
        )
        for line in lines
    )


def render_audit_trail(trail: AuditTrail, *, now: dt.datetime, templates: Path | None = None) -> bytes:
    """Return the audit trail as a page that prints.

    Raises:
        KitError: if the template is broken.
    """
    files, _ = own_templates(templates)
    campaign = trail.campaign
    paper = Paper(
        title="Audit trail",
        subtitle=f"{campaign.title or campaign.reference} · {campaign.organisation}",
        running_head=f"Audit trail · {campaign.reference}",
        confidential="Confidential",
        in_short=(
            trail.sentence,
            (
                "Each entry carries a hash over itself and all before it: the last one stands for the whole. An entry "
                "cannot be changed, taken out or put in without every later hash being another."
            ),
        ),
        sections=(
            *(
                (Section("What is not as it was written", tuple(f.problem for f in trail.problems)),)
                if trail.problems
                else ()
            ),
            Section(
                "Entries",
                (),
                (Table("Entries", HEADS, trail_rows(trail.lines), "trail"),),
            ),
            Section(
                "How to read it",
                (
                    (
                        "By: the panel member whose sheet it is, the panel, or whoever decided. Where nobody is named, it is "
                        "whoever ran the kit in the campaign’s folder; the kit does not know who that was."
                    ),
                    f"Personal data are kept until {day(campaign.kept_until)}. What was erased shows what it was, and no more.",
                ),
            ),
        ),
        foot=f"Plan {trail.plan or 'none'} · ledger {trail.head} · interview-kit {__version__} · {moment(now)}",
        example=EXAMPLE if campaign.example else "",
    )
    return render_paper(paper, files).encode("utf-8")
