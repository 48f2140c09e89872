"""The use case *import*: a framework from a table or a CASE package into one's own question bank."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interview_kit.bank import load_bank
from interview_kit.bank.exchange import TABLE_HEADS, Head, read_case, read_table
from interview_kit.bank.exchange.draft import slug
from interview_kit.campaign_folder import write_atomically
from interview_kit.domain.english import day
from interview_kit.domain.framework import Framework
from interview_kit.errors import Finding, KitError, raise_errors
from interview_kit.kit.bank import own_folder
from interview_kit.workbook import MAX_BYTES
from interview_kit.yaml_file import dump_yaml

_MAX_JSON: Final = 20_000_000
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Imported:
    """A framework taken over, the two files of the bank that hold it, and what to know of it."""

    framework: Framework
    file: Path
    source: Path
    findings: tuple[Finding, ...]


def import_framework(
    path: Path,
    *,
    at: dt.datetime,
    bank: Path | None = None,
    id_: str = "",
    title: str = "",
    organisation: str = "",
    audience: str = "",
    again: bool = False,
) -> Imported:
    """Write the framework of a file into one's own question bank, and a copy of the file beside it as its source.

    The file is a CASE package (JSON) or a table (Excel, CSV) with one line of the framework a row. A table does not
    say what the framework is called and whose it is, so that both have to be given; what is given wins over a
    package's own words. Ids are those of the file where they can be, else made of titles and the order.

    Args:
        path: the file.
        at: now.
        bank: one's own question bank; left out, a folder of that name in the current one, made when it is missing.
        id_: the framework's id; left out, made of the title.
        title: what the framework is called.
        organisation: whose it is.
        audience: whom it is for, in its own words.
        again: True to put it in the place of one that was imported before.

    Raises:
        KitError: when something in the file has to be mended, all of it at once, or a framework of this id is there.
            Nothing is written then.
    """
    data = _read(path)
    is_json = path.suffix.casefold() == ".json" or data.removeprefix(_BOM).lstrip()[:1] == b"{"
    if not is_json:
        raise_errors(_unnamed(title, organisation))
    shipped = load_bank().frameworks
    own = own_folder("question_bank", bank) or Path("question_bank")
    if is_json:
        given = Head(id_, title, organisation, audience)
        framework, findings = read_case(data, path.name, given, known=shipped)
    else:
        given = Head(id_ or slug(title), title, organisation, audience, note=_note(path, at))
        framework, findings = read_table(data, path.name, given)
    if framework is None:
        raise KitError(findings)
    target = own / "frameworks" / f"{framework.id}.yaml"
    source = own / "sources" / f"{framework.id}{path.suffix.casefold()}"
    raise_errors(_taken(framework, target, is_shipped=framework.id in shipped, again=again))
    named = framework.model_copy(
        update={"source": framework.source.model_copy(update={"file": f"sources/{source.name}"})}
    )
    write_atomically(source, data)
    write_atomically(target, dump_yaml(named).encode("utf-8"))
    return Imported(named, target, source, tuple(findings))


def _read(path: Path) -> bytes:
    most = _MAX_JSON if path.suffix.casefold() == ".json" else MAX_BYTES
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        problem = f"the file cannot be opened: {error.strerror or error}"
        raise KitError(
            [_finding(path.name, problem, "Check where it is, and that you may read it.", "unreadable")]
        ) from error
    if len(data) > most:
        problem = f"is larger than {most // 1_000_000} MB"
        raise KitError([_finding(path.name, problem, "Check that it is the right file.", "too-large")])
    return data


def _unnamed(title: str, organisation: str) -> list[Finding]:
    return [
        _finding(
            option,
            "a table does not say it, so it has to be given",
            f"Add {option} '{example}'.",
            "not-named",
        )
        for option, given, example in (
            ("--title", title, "Core competencies"),
            ("--organisation", organisation, "Borsetshire County Council"),
        )
        if not given.strip()
    ]


def _note(path: Path, at: dt.datetime) -> str:
    return f"Imported from the table {path.name} ({', '.join(TABLE_HEADS)}) on {day(at.date())}."


def _taken(framework: Framework, target: Path, *, is_shipped: bool, again: bool) -> list[Finding]:
    if is_shipped:
        problem = f"a framework of the id '{framework.id}' comes with the kit"
        return [_finding("--id", problem, "Give this one another: --id my-framework.", "id-shipped")]
    if target.exists() and not again:
        return [
            _finding(
                str(target),
                "a framework of this id is there already",
                "Give this one another id with --id, or put it in the place of the old one with --again.",
                "id-there",
            )
        ]
    return []


def _finding(where: str, problem: str, remedy: str, what: str) -> Finding:
    return Finding(where, problem, remedy, code=f"import-{what}")
