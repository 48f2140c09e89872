"""The use case *next step*: what a campaign waits for once sheets are in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interview_kit.domain.rating import AgreedScore
from interview_kit.kit.agreeing import missing_scores, to_discuss
from interview_kit.kit.command_line import command_line
from interview_kit.kit.forms import agreed_scores
from interview_kit.kit.interests import ruling_command
from interview_kit.kit.opening import OpenCampaign, open_campaign, open_ledger
from interview_kit.kit.order import in_force, order_of
from interview_kit.kit.standing import StandingSheets, standing_sheets
from interview_kit.reports.rulings import moved_since
from interview_kit.scoring.merit import MeritOrder, Outcome

_WHEN_IN = "Next, when what is missing has been asked for and is in"


def show_next_step(root: Path, *, is_compared: bool) -> tuple[str, ...]:
    """Return what comes next, a line for each command, which ends the line.

    Once a decision is recorded on the figures as they are, that is the comparison, which prints it, and the letters.
    Before that, what the panel can discuss now comes first; then what is missing, since the comparison shows
    everybody's scores; then the comparison, unless ``is_compared`` says that it has just been made; then what was
    referred, what keeps everybody from a place, and the decision. A comparison with an interest on which nothing was
    ruled leads to the ruling first.

    Raises:
        KitError: on findings in the campaign's own files.
    """
    opened = open_campaign(root)
    with open_ledger(opened.folder) as ledger:
        standing = standing_sheets(ledger, opened)
        scores = {(a.candidate, a.question): a.score for a in ledger.agreed(opened.plan.fingerprint)}
        agreed = agreed_scores(opened, ledger)
    interests = opened.rulings.open_interests(standing.sheets.values())
    if is_compared and interests:
        return _after_ruling(root, *interests[0])
    if _is_decided(opened, standing, agreed):
        return (f"Next: {command_line('feedback' if is_compared else 'compare', root)}",)
    complete = [c for c in opened.candidates if not missing_scores(opened, standing, c)]
    if any({(c.ref, q) for q in to_discuss(opened, standing, c)} - scores.keys() for c in complete):
        return (f"Next, for the panel's discussion: {command_line('agree', root)}",)
    missing = len(complete) < len(opened.candidates)
    if not is_compared:
        return _before_comparing(root, missing=missing, is_any_in=bool(standing.sheets))
    if None in scores.values():
        return (f"Next, for what the panel could not agree on: {command_line('resolve', root)}",)
    again = " again" if opened.rulings.decision is not None else ""
    decide = f"when the panel has decided{again}: {command_line('decide', root)}"
    return _after_comparing(root, order_of(opened, standing, agreed), decide, missing=missing)


def _is_decided(opened: OpenCampaign, standing: StandingSheets, agreed: Sequence[AgreedScore]) -> bool:
    """Return whether a decision is recorded, and rests on sheets that are in and on the figures as they are."""
    decision = opened.rulings.decision
    if decision is None or not standing.sheets:
        return False
    now = in_force(opened, standing, agreed)
    figures = {f.candidate: f for f in now.figures}
    return not moved_since(decision, now.order, figures, opened.rulings.withdrawn_refs)


def _after_ruling(root: Path, candidate: str, member: str) -> tuple[str, ...]:
    """Return what records the chair's ruling on a declared interest, whichever way it went."""
    out, stands = (ruling_command(root, candidate, member, stands=stands) for stands in (False, True))
    return (
        f"Next, if the chair rules that {member}'s scores on {candidate} do not count: {out}",
        f"If they count: {stands}",
    )


def _before_comparing(root: Path, *, missing: bool, is_any_in: bool) -> tuple[str, ...]:
    """Return what comes next while nothing was compared: what is ``missing``, the comparison when something is in."""
    compare = command_line("compare", root)
    if not missing:
        return (f"Next: {compare}",)
    collect = f"{_WHEN_IN}: {command_line('collect', root)}"
    return (collect, f"If it will not come: {compare}") if is_any_in else (collect,)


def _after_comparing(root: Path, order: MeritOrder, decide: str, *, missing: bool) -> tuple[str, ...]:
    """Return what comes next on an order: what is ``missing``, what keeps everybody from a place, the decision."""
    outcomes = {p.outcome for p in order.placings}
    is_open = Outcome.INCOMPLETE in outcomes and Outcome.APPOINTABLE not in outcomes
    if missing:
        collect = f"{_WHEN_IN}: {command_line('collect', root)}"
        return (collect,) if is_open else (collect, f"If it will not come, {decide}")
    if is_open:
        return (f"Next, when what is open is settled as said above: {command_line('compare', root)}",)
    return (f"Next, {decide}",)
