"""The use case *next step*: what a campaign waits for once sheets are in."""

from __future__ import annotations

from pathlib import Path

from interview_kit.kit.agreeing import missing_scores, to_discuss
from interview_kit.kit.opening import open_campaign, open_ledger
from interview_kit.kit.standing import standing_sheets


def show_next_step(root: Path, *, is_compared: bool) -> str:
    """Return the command that comes next, with what it is for.

    What the panel can discuss now comes first, then the comparison unless ``is_compared`` says that it has
    just been made, then what was referred, the decision, and the letters.

    Raises:
        KitError: on findings in the campaign's own files.
    """
    opened = open_campaign(root)
    with open_ledger(opened.folder) as ledger:
        standing = standing_sheets(ledger, opened)
        scores = {(a.candidate, a.question): a.score for a in ledger.agreed(opened.plan.fingerprint)}
    complete = [c for c in opened.candidates if not missing_scores(opened, standing, c)]
    compare = f"interview-kit compare {root}"
    if [c for c in complete if {(c.ref, q) for q in to_discuss(opened, standing, c)} - scores.keys()]:
        agree = f"interview-kit agree {root}"
        return f"{agree}, for the panel's discussion" if is_compared else f"{agree}, then {compare}"
    if not is_compared:
        return compare
    if None in scores.values():
        return f"interview-kit resolve {root}, for what the panel could not agree on"
    if opened.rulings.decision is None:
        return f"interview-kit decide {root}, when the panel has decided"
    return f"interview-kit feedback {root}"
