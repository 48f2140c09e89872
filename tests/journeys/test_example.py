"""The committed example is what the demo makes today."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from interview_kit.campaign_folder.run_lock import LOCK_FILE
from tools import build_example

ROOT = Path(__file__).parents[2]
RENEW = "the committed example is stale: run `make example`, and read the diff before committing it"


def masked(data: bytes) -> bytes:
    """Return text without the ledger's head, which rests on bytes that another zlib packs otherwise."""
    return re.sub(rb"(ledger|head) [0-9A-F]{4}-[0-9A-F]{4}", rb"\1 masked", data.replace(b"\r\n", b"\n"))


def parts(path: Path) -> object:
    """Return a file's content, free of what only the machine or a library's version decides."""
    data = path.read_bytes()
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return {name: masked(package.read(name)) for name in package.namelist()}
    if path.suffix == ".db":
        with closing(sqlite3.connect(path)) as book:
            return book.execute("SELECT number, at, kind, about FROM entry ORDER BY number").fetchall()
    return masked(data)


def files_in(folder: Path) -> list[str]:
    """Return the files of a folder, without the one that says what is running in it."""
    found = (p for p in folder.rglob("*") if p.is_file() and p.name != LOCK_FILE)
    return sorted(p.relative_to(folder).as_posix() for p in found)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demo played now, where the committed example would be, and what it printed."""
    root = tmp_path_factory.mktemp("checkout")
    before = Path.cwd()
    os.chdir(root)
    try:
        return root / build_example.EXAMPLE, build_example.play(build_example.EXAMPLE)
    finally:
        os.chdir(before)


def test_the_committed_example_is_what_the_demo_makes(played: tuple[Path, str]) -> None:
    made, committed = played[0], ROOT / build_example.EXAMPLE
    names = files_in(made)
    assert len(names) > 40
    assert names == files_in(committed), RENEW
    stale = [n for n in names if parts(made / n) != parts(committed / n)]
    assert stale == [], RENEW


def test_the_readme_shows_what_the_demo_prints(played: tuple[Path, str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    renewed = build_example.with_demo(readme, played[1])
    assert masked(renewed.encode()) == masked(readme.encode()), RENEW


def test_the_example_says_that_it_is_one_on_every_report(played: tuple[Path, str]) -> None:
    reports = played[0] / "HSG-2026-014" / "reports"
    page = (reports / "comparison.html").read_text(encoding="utf-8")
    word = parts(reports / "comparison.docx")
    assert isinstance(word, dict)
    assert "invented" in page
    assert b"invented" in word["word/document.xml"]
    assert "invented" in played[1]


KINDS = (
    "documents/HSG-2026-014-interviewers-guide.docx",
    "documents/candidates/HSG-2026-014-C04-your-interview.docx",
    "documents/agreement/HSG-2026-014-C01-agreement-form.docx",
    "documents/score-sheets/P2/HSG-2026-014-C03-P2-score-sheet.docx",
    "returned/HSG-2026-014-C03-P2-score-sheet.docx",
    "reports/comparison.docx",
    "reports/comparison.xlsx",
)


@pytest.mark.ooxml
@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_document_is_valid_by_the_open_xml_sdk(
    played: tuple[Path, str], ooxml_validator: str, name: str
) -> None:
    path = played[0] / "HSG-2026-014" / name
    done = subprocess.run([ooxml_validator, str(path)], capture_output=True, text=True, check=False)
    said = json.loads(done.stdout)
    assert said["ok"], said["errors"]


@pytest.mark.libreoffice
def test_libreoffice_opens_each_kind_of_document(
    played: tuple[Path, str], tmp_path: Path, soffice: str, pdftotext: str
) -> None:
    papers = [played[0] / "HSG-2026-014" / name for name in KINDS if name.endswith(".docx")]
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path)]
    for path in papers:  # two of the papers have one name
        copy = tmp_path / f"{path.parent.name}-{path.name}"
        copy.write_bytes(path.read_bytes())
        command.append(str(copy))
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    made = sorted(tmp_path.glob("*.pdf"))
    assert len(made) == len(papers)
    for pdf in made:
        text = subprocess.run([pdftotext, str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        assert "Housing Officer" in text
