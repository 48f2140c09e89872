"""Which files of a campaign's folder go when somebody is erased, and which a person has to look at."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from interview_kit.campaign_folder import CampaignFolder, hidden_text
from interview_kit.campaign_folder.folder import CANDIDATE_FILES
from interview_kit.domain.mentions import Mentions
from interview_kit.errors import Finding, Severity
from interview_kit.kit.traces import paper_mentions, sha256_of
from interview_kit.ledger import Ledger

_OWN: Final = frozenset(
    {"campaign.yaml", "role.yaml", "plan.yaml", "ledger.db", ".running", ".erasing.json", *CANDIDATE_FILES}
)
"""What erasing leaves or writes anew itself."""


def files_of(
    folder: CampaignFolder, refs: Collection[str], mentions: Mentions, ledger: Ledger, *, everybody: bool
) -> tuple[list[Path], list[Finding]]:
    """Return the files to delete, PDFs before the documents they are of; and what stays to be looked at.

    What was received on somebody goes, and what names them; a sheet or form on somebody else stays, with a
    finding when it names them. Outside documents, returned and reports nothing is deleted.
    """
    own, others = paper_mentions(refs, ledger)
    received = {line.sha256: line.candidates for line in ledger.trail() if line.sha256}
    gone: list[Path] = []
    findings: list[Finding] = []
    for path in sorted(p for p in folder.root.rglob("*") if p.is_file()):
        name = path.relative_to(folder.root).as_posix()
        if name in _OWN:
            continue
        inside = path.is_relative_to(folder.documents) or path.is_relative_to(folder.returned)
        inside = inside or path.is_relative_to(folder.reports)
        told = hidden_text(path)
        text = "\n".join((name, *(told or ())))
        about = received.get(sha256_of(path), ())
        somebody_elses = bool(set(about) - set(refs)) or (others.in_text(text) and not own.in_text(text))
        if inside and (everybody or set(about) & set(refs) or _twin(path, gone)):
            gone.append(path)
        elif mentions.in_text(text):
            if inside and not somebody_elses:
                gone.append(path)
            else:
                whose = "it is on somebody else" if inside else "it is not the kit’s"
                findings.append(_stays(name, f"it names somebody who was erased, and {whose}"))
        elif told is None:
            findings.append(_stays(name, "the kit cannot look into a file of this kind"))
    return sorted(gone, key=lambda path: path.suffix.lower() != ".pdf"), findings


def _twin(path: Path, gone: Collection[Path]) -> bool:
    """Return whether a file is the PDF of a document that goes; the document comes first by name."""
    return path.suffix.lower() == ".pdf" and path.with_suffix(".docx") in gone


def _stays(name: str, why: str) -> Finding:
    return Finding(
        name,
        f"left where it is: {why}",
        "Look at it, and take out or delete what must go.",
        severity=Severity.WARNING,
        code="erase-left",
    )
