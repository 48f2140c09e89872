"""The use case *new*: start a campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from interview_kit.campaign_folder import CampaignFolder, check_free, create_campaign, read_candidates
from interview_kit.domain.base import Model
from interview_kit.domain.campaign import EARLIEST, LATEST, Campaign, PanelMember, Reference
from interview_kit.domain.english import day
from interview_kit.domain.fingerprint import normalise
from interview_kit.errors import Finding, KitError, Severity, raise_errors
from interview_kit.kit.bank import find, open_bank
from interview_kit.kit.people import check_own_refs
from interview_kit.ledger import Ledger
from interview_kit.yaml_file.problems import find_problems

M = TypeVar("M", bound=Model)
ADJUSTMENT_DAYS = 3
"""Days before the first interview on which a candidate is last asked what would help."""
RESULT_DAYS = 7
"""Days after the last interview by which candidates hear."""


@dataclass(frozen=True, slots=True)
class Started:
    """A new campaign's folder and what a person does with its files."""

    folder: Path
    files: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


class _Named(Model):
    """What a new campaign is called."""

    reference: Reference


def check_new(parent: Path, reference: str, *, role: str, bank: Path | None = None) -> None:
    """Check what a new campaign is called and is about, before more is asked for.

    Raises:
        KitError: if the reference is not acceptable, its folder is there already, or the role profile is
            unknown.
    """
    named = _checked(_Named, {"reference": reference})
    raise_errors(check_free(parent / named.reference))
    find("role profile", role, open_bank(bank).roles)


def new_campaign(
    parent: Path,
    reference: str,
    *,
    role: str,
    chair: str,
    members: Sequence[str],
    first: dt.date,
    last: dt.date,
    place: str,
    email: str,
    phone: str = "",
    organisation: str | None = None,
    retention_months: int = 12,
    candidates: Path | None = None,
    bank: Path | None = None,
) -> Started:
    """Make the folder of a new campaign and return what is in it.

    The panel gets the refs P1 (the chair), P2 and so on. Candidates are taken over from a CSV or XLSX
    file when one is given; otherwise the folder's list is empty, with the columns it needs.

    Raises:
        KitError: if the role profile is unknown, a value is not acceptable, the list of candidates has
            errors, or the folder is there already. Nothing is written then.
    """
    if not (first.year >= EARLIEST and last.year <= LATEST):
        raise KitError(
            [
                Finding(
                    "dates of the interviews",
                    f"a day in {min(first, last).year} or {max(first, last).year} cannot be meant",
                    "Write the day as year-month-day, such as 2026-03-12.",
                    code="date-absurd",
                )
            ]
        )
    if last < first:
        raise KitError(
            [
                Finding(
                    "dates of the interviews",
                    f"the last day, {day(last)}, is before the first, {day(first)}",
                    "Change --from or --to.",
                    code="dates-order",
                )
            ]
        )
    profile = find("role profile", role, open_bank(bank).roles)
    panel = [{"ref": f"P{n}", "name": name, "chair": n == 1} for n, name in enumerate((chair, *members), 1)]
    campaign = _checked(
        Campaign,
        {
            "schema": 1,
            "reference": reference,
            "organisation": organisation or profile.organisation,
            "place": place,
            "contact": {"email": email, "phone": phone},
            "panel": panel,
            "dates": {
                "interviews_from": first,
                "interviews_to": last,
                "adjustments_by": first - dt.timedelta(days=ADJUSTMENT_DAYS),
                "result_by": last + dt.timedelta(days=RESULT_DAYS),
            },
            "retention_months": retention_months,
        },
    )
    findings = tuple(_namesakes(campaign.panel))
    if candidates is not None:
        people, found = read_candidates(candidates, candidates.name)
        raise_errors([*found, *check_own_refs(campaign.panel, people, candidates.name)])
        findings += found
    folder = create_campaign(parent / campaign.reference, campaign, profile, candidates=candidates)
    Ledger(folder.ledger_db).close()
    return Started(folder.root, _files(folder), findings)


def _namesakes(panel: Iterable[PanelMember]) -> Iterator[Finding]:
    """Yield a warning for each panel member whose name another has."""
    first: dict[str, PanelMember] = {}
    for member in panel:
        other = first.setdefault(normalise(member.name).casefold(), member)
        if other is not member:
            yield Finding(
                "panel",
                f"{other.ref} and {member.ref} have the same name, {member.name}",
                "Leave it if they are two people, and tell them which sheets are whose; otherwise take one out of "
                "campaign.yaml before you pack.",
                severity=Severity.WARNING,
                code="panel-name-twice",
            )


def _checked(model: type[M], data: dict[str, object]) -> M:
    """Return the model of what was given on the command line.

    Raises:
        KitError: with a finding for each value that is not acceptable, named by its key.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = find_problems(
            error.errors(),
            model,
            lambda *at: " ".join(str(part).replace("_", " ") for part in at) or "campaign",
        )
        raise KitError(found) from None


def _files(folder: CampaignFolder) -> tuple[tuple[str, str], ...]:
    """Return the files a person looks at first, with what to do."""
    return (
        (folder.role_yaml.name, "Read it: competencies, weights, minimums, minutes, scoring rules"),
        (folder.campaign_yaml.name, "Read it: panel, place, dates, how long notes are kept"),
        (folder.candidates_file().name, "One line a candidate: ref, name, interview, room, adjustments"),
        (f"{folder.returned.name}/", "Filled score sheets go here"),
    )
