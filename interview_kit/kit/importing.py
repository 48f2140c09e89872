"""The use case *import*: a framework from a table or a CASE package into one's own question bank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interview_kit.bank import load_bank
from interview_kit.bank.exchange import Head, read_case, read_table, slug
from interview_kit.campaign_folder import write_atomically
from interview_kit.domain.english import day
from interview_kit.domain.framework import Framework
from interview_kit.errors import Finding, KitError, raise_errors
from interview_kit.kit.bank import own_folder
from interview_kit.shipped import shipped_folder
from interview_kit.workbook import MAX_BYTES, is_workbook
from interview_kit.yaml_file import MAX_YAML, dump_yaml

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
) -> Imported:
    """Write the framework of a file into one's own question bank, and a copy of the file beside it as its source.

    The file is a CASE package (JSON) or a table (Excel, CSV). What is given wins over the file's own words; a
    table does not say what the framework is called and whose it is. Ids of competencies and behaviours are those of
    the file where they can be, else made of titles and the order.

    Args:
        path: the file, up to 5 MB.
        at: now.
        bank: one's own question bank, made when it is missing; left out, the folder of that name in the current one.
        id_: the framework's id; left out, made of the title.
        title: what the framework is called.
        organisation: whose it is.
        audience: whom it is for, in its own words; left out, and not in the file, its title stands there.

    Raises:
        KitError: when something in the file has to be mended, all of it at once, or a framework of this id is there.
            Nothing is written then.
    """
    data = _read(path)
    is_case = path.suffix.casefold() == ".json" or data.removeprefix(_BOM).lstrip()[:1] == b"{"
    note = f"Imported from the {'CASE file' if is_case else 'table'} {path.name} on {day(at.date())}."
    own = own_folder("question_bank", bank) or Path("question_bank")
    shipped = shipped_folder("question_bank")
    known = load_bank(own if own.is_dir() else None).frameworks
    suffix = path.suffix.casefold() or (".json" if is_case else ".xlsx" if is_workbook(data) else ".csv")

    def check_id(wanted: str) -> Iterator[Finding]:
        if _target(shipped, wanted).exists():
            problem = f"a framework of the id '{wanted}' comes with the kit"
            yield Finding(
                "--id", problem, "Give this one another: --id my-framework.", code="import-id-shipped"
            )
        elif wanted in known or _target(own, wanted).exists():
            problem = "a framework of this id is there already"
            remedy = "Give this one another with --id. Changes to the old one are made in that file, so that questions keep their behaviours."
            yield Finding(str(_target(own, wanted)), problem, remedy, code="import-id-there")

    if is_case:
        given = Head(id_, title, organisation, audience, suffix=suffix, note=note)
        framework, findings = read_case(data, path.name, given, known=known, check_id=check_id)
    else:
        given = Head(id_ or slug(title), title, organisation, audience, suffix=suffix, note=note)
        framework, findings = read_table(data, path.name, given, check_id)
    if framework is None:
        raise KitError(findings)
    text = dump_yaml(framework).encode("utf-8")
    source = own / framework.source.file
    raise_errors((*_too_large(path, text), *_in_the_way(source, data)))
    write_atomically(source, data)
    write_atomically(_target(own, framework.id), text)
    return Imported(framework, _target(own, framework.id), source, tuple(findings))


def _target(own: Path, id_: str) -> Path:
    return own / "frameworks" / f"{id_}.yaml"


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        problem = f"the file cannot be opened: {error.strerror or error}"
        remedy = "Check where it is, and that you may read it."
        raise KitError([Finding(path.name, problem, remedy, code="import-unreadable")]) from error
    if len(data) > MAX_BYTES:
        problem = "the file is larger than 5 MB, far more than a framework can need"
        raise KitError(
            [Finding(path.name, problem, "Check that it is the right file.", code="import-too-large")]
        )
    return data


def _too_large(path: Path, text: bytes) -> Iterator[Finding]:
    if len(text) > MAX_YAML:
        problem = "the framework would take more than 1 MB, far more than one can need"
        yield Finding(path.name, problem, "Check that it is the right file.", code="import-too-large")


def _in_the_way(source: Path, data: bytes) -> Iterator[Finding]:
    if source.exists() and source.read_bytes() != data:
        problem = "another file stands where the copy of this one would go"
        yield Finding(
            str(source), problem, "Give the framework another id with --id.", code="import-source-there"
        )
