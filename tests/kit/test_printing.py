"""PDF copies of the documents, through LibreOffice."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from interview_kit.cli import main
from interview_kit.kit import make_pdfs
from interview_kit.word.pdf import find_office

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
