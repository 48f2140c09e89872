"""Texts from a spreadsheet's cells, without what no document can hold."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from interview_kit.errors import Finding, Severity
from interview_kit.workbook import Cell

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, marks that turn the direction of text, halves of characters."""
_KEEPS_LINES = frozenset({"adjustments"})


def clean(cell: Cell, kind: str, where: str) -> tuple[str, list[Finding]]:
    """Return a cell's text: composed, without surplus spaces and invisible characters; and findings.

    Line breaks stay in adjustments and are spaces elsewhere. A character that was lost when the file was
    saved (U+FFFD) is reported.
    """
    text = unicodedata.normalize("NFC", _as_text(cell))
    findings: list[Finding] = []
    shown = _INVISIBLE.sub("", text)
    if shown != text:
        findings.append(
            Finding(
                where=where,
                problem=f"invisible control characters stand in the {kind}; they are left out",
                remedy="Type the text again if it looks wrong.",
                severity=Severity.WARNING,
                code="candidates-control-character",
            )
        )
    if "\ufffd" in shown:
        findings.append(
            Finding(
                where=where,
                problem=f"a character of the {kind} was lost when the file was saved (it shows as \ufffd)",
                remedy="Type the text again.",
                code="candidates-lost-character",
            )
        )
    lines = [" ".join(line.split()) for line in re.split(r"\r\n|\r|\n|\u2028|\u2029", shown)]
    joined = "\n" if kind in _KEEPS_LINES else " "
    return joined.join(line for line in lines if line), findings


def _as_text(cell: Cell) -> str:
    """Return a cell's value as somebody would read it in the spreadsheet."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    return str(cell)
