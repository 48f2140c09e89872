"""The use case *rename*: a mended name is the same person's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from interview_kit.campaign_folder import CampaignFolder
from interview_kit.domain.fingerprint import normalise
from interview_kit.domain.rulings import Renamed, Who, same_person
from interview_kit.errors import Finding, raise_errors
from interview_kit.kit.alone import runs_alone
from interview_kit.kit.opening import open_ledger, value_of
from interview_kit.kit.reasons import check_reason
from interview_kit.kit.refs import as_listed
from interview_kit.ledger import Ledger


@runs_alone("rename")
def record_rename(root: Path, ref: str, *, reason: str, now: dt.datetime) -> tuple[Renamed, ...]:
    """Record that a candidate's or member's name as it is listed now is the same person's as before.

    Sheets issued and ratings received under the old name stay valid.

    Raises:
        KitError: on findings in the campaign's files; if nobody of that ref is listed, the name is no other
            than before, it is or was the name on somebody else's sheets, or no reason is given.
    """
    folder = CampaignFolder(root)
    campaign = value_of(folder.load_campaign())
    candidates, found = folder.load_candidates()
    raise_errors(found)
    why = " ".join(reason.split())
    names = {(Who.CANDIDATE, c.ref): c.name for c in candidates} | {
        (Who.MEMBER, m.ref): m.name for m in campaign.panel
    }
    ref = as_listed(ref, (listed for _, listed in names))
    with open_ledger(folder) as ledger:
        raise_errors(ledger.verify())
        findings = check_reason(f"the name of {ref}", why)
        raise_errors(findings)
        mended = [
            Renamed(at=now, who=who, ref=ref, before=before, after=names[who, ref], reason=why)
            for who, before in _other_names(ledger, ref, names)
        ]
        if not any(key[1] == ref for key in names):
            findings.append(
                Finding(
                    root.as_posix(),
                    f"nobody listed has the ref {ref}",
                    "Look at the ref.",
                    code="no-such-ref",
                )
            )
        elif not mended:
            findings.append(
                Finding(
                    ref,
                    "the name is no other than on the sheets that went out",
                    "Mend it in candidates.csv or campaign.yaml first, then run this again.",
                    code="ruled-already",
                )
            )
        findings += _taken(ledger, mended)
        raise_errors(findings)
        for one in mended:
            ledger.rename(one)
    return tuple(mended)


def _other_names(ledger: Ledger, ref: str, names: dict[tuple[Who, str], str]) -> list[tuple[Who, str]]:
    """Return the names on anybody's sheets, in or still out, that are not known to be theirs."""
    renamed, issued = ledger.renamed(), ledger.every_issue()
    known = [(Who.CANDIDATE, i.candidate, i.candidate_name) for i in issued]
    known += [(Who.MEMBER, i.member, i.member_name) for i in issued]
    return [
        (who, before)
        for who, whose, before in dict.fromkeys(known)
        if whose == ref and (who, ref) in names
        if not same_person(who, ref, (names[who, ref], before), renamed)
    ]


def _taken(ledger: Ledger, mended: Sequence[Renamed]) -> list[Finding]:
    """Return a finding where a name, old or new, is or was on another candidate's or member's sheets."""
    issued = ledger.every_issue()
    others = {
        Who.CANDIDATE: {(i.candidate, normalise(i.candidate_name).casefold()) for i in issued},
        Who.MEMBER: {(i.member, normalise(i.member_name).casefold()) for i in issued},
    }
    return [
        Finding(
            one.ref,
            f"{one.after} is the name on the sheets of {whose}",
            "Were two lines of the list exchanged? Each ref must stay with its person.",
            code="rename-taken",
        )
        for one in mended
        for whose, name in sorted(others[one.who])
        if whose != one.ref and name == normalise(one.after).casefold()
    ]
