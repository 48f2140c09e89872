"""The command demo: the whole story on the shipped example, by the real commands."""

from __future__ import annotations

from pathlib import Path

import click

from interview_kit.cli import campaign_commands
from interview_kit.cli.show import stops_on_findings, waiting
from interview_kit.kit.command_line import command_line


@click.command(epilog="Example: interview-kit demo --in output")
@click.option(
    "--in",
    "parent",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output"),
    help="Folder in which the example campaign's folder is made; without it, output.",
)
@click.pass_context
@stops_on_findings
def demo(ctx: click.Context, parent: Path) -> None:
    """Play one appointment from vacancy to comparison, on example data.

    The candidates, the panel and their ratings are invented; the frameworks, the questions and every
    document are real. An example of the same name in the folder is made anew.
    """
    from interview_kit import kit

    click.secho("A vacancy: Housing Officer, five candidates, a panel of three.", bold=True)
    folder = kit.start_example(parent)
    click.echo(f"Started {folder} with role.yaml, campaign.yaml and candidates.csv")
    for name in ("plan", "pack"):
        _run(ctx, name, folder)
    click.secho("\nThe panel fills in its score sheets and sends them back.", bold=True)
    with waiting("Filling in"):
        returned = kit.fill_example(folder)
    click.echo(f"{len(returned)} of the Word files that pack wrote, filled in, lie in {returned[0].parent}")
    for name in ("collect", "compare"):
        _run(ctx, name, folder)
    click.secho("\nExample data: the candidates, the panel and all ratings are invented.", bold=True)


def _run(ctx: click.Context, name: str, folder: Path) -> None:
    """Run a campaign command as a user would, showing what was typed."""
    click.secho(f"\n$ {command_line(name, folder)}", bold=True)
    command = next(c for c in campaign_commands.COMMANDS if c.name == name)
    ctx.invoke(command, **command.make_context(name, [str(folder)]).params)


COMMANDS = (demo,)
