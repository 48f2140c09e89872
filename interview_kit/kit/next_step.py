"""The use case *next step*: what a campaign waits for once sheets are in."""

from __future__ import annotations

from pathlib import Path

from interview_kit.kit.agreeing import missing_scores, to_discuss
from interview_kit.kit.command_line import command_line
from interview_kit.kit.forms import agreed_scores
from interview_kit.kit.opening import open_campaign, open_ledger
from interview_kit.kit.order import order_of
from interview_kit.kit.standing import standing_sheets
from interview_kit.scoring.merit import MeritOrder, Outcome

_WHEN_IN = "Next, when what is missing has been asked for and is in"


def show_next_step(root: Path, *, is_compared: bool) -> tuple[str, ...]:
    """Return what comes next, a line for each command, which ends the line.

    Once a decision is recorded that is the comparison, which prints it, and the letters. Before that, what the
    panel can discuss now comes first; then what is missing, since the comparison shows everybody's scores; then
    the comparison, unless ``is_compared`` says that it has just been made; then what was referred, what keeps
    everybody from a place, and the decision.

    Raises:
        KitError: on findings in the campaign's own files.
    """
    opened = open_campaign(root)
    with open_ledger(opened.folder) as ledger:
        standing = standing_sheets(ledger, opened)
        scores = {(a.candidate, a.question): a.score for a in ledger.agreed(opened.plan.fingerprint)}
        agreed = agreed_scores(opened, ledger)
    compare = f"Next: {command_line('compare', root)}"
    if opened.rulings.decision is not None:
        return (f"Next: {command_line('feedback', root)}" if is_compared else compare,)
    complete = [c for c in opened.candidates if not missing_scores(opened, standing, c)]
    if any({(c.ref, q) for q in to_discuss(opened, standing, c)} - scores.keys() for c in complete):
        return (f"Next, for the panel's discussion: {command_line('agree', root)}",)
    if is_compared and None in scores.values():
        return (f"Next, for what the panel could not agree on: {command_line('resolve', root)}",)
    missing = len(complete) < len(opened.candidates)
    if is_compared:
        order = order_of(opened, standing, agreed)
        return _after_comparing(root, order, missing=missing)
    if not missing:
        return (compare,)
    collect = f"{_WHEN_IN}: {command_line('collect', root)}"
    return (
        (collect, f"If it will not come: {command_line('compare', root)}") if standing.sheets else (collect,)
    )


def _after_comparing(root: Path, order: MeritOrder, *, missing: bool) -> tuple[str, ...]:
    """Return what comes next on an order: what is ``missing``, what keeps everybody from a place, the decision."""
    outcomes = {p.outcome for p in order.placings}
    is_open = Outcome.INCOMPLETE in outcomes and Outcome.APPOINTABLE not in outcomes
    decide = f"when the panel has decided: {command_line('decide', root)}"
    if missing:
        collect = f"{_WHEN_IN}: {command_line('collect', root)}"
        return (collect,) if is_open else (collect, f"If it will not come, {decide}")
    if is_open:
        return (f"Next, when what is open is settled as said above: {command_line('compare', root)}",)
    return (f"Next, {decide}",)
