"""The command enter: key a score sheet that was filled in on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview_kit.cli.options import campaign_argument, now
from interview_kit.cli.show import print_findings, print_wrapped, stops_on_findings
from interview_kit.kit.command_line import command_line

if TYPE_CHECKING:
    from interview_kit.kit.entering import KeyedAnswer, PaperQuestion, PaperSheet


@click.command(epilog="Example: interview-kit enter output/HSG-2026-014 C03 P2 --by 'Ann Lee'")
@campaign_argument
@click.argument("candidate")
@click.argument("member")
@click.option("--by", prompt="Who keys it", metavar="NAME", help="Who types; it is recorded.")
@stops_on_findings
def enter(folder: Path, candidate: str, member: str, by: str) -> None:
    """Key the score sheet that MEMBER filled in on paper for CANDIDATE, such as P2 for C03.

    The sheet is recorded like one in Word, with who keyed it. For many sheets, use the workbook that
    pack --entry-workbook writes.
    """
    from interview_kit import kit

    paper = kit.open_paper(folder, candidate, member)
    _introduce(paper)
    answers = {question.key: _ask(paper, question) for question in paper.questions}
    click.echo()
    interest = _yes_no("Does the paper declare an interest in the candidate?")
    keyed = kit.KeyedSheet(
        by=by,
        answers=answers,
        interest=interest,
        interest_details=_text("Details of it") if interest else "",
        notes=_text("Notes that are not scored"),
        scored_alone=bool(_yes_no("Is 'I scored on my own' ticked?")),
        finished=_day(paper),
    )
    click.echo()
    for key, answer in answers.items():
        click.echo(f"  {key}  {paper.reading(answer.score)}   {answer.heard}".rstrip())
    if not click.confirm("Record these?", default=True):
        click.echo("Nothing was recorded.")
        return
    made = kit.enter_sheet(folder, paper, keyed, now=now())
    print_findings(made.findings)
    click.echo(made.result)
    click.echo(f"Keep the paper. Next: {command_line('status', folder)}")


def _introduce(paper: PaperSheet) -> None:
    click.secho(
        f"{paper.candidate.ref} {paper.candidate.name}, scored by {paper.member.ref} {paper.member.name} · "
        f"sheet {paper.reference}",
        bold=True,
    )
    print_wrapped(
        "Compare the reference with the foot of the paper. For each question: a score, 'not asked' or "
        "'no answer'; Enter leaves it blank. Nothing is recorded before you confirm at the end."
    )
    print_wrapped(f"Levels: {', '.join(paper.levels)}")
    if paper.standing:
        print_wrapped(
            f"{paper.standing} scores of this sheet are in already. They stay as they are; only what is blank is filled in."
        )


def _ask(paper: PaperSheet, question: PaperQuestion) -> KeyedAnswer:
    """Ask for one question's score, behaviours and evidence until each can mean one thing."""
    from interview_kit import kit

    click.echo()
    print_wrapped(f"{question.key}  {question.lead}")
    while problem := paper.problem_of_score(score := _text("Score")):
        click.echo(f"  That cannot be taken: {problem}.")
    ids = " ".join(question.behaviours)
    while strange := question.strange(heard := _text(f"Behaviours ticked, of {ids}")):
        click.echo(f"  Not among them: {', '.join(strange)}.")
    return kit.KeyedAnswer(score=score, heard=heard, evidence=_text("Evidence"))


def _text(label: str) -> str:
    said: str = click.prompt(label, default="", show_default=False)
    return said.strip()


def _yes_no(label: str) -> bool | None:
    said: str = click.prompt(
        label,
        default="",
        show_default=False,
        type=click.Choice(["y", "n", "yes", "no", ""], case_sensitive=False),
        show_choices=False,
        prompt_suffix=" (y, n, or Enter if it was left open): ",
    )
    return {"y": True, "n": False}.get(said[:1].casefold())


def _day(paper: PaperSheet) -> dt.date | None:
    """Ask for the day until it is one, or nothing."""
    while said := _text("Date finished, such as 12 March 2026"):
        if day := paper.day(said):
            return day
        click.echo("  That is no day; write it like 12 March 2026.")
    return None


COMMANDS = (enter,)
