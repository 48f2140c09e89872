"""Commands on one campaign: new, plan, pack, status, collect, agree, compare."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview_kit.cli.next_step import print_next_step
from interview_kit.cli.options import (
    Day,
    as_json,
    as_pdf,
    bank_folder,
    campaign_argument,
    now,
    templates_folder,
)
from interview_kit.cli.pdf import write_pdfs
from interview_kit.cli.show import (
    findings_as_data,
    print_findings,
    print_json,
    print_table,
    print_wrapped,
    progress,
    stops_on_findings,
    waiting,
)
from interview_kit.domain.english import day
from interview_kit.kit.command_line import command_line
from interview_kit.reports.rounding import short

if TYPE_CHECKING:
    from interview_kit import kit
    from interview_kit.domain.plan import Plan

_COMPARING = 4  # the figures and three documents
DAY = Day()


@click.command(
    epilog="Example: interview-kit new HSG-2026-014 --role housing-officer --chair 'Helen Marsh' "
    "--member 'Daniel Hughes' --member 'Sunita Bhatt' --from 2026-03-12 --to 2026-03-13 "
    "--place 'Mandela House, Cambridge' --email recruitment@cambridge.example --candidates applicants.xlsx"
)
@click.argument("reference")
@click.option("--role", required=True, metavar="ID", help="Role profile, such as housing-officer.")
@click.option("--chair", metavar="NAME", help="Who chairs the panel; asked for when left out.")
@click.option("--member", "members", multiple=True, metavar="NAME", help="Another panel member; repeatable.")
@click.option(
    "--from", "first", type=DAY, help="First day of interviews, such as 2026-03-12; asked for when left out."
)
@click.option("--to", "last", type=DAY, help="Last day of interviews; without it, the first day.")
@click.option("--place", metavar="TEXT", help="Where the interviews are; asked for when left out.")
@click.option(
    "--email", metavar="ADDRESS", help="HR's address, for questions and sheets; asked for when left out."
)
@click.option("--phone", default="", metavar="NUMBER", help="HR's telephone number.")
@click.option("--organisation", metavar="NAME", help="Without it, the role profile's organisation.")
@click.option("--retention", type=click.IntRange(1, 120), default=12, help="Months that notes are kept.")
@click.option(
    "--candidates",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV or XLSX list of candidates to take over; more can be added to the folder's file later.",
)
@click.option(
    "--in",
    "parent",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output"),
    help="Folder in which the campaign's folder is made; without it, output.",
)
@bank_folder
@stops_on_findings
def new(
    reference: str,
    role: str,
    chair: str | None,
    members: tuple[str, ...],
    first: dt.date | None,
    last: dt.date | None,
    place: str | None,
    email: str | None,
    phone: str,
    organisation: str | None,
    retention: int,
    candidates: Path | None,
    parent: Path,
    bank: Path | None,
) -> None:
    """Start a campaign: a folder with the role profile, the panel, the dates and the candidates.

    REFERENCE is what your organisation calls the exercise; the folder gets its name.
    """
    from interview_kit import kit

    kit.check_new(parent, reference, role=role, bank=bank)
    chair = chair or click.prompt("Chair of the panel")
    begins: dt.date = first or click.prompt("First day of interviews", type=DAY)
    place = place or click.prompt("Place of the interviews")
    email = email or click.prompt("E-mail for questions and sheets")
    made = kit.new_campaign(
        parent,
        reference,
        role=role,
        chair=chair,
        members=members,
        first=begins,
        last=last or begins,
        place=place,
        email=email,
        phone=phone,
        organisation=organisation,
        retention_months=retention,
        candidates=candidates,
        bank=bank,
    )
    print_findings(made.findings)
    click.secho(f"Started {made.folder}", bold=True)
    print_table(("File", "What to do with it"), made.files)
    click.echo(f"Next: {command_line('plan', made.folder)}")


@click.command(epilog="Example: interview-kit plan output/HSG-2026-014")
@campaign_argument
@click.option(
    "--again",
    "reason",
    metavar="REASON",
    help="Plan again although score sheets are out; the reason is recorded and the old sheets become void.",
)
@click.option(
    "--used-within",
    type=click.IntRange(0, 120),
    default=24,
    show_default=True,
    metavar="MONTHS",
    help="Pass over, where others do as well, what the campaigns beside this one used in so many months "
    "before its interviews; 0 looks at none.",
)
@bank_folder
@as_json
@stops_on_findings
def plan(folder: Path, reason: str | None, used_within: int, bank: Path | None, json_: bool) -> None:
    """Choose the questions, show the interview they make, and freeze them in plan.yaml."""
    from interview_kit import kit

    with waiting("Choosing the questions"):
        made = kit.make_plan(folder, reason=reason, bank=bank, within=used_within, now=now())
    print_findings(made.findings)
    if json_:
        print_json(made.plan.model_dump(mode="json", by_alias=True))
        return
    _print_plan(made.plan)
    for one in made.exposure:
        print_wrapped(one.sentence)
    click.echo(f"{'Frozen in' if made.fresh else 'Unchanged:'} {made.path}")
    click.echo(f"Next: {command_line('pack', folder)}")


def _print_plan(the_plan: Plan) -> None:
    """Print the interview that a plan makes: its questions, its minutes, what it draws out and what not."""
    click.secho(f"{the_plan.role.title} · {the_plan.campaign} · plan {the_plan.mark}", bold=True)
    for q in the_plan.questions:
        asked = q.question
        title = the_plan.competency_by_id[q.competency].title
        click.echo()
        click.echo(click.style(f"{q.key}  {title}", bold=True) + f" · {asked.id}")
        print_wrapped(asked.lead, indent=4)
        print_wrapped(
            f"{asked.type}, demand {asked.demand}, {asked.minutes} minutes; "
            f"draws out {', '.join(i.id for i in q.effective)}; asked by {q.asked_by}",
            indent=4,
        )
    table = the_plan.role.timetable
    click.echo()
    print_wrapped(
        f"{the_plan.minutes} of {the_plan.role.minutes} minutes: welcome {table.welcome}, questions "
        f"{the_plan.question_minutes}, candidate's questions {table.candidate_questions}; "
        f"then {table.scoring} to score"
    )
    click.secho("\nEffective behaviours that the questions draw out", bold=True)
    for c in the_plan.competencies:
        counts = f"weight {short(c.weight)}" + ("" if c.minimum is None else f", minimum {short(c.minimum)}")
        click.echo(f"{c.title} ({counts}): {len(c.covered)} of {len(c.covered) + len(c.uncovered)}")
        for indicator in c.uncovered:
            print_wrapped(f"not covered: {indicator.id} {indicator.text}", indent=4)
    click.echo()


@click.command(epilog="Example: interview-kit pack output/HSG-2026-014")
@campaign_argument
@templates_folder
@click.option(
    "--entry-workbook",
    is_flag=True,
    help="Write an Excel workbook too, in which scores given on paper are keyed.",
)
@as_pdf
@stops_on_findings
def pack(folder: Path, templates: Path | None, entry_workbook: bool, pdf: bool) -> None:
    """Write the Word pack: guide, candidate information, score sheets, agreement forms."""
    from interview_kit import kit

    total = kit.count_pack(folder)
    with progress("Writing", total) as step:
        made = kit.make_pack(folder, templates=templates, now=now(), step=step)
    print_findings(made.findings)
    print_table(
        ("Documents>", "What", "Folder"),
        ((str(g.count), g.what, g.folder.relative_to(folder).as_posix()) for g in made.groups),
    )
    if entry_workbook:
        workbook = kit.make_entry_workbook(folder)
        print_findings(workbook.findings)
        click.echo(f"For keying scores given on paper: {workbook.path}")
    if pdf:
        write_pdfs(made.files)
    click.echo(f"Filled score sheets go to {made.returned}")
    click.echo(f"Next, when some are back: {command_line('collect', folder)}")


@click.command(epilog="Example: interview-kit collect output/HSG-2026-014")
@campaign_argument
@templates_folder
@as_json
@stops_on_findings
def collect(folder: Path, templates: Path | None, json_: bool) -> None:
    """Read the filled sheets in the campaign's returned folder and record what they say."""
    from interview_kit import kit

    total = kit.count_returned(folder)
    with progress("Reading", total) as step:
        got = kit.collect_sheets(folder, templates=templates, now=now(), step=step)
    if json_:
        print_json(
            {
                "files": [{"file": r.file, "result": r.result} for r in got.files],
                "matrix": got.status.as_data(),
                "findings": findings_as_data(got.findings),
            }
        )
    else:
        print_table(("File", "Result"), ((r.file, r.result) for r in got.files))
        _print_matrix(got.status)
        print_findings(got.findings)
        click.echo(got.status.sentence)
        print_next_step(folder)
    if any(f.is_error for f in got.findings):
        raise click.exceptions.Exit(1)


