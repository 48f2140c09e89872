"""The comparison in Word as LibreOffice lays it out: what stands on which page."""

import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from interview_kit.reports.model import Report
from interview_kit.reports.word import render_word
from tests.documents.papers import TEMPLATES
from tests.reports import made_up

pytestmark = [pytest.mark.libreoffice]

SIZES: dict[str, dict[str, Any]] = {
    "usual": {"spread": 2, "questions": 1, "example": True},
    "twelve": {"candidates": 12, "members": 4, "competencies": 8, "gaps": 0.01},
    "wide": {"candidates": 3, "members": 12, "competencies": 12, "levels": "civil-service-7"},
    "long": {"candidates": 2, "members": 3, "competencies": 3, "evidence": (made_up.WORDS * 40)[:5000]},
}
LARGE: dict[str, dict[str, Any]] = {
    "thirty": {"candidates": 30, "members": 6},
    "two hundred": {"candidates": 200, "members": 4},
}


@cache
def report(size: str) -> Report:
    return made_up.report(**(SIZES | LARGE)[size])


@pytest.fixture(scope="module")
def pages(soffice: str, pdftotext: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page; all comparisons are laid out in one go."""
    folder = tmp_path_factory.mktemp("comparisons")
    for size in (*SIZES, *LARGE):
        (folder / f"{size}.docx").write_bytes(render_word(report(size), TEMPLATES))
    files = [str(file) for file in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=240)
    return {size: laid_out(pdftotext, folder / f"{size}.pdf") for size in (*SIZES, *LARGE)}


def laid_out(pdftotext: str, file: Path) -> list[str]:
    made = subprocess.run([pdftotext, "-layout", str(file), "-"], check=True, capture_output=True, timeout=60)
    return made.stdout.decode("utf-8").split("\f")[:-1]


def test_the_first_page_decides(pages: dict[str, list[str]]):
    first = pages["usual"][0]
    places = [first.index(h) for h in ("Merit order", "Settle before you decide", "Heat map: mean")]
    assert places == sorted(places)
    assert "Example: the people, the ratings and the evidence in this comparison are invented." in first
    assert all(row.candidate.name in first for row in report("usual").merit)
    assert "a rating is missing" in first
    assert "The panel" in pages["usual"][1]


def test_above_eight_candidates_the_heat_map_begins_the_second_page(pages: dict[str, list[str]]):
    first, second, *_ = pages["twelve"]
    assert "Settle before you decide" in first
    assert "the others stand after the heat map" in first
    assert second.splitlines()[2:8].count("") < 6
    assert "Heat map: mean of the panel for each competency" in second


@pytest.mark.parametrize("size", SIZES)
def test_every_page_says_what_it_is_and_none_is_empty(pages: dict[str, list[str]], size: str):
    count = len(pages[size])
    for number, page in enumerate(pages[size], start=1):
        lines = [line for line in page.splitlines() if line.strip()]
        assert lines[0].startswith("Comparison · Housing Officer · HSG-2026-014")
        assert lines[0].endswith("supports a decision; people make it")
        assert lines[-1].endswith(f"Page {number} of {count}")
        assert ("Example, invented data" in lines[-1]) == (size == "usual")
        assert len(lines) > 4


@pytest.mark.parametrize("size", SIZES)
def test_each_candidate_begins_a_page(pages: dict[str, list[str]], size: str):
    starts = [[line for line in page.splitlines() if line.strip()][1].strip() for page in pages[size]]
    for person in report(size).candidates:
        assert sum(start.startswith(person.label) for start in starts) == 1


def test_a_short_candidates_evidence_stays_on_one_page(pages: dict[str, list[str]]):
    people = [page for page in pages["usual"] if "how many of 3 heard each behaviour" in page]
    assert len(people) == 5
    assert all("Q5" in page for page in people)


@pytest.mark.parametrize("size", SIZES)
def test_no_heading_stands_alone_at_the_foot_of_a_page(pages: dict[str, list[str]], size: str):
    heads = (
        "Merit order",
        "Settle before",
        "Heat map",
        "Total from",
        "Strict or",
        "What would",
        "Agreement in",
    )
    heads += ("What each", "Evidence side", "Decision and", "Signed", "Record", "Evidence\n")
    for page in pages[size]:
        lines = [line for line in page.splitlines() if line.strip()]
        assert not any(lines[-2].strip().startswith(head.strip()) for head in heads)


@pytest.mark.parametrize("size", SIZES)
def test_decision_and_signatures_share_a_page_and_the_record_has_its_own(
    pages: dict[str, list[str]], size: str
):
    decision = next(page for page in pages[size] if "Decision and reasons" in page)
    assert "R.other" in decision
    assert decision.count("Signed:") == len(report(size).members)
    assert "Made with" in pages[size][-1]


@pytest.mark.parametrize("size", LARGE)
def test_a_large_comparison_can_be_taken_into_a_meeting(pages: dict[str, list[str]], size: str):
    made = pages[size]
    assert 30 < len(made) < 60
    assert "Merit order" in made[0]
    assert "Settle before you decide" in made[0]
    assert "Heat map: mean of the panel" in made[1]
    starts = [[line for line in page.splitlines() if line.strip()][1].strip() for page in made]
    labels = [person.label for person in report(size).candidates]
    assert sum(start.startswith(label) for start in starts for label in labels) == 16
    assert [number for number, page in enumerate(made) if len(page.split()) < 60] == []
