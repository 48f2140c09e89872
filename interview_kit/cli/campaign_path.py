"""The folder of a campaign, as an argument of a command."""

from __future__ import annotations

import os
from pathlib import Path

import click

_FEW = 5


class CampaignPath(click.Path):
    """A folder that is a campaign's; of any other it is said where the campaign may be that was meant."""

    def __init__(self) -> None:
        super().__init__(exists=True, file_okay=False, path_type=Path)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the folder.

        Raises:
            click.BadParameter: there is no such folder, or it is no campaign's.
        """
        meant = Path("output") / value
        if not os.path.exists(value) and _is_campaign(meant):  # noqa: PTH110 - never raises
            self.fail(f"there is no folder '{value}' here. Did you mean {meant}?", param, ctx)
        folder = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not _is_campaign(folder):
            self.fail(
                f"'{folder}' is no campaign's folder; there is no campaign.yaml in it.{_others(folder)}",
                param,
                ctx,
            )
        return folder


def _others(folder: Path) -> str:
    """Return which campaigns are directly in a folder, as a sentence; nothing where there are none."""
    from interview_kit.domain.english import first_few

    inside = [path.name for path in sorted(folder.iterdir()) if _is_campaign(path)]
    return f" Campaigns in it: {first_few(inside, _FEW)}." if inside else ""


def _is_campaign(path: Path) -> bool:
    """Return True for the folder of a campaign, if a damaged one."""
    from interview_kit.campaign_folder import CampaignFolder

    folder = CampaignFolder(path)
    files = (folder.campaign_yaml, folder.plan_yaml, folder.role_yaml, folder.ledger_db)
    return any(map(os.path.exists, files))
