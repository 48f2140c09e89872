"""PDFs beside the Word documents that a command wrote."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from interview_kit.cli.show import print_findings, progress


def write_pdfs(documents: Iterable[Path], *, err: bool = False) -> None:
    """Write a PDF beside each document and say how many; ``err`` keeps the sentence out of JSON.

    Ends the command with exit code 1, after all is written, when one could not be made.
    """
    from interview_kit import kit

    wanted = tuple(documents)
    with progress("PDF", len(wanted)) as step:
        made = kit.make_pdfs(wanted, step=step)
    print_findings(made.findings)
    if made.files:
        what = (
            f"{made.files[0]}"
            if len(made.files) == 1
            else f"{len(made.files)} PDFs, each beside its document"
        )
        click.echo(f"Wrote {what}", err=err)
    if any(f.is_error for f in made.findings):
        raise click.exceptions.Exit(1)
