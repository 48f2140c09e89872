"""Options that several commands share, and the moment that they record."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from interview_kit.cli.campaign_path import CampaignPath

bank_folder = click.option(
    "--bank",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="INTERVIEW_KIT_BANK",
    help="Your own question_bank folder; its files are added to the shipped ones and win over them. "
    "Without it, a folder question_bank in the current folder is used if there is one.",
)

templates_folder = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="INTERVIEW_KIT_TEMPLATES",
    help="Your own templates folder; its files win over the shipped ones. "
    "Without it, a folder templates in the current folder is used if there is one.",
)

as_pdf = click.option(
    "--pdf", is_flag=True, help="Write each Word document as a PDF too; needs LibreOffice on this computer."
)

as_json = click.option("--json", "json_", is_flag=True, help="Print JSON for machines.")

campaign_argument = click.argument("folder", type=CampaignPath(), metavar="CAMPAIGN")


class Day(click.ParamType[dt.date]):
    """A day, in any of the ways in which people in Britain write one."""

    name = "day"

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the day; a text that names none ends the command with a usage message."""
        from interview_kit.documents.date_text import read_date

        day = value if isinstance(value, dt.date) else read_date(value)
        if day is None:
            self.fail(f"'{value}' is no day; write it like 2026-03-12 or 12 March 2026.", param, ctx)
        return day


class OutputFile(click.Path):
    """A file to write, whose name must end as the kind of file does."""

    def __init__(self, ending: str) -> None:
        super().__init__(dir_okay=False, path_type=Path)
        self._ending = ending

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the path; a name with another ending ends the command with a usage message."""
        path = Path(value)
        if path.suffix.casefold() != self._ending:
            self.fail(f"'{path}' must end in {self._ending}, such as {path.stem}{self._ending}.", param, ctx)
        super().convert(value, param, ctx)
        return path


def now() -> dt.datetime:
    """Return the local time to the second, or the moment that SOURCE_DATE_EPOCH names.

    The variable is the convention for builds that give the same bytes each time
    (reproducible-builds.org); the committed example is made with it.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        try:
            return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC)
        except (ValueError, OverflowError, OSError):
            msg = f"SOURCE_DATE_EPOCH must be whole seconds since 1970, not '{epoch}'"
            raise click.UsageError(msg) from None
    return dt.datetime.now().astimezone().replace(microsecond=0)
