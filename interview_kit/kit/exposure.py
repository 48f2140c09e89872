"""Questions that other campaigns have used: counted beside a campaign, and told where they decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interview_kit.bank import Bank
from interview_kit.campaign_folder import CampaignFolder
from interview_kit.domain.campaign import Campaign
from interview_kit.domain.question import Question
from interview_kit.domain.role import RoleProfile
from interview_kit.selection.choose import choose_questions

MONTHS: Final = 24
"""How far back uses count, unless another span is asked for."""
_DAYS_IN_A_MONTH: Final = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Exposure:
    """A question used before, and what was made of that."""

    question: str
    uses: int
    campaigns: tuple[str, ...]
    """References of those that used it; empty where only the count is known."""
    taken: bool
    """True when it is in the plan in spite of it, False when it was passed over because of it."""

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        times = "once" if self.uses == 1 else f"{self.uses} times"
        where = f" ({', '.join(self.campaigns)})" if self.campaigns else ""
        if self.taken:
            return f"{self.question} is in the plan although it was used {times} before{where}: nothing else does as well."
        return f"{self.question} was passed over: it was used {times} before{where}, and others do as well."


def campaign_folders(parent: Path) -> list[CampaignFolder]:
    """Return the campaigns' folders directly below a folder, by name."""
    if not parent.is_dir():
        return []
    folders = [CampaignFolder(path) for path in sorted(parent.iterdir()) if path.is_dir()]
    return [f for f in folders if not f.root.name.startswith(".") and f.campaign_yaml.is_file()]


def find_uses(folder: CampaignFolder, campaign: Campaign, *, months: int = MONTHS) -> dict[str, list[str]]:
    """Return the references of the campaigns beside this one that used each question, by its id.

    Those count whose interviews began in the ``months`` before this one's; of interviews on the same day, the
    campaign whose reference comes first. A copy of a folder is the same campaign, and counts with it. Examples,
    copies of this campaign, and folders that cannot be read do not count. What was erased still does: the plan names nobody.
    """
    first = campaign.dates.interviews_from
    since = first - dt.timedelta(days=round(months * _DAYS_IN_A_MONTH))
    uses: dict[str, list[str]] = {}
    for other in campaign_folders(folder.root.resolve().parent) if months else ():
        told = other.load_campaign().value
        if told is None or told.example or told.reference == campaign.reference:
            continue
        begins = told.dates.interviews_from
        if not since <= begins or (begins, told.reference) >= (first, campaign.reference):
            continue
        plan = other.load_plan().value if other.plan_yaml.exists() else None
        for planned in plan.questions if plan else ():
            references = uses.setdefault(planned.question.id, [])
            if told.reference not in references:
                references.append(told.reference)
    return uses


def tell_exposure(
    role: RoleProfile,
    bank: Bank,
    chosen: Sequence[Question],
    used: Mapping[str, int],
    uses: Mapping[str, Sequence[str]],
) -> tuple[Exposure, ...]:
    """Return the questions that were passed over because of earlier use, and those taken in spite of it."""
    if not used:
        return ()
    mine = {q.id for q in chosen}
    fresh = choose_questions(role, bank.frameworks, bank.questions.values())
    told = [(q.id, False) for q in fresh if q.id not in mine and used.get(q.id)]
    told += [(q.id, True) for q in chosen if used.get(q.id)]
    return tuple(Exposure(q, used[q], tuple(uses.get(q, ())), taken) for q, taken in told)
