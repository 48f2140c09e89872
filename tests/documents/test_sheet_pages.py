"""Score sheets as LibreOffice lays them out: what stands on which page."""

import subprocess
from functools import lru_cache
from pathlib import Path

import pytest

from interview_kit.documents.score_sheet_writer import compose_score_sheets
from interview_kit.documents.sheet_geometry import sheet_geometry
from interview_kit.documents.sheet_view import question_views
from interview_kit.domain.plan import Plan
from tests.documents import papers

pytestmark = [pytest.mark.libreoffice]

NAMES = ("housing", "five_levels", "managing_change", "head_of_service")


@lru_cache
def plan(name: str) -> Plan:
    made: Plan = getattr(papers, name)()
    return made


@lru_cache
def pages_each(name: str) -> int:
    """How many pages the kit reckons with for each question."""
    return 2 if sheet_geometry(question_views(plan(name))).two_pages else 1


def test_both_forms_are_looked_at() -> None:
    assert {pages_each(name) for name in NAMES} == {1, 2}


@pytest.fixture(scope="module")
def pages(soffice: str, pdftotext: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of each sheet; all sheets are laid out in one go."""
    folder = tmp_path_factory.mktemp("sheets")
    for name in NAMES:
        press = compose_score_sheets(plan(name), papers.CAMPAIGN, papers.TEMPLATES)
        made = press.stamp(papers.LONG, papers.LONG_MEMBER, papers.REFERENCE)
        (folder / f"{name}.docx").write_bytes(made)
    return {name: laid_out(soffice, pdftotext, folder, name) for name in NAMES}


def laid_out(soffice: str, pdftotext: str, folder: Path, name: str) -> list[str]:
    profile = (folder / "profile").as_uri()
    if not (folder / f"{name}.pdf").exists():
        files = [str(file) for file in sorted(folder.glob("*.docx"))]
        command = [
            soffice,
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            "pdf",
            "--outdir",
        ]
        subprocess.run([*command, str(folder), *files], check=True, capture_output=True, timeout=180)
    made = subprocess.run(
        [pdftotext, "-layout", str(folder / f"{name}.pdf"), "-"], check=True, capture_output=True, timeout=60
    )
    return made.stdout.decode("utf-8").split("\f")[:-1]


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_has_a_front_page_its_questions_and_a_finish_page(pages: dict[str, list[str]], name: str):
    assert len(pages[name]) == 2 + pages_each(name) * len(plan(name).questions)
    assert "The rating scale" in pages[name][0]
    assert plan(name).scale.note.split()[0] in pages[name][0]
    assert "Check and send" in pages[name][-1]


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_its_box_its_behaviours_and_its_score_where_they_belong(
    pages: dict[str, list[str]], name: str
):
    each = pages_each(name)
    for number, planned in enumerate(plan(name).questions):
        own = pages[name][1 + each * number : 1 + each * (number + 1)]
        assert f"Question {number + 1} of " in own[0]
        assert f"{planned.key}.evidence" in own[0]
        assert all(" ".join(planned.question.lead.split()[:4]) in page for page in own)
        last = own[-1]
        keys = [f"{planned.key}.{i.id}" for i in (*planned.effective, *planned.ineffective)]
        keys += [f"{planned.key}.L{level.level}" for level in plan(name).scale.levels]
        assert [key for key in keys if key not in last] == []
        assert f"{planned.key}.score" in last
        assert "Choose a score" in last


@pytest.mark.parametrize("name", NAMES)
def test_header_and_footer_stay_on_one_line(pages: dict[str, list[str]], name: str):
    for page in pages[name]:
        lines = [line for line in page.splitlines() if line.strip()]
        assert lines[0].startswith("Score sheet · HSG-2026-014")
        assert "P5 Bartholomew" in lines[0]
        assert lines[-1].startswith(f"Sheet {papers.REFERENCE}")
        assert "Page" in lines[-1]
