"""Commands on the question bank: frameworks, questions, check, coverage, schema."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview_kit.cli.options import OutputFile, as_json, bank_folder, templates_folder
from interview_kit.cli.show import (
    findings_as_data,
    print_findings,
    print_json,
    print_table,
    stops_on_findings,
    waiting,
)
from interview_kit.domain.english import counted

if TYPE_CHECKING:
    from interview_kit import kit


@click.command(epilog="Example: interview-kit frameworks cambridge-core")
@click.argument("framework", required=False)
@bank_folder
@as_json
@stops_on_findings
def frameworks(framework: str | None, bank: Path | None, json_: bool) -> None:
    """List the competency frameworks, or show one whole: FRAMEWORK."""
    from interview_kit import kit

    if framework is None:
        with waiting("Reading the bank"):
            found = kit.list_frameworks(bank)
        if json_:
            print_json([row.as_data() for row in found])
            return
        print_table(
            ("Framework", "Title", "Organisation", "Competencies>", "Indicators>", "Live questions>"),
            (
                (f.id, f.title, f.organisation, str(f.competencies), str(f.indicators), str(f.questions))
                for f in found
            ),
        )
        return
    with waiting("Reading the bank"):
        shown = kit.show_framework(bank, framework)
    if json_:
        print_json(shown.model_dump(mode="json", by_alias=True))
        return
    click.secho(f"{shown.title} ({shown.organisation})", bold=True)
    click.echo(shown.audience)
    for competency in shown.competencies:
        click.echo()
        click.secho(f"{shown.id}/{competency.id}: {competency.title}", bold=True)
        click.echo(competency.definition)
        if competency.skills:
            click.echo(f"  Skills: {', '.join(competency.skills)}")
        for statement in competency.statements:
            click.echo(f"  {statement.id:>3}  {statement.text}")
        for indicator in competency.indicators.values():
            click.echo(f"  {indicator.id:>3}  {indicator.text}")
        for note in competency.editor_notes:
            click.echo(f"  editor's note: {note}")


@click.command(epilog="Example: interview-kit questions --competency cambridge-core/communication --demand 2")
@click.argument("question", required=False)
@click.option("--framework", metavar="ID", help="Only questions on this framework.")
@click.option("--competency", metavar="ID", help="Only questions on this competency (framework/competency).")
@click.option(
    "--type",
    "type_",
    type=click.Choice(["past-behaviour", "situational", "values", "knowledge"]),
    help="Only questions of this type.",
)
@click.option("--demand", type=click.IntRange(1, 3), help="1 everyday, 2 complicated, 3 high stakes.")
@click.option("--indicator", metavar="ID", help="Only questions that elicit or listen for it, such as e4.")
@click.option(
    "--cluster", metavar="ID", help="Only questions on competencies of this cluster, such as leadership."
)
@click.option(
    "--statement", metavar="ID", help="Only questions that serve this statement of a framework, such as s2."
)
@click.option("--words", metavar="TEXT", help="Only questions with these words in the lead.")
@bank_folder
@as_json
@stops_on_findings
def questions(
    question: str | None,
    framework: str | None,
    competency: str | None,
    type_: str | None,
    demand: int | None,
    indicator: str | None,
    cluster: str | None,
    statement: str | None,
    words: str | None,
    bank: Path | None,
    json_: bool,
) -> None:
    """List questions, or show one as a card: QUESTION."""
    from interview_kit import kit

    if question is not None:
        with waiting("Reading the bank"):
            shown = kit.show_question(bank, question)
        if json_:
            print_json(shown.question.model_dump(mode="json", by_alias=True))
        else:
            _print_card(shown)
        return
    with waiting("Reading the bank"):
        found = kit.find_questions(
            bank,
            framework=framework,
            competency=competency,
            type_=type_,
            demand=demand,
            indicator=indicator,
            words=words,
            cluster=cluster,
            statement=statement,
        )
    if json_:
        print_json([q.model_dump(mode="json", by_alias=True) for q in found])
        return
    print_table(
        ("Question", "Type", "Demand>", "Minutes>", "Lead"),
        ((q.id, q.type, str(q.demand), str(q.minutes), q.lead) for q in found),
    )
    click.echo(f"{counted(len(found), 'question')}")


def _print_card(shown: kit.QuestionCard) -> None:
    """Print one question as a readable card."""
    q = shown.question
    click.secho(f"{q.id} · {shown.competency.title}", bold=True)
    click.echo(f"{q.type}, demand {q.demand}, {q.minutes} minutes, {q.status}, group {q.variant_group}")
    click.echo(f"\n{q.lead}\n\nOr: {q.alternative}\n\nProbes")
    for probe in q.probes:
        click.echo(f"  {probe.seeks:<10}  {probe.ask}")
    click.echo("\nListen for")
    for indicator in shown.indicators:
        click.echo(f"  {indicator.id:>3}  {indicator.text}")
    for name in ("weak", "acceptable", "strong"):
        click.echo(f"\n{name.capitalize()}")
        for clause in getattr(q.benchmarks, name):
            click.echo(f"  - {clause.text} ({', '.join(clause.traced_to)})")
    if q.notes:
        click.echo(f"\nNotes\n  {q.notes}")


@click.command(epilog="Example: interview-kit check --bank my_bank")
@bank_folder
@as_json
@click.option(
    "--sarif", is_flag=True, help="Print SARIF 2.1.0, which code review and editors show at the line."
)
@stops_on_findings
def check(bank: Path | None, json_: bool, sarif: bool) -> None:
    """Check every framework, question, scale and role profile; print all findings at once."""
    from interview_kit import kit

    if json_ and sarif:
        msg = "--json and --sarif are two forms of the same; give one of them."
        raise click.UsageError(msg)
    with waiting("Checking"):
        checked = kit.check_bank(bank)
    if sarif:
        print_json(kit.findings_as_sarif(checked.findings))
    elif json_:
        print_json(findings_as_data(checked.findings))
    else:
        print_findings(checked.findings)
        click.echo(
            f"{counted(checked.frameworks, 'framework')}, "
            f"{counted(checked.competencies, 'competency', 'competencies')}, "
            f"{counted(checked.indicators, 'indicator')}, {counted(checked.questions, 'live question')}, "
            f"{counted(checked.scales, 'scale')}, {counted(checked.roles, 'role profile')}: "
            f"{len(checked.findings) or 'no'} {'finding' if len(checked.findings) == 1 else 'findings'}"
        )
    if any(f.is_error for f in checked.findings):
        raise click.exceptions.Exit(1)


@click.command(epilog="Example: interview-kit coverage cambridge-core --html coverage.html")
@click.argument("framework")
@click.option(
    "--html",
    type=OutputFile(".html"),
    metavar="FILE",
    help="Write it as a page for the browser: behaviours down, questions across.",
)
@bank_folder
@templates_folder
@as_json
@stops_on_findings
def coverage(
    framework: str, html: Path | None, bank: Path | None, templates: Path | None, json_: bool
) -> None:
    """Show which questions serve which indicator of FRAMEWORK, and which indicators none serves."""
    from interview_kit import kit

    if html is not None:
        with waiting("Writing"):
            kit.save_export(html, kit.export_coverage_html(bank, framework, templates=templates))
        click.echo(f"Wrote {html}", err=json_)
        if not json_:
            return
    with waiting("Reading the bank"):
        rows = kit.show_coverage(bank, framework)
    if json_:
        print_json([asdict(row) for row in rows])
        return
    print_table(
        ("Competency", "Indicator", "Text", "Questions"),
        (
            (
                r.competency.partition("/")[2],
                r.indicator,
                r.text,
                " ".join(q.rpartition("/")[2] for q in r.questions) or "none",
            )
            for r in rows
        ),
    )
    bare = sum(not r.questions for r in rows)
    click.echo(f"{counted(len(rows), 'indicator')}, {bare} of them without a live question")


@click.command(epilog="Example: interview-kit schema question > question.schema.json")
@click.argument("name", type=click.Choice(["framework", "question", "scale", "role", "campaign", "plan"]))
def schema(name: str) -> None:
    """Print the JSON Schema of a kind of file, for an editor that completes and checks it."""
    from interview_kit import kit

    print_json(kit.json_schema(name))


COMMANDS = (frameworks, questions, check, coverage, schema)
