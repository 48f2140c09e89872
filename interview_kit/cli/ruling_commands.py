"""Commands that record what people rule: rules, drop, rename, resolve, decide."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from interview_kit.cli.next_step import print_next_step
from interview_kit.cli.options import as_json, campaign_argument, now
from interview_kit.cli.show import (
    findings_as_data,
    print_findings,
    print_json,
    print_table,
    print_wrapped,
    stops_on_findings,
)
from interview_kit.domain.english import day
from interview_kit.kit.command_line import command_line

reason_option = click.option(
    "--reason", required=True, metavar="TEXT", help="Why; it is recorded and printed in the report."
)


@click.command(
    epilog="Example: interview-kit rules output/HSG-2026-014 --change 'Weight of Communication: typing error.'"
)
@campaign_argument
@click.option(
    "--change",
    "reason",
    metavar="REASON",
    help="Take the scoring rules that role.yaml has now into force; the sheets that are out stay valid.",
)
@as_json
@stops_on_findings
def rules(folder: Path, reason: str | None, json_: bool) -> None:
    """Show the scoring rules in force, or change them although score sheets are out.

    Weights, minimums, what is essential, basis, average and tie rules. Every report then says what was
    changed, when and why, and what the order would be under the rules first declared.
    """
    from interview_kit import kit

    shown = kit.show_rules(folder) if reason is None else kit.change_rules(folder, reason=reason, now=now())
    if json_:
        print_json(
            {
                "rules": dict(shown.rules),
                "differences": list(shown.differences),
                "changed": shown.changed,
                "findings": findings_as_data(shown.findings),
            }
        )
        return
    print_findings(shown.findings)
    print_table(("Scoring rule", "In force"), shown.rules)
    for difference in shown.differences if shown.changed else ():
        print_wrapped(f"Changed: {difference}")
    if shown.changed:
        click.echo("Recorded.")
        print_next_step(folder)


@click.command(
    epilog="Example: interview-kit drop output/HSG-2026-014 Q6 --reason 'Two candidates took it to mean something else.'"
)
@campaign_argument
@click.argument("question", metavar="QUESTION")
@reason_option
@click.option("--restore", is_flag=True, help="Let a question that was dropped count again.")
@stops_on_findings
def drop(folder: Path, question: str, reason: str, restore: bool) -> None:
    """Leave a misunderstood question out for every candidate.

    QUESTION is its key, such as Q6. It is refused where an essential competency would be left without a
    question. Scores and evidence are kept and printed; they count nowhere.
    """
    from interview_kit import kit

    made = kit.drop_question(folder, question, reason=reason, restore=restore, now=now())
    print_findings(made.findings)
    if restore:
        click.echo(f"{made.question} {made.title} counts again.")
    else:
        click.echo(f"{made.question} {made.title} counts for nobody.")
        for behaviour in made.lost:
            print_wrapped(f"no longer drawn out: {behaviour}", indent=4)
    click.echo("Recorded.")
    print_next_step(folder)


@click.command(
    epilog="Example: interview-kit rename output/HSG-2026-014 C03 --reason 'Spelling mended; her passport was seen.'"
)
@campaign_argument
@click.argument("ref", metavar="REF")
@reason_option
@stops_on_findings
def rename(folder: Path, ref: str, reason: str) -> None:
    """Record that a name that was mended is the same person's.

    Mend the name in candidates.csv or campaign.yaml first. REF is the candidate's or panel member's, such
    as C03. Sheets issued under the old name stay valid.
    """
    from interview_kit import kit

    for one in kit.record_rename(folder, ref, reason=reason, now=now()):
        click.echo(f"Recorded: {one.ref} “{one.after}” is the same {one.who.value} as “{one.before}”.")
    click.echo(f"Next: {command_line('collect', folder)}")


@click.command(
    epilog="Example: interview-kit resolve output/HSG-2026-014 C02 Q4 --score 3 --by 'Ann Cole, head of housing' "
    "--reason 'The notes show the follow-up that P1 missed.'"
)
@campaign_argument
@click.argument("candidate", metavar="CANDIDATE")
@click.argument("question", metavar="QUESTION")
@click.option("--score", type=int, required=True, metavar="LEVEL", help="The score decided.")
@click.option("--by", required=True, metavar="NAME", help="Who decided, with their post.")
@reason_option
@stops_on_findings
def resolve(folder: Path, candidate: str, question: str, score: int, by: str, reason: str) -> None:
    """Record who decided a score that the panel could not agree on.

    For what the chair referred on the agreement form. The members' own scores and the referral are kept.
    """
    from interview_kit import kit

    settled, findings = kit.resolve_score(
        folder, candidate, question, score=score, by=by, reason=reason, now=now()
    )
    print_findings(findings)
    click.echo(f"Recorded: {settled.candidate} {settled.question} decided {settled.score} by {settled.by}.")
    print_next_step(folder)


@click.command(
    epilog="Example: interview-kit decide output/HSG-2026-014 --appoint C03 --reserve C01 "
    "--reason 'Strongest evidence of follow-up.' --over C01 'C03 took two cases to the end; C01 passed them on.'"
)
@campaign_argument
@click.option("--appoint", multiple=True, metavar="REF", help="Who is offered the post; repeatable.")
@click.option("--nobody", is_flag=True, help="Nobody is appointed.")
@click.option(
    "--reserve", multiple=True, metavar="REF", help="Next on the reserve list; repeatable, in order."
)
@reason_option
@click.option(
    "--over",
    type=(str, str),
    multiple=True,
    metavar="REF TEXT",
    help="Why REF, who is near, level or ahead, stands below somebody placed; repeatable.",
)
@click.option(
    "--anyway",
    default="",
    metavar="REASON",
    help="Why somebody is placed who is below a minimum or incomplete.",
)
@stops_on_findings
def decide(
    folder: Path,
    appoint: tuple[str, ...],
    nobody: bool,
    reserve: tuple[str, ...],
    reason: str,
    over: tuple[tuple[str, str], ...],
    anyway: str,
) -> None:
    """Record the panel's decision: whom it appoints, the reserve list, and its reasons.

    People decide; the kit asks for the reason where the scores alone do not carry the decision, names the
    candidates passed over, and prints it all in the report. A later decision takes the place of an
    earlier one, and both are kept.
    """
    if nobody and appoint:
        msg = "Say either who is appointed (--appoint) or that nobody is (--nobody), not both."
        raise click.UsageError(msg)
    if not (nobody or appoint):
        msg = "Say who is appointed (--appoint), or that nobody is (--nobody)."
        raise click.UsageError(msg)
    typed = {ref.strip().casefold(): ref.strip() for ref, _ in reversed(over)}
    times = Counter(ref.strip().casefold() for ref, _ in over)
    if twice := [typed[ref] for ref, count in times.items() if count > 1]:
        msg = f"--over names {', '.join(twice)} twice: give one reason for each candidate."
        raise click.UsageError(msg)
    from interview_kit import kit

    made = kit.record_decision(
        folder, appoint=appoint, reserve=reserve, reason=reason, over=dict(over), anyway=anyway, now=now()
    )
    print_findings(made.findings)
    decision = made.decision
    click.echo(f"Recorded: offer to {', '.join(decision.appoint) or 'nobody'}.")
    if decision.reserve_until is not None:
        click.echo(f"Reserve list: {', '.join(decision.reserve)}, until {day(decision.reserve_until)}.")
    if decision.results:
        click.echo(f"Next, to have it in the report: {command_line('compare', folder)}")
    else:
        print_next_step(folder)


COMMANDS = (rules, drop, rename, resolve, decide)
