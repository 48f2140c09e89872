"""What changes a campaign's folder runs alone in it, and clears away what a killed run left behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from interview_kit.campaign_folder import CampaignFolder, hold_folder, remove_leftovers

P = ParamSpec("P")
R = TypeVar("R")


def runs_alone(
    command: str,
) -> Callable[[Callable[Concatenate[Path, P], R]], Callable[Concatenate[Path, P], R]]:
    """Return the decorator for a use case whose first argument is the campaign's folder.

    While it runs, every other use case so marked waits, or is refused with a finding that says who runs.
    Unfinished files of runs that were killed are removed first: with the folder held, they are nobody's.
    A folder that is not there is left to the use case to speak of.
    """

    def mark(use_case: Callable[Concatenate[Path, P], R]) -> Callable[Concatenate[Path, P], R]:
        @wraps(use_case)
        def run(root: Path, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if not CampaignFolder(root).campaign_yaml.exists():
                return use_case(root, *args, **kwargs)
            with hold_folder(root, command):
                remove_leftovers(root, older_than=0, apart_from=CampaignFolder(root).returned)
                return use_case(root, *args, **kwargs)

        return run

    return mark
