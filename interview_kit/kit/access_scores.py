"""What the panel's members gave and wrote on one candidate, for that candidate to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from interview_kit.domain.campaign import Candidate
from interview_kit.domain.english import day
from interview_kit.domain.mentions import Mentions
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.kit.opening import OpenCampaign, OpenLists
from interview_kit.ledger import Ledger
from interview_kit.reports.paper import Section, Table


@dataclass(frozen=True, slots=True)
class Held:
    """One candidate's part of a campaign, and who must not be recognised in it."""

    opened: OpenLists
    candidate: Candidate
    ledger: Ledger
    roles: Mapping[str, str]
    """How each panel member is called, by ref."""
    named: bool
    """Whether the panel's members, and whoever decided for them, stand with their names."""
    hidden: Mentions
    listed: tuple[tuple[str, str], ...]
    copied: tuple[str, ...]

    @property
    def planned(self) -> OpenCampaign | None:
        """The campaign with its plan; ``None`` before there is one."""
        return self.opened if isinstance(self.opened, OpenCampaign) else None


def scores_section(held: Held, mask: Callable[[str], str]) -> Section:
    """Return every sheet received on the candidate, each version of it, as it was read."""
    tables = []
    plan = held.planned.plan if held.planned else None
    for individual in held.ledger.individual().values():
        for at, received in enumerate(individual.received):
            sheet = received.sheet
            if plan is None or sheet is None or sheet.candidate != held.candidate.ref:
                continue
            role = held.roles.get(sheet.member, "A former panel member")
            version = (
                ""
                if len(individual.received) == 1
                else ", as first received"
                if not at
                else f", version {at + 1}"
            )
            title = f"{role}{version}, received {day(received.at.date())}"
            tables.append(
                Table(
                    title,
                    ("Question", "Score", "Behaviours ticked", "Written"),
                    _rows(plan, sheet, mask),
                    "ratings",
                )
            )
    texts = () if tables else ("No score sheet about you has come in.",)
    return Section("What the panel members gave and wrote", texts, tuple(tables))


def _rows(plan: Plan, sheet: ScoreSheet, mask: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    same = sheet.plan == plan.fingerprint
    rows = [
        (
            _asked(plan, r.question) if same else f"{r.question} of an earlier plan",
            _score(plan, r),
            _ticked(plan, r) if same else ", ".join(r.heard),
            mask(r.evidence) or "–",
        )
        for r in sheet.ratings
    ]
    if sheet.notes.strip():
        rows.append(("Other notes", "", "", mask(sheet.notes)))
    said = {True: "yes", False: "no", None: "not answered"}[sheet.interest]
    details = f": {mask(sheet.interest_details)}" if sheet.interest_details.strip() else ""
    rows.append(("Knows you, or has another interest", "", "", f"{said}{details}"))
    rows.append(
        ("Scored alone, before any discussion", "", "", "ticked" if sheet.scored_alone else "not ticked")
    )
    rows.append(("Date finished", "", "", day(sheet.finished) if sheet.finished else "none given"))
    return tuple(rows)


def _asked(plan: Plan, key: str) -> str:
    question = plan.question_by_key.get(key)
    return key if question is None else f"{key} {plan.competency_by_id[question.competency].title}"


def _score(plan: Plan, rating: Rating) -> str:
    if rating.mark is not Mark.SCORED or rating.score is None:
        return rating.mark.value
    level = plan.scale.by_level.get(rating.score)
    return f"{rating.score} {level.label}" if level else str(rating.score)


def _ticked(plan: Plan, rating: Rating) -> str:
    question = plan.question_by_key.get(rating.question)
    if question is None:
        return ", ".join(rating.heard)
    texts = {b.id: f"+ {b.text}" for b in question.effective} | {
        b.id: f"– {b.text}" for b in question.ineffective
    }
    return "\n".join(texts.get(i, i) for i in rating.heard) or "none"
