"""What was issued: one score sheet for one panel member and one candidate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issued:
    """One score sheet as it went out; what comes back is held against it."""

    reference: str
    """The sheet's printed reference, ``SK-92GA-M7ZG``."""
    candidate: str
    member: str
    candidate_name: str
    member_name: str
    plan: str
    """Fingerprint of the plan that the sheet was made from."""
    candidate_also: tuple[str, ...] = ()
    """Other spellings recorded as the candidate's name; a printing from before or after may show them."""
    member_also: tuple[str, ...] = ()
    """The same of the member."""

    @property
    def candidate_names(self) -> tuple[str, ...]:
        """Every spelling of the candidate's name that the sheet may show."""
        return (self.candidate_name, *self.candidate_also)

    @property
    def member_names(self) -> tuple[str, ...]:
        """Every spelling of the member's name that the sheet may show."""
        return (self.member_name, *self.member_also)
