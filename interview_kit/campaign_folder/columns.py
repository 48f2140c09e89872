"""Which column of a list holds what, however its header was worded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from interview_kit.errors import Finding, Severity
from interview_kit.workbook import Row, plain_header
from interview_kit.yaml_file import nearest

LOOK_AT = 10
"""Rows that may stand above the header: a title, the name of the vacancy."""

HEADERS: Mapping[str, tuple[str, ...]] = {
    "ref": (
        "ref", "reference", "candidate ref", "candidate reference", "candidate no", "candidate number", "candidate id",
        "applicant ref", "applicant reference", "applicant no", "applicant number", "applicant id", "application ref",
        "application reference", "application no", "application number", "application id", "id", "no", "number",
    ),
    "name": ("name", "full name", "candidate", "candidate name", "candidates name", "applicant", "applicant name", "names"),
    "first": ("first name", "firstname", "first names", "forename", "forenames", "given name", "given names"),
    "last": ("last name", "lastname", "surname", "family name"),
    "slot": (
        "slot", "interview", "interview slot", "interview date and time", "interview date time", "date and time",
        "date time", "datetime", "when", "appointment", "interview at",
    ),
    "date": ("date", "interview date", "day", "interview day", "date of interview"),
    "time": ("time", "interview time", "start", "start time", "time of interview"),
    "room": ("room", "location", "venue", "place", "interview room", "where"),
    "adjustments": (
        "adjustments", "adjustment", "reasonable adjustments", "reasonable adjustment", "adjustments needed",
        "adjustments required", "access requirements", "access needs", "arrangements", "interview adjustments",
    ),
}  # fmt: skip
"""Headers as people word them, by what they hold."""

_SENSITIVE = re.compile(
    r"\b(age|dob|birth|gender|sex|ethnic\w*|race|disab\w*|health|religio\w*|faith|belief|national\w*|orientation"
    r"|marital|pregnan\w*|photo\w*|picture|guaranteed|score|rank|salary|ni number|national insurance)\b"
)
"""What a panel must not see, or must not let weigh."""


@dataclass(frozen=True)
class Header:
    """The header row of a list: where it stands and which column holds what."""

    row: int
    columns: Mapping[str, int]
    width: int
    """Columns up to the last one that has a header."""
    findings: tuple[Finding, ...] = field(default=())


def find_header(rows: Sequence[Row], name: str) -> Header | None:
    """Return the header, the first row that has a column for the ref and one for the name; else ``None``."""
    kinds = {word: kind for kind, words in HEADERS.items() for word in words}
    for row in rows[:LOOK_AT]:
        named = [(n, plain_header(cell)) for n, cell in enumerate(row.cells)]
        columns: dict[str, int] = {}
        findings: list[Finding] = []
        for n, word in named:
            kind = kinds.get(word)
            if kind is not None and kind not in columns:
                columns[kind] = n
            elif word:
                shown = str(row.cells[n]).strip()
                findings.append(_unread(f"{name}: row {row.number}", shown, kind, columns))
        if "ref" in columns and ("name" in columns or "last" in columns):
            return Header(row.number, columns, 1 + max(n for n, word in named if word), tuple(findings))
    return None


def _unread(where: str, shown: str, kind: str | None, columns: Mapping[str, int]) -> Finding:
    """Return the finding for a column that is not read."""
    word = plain_header(shown)
    if kind is not None:
        return Finding(
            where=where,
            problem=f"the column '{shown}' holds what an earlier column holds already ({kind})",
            remedy="Delete one of the two columns, or rename it.",
            code="candidates-column-twice",
        )
    if _SENSITIVE.search(word):
        return Finding(
            where=where,
            problem=f"the column '{shown}' holds what a panel must not see; it is not read",
            remedy="Delete the column from this file; it must not lie in the campaign's folder.",
            severity=Severity.WARNING,
            code="candidates-sensitive-column",
        )
    free = [w for k, words in HEADERS.items() if k not in columns for w in words]
    guess = nearest(word, free)
    return Finding(
        where=where,
        problem=f"the column '{shown}' is not read",
        remedy=f"If it should be, call it '{guess}'." if guess else "Delete it, if it is not needed here.",
        severity=Severity.WARNING,
        code="candidates-unknown-column",
    )
