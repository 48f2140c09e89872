"""Every kind of document as LibreOffice lays it out: nothing overflows, is torn, or fades in black and white."""

from __future__ import annotations

import re
import statistics
import subprocess
from pathlib import Path

import pytest

from interview_kit.documents.sheet_geometry import sheet_geometry
from interview_kit.documents.sheet_view import question_views
from interview_kit.domain.typography import printed_plan
from tests.documents import papers
from tests.documents.every_kind import CASES, KINDS, Case, document, every_document
from tests.documents.laid_out import CM, Page, Word, lay_out, pages_of

pytestmark = [pytest.mark.libreoffice]

EVERY = [pytest.param(kind, case, id=f"{kind}-{case}") for kind, case in every_document()]
SHEETS = [pytest.param(case, id=str(case)) for case in CASES]
_DPI = 200
_NEARLY_EMPTY = 0.1
"""Of the letters on a usual page of the document."""
_LEAST_CONTRAST = 4.5

Pages = dict[tuple[str, Case], tuple[Page, ...]]


def file_name(kind: str, case: Case) -> str:
    return re.sub(r"[ ,]+", "-", f"{kind}-{case}")


@pytest.fixture(scope="module")
def folder(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every document as a PDF, all made in one call."""
    place: Path = tmp_path_factory.mktemp("every")
    lay_out(soffice, place, {file_name(kind, case): document(kind, case) for kind, case in every_document()})
    return place


@pytest.fixture(scope="module")
def pages(folder: Path, pdftotext: str) -> Pages:
    """The pages of each document."""
    return {
        (kind, case): pages_of(pdftotext, folder / f"{file_name(kind, case)}.pdf")
        for kind, case in every_document()
    }


@pytest.mark.parametrize(("kind", "case"), EVERY)
def test_no_word_leaves_the_margins(pages: Pages, kind: str, case: Case):
    sides = KINDS[kind].sides
    for number, page in enumerate(pages[kind, case], start=1):
        assert {round(page.width, 1), round(page.height, 1)} == {21.0, 29.7}
        outside = [
            word.text
            for word in page.words
            if word.left < sides - 0.05
            or word.right > page.width - sides + 0.05
            or word.top < 0.7
            or word.bottom > page.height - 0.6
        ]
        assert outside == [], f"page {number}"
        assert len(page.words) > 20


@pytest.mark.parametrize(("kind", "case"), EVERY)
def test_no_word_is_drawn_over_another(pages: Pages, kind: str, case: Case):
    assert [page.overlaps() for page in pages[kind, case]] == [[]] * len(pages[kind, case])


def test_words_over_each_other_and_words_beside_each_other_are_told_apart():
    one, over, beside = (Word("a", 2, 3, 4, 3.4), Word("b", 3.5, 3.1, 5, 3.5), Word("c", 4.1, 3, 5, 3.4))
    assert Page(21, 29.7, (one, over)).overlaps() == [("a", "b")]
    assert Page(21, 29.7, (one, beside)).overlaps() == []


@pytest.mark.parametrize(("kind", "case"), EVERY)
def test_no_page_is_nearly_empty(pages: Pages, kind: str, case: Case):
    letters = [sum(len(word.text) for word in page.body) for page in pages[kind, case]]
    usual = statistics.median(letters)
    assert usual > 300
    assert [number for number, count in enumerate(letters, 1) if count < _NEARLY_EMPTY * usual] == []


@pytest.mark.parametrize("kind", KINDS)
def test_in_black_and_white_every_word_stands_out(pages: Pages, folder: Path, pdftoppm: str, kind: str):
    case = next(case for one, case in every_document() if one == kind)
    number = min(2, len(pages[kind, case]))
    page = pages[kind, case][number - 1]
    file = folder / f"{file_name(kind, case)}.pdf"
    command = [pdftoppm, "-gray", "-r", str(_DPI), "-f", str(number), "-l", str(number), "-singlefile"]
    subprocess.run([*command, str(file), str(folder / kind)], check=True, capture_output=True, timeout=60)
    width, rows = grey(folder / f"{kind}.pgm")
    faded = [word.text for word in page.words if contrast_of(word, width, rows) < _LEAST_CONTRAST]
    assert faded == []
    assert len(page.words) > 40


def grey(file: Path) -> tuple[int, bytes]:
    """Return the width of a picture and its pixels, row by row, 0 black to 255 white."""
    _, size, _, pixels = file.read_bytes().split(b"\n", 3)
    return int(size.split()[0]), pixels


def contrast_of(word: Word, width: int, pixels: bytes) -> float:
    """Return the contrast of the darkest and the lightest pixel in a word's box."""
    scale = _DPI / 72 * CM
    left, right = round(word.left * scale), round(word.right * scale)
    box = [
        pixels[at * width + left : at * width + right + 1]
        for at in range(round(word.top * scale), round(word.bottom * scale))
    ]
    dark, light = (
        ((value / 255 + 0.055) / 1.055) ** 2.4 for value in (min(map(min, box)), max(map(max, box)))
    )
    return (light + 0.05) / (dark + 0.05)


def test_both_forms_of_the_sheet_are_looked_at():
    assert {sheet_geometry(question_views(case.plan)).two_pages for case in CASES} == {True, False}


def each(case: Case) -> int:
    """Return how many pages the kit reckons with for each question."""
    return 2 if sheet_geometry(question_views(case.plan)).two_pages else 1


@pytest.mark.parametrize("case", SHEETS)
def test_a_sheet_has_a_front_page_its_questions_and_a_finish_page(pages: Pages, case: Case):
    made = pages["score sheet", case]
    assert len(made) == 2 + each(case) * case.questions
    assert "The rating scale" in made[0].text
    assert "Check and send" in made[-1].text


@pytest.mark.parametrize("case", SHEETS)
def test_a_question_never_splits_from_its_behaviours_levels_and_score(pages: Pages, case: Case):
    made = pages["score sheet", case]
    for number, planned in enumerate(printed_plan(case.plan).questions):
        own = made[1 + each(case) * number : 1 + each(case) * (number + 1)]
        assert f"Question {number + 1} of " in own[0].text
        assert f"{planned.key}.evidence" in own[0].text
        assert [page for page in own if " ".join(planned.question.lead.split()[:4]) not in page.text] == []
        last = [word.text for word in own[-1].words]
        keys = [f"{planned.key}.{i.id}" for i in (*planned.effective, *planned.ineffective)]
        keys += [f"{planned.key}.L{level.level}" for level in case.plan.scale.levels]
        assert [key for key in (*keys, f"{planned.key}.score") if key not in last] == []
        assert "Choose a score" in own[-1].text
        assert last.index(f"{planned.key}.score") > max(last.index(key) for key in keys)


@pytest.mark.parametrize("case", SHEETS)
def test_the_second_page_of_a_question_is_no_half_page(pages: Pages, case: Case):
    if each(case) == 1:
        assert len(pages["score sheet", case]) == 2 + case.questions
        return
    for page in pages["score sheet", case][2:-1:2]:
        assert max(word.bottom for word in page.body) > 0.66 * page.height


@pytest.mark.parametrize("case", SHEETS)
def test_header_and_footer_of_a_sheet_stay_on_one_line(pages: Pages, case: Case):
    for page in pages["score sheet", case]:
        head = [word for word in page.words if word.bottom < 1.6]
        foot = [word for word in page.words if word.top > page.height - 1.6]
        assert len({round(word.bottom, 1) for word in head}) == 1
        assert len({round(word.bottom, 1) for word in foot}) == 1
        assert " ".join(w.text for w in head).startswith("Score sheet · HSG-2026-014 C04 ")
        assert " ".join(w.text for w in foot).startswith(f"Sheet {papers.REFERENCE}")
