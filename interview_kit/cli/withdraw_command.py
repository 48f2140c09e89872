"""The command withdraw: who takes no part any more, and whose scores on one candidate do not count."""

from __future__ import annotations

from pathlib import Path

import click

from interview_kit.cli.next_step import print_next_step
from interview_kit.cli.options import campaign_argument, now
from interview_kit.cli.ruling_commands import reason_option
from interview_kit.cli.show import print_findings, stops_on_findings


@click.command(
    epilog="Example: interview-kit withdraw output/HSG-2026-014 C04 --reason 'Took another post on 3 May.'"
)
@campaign_argument
@click.argument("ref", metavar="REF")
@click.option(
    "--on", default="", metavar="CANDIDATE", help="A member's scores on this candidate only, such as C03."
)
@click.option("--stands", is_flag=True, help="With --on: an interest was declared, and the scores count.")
@click.option("--restore", is_flag=True, help="Undo it: they take part, or their scores count, again.")
@reason_option
@stops_on_findings
def withdraw(folder: Path, ref: str, on: str, reason: str, *, stands: bool, restore: bool) -> None:
    """Record that a candidate or panel member takes no part any more.

    REF is C04 or P2. A candidate withdrawn is not placed. A member's scores do not count, and none are waited
    for; with --on, on one candidate only, as after a declared interest. All scores are kept. Every report
    names those withdrawn with the reason, and the order as it would be with the scores.
    """
    if stands and restore:
        msg = "Choose one of --stands and --restore."
        raise click.UsageError(msg)
    from interview_kit import kit

    made = kit.withdraw(folder, ref, reason=reason, on=on, stands=stands, restore=restore, now=now())
    print_findings(made.findings)
    ruling = made.ruling
    if ruling.on:
        again = "count as before" if made.counted else "count again"
        said = "count" if stands else again if restore else "do not count"
        rest = " The interest is open again." if made.is_open else ""
        click.echo(f"{ruling.ref} {made.name}: scores on {ruling.on} {said}.{rest}")
    else:
        click.echo(f"{ruling.ref} {made.name} {'takes part again' if restore else 'is withdrawn'}.")
    click.echo("Recorded.")
    print_next_step(folder)


COMMANDS = (withdraw,)
