"""Where the things of one campaign are on disk, and how they are written and read."""

from __future__ import annotations

from interview_kit.campaign_folder.atomic import (
    delete_empty_folder,
    delete_file,
    delete_folder,
    remove_leftovers,
    write_atomically,
)
from interview_kit.campaign_folder.batch import Batch
from interview_kit.campaign_folder.candidates import read_candidates
from interview_kit.campaign_folder.create import check_free, create_campaign
from interview_kit.campaign_folder.equality import EqualityRow, inside_campaign, read_equality
from interview_kit.campaign_folder.folder import CampaignFolder
from interview_kit.campaign_folder.hidden_text import hidden_text
from interview_kit.campaign_folder.list_csv import write_csv
from interview_kit.campaign_folder.names import safe_name, shown_name
from interview_kit.campaign_folder.run_lock import hold_folder

__all__ = [
    "Batch",
    "CampaignFolder",
    "EqualityRow",
    "check_free",
    "create_campaign",
    "delete_empty_folder",
    "delete_file",
    "delete_folder",
    "hidden_text",
    "hold_folder",
    "inside_campaign",
    "read_candidates",
    "read_equality",
    "remove_leftovers",
    "safe_name",
    "shown_name",
    "write_atomically",
    "write_csv",
]
