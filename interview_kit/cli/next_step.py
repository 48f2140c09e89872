"""What comes next in a campaign, as the last lines of a command."""

from __future__ import annotations

from pathlib import Path

import click


def print_next_step(folder: Path, *, is_compared: bool = False) -> None:
    """Print what comes next, with the commands to copy; ``is_compared`` after a comparison."""
    from interview_kit import kit

    for line in kit.show_next_step(folder, is_compared=is_compared):
        click.echo(line)
