"""Who withdrew with scores on record, for the figures as they would be with those."""

from __future__ import annotations

from interview_kit.kit.opening import OpenCampaign
from interview_kit.kit.standing import StandingSheets
from interview_kit.ledger import Ledger
from interview_kit.reports.subject import Absent
from interview_kit.scoring.comparison import Everybody


def absent_of(opened: OpenCampaign, standing: StandingSheets, ledger: Ledger) -> Absent:
    """Return those who withdrew, and with whom their scores would be compared.

    Whoever withdrew before there was a sheet of theirs, or on them, would change nothing and is left out there.
    """
    out = opened.rulings.withdrawn_refs
    candidates = tuple(c for c in opened.everybody if c.ref in out)
    members = tuple(m for m in opened.panel if m.ref in out)
    return Absent(candidates, members, _everybody(opened, standing, ledger))


def _everybody(opened: OpenCampaign, standing: StandingSheets, ledger: Ledger) -> Everybody | None:
    if not standing.aside:
        return None
    out = opened.rulings.withdrawn_refs
    scored = {ref for pair in standing.aside for ref in pair}
    refs = [c.ref for c in opened.everybody if c.ref not in out or c.ref in scored]
    members = [m.ref for m in opened.panel if m.ref not in out or m.ref in scored]
    sheets = {**standing.sheets, **standing.aside}
    recused = frozenset(
        (candidate, member)
        for candidate in refs
        for member in members
        if (candidate in out or member in out or (candidate, member) in opened.rulings.recused)
        and (candidate, member) not in sheets
    )
    return Everybody(
        tuple(members),
        tuple(refs),
        tuple(s for pair, s in sheets.items() if pair[0] in refs and pair[1] in members),
        tuple(a for a in ledger.agreed(opened.plan.fingerprint) if a.candidate in refs),
        recused,
    )
