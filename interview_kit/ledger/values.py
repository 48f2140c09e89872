"""What the ledger hands back: frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from interview_kit.domain.rating import AgreedScore, ScoreSheet
from interview_kit.domain.rulings import ShownIn
from interview_kit.errors import Finding


class Result(StrEnum):
    """What a file that came in turned out to be."""

    FIRST = "first"
    REVISION = "revision"
    DUPLICATE = "duplicate"
    """The same bytes with the same reading were received before; nothing was added."""
    SET_ASIDE = "set aside"
    """It cannot be told whose sheet it is; the bytes are kept."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file."""

    result: Result
    number: int
    """The ledger's entry; for a duplicate, that of the first time."""


@dataclass(frozen=True, slots=True)
class Received:
    """One file as it was received and read."""

    number: int
    at: dt.datetime
    name: str
    sha256: str
    sheet: ScoreSheet | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Individual:
    """All that one panel member sent in for one candidate, in order; at least one."""

    received: tuple[Received, ...]

    @property
    def first(self) -> Received:
        """The first reading, which is kept for ever."""
        return self.received[0]

    @property
    def last(self) -> Received:
        """The last one received, settled or not."""
        return self.received[-1]


@dataclass(frozen=True, slots=True)
class PlanFrozen:
    """A plan as it was frozen."""

    at: dt.datetime
    fingerprint: str
    reason: str
    """Why it was planned again although score sheets were out; else empty."""
    text: str
    """The plan's file as it was written."""
    used: Mapping[str, int] = field(default_factory=dict)
    """How often each question had been used before, as far as any had."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreed score as it was noted; a later one on the same question takes its place."""

    number: int
    at: dt.datetime
    form: str
    """Reference of the agreement form it was read from; empty when it came from none."""
    plan: str
    """Fingerprint of the plan whose question it is; empty when it came from no form."""
    score: AgreedScore


@dataclass(frozen=True, slots=True)
class Shown:
    """The members' scores on a candidate were put together in a document."""

    candidate: str
    plan: str
    missing: tuple[str, ...] = ()
    """What was not in yet, by member; then it was done for a reason, or by comparing early."""
    reason: str = ""
    where: ShownIn = ShownIn.AGREEMENT_FORM
    members: tuple[str, ...] = ()
    """Refs of those whose scores were not all in."""


@dataclass(frozen=True, slots=True)
class Showing:
    """One entry on scores put together, and when it was made."""

    number: int
    at: dt.datetime
    shown: Shown
