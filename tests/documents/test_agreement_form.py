import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import openxml_audit
import pytest

from interview_kit.documents import layout
from interview_kit.documents.agreement_form import compose_agreement_form
from interview_kit.documents.agreement_view import two_places
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import Mark, Rating, ScoreSheet
from interview_kit.word.lint import lint_docx
from interview_kit.word.package import read_parts
from tests.documents import papers
from tests.word.templates import text_of

TOM = papers.CANDIDATES[1]
REFERENCE = "AG-7Q2C-K4XF"
ALIKE = (3, 4, 4, 3, 3, 3)
APART = {"P1": (3, 3, 4, 1, 3, 3), "P2": (4, 4, 4, 3, 3, 4), "P3": (3, 4, 3, 1, 3, 3)}
"""Question 4: 1, 3, 1; all others one apart or less."""


@lru_cache
def plan(name: str = "housing") -> Plan:
    made: Plan = getattr(papers, name)()
    return made


def sheet(member: str, scores: tuple[int | Mark, ...], name: str = "housing") -> ScoreSheet:
    ratings = []
    for planned, score in zip(plan(name).questions, scores, strict=True):
        given = {"mark": Mark.SCORED, "score": score} if isinstance(score, int) else {"mark": score}
        heard = (planned.effective[0].id, planned.ineffective[0].id)
        evidence = f"{member} on {planned.key}: “did & said”\nsecond line"
        ratings.append(Rating(question=planned.key, evidence=evidence, heard=heard, **given))
    return ScoreSheet(
        reference="SK-92GA-M7ZG",
        candidate="C02",
        member=member,
        plan=plan(name).fingerprint,
        ratings=tuple(ratings),
    )


def form(scores: Mapping[str, tuple[int | Mark, ...]] = {}, name: str = "housing") -> bytes:
    sheets = [sheet(member, given, name) for member, given in scores.items()]
    return compose_agreement_form(
        plan(name), papers.CAMPAIGN, TOM, REFERENCE, papers.TEMPLATES, sheets=sheets
    )


def shown(document: bytes) -> str:
    return text_of(document).replace("\n", " ").replace("&amp;", "&")


def tags(document: bytes) -> list[str]:
    return re.findall(r'<w:tag w:val="([^"]*)"/>', read_parts(document)["word/document.xml"].decode("utf-8"))


@pytest.mark.parametrize("scores", [{}, APART, {"P1": APART["P1"]}, dict.fromkeys(("P1", "P2", "P3"), ALIKE)])
def test_a_form_is_sound_and_open_to_everybody(scores: dict[str, tuple[int, ...]], tmp_path: Path):
    made = form(scores)
    assert lint_docx(made, "form.docx") == []
    file = tmp_path / "form.docx"
    file.write_bytes(made)
    assert [str(e) for e in openxml_audit.OpenXmlValidator().validate(str(file)).errors] == []
    assert made == form(scores)


def test_a_blank_form_has_a_block_for_each_question():
    for name in ("housing", "head_of_service"):
        made = form(name=name)
        keys = tuple(q.key for q in plan(name).questions)
        assert tags(made) == list(layout.agreement_form_tags(keys, spare=False))
        assert "Fill this in when all score sheets are in." in shown(made)


def test_a_filled_form_has_a_block_for_each_question_that_differs_and_a_spare_one():
    made = form(APART)
    assert tags(made) == list(layout.agreement_form_tags(("Q4",)))
    words = shown(made)
    assert "All 3 score sheets are in. One question of six needs the panel’s discussion." in words
    assert "Q4 Respecting diversity & equality 1, 3, 1: two apart" in words.replace("  ", " ").replace(
        "  ", " "
    )


def test_what_each_member_gave_is_shown_with_evidence_and_ticks():
    words = shown(form(APART))
    fourth = plan().questions[3]
    for member in ("P1", "P2", "P3"):
        assert f"{member} on Q4: “did & said” second line" in words
        assert f"{member} on Q1" not in words
    assert words.count(fourth.effective[0].text) == 3
    assert words.count(fourth.ineffective[0].text) == 3


