"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

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

campaign_argument = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="CAMPAIGN"
)
