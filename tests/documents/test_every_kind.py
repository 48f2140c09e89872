"""What holds for every document that the kit makes: sound, open to everybody, read in the order printed."""

from __future__ import annotations

import re

import pytest

from interview_kit.documents import layout
from interview_kit.word.lint import lint_docx
from interview_kit.word.package import read_parts
from tests.documents import papers
from tests.documents.every_kind import CASES, KINDS, Case, document, every_document

EVERY = [pytest.param(kind, case, id=f"{kind}-{case}") for kind, case in every_document()]
_LAID_APART = re.compile(r"<w:(?:framePr|txbxContent|tblpPr)\b|<wp:anchor\b|<w:tabIndex\b|<w:bidiVisual\b")
_TAG = re.compile(r'<w:tag w:val="([^"]*)"/>')
_MARKED = re.compile(
    r'<w:rStyle w:val="(EffectiveMark|IneffectiveMark)"/>(?:<w:[^>]*/>)*</w:rPr><w:t[^>]*>([^<]*)</w:t>'
)
_SIGN = {"EffectiveMark": "+", "IneffectiveMark": "–"}


def body(kind: str, case: Case) -> str:
    return read_parts(document(kind, case))["word/document.xml"].decode("utf-8")


def test_every_template_makes_a_kind_that_is_looked_at():
    assert {kind.template for kind in KINDS.values()} == set(papers.TEMPLATES)
    assert {kind for kind, _ in every_document()} == set(KINDS)


def test_plans_names_and_behaviours_of_every_shape_are_looked_at():
    assert {(c.questions, c.levels) for c in CASES} == {
        (q, levels) for q in (5, 12) for levels in ("pace-4", "opm-5", "civil-service-7")
    }
    assert {len(c.plan.questions) - c.questions for c in CASES} == {0}
    assert {(len(c.name), " " in c.name) for c in CASES} == {(60, True), (60, False)}
    longest = [max(len(b.text) for q in c.plan.questions for b in q.effective) for c in CASES]
    assert (min(longest) < 100, max(longest) >= 175) == (True, True)


@pytest.mark.parametrize(("kind", "case"), EVERY)
def test_every_document_is_sound_and_open_to_everybody(kind: str, case: Case):
    assert [f.problem for f in lint_docx(document(kind, case), kind)] == []


@pytest.mark.parametrize(("kind", "case"), EVERY)
def test_nothing_floats_so_that_the_tab_key_goes_in_the_order_of_reading(kind: str, case: Case):
    shown = body(kind, case)
    assert len(shown) > 3_000
    assert _LAID_APART.findall(shown) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_fields_of_a_sheet_come_in_the_order_in_which_they_are_filled_in(case: Case):
    tags = _TAG.findall(body("score sheet", case))
    assert tags == list(layout.score_sheet_tags(case.plan))
    assert len(tags) > 30


@pytest.mark.parametrize("kind", ["agreement form, blank", "agreement form, with scores"])
def test_the_fields_of_a_form_come_question_by_question(kind: str):
    tags = _TAG.findall(body(kind, CASES[0]))
    order = ["sheet", *(q.key for q in CASES[0].plan.questions), layout.SPARE, "Z"]
    blocks = [order.index(tag.partition(".")[0]) for tag in tags]
    assert blocks == sorted(blocks)
    assert len(set(blocks)) > 4
    for question in {tag.partition(".")[0] for tag in tags} - {"sheet", "Z"}:
        own = [tag for tag in tags if tag.partition(".")[0] == question]
        assert own[-2:] == [layout.agreed_key(question), layout.reason_key(question)]


@pytest.mark.parametrize(("kind", "case"), EVERY)
def test_what_is_effective_and_what_is_not_is_told_by_a_sign_and_not_by_colour_alone(kind: str, case: Case):
    found = _MARKED.findall(body(kind, case))
    marked = {(style, text.strip()[:1]) for style, text in found if text}
    assert marked <= set(_SIGN.items())
    if kind in {"score sheet", "guide", "bank book"}:
        assert marked == set(_SIGN.items())
        assert len(found) > 2 * case.questions
