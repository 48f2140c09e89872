"""The command line: parse, call one function of kit, print."""

from __future__ import annotations

import click

from interview_kit import __version__
from interview_kit.cli import (
    bank_commands,
    campaign_commands,
    demo_command,
    entry_commands,
    exchange_commands,
    fairness_command,
    record_commands,
    ruling_commands,
    withdraw_command,
)
from interview_kit.cli.show import print_what_can_be_printed

EPILOG = """\
\b
A first appointment, start to finish:
  interview-kit new HSG-2026-014 --role housing-officer
  interview-kit plan output/HSG-2026-014
  interview-kit pack output/HSG-2026-014
  interview-kit collect output/HSG-2026-014
  interview-kit agree output/HSG-2026-014
  interview-kit collect output/HSG-2026-014
  interview-kit compare output/HSG-2026-014
  interview-kit decide output/HSG-2026-014 --appoint C03 --reason '...'
  interview-kit compare output/HSG-2026-014
"""


@click.group(
    epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="interview-kit")
def main() -> None:
    """Competency interviews for public bodies: questions, Word score sheets, a comparison that stands up."""
    print_what_can_be_printed()


for command in (
    *bank_commands.COMMANDS,
    *exchange_commands.COMMANDS,
    *campaign_commands.COMMANDS,
    *entry_commands.COMMANDS,
    *ruling_commands.COMMANDS,
    *withdraw_command.COMMANDS,
    *record_commands.COMMANDS,
    *demo_command.COMMANDS,
    *fairness_command.COMMANDS,
):
    main.add_command(command)
