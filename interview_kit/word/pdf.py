"""PDF copies of Word documents, made by LibreOffice where it is installed."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

PROGRAMS: Final = ("soffice", "libreoffice")
_USUAL_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)
_TAGGED: Final = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
"""A tagged PDF, which a screen reader can follow; LibreOffice 7 makes none unless asked."""
_BATCH: Final = 100
"""Documents in one call: a call takes a second to begin, and Windows allows 32,000 characters for it."""
_START, _EACH = 120, 20
"""Seconds that a call may take to begin, and for each document: twenty times what was measured."""


def find_office() -> str | None:
    """Return the path of LibreOffice, or ``None`` where it is not installed."""
    found = (shutil.which(program) for program in (*PROGRAMS, *_USUAL_PLACES))
    return next((path for path in found if path), None)


def convert_to_pdf(documents: Sequence[Path], office: str) -> Iterator[Mapping[Path, bytes | None]]:
    """Yield each batch of documents with their PDFs; ``None`` for one that LibreOffice could not convert.

    LibreOffice runs without a window, once for a batch, with a profile of its own: one that is open on the
    screen is not disturbed.

    Args:
        documents: the Word files; each is read, none is changed.
        office: path of LibreOffice, from :func:`find_office`.
    """
    with tempfile.TemporaryDirectory(prefix="interview-kit-") as own:
        work = Path(own)
        for start in range(0, len(documents), _BATCH):
            yield _convert(documents[start : start + _BATCH], office, work)


def _convert(documents: Sequence[Path], office: str, work: Path) -> dict[Path, bytes | None]:
    """Return one batch's PDFs; the documents get short names of their own, since two may share one."""
    copies = {document: work / f"{number}.docx" for number, document in enumerate(documents)}
    for document, copy in copies.items():
        shutil.copyfile(document, copy)
    command = [
        office,
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        _TAGGED,
        "--outdir",
        str(work),
        *(str(copy) for copy in copies.values()),
    ]
    with contextlib.suppress(
        OSError, subprocess.TimeoutExpired
    ):  # then there is no PDF, which is said of each
        subprocess.run(  # noqa: S603 - the program is LibreOffice, and no text of people is among its options
            command, check=False, capture_output=True, timeout=_START + _EACH * len(documents)
        )
    made: dict[Path, bytes | None] = {}
    for document, copy in copies.items():
        pdf = copy.with_suffix(".pdf")
        made[document] = pdf.read_bytes() if pdf.exists() else None
        copy.unlink()
        pdf.unlink(missing_ok=True)
    return made
