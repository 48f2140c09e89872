"""What is said where no score sheet counts yet."""

from __future__ import annotations

from interview_kit.domain.english import counted
from interview_kit.errors import Finding
from interview_kit.kit.command_line import command_line
from interview_kit.kit.opening import OpenCampaign
from interview_kit.ledger import Ledger


def no_sheets(opened: OpenCampaign, ledger: Ledger) -> Finding:
    """Return the finding that no sheet counts: none has been read, or all that were are of void plans or withdrawn."""
    received = [i.first.sheet for i in ledger.individual().values() if i.first.sheet is not None]
    of_plan = [s for s in received if s.plan == opened.plan.fingerprint]
    root, where = opened.folder.root, str(opened.folder.returned)
    collect = command_line("collect", root)
    if of_plan:
        return Finding(
            where,
            f"the {counted(len(of_plan), 'score sheet')} read so far are by or on people who were withdrawn",
            f"Save the others' filled sheets there and run: {collect}",
            code="no-sheets",
        )
    if received:
        are = "is" if len(received) == 1 else "are"
        return Finding(
            where,
            f"no score sheet of the plan in force has been read yet; {counted(len(received), 'score sheet')} of an "
            f"earlier plan {are} in the ledger, void since the questions were planned again",
            f"Make the sheets anew ({command_line('pack', root)}), save the filled ones there and run: "
            f"{collect}",
            code="no-sheets",
        )
    return Finding(
        where,
        "no score sheet has been read yet",
        f"Save the filled sheets there and run: {collect}",
        code="no-sheets",
    )
