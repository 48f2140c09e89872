"""Whether interviews lie on the campaign's days."""

from __future__ import annotations

from collections.abc import Iterable

from interview_kit.domain.campaign import Candidate, Dates
from interview_kit.domain.english import day
from interview_kit.errors import Finding, Severity


def check_slots(candidates: Iterable[Candidate], dates: Dates, name: str) -> list[Finding]:
    """Return a warning for each interview outside the campaign's days."""
    return [
        Finding(
            where=f"{name}: {candidate.ref}",
            problem=f"the interview is on {day(candidate.slot.date())}; campaign.yaml has interviews from "
            f"{day(dates.interviews_from)} to {day(dates.interviews_to)}",
            remedy="Mend the day here, or the dates in campaign.yaml.",
            severity=Severity.WARNING,
            code="candidates-outside-dates",
        )
        for candidate in candidates
        if candidate.slot is not None
        and not dates.interviews_from <= candidate.slot.date() <= dates.interviews_to
    ]
