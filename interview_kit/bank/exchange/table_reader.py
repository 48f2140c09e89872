"""A table of behaviours to a framework: one line of it a row, or each kind of line in a column of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from interview_kit.bank.exchange.draft import CheckId, Draft, Drafted, Head, Line, make_framework
from interview_kit.bank.exchange.kinds import LINES, Kind, kind_of, nearest_kind
from interview_kit.bank.exchange.table_layout import Layout, check_layout, find_layout, is_repeated, no_layout
from interview_kit.bank.shared_findings import error
from interview_kit.domain.framework import Framework
from interview_kit.errors import Finding, Severity
from interview_kit.workbook import Cell, Row, doubtful_rows, is_workbook, read_csv, read_sheets

_NEW_LINE: Final = re.compile(r"(?:_x000D_)?(?:\r\n|[\r\n\x0b\u2028\u2029])|_x000D_")
_MARKS: Final = "•·▪◦‣●○■□∙⁃➢➤✓✔❖→»\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0e0"
_BULLET: Final = re.compile(
    rf"\s*(?:[{_MARKS}]\s*|[-–—*](?:\s+(?!\d)|$)|§\t|o[\t\u00a0]\s*|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s+)"
)
"""What begins a line of a list: a mark of Word's or anybody's, a dash, or a number."""
_INLINE: Final = re.compile(r"(?<=\S)\s*(?=[•●▪‣\uf0b7])")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u2060\ufeff]")
_NO_WORDS: Final = re.compile(r"(?:n/?a|none|nil|tbc|tbd)\.?|[\W\d_]+", re.IGNORECASE)
"""What is typed where there is nothing to say, or a figure."""
_OTHER_FILES: Final = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a file of old Word or Excel"),
    (b"PK\x03\x04", "a Word document, an OpenDocument or another package"),
)
_KINDS: Final = ", ".join(LINES[:-1]) + f" or {LINES[-1]}"


def read_table(
    data: bytes, name: str, head: Head, check_id: CheckId = lambda _: ()
) -> tuple[Framework | None, list[Finding]]:
    """Return the framework of a table in an Excel workbook or a CSV file, or every reason why there is none.

    Where the cell of cluster, competency or kind is empty it is that of the row above, as in merged cells. A cell in
    which several lines begin with a bullet or a number holds as many texts. These, line breaks inside a text, surplus spaces
    and characters that nobody sees go; all others stay. Warnings may stand beside a framework.

    Args:
        data: the bytes of the file.
        name: what findings call it.
        head: what the framework is called.
        check_id: what is against its id.
    """
    rows, broken, findings = _rows(data, name)
    draft = Draft(findings=list(findings))
    layout = find_layout(rows)
    if layout is not None:
        unclear = list(check_layout(layout, rows, name))
        draft.findings += unclear
        reader = _Reader(name, layout, broken, draft)
        below = [row for row in rows if row.number > layout.header and not row.is_blank]
        draft.findings += doubtful_rows(below, name, kind="import")
        for row in () if any(f.is_error for f in unclear) else below:
            if not is_repeated(row, layout, rows):
                reader.read(row)
        reader.end(is_whole=not any(f.is_error for f in (*findings, *unclear)))
    elif not any(f.is_error for f in findings):
        draft.findings.append(no_layout(rows, name))
    return make_framework(head, draft, name, check_id)


class _Reader:
    """Reads row after row into a draft."""

    def __init__(self, name: str, layout: Layout, broken: Collection[tuple[int, int]], draft: Draft) -> None:
        self._name = name
        self._layout = layout
        self._broken = {
            number for number, column in broken if column in layout.columns and number > layout.header
        }
        self._draft = draft
        self._by_title: dict[str, Drafted] = {}
        self._competency: Drafted | None = None
        self._cluster = ""
        self._kind = ""
        for number in sorted(self._broken):
            problem = "a formula or a spreadsheet error stands there"
            self._wrong(f"{name}: row {number}", problem, "Type the text itself into the cell.", "formula")

    def read(self, row: Row) -> None:
        """Read a row below the header that is not blank."""
        where, layout = f"{self._name}: row {row.number}", self._layout
        if row.number in self._broken:
            return
        cluster, title = _one_line(_at(row, layout.cluster)), _one_line(_at(row, layout.competency))
        self._cluster = cluster or self._cluster
        if cluster and not any(_at(row, column).strip() for column in layout.columns - {layout.cluster}):
            self._competency, self._kind = None, ""  # a heading over the competencies below
            return
        if title:
            self._begin(title, where)
        competency = self._competency
        if competency is None:
            if not self._broken:
                problem = "no competency is named in this row or above it"
                self._wrong(where, problem, "Name it in its column.", "competency")
            return
        self._set_cluster(competency, where)
        if layout.wide:
            for column, kind in layout.wide.items():
                self._add(
                    competency, kind, _texts(_at(row, column), each_line=kind is not Kind.DEFINITION), where
                )
        else:
            self._read_line(
                competency, _one_line(_at(row, layout.kind)), _texts(_at(row, layout.text)), where
            )

    def end(self, *, is_whole: bool) -> None:
        """Finish; where rows could not be read, what a competency lacks may stand there."""
        for competency in self._draft.competencies:
            competency.is_whole = competency.is_whole and is_whole and not self._broken

    def _begin(self, title: str, where: str) -> None:
        key = title.casefold()
        if self._competency is None or self._competency.title.casefold() != key:
            self._kind = ""
        if key not in self._by_title:
            self._by_title[key] = Drafted(title, where)
            self._draft.competencies.append(self._by_title[key])
        self._competency = self._by_title[key]

    def _set_cluster(self, competency: Drafted, where: str) -> None:
        if not self._cluster:
            return
        key = self._cluster.casefold()
        title, _ = self._draft.clusters.setdefault(key, (self._cluster, ""))
        if competency.cluster is None:
            competency.cluster = key
        elif competency.cluster != key:
            other = self._draft.clusters[competency.cluster][0]
            self._wrong(
                where,
                f"'{competency.title}' stands in the cluster '{other}' above, and here in '{title}'",
                "Put all its rows into one cluster.",
                "cluster",
            )

    def _read_line(self, competency: Drafted, called: str, texts: Sequence[str], where: str) -> None:
        if not called and not texts:
            return  # the competency's own row
        self._kind = called or self._kind
        kind = kind_of(self._kind)
        if kind not in LINES:
            competency.is_whole = False
            self._wrong(where, *_unknown(self._kind, kind), "kind")
            self._kind = called
        elif texts:
            self._add(competency, kind, texts, where)
        else:
            problem = f"there is no text beside '{called}', so it is taken as the heading of the rows below"
            remedy = "If a text is missing there, type it."
            self._draft.findings.append(
                Finding(where, problem, remedy, severity=Severity.WARNING, code="import-heading")
            )

    def _add(self, competency: Drafted, kind: Kind, texts: Sequence[str], where: str) -> None:
        for text in texts:
            heading = kind_of(text)
            if heading in LINES and not (heading is kind is Kind.SKILL):
                competency.is_whole = False
                remedy = f"If it says what the lines below are, write {heading} under Kind beside them, and delete it here."
                self._wrong(where, f"'{text}' reads like a heading", remedy, "heading")
            elif _NO_WORDS.fullmatch(text):
                self._wrong(where, f"'{text}' is no {kind}", "Delete it, or type the words.", "no-words")
            else:
                competency.of(kind).append(Line(text, where))

    def _wrong(self, where: str, problem: str, remedy: str, what: str) -> None:
        self._draft.findings.append(error(where, problem, remedy, f"import-{what}"))


def _unknown(called: str, kind: Kind | None) -> tuple[str, str]:
    if not called:
        return "it does not say what kind of line this is", f"Write {_KINDS}."
    if kind is not None:
        return f"a {kind} is named in a column of its own, not as a kind of line", f"Write {_KINDS}."
    guess = nearest_kind(called)
    return f"'{called}' is not a kind of line", f"Did you mean '{guess}'?" if guess else f"Write {_KINDS}."


def _at(row: Row, column: int | None) -> str:
    """Return what a cell shows."""
    cell: Cell = row.cells[column] if column is not None and column < len(row.cells) else None
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _INVISIBLE.sub("", str(cell))


def _one_line(text: str) -> str:
    return " ".join(_NEW_LINE.sub(" ", text).split())


def _texts(text: str, *, each_line: bool = False) -> list[str]:
    """Return the texts in a cell: a line that begins like one of a list begins another text.

    With ``each_line`` every line does, if none begins like that. A dash alone is no text.
    """
    lines = [part for line in _NEW_LINE.split(text) for part in _INLINE.split(line)]
    bullets = [_BULLET.match(line) for line in lines]
    each_line = each_line and not any(bullets)
    found: list[str] = []
    for line, bullet in zip(lines, bullets, strict=True):
        words = " ".join((line[bullet.end() :] if bullet else line).split())
        if not words:
            continue
        if not found or bullet or each_line:
            found.append(words)
        else:
            found[-1] += f" {words}"
    return found


def _rows(data: bytes, name: str) -> tuple[Sequence[Row], Collection[tuple[int, int]], list[Finding]]:
    """Return the rows, the row number and column of each cell that holds no text of its own, and findings."""
    if not is_workbook(data):
        for mark, what in _OTHER_FILES:
            if data.startswith(mark):
                remedy = "Copy the framework into Excel and save it as .xlsx, or as CSV."
                return (), (), [error(name, f"this is {what}, not a table", remedy, "import-no-table")]
        rows, findings = read_csv(
            data, name, kind="import", has_header=lambda rows: find_layout(rows) is not None
        )
        return rows, (), findings
    sheets, refused = read_sheets(data, name)
    if refused:
        return (), (), refused
    listed = [title for title, sheet in sheets.items() if find_layout(sheet.rows) is not None]
    if len(listed) > 1:
        problem = f"more than one sheet has a framework: {', '.join(listed)}"
        remedy = "Put all rows into one sheet, or hide the others."
        return (), (), [error(name, problem, remedy, "import-two-sheets")]
    if not listed:
        return next((sheet.rows for sheet in sheets.values() if sheet.rows), []), (), []
    sheet = sheets[listed[0]]
    unread = [_unread(name, title) for title, other in sheets.items() if title != listed[0] and other.rows]
    return sheet.rows, sheet.formulas | sheet.errors, unread


def _unread(name: str, title: str) -> Finding:
    return Finding(
        name,
        f"the sheet '{title}' is not read",
        "Nothing is to be done if it is not needed here.",
        severity=Severity.WARNING,
        code="import-unread-sheet",
    )
