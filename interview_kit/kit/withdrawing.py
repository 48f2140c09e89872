"""The use case *withdraw*: somebody takes no part, or their scores on one candidate do not count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from interview_kit.domain.english import listed
from interview_kit.domain.rating import ScoreSheet
from interview_kit.domain.rulings import Effect, Rulings, Who, Withdrawal
from interview_kit.errors import Finding, Severity, raise_errors
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger
from interview_kit.kit.people import LOST, missing_askers
from interview_kit.kit.reasons import check_reason
from interview_kit.kit.refs import as_listed
from interview_kit.kit.standing import standing_sheets


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was recorded, and whom it concerns."""

    ruling: Withdrawal
    name: str
    """Of the candidate or member withdrawn."""
    counted: bool
    """True when they took part, or the scores counted, until then."""
    is_open: bool
    """True when an interest was declared on which nothing is ruled now."""
    findings: tuple[Finding, ...]


@runs_alone("withdraw")
def withdraw(
    root: Path,
    ref: str,
    *,
    reason: str,
    now: dt.datetime,
    on: str = "",
    stands: bool = False,
    restore: bool = False,
) -> Withdrawn:
    """Record that a candidate or panel member takes no part from now on, or does again.

    A candidate withdrawn is not placed; a member's scores do not count and none are waited for. With ``on``
    that holds for the member's scores on one candidate; ``stands`` then says that they count after an interest
    was declared, on the sheet or, while that does not deny it, by word of mouth. All scores are kept. A ref may have
    gone from the lists: it is found in the ledger.

    Raises:
        KitError: if nobody has the ref, no reason is given, it was ruled already, the member chairs the
            panel, scores stand on a sheet that says that there is no interest, or no candidate or nobody to
            score a candidate would be left.
    """
    opened = open_campaign(root)
    why = " ".join(reason.split())
    people = {c.ref: (Who.CANDIDATE, c.name) for c in opened.everybody}
    people |= {m.ref: (Who.MEMBER, m.name) for m in opened.panel}
    ref, on = as_listed(ref, people), as_listed(on, people)
    found = [*check_reason(ref, why), *_unknown(people, ref, on)]
    raise_errors(found)
    who, name = people[ref]
    effect = Effect.RESTORED if restore else Effect.STANDS if stands else Effect.WITHDRAWN
    ruling = Withdrawal(at=now, who=who, ref=ref, on=on, effect=effect, reason=why)
    with open_ledger(opened.folder) as ledger:
        standing = standing_sheets(ledger, opened)
        sheets = standing.aside | standing.sheets
        before = opened.rulings.effect_before(ruling)
        undeclared = _undeclared(ruling, sheets) if before is Effect.RESTORED else ()
        raise_errors(
            [*_misused(ruling), *undeclared, *_already(opened.rulings, ruling), *_nobody_left(opened, ruling)]
        )
        ledger.withdraw(ruling)
    sheet = sheets.get((on, ref))
    is_open = restore and sheet is not None and bool(sheet.interest)
    kept = tuple(f for f in opened.findings if f.code != LOST or not f.problem.startswith(f"{ref} "))
    findings = (*kept, *_chances(opened, ruling), *_unasked(opened, ruling))
    return Withdrawn(ruling, name, before is not Effect.WITHDRAWN, is_open, findings)


def _unknown(people: dict[str, tuple[Who, str]], ref: str, on: str) -> Iterator[Finding]:
    for one, wanted in ((ref, set(Who)), (on, {Who.CANDIDATE})):
        known = [r for r, (who, _) in people.items() if who in wanted]
        if one and one not in known:
            whom = "candidates and panel members" if one == ref else "candidates"
            yield Finding(
                one,
                "nobody has that ref" if one == ref else "there is no such candidate",
                f"The {whom} are {', '.join(known)}.",
                code="no-such-ref",
            )


def _misused(ruling: Withdrawal) -> Iterator[Finding]:
    if ruling.on and ruling.who is Who.CANDIDATE:
        yield Finding(
            ruling.ref,
            "--on goes with a panel member, and this is a candidate",
            f"To withdraw the candidate, leave --on {ruling.on} out.",
            code="withdraw-misused",
        )
    elif ruling.effect is Effect.STANDS and not ruling.on:
        yield Finding(
            ruling.ref,
            "it is not said on which candidate the scores stand",
            "Add --on with the candidate's ref.",
            code="withdraw-misused",
        )


