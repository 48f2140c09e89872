"""PDF copies of the documents, through LibreOffice."""

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from interview_kit.cli import main
from interview_kit.kit import compare_candidates, make_pack, make_pdfs
from interview_kit.word.pdf import convert_to_pdf, find_office

NOW = dt.datetime(2026, 3, 16, 9, tzinfo=dt.UTC)
CASES = Path(__file__).parent.parent / "cases" / "returned-other-files" / "returned"


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """The example's campaign, played as far as the comparison."""
    done = CliRunner().invoke(main, ["demo", "--in", str(tmp_path)])
    assert done.exit_code == 0, done.output
    return next(tmp_path.glob("HSG-*"))


def test_without_libreoffice_a_warning_says_so_and_the_word_documents_stay(
    campaign: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_office() is None
    done = CliRunner().invoke(main, ["compare", str(campaign), "--pdf"])
    assert done.exit_code == 0
    assert "--pdf: LibreOffice is not installed, so no PDF was made" in done.output
    assert (campaign / "reports" / "comparison.docx").exists()
    assert list(campaign.rglob("*.pdf")) == []


def test_what_pack_wrote_is_what_is_to_be_printed(campaign: Path) -> None:
    sheets = campaign / "documents" / "score-sheets" / "P1"
    filled = sheets / "HSG-2026-014-C01-P1-score-sheet.docx"
    filled.write_bytes((campaign / "returned" / filled.name).read_bytes())
    (sheets / "notes.docx").write_bytes(b"HR's own")
    listed = campaign / "candidates.csv"
    lines = listed.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    assert lines[-1].startswith("C05")
    listed.write_text("".join(lines[:-1]), encoding="utf-8")
    made = make_pack(campaign, now=NOW)
    assert len(list((campaign / "documents").rglob("*-C05-*.docx"))) == 5
    names = {path.name for path in made.files}
    assert len(made.files) == len(names) == 1 + 4 + 4 + 3 * 4 - 1
    assert {filled.name, "notes.docx"} & names == set()
    assert [name for name in names if "-C05-" in name] == []
    assert [path for path in made.files if not path.exists()] == []


def test_a_pdf_goes_when_its_document_is_written_anew_and_stays_when_it_says_the_same(campaign: Path) -> None:
    documents = campaign / "documents"
    papers = {
        "changed": documents / "candidates" / "HSG-2026-014-C01-your-interview.docx",
        "the same": documents / "candidates" / "HSG-2026-014-C02-your-interview.docx",
        "compared": campaign / "reports" / "comparison.docx",
    }
    for paper in papers.values():
        assert paper.exists()
        paper.with_suffix(".pdf").write_bytes(b"%PDF-1.7 of before")
    listed = campaign / "candidates.csv"
    text = listed.read_text(encoding="utf-8-sig")
    assert "Room 2" in text or "2026-03-12" in text
    lines = text.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("C01"))
    lines[at] = lines[at].replace("2026-03-12 09:", "2026-03-12 08:", 1)
    assert "".join(lines) != text
    listed.write_text("".join(lines), encoding="utf-8")
    make_pack(campaign, now=NOW)
    compare_candidates(campaign, now=NOW)
    left = {name for name, paper in papers.items() if paper.with_suffix(".pdf").exists()}
    assert left == {"the same"}


@pytest.mark.libreoffice
def test_each_document_gets_a_tagged_pdf_beside_it(
    campaign: Path, soffice: str, pdftotext: str, tmp_path: Path
) -> None:
    assert find_office() == soffice
    documents = [
        campaign / "documents" / "HSG-2026-014-interviewers-guide.docx",
        campaign / "documents" / "score-sheets" / "P1" / "HSG-2026-014-C01-P1-score-sheet.docx",
        campaign / "reports" / "comparison.docx",
    ]
    broken = tmp_path / "broken.docx"
    broken.write_bytes((CASES / "scan.docx").read_bytes()[:200])
    before = {path: path.read_bytes() for path in documents}
    counted: list[int] = []
    made = make_pdfs([*documents, broken], step=counted.append)
    assert made.files == tuple(path.with_suffix(".pdf") for path in documents)
    assert [(f.where, f.code) for f in made.findings] == [(str(broken), "pdf-not-made")]
    assert sum(counted) == 4
    assert {path: path.read_bytes() for path in documents} == before
    for path in made.files:
        assert b"/MarkInfo" in path.read_bytes()
        assert b"/Marked true" in path.read_bytes()
        if os.name == "posix":
            assert path.stat().st_mode & 0o077 == 0
    done = subprocess.run([pdftotext, str(made.files[1]), "-"], check=True, capture_output=True, timeout=60)
    assert "Score sheet" in done.stdout.decode("utf-8")


OFFICE = """#!/bin/sh
count=0
while [ $# -gt 0 ]; do
    case "$1" in
        --outdir) outdir=$2; shift ;;
        *.docx) count=$((count + 1)); echo "%PDF-1.7" > "$outdir/$(basename "$1" .docx).pdf" ;;
    esac
    shift
done
echo $count >> "$(dirname "$0")/calls"
"""
"""A program that takes LibreOffice's options, writes a PDF for each document and notes how many a call had."""


@pytest.mark.skipif(os.name != "posix", reason="the program is a shell script")
def test_libreoffice_is_called_once_for_each_hundred_documents(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.write_text(OFFICE, encoding="utf-8")
    office.chmod(0o700)
    documents = [tmp_path / f"{n}.docx" for n in range(201)]
    for document in documents:
        document.write_bytes(b"a document")
    batches = list(convert_to_pdf(documents, str(office)))
    assert (tmp_path / "calls").read_text(encoding="utf-8").split() == ["100", "100", "1"]
    assert [path for batch in batches for path in batch] == documents
    assert {pdf for batch in batches for pdf in batch.values()} == {b"%PDF-1.7\n"}
