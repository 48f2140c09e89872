"""Making the folder of a new campaign, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from interview_kit.campaign_folder.atomic import LEFTOVER, write_atomically
from interview_kit.campaign_folder.candidates import read_candidates
from interview_kit.campaign_folder.commented import campaign_text, role_text
from interview_kit.campaign_folder.folder import CampaignFolder
from interview_kit.campaign_folder.list_csv import write_csv
from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.role import RoleProfile
from interview_kit.errors import Finding, KitError, raise_errors

_ABANDONED = 3600
"""Seconds after which a half-made folder is nobody's."""


def create_campaign(
    root: Path, campaign: Campaign, role: RoleProfile, *, candidates: Path | None = None
) -> CampaignFolder:
    """Make a campaign's folder and return it.

    It gets campaign.yaml and role.yaml with every key explained, candidates.csv, and the folders. Of a
    list of ``candidates`` only what the kit needs is taken over; other columns, which may hold what a
    panel must not see, stay behind. The folder appears under its name only when it is complete.

    Raises:
        KitError: when the folder is there already with something in it, when the list of candidates has
            errors, or when nothing can be written.
    """
    people: tuple[Candidate, ...] = ()
    if candidates is not None:
        people, findings = read_candidates(candidates, candidates.name)
        raise_errors(findings)
    raise_errors(check_free(root))
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        _clear_abandoned(root.parent)
        building = Path(tempfile.mkdtemp(prefix=LEFTOVER, dir=root.parent))
        try:
            _fill(CampaignFolder(building), campaign, role, people)
            if root.exists():
                root.rmdir()
            building.rename(root)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
    except OSError as error:
        raise KitError(
            [
                Finding(
                    where=root.as_posix(),
                    problem=f"the folder cannot be made: {error.strerror or error}",
                    remedy="Check that you may write there and that the disk has room, then run the command again.",
                    code="folder-not-made",
                )
            ]
        ) from error
    return CampaignFolder(root)


def check_free(root: Path) -> list[Finding]:
    """Return a finding when a new campaign's folder is there already with something in it."""
    if not root.exists() or (root.is_dir() and not any(root.iterdir())):
        return []
    return [
        Finding(
            where=root.as_posix(),
            problem="there is a campaign, or something else, in this folder already",
            remedy="Choose another reference, or move the old folder away; nothing in it was changed.",
            code="campaign-exists",
        )
    ]


def _clear_abandoned(parent: Path) -> None:
    """Delete half-made campaigns that killed runs left; young ones may be somebody's at work."""
    for path in parent.glob(f"{LEFTOVER}*"):
        if path.is_dir() and time.time() - path.stat().st_mtime > _ABANDONED:
            shutil.rmtree(path, ignore_errors=True)


def _fill(
    folder: CampaignFolder, campaign: Campaign, role: RoleProfile, people: tuple[Candidate, ...]
) -> None:
    """Write everything that a new campaign has."""
    write_atomically(folder.campaign_yaml, campaign_text(campaign).encode("utf-8"))
    write_atomically(folder.role_yaml, role_text(role).encode("utf-8"))
    write_atomically(folder.candidates_file(), write_csv(people))
    for place in (folder.documents, folder.returned, folder.feedback):
        place.mkdir(parents=True)
