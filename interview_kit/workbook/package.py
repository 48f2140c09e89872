"""An Excel workbook's package, looked through as if somebody had built it to do harm."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString

from interview_kit.errors import Finding
from interview_kit.workbook.table import MAX_COLUMNS, MAX_ROWS

MAX_ENTRIES = 1_000
MAX_TOTAL = 64_000_000
MAX_XML_PART = 20_000_000
_CHUNK = 1_000_000
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LETTERS = 26
_WORKBOOK = "xl/workbook.xml"
OPEN_AND_SAVE = "Open it in Excel or LibreOffice, save it as a new .xlsx file, and use that."


class _Refusal(Exception):  # noqa: N818 - never leaves this module
    """Carries why a package is not opened."""


class _Hidden(ContentHandler):
    """Notes the rows of a sheet that are not shown."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: set[int] = set()
        self._row = 0

    def startElement(self, name: str, attrs: AttributesImpl[str]) -> None:  # noqa: N802 - the library's name
        """Note a row; one without a number follows the one before."""
        if name.rpartition(":")[2] == "row":
            number = attrs.get("r", "")
            self._row = int(number) if number.isascii() and number.isdigit() else self._row + 1
            if attrs.get("hidden", "") in {"1", "true"}:
                self.rows.add(self._row)


class _Cells(ContentHandler):
    """Counts how far the cells of a sheet that hold something reach."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.columns = 0
        self._at: tuple[int, int] | None = None

    def startElement(self, name: str, attrs: AttributesImpl[str]) -> None:  # noqa: N802 - the library's name
        """Note a cell, and that it holds something when a value, a formula or a text stands in it."""
        tag = name.rpartition(":")[2]
        if tag == "c":
            match = _PLACE.fullmatch(attrs.get("r", ""))
            self._at = (int(match[2]), _column(match[1])) if match else None
        elif tag in {"v", "f", "is"} and self._at is not None:
            self.rows, self.columns = max(self.rows, self._at[0]), max(self.columns, self._at[1])


def _column(letters: str) -> int:
    """Return a column's number, from 1: ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def is_workbook(data: bytes) -> bool:
    """Return True when a file is an Excel workbook by what it holds, whatever it is called."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _WORKBOOK in package.NameToInfo
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError):
        return False


def check_package(data: bytes, name: str, *, max_rows: int = MAX_ROWS) -> list[Finding]:
    """Return why a workbook must not be opened; nothing when it may."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _look_through(package, name, max_rows)
    except _Refusal as refused:
        return [_finding(name, str(refused), OPEN_AND_SAVE, "workbook-refused")]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return [
            _finding(
                name,
                "this is not an .xlsx workbook, or it is damaged or has a password",
                OPEN_AND_SAVE,
                "not-a-workbook",
            )
        ]


def hidden_rows(data: bytes, part: str) -> set[int]:
    """Return the numbers of the rows of a sheet that are not shown, in a workbook that may be opened."""
    found = _Hidden()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parseString(package.read(part), found, forbid_dtd=True)
    return found.rows


def _look_through(package: zipfile.ZipFile, name: str, max_rows: int) -> list[Finding]:
    entries = package.infolist()
    if len(entries) > MAX_ENTRIES:
        msg = f"the workbook has {len(entries)} parts, far more than a list needs"
        raise _Refusal(msg)
    if len({e.filename.casefold() for e in entries}) < len(entries):
        msg = "the workbook holds two parts of one name"
        raise _Refusal(msg)
    if _WORKBOOK not in {e.filename for e in entries}:
        msg = "not a workbook"
        raise zipfile.BadZipFile(msg)
    total = 0
    rows = columns = 0
    for entry in entries:
        part = _inflate(package, entry, MAX_TOTAL - total)
        total += len(part)
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            cells = _parse(part, entry.filename)
            rows, columns = max(rows, cells.rows), max(columns, cells.columns)
    if rows > max_rows or columns > MAX_COLUMNS:
        return [
            _finding(
                f"{name}: row {rows}",
                f"the workbook reaches to row {rows} and column {columns}; {max_rows} rows and {MAX_COLUMNS} "
                "columns are read at most",
                "Copy what is meant into a new workbook, or delete the empty rows and columns beyond it.",
                "workbook-too-many-rows",
            )
        ]
    return []


def _inflate(package: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """Return a part's bytes, counted while they are inflated; its declared size is not believed."""
    limit = min(left, MAX_XML_PART if entry.filename.lower().endswith((".xml", ".rels")) else left)
    chunks: list[bytes] = []
    size = 0
    with package.open(entry) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                msg = "the workbook is far larger inside than a list can be"
                raise _Refusal(msg)
            chunks.append(chunk)
    return b"".join(chunks)


def _parse(part: bytes, filename: str) -> _Cells:
    """Return how far a part's cells reach; a part with a document type or broken XML is refused."""
    cells = _Cells()
    handler: Any = cells if filename.startswith("xl/worksheets/") else ContentHandler()
    try:
        parseString(part, handler, forbid_dtd=True)
    except DefusedXmlException:
        msg = "the workbook holds a document type definition, which no workbook needs"
        raise _Refusal(msg) from None
    except SAXException:
        msg = f"damaged part {filename}"
        raise zipfile.BadZipFile(msg) from None
    return cells


def _finding(where: str, problem: str, remedy: str, code: str) -> Finding:
    return Finding(where=where, problem=problem, remedy=remedy, code=code)