def _undeclared(ruling: Withdrawal, sheets: Mapping[tuple[str, str], ScoreSheet]) -> Iterator[Finding]:
    """Yield a finding when scores are to stand although their sheet says that there is no interest.

    A sheet that is not in, or leaves the question open, says nothing against an interest declared by word of mouth.
    """
    sheet = sheets.get((ruling.on, ruling.ref))
    if ruling.effect is not Effect.STANDS or sheet is None or sheet.interest is not False:
        return
    declared = sorted(c for (c, member), one in sheets.items() if member == ruling.ref and one.interest)
    other = f"{ruling.ref} declared one in {listed(declared)}: is that meant? " if declared else ""
    yield Finding(
        _whose(ruling),
        f"the sheet says that {ruling.ref} has no interest, so they count without a ruling",
        f"{other}If {ruling.ref} has told of an interest in {ruling.on} since, collect a later version of the sheet that "
        "declares it, then run this again.",
        code="interest-not-declared",
    )


def _already(rulings: Rulings, ruling: Withdrawal) -> Iterator[Finding]:
    same = [w for w in rulings.withdrawals if (w.ref, w.on) == (ruling.ref, ruling.on)]
    now = same[-1].effect if same else Effect.RESTORED
    if now is ruling.effect:
        are = "are" if ruling.on else "is"
        said = {
            Effect.WITHDRAWN: f"{are} withdrawn already",
            Effect.STANDS: "stand already",
            Effect.RESTORED: f"{are} not withdrawn",
        }[now]
        why = f": {same[-1].reason}" if same else ""
        yield Finding(_whose(ruling), f"{said}{why}", "There is nothing to do.", code="ruled-already")


def _nobody_left(opened: OpenCampaign, ruling: Withdrawal) -> Iterator[Finding]:
    if ruling.effect is not Effect.WITHDRAWN:
        return
    rulings = opened.rulings
    if ruling.who is Who.CANDIDATE:
        if {c.ref for c in opened.candidates} <= {ruling.ref}:
            yield Finding(
                ruling.ref, "no candidate would be left", "Record with decide --nobody.", code="nobody-left"
            )
        return
    if not ruling.on and ruling.ref == opened.campaign.chair.ref:
        yield Finding(
            ruling.ref,
            "chairs the panel",
            "Name another chair in campaign.yaml first (chair: true), then run this again.",
            code="chair-withdrawn",
        )
    panel = {m.ref for m in opened.campaign.panel} - {ruling.ref}
    bare = [
        c.ref
        for c in opened.candidates
        if ruling.on in {"", c.ref}
        and not panel - {m for candidate, m in rulings.recused if candidate == c.ref}
    ]
    if bare:
        yield Finding(
            _whose(ruling),
            f"nobody would be left who scores {listed(bare)}",
            "Have somebody else score too, or withdraw the candidate with the reason.",
            code="nobody-left",
        )


def _chances(opened: OpenCampaign, ruling: Withdrawal) -> Iterator[Finding]:
    """Yield a warning when one candidate is now judged by other members than the rest."""
    if ruling.on and ruling.effect is Effect.WITHDRAWN:
        others = [m.ref for m in opened.campaign.panel if m.ref != ruling.ref]
        yield Finding(
            _whose(ruling),
            f"{ruling.on} is now scored by {listed(others)} alone, and other candidates by {ruling.ref} too",
            "A strict or generous member then weighs on some candidates only. Look at the page on the panel: if "
            f"{ruling.ref} scores unlike the others, withdraw {ruling.ref} for everyone.",
            severity=Severity.WARNING,
            code="unequal-panel",
        )


def _unasked(opened: OpenCampaign, ruling: Withdrawal) -> Iterator[Finding]:
    """Yield a warning when a member now withdrawn was to ask questions."""
    if ruling.effect is Effect.WITHDRAWN and not ruling.on:
        left = [m for m in opened.campaign.panel if m.ref != ruling.ref]
        yield from missing_askers(opened.plan, left, opened.folder.plan_yaml.name)


def _whose(ruling: Withdrawal) -> str:
    return f"{ruling.ref}'s scores on {ruling.on}" if ruling.on else ruling.ref
