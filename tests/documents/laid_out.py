"""Documents as LibreOffice lays them out: where each word stands on which page."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from lxml import etree

CM = 72 / 2.54


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in cm from the top left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its words in the order in which they are drawn."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def body(self) -> tuple[Word, ...]:
        """Words that are in neither header nor footer."""
        return tuple(w for w in self.words if w.top > 1.6 and w.bottom < self.height - 1.4)

    @property
    def text(self) -> str:
        """All words, one space between them."""
        return " ".join(w.text for w in self.words)

    def overlaps(self) -> list[tuple[str, str]]:
        """Return pairs of words that are drawn over each other."""
        found = []
        ordered = sorted(self.words, key=lambda w: w.top)
        for at, one in enumerate(ordered):
            for other in takewhile(lambda w: w.top < one.bottom, ordered[at + 1 :]):  # noqa: B023 - used at once
                across = min(one.right, other.right) - max(one.left, other.left)
                down = min(one.bottom, other.bottom) - max(one.top, other.top)
                if across > 0.05 and down > 0.4 * min(one.bottom - one.top, other.bottom - other.top):
                    found.append((one.text, other.text))
        return found


def lay_out(soffice: str, folder: Path, documents: Mapping[str, bytes]) -> None:
    """Write documents into a folder and turn them into PDF, all in one call of LibreOffice."""
    for name, made in documents.items():
        (folder / f"{name}.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / f"{name}.docx") for name in documents]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=400)


def pages_of(pdftotext: str, file: Path) -> tuple[Page, ...]:
    """Return the pages of a PDF."""
    told = subprocess.run([pdftotext, "-bbox", str(file), "-"], check=True, capture_output=True, timeout=60)
    root = etree.fromstring(told.stdout, etree.XMLParser(recover=True))
    return tuple(
        Page(float(page.get("width")) / CM, float(page.get("height")) / CM, tuple(_words(page)))
        for page in root.iter("{*}page")
    )


def _words(page: etree._Element) -> Iterable[Word]:
    for word in page.iter("{*}word"):
        box = (float(word.get(side, "0")) / CM for side in ("xMin", "yMin", "xMax", "yMax"))
        yield Word(word.text or "", *box)
