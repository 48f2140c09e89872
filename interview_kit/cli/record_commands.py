"""Commands on what is kept: feedback, subject-access, erase, audit, campaigns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview_kit.cli.options import OutputFile, as_json, as_pdf, campaign_argument, now, templates_folder
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
from interview_kit.domain.english import counted, day

if TYPE_CHECKING:
    from interview_kit import kit

_MANY = 3


@click.command(epilog="Example: interview-kit feedback output/HSG-2026-014 C02 C04")
@campaign_argument
@click.argument("refs", nargs=-1, metavar="[REF]…")
@click.option(
    "--release-notes",
    metavar="REASON",
    help="Put the panel's notes into the letters, without names; the reason is recorded.",
)
@templates_folder
@as_pdf
@as_json
@stops_on_findings
def feedback(
    folder: Path,
    refs: tuple[str, ...],
    release_notes: str | None,
    templates: Path | None,
    pdf: bool,
    json_: bool,
) -> None:
    """Draft a feedback letter in Word for each candidate, or for those whose REF is given.

    From the candidate's own scores and the behaviours ticked; strengths first, nobody else's scores, no
    place, no panel member's name. Whoever is appointed gets a note for their induction instead. What to look
    at before you send a letter is printed here and is not in it. A letter that you have edited stays.
    """
    from interview_kit import kit

    total = len(refs) or kit.count_forms(folder)
    with progress("Writing", total) as step:
        made = kit.draft_feedback(
            folder, refs, release_notes=release_notes, templates=templates, now=now(), step=step
        )
    if json_:
        print_json({"letters": made.as_data(), "findings": findings_as_data(made.findings)})
    if pdf:
        write_pdfs((row.letter for row in made.rows if row.letter is not None), err=json_)
    if json_:
        return
    print_findings(made.findings)
    print_table(
        ("Candidate", "Outcome", "Letter"),
        (
            (
                f"{row.candidate.ref} {row.candidate.name}",
                row.outcome.value,
                row.letter.relative_to(folder).as_posix() if row.letter else "none written",
            )
            for row in made.rows
        ),
    )
    _print_checks(made)


def _print_checks(made: kit.FeedbackDrafted) -> None:
    """Print what HR should look at before each letter is sent."""
    click.secho("Check before sending", bold=True)
    print_wrapped(
        "every letter: read it once as the candidate will; it is a draft in Word, change what you like"
    )
    for row in made.rows:
        for check in row.checks:
            print_wrapped(f"{row.candidate.ref}: {check}")


@click.command("subject-access", epilog="Example: interview-kit subject-access output/HSG-2026-014 C02")
@campaign_argument
@click.argument("ref", metavar="REF")
@click.option(
    "--name-members",
    is_flag=True,
    help="Name the panel's members in place of 'Panel member 1'; the sheets they sent are then copied too.",
)
@templates_folder
@stops_on_findings
def subject_access(folder: Path, ref: str, name_members: bool, templates: Path | None) -> None:
    """Put together what is held about one candidate, with everybody else taken out.

    An overview to read and print, the same as data, and the files that name nobody else. Read it before
    you give it out: the kit finds people by their names and refs, not by what is told of them.
    """
    from interview_kit import kit

    with waiting("Putting it together"):
        made = kit.bundle_subject_access(
            folder, ref, name_members=name_members, templates=templates, now=now()
        )
    print_findings(made.findings)
    for name in made.files:
        click.echo(f"Wrote {made.folder / name}")
    for name, why in made.listed:
        print_wrapped(f"Not copied: {name} ({why})")
    times = "once" if made.masked == 1 else f"in {made.masked} places"
    if made.masked:
        click.echo(f"Somebody else was named {times}, and is masked.")
    click.echo("Read it before you give it out. That it was made is recorded in the ledger.")


@click.command(
    epilog="Example: interview-kit erase output/HSG-2026-014 C02 --reason 'Asked for it on 3 May 2026.'"
)
@campaign_argument
@click.argument("refs", nargs=-1, metavar="[REF]…")
@click.option(
    "--all", "everybody", is_flag=True, help="Everybody: what to do when the months of keeping are over."
)
@click.option(
    "--reason", default="", metavar="TEXT", help="Why; needed before the last day of keeping. It is recorded."
)
@click.option("--yes", is_flag=True, help="Do not ask whether to go on.")
@stops_on_findings
def erase(folder: Path, refs: tuple[str, ...], everybody: bool, reason: str, yes: bool) -> None:
    """Erase the personal data of some candidates, or of everybody, for good.

    Their part of the ledger, the sheets on them, what they were sent, the reports that name them, their line
    on the list. An anonymous record of the scores stays, and the ledger notes what was done. A run that was
    cut short is finished by the next one, which needs no REF.
    """
    from interview_kit import kit
    from interview_kit.campaign_folder import CampaignFolder

    if bool(refs) == everybody and not CampaignFolder(folder).erasing.exists():
        msg = "Say whom to erase: one REF or more, or --all."
        raise click.UsageError(msg)
    with waiting("Looking"):
        foreseen = kit.foresee_erasing(folder, refs, everybody=everybody, reason=reason, now=now())
    if not yes and not foreseen.nobody:
        named = (
            ", ".join(f"{c.ref} {c.name}" for c in foreseen.candidates) or "those whom the ledger still names"
        )
        print_wrapped(
            f"This erases for good, in {folder}: {'everybody: ' if foreseen.everybody else ''}{named}."
        )
        print_wrapped(f"Noted as the reason: {foreseen.reason}")
        click.confirm("Go on?", abort=True)
    with waiting("Erasing"):
        done = kit.erase_candidates(folder, refs, everybody=everybody, reason=reason, now=now())
    print_findings(done.findings)
    for name in done.files:
        click.echo(f"Deleted {name}")
    if not done.refs:
        click.echo("Nobody is left to erase.")
        return
    click.echo(
        f"Erased: {', '.join(done.refs)}; {counted(done.entries, 'entry', 'entries')} of the ledger lost "
        f"{'its' if done.entries == 1 else 'their'} words."
    )
    for command in done.again:
        click.echo(f"Next, without them: {command}")
    click.echo("Copies elsewhere are yours to erase: backups, mailboxes, papers.")


@click.command(epilog="Example: interview-kit audit output/HSG-2026-014 --html audit-trail.html")
@campaign_argument
@click.option(
    "--html",
    "page",
    type=OutputFile(".html"),
    metavar="FILE",
    help="Write the audit trail as a page to print, in place of printing it here.",
)
@templates_folder
@as_json
@stops_on_findings
def audit(folder: Path, page: Path | None, templates: Path | None, json_: bool) -> None:
    """Check the ledger's chain from the first entry to the last, and print it as an audit trail.

    Exit code 1 when anything in it is not what was written.
    """
    from interview_kit import kit

    with waiting("Checking the ledger"):
        trail = kit.read_audit_trail(folder)
    if page is not None:
        kit.save_export(page, kit.render_audit_trail(trail, now=now(), templates=templates))
        click.echo(f"Wrote {page}", err=json_)
    if json_:
        print_json(trail.as_data())
    elif page is None:
        rows = (
            (
                str(x.number),
                f"{x.at:%Y-%m-%d %H:%M}",
                x.what,
                _about(x.candidates),
                x.by,
                x.sha256[:8],
                x.mark,
            )
            for x in trail.lines
        )
        print_table(("No.", "When", "What", "About", "By", "File", "Chain"), rows)
    if not json_:
        print_findings(trail.problems)
        print_wrapped(trail.sentence)
        click.echo(f"Ledger head {trail.head}")
    if trail.problems:
        raise click.exceptions.Exit(1)


def _about(refs: tuple[str, ...]) -> str:
    """Return whom an entry is about, as short as a terminal needs it."""
    return ", ".join(refs) if len(refs) < _MANY else f"{len(refs)} people"


@click.command(epilog="Example: interview-kit campaigns output")
@click.argument(
    "parent",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("output"),
    metavar="[FOLDER]",
)
@click.option("--questions", is_flag=True, help="List the questions used, with in how many campaigns.")
@as_json
@stops_on_findings
def campaigns(parent: Path, questions: bool, json_: bool) -> None:
    """List the campaigns in a folder with how far each has come and how long it is kept.

    Without FOLDER, those in output. What should have been erased by now is marked.
    """
    from interview_kit import kit

    found = kit.list_campaigns(parent, now=now())
    if json_:
        print_json({**found.as_data(), "findings": findings_as_data(found.findings)})
        return
    print_findings(found.findings)
    print_table(
        ("Campaign", "Role", "State", "Kept until"),
        (
            (
                found.name_of(row),
                row.role,
                row.state,
                ("" if row.kept_until is None else day(row.kept_until))
                + (", overdue: erase it" if row.overdue else ""),
            )
            for row in found.rows
        ),
    )
    if questions:
        print_table(("Campaigns>", "Question"), ((str(count), q) for q, count in found.uses))


COMMANDS = (feedback, subject_access, erase, audit, campaigns)
