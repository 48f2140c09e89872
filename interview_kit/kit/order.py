"""The merit order of a campaign as its sheets and rulings stand."""

from __future__ import annotations

from collections.abc import Iterable

from interview_kit.domain.rating import AgreedScore
from interview_kit.kit.opening import OpenCampaign
from interview_kit.kit.standing import StandingSheets
from interview_kit.scoring.merit import MeritOrder
from interview_kit.scoring.order_in_force import OrderInForce, order_in_force


def order_of(opened: OpenCampaign, standing: StandingSheets, agreed: Iterable[AgreedScore]) -> MeritOrder:
    """Return the order on the rules in force, of those who stand."""
    return in_force(opened, standing, agreed).order


def in_force(opened: OpenCampaign, standing: StandingSheets, agreed: Iterable[AgreedScore]) -> OrderInForce:
    """Return that order with the figures that give it."""
    return order_in_force(
        opened.plan,
        [m.ref for m in opened.campaign.panel],
        [c.ref for c in opened.candidates],
        standing.sheets.values(),
        agreed,
        dropped=opened.rulings.reason_dropped,
        recused=opened.rulings.recused,
    )
