"""Who is on the lists of a campaign, held against whom the ledger knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from interview_kit.campaign_folder import CampaignFolder
from interview_kit.domain.campaign import Campaign, Candidate, PanelMember
from interview_kit.domain.english import listed
from interview_kit.domain.plan import Plan
from interview_kit.domain.rulings import Rulings, Who, same_person
from interview_kit.errors import Finding, Severity
from interview_kit.kit.command_line import command_line
from interview_kit.ledger import Ledger

LOST: Final = "rated-person-missing"
"""Code of the finding on somebody rated who is on no list, and not withdrawn."""


def check_people(
    campaign: Campaign, candidates: Sequence[Candidate], ledger: Ledger, folder: CampaignFolder
) -> list[Finding]:
    """Return findings where a ref that has ratings is now somebody else's, or nobody's."""
    issued = ledger.issued()
    renamed = ledger.renamed()
    withdrawn = Rulings(withdrawals=ledger.withdrawals()).withdrawn_refs
    rated = [issued[reference] for reference in ledger.individual() if reference in issued]
    findings = []
    for kind, name, now, then in (
        (
            Who.CANDIDATE,
            folder.candidates_file().name,
            {c.ref: c.name for c in candidates},
            {i.candidate: i.candidate_name for i in rated},
        ),
        (
            Who.MEMBER,
            folder.campaign_yaml.name,
            {m.ref: m.name for m in campaign.panel},
            {i.member: i.member_name for i in rated},
        ),
    ):
        for ref, before in then.items():
            if ref not in now and ref in withdrawn:
                continue
            if ref not in now:
                findings.append(
                    Finding(
                        name,
                        f"{ref} {before} is no longer on the list, so the ratings received are not counted",
                        f"If that is a mistake, put {ref} back. If {ref} takes no part any more, record why; until then no "
                        "order is given. Run: " + command_line("withdraw", folder.root, ref, '--reason "…"'),
                        severity=Severity.WARNING,
                        code=LOST,
                    )
                )
            elif not same_person(kind, ref, (now[ref], before), renamed):
                findings.append(
                    Finding(
                        name,
                        f"{ref} was {before} when score sheets came in, and is {now[ref]} now",
                        f"A new {kind} needs a ref of their own, so that nobody gets another person's ratings. "
                        "If it is the same person, record that: "
                        + command_line("rename", folder.root, ref, '--reason "…"'),
                        code="rated-person-changed",
                    )
                )
    return findings


def check_own_refs(
    panel: Iterable[PanelMember], candidates: Iterable[Candidate], name: str
) -> Iterator[Finding]:
    """Yield a finding on the list ``name`` for each candidate who has a panel member's ref, in any case.

    What is ruled on a person is kept by their ref alone, so it would be ruled on both.
    """
    members = {m.ref.casefold() for m in panel}
    for candidate in candidates:
        if candidate.ref.casefold() in members:
            yield Finding(
                name,
                f"{candidate.ref} is a candidate and a panel member",
                "Give the candidate another ref, such as C03; what is ruled on one would hit the other.",
                code="ref-of-both",
            )


def check_chair(campaign: Campaign, rulings: Rulings, folder: CampaignFolder) -> list[Finding]:
    """Return a finding when whoever chairs the panel was withdrawn."""
    if campaign.chair.ref not in rulings.withdrawn_refs:
        return []
    return [
        Finding(
            folder.campaign_yaml.name,
            f"{campaign.chair.ref} {campaign.chair.name} is the chair, and was withdrawn",
            "Name another chair there (chair: true).",
            code="chair-withdrawn",
        )
    ]


def missing_askers(plan: Plan, panel: Iterable[PanelMember], name: str) -> Iterator[Finding]:
    """Yield a warning when questions were to be asked by somebody who is not on the panel."""
    refs = {m.ref for m in panel}
    asked = {q.key: q.asked_by for q in plan.questions if q.asked_by not in refs}
    gone = sorted(set(asked.values()))
    if gone:
        was, is_ = ("was", "is") if len(gone) == 1 else ("were", "are")
        yield Finding(
            name,
            f"{listed(gone)} {was} to ask {listed(list(asked))} but {is_} not on the panel now",
            f"Share {'that question' if len(asked) == 1 else 'those questions'} out among the others; the plan and "
            "the sheets stay valid.",
            severity=Severity.WARNING,
            code="plan-asker-missing",
        )


def unlisted_people(
    campaign: Campaign, candidates: Sequence[Candidate], ledger: Ledger
) -> tuple[tuple[Candidate, ...], tuple[PanelMember, ...]]:
    """Return the people whom only the ledger still names and who were rated, or rated somebody."""
    issued = ledger.issued()
    rated = [issued[reference] for reference in ledger.individual() if reference in issued]
    known = {c.ref for c in candidates} | {m.ref for m in campaign.panel}
    lost = {i.candidate: i.candidate_name for i in rated if i.candidate not in known}
    left = {i.member: i.member_name for i in rated if i.member not in known}
    return (
        tuple(Candidate(ref=ref, name=name) for ref, name in lost.items()),
        tuple(PanelMember(ref=ref, name=name) for ref, name in left.items()),
    )
