"""Printing: the one place that gives findings and tables their form."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from shutil import get_terminal_size
from textwrap import fill
from threading import Event, Lock, Timer
from typing import Literal, ParamSpec

import click

from interview_kit.errors import Finding, KitError

P = ParamSpec("P")
PIPED_WIDTH = 100
_FIRST_AT_LEAST = 20
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey in place of showing it."""


def shown(text: str) -> str:
    """Return text from outside as a terminal may have it: what would move, colour or turn it is U+FFFD."""
    return _UNSEEN.sub("\ufffd", text)


def print_what_can_be_printed() -> None:
    """Make both outputs show a character that they do not know by its number, in place of stopping.

    A pipe or window on Windows often knows Western letters only.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors in {"strict", "surrogateescape"}:
            stream.reconfigure(errors="backslashreplace")


SHOWN_AFTER = 1.0
"""Seconds before a progress bar appears."""


def print_findings(findings: Iterable[Finding]) -> None:
    """Print each finding as ``where: problem`` with its remedy indented under it."""
    for finding in findings:
        colour = "red" if finding.is_error else "yellow"
        click.echo(click.style(f"{shown(finding.where)}: ", fg=colour) + shown(finding.problem), err=True)
        click.echo(f"    {shown(finding.remedy)}", err=True)


def findings_as_data(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Return findings as plain data for ``--json``."""
    return [
        {"where": f.where, "problem": f.problem, "remedy": f.remedy, "severity": f.severity, "code": f.code}
        for f in findings
    ]


def print_json(data: object) -> None:
    """Print data as indented JSON, with non-ASCII characters as they are."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """Print a table that fits the terminal; a column whose name ends in ``>`` is set to the right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width, listed = _width(), [tuple(map(shown, row)) for row in rows]
    first = _first_width([columns[0].rstrip(">"), *(row[0] for row in listed)], width, len(columns))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for n, name in enumerate(columns):
        side: Literal["left", "right"] = "right" if name.endswith(">") else "left"
        table.add_column(
            Text(shown(name.rstrip(">"))), justify=side, overflow="fold", width=None if n else first
        )
    for row in listed:
        table.add_row(*map(Text, row))
    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        console.print(table)
    if title:
        click.secho(f"\n{title}", bold=True)
    for line in captured.get().splitlines():
        if line.strip():
            click.echo(line.removeprefix(" ").rstrip())
    click.echo()


def _first_width(cells: Iterable[str], width: int, columns: int) -> int:
    """Return how wide a table's first column is: its cells stay whole as far as the others keep their share.

    What has no space to wrap at, such as a file's name, may take up to half of the width.
    """
    from rich.cells import cell_len

    texts = tuple(cells)
    whole = max(map(cell_len, texts))
    word = max((cell_len(word) for text in texts for word in text.split()), default=0)
    return min(whole, max(width // columns, _FIRST_AT_LEAST, min(word, width // 2)))


def _width() -> int:
    """Return how many characters a line has: those that COLUMNS says, the terminal's, or, in a pipe, 100."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    return get_terminal_size((PIPED_WIDTH, 0)).columns if sys.stdout.isatty() else PIPED_WIDTH


def print_wrapped(text: str, *, indent: int = 0) -> None:
    """Print text in lines that fit the terminal."""
    lead = " " * indent
    click.echo(fill(shown(text), width=_width(), initial_indent=lead, subsequent_indent=lead))


def stops_on_findings(command: Callable[P, None]) -> Callable[P, None]:
    """Return the command, ending with exit code 1 and all findings printed when findings stop the work."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KitError as stopped:
            if kwargs.get("json_"):
                print_json({"findings": findings_as_data(stopped.findings)})
            print_findings(stopped.findings)
            count = sum(f.is_error for f in stopped.findings)
            click.echo(f"Stopped: {count} {'thing' if count == 1 else 'things'} to mend.", err=True)
            raise click.exceptions.Exit(1) from None

    return run


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Give a function that moves a progress bar on by so many steps.

    The bar appears when the work has taken a second, though no step of it be done yet; there is none
    where nobody watches.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    bar = click.progressbar(length=total, label=label, file=sys.stderr)
    turn, shown, done = Lock(), Event(), 0

    def show() -> None:
        with turn:
            shown.set()
            bar.__enter__()
            bar.update(done)

    def step(steps: int) -> None:
        nonlocal done
        with turn:
            done += steps
            if shown.is_set():
                bar.update(steps)

    clock = Timer(SHOWN_AFTER, show)
    clock.daemon = True
    clock.start()
    try:
        yield step
    finally:
        clock.cancel()
        clock.join()
        if shown.is_set():
            bar.render_finish()


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """Show a progress bar of one step while work goes on that has none."""
    with progress(label, 1) as step:
        yield
        step(1)
