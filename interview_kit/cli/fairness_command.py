"""The command fairness: selection by group, over several campaigns together."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from interview_kit.cli.campaign_path import CampaignPath
from interview_kit.cli.options import OutputFile, as_json
from interview_kit.cli.show import (
    findings_as_data,
    print_findings,
    print_json,
    print_table,
    print_wrapped,
    stops_on_findings,
    waiting,
)


@click.command(
    epilog="Example: interview-kit fairness output/HSG-2026-014 output/HSG-2026-021 --equality hr/equality.csv"
)
@click.argument(
    "folders",
    type=CampaignPath(),
    metavar="CAMPAIGN CAMPAIGN...",
    nargs=-1,
    required=True,
)
@click.option(
    "--equality",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="CSV file with Campaign, Ref and a column for each characteristic; kept outside every campaign's folder.",
)
@click.option(
    "--save",
    type=OutputFile(".xlsx"),
    metavar="FILE",
    help="Also write the figures into this Excel workbook, outside every campaign's folder.",
)
@click.option(
    "--outcome",
    type=click.Choice(["appointable", "appointed"]),
    default="appointable",
    show_default=True,
    help="What counts as selected: meeting every minimum, or the panel's recorded decision.",
)
@as_json
@stops_on_findings
def fairness(folders: tuple[Path, ...], equality: Path, save: Path | None, outcome: str, json_: bool) -> None:
    """Compare selection rates of groups over several campaigns, without telling on anybody.

    For HR, once a year or so: never for one campaign, and never for a panel. Small groups are hidden.
    """
    from interview_kit import kit

    with waiting("Comparing"):
        made = kit.compare_groups(folders, equality, save=save, outcome=outcome)
    if json_:
        print_json({**asdict(made.report), "findings": findings_as_data(made.findings)})
        return
    print_findings(made.findings)
    print_wrapped(made.report.heading)
    print_wrapped(f"Selected means: {made.report.outcome}.")
    for table in made.report.as_tables():
        if table.rows:
            print_table(table.heads, table.rows, title=table.title)
        else:
            click.secho(f"\n{table.title}", bold=True)
        if table.note:
            print_wrapped(table.note)
    for note in made.report.notes:
        print_wrapped(note)
    if made.file is not None:
        click.echo(f"Wrote {made.file}")


COMMANDS = (fairness,)
