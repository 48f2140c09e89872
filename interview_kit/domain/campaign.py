"""One recruitment exercise: role, panel, candidates, dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from interview_kit.domain.base import Model, Text

_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?$", re.IGNORECASE)


def _folder_name(text: str) -> str:
    """Return the text if every system can have a folder of that name."""
    if _RESERVED.match(text) or text.endswith("."):
        msg = "cannot be the name of a folder on Windows; choose another reference"
        raise ValueError(msg)
    return text


Reference = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=40, strip_whitespace=True),
    AfterValidator(_folder_name),
]
"""What the organisation calls the exercise; also the name of its folder."""
CandidateRef = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$", max_length=16, strip_whitespace=True)
]
MemberRef = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$", max_length=8, strip_whitespace=True)
]


EARLIEST, LATEST = 2000, 2999
"""Years in which interviews can be."""


def _meant(date: dt.date) -> dt.date:
    """Return the date if interviews can be in its year."""
    if not EARLIEST <= date.year <= LATEST:
        absurd = PydanticCustomError("date_absurd", "cannot be in {year}", {"year": date.year})
        raise absurd
    return date


Day = Annotated[dt.date, AfterValidator(_meant)]
"""A day around the interviews."""


class PanelMember(Model):
    """Somebody who scores; exactly one member of a panel is the chair."""

    ref: MemberRef
    name: Text
    chair: bool = False


class Contact(Model):
    """Whom candidates and panel members write to or ring."""

    email: Annotated[
        str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254, strip_whitespace=True)
    ]
    phone: str = ""


class Dates(Model):
    """The days that matter to candidates and panel."""

    interviews_from: Day
    interviews_to: Day
    adjustments_by: Day
    """The last day on which a candidate is asked to say what would help."""
    result_by: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.adjustments_by <= self.interviews_from <= self.interviews_to <= self.result_by:
            msg = (
                "dates must run adjustments_by, interviews_from, interviews_to, result_by, "
                "none before the one before it"
            )
            raise ValueError(msg)
        return self


class Campaign(Model):
    """One recruitment exercise, as its campaign.yaml has it."""

    schema_version: Literal[1] = Field(alias="schema")
    reference: Reference
    title: str = ""
    """What the vacancy is called where it differs from the role profile's title."""
    organisation: Text
    place: Text
    """Where the interviews are held, with what a candidate must know about access."""
    bring: str = "Proof that you may work in the United Kingdom, such as a passport"
    contact: Contact
    panel: Annotated[tuple[PanelMember, ...], Field(min_length=1, max_length=12)]
    dates: Dates
    retention_months: Annotated[int, Field(ge=1, le=120)] = 12
    """How long the panel's notes and scores are kept after the result."""
    reserve_months: Annotated[int, Field(ge=1, le=12)] = 12
    """How long a reserve list stands after the day of the result; a year at most."""
    example: bool = False
    """True when people and ratings are invented; every report then says so."""

    @model_validator(mode="after")
    def _panel_has_one_chair_and_no_double(self) -> Self:
        refs = [m.ref.casefold() for m in self.panel]
        if len(set(refs)) != len(refs):
            msg = "each panel member needs a ref of their own"
            raise ValueError(msg)
        if sum(m.chair for m in self.panel) != 1:
            msg = "exactly one panel member must be the chair (chair: true)"
            raise ValueError(msg)
        return self

    @property
    def chair(self) -> PanelMember:
        """The panel member who chairs."""
        return next(m for m in self.panel if m.chair)

    @property
    def reserve_until(self) -> dt.date:
        """The last day of a reserve list: so many months after the result, the month's last day if need be."""
        return _months_after(self.dates.result_by, self.reserve_months)

    @property
    def kept_until(self) -> dt.date:
        """The last day on which notes and scores are kept: so many months after the result."""
        return _months_after(self.dates.result_by, self.retention_months)


def _months_after(date: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, the month's last day if need be."""
    years, month = divmod(date.month - 1 + months, 12)
    year = date.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(date.day, last))


class Candidate(Model):
    """Somebody who is interviewed; nothing about them that a panel must not see."""

    ref: CandidateRef
    name: Text
    slot: dt.datetime | None = None
    """Start of the interview, local time."""
    room: str = ""
    adjustments: str = ""
    """What the panel has to do, never why."""
