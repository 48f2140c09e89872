"""Commands that take a framework in and give one out: import, export."""

from __future__ import annotations

from pathlib import Path

import click

from interview_kit.cli.options import OutputFile, as_pdf, bank_folder, now, templates_folder
from interview_kit.cli.pdf import write_pdfs
from interview_kit.cli.show import print_findings, stops_on_findings, waiting
from interview_kit.domain.english import counted


@click.command(
    "import",
    epilog="Example: interview-kit import behaviours.xlsx --title 'Core competencies' --organisation 'Borsetshire County Council'",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--title", metavar="TEXT", default="", help="What the framework is called; a table does not say it."
)
@click.option(
    "--organisation", metavar="TEXT", default="", help="Whose framework it is; a table does not say it."
)
@click.option(
    "--audience",
    metavar="TEXT",
    default="",
    help="Whom it is for, in its own words; without it and if the file does not say it, the title.",
)
@click.option(
    "--id", "id_", metavar="ID", default="", help="The framework's id; without it, made of the title."
)
@click.option(
    "--bank",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="INTERVIEW_KIT_BANK",
    help="Your own question_bank folder, made when it is missing; without it, question_bank in the current folder.",
)
@stops_on_findings
def import_(file: Path, title: str, organisation: str, audience: str, id_: str, bank: Path | None) -> None:
    """Take the framework in FILE into your own question bank.

    FILE is a table in Excel or CSV, or a CASE package: the JSON in which other systems exchange frameworks. A table has
    the columns Competency, Kind and Text, with one definition, statement, skill, effective or ineffective behaviour a
    row; or Competency, Definition, Effective and Ineffective. A column Cluster can be added.
    """
    from interview_kit import kit

    with waiting("Reading"):
        done = kit.import_framework(
            file,
            at=now(),
            bank=bank,
            id_=id_,
            title=title,
            organisation=organisation,
            audience=audience,
        )
    print_findings(done.findings)
    framework = done.framework
    behaviours = sum(len(c.indicators) for c in framework.competencies)
    click.echo(f"Wrote {done.file}")
    click.echo(f"Kept as its source: {done.source}")
    competencies = counted(len(framework.competencies), "competency", "competencies")
    click.echo(f"{competencies}, {counted(behaviours, 'behaviour')}")
    click.echo(f"Next, to read it against the original: interview-kit frameworks {framework.id}")
    click.echo(
        f"Its questions go into {done.file.parent.parent / 'questions' / framework.id}, a file for each competency; "
        "interview-kit schema question."
    )


@click.command(epilog="Example: interview-kit export cambridge-core --word cambridge-core.docx")
@click.argument("framework")
@click.option(
    "--word",
    type=OutputFile(".docx"),
    metavar="FILE",
    help="Write it as a book in Word: contents, a page for each question.",
)
@click.option(
    "--case",
    type=OutputFile(".json"),
    metavar="FILE",
    help="Write it as a CASE 1.1 package, which other systems read.",
)
@bank_folder
@templates_folder
@as_pdf
@stops_on_findings
def export(
    framework: str, word: Path | None, case: Path | None, bank: Path | None, templates: Path | None, pdf: bool
) -> None:
    """Write FRAMEWORK with its questions: as a book in Word, or for other systems."""
    from interview_kit import kit

    if word is None and case is None:
        msg = "Say what to write: --word FILE or --case FILE."
        raise click.UsageError(msg)
    if pdf and word is None:
        msg = "--pdf prints the Word document: give --word FILE too."
        raise click.UsageError(msg)
    with waiting("Writing"):
        if word is not None:
            kit.save_export(word, kit.export_bank_word(bank, framework, templates=templates))
        if case is not None:
            kit.save_export(case, kit.export_case(bank, framework, at=now()))
    for path in (word, case):
        if path is not None:
            click.echo(f"Wrote {path}")
    if pdf and word is not None:
        write_pdfs([word])


COMMANDS = (import_, export)