@click.command(epilog="Example: interview-kit status output/HSG-2026-014")
@campaign_argument
@as_json
@stops_on_findings
def status(folder: Path, json_: bool) -> None:
    """Show which score sheets are in, incomplete, odd or missing."""
    from interview_kit import kit

    shown = kit.show_status(folder)
    print_findings(shown.findings)
    if json_:
        print_json(shown.as_data())
        return
    _print_matrix(shown)
    click.echo(shown.sentence)
    if shown.is_unclear:
        click.echo("What is incomplete or odd about a sheet, collect says; it reads all of them again.")
    print_next_step(folder)
    click.echo(
        f"Personal data are kept until {day(shown.kept_until)}; then: {command_line('erase', folder, '--all')}"
    )


def _print_matrix(shown: kit.Status) -> None:
    """Print candidates against panel members."""
    print_table(
        ("Candidate", *(f"{m.ref} {m.name}" for m in shown.members)),
        ((f"{row.candidate.ref} {row.candidate.name}", *row.states) for row in shown.rows),
        title="Score sheets",
    )


@click.command(epilog="Example: interview-kit agree output/HSG-2026-014")
@campaign_argument
@click.option(
    "--anyway",
    metavar="REASON",
    help="Write the forms although scores are missing; the reason is recorded.",
)
@templates_folder
@as_pdf
@as_json
@stops_on_findings
def agree(folder: Path, anyway: str | None, templates: Path | None, pdf: bool, json_: bool) -> None:
    """Write the agreement forms with the scores and the evidence that the panel has to discuss.

    A candidate gets one when every member has scored every answer: before that, nothing shows the others'
    scores. What the panel agrees comes back with collect.
    """
    from interview_kit import kit

    total = kit.count_forms(folder)
    with progress("Writing", total) as step:
        made = kit.make_agreement_forms(folder, anyway=anyway, templates=templates, now=now(), step=step)
    if json_:
        print_json({"forms": made.as_data(), "findings": findings_as_data(made.findings)})
    if pdf:
        write_pdfs((row.form for row in made.rows if row.form is not None), err=json_)
    if json_:
        return
    print_findings(made.findings)
    print_table(
        ("Candidate", "Questions to discuss", "Form"),
        (
            (
                f"{row.candidate.ref} {row.candidate.name}",
                ", ".join(row.questions) or ("none" if row.form else ""),
                row.form.relative_to(folder).as_posix() if row.form else row.why,
            )
            for row in made.rows
        ),
    )
    if any(row.is_open for row in made.rows):
        click.echo("Discuss the evidence first, then the level. Filled forms go to the returned folder.")
        click.echo(f"Next: {command_line('collect', folder)}")
    else:
        click.echo("Nothing is left to discuss in what is in.")
        print_next_step(folder)


