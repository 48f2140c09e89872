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
