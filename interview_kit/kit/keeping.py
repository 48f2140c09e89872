"""Whether what is kept of a campaign is kept long enough."""

from __future__ import annotations

from collections.abc import Iterator

from interview_kit.domain.campaign import Campaign
from interview_kit.domain.english import day
from interview_kit.errors import Finding, Severity


def check_keeping(campaign: Campaign, name: str) -> Iterator[Finding]:
    """Yield a warning when a reserve list would outlive the notes and scores that it rests on.

    ``name`` is what findings call campaign.yaml.
    """
    if campaign.reserve_until > campaign.kept_until:
        yield Finding(
            name,
            f"a reserve list would stand until {day(campaign.reserve_until)}, and the notes and scores behind it "
            f"are kept until {day(campaign.kept_until)} only",
            f"Write reserve_months: {campaign.retention_months} or fewer, or retention_months: "
            f"{campaign.reserve_months} or more.",
            severity=Severity.WARNING,
            code="reserve-outlives-data",
        )