@click.command(epilog="Example: interview-kit compare output/HSG-2026-014")
@campaign_argument
@click.option(
    "--blind",
    is_flag=True,
    help="Show candidates by reference only, without a name anywhere: comparison-blind.docx, .xlsx and .html.",
)
@templates_folder
@as_pdf
@as_json
@stops_on_findings
def compare(folder: Path, blind: bool, templates: Path | None, pdf: bool, json_: bool) -> None:
    """Compare the candidates: comparison.docx, .xlsx and .html, and the summary here."""
    from interview_kit import kit

    with progress("Comparing", _COMPARING) as step:
        made = kit.compare_candidates(folder, blind=blind, templates=templates, now=now(), step=step)
    if json_:
        print_json({**asdict(made.summary), "findings": findings_as_data(made.findings)})
    else:
        _print_summary(made)
        print_next_step(folder, is_compared=True)
    if pdf:
        write_pdfs((path for path in made.files if path.suffix == ".docx"), err=json_)


def _print_summary(made: kit.ComparisonMade) -> None:
    """Print the comparison's first page and where its documents are."""
    print_findings(made.findings)
    summary = made.summary
    if summary.example:
        click.secho(summary.example, bold=True)
    click.echo(summary.heading)
    for said in summary.lines:
        click.echo(
            click.style(said.strong, bold=True) + (" " if said.strong and said.rest else "") + said.rest
        )
    for table in summary.tables:
        if table.rows:
            print_table(table.heads, table.rows, title=table.title)
        else:
            click.secho(f"\n{table.title}", bold=True)
        if table.note:
            click.echo(table.note)
    for path in made.files:
        click.echo(f"Wrote {path}")
    click.echo(summary.foot)


COMMANDS = (new, plan, pack, status, collect, agree, compare)
