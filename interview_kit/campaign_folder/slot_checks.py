"""Whether interviews lie on the campaign's days."""

from __future__ import annotations

from collections.abc import Iterable

from interview_kit.domain.campaign import Candidate, Dates
from interview_kit.errors import Finding, Severity


def check_slots(candidates: Iterable[Candidate], dates: Dates, name: str) -> list[Finding]:
    """Return a warning for each interview outside the campaign's days."""
    return [
        Finding(
            where=f"{name}: {candidate.ref}",
            problem=f"the interview is on {candidate.slot:%d/%m/%Y}; campaign.yaml has interviews from "
            f"{dates.interviews_from:%d/%m/%Y} to {dates.interviews_to:%d/%m/%Y}",
            remedy="Mend the day here, or the dates in campaign.yaml.",
            severity=Severity.WARNING,
            code="candidates-outside-dates",
        )
        for candidate in candidates
        if candidate.slot is not None
        and not dates.interviews_from <= candidate.slot.date() <= dates.interviews_to
    ]