def test_questions_that_do_not_differ_are_listed_with_scores_and_mean():
    words = shown(form(APART))
    assert "Key Question P1 P2 P3 Mean Q1 Customer service & support 3 4 3 3.33" in words
    assert "Q5 Commitment & accountability 3 3 3 3.00" in words


def test_the_spare_block_offers_the_questions_that_are_not_discussed():
    body = read_parts(form(APART))["word/document.xml"].decode("utf-8")
    lists = dict(
        re.findall(r'<w:tag w:val="([^"]*)"/>(?:(?!<w:tag).)*?<w:dropDownList>(.*?)</w:dropDownList>', body)
    )
    assert re.findall(r'w:value="([^"]*)"', lists["X1.question"]) == ["Q1", "Q2", "Q3", "Q5", "Q6"]
    for key in ("Q4.agreed", "X1.agreed"):
        entries = re.findall(r'w:displayText="([^"]*)" w:value="([^"]*)"', lists[key])
        assert entries == [(item.text, item.value) for item in layout.agreed_items(plan().scale)]
        assert entries[-1] == ("No agreement: refer", "refer")


def test_scores_on_both_sides_of_a_minimum_are_discussed():
    assert plan().competencies[0].minimum == 2
    scores = {"P1": (1, *ALIKE[1:]), "P2": (2, *ALIKE[1:]), "P3": (2, *ALIKE[1:])}
    assert "1, 2, 2: on both sides of the minimum" in shown(form(scores))


def test_a_member_without_a_score_is_discussed_and_said():
    scores = {"P1": ALIKE, "P2": (3, Mark.NOT_ASKED, 4, 3, 3, Mark.BLANK), "P3": ALIKE}
    words = shown(form(scores))
    assert "4, –, 4: no score from P2" in words
    assert "3, –, 3: no score from P2" in words
    assert "not asked" in words
    assert "left open" in words


def test_a_question_that_nobody_asked_is_not_discussed():
    scores = dict.fromkeys(("P1", "P2", "P3"), (3, 4, 4, 3, 3, Mark.NOT_ASKED))
    words = shown(form(scores))
    assert "Nothing to discuss" in words
    assert "No questions of six need the panel’s discussion." in words
    assert "Q6 Personal effectiveness – – – –" in words


def test_a_missing_sheet_is_said():
    words = shown(form({"P1": APART["P1"], "P2": APART["P2"]}))
    assert "2 of 3 score sheets are in; P3 Sunita Bhatt: missing." in words
    assert "no sheet" in words


def test_sheets_of_another_candidate_are_left_out():
    strange = sheet("P1", ALIKE).model_copy(update={"candidate": "C03"})
    made = compose_agreement_form(plan(), papers.CAMPAIGN, TOM, REFERENCE, papers.TEMPLATES, sheets=[strange])
    assert "Fill this in when all score sheets are in." in shown(made)


def test_when_all_questions_differ_there_is_no_spare_block():
    made = form({"P1": (1,) * 6, "P2": (4,) * 6, "P3": (2,) * 6})
    assert tags(made) == list(layout.agreement_form_tags(tuple(q.key for q in plan().questions), spare=False))


def test_the_identity_stands_in_six_places():
    parts = {name: content.decode("utf-8") for name, content in read_parts(form(APART)).items()}
    assert f"<vt:lpwstr>{REFERENCE}</vt:lpwstr>" in parts["docProps/custom.xml"]
    assert f"<dc:identifier>{REFERENCE}</dc:identifier>" in parts["docProps/core.xml"]
    assert f"<dc:title>Agreement form {REFERENCE}</dc:title>" in parts["docProps/core.xml"]
    first = parts["word/document.xml"][: parts["word/document.xml"].index("</w:tbl>")]
    assert '<w:lock w:val="sdtContentLocked"/>' in first
    assert first.count(REFERENCE) == 1
    assert f"Form {REFERENCE}" in parts["word/footer1.xml"]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(10, 3), "3.33"),
        (Fraction(11, 3), "3.67"),
        (Fraction(3), "3.00"),
        (Fraction(5, 1000), "0.01"),
    ],
)
def test_a_mean_is_rounded_half_up(value: Fraction, printed: str):
    assert two_places(value) == printed
