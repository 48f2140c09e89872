"""The candidate information and the agreement form as LibreOffice lays them out."""

import subprocess
from pathlib import Path

import pytest

from interview_kit.documents.agreement_form import compose_agreement_form
from interview_kit.documents.candidate_information import compose_candidate_information
from interview_kit.domain.campaign import PanelMember
from tests.documents import papers
from tests.documents.panels import ratings

pytestmark = [pytest.mark.libreoffice]

REFERENCE = "AG-7Q2C-K4XF"
FIVE = (*papers.CAMPAIGN.panel, PanelMember(ref="P4", name="Li Wei"), papers.LONG_MEMBER)
LONG = papers.CAMPAIGN.model_copy(update={"title": "", "example": True, "panel": FIVE})
EVERY = (
    "customer-service-and-support",
    "communication",
    "respecting-diversity-and-equality",
    "commitment-and-accountability",
    "personal-effectiveness",
    "team-and-partnership-working",
    "motivation-and-drive",
    "adaptability-and-forward-thinking",
)


def documents() -> dict[str, bytes]:
    """Return documents of all kinds by name."""
    housing, head = papers.housing(), papers.head_of_service()
    eight = papers.plan("opm-5", *((f"cambridge-core/{name}", (1,)) for name in EVERY))
    templates, campaign, candidates = papers.TEMPLATES, papers.CAMPAIGN, papers.CANDIDATES
    scores = ratings(housing, campaign.panel, {"Q4": (1, 3, 1)})
    return {
        "information": compose_candidate_information(housing, campaign, candidates[2], templates),
        "information-arranged": compose_candidate_information(housing, LONG, candidates[3], templates),
        "information-long": compose_candidate_information(head, LONG, papers.LONG, templates),
        "information-eight": compose_candidate_information(eight, campaign, candidates[4], templates),
        "form": compose_agreement_form(housing, campaign, candidates[1], REFERENCE, templates),
        "form-long": compose_agreement_form(head, LONG, papers.LONG, REFERENCE, templates),
        "form-scored": compose_agreement_form(
            housing, campaign, candidates[1], REFERENCE, templates, scores=scores
        ),
    }


@pytest.fixture(scope="module")
def pages(soffice: str, pdftotext: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of each document; all are laid out in one go."""
    folder = tmp_path_factory.mktemp("forms")
    for name, made in documents().items():
        (folder / f"{name}.docx").write_bytes(made)
    profile = (folder / "profile").as_uri()
    command = [soffice, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    files = [str(file) for file in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=180)
    return {Path(file).stem: text_of_pages(pdftotext, Path(file).with_suffix(".pdf")) for file in files}


def text_of_pages(pdftotext: str, file: Path) -> list[str]:
    made = subprocess.run([pdftotext, "-layout", str(file), "-"], check=True, capture_output=True, timeout=60)
    return made.stdout.decode("utf-8").split("\f")[:-1]


@pytest.mark.parametrize("name", ["information", "information-arranged", "information-long"])
def test_the_information_has_a_page_of_facts_and_a_page_of_advice(pages: dict[str, list[str]], name: str):
    facts, advice = pages[name]
    assert "What we will ask about" in facts
    assert "How to prepare" not in facts
    lines = [line.strip() for line in advice.splitlines() if line.strip()]
    assert lines[1] == "How to prepare"
    assert "What we keep about you" in advice


def test_more_competencies_run_on_without_a_page_nearly_empty(pages: dict[str, list[str]]):
    found = pages["information-eight"]
    assert len(found) in {2, 3}
    assert all(len([line for line in page.splitlines() if line.strip()]) > 12 for page in found)


@pytest.mark.parametrize(("name", "count"), [("form", 3), ("form-long", 7), ("form-scored", 1)])
def test_a_form_is_no_longer_than_it_must_be(pages: dict[str, list[str]], name: str, count: int):
    assert len(pages[name]) <= count


@pytest.mark.parametrize(("name", "count"), [("form", 6), ("form-long", 12), ("form-scored", 1)])
def test_a_block_stays_whole_on_a_page(pages: dict[str, list[str]], name: str, count: int):
    whole = 0
    for number in range(1, 13):
        key = f"Q{number}"
        holding = [page for page in pages[name] if f"{key}.agreed" in page]
        for page in holding:
            assert f"\n{key} " in f"\n{page}"
            assert f"{key}.reason" in page
            assert page.index(f"{key} ") < page.index(f"{key}.agreed") < page.index(f"{key}.reason")
        whole += len(holding)
    assert whole == count


def test_header_and_footer_stay_on_one_line(pages: dict[str, list[str]]):
    starts = {"information": "Cambridge City Council", "form": "Agreement form"}
    ends = {"information": "Questions? Call 01223", "form": f"Form {REFERENCE}"}
    for name, found in pages.items():
        kind = name.partition("-")[0]
        for page in found:
            lines = [line for line in page.splitlines() if line.strip()]
            assert lines[0].startswith(starts[kind])
            assert lines[-1].startswith(ends[kind])
            assert "Page" in lines[-1]
