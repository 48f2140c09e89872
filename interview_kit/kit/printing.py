"""The use case *print*: PDF copies beside Word documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from interview_kit.campaign_folder import write_atomically
from interview_kit.errors import Finding, Severity
from interview_kit.word.pdf import convert_to_pdf, find_office


@dataclass(frozen=True, slots=True)
class PdfsMade:
    """The PDFs that were written, and what could not be."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def make_pdfs(documents: Iterable[Path], *, step: Callable[[int], None] = lambda _: None) -> PdfsMade:
    """Write a PDF beside each Word document, through LibreOffice, and return them in the same order.

    Without LibreOffice nothing is written and a warning says so: the Word documents are there all the same.

    Raises:
        KitError: a PDF cannot be written, for example because it is open in another program.
    """
    wanted = tuple(documents)
    office = find_office()
    if office is None:
        return PdfsMade((), (_no_office(),))
    files, findings = [], []
    for batch in convert_to_pdf(wanted, office):
        for document, pdf in batch.items():
            if pdf is None:
                findings.append(_not_made(document))
            else:
                write_atomically(document.with_suffix(".pdf"), pdf)
                files.append(document.with_suffix(".pdf"))
        step(len(batch))
    return PdfsMade(tuple(files), tuple(findings))


def _no_office() -> Finding:
    return Finding(
        "--pdf",
        "LibreOffice is not installed, so no PDF was made; the Word documents are written",
        "Install LibreOffice (libreoffice.org) and run the command again, or save the documents as PDF in Word.",
        severity=Severity.WARNING,
        code="pdf-no-libreoffice",
    )


def _not_made(document: Path) -> Finding:
    return Finding(
        str(document),
        "LibreOffice could not turn it into a PDF",
        "Open it in Word and save it as PDF there; if Word cannot open it either, run the command again.",
        code="pdf-not-made",
    )
