"""CSV files, however they were saved, to rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

from interview_kit.errors import Finding, Severity
from interview_kit.workbook.table import MAX_ROWS, Row

_SEPARATORS = (",", ";", "\t", "|")
_LOOKS_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r|\uff1d\uff0b\uff0d\uff20]")
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def guard(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula: an apostrophe goes before it.

    :func:`unguard` takes it away again.

    >>> guard("=1+1"), unguard("'=1+1"), unguard("'Abd")
    ("'=1+1", '=1+1', "'Abd")
    """
    return f"'{text}" if _LOOKS_LIKE_FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return the text without the apostrophe that :func:`guard` put before it."""
    return text[1:] if text.startswith("'") and _LOOKS_LIKE_FORMULA.match(text) else text


def read_csv(
    data: bytes, name: str, *, kind: str, has_header: Callable[[Sequence[Row]], bool]
) -> tuple[list[Row], list[Finding]]:
    """Return the rows of a CSV file and findings; the separator is the one that gives a header.

    Args:
        data: the bytes of the file.
        name: what findings call it.
        kind: what the codes of findings begin with, such as ``candidates``.
        has_header: says whether rows have a header.
    """
    text, findings = _decode(data, name, kind)
    if text is None:
        return [], findings
    separators: Iterable[str] = _SEPARATORS
    skipped = 0
    if match := _SEP_LINE.match(text):
        separators, skipped = [match.group(1)], 1
        text = text[match.end() :]
    first: tuple[list[Row], list[Finding]] | None = None
    for separator in separators:
        rows, broken = _split(text, separator, name, skipped, kind)
        if first is None:
            first = rows, broken
        if has_header(rows):
            first = rows, broken
            break
    rows, broken = first or ([], [])
    return rows, [*findings, *broken]


def _split(text: str, separator: str, name: str, skipped: int, kind: str) -> tuple[list[Row], list[Finding]]:
    """Return the rows that one separator gives, up to the first fault."""
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, skipped + 1):
            row = Row(number, tuple(unguard(cell) for cell in cells))
            if number > MAX_ROWS and not row.is_blank:
                return rows, [
                    _error(
                        f"{name}: row {number}",
                        f"there are more than {MAX_ROWS} rows",
                        "Check that it is the right file.",
                        f"{kind}-too-many-rows",
                    )
                ]
            rows.append(row)
    except csv.Error:
        return rows, [
            _error(
                f"{name}: row {len(rows) + skipped + 1}",
                'a quotation mark (") is not closed, or stands inside a text',
                'Open the file in a spreadsheet and mend the row, or write "" for a quotation mark inside a text.',
                f"{kind}-quotes",
            )
        ]
    return rows, []


def _decode(data: bytes, name: str, kind: str) -> tuple[str | None, list[Finding]]:
    """Return the file's text, whichever of the usual encodings it has."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data[:200].count(b"\0") * 3 > len(data[:200]):
        encodings = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp1252":
            return text, []
        warning = Finding(
            where=name,
            problem="the file is in an old encoding (Windows-1252), in which not all letters can be written",
            remedy="Check the letters with accents; save the file as 'CSV UTF-8' next time.",
            severity=Severity.WARNING,
            code=f"{kind}-encoding",
        )
        return text, [warning]
    return None, [
        _error(
            name,
            "the file is in an encoding that is not known",
            "Open it in a spreadsheet and save it as 'CSV UTF-8' or as an .xlsx workbook.",
            f"{kind}-encoding",
        )
    ]


def _error(where: str, problem: str, remedy: str, code: str) -> Finding:
    return Finding(where=where, problem=problem, remedy=remedy, code=code)
