"""The guide as LibreOffice lays it out."""

import subprocess
from pathlib import Path

import pytest

from interview_kit.documents.guide import compose_guide
from tests.documents import papers

pytestmark = [pytest.mark.libreoffice]


@pytest.fixture(scope="module")
def pages(soffice: str, pdftotext: str, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page of the guide on six questions."""
    folder: Path = tmp_path_factory.mktemp("guide")
    made = compose_guide(papers.housing(), papers.CAMPAIGN, papers.CANDIDATES, papers.TEMPLATES)
    (folder / "guide.docx").write_bytes(made)
    profile = (folder / "profile").as_uri()
    command = [soffice, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*command, str(folder), str(folder / "guide.docx")], check=True, capture_output=True, timeout=180
    )
    told = [pdftotext, "-layout", str(folder / "guide.pdf"), "-"]
    text = subprocess.run(told, check=True, capture_output=True, timeout=60).stdout.decode("utf-8")
    return text.split("\f")[:-1]


def test_a_guide_has_two_pages_and_one_for_each_question(pages: list[str]):
    plan = papers.housing()
    assert len(pages) == 2 + len(plan.questions) == 8
    assert "The panel" in pages[0]
    assert "Opening, read by the chair" in pages[1]
    for number, page in enumerate(pages[2:], start=1):
        assert f"Question {number} of 6:" in page
        assert "What you might hear" in page
        assert "Do not ask" in page


def test_every_page_says_that_candidates_must_not_see_it(pages: list[str]):
    assert [page for page in pages if "Do not show to candidates" not in page.splitlines()[0]] == []
    assert len(pages) == 8
