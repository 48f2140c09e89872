"""A table of behaviours, one a row, to a framework."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from interview_kit.bank.exchange.draft import Drafted, Head, Line, check_drafted, make_framework
from interview_kit.bank.exchange.kinds import KIND_WORDS, Kind, kind_of
from interview_kit.bank.shared_findings import error
from interview_kit.domain.framework import Framework
from interview_kit.errors import Finding
from interview_kit.workbook import Cell, Row, is_workbook, plain_header, read_csv, read_sheets
from interview_kit.yaml_file import nearest

TABLE_HEADS: Final = ("Competency", "Kind", "Text")
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "competency": ("competency", "competence", "capability", "value"),
    "kind": ("kind", "type", "kind of line", "what it is"),
    "text": ("text", "wording", "words", "behaviour", "behavior", "indicator", "line"),
    "cluster": ("cluster", "competency cluster", "area", "competency area", "domain", "theme"),
}
_LOOK_AT: Final = 10
"""Rows that may stand above the header."""
_BULLET: Final = re.compile(r"^\s*(?:[•·▪◦‣●○■□*]|[-–—](?=\s))\s*")
_KINDS: Final = (Kind.DEFINITION, Kind.STATEMENT, Kind.SKILL, Kind.EFFECTIVE, Kind.INEFFECTIVE)
_LAYOUT: Final = (
    f"The first row has {', '.join(TABLE_HEADS[:-1])} and {TABLE_HEADS[-1]}, and Cluster if there are any; each row "
    "below has one definition, statement, skill, effective or ineffective behaviour."
)


def read_table(data: bytes, name: str, head: Head) -> tuple[Framework | None, list[Finding]]:
    """Return the framework of a table in an Excel workbook or a CSV file, or every reason why there is none.

    A row holds competency, kind and text. Where the competency's cell is empty it is that of the row above. Bullets
    and surplus spaces go; every other character stays as it is. Warnings may stand beside a framework.
    """
    rows, findings = _rows(data, name)
    found = _header(rows)
    if found is None:
        if not any(f.is_error for f in findings):
            findings.append(
                error(name, "no row names the columns of a framework", _LAYOUT, "import-no-header")
            )
        return None, findings
    header, columns = found
    reader = _Reader(name, columns)
    for row in rows:
        if row.number > header.number and not row.is_blank:
            reader.read(row)
    findings += (*reader.findings, *check_drafted(reader.drafted, name))
    if any(f.is_error for f in findings):
        return None, findings
    framework, wrong = make_framework(head, reader.drafted, reader.clusters, name)
    return framework, [*findings, *wrong]


class _Reader:
    """Reads row after row."""

    def __init__(self, name: str, columns: Mapping[str, int]) -> None:
        self._name = name
        self._columns = columns
        self._by_title: dict[str, Drafted] = {}
        self._last = ""
        self.clusters: dict[str, str] = {}
        self.findings: list[Finding] = []

    @property
    def drafted(self) -> Sequence[Drafted]:
        """The competencies read so far."""
        return tuple(self._by_title.values())

    def read(self, row: Row) -> None:
        where = f"{self._name}: row {row.number}"
        title = self._cell(row, "competency") or self._last
        text, called = self._cell(row, "text"), self._cell(row, "kind")
        if not title:
            self._wrong(
                where,
                "no competency is named in this row or above it",
                "Name it in the first column.",
                "competency",
            )
            return
        self._last = title
        competency = self._by_title.setdefault(title.casefold(), Drafted(title, where))
        self._set_cluster(competency, self._cell(row, "cluster"), where)
        kind = kind_of(called)
        if not text and not called:
            return  # the competency's own line
        if kind in _KINDS and text:
            competency.of(kind).append(Line(text, where))
            return
        competency.is_whole = False
        if kind in _KINDS:
            self._wrong(where, f"there is no text for this {kind}", "Type it, or delete the row.", "text")
        else:
            self._wrong(where, *_unknown(called), "kind")

    def _set_cluster(self, competency: Drafted, cluster: str, where: str) -> None:
        if not cluster:
            return
        self.clusters.setdefault(cluster, "")
        if competency.cluster not in {None, cluster}:
            self._wrong(
                where,
                f"'{competency.title}' stands in the cluster '{competency.cluster}' above",
                "Give all its rows the same cluster, or leave it out in all but the first.",
                "cluster",
            )
        else:
            competency.cluster = cluster

    def _cell(self, row: Row, column: str) -> str:
        at = self._columns.get(column)
        cell: Cell = row.cells[at] if at is not None and at < len(row.cells) else None
        text = " ".join(
            str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell or "").split()
        )
        return _BULLET.sub("", text) if column == "text" else text

    def _wrong(self, where: str, problem: str, remedy: str, what: str) -> None:
        self.findings.append(error(where, problem, remedy, f"import-{what}"))


def _unknown(called: str) -> tuple[str, str]:
    names = ", ".join(_KINDS[:-1]) + f" or {_KINDS[-1]}"
    if not called:
        return "it does not say what kind of line this is", f"Write {names}."
    guess = nearest(plain_header(called), [word for kind in _KINDS for word in KIND_WORDS[kind]])
    return f"'{called}' is not a kind of line", f"Did you mean '{guess}'?" if guess else f"Write {names}."


def _rows(data: bytes, name: str) -> tuple[Sequence[Row], list[Finding]]:
    if not is_workbook(data):
        return read_csv(data, name, kind="import", has_header=lambda rows: _header(rows) is not None)
    sheets, refused = read_sheets(data, name)
    if refused:
        return (), refused
    listed = [title for title, sheet in sheets.items() if _header(sheet.rows) is not None]
    if len(listed) > 1:
        return (), [
            error(
                name,
                f"more than one sheet has a framework: {', '.join(listed)}",
                "Put all rows into one sheet, or hide the others.",
                "import-two-sheets",
            )
        ]
    if not listed:
        return (), []
    sheet = sheets[listed[0]]
    return sheet.rows, [
        error(
            f"{name}: row {number}",
            "a formula or a spreadsheet error stands there",
            "Type the text itself into the cell.",
            "import-formula",
        )
        for number in sorted({number for number, _ in sheet.formulas | sheet.errors})
    ]


def _header(rows: Sequence[Row]) -> tuple[Row, dict[str, int]] | None:
    """Return the row that names the columns, with where each is."""
    for row in rows[:_LOOK_AT]:
        words = [plain_header(cell) for cell in row.cells]
        columns = {
            column: next(n for n, word in enumerate(words) if word in known)
            for column, known in _COLUMNS.items()
            if any(word in known for word in words)
        }
        if {"competency", "kind", "text"} <= columns.keys():
            return row, columns
    return None
